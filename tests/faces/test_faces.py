"""Faces and outlines: the network computes what its layers say, a face is found where one is, none where none is."""

from __future__ import annotations

import hashlib
import io
import json
from importlib import resources

import numpy as np
import pytest
from PIL import Image, ImageDraw

from dazi.faces import net as nets
from dazi.faces.find import faces, find
from dazi.faces.person import outline
from dazi.stickers.paint import paint


def drawn(prompt: str) -> Image.Image:
    return Image.open(io.BytesIO(paint(prompt, seed=1).png)).convert("RGB")


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_the_vendored_networks_are_those_that_were_converted() -> None:
    folder = resources.files("dazi.faces")
    sources = json.loads(folder.joinpath("sources.json").read_text("utf-8"))
    for name, told in sources.items():
        assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == told["sha256"]
        assert told["licence"] == "Apache-2.0"
    assert "Apache License" in folder.joinpath("LICENSE-mediapipe.txt").read_text("utf-8")


def test_a_convolution_with_a_stride_pads_as_it_was_taught() -> None:
    x = np.arange(16, dtype=np.float32).reshape(4, 4, 1)
    weight = np.ones((1, 3, 3, 1), np.float32)
    made = nets._conv({"stride": 2, "same": 1}, x, weight, np.zeros(1, np.float32))
    # At an even size the odd column of zeros stands to the right and below.
    assert made[..., 0].tolist() == [[45.0, 39.0], [66.0, 50.0]]


def test_enlarging_keeps_the_middle_and_a_transposed_convolution_tiles() -> None:
    x = np.array([[[0.0], [4.0]]], np.float32)
    assert nets._resized({}, x, np.array([1, 4], np.int32))[..., 0].tolist() == [[0.0, 1.0, 3.0, 4.0]]
    weight = np.array([1, 2, 3, 4], np.float32).reshape(1, 2, 2, 1)
    made = nets._widened({}, np.full((1, 1, 1), 2, np.float32), weight, np.ones(1, np.float32))
    assert made[..., 0].tolist() == [[3.0, 5.0], [7.0, 9.0]]


def test_a_face_is_found_with_its_eyes_over_its_mouth_inside_the_box() -> None:
    (face,) = faces(drawn("爸爸在打篮球"))
    left, top, right, bottom = face.box
    (lx, ly), (rx, ry) = face.eyes
    assert left < lx < rx < right and top < ly < face.mouth[1] < bottom
    assert abs(ly - ry) < (bottom - top) * 0.1


def test_boxes_are_whole_pixels_within_the_picture_largest_first() -> None:
    one = drawn("爸爸在打篮球")
    both = Image.new("RGB", (one.width * 2, one.height), "#9fd0ff")
    both.paste(one, (0, 0))
    both.paste(one.resize((one.width * 3 // 4, one.height * 3 // 4)), (one.width + 100, 150))
    found = find(png(both))
    assert found is not None and len(found) == 2
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in found]
    assert areas[0] > areas[1] * 1.3
    assert all(
        0 <= left < right <= both.width and 0 <= top < bottom <= both.height
        for left, top, right, bottom in found
    )


def test_a_small_face_in_a_large_picture_is_found_in_a_part_of_it() -> None:
    wide = Image.new("RGB", (1600, 900), "#7aa66a")
    wide.paste(drawn("爸爸在打篮球").resize((300, 300), Image.Resampling.LANCZOS), (1180, 520))
    assert faces(wide, closely=False) == ()
    (face,) = faces(wide)
    assert face.box[0] > 1180 and face.box[2] < 1480


@pytest.mark.parametrize("prompt", ["一张桌子", "雪山"])
def test_where_nobody_is_none_is_found(prompt: str) -> None:
    assert find(png(drawn(prompt))) == ()


def test_what_is_no_picture_cannot_be_looked_at() -> None:
    assert find(b"no picture") is None and find(b"") is None


def test_an_outline_is_a_mask_of_the_pictures_size() -> None:
    picture = Image.new("RGB", (300, 200), "#88aacc")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 150, 300, 200), fill="#446644")
    mask = outline(picture)
    assert mask.size == (300, 200) and mask.mode == "L"
    assert float(np.asarray(mask).mean()) < 60  # nobody stands there
