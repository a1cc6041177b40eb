"""The plaza's routes for files: clips, posters, pictures going out, uploads coming in."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from starlette.concurrency import run_in_threadpool as away

from dazi.text.normalise import clean
from dazi.web.plaza_avatars import portrait
from dazi.web.plaza_board import Board, same_page
from dazi.web.plaza_bot import holds_token
from dazi.web.plaza_faults import Fault
from dazi.web.plaza_tables import now_ms
from dazi.web.uploads import receive

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(mp4|jpg|jpeg|png|webp|gif)")
_MIME = {"mp4": "video/mp4", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
_UNUSED_MS = 24 * 3600 * 1000
TITLE_LIMIT, TAG_LIMIT, TAGS = 80, 20, 8


def media_routes(board: Board) -> APIRouter:
    """All of them over one plaza."""
    router = APIRouter()
    _going_out(router, board)
    _coming_in(router, board)
    return router


def _going_out(router: APIRouter, board: Board) -> None:
    folders = {"uploads": (board.uploads.folder,), "clips": board.clip_folders}

    def found(kind: str, name: str) -> Path | None:
        if not _NAME.fullmatch(name):
            return None
        path = next((path for f in folders.get(kind, ()) if (path := f / name).is_file()), None)
        return path if board.kiosk is None or kind != "clips" else board.kiosk.asked(name, path)

    async def barred(kind: str, name: str, request: Request) -> bool:
        """Whether this is a picture of somebody else's private talk."""
        if kind != "uploads" or holds_token(request, board.token):
            return False
        return not await away(board.reads.may_see, name, board.speaker(request))

    @router.get("/media/avatars/{name}.png")
    async def avatar(name: str) -> Response:
        person = board.reads.member(name)
        painted = await away(portrait, person["avatar"], person["color"])
        return Response(painted, media_type="image/png", headers={"X-Content-Type-Options": "nosniff"})

    @router.api_route("/media/{kind}/{name}", methods=["GET", "HEAD"])
    async def media(kind: str, name: str, request: Request) -> FileResponse:
        path = await away(found, kind, name)
        if path is None or await barred(kind, name, request):
            raise Fault(404, "plaza.nothing")
        ending = path.suffix[1:]
        # Every name holds the hash of its content (or of the script that it was made from): it never changes.
        open_to_all = kind != "uploads" or await away(board.reads.may_see, name, "")
        headers = {
            "Cache-Control": f"{'public' if open_to_all else 'private'}, max-age=31536000, immutable",
            "X-Content-Type-Options": "nosniff",
        }
        return FileResponse(path, media_type=_MIME.get(ending, f"image/{ending}"), headers=headers)

    @router.get("/api/uploads/{name}/labels")
    async def labels(name: str, request: Request) -> JSONResponse:
        # The companion's own files alone: no stranger's bytes are decoded in this process.
        path = await away(found, "uploads", name)
        if await barred("uploads", name, request):
            raise Fault(404, "plaza.nothing")
        if path is None or board.marker is None or not await away(board.reads.drew, name):
            raise Fault(404, "plaza.nothing")
        content = await away(path.read_bytes)
        return JSONResponse(dict(await away(board.marker.told, content)))


def _coming_in(router: APIRouter, board: Board) -> None:
    @router.post("/api/uploads")
    async def image(request: Request) -> JSONResponse:
        own = holds_token(request, board.token)
        if not own:
            same_page(request)
        member = board.card.account if own else board.speaker(request)
        await away(_sweep, board)
        form = await receive(request)
        try:
            # The companion's pictures stay as they are: their metadata says that an AI made them.
            made = await board.uploads.take(form, "keep" if own else "image")
        finally:
            form.file.close()
        row = {key: made[key] for key in ("file", "sha256", "mime")}
        row |= {
            "id": secrets.token_urlsafe(12),
            "member": member,
            "alt": clean(form.fields.get("alt", ""), 200),
            "consent_at": now_ms() if not own and form.fields.get("consent") == "1" else None,
        }
        await away(board.writes.upload, row)
        return JSONResponse({"id": row["id"], "url": f"/media/uploads/{row['file']}"}, 201)

    @router.post("/api/videos")
    async def clip(request: Request) -> JSONResponse:
        same_page(request)
        form = await receive(request)
        try:
            title = clean(form.fields.get("title", ""), TITLE_LIMIT + 1).replace("\n", " ")
            if not title or len(title) > TITLE_LIMIT:
                raise Fault(422, "upload.title", limit=TITLE_LIMIT)
            made = await board.uploads.take(form, "video")
        finally:
            form.file.close()
        row = {
            "id": f"v{secrets.token_hex(8)}",
            "title": title,
            "title_en": title,
            "author": board.speaker(request),
            "tags": tags_of(form.fields.get("tags", "")),
            "captions": [],
            "seconds": made["seconds"],
            "file": made["file"],
            "poster": made["poster"],
        }
        shown = await away(board.writes.clip, row)
        board.live.wake()
        return JSONResponse(shown, 201)


def tags_of(raw: str) -> list[str]:
    """Up to eight tags out of "#猫 日常, fun"."""
    found = [tag.strip("#＃")[:TAG_LIMIT] for tag in re.split(r"[\s,，、#＃]+", clean(raw, 400))]
    return list(dict.fromkeys(tag for tag in found if tag))[:TAGS]


def _sweep(board: Board) -> None:
    for file in board.writes.stale_uploads(now_ms() - _UNUSED_MS):
        board.uploads.drop(file)
