"""How far a long step has come: what `dazi models pull` draws and the plaza shows; knows no screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Phase = Literal["search", "wait", "download", "verify", "load", "ready", "failed"]
EVERY = 0.2  # seconds between two reports: a bar needs no more, and each may become a database row


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` bytes (0 of 0: unknown); `eta` in seconds where it can be told; `name` is the model's;
    `code` with `arguments` tell a failure in the terms of dazi/words."""

    phase: Phase
    done: int = 0
    total: int = 0
    eta: float | None = None
    name: str = ""
    code: str = ""
    arguments: tuple[tuple[str, str], ...] = ()


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """A Report that tells nobody."""


class Meter:
    """Turns byte counts into Progress records at a bearable rate, with an estimate from this run's own speed."""

    def __init__(
        self, report: Report, name: str, total: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._report, self._name, self._total, self._clock = report, name, total, clock
        self._phase: Phase | None = None
        self._since, self._from, self._last = 0.0, 0, 0.0
        self.base = 0  # bytes of the model's files that are already complete

    def at(self, phase: Phase, done: int = 0) -> None:
        """Report `done` bytes of the current file, unless the last report of this phase is a moment old."""
        now, done = self._clock(), self.base + done
        if phase != self._phase or done < self._from:
            self._phase, self._since, self._from = phase, now, done
        elif now - self._last < EVERY and done < self._total:
            return
        self._last = now
        gained, spent = done - self._from, now - self._since
        eta = (self._total - done) * spent / gained if gained > 0 and spent > 0.5 else None
        self._report(Progress(phase, done, self._total, eta, self._name))
