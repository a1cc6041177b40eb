"""A strong model draws facts under a schema; only what stands in the comment is kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from dazi.memory.drawn import SCHEMA, Drawn
from dazi.models.fake import Scripted

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
SAID = "我这人吧，离不开螺蛳粉，一周三顿"


def drawing(*facts: dict[str, str], **more: object) -> tuple[Drawn, Scripted]:
    chat = Scripted(otherwise=json.dumps({"facts": list(facts)}, ensure_ascii=False), **more)  # type: ignore[arg-type]
    return Drawn(lambda: chat, minute=2, clock=lambda: 0.0), chat


async def test_what_stands_in_the_comment_is_drawn_under_the_schema() -> None:
    drawn, chat = drawing({"kind": "like", "text": "螺蛳粉", "quote": "离不开螺蛳粉"})
    assert [(fact.kind, fact.text) for fact in await drawn(SAID, NOW)] == [("like", "螺蛳粉")]
    assert chat.asked[0].options is not None and chat.asked[0].options.schema == SCHEMA


@pytest.mark.parametrize(
    "fact",
    [
        {"kind": "like", "text": "螺蛳粉", "quote": "我爱螺蛳粉"},
        {"kind": "home", "text": "住在柳州", "quote": "离不开螺蛳粉"},
        {"kind": "secret", "text": "螺蛳粉", "quote": "螺蛳粉"},
        {"kind": "like", "text": "", "quote": "螺蛳粉"},
    ],
)
async def test_what_does_not_stand_there_is_thrown_away(fact: dict[str, str]) -> None:
    assert await drawing(fact)[0](SAID, NOW) == ()


async def test_a_weak_model_a_joke_and_a_used_up_share_ask_nothing() -> None:
    fact = {"kind": "like", "text": "螺蛳粉", "quote": "螺蛳粉"}
    weak, chat = drawing(fact, strength="weak")
    assert await weak(SAID, NOW) == () and not chat.asked
    drawn, chat = drawing(fact)
    assert await drawn("假装我离不开螺蛳粉", NOW) == () and not chat.asked
    for _ in range(3):
        await drawn(SAID, NOW)
    assert len(chat.asked) == 2


async def test_rubbish_is_no_fault() -> None:
    chat = Scripted(otherwise="好的！")
    assert await Drawn(lambda: chat)(SAID, NOW) == ()
