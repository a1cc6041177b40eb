"""A wish for one's feed out of a comment: what, more or less of it, whose, in what mood, how long, until when.

Rules over clauses; knows no feed and no member. A clause that only says which way ("少推点") takes its topic from the
clause before it, one that only names something its direction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from dazi.text.normalise import clean, has_cjk
from dazi.text.prefer_words import (
    BUT_UNWANTED,
    BUT_WANTED,
    CREATOR,
    FILLER,
    LESS,
    LONG,
    MANNER,
    MOODS,
    MORE,
    NOT_LESS,
    ONLY,
    REASON,
    SHORT,
    SPLIT,
    TAIL,
)
from dazi.text.spans import span

LONGEST = 24  # signs of a topic; what is longer is a sentence that was not understood
_AND = re.compile(
    r"(?<=[\u4e00-\u9fffA-Za-z])(?:和|跟|、|以及|还有|或者?|或是|加上|&| and | or |, )(?=[\u4e00-\u9fffA-Za-z])"
)
_WHOLE = re.compile(
    r"^(?:的|了|啊|呀|呢|吧|吗|嘛|哦|啦|那|这|都|也|就|再|还|我|你|它|有|没|是|要|会|能|好|太|很|really|please|pls|the|a|an|of|me|some|any|in|on|my|feed|is|are|it|with|to|for|just|i|you|so|at|all|this|that|them|these)*$"
)


@dataclass(frozen=True, slots=True)
class Preference:
    """One wish; the same fields as bonds.Wish, all in the member's own words."""

    topic: str = ""
    direction: Literal["more", "less"] = "more"
    creator: str = ""
    mood: str = ""
    length: Literal["", "short", "long"] = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    direction: Literal["more", "less"] | None
    topics: tuple[str, ...]
    creator: str
    mood: str
    length: Literal["", "short", "long"]
    until: datetime | None

    @property
    def says(self) -> bool:
        return bool(self.topics or self.creator or self.mood or self.length)


def prefers(text: str, now: datetime) -> tuple[Preference, ...]:
    """The wishes of a comment in their order, at most four; () where none was understood."""
    wishes: list[Preference] = []
    waiting: _Clause | None = None
    direction: Literal["more", "less"] | None = None
    until: datetime | None = None
    for part in _parts(clean(text, 300)):
        clause = _read(part, now)
        until = clause.until or until
        if clause.direction and not clause.says:
            if waiting is not None:
                wishes += _made(replace(waiting, direction=clause.direction))
                waiting = None
            elif wishes and _only_time(part):
                pass
            direction = clause.direction
            continue
        if not clause.says:
            continue
        if clause.direction:
            wishes += _made(clause)
            direction, waiting = clause.direction, None
        elif (direction and wishes) or direction:
            wishes += _made(replace(clause, direction=direction))
        elif not REASON.search(part):
            waiting = clause
    if not wishes and waiting is not None and _bare(waiting, text):
        wishes += _made(replace(waiting, direction="more"))
    return tuple(_dated(_joined(wishes), until))[:4]


def _bare(clause: _Clause, text: str) -> bool:
    """ "来点治愈的" has a direction; "治愈的" alone is a wish too, a sentence is none."""
    return bool(clause.mood or clause.creator) and len(text) <= 16


def _dated(wishes: Sequence[Preference], until: datetime | None) -> list[Preference]:
    """A time named once holds for all that have none of their own."""
    return [one if one.until else replace(one, until=until) for one in wishes]


def _joined(wishes: Sequence[Preference]) -> list[Preference]:
    """Wishes without doubles; what only adds a length or a mood joins the wish before it that goes the same way."""
    found: list[Preference] = []
    for one in wishes:
        if found and not one.topic and not one.creator and one.direction == found[-1].direction == "more":
            last = found[-1]
            if (one.length and not last.length and not one.mood) or (
                one.mood and not last.mood and not last.topic
            ):
                found[-1] = replace(last, length=last.length or one.length, mood=last.mood or one.mood)
                continue
        if one not in found:
            found.append(one)
    return found


def _made(clause: _Clause) -> list[Preference]:
    direction = clause.direction or "more"
    rest = Preference("", direction, clause.creator, clause.mood, clause.length, clause.until)
    return [replace(rest, topic=topic) for topic in clause.topics] or [rest]


def _only_time(part: str) -> bool:
    return len(part) <= 8


def _parts(text: str) -> list[str]:
    return [part.strip() for part in SPLIT.split(text) if part and part.strip()]


def _read(part: str, now: datetime) -> _Clause:
    until, part = span(part, now)
    direction, part = _direction(part)
    creator, part = _creator(part)
    length, part = _length(part)
    mood, part = _mood(part)
    return _Clause(direction, _topics(part), creator, mood, length, until)


def _direction(part: str) -> tuple[Literal["more", "less"] | None, str]:
    """Which way, and the clause without the words that said so. "没看够" is no "看够"."""
    for pattern, way in ((BUT_WANTED, "more"), (BUT_UNWANTED, "less")):
        if hit := pattern.search(part):
            what = next((value for value in hit.groupdict().values() if value), "")
            return ("more" if way == "more" else "less"), what
    if hit := NOT_LESS.search(part):
        return "more", f"{part[: hit.start()]} {part[hit.end() :]}"
    for pattern, way in ((ONLY, "more"), (LESS, "less"), (MORE, "more")):
        if pattern.search(part):
            left = pattern.sub(" ", part)
            if way == "less":
                left = MORE.sub(" ", left)
            return ("less" if way == "less" else "more"), left
    return None, part


def _creator(part: str) -> tuple[str, str]:
    if (hit := CREATOR.search(part)) is None:
        return "", part
    name = next((value for value in hit.groups() if value), "").strip(" @的")
    if not name or name in MOODS or _WHOLE.match(name):
        return "", part
    return name, f"{part[: hit.start()]} {part[hit.end() :]}"


def _length(part: str) -> tuple[Literal["", "short", "long"], str]:
    if hit := SHORT.search(part):
        return "short", f"{part[: hit.start()]} {part[hit.end() :]}"
    if hit := LONG.search(part):
        return "long", f"{part[: hit.start()]} {part[hit.end() :]}"
    return "", part


_MOOD = re.compile("|".join(sorted(map(re.escape, MOODS), key=len, reverse=True)), re.IGNORECASE)


_GENRE = re.compile(
    r"片(?!段|子)|电影|游戏|故事|综艺|剧(?!情)| (?:movies?|films?|games?|stories|shows?)\b", re.IGNORECASE
)


def _mood(part: str) -> tuple[str, str]:
    """The mood's word as it was said; a subject that is a mood's word too ("恐怖片") is both."""
    if (hit := _MOOD.search(part)) is None:
        return "", part
    if _GENRE.match(part, hit.end()):
        return hit[0], part
    return hit[0], f"{part[: hit.start()]} {part[hit.end() :]}"


def mood_of(word: str) -> str:
    """The kind of mood that a word means: "healing", "funny" …; "" for none."""
    return MOODS.get(word, MOODS.get(word.casefold(), ""))


def _topics(part: str) -> tuple[str, ...]:
    left = MANNER.sub(" ", part)
    found: list[str] = []
    for piece in _AND.split(left):
        topic = _topic(piece)
        if topic and topic not in found:
            found.append(topic)
    return tuple(found[:3])


def _topic(piece: str) -> str:
    before = ""
    piece = piece.strip(" ,，.。!！?？~～…:：\"“”'‘’《》「」【】#")
    while before != piece:
        before = piece
        piece = FILLER.sub("", piece).strip(" ,，.。!！?？~～…:：\"“”'‘’的了")
        piece = TAIL.sub("", piece).strip(" ,，.。!！?？~～…:：\"“”'‘’的了")
    if (
        not piece
        or _WHOLE.match(piece.replace(" ", "").casefold())
        or len(piece) > LONGEST * (1 if has_cjk(piece) else 2)
    ):
        return ""
    return piece


def plain(one: Preference) -> Mapping[str, object]:
    """As `dazi prefer --json` prints it."""
    return {
        "topic": one.topic, "direction": one.direction, "creator": one.creator, "mood": one.mood, "length": one.length,
        "until": one.until.isoformat() if one.until else None,
    }  # fmt: skip
