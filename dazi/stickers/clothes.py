"""Clothes over a drawn body: each family one small function that changes colours and lays things before or behind."""

from dataclasses import dataclass

from dazi.stickers.dress import ink
from dazi.stickers.icons import icon
from dazi.stickers.pen import box, dark, group, light, oval, path
from dazi.stickers.scene import Worn


@dataclass
class Garb:
    """Colours of torso, sleeves and legs; what is drawn before the torso and behind the body."""

    torso: str
    sleeve: str
    leg: str
    front: str = ""
    behind: str = ""


def _skirt(g: Garb, name: str, c: str) -> None:
    low = -16 if name == "dress" else -22
    frill = "q5 6 10 0" * 7
    g.torso = c
    g.front = path(f"M-15 -34C-22 -26 -32 {low} -35 {low + 3}{frill}C32 {low} 22 -26 15 -34Z", c)
    g.front += path(f"M-35 {low + 3}{frill}", stroke=light(c, 0.55), width=2.6)
    g.front += path("M-16 -34C-6 -31 6 -31 16 -34", stroke=light(c, 0.6), width=3)


def _jacket(g: Garb, name: str, c: str) -> None:
    g.torso = c
    g.sleeve = g.sleeve if name == "vest" else c
    g.leg = c if name in ("suit", "overalls") else g.leg
    g.front = path("M-6 -52L0 -34L6 -52Z", "#ffffff") + path("M0 -34V-10", stroke=dark(c), width=1.6)
    g.front += oval(3.5, -27, 1.4, 1.4, light(c, 0.6)) + oval(3.5, -19, 1.4, 1.4, light(c, 0.6))
    if name == "coat":
        g.front += path("M-19 -12L-21 -4H21L19 -12Z", c)


def _robe(g: Garb, name: str, c: str) -> None:
    g.torso = g.sleeve = c
    g.leg = c if name != "raincoat" else g.leg
    g.front = path("M-19 -14L-22 -4H22L19 -14Z", c) + box(-20.5, -29, 41, 7, dark(c), 2)
    g.front += path("M-13 -52L6 -26M13 -52L-6 -26", stroke=light(c, 0.7), width=4)


def _spacesuit(g: Garb, name: str, c: str) -> None:
    g.torso = g.sleeve = g.leg = c
    g.front = (
        box(-11, -40, 22, 15, "#c9d2df", 4)
        + oval(-5, -33, 2.4, 2.4, "#ef5350")
        + oval(1, -33, 2.4, 2.4, "#42a5f5")
    )
    g.front += box(4, -36, 5, 6, "#8d99ad", 1) + path(
        "M-20 -17C-10 -13 10 -13 20 -17", stroke="#b9c4d4", width=3
    )
    g.behind = box(-24, -54, 48, 38, "#b9c4d4", 9)


def _cape(g: Garb, name: str, c: str) -> None:
    g.behind = path("M-14 -52C-34 -34 -42 -14 -38 -4C-20 2 20 2 38 -4C42 -14 34 -34 14 -52Z", c)
    g.behind += path("M-20 -6L-14 -46M20 -6L14 -46M0 -2V-46", stroke=dark(c), width=2)
    g.front += path("M-15 -51C-6 -45 6 -45 15 -51", stroke=c, width=5)


def _wings(g: Garb, name: str, c: str) -> None:
    g.behind = group(icon("wing"), 10, -74, 1.5) + group(icon("wing"), -10, -74, 1.5, 0, True)


def _apron(g: Garb, name: str, c: str) -> None:
    g.front += path("M-10 -44H10L12 -34C18 -30 20 -14 18 -8H-18C-20 -14 -18 -30 -12 -34Z", c)
    g.front += box(-8, -24, 16, 9, dark(c), 2)


def _top(g: Garb, name: str, c: str) -> None:
    g.torso = g.sleeve = c
    g.front = path("M-20 -15C-10 -10 10 -10 20 -15", stroke=dark(c), width=4)
    g.front += path("M-9 -51C-4 -46 4 -46 9 -51", stroke=light(c, 0.45), width=3.4)
    if name == "chefcoat":
        g.front += "".join(oval(x, y, 1.5, 1.5, "#8d99ad") for x in (-5, 5) for y in (-38, -30, -22))
        g.front += path("M-12 -52L0 -44L12 -52L8 -42H-8Z", "#ef5350")
    if name == "fire":
        stripes = "M-21 -28C-10 -24 10 -24 21 -28M-20 -19C-10 -15 10 -15 20 -19"
        g.front += path(stripes, stroke="#ffe14d", width=4)


FAMILIES = {
    "dress": _skirt, "tutu": _skirt, "suit": _jacket, "vest": _jacket, "coat": _jacket, "overalls": _jacket, "hanfu": _robe,
    "kimono": _robe, "pajamas": _robe, "raincoat": _robe, "space": _spacesuit, "cape": _cape, "wings": _wings, "apron": _apron,
    "sweater": _top, "tshirt": _top, "armor": _top, "chefcoat": _top, "fire": _top,
}  # fmt: skip


def dressed(worn: list[Worn], skin: str, belly: str, human: bool) -> Garb:
    """The body's colours and drawings under and over all that is worn; an animal's belly shows when nothing covers it."""
    garb = Garb(skin, skin, "#4a5a8a" if human else skin, "" if human else oval(0, -27, 12.5, 15, belly))
    for one in worn:
        if one.name in FAMILIES:
            FAMILIES[one.name](garb, one.name, ink(one.name, one.colour))
    return garb
