"""The read side for the web and the command line, and the clean-up; shows what is stored, changes only by expiry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from dazi.ports import Row
from dazi.store import redact, rows
from dazi.store.database import Database
from dazi.store.mentions import MEMBER_WINDOW
from dazi.store.sql import UNENDED
from dazi.store.tables import (
    calls,
    events,
    facts,
    lines_used,
    mentions,
    mutes,
    prefixes,
    receipts,
    replies,
    totals,
    traces,
)
from dazi.store.traces import MODEL

GONE = "forgotten"
EXPIRED = "expired"
EVENTS_FOR = timedelta(days=1)
_CHUNK = 500


class Records:
    """ports.Records. Reads never wait for writers."""

    def __init__(
        self, database: Database, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._now = now

    async def rows(
        self, *, state: str = "", search: str = "", limit: int = 50, before: int = 0
    ) -> tuple[Row, ...]:
        """Newest first. `state`: waiting, working, posting, done, dead, or an outcome; `search`: a piece of the
        mention, the reply or the member's name or id; `before`: only ids below."""
        query = _rows(state, search, before).limit(limit)
        found = await self._database.read(lambda connection: connection.execute(query).all())
        return tuple(_row(one) for one in found)

    async def show(self, id: int) -> Row | None:
        """With `detail`: "draft", "provenance", "trace" (context, decision, draft, stages) and "calls", each
        "forgotten" where it was redacted, "expired" where its time is over; "lead" and "ids" of the burst."""

        def work(connection: Connection) -> Row | None:
            found = connection.execute(_rows("", "", 0).where(mentions.c.id == id)).first()
            if found is None:
                return None
            lead = found.lead or connection.execute(_lead, {"of": id}).scalar() or id
            return _row(found, _detail(connection, lead, bool(found.forgotten), found.state))

        return await self._database.read(work)

    async def counts(self) -> Mapping[str, int]:
        """Running totals: each outcome, "outcome:reason", "calls", "tokens_in", "tokens_out", "tokens_cached",
        "cost_micro" (millionths of the currency), and how many rows are "waiting", "working", "posting", "dead" now."""

        def work(connection: Connection) -> dict[str, int]:
            sums = {
                row.name: float(row.value)
                for row in connection.execute(_totals)
                if not row.name.startswith(MODEL)
            }
            cost = sums.pop("cost", 0.0)
            found = {name: round(value) for name, value in sums.items() if value}
            found["cost_micro"] = round(cost * 1_000_000)
            found.update({row.state: row[1] for row in connection.execute(_open)})
            return found

        return await self._database.read(work)

    async def events(self, after: int, limit: int = 100) -> tuple[tuple[int, str, Mapping[str, object]], ...]:
        query = _newest if after < 0 else _events
        parameters = {} if after < 0 else {"after": after, "many": limit}
        found = await self._database.read(lambda connection: connection.execute(query, parameters).all())
        return tuple((row.id, row.kind, rows.loads(row.payload)) for row in found)

    async def tell(self, kind: str, payload: Mapping[str, object]) -> None:
        row = {"kind": kind, "payload": rows.dumps(payload), "at": self._now().timestamp()}
        await self._database.write(lambda connection: connection.execute(events.insert(), row).rowcount)

    async def expire(self, now: datetime) -> int:
        """As the port says, in small writes, so that mentions never wait long behind it."""
        at = now.timestamp()
        count = 0
        for step in (
            _expire_words,
            _expire_traces,
            _expire_calls,
            _expire_events,
            _expire_lines,
            _expire_facts,
        ):
            while done := await self._database.write(partial(step, at=at)):
                count += done
        await self._database.write(
            lambda connection: connection.execute(mutes.delete().where(mutes.c.until <= at)).rowcount
        )
        if count:
            await self._database.truncate_log()
        return count


def _rows(state: str, search: str, before: int) -> Select[Any]:
    query = (
        select(
            *mentions.c,
            receipts.c.outcome,
            receipts.c.reason,
            receipts.c.skill,
            receipts.c.posted,
            replies.c.text.label("reply"),
        )
        .select_from(mentions)
        .join(receipts, receipts.c.id == mentions.c.id, isouter=True)
        .join(replies, and_(replies.c.lead == mentions.c.lead, replies.c.part == 0), isouter=True)
        .order_by(mentions.c.id.desc())
    )
    if before:
        query = query.where(mentions.c.id < before)
    if state in ("waiting", "working", "posting", "dead"):
        query = query.where(UNENDED, mentions.c.state == state)
    elif state == "done":
        query = query.where(mentions.c.state == state)
    elif state:
        query = query.where(receipts.c.outcome == state)
    if search:
        columns = (mentions.c.text, replies.c.text, mentions.c.name, mentions.c.member)
        query = query.where(
            or_(*(column.contains(rows.clean(search), autoescape=True) for column in columns))
        )
    return query


def _row(found: rows.AnyRow, detail: Mapping[str, object] | None = None) -> Row:
    return Row(
        id=found.id,
        mention=rows.mention_of(found),
        state=found.state,
        outcome=found.outcome or "",
        reason=found.reason or "",
        skill=found.skill or "",
        reply=found.reply or "",
        posted=found.posted or "",
        attempt=found.attempt,
        error=found.error,
        received=rows.time_of(found.received),
        detail=detail,
    )


def _detail(connection: Connection, lead: int, forgotten: bool, state: str) -> dict[str, object]:
    gone = GONE if forgotten else (EXPIRED if state == "done" else None)
    detail: dict[str, object] = {"lead": lead}
    reply = connection.execute(_reply, {"of": lead}).first()
    if reply is not None:
        fields = rows.loads(reply.fields)
        detail["ids"] = rows.loads(reply.ids)
        detail["provenance"] = fields.get("provenance", gone)
        detail["label"] = fields.get("label", "")
        detail["draft"] = rows.loads(reply.draft) if reply.draft else gone
    body = connection.execute(_trace, {"of": lead}).scalar()
    detail["trace"] = rows.loads(body) if body else (GONE if body == "" else gone)
    detail["calls"] = [_call(row) for row in connection.execute(_calls, {"of": lead})]
    return detail


def _call(row: rows.AnyRow) -> dict[str, object]:
    plain: dict[str, object] = {
        name: getattr(row, name)
        for name in (
            *("purpose", "tier", "model", "tokens_in", "tokens_out"),
            *("cached", "cost", "took_ms", "error"),
        )
    }
    plain["options"], plain["choices"] = rows.how_of(row.options)
    plain["at"] = rows.time_of(row.at).isoformat()
    if not row.messages:
        return {**plain, "stable": "", "messages": GONE, "answer": GONE}
    messages = [
        {"role": role, "text": text, "images": images} for role, text, images in rows.loads(row.messages)
    ]
    return {**plain, "stable": row.text or "", "messages": messages, "answer": row.answer}


def _expire_words(connection: Connection, at: float) -> int:
    ids = [row.id for row in connection.execute(_old_words, {"at": at})]
    redact.words(connection, ids)
    return len(ids)


def _expire_traces(connection: Connection, at: float) -> int:
    ids = [row.id for row in connection.execute(_old_traces, {"at": at})]
    if ids:
        connection.execute(traces.delete().where(traces.c.id.in_(ids)))
        connection.execute(replies.update().where(replies.c.lead.in_(ids)).values(draft=""))
    return len(ids)


def _expire_calls(connection: Connection, at: float) -> int:
    ids = {row.id for row in connection.execute(_old_calls, {"at": at})}
    return connection.execute(_drop_calls, {"ids": list(ids)}).rowcount if ids else 0


def _expire_events(connection: Connection, at: float) -> int:
    old = select(events.c.id).where(events.c.at <= at - EVENTS_FOR.total_seconds()).limit(_CHUNK)
    return connection.execute(events.delete().where(events.c.id.in_(old))).rowcount


def _expire_lines(connection: Connection, at: float) -> int:
    old = lines_used.c.at <= at - MEMBER_WINDOW.total_seconds()
    return connection.execute(lines_used.delete().where(old)).rowcount


def _expire_facts(connection: Connection, at: float) -> int:
    old = select(facts.c.id).where(facts.c.expires <= at).limit(_CHUNK)
    return connection.execute(facts.delete().where(facts.c.id.in_(old))).rowcount


_totals = select(totals.c.name, totals.c.value)
_open = select(mentions.c.state, func.count()).where(UNENDED).group_by(mentions.c.state)
_lead = select(receipts.c.lead).where(receipts.c.id == bindparam("of"))
_reply = select(replies.c.fields, replies.c.ids, replies.c.draft).where(
    replies.c.lead == bindparam("of"), replies.c.part == 0
)
_trace = select(traces.c.body).where(traces.c.id == bindparam("of"))
_calls = (
    select(*calls.c, prefixes.c.text)
    .join(prefixes, prefixes.c.hash == calls.c.prefix, isouter=True)
    .where(calls.c.id == bindparam("of"))
    .order_by(calls.c.at, calls.c.n)
)
_newest = select(events).order_by(events.c.id.desc()).limit(1)
_events = (
    select(events).where(events.c.id > bindparam("after")).order_by(events.c.id).limit(bindparam("many"))
)
_old_words = (
    select(mentions.c.id)
    .where(mentions.c.expires <= bindparam("at"), mentions.c.state.in_(("done", "dead")))
    .limit(_CHUNK)
)
_old_traces = select(traces.c.id).where(traces.c.expires <= bindparam("at")).limit(_CHUNK)
_old_calls = select(calls.c.id).where(calls.c.expires <= bindparam("at")).limit(_CHUNK)
_drop_calls = calls.delete().where(calls.c.id.in_(bindparam("ids", expanding=True)))
