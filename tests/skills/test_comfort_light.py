"""A small grumble gets a light word, a real pain never does."""

from __future__ import annotations

from dazi.ports import Kit
from dazi.skills.comfort import Comfort
from dazi.testing import FakeLines, FakeRunner, FakeVoice, Scripted, context
from dazi.types import Decision


def kit() -> Kit:
    return Kit(Scripted({}, strength="weak"), FakeLines(), FakeVoice(), FakeRunner())


async def test_an_unsure_grumble_gets_a_light_word() -> None:
    draft = await Comfort()(
        context("我又胖了三斤"), Decision("skill", "comfort", confidence=0.6, reason="model"), kit()
    )
    assert draft.source == "words" and draft.origin == "skills.hm"


async def test_a_sure_or_grave_one_gets_the_warm_lines() -> None:
    for decision in (
        Decision("skill", "comfort", confidence=0.95, reason="model"),
        Decision("skill", "comfort", confidence=0.4, reason="floor.grief"),
        Decision("skill", "comfort", confidence=0.4, reason="care"),
    ):
        assert (await Comfort()(context("奶奶走了"), decision, kit())).text == "[nothing.comfort]"
