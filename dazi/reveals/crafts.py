"""Settings that are things: a snow globe, an aquarium, a stamp, a jigsaw, a cake."""

from __future__ import annotations

from math import cos, hypot, pi, sin

from dazi.reveals.screens import paw
from dazi.reveals.stage import Stage
from dazi.stickers.pen import box, dark, light, mix, num, oval, path


def snow_globe(s: Stage) -> None:
    """A glass ball that nobody has shaken yet, on a table at a winter window."""
    u, p = s.u, s.place
    r = hypot(p.w, p.h) / 2 + 6 * u
    cx, cy = s.middle, p.y + p.h / 2
    table = cy + r + 13 * u
    s.ground("#1c2450", "#38427d", "#5a5f96")
    for at in range(-2, 3):
        x = cx + at * 0.9 * r
        s.add(box(x - 0.42 * r, -9 * u, 0.84 * r, table, "#2c376e", 2 * u, 0.6))
    s.sparkle(46, "#ffffff", 0, table, (0.6 * u, 1.8 * u))
    s.add(
        box(0, table, s.wide, s.high - table, s.fade("#a3704a", "#6f452a")),
        box(0, table, s.wide, 1.4 * u, "#c99468"),
    )
    s.pool(cx, cy + r + 21 * u, r * 1.05, 8 * u, 0.6)
    base = f"M{num(cx - r * 0.62)} {num(cy + r * 0.8)}H{num(cx + r * 0.62)}L{num(cx + r * 0.76)} {num(cy + r + 20 * u)}q0 {num(3 * u)} {num(-4 * u)} {num(3 * u)}H{num(cx - r * 0.76 + 4 * u)}q{num(-4 * u)} 0 {num(-4 * u)} {num(-3 * u)}Z"
    s.add(path(base, s.fade("#b5793f", "#7a4722", "#5a3216")))
    s.add(box(cx - r * 0.68, cy + r + 6 * u, r * 1.36, 1.6 * u, "#e8c27a", 0.8 * u))
    s.add(box(cx - 13 * u, cy + r + 10 * u, 26 * u, 7 * u, s.fade("#f3d480", "#b98a36"), 1.4 * u))
    s.icon("snowflake", cx, cy + r + 13.5 * u, 6 * u)
    sky = mix(s.palette.pale, "#cfe2ff", 0.5)
    s.add(oval(cx, cy, r, r, s.fade(mix(sky, "#7d9ae0", 0.5), light(sky, 0.4))))
    bank = cy + p.h / 2 + 1.5 * u
    across = (max(r * r - (bank - cy) ** 2, 1)) ** 0.5
    s.add(path(f"M{num(cx - across)} {num(bank)}Q{num(cx - across * 0.4)} {num(bank - 4 * u)} {num(cx)} {num(bank)}T{num(cx + across)} {num(bank - u)}A{num(r)} {num(r)} 0 0 1 {num(cx - across)} {num(bank)}Z", s.fade("#ffffff", "#cfdcf2")))  # fmt: skip
    gap = max(r - p.h / 2, 10 * u)
    for dx, name, size in ((-0.42, "evergreen-tree", 0.6), (-0.2, "own-cabin", 0.5), (0.14, "snowman", 0.48), (0.4, "evergreen-tree", 0.66)):  # fmt: skip
        width = min(gap * size, 30 * u)
        s.icon(name, cx + dx * r, bank + width * 0.36 + gap * 0.14, width)
    s.shadow(p.x - 1.6 * u, p.y - 1.6 * u, p.w + 3.2 * u, p.h + 3.2 * u, 2 * u, 0.3)
    s.frame(1.6 * u, "#ffffff")
    for _ in range(64):
        a, far = s.rng.uniform(0, 2 * pi), s.rng.uniform(0.3, 0.96) * r
        size = s.rng.uniform(0.5, 1.5) * u
        s.add(oval(cx + cos(a) * far, cy + sin(a) * far, size, size, "#ffffff", 0.9))
    rim = f'<circle cx="{num(cx)}" cy="{num(cy)}" r="{num(r)}" fill="none" stroke="#ffffff" stroke-opacity="0.75" stroke-width="{num(1.6 * u)}"/>'
    s.add(rim)
    arc = r * 0.93
    s.add(path(f"M{num(cx - arc * 0.92)} {num(cy - arc * 0.39)}A{num(arc)} {num(arc)} 0 0 1 {num(cx - arc * 0.5)} {num(cy - arc * 0.86)}", stroke="#ffffff", width=3 * u, opacity=0.8))  # fmt: skip
    s.add(path(f"M{num(cx + arc * 0.64)} {num(cy + arc * 0.77)}A{num(arc)} {num(arc)} 0 0 0 {num(cx + arc * 0.86)} {num(cy + arc * 0.5)}", stroke="#ffffff", width=1.8 * u, opacity=0.5))  # fmt: skip
    s.back_of("cat", cx + r * 0.92, s.high - 1 * u, 36 * u, "#f0a860")
    s.icon("hot-beverage", cx - r * 0.98, s.high - 15 * u, 22 * u)


def aquarium(s: Stage) -> None:
    """The picture under water, between fish that have opinions, and a cat that has plans."""
    u, p = s.u, s.place
    wall = mix(s.palette.wall, "#31445c", 0.55)
    s.ground(dark(wall, 0.3), wall, dark(wall, 0.2))
    x, y, w, h = p.x - 33 * u, p.y - 16 * u, p.w + 66 * u, p.h + 38 * u
    s.glow(x + w / 2, y + h / 2, w * 0.75, h * 0.75, "#7fe0ff", 0.45)
    s.add(box(x - 4 * u, y + h, w + 8 * u, s.high - y - h + u, s.fade("#6f4a34", "#452c1e")))
    s.add(box(x - 6 * u, y + h, w + 12 * u, 3.4 * u, "#8f6346", 1 * u))
    sea = mix("#2fa8d8", s.palette.accent, 0.14)
    s.add(
        box(x, y, w, h, "#dff4ff", 2 * u),
        box(x + u, y + 5 * u, w - 2 * u, h - 6 * u, s.fade(light(sea, 0.45), sea, dark(sea, 0.3))),
    )
    for at in range(5):
        bx = x + w * (0.06 + at * 0.21)
        s.add(path(f"M{num(bx)} {num(y + 5 * u)}h{num(9 * u)}l{num(-12 * u)} {num(h - 16 * u)}h{num(-15 * u)}Z", "#ffffff", opacity=0.12))  # fmt: skip
    bed = y + h - 11 * u
    wave = "".join(f"q{num(w / 16)} {num(-3 * u if at % 2 else 3 * u)} {num(w / 8)} 0" for at in range(8))
    s.add(
        path(f"M{num(x + u)} {num(bed)}{wave}V{num(y + h - u)}H{num(x + u)}Z", s.fade("#f0d6a0", "#c99f64"))
    )
    for name, px, size in (
        ("own-coral", x + 11 * u, 23), ("own-weed", x + 25 * u, 30), ("own-weed", x + w - 27 * u, 34), ("coral", x + w - 11 * u, 22),
        ("spiral-shell", s.middle - 24 * u, 9), ("crab", s.middle + 22 * u, 12), ("own-weed", p.x + 1 * u, 17),
    ):  # fmt: skip
        s.icon(name, px, bed - size * 0.42 * u + 3 * u, size * u)
    s.shadow(p.x - 2.6 * u, p.y - 2.6 * u, p.w + 5.2 * u, p.h + 5.2 * u, 2.4 * u, 0.35)
    s.bevel(2.6 * u, 0, ("#e8d3a4", "#b9965c", "#9a7a48", "#d3b67e"))
    for name, fx, fy, fish, flip in (
        ("tropical-fish", x + 16 * u, p.y + p.h * 0.2, 19, True), ("fish", s.right + 17 * u, p.y + p.h * 0.36, 17, False),
        ("blowfish", x + 16 * u, p.y + p.h * 0.6, 17, True), ("tropical-fish", s.right + 16 * u, p.y + p.h * 0.72, 15, False),
        ("jellyfish", s.right + 18 * u, p.y + p.h * 0.04, 15, False),
    ):  # fmt: skip
        s.icon(name, fx, fy, fish * u, 0, flip=flip)
    for _ in range(34):
        side = s.rng.choice(
            (s.rng.uniform(x + 4 * u, p.x - 5 * u), s.rng.uniform(s.right + 5 * u, x + w - 4 * u))
        )
        r, by = s.rng.uniform(0.5, 1.7) * u, s.rng.uniform(y + 8 * u, bed)
        s.add(oval(side, by, r, r, "#ffffff", 0.35), oval(side - r * 0.3, by - r * 0.3, r * 0.3, r * 0.3, "#ffffff", 0.9))  # fmt: skip
    s.add(box(x + u, y + 4.4 * u, w - 2 * u, 1 * u, "#ffffff", 0, 0.75))
    s.add(box(x - 2 * u, y - 4 * u, w + 4 * u, 6 * u, s.fade("#3d4656", "#222833"), 2 * u))
    s.add(
        path(
            f"M{num(x + 3 * u)} {num(y + 14 * u)}v{num(h * 0.45)}",
            stroke="#ffffff",
            width=1.6 * u,
            opacity=0.55,
        )
    )
    s.add(
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}" rx="{num(2 * u)}" fill="none" stroke="#e6f7ff" stroke-opacity="0.8" stroke-width="{num(1.2 * u)}"/>'
    )
    s.back_of("cat", s.right + 4 * u, s.high - 1 * u, 40 * u, "#e8a05a")
    s.icon("fork-and-knife-with-plate", s.right - 26 * u, s.high - 10 * u, 17 * u)


def stamp(s: Stage) -> None:
    """On a letter, perforated and cancelled; the post that is called after a snail."""
    u = s.u
    s.ground("#7d5a44", "#5d4030")
    for _ in range(9):
        y = s.rng.uniform(0, s.high)
        s.add(path(f"M0 {num(y)}Q{num(s.middle)} {num(y + s.rng.uniform(-9, 9) * u)} {s.wide} {num(y)}", stroke="#4a3226", width=0.7 * u, opacity=0.5))  # fmt: skip
    x, y, w, h = 9 * u, 9 * u, s.wide - 18 * u, s.high - 18 * u
    s.shadow(x, y, w, h, 5 * u, 0.5)
    paper = "#f4e7cc"
    s.add(box(x, y, w, h, s.fade("#fbf2de", paper), 1.4 * u))
    for at in range(int(w / (12 * u)) + 1):
        tone = ("#d8433f", paper, "#3f6fc0", paper)[at % 4]
        for ey in (y, y + h - 3.4 * u):
            left = x + at * 12 * u
            s.add(box(left, ey, min(12 * u, x + w - left), 3.4 * u, tone))
    s.add(path(f"M{num(x)} {num(y + 3.4 * u)}L{num(x + w * 0.5)} {num(y + h * 0.56)}L{num(x + w)} {num(y + 3.4 * u)}", stroke="#dcc9a2", width=0.6 * u, opacity=0.6))  # fmt: skip
    for at in range(6):
        s.add(
            f'<rect x="{num(x + 7 * u + at * 8.4 * u)}" y="{num(y + 9 * u)}" width="{num(6.6 * u)}" height="{num(8 * u)}" fill="none" stroke="#d8433f" stroke-width="{num(0.6 * u)}"/>'
        )
    low = s.bottom + 20 * u
    for at, length in enumerate((0.44, 0.38, 0.26)):
        s.add(
            path(
                f"M{num(x + w * 0.14)} {num(low + at * 8 * u)}h{num(w * length)}",
                stroke="#5a5064",
                width=0.8 * u,
            )
        )
    _perforated(s)
    _postmark(s, s.left - 10 * u, s.bottom - 6 * u)
    s.figure("snail", x + w - 22 * u, y + h - 4 * u, 30 * u)
    s.icon("love-letter", x + w - 13 * u, y + h - 33 * u, 14 * u, 12)
    s.icon("dashing-away", x + w - 47 * u, y + h - 12 * u, 12 * u, 0, flip=True)


def _perforated(s: Stage) -> None:
    """The white edge with its teeth, and the shadow of paper on paper."""
    u, p = s.u, s.place
    edge, tooth = 5.5 * u, 3.6 * u
    x, y, w, h = p.x - edge, p.y - edge, p.w + 2 * edge, p.h + 2 * edge
    s.shadow(x, y, w, h, 2.6 * u, 0.4)
    across, down = max(4, round(w / tooth)), max(4, round(h / tooth))
    a, b = w / across / 2, h / down / 2
    teeth = (
        f"M{num(x)} {num(y)}" + f"a{num(a * 0.6)} {num(a * 0.6)} 0 0 0 {a * 1.1:.2f} 0h{a * 0.9:.2f}" * across
    )
    teeth += f"a{num(b * 0.6)} {num(b * 0.6)} 0 0 0 0 {b * 1.1:.2f}v{b * 0.9:.2f}" * down
    teeth += f"a{num(a * 0.6)} {num(a * 0.6)} 0 0 0 {-a * 1.1:.2f} 0h{-a * 0.9:.2f}" * across
    teeth += f"a{num(b * 0.6)} {num(b * 0.6)} 0 0 0 0 {-b * 1.1:.2f}v{-b * 0.9:.2f}" * down
    s.add(path(teeth + "Z", "#fffdf6"))
    s.frame(0.6 * u, dark(s.palette.accent, 0.3))


def _postmark(s: Stage, x: float, y: float) -> None:
    """Two rings with a star, and waves; it ends where the stamp's picture begins."""
    u, ink = s.u, "#3f4a78"
    for r in (15 * u, 11 * u):
        s.add(
            f'<circle cx="{num(x - 15 * u)}" cy="{num(y)}" r="{num(r)}" fill="none" stroke="{ink}" stroke-opacity="0.75" stroke-width="{num(0.9 * u)}"/>'
        )
    d = ""
    for at in range(4):
        d += f"M{num(x - 58 * u)} {num(y - 9 * u + at * 6 * u)}" + f"q{num(3.4 * u)} {num(-3 * u)} {num(6.8 * u)} 0t{num(6.8 * u)} 0" * 2  # fmt: skip
    s.add(path(d, stroke=ink, width=0.9 * u, opacity=0.7))
    s.icon("star", x - 15 * u, y, 10 * u, 12, opacity=0.75)


def jigsaw(s: Stage) -> None:
    """All but the last piece of the edge; the cat knows where that one is."""
    u, p = s.u, s.place
    wood = "#b9824f"
    s.ground(light(wood, 0.12), wood, dark(wood, 0.14))
    plank = 34 * u
    for at in range(int(s.high / plank) + 1):
        s.add(box(0, at * plank, s.wide, 0.7 * u, dark(wood, 0.35), 0, 0.7))
        s.add(path(f"M0 {num((at + 0.45) * plank)}Q{num(s.middle)} {num((at + 0.45) * plank + s.rng.uniform(-5, 5) * u)} {s.wide} {num((at + 0.5) * plank)}", stroke=dark(wood, 0.2), width=0.5 * u, opacity=0.5))  # fmt: skip
    ring = 17 * u
    x, y, w, h = p.x - ring, p.y - ring, p.w + 2 * ring, p.h + 2 * ring
    across, down = max(3, round(p.w / ring)), max(3, round(p.h / ring))
    s.shadow(x, y, w, h, 2.4 * u, 0.45)
    s.add(box(x, y, w, h, s.fade(light(s.palette.accent, 0.4), s.palette.main, s.palette.deep), 0.6 * u))
    step, rise = p.w / across, p.h / down
    cuts = ""
    for at in range(1, across):
        for top in (y, s.bottom):
            cuts += _cut(p.x + at * step, top, ring, False, (at + (top == y)) % 2 == 0)
    for at in range(1, down):
        for left in (x, s.right):
            cuts += _cut(left, p.y + at * rise, ring, True, (at + (left == x)) % 2 == 0)
    for cx, cy, sx, sy in (
        (p.x, p.y, -1, -1),
        (s.right, p.y, 1, -1),
        (p.x, s.bottom, -1, 1),
        (s.right, s.bottom, 1, 1),
    ):
        cuts += f"M{num(cx)} {num(cy)}v{num(sy * ring)}M{num(cx)} {num(cy)}h{num(sx * ring)}"
    hole = max(1, across * 2 // 3)
    hx = p.x + hole * step
    s.add(
        box(hx, s.bottom + 0.4 * u, step, ring, dark(wood, 0.25)),
        box(hx, s.bottom + 0.4 * u, step, 2 * u, "#120a24", 0, 0.3),
    )
    s.add(path(cuts, stroke=dark(s.palette.deep, 0.3), width=0.7 * u, opacity=0.75))
    s.frame(0.4 * u, dark(s.palette.deep, 0.3))
    _piece(s, hx + step + 13 * u, s.high - 15 * u, ring * 0.9, s.palette.accent, 24)
    paw(s, hx + step + 33 * u, s.high - 16 * u, 11 * u, "#e8964a", -1)
    for at, (dx, dy) in enumerate(((-8, 20), (-12, 70), (7, -7))):
        px, py = (x + dx * u, y + dy * u) if at < 2 else (s.right + ring + 10 * u, s.top + p.h * 0.3)
        _piece(s, px, py, ring * 0.62, (s.palette.cloth, s.palette.main, s.palette.pale)[at], 40 * at - 15)
    s.icon("hot-beverage", x + w + 15 * u, y + 2 * u, 24 * u)


def _cut(x: float, y: float, length: float, across: bool, up: bool) -> str:
    """One seam with its knob."""
    k, side = length * 0.2, 1 if up else -1
    near = (length - 2 * k) / 2
    if across:
        return f"M{num(x)} {num(y)}h{num(near)}c{num(-k)} {num(-side * 1.9 * k)} {num(3 * k)} {num(-side * 1.9 * k)} {num(2 * k)} 0h{num(near)}"
    return f"M{num(x)} {num(y)}v{num(near)}c{num(side * 1.9 * k)} {num(-k)} {num(side * 1.9 * k)} {num(3 * k)} 0 {num(2 * k)}v{num(near)}"


def _piece(s: Stage, x: float, y: float, size: float, colour: str, turn: float) -> None:
    a = size / 2
    k = size * 0.2
    d = f"M{num(-a)} {num(-a)}h{num(a - k)}c{num(-k)} {num(-1.9 * k)} {num(3 * k)} {num(-1.9 * k)} {num(2 * k)} 0h{num(a - k)}v{num(a - k)}c{num(1.9 * k)} {num(-k)} {num(1.9 * k)} {num(3 * k)} 0 {num(2 * k)}v{num(a - k)}h{num(-2 * a)}v{num(-a + k)}c{num(1.9 * k)} {num(k)} {num(1.9 * k)} {num(-3 * k)} 0 {num(-2 * k)}Z"
    s.pool(x + size * 0.06, y + size * 0.12, size * 0.85, size * 0.8, 0.5)
    s.add(f'<g transform="translate({num(x)} {num(y)}) rotate({num(turn)})">', path(d, s.fade(light(colour, 0.3), colour), dark(colour, 0.4), size * 0.03), "</g>")  # fmt: skip


def cake(s: Stage) -> None:
    """Printed on a birthday cake, seen from above; one paw is early."""
    u, p = s.u, s.place
    cloth = mix(s.palette.pale, "#ffffff", 0.3)
    s.ground(cloth, cloth)
    check = 13 * u
    for at in range(0, int(s.wide / check) + 1, 2):
        s.add(box(at * check, 0, check, s.high, s.palette.accent, 0, 0.2))
    for at in range(0, int(s.high / check) + 1, 2):
        s.add(box(0, at * check, s.wide, check, s.palette.accent, 0, 0.2))
    out = 24 * u
    s.shadow(p.x - out, p.y - out, p.w + 2 * out, p.h + 2 * out, 4 * u, 0.4)
    s.add(box(p.x - out, p.y - out, p.w + 2 * out, p.h + 2 * out, s.fade("#f7e2b0", "#d9b26a"), 5 * u))
    s.add(box(p.x - 19 * u, p.y - 19 * u, p.w + 38 * u, p.h + 38 * u, "#fffaf0", 3 * u))
    cream = light(mix(s.palette.accent, "#ffffff", 0.3), 0.45)
    s.shadow(p.x - 14 * u, p.y - 14 * u, p.w + 28 * u, p.h + 28 * u, 3 * u, 0.4)
    s.add(
        box(p.x - 14 * u, p.y - 14 * u, p.w + 28 * u, p.h + 28 * u, s.fade(light(cream, 0.4), cream), 3 * u)
    )
    r = 5.4 * u
    across, down = max(2, round(p.w / (1.8 * r))), max(2, round(p.h / (1.8 * r)))
    spots = [
        (p.x + at * p.w / across, y) for at in range(across + 1) for y in (p.y - 8 * u, s.bottom + 8 * u)
    ]
    spots += [(x, p.y + at * p.h / down) for at in range(down + 1) for x in (p.x - 8 * u, s.right + 8 * u)]
    for at, (x, y) in enumerate(spots):
        _rosette(s, x, y, r, ("#fffdf8", light(cream, 0.35))[at % 2])
    for x in (p.x - 8 * u, s.right + 8 * u):
        for y in (p.y - 8 * u, s.bottom + 8 * u):
            s.icon("strawberry", x, y, 14 * u, s.rng.uniform(-20, 20))
    for at in range(5):
        x = p.x + p.w * (0.16 + at * 0.17)
        s.glow(x, p.y - 20 * u, 7 * u, 7 * u, "#ffd87a", 0.8)
        s.add(box(x - 1.1 * u, p.y - 17 * u, 2.2 * u, 10 * u, s.fade("#ff8fb0", "#7fc8ff"), 1 * u))
        s.add(
            path(
                f"M{num(x)} {num(p.y - 23.5 * u)}q{num(2.8 * u)} {num(4 * u)} 0 {num(6 * u)}q{num(-2.8 * u)} {num(-2 * u)} 0 {num(-6 * u)}Z",
                "#ffb13c",
            )
        )
    s.icon("fork-and-knife-with-plate", s.right + 38 * u, p.y + p.h * 0.3, 28 * u, 8)
    s.icon("party-popper", p.x - 37 * u, p.y + 4 * u, 24 * u, 0, flip=True)
    s.icon("wrapped-gift", p.x - 36 * u, s.bottom - 8 * u, 24 * u, -8)
    paw(s, s.right + 15 * u, s.bottom + 18 * u, 11 * u, "#8a8f9c", -1)


def _rosette(s: Stage, x: float, y: float, r: float, colour: str) -> None:
    s.add(oval(x, y + r * 0.14, r, r, dark(colour, 0.16)), oval(x, y, r * 0.96, r * 0.96, colour))
    s.add(path(f"M{num(x - r * 0.5)} {num(y)}a{num(r * 0.5)} {num(r * 0.5)} 0 1 1 {num(r)} 0a{num(r * 0.28)} {num(r * 0.28)} 0 1 1 {num(-r * 0.56)} 0", stroke=dark(colour, 0.14), width=r * 0.16))  # fmt: skip
