"""`dazi run`: the demo community and the companion on this machine, as supervised processes."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import Collection
from pathlib import Path

import click

from dazi import log
from dazi.adapters import adapter
from dazi.cli.console import fresh_code
from dazi.cli.output import speech
from dazi.config import ORIGINS, Settings, load, origins, secret
from dazi.errors import ConfigError
from dazi.house import opened
from dazi.metrics import FOLDER
from dazi.supervise import Child, Supervisor

HANDED = ("data", "host", "port", "lang", "persona", "model", "clips")  # settings that the children are given


def _free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _environment(
    settings: Settings, port: int, counters: Path, flags: Collection[str] = ()
) -> dict[str, str]:
    """What the children need to come to the same settings, and to say where they come from."""
    said = {one.name: one.origin for one in origins(settings, os.environ, flags)}
    return {
        **os.environ,
        ORIGINS: " ".join(f"{name}={said[name]}" for name in HANDED),
        "DAZI_DATA": str(settings.data),
        "DAZI_HOST": settings.host,
        "DAZI_PORT": str(port),
        "DAZI_LANG": settings.lang,
        "DAZI_PERSONA": settings.persona,
        "DAZI_MODEL": settings.model,
        "DAZI_CLIPS": str(settings.clips),
        FOLDER: str(counters),
        "PYTHONUNBUFFERED": "1",
    }


def children(
    settings: Settings, port: int, model_port: int, counters: Path, flags: Collection[str] = ()
) -> tuple[Child, ...]:
    """The processes of one machine. The model's is left out where the settings name endpoints."""
    dazi = (sys.executable, "-m", "dazi")
    environment = _environment(settings, port, counters, flags)
    # The page comes first: on two cores the others would take the time that it needs to stand within three seconds.
    found = [
        Child("web", (*dazi, "web"), environment),
        Child("worker", (*dazi, "worker", "--model-port", str(model_port)), environment, after=1.2),
    ]
    if not settings.tiers:
        serve = (*dazi, "models", "serve", "--child", "--port", str(model_port))
        found.append(Child("model", serve, environment, after=1.5))
    if settings.clips:
        clips = (sys.executable, "-m", "dazi.clips", str(settings.data / "clips"))
        found.append(Child("clips", clips, environment, once=True, after=4.0))
    return tuple(found)


def _ready(settings: Settings) -> str:
    """The store brought up to date before several processes open it; a code to set the console's password with, where
    there is none yet."""
    house = opened(settings)
    try:
        return asyncio.run(fresh_code(adapter("store.operators")(house.database)))
    finally:
        house.database.close()


@click.command()
@click.option("--port", type=int, help="8848")
@click.option("--host", help="127.0.0.1")
@click.option("--data", type=click.Path(path_type=Path), help="~/.local/share/dazi")
@click.option("--lang", type=click.Choice(["zh", "en"]))
@click.option("--persona", help="xiaoda")
@click.option("--model", help="embedded:qwen3.5-2b, …")
@click.option("--no-clips", is_flag=True)
def run(
    port: int | None,
    host: str | None,
    data: Path | None,
    lang: str | None,
    persona: str | None,
    model: str | None,
    no_clips: bool,
) -> None:
    """启动示范社区和小搭。Start the demo community and the companion."""
    given = {
        "port": port, "host": host, "data": data, "lang": lang, "persona": persona, "model": model,
        "clips": False if no_clips else None,
    }  # fmt: skip
    settings = load(**given)
    log.configure("run", words=settings.log_words)
    if not _free(settings.host, settings.port):
        raise ConfigError("error.port", port=settings.port)
    secret(settings.data)
    code = _ready(settings)
    counters = settings.data / "metrics"
    shutil.rmtree(counters, ignore_errors=True)
    counters.mkdir(parents=True)
    spoken = speech()
    click.echo(spoken("cli.ready", url=f"http://{settings.host}:{settings.port}"))
    if code:
        click.echo(
            spoken("console.cli.ready", url=f"http://{settings.host}:{settings.port}/console", code=code)
        )
    model_port = adapter("model.free_port")()
    flags = [name for name, value in given.items() if value is not None]
    Supervisor(children(settings, settings.port, model_port, counters, flags)).run()
    click.echo(spoken("cli.stopping"))
