"""What a comment told as a record, and how its words are trimmed; knows no rule and no store."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dazi.text.late import late

LOOSE = 0.7  # how sure what is told in passing is at most; nothing is answered on that alone
LONGEST = 18  # characters of what is liked, planned, kept; more is a story and no fact

# Not names and not objects: pronouns, verbs that follow 叫我, words that only point.
_NO_NAME = late(
    r"^(?:我|你|他|她|它|咱|这|那|起床|吃饭|别|不|去|来|滚|做|干|说|写|背|学|减|回|加班|出|上|下|等|看|听|喝|睡|好好|怎|如何|陪|给|帮|把|一声|一下|过|爸爸|妈妈|爹|外卖|车$|人$"
    r"|(?:the|an?|to|on|in|at|when|later|back|if|not|please|your|my|me|when|crazy|old)\b)",
    re.IGNORECASE,
)
_NO_THING = late(
    r"^(?:你|他|她|它|这|那|咱|我|上的|上了|了|过|得|自己|大家|别人|小搭|谁|死|惨|you|him|her|it\b|this|that|them|u\b|when|how|to\b|my |your |what|who)|^.$(?<=[上下了的过])|^.{0,2}$(?<=[的了着过])",
    re.IGNORECASE,
)
_TAIL = late(
    r"(?:了|啦|呀|啊|呢|吧|哦|哈+|嘿+|的说|来着|哟|喔|噢|嗷|捏|哒|滴|耶|这种|之类的|什么的|这一口|这口|得了|就行|就好|就可以| too| lol| haha+| so much| a lot| very much| the most| btw| by the way)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it was told. `gone`: what was known under this key holds no longer, and nothing takes its place; a `key`
    that ends in ":" means all that begin so, and "just" whatever was told last in this thread. `was`: this text stands
    for those words in what was told before ("不是柯基，是柴犬")."""

    kind: str
    key: str
    text: str
    confidence: float = 0.9
    until: datetime | None = None
    scope: Literal["member", "thread"] = "member"
    gone: bool = False
    was: str = ""


Made = Told | tuple[Told, ...] | None
Maker = Callable[[re.Match[str], datetime], Made]
Rule = tuple[re.Pattern[str], Maker]


def rule(pattern: str, make: Maker) -> Rule:
    """A clause's shape and what it tells."""
    return late(pattern, re.IGNORECASE), make


def thing(text: str) -> str:
    """What a clause speaks of without what hangs on it; "" where it is no thing to remember."""
    text = _TAIL.sub("", text.strip(" \"“”'‘’《》「」")).strip()
    if not text or len(text) > (LONGEST if not text.isascii() else 36) or _NO_THING.search(text):
        return ""
    return text


def named(text: str) -> str:
    """A name without what hangs on it; "" where it is none."""
    name = _TAIL.sub("", text.strip(" \"“”'‘’《》「」")).strip()
    return "" if not name or _NO_NAME.match(name) else name


def named_pet(text: str) -> bool:
    """Whether what is known of a pet holds its name."""
    return "叫" in text or " called " in text


def life(key: str, shape: str) -> Maker:
    """A fact of somebody's life under that key; `shape` is filled with the groups of the match."""

    def make(hit: re.Match[str], now: datetime) -> Told | None:
        groups = {
            name: thing(value) if name == "what" else value or "" for name, value in hit.groupdict().items()
        }
        if "what" in groups and not groups["what"]:
            return None
        under = key.format(**{name: value.casefold() for name, value in groups.items()})
        return Told("life", f"life:{under}", " ".join(shape.format(**groups).split()), 0.85)

    return make


def taste(kind: str, verbs: str = "吃喝看听玩打") -> Maker:
    """Something liked or not, with the verb that belongs to it."""

    def make(hit: re.Match[str], now: datetime) -> Told | None:
        verb, what = hit.groupdict().get("verb") or "", thing(hit["what"])
        if not what or (not verb and what in ("这个", "那个", "这样")):
            return None
        return Told(kind, f"taste:{what.casefold()}", f"{verb}{what}" if verb in verbs else what, 0.85)

    return make


def lost(kind: str, key: str) -> Maker:
    """What is over: the key is filled with the match's groups."""
    return lambda hit, now: Told(kind, key.format(**hit.groupdict()), "", gone=True)
