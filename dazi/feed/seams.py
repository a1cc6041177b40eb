"""What the feed needs of a store; knows no table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from dazi.bonds import Clip, Seen, Signal, Wish
from dazi.types import Member


class Clips(Protocol):
    """Where clips, signals and wishes lie. Raises StoreBusy."""

    async def offer(self, clips: Sequence[Clip]) -> int:
        """Keep clips by platform and video, new or renewed; how many are new."""
        ...

    async def some(self, platform: str, ids: Sequence[int]) -> tuple[Clip, ...]: ...

    async def named(self, platform: str, videos: Sequence[str]) -> Mapping[str, int]:
        """The ids of videos."""
        ...

    async def popular(self, platform: str, limit: int) -> tuple[Clip, ...]:
        """Hottest first."""
        ...

    async def fresh(self, platform: str, limit: int) -> tuple[Clip, ...]:
        """Newest first."""
        ...

    async def with_words(self, platform: str, words: Sequence[str], limit: int) -> tuple[Clip, ...]:
        """Clips that hold any of these words, hottest first."""
        ...

    async def signal(self, member: Member, clip: int, kind: Signal, value: float, at: datetime) -> None: ...

    async def seen(self, member: Member, limit: int) -> tuple[Seen, ...]:
        """Newest first."""
        ...

    async def watched(self, platform: str, most: int) -> tuple[Sequence[str], Sequence[int]]:
        """(member, clip) of all that was liked or watched to its half, for the model of what goes together."""
        ...

    async def prefer(self, member: Member, wishes: Sequence[Wish], comment: str, now: datetime) -> int: ...

    async def retract(self, member: Member, receipt: int, now: datetime) -> tuple[Wish, ...]: ...

    async def wishes(self, member: Member, now: datetime) -> tuple[Wish, ...]: ...

    async def stated(self, member: Member, now: datetime, since: datetime) -> tuple[Wish, ...]:
        """Wishes that hold and were stated since then, newest first, with `at` and `private`."""
        ...

    async def undone(self, member: Member, at: datetime) -> tuple[Wish, ...]:
        """Wishes that ended at this very moment."""
        ...
