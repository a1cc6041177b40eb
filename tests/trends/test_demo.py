"""A phrase spreads through the plaza's sample comments, is found there, and enters the companion's replies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from dazi.cli import dazi
from dazi.cli.worker import first_day
from dazi.clips.library import films
from dazi.config import PlatformSetting, Settings
from dazi.house import TREND, opened, speaker_for, trends_for
from dazi.models.fake import Scripted
from dazi.persona.persona import load
from dazi.persona.repertoire import Repertoire
from dazi.persona.shelf import Shelf
from dazi.ports import Kit
from dazi.sandbox.runner import Sandbox
from dazi.skills import SKILLS
from dazi.store.database import Database
from dazi.store.trends import TrendRows
from dazi.trends.bursts import PLACES, QUORUM, background
from dazi.trends.demo import SAMPLE, rehearsed, script
from dazi.trends.moderate import playable
from dazi.trends.trends import Trends
from dazi.types import Context, Decision, Member, Mention, Saying
from dazi.web.plaza_sample import sample
from tests.frozen import repertoire, voice

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
LINES = Repertoire.load(load("xiaoda").repertoire)


@pytest.fixture
async def rows(tmp_path: Path) -> AsyncIterator[TrendRows]:
    database = Database.open(tmp_path / "dazi.db")
    yield TrendRows(database)
    database.close()


def common() -> dict[str, int]:
    return background(say for line in LINES.lines for say in line.say)


def test_the_script_is_forty_comments_by_many_under_films_that_ship() -> None:
    told = script()
    having = [one for one in told.comments if told.phrase in one.text]
    assert len(told.comments) == 40 and len({one.text for one in told.comments}) == 40
    assert len({one.by for one in having}) > QUORUM and len({one.film for one in having}) > PLACES
    assert {one.film for one in told.comments} <= {film.id for film in films()}
    assert all(playable(one.text) for one in told.comments)


def test_the_sample_plaza_shows_them() -> None:
    seed = sample()
    shown = {remark.text for remarks in seed.remarks.values() for remark in remarks}
    names = {person.name for person in seed.people}
    assert {one.text for one in script().comments} <= shown
    assert {one.by for one in script().comments} <= names


def test_one_phrase_rises_in_them_and_is_marked_as_a_sample() -> None:
    (one,) = rehearsed(common(), NOW)
    assert (one.phrase, one.meaning, one.source) == (script().phrase, script().meaning, SAMPLE)


async def test_it_enters_the_replies_until_its_source_is_switched_off(rows: TrendRows) -> None:
    off: dict[str, str] = {}

    async def switches() -> dict[str, str]:
        return off

    await rows.put(rehearsed(common(), NOW))
    trends = Trends(rows, switches=switches)
    known = tuple(Saying(one.phrase, one.meaning, one.tone) for one in await trends.now(NOW))
    mention = Mention("plaza", "us", "c1", "t1", Member("plaza", "m1"), "下班了，先让键盘凉一下", NOW)
    context = Context((mention,), mention.text, "zh", NOW, trends=known)
    kit = Kit(Scripted(strength="weak"), Shelf(repertoire()), voice(), Sandbox())
    draft = await SKILLS["chat"](context, Decision("skill", "chat"), kit)
    assert script().phrase in draft.text
    off["sample"] = "off"
    assert await trends.now(NOW + timedelta(seconds=2)) == ()
    plain = await SKILLS["chat"](replace(context, trends=()), Decision("skill", "chat"), kit)
    assert script().phrase not in plain.text or plain.origin != draft.origin


async def test_where_the_plaza_is_all_there_is_its_first_day_plays_it_once(tmp_path: Path) -> None:
    for given, times in ((None, 1), ({"other": PlatformSetting(kind="plaza")}, 0)):
        settings = Settings(data=tmp_path / str(times), **({"platforms": given} if given else {}))
        house, speaker = opened(settings), speaker_for(settings)
        trends = trends_for(house, speaker)
        await first_day(house, speaker)
        assert [one.source for one in await trends.all()] == [SAMPLE] * times
        await trends.judge(script().phrase, "vetoed")
        await first_day(house, speaker)
        assert await trends.now(datetime.now(UTC)) == ()
        house.database.close()


def test_the_operator_plays_it_through_vetoes_it_and_switches_sources_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dazi.toml").write_text(
        '[[trends]]\nname = "hot"\nurl = "https://example.org/hot"\nlight = true\n'
    )
    monkeypatch.setenv("DAZI_CONFIG", str(tmp_path / "dazi.toml"))
    monkeypatch.setenv("DAZI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DAZI_LANG", "zh")
    runner = CliRunner()
    assert script().phrase in runner.invoke(dazi, ["trends", "demo"]).output
    assert script().meaning in runner.invoke(dazi, ["trends", "list", "--json"]).output
    assert runner.invoke(dazi, ["trends", "veto", script().phrase]).exit_code == 0
    for source in ("hot", "community", "sample"):
        assert f"{TREND}{source} = off" in runner.invoke(dazi, ["off", f"trend.{source}"]).output
    for wrong in ("trend.nobody", "nobody"):
        assert runner.invoke(dazi, ["off", wrong]).exit_code != 0
