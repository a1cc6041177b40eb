"""The steps make the tables that the code expects, and take them back."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from dazi.errors import ConfigError
from dazi.queue import tables as queue_tables
from dazi.store import migrate, sqlite, tables
from dazi.store.database import Database


def test_the_steps_make_the_tables_that_the_code_expects(tmp_path: Path) -> None:
    Database.open(tmp_path / "dazi.db").close()
    with sqlite.engine(tmp_path / "dazi.db", 1).connect() as connection:
        assert migrate.version(connection) == migrate.HEAD
        # The words of clips lie in tables of FTS5's own, which no metadata knows.
        mine = {"include_name": lambda name, kind, above: not str(name).startswith("clips_fts")}
        context = MigrationContext.configure(connection, opts=mine)
        expected = [tables.metadata, queue_tables.metadata]
        assert compare_metadata(context, expected) == []  # type: ignore[arg-type]


def test_every_step_can_be_taken_back(tmp_path: Path) -> None:
    with sqlite.engine(tmp_path / "dazi.db", 1).connect() as connection:
        for step in migrate.STEPS:
            with sqlite.exclusive(connection):
                migrate.upgrade(connection, step)
        with sqlite.exclusive(connection):
            migrate.downgrade(connection)
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        with sqlite.exclusive(connection):
            migrate.upgrade(connection)
    Database.open(tmp_path / "dazi.db").close()


def test_a_step_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with sqlite.engine(tmp_path / "dazi.db", 1).connect() as connection:
        connection.exec_driver_sql("CREATE TABLE totals (x)")
        with pytest.raises(Exception, match="totals"), sqlite.exclusive(connection):
            migrate.upgrade(connection)
        assert set(inspect(connection).get_table_names()) == {"totals"}


def test_tables_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    Database.open(tmp_path / "dazi.db").close()
    with sqlite.engine(tmp_path / "dazi.db", 1).connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ConfigError) as caught:
        Database.open(tmp_path / "dazi.db")
    assert caught.value.code == "store.newer"
