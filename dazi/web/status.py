"""The companion's state for the page and for machines: status, switch, live receipts, health, metrics."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel

from dazi import metrics
from dazi.errors import DaziError, Transient
from dazi.ports import Queue, Records, Switchboard
from dazi.words import say

BEAT = "beat.worker"
PROGRESS = "progress.model"
STALE = 20.0  # seconds without a heartbeat after which the worker counts as down


@dataclass(frozen=True, slots=True)
class Panel:
    """What the web process reads of Dazi: ports only."""

    switches: Switchboard
    queue: Queue
    records: Records
    expected: Callable[[], str]  # the model's name before its process has said anything


class SwitchWish(BaseModel):
    """The operator's switch."""

    on: bool


async def status(panel: Panel) -> dict[str, Any]:
    """The whole state as GET /v1/status gives it."""
    rows = await panel.switches.all()
    depth = await panel.queue.depth()
    model = {"name": panel.expected(), "phase": "none", "done": 0, "total": 0, "eta": None, "message": ""}
    if PROGRESS in rows:
        model.update(json.loads(rows[PROGRESS]))
    return {
        "companion": "off" if rows.get("switch.all") == "off" else "on",
        "model": model,
        "queue": asdict(depth),
        "worker": time.time() - float(rows.get(BEAT, "0")) < STALE,
    }


def _event(kind: str, payload: object, id: int | None = None) -> str:
    head = f"id: {id}\n" if id is not None else ""
    return f"{head}event: {kind}\ndata: {json.dumps(payload, ensure_ascii=False)}\n\n"


def _told(payload: dict[str, Any], lang: str) -> dict[str, Any]:
    """A receipt's payload with its reason as a sentence in the reader's language."""
    reason = str(payload.get("reason") or "")
    sentence = ""
    if reason:
        sentence = say(reason, "en" if lang == "en" else "zh")
    return {**payload, "sentence": sentence}


def _concerns(payload: Mapping[str, Any], member: str) -> bool:
    """What was said one to one is nobody else's business, not even that it was said."""
    return not payload.get("private") or payload.get("member") == member


async def _live(panel: Panel, request: Request, lang: str, member: str = "") -> AsyncIterator[str]:
    last = int(request.headers.get("last-event-id") or -1)
    if last < 0:
        newest = await panel.records.events(-1)
        last = newest[-1][0] if newest else 0
    shown: dict[str, Any] = {}
    beat = 0.0
    while not await request.is_disconnected():
        for id, kind, payload in await panel.records.events(last):
            last = id
            if kind == "receipt" and _concerns(payload, member):
                yield _event("receipt", _told(dict(payload), lang), id)
        if time.monotonic() - beat >= 1.0:
            beat = time.monotonic()
            now = await status(panel)
            if now != shown:
                shown = now
                yield _event("status", now)
            else:
                yield ": still here\n\n"
        await asyncio.sleep(0.3)


def router(
    panel: Panel, lang_of: Callable[[Request], str], who: Callable[[Request], str] = lambda request: ""
) -> APIRouter:
    """Routes under /v1, and /livez, /readyz, /metrics. `who`: the member who is reading, "" where nobody is known."""
    routes = APIRouter()

    @routes.get("/v1/status")
    async def get_status() -> dict[str, Any]:
        return await status(panel)

    @routes.post("/v1/switch")
    async def switch(wish: SwitchWish, request: Request) -> Response:
        if request.headers.get("x-plaza") != "1":
            return JSONResponse({"error": {"code": "error.usage", "message": "X-Plaza: 1"}}, 403)
        await panel.switches.put("switch.all", "on" if wish.on else "off", by="page")
        return JSONResponse(await status(panel))

    @routes.get("/v1/events")
    async def events(request: Request) -> StreamingResponse:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            _live(panel, request, lang_of(request), who(request)),
            media_type="text/event-stream",
            headers=headers,
        )

    @routes.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "ok"}

    @routes.get("/readyz")
    async def readyz() -> Response:
        try:
            now = await status(panel)
        except (DaziError, Transient) as error:
            return JSONResponse({"status": "store", "detail": error.code}, 503)
        ready = now["worker"] and now["model"]["phase"] in ("ready", "remote")
        detail = {
            "status": "ok" if ready else "starting",
            "worker": now["worker"],
            "model": now["model"]["phase"],
        }
        return JSONResponse(detail, 200 if ready else 503)

    @routes.get("/metrics")
    async def metrics_page() -> Response:
        depth = await panel.queue.depth()
        shown = {
            "waiting": depth.waiting,
            "leased": depth.leased,
            "dead": depth.dead,
            "oldest_seconds": depth.oldest,
        }
        return Response(metrics.page(shown), media_type="text/plain; version=0.0.4")

    return routes
