"""Which comments ask what a picture shows, which ask for a name, and which picture they may mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dazi.testing import NOW, context, mention
from dazi.text.looks import asks_of_picture, asks_who, means_picture
from dazi.types import Attachment, Member, Turn

SHOWN = (Attachment("image", "u"),)


@pytest.mark.parametrize(
    "text",
    [
        "这是什么花", "帮我看看这张", "这蘑菇有毒吗", "锐评一下这张照片", "图里有几个人", "这是AI画的吗", "这图是P的吧", "?", "",
        "这个表情包啥意思", "帮我翻译一下图里的字", "这车多少钱", "what is this?", "rate my outfit", "is this AI generated",
    ],
)  # fmt: skip
def test_a_question_of_what_is_to_be_seen_is_one(text: str) -> None:
    assert asks_of_picture(text)


@pytest.mark.parametrize(
    "text",
    [
        "把背景换成雪山", "能把背景换成雪山吗", "加个墨镜看看", "扩一下这张", "给这张图配个文案", "画成水彩好看吗", "哈哈哈看我家猫", "这是我",
        "make it snow", "can you remove the background?", "add sunglasses and tell me what you think",
    ],
)  # fmt: skip
def test_a_wish_or_a_remark_is_none(text: str) -> None:
    assert not asks_of_picture(text)


@pytest.mark.parametrize(
    "text", ["这人是谁", "这是谁", "她叫什么名字？", "这位是哪个明星", "认识他吗", "who's that guy"]
)
def test_asking_for_a_living_person_s_name_is_known(text: str) -> None:
    assert asks_who(text)


@pytest.mark.parametrize(
    "text",
    ["这花叫什么", "这是谁画的", "这是哪个动漫角色", "谁发明的", "who is this character", "这狗是什么品种"],
)
def test_asking_for_what_may_be_named_is_something_else(text: str) -> None:
    assert not asks_who(text)


def turn(comment: str, own: bool = False) -> Turn:
    return Turn(comment, Member("scratch", "m2"), own, "看", NOW, attachments=SHOWN)


def test_the_picture_meant_is_brought_answered_or_named() -> None:
    bare = context("这是什么")
    assert not means_picture(bare)
    assert means_picture(replace(bare, burst=(mention(attachments=SHOWN),)))
    thread = replace(bare, turns=(turn("1"),))
    assert not means_picture(thread), "a picture far above is not meant by everything that is said below it"
    assert means_picture(replace(thread, burst=(mention(parent="1"),)))
    assert means_picture(replace(thread, text="这张图里是什么"))
    assert not means_picture(replace(thread, text="这视频画面里是什么", burst=(mention(parent="1"),)))
    assert means_picture(context("看看我的头像"))


def test_what_we_drew_counts_only_where_it_is_wanted() -> None:
    ours = replace(context("这张图里是什么"), turns=(turn("1", own=True),))
    assert means_picture(ours) and not means_picture(ours, ours=False)
