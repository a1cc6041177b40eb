"""The rows that the decider learns from: our utterances, those from elsewhere, and copies under threads and with slips."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from dazi.decide import LABELS
from dazi.types import Member, Turn

HERE = Path(__file__).resolve().parent
UTTERANCES = HERE / "utterances"
CRISIS, COMFORT, CHAT = (LABELS.index(name) for name in ("crisis", "comfort", "chat"))
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
    """Our own rows, each text and thread once; comments written for an act are banter, those for a hurt want comfort."""
    found: dict[tuple[str, str], Row] = {}
    for path in sorted(UTTERANCES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            name = raw["skill"] if raw["path"] == "skill" else raw["path"]
            row = Row(raw["text"], LABELS.index(name), raw["style"], turns(raw.get("thread", [])))
            found.setdefault((row.text, row.turns[-1].text if row.turns else ""), row)
    for kind, label in (("act", CHAT), ("hurt", COMFORT)):
        for path in sorted((HERE / f"{kind}s").glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                raw = json.loads(line)
                if raw[kind] == path.stem:  # others were found elsewhere, some of them in what is measured
                    style = "english-tales" if raw["lang"] == "en" else "tales"
                    found.setdefault((raw["text"], ""), Row(raw["text"], label, style))
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
    """Copies of most English rows with slips of the fingers: letters swapped, left out or doubled, one in fifteen. The
    slips of a row hang on it alone."""
    more = []
    for row in rows:
        chance = random.Random(f"{seed} {row.text}")
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


def widened(rows: list[Row], outside: list[Row], seed: int = 7) -> list[Row]:
    """Rows as they are trained on."""
    return with_threads(rows, seed) + with_slips(rows, seed) + outside


def pairs(rows: list[Row]) -> list[tuple[str, tuple[Turn, ...]]]:
    return [(row.text, row.turns) for row in rows]


# Styles that are near in wording are left out together: beside English questions, English errands tell too much.
_KIN = {
    "feelings": ("funny", "sorrow", "asks", "everyday"),
    "dark": ("dark", "veiled", "veiled-near", "figures", "oblique", "oblique-near"),
    "voices": ("emoji", "dialect", "elder", "kid"),
    "nets": ("slang", "noisy", "polite", "mixed"),
    "bare": ("plain", "short", "terse"),
    "wide": ("long", "multi", "errands"),
    "followup": ("followup",),
    "tales": ("tales", "odd"),
}
_FOLD = {style: name for name, styles in _KIN.items() for style in styles}


def fold_of(row: Row) -> str:
    """The family of styles that a row is left out with; English ones are two halves by name."""
    if row.style.startswith("english"):
        return f"english {crc32(row.style.encode()) % 2}"
    return _FOLD.get(row.style, "wide")
