"""The plaza's routes for members: feed, comments, likes, live events."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool as away

from dazi.web.plaza_board import MEMBER_COOKIE, Board, same_page, words_of
from dazi.web.plaza_faults import LANG_COOKIE, Fault, body_of, language, number_in, text_in
from dazi.web.plaza_reads import number
from dazi.web.plaza_writes import Words

_YEAR = 365 * 24 * 3600
_CHANGES = [Depends(same_page)]


def member_routes(board: Board) -> APIRouter:
    """All of them over one plaza."""
    router = APIRouter(prefix="/api")
    _about_members(router, board)
    _about_videos(router, board)
    _about_comments(router, board)
    _about_likes(router, board)
    return router


def _about_members(router: APIRouter, board: Board) -> None:
    def me(member: str, lang: str) -> dict[str, Any]:
        reads = board.reads
        shown = {"member": reads.member(member), "lang": lang, "members": reads.demo()}
        return {**shown, "companion": reads.companion()}

    @router.get("/me")
    async def who(request: Request) -> JSONResponse:
        return JSONResponse(me(board.speaker(request), language(request)))

    @router.post("/me", dependencies=_CHANGES)
    async def become(request: Request) -> JSONResponse:
        body = await body_of(request)
        member = text_in(body, "member") or board.speaker(request)
        lang = text_in(body, "lang") or language(request)
        if board.reads.speaker(member) != member:
            raise Fault(404, "plaza.no_member")
        if lang not in ("zh", "en"):
            raise Fault(422, "plaza.field", name="lang")
        answer = JSONResponse(me(member, lang))
        for cookie, value in ((MEMBER_COOKIE, member), (LANG_COOKIE, lang)):
            answer.set_cookie(cookie, value, max_age=_YEAR, httponly=True, samesite="lax")
        return answer

    @router.get("/people")
    async def people(request: Request) -> JSONResponse:
        return JSONResponse(board.reads.people(request.query_params.get("q", "")[:40].strip()))

    @router.get("/events")
    async def events(request: Request) -> StreamingResponse:
        raw = request.headers.get("last-event-id") or request.query_params.get("last", "")
        last = number(raw) if raw else -1
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = board.live.stream(last if last >= 0 else None, board.speaker(request))
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


def _about_videos(router: APIRouter, board: Board) -> None:
    @router.get("/videos")
    async def videos(request: Request) -> JSONResponse:
        await away(board.look)
        return JSONResponse({"videos": await away(board.reads.videos, board.speaker(request))})

    @router.get("/videos/{id}")
    async def video(id: str, request: Request) -> JSONResponse:
        return JSONResponse(await standing_video(board, id, board.speaker(request)))


def _about_comments(router: APIRouter, board: Board) -> None:
    reads = board.reads

    @router.get("/videos/{id}/comments")
    async def threads(id: str, request: Request) -> JSONResponse:
        await standing_video(board, id, "")
        query = request.query_params
        limit = max(1, number_in(request, "limit", 30, 100))
        page = (query.get("sort", "hot"), query.get("before", ""), limit)
        shown, after = await away(reads.threads, id, board.speaker(request), *page)
        return JSONResponse({"threads": shown, "next": after})

    @router.get("/comments/{id}/replies")
    async def replies(id: str, request: Request) -> JSONResponse:
        reader = board.speaker(request)
        top = await away(reads.comment, number(id))
        if top is None:
            raise Fault(404, "plaza.no_comment")
        after, limit = number_in(request, "after", 0, 2**62), number_in(request, "limit", 500, 1000)
        return JSONResponse({"replies": await away(reads.replies, int(top["thread"]), after, reader, limit)})

    @router.post("/videos/{id}/comments", dependencies=_CHANGES)
    async def write(id: str, request: Request) -> JSONResponse:
        body = await body_of(request)
        member, parent = board.speaker(request), text_in(body, "parent")
        attached = listed(body.get("attachments"))
        words = Words(
            member,
            words_of(text_in(body, "text"), may_be_empty=bool(attached)),
            client=text_in(body, "client")[:64],
            attachments=attached,
        )
        again = bool(words.client) and await away(board.writes.has, member, words.client)
        if not again:
            board.pace.step(member)
        shown, new = await away(board.writes.comment, id, parent or None, words)
        board.live.wake()
        return JSONResponse(shown, 201 if new else 200)

    @router.delete("/comments/{id}", dependencies=_CHANGES)
    async def delete(id: str, request: Request) -> JSONResponse:
        return await deleted(board, id, board.speaker(request))


def _about_likes(router: APIRouter, board: Board) -> None:
    async def like(kind: str, id: str, request: Request) -> JSONResponse:
        on = (await body_of(request)).get("on", True)
        if not isinstance(on, bool):
            raise Fault(422, "plaza.field", name="on")
        counted = await away(board.writes.like, kind, id, board.speaker(request), on)
        board.live.wake()
        return JSONResponse(counted)

    @router.post("/comments/{id}/like", dependencies=_CHANGES)
    async def like_comment(id: str, request: Request) -> JSONResponse:
        return await like("comment", id, request)

    @router.post("/videos/{id}/like", dependencies=_CHANGES)
    async def like_video(id: str, request: Request) -> JSONResponse:
        return await like("video", id, request)


async def deleted(board: Board, id: str, member: str) -> JSONResponse:
    """Take a member's comment away, with its pictures."""
    for file in await away(board.writes.delete, id, member):
        await away(board.uploads.drop, file)
    board.live.wake()
    return JSONResponse({"id": id, "deleted": True})


async def standing_video(board: Board, id: str, reader: str) -> dict[str, Any]:
    """A video as JSON; Fault 404."""
    shown = await away(board.reads.video, id, reader)
    if shown is None:
        raise Fault(404, "plaza.no_video")
    return shown


def listed(value: object) -> tuple[str, ...]:
    """Up to nine upload ids; Fault 422."""
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > 9 or not all(isinstance(id, str) for id in value):
        raise Fault(422, "plaza.field", name="attachments")
    return tuple(value)
