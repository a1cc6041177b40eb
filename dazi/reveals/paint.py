"""A picture and the place where it turns out to hang, as one PNG; the picture's own pixels are laid in last, as they were."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace

import resvg_py
from PIL import Image

from dazi.errors import ModelRefused
from dazi.pictures import Box, Given, Wider
from dazi.reveals.choose import WISHED, Chosen, choose, outer
from dazi.reveals.layout import lay
from dazi.reveals.stage import Stage
from dazi.reveals.table import SETTINGS, room_of
from dazi.reveals.traits import Traits, measure

BACKEND = "stickers"
LARGEST_GIVEN = 2048
IN = "+"  # between the names of settings that stand in each other, the innermost first
# The longest side (pixels) up to which a setting is put into another one, when it is to be wild.
_ONCE, _TWICE = 1500, 760
# What lies around the picture is drawn at this longest side (pixels), or this share of a large sheet, and stretched: it is
# plain and even, and a full drawing of 7 million pixels takes a second.
_FINE, _COARSEST = 1600, 0.6
_TIGHT = 0.72  # of its room for a setting that stands in another


@dataclass(frozen=True)
class Reveal:
    """A PNG; where in it the picture lies; the setting's name (for settings in settings all of them, IN between); the
    sign that chose it."""

    png: bytes
    box: Box
    name: str
    because: str


def reveal(given: Given, wider: Wider, *, prompt: str = "", seed: int = 0, setting: str = "") -> Reveal:
    """Pull back from a picture. The same seed gives the same sheet; `setting` names one instead of choosing. ModelRefused
    for what is no picture or longer than 2048 pixels."""
    image = _opened(given)
    rng = random.Random(f"{seed}|{wider}|{given.size}")
    traits = measure(image)
    chosen = (
        Chosen(setting, WISHED)
        if setting in SETTINGS
        else choose(traits, given, wider, prompt, rng, image.size)
    )
    names = [chosen.name]
    if wider.wild:
        names += _around(chosen.name, wider, max(image.size), rng)
    x = y = 0
    sheet = image
    for at, name in enumerate(names):
        last = at == len(names) - 1
        sheet, left, top = _drawn(
            sheet, name, wider if last else Wider(), traits, rng, 1.0 if last else _TIGHT
        )
        x, y = x + left, y + top
    out = io.BytesIO()
    sheet.save(out, "PNG", compress_level=1)
    return Reveal(out.getvalue(), (x, y, x + image.width, y + image.height), IN.join(names), chosen.because)


def _opened(given: Given) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(given.content))
        if max(image.size) > LARGEST_GIVEN or image.size != given.size:
            raise ModelRefused("model.cannot", stroke="expand")
        return image.convert("RGB")
    except OSError as fault:
        raise ModelRefused("model.cannot", stroke="expand") from fault


def _around(name: str, wider: Wider, longest: int, rng: random.Random) -> list[str]:
    """What stands round a setting: as much as the picture's size and a wished ratio leave room for; a giant cat's paws
    outermost, unless the thread has seen them."""
    names = [name]
    depth = 1 if longest > _TWICE or wider.ratio else 2
    while len(names) <= depth:
        last = len(names) == depth
        cat = last and "paws" not in wider.unlike and (longest > _ONCE or depth > 1 or rng.random() < 0.5)
        names.append("paws" if cat else outer(names, wider, rng))
    return names[1:]


def _drawn(
    picture: Image.Image, name: str, wider: Wider, traits: Traits, rng: random.Random, share: float
) -> tuple[Image.Image, int, int]:
    """The sheet with the picture on it, and the picture's left and top."""
    room = room_of(name, picture.size)
    room = replace(room, left=room.left * share, top=room.top * share, right=room.right * share, bottom=room.bottom * share)  # fmt: skip
    place = lay(picture.size, room, wider)
    stage = Stage(place, traits.palette, random.Random(rng.random()))
    SETTINGS[name].draw(stage)
    scale = min(1.0, max(_COARSEST, _FINE / max(place.width, place.height)))
    drawn = bytes(resvg_py.svg_to_bytes(svg_string=stage.svg(scale), skip_system_fonts=True))
    sheet = Image.open(io.BytesIO(drawn)).convert("RGB")
    if scale < 1:
        sheet = sheet.resize((place.width, place.height), Image.Resampling.BICUBIC)
    sheet.paste(picture, (place.x, place.y))
    return sheet, place.x, place.y
