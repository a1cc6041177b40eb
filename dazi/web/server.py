"""The web process as one ASGI app: the plaza and its page, the companion's status, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape
from sqlalchemy.exc import OperationalError
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dazi import __version__
from dazi.web.guard import Guard
from dazi.web.plaza import CompanionCard
from dazi.web.plaza_faults import install, language
from dazi.web.status import Panel, router

_HERE = Path(__file__).parent


class _Fresh(StaticFiles):
    """Files that the browser asks about each time (an ETag answers cheaply): an upgrade is seen at once."""

    def file_response(self, *args: Any, **named: Any) -> Response:
        response = super().file_response(*args, **named)
        response.headers["Cache-Control"] = "no-cache"
        return response


def _docs() -> str:
    """Where the documentation is, as the installation says; empty where it says nothing."""
    try:
        urls = metadata("dazi").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    found = dict(one.split(", ", 1) for one in urls if ", " in one)
    return str(found.get("Documentation", ""))


def create_server(
    plaza: FastAPI, panel: Panel, card: CompanionCard, hosts: tuple[str, ...], more: Sequence[APIRouter] = ()
) -> ASGIApp:
    """The whole site. `hosts` are the Host names that are answered, the first is named to who uses another; `more` are
    routes of Dazi's own beside the status."""
    pages = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=select_autoescape())
    template = pages.get_template("plaza.html")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        plaza.state.board.close()

    site = FastAPI(title="Dazi", openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    site.include_router(router(panel, language, plaza.state.board.speaker))
    install(site, locked=OperationalError)
    for one in more:
        site.include_router(one)
    site.mount("/static", _Fresh(directory=_HERE / "static"))

    @site.get("/", response_class=HTMLResponse)
    async def page(request: Request) -> HTMLResponse:
        words = {
            "lang": language(request),
            "version": __version__,
            "docs": _docs(),
            "persona": card,
            "nonce": request.state.nonce,
        }
        return HTMLResponse(template.render(**words), headers={"Cache-Control": "no-store"})

    site.mount("/", plaza)
    return Guard(site, hosts)
