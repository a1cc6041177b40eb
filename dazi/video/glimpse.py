"""What one picture tells without a model that sees: its writing, its colours, its light; knows no video and no meaning."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image, ImageStat

from dazi.errors import Transient
from dazi.pictures import Glimpse
from dazi.video.light import colours
from dazi.video.read import available, recognise, tidy
from dazi.video.watch import LABEL

_SHARE = 0.12  # of the pixels, from which on a colour is named
_MOST = 3
_SURE = 0.7  # the reader's own score below which a line is left out


async def glimpse(content: bytes) -> Glimpse:
    """Of a PNG that was opened before (nothing else is decoded here)."""
    with Image.open(io.BytesIO(content)) as picture:
        named = sorted(((share, name) for name, share in colours(picture).items()), reverse=True)[:_MOST]
        bright = ImageStat.Stat(picture.convert("L").resize((32, 32))).mean[0] / 255
    return Glimpse(
        texts=await _written(content),
        colours=tuple(name for share, name in named if share >= _SHARE),
        light="dark" if bright < 0.2 else "bright" if bright > 0.65 else "even",
    )


async def _written(content: bytes) -> tuple[str, ...] | None:
    """The lines on it from top to bottom, without the label that says AI; None where nothing here reads."""
    if not available():
        return None
    with tempfile.TemporaryDirectory(prefix="dazi-glimpse-") as name:
        (Path(name) / "picture.png").write_bytes(content)
        try:
            told = await recognise(Path(name), ["picture.png"])
        except Transient:  # the reader fell over; the question is answered without it
            return None
    lines = (tidy(row["text"]) for row in told["read"][0] if row["score"] >= _SURE)
    return tuple(line for line in lines if line and not LABEL.fullmatch(line))
