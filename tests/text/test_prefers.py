"""Wishes for a feed out of comments: which way, of what, whose, in what mood, how long, until when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.prefer import measured
from dazi.text.prefer_sure import less_alone, sureness
from dazi.text.prefers import prefers

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
    ("name", "least"),
    [
        ("", 60),
        ("_b", 40),
        ("_c", 40),
        ("_d", 37),
        ("_e", 37),
        ("_f", 34),
        ("_g", 39),
        ("_h", 38),
        ("_i", 38),
    ],
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


@pytest.mark.parametrize(
    "said",
    [
        "多给我推点猫",
        "别再推带货了",
        "天天给我推保险，我看着像有钱人吗",
        "你老给我推离婚律师是几个意思",
        "最烦标题党了，少给我来",
        "stop showing me crypto",
        "我首页全是八卦",
    ],
)
def test_some_words_speak_of_a_feed_alone(said: str) -> None:
    assert sureness(said, NOW) == 4


@pytest.mark.parametrize(
    "said",
    ["我不喜欢看打架的", "别让我看见蛇", "电视剧剪辑我刷烦了", "广告太多了吧", "rough day, could use something wholesome", "anything about lighthouses"],
)  # fmt: skip
def test_seeing_as_one_sees_a_feed_leaves_little(said: str) -> None:
    assert sureness(said, NOW) == 3


@pytest.mark.parametrize(
    "said",
    [
        "我猫不想看见我", "你觉得手机该不该少刷", "我爸生前最爱看这个节目", "她朋友圈把我屏蔽了", "想学拍视频，手机怎么打开镜头", "过马路的时候我不太想看车了",
        "求原视频", "搞点提神的，不是咖啡那种，你明白的", "can i swap baking soda for baking powder",
    ],
)  # fmt: skip
def test_lives_and_questions_are_no_wishes_for_a_feed(said: str) -> None:
    assert sureness(said, NOW) < 3


@pytest.mark.parametrize(
    ("said", "less"),
    [("别推股票", True), ("少推炒币，多推猫", False), ("多推股票", False), ("今天下雨", False)],
)
def test_who_wants_to_see_less_alone(said: str, less: bool) -> None:
    assert less_alone(said, NOW) is less


@pytest.mark.parametrize(
    ("said", "wished"),
    [("多来点🐱", [("more", "猫")]), ("🐶多推🐍别推", [("more", "狗"), ("less", "蛇")]), ("推薦一些做甜點的影片", [("more", "做甜点")]), ("唔好再推炒股啲嘢畀我", [("less", "炒股")])],
)  # fmt: skip
def test_pictures_and_other_scripts_name_subjects_too(said: str, wished: list[tuple[str, str]]) -> None:
    assert [(one.direction, one.topic) for one in prefers(said, NOW)] == wished


@pytest.mark.parametrize(
    "said", ["想看雪", "我爱看海", "i want to see snow", "别推我，我自己走", "帮我推一下车"]
)
def test_others_leave_a_doubt(said: str) -> None:
    assert sureness(said, NOW) < 3


@pytest.mark.parametrize(
    "said",
    [
        "工钱要了两年，老板今儿个把额拉黑咧",
        "她把俺拉黑了",
        "煎饼阿姨今天多给我打了个蛋 没收钱",
        "给我来句狠的",
    ],
)
def test_what_others_did_to_us_is_no_wish(said: str) -> None:
    assert prefers(said, NOW) == ()
