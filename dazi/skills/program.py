"""Word problems: a model writes a short program, the limited child runs it, two runs that agree count."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from dazi.ports import Kit, Ran
from dazi.skills.drafts import draw
from dazi.skills.prompt import bare
from dazi.text.normalise import fold
from dazi.types import Lang, Options, Tier

TASK = """You turn a question into a short Python program. Answer with the program only, at most 12 lines, no input(), no print().
The last line sets ans: one number, or a dict from each thing that is asked for to its number. Allowed imports: math, fractions, datetime, itertools, sympy.

Question: 门票成人30元、儿童15元，12个人一共花了285元，成人和儿童各几人？
from sympy import symbols, solve
a, c = symbols("a c")
found = solve([a + c - 12, 30 * a + 15 * c - 285], [a, c])
ans = {"成人": found[a], "儿童": found[c]}

Question: A tank holds 45 litres and has 6 litres in it. A tap gives 3 litres a minute. How many minutes until it is full?
ans = (45 - 6) / 3

Question: 一根绳子48米，先用去四分之一，又剪掉6米，还剩多少米？
ans = 48 - 48 / 4 - 6"""

ROOM = 120  # tokens of a program: twelve lines; what is longer on a small model has lost its way
_ENDED = ("\nprint(", "\n\nQuestion", "\n```\n")
_SLOWLY = (
    "Give every quantity and every step a variable of its own, in the order of the question; ans comes last."
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?!\d|年)")
_NUMERAL = re.compile(
    r"[一二两三四五六七八九十百千万半]+(?=个|只|元|块|岁|天|人|公里|千米|米|斤|次|倍|分钟|小时|本|条|张|支|件|辆|棵|页|层|瓶|盒|袋|箱|组|排|折|成)"
    r"|(?<=[存借贷投])[一二两三四五六七八九十百千万]+"
)
_ASKS = re.compile(
    r"多少|几(?!乎|个月后再|年前)|多久|多长|多远|多高|多重|求|解方程|是不是质数|how (?:many|much|long|far|old|fast)|what(?: i|'?)s\b|find|solve|[?？]",
    re.IGNORECASE,
)
_EQUATION = re.compile(
    r"(?:\d|\b)[a-z]\s*(?:\^|²|\*\*)?\d*\s*[-+=].{0,40}=|=\s*-?\d*[a-z]\b|解方程", re.IGNORECASE
)
_MEASURES = "只个人元块岁天米斤次倍页棵本条张支件辆层瓶盒袋箱组排场杯道颗头台间名位"
_UNIT = re.compile(
    rf"(?:多少|几)\s*(?P<zh>平方米|平方厘米|立方米|平方公里|公里|千米|厘米|毫米|公斤|千克|小时|分钟|公顷|升|毫升|吨|克|秒|分|度|[{_MEASURES}])(?!数)"
    r"|how many (?P<en>[a-z]+)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:/\d+)?(?:e-?\d+)?")
_COUNTED = re.compile(rf"几\s*[{_MEASURES}]|多少\s*[只个人棵本条张支件辆瓶盒袋箱名位头台颗]|how many (?:people|chickens|rabbits|apples|books|students|tickets|coins|cars)")  # fmt: skip
_FENCE = re.compile(r"```[a-z]*\s*\n?(.*?)(?:```|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Worked:
    """A result that two programs agreed on: `shown` for people, `figures` its numbers, `model` who wrote them."""

    shown: str
    figures: tuple[float, ...]
    model: str


def is_problem(text: str) -> bool:
    """Whether a text asks for a number that follows from numbers in it."""
    plain = fold(text)
    given = len(_FIGURE.findall(plain)) + len(_NUMERAL.findall(plain))
    return bool(_EQUATION.search(plain)) or (given >= 2 and len(plain) >= 8 and bool(_ASKS.search(plain)))


async def work_out(text: str, tier: Tier, kit: Kit, lang: Lang) -> Worked | None:
    """The result of a word problem, or None where no two programs agree on a sensible one."""
    # Asked in two ways, since the same words give the same program twice and agreement then says little.
    plain, slow = (bare(TASK, text, "program", ask, kind="question") for ask in ("", _SLOWLY))
    found: list[tuple[Ran, str]] = []
    for prompts in ((plain, slow), (slow,)):
        options = Options(ROOM, 0.1 if len(prompts) == 2 else 0.7, stop=_ENDED, seed=len(prompts))
        # In turn, for the cache's sake: see drafts.draw.
        drawn = [await draw(kit, tier, prompt, [options]) for prompt in prompts]
        for completion in (one for several in drawn for one in several):
            if completion is None:
                continue
            ran = await kit.runner.run(program_of(completion.text))
            if not ran.error and _sensible(ran.value, text):
                found.append((ran, completion.model))
        for i, (ran, model) in enumerate(found):
            if any(_same(ran.value, other.value) for other, _ in found[i + 1 :]):
                return Worked(_shown(ran.value, text, lang), _figures(ran.value), model)
    return None


def program_of(text: str) -> str:
    """The program in an answer: its first fence, else its lines from the first that looks like one. Where `ans` is not
    set, what was set last is the answer."""
    fence = _FENCE.search(text)
    lines = (fence[1] if fence else text).strip().splitlines()
    start = 0
    if not fence:
        looks = (i for i, line in enumerate(lines) if re.match(r"(?:from|import|def)\b|[a-z_][\w, ]*=", line))
        start = next(looks, 0)
    lines = lines[start:]
    if lines and not any(line.startswith("ans") for line in lines):
        last = next(
            (hit[1] for line in reversed(lines) if (hit := re.match(r"([a-z_]\w*)\s*=(?!=)", line))), ""
        )
        lines += [f"ans = {last}"] if last else []
    return "\n".join(lines)


def _figures(value: str) -> tuple[float, ...]:
    figures = []
    for hit in _NUMBERS.findall(value):
        over, _, under = hit.partition("/")
        if not under or float(under):
            figures.append(float(over) / float(under or 1))
    return tuple(figures)


def _sensible(value: str, question: str) -> bool:
    """A result that can be said at all; things that are counted come whole and not below zero."""
    if not value or len(value) > 120 or value in ("[]", "{}", "None", "()", "nan", "inf", "zoo"):
        return False
    if re.search(r"Symbol|symbols|lambda|<|Eq\(|function", value):
        return False
    figures = _figures(value)
    if _COUNTED.search(fold(question)):
        return bool(figures) and all(one >= 0 and abs(one - round(one)) < 1e-9 for one in figures)
    return bool(figures) or value in ("True", "False")


def _same(one: str, other: str) -> bool:
    left, right = sorted(_figures(one)), sorted(_figures(other))
    if not left and not right:
        return fold(one) == fold(other)
    return len(left) == len(right) and all(
        abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b)) for a, b in zip(left, right, strict=True)
    )


def _number(text: str) -> str:
    """A number as people write it: 13.0 -> 13, 0.30000000000000004 -> 0.3, 7/2 stays."""
    try:
        value = float(text)
    except ValueError:
        return text
    return str(round(value)) if abs(value - round(value)) < 1e-9 and abs(value) < 1e15 else f"{value:.6g}"


def _shown(value: str, question: str, lang: Lang) -> str:
    """The result with names and the unit that the question asks for."""
    unit = _UNIT.search(fold(question))
    zh, en = (unit["zh"] or "", unit["en"] or "") if unit else ("", "")
    pairs = re.findall(r"['\"]?([^'\"{},:]+)['\"]?\s*:\s*([^,{}]+)", value) if value.startswith("{") else []
    if pairs:
        named = [(name.strip(), _number(amount.strip())) for name, amount in pairs]
        if lang == "en":
            return ", ".join(f"{name} {amount}" for name, amount in named)
        # "x = 11" as in the exercise, "鸡23只" as one speaks.
        return "，".join(
            f"{name} = {amount}" if name.isascii() else f"{name}{amount}{zh}" for name, amount in named
        )
    many = _list_of(value)
    if many:
        return ("、" if lang == "zh" else ", ").join(_number(one) for one in many)
    if value in ("True", "False"):
        yes = value == "True"
        return ("是" if yes else "不是") if lang == "zh" else ("yes" if yes else "no")
    return f"{_number(value)}{zh}" if lang == "zh" else f"{_number(value)} {en}".strip()


def _list_of(value: str) -> tuple[str, ...]:
    try:
        parsed = ast.literal_eval(value)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return tuple(_NUMBERS.findall(value)) if value[0] in "[(" else ()
    return tuple(str(one) for one in parsed) if isinstance(parsed, list | tuple | set) else ()
