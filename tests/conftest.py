"""What costs much and is the same for every test of a process is made once: the shipped lines, read and indexed, and an
empty store with all its tables."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dazi.persona.repertoire import HERE, Repertoire
from dazi.store.database import Database
from dazi.text.meaning import Encoder

_read, _open = Repertoire.load, Database.open
_read_once = cache(_read)


def _load(folders: Sequence[Path], encoder: Encoder | None = None) -> Repertoire:
    """`Repertoire.load`, which nobody changes afterwards: that of our own folders is kept, an operator's read anew."""
    if all(folder.is_relative_to(HERE) for folder in folders):
        return _read_once(tuple(folders), encoder)
    return _read(folders, encoder)


Repertoire.load = _load  # type: ignore[method-assign, assignment]


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dazi.db"
        _open(path).close()
        return path.read_bytes()


def _opened(where: Path | str, *, patience: float = 5.0) -> Database:
    """`Database.open`; a new file begins as a copy of the empty store, so that no step is taken again."""
    if isinstance(where, Path) and not where.exists() and where.parent.is_dir():
        with os.fdopen(os.open(where, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(_empty())
    return _open(where, patience=patience)


@pytest.fixture(autouse=True)
def _stores_begin_with_their_tables(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Except where the store's own files, steps and rights are tried."""
    if "store" not in request.path.parts:
        monkeypatch.setattr(Database, "open", _opened)
