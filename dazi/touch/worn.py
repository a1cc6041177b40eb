"""What is put on a face: each piece drawn about the eyes, turned and sized with them; knows no wish."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dazi.faces.find import Face
from dazi.stickers.dress import OVER_HEAD, hat
from dazi.stickers.icons import COLOURS, icon
from dazi.stickers.pen import dark, group, light, num, oval, path

NAMES = frozenset(
    (*OVER_HEAD, "sunglasses", "glasses", "goggles", "dealwithit", "hearteyes", "stareyes", "catears", "bunnyears", "antlers", "horns",
     "moustache", "beard", "whiskers", "mask", "clown", "pignose", "blush", "tears", "sweat", "bowtie")
)  # fmt: skip
# Hats that cover the head down to the forehead sit lower than those that stand on it.
_LOW = frozenset(
    {"beanie", "helmet", "cap", "santa", "beret", "cowboy", "straw", "pirate", "chef", "wizard", "top-hat"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A face's own measure: the middle between the eyes at 0, 0, ten units from there to where a width's half of the
    eyes' distance doubled ends; `turn` in degrees. Points are in these units."""

    x: float
    y: float
    unit: float
    turn: float
    eyes: tuple[tuple[float, float], tuple[float, float]]
    nose: tuple[float, float]
    mouth: tuple[float, float]
    half: float  # of the head's width
    lean: float  # where the head's middle is, beside the eyes'
    top: float  # where the hair begins, above the eyes (negative)


def framed(face: Face) -> Frame:
    """The measure of a face. Where it looks aside, its eyes stand close: the box then says how large it is."""
    (lx, ly), (rx, ry) = sorted(face.eyes)
    wide = face.box[2] - face.box[0]
    unit = max(math.hypot(rx - lx, ry - ly), wide * 0.42) / 10
    turn = math.degrees(math.atan2(ry - ly, rx - lx)) if rx - lx > wide * 0.15 else 0.0
    x, y = (lx + rx) / 2, (ly + ry) / 2
    cos, sin = math.cos(math.radians(-turn)), math.sin(math.radians(-turn))

    def own(point: tuple[float, float]) -> tuple[float, float]:
        dx, dy = (point[0] - x) / unit, (point[1] - y) / unit
        return dx * cos - dy * sin, dx * sin + dy * cos

    nose, mouth = own(face.nose), own(face.mouth)
    near, far = own(face.ears[0])[0], own(face.ears[1])[0]
    half = max(abs(near - far) * 0.52, 11.2)
    return Frame(
        x,
        y,
        unit,
        turn,
        (own((lx, ly)), own((rx, ry))),
        nose,
        mouth,
        min(half, 13.5),
        (near + far) / 2 * 0.9,
        -max(mouth[1], 9.0) * 0.98,
    )


def pieces(face: Face, worn: Sequence[tuple[str, str]]) -> str:
    """SVG of all that a face puts on (names and colours), in the picture's pixels."""
    frame = framed(face)
    order = sorted(worn, key=lambda one: _rank(one[0]))
    body = "".join(_piece(name, colour, frame) for name, colour in order)
    return group(body, frame.x, frame.y, frame.unit, frame.turn)


def _rank(name: str) -> int:
    return 2 if name in OVER_HEAD else 0 if name in ("blush", "beard", "tears", "sweat") else 1


def _piece(name: str, colour: str, f: Frame) -> str:
    if name in OVER_HEAD:
        return _hat(name, colour, f)
    return _PIECES[name](f, colour)


# How high each stands over its brim, in its own units.
_HEIGHTS = {"top-hat": 20, "wizard": 19, "chef": 15, "crown": 15, "party": 15, "santa": 13, "graduation": 13, "halo": 8, "catears": 12, "bunnyears": 20, "antlers": 14}  # fmt: skip


def _fitted(name: str, drop: float, scale: float, f: Frame) -> tuple[float, float]:
    """Place and size of what stands on a head, lower and smaller where the picture has no room for it."""
    need = _HEIGHTS.get(name, 10) * scale
    room = f.y / f.unit + drop
    if need <= room:
        return drop, scale
    smaller = scale * max(room / need, 0.74)
    return drop + min(max(_HEIGHTS.get(name, 10) * smaller - room, 0.0), 3.2), smaller


def _hat(name: str, colour: str, f: Frame) -> str:
    scale = f.half * 2 / 16 * (1.1 if name in ("helmet", "beanie") else 1.04)
    drop = f.top + (2.4 if name in _LOW else -1.2)
    if name == "headphone":
        return group(hat(name, colour), f.lean * 0.6, -3.5, f.half / 11.2)
    if name == "bow":
        return group(hat(name, colour), f.lean + f.half * 0.3, f.top + 1, scale * 1.25)
    drop, scale = _fitted(name, drop - (4.5 if name == "halo" else 0), scale, f)
    return group(hat(name, colour), f.lean, drop, scale)


def _glasses(name: str) -> Callable[[Frame, str], str]:
    middle, s = {"goggles": (14.5, 0.98), "glasses": (14.8, 0.92)}.get(name, (14.6, 1.0))

    def drawn(f: Frame, colour: str) -> str:
        return group(icon(name, colour), -16 * s + f.nose[0] * 0.2, -middle * s, s)

    return drawn


def _dealwithit(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#151515")
    rows = (
        "111111111111111111111",
        "011111111101111111110",
        "012211111001221111100",
        "001122110000112211000",
        "000111100000011110000",
    )
    cell = 23 / 21
    shades = {"1": c, "2": "#f4f4f4"}
    return "".join(
        f'<rect x="{num(-11.5 + x * cell)}" y="{num(-2.6 + y * cell * 1.15)}" width="{cell + 0.04:.2f}" height="{cell * 1.15 + 0.04:.2f}" fill="{shades[sign]}"/>'
        for y, row in enumerate(rows) for x, sign in enumerate(row) if sign != "0"
    )  # fmt: skip


def _over_eyes(name: str, size: float) -> Callable[[Frame, str], str]:
    def drawn(f: Frame, colour: str) -> str:
        s = size / 32
        return "".join(group(icon(name, colour), x - 16 * s, y - 16 * s, s) for x, y in f.eyes)

    return drawn


def _ears(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#4a4453")
    one = path("M-4.600 2C-5 -5 -2.500 -10 1 -12.500C4.500 -9 6.500 -3 6 2C2 .4 -2 .4 -4.600 2Z", c) + path(
        "M-2.400 0C-2.400 -4 -1 -7 1 -9C3 -6.500 4 -3 3.800 0C1.500 -.8 -.6 -.8 -2.400 0Z", "#ff9fb4"
    )
    x, (y, s) = f.half * 0.66, _fitted("catears", f.top + 0.6, 0.98, f)
    return group(group(one, -x, y, s, -14) + group(one, x, y, s, 14, True), f.lean)


def _bunny(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#fbf7f4")
    one = path("M-3.400 2C-6.500 -8 -5 -19 -1 -20C3.500 -20 5 -8 3.400 2Z", c, dark(c, 0.12), 0.4) + path(
        "M-1.500 0C-3.600 -7 -2.800 -15 -.8 -16.500C1.800 -15 2.400 -7 1.500 0Z", "#ffb3c4"
    )
    x, (y, s) = f.half * 0.42, _fitted("bunnyears", f.top + 0.4, 0.95, f)
    return group(group(one, -x, y, s, -10) + group(one, x, y, s, 10), f.lean)


def _antlers(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#8a5a36")
    one = path(
        "M0 2C1 -4 3 -8 8 -14M2 -5C-1 -8 -2 -10 -2 -13M4.500 -9C8 -9 10 -10 12 -12", stroke=c, width=2.3
    )
    x, (y, s) = f.half * 0.4, _fitted("antlers", f.top, 1.0, f)
    return group(group(one, -x, y, s, 0, True) + group(one, x, y, s), f.lean)


def _horns(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#d3242c")
    one = path("M-3 2C-2 -3 1 -7 6.500 -9C5.500 -4 4.500 0 2.600 2.400C1 1.400 -1 1.300 -3 2Z", c) + path(
        "M-1 1C0 -2 2.400 -5 5 -7", stroke=light(c, 0.35), width=0.8
    )
    x, y = f.half * 0.52, f.top + 0.8
    return group(group(one, -x, y, 1, 0, True) + group(one, x, y), f.lean)


def _moustache(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#3a2a22")
    x, y = (f.nose[0] + f.mouth[0]) / 2, f.nose[1] * 0.42 + f.mouth[1] * 0.58
    half = "M0 -1C2.500 -2.600 5 -1.200 6.500 .4C7.600 1.400 9 1 9.600 -.4C9.600 2.600 7 4 4.400 3.200C2.400 2.600 1 1.400 0 1.600Z"
    return group(path(half, c), x, y, 0.86) + group(path(half, c), x, y, 0.86, 0, True)


def _beard(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#f4f1ec")
    x, y, wide = f.mouth[0], f.mouth[1], f.half * 0.92
    low = y + 11
    d = f"M{num(-wide)} {num(y - 7)}C{num(-wide)} {num(y + 4)} {num(-wide * 0.7)} {num(low - 2)} 0 {num(low + 2)}C{num(wide * 0.7)} {num(low - 2)} {num(wide)} {num(y + 4)} {num(wide)} {num(y - 7)}C{num(wide * 0.72)} {num(y - 3)} {num(wide * 0.5)} {num(y - 2.6)} 0 {num(y - 3)}C{num(-wide * 0.5)} {num(y - 2.6)} {num(-wide * 0.72)} {num(y - 3)} {num(-wide)} {num(y - 7)}Z"
    lips = oval(x, y + 0.4, 3.4, 1.3, "#c96f6f")
    curls = "".join(
        path(f"M{num(at)} {num(y + 3)}q1.200 3 0 6", stroke=dark(c, 0.12), width=0.5)
        for at in (-5.5, -2.8, 2.8, 5.5)
    )
    return group(path(d, c) + curls, x * 0.6) + lips + _moustache(f, colour or "white")


def _whiskers(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#2c2630")
    x, y = f.nose
    lines = "".join(
        path(f"M{num(side * 4)} {num(at * 0.6)}L{num(side * 12.5)} {num(at * 1.5)}", stroke=c, width=0.6)
        for side in (-1, 1) for at in (-1.4, 0.6, 2.6)
    )  # fmt: skip
    return group(lines + path("M-1.700 -1.200H1.700L0 .9Z", "#ff8fa3", c, 0.3), x, y + 1)


def _mask(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#bfe6f7")
    x, top, low, wide = f.mouth[0] * 0.85, f.nose[1] * 0.55, f.mouth[1] + 6.2, f.half * 0.78
    d = f"M{num(x - wide)} {num(top + 2)}C{num(x - 4)} {num(top - 2)} {num(x + 4)} {num(top - 2)} {num(x + wide)} {num(top + 2)}L{num(x + wide * 0.86)} {num(low - 3)}C{num(x + 4)} {num(low + 1.4)} {num(x - 4)} {num(low + 1.4)} {num(x - wide * 0.86)} {num(low - 3)}Z"
    straps = path(
        f"M{num(x - wide + 0.4)} {num(top + 2.4)}L{num(-f.half - 0.4)} {num(top - 2)}M{num(x + wide - 0.4)} {num(top + 2.4)}L{num(f.half + 0.4)} {num(top - 2)}",
        stroke="#ffffff", width=0.6,
    )  # fmt: skip
    folds = "".join(
        path(f"M{num(x - wide * 0.8)} {num(top + 4 + step)}C{num(x - 3)} {num(top + 2.4 + step)} {num(x + 3)} {num(top + 2.4 + step)} {num(x + wide * 0.8)} {num(top + 4 + step)}", stroke=dark(c, 0.14), width=0.35)
        for step in (0.4, 2.8, 5.2)
    )  # fmt: skip
    return straps + path(d, c) + folds


def _clown(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#e8262d")
    return oval(f.nose[0], f.nose[1], 3.3, 3.2, c) + oval(
        f.nose[0] - 1, f.nose[1] - 1.1, 0.9, 0.7, "#ffffff", 0.75
    )


def _pignose(f: Frame, colour: str) -> str:
    return group(icon("pig-nose", colour), f.nose[0] - 4, f.nose[1] - 4, 0.25)


def _blush(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#ff5f7a")
    y = (f.nose[1] + f.mouth[1]) / 2 - 0.6
    return "".join(
        oval(x + side * 2.2, y, wide, wide * 0.72, c, 0.17)
        for (x, _), side in zip(f.eyes, (-1, 1), strict=True) for wide in (3.1, 2.5, 1.8)
    )  # fmt: skip


def _tears(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#62c4ff")
    low = f.mouth[1] + 4
    return "".join(
        path(f"M{num(x - 1)} {num(y + 1.4)}C{num(x - 1.4)} {num(y + 5)} {num(x - 2)} {num(low - 2)} {num(x - 1.8)} {num(low)}C{num(x - 1)} {num(low + 1.2)} {num(x + 1)} {num(low + 1.2)} {num(x + 1.8)} {num(low)}C{num(x + 2)} {num(low - 2)} {num(x + 1.4)} {num(y + 5)} {num(x + 1)} {num(y + 1.4)}Z", c, opacity=0.85)
        for x, y in f.eyes
    )  # fmt: skip


def _sweat(f: Frame, colour: str) -> str:
    drop = "M0 -4C2.400 0 3 1.800 3 3.200A3 3 0 1 1 -3 3.200C-3 1.800 -2.400 0 0 -4Z"
    return group(
        path(drop, COLOURS.get(colour, "#5fc0ff")) + oval(-0.9, 3, 0.7, 1, "#ffffff", 0.8),
        f.half * 0.86,
        -6,
        0.95,
    )


def _bowtie(f: Frame, colour: str) -> str:
    c = COLOURS.get(colour, "#d8323c")
    body = path("M0 0L-9 -5V5ZM0 0L9 -5V5Z", c) + oval(0, 0, 2.3, 2.6, dark(c, 0.25))
    return group(body, f.mouth[0] * 0.7, f.mouth[1] + 12.5)


_PIECES: dict[str, Callable[[Frame, str], str]] = {
    "sunglasses": _glasses("sunglasses"), "glasses": _glasses("glasses"), "goggles": _glasses("goggles"), "dealwithit": _dealwithit,
    "hearteyes": _over_eyes("red-heart", 8.4), "stareyes": _over_eyes("glowing-star", 9.2), "catears": _ears, "bunnyears": _bunny, "antlers": _antlers,
    "horns": _horns, "moustache": _moustache, "beard": _beard, "whiskers": _whiskers, "mask": _mask, "clown": _clown, "pignose": _pignose,
    "blush": _blush, "tears": _tears, "sweat": _sweat, "bowtie": _bowtie,
}  # fmt: skip
