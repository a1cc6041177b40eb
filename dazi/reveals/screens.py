"""Settings where the picture is on a screen: a television, a phone, a laptop, a game console, a cinema."""

from __future__ import annotations

from dazi.reveals.stage import Stage
from dazi.reveals.walls import boards
from dazi.stickers.pen import box, dark, light, mix, num, oval, path

SKIN = ("#f2c39b", "#e0a67c")


def television(s: Stage) -> None:
    """A living room in the evening: the set, the sofa from behind, and who has taken it."""
    u, floor = s.u, s.bottom + 27 * s.u
    wall = mix(s.palette.deep, "#4d4a66", 0.5)
    s.ground(dark(wall, 0.2), wall, light(wall, 0.06))
    boards(s, floor, "#6a4a3a")
    s.glow(
        s.middle,
        (s.top + s.bottom) / 2,
        s.place.w / 2 + 44 * u,
        s.place.h / 2 + 44 * u,
        s.palette.accent,
        0.75,
    )
    p = s.place
    cabinet = s.bottom + 10 * u
    s.add(box(s.left - 10 * u, cabinet, p.w + 20 * u, 13 * u, s.fade("#a8744a", "#7d5030"), 1.4 * u))
    for at in range(3):
        w = (p.w + 16 * u) / 3
        s.add(box(s.left - 8 * u + at * w, cabinet + 2 * u, w - 2 * u, 9 * u, "#8f5f3a", 1 * u))
        s.add(oval(s.left - 8 * u + at * w + w / 2 - u, cabinet + 6.5 * u, 1 * u, 1 * u, "#f0d8a8"))
    for x in (s.left - 4 * u, s.right + 1 * u):
        s.add(box(x, cabinet + 13 * u, 3 * u, 6 * u, "#4d3020"))
    s.add(path(f"M{num(s.middle - 16 * u)} {num(cabinet)}l{num(7 * u)} {num(-8 * u)}h{num(18 * u)}l{num(7 * u)} {num(8 * u)}Z", "#1d1b26"))  # fmt: skip
    s.shadow(p.x - 3 * u, p.y - 3 * u, p.w + 6 * u, p.h + 7 * u, 3 * u, 0.5)
    s.add(box(p.x - 3 * u, p.y - 3 * u, p.w + 6 * u, p.h + 7.4 * u, s.fade("#34313f", "#14121a"), 1.4 * u))
    s.add(oval(s.right - 2 * u, s.bottom + 2.2 * u, 0.7 * u, 0.7 * u, "#ff5a5a"))
    s.icon("potted-plant", s.left - 26 * u, floor - 18 * u, 40 * u)
    _lamp(s, s.right + 27 * u, floor + 3 * u)
    _sofa(s, s.high + 4 * u, s.palette.cloth)


def _lamp(s: Stage, x: float, y: float) -> None:
    u = s.u
    s.glow(x, y - 58 * u, 34 * u, 34 * u, "#ffd78a", 0.7)
    s.add(box(x - 0.8 * u, y - 52 * u, 1.6 * u, 52 * u, "#c9a25a"), oval(x, y, 8 * u, 2 * u, "#8a6a34"))
    s.add(path(f"M{num(x - 7 * u)} {num(y - 66 * u)}h{num(14 * u)}l{num(5 * u)} {num(16 * u)}h{num(-24 * u)}Z", s.fade("#fff3cf", "#ffd27a")))  # fmt: skip


def _sofa(s: Stage, foot: float, cloth: str) -> None:
    """The sofa from behind, with three heads over its back."""
    u = s.u
    half = min(s.place.w / 2 + 14 * u, 88 * u)
    x, top = s.middle - half, foot - 24 * u
    for kind, share, size, colour in (
        ("cat", 0.24, 34, "#e8964a"), ("bear", 0.5, 38, "#8a5f42"), ("rabbit", 0.75, 30, "#f1e9e4"),
    ):  # fmt: skip
        s.back_of(kind, x + 2 * half * share, foot - 15 * u, size * u, colour)
    s.icon("popcorn", x + 2 * half * 0.37, top - 7 * u, 15 * u)
    s.add(box(x, top, 2 * half, 40 * u, s.fade(light(cloth, 0.14), dark(cloth, 0.25)), 7 * u))
    for side in (x - 6 * u, x + 2 * half - 8 * u):
        s.add(box(side, top + 7 * u, 14 * u, 40 * u, s.fade(cloth, dark(cloth, 0.35)), 6 * u))
    s.add(path(f"M{num(x + 7 * u)} {num(top + 3 * u)}h{num(2 * half - 14 * u)}", stroke=light(cloth, 0.45), width=0.8 * u, opacity=0.6))  # fmt: skip


def phone(s: Stage) -> None:
    """Held in a hand, in the blur of a café."""
    u, p = s.u, s.place
    s.ground(mix(s.palette.deep, "#2d2438", 0.4), mix(s.palette.cloth, "#6a4f4a", 0.55), "#3d2c2a")
    for _ in range(26):
        r = s.rng.uniform(5, 13) * u
        x, y = s.rng.uniform(0, s.wide), s.rng.uniform(0, s.high)
        colour = s.rng.choice(("#ffd89a", s.palette.accent, "#ff9f7a", "#9fd8ff", s.palette.pale))
        s.add(oval(x, y, r, r, colour, 0.24))
    tall = p.h >= p.w * 0.95
    side, end = (3.4 * u, 11 * u) if tall else (11 * u, 3.4 * u)
    x0, y0, w, h = p.x - side, p.y - end, p.w + 2 * side, p.h + 2 * end
    if not tall:
        s.add(path(f"M{num(x0 - 40 * u)} {num(s.high + 9 * u)}C{num(x0 - 30 * u)} {num(s.bottom - 20 * u)} {num(x0 - 16 * u)} {num(s.bottom - 40 * u)} {num(x0 + 12 * u)} {num(s.bottom - 30 * u)}L{num(x0 + 26 * u)} {num(s.high + 9 * u)}Z", SKIN[1]))  # fmt: skip
        s.add(path(f"M{num(x0 + w + 40 * u)} {num(s.high + 9 * u)}C{num(x0 + w + 30 * u)} {num(s.bottom - 20 * u)} {num(x0 + w + 16 * u)} {num(s.bottom - 40 * u)} {num(x0 + w - 12 * u)} {num(s.bottom - 30 * u)}L{num(x0 + w - 26 * u)} {num(s.high + 9 * u)}Z", SKIN[1]))  # fmt: skip
    else:
        s.add(path(f"M{num(s.middle - 34 * u)} {num(s.high + 9 * u)}C{num(x0 - 22 * u)} {num(s.bottom + 24 * u)} {num(x0 - 18 * u)} {num(s.bottom - 20 * u)} {num(x0 + 8 * u)} {num(s.bottom - 34 * u)}H{num(x0 + w - 6 * u)}C{num(x0 + w + 16 * u)} {num(s.bottom)} {num(x0 + w + 4 * u)} {num(s.bottom + 22 * u)} {num(s.middle + 26 * u)} {num(s.high + 9 * u)}Z", s.fade(SKIN[0], SKIN[1])))  # fmt: skip
    s.shadow(x0, y0, w, h, 5 * u, 0.5)
    s.add(
        box(
            x0 - 0.8 * u,
            y0 - 0.8 * u,
            w + 1.6 * u,
            h + 1.6 * u,
            s.fade("#cfd3da", "#83878f", across=True),
            7 * u,
        )
    )
    s.add(box(x0, y0, w, h, "#0d0c12", 6.4 * u))
    _bars(s, tall, x0, y0, w, h)
    if tall:
        _fingers(s, x0, w)
    else:
        for edge, flip in ((x0, 1), (x0 + w, -1)):
            _thumb(s, edge, s.bottom - 4 * u, flip)


def _bars(s: Stage, tall: bool, x: float, y: float, w: float, h: float) -> None:
    """What an app shows above and below: a camera's hole, hearts, a bubble."""
    u = s.u
    if tall:
        s.add(box(s.middle - 7 * u, y + 2.4 * u, 14 * u, 3.6 * u, "#24222c", 1.8 * u), oval(s.middle + 4 * u, y + 4.2 * u, 1 * u, 1 * u, "#3a5a8a"))  # fmt: skip
        spots = [(s.left + 8 * u, s.bottom + 4.8 * u), (s.left + 20 * u, s.bottom + 4.8 * u), (s.right - 8 * u, s.bottom + 4.8 * u)]  # fmt: skip
        s.add(box(s.middle - 10 * u, s.bottom + 9.4 * u, 20 * u, 0.8 * u, "#e8e8ee", 0.4 * u))
    else:
        s.add(oval(x + 4.4 * u, y + h / 2, 1.2 * u, 1.2 * u, "#3a5a8a"))
        spots = [
            (x + w - 5 * u, s.top + 12 * u),
            (x + w - 5 * u, s.top + 22 * u),
            (x + w - 5 * u, s.top + 32 * u),
        ]
    for name, (ix, iy) in zip(("red-heart", "left-speech-bubble", "thumbs-up"), spots, strict=True):
        s.icon(name, ix, iy, 6 * u)


def _thumb(s: Stage, edge: float, y: float, flip: int) -> None:
    u = s.u
    d = f"M{num(edge - flip * 22 * u)} {num(y + 34 * u)}C{num(edge - flip * 20 * u)} {num(y + 10 * u)} {num(edge - flip * 6 * u)} {num(y - 2 * u)} {num(edge + flip * 4 * u)} {num(y - 4 * u)}C{num(edge + flip * 11 * u)} {num(y - 4 * u)} {num(edge + flip * 10 * u)} {num(y + 5 * u)} {num(edge + flip * 5 * u)} {num(y + 8 * u)}C{num(edge - flip * 2 * u)} {num(y + 14 * u)} {num(edge + flip * 2 * u)} {num(y + 26 * u)} {num(edge - flip * 2 * u)} {num(y + 36 * u)}Z"
    s.add(path(d, SKIN[0], SKIN[1], 0.8 * u))


def _fingers(s: Stage, x: float, w: float) -> None:
    """Four fingertips round the right edge and the thumb at the left, all on the phone's rim."""
    u = s.u
    for at in range(4):
        y = s.bottom - (46 - at * 11) * u
        s.add(box(x + w - 2.6 * u, y, 13 * u, 9.4 * u, s.fade(SKIN[0], SKIN[1]), 4.6 * u))
        s.add(oval(x + w - 0.2 * u, y + 4.7 * u, 1.5 * u, 2.8 * u, "#fbe3d3"))
    d = f"M{num(x - 20 * u)} {num(s.bottom + 16 * u)}C{num(x - 22 * u)} {num(s.bottom - 20 * u)} {num(x - 12 * u)} {num(s.bottom - 44 * u)} {num(x - 2 * u)} {num(s.bottom - 54 * u)}C{num(x + 3 * u)} {num(s.bottom - 58 * u)} {num(x + 4 * u)} {num(s.bottom - 50 * u)} {num(x + 2 * u)} {num(s.bottom - 42 * u)}C{num(x - 2 * u)} {num(s.bottom - 22 * u)} {num(x + 1 * u)} {num(s.bottom)} {num(x - 2 * u)} {num(s.bottom + 24 * u)}Z"
    s.add(path(d, s.fade(SKIN[0], SKIN[1]), SKIN[1], 0.6 * u))


def laptop(s: Stage) -> None:
    """On a desk where somebody else has already sat down."""
    u, p = s.u, s.place
    desk = s.bottom + 12 * u
    wall = mix(s.palette.pale, "#dfe4ea", 0.4)
    s.ground(light(wall, 0.2), wall, dark(wall, 0.1))
    s.add(box(0, desk, s.wide, s.high - desk, s.fade("#d9a873", "#b98450")))
    s.add(box(0, desk, s.wide, 1.6 * u, "#f0cfa0"))
    for name, x, y, size in (("framed-picture", s.left - 24 * u, s.top + 6 * u, 30), ("mantelpiece-clock", s.left - 25 * u, desk - 11 * u, 20)):  # fmt: skip
        s.icon(name, x, y, size * u)
    for at, colour in enumerate(("#ffe27a", "#ffb3c4", "#b8e6c4")):
        s.add(box(s.right + (11 + at * 12) * u, s.top + (at % 2) * 5 * u, 10 * u, 10 * u, colour))
    s.shadow(p.x - 3 * u, p.y - 3 * u, p.w + 6 * u, p.h + 8 * u, 3 * u, 0.35)
    s.add(box(p.x - 3 * u, p.y - 4.4 * u, p.w + 6 * u, p.h + 11 * u, s.fade("#3a3d46", "#191b20"), 2.4 * u))
    s.add(oval(s.middle, p.y - 2.2 * u, 0.6 * u, 0.6 * u, "#6fd08a"))
    _keys(s, s.bottom + 6 * u)
    s.pool(s.left - 24 * u, desk + 27 * u, 11 * u, 3 * u)
    s.icon("hot-beverage", s.left - 24 * u, desk + 18 * u, 21 * u)
    s.icon("own-steam", s.left - 25 * u, desk + 4 * u, 10 * u)
    s.figure(
        "cat-face", s.right + 27 * u, desk + 26 * u, 40 * u, mood="happy", actions=("sit",), colour="black"
    )
    s.icon("fish", s.right + 9 * u, s.high - 8 * u, 9 * u, 20)


def _keys(s: Stage, y: float) -> None:
    """The keyboard's half, a trapeze that comes towards us."""
    u, p = s.u, s.place
    deep, out = 26 * u, 13 * u
    s.add(path(f"M{num(p.x - 3 * u)} {num(y + deep + 4 * u)}H{num(s.right + 3 * u)}", stroke="#120a24", width=5 * u, opacity=0.2))  # fmt: skip
    s.add(path(f"M{num(p.x - 3 * u)} {num(y)}H{num(s.right + 3 * u)}L{num(s.right + out)} {num(y + deep)}H{num(p.x - out)}Z", s.fade("#c9ced6", "#eef1f4")))  # fmt: skip
    s.add(path(f"M{num(p.x - out)} {num(y + deep)}H{num(s.right + out)}v{num(1.6 * u)}q0 {num(1.6 * u)} {num(-2 * u)} {num(1.6 * u)}H{num(p.x - out + 2 * u)}q{num(-2 * u)} 0 {num(-2 * u)} {num(-1.6 * u)}Z", "#9aa1ab"))  # fmt: skip
    keys = ""
    count = max(8, round(p.w / (7 * u)))
    for row in range(4):
        near = (row + 0.6) / 6.6
        x0, x1 = p.x + 2 * u - (out - 3 * u) * near, s.right - 2 * u + (out - 3 * u) * near
        step = (x1 - x0) / count
        for at in range(count):
            keys += f"M{num(x0 + at * step)} {num(y + deep * near)}h{num(step * 0.84)}v{num(deep * 0.11)}h{num(-step * 0.84)}Z"
    s.add(path(keys, "#4a4f5a"))
    s.add(path(f"M{num(s.middle - 15 * u)} {num(y + deep * 0.74)}h{num(30 * u)}l{num(1.4 * u)} {num(deep * 0.2)}h{num(-32.8 * u)}Z", "#b4bac4"))  # fmt: skip


def console(s: Stage) -> None:
    """A game console of the pocket kind, between two paws."""
    u, p = s.u, s.place
    shell = mix(s.palette.accent, "#e8e2d4", 0.42)
    s.ground(s.palette.pale, mix(s.palette.pale, "#cfc4e0", 0.5))
    for at in range(-8, int(s.wide / (18 * u)) + 8):
        s.add(path(f"M{num(at * 36 * u)} {s.high}l{num(60 * u)} {-s.high}h{num(18 * u)}l{num(-60 * u)} {s.high}Z", "#ffffff", opacity=0.3))  # fmt: skip
    wide = p.w > p.h * 1.15
    side, low = (42 * u, 12 * u) if wide else (12 * u, 58 * u)
    x, y, w, h = p.x - side, p.y - 14 * u, p.w + 2 * side, p.h + 14 * u + low
    s.shadow(x, y, w, h, 6 * u, 0.45)
    s.add(box(x, y, w, h, s.fade(light(shell, 0.3), dark(shell, 0.1)), 9 * u))
    s.add(box(x + 1.4 * u, y + 1.4 * u, w - 2.8 * u, h - 2.8 * u, s.fade(light(shell, 0.12), shell), 8 * u))
    s.add(box(p.x - 6 * u, p.y - 7 * u, p.w + 12 * u, p.h + 13 * u, s.fade("#565a68", "#3a3d49"), 3 * u))
    s.add(oval(p.x - 3 * u, p.y - 3.4 * u, 0.9 * u, 0.9 * u, "#ff5a5a"))
    s.frame(0.8 * u, "#16181e")
    if wide:
        pad, buttons = (x + 18 * u, s.top + p.h * 0.45), (x + w - 18 * u, s.top + p.h * 0.45)
    else:
        pad, buttons = (s.left + 16 * u, s.bottom + 28 * u), (s.right - 16 * u, s.bottom + 26 * u)
    px, py = pad
    s.add(box(px - 4 * u, py - 12 * u, 8 * u, 24 * u, "#2c2e38", 1.6 * u), box(px - 12 * u, py - 4 * u, 24 * u, 8 * u, "#2c2e38", 1.6 * u))  # fmt: skip
    s.add(oval(px, py, 3 * u, 3 * u, "#3d404c"))
    for dx, dy, colour in ((-6, 5, "#e5484d"), (7, -5, "#f2b53c")):
        s.pool(buttons[0] + dx * u, buttons[1] + (dy + 1.4) * u, 8 * u, 8 * u, 0.4)
        s.add(oval(buttons[0] + dx * u, buttons[1] + dy * u, 5.6 * u, 5.6 * u, s.fade(light(colour, 0.3), dark(colour, 0.1))))  # fmt: skip
    for at in range(4):
        sx = (x + w - 26 * u) if wide else (s.right - 26 * u)
        sy = (s.bottom - 2 * u) if wide else (s.bottom + 44 * u)
        s.add(box(sx + at * 4.4 * u, sy, 2 * u, 9 * u, dark(shell, 0.3), 1 * u))
    for edge, flip in ((x, 1), (x + w, -1)):
        paw(s, edge - flip * 3 * u, y + h - 14 * u, 17 * u, "#f0a860", flip)


def paw(s: Stage, x: float, y: float, size: float, colour: str, flip: int = 1) -> None:
    """A big soft paw that reaches in from the side: size is half its width."""
    arm = f"M{num(x - flip * 5 * size)} {num(y + 4.6 * size)}L{num(x - flip * size)} {num(y - 0.5 * size)}L{num(x + flip * 0.9 * size)} {num(y + 0.7 * size)}L{num(x - flip * 2.6 * size)} {num(y + 6 * size)}Z"
    s.add(path(arm, colour, dark(colour, 0.2), size * 0.05))
    s.add(oval(x, y, size, size * 0.84, s.fade(light(colour, 0.25), colour)))
    lines = "".join(
        f"M{num(x + (at - 0.5) * size * 0.62)} {num(y - size * 0.78)}v{num(size * 0.5)}" for at in (0, 1)
    )
    s.add(path(lines, stroke=dark(colour, 0.35), width=size * 0.08))


def cinema(s: Stage) -> None:
    """A full house, and one hat too many."""
    u, p = s.u, s.place
    s.ground("#1a1022", "#26152e", "#120a18")
    s.glow(
        s.middle,
        (s.top + s.bottom) / 2,
        p.w / 2 + 46 * u,
        p.h / 2 + 46 * u,
        mix(s.palette.accent, "#fff3d8", 0.4),
        0.6,
    )
    fold = max(s.left - 14 * u, 12 * u)
    for flip in (0, 1):
        for at in range(6):
            x = at * fold / 6
            tone = "#a3213c" if at % 2 else "#7d1630"
            x0 = s.wide - x - fold / 6 - 1 if flip else x
            s.add(box(x0, 0, fold / 6 + 1, s.high * 0.9, s.fade(tone, dark(tone, 0.45))))
    for at in range(int(s.wide / (30 * u)) + 2):
        s.add(path(f"M{num(at * 30 * u - 8 * u)} 0h{num(30 * u)}a{num(15 * u)} {num(12 * u)} 0 0 1 {num(-30 * u)} 0Z", s.fade("#c02a48", "#7d1630")))  # fmt: skip
    s.add(box(0, 0, s.wide, 2 * u, "#e8b84a"))
    s.frame(2.6 * u, "#08060c")
    s.frame(0.6 * u, mix(s.palette.accent, "#ffffff", 0.5))
    s.add(box(s.left - 8 * u, s.bottom + 9 * u, p.w + 16 * u, 4 * u, s.fade("#3a2230", "#1d1018")))
    rows = ((s.bottom + 28 * u, 17 * u, "#5d1b30"), (s.bottom + 44 * u, 21 * u, "#47132a"), (s.bottom + 63 * u, 26 * u, "#300c1e"))  # fmt: skip
    for at, (y, step, tone) in enumerate(rows):
        _row(s, y, step, tone, at)
    s.icon("popcorn", s.left + 30 * u, s.bottom + 36 * u, 13 * u)


def _row(s: Stage, y: float, step: float, tone: str, row: int) -> None:
    """Seats from behind with the heads of those who came."""
    count = int(s.wide / step) + 2
    kinds = ("cat", "person", "bear", "person", "rabbit", "dog", "person")
    for at in range(count):
        x = (at + row % 2 * 0.5 - 0.3) * step
        kind = kinds[(at * 3 + row * 2) % 7]
        if (at + row) % 4:
            head = mix(("#c9884a", "#d8c8bc", "#8a6a55")[(at + row) % 3], "#1a1022", 0.5 + 0.12 * row)
            s.back_of(kind, x, y + step * 0.34, step * 1.02, head)
            if (at, row) == (count // 2, 1):
                s.icon("top-hat", x, y - step * 0.72, step * 0.56)
        s.add(
            box(
                x - step * 0.44,
                y,
                step * 0.88,
                step * 2.4,
                s.fade(light(tone, 0.12), dark(tone, 0.4)),
                step * 0.22,
            )
        )
