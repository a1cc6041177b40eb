"""Passwords, one-time codes and logins of the console as rows."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dazi.store.database import Database
from dazi.store.operators import Operators

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def operators(tmp_path: Path) -> Iterator[Operators]:
    database = Database.open(tmp_path / "dazi.db")
    yield Operators(database)
    database.close()


async def test_a_code_sets_one_password_once_and_in_its_time(operators: Operators) -> None:
    assert await operators.password() is None and await operators.offered(NOW) is None
    assert await operators.offer("code", NOW, LATER)
    assert await operators.offered(NOW) == "code" and await operators.offered(LATER) is None
    assert not await operators.claim("another", "hash", NOW)
    assert not await operators.claim("code", "hash", LATER)
    assert await operators.claim("code", "hash", NOW)
    assert await operators.password() == "hash"
    assert not await operators.claim("code", "thief", NOW)
    assert not await operators.offer("code", NOW, LATER), "no code is given while there is a password"


async def test_a_newer_code_puts_the_older_out_of_use(operators: Operators) -> None:
    await operators.offer("first", NOW, LATER)
    await operators.offer("second", NOW, LATER)
    assert not await operators.claim("first", "hash", NOW)
    assert await operators.claim("second", "hash", NOW)


async def test_a_login_ends_by_itself_by_leaving_and_with_the_password(operators: Operators) -> None:
    for hash in ("one", "two", "three"):
        await operators.enter(hash, NOW, LATER)
    assert await operators.entered("one", NOW) and not await operators.entered("one", LATER)
    assert not await operators.entered("nobody's", NOW)
    await operators.leave("one")
    assert not await operators.entered("one", NOW) and await operators.entered("two", NOW)
    await operators.set_password("hash", NOW)
    assert not await operators.entered("two", NOW)
    await operators.enter("four", NOW, LATER)
    await operators.reset()
    assert await operators.password() is None and not await operators.entered("four", NOW)
