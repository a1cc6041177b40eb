"""What cards stand on: scenes of the sticker painter, gradients, rays, dots, paper; knows no words."""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from dazi.cards.feel import Feel, scene
from dazi.cards.letters import Colour
from dazi.cards.names import LARGEST
from dazi.stickers import paint
from dazi.types import Lang

SIDE = LARGEST
FOOT = 120  # of them at the foot hold no words: there is room for the AI label in either corner


@dataclass(frozen=True, slots=True)
class Wish:
    """One card to be made: whose words, how they feel, chance, the video's still where there is one."""

    text: str
    feel: Feel
    rng: random.Random
    seed: int
    lang: Lang
    still: Image.Image | None = None


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour in the one."""
    a, b, c = (round(x + (y - x) * share) for x, y in zip(one, other, strict=True))
    return (a, b, c)


INK: Colour = (34, 22, 58)
WHITE: Colour = (255, 255, 255)
SUN: Colour = (255, 222, 76)


def painted(wish: Wish, size: tuple[int, int] = (SIDE, SIDE), style: str = "") -> Image.Image:
    """A scene that the comment names or that feels as it does."""
    made = paint(scene(wish.text, wish.rng), seed=wish.rng.randrange(2**31), size=size, style=style)
    return Image.open(io.BytesIO(made.png)).convert("RGB")


def faded(top: Colour, foot: Colour, size: tuple[int, int] = (SIDE, SIDE)) -> Image.Image:
    """A gradient downwards."""
    steps = np.linspace(0, 1, size[1], dtype=np.float32)[:, None, None]
    rows = np.asarray(top, np.float32) * (1 - steps) + np.asarray(foot, np.float32) * steps
    return Image.fromarray(np.broadcast_to(rows, (size[1], size[0], 3)).round().astype(np.uint8))


def rays(image: Image.Image, centre: tuple[float, float], colour: Colour, count: int, turn: float) -> None:
    """Sunrays from a point to beyond the edges."""
    pen, far = ImageDraw.Draw(image), 2.0 * max(image.size)
    for number in range(count):
        angle = turn + number * 2 * math.pi / count
        half = math.pi / count / 2
        tips = [
            (centre[0] + far * math.cos(a), centre[1] + far * math.sin(a))
            for a in (angle - half, angle + half)
        ]
        pen.polygon([centre, *tips], fill=colour)


def dots(image: Image.Image, colour: Colour, step: int, corner: tuple[bool, bool]) -> None:
    """A screen of dots that grows towards a corner (right?, low?)."""
    pen = ImageDraw.Draw(image)
    w, h = image.size
    for row, y in enumerate(range(0, h + step, step)):
        for x in range(-(row % 2) * step // 2, w + step, step):
            near = (x / w if corner[0] else 1 - x / w) + (y / h if corner[1] else 1 - y / h)
            r = step * 0.46 * max(0.0, near - 0.95)
            if r > 1:
                pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)


@lru_cache(maxsize=4)
def grain(size: tuple[int, int], seed: int, strength: int) -> Image.Image:
    """Grey noise around 128, for paper and film."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(128, strength, (size[1], size[0])).clip(0, 255).astype(np.uint8)
    return Image.fromarray(noise).filter(ImageFilter.GaussianBlur(0.6))


def grained(image: Image.Image, seed: int, strength: int = 9) -> Image.Image:
    """The picture with paper's or film's grain."""
    noise = np.asarray(grain(image.size, seed % 4, strength), dtype=np.int16)[..., None] - 128
    return Image.fromarray((np.asarray(image, dtype=np.int16) + noise).clip(0, 255).astype(np.uint8))


def shadowed(
    image: Image.Image,
    paper: Image.Image,
    at: tuple[int, int],
    soft: int = 14,
    drop: int = 12,
    dark: int = 110,
) -> None:
    """Lay a picture with an alpha channel on another, with a soft shadow below it."""
    shade = Image.new("L", (paper.width + 4 * soft, paper.height + 4 * soft), 0)
    shade.paste(
        paper.getchannel("A").point([value * dark // 255 for value in range(256)]), (2 * soft, 2 * soft)
    )
    shade = shade.filter(ImageFilter.GaussianBlur(soft))
    image.paste((24, 16, 44), (at[0] - 2 * soft, at[1] - 2 * soft + drop), shade)
    image.paste(paper, at, paper)


def covered(still: Image.Image, size: tuple[int, int] = (SIDE, SIDE)) -> Image.Image:
    """A picture cropped to a size: a little below the middle, since creators set their captions above it."""
    scale = max(size[0] / still.width, size[1] / still.height)
    big = still.resize(
        (math.ceil(still.width * scale), math.ceil(still.height * scale)), Image.Resampling.LANCZOS
    )
    left, top = (big.width - size[0]) // 2, round((big.height - size[1]) * 0.64)
    return big.crop((left, top, left + size[0], top + size[1]))
