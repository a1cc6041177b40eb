"""Which wishes for the feed come to `recommend` by rules alone, and what else is taken for one.

    python -m bench.route

No language model is asked. Wishes are the rows of evals/prefer*.jsonl that wish anything; others are all other comments
under evals/, first turns of talks included. The floor stands behind the decision as it does in the pipeline."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dazi.decide import Decider
from dazi.models.fake import Scripted
from dazi.routing import deciding
from dazi.safety.floor import floor
from dazi.text.meaning import shared
from dazi.text.mentions import without_handle
from dazi.text.normalise import language
from dazi.types import Context, Decision, Member, Mention

EVALS = Path(__file__).parent.parent / "evals"
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
_DECIDE = deciding(Decider(encoder=shared()), lambda context: False)


async def went(text: str) -> Decision:
    """Where a comment goes that stands alone, with no video and no model."""
    words = without_handle(text, ("小搭", "xiaoda"))
    mention = Mention("plaza", "us", "c", "t", Member("plaza", "m"), words, NOW)
    context = Context((mention,), words, language(words), NOW)
    return floor(context, await _DECIDE(context, Scripted(strength="none")))


def wishes(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        for row in _rows(path):
            if row["wishes"]:
                yield row["text"]


def others(root: Path = EVALS) -> Iterator[tuple[str, str]]:
    """(file and id, text) of every comment that is not labelled as a wish."""
    for path in sorted(root.glob("*.jsonl")):
        for at, row in enumerate(_rows(path)):
            if row.get("wishes") or "recommend" in (row.get("skill"), row.get("kind")):
                continue
            said = [row.get("text"), row.get("say"), *row.get("turns", [])[:1], *row.get("ways", [])]
            yield from ((f"{path.stem}:{row.get('id', at)}", text) for text in said if isinstance(text, str))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


async def main(paths: Sequence[str]) -> None:
    files = [Path(path) for path in paths] or sorted(EVALS.glob("prefer*.jsonl"))
    many, ways = 0, Counter[str]()
    for text in wishes(files):
        decision = await went(text)
        many += 1
        skill = decision.skill if decision.path == "skill" else decision.path
        ways[skill] += 1
        if skill != "recommend":
            print(f"  {skill}/{decision.reason}: {text}")
    print(f"wishes: {ways['recommend']} of {many} come to recommend; {dict(ways)}")
    if not paths:
        found = [(of, text, await went(text)) for of, text in others()]
        taken = [row for row in found if row[2].path == "skill" and row[2].skill == "recommend"]
        for of, text, decision in taken:
            print(f"  taken {of} {decision.reason} {decision.confidence:.2f}: {text}")
        print(f"others: {len(taken)} of {len(found)} are taken for wishes")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
