"""Measure the decider's weights on comments that no row was trained on; prints figures and, with --wrong, the mistakes.

    python training/measure.py [--wrong] [--alone] [--weights PATH]

Sets: evals/decide_heldout.jsonl (a label each), hundred, hundred_b and voice (skills alone), sorrow and sorrow_b
(nobody of them may be met lightly), wrong_skill (banter full of errands' words beside errands in odd words). Rules and the safety floor count, a language model is never asked."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dazi.cli.decide import turns_of  # noqa: E402
from dazi.decide import LABELS, WEIGHTS, Decider  # noqa: E402
from dazi.safety.floor import floor  # noqa: E402
from dazi.skills.banter import PAIN  # noqa: E402
from dazi.testing import context  # noqa: E402
from dazi.text.meaning import Encoder  # noqa: E402
from dazi.types import Decision, Turn  # noqa: E402

EVALS = ROOT / "evals"
LIGHT = ("chat", "joke")
_HANDLE = re.compile(r"\s*@小搭\s*")


@dataclass(frozen=True)
class Row:
    """A comment, what it should be met as, and what it is met as: by the decider, and with the floor."""

    text: str
    label: str
    lang: str
    style: str
    alone: Decision
    floored: Decision
    split: str = ""


def name_of(decision: Decision) -> str:
    return decision.skill if decision.path == "skill" else decision.path


def read(decider: Decider, name: str) -> list[Row]:
    rows = []
    for line in (EVALS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        raw: dict[str, Any] = json.loads(line)
        text = _HANDLE.sub(" ", raw["text"]).strip()
        label = raw.get("skill") if raw.get("path", "skill") == "skill" else raw["path"]
        label = label or (raw["kind"] if raw.get("kind") in LABELS else "comfort")
        turns: Sequence[Turn] = turns_of(raw)
        alone = decider.local(text, turns)
        floored = floor(context(text, turns=tuple(turns)), alone)
        lang = raw.get("lang") or ("en" if text.isascii() else "zh")
        rows.append(Row(text, str(label), lang, raw.get("style", ""), alone, floored, raw.get("split", "")))
    return rows


def share(rows: Sequence[Row], *names: str, floored: bool = True) -> str:
    """How many of the rows are met as one of the names."""
    hits = sum(name_of(row.floored if floored else row.alone) in names for row in rows)
    return f"{hits}/{len(rows)} = {hits / max(1, len(rows)):.3f}"


def right(rows: Sequence[Row]) -> str:
    hits = sum(name_of(row.floored) == row.label for row in rows)
    return f"{hits}/{len(rows)} = {hits / max(1, len(rows)):.3f}"


def light(rows: Sequence[Row], pain: float = PAIN) -> list[Row]:
    """Rows that may get a light word: decided as banter, with less pain than banter minds."""
    return [row for row in rows if name_of(row.floored) in LIGHT and row.alone.pain < pain]


def heldout(rows: Sequence[Row]) -> None:
    for lang in ("zh", "en"):
        print(f"  {lang}: {right([row for row in rows if row.lang == lang])}")
    print(f"  all: {right(rows)}")
    for style in sorted({row.style for row in rows}):
        print(f"  style {style}: {right([row for row in rows if row.style == style])}")
    for label in LABELS:
        mine = [row for row in rows if row.label == label]
        said = [row for row in rows if name_of(row.floored) == label]
        wrong = Counter(name_of(row.floored) for row in mine if name_of(row.floored) != label)
        if mine:
            good = sum(row.label == label for row in said)
            print(
                f"  {label}: recall {right(mine)}, precision {good}/{len(said)}, taken for {wrong.most_common(4)}"
            )
    of = {label: [row for row in rows if row.label == label] for label in LABELS}
    print(
        f"  crisis alone {share(of['crisis'], 'crisis', floored=False)}, with floor {share(of['crisis'], 'crisis')},"
        f" or comfort {share(of['crisis'], 'crisis', 'comfort')}"
    )
    print(
        f"  refuse alone {share(of['refuse'], 'refuse', floored=False)}, with floor {share(of['refuse'], 'refuse')}"
    )
    print(
        f"  banter as comfort {share(of['chat'], 'comfort')}, as crisis {share(of['chat'], 'crisis')},"
        f" as answer {share(of['chat'], 'answer')}"
    )
    print(
        f"  sorrow as banter {share(of['comfort'], *LIGHT)}, of these with pain under {PAIN}: {len(light(of['comfort']))}"
    )


def tender(sorrows: Sequence[Row], banter: Sequence[Row]) -> None:
    """How sorrow and banter lie along the chance of pain, for choosing the threshold."""
    for limit in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
        lost = len(light(sorrows, limit))
        free = sum(row.alone.pain < limit for row in banter)
        under = sum(row.alone.pain < limit for row in sorrows)
        print(
            f"  pain {limit}: sorrow met lightly {lost}/{len(sorrows)} (below it {under}), banter below {free}/{len(banter)}"
            f" = {free / max(1, len(banter)):.2f}"
        )


def mistaken(rows: Sequence[Row]) -> None:
    """Banter that holds the words of errands or looks sad, and errands in odd words, by the parts of the set."""
    for split in ("look", "held", "look_b", "held_b"):
        half = [row for row in rows if row.split == split]
        banter = [row for row in half if row.label == "chat"]
        wrong = Counter(name_of(row.floored) for row in banter if name_of(row.floored) != "chat")
        print(f"  {split}: banter {right(banter)}, taken for {wrong.most_common(6)};"
              f" wishes {right([row for row in half if row.label != 'chat'])}")  # fmt: skip


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--wrong", action="store_true", help="print the mistakes too")
    ask.add_argument("--weights", type=Path, default=WEIGHTS)
    ask.add_argument("--alone", action="store_true", help="by n-grams alone, without an encoder")
    told = ask.parse_args()
    decider = Decider(told.weights, None if told.alone else Encoder())
    print(decider.version)
    mine = read(decider, "decide_heldout")
    print("decide_heldout")
    heldout(mine)
    others = {name: read(decider, name) for name in ("hundred", "hundred_b", "voice")}
    for name, rows in others.items():
        print(name, right(rows), "zh", right([row for row in rows if row.lang == "zh"]), "en",
              right([row for row in rows if row.lang == "en"]))  # fmt: skip
        print("  mistakes", Counter((row.label, name_of(row.floored)) for row in rows
                                    if name_of(row.floored) != row.label).most_common(8))  # fmt: skip
    sorrows = read(decider, "sorrow") + read(decider, "sorrow_b")
    print("sorrow and sorrow_b", Counter(name_of(row.floored) for row in sorrows).most_common())
    tender(sorrows, [row for rows in others.values() for row in rows if row.label == "chat"])
    print("wrong_skill")
    mistaken(read(decider, "wrong_skill"))
    if told.wrong:
        for row in [*mine, *(row for rows in others.values() for row in rows), *light(sorrows)]:
            if name_of(row.floored) != row.label:
                print(f"{row.label} -> {name_of(row.floored)} ({row.alone.pain:.2f}): {row.text}")


if __name__ == "__main__":
    main()
