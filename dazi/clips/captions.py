"""A creator's captions and the AI label: outlined words that pop in; it knows nothing of scenes."""

import math
from functools import lru_cache

from PIL import Image, ImageDraw

from dazi.clips.script import Say
from dazi.clips.sprites import font

WIDTH, HEIGHT = 540, 960
WIDEST = 492  # pixels: the outline still keeps clear of the edges
WHITE, BRIGHT, INK = (255, 255, 255), (255, 222, 76), (30, 18, 52)
POP, LEAVE = 0.22, 0.14  # seconds
LABEL = "AI 生成"
# A glyph of 44 px type stands about 38 px high: above 5 % of the short side, 27 px (GB 45438-2025).
LABEL_SIZE, LABEL_SECONDS = 44, 2.6


def _runs(line: str) -> list[tuple[str, bool]]:
    """`a*b*c` as (a, plain), (b, bright), (c, plain)."""
    return [(part, index % 2 == 1) for index, part in enumerate(line.split("*")) if part]


def _fitting(lines: list[str], size: float) -> int:
    for height in range(int(size), 20, -1):
        if max(font(height).getlength(line.replace("*", "")) for line in lines) <= WIDEST:
            return height
    return 20


@lru_cache(maxsize=8)
def draw_caption(text: str, size: float) -> Image.Image:
    """The caption as RGBA: white and bright words over a dark outline and a soft shadow."""
    lines = text.split("\n")
    height = _fitting(lines, size)
    letters, step, rim = font(height), round(height * 1.32), round(height * 0.2)
    image = Image.new("RGBA", (WIDTH, step * len(lines) + 4 * rim), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    for outline in (True, False):
        for row, line in enumerate(lines):
            x = (WIDTH - letters.getlength(line.replace("*", ""))) / 2
            y = rim * 1.5 + row * step
            for words, bright in _runs(line):
                if outline:
                    pen.text((x, y + 3), words, INK, letters, stroke_width=rim * 0.72 + 1, stroke_fill=INK)
                else:
                    ink = BRIGHT if bright else WHITE
                    pen.text((x, y), words, ink, letters, stroke_width=height * 0.022, stroke_fill=ink)
                x += letters.getlength(words)
    return image


@lru_cache(maxsize=1)
def draw_label() -> Image.Image:
    """The visible AI label: white on a dark pill."""
    letters = font(LABEL_SIZE)
    wide = round(letters.getlength(LABEL))
    image = Image.new("RGBA", (wide + 44, LABEL_SIZE + 26), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, image.width - 1, image.height - 1), image.height / 2, fill=(18, 10, 36, 178))
    pen.text((22, (LABEL_SIZE + 26) / 2), LABEL, (255, 255, 255, 255), letters, anchor="lm", stroke_width=0.7,
             stroke_fill=(255, 255, 255, 255))  # fmt: skip
    return image


def _faded(image: Image.Image, alpha: float) -> Image.Image:
    if alpha >= 0.995:
        return image
    image = image.copy()
    image.putalpha(image.getchannel("A").point([int(v * alpha) for v in range(256)]))
    return image


def lay_caption(canvas: Image.Image, say: Say, t: float) -> None:
    """Put the caption on the canvas as it looks at `t` seconds into its shot."""
    age, rest = t - say.at, say.at + say.seconds - t
    if age < 0 or rest <= 0:
        return
    image = draw_caption(say.text, say.size)
    u = min(age / POP, 1.0)
    size = 1 + 0.12 * math.sin(math.pi * u) - 0.3 * (1 - u) ** 2
    if abs(size - 1) > 0.005:
        image = image.resize(
            (round(image.width * size), round(image.height * size)), Image.Resampling.BILINEAR
        )
    image = _faded(image, min(1.0, u * 2, rest / LEAVE))
    canvas.paste(image, (round((WIDTH - image.width) / 2), round(say.y - image.height / 2)), image)


def lay_label(canvas: Image.Image, t: float) -> None:
    """Put the AI label on the canvas during the film's first seconds; `t` is the film's time."""
    if t < LABEL_SECONDS:
        image = _faded(draw_label(), min(1.0, (LABEL_SECONDS - t) / 0.3))
        canvas.paste(image, (24, 40), image)
