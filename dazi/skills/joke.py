"""Jokes; none is told twice in a thread."""

from __future__ import annotations

import re
from dataclasses import replace

from dazi.ports import Kit
from dazi.skills.banter import banter, chosen
from dazi.skills.drafts import phrase
from dazi.skills.thread import carried, said_before
from dazi.types import Context, Decision, Draft

_TASK = {
    "zh": "任务：讲一个有铺垫有反转的短段子，六十个字以内，切合对方点的题。不讲老掉牙的，不笑话弱者。只写段子本身。",
    "en": "Task: tell one short joke with a set-up and a turn, at most 35 words, on the subject that was asked for. Nothing worn out, nobody weak as its butt. Write the joke only.",
}


_ANY = {"zh": "讲个笑话", "en": "tell me a joke"}


_ON = re.compile(r"关于|[个段条点]\S{1,12}的|\babout\b|(?<!come )\bon\b", re.IGNORECASE)


class Joke:
    """A joke on the subject asked for."""

    name = "joke"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        if kit.chat.strength(decision.tier) == "weak" and await chosen("joke", carried(context), kit) is None:
            # No joke on the subject: another one, and said so, is better than none.
            other = await chosen("joke", replace(context, text=_ANY[context.lang], turns=()), kit)
            if other is not None and not said_before(other.text, context):
                if not _ON.search(context.text):
                    return other
                return replace(other, text=phrase("skills.other_joke", context, joke=other.text))
        return await banter(
            "joke", context, decision, kit, task=_TASK[context.lang], spare="nothing.joke", warmth=0.8
        )
