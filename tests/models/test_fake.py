"""The chats without a model."""

from __future__ import annotations

import time

import pytest

from dazi.errors import ModelBusy, ModelRefused
from dazi.models.fake import Scripted, Slow
from dazi.types import Message, Options, Prompt


def ask(text: str, stable: str = "you are a joker") -> Prompt:
    return Prompt(stable, (Message("user", "older 笑话"), Message("user", text)))


async def test_rules_look_at_the_newest_message_first() -> None:
    chat = Scripted(
        {
            "猫": "喵",
            "笑话": lambda prompt: prompt.messages[-1].text + "?",
            "坏": ModelBusy("model.busy"),
            "空": " ",
        }
    )
    assert (await chat.complete("fast", ask("一只猫"), Options())).text == "喵"
    assert (await chat.complete("deep", ask("嗯"), Options())).text == "嗯?"
    with pytest.raises(ModelBusy):
        await chat.complete("fast", ask("坏"), Options())
    with pytest.raises(ModelRefused):
        await chat.complete("fast", ask("空"), Options())
    assert [asked.tier for asked in chat.asked] == ["fast", "deep", "fast", "fast"]


async def test_picks() -> None:
    chat = Scripted(picks={"joker": "2", "no": "9"}, strength="weak")
    assert await chat.pick("fast", ask("x"), "12") == (pytest.approx(0.1), pytest.approx(0.9))
    assert await chat.pick("fast", ask("no"), "12") == (0.0, 0.0) and chat.strength("fast") == "weak"


async def test_slow_answers_late() -> None:
    began = time.monotonic()
    chat = Slow(Scripted(otherwise="ok"), 0.02)
    assert (
        await chat.complete("fast", ask("x"), Options())
    ).text == "ok" and time.monotonic() - began >= 0.02
    assert chat.strength("deep") == "strong"
