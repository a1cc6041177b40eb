"""Bare sums written in figures or words, worked out exactly; word problems are not its business."""

from __future__ import annotations

import ast
import re
import unicodedata
from fractions import Fraction

import cn2an
from simpleeval import InvalidExpression, SimpleEval

from dazi.types import Lang

_ASK = re.compile(
    r"^(?:(?:hey|so|ok|and|please)[, ]+)*(?:what(?:'s| is)|how much is|calculate|compute)\s+"
    r"|^(?:请问|帮我|快|那|麻烦|小搭|你)*(?:算一?下|算算|计算一?下|口算)?[,:： ]*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:等于|=|是|得)(?:多少|几|啥)?[?？呀啊呢吗吧。.! ]*$|(?:多少|几)[?？呀啊呢。 ]*$|[?？=。 ]+$",
    re.IGNORECASE,
)
_WORDS = (
    (r"\bplus\b", "+"), (r"\bminus\b", "-"), (r"\btimes\b|\bmultiplied by\b", "*"), (r"\bdivided by\b|\bover\b", "/"),
    (r"\bsquared\b", "**2"), (r"\bto the power of\b", "**"), (r"(?<=\d)\s*%\s*of\b", "/100*"),
    (r"加上?", "+"), (r"减去?", "-"), (r"乘以|乘上?", "*"), (r"除以", "/"),
    (r"的平方(?!根)", "**2"), (r"的(?:立方|三次方)", "**3"), (r"的(\d+)次方", r"**\1"), (r"的(\d+)[%％]", r"*\1/100"),
    (r"(\d+(?:\.\d+)?)[%％]", r"(\1/100)"), (r"的", "*"), (r"[×xX✖·](?=\s*[\d(])", "*"), (r"÷", "/"), (r"\^", "**"), (r"(?<=\d),(?=\d{3}\b)", ""),
)  # fmt: skip
_NUMERAL = re.compile(r"[零一二两三四五六七八九十百千万亿]+")
_SHAPE = re.compile(r"^[\d.+\-*/() ]+$")
_OPERATOR = re.compile(r"\d\s*\)*\s*(?:\*\*|[+\-*/])\s*\(*\s*-?\d")


class _Exact(SimpleEval):  # type: ignore[misc]
    """simpleeval over fractions, so that 0.1+0.2 is 0.3."""

    def __init__(self) -> None:
        super().__init__(names={}, functions={})
        self.nodes[ast.Constant] = lambda node: Fraction(str(node.value))
        self.operators[ast.Pow] = _power


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > 500 or abs(base) > 10**6:
        raise InvalidExpression("power")
    return base ** int(exponent)


def _numerals(match: re.Match[str]) -> str:
    try:
        return str(cn2an.cn2an(match.group(), "smart"))
    except ValueError:
        return match.group()


def expression(text: str) -> str | None:
    """The bare sum in a question as an expression of + - * / ** and brackets, or None where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > 120:
        return None
    plain = _TAIL.sub("", _ASK.sub("", plain, count=1)).strip()
    plain = re.sub(r"^(?:算一?下|算算)\s*", "", plain)
    plain = _NUMERAL.sub(_numerals, plain)
    for pattern, sign in _WORDS:
        plain = re.sub(pattern, sign, plain, flags=re.IGNORECASE)
    plain = plain.replace(" ", "").rstrip("=")
    # A date or a phone number is no sum: 2026-11-25, 010-6655.
    if (
        not _SHAPE.match(plain)
        or not _OPERATOR.search(plain)
        or re.fullmatch(r"\d{2,4}-\d{1,4}(-\d{1,4})?", plain)
    ):
        return None
    return plain


def shown(value: Fraction) -> str:
    """A fraction as people write it: whole, a terminating decimal, or about six places with ≈."""
    if value.denominator == 1:
        whole = str(value.numerator)
        return whole if len(whole) <= 30 else f"{whole[:10]}…({len(whole)})"
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    text = f"{float(value):.10f}".rstrip("0")
    if rest == 1 and Fraction(text) == value:
        return text
    return f"{float(value):.6g}"


def sum_answer(text: str, lang: Lang) -> str | None:
    """ "125×88＝11000" for a bare sum, a sentence for a division by zero, None for anything else."""
    wanted = expression(text)
    if wanted is None:
        return None
    try:
        value = Fraction(_Exact().eval(wanted))
    except ZeroDivisionError:
        return (
            "除以零没有答案，分给零个人，谁也拿不到。" if lang == "zh" else "Dividing by zero has no answer."
        )
    except (InvalidExpression, SyntaxError, ValueError, TypeError, OverflowError):
        return None
    exact = value.denominator == 1 or Fraction(shown(value)) == value
    # 2**20 is no square: only a whole exponent of 2 or 3 is raised.
    nice = re.sub(r"\*\*([23])(?![\d.])", lambda power: "²³"[int(power[1]) - 2], wanted)
    nice = nice.replace("**", "^").replace("*", "×").replace("/", "÷")
    return f"{nice}{'=' if exact else '≈'}{shown(value)}"
