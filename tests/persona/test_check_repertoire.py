import importlib.util
import json
import sys
from pathlib import Path

import pytest

from dazi.persona.persona import HERE, load

SCRIPT = Path(__file__).parents[2] / "tools" / "check_repertoire.py"


@pytest.fixture(scope="module")
def check():
    spec = importlib.util.spec_from_file_location("check_repertoire", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def persona(folder, *rows):
    (folder / "mine").mkdir(exist_ok=True)
    text = (HERE / "xiaoda.toml").read_text("utf-8")
    text = text.replace('["repertoire/xiaoda"]', '["mine"]')
    (folder / "me.toml").write_text(text, "utf-8")
    lines = [json.dumps({"skill": "chat", "topic": "t", "say": ["嗯"], "lang": "zh", **row}) for row in rows]
    (folder / "mine" / "a.jsonl").write_text("\n".join(lines), "utf-8")
    return load(folder / "me.toml")


def test_the_shipped_lines_are_in_order(check, capsys):
    assert check.main([]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([{"reply": "门没关严"}, {"reply": "门没关严"}], "2 times"),
        (
            [{"reply": "我家猫今天又把水杯推下去了"}, {"reply": "我家猫今天又把水杯推下去了呢"}],
            "nearly the same",
        ),
        ([{"reply": "长" * 60}], "long:60>45"),
        ([{"reply": "作为一个AI，我不懂。"}], "forbidden"),
        ([{"reply": "看这里 #话题#"}], "hashtag"),
        ([{"reply": "空格 "}], "space"),
        ([{"reply": "有话", "topic": ""}], "no topic"),
        ([{"reply": "说法重复", "say": ["嗯", "嗯"]}], "repeats a phrasing"),
        ([{"reply": "投{a}一票", "topic": "broad.any", "act": "win"}], "choose from"),
        ([{"reply": "六种说法", "say": list("一二三四五六")}], "phrasings"),
        ([{"reply": f"四字开头之{sign * 6}"} for sign in "甲乙丙丁戊己"], "open with"),
        (
            [{"reply": f"{sign * 8}？", "skill": "comfort"} for sign in map(chr, range(0x4E00, 0x4E00 + 70))],
            "end in a question",
        ),
    ],
)
def test_each_fault_is_found(check, tmp_path, rows, word):
    assert any(word in one for one in check.problems(persona(tmp_path, *rows)))


def test_a_broken_file_and_a_missing_topic_are_told(check, tmp_path, capsys):
    persona(tmp_path, {"reply": ""})
    assert check.main([str(tmp_path / "me.toml")]) == 2
    assert "a.jsonl" in capsys.readouterr().err
    alone = persona(tmp_path, {"reply": "嗯", "topic": "nothing"})
    only = [one for one in check.problems(type(alone)(**{**vars(alone), "repertoire": (tmp_path / "mine",)}))]
    assert "no line of topic 'later' in zh" in only
