"""`dazi outpaint`: a labelled file around the untouched picture, or a clear word and nothing half written."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.called import Run


def holds(sheet: Image.Image, part: Image.Image) -> bool:
    """Whether a picture stands in another, pixel for pixel: looked for by its first row."""
    whole, wanted = np.asarray(sheet.convert("RGB")), np.asarray(part)
    high, wide = wanted.shape[:2]
    first = whole[: whole.shape[0] - high + 1]
    for y, x in zip(
        *np.where((first[:, : whole.shape[1] - wide + 1] == wanted[0, 0]).all(axis=2)), strict=True
    ):
        if (whole[y : y + high, x : x + wide] == wanted).all():
            return True
    return False


@pytest.mark.parametrize("more", [(), ("--ratio", "16:9"), ("--wild", "--seed", "7")])
def test_a_picture_is_extended_labelled_and_itself_untouched(dazi: Run, tmp_path: Path, more: tuple[str, ...]) -> None:  # fmt: skip
    pixels = np.random.default_rng(4).integers(0, 256, (120, 160, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(tmp_path / "cat.png")
    code, said, _ = dazi("outpaint", "cat.png", "-o", "far.png", "--prompt", "挂到美术馆", *more)
    assert code == 0 and "far.png" in said and "贴纸画" in said and "美术馆" in said and "你点的地方" in said
    code, found, _ = dazi("label", "verify", "far.png")
    assert code == 0 and "stickers" in found and "原图上改成" in found
    sheet = Image.open(io.BytesIO((tmp_path / "far.png").read_bytes()))
    assert holds(sheet, Image.fromarray(pixels))
    if "--ratio" in more:
        assert sheet.width / sheet.height == pytest.approx(16 / 9, rel=0.02)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("text.png",), "不是图片"), (("nowhere.png",), "nowhere.png"), (("cat.png", "--ratio", "9:1"), "9:1"),
        (("cat.png", "--ratio", "wide"), "wide"), (("cat.png", "--prompt", "一个裸女"), "变态辣"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_leaves_no_file(dazi: Run, tmp_path: Path, words: tuple[str, ...], told: str) -> None:  # fmt: skip
    (tmp_path / "text.png").write_text("no picture")
    Image.new("RGB", (40, 40), "red").save(tmp_path / "cat.png")
    code, _, error = dazi("outpaint", *words, "-o", "x.png")
    assert code == 1 and told in error and not (tmp_path / "x.png").exists()


def test_a_jpeg_on_its_side_is_turned_upright(dazi: Run, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (200, 100), "red").save(tmp_path / "side.jpg", exif=exif)
    code, _, _ = dazi("outpaint", "side.jpg", "-o", "x.png", "--prompt", "冰箱")
    assert code == 0
    with Image.open(tmp_path / "x.png") as sheet:
        width, height = sheet.size
    assert height > width
