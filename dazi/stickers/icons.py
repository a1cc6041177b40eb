"""The vendored icons and our own drawn ones: a name becomes an SVG body in a box of 32 by 32, recoloured if asked."""

import colorsys
import re
import tomllib
import zipfile
from collections import Counter
from functools import lru_cache
from pathlib import Path

from dazi.stickers.drawn import DRAWN
from dazi.stickers.pen import hexed, rgb

HERE = Path(__file__).parent
COLOURS = {
    "red": "#ee3b3b", "orange": "#ff9a3c", "yellow": "#ffd43b", "green": "#4cc264", "blue": "#4a90f0", "purple": "#9a6be0",
    "pink": "#ff9ec4", "white": "#fafafa", "black": "#3a3844", "grey": "#9aa3b2", "brown": "#a06a45", "gold": "#f5be36",
    "rainbowc": "#ff8ad1", "cyan": "#4fd0c6",
}  # fmt: skip

# The colour that people mean where it is not the first in the drawing.
MAINS = {
    "tropical-drink": "#ff6723", "balloon": "#f8312f", "rose": "#f8312f", "umbrella": "#8d65c5", "tulip": "#ff6dc6", "grapes": "#533566", "hibiscus": "#f70a8d",
    "house": "#f8312f", "ribbon": "#f8312f", "kite": "#f8312f",
}  # fmt: skip


@lru_cache(maxsize=1)
def _archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(HERE / "icons.zip")


@lru_cache(maxsize=1)
def figures() -> dict[str, dict[str, list[float | str] | str]]:
    """figures.toml: the tables heads, wholes and drawn."""
    return tomllib.loads((HERE / "figures.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """Every icon there is."""
    return frozenset(_archive().namelist()) | frozenset(figures()["drawn"]) | frozenset(DRAWN)


@lru_cache(maxsize=256)
def plain(name: str) -> str:
    """The icon as it was drawn; KeyError when there is none."""
    if name in figures()["drawn"]:
        return str(figures()["drawn"][name])
    if name in DRAWN:
        return DRAWN[name]
    return _archive().read(name).decode("utf-8")


def _close(one: str, main: str) -> bool:
    """Whether two colours are shades of one: near in hue, or both grey."""
    h1, l1, s1 = colorsys.rgb_to_hls(*rgb(one))
    h0, l0, s0 = colorsys.rgb_to_hls(*rgb(main))
    if s0 < 0.18:
        return s1 < 0.3 and l1 > 0.25 and abs(l1 - l0) < 0.45
    turn = min(abs(h1 - h0), 1 - abs(h1 - h0))
    return turn < 0.07 and s1 > 0.2 and abs(l1 - l0) < 0.4


def shifted(colour: str, main: str, target: str) -> str:
    """The colour moved as its family's main colour moves to the target: its own lightness beside it is kept."""
    h, l0, s = colorsys.rgb_to_hls(*rgb(target))
    change = (colorsys.rgb_to_hls(*rgb(colour))[1] - colorsys.rgb_to_hls(*rgb(main))[1]) * 0.8
    return hexed(*colorsys.hls_to_rgb(h, min(max(l0 + change, 0.05), 0.98), s))


@lru_cache(maxsize=256)
def icon(name: str, colour: str = "", main: str = "") -> str:
    """The icon's body; with a colour of COLOURS its main colour's family is exchanged for it."""
    body = plain(name)
    target = COLOURS.get(colour)
    if not target:
        return body
    found = Counter(re.findall(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b", body))
    found = Counter({c: n for c, n in found.items() if 0.12 < colorsys.rgb_to_hls(*rgb(c))[1] < 0.995})
    if not found:
        return body
    base = main or MAINS.get(name) or first_fill(body) or found.most_common(1)[0][0]
    for shade in found:
        if _close(shade, base):
            body = body.replace(shade, shifted(shade, base, target))
    return body


def first_fill(body: str) -> str:
    """The first coloured fill: in this set the biggest shape is drawn first."""
    for colour in re.findall(r'fill="(#[0-9a-fA-F]{6})"', body):
        _, lightness, saturation = colorsys.rgb_to_hls(*rgb(colour))
        if saturation > 0.2 and 0.2 < lightness < 0.95:
            return str(colour)
    return ""
