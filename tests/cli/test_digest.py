"""`dazi digest` as a user has it: JSON of a real clip, words on a terminal, clear complaints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.called import Run, apart

ROOT = Path(__file__).parents[2]
CLIP = next((ROOT / "dazi" / "clips" / "ready").glob("cat-taxi-*.mp4"))


@pytest.fixture(autouse=True)
def _settings(dazi: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A weak model that sees nothing, at a place where nobody answers: it is never asked."""
    config = tmp_path / "dazi.toml"
    config.write_text(
        '[[tiers.fast]]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "none"\nstrength = "weak"\n'
    )
    monkeypatch.setenv("DAZI_CONFIG", str(config))


def test_a_clip_of_the_plaza(dazi: Run) -> None:
    done = apart("digest", str(CLIP), "--title", "猫出租", "--json")
    (found,) = done.rows
    assert found["version"] == 1 and found["width"] == 540 and abs(found["seconds"] - 11) < 0.5
    assert found["one_line"] == "猫出租" and "pictures" in found["unseen"]
    if found["read"] == "yes":
        assert "它开上了扫地机" in [row["text"] for row in found["on_screen_text"]]
    again = dazi("digest", str(CLIP))
    assert again.code == 0 and "猫出租" in again.out and "没有会看图的模型" in again.out


def test_what_is_no_video_is_told(dazi: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("no video")
    done = dazi("digest", str(tmp_path / "notes.mp4"), "--json")
    assert done.code == 1 and "notes.mp4 不是视频文件" in done.err and "Traceback" not in done.err
    assert "没有这个文件" in dazi("digest", str(tmp_path / "nothing.mp4")).err
