"""A reply on its way into the thread: looked for before it is sent again, sent under a lease that holds, its burst ended.
Knows ports and records only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dazi.errors import LeaseLost, PlatformRefused
from dazi.ports import Platform, Store
from dazi.types import Kept, Mention, Posted, Receipt, Reply, Trace
from dazi.work import Work


@dataclass(frozen=True, slots=True)
class Sender:
    """`observe` hears how long each stage took, `ended` of each receipt, with the burst and our words."""

    store: Store
    observe: Callable[[str, float], None]
    ended: Callable[[Receipt, tuple[Mention, ...], str], None]

    async def sent(
        self, work: Work, replies: Sequence[Reply], platform: Platform, kept: Sequence[Kept] = ()
    ) -> Receipt:
        """Each part sent, in order, after words that stand; with `kept` looked for first. A picture that the platform
        won't take leaves the words standing."""
        skill = replies[0].provenance.skill
        posted: list[Posted] = [work.first] if work.first is not None else []
        for at, reply in enumerate(replies):
            try:
                posted.append(await self.settled(work, kept[at] if kept else None, reply, platform))
            except PlatformRefused as refusal:
                if not posted:
                    return Receipt("failed", refusal.code, skill=skill)
                return Receipt(posted[0].outcome, "picture.refused", _ids(posted), skill)
        return Receipt(posted[0].outcome, "", _ids(posted), skill)

    async def settled(self, work: Work, kept: Kept | None, reply: Reply, platform: Platform) -> Posted:
        """A part as it stands in the thread: as we know it, or found there, or sent now. Raises PlatformRefused for a
        picture that was lost."""
        if kept is None:
            return await self.post(work, reply, platform)
        if kept.state == "posted":
            return Posted(kept.posted, adopted=True)
        await asyncio.sleep(platform.abilities.lag)
        if found := await platform.find_own(reply):
            return found
        if kept.fields.get("pictures") and not reply.pictures:
            raise PlatformRefused("picture.lost")
        return await self.post(work, reply, platform)

    async def post(self, work: Work, reply: Reply, platform: Platform) -> Posted:
        """The one place where something is sent. The lease is looked at last, so that no other worker is at it."""
        if not work.holds():
            raise LeaseLost("error.internal")
        posted = await platform.post(reply)
        work.passed("post")
        return posted

    async def end(self, work: Work, receipt: Receipt) -> Receipt:
        """The burst's receipt, written; what of it lay here is cleared."""
        silent = receipt.outcome == "silent"
        trace = Trace(stages=dict(work.stages), calls=tuple(work.calls)) if silent else None
        await self.store.finish(work.delivery.token, work.ids, receipt, trace)
        await work.outbox.clear()
        work.passed("remember")
        for stage, took in work.stages.items():
            self.observe(stage, took)
        self.ended(receipt, work.burst, work.said)
        return receipt


def _ids(posted: Sequence[Posted]) -> str:
    """Our posts' ids as a receipt has them."""
    return " ".join(one.id for one in posted)
