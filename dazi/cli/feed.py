"""`dazi feed --member M`: a member's feed as it stands, with the reason of each card that a wish brought there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import click

from dazi.bonds import Card, Wish
from dazi.cli.output import as_json, speech
from dazi.cli.prefer import line, whose
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import derived, feed_for, opened
from dazi.types import Member


@click.command()
@click.option("--member", default="", help="[platform:]account")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True)
@click.option("--wishes", "stated", is_flag=True, help=speech()("feed.wishes_help"))
@click.option("--token", is_flag=True, help=speech()("feed.token_help"))
@click.option("--json", "machine", is_flag=True)
def feed(member: str, limit: int, stated: bool, token: bool, machine: bool) -> None:
    """一个成员的推荐流，连同理由。A member's feed with its reasons."""
    if token:
        click.echo(derived(load(), "feed"))
        return
    if not member:
        raise BadInput("feed.whose")
    if stated:
        _tell_wishes(asyncio.run(_wishes(whose(member))), member, machine)
        return
    cards = asyncio.run(_cards(whose(member), limit))
    if machine:
        for one in cards:
            click.echo(as_json(asdict(one)))
        return
    spoken = speech()
    if not cards:
        click.echo(spoken("feed.empty"))
    for place, one in enumerate(cards, 1):
        author = f"  {spoken.dim(one.author)}" if one.author else ""
        click.echo(f"{place:>3}  {one.title}{author}")
        if one.reason:
            click.echo(f"     {spoken.dim(one.reason)}")


async def _cards(member: Member, limit: int) -> Sequence[Card]:
    house = opened(load())
    try:
        made = feed_for(house)
        await made.learn(member.platform)
        found: Sequence[Card] = await made.ranked(member, datetime.now(UTC), limit, lang=speech().lang)
        return found
    finally:
        house.database.close()


async def _wishes(member: Member) -> Sequence[Wish]:
    house = opened(load())
    try:
        found: Sequence[Wish] = await feed_for(house).wishes(member, datetime.now(UTC))
        return found
    finally:
        house.database.close()


def _tell_wishes(found: Sequence[Wish], member: str, machine: bool) -> None:
    if machine:
        for one in found:
            click.echo(as_json(asdict(one)))
        return
    if not found:
        click.echo(speech()("feed.none", member=member))
    for one in found:
        click.echo(line(one, speech()))
