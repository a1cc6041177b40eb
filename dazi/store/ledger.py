"""What the operator's page reads: decisions with what they saw and cost, page by page, and sums by model. Never counts
a large table: pages go by id, a search looks at so many rows and says how far it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select, text

from dazi.store import rows
from dazi.store.database import Database
from dazi.store.records import EXPIRED, GONE
from dazi.store.sql import UNENDED
from dazi.store.tables import calls, mentions, receipts, replies, totals, traces
from dazi.store.traces import MODEL

OPEN = ("waiting", "working", "posting", "dead")
REACH = 20_000  # rows that one search looks at
# Spelled out, so that the database sees that its partial index serves.
_SKILLED, _REASONED = text("receipts.skill != ''"), text("receipts.reason != ''")
LATELY = 300  # calls that health and latency are told by


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which mentions: `outcome` is one of a receipt's or a state of OPEN; `search` a piece of the words, the name or the
    member's id."""

    outcome: str = ""
    skill: str = ""
    reason: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Insight:
    """One mention with the reason of its end: `saw` the trace's context, `decision` the trace's, `made` the reply's
    provenance (all empty where there is none, or its words are over); `gone` why it has no words any more
    ("forgotten", "expired"); `took` seconds from arrival to the end."""

    id: int
    platform: str
    member: str
    name: str
    text: str
    video: str
    private: bool
    gone: str
    received: datetime
    state: str
    outcome: str
    reason: str
    skill: str
    reply: str
    error: str
    attempt: int
    took: float | None
    saw: Mapping[str, Any] = field(default_factory=dict)
    decision: Mapping[str, Any] = field(default_factory=dict)
    made: Mapping[str, Any] = field(default_factory=dict)
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page, newest first. `before`: where the next one begins (0: this was the last); `reached`: a search ended here
    without having seen everything."""

    found: tuple[Insight, ...]
    before: int
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """A model's running sums, and how it did lately: `lately` milliseconds of the last calls, newest first."""

    model: str
    calls: int = 0
    errors: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    mean_ms: float = 0.0
    lately: tuple[float, ...] = ()
    failed_lately: int = 0
    last_error: str = ""


class Ledger:
    """Reads alone; they never wait for writers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, sieve: Sieve, limit: int = 50, before: int = 0) -> Leaf:
        """The mentions below an id (0: from the newest on)."""

        def work(connection: Connection) -> Leaf:
            top = before or (connection.execute(_newest).scalar() or 0) + 1
            floor = top - REACH if sieve.search else 0
            query = _sifted(sieve, top, floor).limit(limit + 1)
            found = connection.execute(query).all()
            made = _insights(connection, found[:limit])
            if len(found) > limit:
                return Leaf(made, made[-1].id)
            return Leaf(made, max(floor, 0), floor > 1)

        return await self._database.read(work)

    async def some(self, ids: Sequence[int]) -> tuple[Insight, ...]:
        """These, newest first."""
        if not ids:
            return ()

        def work(connection: Connection) -> tuple[Insight, ...]:
            query = _wide().where(mentions.c.id.in_(list(ids))).order_by(mentions.c.id.desc())
            return _insights(connection, connection.execute(query).all())

        return await self._database.read(work)

    async def models(self) -> tuple[Usage, ...]:
        """Each model that was ever called, most called first."""

        def work(connection: Connection) -> tuple[Usage, ...]:
            sums: dict[str, dict[str, float]] = {}
            for row in connection.execute(_model_totals):
                kind, _, model = row.name.removeprefix(MODEL).partition("|")
                sums.setdefault(model, {})[kind] = float(row.value)
            lately: dict[str, list[rows.AnyRow]] = {}
            for call in connection.execute(_lately):
                lately.setdefault(call.model, []).append(call)
            made = [_usage(model, sums[model], lately.get(model, [])) for model in sums if model]
            return tuple(sorted(made, key=lambda one: -one.calls))

        return await self._database.read(work)

    async def reasons(self) -> Mapping[str, int]:
        """How often each "outcome:reason" came, from the running totals."""

        def work(connection: Connection) -> dict[str, int]:
            found = connection.execute(_reasons)
            return {row.name: round(row.value) for row in found if row.value > 0}

        return await self._database.read(work)


def _wide() -> Select[Any]:
    return (
        select(
            *(mentions.c[name] for name in _MENTION),
            receipts.c.lead.label("ended_lead"),
            receipts.c.outcome,
            receipts.c.reason,
            receipts.c.skill,
            receipts.c.at.label("ended"),
            replies.c.text.label("reply"),
            replies.c.fields,
        )
        .select_from(mentions)
        .join(receipts, receipts.c.id == mentions.c.id, isouter=True)
        .join(replies, and_(replies.c.lead == mentions.c.lead, replies.c.part == 0), isouter=True)
    )


def _sifted(sieve: Sieve, top: int, floor: int) -> Select[Any]:
    """Walks the receipts' index where they are filtered by, else the mentions' own order."""
    by_receipt = sieve.skill or sieve.reason or (sieve.outcome and sieve.outcome not in OPEN)
    id = receipts.c.id if by_receipt else mentions.c.id
    query = _wide().where(id < top).order_by(id.desc())
    if floor > 0:
        query = query.where(id >= floor)
    if sieve.outcome in OPEN:
        query = query.where(UNENDED, mentions.c.state == sieve.outcome)
    elif sieve.outcome:
        query = query.where(receipts.c.outcome == sieve.outcome)
    if sieve.skill:
        query = query.where(receipts.c.skill == sieve.skill, _SKILLED)
    if sieve.reason:
        query = query.where(receipts.c.reason == sieve.reason, _REASONED)
    if sieve.search:
        columns = (mentions.c.text, replies.c.text, mentions.c.name, mentions.c.member)
        sought = rows.clean(sieve.search)
        query = query.where(or_(*(column.contains(sought, autoescape=True) for column in columns)))
    return query


def _insights(connection: Connection, found: Sequence[rows.AnyRow]) -> tuple[Insight, ...]:
    leads = list({row.lead or row.ended_lead or row.id for row in found})
    if not leads:
        return ()
    bodies = {row.id: row.body for row in connection.execute(_bodies, {"ids": leads})}
    spent = {row.id: row for row in connection.execute(_spent, {"ids": leads})}
    return tuple(_insight(row, bodies, spent) for row in found)


def _insight(row: rows.AnyRow, bodies: Mapping[int, str], spent: Mapping[int, rows.AnyRow]) -> Insight:
    lead = row.lead or row.ended_lead or row.id
    body = rows.loads(bodies[lead]) if bodies.get(lead) else {}
    cost = spent.get(lead)
    return Insight(
        id=row.id, platform=row.platform, member=row.member, name=row.name, text=row.text, video=row.video or "",
        private=row.visibility == "private", gone=_gone(row),
        received=rows.time_of(row.received), state=row.state, outcome=row.outcome or "", reason=row.reason or "",
        skill=row.skill or "", reply=row.reply or "", error=row.error, attempt=row.attempt,
        took=row.ended - row.received if row.ended is not None else None,
        saw=body.get("context") or {}, decision=body.get("decision") or {},
        made=rows.loads(row.fields).get("provenance", {}) if row.fields else {},
        calls=cost.many if cost else 0, tokens_in=cost.tokens_in if cost else 0,
        tokens_out=cost.tokens_out if cost else 0, cost=cost.cost if cost else 0.0,
    )  # fmt: skip


def _gone(row: rows.AnyRow) -> str:
    """Why a mention has no words any more; "" while it has them."""
    if row.text or row.expires is not None:
        return ""
    return GONE if row.forgotten else EXPIRED


def _usage(model: str, sums: Mapping[str, float], lately: Sequence[rows.AnyRow]) -> Usage:
    count = round(sums.get("calls", 0))
    good = tuple(float(row.took_ms) for row in lately if not row.error)
    bad = [row.error for row in lately if row.error]
    return Usage(
        model, count, round(sums.get("errors", 0)), round(sums.get("in", 0)), round(sums.get("out", 0)), sums.get("cost", 0.0),
        sums.get("ms", 0.0) / count if count else 0.0, good, len(bad), bad[0] if bad else "",
    )  # fmt: skip


_MENTION = (
    *("id", "platform", "member", "name", "text", "video", "visibility", "expires", "received", "state"),
    *("error", "attempt", "lead", "forgotten"),
)
_newest = select(func.max(mentions.c.id))
_bodies = select(traces.c.id, traces.c.body).where(traces.c.id.in_(bindparam("ids", expanding=True)))
_spent = (
    select(
        calls.c.id,
        func.count().label("many"),
        func.sum(calls.c.tokens_in).label("tokens_in"),
        func.sum(calls.c.tokens_out).label("tokens_out"),
        func.sum(calls.c.cost).label("cost"),
    )
    .where(calls.c.id.in_(bindparam("ids", expanding=True)))
    .group_by(calls.c.id)
)
_model_totals = select(totals.c.name, totals.c.value).where(
    totals.c.name >= MODEL, totals.c.name < MODEL + "\U0010ffff"
)
_lately = select(calls.c.model, calls.c.took_ms, calls.c.error).order_by(calls.c.id.desc()).limit(LATELY)
_reasons = select(totals.c.name, totals.c.value).where(totals.c.name.contains(":"))
