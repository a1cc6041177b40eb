"""Short talks over days through the whole pipeline with no model: what is kept as a joke, and where it comes back. Each
comment counts as banter, so that nothing but the jokes' own guards keeps one from where it must not come."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.gags import EVALS, measured
from tests.frozen import PERSONA


@pytest.mark.parametrize(("name", "least"), [("running_jokes.jsonl", 29), ("running_jokes_b.jsonl", 27)])
async def test_talks_over_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, least: int
) -> None:
    monkeypatch.setenv("DAZI_PERSONA", str(PERSONA))
    found = await measured(EVALS / name, tmp_path, light=True)
    wrong = [(one.id, one.faults) for one in found if one.faults]
    assert len(found) - len(wrong) >= least, wrong
    for one in found:
        for said, text, back in one.replies:
            # A joke that is missed costs nothing; one that comes where it must not does.
            assert back or not any(joke in text and joke not in said for joke in one.kept), (one.id, text)
