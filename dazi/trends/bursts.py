"""Phrases that rise in a stream of comments: said by many different members, in different threads, and not before.

Two running rates of each phrase are kept, a fast and a slow one, in numbers of comments: a phrase bursts where the
fast rate stands far above the slow (Kleinberg, "Bursty and Hierarchical Structure in Streams", 2002, asks the same of
waiting times). Members and threads are kept as hashes, words as counts only."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dazi.text.normalise import clean, fold

QUORUM = 6  # different members
PLACES = 3  # different threads: what all say under one video is about that video
FAST, SLOW = 150.0, 3000.0  # comments after which a rate has fallen to 1/e
FADED = 1.15  # what the slow rate still has of a wave of some forty comments, over what the fast one has
RISE = 7.0  # how far the fast rate stands above the slow
WARM = 400  # comments heard before anything can rise: at first everything is new
SOON = 40  # and where a background says what is none
BACKGROUND = 1500  # phrases from which it does
SAD = 0.15  # a phrase that more than so many of its members say in sad comments is nothing to play with
KEPT = 60_000  # phrases under watch; the longest unheard go first
LASTS = timedelta(days=3)  # how long a phrase is new after its first rise
_HAN = re.compile(r"[\u3400-\u9fff]{3,}")
_WORDS = re.compile(r"[a-z][a-z' ]{5,}[a-z]")
_SHORTEST, _LONGEST = 3, 8
_EDGE = frozenset("的了是我你他她它们吗呢吧啊呀哦嘛着过得地这那个也都就还很太真好和与跟在不没有")
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "is",
        "are",
        "was",
        "to",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "for",
        "my",
        "me",
        "this",
        "that",
        "so",
        "do",
        "have",
        "not",
        "with",
        "be",
        "what",
        "how",
        "can",
        "just",
        "no",
        "yes",
        "like",
        "lol",
        "please",
    ]
)
_NOISE = re.compile(r"@\S+|https?://\S+|[哈呵嘿嘻呜啊]{2,}")


@dataclass(slots=True)
class _Watched:
    fast: float = 0.0
    slow: float = 0.0
    at: int = 0  # the number of the comment that it was heard in last
    members: set[int] = field(default_factory=set)
    threads: set[int] = field(default_factory=set)
    sad: set[int] = field(default_factory=set)
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rise:
    """A phrase that rises: by how many members, how strongly (the fast rate over the slow), since when."""

    phrase: str
    members: int
    strength: float
    since: datetime


class Bursts:
    """Listens to one community. `common`: phrases that are no news, with how often some background text has them."""

    def __init__(self, common: Mapping[str, int] | None = None) -> None:
        self._common = common or {}
        self._warm = SOON if len(self._common) >= BACKGROUND else WARM
        self._watched: OrderedDict[str, _Watched] = OrderedDict()
        self._heard = 0

    def hear(self, member: str, thread: str, text: str, at: datetime, sad: bool = False) -> None:
        """Count a comment. The same member's second one adds to no quorum. `sad`: it speaks of what hurts."""
        self._heard += 1
        who, where = hash(member), hash(thread)
        for phrase in phrases(text):
            if self._common.get(phrase, 0) > 1:
                continue
            one = self._watched.get(phrase)
            if one is None:
                one = self._watched[phrase] = _Watched(at=self._heard)
                if len(self._watched) > KEPT:
                    self._watched.popitem(last=False)
            else:
                self._watched.move_to_end(phrase)
            self._count(one, who, where, at)
            if sad:
                one.sad.add(who)

    def _count(self, one: _Watched, who: int, where: int, at: datetime) -> None:
        gap = self._heard - one.at
        if gap > 2 * FAST:  # a new wave: who spoke of it long ago is no quorum for today
            one.members.clear()
            one.threads.clear()
            one.sad.clear()
            one.since = None
        weight = 0.2 if who in one.members else 1.0
        one.fast = one.fast * 2.718281828 ** (-gap / FAST) + weight
        one.slow = one.slow * 2.718281828 ** (-gap / SLOW) + weight
        one.at = self._heard
        one.members.add(who)
        one.threads.add(where)
        one.since = one.since or at

    def rising(self, at: datetime) -> tuple[Rise, ...]:
        """What rises now, strongest first; of phrases within each other the one that says it all."""
        if self._heard < self._warm:
            return ()
        found = [self._rise(phrase, one) for phrase, one in self._watched.items() if self._bursts(one, at)]
        return tuple(_whole(sorted(found, key=lambda rise: (-rise.members, -len(rise.phrase)))))

    def _bursts(self, one: _Watched, at: datetime) -> bool:
        if len(one.members) < QUORUM or len(one.threads) < PLACES or one.since is None:
            return False
        if len(one.sad) > SAD * len(one.members):
            return False
        return at - one.since <= LASTS and self._heard - one.at <= FAST and self._strength(one) >= RISE

    def _rise(self, phrase: str, one: _Watched) -> Rise:
        return Rise(phrase, len(one.members), round(self._strength(one), 2), one.since or datetime.min)

    def _strength(self, one: _Watched) -> float:
        """Heard within the fast window, over what the slow window would lead one to expect there."""
        gap = self._heard - one.at
        fast = one.fast * 2.718281828 ** (-gap / FAST) / min(FAST, self._heard)
        before = max(one.slow - FADED * one.fast, 0.0) + 0.5
        return float(fast / (before / min(SLOW, self._heard)))


def phrases(text: str) -> frozenset[str]:
    """The phrases of a comment, each once: runs of 3 to 8 Chinese signs, of 2 to 5 English words."""
    plain = _NOISE.sub(" ", fold(clean(text, 400)))
    found: set[str] = set()
    for run in _HAN.findall(plain):
        found.update(_grams(run))
    for run in _WORDS.findall(plain):
        found.update(_ngrams(run.split()))
    return frozenset(found)


def _grams(run: str) -> Iterable[str]:
    for at in range(len(run) - _SHORTEST + 1):
        if run[at] in _EDGE:
            continue
        for end in range(at + _SHORTEST, min(at + _LONGEST, len(run)) + 1):
            if run[end - 1] not in _EDGE:
                yield run[at:end]


def _ngrams(words: list[str]) -> Iterable[str]:
    for at in range(len(words) - 1):
        for end in range(at + 2, min(at + 5, len(words)) + 1):
            piece = words[at:end]
            if piece[0] not in _STOP and piece[-1] not in _STOP:
                yield " ".join(piece)


def _whole(found: Iterable[Rise]) -> list[Rise]:
    """Without pieces of longer phrases that are said about as often, and without longer ones that add only chance."""
    kept: list[Rise] = []
    for rise in found:
        inside = next((one for one in kept if rise.phrase in one.phrase or one.phrase in rise.phrase), None)
        if inside is None:
            kept.append(rise)
        elif inside.phrase in rise.phrase and rise.members >= 0.75 * inside.members:
            kept[kept.index(inside)] = rise
    return kept


def background(texts: Iterable[str]) -> dict[str, int]:
    """In how many texts each phrase stands, for `common`."""
    found: dict[str, int] = {}
    for text in texts:
        for phrase in phrases(text):
            found[phrase] = found.get(phrase, 0) + 1
    return {phrase: count for phrase, count in found.items() if count > 1}
