"""Small caches that hold what members wrote, so that forgetting reaches them; knows no store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar
from weakref import WeakSet

R = TypeVar("R")

_HELD: WeakSet[_lru_cache_wrapper[object]] = WeakSet()


def holding(maxsize: int) -> Callable[[Callable[..., R]], _lru_cache_wrapper[R]]:
    """An `lru_cache` for what is computed from members' words, which `let_go` empties."""

    def held(function: Callable[..., R]) -> _lru_cache_wrapper[R]:
        cached = lru_cache(maxsize=maxsize)(function)
        _HELD.add(cached)
        return cached

    return held


def let_go() -> None:
    """Empty all of them: somebody asked to be forgotten, here or in another process."""
    for cached in tuple(_HELD):
        cached.cache_clear()


async def follow(mark: Callable[[], Awaitable[str]], every: float = 0.5) -> None:
    """`let_go` whenever the mark has moved, looked at each half second: words were forgotten in another process."""
    seen = ""
    while True:
        if (now := await mark()) != seen:
            let_go()
            seen = now
        await asyncio.sleep(every)
