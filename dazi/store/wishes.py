"""What a member tells the companion to do with what it keeps: be silent, forget, undo, say what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, bindparam, func, select

from dazi.store import redact, rows, sql
from dazi.store.clips import forget_signals, forget_wishes
from dazi.store.database import FORGOTTEN, Database
from dazi.store.tables import calls, facts, lines_used, mentions, mutes, replies, traces
from dazi.types import CONTROLS, Member, Mention

UNDONE = "undone"
_CHUNK = 500


class Wishes:
    """ports.Wishes. `mute` with None ends the silence. `forget` leaves rows without words: keys and receipts
    stay, so that nothing is answered twice; mentions in work lose their words when they end."""

    def __init__(self, database: Database) -> None:
        self._database = database
        mute = database.insert(mutes)
        self._mute = mute.on_conflict_do_update(
            index_elements=["platform", "account"], set_={"until": mute.excluded.until}
        )

    async def mute(self, member: Member, until: datetime | None) -> None:
        whose = {"platform": rows.clean(member.platform), "account": rows.clean(member.account)}

        def work(connection: Connection) -> None:
            if until is None:
                connection.execute(_unmute, {"on": whose["platform"], "who": whose["account"]})
            else:
                connection.execute(self._mute, {**whose, "until": until.timestamp()})

        await self._database.write(work)

    async def forget(self, member: Member) -> int:
        """As the port says. Traces and calls of other members' mentions in the same threads are emptied as well:
        they quote what this member said there."""
        whose = _whose(member)

        def mark(connection: Connection) -> tuple[list[int], list[int]]:
            ended = [row.id for row in connection.execute(_forgotten, whose) if row.state in ("done", "dead")]
            around = [row.id for row in connection.execute(_around, whose)]
            for mine in (_facts, forget_signals, forget_wishes):
                connection.execute(mine, whose)
            connection.execute(_unread, {"scope_of": f"m|{whose['on']}|{whose['who']}"})
            return ended, around

        ended, around = await self._database.write(mark)
        count = 0
        for chunk in _chunks(ended):
            count += await self._database.write(partial(redact.words, ids=chunk))
        for chunk in _chunks(around):
            count += await self._database.write(partial(redact.insight, ids=chunk))
        await self._database.scrub()
        return count

    async def forgetting(self) -> str:
        """A mark that moves whenever words were forgotten, in whatever process: then caches of them are to be emptied."""
        asked = {"name": FORGOTTEN}
        found = await self._database.read(
            lambda connection: connection.execute(sql.read_cursor, asked).scalar()
        )
        return str(found or "")

    async def unsay(self, said: Sequence[Mention]) -> None:
        keys = [
            {**_whose(one.member), "own": rows.clean(one.account), "said_in": rows.clean(one.comment)}
            for one in said
        ]
        await self._database.write(lambda connection: connection.execute(_unsaid, keys).rowcount)

    async def last_posts(self, member: Member, thread: str, limit: int = 1) -> tuple[tuple[str, str], ...]:
        parameters = {**_whose(member), "where": rows.clean(thread), "many": limit}
        found = await self._database.read(lambda connection: connection.execute(_last, parameters).all())
        parts: dict[int, list[str]] = {}
        for row in found:
            parts.setdefault(row.lead, []).append(row.posted)
        return tuple((" ".join(parts[row.lead]), row.text) for row in found if row.part == 0)

    async def undone(self, member: Member, posted: str) -> None:
        taken = {**_whose(member), "posted_as": rows.clean(posted).split(" ")}
        await self._database.write(lambda connection: connection.execute(_undone, taken).rowcount)

    async def known(self, member: Member, *, private: bool = True) -> Mapping[str, int]:
        """Rows with this member's words: "mentions", "replies" to them, "calls" and "traces" about them."""
        asked = {**_whose(member), "seen": ["public", "private"] if private else ["public"]}
        row = await self._database.read(lambda connection: connection.execute(_known, asked).one())
        return dict(zip(("mentions", "replies", "calls", "traces"), row, strict=True))


def _whose(member: Member) -> dict[str, str]:
    return {"on": rows.clean(member.platform), "who": rows.clean(member.account)}


def _chunks(ids: list[int]) -> list[list[int]]:
    return [ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK)]


_mine = (mentions.c.platform == bindparam("on"), mentions.c.member == bindparam("who"))
_unmute = mutes.delete().where(mutes.c.platform == bindparam("on"), mutes.c.account == bindparam("who"))
_forgotten = mentions.update().where(*_mine).values(forgotten=True).returning(mentions.c.id, mentions.c.state)
_facts = facts.delete().where(facts.c.platform == bindparam("on"), facts.c.member == bindparam("who"))
_unsaid = (
    mentions.update()
    .where(*_mine, mentions.c.account == bindparam("own"), mentions.c.comment == bindparam("said_in"))
    .values(forgotten=True)
)
_threads = select(mentions.c.thread).where(*_mine)
_around = (
    select(traces.c.id)
    .where(traces.c.platform == bindparam("on"), traces.c.thread.in_(_threads), traces.c.body != "")
    .union(
        select(calls.c.id).where(
            calls.c.platform == bindparam("on"), calls.c.thread.in_(_threads), calls.c.messages != ""
        )
    )
)
_unread = lines_used.delete().where(lines_used.c.scope == bindparam("scope_of"))
_standing = (
    replies.c.platform == bindparam("on"),
    replies.c.member == bindparam("who"),
    replies.c.thread == bindparam("where"),
    replies.c.state == "posted",
    replies.c.posted != "",
    replies.c.outcome != UNDONE,
    replies.c.skill.not_in(CONTROLS),
)
_newest = (replies.c.at.desc(), replies.c.lead.desc())
_last = (
    select(replies.c.posted, replies.c.text, replies.c.lead, replies.c.part)
    .where(
        *_standing,
        replies.c.lead.in_(
            select(replies.c.lead)
            .where(*_standing, replies.c.part == 0)
            .order_by(*_newest)
            .limit(bindparam("many"))
        ),
    )
    .order_by(*_newest, replies.c.part)
)
_undone = (
    replies.update()
    .where(
        replies.c.platform == bindparam("on"),
        replies.c.member == bindparam("who"),
        replies.c.posted.in_(bindparam("posted_as", expanding=True)),
    )
    .values(outcome=UNDONE)
)
_count = select(func.count())
_seen = (*_mine, mentions.c.visibility.in_(bindparam("seen", expanding=True)))
_rows = select(mentions.c.id).where(*_seen)
_known = select(
    _count.select_from(mentions).where(*_seen, mentions.c.text != "").scalar_subquery(),
    _count.select_from(replies)
    .where(
        replies.c.platform == bindparam("on"),
        replies.c.member == bindparam("who"),
        replies.c.text != "",
        replies.c.lead.in_(_rows),
    )
    .scalar_subquery(),
    _count.select_from(calls).where(calls.c.id.in_(_rows), calls.c.messages != "").scalar_subquery(),
    _count.select_from(traces).where(traces.c.id.in_(_rows), traces.c.body != "").scalar_subquery(),
)
