"""How the plaza says no: errors as JSON in the reader's language; knows no route."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dazi.errors import BadInput, DaziError, StoreBusy, Transient
from dazi.types import Lang
from dazi.words import explain, say

SPOKEN: dict[str | None, Lang] = {"zh": "zh", "en": "en"}
LANG_COOKIE = "plaza_lang"
BODY_LIMIT = 1024 * 1024


class Fault(BadInput):
    """A refusal with its HTTP status."""

    def __init__(self, status: int, code: str, /, **arguments: object) -> None:
        super().__init__(code, **arguments)
        self.status = status


def language(request: Request) -> Lang:
    """The reader's language: the cookie, else the first of Accept-Language that we speak, else the plaza's own."""
    asked = [part.strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    for wanted in (request.cookies.get(LANG_COOKIE), *asked):
        if wanted in SPOKEN:
            return SPOKEN[wanted]
    own: Lang = getattr(request.app.state, "lang", "zh")
    return own


def refusal(status: int, code: str, message: str) -> JSONResponse:
    """The one shape of an error."""
    return JSONResponse({"error": {"code": code, "message": message}}, status)


async def _said(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DaziError)
    status = 422
    if isinstance(error, Fault):
        status = error.status
    elif isinstance(error, Transient):
        status = 503
    return refusal(status, error.code, explain(error, language(request)))


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = {404: "plaza.nothing", 405: "plaza.method"}.get(error.status_code, "plaza.request")
    return refusal(error.status_code, code, say(code, language(request)))


async def _locked(request: Request, error: Exception) -> JSONResponse:
    return await _said(request, StoreBusy("plaza.busy"))


def install(app: FastAPI, locked: type[Exception]) -> None:
    """Give the app its answers to errors; `locked` is the database's own error for "locked" or "full"."""
    app.add_exception_handler(DaziError, _said)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(locked, _locked)


async def body_of(request: Request) -> Mapping[str, object]:
    """The request's JSON object, at most 1 MB; bytes that are not UTF-8 become U+FFFD rather than an error.
    Fault 413 or 400."""
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) > BODY_LIMIT:
            raise Fault(413, "plaza.body_long")
    try:
        body = json.loads(bytes(held).decode("utf-8", "replace") or "{}")
    except (ValueError, RecursionError):
        raise Fault(400, "plaza.body_json") from None
    if not isinstance(body, dict):
        raise Fault(400, "plaza.body_json")
    return body


def text_in(body: Mapping[str, object], name: str, default: str = "") -> str:
    """A string of the body; Fault 422 when it is something else."""
    value = body.get(name, default)
    if value is None:
        return default
    if not isinstance(value, str):
        raise Fault(422, "plaza.field", name=name)
    return value


def number_in(request: Request, name: str, default: int, most: int) -> int:
    """A number of the query, between 0 and `most`; Fault 422 when it is none."""
    raw = request.query_params.get(name)
    if raw is None or raw == "":
        return default
    try:
        return max(0, min(int(raw), most))
    except ValueError:
        raise Fault(422, "plaza.field", name=name) from None
