"""`dazi models list|pull|use|serve`: what there is, fetching it, choosing it, running it."""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import uvicorn
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from dazi import log
from dazi.adapters import adapter
from dazi.cli.output import as_json, speech
from dazi.config import Settings, load
from dazi.errors import BadInput, DaziError
from dazi.house import House, derived, opened
from dazi.models.cache import folder, whole
from dazi.models.catalog import catalog
from dazi.models.child import Child, free_port
from dazi.models.kolors_server import Server
from dazi.models.progress import Progress as Step
from dazi.models.pull import pull as fetch
from dazi.plan import CHOICE, FOUND, LOOK_AGAIN, SERVER, Plan, plan_for
from dazi.supervise import die_with_parent
from dazi.web.status import PROGRESS
from dazi.words import explain

GB = 10**9
KOLORS = "kolors"  # the one model here that makes pictures; its weights are the operator's to fetch


@click.group()
def models() -> None:
    """有哪些模型；下载、选用、单独跑。The models: list, pull, use, serve."""


@models.command("list")
@click.option("--json", "machine", is_flag=True)
def list_(machine: bool) -> None:
    """内置目录，最好的在最前。The catalog, best first."""
    chosen = _plan(load()).name
    rows = []
    for model in catalog().models.values():
        here = whole(model) is not None
        rows.append({
            "name": model.name, "kind": model.kind, "strength": model.strength, "gb": round(model.bytes / GB, 2),
            "memory_gb": model.memory, "sees": model.sees, "licence": model.licence, "cached": here,
            "in_use": model.name == chosen,
        })  # fmt: skip
    if machine:
        for row in rows:
            click.echo(as_json(row))
        return
    spoken, table = speech(), Table(box=None, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, justify="right" if name.endswith("gb") else "left")
    for row in rows:
        cells = [spoken.mark(value) if isinstance(value, bool) else str(value) for value in row.values()]
        table.add_row(*cells)
    Console().print(table)
    click.echo(spoken.dim(str(folder())))


def _plan(settings: Settings) -> Any:
    house = opened(settings)
    try:
        return plan_for(settings, asyncio.run(house.switches.get(CHOICE)), look=False)
    finally:
        house.database.close()


@models.command()
@click.argument("name")
def pull(name: str) -> None:
    """下载权重：可断点续传，按 SHA-256 校验。Fetch a model: resumed, verified by hash."""
    model = catalog().find(name)
    if model.notice:
        click.echo(speech()(model.notice))
    click.echo(f"{model.name} {model.bytes / GB:.2f} GB, {model.licence}")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=not speech().colour) as bar:
        task = bar.add_task(name, total=model.bytes)

        def tell(step: Step) -> None:
            bar.update(task, completed=step.done, description=step.phase)

        paths = fetch(model, tell)
    for role, path in paths.items():
        click.echo(f"{speech().mark(True)} {role} {path.name}")


@models.command()
@click.argument("name")
def use(name: str) -> None:
    """选用一个内置模型；正在跑的搭子会自己换。Choose an embedded model; a running Dazi changes over."""
    model = catalog().find(name.removeprefix("embedded:"))
    house = opened(load())
    try:
        asyncio.run(house.switches.put(CHOICE, f"embedded:{model.name}", by="command"))
    finally:
        house.database.close()
    click.echo(f"{speech().mark(True)} {model.name}")


@models.command()
@click.argument("name", required=False)
@click.option("--port", type=int, default=0)
@click.option("--path", type=click.Path(path_type=Path), help=speech()("cli.kolors_path"))
@click.option("--inpainting", type=click.Path(path_type=Path), help=speech()("cli.kolors_inpainting"))
@click.option("--device", type=click.Choice(["cuda", "cpu"]), help=speech()("cli.kolors_device"))
@click.option("--child", is_flag=True, hidden=True)
def serve(
    name: str | None, port: int, path: Path | None, inpainting: Path | None, device: str | None, child: bool
) -> None:
    """把内置模型（或 kolors）当 OpenAI 兼容接口跑起来。Run a model, or kolors, behind an OpenAI-compatible interface."""
    settings = load()
    if name == KOLORS:
        _serve_kolors(path or folder() / KOLORS, inpainting, device or "", port or free_port())
        return
    if path or inpainting or device:
        raise BadInput("error.usage", detail=f"dazi models serve {KOLORS} --path FOLDER")
    if child:
        die_with_parent()
        log.configure("model", words=settings.log_words)
    house = opened(settings)
    try:
        asyncio.run(_serve(house, name, port or free_port(), child))
    finally:
        house.database.close()


def _serve_kolors(path: Path, inpainting: Path | None, device: str, port: int) -> None:
    """Load Kolors from a folder and serve it on this machine until it is stopped."""
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")  # it tells of parts that no picture here needs
    studio, spoken = adapter("kolors.studio"), speech()
    click.echo(spoken.dim(spoken("kolors.licence")))
    click.echo(spoken("kolors.loading", path=path))
    app = Server(studio(path, inpainting, device=device), os.environ.get("DAZI_MODEL_KEY", "")).app()
    url = f"http://127.0.0.1:{port}/v1"
    click.echo(f"{spoken.mark(True)} " + spoken("kolors.serving", url=url))
    click.echo(f'\n[images]\nbase_url = "{url}"\nmodel = "{KOLORS}"\ndialect = "vllm-omni"\n')
    log.configure("kolors")
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False)


async def _serve(house: House, name: str | None, port: int, child: bool) -> None:
    """Serve the plan's embedded model and keep the rows that tell of it; follow the operator's choice."""
    told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    while True:
        chosen = await house.switches.get(CHOICE)
        plan = Plan(embedded=name) if name else await asyncio.to_thread(plan_for, house.settings, chosen)
        wanted = plan.embedded
        if child:
            await house.switches.put(FOUND, wanted)
        if not wanted and not child:
            raise BadInput("error.usage", detail="dazi models serve NAME")
        if not wanted:
            if not plan.name:
                await house.switches.put(PROGRESS, plan.progress(speech().lang))
            with suppress(TimeoutError):
                await asyncio.wait_for(_changed(house, chosen), LOOK_AGAIN)
            continue
        key = derived(house.settings, "model") if child else os.environ.get("DAZI_MODEL_KEY", "")
        server = asyncio.create_task(Child(wanted, port, key, told.put_nowait).run())
        relay = asyncio.create_task(_relay(house, told, child))
        change = asyncio.create_task(_changed(house, chosen))
        await asyncio.wait({server, change} if child else {server}, return_when=asyncio.FIRST_COMPLETED)
        ended = server.done()
        for task in (change, server):
            task.cancel()
        await asyncio.gather(server, change, return_exceptions=True)
        await asyncio.sleep(0.1)
        relay.cancel()
        await house.switches.put(SERVER, "")
        if ended:
            raise SystemExit(1)


async def _changed(house: House, chosen: str | None) -> None:
    while await house.switches.get(CHOICE) == chosen:
        await asyncio.sleep(0.5)


async def _relay(house: House, told: asyncio.Queue[dict[str, Any]], child: bool) -> None:
    while True:
        line = await told.get()
        message = ""
        if line.get("code"):
            message = explain(DaziError(line["code"], **line.get("arguments", {})), speech().lang)
        row = {name: line.get(name) for name in ("name", "phase", "done", "total", "eta")}
        await house.switches.put(PROGRESS, json.dumps({**row, "message": message}))
        if url := line.get("url"):
            await house.switches.put(SERVER, url.removesuffix("/v1"))
        if not child:
            click.echo(
                message
                or url
                or f"{line['phase']} {line.get('done', 0) / GB:.2f}/{line.get('total', 0) / GB:.2f} GB"
            )
