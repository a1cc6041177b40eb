"""A second look at a comment: what it means, and what our own turn before it meant, as one row for a linear head.

Knows no labels and no weights. Training and run time share this file, so nothing can drift apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dazi.decide_features import last_own
from dazi.text.meaning import NAME as NAME
from dazi.text.meaning import SIZE
from dazi.types import Turn

WIDTH = 2 * SIZE + 2  # the comment, our own turn before it, whether there is one, and a constant
# A unit vector's parts are small beside a constant of 1; our own turn counts half.
_COMMENT, _OWN = np.float32(4), np.float32(2)

Floats = NDArray[np.float32]


class Senses(Protocol):
    """What gives a text's vector (SIZE,) of unit length: `text.meaning.Encoder` with the vectors called NAME."""

    def vector(self, text: str) -> Floats: ...


def meant(encoder: Senses, text: str, turns: Sequence[Turn] = ()) -> Floats:
    """The row (WIDTH,) of a comment. `text` is without our handle; `turns` are those before it, oldest first."""
    own = last_own(turns)
    row = np.zeros(WIDTH, dtype=np.float32)
    row[:SIZE] = _COMMENT * encoder.vector(text)
    if own is not None:
        row[SIZE : 2 * SIZE] = _OWN * encoder.vector(own.text)
        row[-2] = 1
    row[-1] = 1
    return row
