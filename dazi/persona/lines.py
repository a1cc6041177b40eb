"""The lines a persona may say, and the files that hold them; knows no finding."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dazi.errors import ConfigError
from dazi.persona.moods import ORDER
from dazi.persona.slots import named_in
from dazi.text.acts import ACTS, ANY, HURTS, SAD
from dazi.text.normalise import fold
from dazi.types import SKILLS, Lang

KINDS = (*SKILLS, "decline", "limit", "crisis")
# Lines that are called by topic alone (Repertoire.named), never because a comment resembles them.
BY_NAME = frozenset({"nothing", "later", "limit", "stuck", "mistake", "sight"})
BROAD = "broad."  # with a topic: lines that fit whatever is said on it, called by topic as well
FRAME = "frame_"  # with a kind and a tone: lines around a phrase that rises, called by topic as well


@dataclass(frozen=True, slots=True)
class Said:
    """One exchange: what a member said and what was answered."""

    say: str
    reply: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the persona may say. `id` is a short hash of the reply; `say` are phrasings it answers, `after` the
    turn before it where it is a second turn; `video` what was seen where it fits no other clip; `mood` of what a broad line
    answers, `act` what a comment must do, or of comforting words what must hurt in it, to be answered by it; `needs` the
    slots that a comment must fill first."""

    id: str
    skill: str
    topic: str
    say: tuple[str, ...]
    reply: str
    lang: Lang
    origin: Literal["exemplar", "own"] = "own"
    after: tuple[Said, ...] = ()
    video: str = ""
    mood: str = ""
    act: str = ""
    needs: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        slots = named_in(self.reply) | frozenset.intersection(*(named_in(say) for say in self.say))
        object.__setattr__(self, "needs", slots)


def found_by_likeness(line: Line) -> bool:
    """Whether a comment can resemble what the line answers; else it is called by its topic."""
    return line.topic not in BY_NAME and not line.topic.startswith((BROAD, FRAME))


def line_id(reply: str) -> str:
    """The key of a line, the same wherever it stands."""
    return hashlib.sha256(fold(reply).encode()).hexdigest()[:12]


def read(file: Path) -> Iterator[Line]:
    """The lines of one file, in order. ConfigError names the first that is wrong."""
    try:
        rows = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("persona.unreadable", file=str(file), why=str(error)) from error
    for number, row in enumerate(rows, 1):
        if not row.strip():
            continue
        try:
            yield _line(json.loads(row))
        except _Act as error:
            known = ", ".join(error.known)
            raise ConfigError(
                "persona.act", file=str(file), number=number, act=error.act, known=known
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            why = str(error) or type(error).__name__
            raise ConfigError("persona.line", file=str(file), number=number, why=why) from error


class _Act(ValueError):
    """An act that is unknown, or stands at a line that is not broad."""

    def __init__(self, act: str, known: Sequence[str]) -> None:
        super().__init__(act)
        self.act, self.known = act, known


def _line(row: Mapping[str, object]) -> Line:
    say, reply, after = row["say"], row["reply"], row.get("after", [])
    if not isinstance(say, list) or not say or not all(isinstance(some, str) and some for some in say):
        raise ValueError("say")
    if not isinstance(reply, str) or not reply.strip():
        raise ValueError("reply")
    if row["skill"] not in KINDS:
        raise ValueError(f"skill {row['skill']!r}")
    if row["lang"] not in ("zh", "en"):
        raise ValueError("lang")
    if not isinstance(after, list):
        raise ValueError("after")
    if row.get("mood", "") not in ("", *ORDER):
        raise ValueError(f"mood {row['mood']!r}")
    act, known = str(row.get("act", "")), (*HURTS, SAD) if row["skill"] == "comfort" else (*ACTS, ANY)
    if act and (act not in known or not str(row["topic"]).startswith(BROAD)):
        raise _Act(act, known)
    return Line(
        id=line_id(reply),
        skill=str(row["skill"]),
        topic=str(row["topic"]),
        say=tuple(say),
        reply=reply,
        lang="zh" if row["lang"] == "zh" else "en",
        origin="exemplar" if row.get("origin") == "exemplar" else "own",
        after=tuple(Said(say=turn["say"], reply=turn["reply"]) for turn in after),
        video=str(row.get("video", "")),
        mood=str(row.get("mood", "")),
        act=act,
    )
