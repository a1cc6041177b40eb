"""What changes the plaza: comments, likes, uploads, each with the event that tells of it; knows no request."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from dazi.web.plaza_faults import Fault
from dazi.web.plaza_reads import Json, Reads, number
from dazi.web.plaza_tables import (
    ANSWER,
    GONE,
    TOP,
    chapters,
    comments,
    events,
    likes,
    now_ms,
    uploads,
    videos,
)

_EVENTS_KEPT = 5000


@dataclass(frozen=True, slots=True)
class Words:
    """A comment to be written. `text` is clean already; `attachments` are ids of the member's own uploads. `until`: a
    time.monotonic() after which it is not to be written any more, since nobody waits for it."""

    member: str
    text: str
    label: str = ""
    client: str = ""
    attachments: Sequence[str] = field(default_factory=tuple)
    until: float = math.inf


class Writes:
    """Every change, one at a time. Methods block; call them from a thread."""

    def __init__(self, engine: sa.Engine, reads: Reads) -> None:
        self._engine = engine.execution_options(write=True)
        self._reads = reads
        self._one = threading.Lock()

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """A transaction that changes something, alone with the database."""
        with self._one, self._engine.begin() as connection:
            yield connection

    # --- comments

    def comment(self, video: str, parent: str | None, words: Words) -> tuple[Json, bool]:
        """Write a comment under a video, or under another comment of it; and whether it is new: a `client` that the
        member has used before gives that comment again. Fault 404 or 410 where the place is gone, 503 past `until`."""
        with self.begin() as connection:
            if words.client and (row := self._again(connection, words)) is not None:
                return self._reads.shown(row), False
            above = _standing(connection, parent) if parent else None
            video = above.video if above else video
            if above is None:
                _video(connection, video)
            row = {
                "video": video,
                "thread": above.thread if above else 0,
                "parent": above.seq if above else None,
                "parent_member": above.member if above else None,
                "member": words.member,
                "text": words.text,
                "at": now_ms(),
                "state": ANSWER if above else TOP,
                "label": words.label,
                "attachments": attached(connection, words),
                "client": words.client or None,
            }
            seq = int(connection.execute(comments.insert().values(**row)).inserted_primary_key[0])  # type: ignore[index]
            if above is None:
                _set(connection, seq, thread=seq)
            else:
                _set(connection, above.thread, replies=comments.c.replies + 1, hot=comments.c.hot + 2)
            counted = {"comments": videos.c.comments + 1}
            connection.execute(videos.update().where(videos.c.id == video).values(**counted))
            shown = self._reads.shown(_row(connection, seq))
            _tell(connection, "comment", shown)
            if time.monotonic() > words.until:
                raise Fault(503, "plaza.busy")
        return shown, True

    def has(self, member: str, client: str) -> bool:
        """Whether the member has used this `client` before."""
        query = sa.select(comments.c.seq).where(comments.c.member == member, comments.c.client == client)
        with self._reads.engine.begin() as connection:
            return connection.execute(query).first() is not None

    def _again(self, connection: sa.Connection, words: Words) -> Any:
        query = sa.select(comments).where(
            comments.c.member == words.member, comments.c.client == words.client
        )
        row = connection.execute(query).one_or_none()
        if row is not None and row.state == GONE:
            raise Fault(410, "plaza.gone")
        return row

    def delete(self, comment: str, member: str) -> list[str]:
        """Take a comment away by its author, a thread's first with all below it; its words leave the database. Gives
        the files of pictures that nothing shows any more. Fault 404, 410, or 403 for another's."""
        with self.begin() as connection:
            row = _standing(connection, comment)
            if row.member != member:
                raise Fault(403, "plaza.not_yours")
            where = comments.c.thread == row.seq if row.state == TOP else comments.c.seq == row.seq
            lost = detached(
                connection, connection.execute(sa.select(comments.c.attachments).where(where)).scalars()
            )
            blank = {"state": GONE, "text": "", "attachments": [], "label": ""}
            taken = connection.execute(
                comments.update().where(where, comments.c.state != GONE).values(**blank)
            ).rowcount
            counted = {"comments": sa.func.max(0, videos.c.comments - taken)}
            connection.execute(videos.update().where(videos.c.id == row.video).values(**counted))
            if row.state == ANSWER:
                _set(connection, row.thread, replies=comments.c.replies - 1, hot=comments.c.hot - 2)
            _forget_events(connection, row)
            _tell(connection, "deleted", {"id": str(row.seq), "video": row.video, "thread": str(row.thread)})
        return lost

    # --- likes

    def like(self, kind: str, id: str, member: str, on: bool) -> Json:
        """Set or take a member's like; a repeat changes nothing. Fault 404 or 410."""
        with self.begin() as connection:
            if kind == "comment":
                id = str(_standing(connection, id).seq)
            else:
                _video(connection, id)
            key = {"kind": kind, "id": id, "member": member}
            had = connection.execute(likes.delete().filter_by(**key)).rowcount
            if on:
                connection.execute(likes.insert().values(**key))
            step = int(on) - had
            count = _step_likes(connection, kind, id, step)
            if step:
                _tell(connection, "like", {"kind": kind, "id": id, "likes": count})
        return {"likes": count, "liked": on}

    # --- uploads and clips

    def upload(self, row: Json) -> None:
        """Remember an image that lies in the uploads folder."""
        with self.begin() as connection:
            connection.execute(uploads.insert().values(**row, at=now_ms()))

    def stale_uploads(self, before: int) -> list[str]:
        """Forget images that no comment has used since, and say which files they were."""
        with self.begin() as connection:
            return _drop(connection, (uploads.c.used.is_(False)) & (uploads.c.at < before))

    def clip(self, row: Json) -> Json:
        """Put a member's clip at the head of the feed."""
        with self.begin() as connection:
            first = connection.execute(sa.select(sa.func.min(videos.c.place))).scalar()
            place = min(0, first or 0) - 1
            connection.execute(videos.insert().values(**row, ready=True, made=False, place=place))
        return self._tell_video(row["id"])

    def ready(self, id: str) -> None:
        """A clip's file lies there now."""
        with self.begin() as connection:
            connection.execute(videos.update().where(videos.c.id == id).values(ready=True))
        self._tell_video(id)

    def chapters(self, id: str, rows: list[Json]) -> None:
        """Show these chapters at a video, in place of the last; the same again tells nobody. Fault 404."""
        with self.begin() as connection:
            file = _video(connection, id).file
            known = connection.execute(sa.select(chapters.c.rows).where(chapters.c.file == file)).scalar()
            if (known or []) == rows:
                return
            connection.execute(chapters.delete().where(chapters.c.file == file))
            connection.execute(chapters.insert().values(file=file, rows=rows))
        self._tell_video(id)

    def _tell_video(self, id: str) -> Json:
        self._reads.refresh()
        shown = self._reads.video(id, "")
        assert shown is not None
        with self.begin() as connection:
            _tell(connection, "video", shown)
        return shown


def _row(connection: sa.Connection, seq: int) -> Any:
    return connection.execute(sa.select(comments).where(comments.c.seq == seq)).one()


def _set(connection: sa.Connection, seq: int, **values: Any) -> None:
    connection.execute(comments.update().where(comments.c.seq == seq).values(**values))


def _standing(connection: sa.Connection, comment: str) -> Any:
    seq = number(comment)
    row = connection.execute(sa.select(comments).where(comments.c.seq == seq)).one_or_none()
    if row is None:
        raise Fault(404, "plaza.no_comment")
    if row.state == GONE:
        raise Fault(410, "plaza.gone")
    return row


def _video(connection: sa.Connection, id: str) -> Any:
    row = connection.execute(sa.select(videos.c.id, videos.c.file).where(videos.c.id == id)).one_or_none()
    if row is None:
        raise Fault(404, "plaza.no_video")
    return row


def attached(connection: sa.Connection, words: Words, shown_to: str | None = None) -> list[Json]:
    """A comment's pictures, used from now on; `shown_to`: the only member who may see them. Fault 422."""
    found: list[Json] = []
    for id in words.attachments:
        mine = (uploads.c.id == id) & (uploads.c.member == words.member) & uploads.c.used.is_(False)
        row = connection.execute(sa.select(uploads).where(mine)).one_or_none()
        if row is None:
            raise Fault(422, "plaza.no_upload")
        connection.execute(uploads.update().where(uploads.c.id == id).values(used=True, shown_to=shown_to))
        url = f"/media/uploads/{row.file}"
        shown = {"kind": "image", "url": url, "mime": row.mime, "alt": row.alt}
        consent = {"consent": True} if row.consent_at is not None else {}
        found.append({**shown, "id": row.id, "sha256": row.sha256, **consent})
    return found


def detached(connection: sa.Connection, shown: Iterable[list[Json]]) -> list[str]:
    """Take the pictures of comments away; the files that nothing shows any more."""
    ids = [one["id"] for each in shown for one in each]
    return _drop(connection, uploads.c.id.in_(ids)) if ids else []


def _drop(connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[str]:
    """Forget uploads; those of their files that no other upload came out as."""
    files = set(connection.execute(sa.select(uploads.c.file).where(which)).scalars())
    connection.execute(uploads.delete().where(which))
    kept = connection.execute(sa.select(uploads.c.file).where(uploads.c.file.in_(files))).scalars()
    return sorted(files.difference(kept))


def _step_likes(connection: sa.Connection, kind: str, id: str, step: int) -> int:
    if kind == "comment":
        if step:
            _set(connection, int(id), likes=comments.c.likes + step, hot=comments.c.hot + step)
        return int(_row(connection, int(id)).likes)
    if step:
        connection.execute(videos.update().where(videos.c.id == id).values(likes=videos.c.likes + step))
    return int(connection.execute(sa.select(videos.c.likes).where(videos.c.id == id)).scalar_one())


def _forget_events(connection: sa.Connection, row: Any) -> None:
    """Take a deleted comment's words out of the events too."""
    id, thread = events.c.payload["id"].as_string(), events.c.payload["thread"].as_string()
    same = thread == str(row.thread) if row.state == TOP else id == str(row.seq)
    connection.execute(events.delete().where(events.c.kind == "comment", same))


def _tell(connection: sa.Connection, kind: str, payload: Json) -> None:
    added = connection.execute(events.insert().values(kind=kind, payload=payload))
    id = int(added.inserted_primary_key[0])  # type: ignore[index]
    if id % 256 == 0:
        connection.execute(events.delete().where(events.c.id <= id - _EVENTS_KEPT))
