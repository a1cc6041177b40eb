"""The memory behind bonds.Memory: learns from ended talks, recalls what fits, forgets what it is told to."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from dazi.bonds import Fact, Heard, Scope
from dazi.memory import gags
from dazi.memory.asked import corrected, fitting, meant
from dazi.memory.likeness import likeness
from dazi.memory.seams import Facts
from dazi.memory.sense import SAID, Sense
from dazi.text.mentions import without_handle
from dazi.text.normalise import clean, has_cjk, language
from dazi.text.selves import perhaps_of_self, wonders_of_self
from dazi.text.told import Told, felt, told
from dazi.text.when import day_of
from dazi.types import Lang, Member, Mention
from dazi.words import say

KEPT = timedelta(days=365)  # after which a fact that nobody told again is dropped
FELT = timedelta(days=7)  # how long we ask how it went on
BUDGET = 120  # tokens of what is recalled for one comment
LONGEST = 600  # characters of a mention that are looked at
AT_ONCE = 100  # ended mentions looked at in one go
_NEAR = 0.4
_UNKEPT = ("crisis", "refuse", "mute", "forget", "undo", "recall")  # skills whose mentions teach nothing
_HALF_LIFE = 60 * 86400.0
MOST = 4  # facts of one answer
# What answers a question only where nothing better was said: a place of work for a home, a trade of old for one of now.
_SECOND = {"home": ("life:work", "life:school"), "job": ("life:before", "life:major")}
ASKED = "asked"  # the kind of what comes to mind to who asks about themselves in words that no rule knows
_LATELY = 20  # comments of a member among which a sorrow is looked for
_HINT = 10  # tokens that say of a joke that it is one
_GAGS = 3  # jokes that come to mind for one comment; which may be told again is seen when it is


class Memory:
    """bonds.Memory over a store of facts. `handles` are what calls us and is no part of what was told; `clock` gives the
    time that ends are compared with, `zone` says which day "明天" is; `drawn` asks a model where no rule finds anything;
    `fit` says whether a text may be joked about at all: without it no running joke is kept; `sense` reads what no rule
    knows by its meaning, and keeps it in the member's own words."""

    def __init__(
        self,
        facts: Facts,
        handles: Sequence[str] = (),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        zone: tzinfo = UTC,
        drawn: Callable[[str, datetime], Awaitable[tuple[Told, ...]]] | None = None,
        fit: Callable[[str], bool] | None = None,
        sense: Sense | None = None,
    ) -> None:
        self._facts, self._handles, self._clock, self._zone = facts, handles, clock, zone
        self._drawn, self._sense = drawn, sense
        self._gags = gags.Gags(facts, fit, self._words, zone) if fit is not None else None

    async def learn(self) -> int:
        heard, mark = await self._facts.heard(AT_ONCE)
        new = _Learned()
        for one in heard:
            words = self._words(one.text)
            at = one.at.astimezone(self._zone)
            found = () if one.skill in _UNKEPT else told(words, at)
            titles = await self._laughed(one, words, found, new)
            found = tuple(fact for fact in found if fact.kind != "name" or fact.text not in titles)
            if one.skill in _UNKEPT:
                continue
            if not found and self._drawn is not None:
                found = await self._drawn(words, at)
            if self._sense is not None:
                said = await asyncio.to_thread(self._sense.told, words, at, found)
                found = (*found, *[fact for fact in said if not await self._of_a_pet(fact, one)])
            for fact in (*found, *_felt(one, words)):
                if fact.was or fact.kind == "pet" or fact.key.startswith(("just:", "drop:")):
                    # What stands already decides what this means.
                    await self._facts.learned(*new.taken(), 0)
                    await self._judged(fact, one, new)
                else:
                    new.put(_fact(fact, one), fact.gone)
        if mark:
            await self._facts.learned(*new.taken(), mark)
        return len(heard)

    async def _of_a_pet(self, said: Told, one: Heard) -> bool:
        """Whether a quotation only goes on about a pet whose name is known ("年糕今天又…")."""
        known = await self._facts.of(one.member, one.at)
        named = [fact.text for fact, _ in known if fact.kind == "pet" and _named(fact.text)]
        names = [re.split(r"，叫| called ", text)[-1] for text in named]
        of_kind = bool(named) and said.key.startswith(f"{SAID}pet:")
        return of_kind or any(name in said.text and "叫" not in said.text for name in names)

    def _words(self, text: str) -> str:
        return without_handle(clean(text, LONGEST), self._handles)

    async def _laughed(
        self, one: Heard, words: str, found: Sequence[Told], learned: _Learned
    ) -> frozenset[str]:
        """Keep and drop what comes of a mention for the jokes between its member and us; which are titles in jest, and no
        name to be called by."""
        if self._gags is None or one.skill in ("mute", "forget", "undo", "recall"):
            return frozenset()
        if learned:
            await self._facts.learned(*learned.taken(), 0)
        kept, gone = await self._gags.hear(one, words, found)
        for fact in gone:
            learned.put(fact, True)
        for fact in kept:
            learned.put(fact, False)
        return frozenset(fact.text for fact in kept)

    async def _judged(self, new: Told, one: Heard, learned: _Learned) -> None:
        """A correction, something taken back, or another word about a pet."""
        known = [
            fact
            for fact, _ in await self._facts.of(one.member, one.at)
            if fact.scope != "private" or one.visibility == "private"
        ]
        if new.key.startswith("just:"):
            comments = await self._facts.recent(one.member, one.thread, one.at)
            # What was told last, not what stood before that.
            last = next((one for one in comments if any(fact.comment == one for fact in known)), "")
            for fact in known:
                if fact.comment == last and fact.key.startswith(new.key.removeprefix("just:")):
                    learned.put(fact, True)
        elif new.key == "drop:":
            for fact in known:
                if new.text in fact.text:
                    learned.put(fact, True)
        elif new.was:
            near = await self._facts.recent(one.member, one.thread, one.at)
            for fact in sorted(known, key=lambda fact: fact.key.startswith(SAID)):
                if (new.was not in "+*" or fact.comment in near) and (right := corrected(fact, new)):
                    learned.put(fact, True)
                    learned.put(replace(right, at=one.at, comment=one.comment), False)
                    break
        elif new.gone or not any(
            fact.key == new.key and _named(fact.text) and not _named(new.text) for fact in known
        ):
            # "我家猫…" without a name takes no name away.
            learned.put(_fact(new, one), new.gone)

    async def recall(self, mention: Mention, text: str, now: datetime) -> tuple[Fact, ...]:
        known = [
            (fact, times) for fact, times in await self._facts.of(mention.member, now) if fits(fact, mention)
        ]
        if asked := perhaps_of_self(text):
            # Whoever asks about themselves is told that, or nothing.
            return await self._fitting([fact for fact, _ in known], *asked, text, now)
        if self._sense is not None and known and wonders_of_self(text):
            facts = [fact for fact, _ in known]
            found_so = await asyncio.to_thread(self._sense.asked, text, facts)
            if found_so is not None:
                return (replace(found_so, kind=ASKED, text=spoken(found_so, language(text))),)
        worth = [(_worth(fact, times, text, now), fact) for fact, times in known]
        found: list[Fact] = []
        left = BUDGET
        for score, fact in sorted(worth, key=lambda pair: -pair[0]):
            cost = tokens(fact.text) + (_HINT if fact.kind == gags.KIND else 0)
            spare = fact.kind != gags.KIND or sum(one.kind == gags.KIND for one in found) < _GAGS
            if score >= _NEAR and cost <= left and spare:
                found.append(fact)
                left -= cost
        if any(fact.kind == gags.KIND for fact in found):
            talk = await self._facts.talk(mention.member, now, _LATELY)
            if gags.hurts(talk, now):
                found = [fact for fact in found if fact.kind != gags.KIND]
        return tuple(found)

    async def known(self, member: Member, *, private: bool, lang: Lang = "zh") -> tuple[Fact, ...]:
        known = await self._facts.of(member, self._clock())
        told = [fact for fact, _ in known if private or fact.scope != "private"]
        return tuple(sorted(told, key=lambda fact: (fact.kind != "name", fact.key.startswith(SAID))))

    async def answer(self, mention: Mention, kind: str, about: str, lang: Lang) -> str | None:
        now = self._clock()
        known = [fact for fact, _ in await self._facts.of(mention.member, now) if fits(fact, mention)]
        found = await self._fitting(known, kind, about, self._words(mention.text), now.astimezone(self._zone))
        if not found:
            return None
        return ("、" if lang == "zh" else ", ").join(spoken(fact, lang) for fact in found[:MOST])

    async def _fitting(
        self, known: Sequence[Fact], kind: str, about: str, question: str, now: datetime
    ) -> tuple[Fact, ...]:
        """What answers a question about oneself: what rules drew, else what was said in the member's own words."""
        found = fitting(known, kind, about, now)
        bare = kind == "pet" and not any(_named(fact.text) for fact in found)
        bare = bare or all(fact.key in _SECOND.get(kind, ()) for fact in found)
        # "我养狗了吗" is answered by a dog alone.
        whether = kind == "pet" and about and not re.search(r"叫|名|品种|name|call|breed|kind", question)
        if self._sense is not None and (not found or bare) and not whether:
            said = await asyncio.to_thread(self._sense.answers, question, kind, known)
            return tuple(dict.fromkeys((*said[:1], *([] if said and kind in _SECOND else found))))[:MOST]
        return tuple(found[:MOST])

    async def unsay(self, mention: Mention) -> int:
        comments = await self._facts.recent(mention.member, mention.thread, mention.at)
        return await self._facts.unsay(mention.member, comments[:1])

    async def drop(self, member: Member, about: str = "", ids: Sequence[int] = ()) -> tuple[Fact, ...]:
        known = await self._facts.of(member, self._clock())
        facts = [fact for fact, _ in known]
        wanted = [fact for fact in facts if fact.id in ids] if ids else meant(facts, about)
        wanted += [gag for gag in gags.bound(facts, wanted, about) if gag not in wanted]
        return await self._facts.drop(member, sorted(fact.id for fact in wanted))

    async def correct(self, member: Member, id: int, text: str) -> Fact | None:
        return await self._facts.reword(member, id, text[:60])


class _Learned:
    """Facts to keep and to drop, the last word about each."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, ...], tuple[Fact, bool]] = {}

    def __bool__(self) -> bool:
        return bool(self._last)

    def put(self, fact: Fact, gone: bool) -> None:
        key = (fact.member.platform, fact.member.account, fact.scope, fact.thread, fact.key)
        self._last.pop(key, None)
        self._last[key] = (fact, gone)

    def taken(self) -> tuple[list[Fact], list[Fact]]:
        """(learned, gone) so far, which are then no longer here."""
        last, self._last = self._last.values(), {}
        return [fact for fact, gone in last if not gone], [fact for fact, gone in last if gone]


def spoken(fact: Fact, lang: Lang) -> str:
    """A fact as a clause that can be said to its member: "养了橘猫，叫年糕"."""
    return say(f"memory.told.{fact.kind}", lang, what=fact.text)


def fits(fact: Fact, mention: Mention) -> bool:
    """Whether a fact may be used here: nothing private in public, nothing of one thread in another."""
    if fact.scope == "private":
        return mention.visibility == "private"
    return fact.scope == "member" or fact.thread == mention.thread


def tokens(text: str) -> int:
    """About how many a model counts: one a Chinese sign, one for four Latin letters."""
    return (
        sum(1 for sign in text if ord(sign) > 0x2E80)
        + sum(1 for sign in text if ord(sign) <= 0x2E80) // 4
        + 2
    )


def _worth(fact: Fact, times: int, text: str, now: datetime) -> float:
    """Similar counts most, then recent and often told; a name is always worth it, a feeling while it is fresh."""
    if fact.kind == "name":
        return 2.0
    if fact.kind == gags.KIND:
        return gags.worth(fact, text, now)
    if fact.key == "life:birthday" and day_of(fact.text) == (now.month, now.day):
        return 1.5
    age = max(0.0, (now - fact.at).total_seconds())
    fresh: float = 0.5 ** (age / _HALF_LIFE)
    near = likeness(fact.text + " " + fact.key.partition(":")[2], text)
    extra = 0.35 if fact.kind == "mood" and age < FELT.total_seconds() else 0.0
    # Its day is over, and we said that we'd ask.
    if fact.kind == "plan" and fact.until is not None and timedelta() < fact.until - now < timedelta(days=3):
        extra = 0.5
    return near + 0.1 * fresh + min(0.1, 0.03 * times) + extra


def _felt(heard: Heard, words: str) -> tuple[Told, ...]:
    """How the talk ended where somebody was comforted; its words cut to what one would ask back about."""
    if heard.skill != "comfort" or not felt(words):
        return ()
    return (Told("mood", "mood", words[: 30 if has_cjk(words) else 60], 0.6, heard.at + FELT),)


def _named(text: str) -> bool:
    return "，" in text or " called " in text


def _fact(one: Told, heard: Heard) -> Fact:
    scope: Scope = "private" if heard.visibility == "private" else one.scope
    fact = Fact(
        id=0, member=heard.member, kind=one.kind, text=one.text, key=one.key, scope=scope, confidence=one.confidence,
        at=heard.at, until=one.until or heard.at + KEPT, comment=heard.comment,
    )  # fmt: skip
    return replace(fact, thread=heard.thread) if scope == "thread" else fact
