"""Settings where the picture hangs on a wall: a museum, a string of photos, a fridge, a scroll, frames in frames, a window."""

from __future__ import annotations

from itertools import pairwise

from dazi.reveals.stage import Stage
from dazi.stickers.pen import box, dark, light, mix, num, oval, path

GOLD = ("#f3d480", "#b98a36", "#9a6c24", "#d9b055")
OAK = ("#c48a54", "#8f5c32", "#7d4e28", "#a86f40")


def boards(s: Stage, y: float, colour: str) -> None:
    """A wooden floor from y down, its joints running to a point behind the picture."""
    s.add(box(0, y, s.wide, s.high - y, s.fade(dark(colour, 0.3), colour, light(colour, 0.15))))
    deep = s.high - y
    lines = ""
    for at in range(-14, 15):
        near = s.middle + at * s.wide / 12
        far = s.middle + at * s.wide / 22
        lines += f"M{num(far)} {num(y)}L{num(near)} {s.high}"
    for share in (0.16, 0.42, 0.75):
        lines += f"M0 {num(y + deep * share)}H{s.wide}"
    s.add(path(lines, stroke=dark(colour, 0.4), width=0.35 * s.u, opacity=0.4))
    s.add(box(0, y, s.wide, deep * 0.35, s.fade("#120a24", "#120a24", alphas=(0.35, 0.0))))


def panelled(s: Stage, floor: float, wall: str) -> None:
    """A painted wall with a cornice and a skirting board."""
    u = s.u
    s.ground(light(wall, 0.1), wall, dark(wall, 0.14))
    s.add(box(0, 0, s.wide, 5 * u, light(wall, 0.45)), box(0, 5 * u, s.wide, 1.2 * u, dark(wall, 0.3)))
    s.add(box(0, floor - 6 * u, s.wide, 6 * u, s.fade(light(wall, 0.5), light(wall, 0.3))))
    s.add(box(0, floor - 6.6 * u, s.wide, 0.8 * u, dark(wall, 0.25)))


def museum(s: Stage) -> None:
    """A gilded frame under its lamp, a rope, a visitor, and a guard who has seen it all."""
    u, floor = s.u, s.bottom + 25 * s.u
    wall = s.palette.wall
    panelled(s, floor, wall)
    boards(s, floor, "#a9754a")
    s.add(
        path(f"M{num(s.middle - 9 * u)} {num(s.top - 19 * u)}h{num(18 * u)}L{num(s.right + 26 * u)} {num(s.bottom + 20 * u)}H{num(s.left - 26 * u)}Z",
             s.fade("#fff3cf", "#fff3cf", alphas=(0.55, 0.02)))
    )  # fmt: skip
    p = s.place
    s.shadow(p.x - 10 * u, p.y - 10 * u, p.w + 20 * u, p.h + 20 * u, 6 * u, 0.55)
    s.bevel(10 * u, 6 * u, GOLD)
    s.bevel(6 * u, 4.6 * u, ("#8a6324", "#c99d4a", "#f0d389", "#6f4d18"))
    for x in (s.left - 8 * u, s.middle, s.right + 8 * u):
        for y in (s.top - 8 * u, s.bottom + 8 * u):
            s.add(oval(x, y, 2.6 * u, 2.6 * u, "#f6dc94"), oval(x, y, 1.4 * u, 1.4 * u, "#b98a36"))
    s.frame(4.6 * u, "#f6f0e2")
    s.frame(0.7 * u, "#b9a06a")
    s.add(box(s.middle - 1 * u, s.top - 18 * u, 2 * u, 8 * u, "#8a6324"))
    s.add(
        box(s.middle - 14 * u, s.top - 20 * u, 28 * u, 4 * u, s.fade("#f3d480", "#a87a2c"), 2 * u),
        box(s.middle - 12 * u, s.top - 16.6 * u, 24 * u, 1.2 * u, "#fff8dc", 0.6 * u),
    )
    x = s.right - 26 * u
    s.add(box(x, s.bottom + 12 * u, 13 * u, 7 * u, "#fbf7ec", 0.6 * u))
    s.add(path(f"M{num(x + 2 * u)} {num(s.bottom + 14 * u)}h{num(9 * u)}m{num(-9 * u)} {num(1.8 * u)}h{num(7 * u)}m{num(-7 * u)} {num(1.6 * u)}h{num(5 * u)}", stroke="#6b6357", width=0.5 * u))  # fmt: skip
    _rope(s, floor + 8 * u)
    s.figure("dog-face", s.right + 24 * u, floor + 9 * u, 44 * u, job="police", mood="sleepy")
    s.icon("zzz", s.right + 34 * u, floor - 40 * u, 12 * u)
    s.back_of("cat", s.left + 8 * u, floor + 24 * u, 28 * u, mix(s.palette.cloth, "#f0a04a", 0.6))
    s.back_of("rabbit", s.left + 28 * u, floor + 26 * u, 24 * u, "#efe6e2")


def _rope(s: Stage, y: float) -> None:
    u = s.u
    posts = [s.left - 12 * u, s.middle - 2 * u, s.right + 8 * u]
    for x, x1 in pairwise(posts):
        sag = f"M{num(x)} {num(y - 22 * u)}Q{num((x + x1) / 2)} {num(y - 10 * u)} {num(x1)} {num(y - 22 * u)}"
        s.add(path(sag, stroke="#7d1730", width=2.2 * u), path(sag, stroke="#c63a55", width=1 * u))
    for x in posts:
        s.pool(x, y, 6 * u, 1.6 * u)
        s.add(box(x - 0.9 * u, y - 22 * u, 1.8 * u, 22 * u, s.fade("#f3d480", "#9a6c24", across=True)))
        s.add(
            oval(x, y - 24 * u, 2 * u, 2 * u, "#f3d480"),
            box(x - 4 * u, y - 1.4 * u, 8 * u, 1.8 * u, "#b98a36", u),
        )


def polaroids(s: Stage) -> None:
    """An instant photo among others on a string with little lamps."""
    u = s.u
    wall = mix(s.palette.wall, "#8a6244", 0.7)
    s.ground(dark(wall, 0.1), wall, dark(wall, 0.25))
    s.glow(s.middle, s.top, s.wide * 0.6, s.high * 0.5, "#ffd9a0", 0.4)
    line = s.top - 13 * u
    sag = f"M{num(-5 * u)} {num(line - 7 * u)}Q{num(s.middle)} {num(line + 7 * u)} {num(s.wide + 5 * u)} {num(line - 7 * u)}"
    s.add(path(sag, stroke=dark(wall, 0.5), width=0.7 * u))
    step = 62 * u
    spots = [x for side in (-1, 1) for at in range(1, 7) if -30 * u < (x := s.middle + side * (s.place.w / 2 - 6 * u + at * step - 14 * u)) < s.wide + 30 * u]  # fmt: skip
    names = (
        "mountain",
        "cat-face",
        "sunflower",
        "birthday-cake",
        "sailboat",
        "rainbow",
        "dog-face",
        "strawberry",
    )
    for at, x in enumerate(spots):
        _photo(s, x, line + 1.5 * u, names[at % len(names)], s.rng.uniform(-6, 6))
    p = s.place
    s.shadow(p.x - 6 * u, p.y - 6 * u, p.w + 12 * u, p.h + 26 * u, 4 * u, 0.5)
    s.add(box(p.x - 6 * u, p.y - 7 * u, p.w + 12 * u, p.h + 26 * u, s.fade("#fffdf6", "#f2ede0"), 1 * u))
    s.frame(0.5 * u, "#d8d2c4")
    y = s.bottom + 9.5 * u
    wave = "".join(f"q{num(1.8 * u)} {num(-4 * u)} {num(3.4 * u)} 0t{num(3 * u)} 0" for _ in range(5))
    s.add(path(f"M{num(s.middle - 24 * u)} {num(y)}{wave}", stroke="#4a4a6a", width=0.7 * u))
    s.icon("red-heart", s.middle + 18 * u, y - 0.5 * u, 8 * u, -8)
    for x in (s.left + 10 * u, s.right - 10 * u):
        _peg(s, x, line + 3 * u)
    for at in range(int(s.wide / (17 * u)) + 1):
        x = at * 17 * u + 4 * u
        y = line - 22 * u + 6 * u * (1 - ((x - s.middle) / (s.wide / 2)) ** 2)
        s.glow(x, y, 7 * u, 7 * u, "#ffe08a", 0.8)
        s.add(oval(x, y, 1.3 * u, 1.8 * u, "#fff6d0"))
    s.back_of("cat", s.right + 12 * u, s.high - 3 * u, 30 * u, "#5a4a52")


def _photo(s: Stage, x: float, y: float, name: str, turn: float) -> None:
    """A neighbour on the string: a coloured card with one icon."""
    u = s.u
    sky = s.rng.choice((s.palette.pale, "#bfe0ff", "#ffe0c4", "#d8f0d2", "#e6dcff"))
    s.shadow(x - 20 * u, y + 4 * u, 40 * u, 48 * u, 3 * u, 0.35)
    s.add(f'<g transform="translate({num(x)} {num(y)}) rotate({num(turn)})">')
    s.add(box(-20 * u, 3 * u, 40 * u, 49 * u, "#fbf8ef", 0.8 * u), box(-17 * u, 6 * u, 34 * u, 34 * u, sky))
    s.icon(name, 0, 23 * u, 26 * u)
    s.add("</g>")
    _peg(s, x, y + 2 * u)


def _peg(s: Stage, x: float, y: float) -> None:
    u = s.u
    s.add(box(x - 1.6 * u, y - 5 * u, 3.2 * u, 10 * u, s.fade("#d9a566", "#a9713c"), 0.8 * u))
    s.add(path(f"M{num(x - 1.8 * u)} {num(y)}h{num(3.6 * u)}", stroke="#8f969f", width=0.8 * u))


def fridge(s: Stage) -> None:
    """A print on the fridge under four magnets, with all that a family sticks beside it."""
    u = s.u
    door = mix(s.palette.pale, "#eef3f2", 0.45)
    s.add(box(0, 0, s.wide, s.high, s.fade(light(door, 0.3), door, dark(door, 0.12), across=True)))
    seam = s.top - 23 * u
    s.add(
        box(0, seam, s.wide, 2.2 * u, dark(door, 0.4)),
        box(0, seam + 2.2 * u, s.wide, 1.2 * u, light(door, 0.6)),
    )
    x = s.left - 36 * u
    for y, h in ((seam - 34 * u, 28 * u), (seam + 12 * u, min(64 * u, s.high - seam - 24 * u))):
        s.shadow(x, y, 5 * u, h, 3 * u, 0.4)
        s.add(box(x, y, 5 * u, h, s.fade("#f4f6f8", "#9aa3ad", "#dfe4e8", across=True), 2.5 * u))
    p = s.place
    s.shadow(p.x - 3.5 * u, p.y - 3.5 * u, p.w + 7 * u, p.h + 7 * u, 3 * u, 0.4)
    s.frame(3.5 * u, "#fffef9", 0.4 * u)
    for name, mx, my in (
        ("lady-beetle", s.left - 1.5 * u, s.top - 2.5 * u), ("banana", s.right + 1 * u, s.top - 2.5 * u),
        ("star", s.left - 2 * u, s.bottom + 3.5 * u), ("watermelon", s.right + 1.5 * u, s.bottom + 3.5 * u),
    ):  # fmt: skip
        size = 8 * u
        dx, dy = (
            (-size * 0.42 if mx < s.middle else size * 0.42),
            (-size * 0.38 if my < s.top else size * 0.38),
        )
        s.pool(mx + dx, my + dy + 1.2 * u, 5 * u, 4.4 * u, 0.5)
        s.icon(name, mx + dx, my + dy, size, s.rng.uniform(-14, 14))
    _note(s, s.right + 11 * u, s.top + 4 * u, "#ffe27a", 5)
    _note(s, s.right + 13 * u, s.top + 34 * u, "#b8e6c4", -4)
    _doodle(s, s.left - 2 * u, s.bottom + 17 * u)
    s.figure("cat-face", s.right + 12 * u, s.high - 1 * u, 36 * u, mood="hungry", colour="orange")
    s.icon("eyes", s.right + 27 * u, s.high - 40 * u, 10 * u)


def _note(s: Stage, x: float, y: float, colour: str, turn: float) -> None:
    u = s.u
    s.add(f'<g transform="translate({num(x)} {num(y)}) rotate({num(turn)})">')
    s.add(
        box(0.8 * u, 1.2 * u, 22 * u, 22 * u, "#120a24", 0, 0.16),
        box(0, 0, 22 * u, 22 * u, s.fade(light(colour, 0.3), colour)),
    )
    rows = "".join(
        f"M{num(3.5 * u)} {num((6 + at * 4) * u)}h{num(w * u)}" for at, w in enumerate((14, 11, 13, 7))
    )
    s.add(
        path(rows, stroke="#5d5870", width=0.7 * u), oval(11 * u, 1 * u, 1.8 * u, 1.8 * u, "#e5484d"), "</g>"
    )


def _doodle(s: Stage, x: float, y: float) -> None:
    """A child's drawing: a house, a sun, somebody."""
    u = s.u
    s.add(f'<g transform="translate({num(x)} {num(y)}) rotate(-4)">')
    s.add(box(0.8 * u, 1 * u, 34 * u, 24 * u, "#120a24", 0, 0.16), box(0, 0, 34 * u, 24 * u, "#fffdf5"))
    s.add(path(f"M{num(6 * u)} {num(20 * u)}v{num(-9 * u)}l{num(6 * u)} {num(-6 * u)}l{num(6 * u)} {num(6 * u)}v{num(9 * u)}Z", stroke="#e5484d", width=0.9 * u))  # fmt: skip
    s.add(path(f"M{num(25 * u)} {num(20 * u)}l{num(1.6 * u)} {num(-4 * u)}l{num(1.6 * u)} {num(4 * u)}m{num(-1.6 * u)} {num(-4 * u)}v{num(-4 * u)}m{num(-3 * u)} {num(1.4 * u)}h{num(6 * u)}", stroke="#3a7bd5", width=0.9 * u))  # fmt: skip
    s.add(oval(26.6 * u, 10 * u, 2 * u, 2 * u, "#3a7bd5"), oval(29 * u, 4 * u, 2.6 * u, 2.6 * u, "#ffb52e"))
    s.add(path(f"M{num(2 * u)} {num(21 * u)}h{num(30 * u)}", stroke="#4cae5c", width=1 * u), "</g>")


def scroll(s: Stage) -> None:
    """A hanging scroll in a study, with tea."""
    u, floor = s.u, s.bottom + 38 * s.u
    s.ground("#efe4cf", "#e3d3b6", "#cdb68f")
    s.glow(s.middle, s.top, s.wide * 0.6, s.high * 0.6, "#fff6e0", 0.6)
    boards(s, floor, "#6f4630")
    for x in (s.left - 42 * u, s.right + 42 * u):
        s.add(box(x - 3 * u, 0, 6 * u, floor, s.fade("#7d4a30", "#4d2a1a", across=True)))
    p = s.place
    silk = mix(s.palette.cloth, "#8f9f8a", 0.5)
    top, foot = p.y - 26 * u, s.bottom + 20 * u
    s.shadow(p.x - 8 * u, top, p.w + 16 * u, foot - top, 4 * u, 0.4)
    s.add(path(f"M{num(s.middle)} {num(top - 13 * u)}L{num(p.x)} {num(top)}M{num(s.middle)} {num(top - 13 * u)}L{num(s.right)} {num(top)}", stroke="#7d3b2a", width=0.6 * u))  # fmt: skip
    s.add(oval(s.middle, top - 13 * u, 1.4 * u, 1.4 * u, "#3d2a20"))
    s.add(box(p.x - 8 * u, top, p.w + 16 * u, foot - top, s.fade(light(silk, 0.2), silk)))
    for row in range(int((foot - top) / (7 * u))):
        for at in range(int((p.w + 16 * u) / (7 * u))):
            s.add(oval(p.x - 8 * u + (at + 0.5 + row % 2 * 0.5) * 7 * u, top + (row + 0.5) * 7 * u, 0.9 * u, 0.9 * u, light(silk, 0.5), 0.5))  # fmt: skip
    s.add(box(p.x - 3.4 * u, p.y - 5 * u, p.w + 6.8 * u, p.h + 10 * u, "#f6efdd"))
    for x in (p.x + 12 * u, s.right - 14 * u):
        s.add(box(x, top, 2 * u, 19 * u, mix(silk, "#f3e2b8", 0.6)))
    for y in (top - 1.6 * u, foot - 1.6 * u):
        s.add(box(p.x - 13 * u, y, p.w + 26 * u, 3.4 * u, s.fade("#8a5130", "#4a2818"), 1.6 * u))
        for x in (p.x - 14 * u, s.right + 11 * u):
            s.add(box(x, y - 0.6 * u, 3.4 * u, 4.6 * u, "#d9b055", 1.4 * u))
    s.add(box(s.right - 1.2 * u, s.bottom + 8 * u, 5.4 * u, 5.4 * u, "#c0322b", 0.6 * u))
    s.figure("panda", s.right + 27 * u, floor + 12 * u, 42 * u, actions=("read",))
    _tea(s, s.left - 26 * u, floor + 12 * u)


def _tea(s: Stage, x: float, y: float) -> None:
    u = s.u
    s.pool(x, y, 24 * u, 3 * u)
    s.add(box(x - 18 * u, y - 20 * u, 36 * u, 3 * u, "#7d4a30", 1 * u))
    s.add(
        box(x - 15 * u, y - 17 * u, 3 * u, 17 * u, "#5d3522"),
        box(x + 12 * u, y - 17 * u, 3 * u, 17 * u, "#5d3522"),
    )
    s.icon("teapot", x - 6 * u, y - 27 * u, 18 * u)
    s.icon("teacup-without-handle", x + 10 * u, y - 24 * u, 9 * u)
    s.icon("own-steam", x + 10 * u, y - 34 * u, 9 * u)


def frames(s: Stage) -> None:
    """A picture in a picture in a picture; on each ledge somebody who looks inwards."""
    u = s.u
    hues = (
        s.palette.wall,
        mix(s.palette.cloth, "#3f6f7d", 0.4),
        mix(s.palette.accent, "#d9a04a", 0.55),
        s.palette.deep,
    )
    s.ground(light(s.palette.wall, 0.3), s.palette.wall)
    sides = (
        GOLD,
        OAK,
        ("#f4f4f6", "#c6c8d2", "#a9acb8", "#dfe1e8"),
        ("#4a3f5c", "#2a2238", "#1f1930", "#392f4a"),
    )
    rings = [
        r for r in (92, 71, 50, 29) if r * u < max(s.left, s.top, s.wide - s.right, s.high - s.bottom) + 9 * u
    ]
    eyes = ("panda", "cat-face", "penguin", "rabbit-face")
    for at, ring in enumerate(rings):
        depth = 4 - len(rings) + at
        s.shadow(
            s.left - ring * u,
            s.top - ring * u,
            s.place.w + 2 * ring * u,
            s.place.h + 2 * ring * u,
            4 * u,
            0.5,
        )
        s.frame((ring - 5) * u, s.fade(light(hues[3 - depth], 0.15), dark(hues[3 - depth], 0.1)))
        s.bevel(ring * u, (ring - 5.6) * u, sides[depth % 4])
        s.bevel((ring - 5.6) * u, (ring - 6.6) * u, ("#2a2030", "#4a3f50", "#6a5f70", "#2a2030"))
        if ring > 30:
            ledge = s.bottom + (ring - 6.6) * u
            x = s.left + (12 if depth % 2 else 0) * u if depth % 2 else s.right - 8 * u
            s.figure(eyes[depth % 4], x, ledge, 14.5 * u, flip=bool(depth % 2))
    s.shadow(s.left - 8 * u, s.top - 8 * u, s.place.w + 16 * u, s.place.h + 16 * u, 3 * u, 0.5)
    s.bevel(8 * u, 3 * u, GOLD)
    s.frame(3 * u, "#f6f0e2")


def window(s: Stage) -> None:
    """The view from a room: curtains, a sill, a sleeper."""
    u, sill = s.u, s.bottom + 5 * s.u
    wall = mix(s.palette.pale, "#efe2d2", 0.5)
    s.ground(light(wall, 0.2), wall, dark(wall, 0.16))
    for at in range(int(s.wide / (14 * u)) + 1):
        s.add(box(at * 14 * u, 0, 7 * u, s.high, dark(wall, 0.06), 0, 0.5))
    p = s.place
    s.shadow(p.x - 6 * u, p.y - 6 * u, p.w + 12 * u, p.h + 12 * u, 3 * u, 0.3)
    s.bevel(6 * u, 0, ("#ffffff", "#e3e0da", "#d2cec6", "#f1eee8"))
    s.frame(0.8 * u, "#c4bfb6")
    s.add(path(f"M{num(s.left - 4 * u)} {num(sill + 6 * u)}H{num(s.right + 4 * u)}L{num(s.right + 30 * u)} {s.high}H{num(s.left - 30 * u)}Z", s.fade("#fff6d8", "#fff6d8", alphas=(0.5, 0.0))))  # fmt: skip
    rod = s.top - 14 * u
    cloth = s.palette.cloth
    for side in (-1, 1):
        edge = s.middle + side * (p.w / 2 + 5 * u)
        _curtain(s, edge, rod, sill + 20 * u, side, cloth)
    s.add(box(s.left - 42 * u, rod - 2 * u, p.w + 84 * u, 2.6 * u, s.fade("#a9825a", "#6f4d30"), 1.3 * u))
    for x in (s.left - 43 * u, s.right + 43 * u):
        s.add(oval(x, rod - 0.8 * u, 3 * u, 3 * u, "#a9825a"))
    s.shadow(s.left - 12 * u, sill, p.w + 24 * u, 5 * u, 3 * u, 0.4)
    s.add(box(s.left - 12 * u, sill, p.w + 24 * u, 5 * u, s.fade("#ffffff", "#ddd8ce"), 1 * u))
    seat = sill + 26 * u
    s.add(box(s.left - 16 * u, seat + 3 * u, p.w + 32 * u, s.high, s.fade("#fbf8f2", "#d9d2c6")))
    s.add(path(f"M{num(s.middle)} {num(seat + 9 * u)}V{s.high}", stroke="#c4bcae", width=0.8 * u))
    s.add(box(s.left - 18 * u, seat, p.w + 36 * u, 7 * u, s.fade(light(cloth, 0.3), dark(cloth, 0.1)), 3 * u))
    s.figure(
        "cat-face", s.left + 18 * u, seat + 3 * u, 31 * u, mood="sleepy", colour="grey", actions=("sit",)
    )
    s.icon("zzz", s.left + 36 * u, seat - 22 * u, 9 * u)
    s.stand("potted-plant", s.right + 32 * u, s.high - 3 * u, 38 * u)
    s.stand("teddy-bear", s.right - 10 * u, seat + 3 * u, 20 * u)


def _curtain(s: Stage, edge: float, top: float, foot: float, side: int, cloth: str) -> None:
    """Folds from the rod, gathered outwards below the middle."""
    u = s.u
    waist = top + (foot - top) * 0.62
    for at in range(5):
        x0, x1 = edge + side * (at * 7 - 4) * u, edge + side * (at * 7 + 3.6) * u
        w0, w1 = edge + side * (14 + at * 3.4) * u, edge + side * (17.6 + at * 3.4) * u
        f0, f1 = edge + side * (8 + at * 6) * u, edge + side * (14.5 + at * 6) * u
        tone = cloth if at % 2 else dark(cloth, 0.14)
        d = f"M{num(x0)} {num(top)}C{num(x0)} {num(waist - 20 * u)} {num(w0)} {num(waist - 8 * u)} {num(w0)} {num(waist)}C{num(w0)} {num(waist + 8 * u)} {num(f0)} {num(foot - 8 * u)} {num(f0)} {num(foot)}H{num(f1)}C{num(f1)} {num(foot - 8 * u)} {num(w1)} {num(waist + 8 * u)} {num(w1)} {num(waist)}C{num(w1)} {num(waist - 8 * u)} {num(x1)} {num(waist - 20 * u)} {num(x1)} {num(top)}Z"
        s.add(path(d, tone, tone, 0.6))
    x = min(edge + side * 13 * u, edge + side * 33 * u)
    s.add(box(x, waist - 1.6 * u, 20 * u, 3.4 * u, mix(cloth, "#f3d480", 0.7), 1.6 * u))
