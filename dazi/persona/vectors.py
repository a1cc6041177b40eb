"""How near in meaning a text is to the lines' phrasings; vectors of ours ship beside the lines, reduced and quantised, those
of an operator's own lines are made when they are first needed. Made by `tools/embed_repertoire.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from dazi.errors import ConfigError
from dazi.persona.slots import typical
from dazi.text.meaning import NAME, SIZE, Encoder, Floats
from dazi.types import Lang

FILE = f"vectors-{NAME}.npz"
KEPT = 192  # directions kept: the nearest of 20,000 phrasings stays the same for 82 of 100 comments, as near within 0.002
STEPS = 127.0  # a quantised part in -127..127 stands for -1..1 of the row's largest part


class Meant(NamedTuple):
    """What a comment means: its vector (k,) in the rows' space, and the chance that whoever wrote it hurts."""

    vector: Floats
    hurt: float


def row_key(lang: str, say: str) -> str:
    """The key of a phrasing's row: the same wherever it stands."""
    return hashlib.sha256(f"{lang}|{say}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Vectors:
    """Rows of an encoder: `basis` (d, k) is frozen with the first rows, so that rows made later stand in the same space;
    `rows` (n, k) are unit vectors; `places` says which row a phrasing has."""

    encoder: Encoder
    basis: Floats
    rows: Floats
    places: dict[str, int]

    @classmethod
    def bare(cls, encoder: Encoder) -> Vectors:
        """Without rows that ship: each phrasing's is made when it is needed, in the encoder's own space."""
        return cls(encoder, np.eye(SIZE, dtype=np.float32), np.zeros((0, SIZE), dtype=np.float32), {})

    @classmethod
    def load(cls, file: Path, encoder: Encoder) -> Vectors:
        """Read a file of `save`. ConfigError where it cannot be read."""
        try:
            with file.open("rb") as raw, np.load(raw, allow_pickle=False) as held:
                rows = unit(held["rows"].astype(np.float32))
                basis = held["basis"].astype(np.float32)
                keys = held["keys"].tobytes().decode("ascii")
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise ConfigError("persona.unreadable", file=str(file), why=str(error)) from error
        return cls(encoder, basis, rows, {keys[at : at + 16]: at // 16 for at in range(0, len(keys), 16)})

    def save(self, file: Path) -> None:
        """Write the basis in half precision, rows in bytes: k + 16 bytes a phrasing."""
        largest = np.abs(self.rows).max(axis=1, keepdims=True)
        rows = np.rint(self.rows / np.maximum(largest, 1e-9) * STEPS).astype(np.int8)
        keys = "".join(sorted(self.places, key=lambda key: self.places[key]))
        with file.open("wb") as out:
            np.savez_compressed(
                out,
                rows=rows,
                basis=self.basis.astype(np.float16),
                keys=np.frombuffer(keys.encode("ascii"), dtype=np.uint8),
            )

    def reduced(self, vectors: npt.ArrayLike) -> Floats:
        """An encoder's vectors (n, d) as unit vectors of the reduced space (n, k)."""
        return unit(np.atleast_2d(np.asarray(vectors, dtype=np.float32)) @ self.basis)

    def matrix(self, says: Sequence[tuple[Lang, str]]) -> Floats:
        """The rows (n, k) of phrasings (language, text); those that no file has are made now."""
        keys = [row_key(lang, say) for lang, say in says]
        made = np.zeros((len(keys), self.basis.shape[1]), dtype=np.float32)
        places = np.array([self.places.get(key, -1) for key in keys], dtype=np.intp)
        made[places >= 0] = self.rows[places[places >= 0]]
        if lacking := [
            typical(say, lang) for (lang, say), place in zip(says, places, strict=True) if place < 0
        ]:
            made[places < 0] = self.reduced(self.encoder.vectors(lacking))
        return made


def beside(folders: Sequence[Path], encoder: Encoder) -> Vectors:
    """The vectors that lie beside a persona's lines, the first folder's that has any."""
    file = next((folder / FILE for folder in folders if (folder / FILE).exists()), None)
    return Vectors.load(file, encoder) if file else Vectors.bare(encoder)


def fitted(raw: npt.ArrayLike, size: int) -> Floats:
    """The basis (d, k) of vectors (n, d): their first k principal directions, their mean left in."""
    rows = np.asarray(raw, dtype=np.float64)
    _, directions = np.linalg.eigh(rows.T @ rows)
    return directions[:, ::-1][:, :size].astype(np.float32)


def unit(rows: Floats) -> Floats:
    """Rows of length one."""
    made: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return made.astype(np.float32)
