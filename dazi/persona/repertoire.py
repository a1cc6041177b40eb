"""The lines a persona may say, and the nearest of them for what was said; knows no model and no member."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log, sqrt
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from dazi.errors import ConfigError
from dazi.persona.topics import Topics
from dazi.text.normalise import fold
from dazi.types import SKILLS, Lang

HERE = Path(__file__).parent
KINDS = (*SKILLS, "decline", "limit", "crisis")
# Lines that are called by topic alone (Repertoire.named), never because a comment resembles them.
BY_NAME = frozenset({"nothing", "later", "limit", "stuck", "mistake", "sight"})
BROAD = "broad."  # with a topic: lines that fit whatever is said on it, called by topic as well
# How far a shared topic closes the gap to a perfect score: a joke on the wished topic is right whatever the words.
_TOPIC_PULL = {"joke": 0.5, "comfort": 0.3}
_TOPIC_PULL_ELSE = 0.12
_LONGEST = 160  # characters of a comment that are looked at: 480 grams, under a millisecond
_LATIN = re.compile(r"[a-z0-9][a-z0-9']*")
_BREAKS = re.compile(r"[\W_]+")
# Grams of these signs or words alone hold a sentence together and say little of what it is about.
_THIN_SIGNS = frozenset(
    "我你他她它们的了吗呢吧啊呀嘛是不在有没这那就都也还很好太又怎么什为啥办个一给把被让会能要想觉得到着过"
)
_THIN_WORDS = frozenset((
    "i", "i'm", "im", "my", "me", "you", "your", "the", "a", "an", "is", "am", "are", "was", "it", "it's",
    "this", "that", "so", "to", "of", "and", "in", "on", "for", "do", "did", "be", "have", "has", "had",
    "just", "really", "can", "can't", "what's", "what", "we", "our", "he", "she", "his", "her", "they",
    "at", "with", "got", "get", "not", "don't",
))  # fmt: skip
_THIN = 0.35
_MARK = "§"  # a topic stands as a gram of its own

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """One exchange: what a member said and what was answered."""

    say: str
    reply: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the persona may say. `id` is a short hash of the reply; `say` are phrasings it answers, `after` the
    turn before it where it is a second turn; `video` what was seen where it fits no other clip."""

    id: str
    skill: str
    topic: str
    say: tuple[str, ...]
    reply: str
    lang: Lang
    origin: Literal["exemplar", "own"] = "own"
    after: tuple[Said, ...] = ()
    video: str = ""


class Vectors(Protocol):
    """Finds by meaning: how near each of a persona's lines is to what was said, 0..1; lines it lacks are left out."""

    def near(self, say: str, after: Said | None) -> Mapping[str, float]: ...


def line_id(reply: str) -> str:
    """The key of a line, the same wherever it stands."""
    return hashlib.sha256(fold(reply).encode()).hexdigest()[:12]


def grams(text: str, topics: Iterable[str] = ()) -> dict[str, float]:
    """Weights of what a text holds: characters in runs of one to three; of Latin words the whole word (twice) and
    its runs of three; its topics, each as a gram of its own. Runs of function words weigh a third."""
    found: dict[str, float] = dict.fromkeys((_MARK + topic for topic in topics), 1.5)
    plain = fold(text)[:_LONGEST]
    for word in _LATIN.findall(plain):
        share = _THIN if word in _THIN_WORDS or word.isdigit() else 1.0
        padded = f"^{word}$"
        found[padded] = found.get(padded, 0.0) + 2 * share
        for at in range(len(padded) - 2):
            found[padded[at : at + 3]] = found.get(padded[at : at + 3], 0.0) + share / 2
    for run in _BREAKS.split(_LATIN.sub(" ", plain)):
        thin = [sign in _THIN_SIGNS for sign in run]
        for size in (1, 2, 3):
            for at in range(len(run) - size + 1):
                share = _THIN if all(thin[at : at + size]) else 1.0
                found[run[at : at + size]] = found.get(run[at : at + size], 0.0) + share
    return found


@lru_cache(maxsize=8192)
def _written(phrasing: str) -> dict[str, float]:
    """The grams of a line's own phrasing, kept: never of what a member said, which no cache may hold."""
    return grams(phrasing)


def _overlap(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(min(weight, other.get(gram, 0.0)) for gram, weight in one.items())
    return shared / (sum(one.values()) + sum(other.values()) or 1.0)


class _Index:
    """TF-IDF rows by gram, so that a query touches only what it shares."""

    def __init__(self, rows: Sequence[Mapping[str, float]]) -> None:
        seen = Counter(gram for row in rows for gram in row)
        self._size = len(rows)
        self._idf = {gram: log((1 + self._size) / (1 + n)) + 1 for gram, n in seen.items()}
        self._unseen = log(1 + self._size) + 1
        places: dict[str, list[int]] = {}
        weights: dict[str, list[float]] = {}
        for at, row in enumerate(rows):
            for gram, weight in self.weighed(row).items():
                places.setdefault(gram, []).append(at)
                weights.setdefault(gram, []).append(weight)
        self._places = {gram: np.array(some, dtype=np.int32) for gram, some in places.items()}
        self._weights = {gram: np.array(some, dtype=np.float32) for gram, some in weights.items()}

    def weighed(self, row: Mapping[str, float]) -> dict[str, float]:
        """The grams weighed by how rare they are, to a length of one."""
        idf, unseen = self._idf, self._unseen
        raw = {gram: weight * idf.get(gram, unseen) for gram, weight in row.items()}
        norm = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {gram: weight / norm for gram, weight in raw.items()}

    def scores(self, row: Mapping[str, float]) -> Floats:
        """Cosine of a text's grams with every row. Grams that no row has still count in the text's length, so that
        an unknown subject makes everything farther."""
        found = np.zeros(self._size, dtype=np.float32)
        for gram, weight in self.weighed(row).items():
            if (places := self._places.get(gram)) is not None:
                found[places] += weight * self._weights[gram]
        return found


class Repertoire:
    """A persona's lines, indexed. `version` changes whenever a line or what it answers changes."""

    def __init__(self, lines: Sequence[Line], topics: Topics) -> None:
        self.lines = tuple({line.id: line for line in lines}.values())
        self.topics = topics
        self.by_id = {line.id: line for line in self.lines}
        told = "\n".join(f"{line.id}|{line.skill}|{line.topic}|{'/'.join(line.say)}" for line in self.lines)
        self.version = hashlib.sha256(told.encode()).hexdigest()[:10]
        groups: dict[tuple[str, str], list[int]] = {}
        for at, line in enumerate(self.lines):
            if line.topic not in BY_NAME and not line.topic.startswith(BROAD):
                groups.setdefault((line.skill, line.lang), []).append(at)
        self._groups = {key: np.array(some, dtype=np.int32) for key, some in groups.items()}

    @classmethod
    def load(cls, folders: Sequence[Path]) -> Repertoire:
        """All lines of the folders' *.jsonl; where two say the same, the later folder's one counts. Word lists for
        topics (topics*.toml): ours, then each folder's. ConfigError names file and line."""
        lines = [line for folder in folders for file in sorted(folder.glob("*.jsonl")) for line in read(file)]
        if not any(line.topic == "nothing" for line in lines):
            raise ConfigError("persona.empty")
        places = [HERE / "repertoire", *folders]
        return cls(lines, Topics.load(file for place in places for file in sorted(place.glob("topics*.toml"))))

    def find(
        self,
        skill: str,
        say: str,
        after: Said | None = None,
        lang: Lang = "zh",
        limit: int = 5,
        vectors: Vectors | None = None,
    ) -> list[tuple[Line, float]]:
        """The nearest lines of a skill, best first, with scores in 0..1. `after` is the exchange before: a second
        turn ("再来一个") is near only where there was one, and inherits its topic."""
        group = self._groups.get((skill, lang))
        if group is None or limit < 1:
            return []
        scores: Floats = self._scores(skill, say, after)[group]
        if vectors is not None:
            near = vectors.near(say, after)
            meant = [
                near.get(self.lines[at].id, float(score)) for at, score in zip(group, scores, strict=True)
            ]
            scores = ((scores + np.array(meant, dtype=np.float32)) / 2).astype(np.float32)
        pull = _TOPIC_PULL.get(skill, _TOPIC_PULL_ELSE)
        meant_topics = self.about(say, after)
        shared = np.array([self.lines[at].topic in meant_topics for at in group], dtype=np.float32)
        scores += np.float32(pull) * shared * (1 - scores)
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(self.lines[group[at]], min(1.0, float(scores[at]))) for at in best]

    def about(self, say: str, after: Said | None = None) -> frozenset[str]:
        """The topics of what was said; where it names nothing itself ("再来一个"), those of the turn before."""
        named = self.topics.of(say)
        if after is not None and not named and not self.topics.subject(say):
            return self.topics.of(after.say)
        return named

    def named(self, topic: str, lang: Lang, skill: str = "") -> tuple[Line, ...]:
        """All lines of a topic, of one skill or of any."""
        return tuple(
            line
            for line in self.lines
            if line.topic == topic and line.lang == lang and (not skill or line.skill == skill)
        )

    def of_skill(self, skill: str, lang: Lang) -> tuple[Line, ...]:
        """All lines of a skill that are not called by topic alone."""
        return tuple(self.lines[at] for at in self._groups.get((skill, lang), ()))

    def phrasing(self, line: Line, say: str) -> str:
        """Which of the line's phrasings is most like what was said."""
        if len(line.say) == 1:
            return line.say[0]
        said = self._say.weighed(grams(say))
        return max(line.say, key=lambda one: _overlap(said, self._say.weighed(_written(one))))

    def _scores(self, skill: str, say: str, after: Said | None) -> Floats:
        topics, plain = self.topics.of(say), self.topics.unnamed(say)
        rows = self._say.scores(grams(plain, topics))
        if skill == "joke":
            rows = np.where(self._wishes, self._say.scores(self._wish(plain, topics, after)), rows)
        said = np.maximum.reduceat(rows, self._starts)
        second = self._second
        if after is None:
            return np.where(second, said * 0.6, said).astype(np.float32)
        before = np.zeros(len(self.lines), dtype=np.float32)
        before[self._second_at] = self._after.scores(grams(after.say))
        return np.where(second, 0.85 * said + 0.15 * np.maximum(before, 0.5), said * 0.95).astype(np.float32)

    def _wish(self, plain: str, topics: frozenset[str], after: Said | None) -> dict[str, float]:
        """What the joke should be on: its subject, else that of the wish before."""
        subject = self.topics.subject(plain)
        if not subject and not topics and after is not None:
            return grams(self.topics.subject(after.say), self.topics.of(after.say))
        return grams(subject, topics)

    def _row(self, line: Line, say: str) -> dict[str, float]:
        plain = self.topics.unnamed(say)
        if line.skill == "joke" and not line.after:
            plain = self.topics.subject(plain)
        return grams(plain, self.topics.of(say))

    @cached_property
    def _say(self) -> _Index:
        return _Index([self._row(line, say) for line in self.lines for say in line.say])

    @cached_property
    def _wishes(self) -> npt.NDArray[np.bool_]:
        """Rows that are compared by what joke is wished, not by the words of wishing."""
        return np.array([line.skill == "joke" and not line.after for line in self.lines for _ in line.say])

    @cached_property
    def _after(self) -> _Index:
        return _Index([grams(line.after[-1].say) for line in self.lines if line.after])

    @cached_property
    def _starts(self) -> npt.NDArray[np.intp]:
        ends = np.cumsum([len(line.say) for line in self.lines], dtype=np.intp)
        return np.array([0, *ends[:-1]], dtype=np.intp)

    @cached_property
    def _second(self) -> npt.NDArray[np.bool_]:
        return np.array([bool(line.after) for line in self.lines])

    @cached_property
    def _second_at(self) -> npt.NDArray[np.intp]:
        return np.flatnonzero(self._second)


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
    )
