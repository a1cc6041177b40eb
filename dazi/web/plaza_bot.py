"""The plaza's routes for the companion, behind a bearer token; no idempotency key is honoured here, on purpose:
Dazi must get by without one on any platform."""

from __future__ import annotations

import hmac
import time

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool as away

from dazi.text.normalise import clean
from dazi.web.plaza_board import Board, words_of
from dazi.web.plaza_faults import Fault, body_of, number_in, text_in
from dazi.web.plaza_member import deleted, listed
from dazi.web.plaza_reads import Json, number
from dazi.web.plaza_writes import Words

_FOREVER = 2**62
_LONGEST_WAIT = 30
# Seconds after which a reply is refused rather than written: once its sender has stopped waiting and looked whether
# it stands here, it must not come to stand here after all. Well under what the adapter waits.
LATEST = 8.0


def holds_token(request: Request, token: str) -> bool:
    """Whether the request bears the plaza's token."""
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    return kind.lower() == "bearer" and bool(token) and hmac.compare_digest(given.encode(), token.encode())


def chapters_of(raw: object) -> list[Json]:
    """Up to twelve rows {t, title} in order of time. Fault 422 for anything else."""
    rows: list[Json] = []
    for one in raw if isinstance(raw, list) else [None]:
        t, title = (one.get("t"), one.get("title")) if isinstance(one, dict) else (None, None)
        good = isinstance(t, int | float) and not isinstance(t, bool) and 0 <= t < 1e6
        if not good or not isinstance(title, str) or not (words := clean(title, 40).replace("\n", " ")):
            raise Fault(422, "plaza.field", name="chapters")
        rows.append({"t": round(float(t or 0), 2), "title": words})
    return sorted(rows, key=lambda row: float(row["t"]))[:12]


def bot_routes(board: Board) -> APIRouter:
    """All of them over one plaza."""

    def companion_only(request: Request) -> None:
        if not holds_token(request, board.token):
            raise Fault(401, "plaza.token")

    router = APIRouter(prefix="/api/bot", dependencies=[Depends(companion_only)])
    _listening(router, board)
    _speaking(router, board)
    return router


def _listening(router: APIRouter, board: Board) -> None:
    ears = board.ears

    @router.get("/self")
    async def self_() -> JSONResponse:
        card = board.card
        return JSONResponse({"account": card.account, "name": card.name, "handle": card.handle})

    @router.get("/comments")
    async def comments(request: Request) -> JSONResponse:
        if "cursor" not in request.query_params:
            # Beyond the contract: `back` seconds may be asked for, so that what was said while a listener without a
            # cursor was away is not lost.
            back = number_in(request, "back", 0, 30 * 24 * 3600)
            return JSONResponse({"items": [], "cursor": await away(ears.position, back * 1000)})
        cursor = number_in(request, "cursor", 0, _FOREVER)
        wait = number_in(request, "wait", 20, _LONGEST_WAIT)
        newest = await away(ears.newest)
        items, after = await board.live.heard(min(cursor, newest), wait)
        return JSONResponse({"items": items, "cursor": after})

    @router.get("/thread/{comment}")
    async def thread(comment: str, request: Request) -> JSONResponse:
        turns = await away(ears.turns, number(comment), number_in(request, "limit", 20, 200))
        if turns is None:
            raise Fault(404, "plaza.no_comment")
        return JSONResponse({"turns": turns})

    @router.get("/own")
    async def own(request: Request) -> JSONResponse:
        parent = number(request.query_params.get("parent", ""))
        return JSONResponse({"comments": await away(ears.own_under, parent)})


def _speaking(router: APIRouter, board: Board) -> None:
    @router.post("/comments")
    async def write(request: Request) -> JSONResponse:
        until = time.monotonic() + LATEST
        body = await body_of(request)
        parent, attached = text_in(body, "parent"), listed(body.get("attachments"))
        if not parent:
            raise Fault(422, "plaza.field", name="parent")
        words = Words(
            board.card.account,
            words_of(text_in(body, "text"), may_be_empty=bool(attached)),
            label=text_in(body, "label")[:40],
            attachments=attached,
            until=until,
        )
        if await request.is_disconnected():
            raise Fault(503, "plaza.busy")
        talk = await away(board.whispers.standing, number(parent))
        if talk is not None:
            shown = await away(board.whispers.reply, parent, words)
            board.live.whisper(talk.member, "whisper", shown)
        else:
            shown, _ = await away(board.writes.comment, "", parent, words)
        board.live.typing(parent, {}, False)
        board.live.wake()
        return JSONResponse(shown, 201)

    @router.post("/videos/{id}/chapters")
    async def chapters(id: str, request: Request) -> JSONResponse:
        rows = chapters_of((await body_of(request)).get("chapters"))
        await away(board.writes.chapters, id, rows)
        board.live.wake()
        return JSONResponse({"chapters": rows})

    @router.delete("/comments/{id}")
    async def delete(id: str) -> JSONResponse:
        taken = await away(board.whispers.take_back, number(id))
        if taken is None:
            return await deleted(board, id, board.card.account)
        for file in taken[1]:
            await away(board.uploads.drop, file)
        board.live.whisper(taken[0], "whisper_gone", {"id": id})
        return JSONResponse({"id": id, "deleted": True})

    @router.post("/typing")
    async def typing(request: Request) -> JSONResponse:
        body = await body_of(request)
        parent, on = text_in(body, "comment"), bool(body.get("on"))
        place = await away(board.ears.place, number(parent)) if on else {}
        if place is None:
            raise Fault(404, "plaza.no_comment")
        board.live.typing(parent, place, on)
        return JSONResponse({"on": on})
