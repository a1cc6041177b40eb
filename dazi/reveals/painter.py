"""The reveals behind pictures.Painter: a thread draws, two at a time; knows no member and no thread of theirs."""

from __future__ import annotations

import asyncio

from dazi.pictures import Cannot, Given, Painted, Stroke, Wider
from dazi.reveals.paint import BACKEND, reveal
from dazi.types import Picture

AT_ONCE = 2


class Reveals(Cannot):
    """pictures.Painter, for expand alone. Of the prompt the first line is the wish, which may name a setting; what follows
    tells what the picture shows."""

    can: frozenset[Stroke] = frozenset(("expand",))

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def expand(self, given: Given, wider: Wider, *, prompt: str = "", seed: int = 0) -> Painted:
        """As the port says; it is never busy. The alt text is the setting's name."""
        async with self._turn:
            made = await asyncio.to_thread(reveal, given, wider, prompt=prompt, seed=seed)
        picture = Picture(made.png, "image/png", made.name, BACKEND, "edited")
        return Painted(picture, (made.name,), (), made.name, made.because)
