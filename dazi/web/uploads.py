"""Files from strangers: taken in under a limit, known by their content, opened only in a limited child; knows no route."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from dazi import child
from dazi.web.plaza_faults import Fault

LIMIT = 100 * 1024 * 1024
_DRAIN = 64 * 1024 * 1024  # read on past the limit so far, so that the sender gets to read our answer
_ROOM = 512 * 1024 * 1024  # what must stay free on the disk
_PATIENCE = {"image": 40.0, "keep": 40.0, "video": 900.0}
_WAITING = 4

Kind = Literal["image", "keep", "video"]


@dataclass(frozen=True, slots=True)
class Form:
    """An upload's parts: the file (no name on disk, gone when closed) and the text fields."""

    file: BinaryIO
    fields: dict[str, str]


def sniff(head: bytes) -> str | None:
    """What the first bytes are, of what the plaza takes; neither name nor header is asked."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] not in (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis"):
        return "video/mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    return None


async def receive(request: Request, limit: int = LIMIT) -> Form:
    """The form with its one file. Fault 413 once more than `limit` bytes have come (counted as they come, whatever
    Content-Length says), 422 for a broken form or none. The caller closes `file`."""
    counted = _Counted(request, limit)
    parser = MultiPartParser(
        request.headers, counted.stream(), max_files=1, max_fields=8, max_part_size=16_384
    )
    try:
        form = await parser.parse()
    except MultiPartException:
        if counted.over:
            raise Fault(413, "upload.large", limit=limit // (1024 * 1024)) from None
        raise Fault(422, "upload.form") from None
    except KeyError:  # no Content-Type at all
        raise Fault(422, "upload.form") from None
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    if not files:
        raise Fault(422, "upload.form")
    spool = cast(Any, files[0].file)
    spool.rollover()  # onto disk, since the child reads it as its standard input
    return Form(cast(BinaryIO, spool), fields)


class _Counted:
    """A request's body, cut off past a limit."""

    def __init__(self, request: Request, limit: int) -> None:
        self._request = request
        self._limit = limit
        self.over = False

    async def stream(self) -> AsyncGenerator[bytes, None]:
        came = 0
        async for chunk in self._chunks():
            came += len(chunk)
            if came > self._limit + _DRAIN:
                break
            if came <= self._limit:
                yield chunk
        if came > self._limit:
            self.over = True
            raise MultiPartException("too large")

    def _chunks(self) -> AsyncIterator[bytes]:
        return self._request.stream()


class Uploads:
    """The uploads folder of a plaza. One clip or image is opened at a time; a few may wait."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(".work-*"):  # by a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        self._turn: asyncio.Lock | None = None
        self._waiting = 0

    async def take(self, form: Form, kind: Kind) -> dict[str, Any]:
        """Clean copies of an image or a clip, in the folder under their hashes: {"file", …} as the child made them.
        Fault with what is wrong; then nothing of it is left."""
        head = os.pread(form.file.fileno(), 16, 0)
        mime = sniff(head) or ""
        if not mime.startswith("video/" if kind == "video" else "image/"):
            raise Fault(415, f"upload.not_{'video' if kind == 'video' else 'image'}")
        if shutil.disk_usage(self.folder).free < _ROOM:
            raise Fault(507, "upload.full")
        if self._waiting >= _WAITING:
            raise Fault(503, "upload.busy")
        self._turn = self._turn or asyncio.Lock()
        self._waiting += 1
        try:
            async with self._turn:
                return await self._open(form.file, kind, mime)
        finally:
            self._waiting -= 1

    async def _open(self, file: BinaryIO, kind: Kind, mime: str) -> dict[str, Any]:
        work = Path(tempfile.mkdtemp(prefix=".work-", dir=self.folder))
        try:
            made = await _child(file, kind, mime, work)
            if "error" in made:
                raise Fault(507 if made["error"] == "full" else 422, f"upload.{made['error']}")
            for name in {made["file"], made.get("poster", made["file"])}:
                os.replace(work / name, self.folder / name)
            return made
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def drop(self, file: str) -> None:
        """Take a file out of the folder."""
        (self.folder / file).unlink(missing_ok=True)


async def _child(file: BinaryIO, kind: Kind, mime: str, work: Path) -> dict[str, Any]:
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    code, said = await child.run(
        "dazi.web.probe_child", (kind, mime, str(work)), file.fileno(), _PATIENCE[kind]
    )
    if code:  # ended by a limit, or by a library that fell over
        return {"error": "heavy" if code < 0 else "broken"}
    made: dict[str, Any] = json.loads(said)
    return made
