"""A sheet with a hole for the picture: strokes in its pixels, shadows, and who stands by. Knows no setting."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from dazi.reveals.layout import Place
from dazi.reveals.traits import Palette
from dazi.stickers.figure import draw
from dazi.stickers.icons import icon
from dazi.stickers.pen import box, dark, group, light, mix, num, oval, path
from dazi.stickers.scene import Figure

_TALL = 112.0  # units of a standing figure


@dataclass
class Stage:
    """Drawn from back to front; the picture is laid over all of it at the end. `u` is a hundredth of the picture's mean
    side, so that frames and figures keep their size beside it on any sheet."""

    place: Place
    palette: Palette
    rng: random.Random
    wild: bool = False
    parts: list[str] = field(default_factory=list)
    defs: list[str] = field(default_factory=list)

    @property
    def u(self) -> float:
        return self.place.mean / 100

    @property
    def wide(self) -> int:
        return self.place.width

    @property
    def high(self) -> int:
        return self.place.height

    @property
    def left(self) -> int:
        return self.place.x

    @property
    def top(self) -> int:
        return self.place.y

    @property
    def right(self) -> int:
        return self.place.x + self.place.w

    @property
    def bottom(self) -> int:
        return self.place.y + self.place.h

    @property
    def middle(self) -> float:
        return self.place.x + self.place.w / 2

    def add(self, *parts: str) -> None:
        self.parts.extend(parts)

    def fade(self, *stops: str, alphas: tuple[float, ...] = (), across: bool = False) -> str:
        """A gradient's url, downwards or across."""
        end = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
        name = self._gradient(stops, alphas, "linearGradient", f'x1="0" y1="0" {end}')
        return f"url(#{name})"

    def halo(self, *stops: str, alphas: tuple[float, ...] = (), at: tuple[float, float] = (0.5, 0.5)) -> str:
        """A round gradient's url."""
        name = self._gradient(stops, alphas, "radialGradient", f'cx="{at[0]}" cy="{at[1]}" r="0.5"')
        return f"url(#{name})"

    def _gradient(self, stops: tuple[str, ...], alphas: tuple[float, ...], kind: str, where: str) -> str:
        name = f"r{len(self.defs)}"
        rows = "".join(
            f'<stop offset="{at / max(len(stops) - 1, 1):.3f}" stop-color="{colour}"'
            + (f' stop-opacity="{alphas[at]:.2f}"' if alphas else "")
            + "/>"
            for at, colour in enumerate(stops)
        )
        self.defs.append(f'<{kind} id="{name}" {where}>{rows}</{kind}>')
        return name

    def ground(self, *stops: str) -> None:
        """The whole sheet in a gradient."""
        self.add(box(0, 0, self.wide, self.high, self.fade(*stops)))

    def glow(self, x: float, y: float, rx: float, ry: float, colour: str, strength: float = 0.7) -> None:
        """A soft light."""
        self.add(oval(x, y, rx, ry, self.halo(colour, colour, alphas=(strength, 0.0))))

    def shadow(self, x: float, y: float, w: float, h: float, reach: float, strength: float = 0.4, drop: float = 0.5) -> None:  # fmt: skip
        """What a flat thing throws on the wall behind it: softer outwards, a little lower than the thing."""
        steps = 10
        # The thing itself will cover the middle, and what is not painted costs nothing.
        hole = f"M{num(x + 1)} {num(y + 1)}v{num(h - 2)}h{num(w - 2)}v{num(2 - h)}Z"
        for step in range(steps, 0, -1):
            out = reach * step / steps
            left, top, wide, high, r = x - out, y - out + reach * drop, w + 2 * out, h + 2 * out, out + 1
            round_ = "".join(
                f"{line}a{num(r)} {num(r)} 0 0 1 {num(dx * r)} {num(dy * r)}"
                for line, dx, dy in ((f"h{num(wide - 2 * r)}", 1, 1), (f"v{num(high - 2 * r)}", -1, 1), (f"h{num(2 * r - wide)}", -1, -1), (f"v{num(2 * r - high)}", 1, -1))
            )  # fmt: skip
            self.add(path(f"M{num(left + r)} {num(top)}{round_}Z{hole}", "#120a24", opacity=strength / steps))

    def pool(self, x: float, y: float, rx: float, ry: float, strength: float = 0.45) -> None:
        """The shadow of what stands on the floor."""
        self.add(oval(x, y, rx, ry, self.halo("#120a24", "#120a24", alphas=(strength, 0.0))))

    def frame(self, pad: float, fill: str, r: float = 0) -> None:
        """A plate behind the picture that shows `pad` on every side."""
        p = self.place
        self.add(box(p.x - pad, p.y - pad, p.w + 2 * pad, p.h + 2 * pad, fill, r))

    def bevel(self, out: float, inner: float, colours: tuple[str, str, str, str]) -> None:
        """Four mitred sides of a frame between two distances from the picture: top, right, bottom, left."""
        p = self.place
        a, b = (p.x - out, p.y - out, p.x + p.w + out, p.y + p.h + out), (
            p.x - inner, p.y - inner, p.x + p.w + inner, p.y + p.h + inner,
        )  # fmt: skip
        corners = ((a[0], a[1], b[0], b[1]), (a[2], a[1], b[2], b[1]), (a[2], a[3], b[2], b[3]), (a[0], a[3], b[0], b[3]))  # fmt: skip
        for at, colour in enumerate(colours):
            x0, y0, i0, j0 = corners[at]
            x1, y1, i1, j1 = corners[(at + 1) % 4]
            d = f"M{num(x0)} {num(y0)}L{num(x1)} {num(y1)}L{num(i1)} {num(j1)}L{num(i0)} {num(j0)}Z"
            self.add(path(d, colour, colour, 0.6))

    def icon(self, name: str, x: float, y: float, size: float, turn: float = 0, colour: str = "", flip: bool = False, opacity: float = 1) -> None:  # fmt: skip
        """An icon with its middle at x, y."""
        self.add(
            group(group(icon(name, colour), -16, -16), x, y, size / 32, turn, flip, opacity)
        )  # fmt: skip

    def stand(self, name: str, x: float, y: float, size: float, colour: str = "", flip: bool = False) -> None:
        """An icon with its foot at x, y, and its shadow."""
        self.pool(x, y, size * 0.5, size * 0.09)
        self.icon(name, x, y - size * 0.44, size, 0, colour, flip)

    def figure(self, name: str, x: float, y: float, height: float, turn: float = 0, flip: bool = False, **more: Any) -> None:  # fmt: skip
        """A whole figure, its feet at x, y; `more` as scene.Figure has it."""
        sprite = draw(Figure(name, **more), self.rng)
        self.pool(x, y, height * 0.42, height * 0.08)
        self.add(group(sprite.body, x, y, height / _TALL, turn, flip))

    def back_of(self, kind: str, x: float, y: float, height: float, colour: str) -> None:
        """Somebody who sits with the back to us and looks at the picture, the seat at x, y; `kind` is cat, bear, rabbit,
        dog or person."""
        self.pool(x, y, height * 0.5, height * 0.1)
        self.add(group(back(kind, colour), x, y, height / 100))

    def sparkle(self, count: int, colour: str, low: float, high: float, sizes: tuple[float, float]) -> None:
        """Small lights over the sheet between two heights."""
        for _ in range(count):
            r = self.rng.uniform(*sizes)
            x, y = self.rng.uniform(0, self.wide), self.rng.uniform(low, high)
            self.add(oval(x, y, r, r, colour, self.rng.uniform(0.4, 0.95)))

    def svg(self, scale: float = 1.0) -> str:
        """The whole sheet, its pixels times `scale`."""
        size = f'width="{round(self.wide * scale)}" height="{round(self.high * scale)}"'
        view = f'viewBox="0 0 {self.wide} {self.high}" {size} preserveAspectRatio="none"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {view}><defs>{"".join(self.defs)}</defs>{"".join(self.parts)}</svg>'


_EARS = {
    "cat": "M-24 -80L-27 -104L-8 -92ZM24 -80L27 -104L8 -92Z",
    "bear": "M-30 -88a10 10 0 1 1 18 -8ZM30 -88a10 10 0 1 0 -18 -8Z",
    "rabbit": "M-14 -88C-24 -118 -20 -138 -12 -136C-3 -134 -2 -108 -4 -90ZM14 -88C24 -118 20 -138 12 -136C3 -134 2 -108 4 -90Z",
    "dog": "M-24 -92C-40 -92 -40 -62 -32 -60C-26 -60 -24 -76 -20 -86ZM24 -92C40 -92 40 -62 32 -60C26 -60 24 -76 20 -86Z",
    "person": "",
}
_TAILS = {
    "cat": "M22 -6C52 -4 52 -36 40 -44",
    "dog": "M24 -10C40 -14 44 -28 40 -38",
    "bear": "",
    "rabbit": "",
    "person": "",
}


def back(kind: str, colour: str) -> str:
    """A sitter seen from behind, 100 units high, the seat at 0, 0."""
    shade = dark(colour, 0.24)
    tail = path(_TAILS[kind], stroke=shade, width=9) if _TAILS[kind] else ""
    body = path("M-30 0C-36 -30 -26 -58 0 -58C26 -58 36 -30 30 0Z", colour)
    body += path("M-30 0C-33 -16 -31 -34 -24 -46C-22 -24 -18 -10 -8 0Z", shade, opacity=0.45)
    head = path(_EARS[kind], colour, shade, 1.5) if _EARS[kind] else ""
    if kind == "person":
        hair = dark("#5a3a28", 0.2)
        head += box(-8, -58, 16, 14, mix("#e9b98f", colour, 0.4), 5) + oval(0, -76, 27, 26, hair)
        head += path("M-18 -88C-24 -78 -24 -66 -18 -58", stroke=light(hair, 0.14), width=4) + oval(
            0, -104, 12, 11, hair
        )
    else:
        head += oval(0, -74, 30, 25, colour)
        head += path("M-30 -74a30 25 0 0 0 22 24C-20 -58 -24 -66 -24 -80Z", shade, opacity=0.4)
    puff = oval(0, -10, 9, 9, light(colour, 0.7)) if kind == "rabbit" else ""
    return tail + body + head + puff
