"""In what mood something is told, by word lists from a file; knows no lines and no model."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dazi.errors import ConfigError
from dazi.text.normalise import fold

ORDER = ("ask", "gripe", "good", "laugh")  # the first that is found counts: "又摔了哈哈哈" is a gripe
PLAIN = ""  # told in no mood that the lists know


@dataclass(frozen=True, slots=True)
class Moods:
    """One pattern a mood."""

    patterns: Mapping[str, re.Pattern[str]]

    @classmethod
    def load(cls, files: Iterable[Path]) -> Moods:
        """The files' lists, joined: gripe = ["pattern", …]. ConfigError names what is wrong."""
        found: dict[str, list[str]] = {}
        for file in files:
            try:
                table = tomllib.loads(file.read_text("utf-8"))
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                raise ConfigError("persona.unreadable", file=str(file), why=str(error)) from error
            for mood, forms in table.items():
                if mood not in ORDER:
                    raise ConfigError("persona.field", file=str(file), field=mood)
                found.setdefault(mood, []).extend(forms)
        try:
            return cls({mood: re.compile("|".join(found[mood])) for mood in ORDER if mood in found})
        except re.error as error:
            raise ConfigError("persona.unreadable", file="moods.toml", why=str(error)) from error

    def of(self, text: str) -> str:
        """The mood of a text: one of ORDER, or PLAIN."""
        plain = fold(text)
        return next((mood for mood, pattern in self.patterns.items() if pattern.search(plain)), PLAIN)
