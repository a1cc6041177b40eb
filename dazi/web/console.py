"""The operator's page under /console: its routes together, the overview, language and theme."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dazi.store.ledger import Sieve
from dazi.web.console_acts import acts
from dazi.web.console_desk import Desk
from dazi.web.console_mentions import letter_routes, mention_routes
from dazi.web.console_page import HOME, THEME, THEMES, calm
from dazi.web.console_state import parts, state
from dazi.web.console_tell import row
from dazi.web.plaza_faults import LANG_COOKIE, SPOKEN, language

__all__ = ["console_routes"]

_YEAR = 365 * 86400
_FIRST = 12  # decisions on the overview


def console_routes(desk: Desk) -> APIRouter:
    """Everything under /console."""
    made = APIRouter()
    made.include_router(desk.door.routes())
    made.include_router(_front(desk))
    made.include_router(mention_routes(desk))
    made.include_router(letter_routes(desk))
    made.include_router(acts(desk))
    return made


def _front(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix=HOME, route_class=calm(desk.pages))

    @routes.get("")
    async def overview(request: Request) -> Response:
        visitor = await desk.door.visitor(request)
        lang = language(request)
        now, counts, leaf = await asyncio.gather(
            state(desk), desk.house.records.counts(), desk.ledger.page(Sieve(), _FIRST)
        )
        return desk.pages.shown(
            request, "overview.html", visitor.seal, state=now, parts=parts(now, lang), counts=counts, silences=silences(counts),
            rows=[row(one, lang) for one in leaf.found],
        )  # fmt: skip

    @routes.post("/look")
    async def look(request: Request) -> Response:
        fields = await desk.door.acting(request)
        back = fields.get("back", "")
        response = RedirectResponse(back if _ours(back) else HOME, 303)
        if fields.get("lang") in SPOKEN:
            response.set_cookie(LANG_COOKIE, fields["lang"], max_age=_YEAR, path="/", samesite="lax")
        if fields.get("theme") in THEMES:
            response.set_cookie(
                THEME, fields["theme"], max_age=_YEAR, path=HOME, httponly=True, samesite="strict"
            )
        return response

    return routes


def _ours(back: str) -> bool:
    """Whether it leads to one of our own pages and nowhere else."""
    return back == HOME or back.startswith((f"{HOME}/", f"{HOME}?"))


def silences(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """(reason, how often), most often first."""
    found = [
        (name.partition(":")[2], count)
        for name, count in counts.items()
        if name.startswith(("silent:", "failed:")) and count > 0
    ]
    return sorted(found, key=lambda one: -one[1])
