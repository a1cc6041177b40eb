"""Settings under an open sky: an easel in a park, a sheet at a campfire, a balloon, a window in a plane, the moon, a giant's paws."""

from __future__ import annotations

from math import hypot

from dazi.reveals.screens import paw
from dazi.reveals.stage import Stage
from dazi.stickers.pen import box, dark, group, light, mix, num, oval, path
from dazi.stickers.skies import puff


def _clouds(s: Stage, count: int, low: float, high: float, colour: str = "#ffffff") -> None:
    for at in range(count):
        x = (at + s.rng.uniform(0.1, 0.9)) * s.wide / count
        s.add(puff(x, s.rng.uniform(low, high), s.rng.uniform(0.09, 0.19) * s.u, colour, 0.85))


def _hill(s: Stage, y: float, rise: float, colour: str, start: float) -> None:
    s.add(path(f"M0 {s.high}V{num(y)}C{num(s.wide * start)} {num(y - rise)} {num(s.wide * (start + 0.3))} {num(y - rise)} {num(s.wide * 0.6)} {num(y)}S{num(s.wide * 0.9)} {num(y + rise * 0.4)} {s.wide} {num(y - rise * 0.5)}V{s.high}Z", s.fade(light(colour, 0.16), colour)))  # fmt: skip


def easel(s: Stage) -> None:
    """Just painted, in a park, by a panda in a beret; a duck is the critic."""
    u, p = s.u, s.place
    ground = s.bottom + 8 * u
    s.ground("#7fc8ff", "#c9ebff", "#f3fbff")
    s.add(oval(s.wide * 0.88, 13 * u, 9 * u, 9 * u, "#ffe27a"))
    s.glow(s.wide * 0.88, 13 * u, 26 * u, 26 * u, "#fff3b0", 0.7)
    _clouds(s, 4, 6 * u, max(s.top * 0.9, 14 * u))
    _hill(s, ground - 18 * u, 34 * u, "#9bd08a", 0.1)
    _hill(s, ground, 16 * u, "#79bf6a", 0.4)
    s.add(box(0, ground + 4 * u, s.wide, s.high, s.fade("#86cf72", "#5aa851")))
    for x, size in (
        (s.left - 46 * u, 60),
        (s.right + 60 * u, 70),
        (s.left - 80 * u, 48),
        (s.right + 96 * u, 52),
    ):
        s.stand("deciduous-tree", x, ground + 10 * u, size * u)
    s.add(oval(s.right + 40 * u, ground + 38 * u, 34 * u, 9 * u, s.fade("#8fd3f5", "#5ab0e0")))
    foot = s.high - 6 * u
    legs = f"M{num(s.middle - 6 * u)} {num(s.top - 15 * u)}L{num(s.left + 2 * u)} {num(foot)}M{num(s.middle + 6 * u)} {num(s.top - 15 * u)}L{num(s.right - 2 * u)} {num(foot)}"
    s.add(
        path(
            f"M{num(s.middle)} {num(s.top)}L{num(s.middle + 4 * u)} {num(foot - 9 * u)}",
            stroke="#7d5230",
            width=3 * u,
        )
    )
    s.pool(s.middle, foot, p.w * 0.6, 4 * u, 0.4)
    s.add(path(legs, stroke="#8f5f38", width=4.6 * u), path(legs, stroke="#b9814f", width=2.4 * u))
    s.shadow(p.x - 2.6 * u, p.y - 2.6 * u, p.w + 5.2 * u, p.h + 5.2 * u, 3 * u, 0.4)
    s.frame(2.6 * u, "#f3ead6", 0.6 * u)
    s.add(box(p.x - 7 * u, s.bottom + 2.6 * u, p.w + 14 * u, 4.6 * u, s.fade("#c48f5c", "#8a5a34"), 1 * u))
    s.add(box(s.middle - 6 * u, s.top - 9 * u, 12 * u, 7 * u, s.fade("#c48f5c", "#8a5a34"), 1.4 * u))
    drip = "".join(
        f"M{num(p.x + p.w * at)} {num(s.bottom + 5 * u)}v{num(d * u)}"
        for at, d in ((0.2, 5), (0.37, 8), (0.7, 6))
    )
    s.add(path(drip, stroke=s.palette.accent, width=1.8 * u))
    s.figure("panda", s.right + 25 * u, foot - 1 * u, 46 * u, job="artist", mood="happy")
    s.icon("artist-palette", s.right + 5 * u, foot - 16 * u, 17 * u)
    s.stand("duck", s.left - 16 * u, foot - 1 * u, 25 * u, flip=True)
    for _ in range(16):
        x, y = s.rng.uniform(0, s.wide), s.rng.uniform(ground + 12 * u, s.high)
        s.icon(s.rng.choice(("blossom", "tulip", "white-flower")), x, y, s.rng.uniform(3, 5) * u)


def campfire(s: Stage) -> None:
    """An open-air cinema in the woods: a sheet between two trees, a fire, an audience with tails."""
    u, p = s.u, s.place
    ground = s.bottom + 13 * u
    s.ground("#0d1538", "#1f2c5e", "#2f4a6a")
    s.sparkle(80, "#fff6d8", 0, ground * 0.8, (0.2 * u, 0.6 * u))
    s.icon("own-moon", s.wide * 0.12, 12 * u, 16 * u)
    for at in range(int(s.wide / (13 * u)) + 2):
        h = s.rng.uniform(46, 84) * u
        x = at * 13 * u
        s.add(path(f"M{num(x - 11 * u)} {num(ground + 2 * u)}L{num(x)} {num(ground - h)}L{num(x + 11 * u)} {num(ground + 2 * u)}Z", s.rng.choice(("#14283e", "#182f46", "#10223a"))))  # fmt: skip
    s.add(box(0, ground, s.wide, s.high - ground, s.fade("#2f4a3a", "#16261f")))
    s.glow(
        s.middle,
        p.y + p.h / 2,
        p.w / 2 + 34 * u,
        p.h / 2 + 34 * u,
        mix(s.palette.accent, "#fff3d8", 0.55),
        0.6,
    )
    for x in (p.x - 19 * u, s.right + 19 * u):
        s.add(path(f"M{num(x - 5 * u)} {num(ground + 10 * u)}C{num(x - 2 * u)} {num(ground - 12 * u)} {num(x - 3 * u)} 0 {num(x - 4 * u)} {num(-9 * u)}h{num(9 * u)}C{num(x + 3 * u)} 0 {num(x + 3 * u)} {num(ground - 12 * u)} {num(x + 6 * u)} {num(ground + 10 * u)}Z", s.fade("#4a3426", "#6f4c34")))  # fmt: skip
    for cx, tx, cy, ty in ((p.x, p.x - 18 * u, p.y, p.y - 9 * u), (s.right, s.right + 18 * u, p.y, p.y - 9 * u), (p.x, p.x - 18 * u, s.bottom, s.bottom + 5 * u), (s.right, s.right + 18 * u, s.bottom, s.bottom + 5 * u)):  # fmt: skip
        s.add(path(f"M{num(cx)} {num(cy)}L{num(tx)} {num(ty)}", stroke="#e0cfae", width=0.8 * u))
    sheet = f"M{num(p.x - 6 * u)} {num(p.y - 6 * u)}Q{num(s.middle)} {num(p.y - 1.6 * u)} {num(s.right + 6 * u)} {num(p.y - 6 * u)}Q{num(s.right + 3 * u)} {num(p.y + p.h / 2)} {num(s.right + 6 * u)} {num(s.bottom + 6 * u)}Q{num(s.middle)} {num(s.bottom + 9 * u)} {num(p.x - 6 * u)} {num(s.bottom + 6 * u)}Q{num(p.x - 3 * u)} {num(p.y + p.h / 2)} {num(p.x - 6 * u)} {num(p.y - 6 * u)}Z"
    s.add(path(sheet, s.fade("#fffdf6", "#e6dfd0")))
    s.frame(1.4 * u, "#fffdf6")
    s.icon("tent", s.right + 38 * u, ground + 2 * u, 42 * u)
    fx, fy = p.x - 26 * u, ground + 26 * u
    s.glow(fx, fy - 4 * u, 46 * u, 36 * u, "#ff9a3c", 0.75)
    s.add(path(f"M{num(fx - 12 * u)} {num(fy + 3 * u)}l{num(24 * u)} {num(-5 * u)}M{num(fx + 12 * u)} {num(fy + 3 * u)}l{num(-24 * u)} {num(-5 * u)}", stroke="#6f452a", width=4 * u))  # fmt: skip
    s.icon("fire", fx, fy - 11 * u, 26 * u)
    rows = (
        (-0.34, "bear", 34, "#8a5f42"),
        (-0.1, "rabbit", 26, "#e9dfd8"),
        (0.12, "cat", 28, "#e8964a"),
        (0.36, "dog", 30, "#c99a66"),
    )
    half = max(p.w, 90 * u)
    for share, kind, size, colour in rows:
        s.back_of(kind, s.middle + share * half, s.high - 6 * u, size * u, mix(colour, "#1f2c5e", 0.25))
    s.figure("fox", s.right + 16 * u, s.high - 5 * u, 34 * u, mood="happy")
    s.icon("film-projector", s.middle + half * 0.5 + 20 * u, s.high - 9 * u, 16 * u, flip=True)
    s.sparkle(14, "#e8ff9a", ground - 30 * u, s.high, (0.4 * u, 0.9 * u))


def balloon(s: Stage) -> None:
    """A hot-air balloon with the picture for a badge; the pilot waves."""
    u, p = s.u, s.place
    cx, cy = s.middle, p.y + p.h / 2
    r = hypot(p.w, p.h) / 2 + 7 * u
    s.ground("#5ab4f5", "#a9dcff", "#fff0d6")
    _clouds(s, 6, 10 * u, s.high * 0.8)
    _hill(s, s.high - 14 * u, 20 * u, "#8fc98a", 0.08)
    _hill(s, s.high - 5 * u, 14 * u, "#6fb56c", 0.4)
    for x, y, size, tone in ((cx - r * 1.12, cy + r * 0.9, 0.16, "#ff9a6b"), (cx + r * 1.1, cy - r * 0.84, 0.11, "#9a7be0"), (cx + r * 1.16, cy + r * 1.1, 0.13, "#4cc2a0")):  # fmt: skip
        _envelope(s, x, y, r * size, tone, "#fffaf0")
        _basket(s, x, y, r * size)
    tones = (s.palette.accent, mix(s.palette.accent, "#fffaf0", 0.72))
    _ropes(s, cx, cy, r, 1)
    _envelope(s, cx, cy, r, *tones)
    s.glow(cx, cy + r * 1.13, 10 * u, 9 * u, "#ffb13c", 0.9)
    s.icon("fire", cx, cy + r * 1.12, 9 * u)
    s.shadow(p.x - 3 * u, p.y - 3 * u, p.w + 6 * u, p.h + 6 * u, 2 * u, 0.3)
    s.bevel(3 * u, 0, ("#fff3d0", "#e8c27a", "#d9ac58", "#f6dfa4"))
    wide, top = max(30 * u, r * 0.34), cy + r * 1.24
    s.figure("bear", cx - wide * 0.22, top + 15 * u, 29 * u, mood="happy")
    s.figure("cat-face", cx + wide * 0.24, top + 15 * u, 25 * u, mood="shock")
    s.add(path(f"M{num(cx - wide / 2)} {num(top)}h{num(wide)}l{num(-3 * u)} {num(21 * u)}q{num(-1 * u)} {num(3 * u)} {num(-4 * u)} {num(3 * u)}h{num(-wide + 14 * u)}q{num(-3 * u)} 0 {num(-4 * u)} {num(-3 * u)}Z", s.fade("#c98f55", "#8a5a30")))  # fmt: skip
    weave = "".join(
        f"M{num(cx - wide / 2 + 2 * u)} {num(top + (5 + at * 5) * u)}h{num(wide - 4 * u)}" for at in range(4)
    )
    s.add(path(weave, stroke="#6f4626", width=0.7 * u, opacity=0.7), box(cx - wide / 2 - 1.6 * u, top - 1.6 * u, wide + 3.2 * u, 4 * u, "#e0b27a", 2 * u))  # fmt: skip
    s.icon("bird", s.left - 16 * u, s.top * 0.5 + 4 * u, 10 * u)


def _envelope(s: Stage, x: float, y: float, r: float, one: str, other: str) -> None:
    """The balloon itself, gored in two colours, drawn in to its mouth below."""
    shape = f"M{num(x - r)} {num(y)}A{num(r)} {num(r)} 0 0 1 {num(x + r)} {num(y)}C{num(x + r)} {num(y + r * 0.62)} {num(x + r * 0.3)} {num(y + r * 0.94)} {num(x + r * 0.18)} {num(y + r * 1.1)}H{num(x - r * 0.18)}C{num(x - r * 0.3)} {num(y + r * 0.94)} {num(x - r)} {num(y + r * 0.62)} {num(x - r)} {num(y)}Z"
    s.add(path(shape, s.fade(light(one, 0.2), one, dark(one, 0.22))))
    for share in (0.78, 0.36):
        a, b = r * share, r * (share - 0.2)
        for side in (-1, 1):
            d = f"M{num(x)} {num(y - r)}C{num(x + side * a * 1.12)} {num(y - r * 0.9)} {num(x + side * a * 1.14)} {num(y + r * 0.56)} {num(x + side * 0.15 * r * share)} {num(y + r * 1.1)}L{num(x + side * 0.1 * r * share)} {num(y + r * 1.1)}C{num(x + side * b * 1.14)} {num(y + r * 0.56)} {num(x + side * b * 1.1)} {num(y - r * 0.9)} {num(x)} {num(y - r)}Z"
            s.add(path(d, other, opacity=0.9))
    s.add(oval(x - r * 0.45, y - r * 0.5, r * 0.3, r * 0.26, s.halo("#ffffff", "#ffffff", alphas=(0.5, 0.0))))
    s.add(box(x - r * 0.19, y + r * 1.07, r * 0.38, r * 0.05, dark(one, 0.35), r * 0.02))


def _ropes(s: Stage, x: float, y: float, r: float, width: float) -> None:
    half = max(15 * s.u, r * 0.17)
    d = "".join(
        f"M{num(x + side * r * 0.17)} {num(y + r * 1.1)}L{num(x + side * half)} {num(y + r * 1.25)}"
        for side in (-1, -0.4, 0.4, 1)
    )
    s.add(path(d, stroke="#7d5a3c", width=width * s.u))


def _basket(s: Stage, x: float, y: float, r: float) -> None:
    s.add(path(f"M{num(x - r * 0.17)} {num(y + r * 1.1)}l{num(r * 0.03)} {num(r * 0.22)}M{num(x + r * 0.17)} {num(y + r * 1.1)}l{num(-r * 0.03)} {num(r * 0.22)}", stroke="#7d5a3c", width=r * 0.03))  # fmt: skip
    s.add(box(x - r * 0.17, y + r * 1.3, r * 0.34, r * 0.26, "#a9713f", r * 0.05))


def plane(s: Stage) -> None:
    """The view over the wing seat; the neighbour sleeps through it."""
    u, p = s.u, s.place
    s.ground("#f3f5f8", "#dfe4ea", "#bcc4d0")
    s.add(box(0, 0, s.wide, 8 * u, s.fade("#ffffff", "#cfd6df")))
    for at in range(-3, 4):
        if at:
            x = s.middle + at * (p.w / 2 + 52 * u) if abs(at) == 1 else s.middle + (at + (1 if at < 0 else -1)) * 60 * u + (p.w / 2 + 52 * u) * (1 if at > 0 else -1)  # fmt: skip
            _pane(s, x, p.y + p.h * 0.2, 38 * u, max(p.h * 0.55, 46 * u))
    s.add(box(p.x - 15 * u, p.y - 19 * u, p.w + 30 * u, p.h + 34 * u, s.fade("#c3cad4", "#f6f8fa"), 20 * u))
    s.add(box(p.x - 11 * u, p.y - 15 * u, p.w + 22 * u, p.h + 26 * u, s.fade("#fbfcfd", "#d9dfe6"), 16 * u))
    s.add(box(p.x - 5 * u, p.y - 9 * u, p.w + 10 * u, p.h + 14 * u, s.fade("#8f98a6", "#c9d0d9"), 8 * u))
    s.add(box(p.x - 3 * u, p.y - 8 * u, p.w + 6 * u, 8 * u, s.fade("#eef1f5", "#ccd3dc"), 3 * u))
    s.add(box(s.middle - 7 * u, p.y - 4.4 * u, 14 * u, 1.6 * u, "#9aa4b2", 0.8 * u))
    s.frame(0.7 * u, "#5d6674")
    low = s.bottom + 20 * u
    s.add(
        box(0, low, s.wide, s.high - low, s.fade("#c9d0da", "#98a2b2")),
        box(0, low, s.wide, 1.4 * u, "#ffffff"),
    )
    seat = mix(s.palette.cloth, "#3d5a8a", 0.5)
    for at in range(-3, 4):
        x = s.middle + at * 52 * u
        s.add(
            box(
                x - 19 * u,
                s.high - 34 * u,
                38 * u,
                50 * u,
                s.fade(light(seat, 0.16), dark(seat, 0.24)),
                8 * u,
            )
        )
        s.add(box(x - 16 * u, s.high - 37 * u, 32 * u, 14 * u, s.fade("#fbfbfd", "#dfe3ea"), 4 * u))
    s.back_of("cat", s.middle + 3 * u, s.high - 23 * u, 33 * u, "#e8964a")
    s.back_of("bear", s.middle + 50 * u, s.high - 24 * u, 30 * u, "#8a5f42")
    s.icon("zzz", s.middle + 66 * u, s.high - 53 * u, 12 * u)
    s.icon("headphone", s.middle - 52 * u, s.high - 37 * u, 17 * u)
    for at in (-26, 26):
        s.add(box(s.middle + at * u - 2 * u, s.high - 16 * u, 4 * u, 24 * u, "#6d7686", 2 * u))


def _pane(s: Stage, x: float, y: float, w: float, h: float) -> None:
    u = s.u
    s.add(box(x - w / 2 - 6 * u, y - 6 * u, w + 12 * u, h + 12 * u, s.fade("#c9d0d9", "#fbfcfd"), w * 0.5))
    s.add(box(x - w / 2, y, w, h, s.fade(mix(s.palette.main, "#7fc0f5", 0.65), "#e6f4ff"), w * 0.42))
    s.add(puff(x - 2 * u, y + h * 0.72, 0.14 * u, "#ffffff", 0.9))


def moon(s: Stage) -> None:
    """The first advertising space on the moon, with its only two readers."""
    u, p = s.u, s.place
    ground = s.bottom + 14 * u
    s.ground("#05071a", "#10153a", "#232a5a")
    s.sparkle(120, "#ffffff", 0, ground, (0.2 * u, 0.8 * u))
    s.icon("globe-showing-asia-australia", s.wide * 0.86, max(s.top * 0.42, 12 * u), 24 * u)
    s.icon("ringed-planet", s.wide * 0.1, max(s.top * 0.5, 12 * u), 18 * u)
    s.add(path(f"M0 {s.high}V{num(ground)}C{num(s.wide * 0.25)} {num(ground - 9 * u)} {num(s.wide * 0.6)} {num(ground + 7 * u)} {s.wide} {num(ground - 4 * u)}V{s.high}Z", s.fade("#d9dae4", "#9a9cb0")))  # fmt: skip
    for _ in range(13):
        x, y, r = s.rng.uniform(0, s.wide), s.rng.uniform(ground + 8 * u, s.high), s.rng.uniform(3, 11) * u
        s.add(oval(x, y, r, r * 0.36, "#85879c"), oval(x, y + r * 0.1, r * 0.84, r * 0.26, "#aeb0c2"))
    for share in (0.2, 0.8):
        x = p.x + p.w * share
        s.add(path(f"M{num(x)} {num(s.bottom)}V{num(ground + 9 * u)}M{num(x - 7 * u)} {num(ground + 10 * u)}L{num(x)} {num(s.bottom + 4 * u)}L{num(x + 7 * u)} {num(ground + 10 * u)}", stroke="#c9a25a", width=1.8 * u))  # fmt: skip
        s.pool(x, ground + 10 * u, 9 * u, 2 * u)
    s.glow(s.middle, p.y + p.h / 2, p.w / 2 + 26 * u, p.h / 2 + 26 * u, s.palette.accent, 0.55)
    s.bevel(4 * u, 0, ("#f0d08a", "#b98f45", "#94702f", "#d8b466"))
    s.frame(0.8 * u, "#2a2238")
    for flip, x in ((1, p.x - 4 * u), (-1, s.right + 4 * u)):
        left = x - 21 * u if flip == 1 else x + 1 * u
        s.add(box(left, p.y + 8 * u, 20 * u, min(34 * u, p.h * 0.5), s.fade("#3f66c0", "#1f3a80"), 1 * u))
        cells = "".join(
            f"M{num(left + at * 5 * u)} {num(p.y + 8 * u)}v{num(min(34 * u, p.h * 0.5))}" for at in (1, 2, 3)
        )
        s.add(path(cells, stroke="#9fc0ff", width=0.5 * u))
    s.figure("cat-face", s.left - 6 * u, s.high - 14 * u, 40 * u, job="astronaut", mood="shock")
    s.figure("alien", s.right + 12 * u, s.high - 12 * u, 36 * u, mood="happy", actions=("photo",))
    s.icon("flying-saucer", s.middle, max(s.top * 0.4, 10 * u), 22 * u)


def paws(s: Stage) -> None:
    """What holds the whole world: a very large cat."""
    u, p = s.u, s.place
    fur = mix(s.palette.accent, "#f0a860", 0.72)
    s.ground("#1a1440", mix("#4a2f86", s.palette.accent, 0.3), "#ff9a8a")
    s.sparkle(60, "#fff6d8", 0, s.high, (0.2 * u, 0.9 * u))
    for x, y, size in ((s.wide * 0.07, s.high * 0.2, 14), (s.wide * 0.93, s.high * 0.3, 18)):
        s.icon("ringed-planet", x, y, size * u)
    head = min(p.w * 0.5, 70 * u)
    y = s.top - 2 * u
    for side in (-1, 1):
        x = s.middle + side * head * 0.52
        s.add(path(f"M{num(x - side * head * 0.4)} {num(y - head * 0.5)}L{num(x + side * head * 0.16)} {num(y - head * 0.86)}L{num(x + side * head * 0.3)} {num(y - head * 0.2)}Z", fur, dark(fur, 0.2), 0.8 * u))  # fmt: skip
        s.add(path(f"M{num(x - side * head * 0.2)} {num(y - head * 0.5)}L{num(x + side * head * 0.12)} {num(y - head * 0.74)}L{num(x + side * head * 0.2)} {num(y - head * 0.32)}Z", "#ffb8c0"))  # fmt: skip
    s.add(oval(s.middle, y, head, head * 0.62, s.fade(light(fur, 0.3), fur)))
    stripes = "".join(
        f"M{num(s.middle + at * head * 0.14)} {num(y - head * 0.6)}v{num(head * (0.2 if at else 0.26))}"
        for at in (-1, 0, 1)
    )
    s.add(path(stripes, stroke=dark(fur, 0.3), width=head * 0.06))
    for side in (-1, 1):
        x, ey, r = s.middle + side * head * 0.42, y - head * 0.2, head * 0.15
        s.add(oval(x, ey, r, r, "#fffbe8"), oval(x, ey + r * 0.2, r * 0.62, r * 0.76, "#2a2238"))
        s.add(oval(x - r * 0.2, ey - r * 0.1, r * 0.24, r * 0.24, "#ffffff"))
    s.shadow(p.x - 2 * u, p.y - 2 * u, p.w + 4 * u, p.h + 4 * u, 4 * u, 0.45)
    s.frame(2 * u, "#fffaf0", 1 * u)
    for edge, flip in ((p.x, 1), (s.right, -1)):
        paw(s, edge - flip * 11 * u, s.bottom - 12 * u, 15 * u, fur, flip)
    tail = f"M{num(s.right + 24 * u)} {num(s.high + 4 * u)}C{num(s.right + 30 * u)} {num(s.bottom - 10 * u)} {num(s.right + 12 * u)} {num(s.top + p.h * 0.4)} {num(s.right + 24 * u)} {num(s.top + p.h * 0.2)}"
    s.add(path(tail, stroke=dark(fur, 0.14), width=9 * u), path(tail, stroke=fur, width=7 * u))
    s.add(group("", 0, 0))
