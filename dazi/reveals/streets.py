"""Settings out of doors in a town: a billboard, a bus stop, a shop window, a stage, a screen held up by drones."""

from __future__ import annotations

from dazi.reveals.stage import Stage
from dazi.stickers.pen import box, dark, light, mix, num, oval, path


def skyline(s: Stage, foot: float, tone: str, tall: float, lit: float, step: float) -> None:
    """A row of towers up to `tall` high on a line, a share of their windows lit."""
    u, x = s.u, -6 * s.u
    panes = ""
    while x < s.wide:
        w, h = s.rng.uniform(0.7, 1.4) * step, s.rng.uniform(0.45, 1) * tall
        shade = mix(tone, "#d59ab0", s.rng.uniform(0, 0.16))
        s.add(box(x, foot - h, w, h + 4 * u, s.fade(shade, light(shade, 0.14))))
        if s.rng.random() < 0.3:
            s.add(box(x + w * 0.45, foot - h - 6 * u, 0.8 * u, 6 * u, shade))
        for row in range(int(h / (4.4 * u))):
            for column in range(int((w - 2 * u) / (3.4 * u))):
                if s.rng.random() < lit:
                    panes += f"M{num(x + (1.6 + column * 3.4) * u)} {num(foot - h + (1.8 + row * 4.4) * u)}h{num(1.7 * u)}v{num(2.4 * u)}h{num(-1.7 * u)}Z"
        x += w + s.rng.uniform(0, 0.12) * step
    s.add(path(panes, "#ffd98a", opacity=0.85))


def billboard(s: Stage) -> None:
    """Over a street at dusk, lamps on, a traffic jam that looks up."""
    u, p = s.u, s.place
    road = s.high - 24 * u
    s.ground("#2d2a5e", mix("#7a4a86", s.palette.accent, 0.25), "#ff8f70", "#ffd59a")
    s.sparkle(30, "#fff6d8", 0, s.top * 0.8, (0.2 * u, 0.5 * u))
    skyline(s, road, "#6a4f86", min(road * 0.8, 120 * u), 0.25, 20 * u)
    skyline(s, road, "#3b3266", min(road * 0.5, 66 * u), 0.5, 25 * u)
    s.add(
        box(0, road, s.wide, s.high - road, s.fade("#4a4763", "#2c2a3e")),
        box(0, road, s.wide, 2 * u, "#7d7894"),
    )
    for at in range(int(s.wide / (22 * u)) + 1):
        s.add(box(at * 22 * u, road + 13.4 * u, 12 * u, 1.4 * u, "#ffe3a0", 0.7 * u))
    for share in (0.24, 0.76):
        x = p.x + p.w * share
        s.add(
            box(
                x - 2.6 * u,
                s.bottom,
                5.2 * u,
                road - s.bottom + 2 * u,
                s.fade("#8d8aa0", "#3d3a52", across=True),
            )
        )
        s.add(path(f"M{num(x)} {num(s.bottom + 20 * u)}L{num(s.middle)} {num(s.bottom + 4 * u)}", stroke="#55526a", width=1.4 * u))  # fmt: skip
    s.glow(s.middle, p.y + p.h / 2, p.w / 2 + 22 * u, p.h / 2 + 26 * u, "#fff1c4", 0.55)
    s.add(
        box(p.x - 4.4 * u, p.y - 4.4 * u, p.w + 8.8 * u, p.h + 8.8 * u, s.fade("#55526a", "#2a2838"), 1 * u)
    )
    s.bevel(2.6 * u, 0, ("#8a87a0", "#4a4760", "#3a3750", "#6a6780"))
    count = max(3, round(p.w / (30 * u)))
    for at in range(count):
        _spot(s, p.x + (at + 0.5) * p.w / count)
    s.add(box(p.x - 8 * u, s.bottom + 5 * u, p.w + 16 * u, 2 * u, "#3a3850"))
    for at in range(int((p.w + 16 * u) / (6 * u)) + 1):
        s.add(box(p.x - 8 * u + at * 6 * u, s.bottom + 5 * u, 0.6 * u, 5 * u, "#55526a"))
    s.add(box(p.x - 8 * u, s.bottom + 9 * u, p.w + 16 * u, 0.8 * u, "#6a6780"))
    for name, share, size in (("oncoming-taxi", 0.12, 20), ("oncoming-bus", 0.34, 25), ("oncoming-automobile", 0.62, 19)):  # fmt: skip
        s.stand(name, s.wide * share, road + 12 * u, size * u)
    s.figure("person", s.right + 12 * u, s.high - 3 * u, 27 * u, actions=("photo",))
    s.back_of("dog", s.right + 28 * u, s.high - 2 * u, 16 * u, "#b9814f")


def _spot(s: Stage, x: float) -> None:
    """A lamp on an arm over the board."""
    u, y = s.u, s.top
    s.add(path(f"M{num(x)} {num(y - 4 * u)}V{num(y - 11 * u)}q0 {num(-3 * u)} {num(3 * u)} {num(-3 * u)}h{num(3 * u)}", stroke="#3a3850", width=1.2 * u))  # fmt: skip
    s.glow(x + 7 * u, y - 9 * u, 9 * u, 9 * u, "#fff1b8", 0.9)
    s.add(
        path(
            f"M{num(x + 3 * u)} {num(y - 15 * u)}h{num(8 * u)}l{num(1.6 * u)} {num(4 * u)}h{num(-11 * u)}Z",
            "#2a2838",
        )
    )
    s.add(box(x + 2 * u, y - 11 * u, 10 * u, 1 * u, "#fffbe0", 0.5 * u))


def bus_stop(s: Stage) -> None:
    """A light box in a shelter, in the rain, and somebody who has missed the bus for it."""
    u, p, ground = s.u, s.place, s.bottom + 26 * s.u
    s.ground("#141a38", "#26305c", "#3d4676")
    skyline(s, ground, "#232a52", min(ground * 0.75, 100 * u), 0.3, 24 * u)
    s.add(box(0, ground, s.wide, s.high - ground, s.fade("#5a6078", "#343a54")))
    s.add(
        box(0, ground + 20 * u, s.wide, 2 * u, "#7d849c"), box(0, ground + 22 * u, s.wide, s.high, "#22263c")
    )
    shelter = s.right + 66 * u
    s.add(box(s.right + 5 * u, p.y - 4 * u, 58 * u, ground - p.y + 2 * u, "#a9c8e8", 0, 0.2))
    s.add(path(f"M{num(s.right + 16 * u)} {num(ground - 4 * u)}l{num(26 * u)} {num(-70 * u)}h{num(8 * u)}l{num(-26 * u)} {num(70 * u)}Z", "#ffffff", opacity=0.14))  # fmt: skip
    for x in (s.right + 61 * u, p.x - 7 * u):
        s.add(box(x, p.y - 10 * u, 2.6 * u, ground - p.y + 14 * u, s.fade("#9aa3b8", "#4a5068", across=True)))
    s.add(
        box(p.x - 14 * u, p.y - 14 * u, shelter - p.x + 14 * u, 5 * u, s.fade("#8d96ac", "#4a5068"), 1.6 * u)
    )
    s.add(box(p.x - 10 * u, p.y - 9 * u, shelter - p.x + 6 * u, 1.2 * u, "#fff6d8"))
    s.glow(s.middle, p.y + p.h / 2, p.w / 2 + 26 * u, p.h / 2 + 26 * u, "#eaf4ff", 0.6)
    s.add(box(p.x - 5 * u, p.y - 5 * u, p.w + 10 * u, p.h + 12 * u, s.fade("#e6ebf2", "#9aa3b4"), 1.6 * u))
    s.frame(1.6 * u, "#fbfdff")
    s.add(box(p.x, s.bottom + 7 * u, 4 * u, ground - s.bottom - 4 * u, "#5a6078"), box(s.right - 4 * u, s.bottom + 7 * u, 4 * u, ground - s.bottom - 4 * u, "#5a6078"))  # fmt: skip
    s.add(oval(s.middle, ground + 12 * u, p.w * 0.55, 9 * u, s.halo(s.palette.accent, s.palette.accent, alphas=(0.55, 0.0))))  # fmt: skip
    bench = ground - 8 * u
    s.add(box(s.right + 12 * u, bench, 46 * u, 2.6 * u, s.fade("#c98f5a", "#8f5f38"), 1 * u))
    for x in (s.right + 16 * u, s.right + 52 * u):
        s.add(box(x, bench + 2 * u, 2 * u, 10 * u, "#4a5068"))
    s.back_of("bear", s.right + 24 * u, bench + 2 * u, 30 * u, "#8f6a4a")
    s.figure("frog", s.right + 46 * u, bench + 1 * u, 27 * u, mood="happy", actions=("sit",))
    s.add(box(s.right + 71 * u, ground - 44 * u, 2 * u, 48 * u, "#9aa3b8"))
    s.icon("bus-stop", s.right + 72 * u, ground - 46 * u, 19 * u)
    s.icon("umbrella-with-rain-drops", p.x - 27 * u, ground - 23 * u, 30 * u)
    s.figure("dog-face", p.x - 30 * u, ground + 17 * u, 32 * u, actions=("walk",))
    _rain(s)


def _rain(s: Stage) -> None:
    d = ""
    for _ in range(90):
        x, y = s.rng.uniform(0, s.wide), s.rng.uniform(0, s.high)
        d += f"M{num(x)} {num(y)}l{num(-1.4 * s.u)} {num(7 * s.u)}"
    s.add(path(d, stroke="#d6e6ff", width=0.5 * s.u, opacity=0.5))


def shop(s: Stage) -> None:
    """The one thing in the window, and two noses at the glass."""
    u, p, ground = s.u, s.place, s.bottom + 27 * s.u
    brick = mix(s.palette.cloth, "#8f5f4f", 0.5)
    s.ground(light(brick, 0.14), brick)
    courses = ""
    for row in range(int(s.high / (6 * u)) + 1):
        courses += f"M0 {num(row * 6 * u)}H{s.wide}"
        for at in range(int(s.wide / (15 * u)) + 1):
            courses += f"M{num((at + row % 2 * 0.5) * 15 * u)} {num(row * 6 * u)}v{num(6 * u)}"
    s.add(path(courses, stroke=dark(brick, 0.25), width=0.5 * u, opacity=0.6))
    s.add(
        box(0, ground, s.wide, s.high - ground, s.fade("#c9ccd6", "#9499ab")),
        box(0, ground, s.wide, 1.4 * u, "#e9ebf0"),
    )
    wood = dark(mix(s.palette.accent, "#2f5d50", 0.6), 0.2)
    s.add(
        box(
            p.x - 13 * u,
            p.y - 20 * u,
            p.w + 74 * u,
            ground - p.y + 20 * u,
            s.fade(light(wood, 0.12), wood),
            1 * u,
        )
    )
    s.glow(s.middle, p.y, p.w * 0.6, p.h * 0.5, "#fff1c4", 0.5)
    s.bevel(6 * u, 0, (dark(wood, 0.3), light(wood, 0.25), light(wood, 0.35), light(wood, 0.1)))
    s.frame(1 * u, "#f3d480")
    s.add(box(p.x - 9 * u, s.bottom + 6 * u, p.w + 18 * u, 4 * u, light(wood, 0.4), 0.8 * u))
    for at in range(max(3, round(p.w / (13 * u)))):
        x = p.x + (at + 0.5) * 13 * u
        if x < s.right:
            s.icon(("tulip", "sunflower", "hibiscus")[at % 3], x, s.bottom + 12.5 * u, 11 * u)
    s.add(box(p.x - 4 * u, s.bottom + 16 * u, p.w + 8 * u, 6 * u, s.fade("#b9794a", "#8a5530"), 1 * u))
    door = s.right + 14 * u
    s.add(box(door, p.y - 2 * u, 38 * u, ground - p.y + 2 * u, s.fade("#a9713f", "#7a4a28"), 1 * u))
    s.add(box(door + 5 * u, p.y + 4 * u, 28 * u, p.h * 0.55, s.fade("#ffe9b4", "#f7c978"), 1 * u))
    s.add(oval(door + 6 * u, ground - 30 * u, 1.6 * u, 1.6 * u, "#f3d480"))
    s.icon("bell", door + 19 * u, p.y + 12 * u, 10 * u)
    stripes = int((p.w + 80 * u) / (9 * u))
    for at in range(stripes):
        x, w = p.x - 16 * u + at * 9 * u, 9 * u
        tone = "#fffaf0" if at % 2 else s.palette.accent
        s.add(path(f"M{num(x)} {num(p.y - 22 * u)}h{num(w)}v{num(11 * u)}a{num(w / 2)} {num(w / 2)} 0 0 1 {num(-w)} 0Z", s.fade(light(tone, 0.15), dark(tone, 0.08))))  # fmt: skip
    s.add(box(p.x - 16 * u, p.y - 31 * u, stripes * 9 * u, 9 * u, s.fade(light(wood, 0.3), wood), 1 * u))
    for at, name in enumerate(("sparkles", "shopping-bags", "sparkles")):
        s.icon(name, s.middle + (at - 1) * 17 * u, p.y - 26.6 * u, 7.4 * u)
    s.back_of("cat", p.x + p.w * 0.22, ground + 15 * u, 30 * u, "#e8964a")
    s.back_of("person", p.x + p.w * 0.6, ground + 16 * u, 40 * u, s.palette.cloth)
    s.stand("bicycle", p.x - 26 * u, ground + 12 * u, 34 * u)


def concert(s: Stage) -> None:
    """The screen behind a band, and the hands of those in front."""
    u, p, boards = s.u, s.place, s.bottom + 22 * s.u
    s.ground("#140c2c", mix("#3d1a66", s.palette.accent, 0.25), "#1d0f3a")
    for share, colour in ((0.04, "#ff7ad0"), (0.24, "#ffe27a"), (0.76, "#7fd8ff"), (0.96, "#b48cff")):
        x, to = s.wide * share, s.wide * (0.5 + (share - 0.5) * 0.3)
        s.add(path(f"M{num(x - 2 * u)} 0h{num(4 * u)}L{num(to + 30 * u)} {num(boards)}H{num(to - 30 * u)}Z", s.fade(colour, colour, alphas=(0.6, 0.04))))  # fmt: skip
    truss = max(s.top - 15 * u, 3 * u)
    s.add(box(0, truss, s.wide, 1 * u, "#8d8aa6"), box(0, truss + 6 * u, s.wide, 1 * u, "#8d8aa6"))
    zig = "".join(
        f"L{num(at * 5 * u)} {num(truss + (6 if at % 2 else 0.6) * u)}"
        for at in range(int(s.wide / (5 * u)) + 2)
    )
    s.add(path(f"M0 {num(truss)}{zig}", stroke="#6d6a88", width=0.7 * u))
    s.glow(s.middle, p.y + p.h / 2, p.w / 2 + 40 * u, p.h / 2 + 36 * u, s.palette.accent, 0.8)
    s.frame(3 * u, "#0b0816")
    s.frame(1 * u, mix(s.palette.accent, "#ffffff", 0.6))
    for side in (p.x - 16 * u, s.right + 6 * u):
        for at in range(3):
            y = s.bottom - 34 * u + at * 12 * u
            s.add(box(side, y, 10 * u, 11 * u, "#1b1730", 1 * u), oval(side + 5 * u, y + 5.5 * u, 3.8 * u, 3.8 * u, "#3a345a"), oval(side + 5 * u, y + 5.5 * u, 1.6 * u, 1.6 * u, "#14102a"))  # fmt: skip
    s.add(path(f"M{num(p.x - 30 * u)} {num(s.bottom + 4 * u)}H{num(s.right + 30 * u)}L{num(s.right + 48 * u)} {num(boards)}H{num(p.x - 48 * u)}Z", s.fade("#6a4a8a", "#3d2a5e")))  # fmt: skip
    s.add(
        box(0, boards, s.wide, 3 * u, "#9a7ac0"),
        box(0, boards + 3 * u, s.wide, s.high, s.fade("#2a1a48", "#0e0820")),
    )
    for name, dx, more in (
        ("panda", -31, ("guitar",)),
        ("cat-face", 0, ("sing",)),
        ("dog-face", 31, ("dance",)),
    ):
        s.figure(name, s.middle + dx * u, boards - 1 * u, 21 * u, actions=more)
    kinds = ("cat", "person", "rabbit", "bear", "person", "dog")
    step = 15 * u
    for at in range(int(s.wide / step) + 2):
        x, y = at * step - 2 * u, s.high + s.rng.uniform(-6, 4) * u
        tone = mix("#2a1c48", s.palette.accent, 0.12)
        if at % 2:
            stick = s.rng.choice(("#ff7ad0", "#7fd8ff", "#ffe27a", "#9cf0a8"))
            s.add(
                path(
                    f"M{num(x + 6 * u)} {num(y - 18 * u)}l{num(2 * u)} {num(-11 * u)}",
                    stroke=tone,
                    width=2.4 * u,
                )
            )
            s.glow(x + 8.6 * u, y - 33 * u, 5 * u, 7 * u, stick, 0.8)
            s.add(
                path(
                    f"M{num(x + 8 * u)} {num(y - 29 * u)}l{num(1.2 * u)} {num(-7 * u)}",
                    stroke=stick,
                    width=1.6 * u,
                )
            )
        s.add(f'<g transform="translate({num(x)} {num(y)})">')
        s.back_of(kinds[at % 6], 0, 0, 24 * u, tone)
        s.add("</g>")


def drones(s: Stage) -> None:
    """A screen that hangs in the night over a river town, from eight small drones."""
    u, p = s.u, s.place
    river = s.bottom + 32 * u
    s.ground("#0a0f2c", "#1a2458", mix("#4a3f86", s.palette.accent, 0.3))
    s.sparkle(70, "#fff6d8", 0, river * 0.7, (0.2 * u, 0.6 * u))
    s.glow(s.wide * 0.9, s.top * 0.6, 16 * u, 16 * u, "#fff2c0", 0.7)
    s.add(oval(s.wide * 0.9, s.top * 0.6, 5.4 * u, 5.4 * u, "#fff6d8"))
    skyline(s, river, "#2b2f66", 46 * u, 0.45, 17 * u)
    s.add(box(0, river, s.wide, s.high - river, s.fade("#232a5e", "#0e1230")))
    s.add(
        oval(
            s.middle,
            river + 12 * u,
            p.w * 0.6,
            16 * u,
            s.halo(s.palette.accent, s.palette.accent, alphas=(0.65, 0.0)),
        )
    )
    waves = ""
    for _ in range(60):
        waves += f"M{num(s.rng.uniform(0, s.wide))} {num(s.rng.uniform(river + 2 * u, s.high))}h{num(s.rng.uniform(4, 12) * u)}"
    s.add(path(waves, stroke="#8fa0e0", width=0.4 * u, opacity=0.45))
    s.glow(s.middle, p.y + p.h / 2, p.w / 2 + 34 * u, p.h / 2 + 34 * u, s.palette.accent, 0.7)
    count = max(3, round(p.w / (26 * u)))
    for at in range(count + 1):
        x = p.x + at * p.w / count
        y = p.y - 17 * u - (at % 2) * 5 * u
        s.add(path(f"M{num(x)} {num(y)}L{num(x)} {num(p.y - 1 * u)}", stroke="#9fb0e8", width=0.5 * u))
        _drone(s, x, y)
    s.frame(2.4 * u, "#11152f")
    s.frame(0.8 * u, mix(s.palette.accent, "#bfe8ff", 0.7))
    for x, y in ((p.x - 14 * u, s.bottom - 10 * u), (s.right + 15 * u, s.top + 20 * u)):
        _drone(s, x, y)
    s.icon("own-dragonboat", s.left + 4 * u, river + 15 * u, 22 * u)
    shore = s.high - 5 * u
    s.add(
        path(
            f"M0 {s.high}V{num(shore)}Q{num(s.middle)} {num(shore - 8 * u)} {s.wide} {num(shore)}V{s.high}Z",
            "#0b0d22",
        )
    )
    for at, kind in enumerate(("person", "cat", "person", "bear", "dog")):
        s.back_of(
            kind,
            s.middle + (at - 2) * 19 * u,
            shore + 1 * u,
            (20 + at % 3 * 3) * u,
            mix("#2a3060", s.palette.cloth, 0.3),
        )


def _drone(s: Stage, x: float, y: float) -> None:
    u = s.u
    for dx in (-5, 5):
        s.add(oval(x + dx * u, y - 2.6 * u, 4 * u, 0.7 * u, "#cfe0ff", 0.6))
        s.add(path(f"M{num(x)} {num(y)}L{num(x + dx * u)} {num(y - 2.2 * u)}", stroke="#5a6490", width=1 * u))
    s.add(
        oval(x, y, 3 * u, 1.8 * u, s.fade("#7d88b8", "#3a4270")),
        oval(x, y + 0.8 * u, 0.7 * u, 0.7 * u, "#ff6a6a"),
    )
