"""What goes together: clips that the same members watched, by the cosine of their watchers; knows no store.

Item-to-item collaborative filtering (Linden, Smith and York, "Amazon.com Recommendations", 2003), over the last clips
of each member, with a damping of rare pairs (Bell and Koren, "Scalable Collaborative Filtering", 2007)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

RECENT = 40  # clips of one member that count: who watched thousands says little of any pair
NEAREST = 60
DAMPING = 4.0
_BLOCK = 4_000_000  # pairs that are counted at once

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CoWatch:
    """For each clip those that go with it, best first. `ids` are sorted; row r of `near` and `how` belongs to ids[r],
    near holds rows, -1 where there are no more."""

    ids: Ints
    near: Ints
    how: Floats

    def beside(self, liked: Mapping[int, float], limit: int) -> dict[int, float]:
        """Clips that go with the liked ones (clip id -> weight), best first, none of the liked themselves."""
        rows, weights = [], []
        for clip, weight in liked.items():
            at = int(np.searchsorted(self.ids, clip))
            if at < len(self.ids) and self.ids[at] == clip:
                rows.append(at)
                weights.append(weight)
        if not rows:
            return {}
        near = self.near[rows].ravel()
        how = (self.how[rows] * np.array(weights)[:, None]).ravel()
        kept = near >= 0
        found, inverse = np.unique(near[kept], return_inverse=True)
        sums = np.bincount(inverse, weights=how[kept])
        best = np.argsort(-sums, kind="stable")[: limit + len(liked)]
        ranked = ((int(self.ids[found[one]]), float(sums[one])) for one in best)
        return {clip: score for clip, score in ranked if clip not in liked}


EMPTY = CoWatch(np.zeros(0, np.int64), np.zeros((0, 0), np.int64), np.zeros((0, 0)))


def learn(members: Sequence[str], clips: Sequence[int]) -> CoWatch:
    """The model of (member, clip) pairs, newest first. A few seconds for a million pairs; a pair told twice counts once."""
    if not clips:
        return EMPTY
    ids, rows = np.unique(np.asarray(clips, np.int64), return_inverse=True)
    _, who = np.unique(np.asarray(members), return_inverse=True)
    baskets = _baskets(who, rows)
    watchers = np.bincount(np.concatenate(baskets), minlength=len(ids)).astype(np.float64)
    pairs, counts = _pairs(baskets, len(ids))
    left, right = np.divmod(pairs, len(ids))
    how = counts / (np.sqrt(watchers[left] * watchers[right]) + DAMPING)
    return CoWatch(ids, *_nearest(left, right, how, len(ids)))


def _baskets(who: Ints, rows: Ints) -> list[Ints]:
    """Each member's last clips, once each."""
    order = np.argsort(who, kind="stable")
    parts = np.split(rows[order], np.flatnonzero(np.diff(who[order])) + 1)
    found = []
    for part in parts:
        _, first = np.unique(part, return_index=True)
        found.append(part[np.sort(first)[:RECENT]])
    return found


def _pairs(baskets: Sequence[Ints], size: int) -> tuple[Ints, Floats]:
    """Codes left * size + right of all pairs both ways, with the sum of their baskets' weights."""
    codes: npt.NDArray[Any] = np.zeros(0, np.int64)
    sums: npt.NDArray[Any] = np.zeros(0)
    held: list[Ints] = []
    weights: list[Floats] = []
    count = 0
    for number, basket in enumerate(baskets):
        if len(basket) > 1:
            pair = (basket[:, None] * size + basket[None, :])[~np.eye(len(basket), dtype=bool)]
            held.append(pair)
            weights.append(np.full(len(pair), 1.0 / np.log2(1.0 + len(basket))))
            count += len(pair)
        if held and (count >= _BLOCK or number == len(baskets) - 1):
            all_codes = np.concatenate([codes, *held])
            all_sums = np.concatenate([sums, *weights])
            codes, inverse = np.unique(all_codes, return_inverse=True)
            sums = np.bincount(inverse, weights=all_sums)
            held, weights, count = [], [], 0
    return codes, sums


def _nearest(left: Ints, right: Ints, how: Floats, size: int) -> tuple[Ints, Floats]:
    near = np.full((size, NEAREST), -1, np.int64)
    value = np.zeros((size, NEAREST))
    order = np.lexsort((right, -how, left))
    left, right, how = left[order], right[order], how[order]
    starts = np.flatnonzero(np.r_[True, np.diff(left) != 0]) if len(left) else np.zeros(0, np.int64)
    place = np.arange(len(left)) - np.repeat(starts, np.diff(np.r_[starts, len(left)]))
    kept = place < NEAREST
    near[left[kept], place[kept]] = right[kept]
    value[left[kept], place[kept]] = how[kept]
    return near, value
