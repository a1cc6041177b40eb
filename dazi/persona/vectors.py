"""How near in meaning a text is to the lines' phrasings, by an embedding model's vectors that ship with them, reduced
and quantised; knows no model and no member. Made by `tools/embed_repertoire.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from dazi.errors import ConfigError
from dazi.persona.index import Floats

# What is added to a text before it is embedded: the mean over its tokens then leans towards what it is about.
ASKED = {"zh": "\n这条评论的场景和心情是：", "en": "\nThe scene and mood of this comment:"}
STEPS = 127.0  # a quantised part in -127..127 stands for -1..1 of the row's largest part


def row_key(lang: str, say: str) -> str:
    """The key of a phrasing's row: the same wherever it stands."""
    return hashlib.sha256(f"{lang}|{say}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Vectors:
    """Rows of one embedding model: `mean` (d) and `basis` (d, k) are frozen with the first rows, so that rows made
    later stand in the same space; `rows` (n, k) are unit vectors; `places` says which row a phrasing has. `pull` (k + 1)
    tells what comforting lines answer from what light ones do; empty where it was not fitted."""

    mean: Floats
    basis: Floats
    rows: Floats
    places: dict[str, int]
    pull: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

    @classmethod
    def load(cls, file: Path) -> Vectors:
        """Read a file of `save`. ConfigError where it cannot be read."""
        try:
            with file.open("rb") as raw, np.load(raw, allow_pickle=False) as held:
                rows = _unit(held["rows"].astype(np.float32))
                mean, basis = held["mean"].astype(np.float32), held["basis"].astype(np.float32)
                keys = held["keys"].tobytes().decode("ascii")
                pull = held["pull"].astype(np.float32) if "pull" in held else np.zeros(0, dtype=np.float32)
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise ConfigError("persona.unreadable", file=str(file), why=str(error)) from error
        places = {keys[at : at + 16]: at // 16 for at in range(0, len(keys), 16)}
        return cls(mean, basis, rows, places, pull)

    def save(self, file: Path) -> None:
        """Write mean and basis in half precision, rows in bytes: k + 16 bytes a phrasing."""
        largest = np.abs(self.rows).max(axis=1, keepdims=True)
        rows = np.rint(self.rows / np.maximum(largest, 1e-9) * STEPS).astype(np.int8)
        keys = "".join(sorted(self.places, key=lambda key: self.places[key]))
        with file.open("wb") as out:
            np.savez_compressed(
                out,
                rows=rows,
                mean=self.mean.astype(np.float16),
                basis=self.basis.astype(np.float16),
                keys=np.frombuffer(keys.encode("ascii"), dtype=np.uint8),
                pull=self.pull,
            )

    def reduced(self, vectors: npt.ArrayLike) -> Floats:
        """Embeddings (n, d) as unit vectors of the reduced space (n, k)."""
        raw = np.atleast_2d(np.asarray(vectors, dtype=np.float32))
        return _unit(((_unit(raw) - self.mean) @ self.basis).astype(np.float32))

    def cosines(self, vector: Sequence[float]) -> Floats:
        """The cosine of one embedding (d) with every row (n)."""
        found: Floats = self.rows @ self.reduced(vector)[0]
        return found

    def hurts(self, vector: Sequence[float]) -> float:
        """The chance (0..1) that a comforting line answers this embedding rather than a light one; NaN where unknown."""
        if not len(self.pull):
            return float("nan")
        return float(1 / (1 + np.exp(-(self.reduced(vector)[0] @ self.pull[:-1] + self.pull[-1]))))


def pulled(rows: Floats, warm: npt.NDArray[np.bool_]) -> Floats:
    """The `pull` of rows of which some are answered by comforting lines: logistic regression by Newton's steps, its
    weights held small (ridge of 5 on rows of length 8, the best of four on the sorrows under evals/)."""
    x = np.c_[rows * 8, np.ones(len(rows))].astype(np.float64)
    ridge = np.diag(np.r_[np.full(rows.shape[1], 5.0), 1e-6])
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        likely = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (likely - warm) + ridge @ weights
        step = np.linalg.solve((x.T * (likely * (1 - likely))) @ x + ridge, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    weights[:-1] *= 8
    return weights.astype(np.float32)


def beside(folders: Sequence[Path]) -> dict[str, Vectors]:
    """The vectors that lie beside a persona's lines, by the model that they belong to (vectors-<model>.npz)."""
    files = (file for folder in folders for file in sorted(folder.glob("vectors-*.npz")))
    return {file.stem.removeprefix("vectors-"): Vectors.load(file) for file in files}


def fitted(raw: npt.ArrayLike, size: int) -> tuple[Floats, Floats]:
    """Mean (d) and basis (d, k) of embeddings (n, d): their first k principal directions after the mean is taken off."""
    units = _unit(np.asarray(raw, dtype=np.float32))
    mean = units.mean(axis=0)
    _, _, directions = np.linalg.svd(units - mean, full_matrices=False)
    return mean.astype(np.float32), directions[:size].T.astype(np.float32)


def _unit(rows: Floats) -> Floats:
    made: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return made.astype(np.float32)
