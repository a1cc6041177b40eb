"""Fallbacks, turns, rests and records, over adapters that are scripted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from dazi.errors import DaziError, ModelBusy, ModelRefused
from dazi.models.endpoint import Endpoint, Picked
from dazi.models.tiers import Tiers
from dazi.types import Call, Completion, Message, Options, Prompt, Usage

PROMPT = Prompt("stable", (Message("user", "hi"),), purpose="test")
SEEN = Prompt("stable", (Message("user", "look", ("data:image/png;base64,AAAA",)),))


class Fake:
    """An adapter that answers its name, or raises what `error` says."""

    def __init__(self, name: str, error: DaziError | None = None, **more: Any) -> None:
        self.endpoint = Endpoint(name, "http://127.0.0.1:1/v1", name, **more)
        self.error, self.asked, self.open = error, 0, asyncio.Event()
        self.open.set()
        self.order: list[str] = []
        self.loaded = False

    async def complete(self, prompt: Prompt, options: Options, timeout: float) -> Completion:
        self.asked += 1
        self.order.append(prompt.purpose)
        await self.open.wait()
        if self.error:
            raise self.error
        return Completion(self.endpoint.name, self.endpoint.model, usage=Usage(3, 2, 1, 0.5))

    async def pick(self, prompt: Prompt, choices: Sequence[str], timeout: float) -> Picked:
        self.asked += 1
        return Picked((0.75, 0.25), "1", self.endpoint.model, Usage(3, 1))

    async def ready(self) -> bool:
        return self.loaded

    async def close(self) -> None: ...


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


async def text(tiers: Tiers, tier: Any = "fast", prompt: Prompt = PROMPT) -> str:
    return (await tiers.complete(tier, prompt, Options())).text


async def test_fallbacks_are_tried_in_order_and_the_failing_one_rests() -> None:
    clock = Clock()
    first, second = Fake("first", ModelBusy("model.busy"), strength="weak"), Fake("second")
    tiers = Tiers({"fast": [first, second]}, clock=clock)
    assert tiers.strength("fast") == "weak"
    assert [await text(tiers), await text(tiers)] == ["second", "second"]
    assert first.asked == 1 and tiers.strength("fast") == "strong"  # it rests: the next call goes past it
    clock.now += 3
    first.error = None
    assert await text(tiers) == "first"


async def test_the_error_that_leaves_hope_wins_and_a_rest_tells_why() -> None:
    clock = Clock()
    tiers = Tiers(
        {
            "fast": [
                Fake("a", ModelBusy("model.busy", retry_after=40.0)),
                Fake("b", ModelRefused("model.key")),
            ]
        },
        clock=clock,
    )
    for _ in range(2):  # the second time both rest, and nobody is asked
        with pytest.raises(ModelBusy, match=r"model\.busy"):
            await text(tiers)
    clock.now += 39
    with pytest.raises(ModelBusy):
        await text(tiers)
    only = Tiers({"fast": [Fake("b", ModelRefused("model.filtered"))]})
    for _ in range(2):  # one prompt refused says nothing about the next: no rest
        with pytest.raises(ModelRefused, match=r"model\.filtered"):
            await text(only)
    with pytest.raises(ModelRefused, match=r"model\.none"):
        await text(Tiers({}))
    assert Tiers({}).strength("fast") == "none"


async def test_a_tier_without_endpoints_uses_those_of_fast() -> None:
    tiers = Tiers({"fast": [Fake("only")]})
    assert await text(tiers, "deep") == "only" and tiers.endpoints("vision")[0].name == "only"


async def test_pictures_pass_over_the_blind() -> None:
    tiers = Tiers({"vision": [Fake("blind"), Fake("seeing", sees=True)]})
    assert await text(tiers, "vision", SEEN) == "seeing"
    with pytest.raises(ModelRefused, match=r"model\.blind"):
        await text(Tiers({"vision": [Fake("blind")]}), "vision", SEEN)


async def test_the_embedded_endpoint_has_no_strength_until_it_is_up() -> None:
    own = Fake("own", ModelBusy("model.loading"), embedded=True, strength="weak")
    tiers = Tiers({"fast": [own]})
    assert tiers.strength("fast") == "none" and not await tiers.ready()
    with pytest.raises(ModelBusy, match=r"model\.loading"):
        await text(tiers)
    own.error, own.loaded = None, True
    assert await tiers.ready() and tiers.strength("fast") == "weak" and await text(tiers) == "own"


async def test_calls_are_recorded_with_failures_and_without_picture_bytes() -> None:
    calls: list[Call] = []
    adapters = {"vision": [Fake("a", ModelBusy("model.busy"), sees=True), Fake("b", sees=True)]}
    chat = Tiers(adapters).recording(calls.append)  # type: ignore[arg-type]
    await chat.complete("vision", SEEN, Options())
    assert await chat.pick("vision", PROMPT, "12") == (0.75, 0.25)
    assert [(c.model, c.answer, c.error) for c in calls] == [
        ("a", "", "model.busy"),
        ("b", "b", ""),
        ("b", "1", ""),
    ]
    assert calls[1].usage == Usage(3, 2, 1, 0.5) and calls[1].tier == "vision" and calls[2].purpose == "test"
    assert calls[1].messages[0].images[0].startswith("sha256:") and calls[1].took_ms >= 0


def asked_for(purpose: str) -> Prompt:
    return Prompt("s", (), purpose=purpose)


async def test_turns_fast_first_and_one_place_kept_for_it() -> None:
    one = Fake("one", slots=2)
    one.open.clear()
    tiers = Tiers({"fast": [one], "deep": [one]})
    tasks = []
    for tier, name in (("deep", "deep1"), ("deep", "deep2"), ("fast", "fast1"), ("fast", "fast2")):
        tasks.append(asyncio.create_task(tiers.complete(tier, asked_for(name), Options())))  # type: ignore[arg-type]
        await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    assert one.order == ["deep1", "fast1"]  # deep may have but one of the two
    one.open.set()
    await asyncio.gather(*tasks)
    assert one.order == ["deep1", "fast1", "fast2", "deep2"]


async def test_who_gives_up_waiting_takes_no_place_along() -> None:
    one = Fake("one", slots=1)
    one.open.clear()
    tiers = Tiers({"fast": [one]}, patience=0.05)
    first = asyncio.create_task(text(tiers))
    await asyncio.sleep(0)
    with pytest.raises(ModelBusy, match=r"model\.slots"):
        await text(tiers)
    quitter = asyncio.create_task(text(tiers))
    await asyncio.sleep(0.01)
    quitter.cancel()
    one.open.set()
    assert await first == "one"
    assert await text(tiers) == "one" and one.asked == 2


async def test_warming_reads_the_prefixes_of_the_embedded_server_alone() -> None:
    own, remote = Fake("own", embedded=True), Fake("remote")
    await Tiers({"fast": [remote, own]}).warm("fast", [PROMPT, PROMPT])
    assert (own.asked, remote.asked) == (2, 0)


async def test_a_record_says_how_the_model_was_asked() -> None:
    told: list[Call] = []
    chat = Tiers({"fast": [Fake("a")]}).recording(told.append)
    await chat.complete("fast", PROMPT, Options(max_tokens=9, seed=4))
    await chat.pick("fast", PROMPT, ["1", "2"])
    assert [(call.options, call.choices) for call in told] == [
        (Options(max_tokens=9, seed=4), ()), (None, ("1", "2")),
    ]  # fmt: skip
