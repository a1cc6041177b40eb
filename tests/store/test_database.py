"""The writer's promises: groups, isolation, locked and full disks, nothing of what was deleted left on disk."""

import asyncio
import os
import sqlite3
import stat
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from dazi.errors import ConfigError, StoreBusy
from dazi.store.database import Database
from dazi.store.mentions import Mentions
from dazi.store.wishes import Wishes
from dazi.types import Delivery, Member, Mention, Receipt


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = Database.open(tmp_path / "dazi.db", patience=0.05)
    yield made
    made.close()


def put(connection: Connection, name: str, value: str = "1") -> None:
    connection.exec_driver_sql("INSERT INTO switches VALUES (?, ?, '', 0)", (name, value))


async def names(database: Database) -> list[str]:
    return await database.read(
        lambda connection: [
            row[0] for row in connection.exec_driver_sql("SELECT name FROM switches ORDER BY 1")
        ]
    )


async def test_a_closure_that_fails_takes_only_itself_back(database: Database) -> None:
    def broken(connection: Connection) -> None:
        put(connection, "half")
        raise LookupError("mine")

    results = await asyncio.gather(
        database.write(lambda connection: put(connection, "a")),
        database.write(broken),
        database.write(lambda connection: put(connection, "a")),
        database.write(lambda connection: put(connection, "b")),
        return_exceptions=True,
    )
    assert [type(result).__name__ for result in results] == [
        "NoneType",
        "LookupError",
        "IntegrityError",
        "NoneType",
    ]
    assert await names(database) == ["a", "b"]


async def test_writes_that_wait_share_a_commit(database: Database) -> None:
    commits = 0

    def slow(connection: Connection) -> None:
        bare = connection.connection.dbapi_connection
        assert isinstance(bare, sqlite3.Connection)

        def heard(statement: str) -> None:
            nonlocal commits
            commits += statement == "COMMIT"

        bare.set_trace_callback(heard)
        put(connection, "first")

    await asyncio.gather(
        database.write(slow), *(database.write(lambda c, n=n: put(c, f"n{n:03}")) for n in range(100))
    )
    assert len(await names(database)) == 101
    assert commits < 20


async def test_a_locked_database_is_busy_and_works_again(tmp_path: Path, database: Database) -> None:
    other = sqlite3.connect(tmp_path / "dazi.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy) as caught:
        await database.write(lambda connection: put(connection, "a"))
    assert caught.value.code == "store.locked"
    assert await names(database) == []
    other.execute("ROLLBACK")
    other.close()
    await database.write(lambda connection: put(connection, "a"))
    assert await names(database) == ["a"]


async def test_a_full_disk_fails_what_does_not_fit_and_loses_nothing(database: Database) -> None:
    def shrink(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")

    await database.write(lambda connection: put(connection, "kept"))
    await database.write(shrink)
    results = await asyncio.gather(
        database.write(lambda connection: put(connection, "small")),
        database.write(lambda connection: put(connection, "large", "x" * 1_000_000)),
        database.write(lambda connection: put(connection, "tiny")),
        return_exceptions=True,
    )
    assert [getattr(result, "code", None) for result in results] == [None, "store.full", None]
    assert await names(database) == ["kept", "small", "tiny"]
    await database.write(
        lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=100000").scalar()
    )
    await database.write(lambda connection: put(connection, "large", "x" * 1_000_000))


async def test_a_full_disk_takes_no_half_mention(database: Database) -> None:
    mentions = Mentions(database)
    whose = Member("plaza", "m1")
    at = datetime(2026, 3, 5, tzinfo=UTC)
    made = [Mention("plaza", "xiaoda", str(n), "t", whose, "长" * 20_000, at) for n in range(50)]
    await database.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=120").scalar())
    with pytest.raises(StoreBusy):
        await mentions.take(made, ("plaza", "c1"))
    assert await mentions.cursor("plaza") is None
    await database.write(
        lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=100000").scalar()
    )
    assert len(await mentions.take(made, ("plaza", "c1"))) == 50


async def test_a_waiter_that_is_cancelled_harms_nobody(database: Database) -> None:
    first = asyncio.ensure_future(database.write(lambda connection: put(connection, "a")))
    second = asyncio.ensure_future(database.write(lambda connection: put(connection, "b")))
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert "b" in await names(database)


async def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(ConfigError):
        await database.read(lambda connection: put(connection, "a"))
    assert await names(database) == []


async def test_close_commits_what_waits_and_refuses_more(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "dazi.db")
    writes = [asyncio.ensure_future(database.write(lambda c, n=n: put(c, str(n)))) for n in range(20)]
    await asyncio.sleep(0)
    database.close()
    database.close()
    await asyncio.gather(*writes)
    with pytest.raises(StoreBusy):
        await database.write(lambda connection: put(connection, "late"))
    again = Database.open(f"sqlite:///{tmp_path / 'dazi.db'}")
    assert len(await names(again)) == 20
    again.close()


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    Database.open(tmp_path / "deep" / "dazi.db").close()
    assert stat.S_IMODE(os.stat(tmp_path / "deep" / "dazi.db").st_mode) == 0o600


@pytest.mark.parametrize(
    ("url", "code"), [("postgresql://x:secret@y/z", "store.url"), ("mysql://a", "store.url")]
)
def test_an_address_of_another_kind_is_refused_without_its_secret(url: str, code: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Database.open(url)
    assert caught.value.code == code and "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dazi.db").write_text("not a database, only some longer text\n" * 100)
    with pytest.raises(ConfigError) as caught:
        Database.open(tmp_path / "dazi.db")
    assert caught.value.code == "store.unreadable"


async def test_forgotten_words_stand_nowhere_on_disk(tmp_path: Path, database: Database) -> None:
    mentions, wishes = Mentions(database), Wishes(database)
    member = Member("plaza", "m1", "阿明")
    words = "极其私密的一句话" * 2000
    given = Mention("plaza", "xiaoda", "1", "t", member, words, datetime(2026, 3, 5, tzinfo=UTC))
    (id,) = await mentions.accept([given])
    lease = Delivery("l", (id,), "1", 1, 0.0)
    await mentions.begin(lease)
    await mentions.finish(lease.token, [id], Receipt("silent", "silence.muted"))

    def found() -> bool:
        secret = "极其私密的一句话".encode()
        return any(secret in file.read_bytes() for file in tmp_path.glob("dazi.db*"))

    assert found()
    await wishes.forget(member)
    assert not found()


@pytest.mark.parametrize("dies", [False, True])
async def test_the_words_that_asked_to_be_forgotten_stand_nowhere_on_disk(
    tmp_path: Path, database: Database, dies: bool
) -> None:
    mentions, wishes = Mentions(database), Wishes(database)
    words = "忘了我，极其私密的一句话" * 2000
    given = Mention("plaza", "us", "1", "t", Member("plaza", "m1"), words, datetime(2026, 3, 5, tzinfo=UTC))
    (id,) = await mentions.accept([given])
    await mentions.begin(Delivery("l", (id,), "1", 1, 0.0))
    await wishes.forget(given.member)
    if dies:
        await mentions.strike("1", [id], "boom", dead=True)
    else:
        await mentions.finish("1", [id], Receipt("posted", "", "p", "forget"))
    secret = "极其私密的一句话".encode()
    assert not any(secret in file.read_bytes() for file in tmp_path.glob("dazi.db*"))


def test_an_up_to_date_database_opens_without_alembic(tmp_path: Path) -> None:
    import subprocess

    Database.open(tmp_path / "dazi.db").close()
    program = (
        "import sys; from pathlib import Path; from dazi.store.database import Database;"
        "Database.open(Path(sys.argv[1])).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, tmp_path / "dazi.db"], check=False).returncode == 0
