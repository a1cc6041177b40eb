"""The outer wall of the web process: known hosts, same-origin writes, headers. Knows no route."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dazi.words import say

_SAFE = ("GET", "HEAD", "OPTIONS")


def host_name(value: str) -> str:
    """The name in a Host header without its port, lower case; "" for a broken one."""
    try:
        return (urlsplit(f"//{value}").hostname or "").lower()
    except ValueError:
        return ""


class Guard:
    """Refuses hosts that are not listed (DNS rebinding) and writes from another origin; sets the policy headers.
    A request's nonce for its one import map is in scope["state"]["nonce"]."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        lang = "en" if headers.get("accept-language", "").lower().startswith("en") else "zh"
        host = headers.get("host", "")
        if host_name(host) not in self.hosts:
            words = say("error.host", "en" if lang == "en" else "zh", allowed=self.hosts[0])
            await _refuse(421, "error.host", words)(scope, receive, send)
            return
        origin = headers.get("origin")
        if scope["method"] not in _SAFE and origin and urlsplit(origin).netloc.lower() != host.lower():
            words = say("error.host", "en" if lang == "en" else "zh", allowed=host)
            await _refuse(403, "error.origin", words)(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce

        async def labelled(message: Message) -> None:
            if message["type"] == "http.response.start":
                _policy(MutableHeaders(scope=message), nonce)
            await send(message)

        await self.app(scope, receive, labelled)


def _refuse(status: int, code: str, words: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": words}}, status)


def _policy(headers: MutableHeaders, nonce: str) -> None:
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    )
