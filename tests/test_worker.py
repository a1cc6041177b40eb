"""The worker over the real store and queue, with a platform and answers made up here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dazi import worker as module
from dazi.errors import DaziError, ModelBusy, Permanent, PlatformDown, PlatformRefused, StoreBusy
from dazi.ports import Abilities
from dazi.queue.embedded import Embedded
from dazi.store.database import Database
from dazi.store.mentions import Mentions
from dazi.store.records import Records
from dazi.types import Delivery, Member, Mention, Posted, Receipt, Reply, Turn, Video
from dazi.worker import Rows, Worker


class Town:
    """A platform whose comments are put in by the test."""

    name = "town"
    account = "xiaoda"
    handle = "@小搭"
    abilities = Abilities()

    def __init__(self) -> None:
        self.comments: list[Mention] = []
        self.news = asyncio.Event()
        self.cursors: list[str | None] = []
        self.failures: list[Exception] = []

    def say(self, comment: str, member: str = "m1", **changes: object) -> None:
        at = datetime(2026, 3, 5, tzinfo=UTC)
        made = Mention("town", "xiaoda", comment, "t", Member("town", member), "@小搭", at)
        self.comments.append(replace(made, **changes))  # type: ignore[arg-type]
        self.news.set()

    async def listen(self, cursor: str | None) -> AsyncIterator[tuple[Mention, str]]:
        self.cursors.append(cursor)
        if self.failures:
            raise self.failures.pop()
        at = int(cursor or 0)
        while True:
            while at < len(self.comments):
                at += 1
                yield self.comments[at - 1], str(at)
            self.news.clear()
            await self.news.wait()

    async def thread(self, mention: Mention) -> tuple[Turn, ...] | None:
        return ()

    async def video(self, mention: Mention) -> Video | None:
        return None

    async def typing(self, mention: Mention, on: bool) -> None: ...

    async def post(self, reply: Reply) -> Posted:
        return Posted("p")

    async def find_own(self, reply: Reply) -> Posted | None:
        return None

    async def delete(self, posted: str) -> None: ...

    async def close(self) -> None: ...


@dataclass
class Scene:
    """Everything of a test; `reactions` are what the next answers do: raise an error, or a function's result."""

    town: Town
    database: Database
    store: Mentions
    queue: Embedded
    records: Records
    reactions: list[Exception | Callable[..., Awaitable[object]]] = field(default_factory=list)
    bursts: list[tuple[str, ...]] = field(default_factory=list)
    attempts: list[int] = field(default_factory=list)
    meters: list[tuple[str, str]] = field(default_factory=list)

    async def answer(
        self, rows: Rows, delivery: Delivery, platform: object, holds: Callable[[], bool]
    ) -> Receipt:
        self.bursts.append(tuple(mention.comment for _, mention in rows))
        self.attempts.append(delivery.attempt)
        if self.reactions:
            reaction = self.reactions.pop(0)
            if isinstance(reaction, Exception):
                raise reaction
            await reaction(rows, delivery, holds)
        receipt = Receipt("posted", "", f"p{rows[-1][0]}", "chat")
        await self.store.finish(delivery.token, [id for id, _ in rows], receipt)
        return receipt

    def meter(self, name: str, value: float = 1.0, /, **labels: str) -> None:
        if value and name not in ("accepted", "answered"):
            self.meters.append((name, labels.get("error", "")))

    @asynccontextmanager
    async def working(self, **options: object) -> AsyncIterator[Worker]:
        settings: dict[str, object] = {
            "settle": 0.02,
            "beat": 0.05,
            "grace": 0.2,
            "meter": self.meter,
            **options,
        }
        made = Worker(self.store, self.queue, {"town": self.town}, self.answer, **settings)  # type: ignore[arg-type]
        running = asyncio.create_task(made.run(signals=False))
        try:
            yield made
        finally:
            made.stop()
            await running

    async def ended(self, count: int) -> dict[str, tuple[str, str]]:
        """Wait until so many mentions have ended; comment -> (outcome, reason)."""
        async with asyncio.timeout(10):
            while len(rows := await self.records.rows(state="done", limit=2000)) < count:
                await asyncio.sleep(0.01)
        return {row.mention.comment: (row.outcome, row.reason) for row in rows}

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not true():
                await asyncio.sleep(0.01)


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    monkeypatch.setattr(module, "_delay", lambda failures: 0.01)
    monkeypatch.setattr(module, "ATTEMPTS", 5)
    database = Database.open(tmp_path / "dazi.db")
    yield Scene(Town(), database, Mentions(database), Embedded(database, lease=0.4), Records(database))
    database.close()


async def test_each_mention_is_answered_once_and_the_cursor_is_kept(scene: Scene) -> None:
    for n in range(30):
        scene.town.say(str(n), f"m{n % 10}")
        scene.town.say(str(n), f"m{n % 10}")
    async with scene.working():
        ended = await scene.ended(30)
    assert set(ended.values()) == {("posted", "")}
    assert sorted(comment for burst in scene.bursts for comment in burst) == sorted(map(str, range(30)))
    async with scene.working():
        await scene.until(lambda: len(scene.town.cursors) == 2)
    assert scene.town.cursors == [None, "60"]
    assert (await scene.queue.depth()).waiting == 0


async def test_a_burst_of_one_member_is_answered_as_one(scene: Scene) -> None:
    for n in range(3):
        scene.town.say(str(n))
    async with scene.working():
        await scene.ended(3)
    assert scene.bursts == [("0", "1", "2")]


async def test_only_what_calls_is_taken(scene: Scene) -> None:
    scene.town.say("1", text="路过")
    scene.town.say("2")
    async with scene.working(wanted=lambda mention: "@小搭" in mention.text):
        await scene.ended(1)
    assert scene.bursts == [("2",)] and ("ignored", "") in scene.meters


async def test_transient_failures_are_tried_again_and_then_buried(scene: Scene) -> None:
    scene.reactions = [ModelBusy("model.busy")] * 3
    scene.town.say("1")
    async with scene.working():
        assert (await scene.ended(1))["1"] == ("posted", "")
        assert scene.attempts == [1, 2, 3, 4]
        scene.reactions = [ModelBusy("model.busy")] * 20
        scene.town.say("2")
        await scene.until(lambda: ("buried", "model.busy") in scene.meters)
    (row,) = await scene.records.rows(state="dead")
    assert (row.mention.comment, row.error, row.attempt) == ("2", "model.busy", module.ATTEMPTS)
    assert (await scene.queue.depth()).dead == 1
    scene.reactions = []
    await scene.queue.revive([row.id])
    async with scene.working():
        await scene.ended(2)


@pytest.mark.parametrize(
    "error", [ModelBusy("model.loading"), PlatformDown("platform.down"), StoreBusy("store.full")]
)
async def test_waiting_for_something_uses_up_no_attempts(
    scene: Scene, error: DaziError, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOADING", 0.01)
    scene.reactions = [error] * (module.ATTEMPTS + 3)
    scene.town.say("1")
    async with scene.working():
        await scene.ended(1)
    assert set(scene.attempts) == {1}


async def test_a_permanent_failure_ends_the_mention_with_its_reason(scene: Scene) -> None:
    scene.reactions = [PlatformRefused("failed.platform"), Permanent("failed.model")]
    scene.town.say("1", "a")
    async with scene.working():
        assert (await scene.ended(1))["1"] == ("failed", "failed.platform")
        scene.town.say("2", "b")
        assert (await scene.ended(2))["2"] == ("failed", "failed.model")
    assert (await scene.queue.depth()).waiting == 0


async def test_what_an_endpoint_said_with_a_refusal_is_not_logged(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []

    class Log:
        def __getattr__(self, level: str) -> Callable[..., None]:
            return lambda event, **fields: lines.append(f"{level} {event} {fields}")

    monkeypatch.setattr(module, "log", Log())
    scene.reactions = [Permanent("model.refused", why="“我的秘密” is not allowed")]
    scene.town.say("1")
    async with scene.working():
        await scene.ended(1)
    said = "\n".join(lines)
    assert "model.refused" in said and "秘密" not in said


async def test_a_defect_is_tried_three_times_and_stops_nobody_else(scene: Scene) -> None:
    scene.reactions = [ZeroDivisionError(), ZeroDivisionError(), ZeroDivisionError()]
    scene.town.say("1")
    async with scene.working():
        await scene.until(lambda: ("buried", "defect.ZeroDivisionError") in scene.meters)
        scene.town.say("2", "b")
        await scene.ended(1)
    assert scene.attempts == [1, 2, 3, 1]


async def test_an_answer_that_ends_only_some_rows_is_asked_for_the_rest(scene: Scene) -> None:
    async def first_only(rows: Rows, delivery: Delivery, holds: object) -> None:
        await scene.store.finish(delivery.token, [rows[0][0]], Receipt("silent", "silence.old"))

    async def partly(rows: Rows, delivery: Delivery, platform: object, holds: object) -> Receipt:
        scene.bursts.append(tuple(mention.comment for _, mention in rows))
        await first_only(rows, delivery, holds)
        return Receipt("silent", "silence.old")

    for n in range(3):
        scene.town.say(str(n))
    scene.answer = partly  # type: ignore[method-assign]
    async with scene.working():
        await scene.ended(3)
    assert scene.bursts == [("0", "1", "2"), ("1", "2"), ("2",)]


async def test_a_lost_lease_cancels_the_work_and_fences_its_writes(scene: Scene) -> None:
    stolen = asyncio.Event()
    cancelled = asyncio.Event()

    async def steal(rows: Rows, delivery: Delivery, holds: Callable[[], bool]) -> None:
        other = replace(delivery, token="f" * 16 + ".thief", attempt=2)
        await scene.store.begin(other)
        await scene.database.write(
            lambda connection: connection.exec_driver_sql("UPDATE lanes SET token = 'thief'").rowcount
        )
        stolen.set()
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            assert not holds()
            cancelled.set()
            raise

    scene.reactions = [steal]
    scene.town.say("1")
    async with scene.working():
        await asyncio.wait_for(stolen.wait(), 5)
        await asyncio.wait_for(cancelled.wait(), 5)
    assert ("lost", "") in scene.meters
    assert len(scene.bursts) == 1


async def test_long_work_keeps_its_lease(scene: Scene) -> None:
    # Long against a lease that a busy machine cannot miss: its heart beats forty times in one.
    scene.queue = Embedded(scene.database, lease=2.0)

    async def slow(rows: Rows, delivery: Delivery, holds: Callable[[], bool]) -> None:
        for _ in range(12):
            await asyncio.sleep(0.25)
            assert holds()

    scene.reactions = [slow]
    scene.town.say("1")
    async with scene.working():
        await scene.ended(1)
    assert scene.attempts == [1]


async def test_no_more_bursts_than_allowed_are_in_work(scene: Scene) -> None:
    most = now = 0

    async def counted(rows: Rows, delivery: Delivery, holds: object) -> None:
        nonlocal most, now
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.02)
        now -= 1

    scene.reactions = [counted] * 20
    for n in range(20):
        scene.town.say(str(n), f"m{n}")
    async with scene.working(bursts=3):
        await scene.ended(20)
    assert most == 3


async def test_a_stop_lets_work_finish_and_gives_the_rest_back(scene: Scene) -> None:
    started = asyncio.Event()

    async def brief(rows: Rows, delivery: Delivery, holds: object) -> None:
        started.set()
        await asyncio.sleep(0.05)

    async def endless(rows: Rows, delivery: Delivery, holds: object) -> None:
        await asyncio.sleep(60)

    scene.reactions = [brief, endless]
    scene.town.say("1", "a")
    scene.town.say("2", "b")
    async with scene.working(bursts=2, grace=1.0):
        await asyncio.wait_for(started.wait(), 5)
        await scene.until(lambda: len(scene.bursts) == 2)
    assert len(await scene.records.rows(state="done")) == 1
    depth = await scene.queue.depth()
    assert (depth.waiting, depth.leased) == (1, 0)
    async with scene.working():
        await scene.ended(2)
    assert scene.attempts[-1] == 1


async def test_rows_that_the_queue_lost_are_rung_at_the_start(scene: Scene) -> None:
    at = datetime(2026, 3, 5, tzinfo=UTC)
    given = Mention("town", "xiaoda", "1", "t", Member("town", "m1"), "@小搭", at)
    await scene.store.take([given])
    async with scene.working():
        await scene.ended(1)


async def test_a_platform_that_breaks_is_listened_to_again(scene: Scene) -> None:
    scene.town.failures = [ZeroDivisionError(), PlatformDown("platform.down")]
    scene.town.say("1")
    async with scene.working():
        await scene.ended(1)
    assert len(scene.town.cursors) == 3


async def test_a_full_disk_loses_nothing(scene: Scene) -> None:
    def pages(count: int) -> Awaitable[object]:
        return scene.database.write(
            lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={count}").scalar()
        )

    async with scene.working():
        await pages(1)
        for n in range(20):
            scene.town.say(str(n), f"m{n}", text="@小搭" + "长" * 5000)
        await asyncio.sleep(0.3)
        assert scene.bursts == []
        await pages(1_000_000)
        await scene.ended(20)


async def test_a_comment_that_nothing_can_take_keeps_no_other_out(scene: Scene) -> None:
    scene.town.say("1", "a")
    scene.town.say("2", "b", text=None)
    scene.town.say("3", "c")
    async with scene.working():
        await scene.ended(2)
    assert {row.mention.comment for row in await scene.records.rows()} == {"1", "3"}


async def test_a_mention_of_a_platform_that_is_gone_waits_and_then_dies(scene: Scene) -> None:
    at = datetime(2026, 3, 5, tzinfo=UTC)
    await scene.store.take([Mention("gone", "xiaoda", "1", "t", Member("gone", "m1"), "@小搭", at)])
    async with scene.working():
        await scene.until(lambda: ("buried", "worker.platform") in scene.meters)


async def test_a_mention_that_kills_the_worker_again_and_again_is_buried(scene: Scene) -> None:
    scene.town.say("1")
    async with scene.working(bursts=0):
        await scene.until(lambda: bool(scene.town.cursors))
        await asyncio.sleep(0.2)
    await scene.database.write(
        lambda connection: (
            connection.exec_driver_sql(f"UPDATE lanes SET attempt = {module.ATTEMPTS}").rowcount
        )
    )
    async with scene.working():
        await scene.until(lambda: ("buried", "worker.crashed") in scene.meters)
    assert scene.bursts == []
