"""A comment becomes a card in a named style, by seed the same; still without labels. Knows no member and no wire."""

from __future__ import annotations

import hashlib
import io
import random
import re
from collections.abc import Callable, Mapping

from PIL import Image

from dazi.cards.feel import feel
from dazi.cards.grounds import Wish
from dazi.cards.letters import strange, units
from dazi.cards.names import LARGEST, LEAST, MOST, SMALLEST
from dazi.cards.papers import award, face, note, poster
from dazi.cards.scenes import barrage, film, frame, pixel, sticker
from dazi.cards.screens import chat, comic, news
from dazi.errors import BadInput
from dazi.text.normalise import clean
from dazi.types import Lang

_MAKERS: Mapping[str, Callable[[Wish], Image.Image]] = {
    "sticker": sticker, "poster": poster, "chat": chat, "face": face, "comic": comic, "note": note, "film": film,
    "pixel": pixel, "award": award, "barrage": barrage, "news": news, "frame": frame,
}  # fmt: skip
_CALLS = re.compile(r"(?:^|(?<=\s))[@＠][\w\-.·]{1,30}(?=\s|$)")


def wording(raw: str) -> str:
    """A comment's words as a card shows them: clean, without those whom it calls. BadInput art.short, art.long, or
    art.script for letters that the font has not."""
    text = clean(raw, MOST + 2)
    if len(text) > MOST:
        raise BadInput("art.long", most=MOST)
    text = re.sub(r"[ \t]+", " ", _CALLS.sub("", text)).strip()
    if sum(not sign.isspace() for sign in text) < LEAST or not units(text):
        raise BadInput("art.short", least=LEAST)
    if strange(text) > 0.2:
        raise BadInput("art.script")
    return text


def card(
    text: str,
    style: str,
    *,
    seed: int = 0,
    lang: Lang = "zh",
    still: Image.Image | None = None,
    side: int = LARGEST,
) -> bytes:
    """A PNG, `side` by `side` pixels. `text` as wording() gives it; `still`: a picture of the video, RGB. KeyError for
    a style that there is none of."""
    make = _MAKERS[style]
    digest = hashlib.sha256(f"{seed}|{style}|{text}".encode()).digest()
    wish = Wish(text, feel(text), random.Random(digest), seed, lang, still)
    image = make(wish).convert("RGB")
    side = min(max(side, SMALLEST), LARGEST)
    if side != image.width:
        image = image.resize((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=4)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """A still that our own child wrote."""
    return Image.open(io.BytesIO(content)).convert("RGB")
