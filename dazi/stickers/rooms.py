"""Built settings: streets, stages, rooms; and the plain sticker ground when no place was named."""

from dazi.stickers.icons import icon
from dazi.stickers.pen import HEIGHT, Canvas, box, dark, group, light, mix, num, oval, path


def room(c: Canvas, wall: str = "#ffe9d6", floor: str = "#d9a878") -> None:
    """A wall, a window that shows the hour, a wooden floor."""
    night = c.hour == "night"
    wall = mix(wall, "#3a3a78", 0.42) if night else wall
    c.back.append(box(0, 0, c.width, 560, c.fade((light(wall, 0.25), wall))))
    boards = mix(floor, "#2a2a5c", 0.35) if night else floor
    c.back.append(
        box(0, 560, c.width, 220, c.fade((boards, dark(boards, 0.12))))
        + box(0, 548, c.width, 16, light(boards, 0.4))
    )
    for y in (600, 650, 705):
        c.back.append(path(f"M0 {y}H{num(c.width)}", stroke=dark(boards, 0.14), width=3, opacity=0.6))
    x = c.width * 0.62
    pane = {"night": "#27307c", "sunset": "#ff9d6b", "dawn": "#ffd9bd", "day": "#a9dcff"}[c.hour]
    c.back.append(
        box(x, 110, 210, 230, "#fffaf0", 12)
        + box(x + 12, 122, 186, 206, mix(pane, "#8fa0b0", 0.4 if c.grey else 0), 6)
    )
    if night and not c.grey:
        c.back.append(group(icon("own-moon"), x + 110, 138, 1.7))
        c.back.append(
            "".join(oval(x + 24 + i * 31 % 170, 140 + i * 47 % 170, 2.4, 2.4, "#fff3c4") for i in range(9))
        )
    if c.grey:
        c.back.append(
            "".join(
                path(
                    f"M{num(x + 20 + i * 29 % 170)} {num(132 + i * 53 % 170)}l-6 22",
                    stroke="#e3f3ff",
                    width=3,
                    opacity=0.8,
                )
                for i in range(18)
            )
        )
    c.back.append(
        box(x + 100, 122, 9, 206, "#fffaf0")
        + box(x + 12, 220, 186, 9, "#fffaf0")
        + box(x - 12, 334, 234, 16, "#fff3e0", 6)
    )
    c.floor = 676


def bedroom(c: Canvas) -> None:
    """A bedroom: lamp, picture, rug."""
    room(c, "#f3e3ff", "#d6a67c")
    c.back.append(
        group(icon("framed-picture"), c.width * 0.14, 130, 3.6)
        + group(icon("potted-plant"), c.width * 0.84, 420, 4.6)
    )
    c.back.append(
        oval(c.width / 2, 690, c.width * 0.36, 46, "#ffb8c8", 0.8)
        + oval(c.width / 2, 690, c.width * 0.3, 36, "#ffd6df", 0.9)
    )


def living(c: Canvas) -> None:
    """A living room: sofa and lamp, television."""
    room(c, "#dff1e6", "#cfa06f")
    c.back.append(
        group(icon("couch-and-lamp"), c.width * 0.02, 320, 9)
        + group(icon("framed-picture"), c.width * 0.2, 110, 3)
    )
    c.back.append(oval(c.width / 2, 694, c.width * 0.36, 44, "#8fc9b8", 0.8))


def kitchen(c: Canvas) -> None:
    """Tiles, cupboards, a stove, pans."""
    room(c, "#fff1d6", "#e0bb92")
    for y in range(360, 560, 42):
        for i in range(int(c.width / 60) + 1):
            c.back.append(box(i * 60 - (y // 42 % 2) * 30, y, 56, 38, "#ffffff", 4, 0.55))
    for x in (0.02, 0.24, 0.46):
        c.back.append(
            box(c.width * x, 40, c.width * 0.2, 130, "#7fc4b5", 8)
            + oval(c.width * x + c.width * 0.17, 140, 6, 6, "#fff3d0")
        )
    c.back.append(box(0, 470, c.width, 22, "#b97f4b", 4) + box(0, 492, c.width, 90, "#6fb3a5"))
    for i in range(4):
        c.back.append(box(c.width * (0.02 + i * 0.25), 504, c.width * 0.21, 70, "#7fc4b5", 6))
    for name, x, y, s in (
        ("pot-of-food", 0.06, 372, 3.4),
        ("bowl-with-spoon", 0.22, 400, 2.4),
        ("tomato", 0.72, 408, 2.1),
        ("leafy-green", 0.8, 398, 2.5),
        ("salt", 0.9, 404, 2.2),
    ):
        c.back.append(group(icon(name), c.width * x, y, s))


def office(c: Canvas) -> None:
    """An office: screens, a whiteboard, plants."""
    room(c, "#dfe9f5", "#aeb9c9")
    c.back.append(
        box(c.width * 0.06, 120, 250, 170, "#ffffff", 8)
        + group(icon("chart-increasing"), c.width * 0.06 + 30, 140, 3.6)
        + group(icon("tear-off-calendar"), c.width * 0.06 + 155, 160, 2.2)
    )
    c.back.append(
        group(icon("potted-plant"), c.width * 0.87, 430, 4.4)
        + group(icon("file-cabinet"), c.width * 0.02, 420, 5)
    )


def classroom(c: Canvas) -> None:
    """A blackboard over the wall, desks."""
    room(c, "#fdf3dc", "#d0a274")
    x, w = c.width * 0.1, c.width * 0.8
    c.back.append(box(x - 14, 70, w + 28, 300, "#b97f4b", 8) + box(x, 84, w, 272, "#2f6b54", 4))
    for y, d in (
        (140, "M0 0h120M150 -26v52M124 0h52M220 -18l40 36M220 18l40 -36M300 -8h60M300 10h60"),
        (220, "M0 0c20 -50 40 50 60 0s40 50 60 0M180 20l40 -60l40 60Z"),
    ):
        c.back.append(group(path(d, stroke="#eaf5ee", width=5), x + 46, y))
    c.back.append(
        box(x - 14, 360, w + 28, 14, "#a06a3c", 4)
        + group(icon("globe-showing-asia-australia"), c.width * 0.9, 410, 3)
    )
    c.back.append(group(icon("books"), c.width * 0.02, 470, 3.6))


def library(c: Canvas) -> None:
    """Shelves of books to the ceiling."""
    room(c, "#f3e0c4", "#b98655")
    spines = ("#e06b5d", "#f0b04a", "#5fae8a", "#5a8fd0", "#a57bd0", "#e0879f", "#7d9a5c")
    for y in (40, 165, 290, 415):
        x = 10.0
        c.back.append(box(0, y - 14, c.width, 126, "#8f6238"))
        while x < c.width - 14:
            w, h = c.rng.uniform(14, 30), c.rng.uniform(70, 100)
            c.back.append(box(x, y + 102 - h, w - 2, h, c.tint(c.rng.choice(spines)), 2))
            x += w if c.rng.random() < 0.94 else w + 30
        c.back.append(box(0, y + 100, c.width, 14, "#a9764a"))
    c.back.append(group(icon("potted-plant"), c.width * 0.86, 448, 4.2))


def shop(c: Canvas) -> None:
    """A shop's shelves and its striped front."""
    room(c, "#eef7ff", "#d7dde6")
    goods = (
        "cup-with-straw",
        "bubble-tea",
        "canned-food",
        "rice-ball",
        "chocolate-bar",
        "beverage-box",
        "cookie",
        "candy",
        "bread",
        "ice-cream",
        "bento-box",
        "red-apple",
    )
    for row, y in enumerate((140, 270, 400)):
        for i in range(int(c.width / 84) + 1):
            c.back.append(group(icon(goods[(i * 5 + row * 3) % len(goods)]), i * 84 + 8, y, 2.2))
        c.back.append(box(0, y + 70, c.width, 16, "#9fb4c9", 4))
    for i in range(int(c.width / 64) + 1):
        c.back.append(path(f"M{i * 64} 0h64v64a32 32 0 0 1 -64 0Z", "#2fae7d" if i % 2 else "#ffffff"))
    c.back.append(box(0, 0, c.width, 22, "#f27f3d"))


def restaurant(c: Canvas) -> None:
    """A warm place to eat: lanterns, a menu."""
    room(c, "#ffdcc0", "#b07a4c")
    for share in (0.12, 0.34, 0.56, 0.78, 0.96):
        c.back.append(group(icon("own-lantern"), c.width * share - 36, -10, 2.4))
    c.back.append(
        box(c.width * 0.08, 170, 200, 150, "#5d3a24", 8)
        + group(icon("steaming-bowl"), c.width * 0.08 + 52, 190, 3)
    )


def bathroom(c: Canvas) -> None:
    """Blue tiles, bubbles."""
    c.back.append(box(0, 0, c.width, HEIGHT, "#d4eef7"))
    for y in range(0, 560, 70):
        for tile in range(0, int(c.width), 70):
            c.back.append(box(tile + 2, y + 2, 66, 66, "#ffffff", 6, 0.5))
    c.back.append(box(0, 560, c.width, 220, c.fade(("#9fd0e3", "#7fb6d0"))))
    c.back.append(group(icon("mirror"), c.width * 0.1, 120, 5) + group(icon("shower"), c.width * 0.74, 60, 5))
    for x in c.spread(16):
        r = c.rng.uniform(8, 26)
        c.front.append(oval(x, c.rng.uniform(80, 660), r, r, "#ffffff", 0.45))
    c.floor = 680


def hospital(c: Canvas) -> None:
    """A ward."""
    room(c, "#e3f4f1", "#b9d6d0")
    c.back.append(
        box(c.width * 0.14, 140, 130, 130, "#ffffff", 18)
        + path(f"M{num(c.width * 0.14 + 50)} 160h30v30h30v30h-30v30h-30v-30h-30v-30h30Z", "#f0524f")
    )


def gym(c: Canvas) -> None:
    """Mirrors and weights."""
    room(c, "#dbe2ee", "#8d97a8")
    for i in range(3):
        c.back.append(group(icon("own-dumbbell"), c.width * 0.06 + i * 92, 470 - i % 2 * 8, 2.2))
    c.back.append(group(icon("flexed-biceps"), c.width * 0.1, 140, 4.4))


def cinema(c: Canvas) -> None:
    """A dark hall with a bright screen."""
    c.back.append(
        box(0, 0, c.width, HEIGHT, "#2a1a36") + box(c.width * 0.1, 60, c.width * 0.8, 310, "#fdf6e3", 10)
    )
    c.back.append(
        c.glow(c.width / 2, 220, 420, "#fff3c4", 0.35)
        + group(icon("film-frames"), c.width / 2 - 90, 120, 5.6)
    )
    for row, y in enumerate((470, 560)):
        for i in range(8):
            c.back.append(
                box(i * c.width / 7 - 50 + row * 30, y, 96, 130, "#b5304a" if row else "#8f2640", 26)
            )
    c.floor = 690


def festive(c: Canvas) -> None:
    """A party room: bunting, balloons, confetti."""
    room(c, "#ffe3ec", "#e0b48c")
    flags = ("#ff7f8f", "#ffd166", "#7fd8c0", "#7fb6ff", "#c79bff")
    for i in range(12):
        x = i * c.width / 11
        y = 50 + 46 * (1 - ((i - 5.5) / 5.5) ** 2)
        c.back.append(path(f"M{num(x - 26)} {num(y)}h52l-26 54Z", flags[i % 5]))
    for share, y, colour in (
        (0.06, 190, ""),
        (0.16, 250, "blue"),
        (0.84, 230, "yellow"),
        (0.94, 180, "pink"),
    ):
        c.back.append(group(icon("balloon", colour), c.width * share - 56, y, 3.6, c.rng.uniform(-8, 8)))
    for x in c.spread(46, 0, 1):
        c.front.append(
            group(
                box(-6, -3, 12, 6, c.rng.choice(flags), 2),
                x,
                c.rng.uniform(10, 700),
                1,
                c.rng.uniform(0, 180),
            )
        )
