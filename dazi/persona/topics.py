"""What a comment is about, by word lists from a file; knows no lines and no model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dazi.persona.files import table_of
from dazi.text.normalise import fold

_LATIN = re.compile(r"[a-z0-9][a-z0-9']*")
_BREAKS = re.compile(r"[\W_]+")
_PHRASE = 3  # the most Latin words in one entry


@dataclass(frozen=True, slots=True)
class Topics:
    """Topics by their words; pairs of topics that make another one; the words that only ask; names to leave out."""

    words: Mapping[str, frozenset[str]]
    lengths: Mapping[str, tuple[int, ...]]  # of the Chinese words, by the sign that they begin with
    pairs: Mapping[str, tuple[str, str]]
    asking: re.Pattern[str]
    asking_latin: frozenset[str]
    names: re.Pattern[str]

    @classmethod
    def load(cls, files: Iterable[Path]) -> Topics:
        """The files' word lists, joined by topic. ConfigError names a file that cannot be read."""
        words: dict[str, set[str]] = {}
        pairs: dict[str, tuple[str, str]] = {}
        ask: list[str] = []
        names: list[str] = []
        for file in files:
            table = table_of(file)
            ask += [fold(word) for word in table.get("ask", [])]
            names += [fold(word) for word in table.get("names", [])]
            pairs |= {topic: (one, other) for topic, (one, other) in table.get("both", {}).items()}
            for topic, some in table.get("topic", {}).items():
                for word in some:
                    words.setdefault(fold(word), set()).add(topic)
        latin = {word for word in ask if word.isascii()}
        return cls(
            words={word: frozenset(topics) for word, topics in words.items()},
            lengths=_lengths(word for word in words if not word.isascii()),
            pairs=pairs,
            asking=_either(word for word in ask if word not in latin),
            asking_latin=frozenset(latin),
            names=_either(names),
        )

    def of(self, text: str) -> frozenset[str]:
        """The topics that a text names. A pair (a pet, a loss) counts as the topic it makes, not as its second."""
        plain = fold(text)
        found: set[str] = set()
        for start, sign in enumerate(plain):
            for length in self.lengths.get(sign, ()):
                part = plain[start : start + length]
                if (topics := self.words.get(part)) and not part.isascii():
                    found |= topics
        latin = _LATIN.findall(plain)
        for start in range(len(latin)):
            for end in range(start + 1, min(start + _PHRASE, len(latin)) + 1):
                if topics := self.words.get(" ".join(latin[start:end])):
                    found |= topics
        for topic, (one, other) in self.pairs.items():
            if one in found and other in found:
                found.add(topic)
                found.discard(other)
        return frozenset(found)

    def subject(self, text: str) -> str:
        """What is left of a wish without the words that only ask; empty where it asks for nothing special."""
        plain = self.asking.sub(" ", fold(text))
        plain = _LATIN.sub(lambda word: " " if word[0] in self.asking_latin else word[0], plain)
        return _BREAKS.sub(" ", plain).strip()

    def unnamed(self, text: str) -> str:
        """The text without the companion's own names, unless nothing else is in it."""
        plain = fold(text)
        return self.names.sub("", plain).strip() or plain


def _lengths(words: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {sign: tuple(sorted(some)) for sign, some in found.items()}


def _either(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in ordered) or r"(?!)")
