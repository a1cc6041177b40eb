"""What of a picture can be measured: its colours, its light, its shape, whether it was drawn. Knows no setting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from dazi.stickers.pen import dark, hexed, light, lightness, mix

_SIDE = 72  # pixels of the thumbnail that colours are counted on
_COLOURS = 8


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours taken from the picture: the one that fills most of it, the liveliest, and both in pale and deep."""

    main: str
    accent: str

    @property
    def wall(self) -> str:
        """The main colour as paint on a wall: never so light or dark that a frame is lost on it."""
        tone = mix(mix(self.main, self.accent, 0.3), "#8c8578", 0.3)
        return light(tone, 0.35) if lightness(tone) < 0.3 else dark(tone, 0.12)

    @property
    def pale(self) -> str:
        return mix(self.accent, "#fffaf2", 0.76)

    @property
    def deep(self) -> str:
        return mix(self.accent, "#1c1530", 0.62)

    @property
    def cloth(self) -> str:
        """For cushions, curtains and caps: the accent, lively but not glaring."""
        return mix(self.accent, "#8a7f92", 0.18)


@dataclass(frozen=True, slots=True)
class Traits:
    """Shares are 0..1. `drawn`: large even areas, as in drawings and screenshots; `top` the share of blue in the upper
    third, `foot` in the lower one; `aspect` is width by height."""

    palette: Palette
    aspect: float
    shares: dict[str, float]
    light: float
    top: float
    foot: float
    drawn: float
    longest: int


def measure(image: Image.Image) -> Traits:
    """The traits of an RGB picture, in a few milliseconds whatever its size."""
    small = image.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    hsv = np.asarray(small.convert("HSV"), dtype=np.float32) / 255
    hue, strength, value = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    lively = (strength > 0.24) & (value > 0.22)
    blue = lively & (hue > 0.48) & (hue < 0.72)
    masks = {
        "blue": blue,
        "green": lively & (hue > 0.19) & (hue < 0.46),
        "warm": (strength > 0.38) & (value > 0.35) & ((hue < 0.13) | (hue > 0.97)),
        "pink": lively & (value > 0.5) & (hue > 0.8) & (hue < 0.97),
        "grey": (strength < 0.13) & (value > 0.15) & (value < 0.85),
        "dark": value < 0.27,
        "white": (strength < 0.12) & (value >= 0.85),
        "vivid": (strength > 0.6) & (value > 0.55),
    }
    third = _SIDE // 3
    return Traits(
        palette=_palette(small),
        aspect=image.width / image.height,
        shares={name: float(mask.mean()) for name, mask in masks.items()},
        light=float(value.mean()),
        top=float(blue[:third].mean()),
        foot=float(blue[-third:].mean()),
        drawn=_evenness(image),
        longest=max(image.size),
    )


def _palette(small: Image.Image) -> Palette:
    table = small.quantize(_COLOURS, Image.Quantize.MEDIANCUT)
    colours = np.asarray(table.getpalette() or [128, 128, 128], dtype=np.float32).reshape(-1, 3)[:_COLOURS]
    counts = np.bincount(np.asarray(table).ravel(), minlength=len(colours))[: len(colours)]
    spread = colours.max(axis=1) - colours.min(axis=1)
    main = int(counts.argmax())
    lively = int((spread * np.sqrt(counts)).argmax())
    accent = lively if spread[lively] > 36 else main
    told = [hexed(*(float(part) / 255 for part in colours[at])) for at in (main, accent)]
    # A picture in greys gets a warm accent: a room all in grey looks unlit.
    return Palette(told[0], told[1] if spread[accent] > 36 else mix(told[1], "#d98c4a", 0.45))


def _evenness(image: Image.Image) -> float:
    """The share of neighbours that are exactly alike, on a grid of single pixels from the middle."""
    side = min(256, *image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    pixels = np.asarray(image.crop((left, top, left + side, top + side)), dtype=np.int16)
    if side < 8:
        return 0.0
    alike = (np.abs(np.diff(pixels, axis=1)).max(axis=2) <= 1).mean()
    return float(alike)
