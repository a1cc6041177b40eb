"""The command line as a user has it: suggestions, JSON, switches, a batch over a stub model, clear complaints."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

STUB = Path(__file__).parents[1] / "acceptance" / "stub_model.py"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def model() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([sys.executable, str(STUB), str(port)])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield port
    process.kill()
    process.wait()


@pytest.fixture
def dazi(tmp_path: Path, model: int) -> Run:
    """`dazi …` with an empty data folder, the stub as its model, and an optional standard input."""
    config = tmp_path / "dazi.toml"
    config.write_text(
        f'[[tiers.fast]]\nbase_url = "http://127.0.0.1:{model}/v1"\nmodel = "stub"\nstrength = "weak"\n'
    )
    env = {**os.environ, "DAZI_CONFIG": str(config), "DAZI_DATA": str(tmp_path / "data"), "DAZI_LANG": "zh"}

    def run(*words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dazi", *words]
        return subprocess.run(
            command, input=stdin, env={**env, **more}, capture_output=True, text=True, timeout=90
        )

    return run


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_wrong_command_gets_a_suggestion(dazi: Run) -> None:
    done = dazi("docter")
    assert done.returncode == 2 and "是不是想说 doctor" in done.stderr
    assert "Did you mean doctor" in dazi("docter", DAZI_LANG="en").stderr


def test_help_names_every_command_in_both_languages(dazi: Run) -> None:
    assert "体检" in dazi("-h").stdout and "check the environment" in dazi("-h", DAZI_LANG="en").stdout


def test_decide_answers_line_by_line(dazi: Run) -> None:
    lines = '{"id": 1, "text": "@小搭 讲个段子"}\n\n{"id": "x", "text": "再来一个", "thread": [{"own": true, "text": "…", "skill": "joke"}]}\n'
    found = rows(dazi("decide", "--no-model", stdin=lines))
    assert [row["id"] for row in found] == [1, "x"]
    assert all(
        row["skill"] == "joke" and row["path"] == "skill" and row["asked_model"] is False for row in found
    )
    assert set(found[0]) == {"id", "path", "skill", "tier", "confidence", "asked_model"}


def test_decide_names_the_bad_line(dazi: Run) -> None:
    done = dazi("decide", "--no-model", stdin='{"id": 1, "text": "在吗"}\nnot json\n')
    assert done.returncode == 1 and "第 2 行" in done.stderr


def test_ask_goes_the_whole_way(dazi: Run) -> None:
    [row] = rows(dazi("ask", "@小搭 125乘以88等于多少", "--json"))
    assert "11000" in str(row["text"]) and row["skill"] == "answer" and row["label"] == "AI生成"
    assert set(row) == {"text", "skill", "tier", "backend", "label", "silence", "took_ms", "tokens"}


def test_a_batch_keeps_ids_threads_and_videos(dazi: Run) -> None:
    lines = [
        {"id": "a", "text": "讲个段子", "thread": "t1", "member": "m"},
        {"id": "b", "text": "再来一个", "thread": "t1", "member": "m"},
        {"id": "c", "text": "这视频讲的啥", "video": {"title": "三分钟学会颠勺", "tags": ["厨房"]}},
        {"id": "d", "text": "我不想活了"},
    ]
    found = rows(dazi("ask", "--batch", stdin="\n".join(json.dumps(line) for line in lines)))
    assert [row["id"] for row in found] == ["a", "b", "c", "d"]
    assert found[0]["skill"] == found[1]["skill"] == "joke" and found[0]["text"] != found[1]["text"]
    assert "颠勺" in str(found[2]["text"])
    assert "12356" in str(found[3]["text"])


def test_switches_and_mentions(dazi: Run) -> None:
    assert "switch.all = off" in dazi("off").stdout
    assert "switch.plaza = off" in dazi("off", "--platform", "plaza").stdout
    assert dazi("off", "--video", "v").returncode == 1
    assert rows(dazi("mentions", "list", "--json")) == []
    assert "还没有人" in dazi("mentions", "list").stdout
    assert dazi("mentions", "show", "7").returncode == 1


def test_doctor_says_which_model_and_is_readable_by_machines(dazi: Run) -> None:
    found = {str(row["check"]): row for row in rows(dazi("doctor", "--json"))}
    assert found["store"]["ok"] is True and "stub" in str(found["model"]["message"])


def test_models_list_has_the_catalog(dazi: Run) -> None:
    names = [row["name"] for row in rows(dazi("models", "list", "--json"))]
    assert "qwen2.5-coder-1.5b" in names and "qwen3.5-4b" in names
    done = dazi("models", "use", "qwen9")
    assert done.returncode == 1 and "qwen" in done.stderr


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("DAZI_HOST", "0.0.0.0", "127.0.0.1"),
        ("DAZI_ZONE", "Mars", "zone"),
        ("DAZI_PORT", "99999", "port"),
        ("DAZI_CONFIG", "/nowhere.toml", "nowhere"),
    ],
)
def test_wrong_settings_are_named(dazi: Run, setting: str, value: str, words: str) -> None:
    done = dazi("doctor", **{setting: value})
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(dazi: Run, shell: str) -> None:
    assert "dazi" in dazi("completion", shell).stdout


def test_a_port_in_use_is_said(dazi: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = dazi("run", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1 and "--port" in done.stderr
