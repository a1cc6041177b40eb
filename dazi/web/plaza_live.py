"""What moves in the plaza: wakes those who wait, streams events; knows no table."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

from starlette.concurrency import run_in_threadpool

from dazi.web.plaza_reads import Json, Reads

_POLL = 2.0  # another process may write to plaza.db; within this process nobody waits for it
_KEEP_ALIVE = 15.0
_TYPING_ENDS = 90.0  # a companion that died while typing


class Live:
    """One in a plaza. All methods belong to the event loop's thread."""

    def __init__(
        self, reads: Reads, hear: Callable[[int], tuple[list[Json], int]], look: Callable[[], None]
    ) -> None:
        """`hear` gives what the companion hears after a cursor; `look` is called from a thread now and then, by
        whoever streams."""
        self._reads = reads
        self._hear = hear
        self._look = look
        self._waiting: set[asyncio.Event] = set()
        self._streams: list[tuple[str, deque[tuple[str, Json]]]] = []
        self._typing: dict[str, tuple[float, Json]] = {}
        self._written = 0
        self.closed = False

    def wake(self) -> None:
        """Something was written: everybody looks again."""
        self._written += 1
        for waiting in self._waiting:
            waiting.set()

    def busy(self) -> bool:
        """Whether the companion types anywhere; may be asked from any thread."""
        return bool(self._typing)

    def close(self) -> None:
        """End every stream and every long poll."""
        self.closed = True
        self.wake()

    async def _wait(self, seconds: float, seen: int) -> None:
        """Until something is written that was not yet when `_written` was `seen`, at most so long."""
        if self._written != seen:
            return
        waiting = asyncio.Event()
        self._waiting.add(waiting)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(waiting.wait(), seconds)
        finally:
            self._waiting.discard(waiting)

    def typing(self, parent: str, place: Json, on: bool) -> None:
        """Tell those who are here now that the companion types below a comment, or has ended (`place` may be empty then)."""
        if on:
            self._typing[parent] = (time.monotonic() + _TYPING_ENDS, place)
        elif (known := self._typing.pop(parent, None)) is not None:
            place = known[1]
        else:
            return
        self._push("typing", place, on)
        self.wake()

    def whisper(self, member: str, kind: str, payload: Json) -> None:
        """Tell a member's own streams alone what moved in their private talk."""
        for reader, stream in self._streams:
            if reader == member:
                stream.append((kind, payload))
        self.wake()

    def _push(self, kind: str, place: Json, on: bool) -> None:
        """To everybody, or in a private talk to its member."""
        for reader, stream in self._streams:
            if _sees(reader, place):
                stream.append((kind, {**_shown(place), "on": on}))

    def _expire_typing(self) -> None:
        now = time.monotonic()
        for parent, (until, place) in list(self._typing.items()):
            if until < now:
                self.typing(parent, place, False)

    async def heard(self, cursor: int, seconds: float) -> tuple[list[Json], int]:
        """The companion's long poll: comments after the cursor, as soon as there are any."""
        until = time.monotonic() + seconds
        while True:
            seen = self._written
            items, cursor = await run_in_threadpool(self._hear, cursor)
            left = until - time.monotonic()
            if items or left <= 0 or self.closed:
                return items, cursor
            await self._wait(min(left, _POLL), seen)

    async def stream(self, last: int | None, reader: str = "") -> AsyncIterator[str]:
        """Server-Sent Events after an id, without end; without one from now on. The first block carries only an id,
        so that a page which reconnects before anything happened misses nothing either. What moves in the `reader`'s
        private talk comes without an id: a page that was away asks for the talk again."""
        mine: deque[tuple[str, Json]] = deque(maxlen=200)
        newest = await run_in_threadpool(self._reads.newest_event)
        last = newest if last is None or last > newest else last
        places = [place for _, place in self._typing.values() if _sees(reader, place)]
        mine.extend(("typing", {**_shown(place), "on": True}) for place in places)
        self._streams.append((reader, mine))
        quiet = time.monotonic()
        try:
            yield f"retry: 2000\nid: {last}\n\n"
            while not self.closed:
                seen = self._written
                await run_in_threadpool(self._look)
                self._expire_typing()
                said = await run_in_threadpool(self._reads.events_after, last)
                for id, kind, payload in said:
                    last = id
                    yield _block(kind, payload, id)
                while mine:
                    kind, payload = mine.popleft()
                    yield _block(kind, payload, None)
                if time.monotonic() - quiet > _KEEP_ALIVE:
                    quiet = time.monotonic()
                    yield ": still here\n\n"
                if not said:
                    await self._wait(_POLL, seen)
        finally:
            self._streams = [one for one in self._streams if one[1] is not mine]


def _sees(reader: str, place: Json) -> bool:
    return "whose" not in place or str(place["whose"]) == reader


def _shown(place: Json) -> Json:
    """Where it is typed, for the page: whose talk it is, its reader knows."""
    return {"private": True, "parent": place["parent"]} if "whose" in place else place


def _block(kind: str, payload: Json, id: int | None) -> str:
    words = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    head = f"id: {id}\n" if id is not None else ""
    return f"{head}event: {kind}\ndata: {words}\n\n"
