"""Several painters as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dazi.errors import ModelBusy, ModelRefused
from dazi.models.painters import Painters
from dazi.pictures import Cannot, Given, Painted, Painter, Stroke, Wider
from dazi.types import Call, Picture

GIVEN = Given(b"png", (4, 4), "attached")


class Named(Cannot):
    def __init__(self, name: str, *can: Stroke, busy: bool = False) -> None:
        self.name, self.can, self.busy = name, frozenset(can), busy

    def _made(self) -> Painted:
        if self.busy:
            raise ModelBusy("model.busy")
        return Painted(Picture(b"", "image/png", "", self.name))

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        return self._made()

    async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
        return self._made()


async def test_a_stroke_goes_to_the_first_that_has_it() -> None:
    both = Painters([Named("one", "edit"), Named("two", "generate", "edit")])
    assert both.can == {"generate", "edit"}
    assert (await both.generate("猫")).picture.backend == "two"
    assert (await both.edit(GIVEN, "加个墨镜")).picture.backend == "one"


async def test_one_that_is_busy_gives_its_turn_on() -> None:
    both = Painters([Named("one", "edit", busy=True), Named("two", "edit")])
    assert (await both.edit(GIVEN, "加个墨镜")).picture.backend == "two"
    with pytest.raises(ModelBusy):
        await Painters([Named("one", "edit", busy=True)]).edit(GIVEN, "加个墨镜")


async def test_what_nobody_has_is_refused() -> None:
    with pytest.raises(ModelRefused):
        await Painters([Named("one", "edit")]).expand(GIVEN, Wider())


async def test_a_stroke_is_slow_where_who_is_asked_first_is() -> None:
    far, near = Named("far", "generate"), Named("near", "generate", "edit")
    far.slow = frozenset(("generate",))
    assert Painters([far, near]).slow == {"generate"}
    assert Painters([near, far]).slow == frozenset()


async def test_calls_of_those_that_cost_are_told() -> None:
    class Costly(Named):
        def __init__(self, sink: list[Call] | None = None) -> None:
            super().__init__("costly", "generate")
            self.sink = sink

        def recording(self, sink: Callable[[Call], None]) -> Painter:
            told: list[Call] = []
            made = Costly(told)
            made.name = f"told {bool(sink)}"
            return made

    both = Painters([Costly(), Named("near", "edit")])
    told = both.recording(lambda call: None)
    assert (await told.generate("猫")).picture.backend == "told True"
    assert (await told.edit(GIVEN, "加个墨镜")).picture.backend == "near"
    assert (await both.generate("猫")).picture.backend == "costly"
