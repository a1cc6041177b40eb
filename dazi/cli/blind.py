"""The page on which a person judges pairs blind: one file, nothing loaded from outside, no word on who wrote what."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

import dazi.web
from dazi.cli.output import Speech
from dazi.cli.pairs import SIDES, Pair, Run
from dazi.cli.verdicts import COLUMNS, Line, Verdicts, cells, told_of
from dazi.words import sentences

WEB = Path(dazi.web.__file__).parent
_FONT = re.compile(r"@font-face\s*\{[^}]*\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Judged:
    """A model's verdicts, to be shown folded under the pairs."""

    verdicts: Verdicts
    table: Sequence[Line]


def page(run: Run, name: str, pairs: Iterable[Pair], spoken: Speech, judged: Judged | None = None) -> str:
    """The page as HTML. `name` is the persona's. Pairs stand in the order of their opaque keys, which is random;
    everything that a member or a model wrote is escaped."""
    room = Environment(
        loader=FileSystemLoader(WEB / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    script = _part("templates/voice.js")
    seal = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    ordered = sorted(pairs, key=lambda pair: pair.key)
    said = list[str]()
    if judged is not None:
        said = told_of(judged.verdicts, len(ordered), list(judged.table), spoken, run.model)
    words = {
        code.removeprefix("eval.js_"): sentence
        for code, sentence in sentences(spoken.lang).items()
        if code.startswith("eval.js_")
    }
    return room.get_template("voice.html").render(
        lang=spoken.lang, say=spoken, run=run, name=name, words=words, seal=seal, script=Markup(script),
        style=Markup(_FONT.sub("", _part("static/tokens.css")) + _part("templates/voice.css")),
        pairs=[_shown(pair) for pair in ordered], judged=judged, told=said, columns=COLUMNS,
        rows=[cells(line, spoken) for line in judged.table] if judged else [],
    )  # fmt: skip


def _part(path: str) -> str:
    return (WEB / path).read_text("utf-8")


def _shown(pair: Pair) -> dict[str, Any]:
    """All that the page may know of a pair."""
    row = pair.row
    video = row.get("video") or {}
    if isinstance(video, str):
        video = {"title": video}
    turns = [
        {"own": bool(turn.get("own")), "text": turn["text"]}
        if isinstance(turn, dict)
        else {"own": False, "text": turn}
        for turn in row.get("thread") or ()
    ]
    answers = [(side, pair.text(side)) for side in SIDES]
    return {"key": pair.key, "said": row["text"], "video": video, "turns": turns, "answers": answers}
