"""Choosing one line among candidates, for a model too weak to write its own; knows no files and no store."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dazi.persona.repertoire import Line, Near

# Below this a line answers something else than what was said, and a broad or an honest one is better. Read off 140
# comments that no line was written for: between 0.40 and 0.50 half of the banter did not fit.
FAR = {"joke": 0.40, "chat": 0.50, "comfort": 0.44}
FAR_ELSE = 0.45
SURE = 0.8  # from here on the judge is not asked: the comment is nearly one of the line's own phrasings
BESIDE = 0.05  # candidates this close to the best are as good as it
JUDGED = 3  # lines shown to a judge: a prompt of some hundred tokens, 1.3 s at 75 tokens/s
JUDGE_SHARE = 0.3
_COUNT = re.compile(r"[0-9]+|[一二两三四五六七八九十百千万]+(?:年|岁|天|分|块|斤|次|个月|小时|公里)")


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
        (line, score)
        for line, score, *_ in candidates
        if score >= FAR.get(line.skill, FAR_ELSE) and line.id not in used and not bound(line, comment)
    ]
    if not near:
        return None
    near.sort(key=lambda pair: -pair[1])
    best = near[0][1]
    if judge is not None and best < SURE and len(near) > 1:
        return await _judged(near[:JUDGED], comment, judge)
    beside = [pair for pair in near if pair[1] >= best - BESIDE]
    line, score = min(beside, key=lambda pair: drawn(pair[0].id, seed))
    return Choice(line, score)


def bound(line: Line, comment: str) -> bool:
    """Whether a line speaks of what this comment lacks: another video, or a number of its own phrasing ("十二年")."""
    if line.video:
        return True
    own = {count for say in line.say for count in _COUNT.findall(say)} & set(_COUNT.findall(line.reply))
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
