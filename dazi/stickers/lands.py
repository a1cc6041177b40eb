"""Outdoor settings, one small function each: land, water, far things behind and near things before the figures."""

from dazi.stickers.icons import icon
from dazi.stickers.pen import HEIGHT, Canvas, box, dark, group, light, mix, num, oval, path


def stand(
    c: Canvas,
    name: str,
    x: float,
    foot: float,
    size: float,
    flip: bool = False,
    opacity: float = 1,
    colour: str = "",
) -> str:
    """An icon of `size` units whose foot is at x, foot, with a soft shadow on the ground."""
    shade = oval(x, foot - 2, size * 0.36, size * 0.06, "#1c2340", 0.18)
    scale = size / 32
    body = group(
        icon(name, colour), x + (size / 2 if flip else -size / 2), foot - size * 0.94, scale, 0, flip, opacity
    )
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
        c.back.append(
            path(
                f"M{num(x)} {num(y)}q-6 -16 -12 -20M{num(x)} {num(y)}q1 -18 2 -26M{num(x)} {num(y)}q6 -14 13 -18",
                stroke=c.tint(dark(low, 0.12)),
                width=4,
            )
        )
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
    for depth, (y, size, count, fade) in enumerate(
        ((470, 190, 9, 0.45), (530, 260, 7, 0.7), (590, 330, 4, 1.0))
    ):
        c.back.append(
            c.hills(y, 30, (c.tint(mix("#3f9a58", "#bfe8c0", 0.5 - depth * 0.2)), c.tint("#2f7d4a")), 2)
        )
        for i, x in enumerate(c.spread(count, -0.02, 1.02)):
            if depth == 2 and 0.24 < x / c.width < 0.76:
                continue
            c.back.append(
                stand(
                    c,
                    "evergreen-tree" if (i + depth) % 2 else "deciduous-tree",
                    x,
                    y + 40,
                    size,
                    opacity=fade,
                )
            )
    c.back.append(c.hills(620, 24, (c.tint("#6fc06a"), c.tint("#3c8f4c")), 2))
    c.floor = 670
    for x in c.spread(6):
        c.front.append(
            group(
                icon(c.rng.choice(("mushroom", "herb", "herb", "seedling"))),
                x - 22,
                c.rng.uniform(690, 722),
                1.5,
            )
        )


def bamboo(c: Canvas) -> None:
    """A bamboo grove."""
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#d9f2cf", "#a9dca0"))))
    for fade, scale, count in ((0.35, 12, 5), (0.6, 15, 4)):
        for x in c.spread(count, -0.1, 1):
            c.back.append(
                group(icon("own-bamboo"), x, 640 - 32 * scale - c.rng.uniform(0, 60), scale, 0, False, fade)
            )
    c.back.append(c.hills(600, 30, (c.tint("#8fd07a"), c.tint("#58a559")), 2))
    for share in (-0.05, 0.8):
        c.back.append(group(icon("own-bamboo"), c.width * share, 80, 18))
    c.floor = 665


def autumnwoods(c: Canvas) -> None:
    """Maple woods."""
    c.season = "autumn"
    grass(c, flowers=False)
    for share, foot, size in ((0.05, 590, 300), (0.22, 550, 190), (0.8, 555, 200), (0.96, 600, 320)):
        c.back.append(
            stand(c, "deciduous-tree", c.width * share, foot, size, colour="orange" if size > 195 else "red")
        )
    for x in c.spread(8):
        c.front.append(
            group(
                icon(c.rng.choice(("maple-leaf", "fallen-leaf"))),
                x - 20,
                c.rng.uniform(690, 725),
                1.2,
                c.rng.uniform(-40, 40),
            )
        )


def sakura(c: Canvas) -> None:
    """A great cherry tree leaning over, petals on the grass."""
    c.season = "spring"
    grass(c, "#7cc76a", "#b9e59a")
    c.back.append(stand(c, "own-sakura", c.width * 0.85, 580, 250, opacity=0.9))
    c.back.append(stand(c, "own-sakura", c.width * 0.2, 660, 640))
    for x in c.spread(30, 0, 1):
        c.front.append(
            oval(x, c.rng.uniform(640, 756), 7, 4, c.rng.choice(("#ffc4d8", "#ffa9c6", "#ffe0ea")))
        )


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
        c.back.append(
            group(icon("sheaf-of-rice" if i % 2 else "ear-of-corn"), x - 34, 548 + (i % 3) * 10, 2.2)
        )
    for x in c.spread(6, 0, 1):
        c.front.append(group(icon("sheaf-of-rice"), x - 34, 690, 2.2))


def park(c: Canvas) -> None:
    """A park: wheel and carousel far off, a path."""
    grass(c)
    c.back.append(stand(c, "ferris-wheel", c.width * 0.17, 540, 260, opacity=0.9))
    c.back.append(stand(c, "playground-slide", c.width * 0.86, 580, 190))
    c.back.append(
        path(
            f"M{num(c.width * 0.3)} 768C{num(c.width * 0.36)} 660 {num(c.width * 0.5)} 620 {num(c.width * 0.46)} 560H{num(c.width * 0.54)}C{num(c.width * 0.62)} 630 {num(c.width * 0.66)} 680 {num(c.width * 0.74)} 768Z",
            c.tint("#f3dfb6"),
        )
    )


def mountain(c: Canvas) -> None:
    """Green peaks, haze between."""
    for y, h, one, two in (
        (500, 330, "#9cc3d9", "#cfe6e6"),
        (560, 230, "#6fae96", "#a8d6ae"),
        (610, 110, "#5fa862", "#7fc46e"),
    ):
        c.back.append(c.hills(y, h, (c.tint(one), c.tint(two)), 3))
        c.back.append(
            box(0, y - 60, c.width, 90, c.fade(("#ffffff", "#ffffff", "#ffffff"), None, (0.0, 0.35, 0.0)))
        )
    c.back.append(c.hills(640, 26, (c.tint("#7fc46e"), c.tint("#4f9c55")), 2))
    c.floor = 672
    for share in (0.05, 0.94):
        c.back.append(stand(c, "evergreen-tree", c.width * share, 650, 240))


def snowmountain(c: Canvas) -> None:
    """White peaks over a snow field with firs."""
    for x, y, w, tone in (
        (0.22, 150, 0.62, "#8aa7cf"),
        (0.78, 120, 0.66, "#7d9ac6"),
        (0.5, 230, 0.5, "#9db6da"),
    ):
        cx, half = c.width * x, c.width * w / 2
        c.back.append(
            path(
                f"M{num(cx - half)} 580L{num(cx)} {y}L{num(cx + half)} 580Z",
                c.fade((c.tint(tone), c.tint(light(tone, 0.5)))),
            )
        )
        cap = half * 0.34
        c.back.append(
            path(
                f"M{num(cx)} {y}L{num(cx - cap)} {num(y + cap * 1.5)}l{num(cap * 0.4)} -22l{num(cap * 0.34)} 34l{num(cap * 0.36)} -30l{num(cap * 0.4)} 30l{num(cap * 0.34)} -26L{num(cx + cap)} {num(y + cap * 1.5)}Z",
                c.tint("#ffffff"),
            )
        )
    snow(c)


def snow(c: Canvas) -> None:
    """A snow field with firs."""
    c.back.append(c.hills(540, 60, (c.tint("#e8f2ff"), c.tint("#cfe0f5")), 2))
    for share, size in ((0.06, 240), (0.18, 160), (0.84, 170), (0.95, 250)):
        x, foot = c.width * share, 590 + size / 8
        c.back.append(stand(c, "evergreen-tree", x, foot, size))
        c.back.append(
            path(
                f"M{num(x)} {num(foot - size * 0.93)}l{num(size * 0.14)} {num(size * 0.2)}q{num(-size * 0.14)} 14 {num(-size * 0.28)} 0Z",
                "#ffffff",
            )
        )
    c.back.append(c.hills(610, 40, (c.tint("#ffffff"), c.tint("#d6e5f7")), 2))
    c.floor = 670
    c.front.append(
        path(
            f"M-20 740Q{num(c.width * 0.25)} 690 {num(c.width * 0.5)} 742T{num(c.width + 20)} 730V800H-20Z",
            c.tint("#ffffff"),
            opacity=0.95,
        )
    )


def desert(c: Canvas) -> None:
    """Dunes and cacti."""
    for y, h, one, two in (
        (520, 120, "#f7cf8a", "#f0b765"),
        (580, 90, "#f3bf6e", "#e5a24f"),
        (630, 50, "#fad694", "#eeb563"),
    ):
        c.back.append(c.hills(y, h, (c.tint(one), c.tint(two)), 2))
    c.back.append(stand(c, "cactus", c.width * 0.1, 610, 190))
    c.back.append(stand(c, "cactus", c.width * 0.92, 580, 120))
    c.floor = 676


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
        c.back.append(
            path(
                f"M{num(cx - w * 0.56)} {num(y + 10)}Q{num(cx - w * 0.36)} {num(y - 8)} {num(cx - w * 0.26)} {num(y - 86)}H{num(cx + w * 0.26)}Q{num(cx + w * 0.36)} {num(y - 8)} {num(cx + w * 0.56)} {num(y + 10)}Q{num(cx)} {num(y + 24)} {num(cx - w * 0.56)} {num(y + 10)}Z",
                c.tint("#e0a53c"),
            )
        )
        c.back.append(
            path(
                f"M{num(cx - w * 0.28)} {num(y - 88)}Q{num(cx)} {num(y - 76)} {num(cx + w * 0.28)} {num(y - 88)}",
                stroke=c.tint("#c98a2b"),
                width=10,
            )
        )
    c.back.append(box(0, 580, c.width, 200, c.fade((c.tint("#e6d8c3"), c.tint("#bfae96")))))
    for share in (0.08, 0.26, 0.74, 0.92):
        c.back.append(group(icon("own-lantern"), c.width * share - 44, -6 + abs(share - 0.5) * 70, 2.8))
    c.floor = 672
