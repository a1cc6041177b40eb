"""The models that Dazi can fetch and run itself, read from catalog.toml; knows nothing about how they get here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from dazi.errors import ConfigError
from dazi.types import Strength

Role = Literal["weights", "projector", "tokens"]


@dataclass(frozen=True, slots=True)
class Slices:
    """A file cut into `count` raw slices of `bytes` each (the last is shorter), one a data package of the package
    registry. `package` and `member` are patterns of the slice's number `n`, from 1."""

    package: str
    version: str
    member: str
    count: int
    bytes: int


@dataclass(frozen=True, slots=True)
class File:
    """One file of a model, known by its SHA-256 (hex) and length; `repo`, `revision` and `path` find it on a hub."""

    role: Role
    repo: str
    revision: str
    path: str
    bytes: int
    sha256: str
    slices: Slices | None = None

    @property
    def cached(self) -> str:
        """The name under which it lies in the cache folder: its hash and its own ending."""
        return f"{self.sha256}.{self.path.rpartition('.')[2]}"


@dataclass(frozen=True, slots=True)
class Model:
    """A catalog entry. `memory` in GiB and `cores` say which machine it suits; of several the highest `rank` is
    the default. `thinks`: it reasons aloud unless told not to. `notice`: a sentence to show before fetching it."""

    name: str
    kind: Literal["chat", "speech"]
    strength: Strength
    rank: int
    memory: float
    cores: int
    thinks: bool
    licence: str
    files: tuple[File, ...]
    notice: str = ""

    @property
    def sees(self) -> bool:
        """Whether it understands pictures."""
        return any(file.role == "projector" for file in self.files)

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    @property
    def sliced(self) -> bool:
        """Whether the package registry alone is enough to get it."""
        return all(file.slices for file in self.files)

    @property
    def weights(self) -> File:
        return next(file for file in self.files if file.role == "weights")


@dataclass(frozen=True, slots=True)
class Catalog:
    """The models by name, best first, and the hubs (name -> URL pattern) in the order to try."""

    models: Mapping[str, Model]
    hubs: Mapping[str, str]

    def find(self, name: str) -> Model:
        """The entry of that name; ConfigError models.unknown, with the nearest name, where there is none."""
        if name in self.models:
            return self.models[name]
        near = get_close_matches(name, self.models, n=1, cutoff=0.4)
        known = ", ".join(self.models)
        raise ConfigError("models.unknown", name=name, near=near[0] if near else known, known=known)

    @property
    def chats(self) -> tuple[Model, ...]:
        """The chat models, best first."""
        return tuple(model for model in self.models.values() if model.kind == "chat")


def parse(text: str) -> Catalog:
    """A catalog from TOML text in the form of catalog.toml."""
    table = tomllib.loads(text)
    models = sorted((_model(row) for row in table["model"]), key=lambda model: -model.rank)
    return Catalog({model.name: model for model in models}, dict(table["hubs"]))


@cache
def catalog() -> Catalog:
    """The catalog that ships with Dazi."""
    return parse(files("dazi.models").joinpath("catalog.toml").read_text("utf-8"))


def _model(row: dict[str, Any]) -> Model:
    rest = {name: value for name, value in row.items() if name != "file"}
    return Model(**rest, files=tuple(_file(part) for part in row["file"]))


def _file(row: dict[str, Any]) -> File:
    rest = {name: value for name, value in row.items() if name != "slices"}
    return File(**rest, slices=Slices(**row["slices"]) if "slices" in row else None)
