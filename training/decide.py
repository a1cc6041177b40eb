"""Train the decider's models (n-grams, the head over meanings, the nearest comments) and measure them by leaving out whole styles; writes dazi/weights/decide.npz.

    python training/decide.py [--risk PATH] [--random] [--write] [--again]

`--risk` names a JSONL file with `text` and `label` (1 = at risk), see docs/model_card_decide.md; its rows teach the
risk detector alone. A quarter of it is never trained on.
`--again` takes the scores of the last measurement, where the rows are the same, and only reports anew.
Needs scikit-learn, which the product does not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from meant import Known, head, looked_twice, matched, near, share_of, texts_of  # noqa: E402
from rows import CHAT, COMFORT, CRISIS, Row, fold_of, pairs, risk_rows, utterances, widened  # noqa: E402

from dazi.decide import LABELS, WEIGHTS, alarm, at_risk, certainty, chosen, joined, rule, softmax  # noqa: E402
from dazi.decide_features import SIZE, VERSION, features, last_own  # noqa: E402
from dazi.decide_meaning import NAME, Near  # noqa: E402

OUT = ROOT / "var"  # ignored by git: the list of errors
STRENGTH = 12.0  # inverse of the L2 penalty


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


def fit(rows: list[Row]) -> np.ndarray:
    """The n-grams' weights, SIZE x (labels and a last column: at risk against all else). Rare labels weigh up to
    twice as much as their rows; rows from elsewhere teach the last column alone."""
    columns = matrix(rows)
    worth = rarity(columns)
    columns = csr_matrix(columns.multiply(worth[None, :]))
    labels, weights, named, risk_weights = weighed(rows)
    model = solved(columns[named], labels[named], weights[named], STRENGTH)
    table = np.zeros((SIZE, len(LABELS) + 1), dtype=np.float32)
    table[:, model.classes_] = model.coef_.T
    table[:, -1] = solved(columns, labels == CRISIS, risk_weights, STRENGTH).coef_[0]
    return table * worth[:, None]


def weighed(rows: list[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Labels, weights for the labels, which rows are our own, weights for the risk."""
    labels = np.array([row.label for row in rows])
    mass = Counter(labels.tolist())
    most = max(mass.values())
    weights = np.array([row.weight * min(2.0, (most / mass[row.label]) ** 0.35) for row in rows])
    named = np.array([row.own for row in rows])
    risk_weights = np.array([row.weight for row in rows]) * np.where(labels == CRISIS, 2.0, 1.0)
    return labels, weights, named, risk_weights


@dataclass(frozen=True)
class Looks:
    """Rows' scores (n, labels and risk): by n-grams, and by meaning; and what their nearest comments say (n, labels)."""

    grams: np.ndarray
    meaning: np.ndarray
    near: np.ndarray


@dataclass(frozen=True)
class Knobs:
    """What is set on unseen styles' scores: `share` of the meaning, `heats` and `sures` of the n-grams alone and of
    both, the lowest `crisis`, and (slope, shift) of the joined risk."""

    share: float
    heats: tuple[float, float]
    crisis: float
    risk: tuple[float, float]
    sures: tuple[float, float] = (0.0, 0.0)

    def alone(self, looks: Looks) -> tuple[np.ndarray, np.ndarray]:
        return softmax(looks.grams[:, :-1], self.heats[0]), risk_of(looks.grams[:, -1])

    def joined(self, looks: Looks, rows: list[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Probabilities and risks as Decider.probabilities gives them with an encoder, and which rows needed it."""
        likely, risk = self.alone(looks)
        twice = looked_twice(likely, risk, ruled_of(rows))
        both = joined(looks.grams[:, :-1] + self.share * looks.meaning[:, :-1], self.heats[1], looks.near)
        more = risk_of(self.risk[0] * (looks.grams[:, -1] + looks.meaning[:, -1]) + self.risk[1])
        more = np.maximum(more, [alarm(row, float(one)) for row, one in zip(likely, risk, strict=True)])
        return np.where(twice[:, None], both, likely), np.where(twice, more, risk), twice


def knobs_of(looks: Looks, rows: list[Row]) -> Knobs:
    """All knobs by unseen styles' scores."""
    labels = np.array([row.label for row in rows])
    share, heat = share_of(looks.grams[:, :-1], looks.meaning[:, :-1], labels)
    risk = matched(looks.grams[:, -1], looks.grams[:, -1] + looks.meaning[:, -1], labels == CRISIS)
    crisis = crisis_of(risk_of(looks.grams[:, -1]), rows)
    knobs = Knobs(share, (heat_of(looks.grams[:, :-1], labels), heat), crisis, risk)
    sures = sure_of(knobs.alone(looks)[0], rows), sure_of(knobs.joined(looks, rows)[0], rows)
    return replace(knobs, sures=sures)


def risk_of(scores: np.ndarray) -> np.ndarray:
    """The probability of a risk by the scores of the last column."""
    return 1 / (1 + np.exp(-scores))


def ruled_of(rows: list[Row]) -> np.ndarray:
    return np.array([rule(row.text, row.turns) is not None for row in rows])


def decided(
    likely: np.ndarray, risk: np.ndarray, rows: list[Row], crisis: float, seen: bool = True
) -> np.ndarray:
    """Labels as Decider.local gives them; `seen`: with second looks."""
    labels = []
    for place, row in enumerate(rows):
        ruled, follows = rule(row.text, row.turns), last_own(row.turns) is not None
        labels.append(chosen(row.text, ruled, likely[place], float(risk[place]), crisis, follows, seen)[0])
    return np.array([LABELS.index(label) for label in labels])


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


def measure(rows: list[Row], outside: list[Row], fold: Callable[[Row], object]) -> tuple[Looks, list[Row]]:
    """Scores of every own row by models that never saw a row of its fold."""
    order = [
        row for part in sorted({fold(row) for row in rows}, key=str) for row in rows if fold(row) == part
    ]
    known = Known(texts_of(pairs(widened(rows, outside))))
    grams, meaning, nearest = [], [], []
    for part in sorted({fold(row) for row in rows}, key=str):
        held = [row for row in rows if fold(row) == part]
        taught = widened([row for row in rows if fold(row) != part], outside)
        grams.append(matrix(held) @ fit(taught))
        meaning.append(known.matrix(pairs(held)) @ head(known.matrix(pairs(taught)), *weighed(taught)))
        nearest.append(leant(near_to(known, taught), known.matrix(pairs(held))))
    return Looks(np.concatenate(grams), np.concatenate(meaning), np.concatenate(nearest)), order


def near_to(known: Known, rows: list[Row]) -> Near:
    """Our own rows that stand by themselves, each once, for others to be near to."""
    single = {row.text: row for row in rows if row.own and not row.turns and row.weight == 1.0}
    texts = list(single)
    return near(known, texts, np.array([single[text].label for text in texts]))


def leant(found: Near, columns: np.ndarray) -> np.ndarray:
    """What the nearest comments say, for many rows."""
    return np.concatenate([found.leaning(columns[at : at + 400]) for at in range(0, len(columns), 400)])


def report(
    likely: np.ndarray, risk: np.ndarray, rows: list[Row], crisis: float, sure: float, seen: bool = True
) -> np.ndarray:
    """Print how good probabilities and risks are with the rules; the labels that come of them."""
    labels, out = np.array([row.label for row in rows]), decided(likely, risk, rows, crisis, seen)
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
    met = np.isin(out[labels == CRISIS], (CRISIS, COMFORT)).mean()
    painful = likely[:, CRISIS] + likely[:, COMFORT]
    print(
        f"risks met with crisis or comfort {met:.3f}; sorrow as banter under a pain of 0.2"
        f" {((out == CHAT) & (painful < 0.2))[labels == COMFORT].mean():.3f}, banter below it {(painful < 0.2)[labels == CHAT].mean():.3f}"
    )
    trust(likely, rows, out, sure)
    errors = defaultdict(list)
    for place in np.flatnonzero(out != labels):
        errors[LABELS[labels[place]], LABELS[out[place]]].append(rows[place].text[:40])
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "decide_errors.txt").write_text(
        "\n".join(f"{key[0]} -> {key[1]}: {text}" for key, texts in sorted(errors.items()) for text in texts),
        encoding="utf-8",
    )
    return out


def trust(likely: np.ndarray, rows: list[Row], out: np.ndarray, sure: float) -> None:
    """Print how right decisions of each confidence are, and those that a language model is asked about."""
    right, best, ruled = np.array([row.label for row in rows]) == out, certain(likely, rows), ruled_of(rows)
    asked = (best < sure) & ~ruled & (out != CRISIS)
    print(
        f"asked {asked.mean():.3f}, accuracy when asked {right[asked].mean():.3f},"
        f" when not {right[~asked].mean():.3f}, by rule {ruled.mean():.3f}, rules right {right[ruled].mean():.3f}"
    )
    for low, high in ((0, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.95), (0.95, 1.01)):
        pick = (best >= low) & (best < high) & ~ruled
        if pick.any():
            print(
                f"confidence {low}-{high}: {pick.sum()} rows, mean {best[pick].mean():.2f}, right {right[pick].mean():.2f}"
            )


def told(looks: Looks, rows: list[Row]) -> Knobs:
    """Set the knobs on these scores and print what comes of them, by n-grams alone and with meanings."""
    knobs = knobs_of(looks, rows)
    print(knobs)
    labels = np.array([row.label for row in rows])
    likely, risk = knobs.alone(looks)
    print("by n-grams alone")
    alone = report(likely, risk, rows, knobs.crisis, knobs.sures[0], seen=False)
    likely, risk, twice = knobs.joined(looks, rows)
    print(f"with meanings, looked for in {twice.mean():.3f} of rows")
    out = report(likely, risk, rows, knobs.crisis, knobs.sures[1])
    print(
        f"where they were: {(alone == labels)[twice].mean():.3f} right before, {(out == labels)[twice].mean():.3f} now;"
        f" elsewhere {(out == labels)[~twice].mean():.3f}"
    )
    return knobs


def scored(rows: list[Row], outside: list[Row], again: bool) -> tuple[Looks, list[Row]]:
    """`measure` by families of styles, or what it gave the last time for the very same rows."""
    path = OUT / "decide_scores.npz"
    digest = crc32("|".join(f"{row.text}{row.label}{row.style}" for row in rows + outside).encode())
    order = [row for part in sorted({fold_of(row) for row in rows}) for row in rows if fold_of(row) == part]
    if again and path.exists():
        with np.load(path) as last:
            if int(last["digest"]) == digest:
                return Looks(last["grams"], last["meaning"], last["near"]), order
    looks, seen = measure(rows, outside, fold_of)
    OUT.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path, grams=looks.grams, meaning=looks.meaning, near=looks.near, digest=np.int64(digest)
    )
    return looks, seen


def kept(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The table in 8 bits with one scale a label."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-6) / 127
    return np.round(table / scale).astype(np.int8), scale.astype(np.float32)


def outside_report(held: list[Row], looks: Looks, knobs: Knobs) -> None:
    likely, risk, twice = knobs.joined(looks, held)
    risky = np.array([row.label == CRISIS for row in held])
    for name, (all_of, here) in {"n-grams": knobs.alone(looks), "with meanings": (likely, risk)}.items():
        found = np.array([
            at_risk(row.text, float(one), each, knobs.crisis) for row, one, each in zip(held, here, all_of, strict=True)
        ])  # fmt: skip
        print(
            f"held-out risk rows, {name}: recall {found[risky].mean():.3f} of {risky.sum()},"
            f" false alarms {found[~risky].mean():.3f} of {(~risky).sum()}, looked at twice {twice.mean():.2f}"
        )


def write(table: np.ndarray, over: np.ndarray, found: Near, knobs: Knobs) -> None:
    """Write the weights; the head's columns hold its share already."""
    small, scale = kept(table)
    head_small, head_scale = kept(over * np.array([knobs.share] * len(LABELS) + [1.0], np.float32))
    WEIGHTS.parent.mkdir(exist_ok=True)
    placed = np.round(found.rows * (127 / np.abs(found.rows).max(axis=1, keepdims=True))).astype(np.int8)
    digest = f"{crc32(small.tobytes() + head_small.tobytes() + placed.tobytes()):08x}"
    # Beside it first, then over it: a run that is cut short leaves the old weights whole.
    fresh = WEIGHTS.with_suffix(".new.npz")
    np.savez_compressed(
        fresh, table=small, scale=scale, head=head_small, head_scale=head_scale, labels=np.array(LABELS),
        features=np.array(VERSION), encoder=np.array(NAME), version=np.array(f"decide-{VERSION}-{digest}"),
        heats=np.float32(knobs.heats), crisis=np.float32(knobs.crisis), risk=np.float32(knobs.risk),
        sures=np.float32(knobs.sures), near_middle=found.middle.astype(np.float16),
        near_basis=found.basis.astype(np.float16), near_labels=found.labels.astype(np.uint8),
        near_rows=placed,
    )  # fmt: skip
    fresh.replace(WEIGHTS)
    print(WEIGHTS.name, WEIGHTS.stat().st_size, "bytes")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--risk", type=Path)
    ask.add_argument("--write", action="store_true", help="write the weights")
    ask.add_argument("--random", action="store_true", help="also measure five random folds, by text")
    ask.add_argument("--again", action="store_true", help="take the scores of the last measurement")
    given = ask.parse_args()
    rows = utterances()
    learn, held = risk_rows(given.risk) if given.risk else ([], [])
    print(len(rows), "rows of our own,", len(learn), "from elsewhere")
    print(Counter(LABELS[row.label] for row in rows))
    looks, seen = scored(rows, learn, given.again)
    knobs = told(looks, seen)
    if held or given.write:
        taught = widened(rows, learn)
        known = Known(texts_of(pairs(taught + held)))
        table, over = fit(taught), head(known.matrix(pairs(taught)), *weighed(taught))
        found = near_to(known, taught)
        if held:
            columns = known.matrix(pairs(held))
            outside_report(held, Looks(matrix(held) @ table, columns @ over, leant(found, columns)), knobs)
        if given.write:
            write(table, over, found, knobs)
    if given.random:
        print("five random folds")
        told(*measure(rows, learn, lambda row: crc32(row.text.encode()) // 64 % 5))


if __name__ == "__main__":
    main()
