"""Changing a picture: comes later."""

from __future__ import annotations

from dazi.ports import Kit
from dazi.skills.later import later
from dazi.types import Context, Decision, Draft


class Edit:
    """Says that this comes later."""

    name = "edit"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        return later("edit", context, kit)
