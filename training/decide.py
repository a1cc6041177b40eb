"""Train the decider's linear model and measure it by leaving out whole styles; writes dazi/weights/decide.npz.

    python training/decide.py [--risk PATH] [--random] [--write] [--again]

`--risk` names a JSONL file with `text` and `label` (1 = at risk), see docs/model_card_decide.md; its rows teach the
risk detector alone. A quarter of it is never trained on.
`--again` takes the scores of the last measurement, where the rows are the same, and only reports anew.
Needs scikit-learn, which the product does not.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dazi.decide import LABELS, WEIGHTS, at_risk, certainty, chosen, rule, softmax  # noqa: E402
from dazi.decide_features import SIZE, VERSION, features  # noqa: E402
from dazi.types import Member, Turn  # noqa: E402

OUT = ROOT / "var"  # ignored by git: the list of errors
STRENGTH = 12.0  # inverse of the L2 penalty
CRISIS, COMFORT = LABELS.index("crisis"), LABELS.index("comfort")
SOMEBODY = Member("train", "somebody")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """An utterance with its label's index; `own` is false for rows from elsewhere."""

    text: str
    label: int
    style: str
    turns: tuple[Turn, ...] = ()
    weight: float = 1.0
    own: bool = True


def turns(thread: list[dict[str, object]]) -> tuple[Turn, ...]:
    return tuple(
        Turn(str(place), SOMEBODY, bool(turn["own"]), str(turn["text"]), EPOCH, turn.get("skill"))  # type: ignore[arg-type]
        for place, turn in enumerate(thread)
    )


def utterances() -> list[Row]:
    """Our own rows, each text and thread once."""
    found: dict[tuple[str, str], Row] = {}
    for path in sorted((ROOT / "training" / "utterances").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            name = raw["skill"] if raw["path"] == "skill" else raw["path"]
            row = Row(raw["text"], LABELS.index(name), raw["style"], turns(raw.get("thread", [])))
            found.setdefault((row.text, row.turns[-1].text if row.turns else ""), row)
    return list(found.values())


def risk_rows(path: Path) -> tuple[list[Row], list[Row]]:
    """Rows to learn from and rows held out for good, chosen by a hash of the text."""
    learn, held = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        label = CRISIS if raw["label"] == 1 else COMFORT
        row = Row(raw["text"][:400], label, "outside", weight=0.6, own=False)
        (held if crc32(row.text.encode()) % 4 == 0 else learn).append(row)
    return learn, held


def with_threads(rows: list[Row], seed: int) -> list[Row]:
    """Rows and copies of half of them under a thread of somebody else's: what is clear by itself must not lean on
    the thread. Follow-ups weigh more, since they are few."""
    chance = random.Random(seed)
    threads = [row.turns for row in rows if row.turns]
    more = []
    for row in rows:
        if not row.turns and row.own and len(row.text) > 4 and threads and chance.random() < 0.5:
            more.append(replace(row, turns=chance.choice(threads), weight=0.4 * row.weight))
    return [replace(row, weight=2.0) if row.turns else row for row in rows] + more


def with_slips(rows: list[Row], seed: int) -> list[Row]:
    """Copies of most English rows with slips of the fingers: letters swapped, left out or doubled, one in fifteen."""
    chance = random.Random(seed)
    more = []
    for row in rows:
        if not (row.own and row.text.isascii() and len(row.text) > 8 and chance.random() < 0.8):
            continue
        signs = list(row.text)
        for _ in range(max(1, len(signs) // 15)):
            place, kind = chance.randrange(len(signs) - 1), chance.randrange(3)
            pair = signs[place : place + 2]
            if all(len(sign) == 1 and sign.isalpha() for sign in pair):
                signs[place : place + 2] = (pair[::-1], pair[1:], [pair[0], *pair])[kind]
        more.append(replace(row, text="".join(signs), weight=0.4 * row.weight))
    return more


def matrix(rows: list[Row]) -> csr_matrix:
    """One row of features each, in double precision: the solver does not converge in single."""
    columns, values, starts = [], [], [0]
    for row in rows:
        buckets, worth = features(row.text, row.turns)
        columns.append(buckets)
        values.append(worth)
        starts.append(starts[-1] + len(buckets))
    made = csr_matrix(
        (np.concatenate(values).astype(float), np.concatenate(columns), starts), shape=(len(rows), SIZE)
    )
    made.sum_duplicates()
    return made


def rarity(columns: csr_matrix) -> np.ndarray:
    """How much a bucket counts: rare ones more (a flattened inverse document frequency, 0.3 to 1.5)."""
    seen = np.asarray((columns > 0).sum(axis=0)).ravel()
    return np.clip(np.log((columns.shape[0] + 1) / (seen + 1)) / 5 + 0.3, 0.3, 1.5)


def solved(
    columns: csr_matrix, labels: np.ndarray, weights: np.ndarray, strength: float
) -> LogisticRegression:
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=600, tol=2e-4)
    return model.fit(columns, labels, sample_weight=weights)


def fit(rows: list[Row], outside: list[Row], seed: int = 7) -> np.ndarray:
    """The table of weights, SIZE x (labels and a last column: at risk against all else). Rare labels weigh up to
    twice as much as their rows; rows from elsewhere teach the last column alone."""
    rows = with_threads(rows, seed) + with_slips(rows, seed) + outside
    columns = matrix(rows)
    worth = rarity(columns)
    columns = csr_matrix(columns.multiply(worth[None, :]))
    labels = np.array([row.label for row in rows])
    mass = Counter(labels.tolist())
    most = max(mass.values())
    weights = np.array([row.weight * min(2.0, (most / mass[row.label]) ** 0.35) for row in rows])
    named = np.array([row.own for row in rows])
    model = solved(columns[named], labels[named], weights[named], STRENGTH)
    table = np.zeros((SIZE, len(LABELS) + 1), dtype=np.float32)
    table[:, model.classes_] = model.coef_.T
    risky = labels == CRISIS
    weights = np.array([row.weight for row in rows]) * np.where(risky, 2.0, 1.0)
    table[:, -1] = solved(columns, risky, weights, STRENGTH).coef_[0]
    return table * worth[:, None]


def risk_of(scores: np.ndarray) -> np.ndarray:
    """The probability of a risk by the table's last column."""
    return 1 / (1 + np.exp(-scores[:, -1]))


def decided(likely: np.ndarray, risk: np.ndarray, rows: list[Row], crisis: float) -> np.ndarray:
    """Labels as Decider.local gives them."""
    return np.array([
        LABELS.index(chosen(row.text, rule(row.text, row.turns), likely[place], float(risk[place]), crisis)[0])
        for place, row in enumerate(rows)
    ])  # fmt: skip


def heat_of(scores: np.ndarray, labels: np.ndarray) -> float:
    """The temperature under which unseen styles' probabilities are likeliest."""
    grid = np.linspace(0.4, 2.5, 43)
    losses = [
        -np.log(np.maximum(softmax(scores, heat)[np.arange(len(labels)), labels], 1e-9)).mean()
        for heat in grid
    ]
    return float(grid[int(np.argmin(losses))])


def certain(likely: np.ndarray, rows: list[Row]) -> np.ndarray:
    """Each row's confidence as the decision carries it; 1 where a rule decides."""
    ranked = np.sort(likely, axis=1)[:, -2:]
    return np.array([
        1.0 if rule(row.text, row.turns) else certainty(float(best), float(second))
        for row, (second, best) in zip(rows, ranked, strict=True)
    ])  # fmt: skip


def sure_of(likely: np.ndarray, rows: list[Row], share: float = 0.09) -> float:
    """The confidence under which a language model is asked: for this share of unseen styles' rows."""
    return float(np.quantile(certain(likely, rows), share))


def crisis_of(risk: np.ndarray, rows: list[Row], recall: float = 0.92) -> float:
    """The threshold that finds this share of unseen styles' risks, within sensible bounds. The thread alone tells
    what some follow-ups mean; they are left to the floor and to the last turns."""
    mine = [place for place, row in enumerate(rows) if row.label == CRISIS and row.style != "followup"]
    found = np.sort(risk[mine])
    return float(np.clip(found[int(len(found) * (1 - recall))], 0.07, 0.5)) if len(found) else 0.3


def measure(
    rows: list[Row], outside: list[Row], fold: Callable[[Row], object]
) -> tuple[np.ndarray, list[Row]]:
    """Scores of every own row by a model that never saw a row of its fold."""
    scores, seen = [], []
    for part in sorted({fold(row) for row in rows}, key=str):
        held = [row for row in rows if fold(row) == part]
        scores.append(matrix(held) @ fit([row for row in rows if fold(row) != part], outside))
        seen += held
    return np.concatenate(scores), seen


def report(scores: np.ndarray, rows: list[Row], heat: float, crisis: float, sure: float) -> None:
    likely = softmax(scores[:, :-1], heat)
    labels, out = np.array([row.label for row in rows]), decided(likely, risk_of(scores), rows, crisis)
    styles = np.array([row.style for row in rows])
    print("style | rows | accuracy | macro-F1")
    for style in [*sorted(set(styles)), "all"]:
        pick = (styles == style) | (style == "all")
        here = sorted(set(labels[pick]))
        score = f1_score(labels[pick], out[pick], labels=here, average="macro", zero_division=0)
        print(f"{style} | {pick.sum()} | {(labels[pick] == out[pick]).mean():.3f} | {score:.3f}")
    print("label | rows | recall | precision | mistaken for")
    for place, name in enumerate(LABELS):
        mine, said = labels == place, out == place
        wrong = Counter(LABELS[other] for other in out[mine & ~said]).most_common(3)
        right = (mine & said).sum()
        print(
            f"{name} | {mine.sum()} | {right / max(1, mine.sum()):.3f} | {right / max(1, said.sum()):.3f} | {wrong}"
        )
    best = certain(likely, rows)
    ruled = np.array([rule(row.text, row.turns) is not None for row in rows])
    asked = (best < sure) & ~ruled & (out != CRISIS)
    print(
        f"asked {asked.mean():.3f}, accuracy when asked {(out == labels)[asked].mean():.3f},"
        f" when not {(out == labels)[~asked].mean():.3f}, by rule {ruled.mean():.3f},"
        f" rules right {(out == labels)[ruled].mean():.3f}"
    )
    for low, high in ((0, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.95), (0.95, 1.01)):
        pick = (best >= low) & (best < high) & ~ruled
        if pick.any():
            print(
                f"confidence {low}-{high}: {pick.sum()} rows, mean {best[pick].mean():.2f}, right {(out == labels)[pick].mean():.2f}"
            )
    errors = defaultdict(list)
    for place in np.flatnonzero(out != labels):
        errors[LABELS[labels[place]], LABELS[out[place]]].append(rows[place].text[:40])
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "decide_errors.txt").write_text(
        "\n".join(f"{key[0]} -> {key[1]}: {text}" for key, texts in sorted(errors.items()) for text in texts),
        encoding="utf-8",
    )


# Styles that are near in wording are left out together: beside English questions, English errands tell too much.
_KIN = {
    "feelings": ("funny", "sorrow", "asks", "everyday"),
    "dark": ("dark", "veiled", "veiled-near", "figures", "oblique", "oblique-near"),
    "voices": ("emoji", "dialect", "elder", "kid"),
    "nets": ("slang", "noisy", "polite", "mixed"),
    "bare": ("plain", "short", "terse"),
    "wide": ("long", "multi", "errands"),
    "followup": ("followup",),
}
_FOLD = {style: name for name, styles in _KIN.items() for style in styles}


def fold_of(row: Row) -> str:
    """The family of styles that a row is left out with; English ones are two halves by name."""
    if row.style.startswith("english"):
        return f"english {crc32(row.style.encode()) % 2}"
    return _FOLD.get(row.style, "wide")


def scored(rows: list[Row], outside: list[Row], again: bool) -> tuple[np.ndarray, list[Row]]:
    """`measure` by families of styles, or what it gave the last time for the very same rows."""
    path = OUT / "decide_scores.npz"
    digest = crc32("|".join(f"{row.text}{row.label}{row.style}" for row in rows + outside).encode())
    order = [row for part in sorted({fold_of(row) for row in rows}) for row in rows if fold_of(row) == part]
    if again and path.exists():
        with np.load(path) as last:
            if int(last["digest"]) == digest:
                return last["scores"], order
    scores, seen = measure(rows, outside, fold_of)
    OUT.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, scores=scores, digest=np.int64(digest))
    return scores, seen


def kept(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The table in 8 bits with one scale a label."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-6) / 127
    return np.round(table / scale).astype(np.int8), scale.astype(np.float32)


def outside_report(held: list[Row], table: np.ndarray, heat: float, crisis: float) -> None:
    scores = matrix(held) @ table
    likely, risk = softmax(scores[:, :-1], heat), risk_of(scores)
    found = np.array([
        at_risk(row.text, float(here), all_of, crisis)
        for row, here, all_of in zip(held, risk, likely, strict=True)
    ])  # fmt: skip
    risky = np.array([row.label == CRISIS for row in held])
    print(
        f"held-out risk rows: recall {found[risky].mean():.3f} of {risky.sum()},"
        f" false alarms {found[~risky].mean():.3f} of {(~risky).sum()}"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--risk", type=Path)
    ask.add_argument("--write", action="store_true", help="write the weights")
    ask.add_argument("--random", action="store_true", help="also measure five random folds, by text")
    ask.add_argument("--again", action="store_true", help="take the scores of the last measurement")
    told = ask.parse_args()
    rows = utterances()
    learn, held = risk_rows(told.risk) if told.risk else ([], [])
    print(
        len(rows),
        "rows of our own,",
        len(learn),
        "from elsewhere",
        Counter(LABELS[row.label] for row in rows),
    )
    scores, seen = scored(rows, learn, told.again)
    labels = np.array([row.label for row in seen])
    heat = heat_of(scores[:, :-1], labels)
    crisis = crisis_of(risk_of(scores), seen)
    sure = sure_of(softmax(scores[:, :-1], heat), seen)
    print(f"heat {heat:.2f} crisis {crisis:.3f} sure {sure:.3f}")
    report(scores, seen, heat, crisis, sure)
    table = fit(rows, learn)
    if held:
        outside_report(held, table, heat, crisis)
    if told.write:
        small, scale = kept(table)
        WEIGHTS.parent.mkdir(exist_ok=True)
        digest = f"{crc32(small.tobytes()):08x}"
        # Beside it first, then over it: a run that is cut short leaves the old weights whole.
        fresh = WEIGHTS.with_suffix(".new.npz")
        np.savez_compressed(
            fresh, table=small, scale=scale, labels=np.array(LABELS), features=np.array(VERSION),
            version=np.array(f"decide-{VERSION}-{digest}"), heat=np.float32(heat), crisis=np.float32(crisis),
            sure=np.float32(sure),
        )  # fmt: skip
        fresh.replace(WEIGHTS)
        print(WEIGHTS.name, WEIGHTS.stat().st_size, "bytes")
    if told.random:
        print("five random folds")
        scores, seen = measure(rows, learn, lambda row: crc32(row.text.encode()) // 64 % 5)
        report(scores, seen, heat, crisis, sure)


if __name__ == "__main__":
    main()
