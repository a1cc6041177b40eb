"""Choosing one line among candidates, for a model too weak to write its own; knows no files and no store."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp, isnan, log
from typing import Protocol

from dazi.persona.repertoire import Line, Near
from dazi.types import Lang

# Below this a line answers something else than what was said, and a broad or an honest one is better.
FAR = 0.45
FAR_JOKE = 0.40
# How likely a line fits, from this on it may be said; from 0.45 on 79 of 100 lines for fresh comments were read as fitting,
# between the two half (docs/log.md, "Choosing a line, again"). A comforting word about something else hurts: there it is
# 86, in English, where only 262 pairs were read, from 0.45 on all of twelve.
FITS: dict[str, dict[Lang, float]] = {"chat": {"zh": 0.4, "en": 0.4}, "comfort": {"zh": 0.35, "en": 0.45}}
NEARLY_ITS_OWN = 0.8  # a comment so like one of the line's phrasings is met, whatever else is said in it
SURE = 0.8  # from here on the judge is not asked
BESIDE, ALIKE = 0.05, 0.7  # candidates this close to the best, in chance and in log odds, are as good as it
JUDGED = 5  # lines shown to a judge
JUDGE_SHARE = 0.3
_COUNT = re.compile(r"[0-9]+|[一二两三四五六七八九十百千万半]+(?:年|岁|天|分|块|斤|次|个月|小时|公里)")
_LOOSE = "一半两几"  # "一天" and "两个" count nothing


class Judge(Protocol):
    """Says how well each line answers a comment; one number in 0..1 a line, () for no opinion."""

    async def weigh(self, comment: str, lines: Sequence[str]) -> Sequence[float]: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """The line, how near it was, and whether it had to be one that was used before."""

    line: Line
    score: float
    reuse: bool = False


async def choose(
    candidates: Sequence[Near],
    comment: str,
    used: Mapping[str, datetime],
    seed: str,
    judge: Judge | None = None,
) -> Choice | None:
    """The best unused candidate near enough, or None: nothing fits. Equals are drawn by the seed, so that a retry
    chooses the same and two members do not. Lines bound to another video are never said."""
    near = [
        (one.line, fit)
        for one in candidates
        if (fit := _near_enough(one, comment)) and one.line.id not in used and not bound(one.line, comment)
    ]
    if not near:
        return None
    near.sort(key=lambda pair: -pair[1])
    best = near[0][1]
    if judge is not None and best < SURE and len(near) > 1:
        return await _judged(near[:JUDGED], comment, judge)
    beside = [
        pair for pair in near if pair[1] >= best - BESIDE and log_odds(pair[1]) >= log_odds(best) - ALIKE
    ]
    line, score = min(beside, key=lambda pair: drawn(pair[0].id, seed))
    return Choice(line, score)


def _near_enough(one: Near, comment: str) -> float:
    """How well a line fits where it does, else 0."""
    if one.line.skill not in FITS:
        return one.score if one.score >= (FAR_JOKE if one.line.skill == "joke" else FAR) else 0.0
    fit = max(fitness(one), one.score if one.score >= NEARLY_ITS_OWN else 0.0)
    return fit if fit >= FITS[one.line.skill][one.line.lang] else 0.0


def log_odds(chance: float) -> float:
    """The logarithm of a chance's odds, kept within 7 of even."""
    sure = min(0.999, max(0.001, chance))
    return log(sure / (1 - sure))


_SIGNS: dict[Lang, float] = {"zh": 20.0, "en": 60.0}  # of a phrasing of middling length
_MUCH = 40.0  # what is shared by a comment of some ten rare parts


def fitness(one: Near) -> float:
    """The chance (0..1) that a line fits a comment: logistic regressions over 3,186 pairs of comment and line that were
    read and judged (960 fit), one for lines found by meaning and taught an eye (Near.akin), one by words alone. A short
    phrasing fits more comments; who speaks of him or her presumes somebody; comforting words fit sooner than light ones."""
    short = min(map(len, one.line.say)) / _SIGNS[one.line.lang]
    comfort = one.line.skill == "comfort"
    if isnan(one.akin):
        words = -2.990 + 2.361 * one.score + 1.817 * one.cover + 5.071 * one.shared / _MUCH
        return _chance(words + 1.369 * one.whole - 1.148 * short + 0.479 * comfort - 0.805 * one.third)
    words = -3.846 + 1.393 * one.score + 0.917 * one.shared / _MUCH + 0.991 * one.whole
    meaning = 2.174 * one.behind + 5.044 * one.akin
    return _chance(words + meaning - 2.912 * short + 0.682 * comfort - 0.712 * one.third)


def _chance(odds: float) -> float:
    return 1.0 / (1.0 + exp(-odds))


_SOMEBODY = tuple(
    re.compile(group)
    for group in (
        "爷爷|爷(?!们)", "奶奶|(?<!牛)奶(?!茶|粉|油|瓶)", "外婆|姥姥", "外公|姥爷", "爸|父|爹|\\b(?:dad|father)", "妈|母|娘|\\b(?:mum|mom|mother)", "老公|丈夫|husband",
        "老婆|媳妇|妻|wife", "孩子|娃|宝宝|儿子|女儿|闺女|\\b(?:kids?|sons?|daughter|baby)\\b", "猫|喵|\\b(?:cats?|kitten)\\b", "狗|汪|\\b(?:dogs?|puppy)\\b", "朋友|发小|闺蜜|兄弟|friend",
        "老板|领导|上司|主管|boss|manager", "老师|导师|teacher", "同事|colleague|coworker", "邻居|neighbou?r", "室友|舍友|roommate",
    )
)  # fmt: skip


def strange(line: Line, comment: str) -> bool:
    """Whether comforting words speak of somebody whom the comment does not name: a grandfather for a husband."""
    plain = comment.casefold()
    return any(who.search(line.reply.casefold()) and not who.search(plain) for who in _SOMEBODY)


def bound(line: Line, comment: str) -> bool:
    """Whether a line speaks of what this comment lacks: another video, or a number of its own phrasing ("十二年"); in
    comforting words any number."""
    if line.video or (line.skill == "comfort" and strange(line, comment)):
        return True
    told = set(_COUNT.findall(line.reply))
    if line.skill == "comfort":
        own = {count for count in told if count[0] not in _LOOSE}
    else:
        own = {count for say in line.say for count in _COUNT.findall(say)} & told
    return not all(count in comment for count in own)


async def _judged(near: Sequence[tuple[Line, float]], comment: str, judge: Judge) -> Choice:
    weights = await judge.weigh(comment, [line.reply for line, _ in near])
    if len(weights) != len(near):
        weights = [0.0] * len(near)
    ranked = [
        (score + JUDGE_SHARE * weight, line, score)
        for (line, score), weight in zip(near, weights, strict=True)
    ]
    _, line, score = max(ranked, key=lambda three: three[0])
    return Choice(line, score)


def fresh(lines: Sequence[Line], used: Mapping[str, datetime], seed: str) -> Choice:
    """Any unused line, drawn by the seed; when all are used, the longest unused. The lines must not be empty."""
    unused = [line for line in lines if line.id not in used]
    if unused:
        return Choice(min(unused, key=lambda line: drawn(line.id, seed)), 0.0)
    return Choice(min(lines, key=lambda line: used[line.id]), 0.0, reuse=True)


def drawn(key: str, seed: str) -> int:
    """A place in an order that looks shuffled and is the same for the same seed. Hundreds are drawn for one joke, so it
    is a checksum, spread by Knuth's multiplicative hashing (The Art of Computer Programming 3, 6.4)."""
    return zlib.crc32(key.encode(), zlib.crc32(seed.encode())) * 0x9E3779B1 & 0xFFFFFFFF
