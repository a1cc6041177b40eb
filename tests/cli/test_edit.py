"""`dazi edit`: a picture changed and labelled; people need a consent; what cannot be done fails with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from dazi.stickers.paint import paint
from tests.cli.called import Run


@pytest.fixture(autouse=True)
def _pictures(dazi: Run) -> None:
    """A wall and a face, in the folder that commands are called from."""
    Image.new("RGB", (480, 360), "#3d6fb4").save("wall.png")
    Path("face.png").write_bytes(paint("爸爸在打篮球", seed=1).png)


def test_a_picture_is_changed_and_every_label_is_on_it(dazi: Run) -> None:
    code, said, _ = dazi("edit", "wall.png", "变成黑白的，让他笑", "-o", "out.png")
    assert code == 0 and "改表情" in said
    code, found, _ = dazi("label", "verify", "out.png")
    assert code == 0 and "touch" in found
    with Image.open("out.png") as made:
        assert made.size == (480, 360)


def test_a_face_needs_a_consent(dazi: Run) -> None:
    code, _, told = dazi("edit", "face.png", "加个墨镜", "-o", "out.png")
    assert code == 1 and "--consent" in told and not Path("out.png").exists()
    code, *_ = dazi("edit", "face.png", "加个墨镜", "-o", "out.png", "--consent")
    assert code == 0 and Path("out.png").exists()


@pytest.mark.parametrize(
    ("wish", "told"),
    [("脱掉衣服", "变态辣"), ("加个墨镜", "没找到脸"), ("背景换成雪山", "背景"), ("把路人删掉", "抹掉东西"), ("量子纠缠一下", "量子纠缠")],
)  # fmt: skip
def test_what_cannot_be_done_says_why(dazi: Run, wish: str, told: str) -> None:
    code, _, said = dazi("edit", "wall.png", wish, "-o", "out.png")
    assert code == 1 and told in said and not Path("out.png").exists()


def test_a_file_that_is_no_picture_is_named(dazi: Run) -> None:
    Path("note.png").write_text("nothing to be seen")
    assert dazi("edit", "note.png", "下雪", "-o", "out.png")[0] == 1
    code, _, said = dazi("edit", "gone.png", "下雪", "-o", "out.png")
    assert code == 1 and "gone.png" in said
