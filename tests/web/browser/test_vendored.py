"""What the page loads: pinned byte for byte, and nothing from outside."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "dazi" / "web" / "static"


def test_every_vendored_file_is_the_pinned_one() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "vendor_web.py"), "check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_our_own_files_load_nothing_from_outside_and_stay_small() -> None:
    own = [*STATIC.glob("*.js"), *STATIC.glob("*.css"), ROOT / "dazi/web/templates/plaza.html"]
    assert len(own) > 20
    for path in own:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(src|href|url\(|from|import\()\s*=?\s*["']?(https?:)?//""", text), path.name
        assert not re.search(r"innerHTML|dangerouslySetInnerHTML|\beval\(|new Function", text), path.name
        assert not re.search(r"<[a-z]+ [^>]*\bon[a-z]+=\"", text), f"{path.name}: an inline event handler"
        assert text.count("\n") <= 400, path.name


def test_both_languages_have_the_same_sentences() -> None:
    def keys(name: str) -> set[str]:
        words = re.findall(r"^  (\w+):", (STATIC / name).read_text(encoding="utf-8"), re.MULTILINE)
        return {word for word in words if not word.endswith("_one")}

    assert keys("words_zh.js") == keys("words_en.js")


def test_no_sentence_is_asked_for_that_is_not_there() -> None:
    there = set(re.findall(r"^  (\w+):", (STATIC / "words_zh.js").read_text(encoding="utf-8"), re.MULTILINE))
    for path in STATIC.glob("*.js"):
        asked = set(re.findall(r"""\bt\("(\w+)"[,)]""", path.read_text(encoding="utf-8")))
        assert asked <= there, f"{path.name}: {asked - there}"
