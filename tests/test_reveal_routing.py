"""Wishes for more of a picture reach outpaint without a model being asked; what only sounds like one goes its own way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dazi.decide import Decider
from dazi.models.fake import Scripted
from dazi.routing import deciding
from dazi.testing import context
from dazi.types import Attachment, Context, Member, Turn

AT = datetime(2026, 1, 1, tzinfo=UTC)


async def to(asked: Context) -> str:
    chat = Scripted(strength="weak")
    decision = await deciding(Decider(), lambda _: False)(asked, chat)
    assert not chat.asked
    return decision.skill


def after(text: str, skill: str, *turns: str) -> Context:
    """A comment after turns of the member, each answered by us with that skill."""
    now, us = context(text), Member("scratch", "us", "小搭")
    told: list[Turn] = []
    for at, said in enumerate(turns):
        told += [
            Turn(f"m{at}", now.lead.member, False, said, AT),
            Turn(f"o{at}", us, True, "好了", AT, skill),
        ]
    return replace(now, turns=tuple(told))


def with_picture(text: str) -> Context:
    plain = context(text)
    return replace(plain, burst=(replace(plain.lead, attachments=(Attachment("image", "u"),)),))


@pytest.mark.parametrize(
    "text", ["把这张图扩一下", "扩成16:9", "离谱扩图", "zoom out, what's outside the frame?", "往左扩"]
)
async def test_a_wish_with_a_picture_is_plain(text: str) -> None:
    assert await to(with_picture(text)) == "outpaint"


@pytest.mark.parametrize(
    "text", ["再来一张", "换个地方", "换看看", "再离谱一点", "竖屏", "挂到冰箱上", "wilder"]
)
async def test_what_goes_on_from_an_extended_picture_stays_there(text: str) -> None:
    assert await to(after(text, "outpaint", "扩一下")) == "outpaint"


@pytest.mark.parametrize(
    ("text", "skill"),
    [("扩一下", "outpaint"), ("镜头拉远", "outpaint"), ("再来一张", "draw"), ("换成冬天", "draw")],
)
async def test_under_a_drawing_of_ours_both_are_told_apart(text: str, skill: str) -> None:
    assert await to(after(text, "draw", "画一只猫")) == skill


@pytest.mark.parametrize("text", ["扩散一下这个消息", "扩音器怎么用？"])
async def test_other_things_are_not_outpainted(text: str) -> None:
    decision = await deciding(Decider(), lambda _: False)(after(text, "chat", "在吗"), Scripted(strength="weak", otherwise="1"))  # fmt: skip
    assert decision.skill != "outpaint" or decision.path != "skill"
