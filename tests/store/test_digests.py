"""The place of digests: one claim at a time, fenced writes, parts that join, eviction by age."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dazi.errors import LeaseLost
from dazi.store.database import Database
from dazi.store.digests import Digests


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def digests(tmp_path: Path, clock: Clock) -> Iterator[Digests]:
    database = Database.open(tmp_path / "dazi.db")
    yield Digests(database, clock=clock)
    database.close()


async def test_one_claims_and_the_others_wait(digests: Digests, clock: Clock) -> None:
    assert await digests.load("k") is None
    token = await digests.claim("k", "a", 10.0)
    assert token and await digests.claim("k", "b", 10.0) is None and await digests.claim("other", "b", 10.0)
    clock.now += 8
    await digests.renew("k", token, 10.0)
    clock.now += 8
    assert await digests.claim("k", "b", 10.0) is None
    await digests.save("k", token, "sample", '{"a": 1}')
    assert await digests.load("k") == ("making", "", {"sample": '{"a": 1}'})
    await digests.finish("k", token, '{"done": true}')
    assert await digests.load("k") == ("done", '{"done": true}', {})
    assert await digests.claim("k", "b", 10.0) is None


async def test_a_dead_maker_is_followed_and_can_write_no_more(digests: Digests, clock: Clock) -> None:
    first = await digests.claim("k", "a", 10.0)
    assert first
    await digests.save("k", first, "sample", "1")
    clock.now += 11
    second = await digests.claim("k", "b", 10.0)
    assert second and second != first
    for late in (
        digests.renew("k", first, 10.0),
        digests.save("k", first, "read", "2"),
        digests.finish("k", first, "{}"),
    ):
        with pytest.raises(LeaseLost):
            await late
    await digests.release("k", first)  # nothing of the other's
    assert await digests.claim("k", "c", 10.0) is None
    assert await digests.load("k") == ("making", "", {"sample": "1"})


async def test_a_released_claim_is_free_at_once(digests: Digests) -> None:
    token = await digests.claim("k", "a", 100.0)
    assert token
    await digests.release("k", token)
    assert await digests.claim("k", "b", 100.0)


async def test_a_fault_stays(digests: Digests) -> None:
    token = await digests.claim("k", "a", 10.0)
    assert token
    await digests.finish("k", token, '{"code": "video.broken"}', fault="video.broken")
    assert await digests.load("k") == ("failed", '{"code": "video.broken"}', {})


async def test_parts_join_a_finished_digest_and_replace_each_other(digests: Digests) -> None:
    token = await digests.claim("k", "a", 10.0)
    assert token
    await digests.finish("k", token, "{}")
    await digests.add("k", "comments", "1")
    await digests.add("k", "comments", "2")
    await digests.add("nobody", "comments", "1")
    assert (
        await digests.load("k") == ("done", "{}", {"comments": "2"}) and await digests.load("nobody") is None
    )


async def test_the_unused_are_evicted_with_their_parts(digests: Digests, clock: Clock) -> None:
    for key in ("old", "used"):
        token = await digests.claim(key, "a", 10.0)
        assert token
        await digests.finish(key, token, "{}")
        await digests.add(key, "comments", "1")
    clock.now += 5000
    await digests.load("used")
    making = await digests.claim("making", "a", 10.0)
    assert making
    assert await digests.evict(clock.now - 1000) == 1
    assert await digests.load("old") is None and (await digests.load("used")) == (
        "done",
        "{}",
        {"comments": "1"},
    )
    assert await digests.claim("old", "a", 10.0) and await digests.load("old") == ("making", "", {})
