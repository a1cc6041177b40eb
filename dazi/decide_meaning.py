"""A second look at a comment: what it means, and what our own turn before it meant, as one row for a linear head.

Knows no labels and no weights. Training and run time share this file, so nothing can drift apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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

# Labelled comments: how many of the nearest speak, how much the nearer ones count, what is left to all labels.
NEAREST, SHARP, DOUBT = 10, np.float32(12), 0.03

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


@dataclass(frozen=True)
class Near:
    """Labelled comments by what they mean, in few directions: `middle` (SIZE,), `basis` (directions, SIZE), `rows`
    (n, directions) of unit length, `labels` (n,), each one of `count`."""

    middle: Floats
    basis: Floats
    rows: Floats
    labels: NDArray[np.int64]
    count: int

    def placed(self, vectors: Floats) -> Floats:
        """Vectors (m, SIZE) of comments in the directions of the rows, of unit length."""
        place = (vectors - self.middle) @ self.basis.T
        out: Floats = place / np.maximum(np.linalg.norm(place, axis=1, keepdims=True), np.float32(1e-6))
        return out

    def leaning(self, meant: Floats) -> Floats:
        """Logarithms (m, count) of how likely each label is by the nearest comments; 0 for all where our own turn
        stands before. `meant` (m, WIDTH) is as `meant` gives it."""
        like = self.placed(meant[:, :SIZE] / _COMMENT) @ self.rows.T
        places = np.argpartition(-like, NEAREST, axis=1)[:, :NEAREST]
        near = np.take_along_axis(like, places, axis=1)
        worth = np.exp(SHARP * (near - near.max(axis=1, keepdims=True)))
        votes = np.zeros((len(meant), self.count), dtype=np.float32)
        np.add.at(votes, (np.arange(len(meant))[:, None], self.labels[places]), worth)
        votes /= votes.sum(axis=1, keepdims=True)
        logs = np.log(votes * (1 - DOUBT) + DOUBT / self.count)
        return np.where(meant[:, -2:-1] > 0, np.float32(0), logs).astype(np.float32)
