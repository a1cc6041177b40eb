"""How akin two sayings are to an eye that the lines themselves have trained: what one line answers lies close together, what
others answer apart. Knows no lines and no files but its own, which is made by `training/kin.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dazi.errors import ConfigError
from dazi.persona.index import pairs, signs
from dazi.persona.vectors import unit

FILE = "kin.npz"
STEPS = 127.0  # a quantised weight in -127..127 stands for -1..1 of its row's largest

Floats = npt.NDArray[np.float32]


def parts(text: str) -> frozenset[str]:
    """What a text is made of: pairs of neighbouring signs, words, and the single signs that say something."""
    return pairs(text) | signs(text)


@dataclass(frozen=True)
class Kin:
    """`places` says which of the `rows` (n, k) a part has, `rarity` (n,) how rare it is among the phrasings; `turn` (m, k)
    takes a meaning (m,), less the phrasings' `centre`, into the same space; `space` names the one that meanings stand in."""

    places: Mapping[str, int]
    rarity: Floats
    rows: Floats
    turn: Floats
    centre: Floats
    space: int = 0
    _rarities: list[float] = field(init=False, repr=False, compare=False)
    _rarest: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rarities", self.rarity.tolist())
        object.__setattr__(self, "_rarest", float(self.rarity.max(initial=1.0)))

    @classmethod
    def load(cls, file: Path) -> Kin:
        """Read a file of `save`. ConfigError where it cannot be read."""
        try:
            with file.open("rb") as raw, np.load(raw, allow_pickle=False) as held:
                names = held["names"].tobytes().decode("utf-8").split("\n")
                rows = held["rows"].astype(np.float32) * (held["largest"].astype(np.float32) / STEPS)
                rarity, turn, centre = (held[key].astype(np.float32) for key in ("rarity", "turn", "centre"))
                space = int(held["space"])
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise ConfigError("persona.unreadable", file=str(file), why=str(error)) from error
        return cls({name: at for at, name in enumerate(names)}, rarity, rows, turn, centre, space)

    def save(self, file: Path) -> None:
        """Write rows in bytes, the rest in half precision."""
        largest = np.abs(self.rows).max(axis=1, keepdims=True)
        names = "\n".join(sorted(self.places, key=lambda name: self.places[name]))
        with file.open("wb") as out:
            np.savez_compressed(
                out,
                names=np.frombuffer(names.encode("utf-8"), dtype=np.uint8),
                rows=np.rint(self.rows / np.maximum(largest, 1e-9) * STEPS).astype(np.int8),
                largest=largest.astype(np.float16),
                rarity=self.rarity.astype(np.float16),
                turn=self.turn.astype(np.float16),
                centre=self.centre.astype(np.float16),
                space=np.uint32(self.space),
            )

    def vector(self, made: frozenset[str], meaning: Floats) -> Floats:
        """The unit vector (k,) of a text made of these parts and of this meaning (m,)."""
        at = [place for part in made if (place := self.places.get(part)) is not None]
        whole = np.asarray((meaning - self.centre) @ self.turn, dtype=np.float32)
        if at:
            weights = self.rarity[at]
            whole += weights @ self.rows[at] / max(1e-6, float(np.linalg.norm(weights)))
        found: Floats = unit(whole[None])[0]
        return found

    def middle(self, texts: Sequence[frozenset[str]], meanings: Floats) -> Floats:
        """The average (k,) of many texts' vectors, so that a product with it is the average likeness."""
        rows = [self.vector(made, row) for made, row in zip(texts, meanings, strict=True)]
        return np.asarray(np.mean(rows, axis=0), dtype=np.float32)

    def weights(self, made: Iterable[str]) -> dict[str, float]:
        """How rare each part is; one that the phrasings lack is as rare as any."""
        places, rarity, rarest = self.places, self._rarities, self._rarest
        return {part: rarity[at] if (at := places.get(part)) is not None else rarest for part in made}


def space_of(basis: Floats) -> int:
    """The name of the space that a basis spans: meanings of another cannot be turned."""
    return crc32(basis.astype(np.float16).tobytes())


def beside(folders: Sequence[Path], basis: Floats) -> Kin | None:
    """What lies beside a persona's lines, the first folder's that has any; None where there is none, or it was taught in
    another space than the basis (d, m) spans."""
    file = next((folder / FILE for folder in folders if (folder / FILE).exists()), None)
    found = Kin.load(file) if file else None
    return found if found and found.space == space_of(basis) else None


class Made(NamedTuple):
    """What a line is made of, all and phrasing by phrasing with its weight, and the middle of its phrasings' vectors."""

    all: frozenset[str]
    says: tuple[tuple[frozenset[str], float], ...]
    middle: Floats | None


class Asked(NamedTuple):
    """What a comment is made of, how much each part says and all together, and its vector."""

    made: frozenset[str]
    weights: Mapping[str, float]
    whole: float
    vector: Floats | None


def weights(made: frozenset[str], kin: Kin | None) -> Mapping[str, float]:
    """How much each part says; without a kin file all say the same."""
    return kin.weights(made) if kin else dict.fromkeys(made, 1.0)


def read_asked(plain: str, kin: Kin | None, meaning: Floats | None) -> Asked:
    """A comment, read once for all the lines."""
    made = parts(plain)
    vector = kin.vector(made, meaning) if kin is not None and meaning is not None else None
    said = weights(made, kin)
    return Asked(made, said, sum(said.values()), vector)


def read_made(says: Sequence[str], reply: str, kin: Kin | None, meanings: Floats | None) -> Made:
    """A line, read once for all comments; `meanings` are its phrasings' (n, m)."""
    read = [parts(say) for say in says]
    middle = kin.middle(read, meanings) if kin is not None and meanings is not None else None
    weighed = tuple((made, max(1.0, sum(weights(made, kin).values()))) for made in read)
    return Made(parts(reply).union(*read), weighed, middle)


def compared(asked: Asked, line: Made) -> tuple[float, float, float, float]:
    """`akin`, `cover`, `shared` and `whole` of repertoire.Near."""
    akin = float("nan")
    if asked.vector is not None and line.middle is not None:
        akin = float(line.middle @ asked.vector)
    says = asked.weights.__getitem__
    shared = sum(map(says, asked.made & line.all))
    whole = max(sum(map(says, asked.made & made)) / weight for made, weight in line.says)
    return akin, shared / max(1.0, asked.whole), shared, whole
