"""The sticker painter: a prompt in Chinese or English becomes a composed picture. No model, no network; by seed the same."""

import io
import random
from dataclasses import dataclass, replace

import resvg_py
from PIL import Image, ImageFilter

from dazi.stickers.compose import compose
from dazi.stickers.lexicon import read
from dazi.stickers.parse import parse
from dazi.stickers.plan import settle
from dazi.stickers.scene import Scene, Words
from dazi.stickers.styles import RIMLESS, STYLES

BACKEND = "stickers"
SMALLEST, LARGEST = 64, 2048


@dataclass(frozen=True)
class Painting:
    """A PNG, the scene that it shows, and which of the prompt's words were understood and which were not."""

    png: bytes
    scene: Scene
    words: Words


def _layer(svg: str) -> Image.Image:
    """One SVG layer as RGBA; it has no text, so no font is looked for."""
    return Image.open(
        io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)))
    ).convert("RGBA")


def _rimmed(figures: Image.Image, rim: bool) -> Image.Image:
    """The figures with a white rim and a soft shadow behind: cut out like a sticker."""
    alpha = figures.getchannel("A")
    unit = figures.height / 768
    under = Image.new("RGBA", figures.size, (0, 0, 0, 0))
    if rim:
        soft = alpha.filter(ImageFilter.GaussianBlur(5 * unit))
        edge = soft.point([min(255, max(0, (v - 10) * 14)) for v in range(256)])
        shade = edge.filter(ImageFilter.GaussianBlur(7 * unit)).point([int(v * 0.34) for v in range(256)])
        under.paste((26, 22, 60, 255), (0, round(7 * unit)), shade)
        white = Image.new("RGBA", figures.size, (255, 255, 255, 255))
        white.putalpha(edge)
        under.alpha_composite(white)
    under.alpha_composite(figures)
    return under


def style_of(words: str) -> str:
    """The style that a word or a name of a style means ("水彩", "pixel"), "" when it means none."""
    if words in STYLES:
        return words
    return next((token.key for token in read(words[:40]) if token.kind == "style"), "")


def paint(prompt: str, *, seed: int = 0, size: tuple[int, int] = (768, 768), style: str = "") -> Painting:
    """Paint what a prompt says; another seed is another composition of the same scene.

    `size` is width and height in pixels, each brought between 64 and 2048; `style` is a style's word and goes before
    one in the prompt. What was not understood stands in `words.missed`; of a long prompt only the first part is read.
    """
    scene, words = parse(prompt)
    if style and (named := style_of(style)):
        scene = replace(scene, style=named)
    elif style:
        words = replace(words, missed=(*words.missed, style[:40]))
    w, h = (min(max(int(side), SMALLEST), LARGEST) for side in size)
    plan = settle(scene, random.Random(seed))
    layers = compose(plan, (w, h), seed)
    picture = _layer(layers.back)
    picture.alpha_composite(_rimmed(_layer(layers.figures), scene.style not in RIMLESS))
    if layers.front:
        picture.alpha_composite(_layer(layers.front))
    made = picture.convert("RGB")
    if scene.style in STYLES:
        made = STYLES[scene.style](made, seed)
    out = io.BytesIO()
    made.save(out, "PNG", compress_level=3)
    return Painting(out.getvalue(), scene, words)
