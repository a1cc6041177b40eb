"""A member's sign on their colour as a picture, for who wants to do something with it; knows no member."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import resvg_py

from dazi.stickers.icons import names, plain

SIDE = 640
# Icons that are called otherwise than Unicode calls their sign.
_NAMES = {
    "panda-face": "panda", "school-satchel": "backpack", "ball-of-yarn": "yarn", "large-orange-circle": "orange-circle",
}  # fmt: skip
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def icon_of(sign: str) -> str:
    """The name of the icon that shows an emoji; empty where there is none."""
    known = [unicodedata.name(one, "") for one in sign if one not in "\ufe0f\u200d"]
    name = "-".join(known).lower().replace(" ", "-")
    name = _NAMES.get(name, name)
    return name if name in names() else ""


@lru_cache(maxsize=64)
def portrait(sign: str, colour: str) -> bytes:
    """A square PNG."""
    ground = colour if _COLOUR.fullmatch(colour) else "#8899aa"
    icon = icon_of(sign)
    shown = f'<g transform="translate(6.4 6.4) scale(.6)">{plain(icon)}</g>' if icon else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="{SIDE}" height="{SIDE}">'
        f'<rect width="32" height="32" fill="{ground}"/><circle cx="16" cy="16" r="12.4" fill="#fff" opacity=".35"/>{shown}</svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
