"""Digests of videos by key: one maker at a time over all processes, kept stage by stage; knows nothing of videos."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping

from sqlalchemy import Connection, bindparam, select

from dazi.errors import LeaseLost
from dazi.store import rows
from dazi.store.database import Database
from dazi.store.tables import digest_parts, digests

_TOUCH = 600.0  # seconds between two notes of a digest's use: a busy one would be written at each mention


class Digests:
    """The Digests port of dazi/video/seams.py. Every write of a maker is fenced by its token: LeaseLost digest.lost
    when another claimed the key after the lease had run out. `clock` gives seconds since 1970."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database, self._clock = database, clock
        put = database.insert(digest_parts)
        self._put = put.on_conflict_do_update(
            index_elements=["key", "part"], set_={"body": put.excluded.body, "at": put.excluded.at}
        )
        made = database.insert(digests)
        # One statement decides who makes it: a new row, or one whose maker let its lease run out.
        self._claim = made.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "token": made.excluded.token,
                "who": made.excluded.who,
                "until": made.excluded.until,
                "claims": digests.c.claims + 1,
            },
            where=(digests.c.state == "making") & (digests.c.until <= made.excluded.at),
        )

    async def claim(self, key: str, who: str, lease: float) -> str | None:
        now, token = self._clock(), secrets.token_hex(8)
        row = {
            "key": key, "state": "making", "token": token, "who": rows.clean(who), "until": now + lease, "claims": 1,
            "body": "", "at": now, "used": now,
        }  # fmt: skip

        def work(connection: Connection) -> bool:
            connection.execute(self._claim, row)
            return connection.execute(_holder, {"of": key}).scalar() == token

        return token if await self._database.write(work) else None

    async def renew(self, key: str, token: str, lease: float) -> None:
        await self._fenced(key, token, {"until": self._clock() + lease})

    async def save(self, key: str, token: str, stage: str, body: str) -> None:
        row = self._part(key, stage, body)
        await self._fenced(key, token, {}, lambda connection: connection.execute(self._put, row))

    async def finish(self, key: str, token: str, body: str, fault: str = "") -> None:
        values = {"state": "failed" if fault else "done", "body": rows.clean(body), "at": self._clock()}
        await self._fenced(key, token, values, lambda connection: connection.execute(_drop, {"keys": [key]}))

    async def release(self, key: str, token: str) -> None:
        row = {"of": key, "mine": token}
        await self._database.write(lambda connection: connection.execute(_release, row).rowcount)

    async def load(self, key: str) -> tuple[str, str, Mapping[str, str]] | None:
        def look(connection: Connection) -> tuple[str, str, Mapping[str, str], float] | None:
            row = connection.execute(_one, {"of": key}).first()
            if row is None:
                return None
            parts = {part.part: part.body for part in connection.execute(_parts, {"of": key})}
            return row.state, row.body, parts, row.used

        found = await self._database.read(look)
        if found is None:
            return None
        state, body, parts, used = found
        if state != "making" and self._clock() - used > _TOUCH:
            now = {"of": key, "used_now": self._clock()}
            await self._database.write(lambda connection: connection.execute(_touch, now).rowcount)
        return state, body, parts

    async def add(self, key: str, part: str, body: str) -> None:
        row = self._part(key, part, body)

        def work(connection: Connection) -> None:
            # An answer to a digest that was evicted meanwhile has nowhere to stand.
            if connection.execute(_one, {"of": key}).first() is not None:
                connection.execute(self._put, row)

        await self._database.write(work)

    async def evict(self, before: float) -> int:
        def work(connection: Connection) -> int:
            keys = list(connection.execute(_old, {"before": before, "now": self._clock()}).scalars())
            if keys:
                connection.execute(_drop, {"keys": keys})
                connection.execute(_forget, {"keys": keys})
            return len(keys)

        gone = 0
        while count := await self._database.write(work):
            gone += count
        return gone

    def _part(self, key: str, part: str, body: str) -> dict[str, object]:
        return {"key": key, "part": rows.clean(part), "body": rows.clean(body), "at": self._clock()}

    async def _fenced(
        self,
        key: str,
        token: str,
        values: Mapping[str, object],
        more: Callable[[Connection], object] | None = None,
    ) -> None:
        statement = _mine.values(**{"token": token, **values})

        def work(connection: Connection) -> bool:
            held = connection.execute(statement, {"of": key, "mine": token}).rowcount == 1
            if held and more is not None:
                more(connection)
            return held

        if not await self._database.write(work):
            raise LeaseLost("digest.lost", key=key)


_mine = digests.update().where(
    digests.c.key == bindparam("of"), digests.c.token == bindparam("mine"), digests.c.state == "making"
)
_release = _mine.values(until=0.0)
_holder = select(digests.c.token).where(digests.c.key == bindparam("of"))
_one = select(digests.c.state, digests.c.body, digests.c.used).where(digests.c.key == bindparam("of"))
_parts = select(digest_parts.c.part, digest_parts.c.body).where(digest_parts.c.key == bindparam("of"))
_touch = digests.update().where(digests.c.key == bindparam("of")).values(used=bindparam("used_now"))
_old = (
    select(digests.c.key)
    .where(digests.c.used < bindparam("before"), digests.c.until < bindparam("now"))
    .limit(500)
)
_drop = digest_parts.delete().where(digest_parts.c.key.in_(bindparam("keys", expanding=True)))
_forget = digests.delete().where(digests.c.key.in_(bindparam("keys", expanding=True)))
