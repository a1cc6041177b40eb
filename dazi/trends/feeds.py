"""Headlines of RSS, Atom, JSON Feed and of a small JSON convention, asked politely: ETags, limits, a pace of its own.

The convention is a list, or an object with "items" or "data", of {"title", "url", "hot", "time"}; all but the title may
be missing. `hot` is any number, larger is hotter; `time` ISO 8601 or seconds since 1970."""

from __future__ import annotations

import calendar
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import httpx
import structlog

LARGEST = 2 * 1024 * 1024
TIMEOUT = 10.0
OLDEST = timedelta(days=3)
_MOST = 60  # entries of one feed

_log = structlog.get_logger("dazi.trends")


@dataclass(frozen=True, slots=True)
class Headline:
    """One entry: `hot` in 0..1 by its place or number within its feed."""

    title: str
    url: str
    hot: float
    at: datetime


@dataclass
class Source:
    """A feed and what is known of it between two visits. `light`: it brings light things only."""

    name: str
    url: str
    minutes: int = 15
    light: bool = False
    etag: str = ""
    modified: str = ""
    due: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    failures: int = 0
    problem: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


async def fetch(source: Source, now: datetime, client: httpx.AsyncClient) -> tuple[Headline, ...]:
    """What is new there; () where nothing is, or where it could not be asked (then later each time, `problem` says why)."""
    headers = dict(source.headers)
    if source.etag:
        headers["If-None-Match"] = source.etag
    if source.modified:
        headers["If-Modified-Since"] = source.modified
    source.due = now + timedelta(minutes=source.minutes)
    try:
        async with client.stream(
            "GET", source.url, headers=headers, timeout=TIMEOUT, follow_redirects=True
        ) as answer:
            if answer.status_code == 304:
                source.failures, source.problem = 0, ""
                return ()
            answer.raise_for_status()
            body = await _body(answer)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        source.failures += 1
        source.problem = type(error).__name__
        source.due = now + timedelta(minutes=source.minutes * min(2**source.failures, 32))
        _log.warning("feed_failed", source=source.name, error=source.problem, failures=source.failures)
        return ()
    source.etag, source.modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    source.failures, source.problem = 0, ""
    found = parse(body, answer.headers.get("Content-Type", ""), now)
    if not found:
        source.problem = "empty"
    return found


async def _body(answer: httpx.Response) -> bytes:
    parts, size = [], 0
    async for part in answer.aiter_bytes():
        size += len(part)
        if size > LARGEST:
            raise ValueError("too large")
        parts.append(part)
    return b"".join(parts)


def parse(body: bytes, mime: str, now: datetime) -> tuple[Headline, ...]:
    """Entries of any of the four kinds, hottest first; () where it is none of them."""
    stripped = body.lstrip()
    if "json" in mime or stripped[:1] in (b"{", b"["):
        try:
            return _listed(json.loads(body), now)
        except (ValueError, RecursionError):
            return ()
    found = feedparser.parse(body, sanitize_html=True)
    entries = [
        (entry.get("title", ""), entry.get("link", ""), None, _stamp(entry)) for entry in found.entries
    ]
    return _ranked(entries, now)


def _stamp(entry: Any) -> datetime | None:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None


def _listed(value: Any, now: datetime) -> tuple[Headline, ...]:
    """JSON Feed ("items" with "title", "url", "date_published") and the small convention."""
    items = value
    if isinstance(value, Mapping):
        items = next(
            (value[name] for name in ("items", "data", "list") if isinstance(value.get(name), list)), []
        )
    entries = []
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, Mapping) or not isinstance(item.get("title"), str):
            continue
        hot = item.get("hot")
        url = item.get("url") or item.get("external_url") or ""
        when = _when(item.get("time", item.get("date_published")))
        entries.append((item["title"], str(url), float(hot) if isinstance(hot, int | float) else None, when))
    return _ranked(entries, now)


def _when(value: object) -> datetime | None:
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), UTC)
        if isinstance(value, str):
            at = datetime.fromisoformat(value)
            return at if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _ranked(
    entries: Sequence[tuple[str, str, float | None, datetime | None]], now: datetime
) -> tuple[Headline, ...]:
    """Heat by number where there is one, else by place; halved for each day of age."""
    most = max((hot for _, _, hot, _ in entries if hot is not None), default=0.0)
    found = []
    for place, (title, url, hot, at) in enumerate(entries[:_MOST]):
        title = " ".join(title.split())[:120]
        at = min(at or now, now)
        if not title or now - at > OLDEST:
            continue
        heat = hot / most if hot is not None and most > 0 else 1.0 / (1.0 + 0.1 * place)
        days = (now - at).total_seconds() / 86400
        found.append(
            Headline(title, url if url.startswith(("http://", "https://")) else "", heat * 0.5**days, at)
        )
    return tuple(sorted(found, key=lambda one: -one.hot))
