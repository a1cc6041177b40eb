"""What members and the companion say to each other one to one: read and written here alone; knows no request."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from dazi.web.plaza_faults import Fault
from dazi.web.plaza_reads import Json, Reads, iso, number
from dazi.web.plaza_tables import comments, now_ms, whispers
from dazi.web.plaza_writes import Words, Writes, attached, detached

PREFIX = "p."  # of a talk's name, which is its thread: no comment's thread is called so


class Whispers:
    """Every private talk of a plaza, one for each member. Nothing here is told to the plaza's events."""

    def __init__(self, reads: Reads, writes: Writes) -> None:
        self._reads = reads
        self._writes = writes

    def shown(self, row: Any) -> Json:
        """A row in the shape of the contract's comment, without a video."""
        return {
            "id": str(row.seq),
            "video": None,
            "thread": PREFIX + row.member,
            "parent": str(row.parent) if row.parent is not None else None,
            "reply_to": None,
            "member": self._reads.member(self._reads.card.account if row.own else row.member),
            "text": row.text,
            "at": iso(row.at),
            "likes": 0,
            "liked": False,
            "replies": 0,
            "label": row.label,
            "sample": False,
            "attachments": row.attachments,
            "private": True,
        }

    def page(self, member: str, before: int, limit: int) -> tuple[list[Json], bool]:
        """A member's talk before a number (0: its end), oldest first, and whether there is more above it."""
        query = sa.select(whispers).where(whispers.c.member == member, whispers.c.gone.is_(False))
        if before:
            query = query.where(whispers.c.seq < before)
        with self._reads.engine.begin() as connection:
            rows = connection.execute(query.order_by(whispers.c.seq.desc()).limit(limit + 1)).all()
        return [self.shown(row) for row in reversed(rows[:limit])], len(rows) > limit

    def standing(self, seq: int) -> Any:
        """The row that stands there; None: none, or one that was taken away."""
        query = sa.select(whispers).where(whispers.c.seq == seq, whispers.c.gone.is_(False))
        with self._reads.engine.begin() as connection:
            return connection.execute(query).one_or_none()

    def turns(self, seq: int, limit: int) -> list[Json] | None:
        """What was said before a message, oldest first, its last `limit`; None where it is gone."""
        row = self.standing(seq)
        if row is None:
            return None
        query = sa.select(whispers).where(
            whispers.c.member == row.member, whispers.c.gone.is_(False), whispers.c.seq < seq
        )
        with self._reads.engine.begin() as connection:
            rows = connection.execute(query.order_by(whispers.c.seq.desc()).limit(limit)).all()
        return [{**self.shown(r), "own": r.own} for r in reversed(rows)]

    def own_under(self, parent: int) -> list[Json]:
        """The companion's answers to a message, oldest first."""
        query = sa.select(whispers).where(
            whispers.c.parent == parent, whispers.c.own, whispers.c.gone.is_(False)
        )
        with self._reads.engine.begin() as connection:
            return [self.shown(row) for row in connection.execute(query.order_by(whispers.c.seq))]

    def has(self, member: str, client: str) -> bool:
        """Whether the member has used this `client` before."""
        query = sa.select(whispers.c.seq).where(whispers.c.member == member, whispers.c.client == client)
        with self._reads.engine.begin() as connection:
            return connection.execute(query).first() is not None

    def say(self, words: Words) -> tuple[Json, bool]:
        """Keep a member's message; and whether it is new: a `client` used before gives that message again."""
        with self._writes.begin() as connection:
            if words.client and (row := _again(connection, words)) is not None:
                return self.shown(row), False
            return self.shown(_insert(connection, words.member, False, None, words)), True

    def reply(self, parent: str, words: Words) -> Json:
        """Keep the companion's answer to a message. Fault 404 or 410 where that is gone, 503 past `until`."""
        with self._writes.begin() as connection:
            row = connection.execute(
                sa.select(whispers).where(whispers.c.seq == number(parent))
            ).one_or_none()
            if row is None:
                raise Fault(404, "plaza.no_comment")
            if row.gone:
                raise Fault(410, "plaza.gone")
            shown = self.shown(_insert(connection, row.member, True, row.seq, words))
            if time.monotonic() > words.until:
                raise Fault(503, "plaza.busy")
        return shown

    def take_back(self, seq: int) -> tuple[str, list[str]] | None:
        """Take an answer of the companion away: whose talk it stood in, and the files that nothing shows any more.
        None where there is no such answer; Fault 403 for a member's own words."""
        with self._writes.begin() as connection:
            row = connection.execute(sa.select(whispers).where(whispers.c.seq == seq)).one_or_none()
            if row is None or row.gone:
                return None
            if not row.own:
                raise Fault(403, "plaza.not_yours")
            return row.member, _blank(connection, whispers.c.seq == seq)

    def clear(self, member: str) -> list[str]:
        """Take a whole talk away, both sides of it; the files that nothing shows any more."""
        with self._writes.begin() as connection:
            return _blank(connection, (whispers.c.member == member) & whispers.c.gone.is_(False))


def _again(connection: sa.Connection, words: Words) -> Any:
    query = sa.select(whispers).where(whispers.c.member == words.member, whispers.c.client == words.client)
    row = connection.execute(query).one_or_none()
    if row is not None and row.gone:
        raise Fault(410, "plaza.gone")
    return row


def _insert(connection: sa.Connection, member: str, own: bool, parent: int | None, words: Words) -> Any:
    row = {
        "seq": _next(connection), "member": member, "own": own, "parent": parent, "text": words.text, "at": now_ms(),
        "gone": False, "label": words.label, "attachments": attached(connection, words, shown_to=member),
        "client": words.client or None,
    }  # fmt: skip
    connection.execute(whispers.insert().values(**row))
    return connection.execute(sa.select(whispers).where(whispers.c.seq == row["seq"])).one()


def _next(connection: sa.Connection) -> int:
    """A number off the comments' counter, which moves on: the write lock is held."""
    moved = "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = ? RETURNING seq"
    return int(connection.exec_driver_sql(moved, (comments.name,)).scalar_one())


def _blank(connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[str]:
    """Words and pictures leave the database; the number stays taken."""
    shown: Sequence[list[Json]] = (
        connection.execute(sa.select(whispers.c.attachments).where(which)).scalars().all()
    )
    lost = detached(connection, shown)
    connection.execute(whispers.update().where(which).values(gone=True, text="", attachments=[], label=""))
    return lost
