"""The console's door: setting up, logging in and out, and who stands at it; knows no page behind it."""

from __future__ import annotations

import asyncio
import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dazi.config import LOOPBACK
from dazi.store.operators import Operators
from dazi.web.console_keys import LEAST, MOST, Brake, code_hash, fits, hashed, same, seal, token_hash
from dazi.web.console_page import HOME, Away, Pages, Refused, calm

SESSION, FORM = "dazi_console", "dazi_console_form"
STAYS = timedelta(hours=24)
_BODY = 64 * 1024
_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Visitor:
    """An operator who is in; `seal` stands in every form of theirs."""

    token: str
    seal: str


class Door:
    """Lets in, keeps out. Every page asks `visitor`, every form `acting`."""

    def __init__(self, operators: Operators, pages: Pages, brake: Brake | None = None) -> None:
        self._operators, self._pages = operators, pages
        self._brake = brake or Brake()
        self._one = asyncio.Semaphore(1)  # hashing takes 32 MB: one at a time

    async def visitor(self, request: Request) -> Visitor:
        """Who asks; Away to the login for a stranger, to the setting up where nobody has a password yet."""
        token = request.cookies.get(SESSION, "")
        if token and await self._operators.entered(token_hash(token), _now()):
            return Visitor(token, seal(token))
        if await self._operators.password() is None:
            raise Away(f"{HOME}/setup")
        raise Away(f"{HOME}/login")

    async def acting(self, request: Request) -> Mapping[str, str]:
        """The fields of an operator's form; Away for a stranger, Refused for a form that is not ours."""
        visitor = await self.visitor(request)
        fields = await form(request)
        if not same(fields.get("seal", ""), visitor.seal):
            raise Refused(403, "console.error.form")
        return fields

    async def still(self, visitor: Visitor) -> bool:
        """Whether a login that a stream began with still holds."""
        return await self._operators.entered(token_hash(visitor.token), _now())

    def routes(self) -> APIRouter:
        """Under /console: setup, login, logout."""
        made = APIRouter(prefix=HOME, route_class=calm(self._pages))
        made.get("/setup")(self._setup_page)
        made.post("/setup")(self._setup)
        made.get("/login")(self._login_page)
        made.post("/login")(self._login)
        made.post("/logout")(self._logout)
        return made

    async def _setup_page(self, request: Request) -> Response:
        if await self._operators.password() is not None:
            raise Away(f"{HOME}/login")
        return self._asked(request, "setup.html")

    async def _setup(self, request: Request) -> Response:
        fields = await self._stranger(request)
        if await self._operators.password() is not None:
            raise Away(f"{HOME}/login")
        if not _here(request):
            return self._asked(request, "setup.html", 403, "setup_far")
        password, again = fields.get("password", ""), fields.get("again", "")
        if not LEAST <= len(password) <= MOST:
            return self._asked(request, "setup.html", 422, "short", least=LEAST, most=MOST)
        if password != again:
            return self._asked(request, "setup.html", 422, "differ")
        if wait := self._brake.wait(_address(request)):
            return self._braked(request, "setup.html", wait)
        given, offered = code_hash(fields.get("code", "")), await self._operators.offered(_now())
        if offered is None or not same(given, offered):
            return self._asked(request, "setup.html", 403, "code")
        async with self._one:
            secret = await asyncio.to_thread(hashed, password)
        if not await self._operators.claim(given, secret, _now()):
            return self._asked(request, "setup.html", 403, "code")
        return await self._in(request)

    async def _login_page(self, request: Request) -> Response:
        if await self._operators.password() is None:
            raise Away(f"{HOME}/setup")
        return self._asked(request, "login.html")

    async def _login(self, request: Request) -> Response:
        fields = await self._stranger(request)
        kept = await self._operators.password()
        if kept is None:
            raise Away(f"{HOME}/setup")
        if wait := self._brake.wait(_address(request)):
            return self._braked(request, "login.html", wait)
        async with self._one:
            right = await asyncio.to_thread(fits, fields.get("password", "")[:MOST], kept)
        if not right:
            return self._asked(request, "login.html", 403, "password")
        return await self._in(request)

    async def _logout(self, request: Request) -> Response:
        await self.acting(request)
        await self._operators.leave(token_hash(request.cookies.get(SESSION, "")))
        response = RedirectResponse(f"{HOME}/login", 303)
        response.delete_cookie(SESSION, path=HOME)
        return response

    async def _in(self, request: Request) -> Response:
        """A fresh login; the token is in the cookie alone."""
        self._brake.good(_address(request))
        token, now = secrets.token_urlsafe(32), _now()
        await self._operators.enter(token_hash(token), now, now + STAYS)
        response = RedirectResponse(HOME, 303)
        _keep(response, request, SESSION, token, int(STAYS.total_seconds()))
        return response

    async def _stranger(self, request: Request) -> Mapping[str, str]:
        """The fields of a form that was sent before a login: it goes with a cookie of its own."""
        fields = await form(request)
        own = request.cookies.get(FORM, "")
        if not own or not same(fields.get("seal", ""), seal(own)):
            raise Refused(403, "console.error.form")
        return fields

    def _asked(
        self, request: Request, name: str, status: int = 200, fault: str = "", **more: object
    ) -> Response:
        own = request.cookies.get(FORM) or secrets.token_urlsafe(16)
        response = self._pages.shown(request, name, seal(own), status, fault=fault, told=more)
        _keep(response, request, FORM, own, 3600)
        return response

    def _braked(self, request: Request, name: str, wait: float) -> Response:
        response = self._asked(request, name, 429, "wait", seconds=math.ceil(wait))
        response.headers["Retry-After"] = str(math.ceil(wait))
        return response


async def form(request: Request) -> Mapping[str, str]:
    """The fields of a form of at most 64 kB; Refused for a larger one."""
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) > _BODY:
            raise Refused(413, "console.error.long")
    try:
        pairs = parse_qsl(held.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        raise Refused(413, "console.error.long") from None
    return dict(pairs)


def _keep(response: Response, request: Request, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, path=HOME, httponly=True, samesite="strict", secure=request.url.scheme == "https",
    )  # fmt: skip


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _here(request: Request) -> bool:
    """Whether it comes from this very machine, with nobody handing it on."""
    return _address(request) in LOOPBACK and not {"x-forwarded-for", "forwarded"} & set(
        request.headers.keys()
    )


def _now() -> datetime:
    return datetime.now(UTC)
