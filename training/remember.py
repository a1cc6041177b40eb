"""Train the two linear models of dazi/memory/sense.py; writes dazi/weights/memory.npz.

    python training/remember.py

What is told: training/memory/told.jsonl, and the clauses of the weeks that the rules were tuned on, labelled by
those rules. What is asked: training/memory/asks.jsonl, and what those weeks ask, labelled the same way.
None of both: comments of other sets. Needs scikit-learn, which the product does not.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dazi.memory.sense import KINDS, WEIGHTS, kind_asked, kind_of  # noqa: E402
from dazi.text.dialects import standard  # noqa: E402
from dazi.text.meaning import Encoder  # noqa: E402
from dazi.text.selves import perhaps_of_self  # noqa: E402
from dazi.text.told import of_writer, told  # noqa: E402

NOW = datetime(2026, 12, 1, tzinfo=UTC)
TUNED = ("memory_week", "memory_week_b", "memory_week_c", "memory_week_d", "memory_week_e", "memory_week_f")
OTHER = (
    "fresh_a",
    "fresh_b",
    "fresh_c",
    "fresh_d",
    "hundred",
    "hundred_b",
    "decide_heldout",
    "forty",
    "voice",
)
NONE = "none"
Rows = list[tuple[str, str, float]]


def read(path: Path) -> Iterable[dict[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def tells(first: Model | None) -> Rows:
    """Clauses and their kinds. What the labels of a week know a clause to tell, and no rule reads, is of the kind that the
    `first` model finds likeliest; without one it is left out."""
    rows = [(one["text"], one["kind"], 2.0) for one in read(ROOT / "training/memory/told.jsonl")]
    for name in TUNED:
        week = list(read(ROOT / f"evals/{name}.jsonl"))
        knows = {one["member"]: re.compile("|".join(one["knows"]) or "$.") for one in week if "knows" in one}
        for one in week:
            for clause in of_writer(one["say"])[0] if "say" in one else ():
                facts = told(clause, NOW)
                kinds = {kind_of(fact) for fact in facts}
                if len(kinds) == 1 and "" not in kinds:
                    rows.append((clause, kinds.pop(), 1.0))
                elif not facts and knows[one["member"]].search(clause) and first is not None:
                    rows.append((clause, first.kind(clause), 1.0))
                elif not facts and not knows[one["member"]].search(one["say"]):
                    rows.append((clause, NONE, 0.7))
    return rows + [(text, NONE, 1.0) for text in others() if not told(text, NOW)]


def asks(first: Model | None) -> Rows:
    rows = [(one["text"], one["kind"], 2.0) for one in read(ROOT / "training/memory/asks.jsonl")]
    for name in TUNED:
        for one in read(ROOT / f"evals/{name}.jsonl"):
            if "ask" in one and "记得" not in one["ask"]:
                asked = perhaps_of_self(one["ask"])
                kind = kind_asked(asked[0]) if asked else ""
                if kind or first is not None:
                    rows.append((one["ask"], kind or first.kind(one["ask"]), 1.0))
            elif "say" in one:
                rows.append((one["say"], NONE, 0.5))
    return rows + [(text, NONE, 1.0) for text in others() if perhaps_of_self(text) is None]


def others() -> Iterable[str]:
    for name in OTHER:
        for one in read(ROOT / f"evals/{name}.jsonl"):
            text = one.get("text") or one.get("say") or ""
            if 0 < len(text) <= 60:
                yield text


class Model:
    """A multinomial model over vectors; `weights` (SIZE + 1, kinds + 1), the last row what is added."""

    def __init__(self, rows: Rows, encoder: Encoder) -> None:
        self._encoder = encoder
        texts, kinds, weights = zip(*rows, strict=True)
        model = LogisticRegression(C=8, max_iter=3000)
        model.fit(self._vectors(texts), kinds, sample_weight=weights)
        order = [list(model.classes_).index(kind) for kind in (*KINDS, NONE)]
        print(len(rows), {kind: kinds.count(kind) for kind in (*KINDS, NONE)})
        self.weights = np.vstack([model.coef_[order].T, model.intercept_[order]]).astype(np.float16)

    def kind(self, text: str) -> str:
        """The likeliest that is one at all."""
        scores = self._vectors([text])[0] @ self.weights[:-1] + self.weights[-1]
        return KINDS[int(np.argmax(scores[:-1]))]

    def _vectors(self, texts: Iterable[str]) -> np.ndarray:
        return self._encoder.vectors([standard(text) for text in texts])


def main() -> None:
    encoder = Encoder()
    kept = {}
    for name, rows in (("tells", tells), ("asks", asks)):
        kept[name] = Model(rows(Model(rows(None), encoder)), encoder).weights
    np.savez(WEIGHTS, **kept)
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
