"""Train the model of dazi/persona/hurts.py, which tells what it is that hurts; writes dazi/weights/hurts.npz.

    python training/hurts.py            measures, on comments that were left out
    python training/hurts.py --write    and writes the weights

Rows are the comments under training/hurts, each written for a kind of hurt, and what the persona's comforting lines answer,
whose topics name a kind. Needs scikit-learn, which the product does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dazi.persona.hurts import AHEAD, SENSE, WEIGHTS  # noqa: E402
from dazi.persona.persona import load  # noqa: E402
from dazi.persona.repertoire import Repertoire  # noqa: E402
from dazi.text.acts import HURTS  # noqa: E402
from dazi.text.meaning import NAME, Encoder, Floats  # noqa: E402
from dazi.text.normalise import fold  # noqa: E402

FOLDS, STRENGTH = 8, 0.05  # STRENGTH: inverse of the L2 penalty, the best of four
PHRASED = 0.15  # what a phrasing weighs beside a comment, the best of three
TOPICS = {
    "ill": "illness", "death": "loss miscarriage", "pet": "pet petloss", "theirs": "memory elder", "home": "family quarrel marry",
    "work": "work overtime boss laidoff wages shopfail jobhunt imposter", "study": "exam school", "money": "money debt",
    "heart": "breakup unrequited divorce cheated love rejected", "alone": "lonely homesick festival", "regret": "regret guilt",
    "tired": "low tired insomnia burnout newborn", "waiting": "anxious results", "wronged": "bullied wronged compared",
    "small": "phone car plant",
}  # fmt: skip


def comments() -> tuple[list[str], np.ndarray, np.ndarray]:
    """The texts (n), the kind of each and the kind that would fit as well."""
    files = sorted((ROOT / "training" / "hurts").glob("*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    kinds = np.array([HURTS.index(row["hurt"]) for row in rows])
    return (
        [fold(row["text"]) for row in rows],
        kinds,
        np.array([HURTS.index(row.get("also", row["hurt"])) for row in rows]),
    )


def phrasings() -> tuple[list[str], np.ndarray]:
    """What comforting lines answer whose topic names a kind."""
    of = {topic: kind for kind, topics in TOPICS.items() for topic in topics.split()}
    found = [
        (fold(say), HURTS.index(of[topic]))
        for line in Repertoire.load(load("xiaoda").repertoire).lines
        if line.skill == "comfort" and not line.after and (topic := line.topic.partition(".")[0]) in of
        for say in line.say
    ]
    return [say for say, _ in found], np.array([kind for _, kind in found])


def fit(said: Floats, kinds: np.ndarray, more: Floats, of_more: np.ndarray) -> LogisticRegression:
    weights = np.r_[np.ones(len(kinds)), np.full(len(of_more), PHRASED)]
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    return model.fit(np.r_[said, more], np.r_[kinds, of_more], sample_weight=weights)


def report(likely: np.ndarray, kinds: np.ndarray, also: np.ndarray) -> None:
    first, sure = likely.argmax(axis=1), likely.max(axis=1)
    right = (first == kinds) | (first == also)
    two = (np.argsort(-likely, axis=1)[:, :2] == kinds[:, None]).any(axis=1)
    print(f"{len(kinds)} comments: first or its second {right.mean():.3f}, among two {two.mean():.3f}")
    ahead = np.diff(np.sort(likely, axis=1)[:, -2:], axis=1)[:, 0]
    taken = ahead >= AHEAD
    print(f"taken for sure: {taken.mean():.2f} of them, right {right[taken].mean():.2f}")
    for low, high in ((0, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.7), (0.7, 1.01)):
        pick = (sure >= low) & (sure < high)
        print(f"chance {low}-{high}: {pick.mean():.2f} of them, right {right[pick].mean():.2f}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true", help="write the weights")
    told, encoder = ask.parse_args(), Encoder()
    texts, kinds, also = comments()
    says, of_says = phrasings()
    said, more = encoder.vectors(texts) * SENSE, encoder.vectors(says) * SENSE
    parts = np.random.RandomState(0).permutation(len(kinds)) % FOLDS
    likely = np.zeros((len(kinds), len(HURTS)))
    for part in range(FOLDS):
        model = fit(said[parts != part], kinds[parts != part], more, of_says)
        likely[parts == part] = model.predict_proba(said[parts == part])
    report(likely, kinds, also)
    if told.write:
        model = fit(said, kinds, more, of_says)
        table = model.coef_.T.astype(np.float16)
        np.savez_compressed(
            WEIGHTS,
            encoder=NAME,
            hurts=np.array(HURTS),
            table=table,
            bias=model.intercept_.astype(np.float32),
        )
        print(f"wrote {WEIGHTS.relative_to(ROOT)}, {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
