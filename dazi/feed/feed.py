"""The feed behind bonds.Feed: candidates by heat, newness, words and what goes together, put in order by rank.py."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import datetime

from dazi.bonds import Card, Clip, Seen, Signal, Wish
from dazi.feed.cowatch import EMPTY, CoWatch, learn
from dazi.feed.rank import Known, card, chosen, ranked
from dazi.feed.seams import Clips
from dazi.text.grams import names
from dazi.text.normalise import fold
from dazi.types import Lang, Member

_POPULAR, _FRESH, _TOGETHER, _WORDS = 200, 100, 150, 80  # candidates of each kind
_PAST = 60  # signals of one member that are looked at
_PAIRS = 1_000_000  # of what was watched, newest first, for the model of what goes together
_WEIGHT: dict[Signal, float] = {"like": 1.0, "comment": 0.7, "watch": 0.8, "skip": -0.5}
# Seconds that the hottest, and what words find, stay read; that clips stay at hand.
_AGAIN, _STALE = 20.0, 600.0
_KEPT, _ASKED = 50_000, 2_000  # clips at hand; sets of words whose clips are
_DONE = 0.15  # what is left of a clip that was seen through or skipped


class Feed:
    """bonds.Feed over a store of clips; `learn` is to be called now and then, and blocks nobody."""

    def __init__(self, clips: Clips, lang: Lang = "zh") -> None:
        self._clips, self._lang = clips, lang
        self._models: dict[str, CoWatch] = {}
        self._read: dict[str, tuple[float, tuple[Clip, ...]]] = {}
        self._found: dict[tuple[str, tuple[str, ...]], tuple[float, tuple[Clip, ...]]] = {}
        self._kept: dict[int, Clip] = {}
        self._since = time.monotonic()

    async def learn(self, platform: str) -> int:
        """Make the model of what goes together anew; how many clips it knows."""
        members, clips = await self._clips.watched(platform, _PAIRS)
        self._models[platform] = await asyncio.to_thread(learn, members, clips)
        return len(self._models[platform].ids)

    async def offer(self, clips: Sequence[Clip]) -> int:
        """Take clips of a platform in; how many are new."""
        self._read.clear()
        self._found.clear()
        self._kept.clear()
        return await self._clips.offer(clips)

    async def signal(self, member: Member, video: str, kind: Signal, value: float, at: datetime) -> bool:
        """What a member did with a video; False: it is not known."""
        id = (await self._clips.named(member.platform, [video])).get(video)
        if id is None:
            return False
        await self._clips.signal(member, id, kind, min(1.0, max(0.0, value)), at)
        return True

    async def prefer(self, member: Member, wishes: Sequence[Wish], comment: str, now: datetime) -> int:
        return await self._clips.prefer(member, wishes, comment, now)

    async def undo(self, member: Member, now: datetime, receipt: int = 0) -> tuple[Wish, ...]:
        return await self._clips.retract(member, receipt, now)

    async def wishes(self, member: Member, now: datetime) -> tuple[Wish, ...]:
        return await self._clips.wishes(member, now)

    async def stated(self, member: Member, now: datetime, since: datetime) -> tuple[Wish, ...]:
        return await self._clips.stated(member, now, since)

    async def undone(self, member: Member, at: datetime) -> tuple[Wish, ...]:
        return await self._clips.undone(member, at)

    async def find(self, member: Member, wishes: Sequence[Wish], limit: int = 3) -> tuple[Card, ...]:
        found = await self._fitting(member.platform, wishes)
        shown = await self._shown(member.platform)  # a length or a mood alone has no words to be found by
        clips = {clip.id: clip for clip in (*found, *shown)}
        return tuple(chosen(tuple(clips.values()), wishes, limit, self._lang))

    async def ranked(
        self, member: Member, now: datetime, limit: int = 20, after: str = "", lang: Lang | None = None
    ) -> tuple[Card, ...]:
        """From behind the card `after`; one that is not in the feed (any more) is its end."""
        past = await self._clips.seen(member, _PAST)
        wishes = await self._clips.wishes(member, now)
        together = self._together(member.platform, past)
        clips = await self._candidates(member.platform, together, wishes)
        liked = await self._some(member.platform, [one.clip for one in past if one.kind != "skip"])
        order = ranked(clips, _known(past, liked, together), wishes, now)
        start = 0
        if after:
            whole = len(order.clips)
            start = next((at + 1 for at, clip in enumerate(order.clips) if clip.video == after), whole)
        return tuple(card(place, lang or self._lang) for place in order.places(start, limit))

    def _together(self, platform: str, past: Sequence[Seen]) -> dict[int, float]:
        liked: dict[int, float] = {}
        for age, one in enumerate(past):
            weight = _WEIGHT[one.kind] * (one.value if one.kind == "watch" else 1.0) * 0.97**age
            liked[one.clip] = liked.get(one.clip, 0.0) + weight
        model = self._models.get(platform, EMPTY)
        found = model.beside({clip: weight for clip, weight in liked.items() if weight > 0}, _TOGETHER)
        most = max(found.values(), default=1.0) or 1.0
        return {clip: score / most for clip, score in found.items()}

    async def _candidates(
        self, platform: str, together: dict[int, float], wishes: Sequence[Wish]
    ) -> tuple[Clip, ...]:
        """Each once, in no order that matters."""
        shown, beside, fitting = await asyncio.gather(
            self._shown(platform),
            self._some(platform, list(together)),
            self._fitting(platform, [wish for wish in wishes if wish.direction == "more"]),
        )
        return tuple({clip.id: clip for clip in (*shown, *beside, *fitting)}.values())

    async def _shown(self, platform: str) -> tuple[Clip, ...]:
        """The hottest and the newest, the same for all members, so read once for many."""
        read = self._read.get(platform)
        if read is None or time.monotonic() - read[0] > _AGAIN:
            popular = await self._clips.popular(platform, _POPULAR)
            fresh = await self._clips.fresh(platform, _FRESH)
            read = self._read[platform] = (time.monotonic(), (*popular, *fresh))
            if len(self._kept) > _KEPT or time.monotonic() - self._since > _STALE:
                self._kept.clear()
                self._found.clear()
                self._since = time.monotonic()
        return read[1]

    async def _some(self, platform: str, ids: Sequence[int]) -> tuple[Clip, ...]:
        """Clips by id; those read lately are at hand (what they show is public)."""
        missing = [id for id in ids if id not in self._kept]
        for clip in await self._clips.some(platform, missing):
            self._kept[clip.id] = clip
        return tuple(self._kept[id] for id in ids if id in self._kept)

    async def _fitting(self, platform: str, wishes: Sequence[Wish]) -> tuple[Clip, ...]:
        """Clips found by the words of the wishes, best first."""
        words = [
            word
            for wish in wishes
            for part in (wish.topic, wish.creator, wish.mood)
            if part
            for word in names(part)
        ]
        key, now = (platform, tuple(words)), time.monotonic()
        read = self._found.get(key)
        if read is None or now - read[0] > _AGAIN:
            if len(self._found) > _ASKED:
                self._found.clear()
            read = self._found[key] = (now, await self._clips.with_words(platform, words, _WORDS))
        return read[1]


def _known(past: Sequence[Seen], liked: Sequence[Clip], together: dict[int, float]) -> Known:
    """What the past says: tags and authors of what was liked, and what need not come again."""
    weights = {one.clip: _WEIGHT[one.kind] * one.value for one in past if one.kind != "skip"}
    tastes: dict[str, float] = {}
    for clip in liked:
        for tag in (*map(fold, clip.tags), f"@{fold(clip.author)}"):
            tastes[tag] = tastes.get(tag, 0.0) + 0.15 * weights.get(clip.id, 0.0)
    spent = {
        one.clip: _DONE for one in past if one.kind == "skip" or (one.kind == "watch" and one.value >= 0.9)
    }
    return Known(together, tastes, spent)
