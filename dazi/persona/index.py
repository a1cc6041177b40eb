"""Which of many short texts are nearest to one, by what characters and words they share; knows no lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

import numpy as np
import numpy.typing as npt

from dazi.text.normalise import fold

_LONGEST = 160  # characters of a comment that are looked at: 480 grams, under a millisecond
_LATIN = re.compile(r"[a-z0-9][a-z0-9']*")
_BREAKS = re.compile(r"[\W_]+")
# Grams of these signs or words alone hold a sentence together and say little of what it is about.
_THIN_SIGNS = frozenset(
    "我你他她它们的了吗呢吧啊呀嘛是不在有没这那就都也还很好太又怎么什为啥办个一给把被让会能要想觉得到着过"
)
_THIN_WORDS = frozenset((
    "i", "i'm", "im", "my", "me", "you", "your", "the", "a", "an", "is", "am", "are", "was", "it", "it's",
    "this", "that", "so", "to", "of", "and", "in", "on", "for", "do", "did", "be", "have", "has", "had",
    "just", "really", "can", "can't", "what's", "what", "we", "our", "he", "she", "his", "her", "they",
    "at", "with", "got", "get", "not", "don't",
))  # fmt: skip
_THIN = 0.35
_MARK = "§"  # a topic stands as a gram of its own

Floats = npt.NDArray[np.float32]


def grams(text: str, topics: Iterable[str] = ()) -> dict[str, float]:
    """Weights of what a text holds: characters in runs of one to three; of Latin words the whole word (twice) and
    its runs of three; its topics, each as a gram of its own. Runs of function words weigh a third."""
    found: dict[str, float] = dict.fromkeys((_MARK + topic for topic in topics), 1.5)
    plain = fold(text)[:_LONGEST]
    for word in _LATIN.findall(plain):
        share = _THIN if word in _THIN_WORDS or word.isdigit() else 1.0
        padded = f"^{word}$"
        found[padded] = found.get(padded, 0.0) + 2 * share
        for at in range(len(padded) - 2):
            found[padded[at : at + 3]] = found.get(padded[at : at + 3], 0.0) + share / 2
    for run in _BREAKS.split(_LATIN.sub(" ", plain)):
        thin = [sign in _THIN_SIGNS for sign in run]
        for size in (1, 2, 3):
            for at in range(len(run) - size + 1):
                share = _THIN if all(thin[at : at + size]) else 1.0
                found[run[at : at + size]] = found.get(run[at : at + size], 0.0) + share
    # "？？？" and "😭😭" have no words: then their signs are what they say.
    return found or dict.fromkeys(plain.replace(" ", ""), 1.0)


def pairs(text: str) -> frozenset[str]:
    """What a text is made of, for comparing: the pairs of neighbouring signs in its runs of signs, its Latin words but
    the little ones."""
    plain = fold(text)[:_LONGEST]
    found = {word for word in _LATIN.findall(plain) if word not in _THIN_WORDS}
    for run in _BREAKS.split(_LATIN.sub(" ", plain)):
        found |= {run[at : at + 2] for at in range(len(run) - 1)}
    return frozenset(found)


def signs(text: str) -> frozenset[str]:
    """The single signs of a text that say something by themselves."""
    runs = _BREAKS.split(_LATIN.sub(" ", fold(text)[:_LONGEST]))
    return frozenset(sign for run in runs for sign in run if sign not in _THIN_SIGNS)


class Index:
    """TF-IDF rows by gram, so that a query touches only what it shares."""

    def __init__(self, rows: Sequence[Mapping[str, float]]) -> None:
        self._size = len(rows)
        self._at: dict[str, int] = {}
        known = self._at
        gram = np.array([known.setdefault(one, len(known)) for row in rows for one in row], dtype=np.int32)
        weights = np.array([weight for row in rows for weight in row.values()], dtype=np.float64)
        row = np.repeat(np.arange(self._size, dtype=np.int32), [len(one) for one in rows])
        seen = np.bincount(gram, minlength=len(known))
        self._idf = np.log((1 + self._size) / (1 + seen)) + 1
        self._unseen = log(1 + self._size) + 1
        weights *= self._idf[gram]
        weights /= np.sqrt(np.bincount(row, weights * weights, self._size))[row]
        by_gram = np.argsort(gram, kind="stable")
        self._places, self._weights = row[by_gram], weights[by_gram].astype(np.float32)
        self._ends = np.cumsum(seen)

    def _weighed(self, row: Mapping[str, float]) -> list[tuple[int, float]]:
        """The grams' numbers (-1: no row has it), weighed by how rare they are, to a length of one."""
        raw = []
        for gram, weight in row.items():
            at = self._at.get(gram, -1)
            raw.append((at, weight * (self._unseen if at < 0 else float(self._idf[at]))))
        norm = sqrt(sum(weight * weight for _, weight in raw)) or 1.0
        return [(at, weight / norm) for at, weight in raw]

    def scores(self, row: Mapping[str, float]) -> Floats:
        """Cosine of a text's grams with every row. Grams that no row has still count in the text's length, so that
        an unknown subject makes everything farther."""
        places, weights = [], []
        for at, weight in self._weighed(row):
            if at >= 0:
                here = slice(self._ends[at - 1] if at else 0, self._ends[at])
                places.append(self._places[here])
                weights.append(self._weights[here] * weight)
        if not places:
            return np.zeros(self._size, dtype=np.float32)
        # One pass over all postings: a tenth of the time of adding gram by gram.
        added = np.bincount(np.concatenate(places), np.concatenate(weights), self._size)
        return added.astype(np.float32)


def highest(rank: Floats, limit: int) -> list[int]:
    """The places of the highest ranks, highest first, equals in their order."""
    if limit < len(rank):
        least = np.partition(rank, len(rank) - limit)[len(rank) - limit]
        some = np.flatnonzero(rank >= least)
        return [int(at) for at in some[np.argsort(-rank[some], kind="stable")][:limit]]
    return [int(at) for at in np.argsort(-rank, kind="stable")]
