"""What every queue promises, run over each of them."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from dazi.errors import LeaseLost
from dazi.ports import Queue
from dazi.queue.embedded import Embedded
from dazi.store.database import Database

LEASE = 30.0


class Clock:
    """A time that moves only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def embedded(folder: Path, clock: Clock) -> tuple[Queue, Callable[[], None]]:
    database = Database.open(folder / "dazi.db")
    return Embedded(database, lease=LEASE, clock=clock), database.close


FACTORIES = {"embedded": embedded}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=FACTORIES)
async def queue(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> AsyncIterator[Queue]:
    made, close = FACTORIES[request.param](tmp_path, clock)
    yield made
    close()


async def test_delivers_what_was_put_once_it_is_due(queue: Queue, clock: Clock) -> None:
    await queue.put([(1, "a")], clock.now + 5)
    assert await queue.claim("w", 10) == ()
    clock.now += 5
    (delivery,) = await queue.claim("w", 10)
    assert (delivery.lane, delivery.ids, delivery.attempt) == ("a", (1,), 1)
    assert delivery.until == clock.now + LEASE
    assert await queue.claim("w", 10) == ()


async def test_a_lane_is_leased_to_one_and_comes_oldest_first(queue: Queue, clock: Clock) -> None:
    await queue.put([(3, "a"), (1, "a"), (2, "b")], clock.now)
    claimed = {one.lane: one for one in await queue.claim("w", 10)}
    assert claimed["a"].ids == (1, 3)
    await queue.put([(4, "a")], clock.now)
    clock.now += 1
    assert await queue.claim("other", 10) == ()
    await queue.ack(claimed["a"], (1, 3))
    (again,) = await queue.claim("other", 10)
    assert again.ids == (4,) and again.token > claimed["a"].token


async def test_a_burst_that_is_still_coming_is_waited_for(queue: Queue, clock: Clock) -> None:
    await queue.put([(1, "a")], clock.now + 0.12)
    clock.now += 0.1
    await queue.put([(2, "a")], clock.now + 0.12)
    clock.now += 0.05
    assert await queue.claim("w", 10) == ()
    clock.now += 0.08
    (delivery,) = await queue.claim("w", 10)
    assert delivery.ids == (1, 2)


async def test_a_burst_without_end_is_not_waited_for(queue: Queue, clock: Clock) -> None:
    for id in range(20):
        await queue.put([(id + 1, "a")], clock.now + 0.12)
        clock.now += 0.1
    (delivery,) = await queue.claim("w", 10)
    assert delivery.ids[0] == 1


async def test_a_thousand_mentions_of_one_member_come_in_order_and_let_others_pass(
    queue: Queue, clock: Clock
) -> None:
    await queue.put([(id, "flood") for id in range(1, 1001)], clock.now)
    await queue.put([(2000, "quiet")], clock.now)
    clock.now += 1
    first, second = sorted(await queue.claim("w", 10), key=lambda one: one.lane)
    assert first.ids == tuple(range(1, 9)) and second.ids == (2000,)
    depth = await queue.depth()
    assert (depth.waiting, depth.leased, depth.dead) == (992, 9, 0)
    seen = list(first.ids)
    await queue.ack(first, first.ids)
    while claimed := await queue.claim("w", 10):
        seen += claimed[0].ids
        await queue.ack(claimed[0], claimed[0].ids)
    assert seen == list(range(1, 1001))


async def test_the_limit_counts_lanes(queue: Queue, clock: Clock) -> None:
    await queue.put([(id, f"lane{id}") for id in range(1, 6)], clock.now)
    assert len(await queue.claim("w", 2)) == 2
    assert len(await queue.claim("w", 10)) == 3
    assert await queue.claim("w", 0) == ()


async def test_putting_again_changes_nothing(queue: Queue, clock: Clock) -> None:
    for _ in range(5):
        await queue.put([(1, "a")], clock.now)
    (delivery,) = await queue.claim("w", 10)
    await queue.put([(1, "a")], clock.now)
    clock.now += 1
    assert await queue.claim("w", 10) == ()
    await queue.ack(delivery, (1,))
    assert (await queue.depth()).waiting == 0


async def test_a_lease_that_runs_out_goes_to_another_and_the_first_writes_nothing_more(
    queue: Queue, clock: Clock
) -> None:
    await queue.put([(1, "a")], clock.now)
    (old,) = await queue.claim("w1", 10)
    clock.now += LEASE + 1
    (new,) = await queue.claim("w2", 10)
    assert new.attempt == 2 and new.token > old.token
    assert await queue.renew([old, new]) == (old.token,)
    for late in (queue.ack(old, (1,)), queue.retry(old, 1, "late"), queue.bury(old, "late")):
        with pytest.raises(LeaseLost):
            await late
    await queue.ack(new, (1,))
    assert await queue.claim("w3", 10) == ()


async def test_a_renewed_lease_holds(queue: Queue, clock: Clock) -> None:
    await queue.put([(1, "a")], clock.now)
    (delivery,) = await queue.claim("w1", 10)
    for _ in range(5):
        clock.now += LEASE - 1
        assert await queue.renew([delivery]) == ()
        assert await queue.claim("w2", 10) == ()


async def test_retry_waits_and_counts_attempts_but_not_waits(queue: Queue, clock: Clock) -> None:
    await queue.put([(1, "a")], clock.now)
    (delivery,) = await queue.claim("w", 10)
    await queue.retry(delivery, 4, "platform.down")
    await queue.put([(2, "a")], clock.now)
    clock.now += 3
    assert await queue.claim("w", 10) == ()
    clock.now += 1
    (delivery,) = await queue.claim("w", 10)
    assert delivery.attempt == 2 and delivery.ids == (1, 2)
    for _ in range(30):
        await queue.retry(delivery, 1, "wait:model.loading")
        clock.now += 1
        (delivery,) = await queue.claim("w", 10)
    assert delivery.attempt == 2


async def test_what_is_not_acknowledged_comes_again_at_once(queue: Queue, clock: Clock) -> None:
    await queue.put([(1, "a"), (2, "a"), (3, "a")], clock.now)
    (delivery,) = await queue.claim("w", 10)
    await queue.ack(delivery, (1, 2))
    (rest,) = await queue.claim("w", 10)
    assert rest.ids == (3,) and rest.attempt == 1


async def test_the_dead_stay_until_they_are_revived(queue: Queue, clock: Clock) -> None:
    await queue.put([(1, "a"), (2, "a")], clock.now)
    (delivery,) = await queue.claim("w", 10)
    await queue.bury(delivery, "boom")
    clock.now += 1000
    await queue.put([(1, "a")], clock.now)
    assert await queue.claim("w", 10) == ()
    assert (await queue.depth()).dead == 2
    await queue.put([(3, "a")], clock.now)
    (delivery,) = await queue.claim("w", 10)
    assert delivery.ids == (3,)
    await queue.ack(delivery, (3,))
    assert await queue.revive([1, 99]) == 1
    (delivery,) = await queue.claim("w", 10)
    assert delivery.ids == (1,) and delivery.attempt == 1


async def test_depth_tells_the_oldest_age(queue: Queue, clock: Clock) -> None:
    assert (await queue.depth()).oldest == 0
    await queue.put([(1, "a")], clock.now)
    clock.now += 7
    await queue.put([(2, "b")], clock.now)
    depth = await queue.depth()
    assert (depth.waiting, depth.oldest) == (2, 7)


async def test_a_lane_may_hold_any_text(queue: Queue, clock: Clock) -> None:
    await queue.put([(1, "x|\ud800|'; DROP TABLE lanes;--")], clock.now)
    (delivery,) = await queue.claim("w", 1)
    await queue.ack(delivery, (1,))
    assert await queue.claim("w", 1) == ()
