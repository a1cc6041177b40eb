"""Whether a changed picture shows clearly more bare skin than before; a rough measure by colour, which sees no bodies."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

MORE = 0.12  # of the picture's pixels: more than another hat or backdrop brings


def share(content: bytes) -> float:
    """The share of a picture's pixels that have a colour of skin, of any tone."""
    with Image.open(io.BytesIO(content)) as opened:
        small = np.asarray(opened.convert("YCbCr").resize((160, 160), Image.Resampling.BOX), np.int16)
    light, blue, red = small[..., 0], small[..., 1], small[..., 2]
    skin = (light > 40) & (blue > 77) & (blue < 127) & (red > 133) & (red < 173)
    return float(skin.mean())


def barer(before: bytes, after: bytes) -> bool:
    """Whether `after` shows more skin than a harmless change would bring. Blocks for a moment."""
    return share(after) - share(before) > MORE
