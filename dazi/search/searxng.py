"""bonds.Search over a SearXNG (https://docs.searxng.org/dev/search_api.html) of the operator's; knows no skill.

What is asked goes there without numbers and names that `clean` takes out; what comes back is somebody's page, untrusted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import structlog

from dazi.bonds import Hit
from dazi.types import Lang

TIMEOUT = 6.0
LARGEST = 1024 * 1024
_MOST = 8
_LONGEST = 120  # characters of a question that are asked
_LANGUAGES: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en"}

_log = structlog.get_logger("dazi.search")


class Searxng:
    """`url` is the instance's root; JSON must be among its `search.formats`."""

    def __init__(
        self,
        url: str,
        clean: Callable[[str], str] = lambda text: text,
        *,
        client: Callable[[], httpx.AsyncClient] = httpx.AsyncClient,
    ) -> None:
        self._url, self._clean, self._client = url.rstrip("/") + "/search", clean, client

    async def find(self, question: str, lang: Lang) -> tuple[Hit, ...]:
        asked = {"q": self._clean(question)[:_LONGEST], "format": "json", "language": _LANGUAGES[lang]}
        try:
            async with self._client() as client, client.stream("GET", self._url, params=asked, timeout=TIMEOUT) as answer:  # fmt: skip
                answer.raise_for_status()
                body = b""
                async for part in answer.aiter_bytes():
                    body += part
                    if len(body) > LARGEST:
                        raise ValueError("too large")
            rows = json.loads(body).get("results", [])
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, AttributeError, RecursionError) as error:
            _log.warning("search_failed", error=type(error).__name__)
            return ()
        found = [_hit(row) for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
        return tuple(one for one in found if one is not None)[:_MOST]


def _hit(row: Mapping[str, Any]) -> Hit | None:
    url, title, text = (str(row.get(name) or "") for name in ("url", "title", "content"))
    site = (
        (urlsplit(url).hostname or "").removeprefix("www.") if url.startswith(("http://", "https://")) else ""
    )
    if not site or not text.strip():
        return None
    return Hit(" ".join(title.split()), " ".join(text.split()), site, url, _when(row.get("publishedDate")))


def _when(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)
