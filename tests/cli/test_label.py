"""`dazi label`: what is found in the reader's language, exit 1 where a label is missing, clear words on rotten files."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import dazi.cli.label as module
from tests.cli.called import Run
from tests.marks.samples import saved, scene


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "cat.png"
    path.write_bytes(saved(scene(), "PNG"))
    return path


def test_applied_then_verified(dazi: Run, picture: Path) -> None:
    code, out, err = dazi(
        "label", "apply", str(picture), "-o", "out.png", "--backend", "stickers", "--how", "algorithm"
    )
    assert (code, err) == (0, "") and "out.png" in out
    code, out, _ = dazi("label", "verify", "out.png")
    assert code == 0 and "标识齐全" in out and "stickers" in out and "不是大模型" in out
    code, out, _ = dazi("label", "verify", "out.png", lang="en")
    assert code == 0 and "All labels are there" in out


def test_json_is_for_scripts(dazi: Run, picture: Path) -> None:
    dazi("label", "apply", str(picture), "-o", "out.png", "--lang", "en", "--keep", "200,0,200,300")
    code, out, _ = dazi("label", "verify", "out.png", "--json")
    found = json.loads(out)
    assert code == 0 and found["whole"] and found["label"]["words"] == "AI-generated"
    assert found["box"][0] + found["box"][2] <= 200


def test_a_missing_label_is_exit_one_and_makes_no_keys(dazi: Run, picture: Path, tmp_path: Path) -> None:
    code, out, _ = dazi("label", "verify", str(picture), lang="en")
    assert code == 1 and "No AI label" in out and not (tmp_path / "data" / "marks").exists()
    dazi("label", "apply", str(picture), "-o", "out.png")
    Image.open("out.png").convert("RGB").save("again.png")
    code, out, _ = dazi("label", "verify", "again.png")
    assert code == 1 and "抹掉" in out


def test_an_operator_s_chain(dazi: Run, picture: Path, tmp_path: Path) -> None:
    dazi("label", "apply", str(picture), "-o", "first.png")
    theirs = tmp_path / "theirs"
    (tmp_path / "data" / "marks").rename(theirs)
    files = ("--cert", str(theirs / "chain.pem"), "--key", str(theirs / "leaf.key"))
    assert dazi("label", "verify", "first.png")[0] == 1
    assert dazi("label", "verify", "first.png", *files)[0] == 0
    assert dazi("label", "apply", str(picture), "-o", "second.png", *files)[0] == 0
    assert not (tmp_path / "data" / "marks").exists()
    code, _, err = dazi("label", "verify", "first.png", *files[:2])
    assert code == 1 and "--key" in err


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "空的"), (b"just text", "认不出"), (b"<svg><script/></svg>", "认不出"),
     (b"RIFF\x04\0\0\0WEBP", "不完整")],
)  # fmt: skip
def test_rotten_files_get_a_sentence(dazi: Run, tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "odd.png").write_bytes(content)
    code, out, err = dazi("label", "apply", "odd.png", "-o", "out.png")
    assert code == 1 and words in err and "Traceback" not in err and out == ""
    assert not (tmp_path / "out.png").exists()


def test_a_large_file_is_not_even_read(dazi: Run, tmp_path: Path) -> None:
    with (tmp_path / "large.png").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    code, _, err = dazi("label", "verify", "large.png")
    assert code == 1 and "200 MB" in err


def test_a_wrong_area_and_a_place_that_cannot_be_written(dazi: Run, picture: Path) -> None:
    assert "1,2,3" in dazi("label", "apply", str(picture), "-o", "out.png", "--keep", "1,2,3")[2]
    code, _, err = dazi("label", "apply", str(picture), "-o", "no/such/folder/out.png")
    assert code == 1 and "out.png" in err


def test_a_signers_name_cannot_play_the_terminal() -> None:
    assert module._tame("a\x1b[2Jb\nc") == "a�[2Jb�c"


def test_the_real_command(picture: Path, tmp_path: Path) -> None:
    env = {**os.environ, "DAZI_DATA": str(tmp_path / "data"), "DAZI_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-m", "dazi", "label", "verify", str(picture)],
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "No AI label" in done.stdout and done.stderr == ""
    assert io.StringIO(done.stdout).readline().startswith("✗")
