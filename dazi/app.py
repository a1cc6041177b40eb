"""The pipeline of an installation, built of the parts that its settings name; imports no adapter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

import structlog

from dazi import metrics, spans
from dazi.adapters import adapter
from dazi.house import House, Speaker, feed_for, marker_for, memory_for, painter_for, trends_for
from dazi.pictures import Billed
from dazi.pipeline import Pipeline
from dazi.ports import (
    Eyes,
    Runner,
    Skill,
)
from dazi.routing import deciding, of_self
from dazi.safety.admit import Limits
from dazi.safety.crisis import risk
from dazi.safety.privacy import mask
from dazi.safety.release import POLICY
from dazi.types import Call, Mention, Receipt

_log = structlog.get_logger("dazi.app")


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


def _runner() -> Runner:
    made: Runner = adapter("runner.sandbox")()
    return made
