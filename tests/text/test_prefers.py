"""Wishes for a feed out of comments: which way, of what, whose, in what mood, how long, until when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dazi.text.prefers import prefers

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ("多给我推点猫咪视频", [("more", "猫咪", "", "", "")]),
        ("少来点带货的", [("less", "带货", "", "", "")]),
        ("最近压力大，想看治愈的", [("more", "", "", "治愈", "")]),
        ("多推猫和狗的", [("more", "猫", "", "", ""), ("more", "狗", "", "", "")]),
        ("猫猫没看够，再来点", [("more", "猫猫", "", "", "")]),
        ("除了猫我啥都不想看", [("more", "猫", "", "", "")]),
        ("狗视频看腻了，少推点", [("less", "狗", "", "", "")]),
        ("想看老王的视频", [("more", "", "老王", "", "")]),
        ("想看长一点的纪录片", [("more", "纪录片", "", "", "long")]),
        ("搞笑的多来，鸡汤的免了", [("more", "", "", "搞笑", ""), ("less", "鸡汤", "", "", "")]),
        ("less cooking, more travel", [("less", "cooking", "", "", ""), ("more", "travel", "", "", "")]),
        ("I can't get enough of otters", [("more", "otters", "", "", "")]),
        ("more from Lao Wang", [("more", "", "Lao Wang", "", "")]),
    ],
)
def test_a_wish_is_understood(said: str, wished: list[tuple[str, ...]]) -> None:
    found = [(one.direction, one.topic, one.creator, one.mood, one.length) for one in prefers(said, NOW)]
    assert found == wished


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今晚想看点助眠的", "12-01"),
        ("这周多推点做饭的", "12-06"),
        ("到周五之前多来点考研干货", "12-04"),
        ("no more ads until Monday", "12-07"),
        ("please hide gym content for two weeks", "12-15"),
        ("多给我推点猫", None),
    ],
)
def test_a_wish_ends_when_it_says(said: str, day: str | None) -> None:
    (wish,) = prefers(said, NOW)
    assert (wish.until.strftime("%m-%d") if wish.until else None) == day


@pytest.mark.parametrize("said", ["今天天气不错", "哈哈哈哈", "你叫什么", ""])
def test_what_wishes_nothing_is_no_wish(said: str) -> None:
    assert prefers(said, NOW) == ()
