"""Train the model of dazi/persona/acts.py, which tells what a comment does; writes dazi/weights/acts.npz.

    python training/acts.py            measures, on comments that were left out
    python training/acts.py --write    and writes the weights

Rows are under training/acts: comments written for an act, and labelled.jsonl, whose comments, phrasings and utterances
were labelled by reading. lines/*.jsonl tells under how many comments of its act strangers read each line as fit to post. What
comments do in nature is told by its comments alone, so accuracies are theirs. Needs scikit-learn, which the product does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dazi.persona.acts import SENSE, WEIGHTS  # noqa: E402
from dazi.persona.lines import line_id  # noqa: E402
from dazi.text.acts import ACTS, BUCKETS, runs, signs  # noqa: E402
from dazi.text.meaning import NAME, Encoder  # noqa: E402
from dazi.text.normalise import fold  # noqa: E402

FOLDS = 8
STRENGTH = 0.04  # inverse of the L2 penalty, the best of three
SIGN, RUNS = 1.5, 2.5  # how much signs and characters weigh beside the meaning while training
NATURE = 1.2  # a comment of those that show what is common weighs so many of the others
SECOND = 0.3  # the share of a row that goes to the act that would fit as well
AS_READ = 3
PRIORS = (0.0, 0.25)  # more would leave hardly anything to what is seldom ("memory")


class Rows:
    """All rows: their texts, acts, the acts that would fit as well, and the columns of the model."""

    def __init__(self) -> None:
        files = sorted((ROOT / "training" / "acts").glob("*.jsonl"))
        found = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line]
        self.rows = list({fold(row["text"]): row for row in found}.values())
        self.texts = [fold(row["text"]) for row in self.rows]
        self.acts = np.array([ACTS.index(row["act"]) for row in self.rows])
        self.also = np.array([ACTS.index(row.get("also", row["act"])) for row in self.rows])
        self.natural = np.flatnonzero([row.get("from") == "comment" for row in self.rows])
        meaning = Encoder().vectors(self.texts) * SENSE
        said = np.array([signs(text) for text in self.texts], dtype=np.float32) * SIGN
        grams, self.rare = _grams(self.texts)
        self.columns = sparse.hstack([sparse.csr_matrix(meaning), sparse.csr_matrix(said), grams]).tocsr()
        self.widths = (meaning.shape[1], said.shape[1])

    def __len__(self) -> int:
        return len(self.rows)

    def fit(self, places: np.ndarray) -> LogisticRegression:
        """A model of these rows; each that fits a second act counts for it, too."""
        weights = np.where(np.isin(places, self.natural), NATURE, 1.0)
        two = self.also[places] != self.acts[places]
        first = weights * np.where(two, 1 - SECOND, 1.0)
        columns = sparse.vstack([self.columns[places], self.columns[places[two]]])
        labels = np.r_[self.acts[places], self.also[places[two]]]
        model = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-3)
        return model.fit(columns, labels, sample_weight=np.r_[first, SECOND * weights[two]])


def _grams(texts: list[str]) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Rows of the runs of characters, and how rare each bucket is (BUCKETS,)."""
    each = [runs(text) for text in texts]
    counted = np.bincount([one for found in each for one in found], minlength=BUCKETS)
    rare = np.log((1 + len(texts)) / (1 + counted)).astype(np.float32)
    rare[counted < 2] = 0.0
    at = [(row, one, rare[one] * RUNS / len(found) ** 0.5) for row, found in enumerate(each) for one in found]
    row, column, value = zip(*at, strict=True)
    return sparse.csr_matrix((value, (row, column)), shape=(len(texts), BUCKETS), dtype=np.float32), rare


def left_out(rows: Rows) -> np.ndarray:
    """The scores (n, acts) of the comments by models that never saw them."""
    order = np.random.RandomState(0).permutation(len(rows.natural)) % FOLDS
    scores = np.zeros((len(rows.natural), len(ACTS)))
    for part in range(FOLDS):
        held = rows.natural[order == part]
        model = rows.fit(np.setdiff1d(np.arange(len(rows)), held))
        scores[order == part] = model.decision_function(rows.columns[held])
    return scores


def likely_of(scores: np.ndarray, heat: float, shift: np.ndarray) -> np.ndarray:
    odds = scores / heat + shift
    likely = np.exp(odds - odds.max(axis=1, keepdims=True))
    return likely / likely.sum(axis=1, keepdims=True)


def prior(rows: Rows) -> np.ndarray:
    """How much commoner acts are in nature than among the rows, as a logarithm."""
    weights = np.where(np.isin(np.arange(len(rows)), rows.natural), NATURE, 1.0)
    taught = np.bincount(rows.acts, weights=weights, minlength=len(ACTS))
    nature = np.bincount(rows.acts[rows.natural], minlength=len(ACTS)) + 5.0
    return np.log(nature / nature.sum()) - np.log(taught / taught.sum())


def knobs(scores: np.ndarray, rows: Rows) -> tuple[float, np.ndarray]:
    """(heat, shift) under which what was left out is likeliest."""
    acts, by = rows.acts[rows.natural], prior(rows)
    best = (np.inf, 1.0, 0.0)
    for share in PRIORS:
        for heat in np.linspace(0.5, 1.5, 21):
            likely = likely_of(scores, heat, share * by)[np.arange(len(acts)), acts]
            best = min(best, (float(-np.log(np.maximum(likely, 1e-9)).mean()), float(heat), share))
    print(f"log loss {best[0]:.3f}, heat {best[1]:.2f}, share of the prior {best[2]}")
    return best[1], best[2] * by


def report(likely: np.ndarray, rows: Rows) -> None:
    acts, also = rows.acts[rows.natural], rows.also[rows.natural]
    order = np.argsort(-likely, axis=1)
    first, sure = order[:, 0], likely.max(axis=1)
    either = (first == acts) | (first == also)
    print(f"{len(acts)} comments: first {(first == acts).mean():.3f}, first or its second {either.mean():.3f},"
          f" among two {((order[:, :2] == acts[:, None]).any(axis=1)).mean():.3f}")  # fmt: skip
    for low, high in ((0, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 0.8), (0.8, 1.01)):
        pick = (sure >= low) & (sure < high)
        print(f"chance {low}-{high}: {pick.mean():.2f} of them, mean {sure[pick].mean():.2f},"
              f" right {(first == acts)[pick].mean():.2f}, or its second {either[pick].mean():.2f}")  # fmt: skip
    print("act | rows | found | said rightly | rightly or as second | mistaken for")
    for place, name in enumerate(ACTS):
        mine, said = acts == place, first == place
        wrong = Counter(ACTS[other] for other in first[mine & ~said]).most_common(3)
        right = (mine & said).sum()
        print(f"{name} | {mine.sum()} | {right / max(1, mine.sum()):.2f} | {right / max(1, said.sum()):.2f}"
              f" | {either[said].mean() if said.any() else 0:.2f} | {wrong}")  # fmt: skip


def worth() -> tuple[list[str], np.ndarray]:
    """The ids of the lines that were read under comments, and the chance that each fits one of its act: the share, as if
    it had been read AS_READ times more with the share of its act's lines."""
    files = sorted((ROOT / "training" / "acts" / "lines").glob("*.jsonl"))
    read = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line]
    fits, of = Counter[str](), Counter[str]()
    for row in read:
        fits[row["act"]] += row["fits"]
        of[row["act"]] += row["of"]
    chances = [
        (row["fits"] + AS_READ * fits[row["act"]] / of[row["act"]]) / (row["of"] + AS_READ) for row in read
    ]
    return [line_id(row["reply"]) for row in read], np.array(chances, dtype=np.float32)


def write(rows: Rows, heat: float, shift: np.ndarray) -> None:
    model = rows.fit(np.arange(len(rows)))
    table = model.coef_.T.astype(np.float32) / heat
    few = sum(rows.widths)
    table[rows.widths[0] : few] *= SIGN
    table[few:] *= rows.rare[:, None] * RUNS
    scale = np.maximum(np.abs(table).max(axis=0), 1e-6) / 127
    lines, fits = worth()
    np.savez_compressed(
        WEIGHTS, lines=np.array(lines), worth=fits, table=np.round(table / scale).astype(np.int8), scale=scale.astype(np.float32),
        bias=(model.intercept_ / heat + shift).astype(np.float32), acts=np.array(ACTS), encoder=np.array(NAME),
    )  # fmt: skip
    print(WEIGHTS.name, WEIGHTS.stat().st_size, "bytes")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true", help="write the weights")
    given = ask.parse_args()
    rows = Rows()
    print(len(rows), "rows,", dict(Counter(ACTS[act] for act in rows.acts)))
    scores = left_out(rows)
    heat, shift = knobs(scores, rows)
    report(likely_of(scores, heat, shift), rows)
    if given.write:
        write(rows, heat, shift)


if __name__ == "__main__":
    main()
