"""Comfort: warmth and an open ear; banter is never its fallback."""

from __future__ import annotations

from dazi.ports import Kit
from dazi.skills.banter import PAIN, banter, chosen
from dazi.skills.drafts import spoken
from dazi.skills.own_words import own_words
from dazi.skills.recalled import greeted
from dazi.types import Context, Decision, Draft

_TASK = {
    "zh": "任务：对方心里不好受。先接住感受，说到具体的那件事上，不讲道理，不开玩笑，不催人振作；可以留一句轻轻的问话。八十个字以内。只写回复本身。",
    "en": "Task: somebody is hurting. Meet the feeling first and name the concrete thing; no lecture, no joke, no cheering up. One soft question may stand at the end. At most 45 words. Write the reply only.",
}


class Comfort:
    """Warm words; where nothing fits, a warm line that people wrote. Where no word
    says that something hurts ("我又胖了三斤"), one that is right for a grumble and a sorrow alike."""

    name = "comfort"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        if kit.chat.strength(decision.tier) != "strong" and (own := own_words(context)):
            return own
        if kit.chat.strength(decision.tier) == "weak":
            # "好久不见" sounds like a sorrow to a small classifier; between two who have a joke it is none.
            if not kit.lines.sad(context) and (again := greeted(context)):
                return again
            if warm := await chosen("comfort", context, kit, decision.pain):
                return warm
            if decision.reason in ("model", "asked") and not kit.lines.sad(context):
                return await chosen("chat", context, kit, max(decision.pain, PAIN)) or spoken(
                    "skills.hm", context
                )
        return await banter(
            "comfort", context, decision, kit, task=_TASK[context.lang], spare="nothing.comfort", warmth=0.5
        )
