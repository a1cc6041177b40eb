"""The companion's page as data: who follows it, its best replies, all it said by heat or by time; knows no request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from dazi.web.plaza_reads import Json, Reads, mark_of
from dazi.web.plaza_tables import GONE, comments, follows, videos
from dazi.web.plaza_writes import Writes

_LOOKED_AT = 2000  # of its latest comments, among which the hottest are sought
_BEST = 3


class Companion:
    """Reads and the one write of its page. What is said one to one lies elsewhere and is never shown here."""

    def __init__(self, reads: Reads, writes: Writes) -> None:
        self._reads = reads
        self._writes = writes
        mine = (comments.c.member == reads.card.account) & (comments.c.state != GONE)
        self._mine = mine
        late = sa.select(comments).where(mine).order_by(comments.c.seq.desc()).limit(_LOOKED_AT).subquery()
        below = comments.alias("below")
        follow_ups = (
            sa.select(sa.func.count())
            .where(below.c.parent == late.c.seq, below.c.state != GONE, below.c.member != reads.card.account)
            .scalar_subquery()
        )
        # What is answered is worth more than what is liked: somebody stayed.
        self._ranked = sa.select(
            late, follow_ups.label("asked"), (late.c.likes + 3 * follow_ups).label("heat")
        ).subquery()

    def page(self, reader: str) -> Json:
        """Counts, whether the reader follows, and the best replies."""
        totals = sa.select(
            sa.func.count(), sa.func.coalesce(sa.func.sum(comments.c.likes), 0),
            sa.func.count(sa.distinct(comments.c.thread)),
        ).where(self._mine)  # fmt: skip
        best = sa.select(self._ranked).where(self._ranked.c.heat > 0, self._ranked.c.text != "")
        best = best.order_by(self._ranked.c.heat.desc(), self._ranked.c.seq.desc()).limit(_BEST)
        with self._reads.engine.begin() as connection:
            said, liked, threads = connection.execute(totals).one()
            followers = int(connection.execute(sa.select(sa.func.count()).select_from(follows)).scalar() or 0)
            follower = sa.select(follows.c.member).where(follows.c.member == reader)
            following = connection.execute(follower).first() is not None
            rows = connection.execute(best).all()
            shown = self._shown(connection, rows)
        counts = {"replies": said, "likes": liked, "threads": threads, "followers": followers}
        return {"counts": counts, "following": following, "best": shown}

    def said(self, sort: str, before: str, limit: int) -> tuple[list[Json], str | None]:
        """A page of its comments, hottest ("hot") or newest first, and the mark of the next."""
        rank = self._ranked
        heat, seq = mark_of(before)
        if sort == "new":
            query = sa.select(comments, sa.literal(0).label("asked"), sa.literal(0).label("heat")).where(
                self._mine
            )
            query = query.where(comments.c.seq < seq) if before else query
            query = query.order_by(comments.c.seq.desc())
        else:
            query = sa.select(rank).order_by(rank.c.heat.desc(), rank.c.seq.desc())
            if before:
                place = sa.tuple_(sa.literal(heat), sa.literal(seq))
                query = query.where(sa.tuple_(rank.c.heat, rank.c.seq) < place)
        with self._reads.engine.begin() as connection:
            rows = connection.execute(query.limit(limit + 1)).all()
            shown = self._shown(connection, rows[:limit])
        after = f"{rows[limit - 1].heat}.{rows[limit - 1].seq}" if len(rows) > limit else None
        return shown, after

    def _shown(self, connection: sa.Connection, rows: Sequence[Any]) -> list[Json]:
        wanted = sa.select(videos.c.id, videos.c.title).where(videos.c.id.in_({row.video for row in rows}))
        titles = {row.id: row.title for row in connection.execute(wanted)}
        return [
            {
                "comment": self._reads.shown(row), "video_title": titles.get(row.video, ""), "video": row.video,
                "follow_ups": row.asked,
            }
            for row in rows
        ]  # fmt: skip

    def follow(self, member: str, on: bool) -> int:
        """Follow it or no more; how many do now."""
        with self._writes.begin() as connection:
            connection.execute(follows.delete().where(follows.c.member == member))
            if on:
                connection.execute(follows.insert().values(member=member))
            return int(connection.execute(sa.select(sa.func.count()).select_from(follows)).scalar() or 0)
