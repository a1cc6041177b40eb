"""`dazi prefer "…"`: what a comment wishes of the feed; with --member the wish is kept."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime

import click

from dazi.bonds import Wish
from dazi.cli.output import Speech, as_json, speech
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import feed_for, opened
from dazi.text.mentions import without_handle
from dazi.text.prefers import Preference, plain, prefers
from dazi.types import Member

HANDLES = ("小搭", "xiaoda", "dazi")


@click.command()
@click.argument("comment")
@click.option("--member", default="", help="[platform:]account")
@click.option("--json", "machine", is_flag=True)
def prefer(comment: str, member: str, machine: bool) -> None:
    """听懂一句口味；带上 --member 就替他记下。What a comment wishes of the feed; --member keeps it."""
    settings = load()
    now = datetime.now(UTC).astimezone(settings.timezone)
    found = prefers(without_handle(comment, HANDLES), now)
    receipt = asyncio.run(_kept(found, member, comment, now)) if found and member else 0
    if machine:
        told = {"wishes": [plain(one) for one in found], **({"receipt": receipt} if receipt else {})}
        click.echo(as_json(told))
        return
    spoken = speech()
    if not found:
        raise BadInput("feed.unknown")
    if receipt:
        click.echo(spoken("feed.kept", number=receipt))
    for one in found:
        click.echo(line(one, spoken))


async def _kept(found: Sequence[Preference], member: str, comment: str, now: datetime) -> int:
    """The receipt; the same words of the same day are the same wish."""
    house = opened(load())
    try:
        wishes = [
            Wish(**{field.name: getattr(one, field.name) for field in fields(Preference)}) for one in found
        ]
        said = hashlib.sha256(f"{now.date()}|{comment}".encode()).hexdigest()[:16]
        kept: int = await feed_for(house).prefer(whose(member), wishes, f"cli-{said}", now)
        return kept
    finally:
        house.database.close()


def whose(given: str) -> Member:
    """ "ning" is a member of the plaza, "bluesky:did:plc:…" one of another platform."""
    platform, colon, account = given.partition(":")
    return Member(platform, account) if colon else Member("plaza", given)


def line(one: Preference | Wish, spoken: Speech) -> str:
    """ "多推 猫 · 短一点的 · 12-06前"."""
    parts = [one.creator and f"@{one.creator}", one.mood, one.topic]
    parts.append(spoken(f"feed.length.{one.length}") if one.length else "")
    until = spoken("feed.until", day=one.until.strftime("%m-%d")) if one.until else spoken("feed.forever")
    named = " · ".join(part for part in dict.fromkeys(parts) if part)
    return f"{spoken(f'feed.direction.{one.direction}')}  {named}  {spoken.dim(until)}"
