"""A checked answer for a question that is put in other words, or that stands among other words; knows no model."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from math import exp, isnan

from dazi.ports import Kit
from dazi.skills.likeness import content, denies, numbers, same_chance, sorted_apart
from dazi.skills.snippet import bare_question, named
from dazi.text.normalise import fold
from dazi.types import Context, Found

_ASKS = re.compile(
    r"[?？]|什么|[\u3400-\u9fff]不(?=[要行好该算用需贵能会是对])|为什|为啥|为何|怎么|咋|如何|多少|几[个点年天号岁度次分座条种家块级斤米步口只届遍趟月声分秒岁]|最[大小长短高深早晚远近快慢多]的|[上下]一句|首都|省会|吗|哪|谁|是不是|能不能|可不可以|(?<!问我)会不会|有没有|对不对|啥|多[大久远高重深长快]|区别|原理|意思|还是.|求教|科普|讲讲|说说|解释|真的假的|[不没][啊呀呢]?\s*$"
    r"|\b(?:why|whats?|how|who|when|where|which|whose|explain|tell me)\b|^\W*(?:can|could|does|do|did|is|are|was|were|will|should)\b"
)
_PAUSE = re.compile(
    r"[,，。.!！?？~～…;；\n]+|\s+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s+|\s*[\U0001f300-\U0001faff]+\s*"
)
_CALLS = re.compile(r"\s*[@＠]\S+\s*")
_MOST = re.compile(r"最[\u3400-\u9fff]")
# How many of something, where no figure tells: "放了四天".
_COUNT = re.compile(
    r"[两二三四五六七八九十百千万半]+个?(?:天|周|星期|月|年|次|岁|度|小时|分钟|斤|克|公里|米)"
)
_HARM = re.compile(
    r"着火|起火|失火|触电|漏电|煤气|燃气|溺水|中毒|窒息|噎|昏|晕倒|骨折|出血不止|烧伤|自杀|猝死|心梗|中风|农药|\b(?:on fire|grease fire|electrocut|poison|choking|drown|overdose|unconscious)",
    re.IGNORECASE,
)
_LOOKED_AT = 8  # lines for each reading of the comment
_READINGS = 4  # the whole, and what of it asks
_SAYS = 3  # signs and words from which a part may be a whole question: "啥意思啊" is none
# A logistic regression over 398 pairs of members' questions and lines, read one by one (docs/log.md, "Questions nobody
# had run"): how near in meaning, how much of the question the line holds, how much of the line's question was not said.
_MEANING, _HELD, _UNSAID, _BASE = 5.09, 2.98, -5.15, -4.29
SURE, NEAR = 0.75, 0.5  # from here on a checked answer is the answer, and the nearest that we know
BY_THE_WAY = 0.85  # and from here on it is given to what was taken for banter
_BY_WORDS = 0.05  # what words alone tell is less sure by so much
_WITHIN = 0.7  # from this cosine on a wish that holds a line's whole question is for nearly that
_NO_MORE = 0.74  # what is denied on one side only is at best a neighbour


def asks(text: str) -> bool:
    """Whether a comment puts a question."""
    return bool(_ASKS.search(fold(text)))


def readings(text: str) -> tuple[str, ...]:
    """A comment, and where it is more than a question ("章鱼几个心脏来着 跟我闺女打赌呢") its parts that ask."""
    plain = _CALLS.sub(" ", text).strip()
    parts = [part for part in _PAUSE.split(plain) if part.strip()]
    if len(parts) < 2:
        return (plain,)
    found = [part for part in parts if asks(part)]
    if len(parts) > 2:
        found += [f"{one} {two}" for one, two in itertools.pairwise(parts) if asks(f"{one} {two}")]
    return tuple(dict.fromkeys((plain, *found)))[:_READINGS]


def nearest(context: Context, kit: Kit, without: str = "", least: float = NEAR) -> tuple[float, Found | None]:
    """The line that most likely answers what is asked, and the chance (0..1) that it does; second turns, lines of the
    topic `without` and those below the `least` chance are left out."""
    best: tuple[float, Found | None] = (0.0, None)
    whole, *parts = readings(context.text)
    for reading in (whole, *(part for part in parts if len(_signs(part)) >= _SAYS)):
        for line in kit.lines.find("answer", replace(context, text=reading), _LOOKED_AT):
            if line.after or line.topic == without or at_best(line) < max(least, best[0]):
                continue
            chance = fitting(line, reading, context.text)
            if chance >= least and chance > best[0]:
                best = (chance, line)
    return best


def nearest_code(context: Context, kit: Kit, topic: str) -> tuple[float, Found | None]:
    """The line with a snippet that most likely does what is wished, in the language that is named, and how likely."""
    best: tuple[float, Found | None] = (0.0, None)
    language = named(context.text)
    for reading in (*readings(context.text), bare_question(context.text)):
        signs, words = content(reading)
        for line in kit.lines.find("answer", replace(context, text=reading), _LOOKED_AT):
            if line.after or line.topic != topic or named(line.say) != language or isnan(line.meaning):
                continue
            if signs and words - _signs(line.say) - _signs(line.text):
                continue  # "python合并两个excel表" is not "python合并两个列表"
            chance = likely(line, reading, context.text)
            if line.meaning >= _WITHIN and _signs(line.say) <= _signs(context.text):
                chance = max(chance, SURE)  # the wish says all that the line does, and how it should be
            if chance > best[0]:
                best = (chance, line)
    return best


def fitting(line: Found, asked: str, text: str) -> float:
    """The chance (0..1) that a line answers the part `asked` of a comment `text`. Numbers and what sort of thing is asked
    for must agree; without an encoder the words alone tell."""
    if isnan(line.meaning):
        return max(0.0, same_chance(line, asked) - _BY_WORDS)
    wanted, knows, says = _signs(asked), _signs(line.say), _signs(line.text)
    if not wanted or not knows or _another(line, asked, wanted - knows - says):
        return 0.0
    chance = likely(line, asked, text)
    if chance < SURE and _HARM.search(asked):
        return 0.0
    known = line.say + line.text
    lacks = [hit for pattern in (_MOST, _COUNT) for hit in pattern.findall(asked) if hit not in known]
    if not lacks and not denies(line.say, asked):
        return chance
    # Where somebody may come to harm a neighbour is none: "油着火了能浇水吗" is not about smoke points.
    return min(chance, 0.0 if _HARM.search(asked) else _NO_MORE)


def at_best(line: Found) -> float:
    """The highest chance that a line's meaning leaves it, whatever its words are."""
    return 1.0 if isnan(line.meaning) else 1.0 / (1.0 + exp(-(_BASE + _MEANING * line.meaning + _HELD)))


def likely(line: Found, asked: str, text: str) -> float:
    """How likely it is by meaning and words alone, whatever figures and names say."""
    wanted, knows = _signs(asked), _signs(line.say)
    held = len(wanted & (knows | _signs(line.text))) / max(1, len(wanted))
    unsaid = len(knows - _signs(text)) / max(1, len(knows))
    return 1.0 / (1.0 + exp(-(_BASE + _MEANING * line.meaning + _HELD * held + _UNSAID * unsaid)))


def _another(line: Found, asked: str, missing: frozenset[str]) -> bool:
    """Whether a line is surely for another question: other figures, another sort of thing or being, the opposite end
    ("最小" for "最大"), or the same words about something else ("红薯发芽" for "土豆发芽")."""
    figures, known = numbers(asked), numbers(line.say)
    if sorted(figures) != sorted(known) and (
        set(known) - set(figures) or set(figures) - set(known) - set(numbers(line.text))
    ):
        return True
    if sorted_apart(line.say, asked):
        return True
    signs, words = content(asked)
    if signs and words & missing:
        return True
    one, other = frozenset(_MOST.findall(asked)), frozenset(_MOST.findall(line.say))
    return bool(one and other and not one & other) or _swapped(asked, line, missing)


def _swapped(asked: str, line: Found, missing: frozenset[str]) -> bool:
    """Whether two questions are the same but for one word of two signs or more, and the answer doesn't name it."""
    one, other = (re.sub(r"[^\u3400-\u9fff]", "", fold(text)) for text in (asked, line.say))
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    mine, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if min(len(mine), len(theirs)) < 2 or start + end < 2 or set(mine) & set(theirs):
        return False
    return len(set(mine) & missing) >= 2


def _signs(text: str) -> frozenset[str]:
    signs, words = content(text)
    return signs | words
