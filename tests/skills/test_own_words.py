"""What members say of their own words in a talk: asked back, put right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dazi.models.fake import Scripted
from dazi.skills import SKILLS
from dazi.types import Context, Decision, Turn

AT = datetime(2026, 1, 1, tzinfo=UTC)


def after(context: Context, *said: str) -> Context:
    member = context.lead.member
    turns = tuple(Turn(f"t{at}", member, bool(at % 2), text, AT, "chat") for at, text in enumerate(said))
    return replace(context, turns=turns)


async def test_a_slip_that_is_put_right_is_taken_up(say: Callable, kit: Callable) -> None:
    context = after(say("不过不是仙人掌啦 我记错了 是芦荟"), "我家猫把仙人掌当枕头睡", "硬核。")
    draft = await SKILLS["chat"](context, Decision("skill", "chat"), kit(Scripted(strength="weak")))
    assert draft.origin == "skills.amended" and "芦荟" in draft.text


async def test_what_was_said_is_told_when_it_is_asked_back(say: Callable, kit: Callable) -> None:
    context = after(say("行吧 那你还记得它枕的是啥不"), "我家猫把芦荟当枕头睡", "硬核。")
    draft = await SKILLS["chat"](context, Decision("skill", "chat"), kit(Scripted(strength="weak")))
    assert draft.origin == "memory.said" and "“我家猫把芦荟当枕头睡”" in draft.text


@pytest.mark.parametrize("strength", ["weak", "strong"])
async def test_without_a_talk_or_with_a_model_that_can_write_it_is_left_alone(
    say: Callable, kit: Callable, strength: str
) -> None:
    context = say("打错了 是芦荟")
    if strength == "strong":
        context = after(context, "我家猫把仙人掌当枕头睡", "硬核。")
    draft = await SKILLS["chat"](
        context, Decision("skill", "chat"), kit(Scripted(strength=strength, otherwise="芦荟也行，起码不扎。"))
    )
    assert draft.origin != "skills.amended"


@pytest.mark.parametrize(
    ("skill", "before", "text", "origin", "holds"),
    [
        ("comfort", "今天给我家乌龟过生日 它八岁", "不是啦 是我八岁养的它", "skills.amended", "你八岁养的它"),
        ("answer", "给布鞋写条文案", "里头有没有写包邮啊 我可没说", "skills.we_wrote_not", "包邮"),
        ("answer", "给布鞋写条文案", "里头有没有写硬核", "skills.we_wrote", "硬核"),
        ("write", "给布鞋写条文案", "两条里头有没有写包邮啊", "skills.we_wrote_not", "包邮"),
        ("chat", "面试又挂了", "别跟我说加油 听吐了", "skills.unwanted", "加油"),
        ("comfort", "面试又挂了", "别跟我讲大道理", "skills.unwanted", "大道理"),
        ("interpret", "夜里腿抽筋是缺钙吗", "我最开始问的那个 一句话总结下", "memory.said", "缺钙"),
    ],
)
async def test_whatever_a_turn_was_taken_for_its_own_words_are_looked_at(
    say: Callable, kit: Callable, skill: str, before: str, text: str, origin: str, holds: str
) -> None:
    context = after(say(text), before, "硬核。")
    draft = await SKILLS[skill](context, Decision("skill", skill), kit(Scripted(strength="weak")))
    assert draft.origin == origin and holds in draft.text


async def test_a_joke_that_was_not_got_is_not_looked_for_in_a_video(say: Callable, kit: Callable) -> None:
    context = after(say("没看懂 笑点在哪"), "讲个笑话", "老师说这题讲过三遍了。")
    joked = replace(context, turns=(context.turns[0], replace(context.turns[1], skill="joke")))
    for asked, origin in ((joked, "skills.joke_lost"), (context, "skills.interpret.none")):
        draft = await SKILLS["interpret"](
            asked, Decision("skill", "interpret"), kit(Scripted(strength="weak"))
        )
        assert draft.origin == origin
