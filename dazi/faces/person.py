"""The outline of the people in a picture: how much each pixel belongs to one; knows not who they are."""

from __future__ import annotations

import numpy as np
from PIL import Image

from dazi.faces.net import looked_at, net


def outline(picture: Image.Image) -> Image.Image:
    """A mask of the picture's size, 255 where a person is. Blocks for a part of a second."""
    looks = net("person")
    (seen,) = looks(looked_at(picture, looks.side, 0.0))
    share = np.clip(seen[..., 0], 0, 1)
    return Image.fromarray((share * 255).astype(np.uint8)).resize(picture.size, Image.Resampling.BICUBIC)
