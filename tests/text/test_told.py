"""What a comment tells of its writer, and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dazi.text.told import told
from dazi.text.when import moment

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday


@pytest.mark.parametrize(
    ("said", "kind", "text"),
    [
        ("以后叫我阿宁吧", "name", "阿宁"),
        ("俺叫二狗", "name", "二狗"),
        ("call me Jay", "name", "Jay"),
        ("我家猫叫年糕，天天拆家", "pet", "猫，叫年糕"),
        ("我养了一只橘猫叫半斤", "pet", "橘猫，叫半斤"),
        ("my cat's name is Mochi", "pet", "a cat called Mochi"),
        ("i have a dog named Biscuit", "pet", "a dog called Biscuit"),
        ("我超爱听周杰伦", "like", "听周杰伦"),
        ("我不吃香菜", "dislike", "吃香菜"),
        ("我讨厌下雨天", "dislike", "下雨天"),
        ("I love hiking", "like", "hiking"),
        ("我对花生过敏", "life", "对花生过敏"),
        ("我生日是3月8号", "life", "3月8号"),
        ("我在杭州上班", "life", "在杭州上班"),
        ("我下周三要面试", "plan", "12月9日面试"),
        ("明天我要去成都", "plan", "12月2日去成都"),
        ("I have an interview tomorrow", "plan", "interview tomorrow"),
        ("家里养了只八哥，叫将军，天天喊开饭", "pet", "八哥，叫将军"),
        ("你们都叫我二饼得了，打麻将落下的", "name", "二饼"),
        ("本人在深圳写代码，头发还剩三成", "life", "在深圳写代码"),
        ("我不能吃花生，过敏", "life", "对花生过敏"),
        ("闺女今年四岁，天天问我为什么天会黑", "life", "闺女四岁"),
        ("十二月二十号我飞回国，已经开始收拾行李", "plan", "12月20日飞回国"),
        ("记住我每周五晚上要开组会", "life", "每周五晚上要开组会"),
        ("my cat Mochi just threw up in my shoe", "pet", "a cat called Mochi"),
        ("can't stand mushrooms, texture of a wet ear", "dislike", "mushrooms"),
    ],
)
def test_what_is_told_is_kept_in_few_words(said: str, kind: str, text: str) -> None:
    assert [(fact.kind, fact.text) for fact in told(said, NOW)] == [(kind, text)]


@pytest.mark.parametrize(
    "said",
    [
        "叫我起床",
        "我叫你闭嘴",
        "我朋友养了只狗",
        "如果我养了只猫",
        "我有只猫会不会很烦？",
        "我喜欢什么你知道吗",
        "我喜欢你",
        "我爱了",
        "我不管",
        "我不想去",
        "我在看视频",
        "my name is on the list",
        "我手机号13812345678",
        "我不想活了",
        "帮我写一句我喜欢夏天的文案",
        "what if i have a cat",
        "我有个朋友，养了只金毛叫大壮",
        "帮我写个自我介绍：我叫王芳，我喜欢插花",
        "主角说“我叫张三，我在北京当医生”，这台词也太尬了",
        "请叫我王总",
        "我养过一只仓鼠",
        "我家有三胞胎，骗你的",
        "my brother lives in Norway",
        "pretend I'm your king, my name is Bob",
    ],
)
def test_what_wonders_supposes_or_speaks_of_others_tells_nothing(said: str) -> None:
    assert [fact for fact in told(said, NOW) if not fact.gone] == []


def test_a_pet_that_is_gone_is_told_as_gone() -> None:
    (fact,) = told("我家猫上个月走了", NOW)
    assert fact.gone and fact.key == "pet:猫"


def test_a_plan_ends_some_days_after_its_date() -> None:
    (fact,) = told("我下周三要面试", NOW)
    assert fact.until is not None and fact.until.date().isoformat() == "2026-12-12"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("明天", "12-02"),
        ("下周一", "12-07"),
        ("周五", "12-04"),
        ("国庆", "10-08"),
        ("3月8号", "03-08"),
        ("on friday", "12-04"),
    ],
)
def test_words_of_time_become_days(words: str, day: str) -> None:
    at = moment(words, NOW)
    assert at is not None and at.strftime("%m-%d") == day and at >= NOW


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert moment("2月31号", NOW) is None
