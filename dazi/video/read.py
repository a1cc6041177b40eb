"""The writing in a video with its times: bands whose strokes changed are read, equal lines become one; knows no meaning."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dazi import child
from dazi.errors import Transient
from dazi.video import decode

PATIENCE = 600.0
_ALIKE = 0.75  # of two readings of a line
_APART = 1.6  # seconds between two showings of a line that are still one
_WORD = re.compile(r"[\w一-鿿]")


@dataclass(frozen=True, slots=True)
class Text:
    """A line that stands on screen from `t` to `until` seconds; `score` 0..1; `height` of the letters as a share of
    the frame's short side."""

    t: float
    until: float
    text: str
    score: float
    height: float

    def fields(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reading:
    """All lines in order of time; `looked`: bands that were read."""

    spans: tuple[Text, ...]
    looked: int = 0
    rss_mb: int = 0


@cache
def available() -> bool:
    """Whether the extra with the recogniser is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


async def read(video: Path) -> Reading:
    """The writing of a video. BadInput for what is no video, Transient video.eyes when the reader fell over."""
    with tempfile.TemporaryDirectory(prefix="dazi-eyes-") as name:
        folder = Path(name)
        found = (await decode.glyphs(video, folder))["regions"]
        if not found:
            return Reading(())
        told = await recognise(folder, [region["file"] for region in found])
    lines = [
        Text(region["t"], region["until"], tidy(row["text"]), row["score"], round(row["height"] / 360, 3))
        for region, rows in zip(found, told["read"], strict=True)
        for row in rows
    ]
    return Reading(merged(lines), len(found), told["rss_mb"])


async def recognise(folder: Path, names: Sequence[str]) -> dict[str, Any]:
    """`read`: for each picture of the folder its lines, as ocr.lines tells them."""
    order = folder / "order.txt"
    order.write_text("\n".join(names), "utf-8")
    with order.open("rb") as source:
        code, said = await child.run("dazi.video.ocr", (str(folder),), source.fileno(), PATIENCE)
    if code:
        raise Transient("video.eyes", detail=f"exit {code}")
    made: dict[str, Any] = json.loads(said.splitlines()[-1])
    return made


def tidy(text: str) -> str:
    """A read line without the spaces that a recogniser puts between Chinese characters."""
    text = re.sub(r"(?<=[一-鿿，。！？、：；])\s+(?=[一-鿿，。！？、：；])", "", text)
    return " ".join(text.split())


def merged(lines: Sequence[Text]) -> tuple[Text, ...]:
    """Readings of one line shortly after each other as one, in the form that was read most surely; scraps (a lone
    letter, signs without a word) are left out."""
    kept: list[Text] = []
    for line in sorted(lines, key=lambda one: one.t):
        if not _WORD.search(line.text) or _scrap(line):
            continue
        place = next((n for n in range(len(kept) - 1, -1, -1) if _one(kept[n], line)), None)
        if place is None:
            kept.append(line)
            continue
        was = kept[place]
        best = max(was, line, key=lambda one: (round(one.score, 1), len(one.text), one.score))
        kept[place] = Text(was.t, max(was.until, line.until), best.text, best.score, best.height)
    return tuple(kept)


def _scrap(line: Text) -> bool:
    """A letter or two that stood for a moment: an edge that looked like one."""
    few = len(line.text) < 2 or (len(line.text) == 2 and line.text.isascii())
    return few and (line.score < 0.9 or line.until - line.t < 0.4)


def _one(was: Text, line: Text) -> bool:
    if line.t - was.until > _APART:
        return False
    if was.text == line.text:
        return True
    return SequenceMatcher(None, was.text, line.text, autojunk=False).ratio() >= _ALIKE
