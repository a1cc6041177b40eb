"""Several hands on one list of work: each piece done or its failure kept. Knows nothing of what the work is."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeVar

from dazi.errors import DaziError

PATIENCE = 3  # pieces that fail one after another before all is given up: whatever is asked, is not there
T = TypeVar("T")


async def worked_off(todo: Iterable[T], hands: Sequence[Callable[[T], Awaitable[None]]]) -> list[DaziError]:
    """Do all of it, each hand one piece at a time. Returns the failures; raises the last one when several pieces in
    a row failed and nothing between them went well."""
    waiting, failures, streak = deque(todo), list[DaziError](), 0

    async def work(hand: Callable[[T], Awaitable[None]]) -> None:
        nonlocal streak
        while waiting and streak < PATIENCE:
            piece = waiting.popleft()
            try:
                await hand(piece)
            except DaziError as failure:
                failures.append(failure)
                streak += 1
            else:
                streak = 0

    async with asyncio.TaskGroup() as group:
        for hand in hands:
            group.create_task(work(hand))
    if streak >= PATIENCE:
        raise failures[-1]
    return failures
