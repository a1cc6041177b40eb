"""Where a model answers and what it costs there, and the adapter that speaks to it; knows no wire format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from dazi.types import Completion, Options, Prompt, Strength, Usage

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Price:
    """Per million tokens, in the settings' currency; `cached` of prompt tokens served from a cache."""

    prompt: float = 0.0
    answer: float = 0.0
    cached: float | None = None

    def of(self, usage: Usage) -> float:
        """What a call with this usage costs."""
        fresh = usage.tokens_in - usage.cached
        cached = self.prompt if self.cached is None else self.cached
        return (fresh * self.prompt + usage.cached * cached + usage.tokens_out * self.answer) / 1_000_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible place: `url` ends before /chat/completions. `slots` calls run at a time, the rest wait.
    `extra` goes into every request's body (how this place is told not to think aloud). `embedded`: it is our own
    child, so refusing connections means that it is still loading."""

    name: str
    url: str
    model: str
    key: str = field(default="", repr=False)
    strength: Strength = "strong"
    sees: bool = False
    slots: int = 8
    price: Price = Price()
    extra: Mapping[str, object] = field(default_factory=dict)
    embedded: bool = False

    @property
    def local(self) -> bool:
        """Whether it is on this machine: then no proxy of the environment is asked."""
        return (urlsplit(self.url).hostname or "") in LOOPBACK


@dataclass(frozen=True, slots=True)
class Picked:
    """How probable each choice is, in order; `answer` is what the model said."""

    chances: tuple[float, ...]
    answer: str
    model: str
    usage: Usage


class Adapter(Protocol):
    """One endpoint, spoken to. Raises ModelBusy or ModelRefused; `timeout` in seconds bounds the whole call."""

    endpoint: Endpoint

    async def complete(self, prompt: Prompt, options: Options, timeout: float) -> Completion: ...

    async def pick(self, prompt: Prompt, choices: Sequence[str], timeout: float) -> Picked: ...

    async def ready(self) -> bool:
        """Whether it answers now, found out within a second or two; never raises."""
        ...

    async def close(self) -> None: ...
