"""Faces in a picture, with six marks each: where they are, never whose they are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from PIL import Image, UnidentifiedImageError

from dazi.faces.net import Array, looked_at, net
from dazi.pictures import Box

SURE = 0.6  # a cat's face reaches 0.42
_SAME = 0.3  # of two boxes' union in both: one face, seen twice
_LARGE = 560  # pixels of the longest side, from which on a face may be too small for one look at the whole
_CELLS = 48
_MOST = 16


@dataclass(frozen=True, slots=True)
class Face:
    """A face's box and marks in pixels: the eyes (as one sees them from left to right), nose, mouth, and where the ears
    begin. `sure` from 0 to 1."""

    box: tuple[float, float, float, float]
    eyes: tuple[tuple[float, float], tuple[float, float]]
    nose: tuple[float, float]
    mouth: tuple[float, float]
    ears: tuple[tuple[float, float], tuple[float, float]]
    sure: float

    @property
    def area(self) -> float:
        return (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])


def find(content: bytes) -> tuple[Box, ...] | None:
    """Boxes of the faces in a PNG, largest first; None where it can't be opened. Blocks for a part of a second."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    wide, high = picture.size
    return tuple(
        (max(round(left), 0), max(round(top), 0), min(round(right), wide), min(round(bottom), high))
        for left, top, right, bottom in (face.box for face in faces(picture))
    )


def faces(picture: Image.Image, closely: bool = True) -> tuple[Face, ...]:
    """The faces in an RGB picture, largest first: in the whole of it, and where none is (`closely`), in its parts."""
    found = _apart(_seen(picture, (0, 0, *picture.size)))
    if closely and not found and max(picture.size) >= _LARGE:
        found = _apart([face for part in _parts(*picture.size) for face in _seen(picture, part)])
    return tuple(sorted(found, key=lambda face: -face.area)[:_MOST])


def _parts(wide: int, high: int) -> Iterator[Box]:
    """Squares that overlap and cover the picture: two on its short side."""
    side = round(min(wide, high) * 0.75)
    columns, rows = (max(-(-(length - side) // round(side * 0.85)) + 1, 2) for length in (wide, high))
    for row, column in product(range(rows), range(columns)):
        left, top = (wide - side) * column // (columns - 1), (high - side) * row // (rows - 1)
        yield left, top, left + side, top + side


def _seen(picture: Image.Image, part: Box) -> list[Face]:
    """What one look at a part finds, in the whole picture's pixels."""
    left, top, right, bottom = part
    side = max(right - left, bottom - top)
    looks = net("faces")
    wide, high = ((length * looks.side[0]) / side for length in (right - left, bottom - top))
    scaled = looked_at(picture.crop(part), (max(round(wide), 1), max(round(high), 1)), -1.0)
    sheet = np.zeros((looks.side[1], looks.side[0], 3), np.float32)
    dy, dx = (sheet.shape[0] - scaled.shape[0]) // 2, (sheet.shape[1] - scaled.shape[1]) // 2
    sheet[dy : dy + scaled.shape[0], dx : dx + scaled.shape[1]] = scaled
    told, scores = looks(sheet)
    sure = 1 / (1 + np.exp(-np.clip(scores[:, 0], -60, 60)))
    scale = side / looks.side[0]
    origin = np.array([left - dx * scale, top - dy * scale], np.float32)
    return [_face(told[at], int(at), scale, origin, float(sure[at])) for at in np.flatnonzero(sure >= SURE)]


def _face(told: Array, cell: int, scale: float, origin: Array, sure: float) -> Face:
    """A face from one cell's sixteen numbers: the box's middle and size, then the marks."""
    step = net("faces").side[0] / _CELLS
    centre = np.array([(cell % _CELLS + 0.5) * step, (cell // _CELLS + 0.5) * step], np.float32)
    points = told.reshape(-1, 2).copy()
    size = points[1] * scale
    marks = [
        tuple(float(one) for one in (point + centre) * scale + origin)
        for point in points[[0, 2, 3, 4, 5, 6, 7]]
    ]
    middle, one, other, nose, mouth, ear, far = marks
    box = (middle[0] - size[0] / 2, middle[1] - size[1] / 2, middle[0] + size[0] / 2, middle[1] + size[1] / 2)
    return Face(tuple(map(float, box)), (one, other), nose, mouth, (ear, far), sure)  # type: ignore[arg-type]


def _apart(seen: list[Face]) -> list[Face]:
    """Each face once, as the surest look has it."""
    kept: list[Face] = []
    for face in sorted(seen, key=lambda one: -one.sure):
        if all(_shared(face.box, other.box) < _SAME for other in kept):
            kept.append(face)
    return kept


def _shared(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    whole = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)) - both
    return both / whole
