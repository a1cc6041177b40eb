"""Turns that change copy, or choose from it."""

import pytest

from dazi.text.orders import alters, picks


@pytest.mark.parametrize(
    "text",
    [
        "再短点",
        "要霸气的",
        "换一批",
        "第一个还行 再损一点",
        "英文名也来一个呗",
        "太肉麻了 短一点",
        "shorter",
        "now one for my dog",
        "太煽情了 淡一点",
        "lol too cheesy, less cheesy, and remember what she can't eat",
    ],
)
def test_a_change_is_heard(text):
    assert alters(text) and not picks(text)


@pytest.mark.parametrize(
    "text", ["第二个不错 就它了", "就用第一个了", "the second one is good", "i'll take the third"]
)
def test_a_choice_is_heard(text):
    assert picks(text) and not alters(text)


@pytest.mark.parametrize(
    "text", ["今天又加班到十点", "我二姐也来了", "my second job starts tomorrow", "哈哈哈哈", "晚上吃啥"]
)
def test_talk_is_neither(text):
    assert not alters(text) and not picks(text)
