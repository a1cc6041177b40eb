"""One plaza's parts in one place, for its routes; knows no route itself."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from dazi.clips.kiosk import Kiosk
from dazi.clips.library import READY
from dazi.pictures import Marker
from dazi.text.normalise import clean
from dazi.web.plaza_companion import Companion
from dazi.web.plaza_ears import Ears
from dazi.web.plaza_faults import Fault
from dazi.web.plaza_live import Live
from dazi.web.plaza_reads import Json, Reads, number
from dazi.web.plaza_seed import CompanionCard, Seed, enlist, plant, refit, unready
from dazi.web.plaza_tables import open_database
from dazi.web.plaza_whispers import Whispers
from dazi.web.plaza_writes import Writes
from dazi.web.uploads import Uploads

MEMBER_COOKIE = "plaza_member"
TEXT_LIMIT = 2000
_LOOK_EVERY = 1.0


@dataclass
class Pace:
    """How often a member may write: `a_minute` comments within 60 s, 0 for as many as they like."""

    a_minute: int = 30
    _said: dict[str, deque[float]] = field(default_factory=dict)

    def step(self, member: str) -> None:
        """Count one comment; Fault 429 when it is one too many."""
        if not self.a_minute:
            return
        now = time.monotonic()
        said = self._said.setdefault(member, deque())
        while said and said[0] < now - 60:
            said.popleft()
        if len(said) >= self.a_minute:
            raise Fault(429, "plaza.pace", seconds=max(1, round(60 - (now - said[0]))))
        said.append(now)


class Board:
    """The plaza as its routes see it. Opens (and at its first start fills) `<folder>/plaza.db`."""

    def __init__(
        self,
        folder: Path,
        *,
        token: str,
        clips: Path | None,
        companion: CompanionCard,
        seed: Seed,
        pace: Pace,
        marker: Marker | None = None,
        kiosk: Kiosk | None = None,
    ) -> None:
        self.token = token
        self.clip_folders = (*((clips,) if clips else ()), READY)
        self.card = companion
        self.pace = pace
        self.marker = marker
        self.kiosk = kiosk
        self.engine, _ = open_database(folder / "plaza.db")
        self._fill(seed)
        self.reads = Reads(self.engine, companion)
        self.writes = Writes(self.engine, self.reads)
        self.whispers = Whispers(self.reads, self.writes)
        self.ears = Ears(self.reads, self.whispers)
        self.companion = Companion(self.reads, self.writes)
        self.uploads = Uploads(folder / "uploads")
        self.live = Live(self.reads, self.ears.heard, self.look)
        self._looked = 0.0
        self._looking = threading.Lock()
        if kiosk is not None:
            kiosk.gone, kiosk.busy = self._gone, self.live.busy
        self.look()

    def _fill(self, seed: Seed) -> None:
        with self.engine.execution_options(write=True).begin() as connection:
            enlist(connection, self.card)
            plant(connection, seed, self.card)
            refit(connection, seed, self._lies_there)

    def _lies_there(self, file: str) -> bool:
        return any((folder / file).is_file() for folder in self.clip_folders)

    def _gone(self, files: Sequence[str]) -> None:
        with self.engine.execution_options(write=True).begin() as connection:
            unready(connection, files)

    def look(self) -> None:
        """See whether clips have come to lie in their folder; a look at a few files, at most once a second."""
        if time.monotonic() - self._looked < _LOOK_EVERY:
            return
        with self._looking:
            self._looked = time.monotonic()
            for id, file in self.reads.unready():
                if self._lies_there(file):
                    self.writes.ready(id)

    def speaker(self, request: Request) -> str:
        """Who is speaking: the cookie's demo member."""
        return self.reads.speaker(request.cookies.get(MEMBER_COOKIE))

    def place(self, comment: str) -> Json | None:
        """Where a comment that all may read stands; None for any other."""
        found = self.reads.comment(number(comment))
        if found is None:
            return None
        video = self.reads.video(found["video"], "")
        return {"video": found["video"], "thread": found["thread"], "title": video["title"] if video else ""}

    def close(self) -> None:
        """End the streams and let go of the file."""
        self.live.close()
        if self.kiosk is not None:
            self.kiosk.close()
        self.engine.dispose()


def words_of(raw: str, *, may_be_empty: bool = False) -> str:
    """A comment's text as it is kept. Fault 422 for none or more than 2,000 characters."""
    text = clean(raw, TEXT_LIMIT + 1)
    if len(text) > TEXT_LIMIT:
        raise Fault(422, "plaza.text_long", limit=TEXT_LIMIT)
    if not text and not may_be_empty:
        raise Fault(422, "plaza.text_empty")
    return text


def same_page(request: Request) -> None:
    """A state-changing route asks for a header that no other site's form can send. Fault 403."""
    if request.headers.get("x-plaza") != "1":
        raise Fault(403, "plaza.foreign")
