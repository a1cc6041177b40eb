"""What the processes of an installation share: its store, who speaks, what is remembered and drawn; no way of a mention.

Without the pipeline and the skills, so that `dazi run` and the web's process start in half the time."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from dazi.adapters import Late, adapter
from dazi.bonds import Memory, Trend, Trends
from dazi.config import PlatformSetting, Settings, secret
from dazi.errors import ConfigError
from dazi.pictures import Marker, Painter
from dazi.ports import Chat, Platform, Queue, Records, Switchboard, Wishes
from dazi.safety.classify import asked
from dazi.safety.crisis import grief, risk
from dazi.safety.injection import canary

# Which painters there are without any settings, best first for each stroke.
PAINTERS = ("painter.stickers", "painter.touch", "painter.reveals")
TREND = "switch.trend."  # switches of single sources
MARKS = "marks"  # the folder, beside the database, with the chain that signs our pictures


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


def speaker_for(settings: Settings, *, at_once: bool = True) -> Speaker:
    """The persona of the settings, looked up in the operator's folders first. Reading its lines takes most of a second:
    not `at_once`, they are read when first asked for, and what is wrong in them is told only then."""
    persona = adapter("persona.load")(settings.persona, settings.personas)
    word = canary(secret(settings.data), persona.name)

    def lines() -> Any:
        read = adapter("persona.repertoire").load(persona.repertoire, adapter("text.encoder")())
        return adapter("persona.shelf")(read)

    return Speaker(persona.guarded(word), lines() if at_once else Late(lines), word)


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

    return cast(Painter, Late(made))


def painters_of(settings: Settings) -> list[tuple[str, Painter]]:
    """Each painter with its name, in the order in which they are asked. ConfigError where a setting cannot be."""
    far = [(one.name, one) for one in adapter("painter.remote")(settings.images, os.environ)]
    return [*far, *((name.partition(".")[2], adapter(name)()) for name in PAINTERS)]


def marker_for(settings: Settings) -> Marker:
    """What labels this installation's pictures and reads their labels."""
    return cast(Marker, Late(lambda: adapter("marks.labels")(settings.data / MARKS)))


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
