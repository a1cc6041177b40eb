"""A process that dies around a drawing's parts: the next one posts what is missing, the very same bytes, once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dazi.marks.marker import Labels
from tests.acceptance.drawing_program import main

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}


def killed(folder: Path, part: int, when: str, *more: str) -> None:
    """The first turn, in a process that ends there."""
    command = [sys.executable, str(HERE / "drawing_program.py"), str(folder), "1", str(part), when, *more]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 9, done.stderr


@pytest.mark.parametrize(("part", "when"), [(0, "before"), (0, "after"), (1, "before"), (1, "after")])
async def test_words_and_picture_stand_once_each_wherever_it_dies(
    tmp_path: Path, part: int, when: str
) -> None:
    killed(tmp_path, part, when)
    (waiting,) = (tmp_path / "outbox").iterdir()
    content = waiting.read_bytes()
    ended = await main(tmp_path, 2, -1, "never", slow=False)
    assert ended == {"outcome": "posted", "posted": "p0 p1", "left": []}
    posts = [json.loads(path.read_text()) for path in sorted((tmp_path / "posts").glob("*.json"))]
    assert [one["part"] for one in posts] == [0, 1]
    assert posts[0]["text"] and posts[1]["text"] == ""
    assert [path.read_bytes() for path in (tmp_path / "posts").glob("*.png")] == [content]
    assert Labels(tmp_path / "marks").whole(content)


@pytest.mark.parametrize(
    ("part", "when"),
    [(0, "before"), (0, "after"), (-1, "painting"), (1, "before"), (1, "after")],
)
async def test_a_slow_pictures_words_and_picture_stand_once_each_wherever_it_dies(
    tmp_path: Path, part: int, when: str
) -> None:
    killed(tmp_path, part, when, "slow")
    ended = await main(tmp_path, 2, -1, "never", slow=True)
    assert ended == {"outcome": "posted", "posted": "p0 p1", "left": []}
    promise, shown = (json.loads(path.read_text()) for path in sorted((tmp_path / "posts").glob("*.json")))
    assert (promise["part"], shown["part"]) == (0, 1)
    assert promise["text"] and shown["text"] and promise["text"] != shown["text"]
    (picture,) = (tmp_path / "posts").glob("*.png")
    assert picture.name == "p1.png" and Labels(tmp_path / "marks").whole(picture.read_bytes())
