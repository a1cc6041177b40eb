"""Trends over a real store: moderated, vetoed for good, switched off by source, never a joke about what hurts."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from dazi.bonds import Trend
from dazi.store.database import Database
from dazi.store.trends import TrendRows
from dazi.trends.bursts import WARM
from dazi.trends.feeds import Source
from dazi.trends.moderate import playable, tragic
from dazi.trends.trends import Trends
from dazi.types import Member, Mention

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
async def rows(tmp_path: Path) -> AsyncIterator[TrendRows]:
    database = Database.open(tmp_path / "dazi.db")
    yield TrendRows(database)
    database.close()


def mention(number: int, text: str, *, bot: bool = False, private: bool = False) -> Mention:
    return Mention(
        "plaza", "us", f"c{number}", f"t{number % 30}", Member("plaza", f"m{number}"), text, NOW, bot=bot,
        visibility="private" if private else "public",
    )  # fmt: skip


def crowd(trends: Trends, text: str, **more: bool) -> None:
    for number in range(WARM):
        trends.heard(mention(number, f"第{number}条随便聊聊"))
    for number in range(30):
        trends.heard(mention(1000 + number, text, **more))


def news(*titles: str) -> Trends | httpx.MockTransport:
    body = json.dumps([{"title": title, "hot": 9 - at} for at, title in enumerate(titles)])
    return httpx.MockTransport(
        lambda request: httpx.Response(200, text=body, headers={"Content-Type": "application/json"})
    )


async def test_a_phrase_that_rises_may_be_used_and_a_veto_ends_it_for_good(rows: TrendRows) -> None:
    trends = Trends(rows)
    crowd(trends, "我是松弛感大师")
    assert await trends.gather(NOW) >= 1
    (one,) = await trends.now(NOW)
    assert "松弛感大师" in one.phrase and one.meaning and one.members >= 6
    assert await trends.judge(one.phrase, "vetoed")
    crowd(trends, "我是松弛感大师")
    await trends.gather(NOW + timedelta(minutes=1))
    assert await trends.now(NOW + timedelta(minutes=1)) == ()


async def test_bots_and_private_talk_make_no_trend(rows: TrendRows) -> None:
    trends = Trends(rows)
    crowd(trends, "我是松弛感大师", bot=True)
    crowd(trends, "我是松弛感大师", private=True)
    assert await trends.gather(NOW) == 0


async def test_a_stale_one_is_gone(rows: TrendRows) -> None:
    trends = Trends(rows)
    crowd(trends, "我是松弛感大师")
    await trends.gather(NOW)
    assert await trends.now(NOW + timedelta(days=4)) == ()


async def test_what_safety_minds_or_what_hurts_never_comes_up(rows: TrendRows) -> None:
    transport = news("小熊猫学会了开门", "某地山体滑坡三人遇难", "赌球稳赢攻略", "某某塌房了")
    trends = Trends(
        rows, [Source("hot", "https://example.org/hot")], allowed=lambda text: "赌球" not in text,
        client=lambda: httpx.AsyncClient(transport=transport),
    )  # fmt: skip
    await trends.gather(NOW)
    assert [one.phrase for one in await trends.now(NOW)] == ["小熊猫学会了开门"]


async def test_a_source_is_switched_off(rows: TrendRows) -> None:
    async def off() -> dict[str, str]:
        return {"hot": "off", "community": "off"}

    trends = Trends(
        rows, [Source("hot", "https://example.org/hot")], switches=off,
        client=lambda: httpx.AsyncClient(transport=news("小熊猫学会了开门")),
    )  # fmt: skip
    crowd(trends, "我是松弛感大师")
    assert await trends.gather(NOW) == 0


async def test_what_the_operator_keeps_gets_a_meaning_and_the_first_place(rows: TrendRows) -> None:
    await rows.put([Trend("甲", "一", "light", 0.9, "x", NOW, NOW + timedelta(days=1)), Trend("乙", "", "light", 0.1, "x", NOW, NOW + timedelta(days=1))])  # fmt: skip
    trends = Trends(rows)
    assert [one.phrase for one in await trends.now(NOW)] == ["甲"]  # nobody knows what the other means
    assert await trends.judge("乙", "kept", "是第二个")
    assert [one.meaning for one in await trends.now(NOW + timedelta(minutes=1))] == ["是第二个", "一"]
    assert not await trends.judge("丙", "kept")


@pytest.mark.parametrize(
    "text", ["三人遇难", "著名演员去世", "地震救援现场", "Five killed in crash", "一路走好"]
)
def test_what_hurts_is_tragic(text: str) -> None:
    assert tragic(text) and not playable(text)


@pytest.mark.parametrize("text", ["小熊猫学会了开门", "电子榨菜选手", "今年第一场雪", "cat opens door"])
def test_what_is_light_may_be_played_with(text: str) -> None:
    assert playable(text)
