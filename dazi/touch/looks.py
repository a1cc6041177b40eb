"""Styles and tones over a whole picture: black and white, film, pixels, brush; brighter, warmer, sharper; knows no wish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps

from dazi.stickers.styles import STYLES as PAINTED

Array = NDArray[Any]
_WORKED = (
    1280  # pixels of the longest side at which a brush works; the result is brought to the picture's size
)


def _curved(
    picture: Image.Image, gains: tuple[float, float, float], lift: float = 0.0, gamma: float = 1.0
) -> Image.Image:
    """Each band through a curve of its own."""
    tables = [
        [min(max(round(((v / 255) ** gamma * gain + lift) * 255), 0), 255) for v in range(256)]
        for gain in gains
    ]
    return picture.point([value for table in tables for value in table])


def _grain(picture: Image.Image, strength: float, seed: int) -> Image.Image:
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, strength, (picture.height, picture.width)).astype(np.float32)[..., None]
    return Image.fromarray(np.clip(np.asarray(picture, np.float32) + noise, 0, 255).astype(np.uint8))


def _darkened_edges(picture: Image.Image, strength: float) -> Image.Image:
    ys, xs = np.mgrid[-1 : 1 : picture.height * 1j, -1 : 1 : picture.width * 1j].astype(np.float32)
    shade = 1 - strength * np.clip(np.hypot(xs, ys) - 0.45, 0, 1) ** 1.6
    mask = Image.fromarray((np.clip(shade, 0, 1) * 255).astype(np.uint8))
    return Image.composite(picture, Image.new("RGB", picture.size, "#0b0708"), mask)


def _bw(picture: Image.Image, seed: int) -> Image.Image:
    return ImageEnhance.Contrast(ImageOps.autocontrast(picture.convert("L"), 0.5)).enhance(1.1).convert("RGB")


def _sepia(picture: Image.Image, seed: int) -> Image.Image:
    grey = ImageEnhance.Contrast(picture.convert("L")).enhance(0.86)
    aged = ImageOps.colorize(grey, "#2a1a0e", "#f6e6c4", "#a8855a")
    aged = _grain(_darkened_edges(aged, 0.75), 9, seed)
    rng = np.random.default_rng(seed)
    marks = Image.new("L", aged.size, 0)
    pixels = marks.load()
    assert pixels is not None
    for _ in range(5):
        x = float(rng.integers(0, aged.width))
        for y in range(
            int(rng.integers(0, aged.height // 2)), int(rng.integers(aged.height // 2, aged.height))
        ):
            x += float(rng.normal(0, 0.25))
            pixels[min(max(int(x), 0), aged.width - 1), y] = 90
    return Image.composite(
        Image.new("RGB", aged.size, "#fff3d8"), aged, marks.filter(ImageFilter.GaussianBlur(0.7))
    )


def _film(picture: Image.Image, seed: int) -> Image.Image:
    values = np.asarray(picture, np.float32) / 255
    grey = (values @ np.array([0.3, 0.59, 0.11], np.float32))[..., None]
    shade = (1 - grey) * np.array([-0.02, 0.012, 0.05], np.float32)
    warm = grey * np.array([0.055, 0.018, -0.05], np.float32)
    toned = np.clip((grey + (values - grey) * 0.88) * 0.92 + 0.045 + shade + warm, 0, 1)
    made = Image.fromarray((toned * 255).astype(np.uint8))
    glow = ImageChops.screen(
        made,
        made.point([max(v - 190, 0) * 2 for v in range(256)] * 3).filter(
            ImageFilter.GaussianBlur(picture.width / 90)
        ),
    )
    return _grain(_darkened_edges(Image.blend(made, glow, 0.5), 0.4), 6.5, seed)


def _hongkong(picture: Image.Image, seed: int) -> Image.Image:
    made = ImageEnhance.Contrast(_curved(picture, (1.12, 0.95, 0.86), 0.0, 1.12)).enhance(1.12)
    dim = Image.blend(made, Image.new("RGB", made.size, "#0e5b4a"), 0.12)
    return _grain(_darkened_edges(dim, 0.7), 7, seed)


def _japan(picture: Image.Image, seed: int) -> Image.Image:
    return ImageEnhance.Contrast(
        ImageEnhance.Color(_curved(picture, (0.98, 1.02, 1.06), 0.05, 0.78)).enhance(0.82)
    ).enhance(0.9)


def _retro(picture: Image.Image, seed: int) -> Image.Image:
    faded = ImageEnhance.Color(_curved(picture, (1.06, 0.98, 0.8), 0.06, 0.95)).enhance(0.82)
    return _grain(_darkened_edges(ImageEnhance.Contrast(faded).enhance(0.94), 0.5), 5, seed)


def _pencil(picture: Image.Image, seed: int) -> Image.Image:
    grey = picture.convert("L").filter(ImageFilter.MedianFilter(3))
    soft = ImageOps.invert(grey).filter(ImageFilter.GaussianBlur(max(picture.size) / 110))
    base = np.asarray(grey, np.float32)
    dodge = np.clip(base * 255 / np.maximum(255 - np.asarray(soft, np.float32), 1), 0, 255)
    rng = np.random.default_rng(seed)
    strokes = rng.normal(0, 1, (picture.height, picture.width)).astype(np.float32)
    hatch = np.asarray(Image.fromarray(((strokes * 40) + 128).clip(0, 255).astype(np.uint8)).transform(
        picture.size, Image.Transform.AFFINE, (1, 0.7, 0, -0.7, 1, 0)).filter(ImageFilter.GaussianBlur(1.1)), np.float32) - 128  # fmt: skip
    shaded = dodge - np.clip(150 - base, 0, 150) * 0.5 + hatch * np.clip((190 - base) / 190, 0, 1) * 0.9
    return ImageOps.colorize(Image.fromarray(np.clip(shaded, 0, 255).astype(np.uint8)), "#2b2b33", "#fbf8f1")


def _shifted(picture: Image.Image, by: int) -> Image.Image:
    red, green, blue = picture.split()
    return Image.merge("RGB", (ImageChops.offset(red, by, 0), green, ImageChops.offset(blue, -by, 0)))


def _glitch(picture: Image.Image, seed: int) -> Image.Image:
    made = _shifted(picture, max(picture.width // 110, 2))
    rng = np.random.default_rng(seed)
    for _ in range(14):
        y, high = int(rng.integers(0, picture.height)), int(rng.integers(4, max(picture.height // 22, 6)))
        band = made.crop((0, y, picture.width, min(y + high, picture.height)))
        made.paste(ImageChops.offset(band, int(rng.normal(0, picture.width / 22)), 0), (0, y))
    return made


def _vhs(picture: Image.Image, seed: int) -> Image.Image:
    soft = _shifted(
        ImageEnhance.Color(picture.filter(ImageFilter.GaussianBlur(max(picture.width / 900, 0.6)))).enhance(
            1.2
        ),
        max(picture.width // 240, 1),
    )
    lines = np.where(np.arange(picture.height) // max(picture.height // 360, 1) % 2, 0.86, 1.04).astype(
        np.float32
    )
    values = np.asarray(soft, np.float32) * lines[:, None, None]
    return _grain(Image.fromarray(np.clip(values, 0, 255).astype(np.uint8)), 10, seed)


def _cyber(picture: Image.Image, seed: int) -> Image.Image:
    """Deep blue shadows, magenta and cyan lights that glow, fine lines of a screen."""
    values = np.asarray(picture, np.float32) / 255
    grey = np.asarray(ImageOps.autocontrast(picture.convert("L"), 1), np.float32) / 255
    stops = np.array(
        [[0.03, 0.02, 0.14], [0.3, 0.05, 0.45], [0.9, 0.2, 0.66], [0.42, 0.86, 0.98], [0.93, 1.0, 1.0]],
        np.float32,
    )
    places = np.array([0.0, 0.3, 0.55, 0.8, 1.0], np.float32)
    toned = np.stack([np.interp(grey, places, stops[:, band]) for band in range(3)], axis=-1)
    made = Image.fromarray((np.clip(toned * 0.72 + values * 0.34 - 0.02, 0, 1) * 255).astype(np.uint8))
    light = made.point([max(v - 150, 0) * 2 for v in range(256)] * 3).filter(
        ImageFilter.GaussianBlur(max(picture.size) / 60)
    )
    return _shifted(ImageChops.screen(made, light), max(picture.width // 320, 1))


def _photo_comic(picture: Image.Image, seed: int) -> Image.Image:
    """Flat inked colours, smoothed first: a photograph's noise would become ink."""
    smooth = picture.filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.MedianFilter(5))
    return PAINTED["comic"](smooth, seed)


STYLES: dict[str, Callable[[Image.Image, int], Image.Image]] = {
    **PAINTED, "bw": _bw, "sepia": _sepia, "film": _film, "hongkong": _hongkong, "japan": _japan, "retro": _retro, "line": _pencil,
    "invert": lambda picture, seed: ImageOps.invert(picture), "glitch": _glitch, "vhs": _vhs, "comic": _photo_comic, "cyber": _cyber,
    "poster": lambda picture, seed: ImageOps.posterize(ImageEnhance.Color(picture.filter(ImageFilter.MedianFilter(5))).enhance(1.5), 2),
}  # fmt: skip
_BRUSHES = frozenset(PAINTED) - {"retro"} | {"line", "comic", "poster"}


def styled(picture: Image.Image, name: str, seed: int) -> Image.Image:
    """The picture in a style of STYLES."""
    scale = _WORKED / max(picture.size)
    if name not in _BRUSHES or scale >= 1:
        return STYLES[name](picture, seed)
    small = picture.resize(
        (round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS
    )
    way = Image.Resampling.NEAREST if name == "pixel" else Image.Resampling.BICUBIC
    return STYLES[name](small, seed).resize(picture.size, way)


TONES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "bright": lambda p: _curved(p, (1.06, 1.06, 1.06), 0.02, 0.74), "dark": lambda p: _curved(p, (0.86, 0.86, 0.88), 0.0, 1.2),
    "warm": lambda p: _curved(p, (1.09, 1.01, 0.86)), "cool": lambda p: _curved(p, (0.88, 0.99, 1.1)),
    "vivid": lambda p: ImageEnhance.Contrast(ImageEnhance.Color(p).enhance(1.55)).enhance(1.06),
    "pale": lambda p: _curved(ImageEnhance.Color(p).enhance(0.58), (0.96, 0.96, 0.96), 0.05),
    "contrast": lambda p: ImageEnhance.Contrast(p).enhance(1.4), "sharp": lambda p: p.filter(ImageFilter.UnsharpMask(2.2, 130, 2)),
    "soft": lambda p: Image.blend(p, ImageChops.screen(p, p.filter(ImageFilter.GaussianBlur(max(p.size) / 110))), 0.42),
    "vignette": lambda p: _darkened_edges(p, 0.85), "blurall": lambda p: p.filter(ImageFilter.GaussianBlur(max(p.size) / 110)),
}  # fmt: skip
