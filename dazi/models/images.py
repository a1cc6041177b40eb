"""The painter behind an OpenAI-compatible images endpoint, whichever of the three mask dialects it speaks; its answers
are looked at before they count. Knows no member."""

from __future__ import annotations

import asyncio
import base64
import binascii
import copy
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx2
import openai
from openai import AsyncOpenAI, DefaultAsyncHttpxClient, RequestOptions
from openai.types import ImagesResponse
from PIL import Image

from dazi.errors import ModelBusy, ModelRefused
from dazi.models.faults import Unfit, judged
from dazi.models.images_book import Place, Tab, noted
from dazi.models.images_words import drawn, edited, extended
from dazi.models.masks import (
    Dialect,
    Frame,
    Size,
    Unusable,
    canvas,
    clear,
    framed,
    laid,
    nearest,
    original,
    png,
    restored,
    seen,
    white,
)
from dazi.pictures import Given, Painted, Stroke, Wider
from dazi.types import Call, Picture, Usage

OPENAI_SIZES: tuple[Size, ...] = ((1024, 1024), (1536, 1024), (1024, 1536))
PAUSE = 0.5
PATIENT = 5.0  # the longest Retry-After that is waited for here
LONGEST = 2048  # pixels of the longest side of a picture that is new or changed
_FEATURES = {"response_format": r"response_format", "seed": r"\bseed\b", "size": r"\bsize\b"}
_UNNAMED = ("seed", "response_format")  # left out in this order where a complaint names nothing
_DATA = re.compile(r"data:image/[a-z+.-]+;base64,", re.IGNORECASE)

File = tuple[str, tuple[str, bytes, str]]
Sink = Callable[[Call], None]


@dataclass(frozen=True, slots=True)
class _Ask:
    """One request: JSON to `path`, or a form where there are files."""

    path: str
    fields: dict[str, Any]
    files: tuple[File, ...] = ()


class Images:
    """pictures.Painter at an address that ends before /images/generations. A call that fails in passing is tried once
    more, one that took too long is not: it may have been paid for. `sizes`: the only ones that the model makes."""

    def __init__(
        self,
        place: Place,
        *,
        dialect: Dialect = "openai",
        can: Sequence[Stroke] = ("generate", "edit", "expand"),
        sizes: Sequence[Size] = (),
        slow: bool = True,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.can: frozenset[Stroke] = frozenset(can)
        self.slow: frozenset[Stroke] = self.can if slow else frozenset()
        self.place, self.backend = place, place.model or place.name
        self.name = f"{self.backend} @ {place.url}"
        self._dialect, self._sizes = dialect, tuple(sizes)
        self._sleep = sleep
        self._lacks: set[str] = set()
        self._tab = Tab(place)
        self._sink: Sink | None = None
        self._client = AsyncOpenAI(
            api_key=place.key or "none",
            base_url=place.url,
            max_retries=0,
            http_client=DefaultAsyncHttpxClient(
                trust_env=not place.local, timeout=httpx2.Timeout(place.seconds, connect=5.0)
            ),
        )

    def recording(self, sink: Sink) -> Images:
        """The same place, with each call (failed ones too) told to `sink`."""
        other = copy.copy(self)
        other._sink = sink
        return other

    async def close(self) -> None:
        await self._client.close()

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        """As the port says; ModelRefused model.filtered where the endpoint's own moderation says no."""
        words = drawn(prompt, style)
        asked = nearest(size, self._sizes) if self._sizes else size
        ask = _Ask("/images/generations", {"prompt": words, "size": _told(asked), "seed": seed})
        image = await self._painted("generate", ask, words)
        return await self._framed(image, prompt, (prompt,))

    async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
        """As the port says: the whole picture goes there, and what comes back is theirs."""
        words = edited(wish, style)
        fields: dict[str, Any] = {"prompt": words, "seed": seed}
        if self._sizes:
            fields["size"] = _told(nearest(given.size, self._sizes))
        ask = _Ask("/images/edits", fields, (_file("image", given.content),))
        image = await self._painted("edit", ask, words)
        return await self._framed(image, wish, (wish,), edited=True)

    async def expand(self, given: Given, wider: Wider, *, prompt: str = "", seed: int = 0) -> Painted:
        """As the port says: the original's pixels are put back, whatever the model made of them."""
        words = extended(prompt, wider, seed)
        picture = await asyncio.to_thread(original, given)
        frame = framed(canvas(picture.size, wider), self._sizes)
        ask = await asyncio.to_thread(self._around, frame, picture, words, seed)
        image = await self._painted("expand", ask, words)
        content = await asyncio.to_thread(lambda: png(restored(image, frame, picture)))
        made = Picture(content, "image/png", prompt.partition("\n")[0], self.backend, "edited")
        return Painted(made, (prompt,) if prompt else ("expand",))

    def _around(self, frame: Frame, picture: Image.Image, words: str, seed: int) -> _Ask:
        """The request for what lies around a picture, in the endpoint's dialect."""
        sent = laid(frame, picture)
        fields: dict[str, Any] = {"prompt": words, "size": _told(frame.size), "seed": seed}
        files = [_file("image", png(sent))]
        if self._dialect == "openai":
            files.append(_file("mask", png(clear(frame, sent))))
        elif self._dialect == "vllm-omni":
            files.append(_file("mask_image", png(white(frame))))
        return _Ask("/images/edits", fields, tuple(files))

    async def _framed(
        self, image: Image.Image, alt: str, understood: tuple[str, ...], edited: bool = False
    ) -> Painted:
        def small() -> bytes:
            image.thumbnail((LONGEST, LONGEST))
            return png(image)

        content = await asyncio.to_thread(small)
        how: Any = "edited" if edited else "model"
        return Painted(Picture(content, "image/png", alt, self.backend, how), understood)

    async def _painted(self, stroke: Stroke, ask: _Ask, words: str) -> Image.Image:
        """The picture of an answer, looked at; the call is told to the sink, whatever came of it."""
        if stroke not in self.can:
            raise ModelRefused("model.cannot", stroke=stroke)
        async with noted(self._sink, self._tab, stroke, words) as book:
            image, usage = await self._patiently(ask)
            book.worked(f"{image.width}x{image.height}", usage)
            return image

    async def _patiently(self, ask: _Ask) -> tuple[Image.Image, Usage]:
        place = self.place
        try:
            async with asyncio.timeout(place.seconds):
                return await self._twice(ask)
        except TimeoutError as fault:
            raise ModelBusy("model.timeout", endpoint=place.name, seconds=place.seconds) from fault

    async def _twice(self, ask: _Ask) -> tuple[Image.Image, Usage]:
        for last in (False, True):
            try:
                answer = await self._understood(ask)
                image = await asyncio.to_thread(seen, _content(answer))
                return image, self._usage(answer)
            except (Unfit, Unusable, ValueError) as fault:  # ValueError: a body that is no JSON
                if last:
                    why = str(fault)[:200]
                    raise ModelRefused("model.rubbish", endpoint=self.place.name, why=why) from fault
            except openai.OpenAIError as fault:
                error = judged(fault, self.place)
                wait = float(str(error.arguments.get("retry_after", PAUSE)))
                passing = isinstance(error, ModelBusy) and error.code != "model.timeout"
                if last or not passing or wait > PATIENT:
                    raise error from fault
                await self._sleep(wait)
        raise AssertionError("unreachable")

    async def _understood(self, ask: _Ask) -> ImagesResponse:
        """An answer; what the endpoint does not understand is left out, and stays so."""
        while True:
            try:
                answer: object = await self._sent(ask)
            except openai.APIResponseValidationError as fault:
                raise Unfit("the answer has another shape") from fault
            except openai.APIStatusError as fault:
                feature = self._offends(fault, ask)
                if feature is None:
                    raise
                self._lacks.add(feature)
                continue
            if not isinstance(answer, ImagesResponse):
                raise Unfit("no JSON in the answer")
            return answer

    async def _sent(self, ask: _Ask) -> object:
        fields = {"n": 1, "response_format": "b64_json", **ask.fields}
        if self.place.model:  # a server of one model may want none named
            fields["model"] = self.place.model
        body = {**self.place.extra, **{k: v for k, v in fields.items() if k not in self._lacks}}
        options = RequestOptions(security={"bearer_auth": True})
        if not ask.files:
            return await self._client.post(ask.path, cast_to=ImagesResponse, body=body, options=options)
        options["headers"] = {"Content-Type": "multipart/form-data"}
        form = {name: str(value) for name, value in body.items()}
        return await self._client.post(
            ask.path, cast_to=ImagesResponse, body=form, files=list(ask.files), options=options
        )

    def _offends(self, fault: openai.APIStatusError, ask: _Ask) -> str | None:
        """Which part of the request an endpoint that answered 400 or so does not know; None: it is no such complaint."""
        if fault.status_code not in (400, 422) or judged(fault, self.place).code != "model.refused":
            return None
        used = {"response_format", *ask.fields} - self._lacks
        named = [one for one, sign in _FEATURES.items() if one in used and re.search(sign, str(fault), re.I)]
        suspects = named or [one for one in _UNNAMED if one in used]
        return suspects[0] if suspects else None

    def _usage(self, answer: ImagesResponse) -> Usage:
        told = answer.usage
        tokens = (told.input_tokens or 0, told.output_tokens or 0) if told is not None else (0, 0)
        return self.place.used(*tokens)


def _content(answer: ImagesResponse) -> bytes:
    """The first picture's bytes. An address is not fetched: it may lie anywhere."""
    first = answer.data[0] if answer.data else None
    text = getattr(first, "b64_json", None)
    if not text and first is not None and _DATA.match(getattr(first, "url", None) or ""):
        text = first.url
    if not isinstance(text, str) or not text:
        raise Unfit("an address in place of a picture" if getattr(first, "url", None) else "no picture")
    try:
        return base64.b64decode(_DATA.sub("", text, count=1), validate=True)
    except binascii.Error as fault:
        raise Unfit("the picture is not base64") from fault


def _file(field: str, content: bytes) -> File:
    return field, (f"{field}.png", content, "image/png")


def _told(size: Size) -> str:
    return f"{size[0]}x{size[1]}"
