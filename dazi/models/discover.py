"""Which models to use when the settings name none: what the environment, this machine and its network offer, and why.
Decides from what it is told; probes.py does the looking."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dazi.models.catalog import Model
from dazi.models.endpoint import Endpoint
from dazi.types import Tier

TIERS: tuple[Tier, ...] = ("fast", "deep", "vision")
SEES = re.compile(r"vl\b|-vl-|vision|llava|qwen3\.[5-9]|gemma-?[34]|minicpm-v|\dv\b|gpt-4|gpt-5", re.I)
THINKS = re.compile(r"qwen-?3(?!.*(instruct|coder))|glm-4\.[5-9]|deepseek-(r1|v3\.[12]|v4)", re.I)
NOT_CHAT = re.compile(r"embed|bge|rerank|whisper|tts|asr|ocr|image|diffusion", re.I)
SMALL = 4.0  # billions of parameters; below it a model chooses among what people wrote


@dataclass(frozen=True, slots=True)
class Local:
    """A model that a local Ollama has: `billions` of parameters, 0 where it does not say."""

    name: str
    billions: float = 0.0


@dataclass(frozen=True, slots=True)
class Machine:
    """What there is to run a model on: `memory` in GiB (of the machine or of its container), usable `cores`."""

    memory: float
    cores: int


@dataclass(frozen=True, slots=True)
class Probes:
    """How to look; each is called at most once and only when its answer matters. `served` gives the models that an
    address lists with a key: None unreachable, () it lists none, and raises PermissionError for a rejected key."""

    environ: Mapping[str, str]
    served: Callable[[str, str], Sequence[str] | None]
    ollama: Callable[[], Sequence[Local] | None]
    hub: Callable[[Model], str | None]
    cached: Callable[[Model], bool]
    machine: Callable[[], Machine]


@dataclass(frozen=True, slots=True)
class Choice:
    """Endpoints by tier, or the embedded model to run. `why` are codes of dazi/words with their arguments, in the
    order of looking; the last says what was taken."""

    tiers: Mapping[Tier, tuple[Endpoint, ...]] = field(default_factory=dict)
    embedded: Model | None = None
    why: tuple[tuple[str, Mapping[str, object]], ...] = ()


Why = list[tuple[str, Mapping[str, object]]]


@cache
def providers() -> tuple[Mapping[str, Any], ...]:
    """The table of providers.toml."""
    text = files("dazi.models").joinpath("providers.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["provider"])


def discover(probes: Probes, chats: Sequence[Model]) -> Choice:
    """An address of the operator's own in the environment, then a known provider's key, then a local Ollama, else
    the best of `chats` (best first) that the machine can hold and get."""
    why: Why = []
    for look in (_own, _provider, _ollama):
        tiers = look(probes, why)
        if tiers:
            return Choice(tiers, None, tuple(why))
    return Choice({}, _embedded(probes, chats, why), tuple(why))


def _own(probes: Probes, why: Why) -> Mapping[Tier, tuple[Endpoint, ...]]:
    url = probes.environ.get("OPENAI_BASE_URL", "").rstrip("/")
    if not url:
        return {}
    key = probes.environ.get("OPENAI_API_KEY", "")
    listed = _listed(probes, why, "OPENAI_BASE_URL", url, key)
    if listed is None:
        return {}
    chats = [name for name in listed if not NOT_CHAT.search(name)]
    name = probes.environ.get("OPENAI_MODEL") or next(iter(chats), "")
    if not name:
        why.append(("models.why_nameless", {"url": url}))
        return {}
    why.append(("models.why_endpoint", {"url": url, "model": name}))
    extra = {"chat_template_kwargs": {"enable_thinking": False}} if THINKS.search(name) else {}
    return _alike(Endpoint("environment", url, name, key, sees=bool(SEES.search(name)), extra=extra))


def _provider(probes: Probes, why: Why) -> Mapping[Tier, tuple[Endpoint, ...]]:
    for row in providers():
        variable = next((name for name in row["keys"] if probes.environ.get(name)), "")
        if not variable:
            continue
        url = probes.environ.get(row["base"] or "-", row["url"]).rstrip("/")
        if row["name"] == "openai" and probes.environ.get("OPENAI_BASE_URL"):
            continue  # the key belongs to that address, which was looked at first
        listed = _listed(probes, why, variable, url, probes.environ[variable])
        if listed is None:
            continue
        tiers = _tiers(row, url, probes.environ[variable], listed)
        named = ", ".join(f"{tier} {several[0].model}" for tier, several in tiers.items())
        why.append(("models.why_key", {"variable": variable, "provider": row["name"], "models": named}))
        return tiers
    return {}


def _tiers(
    row: Mapping[str, Any], url: str, key: str, listed: Sequence[str]
) -> dict[Tier, tuple[Endpoint, ...]]:
    """The provider's tiers; equal models share one Endpoint object, hence their turns."""
    made: dict[str, Endpoint] = {}
    tiers: dict[Tier, tuple[Endpoint, ...]] = {}
    for tier in TIERS:
        wanted = row[tier]
        if wanted:
            name = next((name for name in wanted if name in listed), wanted[0])
            sees = name in row["vision"]
            endpoint = Endpoint(row["name"], url, name, key, sees=sees, extra=dict(row["extra"]))
            tiers[tier] = (made.setdefault(name, endpoint),)
    return tiers


def _listed(probes: Probes, why: Why, variable: str, url: str, key: str) -> Sequence[str] | None:
    try:
        listed = probes.served(url, key)
    except PermissionError:
        why.append(("models.why_rejected", {"variable": variable, "url": url}))
        return None
    if listed is None:
        why.append(("models.why_silent", {"variable": variable, "url": url}))
    return listed


def _ollama(probes: Probes, why: Why) -> Mapping[Tier, tuple[Endpoint, ...]]:
    listed = probes.ollama()
    if listed is None:
        return {}
    fit = [one for one in listed if not NOT_CHAT.search(one.name)]
    if not fit:
        why.append(("models.why_ollama_empty", {}))
        return {}
    memory = probes.machine().memory
    holds = [one for one in fit if one.billions * 0.7 + 1.5 <= memory] or fit  # 4 bits a weight and some room
    best = max(holds, key=lambda one: one.billions)
    strong = best.billions == 0 or best.billions >= SMALL
    why.append(("models.why_ollama", {"model": best.name}))
    extra = {"reasoning_effort": "none"} if THINKS.search(best.name) else {}
    return _alike(
        Endpoint(
            "ollama",
            ollama_url(probes.environ) + "/v1",
            best.name,
            strength="strong" if strong else "weak",
            sees=bool(SEES.search(best.name)),
            slots=2,
            extra=extra,
        )
    )


def ollama_url(environ: Mapping[str, str]) -> str:
    """Where a local Ollama would answer."""
    host = environ.get("OLLAMA_HOST", "").removeprefix("http://").rstrip("/") or "127.0.0.1:11434"
    host = host.replace("0.0.0.0", "127.0.0.1")
    return f"http://{host}" if ":" in host else f"http://{host}:11434"


def _embedded(probes: Probes, chats: Sequence[Model], why: Why) -> Model | None:
    """The best that fits and is here already or can be got; a smaller one that is here beats none at all."""
    machine = probes.machine()
    fit = [model for model in chats if model.memory <= machine.memory and model.cores <= machine.cores]
    if not fit:
        why.append(("models.why_too_small", {"memory": f"{machine.memory:.1f}"}))
        return None
    if probes.cached(fit[0]):
        why.append(("models.why_cached", {"model": fit[0].name}))
        return fit[0]
    hub = probes.hub(fit[0])
    if hub is not None:
        why.append(("models.why_hub", {"model": fit[0].name, "hub": hub, "memory": f"{machine.memory:.1f}"}))
        return fit[0]
    for model in fit:
        if probes.cached(model):
            why.append(("models.why_cached_offline", {"model": model.name}))
            return model
        if model.sliced:
            why.append(("models.why_registry", {"model": model.name}))
            return model
    why.append(("models.why_nothing", {}))
    return None


def _alike(endpoint: Endpoint) -> Mapping[Tier, tuple[Endpoint, ...]]:
    return {tier: (endpoint,) for tier in TIERS if tier != "vision" or endpoint.sees}
