"""The one table of concrete adapters: name -> where it is, loaded when it is configured."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from dazi.errors import ConfigError

# name -> "module:attribute"; entry points of the group "dazi" join the same table.
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


class Late:
    """An adapter that is imported when it is first used: no start waits for codecs that the first picture needs."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = cache(make)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._make(), name)
