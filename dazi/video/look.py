"""What a single frame looks like in numbers, and how far two are apart; knows no file and no order of frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from dazi.video.frames import luma, rgb

_TINY = 48  # pixels of the tiny picture's sides
_H, _S, _V = 12, 3, 4
Glance = tuple[NDArray[np.float32], NDArray[np.float32]]
CUT = 0.36  # a jump between neighbours beyond which the scene has changed


@dataclass(frozen=True, slots=True)
class Look:
    """`tones`: HSV histograms of the four quarters, each summing to 1; `tiny`: brightness 16x16, 0..255; `sharp`:
    variance of the Laplacian; `mark`: a 64-bit difference hash."""

    tones: NDArray[np.float32]
    tiny: NDArray[np.float32]
    sharp: float
    mark: int

    @property
    def bright(self) -> float:
        """Mean brightness in 0..1."""
        return float(self.tiny.mean()) / 255


def glance(frame: Any) -> Glance:
    """Tones and tiny picture of a frame of any size: all that a jump needs, at a third of a look's cost."""
    picture = rgb(frame, _TINY, _TINY)
    hsv = np.asarray(picture.convert("HSV"))
    # Grey and near-black have no hue: counted as one, or noise would look like a change of colour.
    h = np.where((hsv[..., 1] < 40) | (hsv[..., 2] < 40), 0, hsv[..., 0].astype(np.int32) * _H // 256)
    bins = (h * _S + hsv[..., 1].astype(np.int32) * _S // 256) * _V + hsv[..., 2].astype(np.int32) * _V // 256
    half = _TINY // 2
    quarters = [bins[:half, :half], bins[:half, half:], bins[half:, :half], bins[half:, half:]]
    tones = np.stack([np.bincount(q.ravel(), minlength=_H * _S * _V) for q in quarters]) / float(half * half)
    grey = np.asarray(picture.convert("L"), np.float32).reshape(16, 3, 16, 3).mean((1, 3))
    return tones.astype(np.float32), grey


def look(frame: Any) -> Look:
    """All numbers of a small yuv420p frame."""
    tones, tiny = glance(frame)
    plane = luma(frame).astype(np.int16)
    lap = 4 * plane[1:-1, 1:-1] - plane[:-2, 1:-1] - plane[2:, 1:-1] - plane[1:-1, :-2] - plane[1:-1, 2:]
    grid = Image.fromarray(tiny.astype(np.uint8)).resize((9, 8), Image.Resampling.BOX)
    steps = np.asarray(grid, np.int16)
    bits = (steps[:, 1:] > steps[:, :-1]).ravel()
    return Look(tones, tiny, float(lap.var()), int("".join("1" if bit else "0" for bit in bits), 2))


def jump(
    one: tuple[NDArray[np.float32], NDArray[np.float32]],
    other: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> float:
    """How different two glances are: 0 the same, 1 nothing in common; half colour, half structure."""
    colour = float(np.abs(one[0] - other[0]).sum()) / (2 * len(one[0]))
    a, b = one[1] - one[1].mean(), other[1] - other[1].mean()
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    # Nearly flat pictures have no structure to compare: their brightness decides.
    flat = abs(float(one[1].mean() - other[1].mean())) / 64
    structure = min(1.0, flat) if scale < 16 * 16 * 9 else (1 - float((a * b).sum()) / scale) / 1.2
    return 0.5 * colour + 0.5 * min(1.0, structure)


def apart(one: Look, other: Look) -> float:
    return jump((one.tones, one.tiny), (other.tones, other.tiny))


def same(one: Look, other: Look) -> bool:
    """Whether showing both would tell nothing new."""
    near = (one.mark ^ other.mark).bit_count() <= 6
    return apart(one, other) < (0.14 if near else 0.05)
