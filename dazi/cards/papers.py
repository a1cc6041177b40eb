"""Cards of paper and type: a poster, a face, a sticky note, a certificate; knows no scene."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from dazi.cards.grounds import (
    INK,
    SIDE,
    SUN,
    WHITE,
    Wish,
    dots,
    faded,
    grained,
    mix,
    rays,
    shadowed,
)  # fmt: skip
from dazi.cards.letters import Ink, draw, fit, font, icon, label
from dazi.words import say


def poster(wish: Wish) -> Image.Image:
    """Big letters on a loud ground, a little askew."""
    ground = wish.rng.choice(
        ((230, 57, 70), (29, 53, 175), (255, 196, 30), (18, 130, 98), (112, 48, 190), (250, 110, 40))
    )
    dark = sum(ground) < 470
    image = faded(mix(ground, WHITE, 0.06), mix(ground, INK, 0.12))
    dots(image, mix(ground, INK if not dark else WHITE, 0.16), 34, (True, True))
    dots(image, mix(ground, INK if not dark else WHITE, 0.1), 26, (False, False))
    paper = Image.new("RGBA", (SIDE, 640), (0, 0, 0, 0))
    block = fit(wish.text, SIDE - 130, 560, 210, 1.2, 6)
    fill, bright = (WHITE, SUN) if dark else (INK, (206, 24, 48))
    draw(
        paper,
        block,
        (40, 20, SIDE - 40, 620),
        Ink(fill, mix(ground, INK, 0.72) if dark else WHITE, 0.1, 0.045, 0.05, bright),
    )
    lean = wish.rng.uniform(2.5, 5) * wish.rng.choice((-1, 1))
    tilted = paper.rotate(lean, Image.Resampling.BICUBIC)
    image.paste(tilted, (0, 96), tilted)
    pen = ImageDraw.Draw(image)
    for y, high in ((44, 14), (66, 6)):
        pen.rectangle((0, y, SIDE, y + high), fill=fill)
    face = icon(wish.rng.choice(wish.feel.faces), 150)
    image.paste(face, (46, SIDE - 186), face)
    for number in range(3):
        pen.rectangle(
            (216, SIDE - 150 + number * 34, 216 + (250, 190, 120)[number], SIDE - 136 + number * 34),
            fill=fill,
        )
    return image


def face(wish: Wish) -> Image.Image:
    """A huge face on rays, the words above it as stickers have them."""
    ground = wish.rng.choice(wish.feel.grounds)
    image = faded(mix(ground, WHITE, 0.2), ground)
    rays(image, (SIDE / 2, 560), mix(ground, WHITE, 0.28), wish.rng.choice((12, 14, 16)), wish.rng.random())
    block = fit(wish.text, SIDE - 120, 310, 120, 1.22, 4)
    side = 470 if block.height > 240 else 530
    art = icon(wish.rng.choice(wish.feel.faces), side)
    lean = wish.rng.uniform(-11, 11)
    turned = art.rotate(lean, Image.Resampling.BICUBIC, expand=True)
    shadowed(image, turned, ((SIDE - turned.width) // 2, 620 - turned.height // 2 - 20), 20, 18, 90)
    draw(image, block, (50, 40, SIDE - 50, 350), Ink(WHITE, INK, 0.13, 0.04, 0.04, SUN))
    pen = ImageDraw.Draw(image)
    for sign in (-1, 1):
        for number in range(3):
            angle = math.radians(-28 + 28 * number)
            x, y = SIDE / 2 + sign * (side * 0.56) * math.cos(angle), 600 + side * 0.56 * math.sin(angle)
            far = 56 + 20 * (number == 1)
            pen.line((x, y, x + sign * far * math.cos(angle), y + far * math.sin(angle)), fill=INK, width=12)
    return image


def note(wish: Wish) -> Image.Image:
    """A sticky note on a board, taped or pinned."""
    board = wish.rng.choice(((196, 154, 108), (120, 150, 140), (86, 98, 130), (214, 198, 176)))
    image = grained(faded(mix(board, WHITE, 0.08), mix(board, INK, 0.12)), wish.seed, 12)
    paper_colour = wish.rng.choice(
        ((255, 236, 128), (255, 200, 214), (190, 236, 202), (186, 222, 255), (255, 214, 160))
    )
    w, h = 700, 640
    paper = Image.new("RGBA", (w, h), (*paper_colour, 255))
    shade = faded(mix(paper_colour, WHITE, 0.25), mix(paper_colour, (120, 90, 40), 0.1), (w, h))
    paper.paste(shade, (0, 0))
    pen = ImageDraw.Draw(paper)
    fold = 74
    pen.polygon([(w, h - fold), (w - fold, h), (w, h)], fill=(0, 0, 0, 0))
    pen.polygon(
        [(w, h - fold), (w - fold, h), (w - fold + 6, h - fold + 6)],
        fill=(*mix(paper_colour, (120, 90, 40), 0.24), 255),
    )
    block = fit(wish.text, w - 120, h - 190, 104, 1.42, 6)
    line = mix(paper_colour, (90, 70, 60), 0.2)
    for row in range(len(block.rows)):
        y = (h - block.height) / 2 + (row + 1) * block.step - block.size * 0.08
        pen.line((56, y, w - 56, y), fill=(*line, 255), width=3)
    draw(
        paper,
        block,
        (60, 0, w - 60, h),
        Ink((52, 46, 78), fat=0.02),
        "left" if len(block.rows) > 1 else "centre",
    )
    art = icon(wish.rng.choice(wish.feel.faces), 92)
    paper.paste(art, (40, h - 116), art)
    turned = paper.rotate(wish.rng.uniform(-5, 5), Image.Resampling.BICUBIC, expand=True)
    at = ((SIDE - turned.width) // 2, 366 - turned.height // 2 + 20)
    shadowed(image, turned, at, 18, 16, 130)
    if wish.rng.random() < 0.5:
        pin = icon(wish.rng.choice(("pushpin", "round-pushpin")), 120)
        image.paste(pin, (SIDE // 2 - 60, 14), pin)
    else:
        tape = Image.new("RGBA", (240, 66), (*mix(wish.rng.choice(wish.feel.grounds), WHITE, 0.3), 214))
        tape = tape.rotate(wish.rng.uniform(-8, 8), Image.Resampling.BICUBIC, expand=True)
        image.paste(tape, (SIDE // 2 - tape.width // 2, 22), tape)
    return image


def award(wish: Wish) -> Image.Image:
    """A certificate as schools give them, for the comment."""
    red, gold = (196, 30, 38), (214, 164, 60)
    image = grained(faded((255, 250, 232), (255, 240, 206)), wish.seed, 5)
    pen = ImageDraw.Draw(image)
    for inset, colour, wide in ((18, red, 12), (38, gold, 5), (50, red, 2)):
        pen.rectangle((inset, inset, SIDE - inset, SIDE - inset), outline=colour, width=wide)
    for x, y in ((50, 50), (SIDE - 50, 50), (50, SIDE - 50), (SIDE - 50, SIDE - 50)):
        pen.ellipse((x - 26, y - 26, x + 26, y + 26), fill=gold, outline=red, width=5)
    rays_of = Image.new("RGB", (SIDE - 104, SIDE - 104), (255, 246, 220))
    rays(rays_of, (rays_of.width / 2, 110), (255, 238, 196), 24, 0)
    mask = Image.new("L", rays_of.size, 120)
    image.paste(rays_of, (52, 52), mask)

    def say_(code: str) -> str:
        return say(f"cards.award.{code}", wish.lang)

    title = label(say_("title"), 104, Ink(red, (255, 244, 214), 0.05, 0.05))
    image.paste(title, ((SIDE - title.width) // 2, 72), title)
    medal = icon(wish.rng.choice(("trophy", "1st-place-medal", "sports-medal", "rosette")), 84)
    for x in (100, SIDE - 184):
        image.paste(medal, (x, 100), medal)
    pen = ImageDraw.Draw(image)
    pen.text((104, 240), say_("given"), INK, font(38), stroke_width=0.8)
    pen.text((104 + (76 if wish.lang == "zh" else 0), 296), say_("because"), INK, font(36))
    block = fit(f"“{wish.text}”" if wish.lang == "zh" else f'"{wish.text}"', SIDE - 220, 220, 76, 1.28, 4)
    draw(image, block, (104, 356, SIDE - 104, 586), Ink(red, fat=0.03))
    prize = fit(say_(wish.feel.name), SIDE - 240, 110, 92, 1.2, 1)
    draw(image, prize, (104, 596, SIDE - 104, 706), Ink(gold, (120, 60, 10), 0.09, 0.04, 0.02))
    _seal(image, say_("by"), (170, 790))
    return image


def _seal(image: Image.Image, words: str, at: tuple[int, int]) -> None:
    """A round red stamp with a star and the giver's name below."""
    stamp = Image.new("RGBA", (170, 170), (0, 0, 0, 0))
    pen, red = ImageDraw.Draw(stamp), (206, 30, 40, 205)
    pen.ellipse((6, 6, 164, 164), outline=red, width=7)
    points = [
        (85 + r * math.sin(math.pi * i / 5), 74 - r * math.cos(math.pi * i / 5))
        for i in range(10)
        for r in ((42 if i % 2 == 0 else 17),)
    ]
    pen.polygon(points, fill=red)
    letters = font(21 if len(words) < 10 else 14)
    pen.text((85, 132), words[:22], red, letters, anchor="mm", stroke_width=0.4)
    turned = stamp.rotate(12, Image.Resampling.BICUBIC, expand=True)
    image.paste(turned, (at[0] - turned.width // 2, at[1] - turned.height // 2), turned)
