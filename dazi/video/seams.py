"""What a digest needs of others, each as a Protocol: a place to keep it, ears; built of plain types alone, so that a
store can serve without knowing this package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dazi.video.sound import Samples, Span


class Digests(Protocol):
    """Digests by key: made by one at a time over all processes, kept stage by stage. `body` is JSON text."""

    async def claim(self, key: str, who: str, lease: float) -> str | None:
        """A token for `lease` seconds, if nobody makes or has made this digest; None otherwise. One whose maker
        stopped renewing can be claimed again, with the stages that it saved."""
        ...

    async def renew(self, key: str, token: str, lease: float) -> None:
        """LeaseLost when another has claimed it meanwhile."""
        ...

    async def save(self, key: str, token: str, stage: str, body: str) -> None:
        """Keep a finished stage. LeaseLost as above."""
        ...

    async def finish(self, key: str, token: str, body: str, fault: str = "") -> None:
        """The digest is whole: its stages are dropped. With `fault` there will never be one, and `body` says why.
        LeaseLost as above."""
        ...

    async def release(self, key: str, token: str) -> None:
        """Give the claim back, the stages kept; nothing happens when it is lost already."""
        ...

    async def load(self, key: str) -> tuple[str, str, Mapping[str, str]] | None:
        """("making" | "done" | "failed", body, parts): while it is made the stages so far, afterwards what was added.
        None: nobody has asked for it yet."""
        ...

    async def add(self, key: str, part: str, body: str) -> None:
        """Put a part beside a finished digest (an answer, the comments' mood), in place of one of that name."""
        ...

    async def evict(self, before: float) -> int:
        """Drop digests last used before this time (seconds since 1970); how many."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """Words heard from `t0` to `t1` seconds."""

    t0: float
    t1: float
    text: str


class Ears(Protocol):
    """A speech recogniser; `name` says which, for the digest's provenance and key."""

    name: str

    async def hear(self, samples: Samples, spans: Sequence[Span]) -> tuple[Said, ...]:
        """What is said in these spans of 16 kHz mono samples. Raises ModelBusy or ModelRefused."""
        ...
