"""The routes of pictures for comments: the public API, and the plaza's own way to put one under a comment."""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
import tempfile
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool as away

from dazi.cards.names import LARGEST, LEAST, MOST, STILLED, STYLES
from dazi.errors import BadInput
from dazi.types import Lang
from dazi.video.decode import near
from dazi.web.comment_art import MOST_SEED, SMALL, Order, Rate, Studio, cards, checked
from dazi.web.plaza_board import MEMBER_COOKIE, Board, same_page
from dazi.web.plaza_faults import Fault, body_of, language, text_in
from dazi.words import say

if TYPE_CHECKING:
    from PIL import Image

MADE = re.compile(r"art-[0-9a-f]{32}\.png")  # no upload of a member's is ever called so
_STILLS = 12
_PNG = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=900"}


def art_routes(board: Board) -> APIRouter:
    """All of them over one plaza."""
    router = APIRouter()
    studio = Studio(board.marker, Stills(board))
    # A strip of thumbnails is a dozen pictures: an asker may open some twenty in a minute.
    rates = (Rate(240), Rate(600))
    _public(router, studio, rates)
    _of_the_plaza(router, board, studio, rates)
    return router


def _public(router: APIRouter, studio: Studio, rates: tuple[Rate, Rate]) -> None:
    @router.get("/v1/comment-art/styles")
    async def styles(request: Request) -> JSONResponse:
        lang = language(request)
        shown = [
            {"name": name, "title": say(f"cards.style.{name}", lang), "needs_video": name in STILLED}
            for name in STYLES
        ]
        return JSONResponse({"least": LEAST, "most": MOST, "styles": shown})

    @router.post("/v1/comment-art")
    async def order(request: Request) -> Response:
        body = await body_of(request)
        orders = await away(_orders, body, language(request))
        _paced(request, rates, len(orders))
        if "image/png" in request.headers.get("accept", ""):
            _, content = await studio.picture(studio.take(orders[0]))
            return Response(content, media_type="image/png", headers=_PNG)
        return JSONResponse({"text": orders[0].text, "pictures": [_told(studio, one) for one in orders]})

    @router.get("/v1/comment-art/{key}.png")
    async def picture(key: str) -> Response:
        _, content = await studio.picture(key)
        return Response(content, media_type="image/png", headers=_PNG)


def _of_the_plaza(router: APIRouter, board: Board, studio: Studio, rates: tuple[Rate, Rate]) -> None:
    @router.post("/api/comment-art")
    async def attach(request: Request) -> JSONResponse:
        same_page(request)
        body = await body_of(request)
        (one, *_) = await away(_orders, body, language(request))
        _paced(request, rates, 1)
        _, content = await studio.picture(studio.take(one))
        digest = hashlib.sha256(content).hexdigest()
        file = f"art-{digest[:32]}.png"
        await away((board.uploads.folder / file).write_bytes, content)
        row = {
            "id": secrets.token_urlsafe(12), "member": board.speaker(request), "file": file, "sha256": digest,
            "mime": "image/png", "alt": one.alt[:200],
        }  # fmt: skip
        await away(board.writes.upload, row)
        return JSONResponse({"id": row["id"], "url": f"/media/uploads/{file}", "alt": row["alt"]}, 201)

    @router.get("/api/comment-art/{name}/labels")
    async def labels(name: str) -> JSONResponse:
        path = board.uploads.folder / name
        if not MADE.fullmatch(name) or board.marker is None or not await away(path.is_file):
            raise Fault(404, "plaza.nothing")
        return JSONResponse(dict(await away(board.marker.told, await away(path.read_bytes))))


def _orders(body: Mapping[str, object], lang: Lang) -> list[Order]:
    """What is ordered: one style, or all ("all") of the same words. Fault 422 names what is wrong."""
    text = checked(text_in(body, "text"))
    video, style = text_in(body, "video")[:80], text_in(body, "style") or next(iter(STYLES))
    chosen = [name for name in STYLES if video or name not in STILLED] if style == "all" else [style]
    seed, at = body.get("seed", 0), body.get("at", 0)
    if not isinstance(seed, int) or isinstance(seed, bool) or not 0 <= seed <= MOST_SEED:
        raise Fault(422, "art.seed", most=MOST_SEED)
    if isinstance(at, bool) or not isinstance(at, int | float) or not 0 <= at < 1e6:
        raise Fault(422, "plaza.field", name="at")
    size = text_in(body, "size") or "large"
    if size not in ("small", "large"):
        raise Fault(422, "plaza.field", name="size")
    spoken = text_in(body, "lang") or lang
    if spoken not in ("zh", "en"):
        raise Fault(422, "plaza.field", name="lang")
    own: Lang = "en" if spoken == "en" else "zh"
    side = SMALL if size == "small" else LARGEST
    return [Order(text, name, seed, own, side, video, round(float(at), 1)) for name in chosen]


def _told(studio: Studio, one: Order) -> dict[str, object]:
    key = studio.take(one)
    return {
        "style": one.style, "title": say(f"cards.style.{one.style}", one.lang), "seed": one.seed, "alt": one.alt,
        "url": f"/v1/comment-art/{key}.png", "mime": "image/png", "width": one.side, "height": one.side,
    }  # fmt: skip


def _paced(request: Request, rates: tuple[Rate, Rate], count: int) -> None:
    address = request.client.host if request.client else ""
    rates[1].step(address, count)
    rates[0].step(f"{address}|{request.cookies.get(MEMBER_COOKIE, '')[:40]}", count)


class Stills:
    """Stills of the plaza's videos, each decoded once in a limited child."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._kept: OrderedDict[tuple[str, int], Image.Image] = OrderedDict()
        self._one = asyncio.Lock()

    async def __call__(self, video: str, at: float) -> Image.Image:
        """The picture at a second. BadInput where there is no such video, or nothing in it to see."""
        path = await away(self._path, video)
        place = (str(path), round(at))
        async with self._one:  # four styles ask for the same still at once
            if place not in self._kept:
                with tempfile.TemporaryDirectory(prefix="dazi-still-") as folder:
                    made = await near(path, Path(folder), at)
                    content = await away((Path(folder) / str(made["frames"][0]["file"])).read_bytes)
                self._kept[place] = cards().opened(content)
                while len(self._kept) > _STILLS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(place)
            return self._kept[place]

    def _path(self, video: str) -> Path:
        shown = self._board.reads.video(video, "")
        if shown is None or not shown["src"]:
            raise BadInput("plaza.no_video")
        _, _, kind, name = str(shown["src"]).split("/")
        folders = self._board.clip_folders if kind == "clips" else (self._board.uploads.folder,)
        for folder in map(Path, folders):
            if (folder / name).is_file():
                return folder / name
        raise BadInput("plaza.no_video")
