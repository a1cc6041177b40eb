"""What the companion hears of the plaza: comments, and what members tell it one to one, by one cursor over both."""

from __future__ import annotations

import sqlalchemy as sa

from dazi.web.plaza_reads import Json, Reads, first_of
from dazi.web.plaza_tables import GONE, comments, now_ms, whispers
from dazi.web.plaza_whispers import Whispers


class Ears:
    """The companion's side of the reading. Methods block for a query or two; call them from a thread."""

    def __init__(self, reads: Reads, whispers: Whispers) -> None:
        self._reads = reads
        self._whispers = whispers

    def newest(self) -> int:
        """The highest number given; 0 in an empty plaza."""
        with self._reads.engine.begin() as connection:
            said = connection.execute(sa.select(sa.func.max(comments.c.seq))).scalar() or 0
            whispered = connection.execute(sa.select(sa.func.max(whispers.c.seq))).scalar() or 0
        return max(int(said), int(whispered))

    def position(self, back_ms: int) -> int:
        """Where a listener without a cursor begins: at the newest, or before the first that members wrote within the
        last `back_ms`."""
        newest = self.newest()
        if not back_ms:
            return newest
        since = now_ms() - back_ms
        late = sa.select(whispers.c.seq).where(whispers.c.at > since).order_by(whispers.c.at).limit(1)
        with self._reads.engine.begin() as connection:
            firsts = [first_of(connection, since), int(connection.execute(late).scalar() or 0)]
        return min((first for first in firsts if first), default=newest + 1) - 1

    def heard(self, cursor: int, limit: int = 100) -> tuple[list[Json], int]:
        """What others said after the cursor, oldest first, and the cursor after it. Samples are left out. Both tables
        are read in one transaction: a number seen in one means that all lower ones are there."""
        said = sa.select(comments).where(comments.c.seq > cursor).order_by(comments.c.seq).limit(limit)
        whispered = sa.select(whispers).where(whispers.c.seq > cursor).order_by(whispers.c.seq).limit(limit)
        with self._reads.engine.begin() as connection:
            public = connection.execute(said).all()
            private = connection.execute(whispered).all()
        ends = [rows[-1].seq for rows in (public, private) if len(rows) == limit]
        newest = max((rows[-1].seq for rows in (public, private) if rows), default=cursor)
        end = max(cursor, min(ends, default=newest))
        items = [*(self._said(row) for row in public), *(self._whispered(row) for row in private)]
        kept = [one for one in items if one is not None and one["cursor"] <= end]
        return sorted(kept, key=lambda one: int(one["cursor"])), end

    def _said(self, row: sa.Row[tuple[object, ...]]) -> Json | None:
        reads, own = self._reads, self._reads.card.account
        if row.member == own or row.sample or row.state == GONE:
            return None
        more = {"parent_own": row.parent_member == own, "bot": reads.member(row.member)["ai"]}
        return {**reads.shown(row), **more, "names": reads.named(row.text), "cursor": row.seq}

    def _whispered(self, row: sa.Row[tuple[object, ...]]) -> Json | None:
        if row.own or row.gone:
            return None
        more = {"parent_own": False, "bot": False, "names": self._reads.named(row.text)}
        return {**self._whispers.shown(row), **more, "cursor": row.seq}

    def turns(self, seq: int, limit: int) -> list[Json] | None:
        """The thread before a comment, oldest first, its last `limit`; None when the comment is gone."""
        with self._reads.engine.begin() as connection:
            row = connection.execute(sa.select(comments).where(comments.c.seq == seq)).one_or_none()
            if row is None:
                return self._whispers.turns(seq, limit)
            if row.state == GONE:
                return None
            query = sa.select(comments).where(
                comments.c.thread == row.thread, comments.c.state != GONE, comments.c.seq < seq
            )
            rows = connection.execute(query.order_by(comments.c.seq.desc()).limit(limit)).all()
        own = self._reads.card.account
        return [{**self._reads.shown(r), "own": r.member == own} for r in reversed(rows)]

    def own_under(self, parent: int) -> list[Json]:
        """The companion's comments under a parent, oldest first."""
        query = sa.select(comments).where(
            comments.c.parent == parent,
            comments.c.member == self._reads.card.account,
            comments.c.state != GONE,
        )
        with self._reads.engine.begin() as connection:
            rows = connection.execute(query.order_by(comments.c.seq)).all()
        return [self._reads.shown(row) for row in rows] or self._whispers.own_under(parent)

    def place(self, comment: int) -> Json | None:
        """Where the companion types when it answers this: {"whose"} in a talk, else video, thread and parent."""
        above = self._reads.comment(comment)
        if above is not None:
            return {"video": above["video"], "thread": above["thread"], "parent": above["id"]}
        row = self._whispers.standing(comment)
        return {"whose": row.member, "parent": str(row.seq)} if row is not None else None
