"""The decider's second look in training: rows by meaning, their linear head, and how its scores join the n-grams'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from dazi.decide import HARMLESS, LABELS, clear, softmax
from dazi.decide_features import last_own
from dazi.decide_meaning import Floats, Near, meant
from dazi.text.meaning import LONGEST, Encoder
from dazi.types import Turn

STRENGTH, STRENGTH_RISK = 0.2, 0.1  # inverse of the L2 penalty, the best of four each over left-out styles
SHARES = np.linspace(0.5, 2.0, 16)  # of the head's scores beside those of the n-grams
SHARE_RISK = 0.75
DIRECTIONS = 96  # in which comments are near; 128 are 0.2 points better and a third larger
# Rows from elsewhere: how much more they weigh for the risk, and what they weigh as crisis and comfort. Without them
# real distress of others was taken for a risk twice as often (docs/model_card_decide.md).
OUTSIDE, OUTSIDE_LABEL = 2.5, 0.5
CRISIS = LABELS.index("crisis")


class Known:
    """An encoder that has read all texts beforehand, many at a time."""

    def __init__(self, texts: Iterable[str]) -> None:
        kept = sorted({text[:LONGEST] for text in texts})
        encoder = Encoder()
        parts = [encoder.vectors(kept[at : at + 500]) for at in range(0, len(kept), 500)]
        self._rows, self._at = np.concatenate(parts), {text: at for at, text in enumerate(kept)}

    def vector(self, text: str) -> Floats:
        row: Floats = self._rows[self._at[text[:LONGEST]]]
        return row

    def matrix(self, rows: Sequence[tuple[str, tuple[Turn, ...]]]) -> Floats:
        """A row each of (text, turns)."""
        return np.array([meant(self, text, turns) for text, turns in rows])


def near(known: Known, texts: Sequence[str], labels: np.ndarray) -> Near:
    """Labelled texts in the directions in which they differ most."""
    vectors = np.array([known.vector(text) for text in texts])
    middle = vectors.mean(axis=0)
    basis = np.linalg.eigh(np.cov((vectors - middle).T))[1][:, ::-1][:, :DIRECTIONS].T.astype(np.float32)
    bare = Near(middle, basis, np.zeros((0, DIRECTIONS), np.float32), labels, len(LABELS))
    return Near(middle, basis, bare.placed(vectors), labels, len(LABELS))


def texts_of(rows: Iterable[tuple[str, tuple[Turn, ...]]]) -> set[str]:
    """All that must be known of rows: their texts and the turns of ours that they lean on."""
    found = set()
    for text, turns in rows:
        own = last_own(turns)
        found |= {text} if own is None else {text, own.text}
    return found


def head(
    columns: Floats, labels: np.ndarray, weights: np.ndarray, named: np.ndarray, risk_weights: np.ndarray
) -> np.ndarray:
    """The head's weights, WIDTH x (labels and a last column: at risk against all else). `named` rows are our own."""
    made = np.zeros((columns.shape[1], len(LABELS) + 1), dtype=np.float32)
    model = _solved(columns, labels, weights * np.where(named, 1.0, OUTSIDE_LABEL), STRENGTH)
    made[:, model.classes_] = model.coef_.T
    risk_weights = risk_weights * np.where(named, 1.0, OUTSIDE)
    made[:, -1] = SHARE_RISK * _solved(columns, labels == CRISIS, risk_weights, STRENGTH_RISK).coef_[0]
    return made


def _solved(columns: Floats, labels: np.ndarray, weights: np.ndarray, strength: float) -> LogisticRegression:
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=300, tol=1e-3)
    return model.fit(columns, labels, sample_weight=weights)


def share_of(scores: np.ndarray, more: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """(share, heat) under which the labels of unseen styles are likeliest."""
    best = (np.inf, 1.0, 1.0)
    for share in SHARES:
        for heat in np.linspace(1.0, 2.6, 33):
            likely = softmax(scores + share * more, heat)[np.arange(len(labels)), labels]
            best = min(best, (float(-np.log(np.maximum(likely, 1e-9)).mean()), float(share), float(heat)))
    return best[1:]


def matched(first: np.ndarray, both: np.ndarray, risky: np.ndarray) -> tuple[float, float]:
    """(slope, shift) that make the joined risk scores as sure as those of the n-grams, so that one threshold fits
    both."""
    fits = [LogisticRegression(C=100).fit(scores[:, None], risky) for scores in (first, both)]
    (a, b), (c, d) = ((fit.coef_[0, 0], fit.intercept_[0]) for fit in fits)
    return float(c / a), float((d - b) / a)


def looked_twice(likely: np.ndarray, risk: np.ndarray, ruled: np.ndarray) -> np.ndarray:
    """Which rows get a second look, as Decider.probabilities has it."""
    sure = np.array([clear(row) for row in likely]) | ruled
    return ~(sure & (risk < HARMLESS))
