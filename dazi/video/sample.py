"""Which frames stand for a video, and where its cuts are: intra frames first, more only where they leave gaps."""

from __future__ import annotations

import time
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from dazi.video.frames import Clip, Shape, Unfit, small
from dazi.video.look import CUT, Glance, Look, glance, jump, look, same

VERSION = "1"
MOST = 12
# CPU seconds for intra frames and gaps together, and what is left for gaps in any case. Pixels would not do as a
# measure: the same frame takes three times as long at 6 Mbit/s as at 1.
BUDGET, LEAST = 1.25, 0.3
LONG = 600.0  # beyond these seconds the file is looked into by leaps, not read through
LEAPS = 72
_STEP = 0.5  # seconds between the frames that are kept of a gap that is read through
_PEAK = 6  # times the usual size of a packet, from which on it tells of a change
_SURELY = 0.5  # a jump over seconds that no camera's way explains
_WIDE = 2.5  # seconds without a frame that are worth looking into


@dataclass(order=True, slots=True)
class Seen:
    """A frame that was looked at: `frame` is small and not turned."""

    t: float
    frame: Any = field(compare=False)
    look: Look = field(compare=False)


@dataclass(frozen=True, slots=True)
class Cut:
    """A change of scene at `t` seconds; `exact`: within 0.1 s, else somewhere before it."""

    t: float
    exact: bool


@dataclass(slots=True)
class Sample:
    """The frames chosen (at most MOST, in order), all that were looked at, the cuts."""

    shape: Shape
    frames: list[Seen]
    seen: list[Seen]
    cuts: list[Cut]
    damaged: bool


def sample(clip: Clip, most: int = MOST) -> Sample:
    """Look through a video. Unfit "broken" where no frame can be decoded."""
    walk = _Walk(clip)
    walk.intra()
    walk.gaps(most)
    cuts = walk.cuts()
    chosen = choose(walk.seen, [cut.t for cut in cuts], most)
    assert walk.shape is not None
    return Sample(walk.shape, chosen, walk.seen, cuts, clip.damaged)


class _Walk:
    """The way through one file."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip
        self._began = time.process_time()
        self.seen: list[Seen] = []
        self.shape: Shape | None = None
        self._intra: dict[float, Glance] = {}
        self._sizes: list[tuple[float, int]] = []
        self._found: dict[float, float] = {}  # exact cut -> size of the jump
        self._read: list[tuple[float, float]] = []  # spans that were read through

    def intra(self) -> None:
        """All intra frames, at most two a second; of a long file one at each of LEAPS places."""
        last, first = 0.0, None
        if self.clip.seconds > LONG:
            places = [self.clip.seconds * n / LEAPS for n in range(LEAPS)]
            found: Iterator[tuple[float, Any]] = (pair for at in places for pair in self._one(at))
        else:
            found = self.clip.frames("NONINTRA")
        for t, frame in found:
            first = first or frame
            last = max(last, t)
            if not any(abs(t - known) <= 0.02 for known in self._intra):  # they need not come in order
                now = glance(frame)
                before = max((known for known in self._intra if known < t), default=None)
                changed = before is not None and jump(self._intra[before], now) > CUT
                self._intra[t] = now
                self._keep(t, frame, 0.08 if changed else 0.45)
        self._intra = dict(sorted(self._intra.items()))
        self._sizes = sorted(self.clip.sizes)
        last = max([last, *(t for t, _ in self._sizes[-1:])])
        if first is None:
            first, last = self._anything()
        self.shape = self.clip.shape(first, last)

    def _one(self, at: float) -> list[tuple[float, Any]]:
        """The intra frame before a place; not again the one that was there already."""
        pair = next(self.clip.frames("NONINTRA", at), None)
        return [pair] if pair and (not self._intra or pair[0] > max(self._intra)) else []

    def _anything(self) -> tuple[Any, float]:
        """Frames without a whole intra frame among them (a stream that was cut out of another)."""
        first, last = None, 0.0
        for t, frame in self.clip.frames("DEFAULT", 0.0):
            first, last = first or frame, t
            self._keep(t, frame, _STEP)
        if first is None:
            raise Unfit("broken")
        self._read.append((0.0, last))
        return first, last

    def _keep(self, t: float, frame: Any, apart_by: float) -> None:
        near = [one for one in self.seen if abs(one.t - t) < apart_by]
        if not near:
            made = small(frame, self.clip.stream)
            insort(self.seen, Seen(t, made, look(made)))

    def gaps(self, most: int) -> None:
        """Read through the gaps between intra frames: those with a change in them first, then the widest, while the
        budget lasts. A file that has next to no intra frames is read through whole."""
        assert self.shape is not None
        seconds = self.shape.seconds
        if seconds > LONG or not self._intra:
            return
        few = len(self._intra) < max(2, seconds / 15)
        end = max(self._began + BUDGET, time.process_time() + LEAST) + (10 if few else 0)
        changed, wide = self._worth(seconds, most)
        for a, b in [*changed, *wide]:
            if time.process_time() >= end:
                return
            self._through(a, b, end)

    def _worth(
        self, seconds: float, most: int
    ) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        """Gaps with a change somewhere in them, the largest first, and wide ones; cuts that need no look are noted."""
        ends = [*self._intra, seconds + 1]
        usual = max((b - a for a, b in pairwise(self._intra)), default=0.0)
        changed, wide = [], []
        for a, b in pairwise(ends):
            size = jump(self._intra[a], self._intra[b]) if b in self._intra else 0.0
            peaks = self._peaks(a, b)
            # An intra frame before its turn was put there by the encoder since the scene changed; one right after
            # another leaves nothing to look for.
            early = b in self._intra and (b - a < 0.9 * usual or b - a < 0.12)
            if size > CUT and (early or len(peaks) == 1):
                self._found[b if early else peaks[0]] = size
                wide.append((b - a, a, b))
            elif size > CUT * 0.7 or peaks:
                changed.append((size + 0.5 * len(peaks), a, b))
            elif b - a > _WIDE:
                wide.append((b - a, a, b))
        return (
            [(a, b) for _, a, b in sorted(changed, reverse=True)],
            [(a, b) for _, a, b in sorted(wide, reverse=True)],
        )

    def _peaks(self, a: float, b: float) -> list[float]:
        """Where predicting from the frame before did not help: packets far larger than those around them."""
        inside = [(t, size) for t, size in self._sizes if a < t < b]
        if len(inside) < 8:
            return []
        usual = median(size for _, size in inside)
        high = max(_PEAK * usual, 0.4 * max(size for _, size in inside), 1500)
        found: list[float] = []
        for t, size in inside:
            if size > high and (not found or t - found[-1] > 0.3):
                found.append(t)
        return found if len(found) <= 4 else []

    def _through(self, a: float, b: float, end: float) -> None:
        before, then, at = None, a, a
        for t, frame in self.clip.frames("NONREF", a, b):
            now = glance(frame)
            if before is not None and t > a and (size := jump(before, now)) > CUT:
                self._found[t] = size
                self._keep(t, frame, 0.08)
            elif t - then >= _STEP and a < t < b:
                self._keep(t, frame, 0.3)
                then = t
            before, at = now, t
            if time.process_time() >= end:
                break
        self._read.append((a, at))

    def cuts(self) -> list[Cut]:
        """Those found by reading, and those that only two intra frames tell of."""
        made = [Cut(round(t, 3), True) for t in sorted(self._found)]
        ends = sorted(self._intra)
        for a, b in pairwise(ends):
            known = any(a < t <= b + 0.05 for t in self._found)
            read = any(start <= a and b <= end + 0.05 for start, end in self._read)
            if not known and not read and jump(self._intra[a], self._intra[b]) > _SURELY:
                made.append(Cut(b, False))
        # What two distant intra frames tell of is the same change that was found beside it.
        made = [cut for cut in made if cut.exact or not any(abs(cut.t - t) < 1.0 for t in self._found)]
        made.sort(key=lambda cut: cut.t)
        kept: list[Cut] = []
        for cut in made:  # a flash is one event, not two scenes
            if not kept or cut.t - kept[-1].t > 0.25:
                kept.append(cut)
        return kept


def choose(seen: list[Seen], cuts: list[float], most: int) -> list[Seen]:
    """The sharpest of each scene, then the farthest in time from all chosen, nothing that looks like one chosen
    already; at least one frame, in order of time."""
    edges = [-1.0, *cuts, float("inf")]
    best = []
    for a, b in pairwise(edges):
        scene = [one for one in seen if a <= one.t < b]
        if scene:
            best.append(max(scene, key=lambda one: one.look.sharp * (1.0 if one.look.bright > 0.06 else 0.2)))
    chosen: list[Seen] = []
    for pool in (best, seen):
        left = [one for one in pool if one not in chosen]
        while left and len(chosen) < most:
            one = max(left, key=lambda each: _distance(each, chosen))
            left.remove(one)
            if not any(same(one.look, other.look) for other in chosen):
                chosen.append(one)
    return sorted(chosen) or seen[:1]


def _distance(one: Seen, chosen: list[Seen]) -> float:
    return min((abs(one.t - other.t) for other in chosen), default=1e9 - one.t)
