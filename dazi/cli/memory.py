"""`dazi memory show|forget`: what is remembered of a member, and forgetting it."""

from __future__ import annotations

import asyncio

import click

from dazi.bonds import Fact
from dazi.cli.output import as_json, speech
from dazi.config import load
from dazi.house import memory_for, opened, speaker_for
from dazi.types import Member
from dazi.words import say


@click.group()
def memory() -> None:
    """它记得谁的什么。What it remembers of whom."""


@memory.command()
@click.option("--member", required=True, help="[platform:]account")
@click.option("--json", "machine", is_flag=True)
def show(member: str, machine: bool) -> None:
    """某个成员的每一条，连同出处和期限。Each fact of a member, with its source and its end."""
    house = opened(load())
    try:
        facts = asyncio.run(
            memory_for(house, speaker_for(house.settings)).known(_member(member), private=True)
        )
    finally:
        house.database.close()
    if machine:
        for fact in facts:
            click.echo(as_json(_plain(fact)))
        return
    spoken = speech()
    if not facts:
        click.echo(spoken("memory.none", member=member))
    for fact in facts:
        told = say(f"memory.told.{fact.kind}", spoken.lang, what=fact.text)
        until = fact.until.date().isoformat() if fact.until else "–"
        scope = f" · {spoken('memory.private')}" if fact.scope == "private" else ""
        line = f"{fact.at.date().isoformat()} → {until} · {fact.comment}{scope}"
        click.echo(f"{fact.id:>5}  {told}  {spoken.dim(line)}")


@memory.command()
@click.option("--member", required=True, help="[platform:]account")
@click.option("--about", default="", help=speech()("memory.about"))
@click.option("--id", "ids", type=int, multiple=True)
@click.option("--json", "machine", is_flag=True)
def forget(member: str, about: str, ids: tuple[int, ...], machine: bool) -> None:
    """忘掉某件事；什么都不指明，就忘掉这个人的一切。Forget one thing; without --about and --id all of a member."""
    house = opened(load())
    try:
        whose = _member(member)
        if about or ids:
            count = len(asyncio.run(memory_for(house, speaker_for(house.settings)).drop(whose, about, ids)))
        else:
            count = asyncio.run(house.wishes.forget(whose))
    finally:
        house.database.close()
    click.echo(as_json({"forgotten": count}) if machine else speech()("memory.forgotten", count=count))


def _member(given: str) -> Member:
    platform, colon, account = given.partition(":")
    return Member(platform, account) if colon else Member("plaza", given)


def _plain(fact: Fact) -> dict[str, object]:
    return {
        "id": fact.id, "kind": fact.kind, "text": fact.text, "key": fact.key, "scope": fact.scope, "confidence": fact.confidence,
        "at": fact.at, "until": fact.until, "thread": fact.thread, "comment": fact.comment,
    }  # fmt: skip
