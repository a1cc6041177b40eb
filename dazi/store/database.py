"""One database: a writer thread that commits in groups and readers beside it; knows no table."""

from __future__ import annotations

import asyncio
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

from dazi.errors import ConfigError, StoreBusy
from dazi.store import migrate, sqlite
from dazi.store.tables import cursors
from dazi.text.held import let_go

FORGOTTEN = "forgotten"  # the cursor that moves whenever a member's words went
T = TypeVar("T")

_GROUP = 256
_READERS = 2
# Under load a moment's wait lets a group come together: a commit, a wake-up and a thread switch for many, at a third
# of the CPU. A lone piece of work is never held up.
_GATHER, _LOADED = 0.003, 0.02


class _Caught:
    """Takes whatever ends a piece of work, so that it reaches the one who waits for it, not the thread."""

    error: BaseException | None = None

    def __enter__(self) -> _Caught:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if isinstance(error, (DBAPIError, sqlite3.Error)):
            error = sqlite.understood(error) or error
        self.error = error
        return True


class _Job:
    """A closure and the future that waits for it. `alone`: outside of any transaction."""

    __slots__ = ("alone", "error", "future", "loop", "result", "work")

    def __init__(self, work: Callable[[Connection], object], alone: bool = False) -> None:
        self.work = work
        self.alone = alone
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[object] = self.loop.create_future()
        self.result: object = None
        self.error: BaseException | None = None


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():  # cancelled meanwhile
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)


def _tell(jobs: list[_Job]) -> None:
    """Wake each waiting loop once for all of its jobs."""
    loops: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in jobs:
        loops.setdefault(job.loop, []).append(job)
    for loop, mine in loops.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, mine)


def _path_of(where: Path | str) -> Path:
    if isinstance(where, Path):
        return where
    if where.startswith("sqlite:///"):
        return Path(where.removeprefix("sqlite:///"))
    if "://" in where:
        raise ConfigError("store.url", url=where.split("://")[0] + "://…")
    return Path(where)


def _touch(path: Path) -> None:
    """Make the file for its owner alone: it holds what members wrote."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise ConfigError("store.unreadable", cause=f"{path}: {error.strerror}") from error


class Database:
    """Runs closures on the file: `write` in a shared transaction with a savepoint each, `read` on a snapshot.
    A write's future is resolved after its commit is on disk; a closure may run twice, so it must have no effect
    but through its connection. Raises StoreBusy (locked, disk full); other errors are the closure's own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writes: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._reads: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        # Connected here, so that a file that cannot be used fails the caller and not a thread.
        jobs = [("writer", self._write_loop), *((f"reader-{n}", self._read_loop) for n in range(_READERS))]
        self._threads = [
            threading.Thread(target=loop, args=(engine.connect(),), name=f"dazi-{name}", daemon=True)
            for name, loop in jobs
        ]
        for thread in self._threads:
            thread.start()

    @classmethod
    def open(cls, where: Path | str, *, patience: float = 5.0) -> Database:
        """Open (and bring up to date) the database at a path or sqlite:/// URL. `patience`: seconds to wait for
        another process's lock. Raises ConfigError for an unknown URL, an unusable or a newer file."""
        path = _path_of(where)
        _touch(path)
        engine = sqlite.engine(path, patience)
        try:
            with engine.connect() as connection:
                if migrate.version(connection) != migrate.HEAD:
                    with sqlite.exclusive(connection):
                        migrate.upgrade(connection)
            return cls(engine)
        except (DBAPIError, sqlite3.Error) as error:
            raise sqlite.understood(error) or error from error

    @property
    def insert(self) -> Callable[[Table], sqlite.Insert]:
        """This dialect's INSERT, which knows ON CONFLICT."""
        return sqlite.insert

    async def write(self, work: Callable[[Connection], T]) -> T:
        return await self._submit(self._writes, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await self._submit(self._reads, work)

    async def truncate_log(self) -> bool:
        """Empty the write-ahead log, so that what was deleted is nowhere on disk; False: a reader was in the way."""
        return await self._submit(self._writes, sqlite.truncate_log, alone=True)

    async def scrub(self) -> None:
        """After words were deleted: empty what this process's caches hold of them, leave the mark by which other processes
        do the same, and `truncate_log` until no reader stands in its way any more; they are short, so half a second at most."""
        let_go()
        put = self.insert(cursors).values(name=FORGOTTEN, cursor=str(time.time_ns()), at=time.time())
        fresh = {"cursor": put.excluded.cursor, "at": put.excluded.at}
        mark = put.on_conflict_do_update(index_elements=["name"], set_=fresh)
        await self.write(lambda connection: connection.execute(mark).rowcount)
        for _ in range(10):
            if await self.truncate_log():
                return
            await asyncio.sleep(0.05)

    async def _submit(
        self, to: queue.SimpleQueue[_Job | None], work: Callable[[Connection], T], alone: bool = False
    ) -> T:
        if self._closed:
            raise StoreBusy("store.closed")
        job = _Job(work, alone)
        to.put(job)
        return cast(T, await job.future)

    def close(self) -> None:
        """Commit what is waiting, then end the threads; every later call raises StoreBusy."""
        if self._closed:
            return
        self._closed = True
        self._writes.put(None)
        for _ in range(_READERS):
            self._reads.put(None)
        for thread in self._threads:
            thread.join()
        self._engine.dispose()

    def _write_loop(self, opened: Connection) -> None:
        with opened as connection:
            before = 0.0
            while (job := self._writes.get()) is not None:
                group, ended = _drain(self._writes, job, before)
                shared = [one for one in group if not one.alone]
                if shared:
                    self._commit(connection, shared)
                _each(connection, [one for one in group if one.alone])
                _tell(group)
                before = time.monotonic()
                if ended:
                    return

    def _commit(self, connection: Connection, group: list[_Job]) -> None:
        """One transaction for all; a closure that fails takes only itself back."""
        bare = sqlite.driver(connection)
        with _Caught() as caught:
            bare.execute("BEGIN IMMEDIATE")
        if caught.error is None:
            for job in group:
                _run_one(connection, bare, job)
                if not bare.in_transaction:
                    break
            with _Caught() as caught:
                # A full disk may have ended the transaction: then COMMIT fails, as it should.
                bare.execute("COMMIT")
            if caught.error is None:
                return
            if bare.in_transaction:
                bare.execute("ROLLBACK")
            if len(group) > 1 and _lone_cure(caught.error, group):
                for job in group:
                    self._commit(connection, [job])
                return
        for job in group:
            job.error = job.error or caught.error

    def _read_loop(self, opened: Connection) -> None:
        with opened as connection:
            bare = sqlite.driver(connection)
            bare.execute("PRAGMA query_only=ON")
            before = 0.0
            while (job := self._reads.get()) is not None:
                group, ended = _drain(self._reads, job, before)
                bare.execute("BEGIN")
                _each(connection, group)
                bare.execute("COMMIT")
                _tell(group)
                before = time.monotonic()
                if ended:
                    return


def _each(connection: Connection, jobs: list[_Job]) -> None:
    for job in jobs:
        with _Caught() as caught:
            job.result = job.work(connection)
        job.error = caught.error


def _run_one(connection: Connection, bare: sqlite3.Connection, job: _Job) -> None:
    job.error = None
    bare.execute("SAVEPOINT job")
    with _Caught() as caught:
        job.result = job.work(connection)
    job.error = caught.error
    if not bare.in_transaction:
        return
    if job.error is not None:
        bare.execute("ROLLBACK TO job")
    bare.execute("RELEASE job")


def _lone_cure(error: BaseException, group: list[_Job]) -> bool:
    """Whether the group should be tried one by one: a full disk fails the large ones, the small may still fit."""
    full = [error, *(job.error for job in group if job.error is not None)]
    return any(isinstance(one, StoreBusy) and one.code == "store.full" for one in full)


def _drain(waiting: queue.SimpleQueue[_Job | None], first: _Job, before: float) -> tuple[list[_Job], bool]:
    """Everything that waits already, up to a group; True: the end was among it. `before`: when the last one ended."""
    if time.monotonic() - before < _LOADED:
        time.sleep(_GATHER)
    group = [first]
    while len(group) < _GROUP:
        try:
            job = waiting.get_nowait()
        except queue.Empty:
            return group, False
        if job is None:
            return group, True
        group.append(job)
    return group, False
