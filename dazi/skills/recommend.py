"""Wishes for the feed: comes later."""

from __future__ import annotations

from dazi.ports import Kit
from dazi.skills.later import later
from dazi.types import Context, Decision, Draft


class Recommend:
    """Says that this comes later."""

    name = "recommend"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        return later("recommend", context, kit)
