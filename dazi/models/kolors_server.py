"""An OpenAI-compatible images interface over a studio that paints here: generations, edits, and edits with a mask; knows
no torch, so that it can be tried with any studio."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import structlog
from PIL import Image
from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dazi.models.endpoint import LOOPBACK
from dazi.models.masks import BYTES, Unusable, opened, png

WAITING = 8  # pictures in line; who comes then is told to come again
AGAIN = 20  # seconds until then
LEAST, MOST = 64, 2048  # pixels of a side
STEPS = 100
STRENGTH = 0.6  # of a change without a mask: how much of the original goes
PROMPT = 2000
_log = structlog.get_logger("dazi.kolors")


class Spoiled(Exception):
    """The weights computed no picture: a value that is not a number."""


class Studio(Protocol):
    """Paints; all block, raise Spoiled, and give the same bytes for the same seed. `steps` 0 means the usual number."""

    name: str

    def generate(self, prompt: str, size: tuple[int, int], *, seed: int, steps: int = 0) -> Image.Image:
        """A picture of a prompt."""
        ...

    def vary(
        self, prompt: str, picture: Image.Image, *, strength: float, seed: int, steps: int = 0
    ) -> Image.Image:
        """The picture changed towards a prompt, as large as it was; `strength` 0 to 1."""
        ...

    def fill(
        self, prompt: str, picture: Image.Image, mask: Image.Image, *, seed: int, steps: int = 0
    ) -> Image.Image:
        """The picture with its mask's white pixels painted, all others exactly as they were."""
        ...


class Wrong(Exception):
    """A request that cannot be done, in words for who wrote the client."""


class Server:
    """The routes over one studio, which paints one picture at a time. `key`: where there is one, who asks must know it."""

    def __init__(self, studio: Studio, key: str = "") -> None:
        self._studio, self._key = studio, key
        self._turn = asyncio.Lock()
        self._waiting = 0

    def app(self) -> Starlette:
        """The application; it answers to this machine's own names alone."""
        routes = [
            Route("/health", self._health),
            Route("/v1/models", self._guarded(self._models)),
            Route("/v1/images/generations", self._guarded(self._generations), methods=["POST"]),
            Route("/v1/images/edits", self._guarded(self._edits), methods=["POST"]),
        ]
        hosts = [*LOOPBACK, "[::1]", "testserver"]
        return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)])

    def _guarded(
        self, inner: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            told = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
            if self._key and not hmac.compare_digest(told, self._key.encode()):
                return _error(401, "the key is another one", "invalid_api_key")
            if int(request.headers.get("content-length") or 0) > 2 * BYTES:
                return _error(413, "the request is too large", "too_large")
            try:
                return await inner(request)
            except (Wrong, Unusable, HTTPException, ValueError) as fault:
                return _error(400, str(fault) or "the request cannot be read", "invalid_request")
            except Spoiled as fault:
                _log.error("spoiled", detail=str(fault))
                return _error(422, str(fault), "spoiled")
            except MemoryError:
                return _error(503, "not enough memory", "memory", AGAIN)

        return answer

    async def _health(self, request: Request) -> Response:
        return JSONResponse({"status": "ok", "waiting": self._waiting})

    async def _models(self, request: Request) -> Response:
        row = {"id": self._studio.name, "object": "model", "owned_by": "local"}
        return JSONResponse({"object": "list", "data": [row]})

    async def _generations(self, request: Request) -> Response:
        asked = json.loads(await request.body())
        if not isinstance(asked, Mapping):
            raise Wrong("a JSON object is asked for")
        prompt, seed, steps = _asked(asked)
        size = _size(asked.get("size")) or (1024, 1024)
        return await self._painted(lambda: self._studio.generate(prompt, size, seed=seed, steps=steps))

    async def _edits(self, request: Request) -> Response:
        async with request.form(max_files=4, max_fields=40) as form:
            prompt, seed, steps = _asked({name: value for name, value in form.items()})
            sent = await _upload(form, "image")
            if sent is None:
                raise Wrong("the form has no image")
            picture = await asyncio.to_thread(_opened, sent)
            mask = await _mask(form, picture)
            wanted = _size(form.get("size")) or picture.size
            strength = _number(form.get("strength"), STRENGTH, 0.05, 1.0)
        plain = picture.convert("RGB")

        def paint() -> Image.Image:
            if mask is not None:
                return self._studio.fill(prompt, plain, mask, seed=seed, steps=steps)
            return self._studio.vary(prompt, plain, strength=strength, seed=seed, steps=steps)

        return await self._painted(paint, wanted)

    async def _painted(
        self, paint: Callable[[], Image.Image], size: tuple[int, int] | None = None
    ) -> Response:
        """What `paint` makes, in its turn, as an answer."""
        if self._waiting >= WAITING:
            return _error(429, "too many are waiting", "rate_limit", AGAIN)
        self._waiting += 1
        try:
            async with self._turn:
                began = time.perf_counter()
                content = await asyncio.to_thread(_finished, paint, size)
        finally:
            self._waiting -= 1
        _log.info("painted", seconds=round(time.perf_counter() - began, 2), bytes=len(content))
        made = {"b64_json": base64.b64encode(content).decode()}
        return JSONResponse({"created": int(time.time()), "output_format": "png", "data": [made]})


def _finished(paint: Callable[[], Image.Image], size: tuple[int, int] | None) -> bytes:
    made = paint()
    if size is not None and made.size != size:
        made = made.resize(size, Image.Resampling.LANCZOS)
    return png(made)


def _asked(asked: Mapping[str, Any]) -> tuple[str, int, int]:
    """Prompt, seed and steps, checked; what is not known here is overlooked as elsewhere."""
    prompt = asked.get("prompt")
    if not isinstance(prompt, str) or not prompt.strip():
        raise Wrong("prompt is missing")
    if str(asked.get("n", 1)) != "1":
        raise Wrong("n must be 1")
    if asked.get("response_format") not in (None, "b64_json"):
        raise Wrong("response_format must be b64_json")
    seed = int(_number(asked.get("seed"), 0, 0, 2**63 - 1))
    steps = int(_number(asked.get("num_inference_steps"), 0, 0, STEPS))
    return prompt.strip()[:PROMPT], seed, steps


def _number(given: Any, usual: float, least: float, most: float) -> float:
    if given in (None, ""):
        return usual
    try:
        value = int(given) if str(given).lstrip("-").isdigit() else float(given)
    except (TypeError, ValueError) as fault:
        raise Wrong("a number is no number") from fault
    if not least <= value <= most:
        raise Wrong(f"a number is not between {least} and {most}")
    return value


def _size(given: Any) -> tuple[int, int] | None:
    """WIDTHxHEIGHT; None where none is asked for."""
    if given in (None, "", "auto"):
        return None
    wide, _, high = str(given).partition("x")
    if not (wide.isdigit() and high.isdigit()):
        raise Wrong("size is written 1024x1024")
    size = (int(wide), int(high))
    if min(size) < LEAST or max(size) > MOST:
        raise Wrong(f"a side is {LEAST} to {MOST} pixels long")
    return size


async def _upload(form: FormData, name: str) -> bytes | None:
    found = form.get(name) or form.get(f"{name}[]")
    if not isinstance(found, UploadFile):
        return None
    content = await found.read()
    if len(content) > BYTES:
        raise Wrong(f"{name} is too large")
    return content


def _opened(content: bytes) -> Image.Image:
    picture = opened(content, MOST * MOST)
    if min(picture.size) < LEAST or max(picture.size) > MOST:
        raise Wrong(f"a side is {LEAST} to {MOST} pixels long")
    return picture


async def _mask(form: FormData, picture: Image.Image) -> Image.Image | None:
    """Where to paint, white: of `mask_image` as it is, of `mask` (or of the picture itself) where it is see-through."""
    if (content := await _upload(form, "mask_image")) is not None:
        mask = (await asyncio.to_thread(_opened, content)).convert("L")
    elif (content := await _upload(form, "mask")) is not None:
        given = await asyncio.to_thread(_opened, content)
        # a mask without transparency is meant the other way, as diffusers has it
        mask = _holes(given) or given.convert("L")
    elif (holes := _holes(picture)) is not None:
        mask = holes
    else:
        return None
    if mask.size != picture.size:
        raise Wrong("the mask is not as large as the picture")
    sharp = mask.point([255 * (level > 127) for level in range(256)])
    if sharp.getbbox() is None:
        raise Wrong("the mask leaves nothing to paint")
    return sharp


def _holes(picture: Image.Image) -> Image.Image | None:
    """White where a picture is see-through; None where it is nowhere."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return None
    mask = picture.convert("RGBA").getchannel("A").point([255 * (level < 128) for level in range(256)])
    return mask if mask.getbbox() else None


def _error(status: int, message: str, code: str, again: int | None = None) -> Response:
    kind = "server_error" if status >= 500 else "invalid_request_error"
    body = {"error": {"message": message[:300], "type": kind, "code": code}}
    headers = {} if again is None else {"Retry-After": str(again)}
    return JSONResponse(body, status_code=status, headers=headers)
