"""The queue of one machine: leases on lanes in the store's own file, through the store's own writer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Table, bindparam, case, exists, func, select
from sqlalchemy.dialects.sqlite import Insert

from dazi.errors import LeaseLost
from dazi.queue.tables import deliveries, lanes, turns
from dazi.types import Delivery, Depth

T = TypeVar("T")

BURST = 8
SETTLE_AT_MOST = 0.5
# An error that begins so is no attempt: the mention only waits for something else.
WAIT = "wait:"


class Transactions(Protocol):
    """The database that the queue's tables stand in: closures on a connection, durable when `write` returns."""

    @property
    def insert(self) -> Callable[[Table], Insert]: ...

    async def write(self, work: Callable[[Connection], T]) -> T: ...

    async def read(self, work: Callable[[Connection], T]) -> T: ...


class Embedded:
    """ports.Queue. `lease`: seconds until an unrenewed lease may be claimed by another. Tokens sort in the order
    of their claims. `retry` with an error that begins with "wait:" does not count as an attempt."""

    def __init__(
        self,
        database: Transactions,
        *,
        lease: float = 30.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self._lease = lease
        self._clock = clock
        insert = database.insert
        self._put = insert(deliveries).on_conflict_do_nothing()
        lane = insert(lanes)
        later = case((lanes.c.due > lane.excluded.due, lanes.c.due), else_=lane.excluded.due)
        cap = lanes.c.first + SETTLE_AT_MOST
        # Mentions that follow closely are waited for, so that a burst is answered as one; a lease or a backoff
        # stands as it is.
        self._ring = lane.on_conflict_do_update(
            index_elements=["lane"],
            set_={"due": case((later > cap, case((cap > lanes.c.due, cap), else_=lanes.c.due)), else_=later)},
            where=(lanes.c.token == "") & (lanes.c.attempt == 0),
        )
        turn = insert(turns)
        self._turn = turn.on_conflict_do_update(
            index_elements=["one"], set_={"turn": turns.c.turn + turn.excluded.turn}
        ).returning(turns.c.turn)

    async def put(self, ids: Sequence[tuple[int, str]], due: float) -> None:
        if not ids:
            return
        at = self._clock()
        made = [
            {"id": id, "lane": _plain(lane), "due": due, "put": at, "dead": False, "error": ""}
            for id, lane in ids
        ]

        def work(connection: Connection) -> None:
            for row in made:
                # A row that is known already (in work, waiting, dead) stays as it is.
                if connection.execute(self._put, row).rowcount == 1:
                    connection.execute(self._ring, _fresh(row["lane"], due))

        await self._database.write(work)

    async def claim(self, worker: str, limit: int) -> tuple[Delivery, ...]:
        # A look costs a tenth of a write, and idle workers look five times a second.
        if limit < 1 or not await self.due():
            return ()
        now = self._clock()
        until = now + self._lease

        def work(connection: Connection) -> tuple[Delivery, ...]:
            free = connection.execute(_due_lanes, {"at": now, "many": limit}).all()
            if not free:
                return ()
            last = connection.execute(self._turn, {"one": 1, "turn": len(free)}).scalar_one()
            waiting: dict[str, list[int]] = {row.lane: [] for row in free}
            for head in connection.execute(_heads, {"names": list(waiting), "at": now}):
                waiting[head.lane].append(head.id)
            made = []
            leases = []
            for turn, row in enumerate(free, last - len(free) + 1):
                ids = waiting[row.lane]
                token = f"{turn:016x}.{worker}"
                lease = {"name": row.lane, "due_at": until, "mine": token, "by": worker, "took": len(ids)}
                if ids:
                    leases.append(lease)
                    made.append(Delivery(row.lane, tuple(ids), token, row.attempt + 1, until))
                else:
                    _leave(connection, row.lane, row.token)
            if leases:
                connection.execute(_take, leases)
            return tuple(made)

        return await self._database.write(work)

    async def due(self) -> bool:
        """Whether anything may be claimed now."""
        first = await self._database.read(lambda connection: connection.execute(_first_due).scalar())
        return first is not None and first <= self._clock()

    async def renew(self, deliveries: Sequence[Delivery]) -> tuple[str, ...]:
        """As the port says; the new end is now + lease."""
        until = self._clock() + self._lease
        held = tuple(deliveries)

        def kept(connection: Connection, one: Delivery) -> bool:
            change = {"name": one.lane, "mine": one.token, "due_at": until}
            return connection.execute(_renew, change).rowcount == 1

        def work(connection: Connection) -> tuple[str, ...]:
            return tuple(one.token for one in held if not kept(connection, one))

        return await self._database.write(work) if held else ()

    async def ack(self, delivery: Delivery, ids: Sequence[int]) -> None:
        """As the port says. LeaseLost when another holds the lane: then nothing is changed."""

        def work(connection: Connection) -> None:
            connection.execute(_remove, {"ids": list(ids), "name": delivery.lane})
            _leave(connection, delivery.lane, delivery.token)

        await self._database.write(work)

    async def retry(self, delivery: Delivery, delay: float, error: str) -> None:
        """The whole lane waits, so that its order holds. LeaseLost when another holds it."""
        change = {
            "name": delivery.lane,
            "mine": delivery.token,
            "due_at": self._clock() + delay,
            "error_now": error,
            "back": int(error.startswith(WAIT)),
        }

        def work(connection: Connection) -> None:
            if connection.execute(_retry, change).rowcount != 1:
                raise LeaseLost("store.lease", lane=delivery.lane)

        await self._database.write(work)

    async def bury(self, delivery: Delivery, error: str) -> None:
        def work(connection: Connection) -> None:
            connection.execute(_bury, {"ids": list(delivery.ids), "error_now": error})
            _leave(connection, delivery.lane, delivery.token)

        await self._database.write(work)

    async def revive(self, ids: Sequence[int]) -> int:
        at = self._clock()

        def work(connection: Connection) -> int:
            found = connection.execute(_revive, {"ids": list(ids), "due_at": at}).all()
            for row in found:
                connection.execute(self._ring, _fresh(row.lane, at))
            return len(found)

        return await self._database.write(work)

    async def depth(self) -> Depth:
        at = self._clock()
        row = await self._database.read(lambda connection: connection.execute(_depth, {"at": at}).one())
        rows, dead, leased, oldest = row
        return Depth(
            waiting=rows - dead - leased,
            leased=leased,
            dead=dead,
            oldest=max(0.0, at - oldest) if oldest else 0.0,
        )


def _plain(lane: str) -> str:
    return lane.encode(errors="replace").decode()


def _fresh(lane: object, due: float) -> dict[str, object]:
    return {
        "lane": lane,
        "due": due,
        "first": due,
        "token": "",
        "worker": "",
        "taken": 0,
        "attempt": 0,
        "error": "",
    }


def _leave(connection: Connection, lane: str, token: str) -> None:
    """Free a lane that this token holds, or remove it where nothing waits; LeaseLost otherwise."""
    mine = {"name": lane, "mine": token}
    if connection.execute(_drop, mine).rowcount == 1:
        return
    if connection.execute(_free, mine).rowcount != 1:
        raise LeaseLost("store.lease", lane=lane)


_name = lanes.c.lane == bindparam("name")
_held = (_name, lanes.c.token == bindparam("mine"))
_living = deliveries.c.dead.is_(False)
_rest = select(deliveries.c.id).where(deliveries.c.lane == bindparam("name"), _living)
_ids = deliveries.c.id.in_(bindparam("ids", expanding=True))

_first_due = select(func.min(lanes.c.due))
_due_lanes = (
    select(lanes.c.lane, lanes.c.attempt, lanes.c.token)
    .where(lanes.c.due <= bindparam("at"))
    .order_by(lanes.c.due)
    .limit(bindparam("many"))
)
_numbered = (
    select(
        deliveries.c.id,
        deliveries.c.lane,
        func.row_number().over(partition_by=deliveries.c.lane, order_by=deliveries.c.id).label("place"),
    )
    .where(
        deliveries.c.lane.in_(bindparam("names", expanding=True)),
        _living,
        deliveries.c.due <= bindparam("at"),
    )
    .subquery()
)
_heads = select(_numbered.c.id, _numbered.c.lane).where(_numbered.c.place <= BURST).order_by(_numbered.c.id)
_take = (
    lanes.update()
    .where(_name)
    .values(
        due=bindparam("due_at"),
        token=bindparam("mine"),
        worker=bindparam("by"),
        taken=bindparam("took"),
        attempt=lanes.c.attempt + 1,
    )
)
_renew = lanes.update().where(*_held).values(due=bindparam("due_at"))
_remove = deliveries.delete().where(_ids, deliveries.c.lane == bindparam("name"))
_drop = lanes.delete().where(*_held, ~exists(_rest))
_free = (
    lanes.update()
    .where(*_held)
    .values(
        token="",
        worker="",
        taken=0,
        attempt=0,
        error="",
        due=select(func.min(deliveries.c.due))
        .where(deliveries.c.lane == bindparam("name"), _living)
        .scalar_subquery(),
        first=select(func.min(deliveries.c.due))
        .where(deliveries.c.lane == bindparam("name"), _living)
        .scalar_subquery(),
    )
)
_retry = (
    lanes.update()
    .where(*_held)
    .values(
        token="",
        worker="",
        taken=0,
        due=bindparam("due_at"),
        error=bindparam("error_now"),
        attempt=lanes.c.attempt - bindparam("back"),
    )
)
_bury = deliveries.update().where(_ids).values(dead=True, error=bindparam("error_now"))
_revive = (
    deliveries.update()
    .where(_ids, deliveries.c.dead.is_(True))
    .values(dead=False, error="", due=bindparam("due_at"))
    .returning(deliveries.c.lane)
)
_depth = select(
    select(func.count()).select_from(deliveries).scalar_subquery(),
    select(func.count()).select_from(deliveries).where(deliveries.c.dead.is_(True)).scalar_subquery(),
    select(func.coalesce(func.sum(lanes.c.taken), 0))
    .where(lanes.c.token != "", lanes.c.due > bindparam("at"))
    .scalar_subquery(),
    select(func.min(deliveries.c.put)).where(_living).scalar_subquery(),
)
