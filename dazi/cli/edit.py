"""`dazi edit`: one picture changed as a sentence says, with every AI label; knows no community."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import click

from dazi.adapters import adapter
from dazi.album.opened import Opener
from dazi.cli.output import speech, write_whole
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import MARKS
from dazi.pictures import Given, Marker, Painted
from dazi.safety.people import barred
from dazi.text.retouch import harmless, read
from dazi.words import say


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("wish")
@click.option("-o", "--out", required=True, type=click.Path(dir_okay=False, path_type=Path),
              help=speech()("cli.edit_out"))  # fmt: skip
@click.option("--style", default="", help=speech()("cli.edit_style"))
@click.option("--consent", is_flag=True, help=speech()("cli.edit_consent"))
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True,
              help=speech()("cli.draw_seed"))  # fmt: skip
def edit(file: Path, wish: str, out: Path, style: str, consent: bool, seed: int) -> None:
    """把一张图按一句话改好。A picture changed as a sentence says, labelled."""
    settings, spoken = load(), speech()
    if why := barred(f"{wish} {style}"):
        raise BadInput(f"safety.{why}")
    painted = asyncio.run(_changed(file, wish, style, consent, seed))
    if not painted.understood:
        raise _nothing(painted, wish, spoken.lang)
    marker: Marker = adapter("marks.labels")(settings.data / MARKS)
    marked = marker.mark(replace(painted.picture, alt=wish), spoken.lang)
    if not marker.whole(marked.content):
        raise BadInput("draw.unlabelled")
    write_whole(out, marked.content)
    click.echo(f"{spoken.mark(True)} " + spoken("cli.edit_done", path=str(out)))
    left = [*(say(f"edit.names.{one}", spoken.lang) for one in read(wish).beyond), *painted.missed]
    if left:
        click.echo(spoken.dim(spoken("cli.edit_missed", words="、".join(left))))


async def _changed(file: Path, wish: str, style: str, consent: bool, seed: int) -> Painted:
    """The file opened in its limited child, looked at for people, and changed."""
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise BadInput("cli.edit_bad_file", path=str(file)) from fault
    opened, size = await Opener()(content)
    faces = await asyncio.to_thread(adapter("faces.find"), opened)
    wanted = read(f"{wish}，{style}风格" if style else wish)
    if faces and not (consent and (harmless(wanted) or not wanted.changes)):
        raise BadInput("cli.edit_people")
    given = Given(opened, size, "attached", own=True, consent=consent, faces=faces)
    painted: Painted = await adapter("painter.touch")().edit(given, wish, style=style, seed=seed)
    return painted


def _nothing(painted: Painted, wish: str, lang: str) -> BadInput:
    """Why nothing was changed."""
    if beyond := read(wish).beyond:
        return BadInput(
            "cli.edit_beyond", what=say(f"edit.names.{beyond[0]}", "en" if lang == "en" else "zh")
        )
    if painted.because in ("face", "person"):
        return BadInput(f"cli.edit_{painted.because}")
    return BadInput("cli.edit_lost", words=wish[:40])
