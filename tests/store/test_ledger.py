"""What the operator's pages read: never a walk over a large table, and sums that old calls are part of."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.console import fill
from dazi.store import migrate, sqlite
from dazi.store.database import Database
from dazi.store.ledger import Ledger, Sieve, _sifted
from dazi.store.records import Records

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = Database.open(tmp_path / "dazi.db")
    await made.write(lambda connection: fill(connection, 2000, NOW.timestamp()))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("sieve", "index"),
    [
        (Sieve(), "mentions"),
        (Sieve(outcome="silent"), "receipts_outcome"),
        (Sieve(reason="silence.muted"), "receipts_reason"),
        (Sieve(skill="draw"), "receipts_skill"),
        (Sieve(outcome="dead"), "mentions_open"),
    ],
)
async def test_a_filter_walks_its_index_and_sorts_nothing_large(
    database: Database, tmp_path: Path, sieve: Sieve, index: str
) -> None:
    query = _sifted(sieve, 1500, 0).limit(51)
    text = str(query.compile(dialect=database._engine.dialect, compile_kwargs={"literal_binds": True}))
    with sqlite3.connect(tmp_path / "dazi.db") as bare:
        plan = [row[3] for row in bare.execute(f"EXPLAIN QUERY PLAN {text}")]
    bare.close()
    assert index in plan[0], plan
    assert not any(step.startswith("SCAN") for step in plan), plan
    if sieve.outcome != "dead":  # of those there are few
        assert not any("TEMP B-TREE" in step for step in plan), plan


async def test_pages_meet_without_gap_under_every_filter(database: Database) -> None:
    ledger = Ledger(database)
    for sieve in (Sieve(), Sieve(outcome="silent"), Sieve(skill="draw", outcome="posted")):
        seen: list[int] = []
        before = 0
        while True:
            leaf = await ledger.page(sieve, 70, before)
            seen += [one.id for one in leaf.found]
            if not leaf.before:
                break
            before = leaf.before
        whole = await ledger.page(sieve, 5000)
        assert seen == [one.id for one in whole.found] == sorted(seen, reverse=True) and seen


async def test_the_filled_rows_agree_with_their_totals(database: Database) -> None:
    counts = await Records(database).counts()
    ledger = Ledger(database)
    for outcome in ("posted", "silent", "failed"):
        leaf = await ledger.page(Sieve(outcome=outcome), 5000)
        assert len(leaf.found) == counts[outcome]
    models = await ledger.models()
    assert sum(one.calls for one in models) == counts["calls"] > 0
    assert {name: count for name, count in (await ledger.reasons()).items() if name.startswith("silent:")}


async def test_calls_from_before_the_console_are_in_the_sums(tmp_path: Path) -> None:
    with sqlite.engine(tmp_path / "dazi.db", 1).connect() as connection:
        with sqlite.exclusive(connection):
            migrate.upgrade(connection, "0008")
        row = "(1, {}, 'plaza', 'm', 't', 9e9, 'chat', 'fast', '{}', '', '', '', 10, 2, 0, 0.5, {}, 1.0, '{}', NULL)"
        rows = ", ".join(
            (
                row.format(0, "m1", 100.0, ""),
                row.format(1, "m1", 300.0, "model.busy"),
                row.format(2, "m2", 5, ""),
            )
        )
        with sqlite.exclusive(connection):
            connection.exec_driver_sql(f"INSERT INTO calls VALUES {rows}")
    database = Database.open(tmp_path / "dazi.db")
    first, second = await Ledger(database).models()
    assert (first.model, first.calls, first.errors, first.mean_ms, first.cost) == ("m1", 2, 1, 200.0, 1.0)
    assert (second.model, second.calls, second.tokens_in) == ("m2", 1, 10)
    database.close()
