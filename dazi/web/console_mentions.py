"""The console's mentions: live, sifted by address, one with its whole trace, replayed, revived; the dead letters."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from dazi.again import revived
from dazi.store.ledger import OPEN, Insight, Sieve
from dazi.types import CONTROLS, SKILLS, Lang
from dazi.web.console_desk import Desk
from dazi.web.console_door import Visitor
from dazi.web.console_page import HOME, Refused, address, calm
from dazi.web.console_state import parts, state
from dazi.web.console_tell import checked, end, origin, row, saw, spent, tone, why
from dazi.web.plaza_faults import language

PAGE = 50
ENDS = ("posted", "silent", "failed", "held", "queued")
_LOOK, _CHECK, _PULSE = 0.4, 5.0, 2.0  # seconds between looks for events, at the login, at the state


def mention_routes(desk: Desk) -> APIRouter:
    """Under /console."""
    routes = APIRouter(prefix=HOME, route_class=calm(desk.pages))
    one_replay = asyncio.Semaphore(1)

    @routes.get("/mentions")
    async def mentions(request: Request) -> Response:
        visitor = await desk.door.visitor(request)
        lang, sieve, before = language(request), _sieve(request), _number(request, "before")
        leaf = await desk.ledger.page(sieve, PAGE, before)
        reasons = [name.partition(":")[2] for name in await desk.ledger.reasons()]
        older = address(f"{HOME}/mentions", {**asdict(sieve), "before": leaf.before}) if leaf.before else ""
        return desk.pages.shown(
            request, "mentions.html", visitor.seal, rows=[row(one, lang) for one in leaf.found], sieve=sieve, ends=ENDS + OPEN,
            skills=SKILLS + CONTROLS, reasons=sorted(set(reasons)), older=older, reached=leaf.reached, newest=not before,
            live=address(f"{HOME}/live", asdict(sieve)),
        )  # fmt: skip

    @routes.get("/mentions/{id}")
    async def mention(request: Request, id: int) -> Response:
        visitor = await desk.door.visitor(request)
        return desk.pages.shown(request, "mention.html", visitor.seal, **await _whole(desk, request, id))

    @routes.post("/mentions/{id}/replay")
    async def replay(request: Request, id: int) -> Response:
        await desk.door.acting(request)
        visitor = await desk.door.visitor(request)
        async with one_replay:
            echoes = await desk.replay(id, language(request))
        values = await _whole(desk, request, id)
        values["echoes"], values["silent_models"] = echoes, echoes is None
        return desk.pages.shown(request, "mention.html", visitor.seal, **values)

    @routes.get("/live")
    async def live(request: Request) -> Response:
        visitor = await desk.door.visitor(request)
        stream = _stream(desk, request, visitor, _sieve(request), language(request))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    return routes


def letter_routes(desk: Desk) -> APIRouter:
    """The dead letters, and delivering again."""
    routes = APIRouter(prefix=HOME, route_class=calm(desk.pages))

    @routes.post("/revive")
    async def revive(request: Request) -> Response:
        fields = await desk.door.acting(request)
        ids = [int(id) for id in fields.get("ids", "").split() if id.isdecimal() and len(id) < 19]
        count = await revived(desk.house, ids) if ids else 0
        single = f"{HOME}/mentions/{ids[0]}" if fields.get("back") == "mention" and ids else f"{HOME}/dead"
        return RedirectResponse(f"{single}?done={'revived' if count else 'revived_none'}", 303)

    @routes.get("/dead")
    async def dead(request: Request) -> Response:
        visitor = await desk.door.visitor(request)
        lang, before = language(request), _number(request, "before")
        leaf = await desk.ledger.page(Sieve(outcome="dead"), PAGE, before)
        failed = await desk.ledger.page(Sieve(outcome="failed"), 20)
        older = address(f"{HOME}/dead", {"before": leaf.before}) if leaf.before else ""
        return desk.pages.shown(
            request, "dead.html", visitor.seal, rows=[row(one, lang) for one in leaf.found],
            failed=[row(one, lang) for one in failed.found], older=older,
        )  # fmt: skip

    return routes


async def _whole(desk: Desk, request: Request, id: int) -> dict[str, Any]:
    """All that the page of one mention shows."""
    lang = language(request)
    shown = await desk.house.records.show(id)
    found = await desk.ledger.some([id])
    if shown is None or not found:
        raise Refused(404, "console.error.mention", id=id)
    one, detail = found[0], dict(shown.detail or {})
    calls = detail.get("calls")
    trace = detail.get("trace")
    return {
        "one": one, "mention": shown.mention, "posted": shown.posted, "detail": detail, "end": end(one, lang), "tone": tone(one),
        "why": why(one.decision, lang) if one.decision else "", "saw": saw(one, lang), "origin": origin(one.made, lang),
        "checked": checked(one.made, lang), "spent": spent(one, lang), "calls": calls if isinstance(calls, list) else [],
        "gone": trace if isinstance(trace, str) else "", "stages": _stages(trace), "echoes": None, "silent_models": False,
        "turns": one.saw.get("turns") or [], "again": one.outcome in ("silent", "failed") or one.state == "dead",
    }  # fmt: skip


def _stages(trace: object) -> list[tuple[str, float, float]]:
    """(stage, milliseconds, its share of the longest) in their order."""
    stages = trace.get("stages") if isinstance(trace, Mapping) else None
    if not stages:
        return []
    most = max(stages.values()) or 1.0
    return [(name, float(took), float(took) / most) for name, took in stages.items()]


async def _stream(
    desk: Desk, request: Request, visitor: Visitor, sieve: Sieve, lang: Lang
) -> AsyncIterator[str]:
    """Server-sent events: each decision as a row that is ready to be put in, and how things stand."""
    last = _last(request)
    if last < 0:
        newest = await desk.house.records.events(-1)
        last = newest[-1][0] if newest else 0
    shown: dict[str, Any] = {}
    checked_at = pulsed = time.monotonic()
    while not await request.is_disconnected():
        ids: list[int] = []
        for id, kind, payload in await desk.house.records.events(last):
            last = id
            if kind == "receipt":
                ids += [int(str(one)) for one in _list(payload.get("ids"))]
        for one in reversed(await desk.ledger.some(ids)):
            if _passes(one, sieve):
                html = desk.pages.piece(lang, "_one_row.html", row=row(one, lang), fresh=True)
                yield _event("row", {"id": one.id, "html": html}, last)
        now = time.monotonic()
        if now - pulsed >= _PULSE:
            pulsed, fresh = now, await _pulse(desk, lang)
            yield _event("state", fresh) if fresh != shown else ": still here\n\n"
            shown = fresh
        if now - checked_at >= _CHECK:
            checked_at = now
            if not await desk.door.still(visitor):
                return
        await asyncio.sleep(_LOOK)


async def _pulse(desk: Desk, lang: Lang) -> dict[str, Any]:
    """What moves on the overview."""
    counts, now = await desk.house.records.counts(), await state(desk)
    return {
        "waiting": sum(counts.get(name, 0) for name in ("waiting", "working", "posting")),
        **{name: counts.get(name, 0) for name in ("posted", "silent", "failed", "dead", "calls")},
        "parts": parts(now, lang),
    }  # fmt: skip


def _passes(one: Insight, sieve: Sieve) -> bool:
    words = (one.text, one.reply, one.name, one.member)
    return (
        sieve.outcome in ("", one.outcome)
        and sieve.skill in ("", one.skill)
        and sieve.reason in ("", one.reason)
        and (not sieve.search or any(sieve.search.casefold() in each.casefold() for each in words))
    )


def _sieve(request: Request) -> Sieve:
    given = {name: request.query_params.get(name, "").strip()[:200] for name in asdict(Sieve())}
    return Sieve(**given)


def _number(request: Request, name: str) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 19 else 0


def _last(request: Request) -> int:
    given = request.headers.get("last-event-id", "")
    return int(given) if given.isdecimal() and len(given) < 19 else -1


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _event(kind: str, payload: object, id: int | None = None) -> str:
    head = f"id: {id}\n" if id is not None else ""
    return f"{head}event: {kind}\ndata: {json.dumps(payload, ensure_ascii=False)}\n\n"
