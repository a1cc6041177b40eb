"""The lines a persona may say, and the nearest of them for what was said; knows no model and no member."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dazi.errors import ConfigError
from dazi.persona.acts import shared
from dazi.persona.hurts import shared as hurts
from dazi.persona.index import Floats, Index, grams, highest
from dazi.persona.kin import Kin, Made, compared, read_asked, read_made
from dazi.persona.kin import beside as kin_beside
from dazi.persona.lines import BROAD as BROAD
from dazi.persona.lines import Line as Line
from dazi.persona.lines import Said as Said
from dazi.persona.lines import found_by_likeness as found_by_likeness
from dazi.persona.lines import read as read
from dazi.persona.moods import Moods
from dazi.persona.slots import QUOTE, Slots, emptied, named_in
from dazi.persona.sorrow import shared as sorrow
from dazi.persona.topics import Topics
from dazi.persona.vectors import Meant, Vectors, beside
from dazi.text.acts import ACTS, SAD
from dazi.text.meaning import Encoder
from dazi.types import Lang

HERE = Path(__file__).parent
# How far a shared topic closes the gap to a perfect score: a joke on the wished topic is right whatever the words.
_TOPIC_PULL = {"joke": 0.5, "comfort": 0.3}
_TOPIC_PULL_ELSE = 0.12
_MEANING = 1.0  # how much a cosine counts beside the likeness of words when candidates are ranked
_LIKELY = 0.05  # the chance from which on an act's lines are looked at
# By meaning, too: a joke is found by its subject, copy by its kind.
MEANT = frozenset(("chat", "comfort", "answer"))

_THIRD = re.compile("[他她]")


class Near(NamedTuple):
    """A line, how near its words are to what was said (0..1) and which of its phrasings came nearest. How near that is
    in meaning (a cosine) and how far it is behind the nearest line: NaN where no encoder tells. `third`: whether it speaks
    of him or her where the comment does not. `akin`: how near its phrasings are on average to an eye trained on the lines
    (NaN where none is). Of what the comment is made of, by rarity: `cover`, the share that the line has in its phrasings or
    its reply, and `shared`, how much that is; `whole`: the largest share of one phrasing that the comment has."""

    line: Line
    score: float
    say: str
    meaning: float = float("nan")
    behind: float = float("nan")
    third: bool = False
    akin: float = float("nan")
    cover: float = 0.0
    shared: float = 0.0
    whole: float = 0.0


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

    def __init__(
        self,
        lines: Sequence[Line],
        topics: Topics,
        skill: str,
        vectors: Vectors | None,
        kin: Kin | None,
    ) -> None:
        self.lines = tuple(lines)
        self._vectors = vectors if skill in MEANT else None
        self._kin = kin if self._vectors else None
        self._made: dict[int, Made] = {}  # of the lines that were near once
        self._topics = topics
        self._joke = skill == "joke"
        self._pull = _TOPIC_PULL.get(skill, _TOPIC_PULL_ELSE)

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
        told = None if meant is None or self.meanings is None else self.meanings @ meant.vector
        meaning = self._unknown if told is None else np.maximum.reduceat(told, self._starts)
        top = float(meaning.max())
        # Where nothing tells of the meaning, the words tell all.
        rank = (scores + _MEANING * np.where(np.isnan(meaning), scores, meaning)).astype(np.float32)
        rank[scores < 0] = -2.0
        best = [at for at in highest(rank, limit) if scores[at] >= 0]
        unnamed = _THIRD.search(heard.plain) is None
        asked = read_asked(heard.plain, self._kin, meant.vector if meant else None) if close else None
        return [
            Near(
                self.lines[at],
                min(1.0, float(scores[at])),
                self._phrasing(at, rows if told is None else told),
                float(meaning[at]),
                float(meaning[at]) - top,
                unnamed and bool(_THIRD.search(self.lines[at].reply)),
                *(compared(asked, self._made_of(at)) if asked and place < close else ()),
            )
            for place, at in enumerate(best)
        ]

    def _made_of(self, at: int) -> Made:
        if at not in self._made:
            line, start = self.lines[at], self._starts[at]
            rows = None if self.meanings is None else self.meanings[start : start + len(line.say)]
            self._made[at] = read_made([emptied(say) for say in line.say], line.reply, self._kin, rows)
        return self._made[at]

    @cached_property
    def meanings(self) -> Floats | None:
        """The vectors of all phrasings; None where these lines are found by words alone."""
        if self._vectors is None:
            return None
        return self._vectors.matrix([(line.lang, say) for line in self.lines for say in line.say])

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
    def _unknown(self) -> Floats:
        return np.full(len(self.lines), np.nan, dtype=np.float32)

    @cached_property
    def _second(self) -> npt.NDArray[np.bool_]:
        return np.array([bool(line.after) for line in self.lines])


class Repertoire:
    """A persona's lines, indexed. `version` changes whenever a line or what it answers changes."""

    def __init__(
        self,
        lines: Sequence[Line],
        topics: Topics,
        slots: Slots,
        moods: Moods,
        vectors: Vectors | None = None,
        kin: Kin | None = None,
    ) -> None:
        self.lines = tuple({line.id: line for line in lines}.values())
        self.topics = topics
        self.slots = slots
        self.moods = moods
        self._vectors = vectors
        self.by_id = {line.id: line for line in self.lines}
        told = "\n".join(
            f"{line.id}|{line.skill}|{line.topic}|{'/'.join(line.say)}{line.act}" for line in self.lines
        )
        self.version = hashlib.sha256(told.encode()).hexdigest()[:10]
        groups: dict[tuple[str, Lang], list[Line]] = {}
        named: dict[tuple[str, Lang], list[Line]] = {}
        acts: dict[tuple[str, Lang], list[Line]] = {}
        for line in self.lines:
            named.setdefault((line.topic, line.lang), []).append(line)
            if found_by_likeness(line):
                groups.setdefault((line.skill, line.lang), []).append(line)
            if line.act:
                acts.setdefault((line.act, line.lang), []).append(line)
        self._acts = acts
        self._groups = {key: _Group(some, topics, key[0], vectors, kin) for key, some in groups.items()}
        self._named = named

    @classmethod
    def load(cls, folders: Sequence[Path], encoder: Encoder | None = None) -> Repertoire:
        """All lines of the folders' *.jsonl; where two say the same, the later folder's one counts. Word lists for topics
        (topics*.toml), slots (slots*.toml) and moods (moods*.toml): ours, then each folder's. Without an encoder they are
        found by words alone. ConfigError names file and line."""
        lines = [line for folder in folders for file in sorted(folder.glob("*.jsonl")) for line in read(file)]
        if not any(line.topic == "nothing" for line in lines):
            raise ConfigError("persona.empty")
        places = [HERE / "repertoire", *folders]
        topics = Topics.load(file for place in places for file in sorted(place.glob("topics*.toml")))
        slots = Slots.load(
            (file for place in places for file in sorted(place.glob("slots*.toml"))),
            (file for place in places for file in sorted(place.glob("named*.toml"))),
        )
        moods = Moods.load(file for place in places for file in sorted(place.glob("moods*.toml")))
        if encoder is None:
            return cls(lines, topics, slots, moods)
        vectors = beside(folders, encoder)
        return cls(lines, topics, slots, moods, vectors, kin_beside(folders, vectors.basis))

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
        only where there was one, and inherits its topic. `meant`: what `meant(say)` told, so
        that lines are found by meaning, too; `close`: for how many it is looked up how much of the comment they cover."""
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
        in it first. Only lines whose slots the comment fills, and whose mood is its own or none; none for an act."""
        values = self.slots.read(say, lang).keys()
        on = [(line, 0) for topic in sorted(topics) for line in self.named(BROAD + topic, lang, skill)]
        tiers: dict[int, list[Line]] = {}
        for line, any_topic in on + [(line, 5) for line in self.named(BROAD + "any", lang, skill)]:
            if not line.act and line.needs <= values and line.mood in (mood, ""):
                worse = any_topic + 2 * (line.mood != mood) + (not line.needs)
                if QUOTE in line.needs:  # the comment's own words answer it better than a topic does
                    worse = 2 * (line.mood != mood) - 1 - (not any_topic)
                tiers.setdefault(worse, []).append(line)
        return [tuple(some) for _, some in sorted(tiers.items())]

    def doing(self, say: str, lang: Lang) -> list[tuple[Line, float]]:
        """The lines for what this comment likely does, with the chance that each fits; none without an encoder."""
        if self._vectors is None or not self._acts:
            return []
        plain = self.topics.unnamed(say)
        chances = shared().chances(plain, self._vectors.encoder.vector(plain)).tolist()
        return [
            (line, shared().fits(line.id, chance))
            for act, chance in zip(ACTS, chances, strict=True)
            if chance >= _LIKELY
            for line in self.for_acts((act,), say, lang)
        ]

    def soothing(self, say: str, lang: Lang) -> tuple[Line, ...]:
        """Comforting lines for whatever hurts, and for what surely does in this comment. None without an encoder."""
        if self._vectors is None or not self._acts:
            return ()
        kind = hurts().surest(self._vectors.encoder.vector(self.topics.unnamed(say)))
        return self.for_acts((kind, SAD), say, lang)

    def for_acts(self, acts: Sequence[str], say: str, lang: Lang) -> tuple[Line, ...]:
        """The lines for these acts or hurts, of those whose slots the comment fills."""
        values = self.slots.read(say, lang).keys()
        return tuple(line for act in acts for line in self._acts.get((act, lang), ()) if line.needs <= values)

    def meant(self, say: str) -> Meant | None:
        """What was said means; None without an encoder."""
        if self._vectors is None:
            return None
        plain = self.topics.unnamed(say)
        whole = self._vectors.encoder.vector(plain)
        return Meant(self._vectors.reduced(whole)[0], sorrow().chance(plain, whole))

    def warm(self) -> None:
        """Index all lines now (two to three seconds of CPU with an encoder), so that no comment waits for it."""
        self.doing("", "zh")
        for skill, lang in self._groups:
            self.find(skill, "", None, lang, 1, self.meant(""))

    def named(self, topic: str, lang: Lang, skill: str = "") -> tuple[Line, ...]:
        """All lines of a topic, of one skill or of any."""
        found = self._named.get((topic, lang), ())
        return tuple(line for line in found if not skill or line.skill == skill)

    def of_skill(self, skill: str, lang: Lang) -> tuple[Line, ...]:
        """All lines of a skill that are not called by topic alone."""
        group = self._groups.get((skill, lang))
        return group.lines if group else ()
