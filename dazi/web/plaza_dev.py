"""A stub of what stands beside the plaza in the real program, for those who work on its page; never part of it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.staticfiles import StaticFiles

from dazi.web.plaza_faults import language
from dazi.web.plaza_seed import CompanionCard

_STATUS = {
    "companion": "on",
    "model": {"name": "stub", "phase": "ready", "done": 1, "total": 1, "eta": None, "message": ""},
    "queue": {"waiting": 0, "leased": 0, "dead": 0, "oldest": 0},
}


def dev_routes(app: FastAPI, web: Path, card: CompanionCard, echo: str, token: str) -> None:
    """Put the page, its files and a stub of Dazi's own routes on the app; `echo` is the plaza's own address where a
    stub companion is to answer."""
    status = dict(_STATUS)

    tasks: set[asyncio.Task[None]] = set()

    @app.get("/v1/status")
    async def status_() -> JSONResponse:
        if echo and not tasks:
            tasks.add(asyncio.get_running_loop().create_task(_echo(echo, token, card)))
        return JSONResponse(status)

    @app.post("/v1/switch")
    async def switch(request: Request) -> JSONResponse:
        status["companion"] = "on" if (await request.json()).get("on") else "off"
        return JSONResponse(status)

    @app.get("/v1/events")
    async def events() -> StreamingResponse:
        async def quiet() -> AsyncIterator[str]:
            while not app.state.board.live.closed:
                yield ": nothing\n\n"
                await asyncio.sleep(10)

        return StreamingResponse(quiet(), media_type="text/event-stream")

    app.mount("/static", StaticFiles(directory=web / "static", check_dir=False))
    pages = Environment(loader=FileSystemLoader(web / "templates"), autoescape=select_autoescape())

    @app.get("/{path:path}")
    async def page(path: str, request: Request) -> HTMLResponse:
        words = {
            "lang": language(request),
            "version": "dev",
            "docs": "",
            "persona": card,
            "nonce": secrets.token_urlsafe(12),
        }
        return HTMLResponse(pages.get_template("plaza.html").render(**words))


async def _echo(url: str, token: str, card: CompanionCard) -> None:
    """Answer every comment that calls, or that answers us, after a moment of typing."""
    async with httpx.AsyncClient(
        base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=40
    ) as plaza:
        cursor = (await plaza.get("/api/bot/comments")).json()["cursor"]
        while True:
            came = (await plaza.get("/api/bot/comments", params={"cursor": cursor})).json()
            cursor = came["cursor"]
            for comment in came["items"]:
                calls = (
                    f"@{card.handle}" in comment["text"] or comment["parent_own"] or comment.get("private")
                )
                if not calls:
                    continue
                await plaza.post("/api/bot/typing", json={"comment": comment["id"], "on": True})
                await asyncio.sleep(2)
                text = f"收到：{comment['text'].replace('@' + card.handle, '').strip()[:60]}"
                said = {"parent": comment["id"], "text": text, "label": "AI生成"}
                await plaza.post("/api/bot/comments", json=said)
