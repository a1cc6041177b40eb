"""Strict reading of parsed TOML, key by key; it knows nothing of what the keys mean."""

from types import UnionType
from typing import Any, TypeVar, cast

from dazi.clips.motion import EASES, Key, Track
from dazi.errors import ConfigError

T = TypeVar("T")
NUMBER = int | float


class Table:
    """A TOML table that is read key by key and must be empty in the end."""

    def __init__(self, film: str, where: str, raw: object, code: str = "clips_script_broken") -> None:
        self.film, self.where, self.code = film, where, code
        if not isinstance(raw, dict):
            raise self.broken("is no table")
        self.raw = cast(dict[str, Any], dict(raw))

    def broken(self, why: str) -> ConfigError:
        return ConfigError(self.code, film=self.film, where=self.where, why=why)

    def take(self, key: str, kind: type[T] | UnionType, default: T | None = None) -> T:
        value = self.raw.pop(key, default)
        if value is None:
            raise self.broken(f"lacks {key!r}")
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.broken(f"{key!r} has the wrong type")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        return float(self.take(key, NUMBER, default))

    def numbers(
        self, key: str, default: tuple[float, ...] | None = None, count: int = 2
    ) -> tuple[float, ...]:
        value = self.take(key, list, None if default is None else list(default))
        if len(value) != count or not all(isinstance(v, NUMBER) for v in value):
            raise self.broken(f"{key!r} needs {count} numbers")
        return tuple(float(v) for v in value)

    def one_of(self, key: str, names: object, default: str) -> str:
        value = self.take(key, str, default)
        if value not in cast(tuple[str, ...], names):
            raise self.broken(f"{key!r} knows no {value!r}")
        return value

    def tables(self, key: str) -> list["Table"]:
        rows = self.take(key, list, [])
        return [Table(self.film, f"{self.where}.{key}[{i}]", row, self.code) for i, row in enumerate(rows)]

    def track(self, key: str, width: int) -> Track | None:
        if key not in self.raw:
            return None
        keys: list[Key] = []
        for row in self.take(key, list):
            ease = row[-1] if isinstance(row, list) and row and isinstance(row[-1], str) else "inout"
            figures = [v for v in row if isinstance(v, NUMBER)] if isinstance(row, list) else []
            if len(figures) != width + 1 or ease not in EASES:
                raise self.broken(f"{key!r} needs rows of a time and {width} numbers, perhaps an ease")
            if keys and figures[0] <= keys[-1].t:
                raise self.broken(f"{key!r} goes back in time")
            keys.append(Key(float(figures[0]), tuple(float(v) for v in figures[1:]), ease))
        if not keys:
            raise self.broken(f"{key!r} is empty")
        return Track(tuple(keys))

    def done(self) -> None:
        if self.raw:
            raise self.broken(f"doesn't know {sorted(self.raw)[0]!r}")
