"""What trends need of a store and of safety; knows no table and no list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from dazi.bonds import Standing, Trend


class Rows(Protocol):
    """Where trends lie. Raises StoreBusy."""

    async def put(self, found: Sequence[Trend]) -> int:
        """Keep them; of one that is known heat, members and end are new. How many were not known."""
        ...

    async def live(self, at: datetime) -> tuple[Trend, ...]:
        """Neither stale nor vetoed, hottest first."""
        ...

    async def all(self) -> tuple[Trend, ...]: ...

    async def judge(self, phrase: str, standing: Standing, meaning: str) -> bool: ...

    async def expire(self, before: datetime) -> int:
        """Delete those that ended before, vetoed ones aside; how many."""
        ...
