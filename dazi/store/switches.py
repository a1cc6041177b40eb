"""Switches, the choice of model and progress as rows that every process sees within a second."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlalchemy import bindparam, select

from dazi.store import rows
from dazi.store.database import Database
from dazi.store.tables import switches


class Switches:
    """ports.Switchboard. Reads go to the file each time: a switch that another process put is seen at once."""

    def __init__(
        self, database: Database, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._now = now
        put = database.insert(switches)
        self._put = put.on_conflict_do_update(
            index_elements=["name"],
            set_={"value": put.excluded.value, "by": put.excluded.by, "at": put.excluded.at},
        )

    async def get(self, name: str) -> str | None:
        found: str | None = await self._database.read(
            lambda connection: connection.execute(_get, {"wanted": name}).scalar()
        )
        return found

    async def put(self, name: str, value: str, by: str = "") -> None:
        row = {
            "name": rows.clean(name),
            "value": rows.clean(value),
            "by": rows.clean(by),
            "at": self._now().timestamp(),
        }
        await self._database.write(lambda connection: connection.execute(self._put, row).rowcount)

    async def all(self, prefix: str = "") -> Mapping[str, str]:
        # A range, not LIKE: it uses the key's index and no letter is special.
        limits = {"low": prefix, "high": prefix + "\U0010ffff"}
        found = await self._database.read(lambda connection: connection.execute(_all, limits).all())
        return {row.name: row.value for row in found}


_get = select(switches.c.value).where(switches.c.name == bindparam("wanted"))
_all = (
    select(switches.c.name, switches.c.value)
    .where(switches.c.name >= bindparam("low"), switches.c.name < bindparam("high"))
    .order_by(switches.c.name)
)
