"""`dazi on` and `dazi off`: switches that act within a second; for all, a platform, a video, a skill, a source."""

from __future__ import annotations

import asyncio

import click

from dazi.cli.output import speech
from dazi.config import Settings, load
from dazi.errors import BadInput
from dazi.house import TREND, opened
from dazi.types import SKILLS


def _set(value: str, source: str, platform: str | None, video: str | None, skill: str | None) -> None:
    settings = load()
    if skill and (source or platform or video):
        raise BadInput("error.usage", detail="--skill …")
    if skill:
        name = f"switch.skill.{skill}"
    elif source:
        name = _source(source, settings)
    elif video and not platform:
        raise BadInput("error.usage", detail="--video … --platform …")
    else:
        name = "switch." + (".".join(part for part in (platform, video) if part) or "all")
    house = opened(settings)
    try:
        asyncio.run(house.switches.put(name, value, by="command"))
    finally:
        house.database.close()
    click.echo(f"{speech().mark(True)} {name} = {value}")


def _source(told: str, settings: Settings) -> str:
    """The switch of a source of trends: "trend.<name>"."""
    head, _, name = told.partition(".")
    known = ("community", "sample", *(one.name for one in settings.trends))
    if head != "trend" or name not in known:
        raise BadInput("trends.source_missing", name=told, known=" ".join(f"trend.{one}" for one in known))
    return TREND + name


@click.command()
@click.argument("source", default="")
@click.option("--platform", help="plaza, …")
@click.option("--video", help="id")
@click.option("--skill", type=click.Choice(SKILLS))
def on(source: str, platform: str | None, video: str | None, skill: str | None) -> None:
    """打开小搭，或热梗的一个来源（trend.名字）。Switch the companion on, or a source of trends (trend.NAME)."""
    _set("on", source, platform, video, skill)


@click.command()
@click.argument("source", default="")
@click.option("--platform", help="plaza, …")
@click.option("--video", help="id")
@click.option("--skill", type=click.Choice(SKILLS))
def off(source: str, platform: str | None, video: str | None, skill: str | None) -> None:
    """关掉小搭，或热梗的一个来源，一秒内生效。Switch the companion off, or a source of trends, within a second."""
    _set("off", source, platform, video, skill)
