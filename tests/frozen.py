"""The lines of tests/data/frozen.toml: few, of our own, and never more, so that what they do not answer stays unanswered."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from dazi.config import Settings
from dazi.house import Speaker, speaker_for
from dazi.persona.persona import Persona, load
from dazi.persona.repertoire import Repertoire
from dazi.persona.shelf import Shelf
from dazi.text.meaning import shared

PERSONA = Path(__file__).parent / "data" / "frozen.toml"  # for Settings(persona=…) and DAZI_PERSONA


@cache
def voice() -> Persona:
    return load(PERSONA)


@cache
def repertoire(*, meaning: bool = False) -> Repertoire:
    """Found by words alone, or with `meaning` by the encoder's vectors as well."""
    return Repertoire.load(voice().repertoire, shared() if meaning else None)


def speaker(folder: Path) -> Speaker:
    """Who speaks these lines, found by words alone, with the canary of that data folder."""
    given = Settings(data=folder, persona=str(PERSONA))
    return replace(speaker_for(given, at_once=False), lines=Shelf(repertoire()))
