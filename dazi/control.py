"""What a member tells the companion to do with itself: leave me alone, forget me, undo, what do you remember."""

from __future__ import annotations

from datetime import timedelta

from dazi.ports import Platform, Wishes
from dazi.types import Context, Decision, Draft
from dazi.words import say

MUTED_DAYS = 30


async def control(context: Context, decision: Decision, wishes: Wishes, platform: Platform) -> Draft:
    """Do what was asked and say so in one sentence. Raises what the store or the platform raises."""
    member, lang = context.lead.member, context.lang
    if decision.skill == "mute":
        await wishes.mute(member, context.now + timedelta(days=MUTED_DAYS))
        return _words("control.mute", say("control.mute", lang))
    if decision.skill == "forget":
        count = await wishes.forget(member)
        return _words("control.forget", say("control.forget", lang, count=count))
    if decision.skill == "undo":
        return await _undo(context, wishes, platform)
    known = await wishes.known(member)
    code = "control.recall" if any(known.values()) else "control.recall_none"
    return _words(code, say(code, lang, mentions=known.get("mentions", 0), replies=known.get("replies", 0)))


async def _undo(context: Context, wishes: Wishes, platform: Platform) -> Draft:
    lead, lang = context.lead, context.lang
    posts = await wishes.last_posts(lead.member, lead.thread)
    if not posts:
        return _words("control.undo_none", say("control.undo_none", lang))
    await platform.delete(posts[0][0])
    return _words("control.undo", say("control.undo", lang))


def _words(code: str, text: str) -> Draft:
    return Draft(text=text, source="words", origin=code)
