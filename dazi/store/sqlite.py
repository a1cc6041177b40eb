"""What SQLite does differently from other SQL databases, all of it in this file; knows no table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from dazi.errors import ConfigError, DaziError, StoreBusy

__all__ = ["Insert", "driver", "engine", "exclusive", "insert", "truncate_log", "understood"]

_FULL = {sqlite3.SQLITE_FULL}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


def engine(path: Path, patience: float) -> Engine:
    """An engine whose connections are set up for many processes: WAL, each commit on disk, deleted words zeroed.
    `patience`: seconds to wait for another process's lock. Transactions are begun by hand (see `Database`)."""
    made = create_engine(
        f"sqlite:///{path}",
        poolclass=NullPool,
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": patience},
    )

    @event.listens_for(made, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA cache_size=-8000")

    return made


def driver(connection: Connection) -> sqlite3.Connection:
    """The bare connection: transaction statements go through it, at a tenth of the cost."""
    bare = connection.connection.dbapi_connection
    assert isinstance(bare, sqlite3.Connection)
    return bare


@contextmanager
def exclusive(connection: Connection) -> Iterator[None]:
    """A transaction that no other process writes beside; rolled back on any error."""
    bare = driver(connection)
    bare.execute("BEGIN IMMEDIATE")
    done = False
    try:
        yield
        done = True
    finally:
        bare.execute("COMMIT" if done else "ROLLBACK")


def truncate_log(connection: Connection) -> bool:
    """Move the write-ahead log into the file and empty it, so that no deleted word stands in either; outside of
    a transaction. False: a reader held it open all the time."""
    busy, _, _ = driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def understood(error: DBAPIError | sqlite3.Error) -> DaziError | None:
    """The error as ours: StoreBusy when it may pass, ConfigError when the operator has to look; None: a defect."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in _FULL or (primary == sqlite3.SQLITE_IOERR):
        return StoreBusy("store.full")
    if primary in _LOCKED:
        return StoreBusy("store.locked")
    if primary in _BROKEN:
        return ConfigError("store.unreadable", cause=str(cause))
    return None
