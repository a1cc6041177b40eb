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
