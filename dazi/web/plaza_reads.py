"""What the plaza shows, read from plaza.db as the JSON of its contract; changes nothing and knows no request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from dazi.web.plaza_seed import CompanionCard
from dazi.web.plaza_tables import (
    ANSWER,
    GONE,
    TOP,
    chapters,
    comments,
    events,
    likes,
    members,
    now_ms,
    uploads,
    videos,
)

Json = dict[str, Any]
RECENT_MS = 10 * 60 * 1000
_SHOWN_FIRST = 2  # replies shown under a thread's first comment before it is unfolded
_SHOWN_RECENT = 60  # at most so many of the last ten minutes
_FRESH_OWN = 5


def iso(at: int) -> str:
    """Milliseconds as ISO UTC."""
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def number(comment: str) -> int:
    """A comment's id as its sequence number; -1 (which none has) for anything else."""
    return int(comment) if comment.isascii() and comment.isdigit() and len(comment) < 19 else -1


class Reads:
    """Every question to the plaza. Methods block for a query or two; call them from a thread."""

    def __init__(self, engine: sa.Engine, card: CompanionCard) -> None:
        self.engine = engine
        self.card = card
        self._people: dict[str, Json] = {}
        self._demo: list[str] = []
        self._authors: dict[str, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Learn members and authors anew; few, and needed in every answer."""
        with self.engine.begin() as connection:
            people = connection.execute(sa.select(members).order_by(members.c.place)).all()
            authors = connection.execute(sa.select(videos.c.id, videos.c.author)).all()
        self._people = {
            row.id: {"id": row.id, "name": row.name, "avatar": row.avatar, "color": row.color, "ai": row.ai}
            for row in people
        }
        self._demo = [row.id for row in people if row.demo]
        self._authors = {row.id: row.author for row in authors}

    # --- members

    def demo(self) -> list[Json]:
        return [self._people[id] for id in self._demo]

    def speaker(self, wanted: str | None) -> str:
        """The demo member with this id, else the first."""
        return wanted if wanted in self._demo else self._demo[0]

    def companion(self) -> Json:
        card = self.card
        return {
            "id": card.account, "name": card.name, "handle": card.handle, "avatar": card.avatar,
            "color": card.color, "bio": card.bio, "bio_en": card.bio_en,
        }  # fmt: skip

    def people(self, search: str, limit: int = 8) -> list[Json]:
        """Members whose name holds the words, those that begin with them first, the companion before all."""
        wanted = search.casefold()
        found = [p for p in self._people.values() if wanted in p["name"].casefold() or wanted in p["id"]]
        found.sort(key=lambda p: (p["id"] != self.card.account, not p["name"].casefold().startswith(wanted)))
        return [{key: p[key] for key in ("id", "name", "avatar", "ai")} for p in found[:limit]]

    def named(self, text: str) -> list[str]:
        """The names of other members that stand behind an @ in a text."""
        plain = text.replace("＠", "@").casefold()
        if "@" not in plain:
            return []
        others = (p["name"] for p in self._people.values() if p["id"] != self.card.account)
        return [name for name in others if f"@{name.casefold()}" in plain]

    def member(self, id: str, video: str = "") -> Json:
        person = self._people.get(id) or {
            "id": id,
            "name": id,
            "avatar": "🙂",
            "color": "#888888",
            "ai": False,
        }
        return {**person, "author": bool(video) and self._authors.get(video) == id}

    # --- videos

    def videos(self, reader: str) -> list[Json]:
        query = sa.select(videos).order_by(videos.c.place).limit(200)
        with self.engine.begin() as connection:
            rows = connection.execute(query).all()
            liked = _liked(connection, reader, "video", [row.id for row in rows])
            parts = _chapters(connection, rows)
        return [self._video(row, row.id in liked, parts) for row in rows]

    def video(self, id: str, reader: str) -> Json | None:
        with self.engine.begin() as connection:
            row = connection.execute(sa.select(videos).where(videos.c.id == id)).one_or_none()
            liked = _liked(connection, reader, "video", [id])
            parts = _chapters(connection, [row] if row else [])
        return self._video(row, bool(liked), parts) if row else None

    def unready(self) -> list[tuple[str, str]]:
        """(id, file) of clips that were not there when last looked for."""
        query = sa.select(videos.c.id, videos.c.file).where(videos.c.ready.is_(False), videos.c.file != "")
        with self.engine.begin() as connection:
            return [(row.id, row.file) for row in connection.execute(query)]

    def _video(self, row: Any, liked: bool, parts: dict[str, list[Json]]) -> Json:
        kind = "clips" if row.made else "uploads"
        return {
            "id": row.id,
            "title": row.title,
            "title_en": row.title_en,
            "author": self.member(row.author, row.id),
            "tags": row.tags,
            "likes": row.likes,
            "liked": liked,
            "comments": row.comments,
            "seconds": row.seconds,
            "src": f"/media/{kind}/{row.file}" if row.ready else "",
            "poster": f"/media/{kind}/{row.poster}" if row.poster else "",
            "ready": row.ready,
            "ai_made": row.made,
            "captions": row.captions,
            "chapters": parts.get(row.file, []) if row.ready else [],
        }

    # --- comments

    def comment(self, seq: int, reader: str = "") -> Json | None:
        """One comment; None when there is none or it was deleted."""
        query = sa.select(comments).where(comments.c.seq == seq, comments.c.state != GONE)
        with self.engine.begin() as connection:
            row = connection.execute(query).one_or_none()
            return self._comments(connection, [row], reader)[0] if row else None

    def threads(
        self, video: str, reader: str, sort: str, before: str, limit: int
    ) -> tuple[list[Json], str | None]:
        """A page of threads and what to hand in as `before` for the next one. Sorted "hot", the reader's own of the
        last ten minutes stand at the head of the first page, where they look for what they just wrote."""
        top = (comments.c.video == video) & (comments.c.state == TOP)
        hot, seq = mark_of(before)
        if sort == "new":
            query = sa.select(comments).where(top).order_by(comments.c.seq.desc())
            query = query.where(comments.c.seq < seq) if before else query
        else:
            query = sa.select(comments).where(top).order_by(comments.c.hot.desc(), comments.c.seq.desc())
            if before:
                place = sa.tuple_(sa.literal(hot), sa.literal(seq))
                query = query.where(sa.tuple_(comments.c.hot, comments.c.seq) < place)
        with self.engine.begin() as connection:
            recent = first_of(connection, now_ms() - RECENT_MS)
            fresh = (comments.c.member == reader) & (comments.c.seq >= recent)
            if sort != "new" and recent:
                query = query.where(sa.not_(fresh))
            rows = list(connection.execute(query.limit(limit + 1)))
            after = f"{rows[limit - 1].hot}.{rows[limit - 1].seq}" if len(rows) > limit else None
            rows = rows[:limit]
            if sort != "new" and recent and not before:
                newest = sa.select(comments).where(top, fresh).order_by(comments.c.seq.desc())
                rows = [*connection.execute(newest.limit(_FRESH_OWN)), *rows]
            return self._folded(connection, rows, reader, recent), after

    def _folded(self, connection: sa.Connection, tops: Sequence[Any], reader: str, recent: int) -> list[Json]:
        below: dict[int, list[Any]] = {}
        for top in tops:
            if top.replies:
                below[top.seq] = _first_and_recent(connection, top.seq, recent)
        shown = [*tops, *(row for rows in below.values() for row in rows)]
        made = {int(c["id"]): c for c in self._comments(connection, shown, reader)}
        return [
            {
                "top": made[top.seq],
                "replies": [made[row.seq] for row in below.get(top.seq, ())],
                "more": max(0, top.replies - len(below.get(top.seq, ()))),
            }
            for top in tops
        ]

    def replies(self, thread: int, after: int, reader: str, limit: int) -> list[Json]:
        """The comments below a thread's first, oldest first, from the one after `after` on."""
        query = sa.select(comments).where(
            comments.c.thread == thread, comments.c.state == ANSWER, comments.c.seq > after
        )
        with self.engine.begin() as connection:
            rows = connection.execute(query.order_by(comments.c.seq).limit(limit)).all()
            return self._comments(connection, rows, reader)

    def _comments(self, connection: sa.Connection, rows: Sequence[Any], reader: str) -> list[Json]:
        liked = _liked(connection, reader, "comment", [str(row.seq) for row in rows])
        return [self.shown(row, str(row.seq) in liked) for row in rows]

    def shown(self, row: Any, liked: bool = False) -> Json:
        """A row of the table as the contract's comment."""
        below = row.parent is not None and row.parent != row.thread
        return {
            "id": str(row.seq),
            "video": row.video,
            "thread": str(row.thread),
            "parent": str(row.parent) if row.parent is not None else None,
            "reply_to": self.member(row.parent_member)["name"] if below else None,
            "member": self.member(row.member, row.video),
            "text": row.text,
            "at": iso(row.at),
            "likes": row.likes,
            "liked": liked,
            "replies": row.replies,
            "label": row.label,
            "sample": row.sample,
            "attachments": row.attachments,
        }

    def drew(self, file: str) -> bool:
        """Whether the companion brought this picture."""
        query = sa.select(uploads.c.id).where(uploads.c.file == file, uploads.c.member == self.card.account)
        with self.engine.begin() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def may_see(self, file: str, member: str) -> bool:
        """Whether a file may be shown to a member: one that was attached one to one alone is its member's only."""
        query = sa.select(uploads.c.shown_to).where(uploads.c.file == file)
        with self.engine.begin() as connection:
            shown = connection.execute(query).scalars().all()
        return not shown or None in shown or member in shown

    # --- what happened

    def newest_event(self) -> int:
        with self.engine.begin() as connection:
            return int(connection.execute(sa.select(sa.func.max(events.c.id))).scalar() or 0)

    def events_after(self, id: int, limit: int = 200) -> list[tuple[int, str, Json]]:
        query = sa.select(events).where(events.c.id > id).order_by(events.c.id).limit(limit)
        with self.engine.begin() as connection:
            return [(row.id, row.kind, row.payload) for row in connection.execute(query)]


def _liked(connection: sa.Connection, reader: str, kind: str, ids: Sequence[str]) -> set[str]:
    if not reader or not ids:
        return set()
    query = sa.select(likes.c.id).where(likes.c.kind == kind, likes.c.id.in_(ids), likes.c.member == reader)
    return {row.id for row in connection.execute(query)}


def _chapters(connection: sa.Connection, rows: Sequence[Any]) -> dict[str, list[Json]]:
    """The chapters of videos, by their files."""
    query = sa.select(chapters).where(chapters.c.file.in_([row.file for row in rows]))
    return {row.file: row.rows for row in connection.execute(query)} if rows else {}


def first_of(connection: sa.Connection, at: int) -> int:
    """The sequence number of the first comment written after a moment; 0 when there is none. Numbers and times of
    comments go up together, so that a bound on the number (which the indices have) does for one on the time."""
    query = sa.select(comments.c.seq).where(comments.c.at > at).order_by(comments.c.at).limit(1)
    return int(connection.execute(query).scalar() or 0)


def _first_and_recent(connection: sa.Connection, thread: int, recent: int) -> list[Any]:
    below = sa.select(comments).where(comments.c.thread == thread, comments.c.state == ANSWER)
    rows = {row.seq: row for row in connection.execute(below.order_by(comments.c.seq).limit(_SHOWN_FIRST))}
    if recent:
        late = below.where(comments.c.seq >= recent).order_by(comments.c.seq.desc()).limit(_SHOWN_RECENT)
        rows.update({row.seq: row for row in connection.execute(late)})
    return [rows[seq] for seq in sorted(rows)]


def mark_of(before: str) -> tuple[int, int]:
    """The `hot` and the sequence number in a page's mark; a mark that is none sorts before everything."""
    hot, _, seq = before.partition(".")
    try:
        return int(hot), int(seq)
    except ValueError:
        return -1, -1
