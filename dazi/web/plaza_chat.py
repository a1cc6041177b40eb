"""The plaza's routes of the companion's page and of the talk that each member has with it alone."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool as away

from dazi.web.plaza_board import Board, same_page, words_of
from dazi.web.plaza_faults import Fault, body_of, number_in, text_in
from dazi.web.plaza_member import listed
from dazi.web.plaza_writes import Words

_CHANGES = [Depends(same_page)]
_OWN = {"Cache-Control": "no-store", "Vary": "Cookie"}


def chat_routes(board: Board) -> APIRouter:
    """All of them over one plaza."""
    router = APIRouter(prefix="/api")
    _page(router, board)
    _talk(router, board)
    return router


def _page(router: APIRouter, board: Board) -> None:
    @router.get("/companion")
    async def companion(request: Request) -> JSONResponse:
        page = await away(board.companion.page, board.speaker(request))
        card = board.reads.companion()
        about = {
            "member": board.reads.member(board.card.account), "handle": card["handle"], "bio": card["bio"],
            "bio_en": card["bio_en"],
        }  # fmt: skip
        latest, _ = await away(board.companion.said, "new", "", 20)
        return JSONResponse({**about, **page, "latest": latest})

    @router.get("/companion/comments")
    async def comments(request: Request) -> JSONResponse:
        query, limit = request.query_params, max(1, number_in(request, "limit", 20, 100))
        said, after = await away(
            board.companion.said, query.get("sort", "hot"), query.get("before", ""), limit
        )
        return JSONResponse({"comments": said, "next": after})

    @router.post("/companion/follow", dependencies=_CHANGES)
    async def follow(request: Request) -> JSONResponse:
        on = (await body_of(request)).get("on", True)
        if not isinstance(on, bool):
            raise Fault(422, "plaza.field", name="on")
        followers = await away(board.companion.follow, board.speaker(request), on)
        return JSONResponse({"following": on, "followers": followers})


def _talk(router: APIRouter, board: Board) -> None:
    """Whose talk it is, the cookie alone says: there is no address of another's."""

    @router.get("/chat")
    async def talk(request: Request) -> JSONResponse:
        before, limit = number_in(request, "before", 0, 2**62), max(1, number_in(request, "limit", 30, 100))
        messages, more = await away(board.whispers.page, board.speaker(request), before, limit)
        return JSONResponse({"messages": messages, "more": more}, headers=_OWN)

    @router.post("/chat", dependencies=_CHANGES)
    async def say(request: Request) -> JSONResponse:
        body, member = await body_of(request), board.speaker(request)
        attachments = listed(body.get("attachments"))
        text = words_of(text_in(body, "text"), may_be_empty=bool(attachments))
        client = text_in(body, "client")[:64]
        again = bool(client) and await away(board.whispers.has, member, client)
        if not again:
            board.pace.step(member)
        words = Words(member, text, client=client, attachments=attachments)
        shown, new = await away(board.whispers.say, words)
        if new:
            board.live.whisper(member, "whisper", shown)
        return JSONResponse(shown, 201 if new else 200, headers=_OWN)

    @router.delete("/chat", dependencies=_CHANGES)
    async def clear(request: Request) -> JSONResponse:
        member = board.speaker(request)
        for file in await away(board.whispers.clear, member):
            await away(board.uploads.drop, file)
        board.live.whisper(member, "whisper_gone", {"id": ""})
        return JSONResponse({"cleared": True})
