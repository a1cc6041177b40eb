"""Settings of water, sky and space, one small function each. Knows no figures."""

from dazi.stickers.icons import icon
from dazi.stickers.lands import stand
from dazi.stickers.pen import HEIGHT, Canvas, box, group, mix, num, oval, path


def sea(c: Canvas) -> None:
    """Open sea with rows of waves; the nearest wave is before the figures."""
    c.back.append(box(0, 470, c.width, 300, c.fade((c.tint("#4fc3e8"), c.tint("#1477c4")))))
    if c.hour in ("sunset", "dawn"):
        for i in range(7):
            w = 190 - i * 14
            c.back.append(
                box(c.width / 2 - w / 2 + c.rng.uniform(-16, 16), 486 + i * 26, w, 6, "#ffe2a0", 3, 0.65)
            )
    for i, y in enumerate((520, 570)):
        c.back.append(wave(c, y, c.tint(mix("#49b6ea", "#1f86d0", i / 2)), 0.9))
    c.front.append(wave(c, 672, c.tint("#2a97dd"), 0.94, True))
    c.floor, c.wet = 690, True


def wave(c: Canvas, y: float, colour: str, opacity: float = 1, foam: bool = False) -> str:
    """A row of waves over the width, down to the bottom."""
    step = 96.0
    start = -c.rng.uniform(0, step)
    d = f"M{num(start)} {y}"
    crest = ""
    for i in range(int(c.width / step) + 3):
        x = start + i * step
        d += f"Q{num(x + step / 2)} {num(y - 30)} {num(x + step)} {num(y)}"
        crest += (
            f"M{num(x + 14)} {num(y - 6)}Q{num(x + step / 2)} {num(y - 26)} {num(x + step - 14)} {num(y - 6)}"
        )
    body = path(d + f"V{HEIGHT + 20}H-100Z", colour, opacity=opacity)
    return body + (path(crest, stroke="#ffffff", width=5, opacity=0.8) if foam else "")


def beach(c: Canvas) -> None:
    """Sea behind, sand before, a palm."""
    c.back.append(box(0, 440, c.width, 200, c.fade((c.tint("#58c8ea"), c.tint("#bdefff")))))
    if c.hour == "sunset":
        for i in range(6):
            w = 170 - i * 12
            c.back.append(box(c.width / 2 - w / 2, 452 + i * 18, w, 5, "#ffe2a0", 3, 0.7))
    c.back.append(wave(c, 520, c.tint("#7fd8f0"), 0.8))
    c.back.append(
        path(
            f"M-20 590C{num(c.width * 0.3)} 540 {num(c.width * 0.6)} 590 {num(c.width + 20)} 548V800H-20Z",
            "#ffffff",
            opacity=0.85,
        )
    )
    c.back.append(
        path(
            f"M-20 604C{num(c.width * 0.3)} 556 {num(c.width * 0.6)} 604 {num(c.width + 20)} 562V800H-20Z",
            c.fade((c.tint("#ffe9b8"), c.tint("#f1c987"))),
        )
    )
    side = c.rng.choice((0.1, 0.9))
    c.back.append(stand(c, "palm-tree", c.width * side, 640, 400, side > 0.5))
    c.back.append(stand(c, "umbrella-on-ground", c.width * (1 - side), 630, 180))
    for name, share in (("spiral-shell", 0.16), ("crab", 0.86), ("coral", 0.55)):
        c.front.append(group(icon(name), c.width * share - 20, 700, 1.4))
    c.floor = 668


def river(c: Canvas) -> None:
    """A calm lake between green hills, lotus before."""
    c.back.append(c.hills(470, 160, (c.tint("#a9d6c4"), c.tint("#7fbf9a")), 3))
    c.back.append(c.hills(500, 60, (c.tint("#8ed081"), c.tint("#5fb060")), 2))
    c.back.append(box(0, 500, c.width, 280, c.fade((c.tint("#9fe0ea"), c.tint("#3f9fc9")))))
    for _ in range(14):
        x, y = c.rng.uniform(0, c.width), c.rng.uniform(520, 740)
        c.back.append(box(x, y, c.rng.uniform(30, 90), 4, "#ffffff", 2, 0.45))
    for share in (0.05, 0.2, 0.8, 0.95):
        c.front.append(
            group(
                icon("own-lilypad") + (group(icon("lotus"), 6, -2, 0.6) if c.rng.random() < 0.6 else ""),
                c.width * share - 50,
                650 + c.rng.uniform(0, 20),
                3,
            )
        )
    c.floor, c.wet = 665, True


def space(c: Canvas) -> None:
    """Deep space: stars, a nebula, planets; figures float."""
    c.hour, c.afloat, c.floor = "night", True, 590
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#0b0b2e", "#241a5e", "#4a2a86"))))
    for share, y, reach, colour in (
        (0.25, 250, 300, "#ff6ad5"),
        (0.75, 520, 330, "#3fb6ff"),
        (0.6, 150, 220, "#8a5cff"),
    ):
        c.back.append(c.glow(c.width * share, y, reach, colour, 0.38))
    for x in c.spread(120, 0, 1):
        r = c.rng.choice((1.2, 1.5, 2.2, 3))
        c.back.append(oval(x, c.rng.uniform(0, HEIGHT), r, r, "#fff6d8", c.rng.uniform(0.5, 1)))
    c.back.append(group(icon("ringed-planet"), c.width * 0.72, 40, 5.6, 8))
    c.back.append(group(icon("globe-showing-asia-australia"), c.width * 0.03, 560, 6.6))
    for name, x, y, s in (
        ("glowing-star", 0.12, 120, 1.7),
        ("satellite", 0.2, 250, 2.6),
        ("comet", 0.86, 420, 2.4),
        ("star", 0.6, 60, 1.1),
    ):
        c.back.append(group(icon(name), c.width * x, y, s, c.rng.uniform(-12, 12)))


def moon(c: Canvas) -> None:
    """The moon's grey ground with craters, the earth in a black sky."""
    c.hour = "night"
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#070a24", "#161a4a", "#2b2f73"))))
    for x in c.spread(110, 0, 1):
        r = c.rng.choice((1.2, 1.5, 2.2, 3))
        c.back.append(oval(x, c.rng.uniform(0, 540), r, r, "#fff6d8", c.rng.uniform(0.5, 1)))
    x = c.width * c.rng.choice((0.17, 0.83))
    c.back.append(c.glow(x, 150, 190, "#7fc8ff", 0.5))
    c.back.append(group(icon("globe-showing-asia-australia"), x - 96, 54, 6))
    _cratered(c, ("#b9bfd2", "#8f95ad"), "#7b8199", "#d3d8e6")


def mars(c: Canvas) -> None:
    """Red ground and craters."""
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#4a1f3a", "#b5553f", "#f0a070"))))
    c.back.append(group(icon("ringed-planet"), c.width * 0.74, 60, 4.4))
    _cratered(c, ("#d9714a", "#a8452f"), "#8f3a28", "#ee9a70")


def _cratered(c: Canvas, ground: tuple[str, str], pit: str, rim: str) -> None:
    c.back.append(c.hills(590, 60, (mix(ground[0], "#2b2f73", 0.3), ground[1]), 3))
    c.back.append(path(f"M-20 640Q{num(c.width / 2)} 540 {num(c.width + 20)} 640V800H-20Z", c.fade(ground)))
    for share, y, r in ((0.12, 664, 52), (0.36, 738, 60), (0.74, 640, 40), (0.9, 714, 66), (0.55, 618, 24)):
        x = c.width * share
        c.back.append(oval(x, y + 4, r, r * 0.34, rim) + oval(x, y, r * 0.9, r * 0.27, pit))
    c.floor = 668


def underwater(c: Canvas) -> None:
    """Under water: light shafts, coral, weeds, bubbles; figures float."""
    c.afloat, c.floor = True, 600
    c.back.append(
        box(0, 0, c.width, HEIGHT, c.fade((c.tint("#7fe3f5"), c.tint("#2f9fe0"), c.tint("#12529c"))))
    )
    for x in c.spread(5, 0, 1):
        c.back.append(
            path(f"M{num(x)} -10l70 0l-90 620l-120 0Z", c.fade(("#ffffff", "#ffffff"), None, (0.35, 0.0)))
        )
    c.back.append(
        path(
            f"M-20 690Q{num(c.width * 0.3)} 630 {num(c.width * 0.55)} 680T{num(c.width + 20)} 660V800H-20Z",
            c.fade((c.tint("#ffe3ac"), c.tint("#e0b878"))),
        )
    )
    for share, name, s, colour in (
        (0.02, "own-coral", 6.5, ""),
        (0.14, "own-weed", 7, ""),
        (0.8, "own-weed", 6, ""),
        (0.9, "own-coral", 6, "purple"),
        (0.7, "coral", 3, ""),
    ):
        c.back.append(group(icon(name, colour), c.width * share - 40, 720 - 32 * s, s))
    for share, name, y in ((0.1, "fish", 180.0), (0.86, "tropical-fish", 250.0), (0.2, "blowfish", 340.0)):
        c.back.append(group(icon(name), c.width * share - 30, y, 1.9, 0, share > 0.5, 0.85))
    for _ in range(24):
        x, y, r = c.rng.uniform(0, c.width), c.rng.uniform(40, 700), c.rng.uniform(4, 14)
        c.front.append(
            oval(x, y, r, r, "#ffffff", 0.28)
            + oval(x - r * 0.3, y - r * 0.3, r * 0.25, r * 0.25, "#ffffff", 0.9)
        )
    c.front.append(group(icon("spiral-shell"), c.width * 0.3, 706, 1.5))


def heaven(c: Canvas) -> None:
    """High in the sky among clouds; figures float."""
    c.afloat, c.floor = True, 600
    cloud = icon("own-cloud")
    for x, y, s in ((0.02, 420, 7.0), (0.66, 360, 8.0), (0.3, 540, 6.0)):
        c.back.append(group(cloud, c.width * x, y, s, 0, False, 0.85))
    for x, y, s in ((-0.08, 600, 9), (0.32, 660, 8), (0.7, 610, 9.5)):
        c.front.append(group(cloud, c.width * x, y, s, 0, False, 0.94))


def volcano(c: Canvas) -> None:
    """A volcano with lava."""
    x = c.width * 0.5
    c.back.append(c.glow(x, 190, 260, "#ff7a3c", 0.7))
    c.back.append(
        path(
            f"M{num(x - 360)} 620L{num(x - 80)} 230Q{num(x)} 260 {num(x + 80)} 230L{num(x + 360)} 620Z",
            c.fade((c.tint("#6a4a55"), c.tint("#4a3040"))),
        )
    )
    c.back.append(
        path(
            f"M{num(x - 70)} 236Q{num(x)} 262 {num(x + 70)} 236L{num(x + 40)} 330L{num(x + 16)} 300L{num(x)} 420L{num(x - 22)} 310L{num(x - 44)} 350Z",
            "#ff7a3c",
        )
    )
    c.back.append(group(icon("fire"), x - 70, 90, 4.4))
    c.back.append(c.hills(600, 40, (c.tint("#6a4a55"), c.tint("#3c2836")), 3))
    c.floor = 670


def island(c: Canvas) -> None:
    """A small island in the sea."""
    sea(c)
    x = c.width / 2
    c.back.append(oval(x, 690, c.width * 0.44, 90, c.tint("#f5d79a")))
    c.back.append(stand(c, "palm-tree", x + c.width * 0.27, 640, 370))
    c.floor, c.wet = 672, False


def shanshui(c: Canvas) -> None:
    """Ink mountains over still water, a red sun."""
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#f5ecd8", "#efe3c8", "#e6dcc4"))))
    c.back.append(oval(c.width * 0.76, 150, 56, 56, "#d9482f", 0.88))
    for y, h, tone, fade in (
        (430.0, 300, "#8fa3a0", 0.55),
        (480.0, 220, "#5f7a78", 0.7),
        (520.0, 120, "#33504f", 0.85),
    ):
        c.back.append(path("", "none") + group(c.hills(y, h, (tone, "#f0e6d0"), 4), opacity=fade))
        c.back.append(
            box(0, y - 40, c.width, 80, c.fade(("#f5ecd8", "#f5ecd8", "#f5ecd8"), None, (0.0, 0.8, 0.0)))
        )
    c.back.append(box(0, 540, c.width, 240, c.fade(("#e6e2d0", "#b9cbc4"))))
    for _ in range(12):
        x, y = c.rng.uniform(0, c.width), c.rng.uniform(560, 740)
        c.back.append(path(f"M{num(x)} {num(y)}q30 -6 70 0", stroke="#7f9a95", width=2.4, opacity=0.5))
    c.front.append(
        path(
            f"M{num(c.width)} 120C{num(c.width - 120)} 130 {num(c.width - 150)} 60 {num(c.width - 250)} 70M{num(c.width - 90)} 118C{num(c.width - 130)} 170 {num(c.width - 170)} 160 {num(c.width - 190)} 200",
            stroke="#4a3a33",
            width=8,
        )
    )
    for dx, dy in ((250, 70), (210, 74), (170, 92), (190, 200), (150, 165), (110, 122), (60, 122)):
        c.front.append(group(icon("cherry-blossom"), c.width - dx - 16, dy - 18, 1.05))
    c.floor, c.wet = 660, True
