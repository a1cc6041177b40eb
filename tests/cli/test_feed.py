"""`dazi prefer` and `dazi feed`: understood, kept, listed with reasons; clear words where nothing was."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from dazi.bonds import Clip
from dazi.cli import dazi
from dazi.cli.feeding import lend
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import feed_for, opened
from dazi.types import Member


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAZI_DATA", str(tmp_path))
    return tmp_path


def run(*words: str) -> str:
    done = CliRunner().invoke(dazi, words, catch_exceptions=False, standalone_mode=False)
    assert done.exit_code == 0
    return done.output


def test_what_is_understood_is_printed_and_only_kept_for_a_member(data: Path) -> None:
    told = json.loads(run("prefer", "@小搭 多推猫，少推带货", "--json"))
    assert [(one["topic"], one["direction"]) for one in told["wishes"]] == [("猫", "more"), ("带货", "less")]
    assert set(told["wishes"][0]) == {"topic", "direction", "creator", "mood", "length", "until"}
    assert not list(data.glob("*.db"))
    assert json.loads(run("prefer", "多推猫", "--member", "ning", "--json"))["receipt"] == 1
    assert json.loads(run("prefer", "多推猫", "--member", "ning", "--json"))["receipt"] == 1


def test_nothing_understood_is_said_so(data: Path) -> None:
    assert json.loads(run("prefer", "今天天气不错", "--json")) == {"wishes": []}
    with pytest.raises(BadInput, match=r"feed\.unknown"):
        run("prefer", "今天天气不错")
    with pytest.raises(BadInput, match=r"feed\.whose"):
        run("feed")


def test_a_feed_lists_cards_with_their_reasons(data: Path) -> None:
    house = opened(load())
    clips = [Clip("plaza", f"v{n}", f"第{n}条{'猫' if n % 3 == 0 else '车'}", heat=9.0 - n) for n in range(9)]
    asyncio.run(feed_for(house).offer(clips))
    house.database.close()
    run("prefer", "多推猫", "--member", "ning")
    cards = [
        json.loads(line) for line in run("feed", "--member", "ning", "--json", "--limit", "4").splitlines()
    ]
    assert len(cards) == 4 and sum("猫" in card["title"] and bool(card["reason"]) for card in cards) >= 2
    assert "猫" in run("feed", "--member", "ning") and "猫" in run("feed", "--member", "ning", "--wishes")
    assert len(run("feed", "--token").strip()) == 64


async def test_a_scratch_community_borrows_the_plazas_videos(tmp_path: Path) -> None:
    live, scratch = opened(load(data=tmp_path)), opened(load(data=tmp_path), tmp_path / "scratch.db")
    try:
        await feed_for(live).offer([Clip("plaza", "v1", "橘猫看雪")])
        await lend(live, scratch)
        cards = await feed_for(scratch).ranked(Member("scratch", "m"), datetime.now(UTC), 5)
        assert [card.video for card in cards] == ["v1"]
    finally:
        live.database.close()
        scratch.database.close()
