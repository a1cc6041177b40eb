"""A persona's word lists and the weights of its small models, read from their files; knows no lines."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from dazi.errors import ConfigError
from dazi.text.meaning import NAME


def table_of(file: Path) -> Mapping[str, Any]:
    """A list file as it stands. ConfigError where it cannot be read."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError("persona.unreadable", file=str(file), why=str(error)) from error


def weights_of(file: Path, *names: str, **same: tuple[str, ...]) -> tuple[Any, ...]:
    """The arrays of these names in a file of weights, in order; `same` are arrays that must hold just this. ConfigError
    where it cannot be read, belongs to another encoder or to other names."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["encoder"]) != NAME or any(
                tuple(kept[name].tolist()) != told for name, told in same.items()
            ):
                raise ValueError(str(kept["encoder"]))
            return tuple(kept[name] for name in names)
    except (OSError, KeyError, ValueError) as error:
        raise ConfigError("persona.weights", path=str(file)) from error
