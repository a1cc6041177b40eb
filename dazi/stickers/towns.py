"""Streets, stages, a pitch, a fair of sweets; and the plain sticker card when no place was named."""

from dazi.stickers.icons import icon
from dazi.stickers.lands import grass, stand
from dazi.stickers.pen import HEIGHT, Canvas, box, group, light, mix, num, oval, path

SHEETS = (("#ffe3ec", "#ffc4d6", "#ff9dbb"), ("#e2f2ff", "#bfe0ff", "#8cc4ff"), ("#fff3d1", "#ffe19a", "#ffc95c"),
          ("#e6f8e4", "#c3ecc0", "#93d993"), ("#efe6ff", "#d8c6ff", "#b79bff"), ("#ffeadb", "#ffd0ae", "#ffad78"))  # fmt: skip


def sheet(c: Canvas) -> None:
    """A pastel card with a disc behind the figure and a scatter of little marks."""
    pale, mid, deep = c.rng.choice(SHEETS)
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade((light(pale, 0.5), pale))))
    for i in range(14):
        a = i * (c.width / 7) - c.width * 0.6
        c.back.append(
            path(f"M{num(a)} 800L{num(a + 500)} -20h34L{num(a + 34)} 800Z", "#ffffff", opacity=0.28)
        )
    c.back.append(oval(c.width / 2, 400, 300, 300, mid, 0.85))
    c.back.append(
        path(f"M{num(c.width / 2 - 268)} 400a268 268 0 0 1 536 0", stroke="#ffffff", width=6, opacity=0.7)
    )
    c.back.append(oval(c.width / 2, 664, 250, 34, deep, 0.55))
    for x in c.spread(16, 0.02, 0.98):
        y = c.rng.choice((c.rng.uniform(30, 130), c.rng.uniform(650, 740), c.rng.uniform(150, 620)))
        if abs(x - c.width / 2) < 310 and 110 < y < 690:
            continue
        mark = c.rng.choice(("sparkles", "glowing-star", "dot", "dot", "ring"))
        if mark == "dot":
            c.back.append(oval(x, y, 9, 9, deep, 0.8))
        elif mark == "ring":
            c.back.append(
                f'<circle cx="{num(x)}" cy="{num(y)}" r="11" fill="none" stroke="{deep}" stroke-width="5"/>'
            )
        else:
            c.back.append(group(icon(mark), x - 18, y - 18, 1.15))
    c.floor = 662


def city(c: Canvas) -> None:
    """A skyline with lit windows, a road before it."""
    lit = c.hour == "night"
    for depth, (top, tone) in enumerate(((300, "#9db4d6"), (380, "#7d93bd"))):
        x = -10.0
        while x < c.width:
            w, y = c.rng.uniform(60, 110), c.rng.uniform(top - 130, top + 90)
            tower = c.tint(mix(tone, "#c9a7d6", c.rng.uniform(0, 0.4)))
            c.back.append(box(x, y, w - 6, 700 - y, c.fade((tower, light(tower, 0.12 if lit else 0.35)))))
            if depth:
                _windows(c, x, y, w, lit)
            x += w
    c.back.append(box(0, 600, c.width, 180, c.tint("#7a8092")))
    c.back.append(box(0, 592, c.width, 14, c.tint("#c9cede")))
    for x in range(-20, int(c.width), 130):
        c.back.append(box(x, 706, 74, 9, "#ffe9a8", 4, 0.85))
    c.floor = 680


def _windows(c: Canvas, x: float, y: float, w: float, lit: bool) -> None:
    d = ""
    for row in range(int((585 - y) / 30)):
        for column in range(int((w - 18) / 20)):
            if c.rng.random() < (0.55 if lit else 0.8):
                d += f"M{num(x + 9 + column * 20)} {num(y + 14 + row * 30)}h10v14h-10Z"
    c.back.append(path(d, "#ffe48a" if lit else "#e6f4ff", opacity=0.85))


def street(c: Canvas) -> None:
    """Shop fronts with awnings, a pavement."""
    colours = ("#ffd1c2", "#fff0c4", "#cfe9ff", "#d9f2d0", "#f3d9ff")
    awnings = ("#f06a5d", "#f2a93b", "#4aa3e0", "#59b86b", "#a97be0")
    w = c.width / 4
    for i in range(4):
        x, y = i * w, 230 + (i % 2) * 50
        c.back.append(box(x, y, w, 400, c.tint(colours[i % 5])))
        c.back.append(
            box(x + w * 0.12, y + 34, w * 0.3, 70, c.tint("#8ec7ea"), 6)
            + box(x + w * 0.58, y + 34, w * 0.3, 70, c.tint("#8ec7ea"), 6)
        )
        c.back.append(
            box(x + w * 0.1, 470, w * 0.46, 110, c.tint("#bfe3f7"), 5)
            + box(x + w * 0.64, 470, w * 0.26, 140, c.tint("#a9714a"), 5)
        )
        for k in range(6):
            c.back.append(
                path(
                    f"M{num(x + k * w / 6)} 420h{num(w / 6)}v34a{num(w / 12)} {num(w / 12)} 0 0 1 {num(-w / 6)} 0Z",
                    c.tint(awnings[i % 5] if k % 2 else "#ffffff"),
                )
            )
    c.back.append(box(0, 606, c.width, 170, c.fade((c.tint("#b9bfcc"), c.tint("#8f96a8")))))
    c.back.append(box(0, 606, c.width, 10, c.tint("#e6e9f0")))
    for x in range(-20, int(c.width), 130):
        c.back.append(box(x, 716, 74, 8, "#ffffff", 4, 0.8))
    c.floor = 682


def stage(c: Canvas) -> None:
    """Curtains, beams of light, boards."""
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#2b1650", "#5a2a86", "#8a3fa0"))))
    for share, colour in ((0.2, "#ffe27a"), (0.5, "#ff8ad1"), (0.8, "#7fd8ff")):
        x = c.width * share
        c.back.append(
            path(
                f"M{num(x - 14)} -10h28L{num(c.width / 2 + (x - c.width / 2) * 0.3 + 170)} 660H{num(c.width / 2 + (x - c.width / 2) * 0.3 - 170)}Z",
                c.fade((colour, colour), None, (0.6, 0.05)),
            )
        )
    c.back.append(
        path(f"M0 620H{num(c.width)}V780H0Z", c.fade(("#c9824d", "#8a5230")))
        + oval(c.width / 2, 676, 250, 40, "#ffe9b8", 0.55)
    )
    for flip in (False, True):
        drape = "".join(
            path(
                f"M{i * 34} -10C{i * 34 + 30} 200 {i * 34 - 10} 420 {max(i * 34 - 20, 0)} 700H{i * 34 + 22}C{i * 34 + 34} 420 {i * 34 + 50} 200 {i * 34 + 40} -10Z",
                "#c62f4a" if i % 2 else "#e0445c",
            )
            for i in range(4)
        )
        c.back.append(group(drape, c.width if flip else 0, 0, 1, 0, flip))
    for i in range(int(c.width / 90) + 1):
        c.back.append(path(f"M{i * 90 - 10} -10h100a50 62 0 0 1 -100 0Z", "#e0445c" if i % 2 else "#c62f4a"))
    for x in c.spread(22, 0.12, 0.88):
        c.back.append(oval(x, c.rng.uniform(90, 560), 4, 4, "#fff3c4", c.rng.uniform(0.4, 0.9)))
    c.floor = 684


def stadium(c: Canvas) -> None:
    """Stands, floodlights, a striped pitch."""
    c.back.append(box(0, 330, c.width, 190, c.tint("#7d8fb0")))
    for x in c.spread(150, 0, 1):
        r = 6
        c.back.append(
            oval(
                x,
                c.rng.uniform(350, 500),
                r,
                r,
                c.rng.choice(("#ff7f6b", "#ffd166", "#7fd8ff", "#ffffff", "#9be07c")),
            )
        )
    c.back.append(box(0, 510, c.width, 30, c.tint("#f5f7fa")))
    for i in range(6):
        c.back.append(box(0, 540 + i * 40, c.width, 40, c.tint("#5fbf5a" if i % 2 else "#6fce66")))
    c.back.append(
        f'<ellipse cx="{num(c.width / 2)}" cy="680" rx="230" ry="50" fill="none" stroke="#ffffff" stroke-width="6" stroke-opacity="0.7"/>'
    )
    c.floor = 690


def train(c: Canvas) -> None:
    """Inside a metro car."""
    c.back.append(box(0, 0, c.width, HEIGHT, "#e6ecf2") + box(0, 0, c.width, 60, "#c3cedb"))
    for i in range(3):
        c.back.append(
            box(c.width * (0.04 + i * 0.33), 110, c.width * 0.27, 220, "#3c4a63", 18)
            + box(c.width * (0.04 + i * 0.33) + 10, 120, c.width * 0.27 - 20, 200, "#7fb6e0", 14)
        )
    c.back.append(box(0, 430, c.width, 120, "#3fa0d8", 20) + box(0, 540, c.width, 240, "#b9c2cf"))
    for i in range(6):
        x = c.width * (0.08 + i * 0.17)
        c.back.append(
            path(f"M{num(x)} 56v50", stroke="#8f9bab", width=5)
            + f'<circle cx="{num(x)}" cy="126" r="20" fill="none" stroke="#f2a93b" stroke-width="7"/>'
        )
    c.floor = 690


def candyland(c: Canvas) -> None:
    """Candy hills."""
    c.back.append(c.hills(520, 150, ("#ffb8d9", "#ffd9ea"), 3) + c.hills(590, 70, ("#ffe0a8", "#ffc4dd"), 2))
    for share, name, size in (
        (0.08, "lollipop", 260),
        (0.25, "ice-cream", 180),
        (0.76, "cupcake", 190),
        (0.93, "candy", 200),
    ):
        c.back.append(stand(c, name, c.width * share, 620, size))
    c.floor = 672


def hearts(c: Canvas) -> None:
    """Pink with hearts."""
    c.back.append(box(0, 0, c.width, HEIGHT, c.fade(("#ffd6e4", "#ffb3cd", "#ff8fb3"))))
    for x in c.spread(14, 0, 1):
        s = c.rng.uniform(1, 2.6)
        c.back.append(
            group(
                icon(c.rng.choice(("red-heart", "pink-heart", "two-hearts", "sparkling-heart"))),
                x - 30,
                c.rng.uniform(20, 640),
                s,
                c.rng.uniform(-20, 20),
                False,
                0.85,
            )
        )
    c.back.append(oval(c.width / 2, 690, c.width * 0.42, 60, "#ffe6ef", 0.9))
    c.floor = 676


def haunted(c: Canvas) -> None:
    """Halloween night."""
    grass(c, "#3a2f5c", "#5a4a86", False)
    c.back.append(stand(c, "derelict-house", c.width * 0.82, 560, 260))
    for share in (0.08, 0.24):
        c.back.append(stand(c, "jack-o-lantern", c.width * share, 620 + share * 60, 110))
    for x, y in ((0.2, 170), (0.4, 110), (0.66, 200)):
        c.back.append(group(icon("bat"), c.width * x, y, 1.8))
