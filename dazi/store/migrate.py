"""Brings a database's tables to this version and back; Alembic is imported only when there is something to do.

Each step is a module `dazi/store/step_NNNN.py` with Alembic's `revision`, `down_revision`, `upgrade`, `downgrade`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect

from dazi.errors import ConfigError

STEPS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
HEAD = STEPS[-1]


def version(connection: Connection) -> str | None:
    """The step that the tables stand at; None: no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Run the missing steps, within the caller's transaction. ConfigError: the tables are of a newer Dazi."""
    now = version(connection)
    if now is not None and now not in STEPS:
        raise ConfigError("store.newer", found=now, known=HEAD)
    if now != to:
        _walk(connection, lambda scripts, at: scripts._upgrade_revs(to, at))


def downgrade(connection: Connection, to: str = "base") -> None:
    """Take steps back, within the caller's transaction. What only the later tables held is lost."""
    _walk(connection, lambda scripts, at: scripts._downgrade_revs(to, at))


def _walk(connection: Connection, plan: Callable[[Any, Any], Any]) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import Script, ScriptDirectory
    from alembic.script.revision import RevisionMap

    # The steps are modules of this package, not a folder of loose files: so the map is filled here.
    scripts = ScriptDirectory(dir=str(Path(__file__).parent))
    modules = [importlib.import_module(f"dazi.store.step_{step}") for step in STEPS]
    scripts.revision_map = RevisionMap(lambda: [Script(m, m.revision, m.__file__ or "") for m in modules])
    context = MigrationContext.configure(
        connection, opts={"script": scripts, "fn": lambda at, _context: plan(scripts, at)}
    )
    with Operations.context(context):
        context.run_migrations()
