"""The digest as a record: JSON there and back, what is told of a moment, keys that change with what made it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dazi.errors import BadInput
from dazi.video.digest import Digest, clock, content_of, key_of

DIGEST = Digest(
    "k", seconds=20.0, one_line="猫出租", saw="model",
    timeline=({"t": 0.0, "scene": "客厅", "people": "", "actions": "猫躲"}, {"t": 9.0, "scene": "厨房", "people": "", "actions": "载客"}),
    on_screen_text=({"t": 1.0, "until": 3.0, "text": "它怕扫地机"}, {"t": 10.0, "until": 12.0, "text": "接单了"}),
    transcript=({"t0": 2.0, "t1": 4.0, "text": "快跑"},), cuts=(9.0,), unseen=("speech",),
)  # fmt: skip


def test_json_there_and_back() -> None:
    body = json.dumps(DIGEST.fields() | {"of_a_later_version": 1}, ensure_ascii=False)
    assert Digest.parse(body) == DIGEST
    answer = json.dumps({"q": "几点", "a": "八点", "t": 3.0})
    more = Digest.parse(body, {"answer:1": answer, "comments": '"开心"', "sample": "{}"})
    assert more.answers == ({"q": "几点", "a": "八点", "t": 3.0},) and more.comments_mood == "开心"


def test_what_is_told_of_a_moment() -> None:
    told = DIGEST.at(10.5)
    assert told["timeline"][0]["scene"] == "厨房" and told["on_screen_text"][0]["text"] == "接单了"
    assert told["transcript"] == [] and DIGEST.at(0.0)["transcript"][0]["text"] == "快跑"


def test_lines_come_in_order_with_their_times_and_an_end() -> None:
    lines = DIGEST.told()
    assert lines[0] == "猫出租" and "[00:10] text: 接单了" in lines and "[00:09] scene: 厨房，载客" in lines
    assert list(lines[1:]) == sorted(lines[1:])
    assert sum(map(len, DIGEST.told(40))) <= 40


def test_nothing_is_told_of_scenes_that_nobody_saw() -> None:
    blind = Digest.parse(json.dumps(DIGEST.fields() | {"saw": "no_model"}))
    assert not any(" scene: " in line for line in blind.told())


def test_keys_change_with_the_versions_and_not_with_their_order() -> None:
    assert key_of("a" * 64, {"x": "1", "y": "2"}) == key_of("a" * 64, {"y": "2", "x": "1"})
    assert key_of("a" * 64, {"x": "1"}) != key_of("a" * 64, {"x": "2"}) != key_of("b" * 64, {"x": "2"})


def test_a_file_that_changes_is_hashed_again(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"one")
    first = content_of(path)
    path.write_bytes(b"other")
    assert content_of(path) != first and len(first) == 64
    with pytest.raises(BadInput):
        content_of(tmp_path / "missing")


def test_clock() -> None:
    assert clock(0) == "00:00" and clock(65.9) == "01:05" and clock(7200) == "120:00"
