"""Fetches a video's file once and keeps it by its content, within bounds; knows no platform and opens no file."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import httpx

from dazi.errors import BadInput, PlatformDown

EACH = 200 * 1024**2  # bytes of one file
ALL = 2 * 1024**3  # bytes of the folder
SECONDS = 180.0  # for one file, by the clock
_FORGET = 90 * 24 * 3600.0  # seconds after which an address is asked again what lies there
_KINDS = ("video/", "image/gif", "application/octet-stream", "application/mp4")


class Files:
    """A folder of fetched videos, named by SHA-256, the longest unused dropped first when it grows over `most` bytes;
    and which content lay at which address. Addresses are those that a platform's adapter gave: nothing else is asked,
    no redirect followed, no token sent along."""

    def __init__(
        self,
        folder: Path,
        *,
        each: int = EACH,
        most: int = ALL,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._folder, self._each, self._most, self._transport = folder, each, most, transport
        self._known: dict[str, str] = {}

    def known(self, url: str) -> str:
        """The SHA-256 of what lies at an address, if it was fetched before (by any process); else empty."""
        if url not in self._known:
            with suppress(OSError, UnicodeDecodeError):
                self._known[url] = self._mark(url).read_text("ascii").strip()
        return self._known.get(url, "")

    def path(self, content: str) -> Path | None:
        """The file with this content while it is kept."""
        path = self._folder / f"{content}.video"
        return path if content and path.is_file() else None

    async def fetch(self, url: str) -> tuple[Path, str]:
        """The file at an address and its SHA-256, fetched only if it is not here. PlatformDown for what may pass,
        BadInput video.gone, video.large or video.no_video else."""
        content = self.known(url)
        if (path := self.path(content)) is not None:
            with suppress(OSError):
                os.utime(path)
            return path, content
        await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="coming-", dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                async with asyncio.timeout(SECONDS):
                    content = await self._take(url, file.fileno())
            path = self._folder / f"{content}.video"
            os.replace(name, path)
        except TimeoutError as fault:
            raise PlatformDown("platform.down", name=_host(url), detail="slow") from fault
        finally:
            Path(name).unlink(missing_ok=True)
        mark = self._mark(url)
        mark.with_suffix(".new").write_text(content, "ascii")
        os.replace(mark.with_suffix(".new"), mark)
        self._known[url] = content
        await asyncio.to_thread(self.prune, path)
        return path, content

    def prune(self, keep: Path | None = None) -> int:
        """Drop the longest unused files until the folder is within its bounds, and old addresses; how many files."""
        now, sizes = time.time(), []
        with suppress(OSError):
            for one in self._folder.iterdir():
                with suppress(OSError):
                    found = one.stat()
                    age = now - found.st_mtime
                    if one.suffix == ".video":
                        sizes.append((found.st_mtime, found.st_size, one))
                    elif age > (_FORGET if one.suffix == ".of" else 2 * SECONDS):
                        one.unlink()
        total, dropped = sum(size for _, size, _ in sizes), 0
        for _, size, one in sorted(sizes):
            if total <= self._most:
                break
            if one != keep:
                one.unlink(missing_ok=True)
                total, dropped = total - size, dropped + 1
        return dropped

    def _mark(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:40]}.of"

    async def _take(self, url: str, handle: int) -> str:
        """Write what lies at an address; its SHA-256."""
        digest, size = hashlib.sha256(), 0
        try:
            async with (
                httpx.AsyncClient(
                    timeout=httpx.Timeout(30.0, connect=5.0), transport=self._transport, trust_env=False
                ) as http,
                http.stream("GET", url, headers={"Accept-Encoding": "identity"}) as answer,
            ):
                _fit(answer, url)
                async for block in answer.aiter_bytes():
                    size += len(block)
                    if size > self._each:
                        raise BadInput("video.large", most=self._each // 1024**2)
                    digest.update(block)
                    os.write(handle, block)
        except (httpx.TransportError, httpx.InvalidURL) as fault:
            raise PlatformDown("platform.down", name=_host(url), detail=type(fault).__name__) from fault
        return digest.hexdigest()


def _fit(answer: httpx.Response, url: str) -> None:
    status, kind = answer.status_code, answer.headers.get("content-type", "video/").lower()
    if status >= 500 or status in (408, 429):
        raise PlatformDown("platform.down", name=_host(url), detail=f"HTTP {status}")
    if status != 200:
        raise BadInput("video.gone", status=status)
    if not kind.startswith(_KINDS):
        raise BadInput("video.no_video", path=url.rpartition("/")[2][:80])


def _host(url: str) -> str:
    with suppress(httpx.InvalidURL):
        return httpx.URL(url).host
    return "?"
