"""The worker process's own parts: which models it uses, and that nothing beside the work ends for good."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dazi import worker as loops
from dazi.cli import models as served
from dazi.cli import worker as module
from dazi.cli.worker import Models, wanted
from dazi.config import Settings
from dazi.house import opened
from dazi.plan import CHOICE, FOUND, Plan
from dazi.testing import mention
from dazi.web.status import PROGRESS


class Tiers:
    """Models that only say whether they are there."""

    made: list[Tiers]

    def __init__(self, plan: Plan) -> None:
        self.plan, self.up, self.closed, self.warmed = plan, False, False, 0
        Tiers.made.append(self)

    async def ready(self) -> bool:
        return self.up

    async def warm(self, tier: str, prompts: object) -> None:
        self.warmed += 1

    async def close(self) -> None:
        self.closed = True


class Voice:
    def stable(self, skill: str, lang: str) -> str:
        return skill


class Speaker:
    voice = Voice()


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    class Scene:
        settings = Settings(data=tmp_path)
        house = opened(settings)
        plan = Plan(why=(("models.why_too_small", {"memory": "1.0"}),))
        looks = 0

        def look(self, settings: Settings, chosen: str | None) -> Plan:
            self.looks += 1
            return Plan(embedded=chosen.removeprefix("embedded:")) if chosen else self.plan

        async def progress(self) -> dict[str, Any]:
            return dict(json.loads(await self.house.switches.get(PROGRESS) or "{}"))

    made = Scene()
    Tiers.made = []
    monkeypatch.setattr(module, "plan_for", made.look)
    monkeypatch.setattr(served, "plan_for", made.look)
    monkeypatch.setattr(module, "tiers_for", lambda plan, settings, port: Tiers(plan))
    yield made
    made.house.database.close()


async def test_a_machine_without_a_model_says_so_and_looks_again(
    scene: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = Models(scene.house, scene.settings, 1)
    assert not await models.step(Speaker())  # type: ignore[arg-type]
    told = await scene.progress()
    assert told["phase"] == "failed" and "1.0" in told["message"]
    scene.plan = Plan(embedded="qwen3.5-2b")
    await models.step(Speaker())  # type: ignore[arg-type]
    assert scene.looks == 1, "not at each step"
    monkeypatch.setattr(module, "LOOK_AGAIN", -1.0)
    await models.step(Speaker())  # type: ignore[arg-type]
    assert models.plan.name == "qwen3.5-2b" and scene.looks == 2


async def test_the_model_process_looks_again_too(scene: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "LOOK_AGAIN", 0.01)
    serving = asyncio.create_task(served._serve(scene.house, None, 1, True))
    async with asyncio.timeout(5):
        while scene.looks < 3:
            await asyncio.sleep(0.01)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    assert (await scene.progress())["phase"] == "failed"


async def test_what_the_model_process_found_is_taken_over(scene: Any) -> None:
    models = Models(scene.house, scene.settings, 1)
    await models.step(Speaker())  # type: ignore[arg-type]
    await scene.house.switches.put(FOUND, "qwen3.5-4b")
    await models.step(Speaker())  # type: ignore[arg-type]
    assert models.plan.embedded == "qwen3.5-4b"


async def test_another_choice_counts_while_the_first_model_still_loads(
    scene: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETIRED", 1e6)
    scene.plan = Plan(embedded="qwen3.5-4b")
    models = Models(scene.house, scene.settings, 1)
    await models.step(Speaker())  # type: ignore[arg-type]
    await scene.house.switches.put(CHOICE, "embedded:qwen3.5-2b")
    await models.step(Speaker())  # type: ignore[arg-type]
    first, second = Tiers.made
    assert models.plan.embedded == "qwen3.5-2b"
    second.up = True
    for _ in range(3):
        assert await models.step(Speaker())  # type: ignore[arg-type]
    assert second.warmed == 1
    assert not first.closed, "bursts in work may still ask it"
    models._old = [
        (0.0, tiers) for _, tiers in models._old
    ]  # their time is over, whatever the machine's load
    await models.step(Speaker())  # type: ignore[arg-type]
    assert first.closed and not second.closed
    await models.close()
    assert all(tiers.closed for tiers in Tiers.made)


def test_a_member_with_a_longer_name_is_not_us(tmp_path: Path) -> None:
    class Named(Speaker):
        handles = ("小搭",)

    calls = wanted(Named(), Settings(data=tmp_path))  # type: ignore[arg-type]
    other = replace(mention("@小搭档 在吗"), names=("小搭档",))
    assert not calls(other) and calls(replace(other, text="@小搭档 @小搭 在吗"))


async def test_a_defect_ends_no_part_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "_delay", lambda failures: 0.01)
    runs = 0

    async def part() -> None:
        nonlocal runs
        runs += 1
        raise ZeroDivisionError

    running = loops.forever("part", part, 5)
    async with asyncio.timeout(5):
        while runs < 3:
            await asyncio.sleep(0.01)
    await loops.ended([running])


async def test_everything_beside_the_work_comes_back_after_a_defect(
    scene: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(module, "forever", lambda name, part, most=60.0: begun.append(name) or _done())
    monkeypatch.setattr(module, "opened", lambda settings: scene.house)
    monkeypatch.setattr(module, "platforms_for", lambda settings, speaker: {})

    class Ended:
        def __init__(self, *parts: object, **options: object) -> None: ...

        async def run(self) -> None: ...

    monkeypatch.setattr(module, "Worker", Ended)
    await module._work(scene.settings, 1)
    assert begun == ["beat", "clean", "trends", "learn", "forgotten", "models", "eyes"]


def _done() -> asyncio.Task[None]:
    return asyncio.create_task(asyncio.sleep(0))
