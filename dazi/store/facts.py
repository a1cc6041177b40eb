"""Facts about members as rows: learned from ended mentions, merged by key, dropped together with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, bindparam, select

from dazi.bonds import Fact, Heard
from dazi.store import redact, rows
from dazi.store.database import Database
from dazi.store.tables import cursors, events, facts, mentions, replies
from dazi.types import Member, Visibility

_MARK = "memory"
_SAYING = 2000  # rows of one member that are searched for a fact's words


class Facts:
    """The Facts port of dazi/memory/seams.py."""

    def __init__(self, database: Database) -> None:
        self._database = database
        put = database.insert(facts)
        new = put.excluded
        self._put = put.on_conflict_do_update(
            index_elements=["platform", "member", "scope", "thread", "key"],
            set_={
                "kind": new.kind,
                "text": new.text,
                "confidence": new.confidence,
                "comment": new.comment,
                "at": new.at,
                "expires": new.expires,
                "times": facts.c.times + 1,
            },
            where=(facts.c.at <= new.at) & (facts.c.comment != new.comment),
        )
        mark = database.insert(cursors)
        self._mark = mark.on_conflict_do_update(
            index_elements=["name"], set_={"cursor": mark.excluded.cursor, "at": mark.excluded.at}
        )

    async def heard(self, limit: int) -> tuple[tuple[Heard, ...], int]:
        def work(connection: Connection) -> tuple[tuple[Heard, ...], int]:
            mark = int(connection.execute(_marked, {"of": _MARK}).scalar() or 0)
            told = connection.execute(_events, {"after": mark, "many": limit}).all()
            if not told:
                return (), mark
            ended = [rows.loads(row.payload) for row in told]
            skills = {id: one["skill"] for one in ended for id in one["ids"]}
            found = connection.execute(_ended, {"ids": list(skills)}).all()
            heard = tuple(_heard(row, skills[row.id]) for row in sorted(found, key=lambda row: row.id))
            return heard, told[-1].id

        return await self._database.read(work)

    async def learned(self, learned: Sequence[Fact], gone: Sequence[Fact], mark: int) -> None:
        def work(connection: Connection) -> None:
            for fact in gone:
                connection.execute(_lost, _key(fact))
            for fact in learned:
                # The mention may have been forgotten since it was read: then nothing of it is kept.
                if connection.execute(_told, _source(fact)).first() is not None:
                    connection.execute(self._put, _row(fact))
            if mark:
                connection.execute(self._mark, {"name": _MARK, "cursor": str(mark), "at": 0.0})

        await self._database.write(work)

    async def recent(self, member: Member, thread: str, before: datetime) -> tuple[str, ...]:
        parameters = {**_whose(member), "where": rows.clean(thread), "until": before.timestamp()}
        found = await self._database.read(lambda connection: connection.execute(_recent, parameters).all())
        return tuple(row.comment for row in found)

    async def talk(self, member: Member, before: datetime, limit: int) -> tuple[Heard, ...]:
        parameters = {**_whose(member), "until": before.timestamp(), "many": limit}
        found = await self._database.read(lambda connection: connection.execute(_talk, parameters).all())
        return tuple(_exchange(row) for row in found)

    async def unsay(self, member: Member, comments: Sequence[str]) -> int:
        if not comments:
            return 0
        parameters = {**_whose(member), "said_in": [rows.clean(one) for one in comments]}

        def work(connection: Connection) -> tuple[int, list[int], list[int]]:
            ended = [
                row.id for row in connection.execute(_unsaid, parameters) if row.state in ("done", "dead")
            ]
            return connection.execute(_untold, parameters).rowcount, ended, redact.around(connection, ended)

        count, ended, around = await self._database.write(work)
        await self._database.write(partial(redact.words, ids=ended))
        await self._database.write(partial(redact.insight, ids=around))
        await self._database.scrub()
        return count

    async def of(self, member: Member, now: datetime) -> tuple[tuple[Fact, int], ...]:
        parameters = {**_whose(member), "at_now": now.timestamp()}
        found = await self._database.read(lambda connection: connection.execute(_of, parameters).all())
        return tuple((_fact(row), row.times) for row in found)

    async def drop(self, member: Member, ids: Sequence[int]) -> tuple[Fact, ...]:
        if not ids:
            return ()
        parameters = {**_whose(member), "gone": list(ids)}

        def work(connection: Connection) -> tuple[tuple[Fact, ...], list[int], list[int]]:
            dropped = tuple(_fact(row) for row in connection.execute(_drop, parameters))
            saying = _saying(connection, member, dropped)
            return dropped, saying, redact.around(connection, saying)

        dropped, saying, around = await self._database.write(work)
        await self._database.write(partial(redact.words, ids=saying))
        await self._database.write(partial(redact.insight, ids=around))
        await self._database.scrub()
        return dropped

    async def reword(self, member: Member, id: int, text: str) -> Fact | None:
        parameters = {**_whose(member), "which": id, "words": rows.clean(text)}
        row = await self._database.write(lambda connection: connection.execute(_reword, parameters).first())
        return _fact(row) if row is not None else None


def _saying(connection: Connection, member: Member, dropped: Sequence[Fact]) -> list[int]:
    """Ended mentions of the member that told or named what was dropped, and those whose answers did."""
    sources = {fact.comment for fact in dropped}
    words = {word for fact in dropped for word in names(fact)}
    found = connection.execute(_said, {**_whose(member), "many": _SAYING}).all()
    return [
        row.id
        for row in found
        if row.comment in sources or any(word in row.text or word in (row.reply or "") for word in words)
    ]


def names(fact: Fact) -> tuple[str, ...]:
    """The words of a fact by which it would be recognised in another text."""
    parts = fact.text.replace("，叫", "，").replace(" called ", "，").split("，")
    return tuple(part.strip() for part in parts if len(part.strip()) > 1)


def _whose(member: Member) -> dict[str, Any]:
    return {"on": rows.clean(member.platform), "who": rows.clean(member.account)}


def _key(fact: Fact) -> dict[str, Any]:
    return {**_whose(fact.member), "in": fact.scope, "where": fact.thread, "key_of": fact.key}


def _source(fact: Fact) -> dict[str, Any]:
    return {**_whose(fact.member), "told_in": fact.comment}


def _row(fact: Fact) -> dict[str, Any]:
    return {
        "platform": rows.clean(fact.member.platform),
        "member": rows.clean(fact.member.account),
        "thread": fact.thread if fact.scope == "thread" else "",
        "expires": fact.until.timestamp() if fact.until else None,
        "scope": fact.scope,
        "kind": fact.kind,
        "key": rows.clean(fact.key),
        "text": rows.clean(fact.text),
        "confidence": fact.confidence,
        "comment": rows.clean(fact.comment),
        "at": fact.at.timestamp(),
        "times": 1,
    }


def _fact(row: rows.AnyRow) -> Fact:
    return Fact(
        id=row.id,
        member=Member(row.platform, row.member),
        kind=row.kind,
        text=row.text,
        key=row.key,
        scope=row.scope,
        confidence=row.confidence,
        at=rows.time_of(row.at),
        until=rows.time_of(row.expires) if row.expires is not None else None,
        thread=row.thread,
        comment=row.comment,
    )


def _heard(row: rows.AnyRow, skill: str) -> Heard:
    member = Member(row.platform, row.member, row.name)
    visibility: Visibility = "private" if row.visibility == "private" else "public"
    names = tuple(row.names.split("\n")) if row.names else ()
    return Heard(
        member, row.comment, row.thread, row.text, visibility, rows.time_of(row.at), skill, names=names
    )


def _exchange(row: rows.AnyRow) -> Heard:
    return replace(_heard(row, row.skill or ""), reply=row.reply or "")


_marked = select(cursors.c.cursor).where(cursors.c.name == bindparam("of"))
_events = (
    select(events.c.id, events.c.payload)
    .where(events.c.id > bindparam("after"), events.c.kind == "receipt")
    .order_by(events.c.id)
    .limit(bindparam("many"))
)
_ended = select(mentions).where(
    mentions.c.id.in_(bindparam("ids", expanding=True)),
    mentions.c.state == "done",
    mentions.c.forgotten.is_(False),
    mentions.c.text != "",
)
_mine = (facts.c.platform == bindparam("on"), facts.c.member == bindparam("who"))
_told = select(mentions.c.id).where(
    mentions.c.platform == bindparam("on"),
    mentions.c.member == bindparam("who"),
    mentions.c.comment == bindparam("told_in"),
    mentions.c.forgotten.is_(False),
    mentions.c.text != "",
)
_of = (
    select(facts)
    .where(*_mine, (facts.c.expires.is_(None)) | (facts.c.expires > bindparam("at_now")))
    .order_by(facts.c.at.desc(), facts.c.id.desc())
)
_recent = (
    select(mentions.c.comment)
    .where(
        mentions.c.platform == bindparam("on"),
        mentions.c.member == bindparam("who"),
        mentions.c.thread == bindparam("where"),
        mentions.c.at < bindparam("until"),
    )
    .order_by(mentions.c.at.desc(), mentions.c.id.desc())
    .limit(2)
)
_talk = (
    select(mentions, replies.c.text.label("reply"), replies.c.skill)
    .join(replies, (replies.c.lead == mentions.c.lead) & (replies.c.part == 0), isouter=True)
    .where(
        mentions.c.platform == bindparam("on"),
        mentions.c.member == bindparam("who"),
        mentions.c.at < bindparam("until"),
        mentions.c.state == "done",
        mentions.c.forgotten.is_(False),
        mentions.c.text != "",
    )
    .order_by(mentions.c.at.desc(), mentions.c.id.desc())
    .limit(bindparam("many"))
)
_unsaid = (
    mentions.update()
    .where(
        mentions.c.platform == bindparam("on"),
        mentions.c.member == bindparam("who"),
        mentions.c.comment.in_(bindparam("said_in", expanding=True)),
    )
    .values(forgotten=True)
    .returning(mentions.c.id, mentions.c.state)
)
_untold = facts.delete().where(*_mine, facts.c.comment.in_(bindparam("said_in", expanding=True)))
_lost = facts.delete().where(
    *_mine,
    facts.c.scope == bindparam("in"),
    facts.c.thread == bindparam("where"),
    facts.c.key == bindparam("key_of"),
)
_drop = facts.delete().where(*_mine, facts.c.id.in_(bindparam("gone", expanding=True))).returning(*facts.c)
_reword = (
    facts.update()
    .where(*_mine, facts.c.id == bindparam("which"))
    .values(text=bindparam("words"))
    .returning(*facts.c)
)
_said = (
    select(mentions.c.id, mentions.c.comment, mentions.c.text, replies.c.text.label("reply"))
    .join(replies, (replies.c.lead == mentions.c.lead) & (replies.c.part == 0), isouter=True)
    .where(
        mentions.c.platform == bindparam("on"),
        mentions.c.member == bindparam("who"),
        mentions.c.state == "done",
    )
    .order_by(mentions.c.id.desc())
    .limit(bindparam("many"))
)
