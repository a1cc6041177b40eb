"""The worker process (`dazi worker`, started by `dazi run`): takes mentions from the platforms and answers them."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import click
import structlog

from dazi import log, metrics, spans
from dazi.adapters import adapter
from dazi.app import counted, pipeline_for
from dazi.bonds import Memory, Trends
from dazi.config import Settings, load
from dazi.house import House, Speaker, memory_for, opened, platforms_for, rehearse, speaker_for, trends_for
from dazi.plan import CHOICE, FOUND, LOOK_AGAIN, Plan, plan_for, tiers_for
from dazi.ports import Chat, Platform
from dazi.sight import UNUSED, album_for, watch_for
from dazi.supervise import die_with_parent
from dazi.text.held import follow
from dazi.text.mentions import called
from dazi.types import Call, Mention
from dazi.web.status import BEAT, PROGRESS
from dazi.worker import Worker, ended, forever

PLAYED = "trends.sample"  # that the plaza's own little trend was played through
RETIRED = 900.0  # seconds after which no burst in work still uses tiers that were exchanged

_log = structlog.get_logger("dazi.worker")


class Models:
    """The tiers in use, exchanged when the operator chooses others; what the pipeline records calls with."""

    def __init__(self, house: House, settings: Settings, port: int) -> None:
        self._house, self._settings, self._port = house, settings, port
        self.plan = Plan()
        self._found = Plan()  # what this process found, before the model process had its say
        self._looked = 0.0
        self._wanted: tuple[str | None, str | None] = (None, None)
        self._tiers: Any = None
        self._old: list[tuple[float, Any]] = []
        self._told = False

    def recording(self, sink: Callable[[Call], None]) -> Chat:
        """A chat of the tiers in use now."""
        chat: Chat = self._tiers.recording(sink)
        return chat

    @property
    def tiers(self) -> Any:
        """The tiers in use now."""
        return self._tiers

    async def choose(self) -> bool:
        """Take the operator's choice over, or the embedded model that the model process settled on; True when it
        changed. Where nothing was found, look again each minute. Bursts in flight end with the old tiers."""
        rows = await self._house.switches.all("model.")
        wanted = (rows.get(CHOICE), rows.get(FOUND))
        now = time.monotonic()
        again = not self.plan.name and now - self._looked > LOOK_AGAIN
        if self._tiers is None or again or wanted[0] != self._wanted[0]:
            self._looked = now
            self._found = await asyncio.to_thread(plan_for, self._settings, wanted[0])
        elif wanted == self._wanted:
            return False
        self._wanted, plan = wanted, self._found
        if not plan.tiers and not wanted[0] and not self._settings.model and wanted[1]:
            plan = replace(plan, embedded=wanted[1])
        if self._tiers is not None and plan == self.plan:
            return False
        if self._tiers is not None:
            self._old.append((now + RETIRED, self._tiers))
        self._tiers, self.plan = tiers_for(plan, self._settings, self._port), plan
        _log.info("models", name=plan.name, embedded=bool(plan.embedded))
        return True

    async def watch(self, speaker: Speaker) -> None:
        """Every half second: the choice, and whether the embedded server answers; its prompts are read beforehand."""
        while True:
            await asyncio.sleep(0.5 if await self.step(speaker) else 0.25)

    async def step(self, speaker: Speaker) -> bool:
        """One look; whether a model answers."""
        if await self.choose():
            self._told = False
        while self._old and self._old[0][0] < time.monotonic():
            await self._old.pop(0)[1].close()
        ready = bool(await self._tiers.ready())
        if self._told:
            return ready
        if not self.plan.embedded:
            await self._house.switches.put(PROGRESS, self.plan.progress(self._settings.lang))
            self._told = True
        elif ready:
            self._told = True
            await self._tiers.warm("fast", adapter("skills.warm")(speaker.voice))
        return ready

    async def close(self) -> None:
        for _, tiers in self._old:
            await tiers.close()
        await self._tiers.close()


def wanted(speaker: Speaker, settings: Settings) -> Callable[[Mention], bool]:
    """Which comments call us: our handle, or (where the platform's setting says so) a direct reply to us."""

    def calls(mention: Mention) -> bool:
        given = settings.platforms.get(mention.platform)
        replies = given.replies if given else True
        return called(mention, speaker.handles, replies=replies, names=mention.names)

    return calls


def _meter(name: str, value: float = 1.0, /, **labels: str) -> None:
    if name == "retried":
        metrics.retries.labels(labels.get("error", "")).inc(value)
    elif name in ("accepted", "ignored", "buried", "lost", "failed", "swept"):
        metrics.worker_events.labels(name).inc(value)
    if name in ("buried", "failed"):
        outcome = "dead" if name == "buried" else "failed"
        metrics.mentions.labels(outcome, labels.get("error", "")).inc(value)


async def _beat(house: House) -> None:
    """A heartbeat that /readyz looks for."""
    while True:
        await house.switches.put(BEAT, str(time.time()))
        await asyncio.sleep(5)


async def _clean(house: House) -> None:
    """The hourly clean-up of expired words and of digests that nobody used for long."""
    digests = adapter("store.digests")(house.database)
    while True:
        await house.records.expire(datetime.now(UTC))
        await digests.evict(time.time() - UNUSED)
        await asyncio.sleep(3600)


def _listening(trends: Trends, calls: Callable[[Mention], bool]) -> Callable[[Mention], bool]:
    """`calls`, while every comment is counted for what rises among them."""

    def heard(mention: Mention) -> bool:
        trends.heard(mention)
        return calls(mention)

    return heard


async def first_day(house: House, speaker: Speaker) -> None:
    """Where the sample community is all there is, it plays a trend through, once."""
    if tuple(house.settings.platforms) == ("plaza",) and await house.switches.get(PLAYED) is None:
        await rehearse(house, speaker)
        await house.switches.put(PLAYED, "yes", by="worker")


async def _trends(trends: Trends, house: House, speaker: Speaker) -> None:
    """Feeds and rising phrases, each minute."""
    await first_day(house, speaker)
    while True:
        await trends.gather(datetime.now(UTC))
        await asyncio.sleep(60)


async def _learn(memory: Memory, busy: Callable[[], bool]) -> None:
    """What members told, drawn from ended talks while nobody waits, and at least once in ten rounds."""
    rounds = 0
    while True:
        await asyncio.sleep(1)
        rounds += 1
        if not busy() or rounds % 10 == 0:
            await memory.learn()


@click.command()
@click.option("--model-port", type=int, default=0)
def worker(model_port: int) -> None:
    """工作进程，由 dazi run 带起来。The worker process, started by dazi run."""
    die_with_parent()
    settings = load()
    log.configure("worker", words=settings.log_words)
    if os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT") or os.environ.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"):
        adapter("spans.export")("worker")
    asyncio.run(_work(settings, model_port))


async def _work(settings: Settings, model_port: int) -> None:
    house, speaker = opened(settings), speaker_for(settings)
    models = Models(house, settings, model_port)
    await models.choose()
    platforms: dict[str, Platform] = platforms_for(settings, speaker)
    eyes = watch_for(
        house, lambda: models.tiers, lambda: models.recording(counted(lambda call: None)), platforms,
        lambda: run.in_flight > 0,
    )  # fmt: skip
    trends = trends_for(house, speaker)
    pipeline = pipeline_for(house, models, speaker, eyes=eyes if settings.eyes else None, album=album_for())
    run = Worker(
        house.store, house.queue, platforms, spans.mentioned(pipeline.answer), wanted=_listening(trends, wanted(speaker, settings)),
        bursts=settings.in_flight, settle=settings.settle, meter=_meter,
    )  # fmt: skip
    aside = [
        forever("beat", partial(_beat, house), 5),
        forever("clean", partial(_clean, house)),
        forever("trends", partial(_trends, trends, house, speaker)),
        forever(
            "learn",
            partial(
                _learn,
                memory_for(house, speaker, lambda: models.recording(counted(lambda call: None))),
                lambda: run.in_flight > 0,
            ),
        ),
        forever("forgotten", partial(follow, house.wishes.forgetting), 5),
        forever("models", partial(models.watch, speaker), 5),
        *([forever("eyes", eyes.run)] if settings.eyes else ()),
    ]
    indexing = asyncio.create_task(asyncio.to_thread(speaker.lines.warm))
    try:
        await run.run()
    finally:
        await ended([*aside, indexing])
        for platform in platforms.values():
            await platform.close()
        await models.close()
        house.database.close()
