"""`dazi outpaint`: a picture pulled back from, its own pixels untouched, with every AI label; knows no community."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import click

from dazi.adapters import adapter
from dazi.album.opened import Opener
from dazi.cli.output import speech, write_whole
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import MARKS
from dazi.pictures import Given, Marker, Painted, Painter, Wider
from dazi.safety.picture import undrawable
from dazi.skills.outpaint import IN, alt
from dazi.words import say

_WIDEST = 3.0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(dir_okay=False, path_type=Path),
              help=speech()("cli.outpaint_out"))  # fmt: skip
@click.option("--ratio", default="", help=speech()("cli.outpaint_ratio"))
@click.option("--prompt", default="", help=speech()("cli.outpaint_prompt"))
@click.option("--wild", is_flag=True, help=speech()("cli.outpaint_wild"))
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True,
              help=speech()("cli.outpaint_seed"))  # fmt: skip
def outpaint(file: Path, out: Path, ratio: str, prompt: str, wild: bool, seed: int) -> None:
    """把一张图往外拉远。Pull back from a picture, labelled."""
    settings, spoken = load(), speech()
    if why := undrawable(prompt):
        raise BadInput(f"safety.{why}")
    wider = Wider(_ratio(ratio), wild=wild)
    painter: Painter = adapter("painter.reveals")()
    painted = asyncio.run(_expanded(painter, file, wider, prompt, seed))
    marker: Marker = adapter("marks.labels")(settings.data / MARKS)
    shown = alt(painted.setting, spoken.lang)
    marked = marker.mark(replace(painted.picture, alt=shown), spoken.lang)
    if not marker.whole(marked.content):
        raise BadInput("draw.unlabelled")
    write_whole(out, marked.content)
    width, height = (int.from_bytes(painted.picture.content[at : at + 4], "big") for at in (16, 20))
    names = (say(f"outpaint.name.{one}", spoken.lang) for one in painted.setting.split(IN))
    name = ("，" if spoken.lang == "zh" else ", ").join(names)
    click.echo(
        f"{spoken.mark(True)} "
        + spoken("cli.outpaint_done", path=str(out), name=name, width=width, height=height)
    )
    reason = say(f"outpaint.why.{painted.because}", spoken.lang)
    click.echo(spoken.dim(spoken("cli.outpaint_because", why=reason)))


async def _expanded(painter: Painter, file: Path, wider: Wider, prompt: str, seed: int) -> Painted:
    """The file opened in its limited child, and pulled back from."""
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise BadInput("cli.outpaint_bad_file", path=str(file)) from fault
    opened, size = await Opener()(content)
    return await painter.expand(Given(opened, size, "attached", own=True), wider, prompt=prompt, seed=seed)


def _ratio(told: str) -> tuple[int, int] | None:
    if not told:
        return None
    hit = re.fullmatch(r"\s*(\d{1,4})\s*[:：xX/]\s*(\d{1,4})\s*", told)
    across, down = (int(hit[1]), int(hit[2])) if hit else (0, 0)
    if not across or not down or not 1 / _WIDEST <= across / down <= _WIDEST:
        raise BadInput("cli.outpaint_bad_ratio", ratio=told[:20])
    return across, down
