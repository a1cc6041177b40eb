"""The mood of a video's comments as the page shows it, counted anew when comments came; knows no model."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

import sqlalchemy as sa
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool as away

from dazi.crowd import FEW, counted, told
from dazi.text.crowd import Crowd
from dazi.web.plaza_board import Board
from dazi.web.plaza_faults import Fault, language
from dazi.web.plaza_tables import GONE, comments

_LATEST, _VIDEOS = 300, 200


class Mood:
    """Crowds by video; one is counted again once the number or the newest of its comments has changed."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._kept: OrderedDict[str, tuple[tuple[int, int], Crowd]] = OrderedDict()
        self._one = threading.Lock()

    def of(self, video: str) -> Crowd:
        """What the last three hundred comments are like; the companion's own don't count. Blocks."""
        own = self._board.card.account
        mine = (comments.c.video == video) & (comments.c.state != GONE) & (comments.c.member != own)
        state = sa.select(sa.func.count(), sa.func.coalesce(sa.func.max(comments.c.seq), 0)).where(mine)
        with self._one, self._board.engine.begin() as connection:
            count, newest = connection.execute(state).one()
            kept = self._kept.get(video)
            if kept and kept[0] == (count, newest):
                return kept[1]
            latest = sa.select(comments.c.text).where(mine).order_by(comments.c.seq.desc()).limit(_LATEST)
            made = counted(list(connection.execute(latest).scalars()))
            self._kept[video] = ((count, newest), made)
            while len(self._kept) > _VIDEOS:
                self._kept.popitem(last=False)
            return made


def mood_routes(board: Board) -> APIRouter:
    """GET /api/videos/{id}/mood."""
    router, mood = APIRouter(), Mood(board)

    @router.get("/api/videos/{id}/mood")
    async def shown(id: str, request: Request) -> JSONResponse:
        if await away(board.reads.video, id, "") is None:
            raise Fault(404, "plaza.no_video")
        found = await away(mood.of, id)
        body: dict[str, Any] = {
            "count": found.count,
            "moods": [{"mood": name or "plain", "count": many} for name, many in found.moods],
            "words": [{"word": word, "count": many} for word, many in found.words],
            "asked": found.asked,
            "sentence": told(found, language(request)) if found.count >= FEW else "",
        }
        return JSONResponse(body)

    return router
