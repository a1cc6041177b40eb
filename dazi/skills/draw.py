"""Pictures on demand: comes later."""

from __future__ import annotations

from dazi.ports import Kit
from dazi.skills.later import later
from dazi.types import Context, Decision, Draft


class Draw:
    """Says that this comes later."""

    name = "draw"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        return later("draw", context, kit)
