"""Programs in the limited child: what runs, what is refused, what is stopped."""

from datetime import datetime

import pytest

from dazi.sandbox.allow import why_not
from dazi.sandbox.runner import Sandbox

NOW = datetime(2026, 11, 25, 12)


async def test_a_word_problem_is_solved() -> None:
    code = "from sympy import symbols, solve\nx, y = symbols('x y')\nans = solve([x + y - 35, 2*x + 4*y - 94], [x, y])"
    ran = await Sandbox().run(code)
    assert (ran.value, ran.error) == ("{x: 23, y: 12}", "")


async def test_output_is_quoted() -> None:
    ran = await Sandbox().run("for i in range(3):\n    print(i)")
    assert ran.output == "0\n1\n2"


@pytest.mark.parametrize(
    "code",
    [
        "import os", "from os import path", "open('x')", "eval('1')", "().__class__", "x = '__import__'",
        "getattr(1, 'real')", "'{0.real}'.format(1)", "from sympy import sympify", "with a: pass", "async def f(): pass",
        "import sympy.utilities as u\nu.lambdify", "match 1:\n  case _: pass", "from . import a",
        "import dataclasses", "import typing", "import enum", "import copy", "import random\nrandom._os",
        "from operator import attrgetter", "import operator\noperator.attrgetter", "import operator as o\no.methodcaller",
        "from operator import itemgetter", "import string\nstring.Formatter()", "from string import Formatter",
        "import functools\nfunctools.update_wrapper", "import calendar\ncalendar.sys", "x.inspect.importlib",
        "import json.tool", "import sympy.core.sympify", "from sympy import os", "from sympy.testing import runtests",
        "(i for i in x).gi_frame.f_back", "import time\ntime.sleep(9)",
    ],
)  # fmt: skip
def test_syntax_outside_the_list_is_refused(code: str) -> None:
    assert why_not(code) is not None


@pytest.mark.parametrize(
    "code",
    [
        "if __name__ == '__main__':\n    print('____')",
        "import re\nre.compile('a')",
        "import sympy as s\ns.re(1)",
        "x = [i**2 for i in range(5)]",
        "def f(n): return n\nans = f(2)",
        "import math\nans = math.pi",
    ],
)
def test_ordinary_programs_pass(code: str) -> None:
    assert why_not(code) is None


async def test_an_endless_loop_is_ended() -> None:
    assert (await Sandbox().run("while True: pass", seconds=1)).error == "timeout"


async def test_memory_is_bounded() -> None:
    assert "MemoryError" in (await Sandbox().run("ans = 'a' * 10**10")).error


async def test_an_endless_print_and_an_endless_list_are_ended() -> None:
    ran = await Sandbox().run("while True: print('x' * 1000)", seconds=1)
    assert ran.error == "timeout"
    assert "MemoryError" in (await Sandbox().run("a = []\nwhile True: a.append('x' * 10**6)")).error


ORDINARY = {
    "print('你好', chr(0xd800))": "你好 ?",
    "class A:\n    def __init__(self, n): self.n = n\nprint(A(2).n, round(2.5), '%.1f' % 1.5)": "2 2 1.5",
    "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nprint(f(15))": "610",
    "import datetime, time\nd = datetime.datetime.strptime('2024-02-29', '%Y-%m-%d')\n"
    "print(d + datetime.timedelta(days=1), time.strftime('%Y', time.gmtime(0)))": "2024-03-01 00:00:00 1970",
    "from collections import Counter, namedtuple\nfrom collections.abc import Iterable\nP = namedtuple('P', 'a b')\n"
    "print(Counter('hello').most_common(1), P(1, 2), isinstance([], Iterable))": "[('l', 2)] P(a=1, b=2) True",
    "import random, re\nfrom fractions import Fraction as F\nrandom.seed(1)\n"
    "print(F(1, 3) + 1, 1 <= random.randint(1, 6) <= 6, re.findall(r'\\d+', 'a1b22'))": "4/3 True ['1', '22']",
    "import functools\ndef deco(f):\n    @functools.wraps(f)\n    def g(*a): return f(*a) + 1\n    return g\n"
    "@deco\ndef one(): return 1\nprint(one(), '你'.encode('gbk'))": "2 b'\\xc4\\xe3'",
    "from sympy import *\nx = symbols('x')\nprint(solve(x**2 - 4), integrate(exp(-x**2), (x, -oo, oo)), "
    "nsolve(cos(x) - x, 1).round(3), simplify(sin(x)**2 + cos(x)**2), ask(Q.positive(2)))\npprint(x + 1)":
    "[-2, 2] sqrt(pi) 0.739 1 True\nx + 1",
    "from sympy.stats import Die, P\nimport sympy.geometry as g\n"
    "print(P(Die('X', 6) > 3), g.Point(1, 2).distance(g.Point(4, 6)))": "1/2 5",
}  # fmt: skip


@pytest.mark.parametrize(("code", "output"), ORDINARY.items())
async def test_ordinary_programs_run(code: str, output: str) -> None:
    ran = await Sandbox().run(code)
    assert (ran.output, ran.error) == (output, "")


async def test_an_exception_is_told() -> None:
    assert (await Sandbox().run("ans = 1 / 0")).error == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("125乘以88等于多少", "125×88=11000"), ("三加五是多少", "3+5=8"), ("0.1+0.2=?", "0.1+0.2=0.3"),
        ("2的10次方", "2^10=1024"), ("2的20次方", "2^20=1048576"), ("2的2次方", "2²=4"), ("3**3", "3³=27"), ("2**31", "2^31=2147483648"), ("what is 12 times 12", "12×12=144"), ("10÷3", "10÷3≈3.33333"),
        ("5英里是多少公里", "5英里 ≈ 8.04672公里"), ("98.6F in C", "98.6 F = 37 C"), ("一斤是多少克", "1斤 = 500克"),
        ("3/8 英寸是几毫米", "3/8英寸 ≈ 9.525毫米"), ("2/3 pounds in grams", "2/3 pounds ≈ 302.395 grams"),
        ("今天星期几", "2026年11月25日，星期三。"), ("离春节还有几天", "还有73天，春节是2027年2月6日，星期六。"),
        ("2024年2月有几天", "2024年2月有29天。"), ("100天后是几号", "2027年3月5日，星期五。"),
        ("2026年1月1日到2026年3月1日多少天", "相差59天。"), ("3点15分再过50分钟是几点", "4点05分。"),
    ],
)  # fmt: skip
async def test_exact_questions(text: str, answer: str) -> None:
    assert await Sandbox().calculate(text, NOW, "zh") == answer


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "我有3个苹果吃了1个",
        "2026-11-25",
        "010-66554433",
        "鸡兔同笼，头35脚94",
        "9" * 500,
        "9**9**9",
        "",
    ],
)
async def test_other_words_are_no_sum(text: str) -> None:
    assert await Sandbox().calculate(text, NOW, "zh") is None
