"""The command line as a user has it: suggestions, JSON, switches, a batch over a stub model, clear complaints."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from tests.cli.called import Run, apart


@pytest.fixture(autouse=True)
def _settings(dazi: Run, tmp_path: Path, model: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stub as the only model, for commands in this process and apart from it."""
    config = tmp_path / "dazi.toml"
    config.write_text(
        f'[[tiers.fast]]\nbase_url = "http://127.0.0.1:{model}/v1"\nmodel = "stub"\nstrength = "weak"\n'
    )
    monkeypatch.setenv("DAZI_CONFIG", str(config))


def test_a_wrong_command_gets_a_suggestion(dazi: Run) -> None:
    done = apart("docter")
    assert done.code == 2 and "是不是想说 doctor" in done.err
    assert "Did you mean doctor" in dazi("docter", lang="en").err


def test_help_names_every_command_in_both_languages(dazi: Run) -> None:
    assert "体检" in dazi("-h").out and "check the environment" in dazi("-h", lang="en").out


def test_decide_answers_line_by_line(dazi: Run) -> None:
    lines = '{"id": 1, "text": "@小搭 讲个段子"}\n\n{"id": "x", "text": "再来一个", "thread": [{"own": true, "text": "…", "skill": "joke"}]}\n'
    found = dazi("decide", "--no-model", stdin=lines).rows
    assert [row["id"] for row in found] == [1, "x"]
    assert all(
        row["skill"] == "joke" and row["path"] == "skill" and row["asked_model"] is False for row in found
    )
    assert set(found[0]) == {"id", "path", "skill", "tier", "confidence", "asked_model"}


def test_decide_names_the_bad_line() -> None:
    done = apart("decide", "--no-model", stdin='{"id": 1, "text": "在吗"}\nnot json\n')
    assert done.code == 1 and "第 2 行" in done.err


def test_ask_goes_the_whole_way() -> None:
    [row] = apart("ask", "@小搭 125乘以88等于多少", "--json").rows
    assert "11000" in str(row["text"]) and row["skill"] == "answer" and row["label"] == "AI生成"
    assert set(row) == {"text", "skill", "tier", "backend", "label", "silence", "took_ms", "tokens"}


def test_a_batch_keeps_ids_threads_and_videos(dazi: Run) -> None:
    lines = [
        {"id": "a", "text": "讲个段子", "thread": "t1", "member": "m"},
        {"id": "b", "text": "再来一个", "thread": "t1", "member": "m"},
        {"id": "c", "text": "这视频讲的啥", "video": {"title": "三分钟学会颠勺", "tags": ["厨房"]}},
        {"id": "d", "text": "我不想活了"},
    ]
    found = dazi("ask", "--batch", stdin="\n".join(json.dumps(line) for line in lines)).rows
    assert [row["id"] for row in found] == ["a", "b", "c", "d"]
    assert found[0]["skill"] == found[1]["skill"] == "joke" and found[0]["text"] != found[1]["text"]
    assert "颠勺" in str(found[2]["text"])
    assert "12356" in str(found[3]["text"])


def test_switches_and_mentions(dazi: Run) -> None:
    assert "switch.all = off" in apart("off").out
    assert "switch.plaza = off" in dazi("off", "--platform", "plaza").out
    assert dazi("off", "--video", "v").code == 1
    assert dazi("mentions", "list", "--json").rows == []
    assert "还没有人" in apart("mentions", "list").out
    assert dazi("mentions", "show", "7").code == 1


def test_doctor_says_which_model_and_is_readable_by_machines() -> None:
    found = {str(row["check"]): row for row in apart("doctor", "--json").rows}
    assert found["store"]["ok"] is True and "stub" in str(found["model"]["message"])


def test_models_list_has_the_catalog(dazi: Run) -> None:
    names = [row["name"] for row in dazi("models", "list", "--json").rows]
    assert "qwen2.5-coder-1.5b" in names and "qwen3.5-4b" in names
    done = dazi("models", "use", "qwen9")
    assert done.code == 1 and "qwen" in done.err


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
    assert done.code == 1 and words in done.err and "Traceback" not in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(dazi: Run, shell: str) -> None:
    assert "dazi" in dazi("completion", shell).out


def test_a_port_in_use_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = apart("run", "--port", str(taken.getsockname()[1]))
    assert done.code == 1 and "--port" in done.err
