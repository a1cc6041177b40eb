"""A wish for one's feed out of a comment: what, more or less of it, whose, in what mood, how long, until when.

Rules over clauses; knows no feed and no member. In a clause words of a direction are looked for, and what is wished
stands behind them, else before them ("少推狗", "狗看腻了"). A clause that only says which way ("少推点") takes its
subject from the clause before it; one that only names a subject goes on the way of the one before it. What is neither
is a reason ("刷得我头疼") and no wish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from dazi.text.grams import names, subject
from dazi.text.late import late
from dazi.text.normalise import clean
from dazi.text.prefer_topics import says_nothing, topic, topics
from dazi.text.prefer_words import (
    BUT_UNWANTED,
    BUT_WANTED,
    CREATOR,
    EMOJI,
    LESS_FAINT,
    LESS_PLAIN,
    LESS_SURE,
    LONG,
    MANNER,
    MOODS,
    MORE_FAINT,
    MORE_PLAIN,
    MORE_SURE,
    NICK,
    NO_WISH,
    NOT_LESS,
    OTHER,
    SENTENCE,
    SHORT,
    SIMPLE,
    SPLIT,
    SWAP,
    TYPOS,
)
from dazi.text.spans import span, until_of

Way = Literal["more", "less"]
_PICTURED = late("(?:[" + "".join(EMOJI) + "][\ufe0f\u200d]*)+")
_FEED = late(
    r"视频|内容|片子|博主|首页|主页|推荐|类|的$|\b(?:videos?|clips?|vids|content|feed|stuff|posts?|channels?|creators?)\b",
    re.IGNORECASE,
)
_THEIRS = late(r"(?:的)?(?:日记|日常|更新|频道|系列|视频|作品|新片|vlog)+(?:里|中)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preference:
    """One wish; the same fields as bonds.Wish, all in the member's own words."""

    topic: str = ""
    direction: Way = "more"
    creator: str = ""
    mood: str = ""
    length: Literal["", "short", "long"] = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    """`sure`: 3 nobody doubts that it speaks of a feed, 2 of seeing, 1 of liking, 0 names no direction."""

    direction: Way | None
    sure: int
    wishes: tuple[Preference, ...]
    until: datetime | None
    known: bool = False
    other: bool = False  # who likes it is not the member

    @property
    def says(self) -> bool:
        return any(one.topic or one.creator or one.mood or one.length for one in self.wishes)


def prefers(text: str, now: datetime) -> tuple[Preference, ...]:
    """The wishes of a comment in their order, at most four; () where none was understood."""
    return heard(text, now)[0]


def _said(hit: re.Match[str]) -> str:
    """A picture's word; before "多推" and the like it begins a clause."""
    begins = re.match(r"[多少别不]", hit.string[hit.end() : hit.end() + 1])
    return f"{'，' if begins else ''}{EMOJI[hit[0][0]]}"


def heard(text: str, now: datetime) -> tuple[tuple[Preference, ...], int]:
    """The wishes, and how sure the surest clause was that named a direction."""
    plain = _PICTURED.sub(_said, clean(text, 300).translate(SIMPLE))
    for pattern, meant in TYPOS:
        plain = pattern.sub(meant, plain)
    until = until_of(plain, now)
    clauses = [clause for part in _parts(plain) for clause in _clauses(part, now)]
    found: list[Preference] = []
    waiting: _Clause | None = None
    way: Way | None = None
    empty: Way | None = None  # said before its subject: "多推一些，太极拳的"
    surest = 0
    for clause in clauses:
        if clause.sure == 1 and clause.direction == "less" and not clause.known:
            continue  # "别笑"
        if clause.sure == 1 and not clause.known:
            clause = replace(clause, direction=None)  # a subject, where a surer clause says which way
        if clause.direction:
            if clause.says:
                found += _turned(clause.wishes, clause.direction)
            elif waiting is not None:
                found += _turned(waiting.wishes, clause.direction)
            known = clause.known or (not clause.says if waiting is None else waiting.known)
            surest = max(surest, clause.sure if known else min(clause.sure, 2))
            if not clause.says and waiting is None:
                empty = clause.direction
            way, waiting = clause.direction, None
        elif clause.says and not clause.direction:
            if clause.known and (turn := empty or (way if found else None)):
                found += _turned(clause.wishes, turn)
                empty = None
            else:
                waiting = clause
    if not found and waiting is not None and (waiting.other or _bare(waiting, plain)):
        found += waiting.wishes
    found = [one for one in found if one.topic or one.creator or one.mood or one.length]
    dated = [replace(one, until=until) for one in found] if until else found
    return tuple(_joined(dated))[:4], surest


def _turned(wishes: Sequence[Preference], way: Way) -> list[Preference]:
    """That way; who wishes less of long ones and says no more wishes for short ones."""
    turned = []
    for one in wishes:
        if way == "less" and one.length and not (one.topic or one.creator or one.mood):
            turned.append(replace(one, direction="more", length="long" if one.length == "short" else "short"))
        else:
            turned.append(replace(one, direction=way))
    return turned


def _bare(clause: _Clause, text: str) -> bool:
    """ "来点治愈的" has a direction; "治愈的" alone is a wish too, a sentence is none."""
    (one, *more) = clause.wishes
    return not more and not one.topic and bool(one.mood or one.length) and len(text) <= 8


def _joined(wishes: Sequence[Preference]) -> list[Preference]:
    """Wishes without doubles; what only adds a length, a mood or a person to a wish that goes the same way joins it."""
    found: list[Preference] = []
    for one in wishes:
        last = found[-1] if found else None
        if last and one.direction == last.direction == "more":
            joined = replace(
                last, topic=last.topic or one.topic, creator=last.creator or one.creator, mood=last.mood or one.mood,
                length=last.length or one.length,
            )  # fmt: skip
            parts = ("topic", "creator", "mood", "length")
            clash = any(getattr(one, part) and getattr(one, part) != getattr(joined, part) for part in parts)
            only = not (one.topic or one.creator) or not (last.topic or last.creator)
            if not clash and (only or one.topic == last.topic):
                found[-1] = joined
                continue
        twin = next((old for old in found if old.direction == one.direction and _same(old, one)), None)
        if twin is None and one not in found:
            found.append(one)
    return found


def _same(old: Preference, new: Preference) -> bool:
    """The same subject under another of its names ("猫" and "猫咪")."""
    return bool(old.topic) and (old.creator, old.mood, old.length) == (new.creator, new.mood, new.length) and (
        old.topic == new.topic or (_named_alike(old.topic, new.topic) and new.topic in names(old.topic) and old.topic in names(new.topic))
    )  # fmt: skip


def _named_alike(old: str, new: str) -> bool:
    """Whether two names can be one thing's: "猫" and "猫咪", "cat" and "猫"; not "星空" and "月亮", which only go together."""
    return bool(set(old) & set(new)) or old.isascii() != new.isascii()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in SPLIT.split(text) if part and part.strip()]


def _clauses(part: str, now: datetime) -> list[_Clause]:
    """Mostly one; "swap A for B" is two."""
    if NO_WISH.search(part) or part.startswith("越"):
        return []
    if hit := SWAP.search(part):
        named = hit.groupdict()
        out, into = (
            next(value for name, value in named.items() if name.startswith(way) and value)
            for way in ("out", "into")
        )
        return [_made("less", 2, out, "", now), _made("more", 2, into, "", now)]
    until, left = span(part, now)
    way, sure, before, after = _direction(left)
    clause = _made(way, sure, after, before, now)
    if way is None and (SENTENCE.search(MANNER.sub(" ", left).strip()) or len(left) > 30):
        # What a sentence is about, for a clause behind it that says only which way.
        return [_Clause(None, 0, (Preference(_subject(left)),), until)]
    if sure == 2 and way == "more" and OTHER.search(before):
        clause = replace(clause, direction=None, sure=0, known=False, other=True)
    return [replace(clause, until=until, known=clause.known or until is not None)]


_HEAD = late(
    r"(?:喜欢|爱上|迷上|沉迷|入坑|爱看|想学|在学|开始学|在练)(?:了|看|听|玩)?(?P<zh2>[\u4e00-\u9fff]{2,6})$|\b(?:loves?|likes?|into|obsessed with|learning) (?P<en3>[\w -]{3,20})$|^(?P<zh>[\u4e00-\u9fffA-Za-z]{1,10}?)(?:的)?(?:视频|vlog|片子|内容)|^(?P<en>[\w' -]{3,30}?) (?:videos?|vids|clips?|content|stuff)\b|^(?P<en2>[\w -]{3,24}?) (?:is|are|keeps?|makes?)\b",
    re.IGNORECASE,
)


def _subject(sentence: str) -> str:
    if (hit := _HEAD.search(sentence)) and (named := topic(next(value for value in hit.groups() if value))):
        return named
    return subject(sentence)


def _made(way: Way | None, sure: int, after: str, before: str, now: datetime) -> _Clause:
    """What is wished stands behind the words of a direction, else before them; only a length or a mood stands anywhere."""
    first = _read(after)
    if not any(one.topic or one.creator for one in first) and before:
        other = _read(before)
        if any(one.topic or one.creator or one.mood or one.length for one in other):
            added = first[0]
            first = tuple(
                replace(one, mood=one.mood or added.mood, length=one.length or added.length) for one in other
            )
    known = any(len(names(one.topic)) > 1 and len(one.topic) <= 8 for one in first if one.topic) or bool(
        _FEED.search(after or before)
    )
    known = known or any(
        one.creator or one.length or (one.mood and (sure != 1 or way == "more")) for one in first
    )
    return _Clause(way, sure, first, None, known)


def _direction(part: str) -> tuple[Way | None, int, str, str]:
    """Which way, how surely, what stands before the words that say so, and behind them. "没看够" is no "看够"."""
    if hit := BUT_WANTED.search(part):
        return "more", 3, "", _but(hit)
    if hit := BUT_UNWANTED.search(part):
        return "less", 3, "", _but(hit)
    if hit := NOT_LESS.search(part):
        return "more", 3, part[: hit.start()], part[hit.end() :]
    for sure, less, more in (
        (3, LESS_SURE, MORE_SURE),
        (2, LESS_PLAIN, MORE_PLAIN),
        (1, LESS_FAINT, MORE_FAINT),
    ):
        lessens = less.search(part)
        if hit := lessens or more.search(part):
            # A word for less turns the whole clause, however sure the word for more is.
            down = lessens or LESS_SURE.search(part) or LESS_PLAIN.search(part)
            return "less" if down else "more", sure, _rest(part[: hit.start()]), _rest(part[hit.end() :])
    return None, 0, "", part


def _but(hit: re.Match[str]) -> str:
    return next((value for value in hit.groupdict().values() if value), "")


def _rest(part: str) -> str:
    """Without further words of a direction."""
    for pattern in (LESS_SURE, LESS_PLAIN, MORE_SURE, MORE_PLAIN):
        part = pattern.sub(" ", part)
    return part.strip()


def _read(part: str) -> tuple[Preference, ...]:
    """What is named: one wish for each subject, or one without a subject."""
    creator, part = _creator(part)
    length, part = _length(part)
    mood, part = _mood(part)
    found = topics(part)
    if found and not creator and (hit := NICK.match(found[0])):
        creator, rest = hit[1], _THEIRS.sub("", hit[2])
        found = (rest, *found[1:]) if rest else found[1:]
    rest_of = Preference("", "more", creator, mood, length)
    return tuple(replace(rest_of, topic=one) for one in found) or (rest_of,)


def _creator(part: str) -> tuple[str, str]:
    if (hit := CREATOR.search(part)) is None:
        return "", part
    name = next((value for value in hit.groups() if value), "").strip(" @的")
    if not name or name in MOODS or says_nothing(name):
        return "", part
    return name, f"{part[: hit.start()]} {part[hit.end() :]}"


def _length(part: str) -> tuple[Literal["", "short", "long"], str]:
    if hit := SHORT.search(part):
        return "short", f"{part[: hit.start()]} {part[hit.end() :]}"
    if hit := LONG.search(part):
        return "long", f"{part[: hit.start()]} {part[hit.end() :]}"
    return "", part


# A mood of one sign stands alone: "甜的", no "甜品"; "炸鸡" is no thrill.
_ALONE = r"(?:(?<![\u4e00-\u9fff])|(?<=[太很超好更最点些])){word}(?=的|$|[^\u4e00-\u9fff])"
_MOOD = late(
    "|".join(
        rf"\b{word}\b" if word.isascii() else _ALONE.format(word=word) if len(word) == 1 else re.escape(word)
        for word in sorted(MOODS, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_GENRE = late(
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


_TOLD = late(
    "|".join(rf"\b{word}\b" if word.isascii() else re.escape(word) for word in MOODS if len(word) > 1),
    re.IGNORECASE,
)


def mood_in(text: str) -> str:
    """The kind of mood that a title or tags name; words of one sign are left out ("炸酱面" is no thrill)."""
    hit = _TOLD.search(text)
    return mood_of(hit[0]) if hit else ""


def plain(one: Preference) -> Mapping[str, object]:
    """As `dazi prefer --json` prints it."""
    return {
        "topic": one.topic, "direction": one.direction, "creator": one.creator, "mood": one.mood, "length": one.length,
        "until": one.until.isoformat() if one.until else None,
    }  # fmt: skip
