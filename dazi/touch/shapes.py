"""The sheet itself: cropped, turned, framed, faces hidden, words written on it; knows no wish."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from dazi.faces.find import Face
from dazi.stickers.icons import icon
from dazi.stickers.pen import group
from dazi.touch.layers import drawn, laid

_RATIOS = {"square": (1, 1), "circle": (1, 1), "tall": (9, 16), "wide": (16, 9)}
_MASKS = (
    "smiling-face-with-sunglasses",
    "see-no-evil-monkey",
    "dog-face",
    "panda",
    "cat-face",
    "robot",
    "alien",
)


def shaped(picture: Image.Image, name: str, faces: Sequence[Face], focus: tuple[float, float]) -> Image.Image:
    """Cropped, turned or mirrored; `focus` (shares of the picture) is what a crop keeps."""
    if name in _FLIPS:
        return picture.transpose(_FLIPS[name])
    if name == "close":
        return _close(picture, faces)
    cut = _cropped(picture, _RATIOS[name], focus)
    if name != "circle":
        return cut
    disc = Image.new("L", (cut.width * 2, cut.height * 2), 0)
    ImageDraw.Draw(disc).ellipse((6, 6, disc.width - 7, disc.height - 7), fill=255)
    return Image.composite(
        cut, Image.new("RGB", cut.size, "#ffffff"), disc.resize(cut.size, Image.Resampling.LANCZOS)
    )


_FLIPS = {
    "mirror": Image.Transpose.FLIP_LEFT_RIGHT, "upside": Image.Transpose.ROTATE_180, "turn-left": Image.Transpose.ROTATE_90,
    "turn-right": Image.Transpose.ROTATE_270,
}  # fmt: skip


def _cropped(picture: Image.Image, ratio: tuple[int, int], focus: tuple[float, float]) -> Image.Image:
    wide = min(picture.width, round(picture.height * ratio[0] / ratio[1]))
    high = min(picture.height, round(picture.width * ratio[1] / ratio[0]))
    left = min(max(round(focus[0] * picture.width - wide / 2), 0), picture.width - wide)
    top = min(max(round(focus[1] * picture.height - high / 2), 0), picture.height - high)
    return picture.crop((left, top, left + wide, top + high))


def _close(picture: Image.Image, faces: Sequence[Face]) -> Image.Image:
    """The largest face with air about it, or the picture's middle."""
    if not faces:
        side = round(min(picture.size) * 0.62)
        left, top = (picture.width - side) // 2, (picture.height - side) // 2
        return picture.crop((left, top, left + side, top + side))
    left_, top_, right, bottom = faces[0].box
    side = min(round((right - left_) * 2.4), *picture.size)
    left = min(max(round((left_ + right) / 2 - side / 2), 0), picture.width - side)
    top = min(max(round(top_ * 0.6 + bottom * 0.4 - side / 2), 0), picture.height - side)
    cut = picture.crop((left, top, left + side, top + side))
    return cut if side >= 480 else cut.resize((480, 480), Image.Resampling.LANCZOS)


def hidden(picture: Image.Image, faces: Sequence[Face], way: str, seed: int) -> Image.Image:
    """Every face made unrecognisable: under coarse squares, or under a sticker."""
    made = picture.copy()
    for at, face in enumerate(faces):
        left, top, right, bottom = face.box
        wide, high = right - left, bottom - top
        box = (
            max(round(left - wide * 0.12), 0), max(round(top - high * 0.32), 0),
            min(round(right + wide * 0.12), made.width), min(round(bottom + high * 0.14), made.height),
        )  # fmt: skip
        part = made.crop(box)
        if way == "emoji":
            side = max(wide, high) * 1.42
            body = group(
                icon(_MASKS[(seed + at) % len(_MASKS)]),
                (left + right) / 2 - side / 2,
                (top + bottom) / 2 - side * 0.54,
                side / 32,
            )
            made = laid(made, drawn(body, made.size), side / 60)
            continue
        coarse = part.resize((7, max(round(7 * part.height / part.width), 1)), Image.Resampling.BOX)
        made.paste(coarse.resize(part.size, Image.Resampling.NEAREST), box[:2])
    return made


def framed(picture: Image.Image, name: str, colour: str = "#ffffff") -> Image.Image:
    """The picture in a frame that lies around it."""
    unit = min(picture.size)
    edge = round(unit * 0.05)
    if name == "polaroid":
        sheet = Image.new(
            "RGB", (picture.width + edge * 2, picture.height + edge * 2 + round(unit * 0.17)), "#fbfaf5"
        )
        sheet.paste(picture, (edge, edge))
        ImageDraw.Draw(sheet).rectangle(
            (edge - 1, edge - 1, edge + picture.width, edge + picture.height),
            outline="#d9d5c9",
            width=max(unit // 400, 1),
        )
        return sheet
    if name == "filmstrip":
        bar = (
            max(round((picture.height - picture.width / 2.1) / 2), round(unit * 0.08))
            if picture.width > picture.height
            else round(unit * 0.1)
        )
        made = picture.copy()
        pen = ImageDraw.Draw(made)
        pen.rectangle((0, 0, made.width, bar), fill="#08080a")
        pen.rectangle((0, made.height - bar, made.width, made.height), fill="#08080a")
        return made
    if name == "gold":
        return _gilded(picture, round(unit * 0.075))
    sheet = Image.new("RGB", (picture.width + edge * 2, picture.height + edge * 2), colour)
    sheet.paste(picture, (edge, edge))
    return sheet


def _gilded(picture: Image.Image, edge: int) -> Image.Image:
    """A carved golden frame with a mat of linen."""
    mat = round(edge * 0.45)
    wide, high = picture.width + (edge + mat) * 2, picture.height + (edge + mat) * 2
    sheet = Image.new("RGB", (wide, high), "#f3ead6")
    pen = ImageDraw.Draw(sheet)
    for at in range(edge):
        share = at / edge
        ridge = 1 - abs(share * 2 - 1)
        wave = 0.82 + 0.3 * ridge - (0.22 if 0.58 < share < 0.66 or 0.14 < share < 0.2 else 0)
        for side, lit in ((((at, at), (wide - 1 - at, at)), 1.1), (((at, at), (at, high - 1 - at)), 1.0),
                          (((at, high - 1 - at), (wide - 1 - at, high - 1 - at)), 0.76), (((wide - 1 - at, at), (wide - 1 - at, high - 1 - at)), 0.86)):  # fmt: skip
            tone = tuple(min(int(v * wave * lit), 255) for v in (214, 166, 74))
            pen.line(side, fill=tone)
    dark = Image.new("L", sheet.size, 0)
    ImageDraw.Draw(dark).rectangle(
        (edge, edge, wide - edge, high - edge), outline=130, width=max(edge // 6, 2)
    )
    sheet.paste((60, 40, 12), (0, 0), dark.filter(ImageFilter.GaussianBlur(max(edge / 10, 1))))
    sheet.paste(picture, (edge + mat, edge + mat))
    return sheet


@lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    with resources.as_file(resources.files("dazi") / "cards" / "fonts" / "NotoSansSC-comments.otf") as path:
        return ImageFont.truetype(str(path), size)


def written(picture: Image.Image, text: str, margin: int = 0) -> Image.Image:
    """Words at the foot of the picture, white with a dark rim, in at most three lines; in a `margin` (pixels of white
    below) as if by hand."""
    size = round(min(picture.size) * (0.075 if margin else 0.092))
    room = picture.width * 0.88
    while size > 14 and len(_lines(text, size, room)) > (
        1 if margin else 2 if size > min(picture.size) * 0.06 else 3
    ):
        size = round(size * 0.9)
    lines = _lines(text, size, room)[:3]
    made = picture.convert("RGB")
    step = round(size * 1.24)
    y = made.height - round(size * 0.62) - step * len(lines)
    if margin:
        pen = ImageDraw.Draw(made)
        for at, line in enumerate(lines):
            middle = made.height - margin * 0.54 + (at - (len(lines) - 1) / 2) * step
            pen.text((made.width / 2, middle), line, font=_font(size), fill="#3b3844", anchor="mm")
        return made
    layer = Image.new("RGBA", made.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    rim = max(round(size * 0.09), 2)
    for at, line in enumerate(lines):
        place = (made.width / 2, y + at * step)
        pen.text(
            place,
            line,
            font=_font(size),
            fill="#ffffff",
            anchor="ma",
            stroke_width=rim,
            stroke_fill="#17121f",
        )
    return laid(made, layer, size * 0.06)


def _lines(text: str, size: int, room: float) -> list[str]:
    """Text broken where it fits: between Latin words, anywhere in Chinese."""
    font, lines, line = _font(size), [], ""
    for word in _words(text):
        if line and font.getlength((line + word).rstrip()) > room:
            lines.append(line.strip())
            line = ""
        line += word
    return [*lines, line.strip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    found: list[str] = []
    for sign in text:
        if (found and sign.isascii() and found[-1][-1].isascii() and not found[-1][-1].isspace()) or (
            found and sign in "，。！？、；：”’）》…~"
        ):
            found[-1] += sign
        else:
            found.append(sign)
    return found
