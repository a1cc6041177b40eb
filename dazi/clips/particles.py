"""Rain, snow, steam, sparks: many small dots whose places follow from the time and a seed alone."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image, ImageColor, ImageDraw

from dazi.clips.script import Emit, Item
from dazi.clips.sprites import Sprite, draw_svg

Point = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Dot:
    """Where a particle is (world units), how large, how opaque, how turned (degrees)."""

    x: float
    y: float
    size: float
    alpha: float
    turn: float = 0.0


def _loop(t: float, period: float, offset: float) -> float:
    return (t / period + offset) % 1.0


def _fall(emit: Emit, t: float, u: list[float], period: float, swing: float) -> Dot:
    x, y, w, h = emit.area
    p = _loop(t, period * (0.7 + 0.6 * u[2]), u[1])
    side = swing * math.sin(t * (1 + u[3]) + u[0] * 9)
    return Dot(
        x + u[0] * w + side, y + p * h, emit.size * (0.5 + u[4]), min(1, p * 6, (1 - p) * 6), t * 60 * u[3]
    )


def _steam(emit: Emit, t: float, u: list[float]) -> Dot:
    x, y, w, h = emit.area
    p = _loop(t, 1.6 + u[2], u[1])
    side = 14 * math.sin(p * 5 + u[0] * 6) * p
    return Dot(x + u[0] * w + side, y + h - p * h, emit.size * (0.9 + 2.0 * p), math.sin(math.pi * p) * 0.24)


def _burst(emit: Emit, t: float, u: list[float]) -> Dot:
    x, y, w, h = emit.area
    p = (t - emit.at) / emit.seconds
    if not 0 <= p < 1:
        return Dot(0, 0, 0, 0)
    angle, reach = u[0] * 2 * math.pi, 0.35 + 0.65 * u[1]
    out = 1 - (1 - p) ** 3
    dx, dy = math.cos(angle) * w / 2 * reach * out, math.sin(angle) * h / 2 * reach * out + 60 * p * p
    return Dot(
        x + w / 2 + dx,
        y + h / 2 + dy,
        emit.size * (0.5 + u[2]) * (1 - p * 0.5),
        1 - p * p,
        t * 300 * (u[3] - 0.5),
    )


def _still(emit: Emit, t: float, u: list[float]) -> Dot:
    x, y, w, h = emit.area
    shine = 0.45 + 0.55 * math.sin(t * (1 + 2 * u[2]) + u[3] * 7)
    return Dot(x + u[0] * w, y + u[1] * h, emit.size * (0.4 + u[4]), max(shine, 0.12))


def _roam(emit: Emit, t: float, u: list[float]) -> Dot:
    x, y, w, h = emit.area
    dx = 30 * math.sin(t * (0.5 + u[2]) + u[3] * 6)
    dy = 22 * math.cos(t * (0.4 + u[3]) + u[2] * 6)
    shine = max(0.0, math.sin(t * (1.2 + u[4]) + u[1] * 9)) if emit.kind == "fireflies" else 0.3 + 0.3 * u[4]
    return Dot(x + u[0] * w + dx, y + u[1] * h + dy, emit.size * (0.6 + u[4] * 0.8), shine)


def dot_at(emit: Emit, t: float, u: list[float]) -> Dot:
    """The particle whose five random numbers are `u`, at time `t`."""
    if emit.kind == "snow":
        return _fall(emit, t, u, 5.0, 18.0)
    if emit.kind == "leaves":
        return _fall(emit, t, u, 6.0, 46.0)
    if emit.kind == "rain":
        return _fall(emit, t, u, 0.7, 0.0)
    if emit.kind == "steam":
        return _steam(emit, t, u)
    if emit.kind == "burst":
        return _burst(emit, t, u)
    return _still(emit, t, u) if emit.kind == "stars" else _roam(emit, t, u)


class Dots:
    """Draws one cloud of particles."""

    def __init__(self, emit: Emit, light: str) -> None:
        rng = random.Random(emit.seed)
        self.emit = emit
        self.seeds = [[rng.random() for _ in range(5)] for _ in range(emit.count)]
        self._kept: dict[tuple[int, int, int], Image.Image] = {}
        self._sprite = Sprite(Item(icon=emit.icon, size=emit.size), light) if emit.icon else None
        self._soft = emit.kind in ("steam", "fireflies", "dust", "snow")
        red, green, blue = ImageColor.getrgb(emit.colour)[:3]
        self._rgb = (red, green, blue)

    def draw(self, canvas: Image.Image, t: float, place: Point, zoom: float) -> None:
        """Lay all the particles of time `t` on the canvas; `place` leads from world units to pixels."""
        for seeds in self.seeds:
            dot = dot_at(self.emit, t, seeds)
            size = round(dot.size * zoom)
            if dot.alpha < 0.04 or size < 1:
                continue
            x, y = place(dot.x, dot.y)
            image = self._image(size, round(dot.alpha * 10), round(dot.turn / 15) * 15 if self._sprite else 0)
            canvas.paste(image, (round(x - image.width / 2), round(y - image.height / 2)), image)

    def _image(self, size: int, tenths: int, turn: int) -> Image.Image:
        key = (size, min(tenths, 10), turn % 360)
        if key not in self._kept:
            image = self._icon(size, turn) if self._sprite else self._dot(size)
            fade = [int(v * key[1] / 10) for v in range(256)]
            image.putalpha(image.getchannel("A").point(fade))
            self._kept[key] = image
        return self._kept[key]

    def _icon(self, size: int, turn: int) -> Image.Image:
        assert self._sprite is not None
        raster = self._sprite.raster(size / self.emit.size)
        image = raster.image.convert("RGBA").rotate(turn, Image.Resampling.BICUBIC)
        return image.resize((size, size), Image.Resampling.BILINEAR)

    def _dot(self, size: int) -> Image.Image:
        if self.emit.kind == "rain":
            return self._drop(size)
        if self._soft:
            mask = _mist()
        else:
            mask = Image.new("L", (64, 64), 0)
            ImageDraw.Draw(mask).ellipse((1, 1, 62, 62), fill=255)
        mask = mask.resize((max(size, 2), max(size, 2)), Image.Resampling.BILINEAR)
        image = Image.new("RGBA", mask.size, (*self._rgb, 0))
        image.putalpha(mask)
        return image

    def _drop(self, size: int) -> Image.Image:
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 40"><path d="M9 1 L4 39" '
            f'stroke="{self.emit.colour}" stroke-width="2" stroke-linecap="round" opacity=".6"/></svg>'
        )
        return draw_svg(svg, max(size, 3))


@lru_cache(maxsize=1)
def _mist() -> Image.Image:
    """A ball of mist, 96 pixels wide: full in the middle, nothing at its rim."""
    axis = np.linspace(-1, 1, 96, dtype=np.float32)
    far = axis[:, None] ** 2 + axis[None, :] ** 2
    return Image.fromarray((np.clip(1 - far, 0, 1) ** 2.4 * 255).astype(np.uint8), "L")
