"""Kling's picture extension: a task is filed, looked at until it is done, its picture fetched; it knows nothing but
expand. https://app.klingai.com/global/dev/document-api (image expansion)."""

from __future__ import annotations

import asyncio
import base64
import copy
import ipaddress
import json
import math
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
from PIL import Image

from dazi.errors import ModelBusy, ModelRefused
from dazi.models.endpoint import LOOPBACK
from dazi.models.faults import BALANCE, FILTERED, delay
from dazi.models.images_book import Place, Sink, Tab, noted
from dazi.models.images_words import extended
from dazi.models.masks import BYTES, Canvas, Frame, Unusable, canvas, original, png, restored, seen
from dazi.pictures import Cannot, Given, Painted, Stroke, Wider
from dazi.types import Picture

EXPAND = "/v1/images/editing/expand"
LEAST = 300  # pixels of a side
LARGEST = 10 * 1024**2  # bytes of what is sent
AREA = 3.0  # times the picture
RATIO = 2.0  # of a side's length, the most on one side
LOOK = 2.0  # seconds between two looks at a task
PROMPT = 2500
# Kling's own codes: https://app.klingai.com/global/dev/document-api/quickStart/errorCode
_KEY = range(1000, 1100)
_ACCOUNT = range(1100, 1103)
_FILTERED = (1301,)
_BUSY = (1302, 1303, 1304, 5000, 5001, 5002)


class Kling(Cannot):
    """pictures.Painter for expand alone, at an address that ends before /v1. The original's pixels are put back."""

    can: frozenset[Stroke] = frozenset(("expand",))
    slow: frozenset[Stroke] = frozenset(("expand",))

    def __init__(self, place: Place, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.place, self.name = place, f"kling @ {place.url}"
        self._sleep = sleep
        self._tab = Tab(place)
        self._sink: Sink | None = None
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(60.0, connect=5.0), trust_env=not place.local, follow_redirects=False
        )

    def recording(self, sink: Sink) -> Kling:
        """The same place, with each task told to `sink`."""
        other = copy.copy(self)
        other._sink = sink
        return other

    async def close(self) -> None:
        await self._http.aclose()

    async def expand(self, given: Given, wider: Wider, *, prompt: str = "", seed: int = 0) -> Painted:
        """As the port says; ModelRefused model.cannot for a picture that is too small or too large for it."""
        words = extended(prompt, wider, seed)[:PROMPT]
        picture = await asyncio.to_thread(original, given)
        if min(picture.size) < LEAST:
            raise ModelRefused("model.cannot", stroke="expand")
        wanted = bounded(picture.size, wider)
        content = await asyncio.to_thread(sent, picture)
        async with noted(self._sink, self._tab, "expand", words) as book:
            image = await self._patiently(_body(wanted, content, words))
            book.worked(f"{image.width}x{image.height}", self.place.used())
        frame = Frame(wanted, wanted, wanted.size)
        made = await asyncio.to_thread(lambda: png(restored(image, frame, picture)))
        alt = prompt.partition("\n")[0]
        return Painted(
            Picture(made, "image/png", alt, "kling", "edited"), (prompt,) if prompt else ("expand",)
        )

    async def _patiently(self, body: Mapping[str, object]) -> Image.Image:
        place = self.place
        try:
            async with asyncio.timeout(place.seconds):
                url = await self._result(await self._ask("POST", EXPAND, body))
                return await asyncio.to_thread(seen, await self._fetched(url))
        except TimeoutError as fault:
            raise ModelBusy("model.timeout", endpoint=place.name, seconds=place.seconds) from fault
        except Unusable as fault:
            raise ModelRefused("model.rubbish", endpoint=place.name, why=str(fault)) from fault

    async def _result(self, task: Mapping[str, Any]) -> str:
        """Where the picture of a task lies, once it is done."""
        number = task.get("task_id")
        if not isinstance(number, str) or not number.replace("-", "").replace("_", "").isalnum():
            raise Unusable("no task in the answer")
        while task.get("task_status") not in ("succeed", "failed"):
            await self._sleep(LOOK)
            task = await self._ask("GET", f"{EXPAND}/{number}")
        if task["task_status"] == "failed":
            raise self._refused(400, 0, str(task.get("task_status_msg", "")))
        made = task.get("task_result")
        images = made.get("images") if isinstance(made, Mapping) else None
        url = images[0].get("url") if isinstance(images, list) and images else None
        if not isinstance(url, str):
            raise Unusable("no picture in the answer")
        return url

    async def _ask(
        self, method: str, path: str, body: Mapping[str, object] | None = None
    ) -> Mapping[str, Any]:
        """The `data` of an answer; Kling tells its errors in `code`, with any status."""
        place = self.place
        try:
            answer = await self._http.request(
                method, place.url + path, json=body, headers={"Authorization": f"Bearer {place.key}"}
            )
        except httpx.HTTPError as fault:
            slow = isinstance(fault, httpx.ReadTimeout)
            raise ModelBusy(f"model.{'timeout' if slow else 'unreachable'}", endpoint=place.name) from fault
        try:
            told = json.loads(answer.content)
        except ValueError:
            told = None
        if not isinstance(told, Mapping):
            if answer.status_code >= 400:
                raise self._refused(answer.status_code, 0, answer.text[:200], answer.headers)
            raise Unusable("no JSON in the answer")
        code = told.get("code")
        if answer.status_code >= 400 or code != 0:
            number = code if isinstance(code, int) else 0
            raise self._refused(answer.status_code, number, str(told.get("message", "")), answer.headers)
        made = told.get("data")
        if not isinstance(made, Mapping):
            raise Unusable("the answer has another shape")
        return made

    def _refused(
        self, status: int, code: int, said: str, headers: Mapping[str, str] | None = None
    ) -> ModelBusy | ModelRefused:
        name = self.place.name
        if code in _KEY or status in (401, 403):
            return ModelRefused("model.key", endpoint=name)
        if code in _ACCOUNT or BALANCE.search(said):
            return ModelRefused("model.balance", endpoint=name)
        if code in _FILTERED or FILTERED.search(said):
            return ModelRefused("model.filtered", endpoint=name)
        if code in _BUSY or status == 429 or status >= 500:
            wait = delay(headers) if headers is not None else None
            asked: dict[str, object] = {} if wait is None else {"retry_after": wait}
            return ModelBusy("model.busy", endpoint=name, status=status, **asked)
        return ModelRefused("model.refused", endpoint=name, status=status, why=said[:200])

    async def _fetched(self, url: str) -> bytes:
        """The picture behind an address that Kling gave: https and not inside this network, at most so many bytes."""
        await self._outside(url)
        content = bytearray()
        try:
            async with self._http.stream("GET", url) as answer:
                if answer.status_code != 200:
                    raise Unusable(f"HTTP {answer.status_code} in place of the picture")
                async for part in answer.aiter_bytes():
                    content += part
                    if len(content) > BYTES:
                        raise Unusable("the picture is too large")
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise ModelBusy("model.unreachable", endpoint=self.place.name) from fault
        return bytes(content)

    async def _outside(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if self.place.local and host in LOOPBACK:
            return
        if parts.scheme != "https" or not host:
            raise Unusable("the picture's address is not https")
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
        except OSError as fault:
            raise ModelBusy("model.unreachable", endpoint=self.place.name) from fault
        if not all(ipaddress.ip_address(one[4][0]).is_global for one in found):
            raise Unusable("the picture's address lies inside this network")


def bounded(size: tuple[int, int], wider: Wider) -> Canvas:
    """The canvas as Kling makes one: no side grows by more than twice its length, the whole is at most three times the
    picture."""
    wanted = canvas(size, wider, area=AREA)
    wide, high = (math.floor(one * RATIO) for one in size)
    margins = (
        min(wanted.left, wide),
        min(wanted.top, high),
        min(wanted.right, wide),
        min(wanted.bottom, high),
    )
    return Canvas(size, *margins)


def sent(picture: Image.Image) -> bytes:
    """The picture as a PNG that Kling takes; one whose PNG is too large goes half as large, since what comes back only
    serves around the original."""
    while len(content := png(picture)) > LARGEST and min(picture.size) >= 2 * LEAST:
        picture = picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)
    if len(content) > LARGEST:
        raise ModelRefused("model.cannot", stroke="expand")
    return content


def _body(wanted: Canvas, content: bytes, prompt: str) -> dict[str, object]:
    wide, high = wanted.inner
    sides = {"up": wanted.top / high, "down": wanted.bottom / high, "left": wanted.left / wide, "right": wanted.right / wide}  # fmt: skip
    ratios = {f"{side}_expansion_ratio": math.floor(share * 1e4) / 1e4 for side, share in sides.items()}
    return {"image": base64.b64encode(content).decode(), **ratios, "prompt": prompt, "n": 1}
