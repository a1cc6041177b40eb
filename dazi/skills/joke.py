"""Jokes; none is told twice in a thread."""

from __future__ import annotations

from dazi.ports import Kit
from dazi.skills.banter import banter
from dazi.types import Context, Decision, Draft

_TASK = {
    "zh": "任务：讲一个有铺垫有反转的短段子，六十个字以内，切合对方点的题。不讲老掉牙的，不笑话弱者。只写段子本身。",
    "en": "Task: tell one short joke with a set-up and a turn, at most 35 words, on the subject that was asked for. Nothing worn out, nobody weak as its butt. Write the joke only.",
}


class Joke:
    """A joke on the subject asked for."""

    name = "joke"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        return await banter(
            "joke", context, decision, kit, task=_TASK[context.lang], spare="nothing.joke", warmth=0.8
        )
