"""Values that a comment names for a line's slots ("{animal}" from 我家猫…), by word lists; knows no lines and no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dazi.errors import ConfigError
from dazi.persona.files import table_of
from dazi.persona.named import DEAR, IT, THINGS, WHO, Named
from dazi.text.either import either
from dazi.text.held import holding
from dazi.types import Lang

QUOTE = "quote"  # the comment's own last clause, or what stands in quotation marks in it
PHRASE = "phrase"  # what is on everybody's lips: no comment fills it, skills/memes.py does
EITHER, OTHER = "a", "b"  # the two things that a comment lets us choose between
NAMES = (
    "animal",
    "colour",
    "food",
    "person",
    "place",
    "day",
    "reason",
    "thing",
    "name",
    "number",
    "goods",
    QUOTE,
    PHRASE,
    EITHER,
    OTHER,
    IT,
    WHO,
    *THINGS,
)
_SLOT = re.compile("[{](" + "|".join(NAMES) + ")[}]")
_UNMASKED = frozenset((QUOTE, EITHER, OTHER, IT, WHO, *THINGS))
_LANGS: tuple[Lang, ...] = ("zh", "en")
_HELD = 16  # comments whose values are held: one comment is asked about by several parts of the way
_LONGEST = 300  # characters of a comment that are looked at


def named_in(text: str) -> frozenset[str]:
    """The slots that stand in a line."""
    return frozenset(_SLOT.findall(text)) if "{" in text else frozenset()


def emptied(text: str) -> str:
    """A line without its slots, for comparing."""
    return _SLOT.sub(" ", text) if "{" in text else text


# What a comment mostly names, so that a phrasing with slots reads as a comment does.
_TYPICAL: dict[Lang, dict[str, str]] = {
    "zh": {
        "animal": "猫", "colour": "白色", "food": "火锅", "person": "我妈", "place": "家里", "day": "周一", "reason": "有事",
        "thing": "东西", "name": "小明", "number": "三", "goods": "衣服",
    },
    "en": {
        "animal": "cat", "colour": "white", "food": "pizza", "person": "my mum", "place": "home", "day": "Monday",
        "reason": "something came up", "thing": "thing", "name": "Sam", "number": "three", "goods": "clothes",
    },
}  # fmt: skip


def typical(text: str, lang: Lang) -> str:
    """A phrasing with a usual value in each of its slots."""
    return _SLOT.sub(lambda slot: _TYPICAL[lang].get(slot[1], " "), text) if "{" in text else text


# Who is "my mum" to the member is not the companion's: in its mouth she is "mum".
_KIN = {f"我{own}": dear for own, dear in DEAR.items()}


def filled(text: str, values: Mapping[str, str]) -> str:
    """A line with its slots filled; one without a value stays as it is."""
    if "{" not in text:
        return text
    said = _SLOT.sub(lambda slot: _KIN.get(values.get(slot[1], slot[0]), values.get(slot[1], slot[0])), text)
    return said[:1].upper() + said[1:] if text.startswith("{") else said


@dataclass(frozen=True, slots=True)
class Slots:
    """How to find each slot's value in a comment, by language: one pattern a slot, the value in its first group that
    matched or the whole of it."""

    patterns: Mapping[Lang, Mapping[str, re.Pattern[str]]]
    named: Named = field(default_factory=lambda: Named.load(()))
    _held: Callable[[str, Lang], Mapping[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_held", holding(_HELD)(self._read))

    @classmethod
    def load(cls, files: Iterable[Path], named: Iterable[Path] = ()) -> Slots:
        """The files' lists, joined: [zh.animal] words = […], patterns = […]; `named` as Named.load has it. ConfigError
        names what is wrong."""
        found: dict[Lang, dict[str, list[str]]] = {"zh": {}, "en": {}}
        for file in files:
            table = table_of(file)
            for lang in _LANGS:
                for name, entry in table.get(lang, {}).items():
                    if name not in NAMES:
                        raise ConfigError("persona.field", file=str(file), field=f"{lang}.{name}")
                    found[lang].setdefault(name, []).extend(_forms(entry, lang))
        try:
            return cls(
                {
                    lang: {name: re.compile("|".join(forms), re.IGNORECASE) for name, forms in slots.items()}
                    for lang, slots in found.items()
                },
                Named.load(named),
            )
        except re.error as error:
            raise ConfigError("persona.unreadable", file="slots.toml", why=str(error)) from error

    def read(self, text: str, lang: Lang) -> dict[str, str]:
        """The first value of each slot that the text names, as it was said; the two things that it asks to choose from
        where they are cleanly read."""
        return dict(self._held(text[:_LONGEST], lang))

    def _read(self, text: str, lang: Lang) -> Mapping[str, str]:
        values = self.named.read(text, lang)
        for name, pattern in self.patterns.get(lang, {}).items():
            if hit := pattern.search(text):
                values[name] = _value(hit)
        if two := either(text, lang):
            values[EITHER], values[OTHER] = two
        return values

    def masked(self, text: str, lang: Lang) -> str:
        """The text without the values that it names."""
        text = text[:_LONGEST]
        values = [value for name, value in self.read(text, lang).items() if name not in _UNMASKED]
        for value in sorted(values, key=len, reverse=True):
            text = text.replace(value, " ", 1)
        return text


def _forms(entry: Mapping[str, list[str]], lang: Lang) -> list[str]:
    words = sorted(entry.get("words", []), key=lambda word: (-len(word), word))
    forms = list(entry.get("patterns", []))
    if words:
        either = "|".join(re.escape(word) for word in words)
        forms.append(either if lang == "zh" else rf"\b(?:{either})\b")
    return forms


def _value(hit: re.Match[str]) -> str:
    return next((group for group in hit.groups() if group), hit[0]).strip()
