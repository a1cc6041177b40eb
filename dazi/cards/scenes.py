"""Cards on a scene or a still: the words over a picture; knows no paper and no chat."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from dazi.cards.grounds import FOOT, INK, SIDE, SUN, WHITE, Wish, covered, grained, mix, painted, shadowed
from dazi.cards.letters import Block, Ink, draw, fit, font, label
from dazi.words import say, sentences

OUTLINED = Ink(WHITE, INK, 0.13, 0.034, 0.035, SUN)


def sticker(wish: Wish) -> Image.Image:
    """The comment as the sticker painter's scene, its words below in a sticker of their own."""
    block = fit(wish.text, SIDE - 150, 200, 92, 1.26, 4)
    high = block.height + 52
    top = SIDE - FOOT - high
    edge = top + 44
    scene = Image.new("RGB", (SIDE, SIDE), mix(wish.rng.choice(wish.feel.grounds), WHITE, 0.1))
    scene.paste(painted(wish, (SIDE, edge)), (0, 0))
    pen = ImageDraw.Draw(scene)
    pen.rounded_rectangle((36, top + 9, SIDE - 36, top + high + 9), 40, fill=mix(INK, WHITE, 0.25))
    pen.rounded_rectangle((36, top, SIDE - 36, top + high), 40, fill=WHITE)
    draw(scene, block, (60, top, SIDE - 60, top + high), Ink(INK, fat=0.03))
    return scene


def frame(wish: Wish) -> Image.Image:
    """A still of the video, whole, with the words set big: beside a tall one, below a wide one."""
    still = wish.still if wish.still is not None else painted(wish)
    soft = covered(still).resize((60, 60), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(3))
    image = ImageEnhance.Brightness(soft.resize((SIDE, SIDE), Image.Resampling.BICUBIC)).enhance(0.5)
    if still.height > still.width * 1.2:
        size, at, box = (456, 812), (404, 44), (28, 44, 392, SIDE - FOOT)
        lean = wish.rng.uniform(0.8, 2.6)
    else:
        size, at, box = (SIDE - 72, 500), (36, 36), (40, 550, SIDE - 40, SIDE - FOOT - 6)
        lean = 0.0
    shadowed(image, _mounted(covered(still, size), lean), at, 16, 12, 150)
    block = fit(wish.text, box[2] - box[0], box[3] - box[1], 118, 1.24, 7)
    draw(image, block, box, OUTLINED)
    return image


def _mounted(still: Image.Image, lean: float) -> Image.Image:
    """A still with round corners and a white rim, a little askew."""
    w, h = still.width + 20, still.height + 20
    card = Image.new("RGBA", (w, h), (0, 0, 0, 0))
    ImageDraw.Draw(card).rounded_rectangle((0, 0, w - 1, h - 1), 34, fill=(255, 255, 255, 255))
    mask = Image.new("L", still.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, still.width - 1, still.height - 1), 26, fill=255)
    card.paste(still, (10, 10), mask)
    return card.rotate(lean, Image.Resampling.BICUBIC, expand=True) if lean else card


def film(wish: Wish) -> Image.Image:
    """An old film's still: warm grey, scratches, black bars, a subtitle."""
    still = covered(wish.still, (SIDE, 560)) if wish.still is not None else painted(wish, (SIDE, 560))
    grey = ImageEnhance.Contrast(still.convert("L")).enhance(1.12)
    tone = wish.rng.choice(
        (((40, 26, 16), (250, 232, 196)), ((20, 24, 38), (226, 236, 240)), ((36, 22, 30), (248, 224, 214)))
    )
    ramp = np.linspace(0, 1, 256, dtype=np.float32)[:, None]
    table = (np.asarray(tone[0]) * (1 - ramp) + np.asarray(tone[1]) * ramp).astype(np.uint8)
    picture = Image.fromarray(table[np.asarray(grey)])
    picture = _vignette(grained(picture.filter(ImageFilter.GaussianBlur(0.8)), wish.seed, 16))
    pen = ImageDraw.Draw(picture)
    for _ in range(wish.rng.randint(4, 7)):
        x, light = wish.rng.randint(0, SIDE), wish.rng.randint(150, 225)
        pen.line((x, 0, x + wish.rng.randint(-6, 6), 560), fill=(light, light, light - 20), width=1)
    for _ in range(26):
        x, y, r = wish.rng.randint(0, SIDE), wish.rng.randint(0, 560), wish.rng.choice((1, 1, 2, 3))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=wish.rng.choice((tone[0], tone[1])))
    image = Image.new("RGB", (SIDE, SIDE), (8, 7, 9))
    image.paste(picture, (0, 84))
    number = wish.rng.randint(1, 9)
    head = say(
        "cards.film.title", wish.lang, n="一二三四五六七八九"[number - 1] if wish.lang == "zh" else number
    )
    pen = ImageDraw.Draw(image)
    pen.text((SIDE / 2, 44), head, (200, 188, 164), font(34), anchor="mm")
    block = fit(wish.text, SIDE - 100, 146, 66, 1.26, 3)
    draw(image, block, (40, 648, SIDE - 40, 780), Ink((255, 244, 214), (12, 8, 6), 0.1, 0.02, 0.03))
    return image


def _vignette(image: Image.Image) -> Image.Image:
    """Darker towards the corners."""
    w, h = image.size
    ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
    far = ((xs / w - 0.5) ** 2 + (ys / h - 0.5) ** 2) * 2
    light = np.clip(1.06 - 0.85 * far**1.3, 0.2, 1.0)[..., None]
    return Image.fromarray((np.asarray(image, np.float32) * light).astype(np.uint8))


def pixel(wish: Wish) -> Image.Image:
    """A scene in pixels with a game's box of words; the letters are pixels too."""
    top, dot = 558, 3
    image = Image.new("RGB", (SIDE, SIDE))
    image.paste(painted(wish, (SIDE, top), "pixel"), (0, 0))
    box = Image.new("RGB", (SIDE // dot, (SIDE - top) // dot), (20, 24, 64))
    pen = ImageDraw.Draw(box)
    w, h = box.size
    pen.rectangle((5, 5, w - 6, h - 36), fill=(28, 34, 92), outline=(236, 240, 255), width=2)
    pen.rectangle((9, 9, w - 10, h - 40), outline=(96, 112, 220), width=1)
    block = fit(wish.text, (w - 44), (h - 60), 26, 1.18, 3, 15)
    pen.fontmode = "1"
    _crisp(box, block, (22, 12, w - 22, h - 42))
    who = say("cards.pixel.who", wish.lang)
    letters = font(15)
    wide = round(letters.getlength(who)) + 16
    pen.rectangle((14, h - 31, 14 + wide, h - 8), fill=(255, 206, 64))
    pen.text((22, h - 20), who, (40, 24, 8), letters, anchor="lm", stroke_width=0.4)
    pen.polygon([(w - 24, h - 46), (w - 14, h - 46), (w - 19, h - 41)], fill=(255, 222, 76))
    image.paste(box.resize((SIDE, SIDE - top), Image.Resampling.NEAREST), (0, top))
    return image


def _crisp(box: Image.Image, block: Block, at: tuple[int, int, int, int]) -> None:
    """Words whose pixels are either on or off."""
    mask = Image.new("RGB", box.size, (0, 0, 0))
    draw(mask, block, at, Ink(WHITE, fat=0.03), "left")
    on = np.asarray(mask.convert("L")) > 118
    kept = np.asarray(box).copy()
    kept[on] = np.where(np.ptp(np.asarray(mask)[on], axis=1)[:, None] > 60, np.asarray(mask)[on], 255)
    box.paste(Image.fromarray(kept))


def barrage(wish: Wish) -> Image.Image:
    """The comment as the biggest of a flight of bullet comments over the picture."""
    image = covered(wish.still) if wish.still is not None else painted(wish)
    image = ImageEnhance.Brightness(image.filter(ImageFilter.GaussianBlur(1.2))).enhance(0.74)
    lines = [text for code, text in sentences(wish.lang).items() if code.startswith("cards.barrage.")]
    wish.rng.shuffle(lines)
    colours = (WHITE, (180, 240, 255), (255, 236, 140), (255, 190, 214), (186, 255, 196))
    lanes = [36, 112, 188, 596, 676]
    for number, line in enumerate(lines[: len(lanes) + 3]):
        size = wish.rng.choice((36, 42, 48))
        small = label(line, size, Ink(wish.rng.choice(colours), INK, 0.12, 0.03))
        x = wish.rng.randint(-60, 240) if number < len(lanes) else wish.rng.randint(470, 700)
        y = lanes[number % len(lanes)] + wish.rng.randint(-8, 8)
        small.putalpha(small.getchannel("A").point([value * 215 // 255 for value in range(256)]))
        image.paste(small, (x, y), small)
    block = fit(wish.text, SIDE - 120, 280, 112, 1.24, 3)
    draw(image, block, (40, 300, SIDE - 40, 580), Ink(SUN, INK, 0.14, 0.04, 0.035))
    return image
