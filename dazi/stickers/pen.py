"""Strokes for SVG: colours mixed, shapes written, a canvas of three layers. Knows nothing of prompts."""

import colorsys
import random
from dataclasses import dataclass, field

HEIGHT = 768.0


def rgb(colour: str) -> tuple[float, float, float]:
    """#rrggbb as three floats from 0 to 1."""
    if len(colour) == 4:
        colour = "#" + "".join(part * 2 for part in colour[1:])
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def hexed(red: float, green: float, blue: float) -> str:
    """Three floats as #rrggbb, clipped."""
    return "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02x}" for part in (red, green, blue))


def mix(one: str, other: str, share: float) -> str:
    """`share` of the other colour in the one."""
    return hexed(*(a + (b - a) * share for a, b in zip(rgb(one), rgb(other), strict=True)))


def dark(colour: str, share: float = 0.16) -> str:
    """The colour in its own shade: towards a deep blue-violet, not grey."""
    return mix(colour, "#2a1a4a", share)


def light(colour: str, share: float = 0.3) -> str:
    """The colour towards warm white."""
    return mix(colour, "#fffaf0", share)


def lightness(colour: str) -> float:
    """0 for black, 1 for white."""
    return colorsys.rgb_to_hls(*rgb(colour))[1]


def num(value: float) -> str:
    """A short decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def path(d: str, fill: str = "none", stroke: str = "", width: float = 0, opacity: float = 1) -> str:
    """A path element with round joins; opacity on fill and stroke, for on the element it costs a layer of its own."""
    line = (
        f' stroke="{stroke}" stroke-width="{num(width)}" stroke-linecap="round" stroke-linejoin="round"'
        if stroke
        else ""
    )
    fade = f' fill-opacity="{opacity:.2f}" stroke-opacity="{opacity:.2f}"' if opacity < 1 else ""
    return f'<path d="{d}" fill="{fill}"{line}{fade}/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1) -> str:
    """An ellipse."""
    fade = f' fill-opacity="{opacity:.2f}"' if opacity < 1 else ""
    return f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}" fill="{fill}"{fade}/>'


def box(x: float, y: float, w: float, h: float, fill: str, r: float = 0, opacity: float = 1) -> str:
    """A rectangle, its corners rounded by r."""
    fade = f' fill-opacity="{opacity:.2f}"' if opacity < 1 else ""
    return f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}" rx="{num(r)}" fill="{fill}"{fade}/>'


def group(
    body: str,
    x: float = 0,
    y: float = 0,
    scale: float = 1,
    turn: float = 0,
    flip: bool = False,
    opacity: float = 1,
) -> str:
    """A group moved to x, y, scaled, turned about its origin, mirrored."""
    mirror = f"{-scale:.4f} {scale:.4f}" if flip else f"{scale:.4f}"
    spin = f" rotate({num(turn)})" if turn else ""
    fade = f' opacity="{opacity:.2f}"' if opacity < 1 else ""
    return f'<g transform="translate({num(x)} {num(y)}){spin} scale({mirror})"{fade}>{body}</g>'


def limb(x0: float, y0: float, x1: float, y1: float, colour: str, width: float, bend: float = 0) -> str:
    """An arm or a leg: a thick line with a shade under it, so that it stands off from the body."""
    mx, my = (x0 + x1) / 2 + bend, (y0 + y1) / 2 + abs(bend) * 0.4
    d = f"M{num(x0)} {num(y0)}Q{num(mx)} {num(my)} {num(x1)} {num(y1)}"
    return path(d, stroke=dark(colour, 0.22), width=width + 2) + path(d, stroke=colour, width=width)


# The light of each hour: sky from top to horizon, what the land is mixed with, and how much of it.
HOURS = {
    "day": (("#6cc3ff", "#a9dfff", "#e9f8ff"), "#ffffff", 0.0),
    "dawn": (("#8fb8f0", "#ffd3c2", "#fff0cf"), "#ffd9b8", 0.14),
    "sunset": (("#5b4a9c", "#ff7f6b", "#ffd08a"), "#ff7a55", 0.2),
    "night": (("#0d1440", "#232b76", "#4a4fa8"), "#1a1f66", 0.5),
}
GREY = {"day": ("#7f97ab", "#a9bccb", "#d3dee6"), "dawn": ("#8f9bb0", "#c2bcc4", "#e3d6cf"),
        "sunset": ("#564f7a", "#a5788c", "#d6a68f"), "night": ("#0f1530", "#222b52", "#3c4672")}  # fmt: skip


@dataclass
class Canvas:
    """A picture of `width` by HEIGHT units in the making: what lies behind the figures and what before them.

    `floor` is where figures stand; `hour` a key of HOURS; `afloat` says that figures hover rather than stand.
    """

    width: float
    rng: random.Random
    hour: str = "day"
    grey: bool = False
    floor: float = 640
    afloat: bool = False
    wet: bool = False
    back: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)
    defs: list[str] = field(default_factory=list)
    season: str = ""

    def tint(self, colour: str) -> str:
        """A land's colour in this hour's light."""
        _, mood, share = HOURS[self.hour]
        tinted = mix(colour, mood, share)
        return mix(tinted, "#5d6b80", 0.22) if self.grey else tinted

    def fade(
        self,
        stops: tuple[str, ...],
        round_at: tuple[float, float, float] | None = None,
        alphas: tuple[float, ...] = (),
    ) -> str:
        """A gradient's url: downwards, or round about (cx, cy, r as shares); alphas beside the colours."""
        name = f"g{len(self.defs)}"
        rows = "".join(
            f'<stop offset="{i / max(len(stops) - 1, 1):.2f}" stop-color="{colour}"'
            + (f' stop-opacity="{alphas[i]:.2f}"' if alphas else "")
            + "/>"
            for i, colour in enumerate(stops)
        )
        if round_at:
            cx, cy, r = round_at
            self.defs.append(
                f'<radialGradient id="{name}" cx="{cx}" cy="{cy}" r="{r}">{rows}</radialGradient>'
            )
        else:
            self.defs.append(
                f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{rows}</linearGradient>'
            )
        return f"url(#{name})"

    def glow(self, x: float, y: float, r: float, colour: str, strength: float = 0.8) -> str:
        """A soft round light."""
        return oval(x, y, r, r, self.fade((colour, colour), (0.5, 0.5, 0.5), (strength, 0.0)))

    def spread(self, count: int, low: float = 0.03, high: float = 0.97) -> list[float]:
        """x positions over the width, evenly but not stiffly."""
        step = self.width * (high - low) / max(count, 1)
        return [self.width * low + step * (i + self.rng.uniform(0.2, 0.8)) for i in range(count)]

    def hills(
        self, y: float, height: float, colours: tuple[str, str], bumps: int = 3, sharp: bool = False
    ) -> str:
        """A band of hills from y down to the bottom edge."""
        step = self.width / bumps
        d = f"M-20 {num(HEIGHT + 20)}L-20 {num(y)}"
        for i in range(bumps):
            top = y - height * self.rng.uniform(0.55, 1)
            x = i * step
            if sharp:
                d += f"L{num(x + step * self.rng.uniform(0.4, 0.6))} {num(top)}L{num(x + step)} {num(y - height * 0.12)}"
            else:
                d += f"C{num(x + step * 0.3)} {num(top)} {num(x + step * 0.7)} {num(top)} {num(x + step)} {num(y)}"
        return path(d + f"L{num(self.width + 20)} {num(HEIGHT + 20)}Z", self.fade(colours))

    def svg(self, parts: list[str], size: tuple[int, int]) -> str:
        """A whole SVG of one layer."""
        view = f'viewBox="0 0 {num(self.width)} {num(HEIGHT)}" width="{size[0]}" height="{size[1]}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {view}><defs>{"".join(self.defs)}</defs>{"".join(parts)}</svg>'
