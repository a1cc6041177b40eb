"""Whether somebody hurts, as a chance: one linear model over a comment's vector of meaning, its plain signs and its
characters; knows no lines. Trained by `training/sorrow.py`."""

from __future__ import annotations

from functools import cache
from math import exp, sqrt
from pathlib import Path
from zlib import crc32

import numpy as np

from dazi.persona.files import weights_of
from dazi.text.acts import signs
from dazi.text.meaning import Floats

WEIGHTS = Path(__file__).parent.parent / "weights" / "sorrow.npz"
SENSE = np.float32(8)  # a unit vector's parts are small beside signs that are 0 or 1
LONGEST_RUN = 4
_READ = 120  # characters of a comment whose runs are counted


def keys(text: str) -> list[int]:
    """The checksums of a folded comment's runs of one to four characters, each once, in order."""
    plain = f" {text[:_READ]} "
    return sorted(
        {
            crc32(plain[at : at + length].encode())
            for length in range(1, LONGEST_RUN + 1)
            for at in range(len(plain) - length + 1)
        }
    )


class Sorrow:
    """Reads `weights` once. Raises ConfigError where they are missing or belong to another encoder."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        few, self._runs, worth, scale, bias = weights_of(weights, "few", "runs", "worth", "scale", "bias")
        self._few, self._bias = few.astype(np.float32), float(bias)
        self._worth = worth.astype(np.float32) * np.float32(scale)

    def chance(self, text: str, vector: Floats) -> float:
        """The chance (0..1) that whoever wrote it hurts. `text` is folded and without our name, `vector` (SIZE,) what the
        encoder gives for it."""
        row = np.concatenate((vector * SENSE, np.array(signs(text), dtype=np.float32)))
        said = np.array(keys(text), dtype=np.uint32)
        places = np.minimum(np.searchsorted(self._runs, said), len(self._runs) - 1)
        known = places[self._runs[places] == said]
        odds = float(row @ self._few) + float(self._worth[known].sum()) / sqrt(len(said)) + self._bias
        return 1 / (1 + exp(-odds))


@cache
def shared() -> Sorrow:
    """The process's one model."""
    return Sorrow()
