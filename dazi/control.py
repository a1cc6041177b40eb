"""What a member tells the companion to do with itself: leave me alone, forget me, undo, what do you remember."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dazi.bonds import Fact, Feed, Memory, Wish
from dazi.ports import Platform, Wishes
from dazi.text.echo import said_of
from dazi.text.prefer_sure import sureness
from dazi.text.selves import forgets_just, forgets_of_self, perhaps_of_self
from dazi.text.wishes import taken_back
from dazi.types import Context, Decision, Draft, Lang
from dazi.words import say, variant

MUTED_DAYS = 30
UNDONE_WITHIN = timedelta(days=1)  # "undo" alone reaches back so far; a receipt's number reaches further
_MARKS = '“”"'
_DRAWN = ("mood", "gag")  # what we drew from a talk, and nobody had us note
_RECEIPT = re.compile(r"(?:回执|[Rr]eceipt) ?(\d{1,18})")
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
    if decision.skill == "undo":
        return await _Undo(context, wishes, platform, memory, feed).done()
    if told := next((one.text for one in context.remembered if one.kind == "asked"), ""):
        return _varied(_answered("", told), context, what=told)
    if memory is not None and (asked := perhaps_of_self(context.text)):
        known = await memory.answer(context.lead, *asked, context.lang)
        return _varied(_answered(asked[0], known), context, what=known) if known else _unknown(context)
    if said := said_of(context.text, context.turns, member):
        return _varied("memory.said", context, what=said)
    return await _recall(context, wishes, keep_days, memory)


async def _drop(context: Context, about: str, wishes: Wishes, memory: Memory) -> Draft:
    """Cross out what is meant. The wish itself names it, so its words go as well once it is answered."""
    dropped = await memory.drop(context.lead.member, about)
    await wishes.unsay(context.burst)
    return _varied("memory.dropped" if dropped else "memory.dropped_none", context)


def _answered(kind: str, told: str) -> str:
    """Which lines an answer from memory is put into: what one can't have is no quiz, and a quotation says that it is one."""
    if kind == "eats":
        return "memory.mind"
    return "memory.quote" if told[:1] in ("“", '"') else "memory.answer"


def _unknown(context: Context) -> Draft:
    """What was never noted may still stand in this talk, in the member's own words."""
    said = said_of(context.text, context.turns, context.lead.member)
    return _varied("memory.said", context, what=said) if said else _varied("memory.unknown", context)


async def _recall(context: Context, wishes: Wishes, keep_days: int, memory: Memory | None) -> Draft:
    lead, lang = context.lead, context.lang
    private = lead.visibility == "private"
    facts = await memory.known(lead.member, private=private, lang=lang) if memory is not None else ()
    # What was kept in the member's own words is told where it is sure; all of it stands on the page.
    facts = tuple(fact for fact in facts if not fact.key.startswith("life:said:") or fact.confidence > 0.5)
    if facts:
        told = [say(f"memory.told.{fact.kind}", lang, what=fact.text) for fact in facts]
        between = "；" if any("，" in one for one in told) else "、"
        listed = (between if lang == "zh" else ", ").join(dict.fromkeys(told[:_LISTED]))
        code = "memory.list_more" if len(told) > _LISTED else "memory.list"
        return _words(code, say(code, lang, facts=listed, more=len(told) - _LISTED))
    known = await wishes.known(lead.member, private=private)
    # The question itself stands in the store by now.
    mentions = max(0, known.get("mentions", 0) - sum(bool(one.text) for one in context.burst))
    replies = known.get("replies", 0)
    code = "control.recall" if mentions or replies else "control.recall_none"
    return _words(code, say(code, context.lang, mentions=mentions, replies=replies, days=keep_days))


@dataclass(frozen=True, slots=True)
class _Undo:
    """Takes the member's latest wish, or what was noted of them, within a day back, else our last reply here; says
    what it was and what comes next. The comment's own time is the moment of undoing: answered again after a crash, it
    takes no second wish."""

    context: Context
    wishes: Wishes
    platform: Platform
    memory: Memory | None
    feed: Feed | None

    async def done(self) -> Draft:
        meant, lead = taken_back(self.context.text), self.context.lead
        if self.feed is not None and (before := await self.feed.undone(lead.member, lead.at)):
            return await self._told_wish(before)
        if meant.number and self.feed is not None:
            if taken := await self._receipt(meant.number):
                return taken
            return self._said("undo.no_receipt", await self._kept(), number=meant.number)
        own = next((turn for turn in reversed(self.context.turns) if turn.own), None)
        if own is not None and own.skill == "recommend":
            # Right under the answer to a wish it is that wish, whatever was wished since elsewhere.
            if taken := await self._receipt(_receipt_of(own.text)):
                return taken
        elif meant.post and (said := await self._unposted()):
            return said
        return await self._taken(await self._kept()) or await self._unposted() or self._nothing()

    async def _kept(self) -> list[Wish | Fact]:
        """What may be taken back and named in this place, newest first."""
        lead, since = self.context.lead, self.context.lead.at - UNDONE_WITHIN
        found: list[tuple[datetime, Wish | Fact]] = []
        if self.feed is not None:
            stated = await self.feed.stated(lead.member, lead.at, since)
            shown = [wish for wish in stated if lead.visibility == "private" or not wish.private]
            found += [(wish.at or since, wish) for wish in shown]
        if self.memory is not None:
            facts = await self.memory.known(lead.member, private=lead.visibility == "private")
            fresh = [fact for fact in facts if fact.at >= since and fact.kind not in _DRAWN]
            here = [fact for fact in fresh if fact.scope != "thread" or fact.thread == lead.thread]
            # What was heard as a wish as well is taken back as that.
            here = [fact for fact in here if not sureness(fact.text.strip(_MARKS), lead.at)]
            found += [(fact.at, fact) for fact in here]
        return [one for _, one in sorted(found, key=lambda pair: pair[0], reverse=True)]

    async def _taken(self, kept: Sequence[Wish | Fact]) -> Draft | None:
        """The first of them taken back; None where there is none."""
        if not kept:
            return None
        first, member, lang = kept[0], self.context.lead.member, self.context.lang
        if isinstance(first, Wish) and self.feed is not None:
            await self.feed.undo(member, self.context.lead.at, first.receipt)
            return await self._told_wish(await self.feed.undone(member, self.context.lead.at))
        if isinstance(first, Fact) and self.memory is not None:
            gone = [one for one in kept if isinstance(one, Fact) and one.comment == first.comment]
            await self.memory.drop(member, ids=[fact.id for fact in gone])
            return self._said("undo.fact", await self._kept(), what=_told(gone, lang))
        return None

    async def _receipt(self, number: int) -> Draft | None:
        """The wishes of that number taken back; another member's, or what was taken back before, is none."""
        lead = self.context.lead
        if self.feed is None or not number or not await self.feed.undo(lead.member, lead.at, number):
            return None
        return await self._told_wish(await self.feed.undone(lead.member, lead.at))

    async def _told_wish(self, taken: Sequence[Wish]) -> Draft:
        hidden = self.context.lead.visibility != "private" and any(wish.private for wish in taken)
        what = _wished(taken, self.context.lang)
        rest = await self._kept()
        return self._said("undo.quiet" if hidden else "undo.wish", rest, what=what, number=taken[0].receipt)

    async def _unposted(self) -> Draft | None:
        """Our last reply in this thread deleted; None where none stands."""
        lead = self.context.lead
        posts = await self.wishes.last_posts(lead.member, lead.thread)
        if not posts:
            return None
        parts = posts[0][0]
        # The picture first: while its words stand, a second try finds both again.
        for id in reversed(parts.split(" ")):
            await self.platform.delete(id)
        await self.wishes.undone(lead.member, parts)
        return self._said("control.undo", await self._kept())

    def _said(self, code: str, rest: Sequence[Wish | Fact], **arguments: object) -> Draft:
        """What was done, and what the next "undo" would take."""
        lang = self.context.lang
        text = variant(code, self.context.lead.comment, lang, **arguments)
        if rest and isinstance(rest[0], Wish):
            same = [one for one in rest if isinstance(one, Wish) and one.receipt == rest[0].receipt]
            text += say("undo.next_wish", lang, what=_wished(same, lang), number=rest[0].receipt)
        elif rest and isinstance(rest[0], Fact):
            same_comment = [one for one in rest if isinstance(one, Fact) and one.comment == rest[0].comment]
            text += say("undo.next_fact", lang, what=_told(same_comment, lang))
        return _words(code, text)

    def _nothing(self) -> Draft:
        return _words("control.undo_none", say("control.undo_none", self.context.lang))


def _receipt_of(said: str) -> int:
    """The number that our answer to a wish bears; 0 for none."""
    hit = _RECEIPT.search(said)
    return int(hit[1]) if hit else 0


def _told(facts: Sequence[Fact], lang: Lang) -> str:
    told = [say(f"memory.told.{fact.kind}", lang, what=fact.text.strip(_MARKS)) for fact in facts]
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(told))


def _wished(wishes: Sequence[Wish], lang: Lang) -> str:
    """ "多看猫、少看带货"."""
    said = [say(f"undo.{wish.direction}", lang, what=_what(wish, lang)) for wish in wishes]
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(said))


def _what(wish: Wish, lang: Lang) -> str:
    """ "治愈的猫", "老王的修车视频", "short funny videos"."""
    film = say("undo.film" if not wish.length else f"feed.film.{wish.length}", lang)
    if lang == "en":
        kind = f"{wish.topic} {film} videos".strip() if wish.length else wish.topic or film
        owner = f"by {wish.creator}" if wish.creator else ""
        return " ".join(part for part in (wish.mood, kind, owner) if part)
    owner = f"{wish.creator}的" if wish.creator else ""
    mood = f"{wish.mood}的" if wish.mood else ""
    return f"{owner}{mood}{wish.topic}{film if wish.length or not wish.topic else ''}"


def _varied(code: str, context: Context, **arguments: object) -> Draft:
    return _words(code, variant(code, context.lead.comment, context.lang, **arguments))


def _words(code: str, text: str) -> Draft:
    return Draft(text=text, source="words", origin=code)
