"""Has a picture opened in a limited child and takes what that made; no byte of a stranger's file is decoded in here."""

from __future__ import annotations

import asyncio
import json
import tempfile

from dazi import child
from dazi.errors import BadInput

PATIENCE = 40.0  # seconds by the clock; the child's CPU time is bounded in there
_AT_ONCE = 2  # children of one process
# What a file says of itself where an AI made it: the namespace of GB 45438's metadata, IPTC's word for it, and the mark
# of a C2PA manifest that holds one.
_LABELS = (b"tc260.org.cn/ns/AIGC", b"trainedAlgorithmicMedia", b"TrainedAlgorithmicMedia")


def labelled(content: bytes) -> bool:
    """Whether a file's metadata says that an AI made it. Nobody vouches for that: labels can be forged and taken off."""
    return any(mark in content for mark in _LABELS)


class Opener:
    """Opens pictures, a few at a time."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._turns: asyncio.Semaphore | None = None

    async def __call__(self, content: bytes) -> tuple[bytes, tuple[int, int]]:
        """A file's picture as a plain PNG (upright, RGB, at most 2,048 pixels a side) and its size. BadInput picture.*
        for what is none or too much."""
        if not content:
            raise BadInput("picture.empty")
        self._turns = self._turns or asyncio.Semaphore(_AT_ONCE)
        async with self._turns:
            with tempfile.TemporaryFile() as file:
                await asyncio.to_thread(file.write, content)
                file.seek(0)
                code, said = await child.run("dazi.album.child", (), file.fileno(), self._patience)
        if code:  # ended by a limit, or by a library that fell over
            raise BadInput("picture.heavy" if code < 0 else "picture.broken")
        line, _, made = said.partition(b"\n")
        told = json.loads(line)
        if "error" in told:
            raise BadInput(f"picture.{told['error']}")
        wide, high = told["size"]
        return made, (wide, high)
