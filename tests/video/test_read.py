"""Writing on screen: only what changed is read, equal readings become one line, known captions come back."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dazi.video import decode, read
from dazi.video.read import Text, merged, tidy

Make = Callable[..., Path]
eyes = pytest.mark.skipif(
    not read.available(), reason="the extra dazi[eyes] (rapidocr, onnxruntime) is not installed"
)
SHOWN = ("它怕扫地机", "后来它开始接单了", "", "去厨房，拼车吗？")


async def test_only_bands_with_new_writing_are_handed_on(clip: Make, scene: Any, tmp_path: Path) -> None:
    made = clip([scene(2, 1), scene(3, 2, "它怕扫地机"), scene(2, 3)], size=(360, 640))
    found = (await decode.glyphs(made, tmp_path))["regions"]
    assert len(found) == 1, found
    (band,) = found
    assert 1.9 <= band["t"] <= 2.6 and 4.0 <= band["until"] <= 5.0
    assert band["box"][1] < 640 * 0.8 < band["box"][3]
    with Image.open(tmp_path / band["file"]) as picture:
        assert picture.height < 120


async def test_a_clip_without_writing_costs_no_reading(clip: Make, scene: Any) -> None:
    assert (await read.read(clip([scene(1.5, 1), scene(1.5, 5)]))) == read.Reading(())


@eyes
async def test_known_captions_are_read_with_their_times(clip: Make, scene: Any) -> None:
    made = clip([scene(1.5, n + 1, text) for n, text in enumerate(SHOWN)], size=(360, 640))
    found = (await read.read(made)).spans
    wanted = [(1.5 * n, text) for n, text in enumerate(SHOWN) if text]
    assert len(found) == len(wanted), found
    whole = SequenceMatcher(
        None, "".join(one.text for one in found), "".join(text for _, text in wanted)
    ).ratio()
    assert whole >= 0.95, found
    for (t, _), one in zip(wanted, found, strict=True):
        assert t - 0.1 <= one.t <= t + 0.6 and one.until >= one.t + 0.5


def test_readings_of_one_line_become_one_in_the_surest_form() -> None:
    lines = [
        Text(1.0, 1.5, "它怕扫地枳", 0.71, 0.1),
        Text(2.0, 2.5, "它怕扫地机", 0.98, 0.1),
        Text(2.0, 2.5, "今晚八点", 0.9, 0.1),
        Text(9.0, 9.5, "它怕扫地机", 0.98, 0.1),
        Text(2.0, 2.0, "l", 0.7, 0.1),
        Text(2.0, 2.0, "CC", 0.95, 0.1),
        Text(2.0, 2.5, "——", 0.99, 0.1),
    ]
    assert [(one.t, one.until, one.text) for one in merged(lines)] == [
        (1.0, 2.5, "它怕扫地机"), (2.0, 2.5, "今晚八点"), (9.0, 9.5, "它怕扫地机"),
    ]  # fmt: skip


def test_spaces_inside_chinese_go_and_those_between_words_stay() -> None:
    assert tidy("它 怕 扫地机 ， 真的  so cute") == "它怕扫地机，真的 so cute"
