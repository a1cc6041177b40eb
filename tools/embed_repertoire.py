"""Embeds a persona's phrasings with the embedded model and ships them reduced: python tools/embed_repertoire.py [MODEL]

Resumable: each batch's full vectors are appended to a work file, so that a killed run goes on where it was. Incremental:
phrasings that the shipped file has already are left as they are, and its mean and basis are frozen (`--anew` makes them
again from the work file). Needs the model's weights in the cache; 40 to 80 tokens a second on two cores."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import platformdirs
from openai import OpenAI

from dazi.models.cache import whole
from dazi.models.catalog import catalog
from dazi.models.llama import Serving, embedding
from dazi.persona.index import Floats
from dazi.persona.persona import load
from dazi.persona.repertoire import Repertoire, found_by_likeness
from dazi.persona.slots import emptied
from dazi.persona.vectors import ASKED, Vectors, fitted, pulled, row_key

SIZE = 192  # directions kept
BATCH = 32
SKILLS = (("chat", "comfort"), ("answer",))  # a joke is found by its subject, copy by its kind


class Work:
    """Full vectors on disk: keys in one file, float16 rows in another, their width in a third; a torn tail is cut off
    when it is opened."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._keys, self._rows, self._size = folder / "keys", folder / "rows.f16", folder / "width"
        self._width = int(self._size.read_text()) if self._size.exists() else 0
        keys = self._keys.read_text("ascii") if self._keys.exists() else ""
        held = self._rows.stat().st_size // (2 * self._width) if self._width and self._rows.exists() else 0
        count = min(len(keys) // 16, held)
        self.keys = [keys[at * 16 : at * 16 + 16] for at in range(count)]
        self._keys.write_text("".join(self.keys), "ascii")
        with self._rows.open("ab") as rows:
            rows.truncate(count * 2 * self._width)

    def add(self, keys: Sequence[str], rows: Floats) -> None:
        self._width = rows.shape[1]
        self._size.write_text(str(self._width))
        with self._rows.open("ab") as out:
            out.write(rows.astype(np.float16).tobytes())
        with self._keys.open("a", encoding="ascii") as out:
            out.write("".join(keys))
        self.keys += keys

    def all(self) -> Floats:
        raw = np.fromfile(self._rows, dtype=np.float16, count=len(self.keys) * self._width)
        return raw.reshape(len(self.keys), self._width).astype(np.float32)


def phrasings(repertoire: Repertoire) -> dict[str, tuple[str, str]]:
    """Every phrasing that is found by meaning, by its key: language and text. First phrasings come first, so that a
    run that was cut short has something of every line."""
    found = {}
    for skills in SKILLS:
        lines = [line for line in repertoire.lines if line.skill in skills and found_by_likeness(line)]
        for place in range(max((len(line.say) for line in lines), default=0)):
            for line in (line for line in lines if len(line.say) > place):
                say = line.say[place]
                found[row_key(line.lang, say)] = (line.lang, emptied(say))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Embed what is new and write the vectors beside the persona's lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", default="qwen2.5-coder-1.5b")
    parser.add_argument("--persona", default="xiaoda")
    parser.add_argument("--write", action="store_true", help="write what the work file has, embed nothing")
    parser.add_argument("--anew", action="store_true", help="mean and basis from all rows again")
    args = parser.parse_args(arguments)
    model = catalog().find(args.model)
    path = whole(model)
    if path is None:
        print(f"dazi models pull {model.name}", file=sys.stderr)
        return 1
    persona = load(args.persona)
    target = persona.repertoire[0] / f"vectors-{model.weights.sha256[:12]}.npz"
    repertoire = Repertoire.load(persona.repertoire)
    wanted = phrasings(repertoire)
    shipped = Vectors.load(target) if target.exists() and not args.anew else None
    work = Work(Path(platformdirs.user_cache_dir("dazi")) / "vectors" / model.weights.sha256[:12])
    known = {*work.keys, *(shipped.places if shipped else ())}
    if not args.write and (left := [key for key in wanted if key not in known]):
        _embed(work, wanted, left, path["weights"])
    _write(work, wanted, answered_warmly(repertoire), shipped, target)
    return 0


def _embed(work: Work, wanted: dict[str, tuple[str, str]], left: Sequence[str], weights: Path) -> None:
    server = embedding(Serving(weights, 0))
    client = OpenAI(base_url=f"{server.listening_address}/v1", api_key="none")
    began = time.monotonic()
    for at in range(0, len(left), BATCH):
        keys = left[at : at + BATCH]
        texts = [wanted[key][1] + ASKED[wanted[key][0]] for key in keys]
        made = client.embeddings.create(model="embedding", input=texts, encoding_format="float")
        work.add(keys, np.array([one.embedding for one in made.data], dtype=np.float32))
        done = at + len(keys)
        rest = (time.monotonic() - began) / done * (len(left) - done)
        print(f"\r{done}/{len(left)}  {rest:.0f} s ", end="", file=sys.stderr, flush=True)


def answered_warmly(repertoire: Repertoire) -> dict[str, bool]:
    """Of the phrasings of first turns, which are met with comfort and which lightly, by their keys."""
    return {
        row_key(line.lang, say): line.skill == "comfort"
        for line in repertoire.lines
        if line.skill in SKILLS[0] and found_by_likeness(line) and not line.after
        for say in line.say
    }


def _write(
    work: Work,
    wanted: dict[str, tuple[str, str]],
    warm: dict[str, bool],
    shipped: Vectors | None,
    target: Path,
) -> None:
    """Rows that were shipped stay as they are, with their mean and basis; the others come from the work file."""
    raw, at = work.all(), {key: n for n, key in enumerate(work.keys)}
    old = [key for key in wanted if shipped and key in shipped.places]
    new = [key for key in wanted if key in at and key not in set(old)]
    mean, basis = (shipped.mean, shipped.basis) if shipped else fitted(raw[[at[key] for key in new]], SIZE)
    space = Vectors(mean, basis, raw[:0], {})
    rows = [space.reduced(raw[[at[key] for key in new]])] if new else []
    if shipped and old:
        rows.insert(0, shipped.rows[[shipped.places[key] for key in old]])
    places = {key: n for n, key in enumerate([*old, *new])}
    every = np.concatenate(rows)
    told = [key for key in places if key in warm]
    pull = pulled(every[[places[key] for key in told]], np.array([warm[key] for key in told]))
    Vectors(mean, basis, every, places, pull).save(target)
    size = target.stat().st_size / 1024
    print(f"\n{len(old)} rows as they were, {len(new)} new of {len(wanted)}, {size:.0f} KiB", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
