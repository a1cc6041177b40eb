"""`dazi doctor`: whether this machine is fit, which models serve and why; changes nothing."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click

from dazi.cli.output import as_json, speech
from dazi.config import Settings, load
from dazi.errors import ConfigError, DaziError
from dazi.house import opened, painters_of
from dazi.models.cache import whole
from dazi.models.catalog import catalog
from dazi.pictures import Stroke
from dazi.plan import CHOICE, SERVER, plan_for
from dazi.words import explain, sentences

GB = 10**9
Finding = tuple[str, bool | None, str]


def _machine(settings: Settings) -> Iterator[Finding]:
    spoken = speech()
    yield "python", True, spoken("doctor.python", version=platform.python_version())
    total, available = memory()
    cores = len(os.sched_getaffinity(0))
    yield (
        "memory",
        available >= 2 * GB,
        spoken("doctor.memory", total=round(total / GB, 1), available=round(available / GB, 1), cores=cores),
    )
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(settings.data).free
        writable = os.access(settings.data, os.W_OK)
    except OSError as error:
        yield "data", False, spoken("doctor.data_bad", path=settings.data, detail=error.strerror)
        return
    if writable:
        yield "data", free > 2 * GB, spoken("doctor.data", path=settings.data, free=round(free / GB, 1))
    else:
        yield "data", False, spoken("doctor.data_bad", path=settings.data, detail="EACCES")


def memory() -> tuple[int, int]:
    """Total and available bytes of memory, as Linux tells them."""
    rows = {}
    for line in Path("/proc/meminfo").read_text("ascii").splitlines():
        name, _, rest = line.partition(":")
        rows[name] = int(rest.split()[0]) * 1024
    return rows["MemTotal"], rows["MemAvailable"]


def _store(settings: Settings) -> Iterator[Finding]:
    spoken = speech()
    try:
        house = opened(settings)
    except DaziError as error:
        yield "store", False, spoken("doctor.store_bad", detail=explain(error, spoken.lang))
        return
    try:
        yield "store", True, spoken("doctor.store")
        with socket.socket() as probe:
            busy = probe.connect_ex((settings.host, settings.port)) == 0
        yield (
            "port",
            None if busy else True,
            spoken("doctor.port_busy" if busy else "doctor.port", port=settings.port),
        )
        rows = asyncio.run(house.switches.all("model."))
        yield from _models(settings, rows.get(CHOICE))
        server = rows.get(SERVER, "")
        yield (
            "server",
            bool(server) or None,
            spoken("doctor.running" if server else "doctor.not_running", url=server),
        )
    finally:
        house.database.close()


def _models(settings: Settings, chosen: str | None) -> Iterator[Finding]:
    spoken = speech()
    try:
        plan = plan_for(settings, chosen)
    except ConfigError as error:
        yield "model", False, explain(error, spoken.lang)
        return
    yield "model", bool(plan.name), spoken("doctor.model", name=plan.name)
    for code, arguments in plan.why:
        yield "why", None, spoken(code, **arguments)
    for tier, endpoints in plan.tiers.items():
        for endpoint in endpoints:
            yield tier, True, f"{tier}: {endpoint.model} @ {endpoint.url}"
    if plan.embedded:
        model = catalog().find(plan.embedded)
        if whole(model) is not None:
            yield "weights", True, spoken("doctor.model_cached")
        else:
            size = round(model.bytes / GB, 2)
            yield "weights", None, spoken("doctor.model_missing", size=size, name=model.name)


def _brushes(settings: Settings) -> Iterator[Finding]:
    """Which painter makes what, and why it is that one."""
    spoken = speech()
    try:
        painters = painters_of(settings)
    except ConfigError as error:
        yield "brushes", False, explain(error, spoken.lang)
        return
    told = []
    strokes: tuple[Stroke, ...] = get_args(Stroke)
    for stroke in strokes:
        first = next((name for name, painter in painters if stroke in painter.can), "")
        if not first:
            continue
        own = f"doctor.painter.{first}" in sentences(spoken.lang)
        why = "built_in" if "@" not in first else "set" if settings.images else "environment"
        what = spoken(f"doctor.stroke.{stroke}")
        painter = spoken(f"doctor.painter.{first}") if own else first
        told.append(
            spoken("doctor.brush", stroke=what, painter=painter, why=spoken(f"doctor.brush_why.{why}"))
        )
    comma = "；" if spoken.lang == "zh" else "; "
    yield (
        "brushes",
        bool(told) or None,
        spoken("doctor.brushes", brushes=comma.join(told) or spoken("doctor.brush_none")),
    )


@click.command()
@click.option("--json", "machine", is_flag=True)
def doctor(machine: bool) -> None:
    """体检：环境、数据库、用哪个模型、为什么。Check the machine, the database, which model and why."""
    settings, bad = load(), False
    for part in (_machine, _brushes, _store):
        for name, good, words in part(settings):
            bad = bad or good is False
            click.echo(
                as_json({"check": name, "ok": good, "message": words})
                if machine
                else f"{speech().mark(good)} {words}"
            )
    if bad:
        raise SystemExit(1)
