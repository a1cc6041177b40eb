"""Seasons, hours and weather over a picture: its light changed, and what falls or shines laid before it; knows no wish."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from dazi.stickers.icons import icon
from dazi.stickers.pen import HEIGHT, Canvas, box, group, oval, path
from dazi.stickers.skies import falling
from dazi.touch.layers import drawn, laid

Array = NDArray[Any]
# What of each season falls before the picture.
FALLS = {"winter": ("snow",), "spring": ("petals",), "autumn": ("leaves",), "summer": ()}
BEHIND = ("rainbow", "meteor", "fireworks", "stars")  # whoever is to be seen
OURS = ("rain", "snow", "petals", "leaves", "fog", "storm")  # that the sticker painter lets fall


def _floats(picture: Image.Image) -> Array:
    return np.asarray(picture, np.float32) / np.float32(255)


def _picture(values: Array) -> Image.Image:
    return Image.fromarray((np.clip(values, 0, 1) * 255).astype(np.uint8))


def _grey(values: Array) -> Array:
    return (values @ np.array([0.3, 0.59, 0.11], np.float32))[..., None]


def season(picture: Image.Image, name: str, keep: Image.Image | None) -> Image.Image:
    """The picture's plants and light as in a season; what `keep` covers (a person) is only tinted."""
    values = _floats(picture)
    red, green, blue = values[..., 0:1], values[..., 1:2], values[..., 2:3]
    leafy = np.clip((green - np.maximum(red * 0.92, blue * 1.08)) * 7, 0, 1)
    if keep is not None:
        leafy = leafy * (1 - _floats(keep)[..., None])
    grey = _grey(values)
    if name == "winter":
        frost = np.clip(grey * 1.5 + 0.12, 0, 1) * np.array([0.93, 0.97, 1.0], np.float32)
        values = values * (1 - leafy) + frost * leafy
        values = (grey + (values - grey) * 0.66) * np.array([0.94, 1.0, 1.09], np.float32) + 0.03
    elif name == "autumn":
        gold = np.concatenate([green * 1.16 + 0.08, green * 0.66 + red * 0.08, blue * 0.34], axis=-1)
        values = values * (1 - leafy) + gold * leafy
        values = values * np.array([1.08, 1.0, 0.86], np.float32)
    elif name == "spring":
        fresh = np.concatenate([red * 1.06 + 0.05, green * 1.12 + 0.04, blue * 0.95], axis=-1)
        values = values * (1 - leafy) + fresh * leafy
        values = (grey + (values - grey) * 1.08) * np.array([1.05, 0.99, 1.02], np.float32) + 0.03
    else:
        values = (grey + (values - grey) * 1.3) * np.array([1.06, 1.02, 0.94], np.float32)
        values = values + _glow(picture.size, (0.86, 0.04), 0.9) * np.array([0.34, 0.28, 0.12], np.float32)
    return _picture(values)


def _glow(size: tuple[int, int], at: tuple[float, float], reach: float) -> Array:
    """A round light from 1 at its middle to 0; places and reach are shares of the picture."""
    ys, xs = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    far = np.hypot(xs - at[0] * size[0], ys - at[1] * size[1]) / (reach * max(size))
    return np.asarray(np.clip(1 - far, 0, 1) ** 2, np.float32)[..., None]


def _downwards(high: int, stops: tuple[tuple[float, float, float], ...]) -> Array:
    """A gradient from top to bottom, as a column."""
    places = np.linspace(0, 1, len(stops))
    column = np.linspace(0, 1, high)
    bands = [np.interp(column, places, [stop[band] for stop in stops]) for band in range(3)]
    return np.stack(bands, axis=-1).astype(np.float32)[:, None, :]


def hour(picture: Image.Image, name: str, keep: Image.Image | None, seed: int) -> Image.Image:
    """The picture in another hour's light. Moon and stars stand behind who `keep` covers."""
    values = _floats(picture)
    grey = _grey(values)
    high = picture.height
    if name == "night":
        # What is dark already is dimmed less: night is not the same as nothing to be seen.
        mean = float(grey.mean())
        dim = (grey + (values - grey) * 0.5) ** (1.25 if mean > 0.35 else 0.85) * (1 if mean > 0.35 else 1.25)
        dim = dim * _downwards(high, ((0.26, 0.33, 0.62), (0.34, 0.4, 0.66), (0.4, 0.44, 0.64)))
        made = _picture(dim + np.array([0.012, 0.02, 0.06], np.float32))
        return _before(made, _moonlit(picture.size, seed), keep)
    if name == "sunset":
        warm = values * _downwards(high, ((0.86, 0.62, 0.74), (1.05, 0.74, 0.56), (0.98, 0.68, 0.52)))
        glow = _glow(picture.size, (0.5, 0.42), 0.62) * np.array([0.3, 0.13, 0.02], np.float32)
        return _picture(warm + glow * (0.35 + grey) + np.array([0.05, 0.015, 0.03], np.float32))
    if name == "dawn":
        warm = values * _downwards(high, ((0.95, 0.93, 1.03), (1.08, 0.98, 0.9), (1.03, 0.97, 0.92)))
        glow = _glow(picture.size, (0.8, 0.3), 0.8) * np.array([0.34, 0.22, 0.1], np.float32)
        return _picture(warm + glow + 0.04)
    return _picture(np.clip(values, 0, 1) ** 0.85 * np.array([1.02, 1.01, 0.99], np.float32))


def _moonlit(size: tuple[int, int], seed: int) -> Image.Image:
    """Moon and stars in the upper part."""
    c = Canvas(HEIGHT * size[0] / size[1], random.Random(seed))
    for x in c.spread(46, 0, 1):
        y, r = c.rng.uniform(8, 300), c.rng.choice((1.1, 1.5, 2.0, 2.8))
        c.back.append(oval(x, y, r, r, "#fff6d8", c.rng.uniform(0.35, 0.95) * (1 - y / 360)))
    x, y, r = c.width * c.rng.choice((0.14, 0.86)), 104.0, min(48.0, c.width * 0.09)
    c.back.append(c.glow(x, y, r * 3.4, "#fff2c0", 0.5))
    c.back.append(oval(x, y, r, r, c.fade(("#fffbe6", "#ffe9a3"))))
    for dx, dy, part in ((-0.35, -0.2, 0.2), (0.3, 0.25, 0.26), (0.1, -0.5, 0.13)):
        c.back.append(oval(x + dx * r, y + dy * r, r * part, r * part * 0.9, "#f2d888", 0.6))
    return drawn(f"<defs>{''.join(c.defs)}</defs>{''.join(c.back)}", size, (c.width, HEIGHT))


def _before(picture: Image.Image, layer: Image.Image, keep: Image.Image | None) -> Image.Image:
    """A layer over all but what is kept free of it."""
    if keep is not None:
        free = Image.composite(Image.new("L", picture.size, 0), layer.getchannel("A"), keep)
        layer = layer.copy()
        layer.putalpha(free)
    return laid(picture, layer)


def weather(picture: Image.Image, name: str, seed: int, keep: Image.Image | None) -> Image.Image:
    """What falls, drifts or bursts before the picture."""
    size = picture.size
    if name in ("rain", "storm", "fog"):
        values = _floats(picture)
        grey = _grey(values)
        cold = (grey + (values - grey) * 0.6) * np.array([0.8, 0.88, 0.97], np.float32)
        haze = 0.3 if name == "fog" else 0.07
        picture = _picture(cold * (1 - haze) + haze * np.array([0.86, 0.9, 0.94], np.float32))
    if name == "snow":
        values = _floats(picture)
        picture = _picture(values * np.array([0.96, 1.0, 1.05], np.float32) + 0.02)
    c = Canvas(HEIGHT * size[0] / size[1], random.Random(seed))
    if name in OURS:
        falling(c, (name,), "")
        if name in ("rain", "petals", "snow"):
            falling(c, (name,), "")
    else:
        _LAID[name](c)
    layer = drawn(
        f"<defs>{''.join(c.defs)}</defs>{''.join(c.back)}{''.join(c.front)}", size, (c.width, HEIGHT)
    )
    if name in ("snow", "petals"):
        near = layer.filter(ImageFilter.GaussianBlur(max(size) / 1100))
        return laid(picture, near)
    return _before(picture, layer, keep if name in BEHIND else None)


def _fireworks(c: Canvas) -> None:
    for share, y, r, colour in ((0.16, 130, 96, "#ff6b6b"), (0.52, 84, 70, "#ffd43b"), (0.84, 150, 104, "#6cf0c2"), (0.34, 235, 56, "#c79bff"),
                                (0.7, 262, 48, "#7fd8ff")):  # fmt: skip
        x = c.width * share
        c.back.append(c.glow(x, y, r * 1.4, colour, 0.35))
        for at in range(16):
            ray = path(f"M0 {-r * 0.25:.1f}V{-r * 0.8:.1f}", stroke=colour, width=4.5) + oval(
                0, -r * 0.96, 4, 4, "#fff6d8"
            )
            c.back.append(group(ray, x, y, 1 if at % 2 else 0.72, at * 22.5))


def _confetti(c: Canvas) -> None:
    for x in c.spread(64, 0, 1):
        bit = box(-6, -3, 12, 6, c.rng.choice(("#ff7f8f", "#ffd166", "#7fd8c0", "#7fb6ff")), 2)
        c.front.append(group(bit, x, c.rng.uniform(6, 740), c.rng.uniform(0.8, 1.5), c.rng.uniform(0, 180)))


def _icons(
    names: tuple[str, ...], count: int, low: float, high: float, opacity: float = 0.95
) -> Callable[[Canvas], None]:
    def lay(c: Canvas) -> None:
        for at, x in enumerate(c.spread(count, 0, 1)):
            # The middle is left to whoever stands there.
            y = (
                c.rng.uniform(20, 720)
                if abs(x / c.width - 0.5) > 0.24
                else c.rng.choice((c.rng.uniform(10, 110), c.rng.uniform(640, 730)))
            )
            art = group(icon(names[at % len(names)]), -16, -16)
            c.front.append(group(art, x, y, c.rng.uniform(low, high), c.rng.uniform(-28, 28), False, opacity))

    return lay


def _bubbles(c: Canvas) -> None:
    for x in c.spread(22, 0, 1):
        y, r = c.rng.uniform(20, 740), c.rng.choice((10, 16, 24, 36))
        c.front.append(oval(x, y, r, r, "#d8f3ff", 0.22))
        c.front.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="none" stroke="#ffffff" stroke-width="2" stroke-opacity="0.7"/>'
        )
        c.front.append(oval(x - r * 0.35, y - r * 0.4, r * 0.22, r * 0.16, "#ffffff", 0.85))


def _stars(c: Canvas) -> None:
    for x in c.spread(16, 0, 1):
        c.back.append(
            group(
                group(icon("sparkles"), -16, -16),
                x,
                c.rng.uniform(20, 420),
                c.rng.uniform(0.7, 1.8),
                c.rng.uniform(-20, 20),
            )
        )


def _rainbow(c: Canvas) -> None:
    for at, colour in enumerate(("#ff6b6b", "#ffad5c", "#ffe066", "#7be08a", "#6cbcff", "#b48cff")):
        r = c.width * 0.52 - at * 14
        x0, x1 = c.width / 2 - r, c.width / 2 + r
        c.back.append(
            path(
                f"M{x0:.1f} 470A{r:.1f} {r * 0.82:.1f} 0 0 1 {x1:.1f} 470",
                stroke=colour,
                width=14.5,
                opacity=0.5,
            )
        )


def _meteors(c: Canvas) -> None:
    for x in c.spread(6, 0.05, 1):
        y, length = c.rng.uniform(30, 260), c.rng.uniform(70, 130)
        c.back.append(
            path(
                f"M{x:.1f} {y:.1f}l{-length:.1f} {length * 0.62:.1f}",
                stroke="#fff3c4",
                width=3.2,
                opacity=0.7,
            )
        )
        c.back.append(oval(x, y, 5, 5, "#fffdf0"))


_LAID: dict[str, Callable[[Canvas], None]] = {
    "fireworks": _fireworks, "confetti": _confetti, "hearts": _icons(("red-heart", "pink-heart", "two-hearts"), 22, 0.8, 2.0),
    "bubbles": _bubbles, "stars": _stars, "rainbow": _rainbow, "meteor": _meteors, "money": _icons(("money-with-wings", "coin", "red-envelope"), 22, 1.0, 2.1),
}  # fmt: skip
