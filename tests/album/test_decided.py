"""A question that comes with a picture goes to who looks at pictures; wishes and what needs care go where they went."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dazi.decide import Decider
from dazi.models.fake import Scripted
from dazi.routing import deciding
from dazi.testing import NOW, context, mention
from dazi.types import Attachment, Context, Decision, Member, Turn

SHOWN = (Attachment("image", "u"),)
DECIDE = deciding(Decider(), lambda context: False)


async def where(about: Context) -> Decision:
    return await DECIDE(about, Scripted(strength="none"))


def bringing(text: str) -> Context:
    return replace(context(text), burst=(mention(text, attachments=SHOWN),))


@pytest.mark.parametrize(
    "text",
    [
        "这是什么花", "帮我看看这张", "帮我看看这张图", "这人是谁", "上面写的啥", "这个能吃吗", "这张拍得怎么样", "锐评一下这张照片",
        "点评一下我的穿搭", "这是AI画的吗", "这图是P的吧", "帮我翻译一下图里的字", "我家猫好看吗", "这车多少钱", "",
        "what is this", "what does it say", "is this AI generated", "describe this picture", "rate my outfit",
    ],
)  # fmt: skip
async def test_a_question_about_an_attached_picture_is_looked_at(text: str) -> None:
    decided = await where(bringing(text))
    assert (decided.path, decided.skill, decided.tier) == ("skill", "interpret", "vision")


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("把背景换成雪山", "edit"), ("能把背景换成雪山吗", "edit"), ("加个墨镜看看", "edit"), ("扩一下这张", "outpaint"),
        ("给这张图配个文案", "write"), ("这道题怎么做", "tutor"), ("12*12等于多少", "answer"), ("哈哈哈看我家猫", "chat"),
        ("make the background snow", "edit"),
    ],
)  # fmt: skip
async def test_a_wish_that_comes_with_a_picture_stays_what_it_is(text: str, skill: str) -> None:
    assert (await where(bringing(text))).skill == skill


async def test_no_model_is_asked_where_a_picture_makes_it_plain() -> None:
    chat = Scripted(strength="strong")
    assert (await DECIDE(bringing("帮我看看这张"), chat)).skill == "interpret" and not chat.asked


async def test_who_hurts_is_not_asked_about_the_picture_s_contents() -> None:
    for text in ("好难过，看看这张照片，他走了", "我不想活了，看看这张"):
        decided = await where(bringing(text))
        assert decided.skill == "comfort"


async def test_a_picture_above_is_meant_where_it_is_answered_or_named() -> None:
    shown = Turn("p", Member("scratch", "m2"), False, "看", NOW, attachments=SHOWN)
    answering = replace(context("这个能吃吗", turns=(shown,)), burst=(mention("这个能吃吗", parent="p"),))
    assert (await where(answering)).skill == "interpret"
    assert (await where(context("这个能吃吗", turns=(shown,)))).skill != "interpret"
    ours = replace(answering, turns=(replace(shown, own=True),))
    assert (await where(ours)).skill != "interpret", "banter about our drawings stays banter"


async def test_the_picture_of_an_earlier_comment_of_the_burst_is_meant() -> None:
    burst = (mention("看", attachments=SHOWN), mention("这蘑菇有毒吗", "2"))
    decided = await where(replace(context("看\n这蘑菇有毒吗"), burst=burst))
    assert decided.skill == "interpret"
