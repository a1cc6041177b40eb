"""The worker process (`dazi worker`, started by `dazi run`): takes mentions from the platforms and answers them."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import click
import structlog

from dazi import log, metrics
from dazi.app import (
    CHOICE,
    FOUND,
    House,
    Plan,
    Speaker,
    opened,
    pipeline_for,
    plan_for,
    platforms_for,
    speaker_for,
    tiers_for,
)
from dazi.config import Settings, load
from dazi.errors import DaziError
from dazi.ports import Chat, Platform
from dazi.supervise import die_with_parent
from dazi.text.mentions import called
from dazi.types import Call, Mention, Message, Prompt
from dazi.web.status import BEAT, PROGRESS
from dazi.worker import Worker

_log = structlog.get_logger("dazi.worker")


class Models:
    """The tiers in use, exchanged when the operator chooses others; what the pipeline records calls with."""

    def __init__(self, house: House, settings: Settings, port: int) -> None:
        self._house, self._settings, self._port = house, settings, port
        self.plan = Plan()
        self._wanted: tuple[str | None, str | None] = (None, None)
        self._tiers: Any = None

    def recording(self, sink: Callable[[Call], None]) -> Chat:
        """A chat of the tiers in use now."""
        chat: Chat = self._tiers.recording(sink)
        return chat

    async def choose(self) -> bool:
        """Take the operator's choice over, or the embedded model that the model process settled on; True when it
        changed. Calls in flight end with the old tiers."""
        rows = await self._house.switches.all("model.")
        wanted = (rows.get(CHOICE), rows.get(FOUND))
        if self._tiers is not None and wanted == self._wanted:
            return False
        plan = self.plan
        if self._tiers is None or wanted[0] != self._wanted[0]:
            plan = await asyncio.to_thread(plan_for, self._settings, wanted[0])
        if plan.embedded and not wanted[0] and not self._settings.model and wanted[1]:
            plan = replace(plan, embedded=wanted[1])
        self._tiers, self.plan, self._wanted = tiers_for(plan, self._settings, self._port), plan, wanted
        _log.info("models", name=plan.name, embedded=bool(plan.embedded))
        return True

    async def watch(self, speaker: Speaker) -> None:
        """Every half second: the choice, and whether the embedded server answers; its prompts are read beforehand."""
        warmed = False
        while True:
            with suppress(DaziError):
                warmed = warmed and not await self.choose()
            ready = await self._tiers.ready()
            if not self.plan.embedded and not warmed:
                line = {"name": self.plan.name, "phase": "ready", "done": 1, "total": 1, "eta": 0}
                await self._house.switches.put(PROGRESS, json.dumps(line))
                warmed = True
            elif ready and not warmed:
                warmed = True
                await self._tiers.warm(
                    "fast", [_warm(speaker, skill) for skill in ("write", "translate", "answer")]
                )
            await asyncio.sleep(0.5 if ready else 0.25)

    async def close(self) -> None:
        await self._tiers.close()


def _warm(speaker: Speaker, skill: str) -> Prompt:
    return Prompt(speaker.voice.stable(skill, "zh"), (Message("user", "在吗"),), "warm")


def wanted(speaker: Speaker, settings: Settings) -> Callable[[Mention], bool]:
    """Which comments call us: our handle, or (where the platform's setting says so) a direct reply to us."""

    def calls(mention: Mention) -> bool:
        given = settings.platforms.get(mention.platform)
        return called(mention, speaker.handles, replies=given.replies if given else True)

    return calls


def _meter(name: str, value: float = 1.0, /, **labels: str) -> None:
    if name == "retried":
        metrics.retries.labels(labels.get("error", "")).inc(value)
    elif name in ("accepted", "ignored", "buried", "lost", "failed", "swept"):
        metrics.worker_events.labels(name).inc(value)


async def _beat(house: House) -> None:
    """A heartbeat that /readyz looks for, and the hourly clean-up of expired words."""
    cleaned = 0.0
    while True:
        with suppress(DaziError):
            await house.switches.put(BEAT, str(time.time()))
            if time.monotonic() - cleaned > 3600:
                cleaned = time.monotonic()
                await house.records.expire(datetime.now(UTC))
        await asyncio.sleep(5)


@click.command()
@click.option("--model-port", type=int, default=0)
def worker(model_port: int) -> None:
    """工作进程，由 dazi run 带起来。The worker process, started by dazi run."""
    die_with_parent()
    settings = load()
    log.configure("worker", words=settings.log_words)
    asyncio.run(_work(settings, model_port))


async def _work(settings: Settings, model_port: int) -> None:
    house, speaker = opened(settings), speaker_for(settings)
    models = Models(house, settings, model_port)
    await models.choose()
    pipeline = pipeline_for(house, models, speaker)
    platforms: dict[str, Platform] = platforms_for(settings, speaker)
    run = Worker(
        house.store, house.queue, platforms, pipeline.answer, wanted=wanted(speaker, settings),
        bursts=settings.in_flight, settle=settings.settle, meter=_meter,
    )  # fmt: skip
    aside = [asyncio.create_task(_beat(house)), asyncio.create_task(models.watch(speaker))]
    try:
        await run.run()
    finally:
        for task in aside:
            task.cancel()
        await asyncio.gather(*aside, return_exceptions=True)
        for platform in platforms.values():
            await platform.close()
        await models.close()
        house.database.close()
