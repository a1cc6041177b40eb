"""The light touch behind pictures.Painter: changes made in a thread, two at a time; knows no member and no thread of theirs."""

from __future__ import annotations

import asyncio

from dazi.pictures import Cannot, Given, Painted, Stroke
from dazi.touch.apply import touch
from dazi.types import Picture

BACKEND = "touch"
AT_ONCE = 2  # a change takes up to a second of a core


class Touch(Cannot):
    """pictures.Painter, for edit alone. It adds and tones; it invents no pixel that has to look real."""

    can: frozenset[Stroke] = frozenset(("edit",))

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
        """As the port says; it is never busy and refuses nothing. `because`: "face" or "person" where none was found for
        what was wished."""
        async with self._turn:
            made = await asyncio.to_thread(touch, given.content, wish, style=style, seed=seed)
        picture = Picture(made.png, "image/png", wish, BACKEND, "edited")
        return Painted(picture, made.understood, made.missed, because=made.because)
