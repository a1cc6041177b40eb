"""Changing a picture: a drawing of ours is drawn anew with the change; another's comes later."""

from __future__ import annotations

from dazi.ports import Kit
from dazi.skills.draw import Draw
from dazi.skills.later import later
from dazi.text.sketch import follows
from dazi.types import Context, Decision, Draft


class Edit:
    """The last drawing of the thread with the change that is asked for; says of all else that it comes later."""

    name = "edit"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        if kit.painter is not None and follows(context):
            return await Draw()(context, decision, kit)
        return later("edit", context, kit)
