"""Wishes to extend a picture: which one, what shape, how wild, and what goes on from the last one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dazi.testing import context
from dazi.text.widen import ANYWHERE, goes_on, widen, widens
from dazi.types import Attachment, Context, Member, Turn

AT = datetime(2026, 1, 1, tzinfo=UTC)
US = Member("scratch", "us", "小搭")


def thread(text: str, *turns: str, skill: str | None = "outpaint") -> Context:
    """A turn that begins with "<" is ours."""
    now = context(text)
    earlier = tuple(
        Turn(f"t{at}", US if said[0] == "<" else now.lead.member, said[0] == "<", said.lstrip("<"), AT, skill if said[0] == "<" else None)
        for at, said in enumerate(turns)
    )  # fmt: skip
    return replace(now, turns=earlier)


@pytest.mark.parametrize(
    "text",
    ["扩图", "把这张图扩一下", "离谱扩图", "往左扩", "镜头拉远一点", "画框外面是什么", "扩成16:9", "上下扩一扩", "zoom out", "outpaint this",
     "extend the picture to the left", "what's outside the frame?"],
)  # fmt: skip
def test_plain_wishes_are_known(text: str) -> None:
    assert widens(text)


@pytest.mark.parametrize(
    "text",
    [
        "扩散一下这个消息",
        "扩音器怎么用",
        "帮我扩写一段",
        "扩展一下思路",
        "画一只猫",
        "expand on that",
        "拉黑他",
    ],
)
def test_what_only_sounds_like_it_is_not_one(text: str) -> None:
    assert not widens(text)


@pytest.mark.parametrize(
    ("text", "source", "at"),
    [
        ("扩一下我的头像", "avatar", ANYWHERE), ("zoom out on my avatar", "avatar", ANYWHERE), ("扩一下这个视频", "frame", ANYWHERE),
        ("第12秒那个画面扩一下", "frame", 12.0), ("把 0:07 那一帧扩一下", "frame", 7.0), ("扩这张", "picture", ANYWHERE),
        ("扩到9:16", "picture", ANYWHERE), ("what's outside the frame", "picture", ANYWHERE),
    ],
)  # fmt: skip
def test_which_picture_is_meant(text: str, source: str, at: float) -> None:
    wish = widen(context(text))
    assert (wish.source, wish.at) == (source, at)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("扩成16:9", (16, 9)), ("扩成 4：3", (4, 3)), ("9比16", (9, 16)), ("扩成竖屏", (9, 16)), ("要横的", (16, 9)), ("正方形", (1, 1)),
        ("make it portrait", (9, 16)), ("扩一下", None), ("第2:03秒扩一下", None),
    ],
)  # fmt: skip
def test_the_shape_that_is_named(text: str, ratio: tuple[int, int] | None) -> None:
    assert widen(context(text)).ratio == ratio


@pytest.mark.parametrize(
    ("text", "sides"),
    [("往左扩", ("left",)), ("右边再扩一点", ("right",)), ("向上扩", ("top",)), ("两边都扩", ("left", "right")), ("扩一下", ())],
)  # fmt: skip
def test_the_side_that_is_named(text: str, sides: tuple[str, ...]) -> None:
    assert widen(context(text)).sides == sides


def test_what_is_left_of_the_words_is_what_shall_be_seen() -> None:
    assert widen(context("把这张图扩一下，挂到美术馆")).words == "美术馆"
    assert widen(context("把我的头像扩一下")).words == "" == widen(context("画框外面是什么")).words


@pytest.mark.parametrize("text", ["再来一张", "换个地方", "换看看", "再离谱一点", "横的", "放到冰箱上", "挂月球上", "another one", "wilder", "往右扩"])  # fmt: skip
def test_follow_ups_go_on_from_an_extended_picture_alone(text: str) -> None:
    assert goes_on(thread(text, "扩一下", "<挂好了"))
    assert not goes_on(thread(text, "画一只猫", "<画好了", skill="draw"))
    assert not goes_on(thread(text))


@pytest.mark.parametrize("text", ["哈哈哈", "谢谢", "放过我吧", "这是谁", "画一只猫", "太好看了"])
def test_other_remarks_do_not(text: str) -> None:
    assert not goes_on(thread(text, "扩一下", "<挂好了"))


def test_a_follow_up_keeps_picture_and_shape_and_takes_what_is_new() -> None:
    wish = widen(thread("再离谱一点", "扩一下第12秒那个画面，竖屏", "<挂好了"))
    assert (wish.source, wish.at, wish.ratio, wish.wild, wish.more) == ("frame", 12.0, (9, 16), True, True)
    wish = widen(thread("横的", "@小搭 扩一下我的头像", "<好", "再离谱一点", "<好"))
    assert (wish.source, wish.ratio, wish.wild) == ("avatar", (16, 9), True)


def test_a_new_picture_starts_anew() -> None:
    talk = thread("扩一下", "扩一下我的头像，离谱点", "<好")
    with_one = replace(talk.lead, attachments=(Attachment("image", "u"),))
    wish = widen(replace(talk, burst=(with_one,)))
    assert (wish.source, wish.wild, wish.more) == ("picture", False, False)
