"""Where writing may stand in a video and when it changes, found by strokes and without a model; knows no letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from dazi.video.frames import Clip, luma, small, upright

EVERY = 0.5  # seconds between two frames that are compared
READS = 60  # regions at most that are handed on to be read
LONG = 240.0  # beyond these seconds the file is looked into by leaps, one intra frame at each
LEAPS = 240
_CELL = 24  # pixels of a cell's sides at 360p
_STEEP = 60  # a step in brightness over two pixels that may be a stroke's edge
_DENSE = 0.07  # the share of a cell's pixels on edges from which on it may hold writing
_ALIKE = 0.5  # strokes of two frames that coincide, from which on the writing is the same
_GROWN = 1.7  # times the strokes that there were, from which on something was written beside or over them
_MARGIN = 10

Strokes = NDArray[np.bool_]


@dataclass(slots=True)
class Region:
    """A band of a frame with new writing: `t` its first frame, `until` the last with the same strokes; `box` left, top,
    right, bottom in pixels of the upright frame; `picture` the band."""

    t: float
    until: float
    box: tuple[int, int, int, int]
    picture: Image.Image
    strokes: Strokes = field(repr=False)


def regions(clip: Clip, turn: int, seconds: float, most: int = READS) -> list[Region]:
    """Compare two frames a second and give the bands whose strokes changed, at most `most`, spread over the length."""
    watch = _Watch(turn)
    then = -EVERY
    for t, frame in _leaps(clip, seconds) if seconds > LONG else clip.frames("NONREF", 0.0):
        if t - then >= EVERY - 0.02:
            watch.take(t, small(frame, clip.stream))
            then = t
    return _spread(watch.found, most)


def _leaps(clip: Clip, seconds: float) -> Iterator[tuple[float, Any]]:
    for n in range(LEAPS):
        pair = next(clip.frames("NONINTRA", seconds * n / LEAPS), None)
        if pair is not None:
            yield pair


def strokes(plane: NDArray[np.uint8]) -> Strokes:
    """Pixels beside a steep step in brightness, of a (height, width) picture."""
    wide = plane.astype(np.int16)
    made = np.zeros(plane.shape, np.bool_)
    made[:, 1:-1] = np.abs(wide[:, 2:] - wide[:, :-2]) > _STEEP
    made[1:-1] |= np.abs(wide[2:] - wide[:-2]) > _STEEP
    return made


def dense(edges: Strokes) -> Strokes:
    """Cells that may hold writing, shape (rows, columns): enough edges, but not a surface full of them."""
    share = _share(edges)
    return (share > _DENSE) & (share < 0.75)


def _share(edges: Strokes) -> NDArray[np.float32]:
    rows, columns = edges.shape[0] // _CELL, edges.shape[1] // _CELL
    cut = edges[: rows * _CELL, : columns * _CELL]
    shares: NDArray[np.float32] = cut.reshape(rows, _CELL, columns, _CELL).mean((1, 3), dtype=np.float32)
    return shares


class _Watch:
    """Follows the bands of one video from frame to frame."""

    def __init__(self, turn: int) -> None:
        self.found: list[Region] = []
        self._turn = turn
        self._live: list[Region] = []

    def take(self, t: float, frame: Any) -> None:
        plane = np.rot90(luma(frame), self._turn // 90)
        edges = strokes(plane)
        cells = dense(edges)
        live = []
        for region in self._live:
            if _stands(region, edges):
                region.until = t
                live.append(region)
                _clear(cells, region.box)
        self._live = live
        picture: Image.Image | None = None
        for box in bands(cells, plane.shape):
            picture = picture or upright(frame, self._turn)
            left, top, right, bottom = box
            fresh = Region(t, t, box, picture.crop(box), edges[top:bottom, left:right].copy())
            self._live.append(fresh)
            self.found.append(fresh)


def _stands(region: Region, edges: Strokes) -> bool:
    """Whether the writing of a region is still there: most of its strokes are, whatever moves behind them. Dense strokes
    of other writing meet many of the old ones by chance; that share is taken off."""
    left, top, right, bottom = region.box
    now, was = edges[top:bottom, left:right], region.strokes
    rows, columns = np.flatnonzero(was.any(1)), np.flatnonzero(was.any(0))
    if not len(rows):
        return False
    tight = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    count = float(was[tight].sum())
    chance = float(now[tight].mean())
    kept = (float((was[tight] & now[tight]).sum()) / count - chance) / max(0.05, 1 - chance)
    return kept > _ALIKE and float(now[tight].sum()) < _GROWN * count


def _clear(cells: Strokes, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = (side // _CELL for side in box)
    cells[top : bottom + 1, left : right + 1] = False


def bands(cells: Strokes, shape: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Boxes around rows of cells that may hold writing: at least two cells beside each other; neighbours are one."""
    rows = [row for row in range(cells.shape[0]) if _run(cells[row]) >= 2]
    made: list[tuple[int, int, int, int]] = []
    start = None
    for row in [*rows, None]:
        if start is None:
            start = before = row
            continue
        if row is not None and before is not None and row == before + 1:
            before = row
            continue
        assert before is not None
        columns = np.flatnonzero(cells[start : before + 1].any(0))
        made.append((
            max(0, int(columns[0]) * _CELL - _CELL), max(0, start * _CELL - _MARGIN),
            min(shape[1], (int(columns[-1]) + 2) * _CELL), min(shape[0], (before + 1) * _CELL + _MARGIN),
        ))  # fmt: skip
        start = before = row
    return made


def _run(row: Strokes) -> int:
    best = now = 0
    for cell in row:
        now = now + 1 if cell else 0
        best = max(best, now)
    return best


def _spread(found: list[Region], most: int) -> list[Region]:
    """Those that stay longest first, but from everywhere in the video: the rest is a moving texture."""
    if len(found) <= most:
        return found
    lasting = sorted(found, key=lambda region: region.t - region.until)[: most // 2]
    rest = [region for region in found if not any(region is one for one in lasting)]
    step = len(rest) / (most - len(lasting))
    lasting += [rest[int(n * step)] for n in range(most - len(lasting))]
    return sorted(lasting, key=lambda region: region.t)
