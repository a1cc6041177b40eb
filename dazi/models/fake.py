"""Chats without a model: answers by rule, slow answers; for tests, benches and the people who write skills."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dazi.errors import ModelBusy, ModelRefused
from dazi.ports import Chat
from dazi.types import Completion, Options, Prompt, Strength, Tier, Usage

Answer = str | ModelBusy | ModelRefused | Callable[[Prompt], str]
"""A text, an error to raise, or what makes a text of the prompt."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that a Scripted chat got; `choices` of a pick."""

    tier: Tier
    prompt: Prompt
    options: Options | None = None
    choices: tuple[str, ...] = ()


class Scripted:
    """Implements ports.Chat by rules: pattern -> answer, the first whose regular expression is found in the stable
    text or a message, the newest message first. `picks` likewise: pattern -> the choice taken, with 0.9 on it.
    Without a fitting rule: `otherwise`, and the first choice. All calls are in `asked`."""

    def __init__(
        self,
        rules: Mapping[str, Answer] | None = None,
        *,
        picks: Mapping[str, str] | None = None,
        otherwise: Answer = "好。",
        strength: Strength = "strong",
        model: str = "scripted",
    ) -> None:
        self._rules, self._picks = dict(rules or {}), dict(picks or {})
        self._otherwise, self._strength, self._model = otherwise, strength, model
        self.asked: list[Asked] = []

    async def complete(self, tier: Tier, prompt: Prompt, options: Options) -> Completion:
        self.asked.append(Asked(tier, prompt, options))
        answer = _matching(self._rules, prompt, self._otherwise)
        if isinstance(answer, ModelBusy | ModelRefused):
            raise answer
        text = (answer if isinstance(answer, str) else answer(prompt)).strip()
        if not text:
            raise ModelRefused("model.rubbish", endpoint=self._model, why="nothing usable in the answer")
        return Completion(text, self._model, usage=Usage(_size(prompt), len(text)))

    async def pick(self, tier: Tier, prompt: Prompt, choices: Sequence[str]) -> tuple[float, ...]:
        self.asked.append(Asked(tier, prompt, choices=tuple(choices)))
        taken = _matching(self._picks, prompt, choices[0])
        if taken not in choices:
            return (0.0,) * len(choices)
        rest = 0.1 / max(1, len(choices) - 1)
        return tuple(0.9 if choice == taken else rest for choice in choices)

    def strength(self, tier: Tier) -> Strength:
        return self._strength


class Slow:
    """Another chat, each answer of it `seconds` late."""

    def __init__(self, chat: Chat, seconds: float) -> None:
        self._chat, self._seconds = chat, seconds

    async def complete(self, tier: Tier, prompt: Prompt, options: Options) -> Completion:
        await asyncio.sleep(self._seconds)
        return await self._chat.complete(tier, prompt, options)

    async def pick(self, tier: Tier, prompt: Prompt, choices: Sequence[str]) -> tuple[float, ...]:
        await asyncio.sleep(self._seconds)
        return await self._chat.pick(tier, prompt, choices)

    def strength(self, tier: Tier) -> Strength:
        return self._chat.strength(tier)


def _matching(rules: Mapping[str, str] | Mapping[str, Answer], prompt: Prompt, otherwise: Answer) -> Answer:
    for text in (*(message.text for message in reversed(prompt.messages)), prompt.stable):
        for pattern, answer in rules.items():
            if re.search(pattern, text):
                return answer
    return otherwise


def _size(prompt: Prompt) -> int:
    return len(prompt.stable) + sum(len(message.text) for message in prompt.messages)
