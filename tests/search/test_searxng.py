"""The web is asked politely, and whatever comes back is a page or nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import httpx
import pytest

from dazi.search.searxng import LARGEST, Searxng

ROW = {"url": "https://www.example.org/a", "title": "今晚 七点开场", "content": "球队今晚  七点在主场开赛。", "publishedDate": "2026-12-01T08:00:00"}  # fmt: skip


def over(answer: httpx.Response | Exception) -> tuple[Searxng, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    def give(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    made = Searxng("https://search.example.org/", lambda text: text.replace("13800138000", "*"), client=lambda: httpx.AsyncClient(transport=httpx.MockTransport(give)))  # fmt: skip
    return made, asked


async def test_a_page_has_its_site_and_date_and_no_number_leaves_the_house() -> None:
    search, asked = over(httpx.Response(200, text=json.dumps({"results": [ROW]})))
    (hit,) = await search.find("13800138000 今晚几点开赛", "zh")
    assert (hit.site, hit.title, hit.text) == ("example.org", "今晚 七点开场", "球队今晚 七点在主场开赛。")
    assert hit.at == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert asked[0].url.path == "/search" and asked[0].url.params["format"] == "json"
    assert asked[0].url.params["q"] == "* 今晚几点开赛" and asked[0].url.params["language"] == "zh-CN"


@pytest.mark.parametrize(
    "rows", [{"results": [{**ROW, "url": "javascript:x"}]}, {"results": [{**ROW, "content": None}]}, {"results": ["x", 3]}, {"results": None}, [], {}]
)  # fmt: skip
async def test_what_is_no_page_is_left_out(rows: object) -> None:
    search, _ = over(httpx.Response(200, text=json.dumps(rows)))
    assert await search.find("今晚几点开赛", "zh") == ()


@pytest.mark.parametrize(
    "answer", [httpx.Response(403), httpx.ConnectError("no"), httpx.Response(200, text="<html>"), httpx.Response(200, content=b"x" * (LARGEST + 1))]
)  # fmt: skip
async def test_one_that_cannot_be_asked_finds_nothing(answer: httpx.Response | Exception) -> None:
    search, _ = over(answer)
    assert await search.find("今晚几点开赛", "zh") == ()


async def test_a_strange_date_is_none() -> None:
    search, _ = over(httpx.Response(200, text=json.dumps({"results": [{**ROW, "publishedDate": "soon"}]})))
    (hit,) = await search.find("今晚几点开赛", "zh")
    assert hit.at is None


async def test_an_address_that_is_none_finds_nothing() -> None:
    assert await Searxng("http://[::1").find("今晚几点开赛", "zh") == ()
