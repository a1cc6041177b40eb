"""What a member tells the companion to do with itself: leave me alone, forget me, undo, what do you remember."""

from __future__ import annotations

from datetime import timedelta

from dazi.ports import Platform, Wishes
from dazi.types import Context, Decision, Draft
from dazi.words import say

MUTED_DAYS = 30


async def control(
    context: Context, decision: Decision, wishes: Wishes, platform: Platform, keep_days: int
) -> Draft:
    """Do what was asked and say so in one sentence; `keep_days`: how long words are kept. Raises what the store or
    the platform raises."""
    member, lang = context.lead.member, context.lang
    if decision.skill == "mute":
        await wishes.mute(member, context.now + timedelta(days=MUTED_DAYS))
        return _words("control.mute", say("control.mute", lang))
    if decision.skill == "forget":
        count = await wishes.forget(member)
        return _words("control.forget", say("control.forget", lang, count=count))
    if decision.skill == "undo":
        return await _undo(context, wishes, platform)
    return await _recall(context, wishes, keep_days)


async def _recall(context: Context, wishes: Wishes, keep_days: int) -> Draft:
    known = await wishes.known(context.lead.member)
    # The question itself stands in the store by now.
    mentions = max(0, known.get("mentions", 0) - sum(bool(one.text) for one in context.burst))
    replies = known.get("replies", 0)
    code = "control.recall" if mentions or replies else "control.recall_none"
    return _words(code, say(code, context.lang, mentions=mentions, replies=replies, days=keep_days))


async def _undo(context: Context, wishes: Wishes, platform: Platform) -> Draft:
    lead, lang = context.lead, context.lang
    posts = await wishes.last_posts(lead.member, lead.thread)
    if not posts:
        return _words("control.undo_none", say("control.undo_none", lang))
    parts = posts[0][0]
    # The picture first: while its words stand, a second try finds both again.
    for id in reversed(parts.split(" ")):
        await platform.delete(id)
    await wishes.undone(lead.member, parts)
    return _words("control.undo", say("control.undo", lang))


def _words(code: str, text: str) -> Draft:
    return Draft(text=text, source="words", origin=code)
