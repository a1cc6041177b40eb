"""How the command line speaks: language, colour on a terminal only, JSON where a script wants it."""

from __future__ import annotations

import json
import os
import secrets
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

from dazi.errors import BadInput
from dazi.types import Lang
from dazi.words import say


@dataclass(frozen=True, slots=True)
class Speech:
    """In which language, and whether in colour."""

    lang: Lang
    colour: bool

    def __call__(self, code: str, /, **arguments: object) -> str:
        return say(code, self.lang, **arguments)

    def mark(self, good: bool | None) -> str:
        """✓, ✗ or · for unknown."""
        sign, colour = {True: ("✓", "green"), False: ("✗", "red"), None: ("·", "yellow")}[good]
        return click.style(sign, fg=colour) if self.colour else sign

    def dim(self, text: str) -> str:
        return click.style(text, dim=True) if self.colour else text


@cache
def speech() -> Speech:
    """DAZI_LANG, else the locale's language where it is English, else Chinese."""
    wanted = os.environ.get("DAZI_LANG") or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or ""
    if not wanted:
        wanted = os.environ.get("LANG", "")
    lang: Lang = "en" if wanted.lower().startswith("en") else "zh"
    return Speech(lang, sys.stdout.isatty() and "NO_COLOR" not in os.environ)


def as_json(value: object) -> str:
    """One line of JSON with Chinese left readable."""
    return json.dumps(value, ensure_ascii=False, default=str)


def write_whole(out: Path, content: bytes) -> None:
    """Whole or not at all: a stop half way leaves no piece under the name."""
    fresh = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        fresh.write_bytes(content)
        os.replace(fresh, out)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise BadInput("marks.not_written", path=str(out), detail=error.strerror or str(error)) from error
