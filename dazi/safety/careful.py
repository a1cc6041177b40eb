"""A painter that looks twice: at what is wished of a picture before another painter begins, and at what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from dazi.errors import ModelRefused
from dazi.pictures import Billed, Given, Glimpse, Painted, Painter, Stroke, Wider
from dazi.safety.classify import printed
from dazi.safety.people import barred
from dazi.safety.skin import barer
from dazi.types import Call

Look = Callable[[bytes], Awaitable[Glimpse]]
# Backends that only lay things over a picture's own pixels: they uncover nobody.
_OVER = ("touch",)


class Careful:
    """pictures.Painter over another. `look` tells what is written on a PNG; without it only colours are looked at.
    `home` are the painters of this machine: who is to be seen in a picture and did not agree goes to nobody else's."""

    def __init__(self, painter: Painter, look: Look | None = None, home: Painter | None = None) -> None:
        self._painter, self._look, self._home = painter, look, home or painter
        self.can: frozenset[Stroke] = painter.can
        self.slow: frozenset[Stroke] = painter.slow

    def recording(self, sink: Callable[[Call], None]) -> Painter:
        """The same, with each call that costs told to `sink`."""
        inner = self._painter
        return Careful(inner.recording(sink), self._look, self._home) if isinstance(inner, Billed) else self

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        return await self._painter.generate(prompt, style=style, seed=seed, size=size)

    async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
        """ModelRefused safety.* for a wish that is not followed, edit.unfit for a result that may not be shown."""
        if why := barred(f"{wish} {style}"):
            raise ModelRefused(f"safety.{why}")
        painted = await self._painter.edit(given, wish, style=style, seed=seed)
        if painted.understood and await self._unfit(painted, given):
            raise ModelRefused("edit.unfit")
        return painted

    async def expand(self, given: Given, wider: Wider, *, prompt: str = "", seed: int = 0) -> Painted:
        """ModelRefused safety.* for a wish (the prompt's first line) that is not followed."""
        if why := barred(prompt.partition("\n")[0]):
            raise ModelRefused(f"safety.{why}")
        agreed = not given.faces or (given.own and given.consent)
        painter = self._painter if agreed else self._home
        return await painter.expand(given, wider, prompt=prompt, seed=seed)

    async def _unfit(self, painted: Painted, given: Given) -> bool:
        content = painted.picture.content
        if painted.picture.backend in _OVER:
            return False  # its words are those of the wish, its skin that of the picture
        if await asyncio.to_thread(barer, given.content, content):
            return True
        seen = await self._look(content) if self._look is not None else Glimpse()
        return any(
            printed(text) or barred(text) in ("sexual", "minor", "forged") for text in seen.texts or ()
        )
