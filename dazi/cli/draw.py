"""`dazi draw`: one sentence painted into a PNG with every AI label, by whoever paints here; knows no community."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from dazi.adapters import adapter
from dazi.cli.output import speech, write_whole
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import MARKS, painter_for
from dazi.pictures import Marker
from dazi.safety.picture import undrawable


@click.command()
@click.argument("prompt")
@click.option("-o", "--out", required=True, type=click.Path(dir_okay=False, path_type=Path),
              help=speech()("cli.draw_out"))  # fmt: skip
@click.option("--style", default="", help=speech()("cli.draw_style"))
@click.option(
    "--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True, help=speech()("cli.draw_seed")
)
def draw(prompt: str, out: Path, style: str, seed: int) -> None:
    """把一句话画成贴纸画。A sentence as a sticker picture, labelled."""
    settings, spoken = load(), speech()
    if why := undrawable(f"{prompt} {style}"):
        raise BadInput(f"safety.{why}")
    painter = painter_for(settings)
    with Console(stderr=True).status(spoken("cli.drawing")) if "generate" in painter.slow else nullcontext():
        painted = asyncio.run(painter.generate(prompt, style=style, seed=seed))
    if not painted.understood:
        raise BadInput("cli.draw_lost", words=prompt[:40])
    marker: Marker = adapter("marks.labels")(settings.data / MARKS)
    marked = marker.mark(replace(painted.picture, alt=prompt), spoken.lang)
    if not marker.whole(marked.content):
        raise BadInput("draw.unlabelled")
    write_whole(out, marked.content)
    code = "cli.draw_done" if marked.how == "algorithm" else "cli.drawn_by"
    click.echo(f"{spoken.mark(True)} " + spoken(code, path=str(out), painter=marked.backend))
    if painted.missed:
        click.echo(spoken.dim(spoken("cli.draw_missed", words="、".join(painted.missed))))
