"""Every sentence that a member or an operator reads, by code and language; knows no wording itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from dazi.errors import DaziError
from dazi.types import Lang


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


@cache
def sentences(lang: Lang) -> Mapping[str, str]:
    """All sentences of a language, flat: "silence.muted" -> "…"."""
    root = resources.files("dazi.words")
    files = [root.joinpath(f"{lang}.toml")]
    parts = root.joinpath("parts")
    files += sorted((f for f in parts.iterdir() if f.name.endswith(f".{lang}.toml")), key=lambda f: f.name)
    found: dict[str, str] = {}
    for file in files:
        found.update(_flat(tomllib.loads(file.read_text("utf-8"))))
    return found


def say(code: str, lang: Lang = "zh", /, **arguments: object) -> str:
    """The sentence of a code with its arguments filled in; the code itself where no sentence exists, so that a
    gap never hides an error."""
    sentence = sentences(lang).get(code)
    if sentence is None:
        shown = ", ".join(f"{name}={value}" for name, value in arguments.items())
        return f"{code} ({shown})" if shown else code
    try:
        return sentence.format(**arguments)
    except (KeyError, IndexError):
        return sentence


def variant(code: str, seed: str, lang: Lang = "zh", /, **arguments: object) -> str:
    """One of the numbered variants of a code ("code.1", "code.2" …), drawn by the seed; without any, `say`."""
    known = sentences(lang)
    count = 0
    while f"{code}.{count + 1}" in known:
        count += 1
    return say(f"{code}.{1 + sum(seed.encode()) % count}" if count else code, lang, **arguments)


def explain(error: DaziError, lang: Lang = "zh") -> str:
    """An error in the reader's language."""
    return say(error.code, lang, **error.arguments)
