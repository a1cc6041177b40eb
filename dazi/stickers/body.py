"""A figure drawn: a head of the icon set on a small drawn body, or a whole icon, with clothes, mood and pose.

Units: a standing figure is about 112 high; its feet are at 0, 0 and up is negative. Knows no scene.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dazi.stickers.clothes import FAMILIES, dressed
from dazi.stickers.dress import ALIAS, JOBS, OVER_HEAD, eyewear, hat, ink, lids, mask, neckwear
from dazi.stickers.icons import COLOURS, figures, first_fill, icon, plain, shifted
from dazi.stickers.pen import dark, group, light, limb, num, oval, path
from dazi.stickers.scene import Figure, Worn

HEAD = 2.25  # units of the body a unit of the icon's box
WHOLE = 3.5
SMILEYS = {
    "happy": "beaming-face-with-smiling-eyes", "sad": "loudly-crying-face", "angry": "pouting-face", "scared": "fearful-face",
    "sleepy": "yawning-face", "tired": "weary-face", "love": "smiling-face-with-heart-eyes", "shy": "flushed-face",
    "shock": "astonished-face", "cool": "smiling-face-with-sunglasses", "speechless": "expressionless-face",
    "hungry": "drooling-face", "sick": "face-with-thermometer", "cold": "cold-face", "hot": "hot-face",
}  # fmt: skip
SMILEY: list[float | str] = [16, 13, 5, 16, 4.5, 17, 16, 22, "#ffb02e", "#5aa9e6", "#5aa9e6"]
HUMAN = {"baby", "boy", "girl", "man", "woman", "old-man", "old-woman", "person", "santa-claus", "smiley"}
# pose: left hand, right hand, legs
POSES: dict[str, tuple[tuple[float, float], tuple[float, float], str]] = {
    "stand": ((-25, -20), (25, -20), "stand"), "hold": ((-8, -25), (8, -25), "stand"), "sit": ((-21, -15), (21, -15), "sit"),
    "sithold": ((-8, -22), (8, -22), "sit"), "up": ((-39, -62), (39, -62), "stand"), "wide": ((-40, -40), (40, -40), "apart"),
    "right": ((-25, -20), (39, -58), "stand"), "sitright": ((-21, -15), (39, -52), "sit"), "lotus": ((-27, -12), (27, -12), "lotus"),
    "run": ((-34, -44), (32, -22), "run"), "twirl": ((-30, -66), (30, -66), "toe"), "steer": ((-30, -34), (6, -28), "sit"),
    "side": ((-25, -20), (34, -34), "stand"),
}  # fmt: skip


@dataclass
class Sprite:
    """Drawn parts about the feet at 0, 0; how far they reach to the left, right and up."""

    body: str
    left: float = 40
    right: float = 40
    top: float = 112
    hand: tuple[float, float] = (25, -20)
    neck: tuple[float, float] = (0, -48)
    mouth: tuple[float, float] = (0, -62)
    low: float = 0


def outfit(figure: Figure) -> list[Worn]:
    """All that a figure wears: its job's things first, what was named over them."""
    given = []
    for name in JOBS.get(figure.job, ((), ""))[0]:
        real, colour = ALIAS.get(name, (name, ""))
        given.append(Worn(real, colour))
    named = {one.name for one in figure.worn}
    hats = any(one.name in OVER_HEAD for one in figure.worn)
    return [w for w in given if w.name not in named and not (hats and w.name in OVER_HEAD)] + list(
        figure.worn
    )


def _feet(kind: str, leg: str, shoe: str) -> str:
    """The legs of a pose, down to 0."""
    if kind == "sit":
        return (
            limb(-11, -12, -18, -4, leg, 12)
            + limb(11, -12, 18, -4, leg, 12)
            + oval(-20, -6, 7.5, 8.5, shoe)
            + oval(20, -6, 7.5, 8.5, shoe)
            + oval(-20, -5.5, 4, 4.6, light(shoe, 0.35))
            + oval(20, -5.5, 4, 4.6, light(shoe, 0.35))
        )
    if kind == "lotus":
        return (
            limb(-6, -8, 24, -5, leg, 11)
            + limb(6, -8, -24, -5, leg, 11)
            + oval(-12, -3.5, 8, 4.6, shoe)
            + oval(12, -3.5, 8, 4.6, shoe)
        )
    if kind == "run":
        return (
            limb(-6, -14, -24, -8, leg, 12)
            + limb(7, -14, 20, -4, leg, 12)
            + oval(-28, -9, 6, 8, shoe)
            + oval(23, -3, 9, 5.5, shoe)
        )
    if kind == "toe":
        return (
            limb(-3, -14, -2, -2, leg, 10)
            + limb(4, -16, 20, -20, leg, 10)
            + oval(-2, -1, 5, 6, shoe)
            + oval(23, -21, 7, 5, shoe)
        )
    spread = 15 if kind == "apart" else 9.5
    return (
        limb(-8, -14, -spread, -4, leg, 12.5)
        + limb(8, -14, spread, -4, leg, 12.5)
        + oval(-spread - 1.5, -3, 9, 5.6, shoe)
        + oval(spread + 1.5, -3, 9, 5.6, shoe)
    )


TORSO = "M-15 -52C-20 -40 -23 -24 -19 -13C-16 -8 16 -8 19 -13C23 -24 20 -40 15 -52Z"


def _mood(mood: str, gap: float, eyes: tuple[float, float], mouth: tuple[float, float], skin: str) -> str:
    """What a mood adds to a face, in the head's box."""
    x, y = eyes
    wide = max(gap, 2.4)
    blush = oval(x - wide - 2.6, y + 4.6, 2, 1.2, "#ff7f7f", 0.6) + oval(
        x + wide + 2.6, y + 4.6, 2, 1.2, "#ff7f7f", 0.6
    )
    drop = "M0 -3C2 0 2.600 1.300 2.600 2.500A2.600 2.600 0 1 1 -2.600 2.500C-2.600 1.300 -2 0 0 -3Z"
    if mood == "sad":
        tears = "".join(
            path(
                f"M{num(x + side * wide - 1.3)} {num(y + 2)}C{num(x + side * (wide + 0.6) - 1.5)} {num(y + 6)} {num(x + side * (wide + 0.8) - 1.4)} {num(y + 9)} {num(x + side * (wide + 0.4) - 1)} {num(y + 12)}h2.600C{num(x + side * (wide + 0.8) + 1.4)} {num(y + 8)} {num(x + side * wide + 1.6)} {num(y + 6)} {num(x + side * wide + 1.2)} {num(y + 2)}Z",
                "#62c4ff",
                opacity=0.95,
            )
            for side in (-1, 1)
        )
        brows = path(
            f"M{num(x - wide - 2)} {num(y - 3)}l3.400 -1.600M{num(x + wide + 2)} {num(y - 3)}l-3.400 -1.600",
            stroke="#3a2a33",
            width=0.9,
        )
        return tears + brows
    if mood in ("sleepy", "tired"):
        shut = group(lids(gap, skin), x, y)
        return shut + (group(path(drop, "#7fd0ff"), x + wide + 5, y - 3, 0.9) if mood == "tired" else "")
    if mood in ("scared", "speechless", "cold"):
        shiver = path("M2 8l-2 2l2 2l-2 2M30 8l2 2l-2 2l2 2", stroke="#8fb4e8", width=0.9)
        return group(path(drop, "#7fd0ff"), 26, 7, 1) + (shiver if mood != "speechless" else "")
    if mood == "angry":
        vein = path(
            "M-3 -1C-1 -1 -1 -1 -1 -3M3 -1C1 -1 1 -1 1 -3M-3 1C-1 1 -1 1 -1 3M3 1C1 1 1 1 1 3",
            stroke="#e5352b",
            width=1.2,
        )
        return group(vein, 26, 6, 1.1) + path(
            f"M{num(x - wide - 2)} {num(y - 4)}l3.600 1.800M{num(x + wide + 2)} {num(y - 4)}l-3.600 1.800",
            stroke="#3a2a33",
            width=1.1,
        )
    if mood in ("happy", "shy", "love", "hungry", "hot"):
        extra = {"love": group(icon("red-heart"), 24, -1, 0.3, 12) + group(icon("red-heart"), 0, 1, 0.22, -14), "happy": group(icon("sparkles"), 25, 0, 0.28),
                 "hungry": group(path(drop, "#a8dcff"), mouth[0] + 3.4, mouth[1] + 3, 0.7), "hot": group(path(drop, "#7fd0ff"), 27, 8, 0.9)}  # fmt: skip
        return blush + extra.get(mood, "")
    if mood == "shock":
        return path("M27 4l4 -3M28.500 7.500l4 -.5M25 1.500l1.500 -4", stroke="#ff9d3c", width=1.3)
    return ""


def _on_head(worn: list[Worn], anchors: Sequence[float | str], body: str) -> str:
    """Hats, glasses and masks of a head, in its box."""
    ex, ey, gap, tx, ty, width, mx, my = (float(v) for v in anchors[:8])
    for one in worn:
        if one.name in ("sunglasses", "glasses", "goggles"):
            body += group(eyewear(one.name, one.colour, gap), ex, ey)
        elif one.name == "mask":
            body += group(mask(one.colour), mx, my - 1)
        elif one.name in OVER_HEAD:
            body += group(hat(one.name, one.colour), tx, ty + 1.2, width / 16 * 1.04)
    if any(one.name == "space" for one in worn):
        body = oval(16, 16.5, 19, 19, "#3b4aa0") + oval(16, 19, 17, 16, "#4d5fc0") + body
        body += '<circle cx="16" cy="16.500" r="19" fill="none" stroke="#f2f5fa" stroke-width="2.400"/>'
        body += path(
            "M2.500 11C4 6 7.500 3 11 1.500M29.500 22q-1 3 -3 5", stroke="#ffffff", width=1.7, opacity=0.9
        )
    return body


def _skin(figure: Figure, anchors: Sequence[float | str], at: int) -> str:
    """A body colour of the figure, exchanged when the prompt names another."""
    own = str(anchors[at])
    target = COLOURS.get(figure.colour)
    return shifted(own, str(anchors[at]), target) if target else own


def chibi(figure: Figure, pose: str, closed: bool = False) -> Sprite:
    """A head on a small body in a pose."""
    heads = figures()["heads"]
    smiley = figure.name == "smiley"
    anchors: Sequence[float | str] = SMILEY if smiley else list(heads[figure.name])
    name = SMILEYS.get(figure.mood, "smiling-face-with-smiling-eyes") if smiley else figure.name
    human = figure.name in HUMAN
    worn = outfit(figure)
    skin = str(anchors[9]) if human else _skin(figure, anchors, 9)
    if human and figure.colour:
        skin = COLOURS[figure.colour]
    belly = light(skin, 0.55) if figure.colour else str(anchors[10])
    garb = dressed(worn, skin, belly, human)
    paw = "#ffc83d" if human else skin
    (lx, ly), (rx, ry), legs = POSES[pose]
    shoe = "#5d4037" if human else dark(skin, 0.1)
    if any(w.name == "space" for w in worn):
        shoe = "#dfe5ee"
    drop = 4 if legs in ("sit", "lotus") else 0
    arms = limb(-16, -43, lx, ly, garb.sleeve, 10, -3) + limb(16, -43, rx, ry, garb.sleeve, 10, 3)
    if garb.sleeve != skin or human:
        arms += oval(lx, ly, 5.8, 5.8, paw) + oval(rx, ry, 5.8, 5.8, paw)
    trunk = (
        path(TORSO, dark(garb.torso, 0.2), dark(garb.torso, 0.22), 2) + path(TORSO, garb.torso) + garb.front
    )
    neck = "".join(group(neckwear(w.name, w.colour), 0, -48) for w in worn)
    face = icon(name, "" if smiley or human else figure.colour, "" if smiley else str(anchors[9]))
    if closed and not smiley:
        face += group(lids(float(anchors[2]), _lid(figure, anchors)), float(anchors[0]), float(anchors[1]))
    if not smiley and not (closed and figure.mood in ("sleepy", "tired")):
        face += _mood(
            figure.mood,
            float(anchors[2]),
            (float(anchors[0]), float(anchors[1])),
            (float(anchors[6]), float(anchors[7])),
            _lid(figure, anchors),
        )
    head = group(_on_head(worn, anchors, face), -36, -113, HEAD)
    high = pose in ("up", "twirl", "right", "sitright")
    parts = (
        [garb.behind, _feet(legs, garb.leg, shoe)] + ([arms, trunk] if high else [trunk, arms]) + [neck, head]
    )
    body = group("".join(parts), 0, drop)
    reach = 4 + (118 if any(w.name in ("wizard", "top-hat", "chef", "party", "space") for w in worn) else 112)
    if figure.name == "own-giraffe":
        body, reach, drop = _long_neck(parts, head, drop), reach + 34, drop - 34
    wide = max(46 if any(w.name == "space" for w in worn) else 40, abs(lx) + 8, rx + 8)
    mouth = (float(anchors[6]) * HEAD - 36, float(anchors[7]) * HEAD - 113 + drop)
    return Sprite(
        body,
        wide,
        wide,
        reach + (14 if any(w.name == "wizard" for w in worn) else 0),
        (rx, ry + drop),
        (0, -48 + drop),
        mouth,
    )


def _long_neck(parts: list[str], head: str, drop: float) -> str:
    """A giraffe's head stands on a neck of its own."""
    spots = "".join(oval(x, y, 3.4, 2.8, "#d98a2b") for x, y in ((-4, -54), (4, -64), (-4, -74), (5, -82)))
    neck = path("M-11 -44L-9 -96H9L11 -44Z", "#ffc14d", dark("#ffc14d", 0.2), 2) + spots
    return group(neck + "".join(parts[:-1]) + group(head, 0, -34), 0, drop)


def _lid(figure: Figure, anchors: Sequence[float | str]) -> str:
    """The colour of closed lids."""
    return _skin(figure, anchors, 8)


def whole(figure: Figure, closed: bool = False) -> Sprite:
    """A whole icon of an animal with what it wears; it stands at 0, 0."""
    anchors = list(figures()["wholes"].get(figure.name, [16, 10, 2, 16, 5, 9, 16, 14, 14, 20, ""]))
    ex, ey, gap, tx, ty, width, nx, ny, hx, hy = (float(v) for v in anchors[:10])
    art = icon(
        figure.name, figure.colour, str(anchors[10]) if figure.colour and len(str(anchors[10])) == 7 else ""
    )
    worn = outfit(figure)
    tall: list[float | str] = [ex, ey, gap, tx, ty, width, ex - 1, ey + 4]
    skin = str(anchors[10]) or first_fill(plain(figure.name)) or "#cccccc"
    if closed:
        art += group(lids(gap, skin), ex, ey, 0.8)
    elif figure.name != "snow-white-crane":
        art += (
            group(_mood(figure.mood, gap, (0, 0), (0, 5), skin), ex, ey, 0.62)
            if figure.mood in ("sad", "happy", "shy", "sleepy")
            else ""
        )
    for one in worn:
        if one.name in ("dress", "tutu"):
            c = ink(one.name, one.colour)
            art += group(
                path(
                    "M-8 0C-9 5 -12 8 -13 9q2.500 2.500 5 0q2.500 2.500 5 0q2.500 2.500 5 0q2.500 2.500 5 0q2.500 2.500 6 0C12 8 9 5 8 0Z",
                    c,
                ),
                nx + 2,
                ny + 5,
                0.9,
            )
        elif one.name in FAMILIES and one.name != "space":
            garb = dressed([one], skin, skin, True)
            coat = garb.behind + (path(TORSO, garb.torso) if garb.torso != skin else "") + garb.front
            art += group(coat, nx + 0.5, ny + 15, 0.31)
        art += group(neckwear(one.name, one.colour), nx, ny, 0.3)
    art = _on_head([w for w in worn if w.name != "space"], tall, art)
    if any(w.name == "space" for w in worn):
        art += f'<circle cx="{num(ex)}" cy="{num(ey + 1)}" r="{num(width * 0.95)}" fill="#bfe3ff" opacity="0.3"/><circle cx="{num(ex)}" cy="{num(ey + 1)}" r="{num(width * 0.95)}" fill="none" stroke="#f2f5fa" stroke-width="1.400"/>'
    body = group(art, -16 * WHOLE, -30 * WHOLE, WHOLE)
    where = (hx * WHOLE - 56, hy * WHOLE - 105)
    return Sprite(body, 52, 52, 104, where, (nx * WHOLE - 56, ny * WHOLE - 105), (where[0], where[1] - 14))


def has_head(name: str) -> bool:
    """Whether the figure is drawn as a head on a body."""
    return name == "smiley" or name in figures()["heads"]
