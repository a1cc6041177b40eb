"""`dazi on` and `dazi off`: the operator's switches, effective within a second."""

from __future__ import annotations

import asyncio

import click

from dazi.app import opened
from dazi.cli.output import speech
from dazi.config import load
from dazi.errors import BadInput


def _set(value: str, platform: str | None, video: str | None) -> None:
    if video and not platform:
        raise BadInput("error.usage", detail="--video … --platform …")
    name = "switch." + (".".join(part for part in (platform, video) if part) or "all")
    house = opened(load())
    try:
        asyncio.run(house.switches.put(name, value, by="command"))
    finally:
        house.database.close()
    click.echo(f"{speech().mark(True)} {name} = {value}")


@click.command()
@click.option("--platform", help="plaza, …")
@click.option("--video", help="id")
def on(platform: str | None, video: str | None) -> None:
    """打开小搭。Switch the companion on."""
    _set("on", platform, video)


@click.command()
@click.option("--platform", help="plaza, …")
@click.option("--video", help="id")
def off(platform: str | None, video: str | None) -> None:
    """关掉小搭，一秒内生效。Switch the companion off, within a second."""
    _set("off", platform, video)
