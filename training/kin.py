"""Teach a persona's kin file (dazi/persona/kin.py) from its lines alone: python training/kin.py [PERSONA]

Two phrasings of one line, or one and its reply, are drawn together and away from those of the other lines in a batch (InfoNCE,
van den Oord and others 2018); parts are left out at random, so that a likeness stands on more than one of them. Some two minutes
of one core. No judged pair is seen. Needs scipy, which the product does not."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dazi.persona.kin import FILE, Kin, parts, space_of  # noqa: E402
from dazi.persona.lines import Line, found_by_likeness  # noqa: E402
from dazi.persona.persona import load  # noqa: E402
from dazi.persona.repertoire import Repertoire  # noqa: E402
from dazi.persona.slots import emptied  # noqa: E402
from dazi.persona.vectors import Vectors, beside  # noqa: E402
from dazi.text.meaning import Encoder  # noqa: E402

TAUGHT_BY = ("chat", "comfort")
LEAST = 3  # phrasings that a part must stand in
SIZE, BATCH, ROUNDS = 64, 512, 15
HEAT, SPEED, LEFT_OUT, BY_REPLY = 0.07, 0.004, 0.4, 0.3

Floats = npt.NDArray[np.float32]


class Adam:
    """Steps down a gradient, each weight at its own pace (Kingma and Ba 2015)."""

    def __init__(self, weights: Floats) -> None:
        self.weights, self._mean, self._square, self._steps = (
            weights,
            np.zeros_like(weights),
            np.zeros_like(weights),
            0,
        )

    def step(self, slope: Floats) -> None:
        self._steps += 1
        self._mean += 0.1 * (slope - self._mean)
        self._square += 0.01 * (slope * slope - self._square)
        mean, square = self._mean / (1 - 0.9**self._steps), self._square / (1 - 0.99**self._steps)
        self.weights -= SPEED * mean / (np.sqrt(square) + 1e-6)


class Lesson:
    """The lines as rows: of each phrasing its parts, weighed by rarity, and its meaning; of each reply its parts."""

    def __init__(self, lines: Sequence[Line], vectors: Vectors) -> None:
        says = [parts(emptied(say)) for line in lines for say in line.say]
        seen = Counter(part for made in says for part in made)
        self.places = {
            part: at for at, part in enumerate(sorted(part for part, count in seen.items() if count >= LEAST))
        }
        self.rarity = np.array([np.log(len(says) / seen[part]) for part in self.places], dtype=np.float32)
        self.says = self._matrix(says)
        self.replies = self._matrix([parts(line.reply) for line in lines])
        meanings = vectors.matrix([(line.lang, say) for line in lines for say in line.say])
        self.centre = meanings.mean(axis=0)
        self.meanings = meanings - self.centre
        self.counts = np.array([len(line.say) for line in lines])
        self.starts = np.cumsum(self.counts) - self.counts

    def _matrix(self, texts: Sequence[frozenset[str]]) -> csr_matrix:
        columns = [sorted(self.places[part] for part in made if part in self.places) for made in texts]
        weights = [self.rarity[at] / max(1e-6, float(np.linalg.norm(self.rarity[at]))) for at in columns]
        ends = np.cumsum([0, *map(len, columns)])
        return csr_matrix(
            (np.concatenate(weights), np.concatenate(columns), ends), (len(texts), len(self.places))
        )


def taught(lesson: Lesson, seed: int = 0) -> tuple[Floats, Floats]:
    """The rows of parts and the turn of meanings."""
    rng = np.random.default_rng(seed)
    _, directions = np.linalg.eigh(lesson.meanings.T @ lesson.meanings)
    turn = Adam(directions[:, ::-1][:, :SIZE].astype(np.float32))
    rows = Adam((rng.normal(size=(len(lesson.places), SIZE)) * 0.03).astype(np.float32))
    for at in range(ROUNDS):
        losses = [
            _step(lesson, some, rows, turn, rng)
            for some in np.array_split(rng.permutation(len(lesson.counts)), len(lesson.counts) // BATCH)
        ]
        print(f"round {at + 1}: {np.mean(losses):.3f}", flush=True)
    return rows.weights, turn.weights


def _step(
    lesson: Lesson, some: npt.NDArray[np.intp], rows: Adam, turn: Adam, rng: np.random.Generator
) -> float:
    """One batch of lines: a phrasing of each against another of it, or its reply; the batch's loss."""
    starts, counts = lesson.starts[some], lesson.counts[some]
    first = rng.integers(0, counts)
    other = np.where(counts > 1, (first + rng.integers(1, np.maximum(2, counts))) % counts, first)
    reply = ((rng.random(len(some)) < BY_REPLY) | (counts == 1)).astype(np.float32)
    asked = lesson.says[starts + first].copy()
    asked.data *= (rng.random(len(asked.data)) > LEFT_OUT) / (1 - LEFT_OUT)
    held = (diags(reply) @ lesson.replies[some] + diags(1 - reply) @ lesson.says[starts + other]).tocsr()
    sides = (
        (asked, lesson.meanings[starts + first]),
        (held, lesson.meanings[starts + other] * (1 - reply)[:, None]),
    )
    made = [parts_ @ rows.weights + meaning @ turn.weights for parts_, meaning in sides]
    lengths = [np.linalg.norm(side, axis=1, keepdims=True) + 1e-6 for side in made]
    left, right = (side / length for side, length in zip(made, lengths, strict=True))
    alike = left @ right.T / HEAT
    likely = np.exp(alike - alike.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    own = np.arange(len(some))
    loss = -float(np.log(likely[own, own] + 1e-9).mean())
    likely[own, own] -= 1
    likely /= len(some) * HEAT
    slopes = [
        (slope - side * (slope * side).sum(axis=1, keepdims=True)) / length
        for slope, side, length in zip((likely @ right, likely.T @ left), (left, right), lengths, strict=True)
    ]
    rows.step(sum(side[0].T @ slope for side, slope in zip(sides, slopes, strict=True)) + 1e-5 * rows.weights)
    turn.step(sum(side[1].T @ slope for side, slope in zip(sides, slopes, strict=True)))
    return loss


def main(arguments: Sequence[str]) -> int:
    """Teach and write the file beside the persona's lines."""
    folders, encoder = load(arguments[0] if arguments else "xiaoda").repertoire, Encoder()
    vectors = beside(folders, encoder)
    lines = [
        line
        for line in Repertoire.load(folders, encoder).lines
        if line.skill in TAUGHT_BY and found_by_likeness(line) and not line.after
    ]
    lesson = Lesson(lines, vectors)
    print(f"{len(lines)} lines, {lesson.counts.sum()} phrasings, {len(lesson.places)} parts")
    rows, turn = taught(lesson)
    space = space_of(vectors.basis)
    Kin(lesson.places, lesson.rarity, rows, turn, lesson.centre, space).save(folders[0] / FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
