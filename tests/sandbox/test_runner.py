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
    ],
)  # fmt: skip
def test_syntax_outside_the_list_is_refused(code: str) -> None:
    assert why_not(code) is not None


@pytest.mark.parametrize(
    "code", ["x = [i**2 for i in range(5)]", "def f(n): return n\nans = f(2)", "import math\nans = math.pi"]
)
def test_ordinary_programs_pass(code: str) -> None:
    assert why_not(code) is None


async def test_a_string_that_sympy_would_evaluate_reaches_no_file() -> None:
    ran = await Sandbox().run("import sympy\nans = sympy.solve('op' + 'en(\"/etc/hostname\").read()')")
    assert ran.value == "" and "PermissionError" in ran.error


async def test_no_program_opens_a_socket() -> None:
    ran = await Sandbox().run("import random\nans = random._os")
    assert ran.error.startswith("refused")
    ran = await Sandbox().run(
        "import sympy\nans = sympy.solve('imp' + 'ortlib.import_module(\"socket\").socket()')"
    )
    assert ran.value == ""


async def test_an_endless_loop_is_ended() -> None:
    assert (await Sandbox().run("while True: pass", seconds=1)).error == "timeout"


async def test_memory_is_bounded() -> None:
    assert "MemoryError" in (await Sandbox().run("ans = 'a' * 10**10")).error


async def test_an_exception_is_told() -> None:
    assert (await Sandbox().run("ans = 1 / 0")).error == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("125乘以88等于多少", "125×88=11000"), ("三加五是多少", "3+5=8"), ("0.1+0.2=?", "0.1+0.2=0.3"),
        ("2的10次方", "2^10=1024"), ("what is 12 times 12", "12×12=144"), ("10÷3", "10÷3≈3.33333"),
        ("5英里是多少公里", "5英里 ≈ 8.04672公里"), ("98.6F in C", "98.6 F = 37 C"), ("一斤是多少克", "1斤 = 500克"),
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
