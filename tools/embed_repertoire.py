"""Embeds a persona's phrasings with the embedded model and ships them reduced: python tools/embed_repertoire.py [MODEL]

Resumable: each batch's full vectors are appended to a work file, so that a killed run goes on where it was. Incremental:
phrasings that the shipped file has already are left as they are, and its mean and basis are frozen (`--anew` makes them
again from the work file). Needs the model's weights in the cache; 40 to 80 tokens a second on two cores."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import platformdirs
from openai import OpenAI

from dazi.models.cache import whole
from dazi.models.catalog import catalog
from dazi.models.llama import Serving, embedding
from dazi.persona.index import Floats
from dazi.persona.persona import load
from dazi.persona.repertoire import Repertoire
from dazi.persona.slots import emptied
from dazi.persona.vectors import ASKED, Vectors, fitted, row_key

SIZE = 192  # directions kept
BATCH = 32
SKILLS = ("chat", "comfort", "answer")  # a joke is found by its subject, copy by its kind


Ask = Callable[[Sequence[str]], Floats]


class Work:
    """Full vectors on disk: keys in one file, float16 rows in another; a torn tail is cut off when it is opened."""

    def __init__(self, folder: Path, width: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._keys, self._rows, self._width = folder / "keys", folder / "rows.f16", width
        keys = self._keys.read_text("ascii") if self._keys.exists() else ""
        held = self._rows.stat().st_size // (2 * width) if self._rows.exists() else 0
        count = min(len(keys) // 16, held)
        self.keys = [keys[at * 16 : at * 16 + 16] for at in range(count)]
        self._keys.write_text("".join(self.keys), "ascii")
        with self._rows.open("ab") as rows:
            rows.truncate(count * 2 * width)

    def add(self, keys: Sequence[str], rows: Floats) -> None:
        with self._rows.open("ab") as out:
            out.write(rows.astype(np.float16).tobytes())
        with self._keys.open("a", encoding="ascii") as out:
            out.write("".join(keys))
        self.keys += keys

    def all(self) -> Floats:
        raw = np.fromfile(self._rows, dtype=np.float16, count=len(self.keys) * self._width)
        return raw.reshape(len(self.keys), self._width).astype(np.float32)


def phrasings(repertoire: Repertoire) -> dict[str, tuple[str, str]]:
    """Every phrasing that is found by meaning, by its key: language and text."""
    found = {}
    for skill in SKILLS:
        for line in (line for line in repertoire.lines if line.skill == skill):
            for say in line.say:
                found[row_key(line.lang, say)] = (line.lang, emptied(say))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Embed what is new and write the vectors beside the persona's lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", default="qwen2.5-coder-1.5b")
    parser.add_argument("--persona", default="xiaoda")
    parser.add_argument("--anew", action="store_true", help="mean and basis from all rows again")
    args = parser.parse_args(arguments)
    model = catalog().find(args.model)
    weights = next(file for file in model.files if file.role == "weights")
    path = whole(model)
    if path is None:
        print(f"dazi models pull {model.name}", file=sys.stderr)
        return 1
    folder = load(args.persona).repertoire[0]
    target = folder / f"vectors-{weights.sha256[:12]}.npz"
    wanted = phrasings(Repertoire.load(load(args.persona).repertoire))
    server = embedding(Serving(path["weights"], 0))
    client = OpenAI(base_url=f"{server.listening_address}/v1", api_key="none")

    def ask(texts: Sequence[str]) -> Floats:
        made = client.embeddings.create(model="embedding", input=list(texts), encoding_format="float")
        return np.array([one.embedding for one in made.data], dtype=np.float32)

    place = Path(platformdirs.user_cache_dir("dazi")) / "vectors" / weights.sha256[:12]
    work = Work(place, ask(["你好"]).shape[1])
    _embed(work, wanted, ask)
    _write(work, wanted, target, args.anew)
    return 0


def _embed(work: Work, wanted: dict[str, tuple[str, str]], ask: Ask) -> None:
    known = set(work.keys)
    left = [key for key in wanted if key not in known]
    began = time.monotonic()
    for at in range(0, len(left), BATCH):
        keys = left[at : at + BATCH]
        work.add(keys, ask([wanted[key][1] + ASKED[wanted[key][0]] for key in keys]))
        done = at + len(keys)
        rest = (time.monotonic() - began) / done * (len(left) - done)
        print(f"\r{done}/{len(left)}  {rest:.0f} s ", end="", file=sys.stderr, flush=True)


def _write(work: Work, wanted: dict[str, tuple[str, str]], target: Path, anew: bool) -> None:
    raw, at = work.all(), {key: n for n, key in enumerate(work.keys)}
    if target.exists() and not anew:
        frozen = Vectors.load(target)
        mean, basis = frozen.mean, frozen.basis
    else:
        mean, basis = fitted(raw[[at[key] for key in wanted]], SIZE)
    space = Vectors(mean, basis, raw[:0], {})
    rows = space.reduced(raw[[at[key] for key in wanted]])
    Vectors(mean, basis, rows, {key: n for n, key in enumerate(wanted)}).save(target)
    print(f"\n{len(wanted)} rows, {target.stat().st_size / 1024:.0f} KiB: {target.name}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
