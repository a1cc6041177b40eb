"""Slow pictures: words at once, the picture after, each once, wherever an attempt ends in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dazi.errors import LeaseLost, ModelBusy, ModelRefused, PlatformDown, PlatformRefused
from dazi.pictures import Cannot, Painted, Painter, Stroke
from dazi.pipeline import PATIENCE, Pipeline
from dazi.ports import Chat, Kit
from dazi.safety.admit import Limits
from dazi.testing import (
    NOW,
    FakeAssets,
    FakeLines,
    FakeMarker,
    FakeRunner,
    FakeStore,
    FakeSwitches,
    FakeVoice,
    FakeWishes,
    Scratch,
    Scripted,
    delivery,
    mention,
)
from dazi.types import (
    Call,
    Context,
    Decision,
    Draft,
    Member,
    Message,
    Picture,
    Posted,
    Receipt,
    Reply,
    Trace,
    Turn,
    Usage,
)
from dazi.words import sentences

SOON = {text for code, text in sentences("zh").items() if code.startswith("draw.soon.")}


class Slow(Cannot):
    """Takes long, as far as anybody knows; fails as often as it is told to, and costs each time."""

    can: frozenset[Stroke] = frozenset(("generate",))
    slow: frozenset[Stroke] = frozenset(("generate",))

    def __init__(self, *faults: Exception) -> None:
        self.faults, self.asked, self.before = list(faults), 0, Callable[[], None]
        self.sink: Callable[[Call], None] = lambda call: None
        self.standing: list[int] = []
        self.look: Callable[[], int] = lambda: 0

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        self.asked += 1
        self.standing.append(self.look())
        fault = self.faults.pop(0) if self.faults else None
        code = getattr(fault, "code", "") if fault else ""
        words = (Message("user", prompt),)
        self.sink(Call("paint.generate", "images", "brush", "", words, "", Usage(cost=0.5), 1.0, NOW, code))
        if fault is not None:
            raise fault
        return Painted(Picture(b"png", "image/png", prompt, "brush"), (prompt,))


class Sketch:
    """A skill that paints, and notes what it saw."""

    name = "draw"

    def __init__(self, shown: bool = True) -> None:
        self.seen: list[Context] = []
        self.shown = shown

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        self.seen.append(context)
        assert kit.painter is not None
        painted = await kit.painter.generate("猫")
        pictures = (replace(painted.picture, alt="一只猫"),) if self.shown else ()
        return Draft("贴好了", "repertoire", "l1", ("l1",), pictures=pictures)


class House:
    """A pipeline whose painter is slow."""

    def __init__(self, *faults: Exception, shown: bool = True, **fields: Any) -> None:
        self.store, self.platform, self.outbox = FakeStore(), Scratch(), FakeAssets()
        self.painter, self.skill = Slow(*faults), Sketch(shown)
        self.painter.look = lambda: len(self.platform.posts)
        self.spent: list[Call] = []
        self.traces: list[Trace] = []

        async def decide(context: Context, chat: Chat) -> Decision:
            return Decision("skill", "draw", tier="deep")

        async def spend(ids: Any, attempt: int, trace: Trace) -> None:
            self.spent += trace.calls

        def paints(painter: Painter, sink: Callable[[Call], None]) -> Painter:
            self.painter.sink = sink
            return painter

        skills = {"draw": self.skill}
        self.pipeline = Pipeline(
            self.store, FakeWishes(), FakeSwitches(), FakeLines(), FakeVoice(), FakeRunner(),
            lambda sink: Scripted({}), decide, skills, ("小搭",), clock=lambda: NOW, painter=self.painter,
            marker=FakeMarker(), assets=self.outbox, spend=spend, paints=paints, **fields,
        )  # fmt: skip

    async def send(self, attempt: int = 1, holds: Callable[[], bool] = lambda: True) -> Receipt:
        await self.store.accept((mention("@小搭 画只猫"),))
        lease = delivery(1, token=f"t{attempt}", attempt=attempt)
        return await self.pipeline.answer(await self.store.begin(lease), lease, self.platform, holds)

    def stands(self) -> list[tuple[int, str, bool]]:
        return [(one.part, one.text, bool(one.pictures)) for _, one in self.platform.posts]

    def whole(self) -> None:
        """Words that promise, then the picture with its line, each once."""
        (first, promise, none), (second, line, shown) = self.stands()
        assert (first, none, second, line, shown) == (0, False, 1, "贴好了", True) and promise in SOON
        assert not self.outbox


async def test_words_stand_before_painting_begins_and_the_line_comes_with_the_picture() -> None:
    house = House()
    receipt = await house.send()
    house.whole()
    assert (receipt.outcome, receipt.reason, receipt.posted) == ("posted", "", "own1 own2")
    assert house.painter.standing == [1], "the promise stood when painting began"
    assert house.store.receipts[1] is receipt
    assert [call.usage.cost for call in house.spent] == [0.5]


async def test_a_quick_painter_promises_nothing() -> None:
    house = House()
    house.painter.slow = frozenset()
    await house.send()
    assert [(part, shown) for part, _, shown in house.stands()] == [(0, False), (1, True)]
    assert house.stands()[0][1] == "贴好了" and house.painter.standing == [0]


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_a_painter_that_is_busy_is_asked_again_and_the_promise_stands_once(times: int) -> None:
    house = House(*[ModelBusy("model.busy") for _ in range(times)])
    for attempt in range(1, times + 1):
        with pytest.raises(ModelBusy):
            await house.send(attempt)
        assert len(house.stands()) == 1 and 1 not in house.store.receipts
    await house.send(times + 1)
    house.whole()
    assert house.painter.asked == times + 1
    assert [call.error for call in house.spent] == ["model.busy"] * times + [""], "each call is paid for"


@pytest.mark.parametrize("fault", [ModelRefused("model.filtered"), ModelBusy("model.busy")])
async def test_a_promise_that_cannot_be_kept_is_taken_back_in_words(fault: Exception) -> None:
    house = House(fault)
    receipt = await house.send(PATIENCE)
    (_, promise, _), (part, words, shown) = house.stands()
    assert promise in SOON and (part, shown) == (1, False) and words
    assert (receipt.outcome, receipt.posted) == ("posted", "own1 own2")


async def test_a_wish_that_comes_to_no_picture_ends_in_words_after_the_promise() -> None:
    house = House(shown=False)
    await house.send()
    assert [(part, shown) for part, _, shown in house.stands()] == [(0, False), (1, False)]


class Dying(Exception):
    """The process ends here."""


def dies(house: House, at: str) -> None:
    """Let the process end at a line of the first attempt."""
    post, keep = house.platform.post, house.store.keep
    where, when = at.split()[1:], at.split()[0]

    async def posting(reply: Reply) -> Posted:
        if where == ["part", str(reply.part)] and when == "before":
            raise Dying
        posted = await post(reply)
        if where == ["part", str(reply.part)] and when == "after":
            raise Dying
        return posted

    async def keeping(token: str, ids: Any, reply: Reply, *rest: Any) -> bool:
        if where == ["keep", str(reply.part)]:
            raise Dying
        return await keep(token, ids, reply, *rest)

    house.platform.post = posting  # type: ignore[method-assign]
    house.store.keep = keeping  # type: ignore[method-assign]


@pytest.mark.parametrize(
    "at",
    [
        "before keep 0",
        "before part 0",
        "after part 0",
        "painting",
        "before keep 1",
        "before part 1",
        "after part 1",
    ],
)
async def test_both_stand_once_wherever_the_first_attempt_ends(at: str) -> None:
    house = House(*([Dying()] if at == "painting" else []))
    post, keep = house.platform.post, house.store.keep
    if at != "painting":
        dies(house, at)
    with pytest.raises(Dying):
        await house.send(1)
    house.platform.post, house.store.keep = post, keep  # type: ignore[method-assign]
    receipt = await house.send(2)
    house.whole()
    assert (receipt.outcome, receipt.posted) == ("posted", "own1 own2")
    assert house.painter.asked == (2 if at in ("painting", "before keep 1") else 1)


async def test_the_second_attempt_reads_the_thread_without_the_promise() -> None:
    house = House(ModelBusy("model.busy"))
    with pytest.raises(ModelBusy):
        await house.send(1)
    us, them = Member("scratch", "us"), Member("scratch", "m1")
    house.platform.turn("1", Turn("1", them, False, "@小搭 画只猫", NOW))
    house.platform.turn("1", Turn("own1", us, True, "画着呢", NOW, "draw"))
    await house.send(2)
    assert [turn.comment for turn in house.skill.seen[1].turns if turn.own] == []
    house.whole()


async def test_limits_do_not_break_a_promise_that_stands() -> None:
    house = House(ModelBusy("model.busy"), limits=Limits(member_day=1, pictures_day=1))
    with pytest.raises(ModelBusy):
        await house.send(1)
    house.store.today, house.store.pictures = 5, 5
    await house.send(2)
    house.whole()


async def test_a_promise_that_the_platform_refuses_is_no_picture() -> None:
    house = House()

    async def refuses(reply: Reply) -> Posted:
        raise PlatformRefused("platform.gone")

    house.platform.post = refuses  # type: ignore[method-assign]
    receipt = await house.send()
    assert (receipt.outcome, receipt.reason) == ("failed", "platform.gone") and not house.painter.asked


async def test_a_platform_that_is_away_is_asked_again_before_anything_is_painted() -> None:
    house, post = House(), Scratch.post

    async def away(reply: Reply) -> Posted:
        raise PlatformDown("platform.down")

    house.platform.post = away  # type: ignore[method-assign]
    with pytest.raises(PlatformDown):
        await house.send(1)
    assert not house.painter.asked
    house.platform.post = post.__get__(house.platform)  # type: ignore[method-assign]
    await house.send(2)
    house.whole()


async def test_a_lost_lease_says_and_paints_nothing() -> None:
    house = House()
    with pytest.raises(LeaseLost):
        await house.send(1, holds=lambda: False)
    assert not house.stands() and not house.painter.asked


async def test_a_comment_that_is_gone_meanwhile_keeps_the_words_alone() -> None:
    house = House(ModelBusy("model.busy"))
    with pytest.raises(ModelBusy):
        await house.send(1)

    async def gone(mention: Any) -> None:
        return None

    house.platform.thread = gone  # type: ignore[assignment]
    receipt = await house.send(2)
    assert (receipt.outcome, receipt.reason, receipt.posted) == ("posted", "silence.gone", "own1")
    assert house.painter.asked == 1
