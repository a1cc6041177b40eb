"""Checks a text against a persona's style and tidies what models add; knows no model and no skill."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af"
_WORD = re.compile(rf"[^\W_{_CJK}]+(?:['’.\-][^\W_{_CJK}]+)*")
_SIGN = re.compile(f"[{_CJK}]")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55]")
# A hashtag is "#话题#" or "#tag" at a word's start; "C#" and "#1" are none.
_HASHTAG = re.compile(r"(?<!\w)#[^\s#]{1,30}#|(?<!\w)#[^\W\d_][\w\-]*")
_PLAIN = re.compile(r"[\W_]+")
_FENCE = "```"

_PREFIX = re.compile(
    r"^(?:AI|小搭|助手|回复|回答|答|评论|Assistant|Xiaoda|Reply|Answer)\s*(?:回复)?\s*[:：]\s*", re.IGNORECASE
)
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_QUOTE = re.compile(r"^>\s?", re.MULTILINE)
_BOLD = re.compile(r"(?<![0-9A-Za-z])(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![0-9A-Za-z])", re.DOTALL)
_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$", re.MULTILINE)
_MARKS = (("“", "”"), ('"', '"'), ("「", "」"), ("『", "』"), ("'", "'"), ("‘", "’"))


@dataclass(frozen=True, slots=True)
class Style:
    """What a persona holds itself to: the most characters by scene, phrases it never says, openings that lecture."""

    limits: Mapping[str, int] = field(default_factory=dict)
    forbidden: tuple[str, ...] = ()
    lecture: tuple[str, ...] = ()
    emoji: int = 1


def measure(text: str) -> int:
    """How long a text reads: a Chinese character counts one, a word in letters or digits two, signs nothing."""
    return len(_SIGN.findall(text)) + 2 * len(_WORD.findall(text))


def echoes(text: str, source: str, run: int = 12) -> bool:
    """Whether `run` letters in a row of the source stand in the text, signs and spaces aside."""
    said, runs = _PLAIN.sub("", text).casefold(), _runs(source, run)
    return any(said[i : i + run] in runs for i in range(len(said) - run + 1))


@lru_cache(maxsize=8)
def _runs(source: str, run: int) -> frozenset[str]:
    """The runs of a persona's own text, kept: it is the same for every reply, and no member's words."""
    given = _PLAIN.sub("", source).casefold()
    return frozenset(given[i : i + run] for i in range(len(given) - run + 1))


def faults(text: str, skill: str, style: Style, prompt: str = "") -> tuple[str, ...]:
    """What is wrong with a text, as codes: empty, long:47>45, forbidden:…, emoji:2, hashtag, lecture, heading,
    echo (a run of the prompt). An empty tuple: nothing. A tenth over the limit is let pass."""
    if not text.strip():
        return ("empty",)
    found = []
    length, limit = measure(text), style.limits.get(skill, 0)
    if limit and length > limit * 1.1:
        found.append(f"long:{length}>{limit}")
    folded = text.casefold()
    found += [f"forbidden:{phrase}" for phrase in style.forbidden if phrase.casefold() in folded]
    if (count := len(_EMOJI.findall(text))) > style.emoji:
        found.append(f"emoji:{count}")
    prose = "".join(text.split(_FENCE)[::2])
    if _HASHTAG.search(prose):
        found.append("hashtag")
    if _HEADING.search(prose):
        found.append("heading")
    if any(folded.startswith(opening.casefold()) for opening in style.lecture):
        found.append("lecture")
    if prompt and echoes(text, prompt):
        found.append("echo")
    return tuple(found)


def tidy(text: str) -> str:
    """The text without what models put around a comment: speaker prefixes, wrapping quotation marks, headings,
    bold marks, block quotes, rules. Code in fences stays as it is; tidying twice changes nothing more."""
    while (once := _once(text)) != text:
        text = once
    return text


def _once(text: str) -> str:
    parts = text.strip().split(_FENCE)
    for at in range(0, len(parts), 2):
        part = _RULE.sub("", _QUOTE.sub("", _HEADING.sub("", parts[at])))
        parts[at] = re.sub(r"\n{3,}", "\n\n", _BOLD.sub(r"\2", part))
    text = _PREFIX.sub("", _FENCE.join(parts).strip())
    for left, right in _MARKS:
        inside = text[1:-1]
        if (
            len(text) > 2
            and text[0] == left
            and text[-1] == right
            and left not in inside
            and right not in inside
        ):
            return inside.strip()
    return text
