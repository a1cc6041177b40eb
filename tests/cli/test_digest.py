"""`dazi digest` as a user has it: JSON of a real clip, words on a terminal, clear complaints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLIP = next((ROOT / "dazi" / "clips" / "ready").glob("cat-taxi-*.mp4"))


def dazi(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    config = tmp_path / "dazi.toml"
    # a weak model that sees nothing, at a place where nobody answers: it is never asked
    config.write_text(
        '[[tiers.fast]]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "none"\nstrength = "weak"\n'
    )
    env = {**os.environ, "DAZI_CONFIG": str(config), "DAZI_DATA": str(tmp_path / "data"), "DAZI_LANG": "zh"}
    command = [sys.executable, "-m", "dazi", "digest", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=90)


def test_a_clip_of_the_plaza(tmp_path: Path) -> None:
    done = dazi(tmp_path, str(CLIP), "--title", "猫出租", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["version"] == 1 and found["width"] == 540 and abs(found["seconds"] - 11) < 0.5
    assert found["one_line"] == "猫出租" and "pictures" in found["unseen"]
    if found["read"] == "yes":
        assert "它开上了扫地机" in [row["text"] for row in found["on_screen_text"]]
    again = dazi(tmp_path, str(CLIP))
    assert again.returncode == 0 and "猫出租" in again.stdout and "没有会看图的模型" in again.stdout


def test_what_is_no_video_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("no video")
    done = dazi(tmp_path, str(tmp_path / "notes.mp4"), "--json")
    assert done.returncode == 1 and "notes.mp4 不是视频文件" in done.stderr and "Traceback" not in done.stderr
    assert "没有这个文件" in dazi(tmp_path, str(tmp_path / "nothing.mp4")).stderr
