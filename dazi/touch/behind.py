"""What stands behind a person: their outline found, another world painted there, or it is softened; knows no wish."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from dazi.faces.find import Face
from dazi.faces.person import outline
from dazi.stickers.pen import HEIGHT, Canvas
from dazi.stickers.settings import SETTINGS, SKYLESS
from dazi.stickers.skies import sky
from dazi.touch.layers import drawn

Array = NDArray[Any]
PLAIN = {
    "white": "#ffffff", "red": "#d7262b", "blue": "#438edb", "black": "#16161a", "green": "#2fb45a", "pink": "#ffb9cf", "yellow": "#ffd34d",
    "purple": "#8f6be0",
}  # fmt: skip
_LEAST, _MOST = 0.03, 0.9  # of the picture that a person may take
_CLEAR = 0.72  # of the outline's pixels must be sure, one way or the other
_SIDE = 512


def person(picture: Image.Image, faces: Sequence[Face]) -> Image.Image | None:
    """The mask of the people in a picture, None where none is to be seen clearly. A face that the outline leaves out
    says that it is not to be trusted."""
    rough = outline(picture)
    share = np.asarray(rough.resize((128, 128), Image.Resampling.BOX), np.float32) / 255
    covered = float((share > 0.5).mean())
    sure = float(((share < 0.2) | (share > 0.8)).mean())
    if not _LEAST <= covered <= _MOST or sure < _CLEAR:
        return None
    if faces and not any(_covers(rough, face) for face in faces):
        return None
    if not faces and (sure < 0.9 or covered > 0.75):
        return None
    return _refined(picture, rough)


def _covers(mask: Image.Image, face: Face) -> bool:
    part = mask.crop(tuple(round(one) for one in face.box))  # type: ignore[arg-type]
    return part.width > 0 and part.height > 0 and float(np.asarray(part).mean()) > 150


def _box(values: Array, r: int) -> Array:
    """The mean over a square of 2r + 1 pixels."""
    padded = np.pad(values, r + 1, mode="edge").cumsum(0).cumsum(1)
    side = 2 * r + 1
    total = padded[side:, side:] - padded[:-side, side:] - padded[side:, :-side] + padded[:-side, :-side]
    return np.asarray(total[: values.shape[0], : values.shape[1]] / (side * side), np.float32)


def _refined(picture: Image.Image, rough: Image.Image) -> Image.Image:
    """The mask drawn to the picture's own edges (a guided filter), hard inside and soft at its rim."""
    scale = min(_SIDE / max(picture.size), 1.0)
    size = (max(round(picture.width * scale), 8), max(round(picture.height * scale), 8))
    guide = np.asarray(picture.convert("L").resize(size, Image.Resampling.BILINEAR), np.float32) / 255
    mask = np.asarray(rough.resize(size, Image.Resampling.BILINEAR), np.float32) / 255
    r = max(round(max(size) * 0.012), 2)
    mean_g, mean_m = _box(guide, r), _box(mask, r)
    slope = (_box(guide * mask, r) - mean_g * mean_m) / (_box(guide * guide, r) - mean_g**2 + 1e-4)
    lift = mean_m - slope * mean_g
    fine = np.clip((_box(slope, r) * guide + _box(lift, r) - 0.28) / 0.5, 0, 1)
    grown = Image.fromarray((fine * 255).astype(np.uint8)).resize(picture.size, Image.Resampling.BICUBIC)
    return grown.filter(ImageFilter.GaussianBlur(max(max(picture.size) / 1400, 0.6)))


def world(
    name: str,
    size: tuple[int, int],
    seed: int,
    hour: str = "day",
    weather: tuple[str, ...] = (),
    season: str = "",
) -> Image.Image:
    """A backdrop of the sticker painter, a little out of focus; a plain sheet where the name is "plain-…"."""
    if name.startswith("plain-"):
        return Image.new("RGB", size, PLAIN.get(name[6:], "#ffffff"))
    c = Canvas(HEIGHT * size[0] / size[1], random.Random(seed), hour, season=season)
    c.grey = bool({"rain", "storm", "fog"} & set(weather))
    if name not in SKYLESS:
        sky(c, weather)
    SETTINGS[name](c)
    scale = min(720 / max(size), 1.0)
    small = (max(round(size[0] * scale), 8), max(round(size[1] * scale), 8))
    body = f"<defs>{''.join(c.defs)}</defs>{''.join(c.back)}"
    made = drawn(body, small, (c.width, HEIGHT)).convert("RGB")
    return made.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(max(size) / 700))


def moved(picture: Image.Image, mask: Image.Image, behind: Image.Image) -> Image.Image:
    """The person before another backdrop, a breath of whose light falls on them."""
    own = np.asarray(picture.resize((64, 64), Image.Resampling.BOX), np.float32).mean(axis=(0, 1))
    other = np.asarray(behind.resize((64, 64), Image.Resampling.BOX), np.float32).mean(axis=(0, 1))
    gain = (
        np.clip((other / max(float(other.mean()), 1)) / (own / max(float(own.mean()), 1)), 0.7, 1.4) ** 0.14
    )
    gain = gain * np.clip(float(other.mean()) / max(float(own.mean()), 1), 0.75, 1.15) ** 0.2
    lit = Image.merge(
        "RGB", [band.point([min(int(v * g), 255) for v in range(256)]) for band, g in zip(picture.split(), gain.tolist(), strict=True)]
    )  # fmt: skip
    return Image.composite(lit, behind, mask)


def softened(picture: Image.Image, mask: Image.Image) -> Image.Image:
    """The backdrop out of focus: blurred without the person in it, so that no halo stands about them."""
    r = max(picture.size) / 90
    small = picture.resize((max(picture.width // 3, 8), max(picture.height // 3, 8)), Image.Resampling.BOX)
    away = mask.resize(small.size, Image.Resampling.BOX).filter(ImageFilter.MaxFilter(5))
    weight = 1 - np.asarray(away, np.float32) / 255
    blur = ImageFilter.GaussianBlur(r / 3)
    light = np.stack([_soft(np.asarray(band, np.float32) * weight, blur) for band in small.split()], axis=-1)
    total = np.maximum(_soft(weight * 255, blur) / 255, 0.02)[..., None]
    far = Image.fromarray(np.clip(light / total, 0, 255).astype(np.uint8)).resize(
        picture.size, Image.Resampling.BICUBIC
    )
    return Image.composite(picture, far, mask)


def _soft(values: Array, blur: ImageFilter.GaussianBlur) -> Array:
    return np.asarray(Image.fromarray(np.clip(values, 0, 255).astype(np.uint8)).filter(blur), np.float32)


def cut_out(picture: Image.Image, mask: Image.Image) -> Image.Image:
    """The person as a sticker: a white rim, a soft shadow, a plain sheet."""
    unit = max(picture.size) / 768
    rim = mask.filter(ImageFilter.GaussianBlur(6 * unit)).point(
        [min(255, max(0, (v - 14) * 12)) for v in range(256)]
    )
    sheet = Image.new("RGB", picture.size, "#ffe9b8")
    shade = rim.filter(ImageFilter.GaussianBlur(9 * unit)).point([int(v * 0.35) for v in range(256)])
    sheet.paste((40, 30, 70), (0, round(8 * unit)), shade)
    sheet.paste((255, 255, 255), (0, 0), rim)
    return Image.composite(picture, sheet, mask)
