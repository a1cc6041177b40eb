"""Once more: a dead letter delivered again, the model calls of a mention asked again; for the command line and the web."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from dazi.errors import DaziError
from dazi.house import House
from dazi.models.images_book import TIER
from dazi.ports import Row
from dazi.types import Lang, Message, Prompt
from dazi.words import explain


async def revived(house: House, ids: Sequence[int]) -> int:
    """Deliver again what ended without a post; how many. A reply kept before goes under its own key, so that nothing
    stands twice."""
    opened_again = await house.store.reopen(ids)
    await house.queue.put(opened_again, time.time())
    return max(len(opened_again), await house.queue.revive(ids))


def calls_of(row: Row) -> tuple[Mapping[str, Any], ...] | None:
    """The mention's calls that can be asked again: not pictures, which would be paid for once more, and not what was
    redacted. None: everything was."""
    found = (row.detail or {}).get("calls")
    if not isinstance(found, list | tuple):
        return None
    words = [call for call in found if call["tier"] != TIER]
    kept = tuple(call for call in words if not isinstance(call["messages"], str))
    return kept if kept or not words else None


async def asked_again(tiers: Any, call: Mapping[str, Any], lang: Lang) -> str:
    """What the model says to the same words now, or the sentence of its error."""
    messages = tuple(Message(one["role"], one["text"]) for one in call["messages"])
    prompt = Prompt(str(call["stable"]), messages, str(call["purpose"]))
    options, choices = call["options"], call["choices"]
    try:
        if choices:
            chances = await tiers.pick(call["tier"], prompt, choices)
            return str(choices[chances.index(max(chances))])
        return str((await tiers.complete(call["tier"], prompt, options)).text)
    except DaziError as error:
        return explain(error, lang)
