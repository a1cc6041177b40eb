"""What the memory needs of a store; knows no table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from dazi.bonds import Fact, Heard
from dazi.types import Member


class Facts(Protocol):
    """Where facts lie. Raises StoreBusy."""

    async def heard(self, limit: int) -> tuple[tuple[Heard, ...], int]:
        """Mentions that ended since what `learned` was told last, oldest first; and the mark to tell it."""
        ...

    async def learned(self, facts: Sequence[Fact], gone: Sequence[Fact], mark: int) -> None:
        """Merge facts (by member, scope, thread and key; the same comment twice counts once), drop the gone by the same
        keys, and move the mark (0: leave it), in one commit. Nothing of a member who asked to be forgotten meanwhile is kept."""
        ...

    async def recent(self, member: Member, thread: str, before: datetime) -> tuple[str, ...]:
        """The comments of a member's last two mentions in a thread before a time."""
        ...

    async def talk(self, member: Member, before: datetime, limit: int) -> tuple[Heard, ...]:
        """What a member said before a time and what we answered, newest first; nothing of what is forgotten or expired."""
        ...

    async def unsay(self, member: Member, comments: Sequence[str]) -> int:
        """Delete what these comments told, with their words, and learn nothing from them any more; how many facts."""
        ...

    async def of(self, member: Member, now: datetime) -> tuple[tuple[Fact, int], ...]:
        """What is known of a member with how often it was told, newest first, nothing past its end."""
        ...

    async def drop(self, member: Member, ids: Sequence[int]) -> tuple[Fact, ...]:
        """Delete these facts, with the words of the comments that told them and of what we said about them; what it was."""
        ...

    async def reword(self, member: Member, id: int, text: str) -> Fact | None:
        """Another text for a fact of this member."""
        ...
