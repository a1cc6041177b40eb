"""`dazi draw`: a labelled file or a clear word, and nothing half written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.called import Run


def test_a_sentence_becomes_a_labelled_file(dazi: Run, tmp_path: Path) -> None:
    code, said, _ = dazi("draw", "一只猫研究量子纠缠", "-o", "cat.png", "--style", "像素", "--seed", "4")
    assert code == 0 and "cat.png" in said and "贴纸画" in said and "量子纠缠" in said
    code, found, _ = dazi("label", "verify", "cat.png")
    assert code == 0 and "stickers" in found
    first = (tmp_path / "cat.png").read_bytes()
    dazi("draw", "一只猫", "-o", "cat.png", "--seed", "5")
    assert (tmp_path / "cat.png").read_bytes() != first


@pytest.mark.parametrize(
    ("wish", "told"), [("量子纠缠", "没有我会画的"), ("特朗普吃汉堡", "真人"), ("一个裸女", "变态辣")]
)
def test_what_is_not_drawn_leaves_no_file(dazi: Run, tmp_path: Path, wish: str, told: str) -> None:
    code, _, error = dazi("draw", wish, "-o", "x.png")
    assert code == 1 and told in error and not list(tmp_path.glob("*x.png*"))


def test_a_place_that_cannot_be_written_is_said(dazi: Run) -> None:
    code, _, error = dazi("draw", "一只猫", "-o", "nowhere/cat.png")
    assert code == 1 and "nowhere" in error
