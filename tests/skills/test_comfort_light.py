"""A small grumble gets a light word, a real pain never does."""

from __future__ import annotations

from typing import Any

from dazi.ports import Kit
from dazi.skills.chat import Chat
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


LINES = {"chat": ["秤也有情绪"], "tender": ["接着说，我听着"]}


async def test_where_no_word_says_what_hurts_the_line_is_right_for_either() -> None:
    for sure in (0.6, 0.95):
        decided = Decision("skill", "comfort", confidence=sure, reason="model")
        assert (await Comfort()(context("我又胖了三斤"), decided, kit(lines=LINES))).text == "接着说，我听着"
        said = await Comfort()(context("难受"), decided, kit(lines=LINES, sorrow=True))
        assert said.text == "[nothing.comfort]"


async def test_banter_that_may_hurt_gets_no_light_line() -> None:
    for pain, text in ((0.05, "秤也有情绪"), (0.3, "接着说，我听着")):
        decided = Decision("skill", "chat", confidence=0.7, reason="model", pain=pain)
        assert (await Chat()(context("他说走就走了"), decided, kit(lines=LINES))).text == text


async def test_a_grave_one_gets_the_warm_lines() -> None:
    for decision in (
        Decision("skill", "comfort", confidence=0.4, reason="floor.grief"),
        Decision("skill", "comfort", confidence=0.4, reason="care"),
    ):
        assert (await Comfort()(context("奶奶走了"), decision, kit())).text == "[nothing.comfort]"


async def test_a_sorrow_that_sounds_like_a_story_gets_the_line_for_how_much_it_hurts() -> None:
    lines = {"comfort": ["坛子里的事，开盖就有"], **LINES}
    for pain, text in ((0.05, "坛子里的事，开盖就有"), (0.7, "接着说，我听着")):
        decided = Decision("skill", "comfort", confidence=0.7, reason="model", pain=pain)
        assert (await Comfort()(context("她腌的菜还剩半坛"), decided, kit(lines=lines))).text == text
