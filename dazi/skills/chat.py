"""Banter, memes, small talk, a little philosophy."""

from __future__ import annotations

from dataclasses import replace

from dazi.ports import Kit
from dazi.skills.answer import just
from dazi.skills.banter import PAIN, banter
from dazi.skills.gags import KIND
from dazi.skills.memes import played
from dazi.skills.own_words import own_words
from dazi.skills.recalled import greeted, noted, recalled
from dazi.skills.reorder import back_to_copy
from dazi.skills.translate import by_heart
from dazi.skills.write import Write
from dazi.types import Context, Decision, Draft

# Who tells a fact in so many words is met so up to here: an allergy and an interview sound a little like pain.
HURTS = 0.6
_SOME = 30  # lines among which the draft's own is looked for
_ITS_OWN = 0.6  # and from which fit on it was written for just this
_TASK = {
    "zh": "任务：接住这条评论，像熟人一样回一句，四十个字以内。抓住对方话里具体的那个东西，末尾带个小转折。只写回复本身。",
    "en": "Task: answer this comment like a friend would, in one line of at most 20 words. Take up the concrete thing that was said, with a small turn at the end. Write the reply only.",
}


class Chat:
    """One line that takes up what was said."""

    name = "chat"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        if decision.pain < PAIN and (known := by_heart(context) or just(context, kit)):
            return known
        if kit.chat.strength(decision.tier) != "strong" and (own := own_words(context)):
            return own
        if (copy := back_to_copy(context)) is not None and decision.pain < PAIN:
            return await Write()(copy, replace(decision, skill="write"), kit)
        light = decision.pain < PAIN and not kit.lines.sad(context)
        if decision.pain < HURTS and kit.chat.strength(decision.tier) != "strong":
            again = greeted(context) if not kit.lines.sad(context) else None
            if told := again or noted(context):
                return told
        draft = await banter(
            "chat", context, decision, kit, task=_TASK[context.lang], spare="nothing", warmth=0.8
        )
        if light and (framed := played(draft, context, kit, decision.pain)):
            return framed
        return recalled(draft, context, light=light, filler=_filler(draft, context, kit))


def _filler(draft: Draft, context: Context, kit: Kit) -> bool:
    """Whether a line was chosen that takes up nothing of what was said; looked for only where a joke could stand instead."""
    if draft.source != "repertoire" or not any(one.kind == KIND for one in context.remembered):
        return False
    near = kit.lines.find("chat", context, _SOME)
    return not any(line.id == draft.origin and line.score >= _ITS_OWN for line in near)
