"""The sticker painter behind pictures.Painter: a thread paints, two at a time; knows no member and no thread of theirs."""

from __future__ import annotations

import asyncio

from dazi.pictures import Cannot, Painted, Stroke
from dazi.stickers.paint import BACKEND, paint
from dazi.stickers.scene import Scene
from dazi.types import Picture

AT_ONCE = 2  # a picture takes a third of a second of a core


class Stickers(Cannot):
    """pictures.Painter, for generate alone."""

    can: frozenset[Stroke] = frozenset(("generate",))

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        """As the port says; it is never busy and refuses nothing."""
        async with self._turn:
            made = await asyncio.to_thread(paint, prompt, seed=seed, size=size, style=style)
        picture = Picture(made.png, "image/png", prompt, BACKEND, "algorithm")
        return Painted(picture, made.words.understood if shows(made.scene) else (), made.words.missed)


def shows(scene: Scene) -> bool:
    """Whether a scene holds anything that was wished: "一个" alone is understood and is no picture."""
    return any(
        (scene.figures, scene.things, scene.stacked, scene.setting, scene.time, scene.weather, scene.season,
         scene.festival)
    )  # fmt: skip
