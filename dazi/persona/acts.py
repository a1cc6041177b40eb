"""What a comment does, as chances: one linear model over its vector of meaning, its plain signs and its characters; knows
no lines. Trained by `training/acts.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from dazi.persona.files import weights_of
from dazi.text.acts import ACTS, runs, signs
from dazi.text.meaning import SIZE, Floats

WEIGHTS = Path(__file__).parent.parent / "weights" / "acts.npz"
SENSE = np.float32(8)  # a unit vector's parts are small beside signs that are 0 or 1


# How many comments of its act a line fits that nobody read under any, and how many of another act. A logistic regression
# over 5,077 readings weighs a line's worth 3.5 and the chance of its act 2.1; this is nearly that.
_UNREAD, _ELSEWHERE = 0.5, 0.22


class Acts:
    """Reads `weights` once. Raises ConfigError where they are missing or belong to another encoder."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        table, scale, bias, lines, worth = weights_of(
            weights, "table", "scale", "bias", "lines", "worth", acts=ACTS
        )
        table = table.astype(np.float32) * scale.astype(np.float32)
        self._bias = bias.astype(np.float32)
        self._worth: Mapping[str, float] = dict(zip(lines.tolist(), worth.tolist(), strict=True))
        few = SIZE + len(signs(""))
        self._few, self._runs = table[:few], table[few:]

    def chances(self, text: str, vector: Floats) -> Floats:
        """The chance of each of ACTS. `text` is folded and without our name, `vector` (SIZE,) what the encoder gives
        for it."""
        found = runs(text)
        row = np.concatenate((vector * SENSE, np.array(signs(text), dtype=np.float32)))
        odds = row @ self._few + self._runs[found].sum(axis=0) / np.sqrt(len(found)) + self._bias
        likely = np.exp(odds - odds.max())
        made: Floats = (likely / likely.sum()).astype(np.float32)
        return made

    def fits(self, line: str, chance: float) -> float:
        """The chance that the line of this id fits a comment that does what it is for with this chance."""
        return chance * self._worth.get(line, _UNREAD) + (1 - chance) * _ELSEWHERE


@cache
def shared() -> Acts:
    """The process's one model."""
    return Acts()
