"""What a member tells the companion to do with itself: leave me alone, forget me, undo, what do you remember."""

from __future__ import annotations

from datetime import timedelta

from dazi.bonds import Feed, Memory
from dazi.ports import Platform, Wishes
from dazi.text.selves import forgets_just, forgets_of_self, perhaps_of_self
from dazi.types import Context, Decision, Draft
from dazi.words import say, variant

MUTED_DAYS = 30


_LISTED = 8  # facts that are told at once


async def control(
    context: Context,
    decision: Decision,
    wishes: Wishes,
    platform: Platform,
    keep_days: int,
    memory: Memory | None = None,
    feed: Feed | None = None,
) -> Draft:
    """Do what was asked and say so in one sentence; `keep_days`: how long words are kept. Raises what the store or
    the platform raises."""
    member, lang = context.lead.member, context.lang
    if decision.skill == "mute":
        await wishes.mute(member, context.now + timedelta(days=MUTED_DAYS))
        return _words("control.mute", say("control.mute", lang))
    if decision.skill == "forget" and memory is not None and (about := forgets_of_self(context.text)):
        return await _drop(context, about, wishes, memory)
    if decision.skill == "forget" and memory is not None and forgets_just(context.text):
        await memory.unsay(context.lead)
        return _varied("memory.unsaid", context)
    if decision.skill == "forget":
        count = await wishes.forget(member)
        return _words("control.forget", say("control.forget", lang, count=count))
    if decision.skill == "undo" and feed is not None and (taken := await _unwished(context, feed)):
        return taken
    if decision.skill == "undo":
        return await _undo(context, wishes, platform)
    if memory is not None and (asked := perhaps_of_self(context.text)):
        return await _answer(context, *asked, memory)
    return await _recall(context, wishes, keep_days, memory)


async def _unwished(context: Context, feed: Feed) -> Draft | None:
    """A wish for the feed taken back, where that is what we answered last in this thread."""
    own = next((turn for turn in reversed(context.turns) if turn.own), None)
    if own is None or own.skill != "recommend":
        return None
    wishes = await feed.undo(context.lead.member, context.now)
    if not wishes:
        return None
    what = next((part for wish in wishes for part in (wish.topic, wish.creator, wish.mood) if part), "")
    code = "recommend.undone" if what else "recommend.undone.1"
    return _varied(code, context, what=what)


async def _drop(context: Context, about: str, wishes: Wishes, memory: Memory) -> Draft:
    """Cross out what is meant. The wish itself names it, so its words go as well once it is answered."""
    dropped = await memory.drop(context.lead.member, about)
    await wishes.unsay(context.burst)
    return _varied("memory.dropped" if dropped else "memory.dropped_none", context)


async def _answer(context: Context, kind: str, about: str, memory: Memory) -> Draft:
    told = await memory.answer(context.lead, kind, about, context.lang)
    return _varied("memory.answer", context, what=told) if told else _varied("memory.unknown", context)


async def _recall(context: Context, wishes: Wishes, keep_days: int, memory: Memory | None) -> Draft:
    lead, lang = context.lead, context.lang
    private = lead.visibility == "private"
    facts = await memory.known(lead.member, private=private, lang=lang) if memory is not None else ()
    if facts:
        told = [say(f"memory.told.{fact.kind}", lang, what=fact.text) for fact in facts]
        listed = ("、" if lang == "zh" else ", ").join(dict.fromkeys(told[:_LISTED]))
        code = "memory.list_more" if len(told) > _LISTED else "memory.list"
        return _words(code, say(code, lang, facts=listed, more=len(told) - _LISTED))
    known = await wishes.known(lead.member, private=private)
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


def _varied(code: str, context: Context, **arguments: object) -> Draft:
    return _words(code, variant(code, context.lead.comment, context.lang, **arguments))


def _words(code: str, text: str) -> Draft:
    return Draft(text=text, source="words", origin=code)
