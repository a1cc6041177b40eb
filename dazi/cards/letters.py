"""Words set as people read them: emoji drawn, outlines, the largest size that a box allows; knows no card."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import resvg_py
from PIL import Image, ImageDraw, ImageFont

from dazi.cards.breaks import NOT_FIRST, NOT_LAST, Unit, arrange, width_of
from dazi.stickers.icons import plain
from dazi.text.held import holding

Colour = tuple[int, int, int]
HERE = Path(__file__).parent
_EM = 100  # the size at which units are measured; widths grow with the size, since nothing is hinted
_EMOJI = 1.12  # of the size: how wide and high an emoji stands
_MOST_LINES = 9
_PICTURED = re.compile(
    "[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u200d\ufe0e\ufe0f\u20e3\U000e0000-\U000e007f]"
)
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f]")
_WORD = re.compile(
    r"[#$￥]?[A-Za-z0-9\u00c0-\u024f]+(?:['’.,:/%+_&*=-]?[A-Za-z0-9\u00c0-\u024f%+#]+)*[%℃°+]?"
)


@lru_cache(maxsize=96)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The house's Chinese font with what comments are written with, at a size in pixels."""
    with resources.as_file(resources.files("dazi.cards") / "fonts" / "NotoSansSC-comments.otf") as path:
        return ImageFont.truetype(str(path), size)


@lru_cache(maxsize=1)
def emoji() -> dict[str, str]:
    """Emoji -> the icon that shows it."""
    table: dict[str, str] = json.loads((HERE / "emoji.json").read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=1)
def _emoji_form() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one) for one in sorted(emoji(), key=len, reverse=True)))


@lru_cache(maxsize=128)
def icon(name: str, size: int) -> Image.Image:
    """An icon as RGBA, `size` pixels wide and high."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="{size}" height="{size}">{plain(name)}</svg>'
    drawn = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
    return Image.open(io.BytesIO(drawn)).convert("RGBA")


@lru_cache(maxsize=4096)
def known(sign: str) -> bool:
    """Whether the font has a sign; what it lacks is drawn as a box."""
    return sign.isspace() or bytes(font(24).getmask(sign)) != bytes(font(24).getmask("\ue000"))


def strange(text: str) -> float:
    """The share of letters that the font has not: of a text in a script of its own all."""
    letters = [sign for sign in text if unicodedata.category(sign)[0] == "L"]
    return sum(not known(sign) for sign in letters) / len(letters) if letters else 0.0


@holding(maxsize=4096)
def _wide(text: str) -> float:
    return float(font(_EM).getlength(text))


def units(text: str) -> tuple[Unit, ...]:
    """A text in parts that no line breaks: words whole, marks with what they cling to, emoji as pictures. Signs that can
    not be shown are left out."""
    text = _SKIN.sub("", text.replace("\r", ""))
    found: list[Unit] = []
    at, gap, glue = 0, 0.0, ""
    while at < len(text):
        sign = text[at]
        if sign == "\n" and found:
            found[-1] = Unit(found[-1].text, found[-1].width, found[-1].gap, found[-1].picture, True)
        if sign.isspace():
            at, gap = at + 1, _EM * 0.26
            continue
        if hit := _emoji_form().match(text, at):
            found.append(Unit(hit.group(), _EM * _EMOJI, gap or _EM * 0.04, emoji()[hit.group()]))
            at, gap = hit.end(), 0.0
            continue
        word = _WORD.match(text, at)
        part = word.group() if word else sign
        at += len(part)
        if not word and (_PICTURED.match(sign) or not (known(sign) or sign.isalnum())):
            continue
        if part in NOT_LAST and not word:
            glue += part
            continue
        clings = part in NOT_FIRST and found and not found[-1].picture and not gap and not glue
        if clings:
            before = found.pop()
            found.append(Unit(before.text + part, _wide(before.text + part), before.gap))
        else:
            beside = found and not gap and (word is not None) != _is_word(found[-1])
            space = gap or (_EM * 0.12 if beside and not found[-1].picture and not glue else 0.0)
            found += _split(glue + part, space)
        gap, glue = 0.0, ""
    return tuple(found)


def _is_word(unit: Unit) -> bool:
    return bool(unit.text) and unit.text[-1].isascii() and unit.text[-1].isalnum()


def _split(part: str, gap: float) -> list[Unit]:
    """One unit, or of a word that is longer than any line pieces."""
    pieces = [part[i : i + 14] for i in range(0, len(part), 14)] if len(part) > 18 else [part]
    return [Unit(piece, _wide(piece), gap if i == 0 else 0.0) for i, piece in enumerate(pieces)]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines and the size that they are set in; `step` is from line to line, `width` that of the longest."""

    rows: tuple[tuple[Unit, ...], ...]
    size: int
    step: int
    width: int

    @property
    def height(self) -> int:
        return self.step * len(self.rows)


@holding(maxsize=256)
def fit(
    text: str,
    width: int,
    height: int,
    most: int = 160,
    lead: float = 1.28,
    lines: int = _MOST_LINES,
    least: int = 30,
) -> Block:
    """The text as large as it goes into a box, broken where a reader would break it. What has no room at a size that
    can be read (`least`) ends in an ellipsis."""
    parts = units(text)
    while True:
        best, score = None, 0.0
        for count in range(1, min(lines, len(parts)) + 1):
            made = arrange(parts, count)
            if made is None:
                continue
            longest = max(width_of(row) for row in made[0])
            size = min(float(most), width * _EM / max(longest, 1.0), height / (lead * count))
            if (value := size * (1 - 0.24 * min(max(made[1], -0.2), 1.6))) > score:
                best, score = (made[0], size, longest), value
        if best is None:
            return Block((), 24, 30, 0)
        rows, size, longest = best
        if size >= min(least, most) or len(parts) < 8:
            whole = max(int(size), 12)
            tidy = tuple(_bare(row) for row in rows)
            return Block(tidy, whole, round(whole * lead), round(longest * whole / _EM))
        parts = (*parts[: int(len(parts) * 0.8)], Unit("…", _wide("…")))


def _bare(row: Sequence[Unit]) -> tuple[Unit, ...]:
    """A line without the comma or full stop at its end: set this large, the break says it."""
    last = row[-1]
    text = last.text.rstrip("，。、；") if not last.picture else last.text
    if text == last.text:
        return tuple(row)
    return (*row[:-1], Unit(text, _wide(text), last.gap)) if text else tuple(row[:-1]) or tuple(row)


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters look: their colour, the outline's colour and width (a share of the size), how fat they are."""

    fill: Colour
    rim: Colour | None = None
    rim_width: float = 0.14
    fat: float = 0.028
    drop: float = 0.0  # how far the outline falls below, as a share of the size: a cheap shadow
    bright: Colour | None = None  # for the last line, or what follows the last mark


def draw(
    image: Image.Image, block: Block, box: tuple[int, int, int, int], ink: Ink, align: str = "centre"
) -> None:
    """Lay a block into a box (left, top, right, bottom), centred from top to bottom."""
    left, top, right, bottom = box
    y = top + (bottom - top - block.height) / 2 + (block.step - block.size * 1.18) / 2
    pen = ImageDraw.Draw(image)
    layers = (True, False) if ink.rim else (False,)
    for outline in layers:
        for number, row in enumerate(block.rows):
            wide = width_of(row) * block.size / _EM
            x = {"left": left, "right": right - wide}.get(align, left + (right - left - wide) / 2)
            last = ink.bright is not None and len(block.rows) > 1 and number == len(block.rows) - 1
            _row(image, pen, row, (x, y + number * block.step), block.size, ink, outline, last)


def _row(
    image: Image.Image,
    pen: ImageDraw.ImageDraw,
    row: Sequence[Unit],
    at: tuple[float, float],
    size: int,
    ink: Ink,
    outline: bool,
    last: bool,
) -> None:
    x, y = at
    letters, scale = font(size), size / _EM
    for number, unit in enumerate(row):
        x += unit.gap * scale if number else 0.0
        if unit.picture:
            if not outline:
                side = round(size * 1.06)
                art = icon(unit.picture, side)
                image.paste(art, (round(x + size * 0.03), round(y + size * 0.22)), art)
        elif outline and ink.rim:
            wide = size * ink.rim_width
            pen.text(
                (x, y + size * ink.drop), unit.text, ink.rim, letters, stroke_width=wide, stroke_fill=ink.rim
            )
        else:
            fill = ink.bright if last and ink.bright else ink.fill
            pen.text((x, y), unit.text, fill, letters, stroke_width=size * ink.fat, stroke_fill=fill)
        x += unit.width * scale


def label(
    text: str,
    size: int,
    ink: Ink,
    pad: tuple[int, int] = (0, 0),
    ground: Colour | None = None,
    round_by: int = 0,
) -> Image.Image:
    """One line as a picture of its own (RGBA), on a plate where a ground is given."""
    block = fit(text, 4000, round(size * 1.4), size, 1.28, 1)
    rim = round(size * (ink.rim_width if ink.rim else 0.04)) + 1
    wide, high = block.width + 2 * (pad[0] + rim), round(size * 1.28) + 2 * (pad[1] + rim)
    image = Image.new("RGBA", (wide, high), (0, 0, 0, 0))
    if ground:
        ImageDraw.Draw(image).rounded_rectangle((0, 0, wide - 1, high - 1), round_by, fill=ground)
    draw(image, block, (0, 0, wide, high), ink)
    return image
