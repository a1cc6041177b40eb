"""The main path: admit, gather, decide, skill, release, post, remember. Knows ports and records only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import cast

from dazi.bonds import Feed, Memory, Search, Trends
from dazi.control import control
from dazi.errors import BadInput, LeaseLost, ModelBusy, ModelRefused, PlatformRefused, Transient
from dazi.gather import gather, words_of
from dazi.pictures import Album, Assets, Marker, Painter, Stroke
from dazi.ports import (
    Chat,
    Eyes,
    Kit,
    Lines,
    Platform,
    Runner,
    Skill,
    Store,
    Switchboard,
    Tally,
    Voice,
    Wishes,
)
from dazi.safety.admit import Limits, admit, at_limit, over, painted_out, shut
from dazi.safety.crisis import risk
from dazi.safety.floor import PICTURES, floor
from dazi.safety.outbox import Outbox
from dazi.safety.release import Door, after
from dazi.sending import Sender
from dazi.text.mentions import called
from dazi.types import (
    Call,
    Context,
    Decision,
    Delivery,
    Draft,
    Kept,
    Mention,
    Provenance,
    Receipt,
    Reply,
    Tier,
    Trace,
)
from dazi.words import explain, say
from dazi.work import Herald, Work, promised, soon

Rows = tuple[tuple[int, Mention], ...]
PATIENCE = 4  # attempts with a busy model before an honest line is posted in its place


async def _unspent(ids: Sequence[int], attempt: int, trace: Trace) -> None:
    return None


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everything that the way of a mention needs; built once by app.py. `decide` is asked with a chat for the case
    that it is unsure; `record` gives a chat whose calls go to a sink; `versions` go into every reply. `urgent` says of
    a burst's words that they may not be held up by limits: a risk, or a wish about ourselves. `keep_days`: how long
    the store keeps words, for members who ask. `spend` keeps the calls of an attempt that failed; `ended` hears of
    each receipt, with the burst and our words. `painter` makes pictures, `marker` labels them, `assets` keeps them
    until they are posted; `album` finds those that a platform's comments are about. `paints` gives a painter whose
    calls go to a sink."""

    store: Store
    wishes: Wishes
    switches: Switchboard
    lines: Lines
    voice: Voice
    runner: Runner
    record: Callable[[Callable[[Call], None]], Chat]
    decide: Callable[[Context, Chat], Awaitable[Decision]]
    skills: Mapping[str, Skill]
    handles: Sequence[str]
    urgent: Callable[[str], bool] = risk
    limits: Limits = field(default_factory=Limits)
    canary: str = ""
    keep_days: int = 7
    versions: Mapping[str, str] = field(default_factory=dict)
    clock: Callable[[], datetime] = _now
    observe: Callable[[str, float], None] = lambda stage, ms: None
    spend: Callable[[Sequence[int], int, Trace], Awaitable[None]] = _unspent
    ended: Callable[[Receipt, tuple[Mention, ...], str], None] = lambda receipt, burst, said: None
    eyes: Eyes | None = None
    memory: Memory | None = None
    trends: Trends | None = None
    feed: Feed | None = None
    search: Search | None = None
    painter: Painter | None = None
    paints: Callable[[Painter, Callable[[Call], None]], Painter] = lambda painter, sink: painter
    marker: Marker | None = None
    assets: Assets | None = None
    album: Callable[[Platform], Album] | None = None

    @property
    def sender(self) -> Sender:
        return Sender(self.store, self.observe, self.ended)

    async def answer(
        self, rows: Rows, delivery: Delivery, platform: Platform, holds: Callable[[], bool] = lambda: True
    ) -> Receipt:
        """Answer a burst once, or end it silent with a reason. Safe to call again after a crash at any line.
        Raises Transient when it should be called again, LeaseLost when somebody else is at it."""
        # Read together: each look at the store waits for a thread, and under load for its turn.
        kept, tally, switches = await asyncio.gather(
            self.store.kept([id for id, _ in rows]),
            self.store.tally(rows[-1][1], self.clock()),
            self.switches.all("switch."),
        )
        if kept:
            rows, receipt = await self._resume(kept, rows, delivery, platform, holds)
            if not rows:
                return receipt
            tally = await self.store.tally(rows[-1][1], self.clock())
        work = self._work(rows, delivery, holds)
        async with self._spending(work):
            return await self._answer(work, platform, tally, switches)

    @asynccontextmanager
    async def _spending(self, work: Work) -> AsyncIterator[None]:
        """The calls of an attempt that is to be made again are kept all the same."""
        try:
            yield
        except Transient:
            if work.calls:
                await self.spend(work.ids, work.delivery.attempt, Trace(calls=tuple(work.calls)))
            raise

    def _work(
        self, rows: Sequence[tuple[int, Mention]], delivery: Delivery, holds: Callable[[], bool]
    ) -> Work:
        outbox = Outbox(Door(self.voice, self.canary, self.marker), self.assets)
        ids, burst = tuple(id for id, _ in rows), tuple(mention for _, mention in rows)
        return Work(ids, burst, delivery, holds, outbox)

    async def _context(self, work: Work, platform: Platform) -> Context | None:
        return await gather(
            work.burst, platform, self.store, self.handles, self.clock(), self.eyes, self.memory, self.trends
        )

    async def _answer(
        self, work: Work, platform: Platform, tally: Tally, switches: Mapping[str, str]
    ) -> Receipt:
        """One attempt on rows that have no reply yet."""
        if reason := await self._admit(work, tally, switches):
            return await self.sender.end(work, Receipt("silent", reason))
        async with self._typing(platform, work.burst[-1]):
            context = await self._context(work, platform)
            work.passed("gather")
            if context is None:
                return await self.sender.end(work, Receipt("silent", "silence.gone"))
            chat = self.record(work.calls.append)
            decision = floor(context, await self.decide(context, chat))
            work.passed("decide")
            limits = self.limits.of(context.lead)
            if decision.path == "skill" and (reason := shut(decision.skill, switches, tally, limits)):
                # Its skill is off; or it was let in as urgent and is not: the limit holds for it as for all.
                return await self.sender.end(work, Receipt("silent", reason))
            return await self.sender.end(
                work, await self._made(work, context, decision, chat, platform, tally)
            )

    async def _made(
        self, work: Work, context: Context, decision: Decision, chat: Chat, platform: Platform, tally: Tally
    ) -> Receipt:
        """A reply drafted and sent."""
        try:
            replies = await self._draft(work, context, decision, chat, platform, tally)
        except PlatformRefused as refusal:
            if not work.said:
                raise
            return Receipt(
                "failed", refusal.code, skill=decision.skill
            )  # not even the words before a picture
        return await self.sender.sent(work, replies, platform)

    async def _promise(
        self, work: Work, context: Context, decision: Decision, platform: Platform, stroke: Stroke
    ) -> None:
        """Words that stand before a slow picture does; once a burst."""
        if work.first is not None:
            return
        draft = soon(stroke, context)
        (reply,) = await self._released(work, context, decision, draft, platform)
        trace = work.trace(context, decision, draft)
        await self.store.keep(work.delivery.token, work.ids, reply, draft, trace)
        work.calls.clear()  # they are kept
        work.said = reply.text
        work.first = await self.sender.post(work, reply, platform)

    async def _fulfilled(self, work: Work, kept: Kept, words: Reply, platform: Platform) -> Receipt:
        """The picture that an earlier attempt promised: painted now, after words that stand or are sent."""
        skill, tier = words.provenance.skill, words.provenance.tier
        try:
            first = await self.sender.settled(work, kept, words, platform)
        except PlatformRefused as refusal:
            return Receipt("failed", refusal.code, skill=skill)
        work.first = first
        async with self._typing(platform, work.burst[-1]), self._spending(work):
            context = await self._context(work, platform)
            if context is None:
                return Receipt(first.outcome, "silence.gone", first.id, skill)
            # Read without our own promise: the wish is what it was.
            turns = tuple(turn for turn in context.turns if turn.comment != first.id)
            decision = Decision("skill", skill, cast(Tier, tier), reason="rule.promised")
            chat = self.record(work.calls.append)
            return await self._made(work, replace(context, turns=turns), decision, chat, platform, Tally())

    async def _resume(
        self,
        kept: Sequence[Kept],
        rows: Rows,
        delivery: Delivery,
        platform: Platform,
        holds: Callable[[], bool],
    ) -> tuple[Rows, Receipt]:
        """Finish the replies that an earlier attempt kept: look into the thread before anything is sent again.
        Gives back the rows that have no reply yet."""
        receipt = Receipt("silent", "silence.empty")
        for ids in dict.fromkeys(one.ids for one in kept):
            mine = [(id, mention) for id, mention in rows if id in ids]
            work = self._work(mine, delivery, holds)
            parts = [one for one in kept if one.ids == ids]
            replies = await work.outbox.restored(parts)
            work.said = replies[0].text
            if promised(parts):
                ended = await self._fulfilled(work, parts[0], replies[0], platform)
            else:
                ended = await self.sender.sent(work, replies, platform, parts)
            receipt = await self.sender.end(work, ended)
            rows = tuple((id, mention) for id, mention in rows if id not in ids)
        return rows, receipt

    async def _admit(self, work: Work, tally: Tally, switches: Mapping[str, str]) -> str | None:
        mention = work.burst[-1]
        explicit = any(called(one, self.handles, replies=False, names=one.names) for one in work.burst)
        limits = self.limits.of(mention)
        urgent = over(tally, limits) is not None and self.urgent(words_of(work.burst, self.handles))
        reason = admit(
            mention,
            tally=tally,
            switches=switches,
            limits=limits,
            now=self.clock(),
            explicit=explicit,
            urgent=urgent,
        )
        if reason is None and tally.muted:
            await self.wishes.mute(mention.member, None)
        work.passed("admit")
        return reason

    async def _draft(
        self, work: Work, context: Context, decision: Decision, chat: Chat, platform: Platform, tally: Tally
    ) -> tuple[Reply, ...]:
        """A released reply and its pictures, stored before they are sent; drawn again while its repertoire line was
        taken meanwhile."""
        album = self.album(platform) if self.album is not None else None
        kit = Kit(
            chat, self.lines, self.voice, self.runner, self.painter, self.eyes, album, self.feed, self.search
        )
        if self.painter is not None and decision.skill in PICTURES:
            easel = self.paints(self.painter, work.calls.append)
            promise = partial(self._promise, work, context, decision, platform)
            kit = replace(kit, painter=Herald(easel, promise))
        for attempt in range(4):
            draft = await self._words(work, context, decision, kit, platform, tally)
            if attempt == 3:
                draft = replace(draft, reuse=True)
            work.passed("skill")
            try:
                replies = await self._released(work, context, decision, draft, platform)
            except ModelRefused:
                draft = self.lines.fixed("stuck", context)
                replies = await self._released(work, context, decision, draft, platform)
            work.passed("release")
            if work.first is not None:
                replies, draft = after(replies), replace(draft, reuse=True)
            await work.outbox.lay(replies)
            trace = work.trace(context, decision, draft)
            if await self.store.keep(work.delivery.token, work.ids, replies[0], draft, trace, replies[1:]):
                work.passed("keep")
                if work.first is not None and work.calls:  # a trace is kept with the first part
                    await self.spend(work.ids, work.delivery.attempt, Trace(calls=tuple(work.calls)))
                work.said = f"{work.said}\n{replies[0].text}".strip() if work.first else replies[0].text
                work.calls.clear()  # they are kept
                return replies
            await work.outbox.clear()
            context = replace(context, used=await self.store.used(context.lead, context.now))
        raise LeaseLost("error.internal")

    async def _released(
        self, work: Work, context: Context, decision: Decision, draft: Draft, platform: Platform
    ) -> tuple[Reply, ...]:
        made = self._provenance(decision, draft, work)
        return await work.outbox.released(context, decision, draft, platform.abilities, made)

    async def _words(
        self, work: Work, context: Context, decision: Decision, kit: Kit, platform: Platform, tally: Tally
    ) -> Draft:
        if decision.path == "skill" and at_limit(tally, self.limits.of(context.lead)) and work.first is None:
            return self.lines.fixed("limit", context)
        if decision.path == "skill" and decision.skill in PICTURES and painted_out(tally, self.limits):
            said = say("draw.limit", context.lang, most=self.limits.pictures_day)
            return Draft(said, "words", "draw.limit")
        if decision.path == "control":
            return await control(
                context, decision, self.wishes, platform, self.keep_days, self.memory, self.feed
            )
        skill = self.skills[decision.skill if decision.path == "skill" else decision.path]
        try:
            return await skill(context, decision, kit)
        except ModelRefused:
            return self.lines.fixed("stuck", context)
        except BadInput as bad:  # a picture that cannot be opened; its sentence says why
            return Draft(explain(bad, context.lang), "words", bad.code)
        except ModelBusy as busy:
            if busy.code == "model.loading" or work.delivery.attempt < PATIENCE:
                raise
            return self.lines.fixed("stuck", context)

    def _provenance(self, decision: Decision, draft: Draft, work: Work) -> Provenance:
        model = next((call.model for call in reversed(work.calls) if not call.error), "")
        return Provenance(
            skill=decision.skill,
            tier=decision.tier,
            source=draft.source,
            origin=draft.origin,
            persona=self.voice.version,
            repertoire=self.lines.version,
            prompt=self.versions.get("prompt", ""),
            classifier=self.versions.get("classifier", ""),
            model=model,
        )

    @asynccontextmanager
    async def _typing(self, platform: Platform, mention: Mention) -> AsyncIterator[None]:
        await platform.typing(mention, True)
        try:
            yield
        finally:
            await platform.typing(mention, False)
