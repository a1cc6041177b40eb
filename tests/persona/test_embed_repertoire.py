import importlib.util
import json
import sys
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from dazi.persona.persona import HERE, load
from dazi.persona.vectors import FILE, Vectors
from dazi.text.meaning import Encoder

SCRIPT = Path(__file__).parents[2] / "tools" / "embed_repertoire.py"
SAYS = ["猫不理我", "房租又涨了", "今天下雨没带伞", "{person}催我吃{food}", "老板又画饼"]


@pytest.fixture
def tool(monkeypatch, tmp_path):
    spec = importlib.util.spec_from_file_location("embed_repertoire", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "BATCH", 2)
    return module


class Counting(Encoder):
    """An encoder that is killed at its nth batch."""

    read: ClassVar[list[str]] = []
    killed_at = 0

    def vectors(self, texts):
        if self.killed_at and len(Counting.read) >= self.killed_at:
            raise KeyboardInterrupt
        Counting.read += texts
        return super().vectors(texts)


def persona(folder, says):
    (folder / "mine").mkdir(exist_ok=True)
    text = (HERE / "xiaoda.toml").read_text("utf-8").replace('["repertoire/xiaoda"]', '["mine"]')
    (folder / "me.toml").write_text(text, "utf-8")
    rows = [
        {
            "skill": "comfort" if at % 2 else "chat",
            "topic": "t",
            "say": [say],
            "reply": f"好，{say}。",
            "lang": "zh",
        }
        for at, say in enumerate(says)
    ]
    rows.append({"skill": "chat", "topic": "nothing", "say": ["嗯"], "reply": "没话。", "lang": "zh"})
    (folder / "mine" / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return str(folder / "me.toml")


def test_a_killed_run_goes_on_where_it_was_and_a_torn_row_is_made_again(tool, monkeypatch, tmp_path):
    path = persona(tmp_path, SAYS)
    monkeypatch.setattr(tool, "Encoder", Counting)
    monkeypatch.setattr(Counting, "read", [])
    monkeypatch.setattr(Counting, "killed_at", 2)
    with pytest.raises(KeyboardInterrupt):
        tool.main([path])
    rows = next((tmp_path / "cache").rglob("rows.f16"))
    assert not (tmp_path / "mine" / FILE).exists() and rows.stat().st_size == 2 * 2 * 512
    with rows.open("ab") as torn:
        torn.write(b"\0" * 100)
    monkeypatch.setattr(Counting, "killed_at", 0)
    assert tool.main([path]) == 0
    assert Counting.read == ["猫不理我", "房租又涨了", "今天下雨没带伞", "我妈催我吃火锅", "老板又画饼"]
    made = Vectors.load(tmp_path / "mine" / FILE, Encoder())
    assert len(made.places) == 5 and made.rows.shape[0] == 5
    own = made.matrix([("zh", "房租又涨了")])[0]
    assert own @ made.reduced(Encoder().vector("房租又涨了"))[0] == pytest.approx(1.0, abs=0.01)


def test_what_is_shipped_stays_and_only_what_is_new_is_read(tool, monkeypatch, tmp_path):
    path = persona(tmp_path, SAYS[:4])
    tool.main([path])
    before = Vectors.load(tmp_path / "mine" / FILE, Encoder())
    next((tmp_path / "cache").rglob("rows.f16")).unlink()
    monkeypatch.setattr(tool, "Encoder", Counting)
    monkeypatch.setattr(Counting, "read", [])
    persona(tmp_path, [*SAYS[1:], "手机没电了"])
    tool.main([path])
    after = Vectors.load(tmp_path / "mine" / FILE, Encoder())
    assert Counting.read == ["老板又画饼", "手机没电了"] and len(after.places) == 5
    assert np.array_equal(before.basis, after.basis)
    kept = set(before.places) & set(after.places)
    assert len(kept) == 3
    for key in kept:
        assert np.allclose(before.rows[before.places[key]], after.rows[after.places[key]], atol=0.01)
    assert load(path).name
