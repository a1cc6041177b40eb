"""Gives a persona's phrasings their vectors and ships them reduced, beside its lines: python tools/embed_repertoire.py

Incremental: phrasings that the shipped file has already are left as they are, and its basis is frozen (`--anew` makes all
again). Resumable: each batch is appended to a work file, so that a killed run goes on where it was. Some 1,500 phrasings a
second on one core."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import platformdirs

from dazi.persona.persona import load
from dazi.persona.repertoire import MEANT, Repertoire, found_by_likeness
from dazi.persona.slots import typical
from dazi.persona.vectors import FILE, KEPT, Vectors, fitted, row_key
from dazi.text.meaning import NAME, SIZE, Encoder, Floats
from dazi.types import Lang

BATCH = 512
LIGHT_OR_WARM = ("chat", "comfort")


class Work:
    """Full vectors on disk: keys in one file, float16 rows in another; a torn tail is cut off when it is opened."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._keys, self._rows = folder / "keys", folder / "rows.f16"
        keys = self._keys.read_text("ascii") if self._keys.exists() else ""
        held = self._rows.stat().st_size // (2 * SIZE) if self._rows.exists() else 0
        count = min(len(keys) // 16, held)
        self.keys = [keys[at * 16 : at * 16 + 16] for at in range(count)]
        self._keys.write_text("".join(self.keys), "ascii")
        with self._rows.open("ab") as rows:
            rows.truncate(count * 2 * SIZE)

    def add(self, keys: Sequence[str], rows: Floats) -> None:
        with self._rows.open("ab") as out:
            out.write(rows.astype(np.float16).tobytes())
        with self._keys.open("a", encoding="ascii") as out:
            out.write("".join(keys))
        self.keys += keys

    def all(self) -> Floats:
        raw = np.fromfile(self._rows, dtype=np.float16, count=len(self.keys) * SIZE)
        return raw.reshape(len(self.keys), SIZE).astype(np.float32)


def phrasings(repertoire: Repertoire) -> dict[str, tuple[Lang, str]]:
    """Every phrasing that is found by meaning, by its key: language and text."""
    return {
        row_key(line.lang, say): (line.lang, say)
        for line in repertoire.lines
        if line.skill in MEANT and found_by_likeness(line)
        for say in line.say
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Encode what is new and write the vectors beside the persona's lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("persona", nargs="?", default="xiaoda")
    parser.add_argument("--anew", action="store_true", help="make the basis and all rows again")
    args = parser.parse_args(arguments)
    persona, encoder = load(args.persona), Encoder()
    target = persona.repertoire[0] / FILE
    repertoire = Repertoire.load(persona.repertoire)
    wanted = phrasings(repertoire)
    shipped = Vectors.load(target, encoder) if target.exists() and not args.anew else None
    work = Work(Path(platformdirs.user_cache_dir("dazi")) / "vectors" / NAME)
    known = {*work.keys, *(shipped.places if shipped else ())}
    left = [key for key in wanted if key not in known]
    for at in range(0, len(left), BATCH):
        keys = left[at : at + BATCH]
        work.add(keys, encoder.vectors([typical(wanted[key][1], wanted[key][0]) for key in keys]))
        print(f"\r{at + len(keys)}/{len(left)} ", end="", file=sys.stderr, flush=True)
    write(work, wanted, shipped, encoder, target)
    return 0


def write(
    work: Work, wanted: dict[str, tuple[Lang, str]], shipped: Vectors | None, encoder: Encoder, target: Path
) -> None:
    """The shipped rows that are still wanted, and those of the work file after them."""
    raw = work.all()
    here = {key: at for at, key in enumerate(work.keys)}
    basis = shipped.basis if shipped else fitted(raw[[here[key] for key in wanted if key in here]], KEPT)
    space = Vectors(encoder, basis, np.zeros((0, basis.shape[1]), dtype=np.float32), {})
    rows = space.reduced(raw) if len(raw) else space.rows
    chosen: list[Floats] = []
    places: dict[str, int] = {}
    for key in wanted:
        old = shipped.places.get(key) if shipped else None
        if old is None and key not in here:
            continue
        places[key] = len(chosen)
        chosen.append(shipped.rows[old] if shipped and old is not None else rows[here[key]])
    made = np.array(chosen, dtype=np.float32)
    Vectors(encoder, basis, made, places).save(target)
    print(
        f"\n{target.name}: {len(places)}/{len(wanted)}, {target.stat().st_size // 1024} KiB", file=sys.stderr
    )


if __name__ == "__main__":
    raise SystemExit(main())
