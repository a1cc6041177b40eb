"""The only file that knows concrete adapters: one table of names, and what is built of them."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, cast

import structlog

from dazi import metrics, spans
from dazi.bonds import Memory, Trend, Trends
from dazi.config import PlatformSetting, Settings, secret
from dazi.errors import ConfigError
from dazi.pictures import Billed, Marker, Painter
from dazi.pipeline import Pipeline
from dazi.ports import (
    Chat,
    Eyes,
    Platform,
    Queue,
    Records,
    Runner,
    Skill,
    Switchboard,
    Wishes,
)
from dazi.routing import deciding, of_self
from dazi.safety.admit import Limits
from dazi.safety.classify import asked
from dazi.safety.crisis import grief, risk
from dazi.safety.injection import canary
from dazi.safety.privacy import mask
from dazi.safety.release import POLICY
from dazi.types import Call, Mention, Receipt

_log = structlog.get_logger("dazi.app")

# name -> "module:attribute", loaded when it is configured; entry points of the group "dazi" join the same table.
ADAPTERS: dict[str, str] = {
    "platform.plaza": "dazi.platforms.plaza:Plaza",
    "platform.scratch": "dazi.platforms.scratch:Scratch",
    "store.database": "dazi.store.database:Database",
    "store.mentions": "dazi.store.mentions:Mentions",
    "store.switches": "dazi.store.switches:Switches",
    "store.wishes": "dazi.store.wishes:Wishes",
    "store.records": "dazi.store.records:Records",
    "store.operators": "dazi.store.operators:Operators",
    "store.ledger": "dazi.store.ledger:Ledger",
    "store.assets": "dazi.store.assets:Assets",
    "store.digests": "dazi.store.digests:Digests",
    "store.facts": "dazi.store.facts:Facts",
    "memory": "dazi.memory.memory:Memory",
    "memory.drawn": "dazi.memory.drawn:Drawn",
    "store.trends": "dazi.store.trends:TrendRows",
    "store.clips": "dazi.store.clips:Clips",
    "feed": "dazi.feed.feed:Feed",
    "trends": "dazi.trends.trends:Trends",
    "trends.source": "dazi.trends.feeds:Source",
    "trends.background": "dazi.trends.bursts:background",
    "search": "dazi.search.searxng:Searxng",
    "trends.demo": "dazi.trends.demo:rehearsed",
    "queue.embedded": "dazi.queue.embedded:Embedded",
    "model.openai": "dazi.models.openai:OpenAI",
    "model.tiers": "dazi.models.tiers:Tiers",
    "model.endpoint": "dazi.models.endpoint:Endpoint",
    "model.price": "dazi.models.endpoint:Price",
    "model.catalog": "dazi.models.catalog:catalog",
    "model.child": "dazi.models.child:Child",
    "model.until_ready": "dazi.models.child:until_ready",
    "model.free_port": "dazi.models.child:free_port",
    "model.discover": "dazi.models.discover:discover",
    "model.thinks": "dazi.models.discover:THINKS",
    "model.probes": "dazi.models.probes:probes",
    "video.maker": "dazi.video.make:Maker",
    "video.glimpse": "dazi.video.glimpse:glimpse",
    "video.ears": "dazi.video.hear_endpoint:Endpoint",
    "video.ears_sense": "dazi.video.hear_sense:SenseVoice",
    "runner.sandbox": "dazi.sandbox.runner:Sandbox",
    "painter.any": "dazi.models.painters:Painters",
    "painter.stickers": "dazi.stickers.painter:Stickers",
    "painter.careful": "dazi.safety.careful:Careful",
    "painter.touch": "dazi.touch.painter:Touch",
    "faces.find": "dazi.faces.find:find",
    "painter.reveals": "dazi.reveals.painter:Reveals",
    "painter.remote": "dazi.models.images_found:remote",
    "kolors.studio": "dazi.models.kolors:Kolors",
    "album.finder": "dazi.album.finder:Finder",
    "marks.labels": "dazi.marks.marker:Labels",
    "decide.local": "dazi.decide:Decider",
    "persona.load": "dazi.persona.persona:load",
    "persona.repertoire": "dazi.persona.repertoire:Repertoire",
    "memory.sense": "dazi.memory.sense:Sense",
    "text.encoder": "dazi.text.meaning:shared",
    "persona.shelf": "dazi.persona.shelf:Shelf",
    "spans.export": "dazi.otlp:start",
    "skills": "dazi.skills:SKILLS",
    "skills.speaks_of": "dazi.skills.watched:speaks_of",
    "skills.warm": "dazi.skills.warm:prefixes",
}
# Which painters there are without any settings, best first for each stroke.
PAINTERS = ("painter.stickers", "painter.touch", "painter.reveals")
TREND = "switch.trend."  # switches of single sources
MARKS = "marks"  # the folder, beside the database, with the chain that signs our pictures
# What an adapter needs that is not in the main installation.
EXTRAS: dict[str, str] = {"spans.export": "otel", "video.ears_sense": "ears", "kolors.studio": "kolors"}


def adapter(name: str) -> Any:
    """The class or function behind a name of the table. ConfigError for an unknown one, and with the command to
    install it where an extra is missing."""
    table = {**ADAPTERS, **{point.name: point.value for point in entry_points(group="dazi")}}
    if name not in table:
        known = ", ".join(sorted(table))
        raise ConfigError("error.not_found", what=f"adapter {name!r} ({known})")
    module, _, attribute = table[name].partition(":")
    try:
        return getattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError as missing:
        extra = EXTRAS.get(name, missing.name or module)
        raise ConfigError("error.extra", command=f"pip install 'dazi[{extra}]'") from missing


@dataclass(frozen=True, slots=True)
class House:
    """The store's side of a process: open it once, close `database` at the end."""

    settings: Settings
    database: Any
    store: Any  # ports.Store and what the worker needs beside it
    switches: Switchboard
    wishes: Wishes
    records: Records
    queue: Queue


def opened(settings: Settings, path: Path | None = None) -> House:
    """The store of these settings (or of another file), brought up to date."""
    database = adapter("store.database").open(path or settings.database)
    keep = timedelta(days=settings.keep_days)
    return House(
        settings=settings,
        database=database,
        store=adapter("store.mentions")(
            database, keep_words=keep, keep_mentions=keep, zone=settings.timezone
        ),
        switches=adapter("store.switches")(database),
        wishes=adapter("store.wishes")(database),
        records=adapter("store.records")(database),
        queue=adapter("queue.embedded")(database),
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the voice with its canary woven in, and its lines."""

    voice: Any  # persona.Persona, a ports.Voice
    lines: Any  # persona.Shelf, a ports.Lines
    canary: str

    @property
    def name(self) -> str:
        return str(self.voice.name)

    @property
    def handle(self) -> str:
        return str(self.voice.handle)

    @property
    def handles(self) -> tuple[str, ...]:
        """All that calls it; the first is the one it goes by."""
        return (self.voice.handle, *self.voice.aliases)


def speaker_for(settings: Settings) -> Speaker:
    """The persona of the settings, looked up in the operator's folders first."""
    persona = adapter("persona.load")(settings.persona, settings.personas)
    word = canary(secret(settings.data), persona.name)
    lines = adapter("persona.shelf")(
        adapter("persona.repertoire").load(persona.repertoire, adapter("text.encoder")())
    )
    return Speaker(persona.guarded(word), lines, word)


def counted(sink: Callable[[Call], None]) -> Callable[[Call], None]:
    """A sink that counts each call for /metrics before it passes it on."""

    def note(call: Call) -> None:
        metrics.model_calls.labels(call.tier, call.model, call.error or "ok").inc()
        metrics.model_seconds.labels(call.tier).observe(call.took_ms / 1000)
        for kind, count in (
            ("in", call.usage.tokens_in),
            ("out", call.usage.tokens_out),
            ("cached", call.usage.cached),
        ):
            if count:
                metrics.tokens.labels(call.tier, kind).inc(count)
        spans.called(call)
        sink(call)

    return note


def pipeline_for(
    house: House,
    tiers: Any,
    speaker: Speaker,
    *,
    limits: Limits | None = None,
    eyes: Eyes | None = None,
    album: Any = None,
) -> Pipeline:
    """The way of a mention over these parts. `tiers` has `recording(sink) -> Chat`, `album` `over(platform) -> Album`
    (without one pictures are found, and nothing is told of videos' frames)."""
    settings = house.settings
    decider = adapter("decide.local")(encoder=adapter("text.encoder")())
    skills: Mapping[str, Skill] = adapter("skills")
    given = settings.limits

    def urgent(text: str) -> bool:
        return risk(text) or bool(of_self(text)) or decider.local(text).path in ("crisis", "control")

    prompt = hashlib.sha256(
        speaker.voice.stable("chat", "zh").replace(speaker.canary, "").encode()
    ).hexdigest()[:10]
    return Pipeline(
        store=house.store,
        wishes=house.wishes,
        switches=house.switches,
        lines=speaker.lines,
        voice=speaker.voice,
        runner=_runner(),
        record=lambda sink: tiers.recording(counted(sink)),
        decide=deciding(decider, adapter("skills.speaks_of")),
        skills=skills,
        urgent=urgent,
        handles=speaker.handles,
        limits=limits or Limits(**given.model_dump()),
        canary=speaker.canary,
        keep_days=settings.keep_days,
        versions={"prompt": prompt, "classifier": str(getattr(decider, "version", "")), "policy": POLICY},
        clock=lambda: datetime.now(UTC).astimezone(settings.timezone),
        observe=_observed,
        spend=house.store.spend,
        ended=_ended(settings.log_words),
        eyes=eyes,
        memory=memory_for(house, speaker),
        trends=trends_for(house, speaker),
        feed=feed_for(house),
        search=adapter("search")(settings.search, mask) if settings.search else None,
        painter=painter_for(settings, getattr(album, "look", None)),
        paints=lambda painter, sink: cast(Billed, painter).recording(counted(sink)),
        marker=marker_for(settings),
        assets=adapter("store.assets")(settings.data / "outbox", settings.keep_days),
        album=(album or adapter("album.finder")()).over,
    )


def _observed(stage: str, milliseconds: float) -> None:
    metrics.observe_stage(stage, milliseconds)
    spans.observe(stage, milliseconds)


def _ended(words: bool) -> Callable[[Receipt, tuple[Mention, ...], str], None]:
    """Counts each receipt for /metrics and, where the operator asked for words, logs what was said to what."""

    def note(receipt: Receipt, burst: tuple[Mention, ...], said: str) -> None:
        metrics.mentions.labels(receipt.outcome, receipt.reason).inc(len(burst))
        if words:
            _log.info(
                "receipt", comment=burst[-1].comment, outcome=receipt.outcome, reason=receipt.reason,
                skill=receipt.skill, text="\n".join(one.text for one in burst), reply=said,
            )  # fmt: skip

    return note


class _Late:
    """An adapter that is imported when it is first used: no start waits for codecs that the first picture needs."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = cache(make)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._make(), name)


def memory_for(
    house: House, speaker: Speaker, chat: Callable[[], Chat | None] | None = None, **more: Any
) -> Memory:
    """What members told the companion, over this house's store; with a `chat` that may be strong, drawn by it too."""
    facts, drawn = adapter("store.facts")(house.database), adapter("memory.drawn")(chat) if chat else None
    given = {"zone": house.settings.timezone, "drawn": drawn, "fit": _playful, "sense": adapter("memory.sense")(adapter("text.encoder")), **more}  # fmt: skip
    return cast(Memory, adapter("memory")(facts, speaker.handles, **given))


def _playful(text: str) -> bool:
    return not (risk(text) or grief(text) or asked(text, sure=False))


def feed_for(house: House) -> Any:
    """The feed over this house's store: a bonds.Feed, which also learns and takes clips and signals."""
    return adapter("feed")(adapter("store.clips")(house.database), house.settings.lang)


def trends_for(house: House, speaker: Speaker) -> Trends:
    """What is on everybody's lips, over this house's store and the settings' feeds."""

    async def switches() -> Mapping[str, str]:
        rows = await house.switches.all(TREND)
        return {name.removeprefix(TREND): value for name, value in rows.items()}

    source = adapter("trends.source")
    made: Trends = adapter("trends")(
        adapter("store.trends")(house.database),
        [source(one.name, one.url, one.minutes, one.light) for one in house.settings.trends],
        allowed=_playful,
        switches=switches,
        common=lambda: _common(speaker),
    )
    return made


def _common(speaker: Speaker) -> Mapping[str, int]:
    """What is no news in comments: phrases of what the persona's lines answer."""
    said = (say for line in speaker.lines.repertoire.lines for say in line.say)
    return cast(Mapping[str, int], adapter("trends.background")(said))


async def rehearse(house: House, speaker: Speaker) -> tuple[Trend, ...]:
    """Play the plaza's sample comments through and keep what rises in them, marked as a sample."""
    found = await asyncio.to_thread(lambda: adapter("trends.demo")(_common(speaker), datetime.now(UTC)))
    await adapter("store.trends")(house.database).put(found)
    return cast("tuple[Trend, ...]", found)


def painter_for(settings: Settings, look: Any = None) -> Painter:
    """All that makes pictures here, as one: what the settings name first, then what is built in. What is wished of a
    picture is checked, and what came of it; `look` reads what is written there. ConfigError where a place cannot be."""
    if settings.images:
        adapter("painter.remote")(settings.images, os.environ)  # a key that is missing is told at the start

    def made() -> Any:
        any_of, all_ = adapter("painter.any"), [one for _, one in painters_of(settings)]
        return adapter("painter.careful")(any_of(all_), look, any_of(all_[-len(PAINTERS) :]))

    return cast(Painter, _Late(made))


def painters_of(settings: Settings) -> list[tuple[str, Painter]]:
    """Each painter with its name, in the order in which they are asked. ConfigError where a setting cannot be."""
    far = [(one.name, one) for one in adapter("painter.remote")(settings.images, os.environ)]
    return [*far, *((name.partition(".")[2], adapter(name)()) for name in PAINTERS)]


def marker_for(settings: Settings) -> Marker:
    """What labels this installation's pictures and reads their labels."""
    return cast(Marker, _Late(lambda: adapter("marks.labels")(settings.data / MARKS)))


def _runner() -> Runner:
    made: Runner = adapter("runner.sandbox")()
    return made


def platforms_for(settings: Settings, speaker: Speaker) -> dict[str, Platform]:
    """The communities of the settings, by name; the plaza of this machine needs no further word."""
    found: dict[str, Platform] = {}
    for name, given in settings.platforms.items():
        url = given.url or f"http://127.0.0.1:{settings.port}"
        found[name] = adapter(f"platform.{given.kind}")(
            url, token_for(settings, given), handle=speaker.handle, name=name
        )
    return found


def token_for(settings: Settings, given: PlatformSetting) -> str:
    """The platform's token: from the environment where the setting names a variable, else the plaza's own, which
    web and worker both derive from the installation's secret."""
    if given.token_env:
        if token := os.environ.get(given.token_env):
            return token
        raise ConfigError(
            "error.setting", name=f"platforms.{given.kind}.token_env", detail=f"{given.token_env} is not set"
        )
    return derived(settings, "plaza")


def derived(settings: Settings, purpose: str) -> str:
    """A key for one purpose, derived from the installation's secret."""
    return hashlib.sha256(f"{secret(settings.data)}|{purpose}".encode()).hexdigest()
