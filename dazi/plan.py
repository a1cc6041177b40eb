"""Which models serve: the settings' endpoints, the operator's choice, or what this machine and its network offer.
Knows no adapter: it asks `app` for each by name."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from dazi.adapters import adapter
from dazi.config import EndpointSetting, Settings
from dazi.errors import ConfigError
from dazi.house import House, derived
from dazi.types import Lang, Tier
from dazi.words import say


@dataclass(frozen=True, slots=True)
class Plan:
    """Which models serve: endpoints a tier in order, the embedded model's name where one of ours runs, and why
    (codes of dazi/words with arguments)."""

    tiers: Mapping[Tier, Sequence[Any]] = field(default_factory=dict)  # models.Endpoint
    embedded: str = ""
    why: Sequence[tuple[str, Mapping[str, object]]] = ()

    @property
    def name(self) -> str:
        """What to call it in one word."""
        first = next((endpoints[0] for endpoints in self.tiers.values() if endpoints), None)
        return self.embedded or (str(first.model) if first else "")

    def progress(self, lang: Lang) -> str:
        """The progress row of a plan without an embedded model: ready, or failed with why there is none."""
        found = bool(self.name)
        code, arguments = self.why[-1] if self.why else ("models.why_nothing", {})
        row = {
            "name": self.name,
            "phase": "ready" if found else "failed",
            "done": int(found),
            "total": 1,
            "eta": 0,
        }
        return json.dumps({**row, "message": "" if found else say(code, lang, **arguments)})


LOOK_AGAIN = 60.0  # seconds until a machine on which no model was found is looked over again
CHOICE = "model.choice"  # the row that `dazi models use` writes
FOUND = "model.found"  # the embedded model that the model process took: what the worker expects, too
SERVER = "model.url"  # where the embedded server of a running Dazi answers


def plan_for(settings: Settings, chosen: str | None = None, *, look: bool = True) -> Plan:
    """Flag and environment (settings) first, then the operator's choice, then what the environment, this machine and
    its network offer. Blocks while it looks for endpoints, a local Ollama and hubs (three seconds at most each);
    with `look` off only the settings and the choice count."""
    if settings.tiers:
        given = {tier: [_endpoint(one, tier) for one in several] for tier, several in settings.tiers.items()}
        return Plan(given, why=(("models.why_settings", {}),))
    name = (settings.model or chosen or "").removeprefix("embedded:")
    if name:
        return Plan(
            embedded=adapter("model.catalog")().find(name).name, why=(("models.why_chosen", {"name": name}),)
        )
    if not look:
        return Plan()
    found = adapter("model.discover")(adapter("model.probes")(), adapter("model.catalog")().chats)
    return Plan(found.tiers, found.embedded.name if found.embedded else "", found.why)


def _endpoint(given: EndpointSetting, tier: Tier) -> Any:
    key = os.environ.get(given.key_env, "") if given.key_env else ""
    if given.key_env and not key:
        raise ConfigError("error.setting", name=f"tiers.{tier}", detail=f"{given.key_env} is not set")
    price = adapter("model.price")(given.price_in, given.price_out)
    extra: Mapping[str, object] = given.extra
    if not extra and adapter("model.thinks").search(given.model):
        extra = {"chat_template_kwargs": {"enable_thinking": False}}
    return adapter("model.endpoint")(
        name=given.model, url=given.base_url.rstrip("/"), model=given.model, key=key, strength=given.strength,
        slots=given.slots, price=price, sees=given.sees or tier == "vision", extra=extra,
    )  # fmt: skip


def embedded_endpoint(settings: Settings, name: str, port: int) -> Any:
    """The endpoint of our own model server on a loopback port."""
    model = adapter("model.catalog")().find(name)
    extra = {"chat_template_kwargs": {"enable_thinking": False}} if model.thinks else {}
    return adapter("model.endpoint")(
        name="embedded", url=f"http://127.0.0.1:{port}/v1", model=name, key=derived(settings, "model"),
        strength=model.strength, sees=model.sees, slots=2, extra=extra, embedded=True,
    )  # fmt: skip


def tiers_for(plan: Plan, settings: Settings, port: int) -> Any:
    """The models.Tiers of a plan; `port` is where the embedded server answers or will."""
    endpoints = dict(plan.tiers)
    if plan.embedded:
        endpoints = {"fast": [embedded_endpoint(settings, plan.embedded, port)]}
    made: dict[int, Any] = {}
    for one in (one for several in endpoints.values() for one in several):
        if id(one) not in made:  # equal models share an endpoint, and so their turns
            made[id(one)] = adapter("model.openai")(one)
    adapters = {tier: [made[id(one)] for one in several] for tier, several in endpoints.items()}
    return adapter("model.tiers")(adapters, seconds=_seconds(plan, settings))


def _seconds(plan: Plan, settings: Settings) -> dict[Tier, float]:
    """How long a call may take, by tier: the settings' word, and more patience for a model on this machine."""
    seconds: dict[Tier, float] = {"fast": 90.0 if plan.embedded else 30.0, "deep": 120.0, "vision": 120.0}
    for tier, given in settings.tiers.items():
        seconds[tier] = max((one.timeout for one in given), default=seconds[tier])
    return seconds


@asynccontextmanager
async def models_at_hand(house: House) -> AsyncIterator[Any]:
    """The settings' endpoints or the running Dazi's own server; None where there is neither. Starts nothing."""
    plan = plan_for(house.settings, await house.switches.get(CHOICE), look=False)
    running = await house.switches.get(SERVER) or ""
    if not plan.tiers and running:
        plan = Plan(embedded=plan.embedded or await house.switches.get(FOUND) or "")
    if not plan.name:
        yield None
        return
    tiers = tiers_for(plan, house.settings, int(running.rpartition(":")[2] or 0))
    try:
        yield tiers if await tiers.ready() else None
    finally:
        await tiers.close()


@asynccontextmanager
async def models_for(
    house: House, told: Callable[[dict[str, Any]], None] = lambda line: None
) -> AsyncIterator[Any]:
    """Models for a command: the running Dazi's server where there is one, else a child of our own until the end."""
    settings = house.settings
    plan = plan_for(settings, await house.switches.get(CHOICE))
    port, task = 0, None
    if plan.embedded:
        running = await house.switches.get(SERVER) or ""
        port = int(running.rpartition(":")[2] or 0)
        tiers = tiers_for(plan, settings, port)
        if not port or not await tiers.ready():
            await tiers.close()
            child = adapter("model.child")(
                plan.embedded,
                adapter("model.free_port")(),
                derived(settings, "model"),
                told,
            )
            task = await adapter("model.until_ready")(child)
            port = child.port
    tiers = tiers_for(plan, settings, port)
    await tiers.ready()
    try:
        yield tiers
    finally:
        await tiers.close()
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
