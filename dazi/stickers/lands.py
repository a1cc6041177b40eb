"""Outdoor settings, one small function each: land, water, far things behind and near things before the figures."""

from collections.abc import Callable

from dazi.stickers.icons import icon
from dazi.stickers.pen import HEIGHT, Canvas, box, dark, group, light, mix, num, oval, path


def stand(c: Canvas, name: str, x: float, foot: float, size: float, flip: bool = False, opacity: float = 1, colour: str = "") -> str:
    """An icon of `size` units whose foot is at x, foot, with a soft shadow on the ground."""
    shade = oval(x, foot - 2, size * 0.36, size * 0.06, "#1c2340", 0.18)
    scale = size / 32
    body = group(icon(name, colour), x + (size / 2 if flip else -size / 2), foot - size * 0.94, scale, 0, flip, opacity)
    return shade + body


def grass(c: Canvas, low: str = "#5fbf5a", high: str = "#9be07c", flowers: bool = True) -> None:
    """Meadow: far hills, a near slope, tufts and flowers before the figures."""
    if c.season == "winter":
        low, high, flowers = "#cfe0f0", "#ffffff", False
    if c.season == "autumn":
        low, high = "#c9a13b", "#eccb6a"
    c.back.append(c.hills(500, 110, (c.tint(mix(high, "#7fc7c9", 0.4)), c.tint(high)), 3))
    c.back.append(c.hills(560, 70, (c.tint(high), c.tint(low)), 2))
    c.floor = 660
    for x in c.spread(13, 0, 1):
        y = c.rng.uniform(600, 740)
        c.back.append(path(f"M{num(x)} {num(y)}q-6 -16 -12 -20M{num(x)} {num(y)}q1 -18 2 -26M{num(x)} {num(y)}q6 -14 13 -18", stroke=c.tint(dark(low, 0.12)), width=4))
    if flowers:
        for x in c.spread(7, 0, 1):
            name = c.rng.choice(("cherry-blossom", "tulip", "blossom", "hibiscus", "white-flower"))
            c.front.append(group(icon(name), x - 20, c.rng.uniform(690, 730), 1.35))


def meadow(c: Canvas) -> None:
    """Grass with two trees far off."""
    grass(c)
    for share in (0.09, 0.92):
        tree = {"winter": "evergreen-tree", "spring": "own-sakura"}.get(c.season, "deciduous-tree")
        c.back.append(stand(c, tree, c.width * share, 560, c.rng.uniform(150, 200)))


def forest(c: Canvas) -> None:
    """Three depths of trees, light between them."""
    c.back.append(box(0, 0, c.width, HEIGHT, c.tint("#a5dcb0"), opacity=0.55))
    for depth, (y, size, count, fade) in enumerate(((470, 190, 9, 0.45), (530, 260, 7, 0.7), (590, 330, 4, 1.0))):
        c.back.append(c.hills(y, 30, (c.tint(mix("#3f9a58", "#bfe8c0", 0.5 - depth * 0.2)), c.tint("#2f7d4a")), 2))
        for i, x in enumerate(c.spread(count, -0.02, 1.02)):
            if depth == 2 and 0.24 < x / c.width < 0.76:
                continue
            c.back.append(stand(c, "evergreen-tree" if (i + depth) % 2 else "deciduous-tree", x, y + 40, size, opacity=fade))
    c.back.append(c.hills(620, 24, (c.tint("#6fc06a"), c.tint("#3c8f4c")), 2))
    c.floor = 670
    for x in c.spread(6):
        c.front.append(group(icon(c.rng.choice(("mushroom", "herb", "herb", "seedling"))), x - 22, c.rng.uniform(690, 722), 1.5))


def bamboo(c: Canvas) -> None:
    """A bamboo grove."""
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#d9f2cf", "#a9dca0"))))
    for fade, scale, count in ((0.35, 12, 5), (0.6, 15, 4)):
        for x in c.spread(count, -0.1, 1):
            c.back.append(group(icon("own-bamboo"), x, 640 - 32 * scale - c.rng.uniform(0, 60), scale, 0, False, fade))
    c.back.append(c.hills(600, 30, (c.tint("#8fd07a"), c.tint("#58a559")), 2))
    for share in (-0.05, 0.8):
        c.back.append(group(icon("own-bamboo"), c.width * share, 80, 18))
    c.floor = 665


def autumnwoods(c: Canvas) -> None:
    """Maple woods."""
    c.season = "autumn"
    grass(c, flowers=False)
    for share, foot, size in ((0.05, 590, 300), (0.22, 550, 190), (0.8, 555, 200), (0.96, 600, 320)):
        c.back.append(stand(c, "deciduous-tree", c.width * share, foot, size, colour="orange" if size > 195 else "red"))
    for x in c.spread(8):
        c.front.append(group(icon(c.rng.choice(("maple-leaf", "fallen-leaf"))), x - 20, c.rng.uniform(690, 725), 1.2, c.rng.uniform(-40, 40)))


def sakura(c: Canvas) -> None:
    """A great cherry tree leaning over, petals on the grass."""
    c.season = "spring"
    grass(c, "#7cc76a", "#b9e59a")
    c.back.append(stand(c, "own-sakura", c.width * 0.85, 580, 250, opacity=0.9))
    c.back.append(stand(c, "own-sakura", c.width * 0.2, 660, 640))
    for x in c.spread(30, 0, 1):
        c.front.append(oval(x, c.rng.uniform(640, 756), 7, 4, c.rng.choice(("#ffc4d8", "#ffa9c6", "#ffe0ea"))))


def garden(c: Canvas) -> None:
    """A fence and beds of flowers."""
    grass(c)
    c.back.append(stand(c, "house-with-garden", c.width * 0.84, 545, 210))
    for post in range(0, int(c.width) + 60, 46):
        c.back.append(path(f"M{post} 600v-80l13 -18l13 18v80Z", c.tint("#fffaf0")))
    c.back.append(box(-10, 540, c.width + 20, 12, c.tint("#efe3d0")))
    for i, x in enumerate(c.spread(12, -0.02, 1.02)):
        name = ("tulip", "sunflower", "rose", "hibiscus", "hyacinth")[i % 5]
        c.back.append(group(icon(name), x - 34, c.rng.uniform(545, 570), 2.1))
    for i, x in enumerate(c.spread(7, 0, 1)):
        c.front.append(group(icon(("tulip", "rose", "hibiscus")[i % 3]), x - 30, 690, 1.9))
    c.front.append(group(icon("butterfly"), c.width * 0.16, 330, 1.7, -14))


def farm(c: Canvas) -> None:
    """Rows of wheat, a barn."""
    grass(c, "#d6b13f", "#f3d977", False)
    c.back.append(stand(c, "house", c.width * 0.82, 560, 210))
    for i, x in enumerate(c.spread(11, -0.02, 1)):
        c.back.append(group(icon("sheaf-of-rice" if i % 2 else "ear-of-corn"), x - 34, 548 + (i % 3) * 10, 2.2))
    for x in c.spread(6, 0, 1):
        c.front.append(group(icon("sheaf-of-rice"), x - 34, 690, 2.2))


def park(c: Canvas) -> None:
    """A park: wheel and carousel far off, a path."""
    grass(c)
    c.back.append(stand(c, "ferris-wheel", c.width * 0.17, 540, 260, opacity=0.9))
    c.back.append(stand(c, "playground-slide", c.width * 0.86, 580, 190))
    c.back.append(path(f"M{num(c.width * 0.3)} 768C{num(c.width * 0.36)} 660 {num(c.width * 0.5)} 620 {num(c.width * 0.46)} 560H{num(c.width * 0.54)}C{num(c.width * 0.62)} 630 {num(c.width * 0.66)} 680 {num(c.width * 0.74)} 768Z", c.tint("#f3dfb6")))


def sea(c: Canvas) -> None:
    """Open sea with rows of waves; the nearest wave is before the figures."""
    c.back.append(box(0, 470, c.width, 300, c.fade((c.tint("#4fc3e8"), c.tint("#1477c4")))))
    if c.hour in ("sunset", "dawn"):
        for i in range(7):
            w = 190 - i * 14
            c.back.append(box(c.width / 2 - w / 2 + c.rng.uniform(-16, 16), 486 + i * 26, w, 6, "#ffe2a0", 3, 0.65))
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
        crest += f"M{num(x + 14)} {num(y - 6)}Q{num(x + step / 2)} {num(y - 26)} {num(x + step - 14)} {num(y - 6)}"
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
    c.back.append(path(f"M-20 590C{num(c.width * 0.3)} 540 {num(c.width * 0.6)} 590 {num(c.width + 20)} 548V800H-20Z", "#ffffff", opacity=0.85))
    c.back.append(path(f"M-20 604C{num(c.width * 0.3)} 556 {num(c.width * 0.6)} 604 {num(c.width + 20)} 562V800H-20Z", c.fade((c.tint("#ffe9b8"), c.tint("#f1c987")))))
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
        c.front.append(group(icon("own-lilypad") + (group(icon("lotus"), 6, -2, 0.6) if c.rng.random() < 0.6 else ""), c.width * share - 50, 650 + c.rng.uniform(0, 20), 3))
    c.floor, c.wet = 665, True


def mountain(c: Canvas) -> None:
    """Green peaks, haze between."""
    for y, h, one, two in ((500, 330, "#9cc3d9", "#cfe6e6"), (560, 230, "#6fae96", "#a8d6ae"), (610, 110, "#5fa862", "#7fc46e")):
        c.back.append(c.hills(y, h, (c.tint(one), c.tint(two)), 3))
        c.back.append(box(0, y - 60, c.width, 90, c.fade(("#ffffff", "#ffffff", "#ffffff"), None, (0.0, 0.35, 0.0))))
    c.back.append(c.hills(640, 26, (c.tint("#7fc46e"), c.tint("#4f9c55")), 2))
    c.floor = 672
    for share in (0.05, 0.94):
        c.back.append(stand(c, "evergreen-tree", c.width * share, 650, 240))


def snowmountain(c: Canvas) -> None:
    """White peaks over a snow field with firs."""
    for x, y, w, tone in ((0.22, 150, 0.62, "#8aa7cf"), (0.78, 120, 0.66, "#7d9ac6"), (0.5, 230, 0.5, "#9db6da")):
        cx, half = c.width * x, c.width * w / 2
        c.back.append(path(f"M{num(cx - half)} 580L{num(cx)} {y}L{num(cx + half)} 580Z", c.fade((c.tint(tone), c.tint(light(tone, 0.5))))))
        cap = half * 0.34
        c.back.append(path(f"M{num(cx)} {y}L{num(cx - cap)} {num(y + cap * 1.5)}l{num(cap * 0.4)} -22l{num(cap * 0.34)} 34l{num(cap * 0.36)} -30l{num(cap * 0.4)} 30l{num(cap * 0.34)} -26L{num(cx + cap)} {num(y + cap * 1.5)}Z", c.tint("#ffffff")))
    snow(c)


def snow(c: Canvas) -> None:
    """A snow field with firs."""
    c.back.append(c.hills(540, 60, (c.tint("#e8f2ff"), c.tint("#cfe0f5")), 2))
    for share, size in ((0.06, 240), (0.18, 160), (0.84, 170), (0.95, 250)):
        x, foot = c.width * share, 590 + size / 8
        c.back.append(stand(c, "evergreen-tree", x, foot, size))
        c.back.append(path(f"M{num(x)} {num(foot - size * 0.93)}l{num(size * 0.14)} {num(size * 0.2)}q{num(-size * 0.14)} 14 {num(-size * 0.28)} 0Z", "#ffffff"))
    c.back.append(c.hills(610, 40, (c.tint("#ffffff"), c.tint("#d6e5f7")), 2))
    c.floor = 670
    c.front.append(path(f"M-20 740Q{num(c.width * 0.25)} 690 {num(c.width * 0.5)} 742T{num(c.width + 20)} 730V800H-20Z", c.tint("#ffffff"), opacity=0.95))


def desert(c: Canvas) -> None:
    """Dunes and cacti."""
    for y, h, one, two in ((520, 120, "#f7cf8a", "#f0b765"), (580, 90, "#f3bf6e", "#e5a24f"), (630, 50, "#fad694", "#eeb563")):
        c.back.append(c.hills(y, h, (c.tint(one), c.tint(two)), 2))
    c.back.append(stand(c, "cactus", c.width * 0.1, 610, 190))
    c.back.append(stand(c, "cactus", c.width * 0.92, 580, 120))
    c.floor = 676


def space(c: Canvas) -> None:
    """Deep space: stars, a nebula, planets; figures float."""
    c.hour, c.afloat, c.floor = "night", True, 590
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#0b0b2e", "#241a5e", "#4a2a86"))))
    for share, y, reach, colour in ((0.25, 250, 300, "#ff6ad5"), (0.75, 520, 330, "#3fb6ff"), (0.6, 150, 220, "#8a5cff")):
        c.back.append(c.glow(c.width * share, y, reach, colour, 0.38))
    for x in c.spread(120, 0, 1):
        r = c.rng.choice((1.2, 1.5, 2.2, 3))
        c.back.append(oval(x, c.rng.uniform(0, HEIGHT), r, r, "#fff6d8", c.rng.uniform(0.5, 1)))
    c.back.append(group(icon("ringed-planet"), c.width * 0.72, 40, 5.6, 8))
    c.back.append(group(icon("globe-showing-asia-australia"), c.width * 0.03, 560, 6.6))
    for name, x, y, s in (("glowing-star", 0.12, 120, 1.7), ("satellite", 0.2, 250, 2.6), ("comet", 0.86, 420, 2.4), ("star", 0.6, 60, 1.1)):
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
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade((c.tint("#7fe3f5"), c.tint("#2f9fe0"), c.tint("#12529c")))))
    for x in c.spread(5, 0, 1):
        c.back.append(path(f"M{num(x)} -10l70 0l-90 620l-120 0Z", c.fade(("#ffffff", "#ffffff"), None, (0.35, 0.0))))
    c.back.append(path(f"M-20 690Q{num(c.width * 0.3)} 630 {num(c.width * 0.55)} 680T{num(c.width + 20)} 660V800H-20Z", c.fade((c.tint("#ffe3ac"), c.tint("#e0b878")))))
    for share, name, s, colour in ((0.02, "own-coral", 6.5, ""), (0.14, "own-weed", 7, ""), (0.8, "own-weed", 6, ""), (0.9, "own-coral", 6, "purple"), (0.7, "coral", 3, "")):
        c.back.append(group(icon(name, colour), c.width * share - 40, 720 - 32 * s, s))
    for share, name, y in ((0.1, "fish", 180.0), (0.86, "tropical-fish", 250.0), (0.2, "blowfish", 340.0)):
        c.back.append(group(icon(name), c.width * share - 30, y, 1.9, 0, share > 0.5, 0.85))
    for _ in range(24):
        x, y, r = c.rng.uniform(0, c.width), c.rng.uniform(40, 700), c.rng.uniform(4, 14)
        c.front.append(oval(x, y, r, r, "#ffffff", 0.28) + oval(x - r * 0.3, y - r * 0.3, r * 0.25, r * 0.25, "#ffffff", 0.9))
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
    c.back.append(path(f"M{num(x - 360)} 620L{num(x - 80)} 230Q{num(x)} 260 {num(x + 80)} 230L{num(x + 360)} 620Z", c.fade((c.tint("#6a4a55"), c.tint("#4a3040")))))
    c.back.append(path(f"M{num(x - 70)} 236Q{num(x)} 262 {num(x + 70)} 236L{num(x + 40)} 330L{num(x + 16)} 300L{num(x)} 420L{num(x - 22)} 310L{num(x - 44)} 350Z", "#ff7a3c"))
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


def castle(c: Canvas) -> None:
    """A fairy castle on a hill."""
    grass(c)
    c.back.append(stand(c, "castle", c.width * 0.5, 530, 380))
    c.back.append(c.hills(590, 40, (c.tint("#a5e08a"), c.tint("#6cc267")), 2))


def palace(c: Canvas) -> None:
    """Old Chinese roofs, lanterns hung above."""
    for x, y, w in ((0.5, 400, 460), (0.12, 450, 250), (0.88, 450, 250)):
        cx = c.width * x
        c.back.append(box(cx - w * 0.36, y, w * 0.72, 200, c.tint("#b5392f")))
        for i in range(5):
            c.back.append(box(cx - w * 0.34 + i * w * 0.16, y, w * 0.035, 200, c.tint("#8f2a24")))
        c.back.append(path(f"M{num(cx - w * 0.56)} {num(y + 10)}Q{num(cx - w * 0.36)} {num(y - 8)} {num(cx - w * 0.26)} {num(y - 86)}H{num(cx + w * 0.26)}Q{num(cx + w * 0.36)} {num(y - 8)} {num(cx + w * 0.56)} {num(y + 10)}Q{num(cx)} {num(y + 24)} {num(cx - w * 0.56)} {num(y + 10)}Z", c.tint("#e0a53c")))
        c.back.append(path(f"M{num(cx - w * 0.28)} {num(y - 88)}Q{num(cx)} {num(y - 76)} {num(cx + w * 0.28)} {num(y - 88)}", stroke=c.tint("#c98a2b"), width=10))
    c.back.append(box(0, 580, c.width, 200, c.fade((c.tint("#e6d8c3"), c.tint("#bfae96")))))
    for share in (0.08, 0.26, 0.74, 0.92):
        c.back.append(group(icon("own-lantern"), c.width * share - 44, -6 + abs(share - 0.5) * 70, 2.8))
    c.floor = 672


def shanshui(c: Canvas) -> None:
    """Ink mountains over still water, a red sun."""
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#f5ecd8", "#efe3c8", "#e6dcc4"))))
    c.back.append(oval(c.width * 0.76, 150, 56, 56, "#d9482f", 0.88))
    for y, h, tone, fade in ((430.0, 300, "#8fa3a0", 0.55), (480.0, 220, "#5f7a78", 0.7), (520.0, 120, "#33504f", 0.85)):
        c.back.append(path("", "none") + group(c.hills(y, h, (tone, "#f0e6d0"), 4), opacity=fade))
        c.back.append(box(0, y - 40, c.width, 80, c.fade(("#f5ecd8", "#f5ecd8", "#f5ecd8"), None, (0.0, 0.8, 0.0))))
    c.back.append(box(0, 540, c.width, 240, c.fade(("#e6e2d0", "#b9cbc4"))))
    for _ in range(12):
        x, y = c.rng.uniform(0, c.width), c.rng.uniform(560, 740)
        c.back.append(path(f"M{num(x)} {num(y)}q30 -6 70 0", stroke="#7f9a95", width=2.4, opacity=0.5))
    c.front.append(path(f"M{num(c.width)} 120C{num(c.width - 120)} 130 {num(c.width - 150)} 60 {num(c.width - 250)} 70M{num(c.width - 90)} 118C{num(c.width - 130)} 170 {num(c.width - 170)} 160 {num(c.width - 190)} 200", stroke="#4a3a33", width=8))
    for dx, dy in ((250, 70), (210, 74), (170, 92), (190, 200), (150, 165), (110, 122), (60, 122)):
        c.front.append(group(icon("cherry-blossom"), c.width - dx - 16, dy - 18, 1.05))
    c.floor, c.wet = 660, True


LANDS: dict[str, Callable[[Canvas], None]] = {
    "meadow": meadow, "forest": forest, "bamboo": bamboo, "autumnwoods": autumnwoods, "sakura": sakura, "garden": garden,
    "farm": farm, "park": park, "sea": sea, "beach": beach, "river": river, "mountain": mountain, "snowmountain": snowmountain,
    "snow": snow, "desert": desert, "space": space, "moon": moon, "mars": mars, "underwater": underwater, "sky": heaven,
    "volcano": volcano, "island": island, "castle": castle, "palace": palace, "shanshui": shanshui,
}  # fmt: skip
