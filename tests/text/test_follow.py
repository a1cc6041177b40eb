"""Which comments lean on the answer before them, and what they want."""

from __future__ import annotations

import pytest

from dazi.text.follow import core, kind, leans


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("那掉进去会怎样", "ask"),
        ("那月亮呢", "ask"),
        ("贵吗", "ask"),
        ("为什么呢", "why"),
        ("真的吗？", "sure"),
        ("举个例子", "example"),
        ("还有呢", "more"),
        ("and what happens if you fall in?", "ask"),
        ("why not?", "why"),
        ("are you sure?", "sure"),
        ("give me an example", "example"),
    ],
)
def test_a_follow_up_is_told_by_what_it_wants(text: str, wants: str) -> None:
    assert kind(text) == wants


@pytest.mark.parametrize(
    "text",
    ["那你呢", "讲个笑话", "哈哈哈", "谢谢", "懂了", "厉害", "how are you", "tell me a joke?", "这视频最后咋了",
     "我想知道为什么我家的猫每天早上五点钟都要站在我脸上叫我起床呢"],
)  # fmt: skip
def test_what_stands_by_itself_is_no_follow_up(text: str) -> None:
    assert not leans(text)


def test_what_opens_and_closes_a_follow_up_is_left_out() -> None:
    assert core("那小孩呢？") == "小孩"
    assert core("And cucumbers?") == "cucumbers"
