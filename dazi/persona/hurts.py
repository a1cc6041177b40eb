"""What it is that hurts, as chances: one linear model over a comment's vector of meaning; knows no lines. Trained by
`training/hurts.py`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from dazi.persona.files import weights_of
from dazi.text.acts import HURTS
from dazi.text.meaning import Floats

WEIGHTS = Path(__file__).parent.parent / "weights" / "hurts.npz"
SENSE = np.float32(8)  # a unit vector's parts are small
# So far before the next a kind is taken for sure: "我爸说养我不如养条狗" is half about a pet.
AHEAD = 0.2


class Hurts:
    """Reads `weights` once. Raises ConfigError where they are missing or belong to another encoder."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        table, bias = weights_of(weights, "table", "bias", hurts=HURTS)
        self._table, self._bias = table.astype(np.float32), bias.astype(np.float32)

    def chances(self, vector: Floats) -> Floats:
        """The chance of each of HURTS, for what the encoder gives (SIZE,) for a comment."""
        odds = vector * SENSE @ self._table + self._bias
        likely = np.exp(odds - odds.max())
        made: Floats = (likely / likely.sum()).astype(np.float32)
        return made

    def surest(self, vector: Floats) -> str:
        """The kind of hurt where it is sure, else ""."""
        chances = self.chances(vector)
        second, first = np.argsort(chances)[-2:]
        return HURTS[int(first)] if chances[first] - chances[second] >= AHEAD else ""


@cache
def shared() -> Hurts:
    """The process's one model."""
    return Hurts()
