"""The plaza's own database, plaza.db: its tables and how it is opened; knows nothing of HTTP or of Dazi's store."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from dazi.errors import ConfigError

VERSION = 4
TOP, ANSWER, GONE = 0, 1, 2  # comments.state: the first of a thread, one below it, deleted

metadata = sa.MetaData()

members = sa.Table(
    "members",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("avatar", sa.Text, nullable=False),
    sa.Column("color", sa.Text, nullable=False),
    sa.Column("ai", sa.Boolean, nullable=False),
    sa.Column("demo", sa.Boolean, nullable=False),  # one of those whom a visitor may speak as
    sa.Column("place", sa.Integer, nullable=False),
)

videos = sa.Table(
    "videos",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("title_en", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("tags", sa.JSON, nullable=False),
    sa.Column("captions", sa.JSON, nullable=False),
    sa.Column("likes", sa.Integer, nullable=False, default=0),
    sa.Column("comments", sa.Integer, nullable=False, default=0),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("file", sa.Text, nullable=False),  # name inside the clips or the uploads folder
    sa.Column("poster", sa.Text, nullable=False),
    sa.Column("ready", sa.Boolean, nullable=False),
    sa.Column("made", sa.Boolean, nullable=False),  # made by AI: one of the sample clips
    sa.Column("place", sa.Integer, nullable=False),  # order in the feed, lowest first
)

chapters = sa.Table(
    "chapters",
    metadata,
    sa.Column("file", sa.Text, primary_key=True),  # videos.file: a clip that is drawn anew has none yet
    sa.Column("rows", sa.JSON, nullable=False),  # [{"t": seconds, "title": words}] in order
)

comments = sa.Table(
    "comments",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("video", sa.Text, nullable=False),
    sa.Column("thread", sa.Integer, nullable=False),
    sa.Column("parent", sa.Integer),
    sa.Column("parent_member", sa.Text),
    sa.Column("member", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.Integer, nullable=False),  # UTC, milliseconds
    sa.Column("state", sa.Integer, nullable=False),
    sa.Column("likes", sa.Integer, nullable=False, default=0),
    sa.Column("replies", sa.Integer, nullable=False, default=0),
    sa.Column("hot", sa.Integer, nullable=False, default=0),
    sa.Column("label", sa.Text, nullable=False, default=""),
    sa.Column("sample", sa.Boolean, nullable=False, default=False),
    sa.Column("attachments", sa.JSON, nullable=False),
    sa.Column("client", sa.Text),
    sa.Index("tops_hot", "video", "state", "hot", "seq"),
    sa.Index("tops_new", "video", "state", "seq"),
    sa.Index("in_thread", "thread", "seq"),
    sa.Index("under_parent", "parent", "member"),
    sa.Index("of_member", "member", "seq"),
    sa.Index("by_time", "at"),
    sa.Index("once", "member", "client", unique=True, sqlite_where=sa.text("client IS NOT NULL")),
    sqlite_autoincrement=True,
)

# What is said one to one, apart from the comments, so that no question about those can ever meet it. Numbers come from
# the comments' own counter: one cursor goes over both, and no id stands for two things.
whispers = sa.Table(
    "whispers",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("member", sa.Text, nullable=False),  # whose talk it is, whoever said it
    sa.Column("own", sa.Boolean, nullable=False),  # said by the companion
    sa.Column("parent", sa.Integer),  # what the companion answers
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.Integer, nullable=False),
    sa.Column("gone", sa.Boolean, nullable=False, default=False),
    sa.Column("label", sa.Text, nullable=False, default=""),
    sa.Column("attachments", sa.JSON, nullable=False),
    sa.Column("client", sa.Text),
    sa.Index("whispers_of", "member", "seq"),
    sa.Index("whispers_under", "parent"),
    sa.Index("whispers_by_time", "at"),
    sa.Index("whispers_once", "member", "client", unique=True, sqlite_where=sa.text("client IS NOT NULL")),
)

follows = sa.Table(
    "follows", metadata, sa.Column("member", sa.Text, primary_key=True), sqlite_with_rowid=False
)

likes = sa.Table(
    "likes",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),  # "comment" or "video"
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("member", sa.Text, primary_key=True),
    sqlite_with_rowid=False,
)

uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("member", sa.Text, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("mime", sa.Text, nullable=False),
    sa.Column("alt", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("at", sa.Integer, nullable=False),
    sa.Column("used", sa.Boolean, nullable=False, default=False),
    sa.Column(
        "consent_at", sa.Integer
    ),  # when the member ticked that those to be seen agreed; NULL: they didn't
    sa.Column("shown_to", sa.Text),  # attached one to one: only this member may see the file
    sa.Index("uploads_by_file", "file"),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sqlite_autoincrement=True,
)


def now_ms() -> int:
    """UTC in milliseconds, as comments.at has it."""
    return int(time.time() * 1000)


def open_database(path: Path) -> tuple[sa.Engine, bool]:
    """The engine of plaza.db and whether it was made just now. Its folder is made where it is missing. Transactions
    of `engine.execution_options(write=True)` take the write lock at their beginning. ConfigError for a file of
    another version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 10, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with engine.execution_options(write=True).begin() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if not 0 <= version <= VERSION:
            raise ConfigError("plaza.version", path=str(path), found=version, wanted=VERSION)
        if version < VERSION:
            metadata.create_all(connection)  # the tables that an older plaza lacks
            _widen(connection, version)
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        if version == 0:
            # Comment ids start at the clock: a plaza that was deleted and made anew never gives an id (or a place
            # in the companion's stream) a second time, which Dazi's store would take for a comment it knows.
            for table in (comments.name, events.name):
                connection.exec_driver_sql(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, now_ms())
                )
    return engine, version == 0


def _widen(connection: sa.Connection, version: int) -> None:
    """The columns that came after a version."""
    if 0 < version < 3:
        connection.exec_driver_sql("ALTER TABLE uploads ADD COLUMN consent_at INTEGER")
    if 0 < version < 4:
        connection.exec_driver_sql("ALTER TABLE uploads ADD COLUMN shown_to TEXT")
        connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS uploads_by_file ON uploads (file)")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where _begin says, not where the driver guesses
    # synchronous=NORMAL: a killed process loses nothing; only a power cut may lose the last moments of a demo.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    write: Any = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
