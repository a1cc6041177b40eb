"""Wishes for a feed out of comments: which way, of what, whose, in what mood, how long, until when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.prefer import measured
from dazi.text.prefers import prefers, sureness

EVALS = Path(__file__).parents[2] / "evals"
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


@pytest.mark.parametrize(
    ("name", "least"), [("", 60), ("_b", 40), ("_c", 40), ("_d", 37), ("_e", 37), ("_f", 34)]
)
def test_the_comments_written_before_the_rules_are_read_right(name: str, least: int) -> None:
    many, missed = measured(EVALS / f"prefer{name}.jsonl")
    assert many - len(missed) >= least, [row["text"] for row, _ in missed]


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ("anything but politics", [("less", "politics", "", "", "")]),
        ("宝贝想看恐龙，给娃整点", [("more", "恐龙", "", "", "")]),
        ("could you push more indie music and fewer podcasts", [("more", "indie music", "", "", ""), ("less", "podcasts", "", "", "")]),
        ("不要狗不要猫，要鸟", [("less", "狗", "", "", ""), ("less", "猫", "", "", ""), ("more", "鸟", "", "", "")]),
        ("能多推点李姐的视频吗，她做菜好看", [("more", "", "李姐", "", "")]),
        ("太长的没耐心看", [("more", "", "", "", "short")]),
    ],
)  # fmt: skip
def test_reasons_and_other_peoples_likings_are_no_subjects(said: str, wished: list[tuple[str, ...]]) -> None:
    found = [(one.direction, one.topic, one.creator, one.mood, one.length) for one in prefers(said, NOW)]
    assert found == wished


@pytest.mark.parametrize("said", ["多给我推点猫", "别再推带货了", "stop showing me crypto", "我首页全是八卦"])
def test_some_words_speak_of_a_feed_alone(said: str) -> None:
    assert sureness(said, NOW) == 4


@pytest.mark.parametrize(
    "said", ["想看雪", "我爱看海", "i want to see snow", "别推我，我自己走", "帮我推一下车"]
)
def test_others_leave_a_doubt(said: str) -> None:
    assert sureness(said, NOW) < 3
