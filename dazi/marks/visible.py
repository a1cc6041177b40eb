"""The visible label: how large, where, drawn, and looked for again; it knows no file format."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from math import ceil

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from dazi.errors import BadInput
from dazi.label import LABELS
from dazi.marks.record import Box, MarkError
from dazi.types import Lang

SHARE = (
    0.05  # of the shortest side: the least height of a glyph that GB 45438-2025 allows in pictures and clips
)
LEAST_SIDE = 96  # pixels; in a smaller picture no label can be read that leaves anything of the picture
LEGIBLE = 9  # pixels: below that a capital is a smudge, whatever its share of the picture
SECONDS = 2.6  # how long a clip shows the label from its start on; the standard asks for 2
# White on this plate has a contrast of at least 8:1 over white and more over anything darker (WCAG asks for 4.5:1).
_PLATE, _INK = (18, 10, 36, 210), (255, 255, 255, 255)
_LOOK = (24, 8)
_BRIGHT = 110
_FAINT = 18  # levels of luminance that writing has to vary by
# Correlation of a region with the plate, on sixty random pictures: where it was drawn at least 0.98, without a label at
# most 0.36, and in pictures resized to 0.6-1.8 and saved as JPEG at quality 50 in nine of ten cases above 0.55.
_ALIKE, _ALIKE_LOOSE = 0.8, 0.55
_FINE = 16  # pixels of glyph that are enough to recognise a label; larger ones are compared at this size


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    with resources.as_file(resources.files("dazi.marks") / "fonts" / "NotoSansSC-label.otf") as path:
        return ImageFont.truetype(str(path), size)


def _capital(size: int) -> int:
    """The height in pixels of the lowest glyph that counts, a capital, at this size of type."""
    _, top, _, bottom = _font(size).getbbox("A")
    return ceil(bottom - top)


@lru_cache(maxsize=256)
def type_size(glyph: int) -> int:
    """The smallest size of type whose capitals stand at least `glyph` pixels high."""
    size = max(int(glyph / 0.78), 4)
    while _capital(size) < glyph:
        size += 1
    return size


def glyph_height(width: int, height: int) -> int:
    """How high a glyph has to be, in pixels: five per cent of the shortest side, and legible."""
    return max(ceil(min(width, height) * SHARE), LEGIBLE)


@lru_cache(maxsize=16)
def plate(glyph: int, words: str) -> Image.Image:
    """The label as RGBA: white on a dark plate with round corners."""
    letters = _font(type_size(glyph))
    left, top, right, bottom = letters.getbbox(words)
    pad = max(round(glyph * 0.32), 3)
    size = (ceil(right - left) + 2 * pad + round(glyph * 0.3), ceil(bottom - top) + 2 * pad)
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), round(size[1] * 0.28), fill=_PLATE)
    pen.text(((size[0] - right - left) / 2, pad - top), words, _INK, letters)
    return image


def place(image: Image.Image, words: str, keep: Sequence[Box] = ()) -> Box:
    """Where the label goes: the corner with the least detail that touches no box of `keep`, or, where every corner
    does, the quietest other place. MarkError where there is none, BadInput for a picture too small for a label."""
    width, height = image.size
    if min(width, height) < LEAST_SIDE:
        raise BadInput("marks.too_small", width=width, height=height, least=LEAST_SIDE)
    glyph = glyph_height(width, height)
    size = plate(glyph, words).size
    for spots in (_corners(width, height, size, glyph), _grid(width, height, size, glyph)):
        free = [spot for spot in spots if spot.inside(width, height) and not any(map(spot.touches, keep))]
        if free:
            # Detail in whole steps, so that on even ground the first corner wins: the lower right one.
            return min(free, key=lambda spot: round(_detail(image, spot)))
    raise MarkError("marks.no_room")


def _corners(width: int, height: int, size: tuple[int, int], glyph: int) -> Iterator[Box]:
    gap = max(round(glyph * 0.5), 2)
    left, top, right, bottom = gap, gap, width - size[0] - gap, height - size[1] - gap
    for x, y in ((right, bottom), (left, bottom), (right, top), (left, top)):
        yield Box(x, y, *size)


def _grid(width: int, height: int, size: tuple[int, int], glyph: int) -> Iterator[Box]:
    gap = max(round(glyph * 0.5), 2)
    for y in np.linspace(gap, height - size[1] - gap, 13):
        for x in np.linspace(gap, width - size[0] - gap, 13):
            yield Box(int(x), int(y), *size)


def _grey(image: Image.Image, box: Box) -> Image.Image:
    """The luminance of a region; what can be seen through is laid on white."""
    region = image.crop((box.x, box.y, box.x + box.width, box.y + box.height))
    if region.mode == "RGBA":
        region = Image.alpha_composite(Image.new("RGBA", region.size, (255, 255, 255, 255)), region)
    return region.convert("L")


def _detail(image: Image.Image, box: Box) -> float:
    """How much would be covered: the mean step of luminance from a pixel to the next, at a coarse scale."""
    region = _grey(image, box)
    region.thumbnail((96, 96))
    pixels = np.asarray(region, dtype=np.float32)
    steps = [float(np.abs(np.diff(pixels, axis=axis)).mean()) for axis in (0, 1) if pixels.shape[axis] > 1]
    return sum(steps)


def draw(image: Image.Image, box: Box, words: str) -> None:
    """Lay the label into an RGB or RGBA picture at `box` (from place()); no pixel outside changes."""
    mark = plate(glyph_height(*image.size), words)
    corner = (box.x, box.y, box.x + box.width, box.y + box.height)
    region = image.crop(corner)
    laid = Image.alpha_composite(region.convert("RGBA"), mark)
    # Outside the plate's round corners the region stays as it was, also where nothing is opaque.
    image.paste(
        laid.convert(image.mode), corner, mark.getchannel("A").point(lambda value: 255 if value else 0)
    )


def likeness(image: Image.Image, box: Box, words: str, loose: bool = False) -> float:
    """How far the region looks like the label, -1 to 1: the best correlation with the plate over shifts of two pixels
    at the scale of the comparison; `loose` tries plates a little smaller and larger too, as in a resized picture."""
    glyph = glyph_height(*image.size)
    slack, stretches = (3, (0.94, 1.0, 1.06)) if loose else (2, (1.0,))
    scale = min(1.0, _FINE / glyph)
    # The plate comes to whole pixels at that scale, and a rim of `slack` such pixels round it.
    wide, high = (max(round(side * scale), 4) for side in box[2:])
    across, down = slack * box.width / wide, slack * box.height / high
    rim = ceil(max(across, down))
    region = _grey(image, Box(box.x - rim, box.y - rim, box.width + 2 * rim, box.height + 2 * rim))
    part = (rim - across, rim - down, rim + box.width + across, rim + box.height + down)
    room = (wide + 2 * slack, high + 2 * slack)
    pixels = np.asarray(region.resize(room, Image.Resampling.BOX, part), dtype=np.float32)
    # Under the plate even white comes to sixty or so: a bright region can't be it, and most are told so at once.
    if float(pixels.std()) < _FAINT / 2 or float(np.median(pixels[slack:-slack, slack:-slack])) > _BRIGHT:
        return 0.0
    best = 0.0
    for stretch in stretches:
        model, counts = _model(glyph, words, scale * stretch)
        if model.shape[0] <= pixels.shape[0] and model.shape[1] <= pixels.shape[1]:
            best = max(
                best, _correlation(sliding_window_view(pixels, model.shape)[:, :, counts], model[counts])
            )
    return best


@lru_cache(maxsize=64)
def _model(glyph: int, words: str, scale: float) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The plate's luminance at a scale, and which pixels count: those that no background shines into fully."""
    mark = plate(glyph, words)
    wanted = Image.alpha_composite(Image.new("RGBA", mark.size, (*_PLATE[:3], 255)), mark).convert("L")
    size = (max(round(mark.width * scale), 4), max(round(mark.height * scale), 4))
    grey = np.asarray(wanted.resize(size, Image.Resampling.BOX), dtype=np.float32)
    cover = np.asarray(mark.getchannel("A").resize(size, Image.Resampling.BOX))
    return grey, cover >= _PLATE[3] - 8


def _correlation(seen: NDArray[np.float32], model: NDArray[np.float32]) -> float:
    """The best correlation over all shifts; `seen` has shape (down, across, pixels), `model` (pixels,)."""
    shifted = seen.reshape(-1, model.size)
    shifted = shifted - shifted.mean(axis=1, keepdims=True)
    spread = np.sqrt((shifted * shifted).mean(axis=1))
    wanted = model - model.mean()
    alike = shifted @ wanted / (spread * np.sqrt((wanted * wanted).mean()) * model.size + 1e-6)
    # Writing that is nearly invisible does not count as a label.
    return float(np.where(spread < _FAINT, 0.0, alike).max())


def shows(image: Image.Image, box: Box, words: str) -> bool:
    """Whether the label can be seen at `box`."""
    size = plate(glyph_height(*image.size), words).size
    near = abs(size[0] - box.width) <= 1 and abs(size[1] - box.height) <= 1
    return near and likeness(image, box, words) >= _ALIKE


def search(image: Image.Image) -> tuple[Box, Lang] | None:
    """Our label in one of the four corners where place() mostly puts it, in either language; None where none is."""
    width, height = image.size
    if min(width, height) < LEAST_SIDE:
        return None
    glyph, found = glyph_height(width, height), []
    for lang, words in LABELS.items():
        for spot in _corners(width, height, plate(glyph, words).size, glyph):
            if spot.inside(width, height):
                found.append((likeness(image, spot, words, loose=True), spot, lang))
    best = max(found, key=lambda one: one[0], default=None)
    return (best[1], best[2]) if best and best[0] >= _ALIKE_LOOSE else None


def look(image: Image.Image, box: Box) -> str:
    """A region's luminance at 24 by 8, in base64, to compare it later."""
    return base64.b64encode(_grey(image, box).resize(_LOOK, Image.Resampling.BOX).tobytes()).decode("ascii")


def looks_same(image: Image.Image, box: Box, kept: str) -> bool:
    """Whether the region still looks as look() kept it."""
    try:
        raw = base64.b64decode(kept, validate=True)
    except ValueError:
        return False
    if len(raw) != _LOOK[0] * _LOOK[1]:
        return False
    before = np.frombuffer(raw, dtype=np.uint8).astype(np.float32)
    now = np.asarray(_grey(image, box).resize(_LOOK, Image.Resampling.BOX), dtype=np.float32).ravel()
    return float(np.abs(now - before).mean()) < 14


def check_own(image: Image.Image, box: Box) -> None:
    """MarkError where a caller's renderer can't have drawn a label there: outside, too low, or nothing stands out."""
    width, height = image.size
    if not box.inside(width, height) or box.height < min(width, height) * SHARE:
        raise MarkError("marks.not_drawn")
    if float(np.asarray(_grey(image, box), dtype=np.float32).std()) < _FAINT:
        raise MarkError("marks.not_drawn")
