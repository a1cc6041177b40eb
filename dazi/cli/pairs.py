"""A comment with both answers to it: the set they are made from, and the file that keeps which stands on which side.
Knows no model and no page."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

from dazi.cli.decide import row_of
from dazi.cli.output import as_json
from dazi.errors import BadInput

Side = Literal["left", "right"]
Who = Literal["bare", "dazi"]
SIDES: tuple[Side, Side] = ("left", "right")
HERE = Path(__file__).parents[1]
# The public set: inside an installed package, in a checkout beside it.
PUBLIC = (HERE / "evals_voice.jsonl", HERE.parent / "evals" / "voice.jsonl")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """What one rows file was made with; a run that goes on must be the same in all of it. `set` is the set's
    SHA-256."""

    model: str
    persona: str
    set: str
    seed: int

    @property
    def id(self) -> str:
        """A name for the run that tells nothing of its sides."""
        return self._hash("run", f"{self.model}|{self.persona}|{self.set}")[:12]

    def key(self, row: str) -> str:
        """The opaque name of a row's pair. Rows sorted by it stand in random order, the same each time."""
        return self._hash("pair", row)[:12]

    def left(self, row: str) -> Who:
        """Whose answer stands on the left."""
        return "dazi" if int(self._hash("side", row)[:8], 16) % 2 else "bare"

    def _hash(self, purpose: str, text: str) -> str:
        return hashlib.sha256(f"{self.seed}|{purpose}|{text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Pair:
    """One row with both answers; an empty answer is a silence. `key` is all that a page may tell of it, `left` says
    who stands there, `row` is the set's row, `skill` the row's own or the one decided on."""

    key: str
    left: Who
    skill: str
    row: Mapping[str, Any]
    bare: str
    dazi: str
    backend: str = ""
    took_ms: float = 0.0

    def who(self, side: Side) -> Who:
        """Whose answer stands on a side."""
        if side == "left":
            return self.left
        return "bare" if self.left == "dazi" else "dazi"

    def text(self, side: Side) -> str:
        return self.dazi if self.who(side) == "dazi" else self.bare


def read_set(path: Path | None) -> tuple[list[dict[str, Any]], str]:
    """The rows of a set (None: the public one), each with an `id`, and the set's SHA-256. BadInput with the line's
    number for a row that cannot be used."""
    if path is None:
        path = next((one for one in PUBLIC if one.is_file()), PUBLIC[-1])
    content = _text(path)
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for place, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        row = row_of(line, place)
        _check(row, place)
        row["id"] = str(row.get("id", place))
        if row["id"] in seen:
            raise BadInput("eval.row_twice", line=place, id=row["id"])
        seen.add(row["id"])
        rows.append(row)
    if not rows:
        raise BadInput("eval.empty", path=str(path))
    return rows, hashlib.sha256(content.encode()).hexdigest()


def _check(row: Mapping[str, Any], place: int) -> None:
    if not row["text"].strip():
        raise BadInput("eval.row_text", line=place)
    if not isinstance(row.get("id", ""), str | int):
        raise BadInput("eval.row_field", line=place, name="id")
    for name in ("skill", "lang", "member"):
        if not isinstance(row.get(name, ""), str):
            raise BadInput("eval.row_field", line=place, name=name)
    if row.get("lang", "zh") not in ("zh", "en"):
        raise BadInput("eval.row_field", line=place, name="lang")
    video = row.get("video") or {}
    titled = isinstance(video, dict) and isinstance(video.get("title", ""), str)
    listed = titled and all(
        isinstance(video.get(name) or [], list) for name in ("tags", "captions", "comments")
    )
    if not listed and not isinstance(video, str):
        raise BadInput("eval.row_video", line=place)
    thread = row.get("thread") or []
    turns = thread if isinstance(thread, list) else [None]
    if not all(isinstance(turn.get("text") if isinstance(turn, dict) else turn, str) for turn in turns):
        raise BadInput("eval.row_thread", line=place)


def _text(path: Path) -> str:
    if not path.is_file():
        raise BadInput("error.file_missing", path=str(path))
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput("error.file_broken", path=str(path), detail=str(fault)) from fault


class RowsFile:
    """The finished pairs of one run on disk: a line that says what the run is, then one line a pair."""

    def __init__(self, path: Path) -> None:
        """Read what is there. A last line that was cut off by a kill is dropped; BadInput for any other that cannot
        be read."""
        self.path = path
        self.run: Run | None = None
        self.pairs: dict[str, Pair] = {}
        for place, line in enumerate(self._lines(), 1):
            try:
                told = json.loads(line)
                if self.run is None:
                    self.run = _made(Run, told["run"])
                    continue
                pair = _made(Pair, told)
            except (ValueError, KeyError, TypeError) as fault:
                raise BadInput("eval.rows", path=str(path), line=place, detail=str(fault)) from fault
            self.pairs[pair.key] = pair

    def start(self, run: Run) -> None:
        """Begin a run, or go on with it; BadInput where the file belongs to another."""
        if self.run is None:
            self.path.write_text(as_json({"run": asdict(run)}) + "\n", "utf-8")
            self.run = run
        for field in fields(Run):
            had, has = getattr(self.run, field.name), getattr(run, field.name)
            if had != has:
                raise BadInput("eval.other_run", path=str(self.path), name=field.name, had=had, has=has)

    def add(self, pair: Pair) -> None:
        """Keep a finished pair, on disk before this returns."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(as_json(asdict(pair)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.pairs[pair.key] = pair

    def _lines(self) -> Sequence[str]:
        if not self.path.exists():
            return ()
        raw = self.path.read_bytes()
        whole = raw[: raw.rfind(b"\n") + 1]
        if whole != raw:  # killed in the middle of a line: a new one must not begin behind its half
            os.truncate(self.path, len(whole))
        try:
            return whole.decode("utf-8").split("\n")[:-1]
        except UnicodeDecodeError as fault:
            raise BadInput("error.file_broken", path=str(self.path), detail=str(fault)) from fault


def _made(kind: type[T], told: Mapping[str, Any]) -> T:
    return kind(**told)


def put_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, never a half."""
    draft = path.with_name(path.name + ".part")
    draft.write_text(text, "utf-8")
    draft.replace(path)
