"""The order of a feed from what is known: blended, varied, steered within a cap; pure, the same for the same input."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from math import log1p

from dazi.bonds import Card, Clip, Wish
from dazi.text.grams import about
from dazi.text.normalise import fold
from dazi.text.prefers import mood_of
from dazi.types import Lang
from dazi.words import say

STEERED = 6  # of any ten cards that wishes may bring up; the others stay what they were
FRESH = 7 * 86400.0  # seconds after which newness counts half
SHORT, LONG = 30.0, 180.0  # seconds: what is short, what is long
_HEAT, _NEW, _TOGETHER = 0.35, 0.25, 1.0
_LIKED_WORDS = 0.4
_SAME_AUTHOR, _SAME_TAG = 0.6, 0.85  # what is left of a score after one of the same just before it
_WINDOW, _VARIED = 5, 60  # clips looked back at, and places in which variety is seen to
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Known:
    """What a member's past says: clips that go with what they watched (id -> score), tags and authors that they like
    (-> weight), clips done with (id -> what is left of them)."""

    together: Mapping[int, float]
    tastes: Mapping[str, float]
    spent: Mapping[int, float]


@lru_cache(maxsize=50_000)
def _text(title: str, tags: tuple[str, ...]) -> str:
    return " ".join((title, *tags))


def fits(clip: Clip, wish: Wish) -> bool:
    """Whether a clip is what a wish speaks of: each part of the wish that is not empty holds."""
    if wish.topic and not about(_text(clip.title, clip.tags), wish.topic):
        return False
    if wish.creator and fold(wish.creator).strip("@") not in fold(clip.author):
        return False
    if wish.mood and clip.mood != mood_of(wish.mood) and not about(_text(clip.title, clip.tags), wish.mood):
        return False
    if wish.length == "short":
        return 0 < clip.seconds <= SHORT
    if wish.length == "long":
        return clip.seconds >= LONG
    return bool(wish.topic or wish.creator or wish.mood)


@dataclass(frozen=True, slots=True)
class Place:
    """A clip in its place, and the wish that brought it there."""

    clip: Clip
    score: float
    wish: Wish | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """All clips, best first, with their scores and the wishes that some of them fit; places are made as they are asked
    for."""

    clips: Sequence[Clip]
    base: Mapping[int, float]
    wanted: Mapping[int, Wish]

    def places(self, start: int, many: int) -> list[Place]:
        return [
            Place(clip, self.base[clip.id], self.wanted.get(clip.id))
            for clip in self.clips[start : start + many]
        ]


def ranked(clips: Sequence[Clip], known: Known, wishes: Sequence[Wish], now: datetime) -> Order:
    """These clips, best first. Wishes for more fill at most STEERED of ten, in turn; what a wish for less names goes to
    the end; everything else keeps the order that it has without wishes."""
    at = now.timestamp() // _HOUR * _HOUR  # within the hour nothing moves by itself
    base = {clip.id: _base(clip, known, at) for clip in clips}
    order = _varied(sorted(clips, key=lambda clip: (-base[clip.id], clip.id)), base)
    if not wishes:
        return Order(order, base, {})
    less = [wish for wish in wishes if wish.direction == "less"]
    more = [wish for wish in wishes if wish.direction == "more"]
    unwanted = {clip.id for clip in order if any(fits(clip, one) for one in less)} if less else set()
    wanted: dict[int, Wish] = {}
    for clip in order if more else ():
        wish = next((wish for wish in more if fits(clip, wish)), None)
        if wish is not None and clip.id not in unwanted:
            wanted[clip.id] = wish
    front = [clip for clip in order if clip.id in wanted and known.spent.get(clip.id, 1.0) >= 1.0]
    steered = _woven(_in_turn(front, wanted, more), [clip for clip in order if clip.id not in unwanted])
    last = [clip for clip in order if clip.id in unwanted]
    return Order([*steered, *last], base, wanted)


@lru_cache(maxsize=50_000)
def _tastes(tags: tuple[str, ...], author: str) -> tuple[str, ...]:
    return (*map(fold, tags), f"@{fold(author)}")


@lru_cache(maxsize=50_000)
def _plain(heat: float, born: datetime, at: float) -> float:
    """Heat and newness, the same for all members."""
    age = max(0.0, at - born.timestamp())
    return float(_HEAT * log1p(max(0.0, heat)) / 10 + _NEW * 0.5 ** (age / FRESH))


def _base(clip: Clip, known: Known, at: float) -> float:
    """Heat and newness, what goes with what was watched, and what is liked by its words."""
    score = _plain(clip.heat, clip.at, at) + _TOGETHER * known.together.get(clip.id, 0.0)
    if known.tastes:
        liked = known.tastes
        words = sum([liked[one] for one in _tastes(clip.tags, clip.author) if one in liked])
        score += _LIKED_WORDS * min(1.0, words)
    return score * known.spent.get(clip.id, 1.0)


def _varied(clips: Sequence[Clip], base: Mapping[int, float]) -> list[Clip]:
    """Greedily the best whose author and first tag did not just come; only among the next few, so that it stays quick."""
    left, found = list(clips), list[Clip]()
    authors, tags = deque[str](maxlen=_WINDOW), deque[str](maxlen=_WINDOW)
    while left and len(found) < _VARIED:
        best, most = 0, -1.0
        for at, clip in enumerate(left[: 2 * _WINDOW]):
            score = base[clip.id]
            if score <= most:
                break  # the rest are sorted, and what came before only takes away
            if clip.author:
                score *= _SAME_AUTHOR ** authors.count(clip.author)
            if clip.tags:
                score *= _SAME_TAG ** tags.count(clip.tags[0])
            if score > most:
                best, most = at, score
        clip = left.pop(best)
        authors.append(clip.author)
        tags.append(clip.tags[0] if clip.tags else "")
        found.append(clip)
    return found + left


def _in_turn(front: Sequence[Clip], wanted: Mapping[int, Wish], more: Sequence[Wish]) -> list[Clip]:
    """One of each wish after the other, so that the last said does not drown the first."""
    heaps = [[clip for clip in front if wanted[clip.id] is wish] for wish in more]
    found = []
    for at in range(max(map(len, heaps), default=0)):
        found += [heap[at] for heap in heaps if at < len(heap)]
    return found


def _woven(front: Sequence[Clip], rest: Sequence[Clip]) -> list[Clip]:
    """Steered clips in the places that the cap leaves them, the rest in its own order between."""
    found: list[Clip] = []
    seen: set[int] = set()
    ahead, others = iter(front), iter(rest)
    while True:
        first, second = (ahead, others) if len(found) % 10 in _PLACES else (others, ahead)
        clip = next((one for one in first if one.id not in seen), None)
        if clip is None:
            left = [*second]
            return found + [one for one in left if one.id not in seen]
        seen.add(clip.id)
        found.append(clip)


_PLACES = frozenset((0, 1, 3, 5, 6, 8))  # STEERED of ten, never more than two on end


def card(place: Place, lang: Lang) -> Card:
    """What is shown of a place."""
    clip, reason = place.clip, reason_of(place.wish, lang) if place.wish is not None else ""
    return Card(clip.video, clip.title, clip.author, reason, round(place.score, 6), clip.url)


def reason_of(wish: Wish, lang: Lang) -> str:
    """ "小搭推荐：你说想看猫"."""
    what = wish.topic or wish.creator or wish.mood or say(f"feed.length.{wish.length}", lang)
    return say("feed.reason", lang, what=what)


def chosen(clips: Sequence[Clip], wishes: Sequence[Wish], limit: int, lang: Lang) -> list[Card]:
    """The best fitting for an answer in the thread, each wish in turn."""
    more = [replace(wish, until=None) for wish in wishes if wish.direction == "more"]
    wanted = {clip.id: wish for wish in reversed(more) for clip in clips if fits(clip, wish)}
    front = _in_turn([clip for clip in clips if clip.id in wanted], wanted, more)
    return [card(Place(clip, 0.0, wanted[clip.id]), lang) for clip in front[:limit]]
