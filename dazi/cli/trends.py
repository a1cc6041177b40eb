"""`dazi trends list|keep|veto`: what is on everybody's lips, and the operator's word on it."""

from __future__ import annotations

import asyncio

import click
from rich.console import Console
from rich.table import Table

from dazi.bonds import Standing, Trend
from dazi.cli.output import as_json, speech
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import opened, rehearse, speaker_for, trends_for


@click.group()
def trends() -> None:
    """正在流行什么。What is on everybody's lips."""


@trends.command("list")
@click.option("--json", "machine", is_flag=True)
def list_(machine: bool) -> None:
    """最新的在最前，连同禁用的。Newest first, vetoed ones too."""
    settings = load()
    house = opened(settings)
    try:
        found = asyncio.run(trends_for(house, speaker_for(settings)).all())
    finally:
        house.database.close()
    if machine:
        for one in found:
            click.echo(as_json(_plain(one)))
        return
    spoken = speech()
    if not found:
        click.echo(spoken("trends.none"))
        return
    table = Table(box=None, pad_edge=False)
    for name in ("phrase", "source", "heat", "until", "standing", "meaning"):
        table.add_column(spoken(f"trends.column_{name}"), overflow="fold")
    for one in found:
        until = one.until.astimezone().strftime("%m-%d %H:%M")
        standing = spoken(f"trends.standing_{one.standing}")
        table.add_row(one.phrase, one.source, f"{one.score:.2f}", until, standing, one.meaning)
    Console().print(table)


@trends.command()
@click.argument("phrase")
def veto(phrase: str) -> None:
    """这个不用。Never use this one."""
    _judge(phrase, "vetoed", "")


@trends.command()
@click.argument("phrase")
@click.option("--meaning", default="", help=speech()("trends.meaning_help"))
def keep(phrase: str, meaning: str) -> None:
    """这个可以用，顺便说说意思。Use this one; say what it means."""
    _judge(phrase, "kept", meaning)


@trends.command()
def demo() -> None:
    """把广场的示例评论走一遍，看一句话怎么流行起来。Play the plaza's sample comments through."""
    settings = load()
    house = opened(settings)
    try:
        found = asyncio.run(rehearse(house, speaker_for(settings)))
    finally:
        house.database.close()
    spoken = speech()
    for one in found:
        click.echo(spoken("trends.risen", phrase=one.phrase, members=one.members, meaning=one.meaning))


def _judge(phrase: str, standing: Standing, meaning: str) -> None:
    settings = load()
    house = opened(settings)
    try:
        done = asyncio.run(trends_for(house, speaker_for(settings)).judge(phrase, standing, meaning))
    finally:
        house.database.close()
    if not done:
        raise BadInput("trends.missing", phrase=phrase)
    click.echo(speech()(f"trends.{standing}", phrase=phrase))


def _plain(one: Trend) -> dict[str, object]:
    return {
        "phrase": one.phrase, "meaning": one.meaning, "tone": one.tone, "score": one.score, "source": one.source,
        "members": one.members, "standing": one.standing, "since": one.since, "until": one.until, "url": one.url,
    }  # fmt: skip
