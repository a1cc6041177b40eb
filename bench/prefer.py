"""How many of a file's comments the reader of wishes understands just as the file says.

    python -m bench.prefer [evals/prefer.jsonl …]

A row's wishes may name several right answers for a part ("猫咪|猫", an empty one for none); a part that it leaves out
must be empty; `until` is the last day that a wish holds, "*" any. NOW is a Wednesday."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dazi.text.mentions import without_handle
from dazi.text.prefers import Preference, mood_of, prefers

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)


def right(found: Sequence[Preference], wishes: Sequence[Mapping[str, str]]) -> bool:
    """Whether each wish was read, each once, and nothing beside them."""
    left = list(wishes)
    for one in found:
        match = next((wish for wish in left if _same(one, wish)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _same(found: Preference, wish: Mapping[str, str]) -> bool:
    day = found.until.date().isoformat() if found.until else ""
    return (
        found.direction == wish["direction"]
        and found.topic.casefold() in wish.get("topic", "").casefold().split("|")
        and found.creator in wish.get("creator", "").split("|")
        and mood_of(found.mood) in wish.get("mood", "").split("|")
        and found.length in wish.get("length", "").split("|")
        and (wish.get("until") == "*" or day in wish.get("until", "").split("|"))
    )


def measured(path: Path) -> tuple[int, list[tuple[Mapping[str, Any], Sequence[Preference]]]]:
    """How many rows, and those that were misread with what was read."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    read = [(row, prefers(without_handle(row["text"], ("小搭", "xiaoda")), NOW)) for row in rows]
    return len(rows), [(row, found) for row, found in read if not right(found, row["wishes"])]


def main(paths: Sequence[str]) -> None:
    for path in paths:
        many, missed = measured(Path(path))
        print(f"{path}: {many - len(missed)} of {many}")
        for row, found in missed:
            said = [(one.direction, one.topic, one.creator, one.mood, one.length, str(one.until or "")[:10]) for one in found]  # fmt: skip
            print(f"  {row['id']} {row['text']}\n     wanted {row['wishes']}\n     read   {said}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["evals/prefer.jsonl"])
