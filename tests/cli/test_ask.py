"""`dazi ask --batch` when a model fails in the middle: every row has its answer or its reason."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from dazi.cli import ask as module
from dazi.cli.ask import Scene, _kept
from dazi.config import Settings
from dazi.errors import DaziError, ModelBusy, ModelRefused
from dazi.house import House, opened
from dazi.ports import Platform
from dazi.types import Delivery, Receipt


class Speaker:
    handle, name = "小搭", "小搭"


class Answers:
    """A pipeline that raises what the test gives it, then answers."""

    memory = None

    def __init__(self, house: House, *errors: DaziError) -> None:
        self.house, self.errors, self.attempts = house, list(errors), list[int]()

    async def answer(self, rows: Any, delivery: Delivery, platform: Platform) -> Receipt:
        self.attempts.append(delivery.attempt)
        if self.errors:
            raise self.errors.pop(0)
        await self.house.store.finish(
            delivery.token, [id for id, _ in rows], Receipt("silent", "silence.empty")
        )
        return Receipt("silent", "silence.empty")


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr(module, "PAUSE", 0.001)
    made = opened(Settings(data=tmp_path))
    yield made
    made.database.close()


async def test_a_busy_model_is_asked_again(house: House) -> None:
    pipeline = Answers(house, ModelBusy("model.timeout"), ModelBusy("model.loading"))
    shown = await _kept(Scene(pipeline, house, Speaker()), {"id": 1, "text": "在吗"})  # type: ignore[arg-type]
    assert pipeline.attempts == [1, 2, 3] and shown["silence"] == "silence.empty"


async def test_a_row_that_fails_says_why_and_stops_no_other(house: House) -> None:
    pipeline = Answers(house, ModelRefused("model.none"), *[ModelBusy("model.timeout")] * 4)
    scene = Scene(pipeline, house, Speaker())  # type: ignore[arg-type]
    rows = [{"id": n, "text": "在吗", "thread": "t", "member": "m"} for n in range(3)]
    shown = [await _kept(scene, row) for row in rows]
    assert [(one["id"], one["text"], one["silence"]) for one in shown] == [
        (0, "", "model.none"), (1, "", "model.timeout"), (2, "", "silence.empty"),
    ]  # fmt: skip
    assert len({tuple(one) for one in shown}) == 1, "all rows have the same fields"
