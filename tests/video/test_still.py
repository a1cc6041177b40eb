"""One frame of a clip as a picture: of a second, or one that shows something."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from dazi.errors import BadInput
from dazi.video.still import still

Make = Callable[..., Path]


def shown(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.mode) == ("PNG", "RGB")
    return picture


def apart(one: bytes, other: bytes) -> float:
    """How far two pictures of one size are apart: the mean difference of their pixels."""
    first, second = (np.asarray(shown(each), np.int16) for each in (one, other))
    return float(np.abs(first - second).mean())


async def test_the_frame_of_a_second_is_that_of_its_scene(clip: Make, scene: Any) -> None:
    made = clip([scene(2.0, 1), scene(2.0, 2)])
    first, at = await still(made, 1.0)
    again, _ = await still(made, 1.0)
    second, later = await still(made, 3.0)
    assert abs(at - 1.0) < 0.1 and abs(later - 3.0) < 0.1 and shown(first).size == (216, 384)
    assert first == again and apart(first, second) > 20


async def test_a_second_beyond_the_end_gives_the_last_frame(clip: Make, scene: Any) -> None:
    made = clip([scene(2.0, 1), scene(2.0, 2)])
    late, at = await still(made, 99.0)
    last, _ = await still(made, 3.9)
    assert 3.8 < at < 4.0 and apart(late, last) < 4


async def test_without_a_second_a_frame_that_shows_something_is_chosen(
    clip: Make, scene: Any, tmp_path: Path
) -> None:
    made = clip([scene(1.5, 1, "有字的一幕"), scene(1.5, 2)])
    content, at = await still(made, -1.0)
    assert 0 <= at < 3.0 and np.asarray(shown(content)).std() > 10


async def test_a_turned_film_stands_upright(clip: Make, scene: Any) -> None:
    content, _ = await still(clip([scene(1.0, 1)], size=(384, 216), turn=90), 0.5)
    assert shown(content).size == (216, 384)


async def test_a_text_that_calls_itself_a_film_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_text("这不是视频" * 100, "utf-8")
    with pytest.raises(BadInput):
        await still(path, 0.0)
