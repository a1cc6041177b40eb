"""A week of made-up talk through the real pipeline and store, with a scripted model: what is known afterwards, whom it
reaches, and what is left of whom it forgot."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest

from dazi.cli.week import Found, Replay, Week, read_week
from dazi.config import Settings
from dazi.house import House, opened
from dazi.models.fake import Scripted
from dazi.ports import Chat
from dazi.types import Call, Strength
from tests.frozen import speaker

SETS = Path(__file__).parents[2] / "evals"


class Tiers:
    """One scripted chat for every tier; its calls are kept as a real one's are."""

    def __init__(self, strength: Strength) -> None:
        self._strength: Strength = strength

    def recording(self, sink: Callable[[Call], None]) -> Chat:
        return Scripted(strength=self._strength, otherwise="嗯，听着呢。")


class Played:
    """A replayed set with all that it left behind."""

    def __init__(self, replay: Replay, house: House, week: Week, found: Found) -> None:
        self.replay, self.house, self.week, self.found = replay, house, week, found


@pytest.fixture(params=["memory_week.jsonl", "memory_week_b.jsonl"])
async def played(
    request: pytest.FixtureRequest, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Played]:
    caplog.set_level(logging.INFO)
    settings = Settings(data=tmp_path)
    path = tmp_path / "week.db"
    house = opened(settings, path)
    week = read_week(SETS / request.param)
    replay = Replay(house, path, Tiers("weak"), speaker(tmp_path))
    yield Played(replay, house, week, await replay.run(week))
    house.database.close()


async def test_a_week_is_remembered_and_reaches_nobody_else(
    played: Played, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    found = played.found
    assert found.right >= 0.9 * found.probes, found.wrong
    assert not found.false and found.clean, (found.false, found.crossed, found.leaked, found.left)
    words = [word for one in played.week.known for gone in one.get("gone", ()) for word in gone["words"]]
    logged = caplog.text + "".join(capsys.readouterr())
    assert words and not [word for word in words if word in logged]
    cached = _cached()
    assert not [word for word in words if word in cached]
    gone = _forgotten(played.week)
    rows = [await played.house.records.show(id) for id in range(1, 150)]
    theirs = [
        row
        for row in rows
        if row is not None
        and row.mention.member.account in gone
        and row.mention.at < gone[row.mention.member.account]
    ]
    assert theirs and not [row for row in theirs if row.mention.text or (row.detail or {}).get("calls")]


def _forgotten(week: Week) -> dict[str, datetime]:
    """Who said "forget me" as a whole, and when; `dazi replay` calls their words forgotten where no call has any left."""
    said = [row for row in week.said if row["say"] in ("忘了我", "forget me")]
    return {row["member"]: datetime.fromisoformat(row["at"]) for row in said}


def _cached() -> str:
    """What any function's cache of this process holds of texts; words of our own lexicons stand there alone."""
    caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    held: list[Any] = [kept for cache in caches for kept in gc.get_referents(cache) if isinstance(kept, dict)]
    return "\n".join(str(key) for kept in held for key in kept if len(str(key)) > 4)
