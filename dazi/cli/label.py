"""`dazi label verify` and `dazi label apply`: the AI labels of a picture, a clip or a sound. Knows no format."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.progress import Progress

from dazi.cli.output import Speech, as_json, speech, write_whole
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import MARKS
from dazi.marks.keys import Chain, existing, own
from dazi.marks.keys import load as load_chain
from dazi.marks.kinds import LARGEST, sniff
from dazi.marks.mark import Making, mark, verify
from dazi.marks.record import Box, Found

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_CERT = click.option("--cert", type=_FILE, help=speech()("marks.opt.cert"))
_KEY = click.option("--key", type=_FILE, help=speech()("marks.opt.key"))


@click.group()
def label() -> None:
    """查看或补上 AI 标识。The AI labels of pictures, clips and sounds."""


def _content(file: Path) -> bytes:
    """The file's bytes; its size is looked at before it is read."""
    if (size := file.stat().st_size) > LARGEST:
        raise BadInput("marks.too_large", mb=size >> 20, most=LARGEST >> 20)
    return file.read_bytes()


def _given(cert: Path | None, key: Path | None) -> Chain | None:
    if (cert is None) != (key is None):
        raise BadInput("error.usage", detail="--cert … --key …")
    return load_chain(cert, key) if cert and key else None


@label.command("verify")
@click.argument("file", type=_FILE)
@click.option("--json", "machine", is_flag=True, help=speech()("marks.opt.json"))
@_CERT
@_KEY
def verify_(file: Path, machine: bool, cert: Path | None, key: Path | None) -> None:
    """看看文件带了哪些标识；不齐就退出码 1。What labels a file carries; exit 1 where one is missing."""
    chain = _given(cert, key) or existing(load().data / MARKS)
    found = verify(_content(file), chain)
    if machine:
        click.echo(as_json({**asdict(found), "whole": found.whole, "code": found.code}))
    else:
        _show(speech(), found)
    sys.exit(0 if found.whole else 1)


def _show(spoken: Speech, found: Found) -> None:
    seen = spoken(f"marks.visible.{found.visible}", **(found.box._asdict() if found.box else {}))
    producer, number = (found.aigc.get(name, "") for name in ("ContentProducer", "ProduceID"))
    rows: list[tuple[bool | None, str, str]] = [
        (found.visible == "shown" if found.visible != "none" else None, "visible", seen),
        (
            found.implicit == "whole",
            "implicit",
            spoken(f"marks.implicit.{found.implicit}", producer=producer, id=number),
        ),
        (found.seal == "ours", "seal", spoken(f"marks.seal.{found.seal}", signer=found.signer or "?")),
    ]
    if found.label and found.seal == "ours":
        made = spoken(f"marks.how.{found.label.how}", backend=found.label.backend)
        rows.append((None, "made", made))
    for good, name, words in rows:
        click.echo(f"{spoken.mark(good)} {spoken('marks.row.' + name)}: {_tame(words)}")
    click.echo(f"{spoken.mark(found.whole)} {spoken(found.code)}")


def _tame(words: str) -> str:
    """A file's own words without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else "�" for sign in words)


@label.command()
@click.argument("file", type=_FILE)
@click.option("-o", "--out", required=True, type=click.Path(dir_okay=False, path_type=Path),
              help=speech()("marks.opt.out"))  # fmt: skip
@click.option("--backend", default="unstated", show_default=True, help=speech()("marks.opt.backend"))
@click.option("--how", type=click.Choice(["model", "algorithm", "edited"]), default="model",
              show_default=True, help=speech()("marks.opt.how"))  # fmt: skip
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True,
              help=speech()("marks.opt.lang"))  # fmt: skip
@click.option("--keep", multiple=True, help=speech()("marks.opt.keep"))
@_CERT
@_KEY
def apply(
    file: Path, out: Path, backend: str, how: Literal["model", "algorithm", "edited"],
    lang: Literal["zh", "en"], keep: tuple[str, ...], cert: Path | None, key: Path | None,
) -> None:  # fmt: skip
    """加上可见标识、AIGC 元数据和 C2PA 签名。Put on every label, and read them back."""
    content = _content(file)
    making = Making(backend, how, lang, tuple(map(_box, keep)))
    kind = sniff(content)
    chain = _given(cert, key) or own(load().data / MARKS)
    with Progress(console=Console(stderr=True), disable=not speech().colour, transient=True) as bar:
        task = bar.add_task(file.name, total=1.0)
        marked = mark(content, kind, making, chain, lambda done: bar.update(task, completed=done))
    write_whole(out, marked.content)
    click.echo(
        f"{speech().mark(True)} " + speech()("marks.applied", path=str(out), id=marked.label.produce_id)
    )


def _box(text: str) -> Box:
    try:
        x, y, width, height = map(int, text.split(","))
    except ValueError as error:
        raise BadInput("marks.bad_box", value=text) from error
    return Box(x, y, width, height)
