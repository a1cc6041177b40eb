"""The plaza's own little trend: sample comments in which one phrase spreads, and what bursts.py finds in them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources

from dazi.bonds import Tone, Trend
from dazi.trends.bursts import Bursts

SAMPLE = "sample"  # the source under which the operator sees it
LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sample comment: under which film, by whom (a name of the plaza's samples), how long ago."""

    film: str
    by: str
    text: str
    minutes_ago: int


@dataclass(frozen=True, slots=True)
class Script:
    """The comments, oldest first, and the phrase that spreads in them."""

    phrase: str
    meaning: str
    tone: Tone
    comments: tuple[Spoken, ...]


@cache
def script() -> Script:
    """The one that ships."""
    row = tomllib.loads(resources.files("dazi.trends").joinpath("demo.toml").read_text("utf-8"))
    said = [Spoken(one["film"], one["by"], one["text"], one["ago"]) for one in row["comments"]]
    said.sort(key=lambda one: -one.minutes_ago)
    return Script(row["phrase"], row["meaning"], row["tone"], tuple(said))


def rehearsed(common: Mapping[str, int], at: datetime) -> tuple[Trend, ...]:
    """What rises among the sample comments for a listener who knows what is `common`; marked as a sample."""
    told, bursts = script(), Bursts(common)
    for one in told.comments:
        bursts.hear(one.by, one.film, one.text, at - timedelta(minutes=one.minutes_ago))
    return tuple(
        Trend(
            rise.phrase,
            told.meaning if rise.phrase == told.phrase else "",
            told.tone,
            min(1.0, rise.members / 20),
            SAMPLE,
            rise.since,
            at + LASTS,
            rise.members,
        )
        for rise in bursts.rising(at)
    )
