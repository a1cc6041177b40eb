"""The lines a persona may say, and the nearest of them for what was said; knows no model and no member."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from dazi.errors import ConfigError
from dazi.persona.index import Floats, Index, grams, highest
from dazi.persona.moods import ORDER, TENDER, Moods
from dazi.persona.slots import QUOTE, Slots, emptied, named_in
from dazi.persona.topics import Topics
from dazi.persona.vectors import row_key
from dazi.text.normalise import fold
from dazi.types import SKILLS, Lang

HERE = Path(__file__).parent
KINDS = (*SKILLS, "decline", "limit", "crisis")
# Lines that are called by topic alone (Repertoire.named), never because a comment resembles them.
BY_NAME = frozenset({"nothing", "later", "limit", "stuck", "mistake", "sight"})
BROAD = "broad."  # with a topic: lines that fit whatever is said on it, called by topic as well
FRAME = "frame_"  # with a kind and a tone: lines around a phrase that rises, called by topic as well
# How far a shared topic closes the gap to a perfect score: a joke on the wished topic is right whatever the words.
_TOPIC_PULL = {"joke": 0.5, "comfort": 0.3}
_TOPIC_PULL_ELSE = 0.12
_MEANING = 1.0  # how much a cosine counts beside the likeness of words when candidates are ranked


@dataclass(frozen=True, slots=True)
class Said:
    """One exchange: what a member said and what was answered."""

    say: str
    reply: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the persona may say. `id` is a short hash of the reply; `say` are phrasings it answers, `after` the
    turn before it where it is a second turn; `video` what was seen where it fits no other clip; `mood` of what a broad line answers."""

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

    @property
    def needs(self) -> frozenset[str]:
        """The slots that a comment must fill before the line can be said."""
        return named_in(self.reply) | frozenset.intersection(*(named_in(say) for say in self.say))


def found_by_likeness(line: Line) -> bool:
    """Whether a comment can resemble what the line answers; else it is called by its topic."""
    return line.topic not in BY_NAME and not line.topic.startswith((BROAD, FRAME))


def line_id(reply: str) -> str:
    """The key of a line, the same wherever it stands."""
    return hashlib.sha256(fold(reply).encode()).hexdigest()[:12]


class Near(NamedTuple):
    """A line, how near its words are to what was said (0..1), which of its phrasings came nearest, and how near that
    is in meaning (a cosine; NaN where no vector tells); how rare the rarest pair of signs is that it shares with what
    was said, and whether it is on the same topic."""

    line: Line
    score: float
    say: str
    meaning: float = float("nan")
    rarest: float = 0.0
    shared: bool = False


class Meant(NamedTuple):
    """What an embedding says of one comment: which row a phrasing's key has, the cosine with every row, the chance that
    it wants comfort (NaN: not known)."""

    places: Mapping[str, int]
    cosines: Floats
    hurt: float = float("nan")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said, read once for all the lines: without our name, its topics, what the wish is about, the values it
    names for slots, and the exchange before."""

    plain: str
    topics: frozenset[str]
    subject: str
    values: Mapping[str, str]
    masked: str
    after: Said | None

    @property
    def leans(self) -> bool:
        """Whether it says nothing by itself ("再来一个") and means what the turn before was about."""
        return self.after is not None and not self.topics and not self.subject


class _Group:
    """The lines of one skill in one language, indexed by what they answer when they are first looked for."""

    def __init__(self, lines: Sequence[Line], topics: Topics, skill: str) -> None:
        self.lines = tuple(lines)
        self._topics = topics
        self._joke = skill == "joke"
        self._pull = _TOPIC_PULL.get(skill, _TOPIC_PULL_ELSE)
        self._placed: tuple[Mapping[str, int], npt.NDArray[np.intp]] | None = None

    @cached_property
    def slotted(self) -> bool:
        """Whether any line has slots."""
        return any(line.needs for line in self.lines)

    def near(self, heard: Heard, limit: int, meant: Meant | None, close: int) -> list[Near]:
        """The nearest lines, best first; those whose slots the comment does not fill are left out."""
        rows = self._rows(heard)
        scores = self._turned(np.maximum.reduceat(rows, self._starts), heard.after)
        about = self._topics.of(heard.after.say) if heard.after and heard.leans else heard.topics
        scores += np.float32(self._pull) * self._on(about) * (1 - scores)
        for at, needs in self._needing:
            if not needs <= heard.values.keys():
                scores[at] = -1.0
        meaning = self._meaning(meant)
        # A line without a vector is ranked as if its words told all.
        rank = (scores + _MEANING * np.where(np.isnan(meaning), scores, meaning)).astype(np.float32)
        rank[scores < 0] = -2.0
        best = [at for at in highest(rank, limit) if scores[at] >= 0]
        return [
            Near(
                line := self.lines[at],
                min(1.0, float(scores[at])),
                say := self._phrasing(at, rows),
                float(meaning[at]),
                self._say.rarest(say, heard.plain) if place < close else 0.0,
                line.topic in about,
            )
            for place, at in enumerate(best)
        ]

    def _meaning(self, meant: Meant | None) -> Floats:
        """The best cosine of each line's phrasings; NaN for a line that has no vector."""
        if meant is None:
            return np.full(len(self.lines), np.nan, dtype=np.float32)
        if self._placed is None or self._placed[0] is not meant.places:
            keys = [row_key(line.lang, say) for line in self.lines for say in line.say]
            self._placed = meant.places, np.array([meant.places.get(key, -1) for key in keys], dtype=np.intp)
        places = self._placed[1]
        rows = np.where(places >= 0, meant.cosines[places], -2.0)
        best = np.maximum.reduceat(rows, self._starts)
        return np.where(best > -2.0, best, np.nan).astype(np.float32)

    def _rows(self, heard: Heard) -> Floats:
        """How near every phrasing is; phrasings with slots are held against the comment without its values."""
        rows = self._say.scores(grams(heard.plain, heard.topics))
        if self._joke:
            rows = np.where(self._wishes, self._say.scores(self._wish(heard)), rows)
        if heard.values and self._slotted.any():
            rows = np.where(
                self._slotted, self._say.scores(grams(heard.masked, self._topics.of(heard.masked))), rows
            )
        return rows.astype(np.float32)

    def _wish(self, heard: Heard) -> dict[str, float]:
        """What the joke should be on: its subject, else that of the wish before."""
        if heard.after is not None and heard.leans:
            return grams(self._topics.subject(heard.after.say), self._topics.of(heard.after.say))
        return grams(heard.subject, heard.topics)

    def _turned(self, said: Floats, after: Said | None) -> Floats:
        """First and second turns weighed against each other: a second turn ("就这？") needs one before it."""
        second = self._second
        if after is None:
            return np.where(second, said * 0.6, said).astype(np.float32)
        before = np.zeros(len(self.lines), dtype=np.float32)
        if second.any():
            before[np.flatnonzero(second)] = self._after.scores(grams(after.say))
        return np.where(second, 0.85 * said + 0.15 * np.maximum(before, 0.5), said * 0.95).astype(np.float32)

    def _on(self, topics: frozenset[str]) -> Floats:
        shared = np.zeros(len(self.lines), dtype=np.float32)
        for topic in topics:
            if (places := self._by_topic.get(topic)) is not None:
                shared[places] = 1.0
        return shared

    def _phrasing(self, at: int, rows: Floats) -> str:
        says = self.lines[at].say
        start = self._starts[at]
        if len(says) == 1:
            return says[0]
        near: list[float] = rows[start : start + len(says)].tolist()
        return says[near.index(max(near))]

    def _row(self, line: Line, say: str) -> dict[str, float]:
        plain = self._topics.unnamed(emptied(say))
        if line.skill == "joke" and not line.after:
            plain = self._topics.subject(plain)
        return grams(plain, self._topics.of(say))

    @cached_property
    def _say(self) -> Index:
        return Index([self._row(line, say) for line in self.lines for say in line.say])

    @cached_property
    def _wishes(self) -> npt.NDArray[np.bool_]:
        """Rows that are compared by what joke is wished, not by the words of wishing."""
        return np.array([line.skill == "joke" and not line.after for line in self.lines for _ in line.say])

    @cached_property
    def _slotted(self) -> npt.NDArray[np.bool_]:
        return np.array([bool(named_in(say)) for line in self.lines for say in line.say])

    @cached_property
    def _needing(self) -> list[tuple[int, frozenset[str]]]:
        return [(at, line.needs) for at, line in enumerate(self.lines) if line.needs]

    @cached_property
    def _by_topic(self) -> dict[str, npt.NDArray[np.intp]]:
        found: dict[str, list[int]] = {}
        for at, line in enumerate(self.lines):
            found.setdefault(line.topic, []).append(at)
        return {topic: np.array(some, dtype=np.intp) for topic, some in found.items()}

    @cached_property
    def _after(self) -> Index:
        return Index([grams(line.after[-1].say) for line in self.lines if line.after])

    @cached_property
    def _starts(self) -> npt.NDArray[np.intp]:
        ends = np.cumsum([len(line.say) for line in self.lines], dtype=np.intp)
        return np.array([0, *ends[:-1]], dtype=np.intp)

    @cached_property
    def _second(self) -> npt.NDArray[np.bool_]:
        return np.array([bool(line.after) for line in self.lines])


class Repertoire:
    """A persona's lines, indexed. `version` changes whenever a line or what it answers changes."""

    def __init__(self, lines: Sequence[Line], topics: Topics, slots: Slots, moods: Moods) -> None:
        self.lines = tuple({line.id: line for line in lines}.values())
        self.topics = topics
        self.slots = slots
        self.moods = moods
        self.by_id = {line.id: line for line in self.lines}
        told = "\n".join(f"{line.id}|{line.skill}|{line.topic}|{'/'.join(line.say)}" for line in self.lines)
        self.version = hashlib.sha256(told.encode()).hexdigest()[:10]
        groups: dict[tuple[str, Lang], list[Line]] = {}
        named: dict[tuple[str, Lang], list[Line]] = {}
        for line in self.lines:
            named.setdefault((line.topic, line.lang), []).append(line)
            if found_by_likeness(line):
                groups.setdefault((line.skill, line.lang), []).append(line)
        self._groups = {key: _Group(some, topics, key[0]) for key, some in groups.items()}
        self._named = named

    @classmethod
    def load(cls, folders: Sequence[Path]) -> Repertoire:
        """All lines of the folders' *.jsonl; where two say the same, the later folder's one counts. Word lists for topics
        (topics*.toml), slots (slots*.toml) and moods (moods*.toml): ours, then each folder's. ConfigError names file and
        line."""
        lines = [line for folder in folders for file in sorted(folder.glob("*.jsonl")) for line in read(file)]
        if not any(line.topic == "nothing" for line in lines):
            raise ConfigError("persona.empty")
        places = [HERE / "repertoire", *folders]
        topics = Topics.load(file for place in places for file in sorted(place.glob("topics*.toml")))
        slots = Slots.load(file for place in places for file in sorted(place.glob("slots*.toml")))
        moods = Moods.load(file for place in places for file in sorted(place.glob("moods*.toml")))
        return cls(lines, topics, slots, moods)

    def find(
        self,
        skill: str,
        say: str,
        after: Said | None = None,
        lang: Lang = "zh",
        limit: int = 5,
        meant: Meant | None = None,
        close: int = 0,
    ) -> list[Near]:
        """The nearest lines of a skill, best first. `after` is the exchange before: a second turn ("再来一个") is near
        only where there was one, and inherits its topic. `meant`: how near they are in meaning,
        where an embedding tells; `close`: for how many it is looked up which rare words they share."""
        group = self._groups.get((skill, lang))
        if group is None or limit < 1:
            return []
        return group.near(self.heard(say, after, lang, group.slotted), limit, meant, close)

    def heard(self, say: str, after: Said | None = None, lang: Lang = "zh", slots: bool = True) -> Heard:
        """What was said, read for finding (its values for slots, too, where there are any); kept by nobody."""
        values = self.slots.read(say, lang) if slots else {}
        return Heard(
            plain=self.topics.unnamed(say),
            topics=self.topics.of(say),
            subject=self.topics.subject(self.topics.unnamed(say)),
            values=values,
            masked=self.topics.unnamed(self.slots.masked(say, lang)) if values else "",
            after=after,
        )

    def about(self, say: str, after: Said | None = None) -> frozenset[str]:
        """The topics of what was said; where it names nothing itself ("再来一个"), those of the turn before."""
        named = self.topics.of(say)
        if after is not None and not named and not self.topics.subject(say):
            return self.topics.of(after.say)
        return named

    def broad(
        self, say: str, topics: Iterable[str], lang: Lang, mood: str, skill: str = "chat"
    ) -> list[tuple[Line, ...]]:
        """Lines that fit whatever is said on one of the topics, or on any, in tiers: the mood and a value of the comment
        in it first. Only lines whose slots the comment fills, and whose mood is its own or none."""
        values, plain = self.slots.read(say, lang).keys(), () if mood == TENDER else ("",)
        on = [(line, 0) for topic in sorted(topics) for line in self.named(BROAD + topic, lang, skill)]
        tiers: dict[int, list[Line]] = {}
        for line, any_topic in on + [(line, 5) for line in self.named(BROAD + "any", lang, skill)]:
            if line.needs <= values and line.mood in (mood, *plain):
                worse = any_topic + 2 * (line.mood != mood) + (not line.needs)
                # The comment's own words, taken up, answer it better than a topic does.
                worse = 2 * (line.mood != mood) - 1 if QUOTE in line.needs else worse
                tiers.setdefault(worse, []).append(line)
        return [tuple(some) for _, some in sorted(tiers.items())]

    def warm(self) -> None:
        """Index all lines now (under a second of CPU), so that no comment waits for it."""
        for skill, lang in self._groups:
            self.find(skill, "", None, lang, 1)

    def named(self, topic: str, lang: Lang, skill: str = "") -> tuple[Line, ...]:
        """All lines of a topic, of one skill or of any."""
        found = self._named.get((topic, lang), ())
        return tuple(line for line in found if not skill or line.skill == skill)

    def of_skill(self, skill: str, lang: Lang) -> tuple[Line, ...]:
        """All lines of a skill that are not called by topic alone."""
        group = self._groups.get((skill, lang))
        return group.lines if group else ()


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
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            why = str(error) or type(error).__name__
            raise ConfigError("persona.line", file=str(file), number=number, why=why) from error


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
    if row.get("mood", "") not in ("", TENDER, *ORDER):
        raise ValueError(f"mood {row['mood']!r}")
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
    )
