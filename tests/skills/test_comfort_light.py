"""A small grumble gets a light word, a real pain never does."""

from __future__ import annotations

from typing import Any

from dazi.ports import Kit
from dazi.skills.comfort import Comfort
from dazi.testing import FakeLines, FakeRunner, FakeVoice, Scripted, context
from dazi.types import Decision


def kit(**lines: Any) -> Kit:
    return Kit(Scripted({}, strength="weak"), FakeLines(**lines), FakeVoice(), FakeRunner())


async def test_an_unsure_grumble_gets_a_light_word() -> None:
    draft = await Comfort()(
        context("我又胖了三斤"), Decision("skill", "comfort", confidence=0.6, reason="model"), kit()
    )
    assert draft.source == "words" and draft.origin == "skills.hm"


async def test_an_unsure_one_without_a_sad_word_is_banter_where_banter_fits() -> None:
    decided = Decision("skill", "comfort", confidence=0.6, reason="model")
    said = await Comfort()(context("我又胖了三斤"), decided, kit(lines={"chat": ["秤也有情绪"]}))
    assert said.text == "秤也有情绪"
    said = await Comfort()(context("难受"), decided, kit(lines={"chat": ["秤也有情绪"]}, sorrow=True))
    assert said.text == "[nothing.comfort]"


async def test_a_sure_or_grave_one_gets_the_warm_lines() -> None:
    for decision in (
        Decision("skill", "comfort", confidence=0.4, reason="floor.grief"),
        Decision("skill", "comfort", confidence=0.4, reason="care"),
    ):
        assert (await Comfort()(context("奶奶走了"), decision, kit())).text == "[nothing.comfort]"
    sure = Decision("skill", "comfort", confidence=0.95, reason="model")
    assert (await Comfort()(context("奶奶走了"), sure, kit(sorrow=True))).text == "[nothing.comfort]"
    lines = {"chat": ["秤也有情绪"]}
    assert (await Comfort()(context("没听懂"), sure, kit(lines=lines))).origin == "skills.hm"
