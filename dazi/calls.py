"""What language models are asked and what they answer; frozen, and no model is known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Tier = Literal["fast", "deep", "vision"]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens and cost (in the settings' currency) of model calls; `cached` are prompt tokens from a prefix cache."""

    tokens_in: int = 0
    tokens_out: int = 0
    cached: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message; `images` are data: URLs and go with role "user" only."""

    role: Literal["system", "user", "assistant"]
    text: str
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked. `stable` is the system text that is the same for every mention of a persona and
    skill, so that it comes first and a prefix cache serves it; `purpose` names the call in traces and metrics."""

    stable: str
    messages: tuple[Message, ...]
    purpose: str = "chat"


@dataclass(frozen=True, slots=True)
class Options:
    """How to sample. `schema` is a JSON schema that the answer must follow (grammar on llama.cpp)."""

    max_tokens: int = 200
    temperature: float = 0.7
    stop: tuple[str, ...] = ()
    schema: Mapping[str, object] | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's answer. `finish` is "stop" or "length"; `text` is stripped, never empty."""

    text: str
    model: str
    finish: str = "stop"
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Call:
    """One model call as it is kept for `dazi replay`: the stable prefix is stored once by its hash. `options` of a
    completion, `choices` of a pick."""

    purpose: str
    tier: str
    model: str
    stable: str
    messages: tuple[Message, ...]
    answer: str
    usage: Usage
    took_ms: float
    at: datetime
    error: str = ""
    options: Options | None = None
    choices: tuple[str, ...] = ()
