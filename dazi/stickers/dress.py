"""What is worn on a head, at a neck, over a body: each piece drawn about its own anchor. Knows no scene."""

from dazi.stickers.icons import COLOURS, icon
from dazi.stickers.pen import box, dark, group, light, num, oval, path

# Hats: drawn with the middle of the brim at 0, 0, for a head 16 units wide there; `ink` is the asked colour or the usual one.
USUAL = {"cap": "#4a90f0", "straw": "#f0cf86", "santa": "#e5352b", "wizard": "#5b46a8", "party": "#ff7fa8", "beret": "#d2453f", "beanie": "#e8743b",
         "police": "#2b4f9c", "helmet": "#f5c02e", "cowboy": "#a9713f", "scarf": "#e5352b", "bowtie": "#e5352b", "necktie": "#c62f2f", "dress": "#ff8fb8",
         "tutu": "#ffb3d4", "suit": "#2f3547", "hanfu": "#d94b4b", "kimono": "#5a6fc0", "cape": "#d8323c", "apron": "#ffffff", "sweater": "#f2a93b",
         "tshirt": "#4fb8e8", "raincoat": "#ffd43b", "pajamas": "#a9c7f5", "vest": "#4fae7d", "armor": "#aab4c4", "coat": "#ffffff", "space": "#f2f5fa",
         "pirate": "#2b2b38", "ninja": "#2b2b38", "veil": "#ffffff", "fire": "#e5352b", "chefcoat": "#ffffff", "overalls": "#3f7fd6"}  # fmt: skip
OVER_HEAD = ("cap", "top-hat", "straw", "santa", "wizard", "chef", "party", "beret", "beanie", "police", "helmet", "crown",
             "cowboy", "graduation", "flower", "bow", "headphone", "halo", "pirate", "ninja", "veil")  # fmt: skip
# job -> what it puts on, what it holds
JOBS: dict[str, tuple[tuple[str, ...], str]] = {
    "chef": (("chef", "chefcoat"), ""), "doctor": (("coat", "stethoscope"), ""), "police": (("police", "police-suit"), ""),
    "fire": (("helmet-red", "fire"), "fire-extinguisher"), "astronaut": (("space",), ""), "teacher": (("glasses", "suit"), "open-book"),
    "farmer": (("straw", "overalls"), "ear-of-corn"), "gardener": (("straw", "apron-green"), ""), "coder": (("glasses", "hoodie"), ""),
    "artist": (("beret", "apron"), "artist-palette"), "student": (("cap", "tshirt"), "books"), "king": (("crown", "cape"), ""),
    "queen": (("crown", "dress"), ""), "prince": (("crown", "suit"), ""), "wizard": (("wizard", "cape-purple"), "magic-wand"),
    "hero": (("cape", "tshirt"), ""), "courier": (("helmet", "vest"), "takeout-box"), "builder": (("helmet", "vest"), "hammer"),
    "singer": (("sunglasses", "suit"), "microphone"), "dancer": (("tutu",), ""), "detective": (("cowboy", "suit"), "magnifying-glass-tilted-left"),
    "cowboy": (("cowboy", "vest"), ""), "office": (("suit", "necktie"), "briefcase"), "pirate": (("pirate", "vest"), ""),
    "ninja": (("ninja",), "crossed-swords"), "knight": (("armor",), "shield"), "bride": (("veil", "dress-white"), "bouquet"),
    "groom": (("suit", "bowtie"), "rose"), "scientist": (("goggles", "coat"), "test-tube"), "driver": (("cap", "suit"), ""),
    "fisher": (("straw", "vest"), "fishing-pole"), "boxer": (("vest",), "boxing-glove"), "monk": (("hanfu",), "prayer"),
}  # fmt: skip
ALIAS = {"helmet-red": ("helmet", "red"), "apron-green": ("apron", "green"), "cape-purple": ("cape", "purple"), "dress-white": ("dress", "white"),
         "police-suit": ("suit", "blue"), "hoodie": ("sweater", "cyan")}  # fmt: skip


def ink(name: str, colour: str) -> str:
    """The colour of a piece: the one asked for, or the usual one."""
    return COLOURS.get(colour) or USUAL.get(name, "#e5352b")


def hat(name: str, colour: str) -> str:
    """A hat about the middle of its brim, for a head 16 units wide."""
    c = ink(name, colour)
    d = dark(c, 0.2)
    if name == "cap":
        return (
            path("M-8 0C-8 -9 8 -9 8 0Z", c)
            + path("M-8 -.6C-12 -.4 -15 1 -15.500 2.600C-10 2.800 2 2.200 8 0Z", d)
            + oval(0, -7, 1.3, 0.9, d)
        )
    if name == "straw":
        return (
            path("M-16 1C-10 4 10 4 16 1C12 -1.500 -12 -1.500 -16 1Z", dark(c, 0.12))
            + path("M-8 .8C-9 -9 9 -9 8 .8C4 2 -4 2 -8 .8Z", c)
            + path("M-8.200 -1.400C-4 .4 4 .4 8.200 -1.400L8 .9C4 2.200 -4 2.200 -8 .9Z", "#d9534f")
        )
    if name == "santa":
        return (
            path("M-8.500 0C-8 -9 0 -13 6 -11C10 -10 13 -6 13.500 -3C9 -6 8 -4 8.500 0Z", c)
            + path("M3 -11.500C9 -12 13 -8 13.500 -3C10.500 -6.500 8 -7 6 -6Z", d)
            + box(-10, -2.2, 20, 4.4, "#ffffff", 2.2)
            + oval(13.6, -2, 2.6, 2.6, "#ffffff")
        )
    if name == "wizard":
        return (
            path("M-15 1.500C-8 4 8 4 15 1.500C11 -1 -11 -1 -15 1.500Z", d)
            + path(
                "M-8.500 1C-6 -8 -4 -14 2 -19C3 -17 6 -17.500 7 -16C4.500 -15 4.500 -12 5.500 -9L8.500 1C4 2.800 -4 2.800 -8.500 1Z",
                c,
            )
            + path("M-7.800 -1.400C-3 .6 3 .6 7.800 -1.400L8.500 1C4 2.800 -4 2.800 -8.500 1Z", "#f5be36")
            + group(icon("star"), -3.2, -10.5, 0.18)
        )
    if name == "chef":
        return (
            oval(-5, -8, 5, 4.4, "#ffffff")
            + oval(5, -8, 5, 4.4, "#f1f3f6")
            + oval(0, -10, 6, 5, "#ffffff")
            + path("M-7 -7H7V1.200C3 2.200 -3 2.200 -7 1.200Z", "#ffffff")
            + path("M-7 -1.500C-3 -.6 3 -.6 7 -1.500V1.200C3 2.200 -3 2.200 -7 1.200Z", "#dfe4ea")
            + path("M-3 -6.500V-2.500M3 -6.500V-2.500", stroke="#dfe4ea", width=0.6)
        )
    return _soft_hat(name, c) or _hat_of_icons(name, colour, c)


def _soft_hat(name: str, c: str) -> str:
    """Hats of cloth and hats of a uniform."""
    d = dark(c, 0.2)
    if name == "party":
        return (
            path("M-5.500 0L0 -13L5.500 0C2 1.600 -2 1.600 -5.500 0Z", c)
            + path(
                "M-4.200 -3L3 -6M-2.800 -6.500L1.600 -9.200M-5 -.3L4.400 -2.800", stroke="#fff3a8", width=1.1
            )
            + oval(0, -13, 2, 2, "#ffd43b")
        )
    if name == "beret":
        return (
            path("M-9 0C-12 -5 -5 -8.500 2 -8C10 -7.500 12 -3 9 0C4 1.800 -4 1.800 -9 0Z", c)
            + path("M1 -8L2 -10", stroke=d, width=1.2)
            + path("M-8 .2C-3 1.800 4 1.800 8.500 .2", stroke=d, width=1)
        )
    if name == "beanie":
        return (
            path("M-8.500 0C-9 -11 9 -11 8.500 0Z", c)
            + box(-9.4, -2.4, 18.8, 4.4, d, 2)
            + path(
                "M-6 -1.800V1.500M-3 -1.800V1.500M0 -1.800V1.500M3 -1.800V1.500M6 -1.800V1.500",
                stroke=light(c, 0.2),
                width=0.6,
            )
            + oval(0, -9.4, 2.6, 2.6, light(c, 0.6))
        )
    if name == "police":
        return (
            path("M-8 0C-13 -4 -10 -8 0 -8.500C10 -8 13 -4 8 0Z", c)
            + path("M-8 -2H8V.6C4 2 -4 2 -8 .6Z", dark(c, 0.3))
            + path("M-8 .6C-4 2 4 2 8 .6C8 3.500 -8 3.500 -8 .6Z", "#1d2233")
            + group(icon("star"), -2.3, -7.4, 0.145)
        )
    if name == "helmet":
        return (
            path("M-9.500 .5C-10 -10 10 -10 9.500 .5Z", c)
            + path("M-1.500 -7.600H1.500V0H-1.500Z", light(c, 0.35))
            + path("M-11 0H11C11 2.600 -11 2.600 -11 0Z", d)
        )
    if name == "cowboy":
        return (
            path("M-16 -2C-12 3 12 3 16 -2C14 1.500 10 3 0 3S-14 1.500 -16 -2Z", d)
            + path("M-8 1C-8 -8 -5 -9.500 0 -7.500C5 -9.500 8 -8 8 1C4 2.400 -4 2.400 -8 1Z", c)
            + path("M-8 -1.200C-4 .2 4 .2 8 -1.200V1C4 2.400 -4 2.400 -8 1Z", dark(c, 0.4))
        )
    return ""


def _hat_of_icons(name: str, colour: str, c: str) -> str:
    """Hats that the icon set has, and the odd ones."""
    if name == "top-hat":
        return group(icon("top-hat", colour), -11.2, -19.4, 0.7)
    if name == "crown":
        return group(icon("crown", colour), -9, -15, 0.56)
    if name == "graduation":
        return group(icon("graduation-cap", colour), -12, -13, 0.75)
    if name == "flower":
        return "".join(
            group(icon(kind), x - 3.2, y - 3.4, 0.2)
            for kind, x, y in (
                ("hibiscus", -7, 0),
                ("cherry-blossom", -3.6, -1.8),
                ("blossom", 0, -2.4),
                ("cherry-blossom", 3.6, -1.8),
                ("hibiscus", 7, 0),
            )
        )
    if name == "bow":
        return group(icon("ribbon", colour), 1.5, -6.5, 0.32, 14)
    if name == "headphone":
        return (
            path("M-12 10C-14 -10 14 -10 12 10", stroke=ink("beanie", colour or "grey"), width=2.2)
            + box(-14.4, 6, 5, 8, "#3d4252", 2.2)
            + box(9.4, 6, 5, 8, "#3d4252", 2.2)
        )
    if name == "halo":
        return '<ellipse cx="0" cy="-5" rx="8" ry="2.4" fill="none" stroke="#ffd43b" stroke-width="1.600"/>'
    if name == "pirate":
        return path("M-14 1C-12 -4 -8 -9 0 -9S12 -4 14 1C8 -1.500 -8 -1.500 -14 1Z", c) + group(
            icon("skull-and-crossbones"), -3.2, -7.6, 0.2
        )
    if name == "ninja":
        return box(-10, -2, 20, 4, c, 1) + box(-4, -1.6, 8, 3.2, "#aab4c4", 0.8)
    if name == "veil":
        return path(
            "M-9 0C-10 -9 10 -9 9 0L14 22C8 18 10 8 7 0C3 -2 -3 -2 -7 0C-10 8 -8 18 -14 22Z",
            "#ffffff",
            opacity=0.8,
        ) + hat("flower", "")
    return ""


def eyewear(name: str, colour: str, gap: float) -> str:
    """Glasses about the middle between the eyes; `gap` is half the eyes' distance."""
    s = 0.44 if gap < 2.2 else max(gap / 7.0, 0.4)
    middle = {"goggles": 21.5, "glasses": 15.0}.get(name, 15.5)
    return group(icon(name, colour), -16 * s, -middle * s, s)


def lids(gap: float, skin: str) -> str:
    """Closed eyes about the middle between them."""
    r = 2.0 if gap > 2.2 else 1.5
    one = oval(0, 0, r * 1.15, r * 1.25, skin) + path(
        f"M{num(-r)} -.2Q0 {num(r * 0.9)} {num(r)} -.2", stroke="#3a2a33", width=0.75
    )
    return group(one, -gap, 0) + group(one, gap, 0) if gap > 2.2 else group(one, -gap * 0.2, 0)


def mask(colour: str) -> str:
    """A mask about the mouth."""
    c = COLOURS.get(colour, "#bfe6f7")
    return path(
        "M-6.500 -3.500C-2 -4.600 2 -4.600 6.500 -3.500V2.500C4 5.500 -4 5.500 -6.500 2.500Z", c
    ) + path(
        "M-6.500 -2.800L-11 -5M6.500 -2.800L11 -5M-5.600 -.8H5.600M-5.600 1.400H5.600",
        stroke="#ffffff",
        width=0.7,
    )


def neckwear(name: str, colour: str) -> str:
    """What is worn at the neck, about its middle, in units of a body 40 wide."""
    c = ink(name, colour)
    d = dark(c, 0.2)
    if name == "scarf":
        return (
            path("M8 2L17 4L19 26L9 25Z", d)
            + path("M9.500 20h9M10 15h8", stroke=light(c, 0.4), width=1.6)
            + path("M-21 -3C-12 6 12 6 21 -3L20 5C12 12 -12 12 -20 5Z", c)
            + path("M-14 3l2 6M-2 5.500v6M10 4l-2 6", stroke=light(c, 0.4), width=1.8)
        )
    if name == "bowtie":
        return path("M0 3L-10 -3V9ZM0 3L10 -3V9Z", c) + oval(0, 3, 3, 3, d)
    if name == "necktie":
        return path("M-4 0H4L2.500 5L5 22L0 27L-5 22L-2.500 5Z", c) + path("M-4 0H4L2.500 5H-2.500Z", d)
    if name == "bell":
        return (
            path("M-16 -1C-8 5 8 5 16 -1V3C8 9 -8 9 -16 3Z", "#e5352b")
            + oval(0, 8, 5, 5, "#f5be36")
            + path("M-3 9H3", stroke="#a9782a", width=1.2)
        )
    if name == "stethoscope":
        return (
            path("M-10 -2C-10 12 8 12 8 -2M0 8V18", stroke="#4a5568", width=2.4)
            + oval(0, 20, 4, 4, "#8d99ad")
            + oval(0, 20, 2, 2, "#4a5568")
        )
    return ""
