"""Trends as rows: found again they grow hotter, once vetoed they stay so; knows no feed and no comment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from dazi.bonds import Standing, Trend
from dazi.store import rows
from dazi.store.database import Database
from dazi.store.tables import trends


class TrendRows:
    """The Rows port of dazi/trends/seams.py."""

    def __init__(self, database: Database) -> None:
        self._database = database
        put = database.insert(trends)
        new = put.excluded
        # What the operator said stays: a veto, and a meaning that was written by hand.
        self._put = put.on_conflict_do_update(
            index_elements=["phrase"],
            set_={"score": new.score, "members": new.members, "until": new.until, "url": new.url},
        )

    async def put(self, found: Sequence[Trend]) -> int:
        if not found:
            return 0
        values = [_row(one) for one in found]
        names = [one["phrase"] for one in values]

        async def known() -> int:
            found = await self._database.read(
                lambda connection: connection.execute(_known, {"phrases": names}).all()
            )
            return len(found)

        before = await known()
        await self._database.write(lambda connection: connection.execute(self._put, values).rowcount)
        return len(set(names)) - before

    async def live(self, at: datetime) -> tuple[Trend, ...]:
        found = await self._database.read(
            lambda connection: connection.execute(_live, {"at_now": at.timestamp()}).all()
        )
        return tuple(_trend(row) for row in found)

    async def all(self) -> tuple[Trend, ...]:
        found = await self._database.read(lambda connection: connection.execute(_all).all())
        return tuple(_trend(row) for row in found)

    async def judge(self, phrase: str, standing: Standing, meaning: str) -> bool:
        values = {"which": rows.clean(phrase), "now": standing}
        change = _judge
        if meaning:
            change, values = _judge_meaning, {**values, "means": rows.clean(meaning)}
        return bool(
            await self._database.write(lambda connection: connection.execute(change, values).rowcount)
        )

    async def expire(self, before: datetime) -> int:
        at = {"old": before.timestamp()}
        return await self._database.write(lambda connection: connection.execute(_expire, at).rowcount)


def _row(one: Trend) -> dict[str, object]:
    return {
        "phrase": rows.clean(one.phrase), "meaning": rows.clean(one.meaning), "tone": one.tone, "source": one.source,
        "url": rows.clean(one.url), "score": one.score, "members": one.members, "state": one.standing,
        "since": one.since.timestamp(), "until": one.until.timestamp(),
    }  # fmt: skip


def _trend(row: rows.AnyRow) -> Trend:
    return Trend(
        row.phrase, row.meaning, row.tone, row.score, row.source, rows.time_of(row.since), rows.time_of(row.until),
        row.members, row.url, row.state,
    )  # fmt: skip


_known = select(trends.c.phrase).where(trends.c.phrase.in_(bindparam("phrases", expanding=True)))
_live = (
    select(trends)
    .where(trends.c.until > bindparam("at_now"), trends.c.state != "vetoed")
    .order_by(trends.c.score.desc(), trends.c.phrase)
)
_all = select(trends).order_by(trends.c.since.desc(), trends.c.phrase).limit(500)
_judge = trends.update().where(trends.c.phrase == bindparam("which")).values(state=bindparam("now"))
_judge_meaning = _judge.values(meaning=bindparam("means"))
_expire = trends.delete().where(trends.c.until <= bindparam("old"), trends.c.state != "vetoed")
