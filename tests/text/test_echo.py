from datetime import UTC, datetime

import pytest

from dazi.text.echo import Amends, amends, asks_back, said_of
from dazi.types import Member, Turn

ME, OTHER = Member("plaza", "me"), Member("plaza", "other")
AT = datetime(2026, 1, 1, tzinfo=UTC)


def talk(*said, member=ME):
    return [Turn(f"t{at}", member, bool(at % 2), text, AT) for at, text in enumerate(said)]


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        ("不过不是仙人掌啦 我记错了 是芦荟", "芦荟", "仙人掌"),
        ("我说错了 是白银", "白银", ""),
        ("打错字了，应该是隔壁班", "隔壁班", ""),
        ("是湖，我打错了", "湖", ""),
        ("不是猫，是狗", "狗", "猫"),
        ("手滑，是七点", "七点", ""),
        ("sorry, I meant Tuesday", "Tuesday", ""),
        ("it's not a cat, it's a ferret", "ferret", "cat"),
    ],
)
def test_what_is_put_right_is_read(text, new, old):
    assert amends(text) == Amends(new, old)


@pytest.mark.parametrize(
    "text",
    [
        "不是我说你，是真的难吃",
        "你说错了",
        "是不是搞错了？",
        "不是吧，是这样吗",
        "今天也不是周末",
        "i mean, really",
        "我看错人了",
        "不是饿，就是想吃",
    ],
)
def test_what_puts_nothing_right_is_left_alone(text):
    assert amends(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("刚才我说冰箱里有啥来着 考考你", "晚上吃啥 冰箱只有鸡蛋和半颗白菜"),
        ("行吧 那你还记得它枕的是啥不", "我家猫把芦荟当枕头睡"),
        ("我刚说他打啥球来着", "他打篮球的 老往我们班看"),
        ("我最开始说啥来着", "晚上吃啥 冰箱只有鸡蛋和半颗白菜"),
    ],
)
def test_a_question_back_finds_the_member_s_own_words(text, said):
    turns = talk(
        "晚上吃啥 冰箱只有鸡蛋和半颗白菜",
        "炒。",
        "我家猫把芦荟当枕头睡",
        "硬核。",
        "他打篮球的 老往我们班看",
        "哦？",
    )
    assert said_of(text, turns, ME) == said
    assert said_of(text, turns, OTHER) is None


@pytest.mark.parametrize("text", ["你记得带伞吗你说", "我记得小时候下雪", "今天吃啥", "记得给我留门"])
def test_what_asks_nothing_back_finds_nothing(text):
    turns = talk("冰箱里有鸡蛋", "好。")
    assert said_of(text, turns, ME) is None


def test_in_english_and_where_nothing_was_said_of_it():
    turns = talk("my fridge has eggs and half a cabbage", "a feast.", "my cousin is moving to Lyon", "bold.")
    assert said_of("what did I say was in the fridge?", turns, ME) == "my fridge has eggs and half a cabbage"
    assert said_of("do you remember what my dentist is called?", turns, ME) is None
    assert not asks_back("remember to breathe")
