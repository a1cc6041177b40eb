"""Every sentence exists in both languages with the same arguments, and every code that is raised has one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from dazi.errors import ConfigError, DaziError
from dazi.words import explain, say, sentences

ROOT = Path(__file__).parents[1] / "dazi"


def test_both_languages_have_the_same_sentences() -> None:
    zh, en = sentences("zh"), sentences("en")
    assert set(zh) == set(en), sorted(set(zh) ^ set(en))


@pytest.mark.parametrize("code", sorted(sentences("zh")))
def test_arguments_agree(code: str) -> None:
    names = [set(re.findall(r"\{(\w+)", sentences(lang)[code])) for lang in ("zh", "en")]
    assert names[0] == names[1]


def raised() -> set[str]:
    """Codes of our errors that the source raises with a literal."""
    kinds = {cls.__name__ for cls in _tree(DaziError)}
    calls = (node for path in ROOT.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    found = set()
    for node in calls:
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds
        first = node.args[0] if isinstance(node, ast.Call) and named and node.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            found.add(first.value)
    return found


def _tree(cls: type) -> list[type]:
    return [cls, *(deeper for sub in cls.__subclasses__() for deeper in _tree(sub))]


def test_every_error_has_its_sentence() -> None:
    gaps = sorted(raised() - set(sentences("zh")))
    assert not gaps, gaps


def test_a_gap_shows_the_code_with_its_arguments() -> None:
    assert say("no.such", "zh", a=1) == "no.such (a=1)"
    assert "127.0.0.1" in explain(ConfigError("error.loopback", host="0.0.0.0"), "en")
