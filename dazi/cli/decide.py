"""`dazi decide`: JSON lines in, where each would go out. Knows no skill and starts no model."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any, cast

import click

from dazi.adapters import adapter
from dazi.cli.output import as_json, speech
from dazi.config import load
from dazi.decide import Decider
from dazi.errors import BadInput
from dazi.house import opened
from dazi.plan import models_at_hand
from dazi.ports import Chat
from dazi.routing import deciding
from dazi.safety.floor import floor
from dazi.text.mentions import without_handle
from dazi.text.normalise import language
from dazi.types import Context, Decision, Member, Mention, Turn

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US, _THEM = Member("ask", "us"), Member("ask", "member")


def turns_of(row: dict[str, Any]) -> tuple[Turn, ...]:
    """The thread of a row: a list of strings or of {"own"?, "text", "skill"?}; a bare id has no turns."""
    thread = row.get("thread")
    if not isinstance(thread, list):
        return ()
    found = []
    for place, turn in enumerate(thread):
        said = turn if isinstance(turn, dict) else {"text": str(turn)}
        own = bool(said.get("own"))
        text = str(said.get("text", ""))
        found.append(Turn(str(place), _US if own else _THEM, own, text, _EPOCH, said.get("skill")))
    return tuple(found)


def row_of(line: str, place: int) -> dict[str, Any]:
    """A JSON object from a line; BadInput with the line's number where it is none."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadInput("error.row_json", line=place, detail=str(error)) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadInput("error.row_json", line=place, detail='{"id", "text"}')
    return row


def shown(id: object, decision: Decision) -> dict[str, object]:
    """A decision as the command writes it."""
    return {
        "id": id,
        "path": decision.path,
        "skill": decision.skill,
        "tier": decision.tier,
        "confidence": round(decision.confidence, 4),
        "asked_model": decision.asked_model,
    }


@click.command()
@click.option("--no-model", is_flag=True, help=speech()("cli.decide_local"))
@click.option("--handle", default="小搭", help=speech()("cli.decide_handle"))
def decide(no_model: bool, handle: str) -> None:
    """读 JSON 行，告诉你每条会去哪个技能。JSON lines on standard input, decisions out."""
    asyncio.run(_decide(Decider(encoder=adapter("text.encoder")()), not no_model, (handle,)))


async def _decide(decider: Decider, ask: bool, handles: tuple[str, ...]) -> None:
    """As the worker decides, floor and all: local where it is sure; the language model is asked for the rest, where one
    is at hand already."""
    async with _chat() if ask else nullcontext() as chat:
        routed = deciding(_Alone(decider) if chat is None else decider, lambda context: False)
        for place, line in enumerate(sys.stdin, 1):
            if not line.strip():
                continue
            row = row_of(line, place)
            said = row["text"]
            text = without_handle(said, handles) if "@" in said or "＠" in said else said
            turns = turns_of(row)
            context = _context(text, turns)
            decision = floor(context, await routed(context, cast(Chat, chat)))
            sys.stdout.write(as_json(shown(row.get("id"), decision)) + "\n")


class _Alone:
    """A decider that asks nobody."""

    def __init__(self, decider: Decider) -> None:
        self.local = decider.local

    async def decide(
        self, text: str, turns: Sequence[Turn], attached: int, video: bool, chat: Chat | None
    ) -> Decision:
        return self.local(text, turns, attached)


def _context(text: str, turns: Sequence[Turn]) -> Context:
    """What routing and the floor see of a row."""
    mention = Mention("ask", "us", "0", "0", _THEM, text, _EPOCH)
    return Context((mention,), text, language(text), _EPOCH, tuple(turns))


@asynccontextmanager
async def _chat() -> AsyncIterator[Chat | None]:
    """A configured endpoint or the running Dazi's model; None where neither answers now: none is started for this."""
    house = opened(load())
    try:
        async with models_at_hand(house) as tiers:
            yield tiers
    finally:
        house.database.close()
