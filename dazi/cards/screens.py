"""Cards that look like something on a screen or in print: a chat, a comic's page, a news flash; knows no paper."""

from __future__ import annotations

from PIL import Image, ImageDraw

from dazi.cards.grounds import (
    INK,
    SIDE,
    WHITE,
    Wish,
    covered,
    dots,
    faded,
    mix,
    painted,
)  # fmt: skip
from dazi.cards.letters import Colour, Ink, draw, fit, font, icon, label
from dazi.words import say, sentences

ANIMALS = ("cat-face", "dog-face", "fox", "panda", "rabbit-face", "bear", "tiger-face", "frog", "penguin", "hamster", "koala", "chicken")  # fmt: skip


def _answers(wish: Wish) -> list[str]:
    code = f"cards.answer.{wish.feel.name}."
    found = [text for name, text in sentences(wish.lang).items() if name.startswith(code)]
    wish.rng.shuffle(found)
    return found


def _bubble(
    image: Image.Image,
    text: str,
    top: int,
    mine: bool,
    face: str,
    colours: tuple[Colour, Colour],
    most: int,
    ground: Colour,
) -> int:
    """One bubble with its avatar; where the next may begin."""
    block = fit(text, 560, 300, most, 1.3, 5)
    wide, high = block.width + 72, max(block.height + 44, 96)
    pen = ImageDraw.Draw(image)
    left = SIDE - 170 - wide if mine else 170
    fill, ink = colours
    pen.rounded_rectangle((left, top, left + wide, top + high), 34, fill=fill)
    tip = left + wide if mine else left
    sign = 1 if mine else -1
    pen.polygon(
        [(tip - sign * 10, top + 30), (tip + sign * 20, top + 44), (tip - sign * 10, top + 62)], fill=fill
    )
    draw(image, block, (left + 36, top, left + wide - 36, top + high), Ink(ink, fat=0.022), "left")
    x = SIDE - 136 if mine else 40
    pen.ellipse((x, top - 2, x + 96, top + 94), fill=ground)
    art = icon(face, 72)
    image.paste(art, (x + 12, top + 10), art)
    return top + high + 34


def chat(wish: Wish) -> Image.Image:
    """The comment as a message, and what friends answer."""
    dark = wish.rng.random() < 0.35
    ground: Colour = (
        (28, 29, 36) if dark else wish.rng.choice(((238, 240, 246), (247, 241, 232), (232, 243, 238)))
    )
    image = Image.new("RGB", (SIDE, SIDE), ground)
    pen = ImageDraw.Draw(image)
    bar, faint = (
        (mix(ground, WHITE, 0.06), (150, 152, 166)) if dark else (mix(ground, WHITE, 0.65), (120, 122, 136))
    )
    pen.rectangle((0, 0, SIDE, 92), fill=bar)
    ink = WHITE if dark else INK
    title = {"zh": "评论区", "en": "Comments"}[wish.lang]
    pen.text(
        (SIDE / 2, 46), f"{title} ({wish.rng.randint(3, 99)})", ink, font(38), anchor="mm", stroke_width=0.9
    )
    pen.line((56, 30, 38, 46, 56, 62), fill=ink, width=6, joint="curve")
    for x in (SIDE - 86, SIDE - 64, SIDE - 42):
        pen.ellipse((x - 5, 41, x + 5, 51), fill=ink)
    clock = f"{wish.rng.choice((0, 1, 2, 22, 23)):02}:{wish.rng.randint(0, 59):02}"
    pen.text((SIDE / 2, 132), clock, faint, font(28), anchor="mm")
    faces = wish.rng.sample(ANIMALS, 3)
    own: tuple[Colour, Colour] = wish.rng.choice(
        (((126, 226, 120), INK), ((255, 200, 61), INK), ((84, 130, 246), WHITE))
    )
    theirs: tuple[Colour, Colour] = ((58, 60, 72), WHITE) if dark else (WHITE, INK)
    behind = [mix(colour, WHITE, 0.45) for colour in wish.feel.grounds]
    block = fit(wish.text, 560, 300, 66, 1.3, 5)
    top = _bubble(image, wish.text, 176, True, faces[0], own, block.size, wish.rng.choice(behind))
    for number, words in enumerate(_answers(wish)[:2]):
        if top < 640:
            top = _bubble(image, words, top, False, faces[1 + number], theirs, 46, wish.rng.choice(behind))
    if top < 620:
        art = icon(wish.rng.choice(wish.feel.faces), min(720 - top, 190))
        image.paste(art, (176, top), art)
    pen.rectangle((0, SIDE - 112, SIDE, SIDE), fill=bar)
    pen.rounded_rectangle((40, SIDE - 92, 540, SIDE - 22), 35, fill=mix(ground, bar, 0.2))
    return image


def comic(wish: Wish) -> Image.Image:
    """A page of a comic: the scene, the speech balloon, a narrow strip with the answer."""
    image = Image.new("RGB", (SIDE, SIDE), (252, 250, 244))
    pen = ImageDraw.Draw(image)
    block = fit(wish.text, 660, 210, 84, 1.24, 4)
    box = (66, 40, SIDE - 66, max(block.height + 90, 170))
    head = box[3] + 22
    high = 740 - head
    panel = painted(wish, (SIDE - 56, high), "comic")
    image.paste(panel, (28, head))
    pen.rectangle((28, head, SIDE - 29, head + high), outline=INK, width=9)
    pen.ellipse((box[0] - 14, box[1] - 14, box[2] + 14, box[3] + 44), fill=INK)
    side = wish.rng.choice((-1, 1))
    root, point = SIDE / 2 + side * 150, (SIDE / 2 + side * 96, box[3] + 92)
    tail = [(root - 46, box[3] + 6), (root + 46, box[3] + 6), point]
    pen.polygon(
        [(root - 58, box[3] + 6), (root + 58, box[3] + 6), (point[0] - side * 5, point[1] + 22)], fill=INK
    )
    pen.ellipse((box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 34), fill=WHITE)
    pen.polygon(tail, fill=WHITE)
    draw(image, block, (110, 38, SIDE - 110, box[3] + 32), Ink(INK, fat=0.036))
    strip = (28, 764, 540, SIDE - 28)
    ground = wish.rng.choice(wish.feel.grounds)
    small = faded(mix(ground, WHITE, 0.3), ground, (strip[2] - strip[0], strip[3] - strip[1]))
    dots(small, mix(ground, INK, 0.2), 18, (True, True))
    art = icon(wish.rng.choice(wish.feel.faces), 92)
    small.paste(art, (20, (small.height - 92) // 2), art)
    words = _answers(wish)[0]
    draw(
        small,
        fit(words, small.width - 160, small.height - 20, 52, 1.2, 2),
        (124, 0, small.width - 16, small.height),
        Ink(INK, WHITE, 0.1, 0.03),
    )
    image.paste(small, strip[:2])
    pen.rectangle((strip[0], strip[1], strip[2], strip[3]), outline=INK, width=7)
    return image


def news(wish: Wish) -> Image.Image:
    """A news flash: the scene, a red band, the comment as the headline, the ticker below."""
    block = fit(wish.text, SIDE - 110, 180, 86, 1.22, 3)
    foot = SIDE - 104
    top = foot - 58 - block.height - 40
    size = (SIDE, top + 16)
    image = Image.new("RGB", (SIDE, SIDE))
    image.paste(covered(wish.still, size) if wish.still is not None else painted(wish, size), (0, 0))
    pen = ImageDraw.Draw(image)
    red = wish.rng.choice(((204, 20, 32), (18, 74, 170), (140, 20, 90)))
    pen.rectangle((0, top, SIDE, foot - 58), fill=(248, 248, 250))
    pen.rectangle((0, top, 18, foot - 58), fill=red)
    draw(image, block, (50, top, SIDE - 40, foot - 58), Ink((16, 20, 40), fat=0.036), "left")
    head = label(say("cards.news.head", wish.lang), 42, Ink(WHITE, fat=0.03), (26, 4), red)
    image.paste(head, (0, top - head.height + 2), head)
    pen.rectangle((0, foot - 58, SIDE, foot), fill=red)
    ticker = say("cards.news.ticker", wish.lang)
    pen.text((-wish.rng.randint(0, 90), foot - 30), ticker, WHITE, font(30), anchor="lm")
    pen.rectangle((0, foot, SIDE, SIDE), fill=(14, 18, 36))
    clock = f"{wish.rng.randint(7, 23):02}:{wish.rng.randint(0, 59):02}"
    pen.text((34, foot + 52), clock, WHITE, font(46), anchor="lm", stroke_width=1)
    pen.text((176, foot + 52), say("cards.news.live", wish.lang), (170, 182, 220), font(32), anchor="lm")
    live = label("LIVE", 34, Ink(WHITE, fat=0.04), (18, 2), (220, 30, 40), 10)
    image.paste(live, (36, 36), live)
    return image
