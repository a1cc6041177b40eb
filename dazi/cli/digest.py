"""`dazi digest`: one video looked at, listened to and read, its digest kept in the store; knows no thread."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dazi import log
from dazi.cli.output import Speech, as_json, speech
from dazi.config import load
from dazi.house import House, opened
from dazi.models.catalog import catalog
from dazi.plan import CHOICE, models_for, plan_for
from dazi.sight import ears_for, gaze
from dazi.store.digests import Digests
from dazi.video.digest import Digest, clock
from dazi.video.hear_endpoint import Endpoint
from dazi.video.make import Maker


@click.command()
@click.argument("video", type=click.Path(path_type=Path))
@click.option("--title", default="", help=speech()("cli.digest_title"))
@click.option("--ears", "ears_url", default="", help="http://…/v1 (/audio/transcriptions)")
@click.option("--ears-model", default="whisper-1")
@click.option("--json", "machine", is_flag=True)
def digest(video: Path, title: str, ears_url: str, ears_model: str, machine: bool) -> None:
    """看一个视频，说说里面有什么。What is in a video: scenes, text on screen, speech, with their times."""
    settings = load()
    log.configure("digest", words=settings.log_words)
    house = opened(settings)
    try:
        found = asyncio.run(_digest(house, video, title, ears_url, ears_model))
    finally:
        house.database.close()
    if machine:
        click.echo(as_json(found.fields()))
    else:
        _show(found, speech())


async def _digest(house: House, video: Path, title: str, ears_url: str, ears_model: str) -> Digest:
    ears = Endpoint(ears_url, ears_model) if ears_url else ears_for(house.settings)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(video.name, total=1)

        def report(stage: str, done: int, of: int) -> None:
            bar.update(task, completed=done, total=of, description=speech()(f"video.stage_{stage}"))

        async with _sight(house) as (chat, model):
            maker = Maker(Digests(house.database), chat, ears, model=model, lang=house.settings.lang)
            return await maker.of(video, title, report=report)


@asynccontextmanager
async def _sight(house: House) -> AsyncIterator[tuple[Any, str]]:
    """The models and the name of the one that sees, where one sees or is strong enough to tell of text; a weak blind
    one is not even loaded."""
    plan = plan_for(house.settings, await house.switches.get(CHOICE))
    places: Sequence[Any] = [one for several in plan.tiers.values() for one in several]
    own = catalog().find(plan.embedded) if plan.embedded else None
    if not any(one.sees or one.strength == "strong" for one in places) and not (
        own and (own.sees or own.strength == "strong")
    ):
        yield None, ""
        return
    async with models_for(house) as tiers:
        yield gaze(tiers, lambda: tiers)


def _show(found: Digest, spoken: Speech) -> None:
    click.echo(click.style(found.one_line, bold=True) if spoken.colour else found.one_line)
    click.echo(
        spoken.dim(
            spoken(
                "video.head",
                seconds=round(found.seconds, 1),
                width=found.width,
                height=found.height,
                cuts=len(found.cuts),
            )
        )
    )
    if found.damaged:
        click.echo(spoken("video.damaged"))
    if found.provenance.get("account") == "model":
        click.echo(found.summary)
    scenes = [(row["t"], _scene(row, spoken)) for row in found.timeline]
    _part(spoken, "video.part_scenes", scenes)
    _part(spoken, "video.part_text", [(row["t"], row["text"]) for row in found.on_screen_text])
    _part(spoken, "video.part_said", [(row["t0"], row["text"]) for row in found.transcript])
    if found.joke:
        click.echo(f"{spoken('video.part_joke')}: {found.joke}")
    _part(
        spoken, "video.part_questions", [(row.get("t"), f"{row['q']} {row['a']}") for row in found.questions]
    )
    if found.light:
        colours = " ".join(spoken(f"video.colour_{row['name']}") for row in found.light["colours"])
        told = (
            spoken(f"video.light_{found.light['light']}"),
            colours,
            spoken(f"video.motion_{found.light['motion']}"),
        )
        click.echo(f"{spoken('video.part_light')}: {' · '.join(one for one in told if one)}")
    if found.heard in ("no_speech", "no_sound"):
        click.echo(spoken.dim(spoken(f"video.{found.heard}")))
    for sense in found.unseen:
        click.echo(spoken.dim(spoken(f"video.unseen_{sense}")))


def _scene(row: Any, spoken: Speech) -> str:
    words = [str(row.get(name, "")) for name in ("scene", "people", "actions", "text")]
    if row.get("faces"):
        words.append(spoken("video.faces", count=row["faces"]))
    return "，".join(word for word in words if word)


def _part(spoken: Speech, code: str, rows: Sequence[tuple[Any, str]]) -> None:
    if not rows:
        return
    click.echo(f"{spoken(code)}:")
    for t, words in rows:
        click.echo(f"  {spoken.dim(clock(t) if t is not None else '  ·  ')}  {words}")
