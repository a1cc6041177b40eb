"""`dazi mentions list|show|retry` and `dazi replay`: what happened to each mention, and the same inputs again."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from dazi.again import asked_again, calls_of, revived
from dazi.cli.output import as_json, speech
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import House, opened
from dazi.plan import models_for
from dazi.ports import Row


def _plain(row: Row) -> dict[str, Any]:
    mention = row.mention
    shown = asdict(row)
    shown["mention"] = {
        "platform": mention.platform, "comment": mention.comment, "thread": mention.thread, "video": mention.video,
        "member": mention.member.account, "name": mention.member.name, "text": mention.text, "at": mention.at,
    }  # fmt: skip
    return shown


@click.group()
def mentions() -> None:
    """每条 @ 的来龙去脉。What happened to each mention."""


@mentions.command("list")
@click.option("--state", default="", help="waiting working posting done dead silent posted failed")
@click.option("--search", default="", help=speech()("cli.search"))
@click.option("--limit", default=20, show_default=True)
@click.option("--json", "machine", is_flag=True)
def list_(state: str, search: str, limit: int, machine: bool) -> None:
    """最近的在最前。Newest first."""
    house = opened(load())
    try:
        rows = asyncio.run(house.records.rows(state=state, search=search, limit=limit))
    finally:
        house.database.close()
    if machine:
        for row in rows:
            click.echo(as_json(_plain(row)))
        return
    spoken = speech()
    table = Table(box=None, pad_edge=False)
    for name in ("id", "when", "who", "said", "end", "reply"):
        table.add_column(
            spoken(f"cli.column_{name}"), overflow="fold", justify="right" if name == "id" else "left"
        )
    for row in rows:
        end = row.outcome or row.state
        reason = spoken(row.reason) if row.reason else row.skill
        who = row.mention.member.name or row.mention.member.account
        when = row.received.astimezone().strftime("%m-%d %H:%M")
        table.add_row(
            str(row.id), when, who, row.mention.text[:60], f"{end} {reason}".strip(), row.reply[:60]
        )
    Console().print(table if rows else spoken("cli.no_mentions"))


@mentions.command()
@click.argument("id", type=int)
@click.option("--json", "machine", is_flag=True)
def show(id: int, machine: bool) -> None:
    """一条 @ 的全程：看到什么、怎么定的、谁写的、花了多少。One mention's whole trace."""
    house = opened(load())
    try:
        row = asyncio.run(house.records.show(id))
    finally:
        house.database.close()
    if row is None:
        raise BadInput("error.not_found", what=f"mention {id}")
    if machine:
        click.echo(as_json(_plain(row)))
        return
    spoken = speech()
    click.echo(
        f"{spoken.dim('@')} {row.mention.member.name or row.mention.member.account}: {row.mention.text}"
    )
    click.echo(f"{spoken.dim('→')} {row.reply or spoken(row.reason or row.state)}")
    click.echo(spoken.dim(f"{row.state} {row.outcome} {row.skill} attempt={row.attempt} {row.error}".strip()))
    for name, value in (row.detail or {}).items():
        click.echo(spoken.dim(f"{name}: ") + (value if isinstance(value, str) else as_json(value)))


@mentions.command()
@click.argument("ids", type=int, nargs=-1, required=True)
def retry(ids: tuple[int, ...]) -> None:
    """把死信再送一次；键不变，不会发两遍。Deliver dead letters again; keys stay, nothing is posted twice."""
    house = opened(load())
    try:
        count = asyncio.run(revived(house, ids))
    finally:
        house.database.close()
    click.echo(f"{speech().mark(count > 0)} {speech()('cli.retried', count=count)}")


@click.command()
@click.argument("id", type=int)
@click.option("--json", "machine", is_flag=True)
def replay(id: int, machine: bool) -> None:
    """同样的输入再问一次模型，左右对照。The same inputs to the model again, side by side."""
    settings = load()
    house = opened(settings)
    try:
        asyncio.run(_replay(house, id, machine))
    finally:
        house.database.close()


async def _replay(house: House, id: int, machine: bool) -> None:
    row = await house.records.show(id)
    if row is None:
        raise BadInput("error.not_found", what=f"mention {id}")
    calls = calls_of(row)
    if calls is None:
        click.echo(speech()("failed.forgotten"))
        return
    if not calls:
        click.echo(speech()("cli.no_calls"))
    async with models_for(house) as tiers:
        for call in calls:
            again = await asked_again(tiers, call, speech().lang)
            if machine:
                click.echo(as_json({"purpose": call["purpose"], "then": call["answer"], "now": again}))
                continue
            table = Table(title=str(call["purpose"]), show_lines=True)
            table.add_column(speech()("cli.then") + f" {call['model']}")
            table.add_column(speech()("cli.now"))
            table.add_row(str(call["answer"]), again)
            Console().print(table)
