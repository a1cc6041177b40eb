"""Turns at an endpoint: so many calls at a time, the more urgent first; knows nothing of models."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count


class Slots:
    """`size` places. Who waits gets one by rank (0 is the most urgent), then by age. Of several places one is kept
    for rank 0, so that slow work never blocks a quick answer altogether."""

    def __init__(self, size: int) -> None:
        self._free = max(1, size)
        self._free_for_slow = max(1, size - 1)
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._number = count()

    @asynccontextmanager
    async def taken(self, rank: int) -> AsyncIterator[None]:
        """Wait for a place and hold it for the length of the block; safe to cancel."""
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, next(self._number), place))
        self._hand_out()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._give_back(rank)
            raise
        try:
            yield
        finally:
            self._give_back(rank)

    def _give_back(self, rank: int) -> None:
        self._free += 1
        self._free_for_slow += rank > 0
        self._hand_out()

    def _hand_out(self) -> None:
        while self._free and self._waiting:
            rank, _, place = self._waiting[0]
            if place.cancelled():
                heapq.heappop(self._waiting)
                continue
            if rank > 0 and not self._free_for_slow:
                return
            heapq.heappop(self._waiting)
            self._free -= 1
            self._free_for_slow -= rank > 0
            place.set_result(None)
