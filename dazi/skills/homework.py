"""Homework by rule: which subject it is, its first step, whether a text gives the result away; knows no model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

import cn2an

from dazi.skills.likeness import numbers
from dazi.text.normalise import fold, has_cjk
from dazi.types import Context
from dazi.words import say

_SUBJECTS = (
    ("english_essay", r"英语作文|英文作文|my (?:weekend|family|mother|dream|hobby|holiday|best friend)|write (?:me )?(?:an? |my )?(?:\d+[- ]word )?(?:english )?(?:essay|composition|paper|report)|\bessay\b"),
    ("reading", r"读后感|观后感|读书(?:笔记|报告)|书评|book report|book review"),
    ("essay", r"作文|写一?篇|日记|周记|\d{2,4}字|议论文|记叙文|演讲稿|手抄报|实践报告|论文"),
    ("equation", r"解方程|方程|[0-9]\s*[a-z]\s*[-+].{0,12}=|[a-z]\s*[-+]\s*\d+\s*=|solve for"),
    ("choice", r"选(?:哪个|a|b|c|d|择题)|选项|[abcd]还是[abcd]|a\s*[.、].*b\s*[.、]|multiple choice|which (?:one|option|answer)"),
    ("reciting", r"背(?:不|课文|诗|单词)|默写|recite|memori[sz]e"),
    ("poem", r"古诗|文言文|赏析|中心思想|阅读理解"),
    ("code", r"编程作业|代码作业|python作业|c语言|coding assignment"),
    ("proof", r"证明|求证|几何|三角形|全等|prove"),
    ("problem", r"应用题|几只|多少|各几|一共|还剩|速度|路程|相遇|追及|鸡兔|how many|how much|how long"),
)  # fmt: skip
_LINEAR = re.compile(
    r"(?<![\w.^])(?P<a>-?\d*)\s*(?P<x>[a-z])\s*(?P<s>[-+])\s*(?P<b>\d+)\s*=\s*(?P<c>-?\d+)(?![\w.])"
)
_HEADS = re.compile(
    r"头\D{0,4}(?P<h>\d+).{0,8}?(?:脚|腿|足)\D{0,4}(?P<f>\d+)|(?P<h2>\d+)\s*(?:个)?头.{0,8}?(?P<f2>\d+)\s*(?:只|条)?(?:脚|腿|足)|(?P<h3>\d+) heads.{0,12}?(?P<f3>\d+) (?:feet|legs)"
)
_STATED = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?(?![\d.])")
_GIVES = re.compile(
    r"(?:答案|正确答案|结果|得数|the answer|answer)\s*(?:是|为|就是|应该是|应选|选|[:：]|is|=)\s*[“\"]?\s*(?:[A-D]\b|-?\d|[a-z]\s*=)"
    r"|(?:应该|应|就|直接|要|所以|因此|故|我)?选\s*(?:择)?\s*[“\"]?[A-D](?![A-Za-z还或])|\b(?:choose|pick|it's|option)\s+\(?[A-D]\)?\b|\b[a-z]\s*(?:=|＝|等于|就是|是)\s*(?:-?\d|负?[零一二三四五六七八九十])|(?:鸡|兔子?)(?:有|是)?\s*\d+\s*只",
    re.IGNORECASE,
)
# Where a number counts steps, sides or goes, and where its sign is part of a word.
_IDIOMS = re.compile(
    r"第\s*[一二三四五\d]\s*(?:步|句|段|题|个|行)|[一两]\s*(?:步|边|下|句话?|起|遍|道|点|样|会儿?|半|只手|眼|定|直|些|种)|[一两]个(?:人|词|字|数|量|条件|式子|例子|未知数|问题|画面|开头)"
    r"|统一|唯一|万一|千万|一般|一定|一直|哪一|每一|这一|那一|上一|下一|同一|另一|step (?:one|two|\d)|\bone (?:step|side|line|word|thing|more|by one|sentence)\b|\bat once\b|\b(?:which|that|this|the|only|no|any|every|each) one\b"
    r"|\d\s*[.、)]\s(?=\D)"
)
_OPTION = re.compile(r"(?<![A-Za-z])[A-D](?![A-Za-z])")
_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)


@dataclass(frozen=True, slots=True)
class Linear:
    """a·x + b = c with whole numbers; `a` is not 0."""

    a: int
    x: str
    b: int
    c: int

    @property
    def moved(self) -> int:
        return self.c - self.b

    @property
    def root(self) -> Fraction:
        return Fraction(self.moved, self.a)


def subject(text: str) -> str:
    """What kind of homework a text speaks of; "any" where none is recognised."""
    plain = fold(text)
    return next((name for name, pattern in _SUBJECTS if re.search(pattern, plain)), "any")


def linear(text: str) -> Linear | None:
    """The first linear equation of the form ax+b=c in a text."""
    hit = _LINEAR.search(fold(text))
    if hit is None:
        return None
    a = int(hit["a"]) if hit["a"] not in ("", "-") else int(f"{hit['a']}1")
    b = int(hit["b"]) * (1 if hit["s"] == "+" else -1)
    return Linear(a, hit["x"], b, int(hit["c"])) if a and b else None


def first_step(text: str, context: Context) -> str | None:
    """The first step of a problem that a rule knows, as coaching with a question back; None for any other."""
    lang = context.lang
    if equation := linear(text):
        code = "skills.step.add" if equation.b < 0 else "skills.step.subtract"
        return say(code, lang, b=abs(equation.b), x=equation.x, c=equation.c)
    if hit := _HEADS.search(fold(text)):
        heads = int(hit["h"] or hit["h2"] or hit["h3"])
        feet = int(hit["f"] or hit["f2"] or hit["f3"])
        return say("skills.step.heads", lang, heads=heads, feet=feet)
    return None


def next_step(told: str, earlier: str, context: Context) -> str | None:
    """How a member's own result of a step is met, for an equation asked before; the root is never said by us."""
    equation = linear(earlier)
    figures = numbers(told)
    if equation is None or not figures:
        return None
    lang = context.lang
    if Fraction(str(figures[-1])) == equation.root or -Fraction(str(figures[-1])) == equation.root:
        return say("skills.step.try", lang, x=equation.x)
    if abs(equation.moved) == figures[-1] and abs(equation.a) != 1:
        return say("skills.step.divide", lang, a=equation.a, x=equation.x)
    return say("skills.step.look", lang, b=abs(equation.b), x=equation.x)


def results(text: str) -> tuple[float, ...]:
    """The results of the homework that a rule can work out."""
    found: list[float] = []
    if equation := linear(text):
        found += [float(equation.root), float(equation.moved)]
    if hit := _HEADS.search(fold(text)):
        heads = int(hit["h"] or hit["h2"] or hit["h3"])
        feet = int(hit["f"] or hit["f2"] or hit["f3"])
        rabbits = (feet - 2 * heads) / 2
        found += [rabbits, heads - rabbits]
    return tuple(found)


def gives_away(text: str, question: str, known: tuple[float, ...] | None = None) -> bool:
    """Whether a draft holds a result or a finished text. `known` are the results where they were worked out; no number
    may stand in the draft that isn't in the question, small counting words ("两条腿") excepted where the results are
    known and are others."""
    plain = _IDIOMS.sub(" ", fold(text))
    if _GIVES.search(text) or _GIVES.search(plain):
        return True
    if "```" in text or len([part for part in text.splitlines() if part.strip()]) > 2:
        return True
    given = set(numbers(question))
    if any(float(hit) not in given for hit in _STATED.findall(plain)):
        return True
    for value in _spelled(plain):
        small = value <= 5 and known is not None and value not in known
        if not small and (value not in given or (known is not None and value in known)):
            return True
    asked, named = set(_OPTION.findall(question.upper())), set(_OPTION.findall(text))
    if len(asked) >= 2 and named and named != asked:
        return True
    return _finished(text, question)


def _spelled(plain: str) -> tuple[float, ...]:
    """The numbers that a text writes in words."""
    found = [float(_WORDS.index(hit)) for hit in re.findall(r"[a-z]+", plain) if hit in _WORDS]
    for hit in re.findall(r"[零一二两三四五六七八九十百千万]+", plain):
        try:
            found.append(float(cn2an.cn2an(hit, "smart")))
        except ValueError:
            found.append(-1.0)
    return tuple(found)


def _finished(text: str, question: str) -> bool:
    """Whether a draft reads like the work itself: too long, without a question back, hardly addressing anybody, or a
    stretch of the foreign language that was to be written."""
    longest = 150 if has_cjk(text) else 300
    if len(text) > longest or not re.search(r"[?？]", text):
        return True
    sentences = [one for one in re.split(r"[。！？!?；;\n]|\.(?=\s|$)", text) if one.strip()]
    addressed = sum(
        bool(
            re.search(
                r"你|咱|\byou\b|\byour\b|我(?:陪|教|帮|等|先|可|不)|\bI(?:'ll| won't| can)\b",
                one,
                re.IGNORECASE,
            )
        )
        for one in sentences
    )
    if addressed * 2 < len(sentences):
        return True
    english = re.findall(r"[A-Za-z]+(?:'[a-z]+)?", text)
    return has_cjk(text) and subject(question) == "english_essay" and len(english) > 8
