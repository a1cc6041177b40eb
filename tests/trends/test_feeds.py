"""Four kinds of feed read to the same headlines; polite to its server, calm about rubbish."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from dazi.trends.feeds import LARGEST, Source, fetch, parse

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>t</title>
<item><title>城市里的小熊猫学会了开门</title><link>https://example.org/1</link><pubDate>Tue, 01 Dec 2026 10:00:00 GMT</pubDate></item>
<item><title>古老的新闻</title><link>https://example.org/2</link><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
<entry><title>城市里的小熊猫学会了开门</title><link href="https://example.org/1"/><updated>2026-12-01T10:00:00Z</updated></entry></feed>"""
JSON_FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "城市里的小熊猫学会了开门", "url": "https://example.org/1", "date_published": "2026-12-01T10:00:00Z"}]})  # fmt: skip
LISTED = json.dumps([
    {"title": "次热", "url": "https://example.org/2", "hot": 50, "time": 1796119200},
    {"title": "城市里的小熊猫学会了开门", "url": "https://example.org/1", "hot": 100, "time": "2026-12-01T10:00:00Z"},
])  # fmt: skip


@pytest.mark.parametrize(
    ("body", "mime"),
    [(RSS, "application/rss+xml"), (ATOM, "application/atom+xml"), (JSON_FEED, "application/feed+json"), (LISTED, "application/json")],
)  # fmt: skip
def test_each_kind_gives_its_headlines_hottest_first(body: str, mime: str) -> None:
    first = parse(body.encode(), mime, NOW)[0]
    assert (first.title, first.url) == ("城市里的小熊猫学会了开门", "https://example.org/1")
    assert 0.9 < first.hot <= 1.0 and first.at == datetime(2026, 12, 1, 10, tzinfo=UTC)
    assert "古老的新闻" not in [one.title for one in parse(body.encode(), mime, NOW)]


@pytest.mark.parametrize(
    "body", [b"", b"<html><p>no</p></html>", b"{", b"[1, 2]", b'{"items": 3}', b"\x00\xff" * 50, b"[" * 5000]
)
def test_rubbish_gives_none(body: bytes) -> None:
    assert parse(body, "application/json", NOW) == ()


def client(*answers: httpx.Response | Exception) -> tuple[httpx.AsyncClient, list[httpx.Request]]:
    asked: list[httpx.Request] = []
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        given = left.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    return httpx.AsyncClient(transport=httpx.MockTransport(answer)), asked


async def test_a_second_visit_says_what_it_knows_and_takes_304_for_nothing_new() -> None:
    source = Source("news", "https://example.org/feed")
    speaks, asked = client(
        httpx.Response(200, text=RSS, headers={"ETag": '"a"', "Last-Modified": "x"}), httpx.Response(304)
    )
    async with speaks:
        assert len(await fetch(source, NOW, speaks)) == 1
        assert await fetch(source, NOW, speaks) == ()
    assert asked[1].headers["If-None-Match"] == '"a"' and asked[1].headers["If-Modified-Since"] == "x"


async def test_one_that_fails_is_asked_later_each_time() -> None:
    source = Source("news", "https://example.org/feed", minutes=10)
    speaks, _ = client(httpx.ConnectError("no"), httpx.Response(500))
    async with speaks:
        assert await fetch(source, NOW, speaks) == ()
        first = source.due
        assert await fetch(source, NOW, speaks) == ()
    assert first == NOW + timedelta(minutes=20) and source.due == NOW + timedelta(minutes=40)
    assert source.problem == "HTTPStatusError"


async def test_a_flood_is_cut_off() -> None:
    source = Source("news", "https://example.org/feed")
    speaks, _ = client(httpx.Response(200, content=b"x" * (LARGEST + 1)))
    async with speaks:
        assert await fetch(source, NOW, speaks) == ()
    assert source.problem


async def test_an_address_that_is_none_is_a_problem_and_no_crash() -> None:
    source = Source("news", "http://[::1")
    async with httpx.AsyncClient() as speaks:
        assert await fetch(source, NOW, speaks) == ()
    assert source.problem and source.failures == 1
