"""The canary in the system prompt, and whether a reply gives the prompt away. Knows no model."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from dazi.text.normalise import fold

_SEPARATORS = re.compile(r"[\W_]+")


def canary(secret: str, persona: str) -> str:
    """A word that stands in the system prompt and nowhere else; the same for a secret and persona, so that the
    prompt's prefix stays cached."""
    return "dz" + hashlib.sha256(f"{secret}|{persona}".encode()).hexdigest()[:14]


def _grams(text: str, n: int) -> set[str]:
    plain = _SEPARATORS.sub("", fold(text))
    return {plain[i : i + n] for i in range(len(plain) - n + 1)}


@lru_cache(maxsize=64)
def _known(stable: str, n: int) -> frozenset[str]:
    """The grams of a system prompt, kept: one for each persona, skill and language, none of a member's words."""
    return frozenset(_grams(stable, n))


def leaks(text: str, word: str, stable: str, n: int = 12) -> bool:
    """Whether the text holds the canary (also spelled with separators or backwards) or repeats a run of the system
    prompt: two or more of its n-grams that are `n` letters long and do not overlap by accident."""
    plain = _SEPARATORS.sub("", fold(text))
    if word and (word in plain or word[::-1] in plain):
        return True
    return len(_grams(text, n) & _known(stable, n)) >= 4
