"""Several painters as one: each stroke goes to the first that has it, and on to the next where that fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from dazi.errors import ModelBusy, ModelRefused
from dazi.pictures import Billed, Given, Painted, Painter, Stroke, Wider
from dazi.types import Call


class Painters:
    """pictures.Painter over others, best first. Raises what the last of them raised."""

    def __init__(self, painters: Sequence[Painter]) -> None:
        self._painters = tuple(painters)
        self.can: frozenset[Stroke] = frozenset().union(*(one.can for one in painters))
        self.slow: frozenset[Stroke] = frozenset(
            stroke for stroke in self.can if stroke in self.first(stroke).slow
        )

    def first(self, stroke: Stroke) -> Painter:
        """Who is asked for a stroke before the others; KeyError where nobody has it."""
        for painter in self._painters:
            if stroke in painter.can:
                return painter
        raise KeyError(stroke)

    def recording(self, sink: Callable[[Call], None]) -> Painters:
        """The same painters, with each call that costs told to `sink`."""
        return Painters([one.recording(sink) if isinstance(one, Billed) else one for one in self._painters])

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        return await self._first(
            "generate", lambda one: one.generate(prompt, style=style, seed=seed, size=size)
        )

    async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
        return await self._first("edit", lambda one: one.edit(given, wish, style=style, seed=seed))

    async def expand(self, given: Given, wider: Wider, *, prompt: str = "", seed: int = 0) -> Painted:
        return await self._first("expand", lambda one: one.expand(given, wider, prompt=prompt, seed=seed))

    async def _first(self, stroke: Stroke, ask: Callable[[Painter], Awaitable[Painted]]) -> Painted:
        failure: ModelBusy | ModelRefused = ModelRefused("model.cannot", stroke=stroke)
        for painter in self._painters:
            if stroke not in painter.can:
                continue
            try:
                return await ask(painter)
            except (ModelBusy, ModelRefused) as fault:
                failure = fault
        raise failure
