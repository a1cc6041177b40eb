"""The plaza's route by which a page says that somebody comes near a clip; what is drawn when, the kiosk knows."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool as away

from dazi.clips.library import film_of
from dazi.web.plaza_board import Board, same_page
from dazi.web.plaza_faults import Fault, body_of


def kiosk_routes(board: Board) -> APIRouter:
    """Over one plaza; without a kiosk every clip that isn't there stays away."""
    router = APIRouter()

    @router.post("/api/videos/{id}/near")
    async def near(id: str, request: Request) -> JSONResponse:
        same_page(request)
        here = bool((await body_of(request)).get("here"))
        video = await away(board.reads.video, id, "")
        if video is None:
            raise Fault(404, "plaza.nothing")
        film = film_of(Path(video["poster"]).stem) if video["ai_made"] else None
        there = bool(video["ready"])
        if film is not None and board.kiosk is not None:
            there = await away(board.kiosk.near, film, here) or there
        return JSONResponse({"ready": there}, 200 if there else 202)

    return router
