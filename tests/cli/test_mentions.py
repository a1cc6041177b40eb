"""`dazi replay` asks the model as it was asked then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dazi.again import asked_again
from dazi.types import Completion, Options, Prompt


class Tiers:
    def __init__(self) -> None:
        self.options: list[Options] = []

    async def complete(self, tier: str, prompt: Prompt, options: Options) -> Completion:
        self.options.append(options)
        return Completion("words", "m")

    async def pick(self, tier: str, prompt: Prompt, choices: Sequence[str]) -> tuple[float, ...]:
        return (0.1, 0.7, 0.2)


async def test_a_completion_and_a_choice_are_asked_for_alike() -> None:
    call: dict[str, Any] = {"tier": "fast", "stable": "s", "purpose": "p", "messages": [], "choices": ()}
    call["options"] = Options(max_tokens=7, temperature=0.1, seed=3, schema={"type": "object"})
    tiers = Tiers()
    assert await asked_again(tiers, call, "zh") == "words" and tiers.options == [call["options"]]
    assert await asked_again(tiers, {**call, "choices": ("1", "2", "3")}, "zh") == "2"
