"""The documentation's code runs: Python blocks are executed, TOML blocks are settings, commands exist."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from dazi.cli import COMMANDS
from dazi.config import Settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.en.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        found += [
            (f"{page.name}#{n}", code)
            for n, (lang, code) in enumerate(_BLOCK.findall(page.read_text("utf-8")))
            if lang == kind
        ]
    return found


@pytest.mark.parametrize(("name", "code"), blocks("python"))
def test_python_blocks_run(name: str, code: str) -> None:
    exec(compile(code, name, "exec"), {"__name__": "docs"})


@pytest.mark.parametrize(("name", "code"), blocks("toml"))
def test_toml_blocks_are_settings(name: str, code: str) -> None:
    Settings(**tomllib.loads(code))


@pytest.mark.parametrize(("name", "code"), blocks("sh"))
def test_commands_exist(name: str, code: str) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for line in code.splitlines():
        words = shlex.split(line.split("|")[-1].split("<")[0], comments=True)
        if words[:1] == ["dazi"]:
            assert words[1] in COMMANDS, line
        elif words[:1] == ["make"]:
            assert words[1] in targets, line


def test_pages_name_files_that_exist() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#|<)([^)#]+)", page.read_text("utf-8")):
            if target.endswith((".png", ".jpg")):
                continue  # pictures are checked where they are made
            assert (page.parent / target).exists(), f"{page.name} names {target}"
