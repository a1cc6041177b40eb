"""Train the model of dazi/persona/sorrow.py, which tells whether somebody hurts; writes dazi/weights/sorrow.npz.

    python training/sorrow.py [--held FILE]    measures, on rows that were left out (and on a file of comments)
    python training/sorrow.py --write          and writes the weights

Rows: training/sorrow/*.jsonl, what was written for acts (light) and for hurts, and of training/utterances what is banter,
comfort or a crisis. Needs scikit-learn, which the product does not.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dazi.persona.sorrow import SENSE, WEIGHTS, keys  # noqa: E402
from dazi.text.acts import signs  # noqa: E402
from dazi.text.meaning import NAME, Encoder  # noqa: E402
from dazi.text.normalise import fold  # noqa: E402

FOLDS, STRENGTH = 5, 0.3  # STRENGTH: inverse of the L2 penalty, the best of three
RUNS = 8.0  # how much characters weigh beside the meaning while training
WRITTEN_FOR = 1.5  # what a row that was written as a comment weighs beside an utterance
_NAME = re.compile(r"\s*@小搭\s*")


def rows() -> list[tuple[str, int, float]]:
    """Each text once, whether it hurts, and its weight."""
    found: dict[str, tuple[int, float]] = {}
    for folder, file in [(name, file) for name in ("utterances", "acts", "hurts", "sorrow")
                         for file in sorted((ROOT / "training" / name).glob("*.jsonl"))]:  # fmt: skip
        for row in _read(file):
            hurts = _hurts(folder, row)
            if hurts is not None:
                found[fold(row["text"])] = (hurts, 1.0 if folder == "utterances" else WRITTEN_FOR)
    return [(text, hurts, weight) for text, (hurts, weight) in found.items() if text]


def _read(file: Path) -> Iterator[dict[str, str]]:
    for line in file.read_text("utf-8").splitlines():
        if line:
            yield json.loads(line)


def _hurts(folder: str, row: dict[str, str]) -> int | None:
    if folder == "utterances":
        if row.get("path") == "crisis":
            return 1
        return {"chat": 0, "comfort": 1}.get(row.get("skill", "")) if row.get("path") == "skill" else None
    return {"acts": 0, "hurts": 1}.get(folder, int(row.get("hurts", 0)))


class Columns:
    """The columns of the model for texts; which runs are known, and how rare, is learnt from `taught`."""

    def __init__(self, taught: list[str]) -> None:
        each = [keys(text) for text in taught]
        runs, counts = np.unique(np.concatenate(each), return_counts=True)
        self.runs = runs[counts > 1].astype(np.uint32)
        self.rare = np.log((1 + len(taught)) / (1 + counts[counts > 1])).astype(np.float32)

    def of(self, texts: list[str], vectors: np.ndarray) -> sparse.csr_matrix:
        said = np.array([signs(text) for text in texts], dtype=np.float32)
        at, column, value = [], [], []
        for place, text in enumerate(texts):
            mine = np.array(keys(text), dtype=np.uint32)
            found = np.minimum(np.searchsorted(self.runs, mine), len(self.runs) - 1)
            known = found[self.runs[found] == mine]
            at += [place] * len(known)
            column += known.tolist()
            value += (self.rare[known] * RUNS / len(mine) ** 0.5).tolist()
        grams = sparse.csr_matrix((value, (at, column)), shape=(len(texts), len(self.runs)), dtype=np.float32)
        return sparse.hstack([sparse.csr_matrix(vectors * SENSE), sparse.csr_matrix(said), grams]).tocsr()


def report(name: str, hurts: np.ndarray, chances: np.ndarray) -> None:
    light, sad = chances[hurts == 0], chances[hurts == 1]
    bins = (0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 1.01)
    print(f"{name}: {len(light)} light, {len(sad)} sad, AUC {roc_auc_score(hurts, chances):.3f}")
    for low, high in itertools.pairwise(bins):
        inside = [int(((some >= low) & (some < high)).sum()) for some in (light, sad)]
        print(f"  chance {low}-{high}: {inside[0]} light, {inside[1]} sad")


def write(columns: Columns, model: LogisticRegression, few: int) -> None:
    table = model.coef_[0].astype(np.float32)
    worth = table[few:] * columns.rare * RUNS
    telling = np.abs(worth) > 0.02 * np.abs(worth).max()
    scale = np.abs(worth).max() / 127
    np.savez_compressed(
        WEIGHTS, encoder=np.array(NAME), few=table[:few].astype(np.float16), runs=columns.runs[telling],
        worth=np.round(worth[telling] / scale).astype(np.int8), scale=np.float32(scale), bias=np.float32(model.intercept_[0]),
    )  # fmt: skip
    print(f"wrote {WEIGHTS.relative_to(ROOT)}, {WEIGHTS.stat().st_size} bytes, {int(telling.sum())} runs")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true", help="write the weights")
    ask.add_argument("--held", type=Path, help="comments with kind chat or comfort that no row may hold")
    told, encoder = ask.parse_args(), Encoder()
    held = (
        [(fold(_NAME.sub(" ", row["text"])).strip(), int(row["kind"] != "chat")) for row in _read(told.held)]
        if told.held
        else []
    )
    apart = {text for text, _ in held}
    taught = [row for row in rows() if row[0] not in apart]
    texts, hurts = [text for text, _, _ in taught], np.array([hurt for _, hurt, _ in taught])
    weights, vectors = np.array([weight for _, _, weight in taught]), encoder.vectors(texts)
    few = vectors.shape[1] + len(signs(""))
    parts = np.random.RandomState(0).permutation(len(texts)) % FOLDS
    chances = np.zeros(len(texts))
    for part in range(FOLDS):
        mine = parts != part
        columns = Columns([text for text, one in zip(texts, mine, strict=True) if one])
        table = columns.of(texts, vectors)
        model = LogisticRegression(C=STRENGTH, max_iter=300).fit(
            table[mine], hurts[mine], sample_weight=weights[mine]
        )
        chances[~mine] = model.predict_proba(table[~mine])[:, 1]
    report("left out", hurts, chances)
    columns = Columns(texts)
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(
        columns.of(texts, vectors), hurts, sample_weight=weights
    )
    if held:
        said = [text for text, _ in held]
        report(
            "held",
            np.array([hurt for _, hurt in held]),
            model.predict_proba(columns.of(said, encoder.vectors(said)))[:, 1],
        )
    if told.write:
        write(columns, model, few)


if __name__ == "__main__":
    main()
