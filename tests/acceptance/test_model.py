"""The real embedded model, end to end, where its file is cached already; a download is never started here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dazi.models.cache import whole
from dazi.models.catalog import catalog

NAME = "qwen2.5-coder-1.5b"
pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(
        whole(catalog().find(NAME)) is None, reason=f"{NAME} is not cached; `dazi models pull {NAME}`"
    ),
]

SAID = {
    "joke": "讲个段子",
    "comfort": "今天被老板骂了，好难受",
    "problem": "鸡兔同笼，头35脚94，各几只？",
    "homework": "鸡兔同笼，头35脚94，各几只？老师让写过程",
    "essay": "帮我写一篇800字作文《我的妈妈》",
    "names": "给我家橘猫起三个名字",
    "both": "把“我想你了”翻译成英文和日文",
    "hole": "什么是黑洞",
    "joke_en": "tell me a joke",
    "sad_en": "my boss yelled at me in front of everyone today",
    "names_en": "give me three names for my orange cat",
    "hole_en": "what is a black hole",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Every comment through `dazi ask --batch`, the model loaded once."""
    data: Path = tmp_path_factory.mktemp("data")
    lines = [json.dumps({"id": id, "text": text}, ensure_ascii=False) for id, text in SAID.items()]
    env = {
        **os.environ,
        "DAZI_DATA": str(data),
        "DAZI_MODEL": f"embedded:{NAME}",
        "DAZI_CONFIG": str(data / "dazi.toml"),
    }
    (data / "dazi.toml").write_text("")
    command = [sys.executable, "-m", "dazi", "ask", "--batch"]
    done = subprocess.run(
        command, input="\n".join(lines), env=env, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_every_comment_is_answered_with_its_label(told: dict[str, dict[str, str]]) -> None:
    assert set(told) == set(SAID)
    assert all(row["text"] and row["label"] and not row["silence"] for row in told.values())


@pytest.mark.parametrize(
    ("id", "skill"),
    [
        ("joke", "joke"),
        ("comfort", "comfort"),
        ("essay", "tutor"),
        ("names", "write"),
        ("both", "translate"),
        ("joke_en", "joke"),
        ("sad_en", "comfort"),
        ("names_en", "write"),
    ],
)
def test_comments_go_where_they_belong(told: dict[str, dict[str, str]], id: str, skill: str) -> None:
    assert told[id]["skill"] == skill


def test_the_word_problem_is_right_and_homework_is_coached(told: dict[str, dict[str, str]]) -> None:
    assert "23" in told["problem"]["text"] and "12" in told["problem"]["text"]
    coached = told["homework"]
    assert coached["skill"] == "tutor" and not ("23" in coached["text"] and "12" in coached["text"])
    assert len(told["essay"]["text"]) <= 150


def test_answers_hold_what_was_asked_for(told: dict[str, dict[str, str]]) -> None:
    assert all(f"{n} " in told["names"]["text"] for n in (1, 2, 3))
    assert "miss you" in told["both"]["text"] and "会いたい" in told["both"]["text"]
    assert "光" in told["hole"]["text"] and "light" in told["hole_en"]["text"].lower()
    assert all(n in told["names_en"]["text"] for n in ("1", "2", "3"))
    assert told["sad_en"]["text"].isascii() or "’" in told["sad_en"]["text"]
