"""The mentions' own table and what hangs on it until the receipt; knows no queue, no platform, no reply's making."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Literal, cast

from sqlalchemy import Connection, bindparam
from sqlalchemy.exc import IntegrityError

from dazi.errors import LeaseLost
from dazi.ports import Tally
from dazi.store import redact, rows, sql
from dazi.store.database import Database
from dazi.store.tables import cursors, lines_used, mentions, receipts
from dazi.store.traces import Traces
from dazi.types import Delivery, Draft, Kept, Mention, Receipt, Reply, Trace

MEMBER_WINDOW = timedelta(days=30)
VIDEO_WINDOW = timedelta(hours=24)
_EVER = 1e18
_OF_ATTEMPT = 1000  # numbers of calls that an attempt has for itself


class _LineTaken(Exception):
    """Takes back the whole of `keep`: a line was used meanwhile."""


class Mentions:
    """ports.Store, and what the worker needs beside it (take, unrung, strike, reopen, cursor).

    Tokens must sort in the order in which leases were given: a row that a later lease has begun refuses every
    earlier one. `keep_words`: how long calls, traces and drafts stay; `keep_mentions`: the mentions' and
    replies' own words. `zone`: where a day begins for `tally`."""

    def __init__(
        self,
        database: Database,
        *,
        keep_words: timedelta = timedelta(days=7),
        keep_mentions: timedelta = timedelta(days=90),
        zone: tzinfo = UTC,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._keep_words = keep_words.total_seconds()
        self._keep_mentions = keep_mentions.total_seconds()
        self._zone = zone
        self._now = now
        self._traces = Traces(database)
        self._prepare(database)

    def _prepare(self, database: Database) -> None:
        insert = database.insert
        self._accept = insert(mentions).on_conflict_do_nothing().returning(mentions.c.id)
        cursor = insert(cursors)
        self._cursor = cursor.on_conflict_do_update(
            index_elements=["name"], set_={"cursor": cursor.excluded.cursor, "at": cursor.excluded.at}
        )
        receipt = insert(receipts)
        ends = ("lead", "outcome", "reason", "skill", "posted", "at")
        self._receipt = receipt.on_conflict_do_update(
            index_elements=["id"], set_={name: receipt.excluded[name] for name in ends}
        )
        line = insert(lines_used)
        self._line = line.on_conflict_do_update(
            index_elements=["scope", "line"],
            set_={"at": line.excluded.at},
            where=lines_used.c.at <= bindparam("old"),
        )

    # -- arrival

    async def accept(
        self, mentions: Sequence[Mention], cursor: tuple[str, str] | None = None
    ) -> tuple[int, ...]:
        return tuple(id for id, _ in await self.take(mentions, cursor))

    async def take(
        self, arrived: Sequence[Mention], cursor: tuple[str, str] | None = None
    ) -> tuple[tuple[int, Mention], ...]:
        """`accept`, which also says which of the mentions each new row is."""
        at = self._now().timestamp()
        fresh = {
            "received": at,
            "touched": at,
            "expires": at + self._keep_mentions,
            "state": "waiting",
            "token": "",
            "attempt": 0,
            "error": "",
            "lead": None,
            "forgotten": False,
        }
        made = [{**rows.mention_row(mention), **fresh} for mention in arrived]

        def work(connection: Connection) -> tuple[tuple[int, Mention], ...]:
            new = []
            for mention, row in zip(arrived, made, strict=True):
                id = connection.execute(self._accept, row).scalar()
                if id is not None:
                    new.append((id, mention))
            if cursor is not None:
                connection.execute(self._cursor, {"name": cursor[0], "cursor": cursor[1], "at": at})
            return tuple(new)

        return await self._database.write(work)

    async def cursor(self, name: str) -> str | None:
        """Where reading of a platform goes on."""
        found: str | None = await self._database.read(
            lambda connection: connection.execute(sql.read_cursor, {"name": name}).scalar()
        )
        return found

    async def unrung(self, before: datetime, after: int = 0, limit: int = 500) -> tuple[tuple[int, str], ...]:
        """(id, lane) of open rows beyond an id that nothing has touched since `before`: the queue may have lost
        them, or they were accepted and never put."""
        found = await self._database.read(
            lambda connection: connection.execute(
                sql.unrung, {"before": before.timestamp(), "after": after, "many": limit}
            ).all()
        )
        return tuple((row.id, rows.lane(row)) for row in found)

    # -- the worker's steps

    async def begin(self, delivery: Delivery) -> tuple[tuple[int, Mention], ...]:
        if not delivery.ids:
            return ()
        parameters = {
            "ids": list(delivery.ids),
            "mine": delivery.token,
            "attempt_now": delivery.attempt,
            "at_now": self._now().timestamp(),
        }

        def work(connection: Connection) -> list[rows.AnyRow]:
            found = list(connection.execute(sql.begin, parameters))
            if (
                len(found) < len(delivery.ids)
                and connection.execute(sql.later, parameters).first() is not None
            ):
                raise LeaseLost("store.lease", lane=delivery.lane)
            return found

        found = await self._database.write(work)
        return tuple((row.id, rows.mention_of(row)) for row in sorted(found, key=lambda row: row.id))

    async def kept(self, ids: Sequence[int]) -> tuple[Kept, ...]:
        if not ids:
            return ()
        found = await self._database.read(
            lambda connection: connection.execute(sql.kept, {"ids": list(ids)}).all()
        )
        return tuple(
            Kept(
                fields=rows.loads(row.fields),
                state=cast(Literal["posting", "posted"], row.state),
                ids=tuple(rows.loads(row.ids)),
                posted=row.posted,
            )
            for row in found
        )

    async def keep(
        self,
        token: str,
        ids: Sequence[int],
        reply: Reply,
        draft: Draft,
        trace: Trace,
        more: Sequence[Reply] = (),
    ) -> bool:
        at = self._now().timestamp()
        lead = ids[-1]
        words = {"at": at, "expires": at + self._keep_mentions}
        row = {**rows.reply_row(reply, ids, draft), **words}
        rest = [{**rows.reply_row(part, ids, None), **words} for part in more]

        def work(connection: Connection) -> None:
            held = self._hold(connection, sql.posting, {"mine": token, "lead_now": lead, "at_now": at}, ids)
            row["member"] = held[-1].member
            self._reserve(connection, held[-1], draft, at)
            try:
                connection.execute(sql.reply, [row, *({**one, "member": held[-1].member} for one in rest)])
            except IntegrityError:
                # Another attempt kept this key between our look and our write: the retry will see it.
                raise LeaseLost("store.lease", lane=rows.lane(held[-1])) from None
            if reply.part == 0:
                self._traces.put(
                    connection, lead, row, _spared(connection, held, trace), at + self._keep_words
                )
                if sums := self._traces.sums(trace):
                    self._traces.count(connection, sums)

        try:
            await self._database.write(work)
        except _LineTaken:
            return False
        self._traces.settled(trace)
        return True

    async def finish(
        self, token: str, ids: Sequence[int], receipt: Receipt, trace: Trace | None = None
    ) -> None:
        """As the port says; `receipt.posted` may name several parts' ids with blanks between, in their order."""
        if not ids:
            return
        at = self._now().timestamp()

        def work(connection: Connection) -> bool:
            held = self._hold(connection, sql.done, {"mine": token, "at_now": at}, ids)
            last = held[-1]
            lead = last.lead or last.id
            connection.execute(
                self._receipt,
                [
                    {
                        "id": row.id,
                        "lead": lead,
                        "outcome": receipt.outcome,
                        "reason": receipt.reason,
                        "skill": receipt.skill,
                        "posted": receipt.posted,
                        "at": at,
                    }
                    for row in held
                ],
            )
            sums: dict[str, float] = {receipt.outcome: len(held)}
            if receipt.reason:
                sums[f"{receipt.outcome}:{receipt.reason}"] = len(held)
            if last.lead is not None:
                self._mark(connection, lead, receipt)
            if trace is not None:
                self._traces.put(
                    connection,
                    lead,
                    rows.whose(last),
                    _spared(connection, held, trace),
                    at + self._keep_words,
                )
                if last.lead is None:
                    sums |= self._traces.sums(trace)
            self._traces.count(connection, sums)
            connection.execute(
                sql.event, {"kind": "receipt", "payload": rows.receipt_event(held, receipt), "at": at}
            )
            forgotten = [row.id for row in held if row.forgotten]
            redact.words(connection, forgotten)
            redact.insight(connection, forgotten)
            return bool(forgotten)

        if await self._database.write(work):
            await self._database.scrub()
        if trace is not None:
            self._traces.settled(trace)

    async def spend(self, ids: Sequence[int], attempt: int, trace: Trace) -> None:
        """Keep and count the model calls of an attempt that failed, beside those of the attempts to come."""
        expires = self._now().timestamp() + self._keep_words

        def work(connection: Connection) -> None:
            held = connection.execute(sql.one, {"lead_now": ids[-1]}).all()
            rest = {"id": ids[-1], **rows.whose(held[-1])}
            spared = _spared(connection, held, trace)
            self._traces.put_calls(connection, rest, spared, expires, attempt * _OF_ATTEMPT)
            self._traces.count(connection, self._traces.sums(trace))

        await self._database.write(work)

    def _hold(
        self, connection: Connection, change: Any, parameters: dict[str, object], ids: Sequence[int]
    ) -> list[rows.AnyRow]:
        """The rows, changed, oldest first; LeaseLost unless each is open and begun by this token."""
        held = sorted(connection.execute(change, {"ids": list(ids), **parameters}), key=lambda row: row.id)
        if len(held) != len(ids):
            raise LeaseLost("store.lease", lane=rows.lane(held[0]) if held else "")
        return held

    def _reserve(self, connection: Connection, row: rows.AnyRow, draft: Draft, at: float) -> None:
        for scope, window in _scopes(row.platform, row.member, row.video):
            old = _EVER if draft.reuse else at - window
            for line in draft.lines:
                values = {"scope": scope, "line": rows.clean(line), "at": at, "old": old}
                if connection.execute(self._line, values).rowcount != 1:
                    raise _LineTaken

    def _mark(self, connection: Connection, lead: int, receipt: Receipt) -> None:
        sent = receipt.outcome in sql.SENT
        changes: dict[str, object] = {"lead_of": lead, "part_of": 0, "outcome_of": receipt.outcome}
        if not sent:
            connection.execute(sql.unsent, changes)
            return
        for part, id in enumerate(receipt.posted.split(" ")):
            connection.execute(sql.sent, {**changes, "part_of": part, "posted_as": id})

    async def strike(self, token: str, ids: Sequence[int], error: str, dead: bool = False) -> None:
        """Note why an attempt failed, for the console; `dead`: there will be no other by itself."""
        parameters = {"ids": list(ids), "mine": token, "error_now": rows.clean(error)[:500], "dead": dead}

        def work(connection: Connection) -> bool:
            if not connection.execute(sql.strike, parameters).rowcount or not dead:
                return False
            forgotten = [row.id for row in connection.execute(sql.struck, {"ids": list(ids)})]
            redact.words(connection, forgotten)
            return bool(forgotten)

        if await self._database.write(work):
            await self._database.scrub()

    async def reopen(self, ids: Sequence[int]) -> tuple[tuple[int, str], ...]:
        """Open again what ended without a post (silent, failed, dead) and still has its words: (id, lane) to be
        put. A reply kept before is sent under its own key, so that nothing stands twice."""

        def work(connection: Connection) -> tuple[tuple[int, str], ...]:
            found = connection.execute(sql.reopen, {"ids": list(ids)}).all()
            ended = (
                connection.execute(sql.receipts_of, {"ids": [row.id for row in found]}).all() if found else []
            )
            if ended:
                sums: dict[str, float] = {}
                for row in ended:
                    for name in filter(None, (row.outcome, row.reason and f"{row.outcome}:{row.reason}")):
                        sums[name] = sums.get(name, 0) - 1
                self._traces.count(connection, sums)
            return tuple((row.id, rows.lane(row)) for row in sorted(found, key=lambda row: row.id))

        return await self._database.write(work)

    # -- what limits and choices look at

    async def used(self, mention: Mention, now: datetime) -> Mapping[str, datetime]:
        scopes = _scopes(rows.clean(mention.platform), rows.clean(mention.member.account), mention.video)
        at = now.timestamp()

        def work(connection: Connection) -> dict[str, datetime]:
            found: dict[str, datetime] = {}
            for scope, window in scopes:
                for row in connection.execute(sql.used, {"of": scope, "since": at - window}):
                    known = found.get(row.line)
                    when = rows.time_of(row.at)
                    found[row.line] = when if known is None or known < when else known
            return found

        return await self._database.read(work)

    async def tally(self, mention: Mention, now: datetime) -> Tally:
        midnight = now.astimezone(self._zone).replace(hour=0, minute=0, second=0, microsecond=0)
        parameters = {
            "on": rows.clean(mention.platform),
            "who": rows.clean(mention.member.account),
            "where": rows.clean(mention.thread),
            "day": midnight.timestamp(),
            "hour": (now - timedelta(hours=1)).timestamp(),
            "at_now": now.timestamp(),
        }
        row = await self._database.read(lambda connection: connection.execute(sql.tally, parameters).one())
        return Tally(member_today=row[0], thread_hour=row[1], muted=bool(row[2]), pictures_today=row[3])

    async def own_skills(self, platform: str, comments: Sequence[str]) -> Mapping[str, str]:
        wanted = [comment for comment in comments if comment]
        if not wanted:
            return {}
        parameters = {"on": platform, "posts": [rows.clean(comment) for comment in wanted]}
        found = await self._database.read(lambda connection: connection.execute(sql.skills, parameters).all())
        return {row.posted: row.skill for row in found}


def _scopes(platform: str, member: str, video: str | None) -> tuple[tuple[str, float], ...]:
    mine = (f"m|{platform}|{member}", MEMBER_WINDOW.total_seconds())
    if not video:
        return (mine,)
    return (mine, (f"v|{platform}|{rows.clean(video)}", VIDEO_WINDOW.total_seconds()))


def _spared(connection: Connection, held: Sequence[rows.AnyRow], trace: Trace) -> Trace:
    """The trace without words, where somebody of the thread asked to be forgotten: it quotes what all said there."""
    where = {"on": held[-1].platform, "where": held[-1].thread}
    if connection.execute(sql.spared, where).first() is None:
        return trace
    return Trace(decision=trace.decision, stages=trace.stages)
