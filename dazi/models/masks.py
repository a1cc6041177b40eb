"""Canvases around a picture, masks that say what is to be painted, and the original put back; knows no wire."""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageFilter

from dazi.errors import ModelRefused
from dazi.pictures import Box, Given, Stroke, Wider

Size = tuple[int, int]
Dialect = Literal["openai", "vllm-omni", "sglang", "kling"]

LONGEST = 4096  # pixels of a canvas's longest side
PIXELS = 36_000_000  # of an answer; more is not opened
BYTES = 48 * 1024**2
OVERLAP = 6  # pixels of the picture, as it is sent, that are painted over, so that no seam shows
DARK = 6  # of 255: a picture with nothing brighter is what a model makes of numbers that are none
_FORMATS = ("PNG", "JPEG", "WEBP")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, MemoryError, struct.error, zlib.error)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class Unusable(Exception):
    """What came is no picture to show; its text says why."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture of `inner` pixels with so much to be painted on each side of it."""

    inner: Size
    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    @property
    def size(self) -> Size:
        return self.inner[0] + self.left + self.right, self.inner[1] + self.top + self.bottom

    @property
    def box(self) -> Box:
        """Where the picture lies."""
        return self.left, self.top, self.left + self.inner[0], self.top + self.inner[1]

    def times(self, share: float) -> Canvas:
        """The same with every margin shrunk."""
        margins = (math.floor(one * share) for one in (self.left, self.top, self.right, self.bottom))
        return Canvas(self.inner, *margins)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a canvas is sent: `outer` holds it, perhaps with more around it, and is scaled to `size`."""

    canvas: Canvas
    outer: Canvas
    size: Size

    @property
    def kept(self) -> Box:
        """Where the picture lies in what is sent, without the overlap on the sides that are painted."""
        across, down = self.size[0] / self.outer.size[0], self.size[1] / self.outer.size[1]
        left, top, right, bottom = self.outer.box
        lap = min(OVERLAP, (right - left) * across / 4, (bottom - top) * down / 4)
        return (
            math.ceil(left * across + (lap if self.outer.left else 0)),
            math.ceil(top * down + (lap if self.outer.top else 0)),
            math.floor(right * across - (lap if self.outer.right else 0)),
            math.floor(bottom * down - (lap if self.outer.bottom else 0)),
        )


def canvas(inner: Size, wider: Wider, *, longest: int = LONGEST, area: float = math.inf) -> Canvas:
    """What is wished around a picture: the ratio, else half as much again (wild: as much again) on each side that is
    named, else all around. Margins shrink together until the whole is at most `longest` pixels long and at most
    `area` times the picture."""
    wide, high = inner
    grow = 1.0 if wider.wild else 0.5
    named = set(wider.sides)
    across, down = 0, 0
    if wider.ratio is not None:
        to_wide, to_high = wider.ratio
        across = max(0, round(high * to_wide / to_high) - wide)
        down = max(0, round(wide * to_high / to_wide) - high)
        if not across and not down:
            across, down = round(wide * grow), round(high * grow)
        left, right = _shared(across, "left" in named, "right" in named)
        top, bottom = _shared(down, "top" in named, "bottom" in named)
    elif named:
        left, right = (round(wide * grow) * (side in named) for side in ("left", "right"))
        top, bottom = (round(high * grow) * (side in named) for side in ("top", "bottom"))
    else:
        left, right = _shared(round(wide * grow), False, False)
        top, bottom = _shared(round(high * grow), False, False)
    return _within(Canvas(inner, left, top, right, bottom), longest, area)


def _shared(margin: int, first: bool, second: bool) -> tuple[int, int]:
    """A margin on the one side that was named, else half on each."""
    if first != second:
        return (margin, 0) if first else (0, margin)
    return margin // 2, margin - margin // 2


def _within(wanted: Canvas, longest: int, area: float) -> Canvas:
    low, high = 0.0, 1.0

    def fits(one: Canvas) -> bool:
        most = area * wanted.inner[0] * wanted.inner[1]
        return max(one.size) <= max(longest, *wanted.inner) and one.size[0] * one.size[1] <= most

    if fits(wanted):
        return wanted
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(wanted.times(middle)) else (low, middle)
    return wanted.times(low)


def framed(wanted: Canvas, sizes: Sequence[Size] = (), longest: int = 1536, step: int = 16) -> Frame:
    """How it is sent: at one of the sizes that a model knows, with more around it until the shapes are the same, else
    scaled down to `longest` and to sides that divide by `step`."""
    if not sizes:
        share = min(1.0, longest / max(wanted.size))
        across, down = (max(step, round(one * share / step) * step) for one in wanted.size)
        return Frame(wanted, wanted, (across, down))
    size = nearest(wanted.size, sizes)
    wide, high = wanted.size
    more_across = max(0, round(high * size[0] / size[1]) - wide)
    more_down = max(0, round(wide * size[1] / size[0]) - high)
    outer = Canvas(
        wanted.inner,
        wanted.left + more_across // 2,
        wanted.top + more_down // 2,
        wanted.right + more_across - more_across // 2,
        wanted.bottom + more_down - more_down // 2,
    )
    return Frame(wanted, outer, size)


def nearest(size: Size, sizes: Sequence[Size]) -> Size:
    """The one whose shape comes nearest."""
    shape = math.log(size[0] / size[1])
    return min(sizes, key=lambda one: abs(math.log(one[0] / one[1]) - shape))


def laid(frame: Frame, picture: Image.Image) -> Image.Image:
    """What is sent: the picture in its place, and around it its own colours, blurred, for a model to begin with."""
    across, down = (frame.size[at] / frame.outer.size[at] for at in (0, 1))
    left, top, right, bottom = frame.outer.box
    box = (round(left * across), round(top * down), round(right * across), round(bottom * down))
    ground = picture.resize(frame.size, Image.Resampling.BILINEAR)
    ground = ground.filter(ImageFilter.GaussianBlur(max(frame.size) / 24))
    inner = (max(1, box[2] - box[0]), max(1, box[3] - box[1]))
    ground.paste(picture.resize(inner, Image.Resampling.LANCZOS), box[:2])
    return ground


def white(frame: Frame) -> Image.Image:
    """White where is to be painted (vLLM-Omni, diffusers)."""
    mask = Image.new("L", frame.size, 255)
    mask.paste(0, frame.kept)
    return mask


def clear(frame: Frame, sent: Image.Image) -> Image.Image:
    """What is sent, see-through where is to be painted (OpenAI)."""
    mask = sent.convert("RGBA")
    mask.putalpha(white(frame).point([255 - level for level in range(256)]))
    return mask


def restored(answer: Image.Image, frame: Frame, picture: Image.Image) -> Image.Image:
    """The answer, whatever its size, as the canvas, with the picture's own pixels exactly where they were."""
    whole = answer.convert("RGB").resize(frame.outer.size, Image.Resampling.LANCZOS)
    left = frame.outer.left - frame.canvas.left
    top = frame.outer.top - frame.canvas.top
    wide, high = frame.canvas.size
    made = whole.crop((left, top, left + wide, top + high))
    made.paste(picture.convert("RGB"), frame.canvas.box[:2])
    return made


def opened(content: bytes, pixels: int = PIXELS) -> Image.Image:
    """A PNG, JPEG or WebP, all of it read. Unusable for anything else, for what is too large or damaged."""
    if len(content) > BYTES:
        raise Unusable(f"{len(content) >> 20} MiB are too many")
    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
        if image.width * image.height > pixels:
            raise Unusable(f"{image.width}x{image.height} pixels are too many")
        image.load()
    except _BOMB as fault:
        raise Unusable("too many pixels") from fault
    except _BROKEN as fault:
        raise Unusable(f"no picture: {type(fault).__name__}") from fault
    return image


def original(given: Given, stroke: Stroke = "expand") -> Image.Image:
    """A given picture's pixels. ModelRefused model.cannot where they cannot be read."""
    try:
        return opened(given.content).convert("RGB")
    except Unusable as fault:
        raise ModelRefused("model.cannot", stroke=stroke) from fault


def seen(content: bytes) -> Image.Image:
    """`opened`, RGB, and not all of one colour: that is how a model fails that computed nothing, or refuses."""
    image = opened(content).convert("RGB")
    bands: Sequence[tuple[int, int]] = image.getextrema()  # type: ignore[assignment]
    if all(most <= DARK for _, most in bands):
        raise Unusable("the picture is black")
    if all(least == most for least, most in bands):
        raise Unusable("the picture is one flat colour")
    return image


def png(image: Image.Image) -> bytes:
    """The picture's pixels and nothing else as a PNG."""
    made = io.BytesIO()
    plain = image if image.mode in ("RGB", "RGBA", "L") else image.convert("RGB")
    plain.info = {}
    plain.save(made, "PNG", compress_level=6)
    return made.getvalue()
