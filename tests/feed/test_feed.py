"""A feed over a real store: steered by wishes within its cap, undone to the very same order, never for another member."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.feed import HELD, filled, ndcg, quality, world
from dazi.bonds import Clip, Wish
from dazi.feed.cowatch import learn
from dazi.feed.feed import Feed
from dazi.store.clips import Clips
from dazi.store.database import Database
from dazi.store.wishes import Wishes
from dazi.types import Member

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
NING, LU = Member("plaza", "ning"), Member("plaza", "lu")
KINDS = ("猫", "狗", "做饭", "带货", "科普", "旅行", "手工", "音乐")


def clips() -> list[Clip]:
    return [
        Clip(
            "plaza", f"v{n}", f"{KINDS[n % 8]}的第{n}条", f"作者{n % 5}", (KINDS[n % 8],), float(5 + 7 * n),
            NOW - timedelta(hours=n), float(100 - n), "healing" if n % 9 == 0 else "",
        )
        for n in range(64)
    ]  # fmt: skip


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database.open(tmp_path / "dazi.db")
    yield opened
    opened.close()


@pytest.fixture
async def feed(database: Database) -> Feed:
    made = Feed(Clips(database))
    assert await made.offer(clips()) == 64
    return made


async def titles(feed: Feed, member: Member = NING, limit: int = 10) -> list[str]:
    return [card.title for card in await feed.ranked(member, NOW, limit)]


async def test_a_wish_fills_half_of_the_next_ten_and_no_more_than_its_cap(feed: Feed) -> None:
    before = await titles(feed)
    await feed.prefer(NING, [Wish("猫咪")], "c1", NOW)
    cards = await feed.ranked(NING, NOW, 10)
    fitting = [card for card in cards if "猫" in card.title]
    assert 5 <= len(fitting) <= 6
    assert all(card.reason == "小搭推荐：你说想看猫咪" for card in fitting)
    others = [card.title for card in cards if "猫" not in card.title]
    assert others == [title for title in before if "猫" not in title][: len(others)]


async def test_undo_restores_the_very_order(feed: Feed) -> None:
    before = await titles(feed, limit=64)
    await feed.prefer(NING, [Wish("猫"), Wish("带货", "less")], "c1", NOW)
    assert await titles(feed, limit=64) != before
    assert len(await feed.undo(NING, NOW)) == 2
    assert await titles(feed, limit=64) == before
    assert await feed.undo(NING, NOW) == ()


async def test_what_is_wished_less_of_comes_last(feed: Feed) -> None:
    await feed.prefer(NING, [Wish("带货", "less")], "c1", NOW)
    order = await titles(feed, limit=64)
    assert all("带货" in title for title in order[-8:]) and not any("带货" in title for title in order[:-8])


async def test_two_wishes_take_turns(feed: Feed) -> None:
    await feed.prefer(NING, [Wish("猫"), Wish("手工")], "c1", NOW)
    first = await titles(feed)
    assert sum("猫" in title for title in first) >= 3 and sum("手工" in title for title in first) >= 3


@pytest.mark.parametrize(
    ("wish", "good"),
    [
        (Wish(creator="作者3"), lambda clip: clip.author == "作者3"),
        (Wish(mood="治愈"), lambda clip: clip.mood == "healing"),
        (Wish("猫", length="short"), lambda clip: "猫" in clip.title and clip.seconds <= 30),
        (Wish("科普", length="long"), lambda clip: "科普" in clip.title and clip.seconds >= 180),
    ],
)
async def test_each_part_of_a_wish_counts(feed: Feed, wish: Wish, good: object) -> None:
    await feed.prefer(NING, [wish], "c1", NOW)
    by_video = {clip.video: clip for clip in clips()}
    steered = [by_video[card.video] for card in await feed.ranked(NING, NOW, 20) if card.reason]
    assert steered and all(good(clip) for clip in steered)  # type: ignore[operator]


async def test_wishes_end_and_are_nobody_elses(feed: Feed) -> None:
    before = await titles(feed)
    await feed.prefer(NING, [Wish("猫", until=NOW + timedelta(days=1))], "c1", NOW)
    assert await titles(feed, LU) == before
    assert await feed.wishes(NING, NOW + timedelta(days=2)) == ()


async def test_a_comment_told_twice_wishes_once(feed: Feed) -> None:
    first = await feed.prefer(NING, [Wish("猫")], "c1", NOW)
    assert await feed.prefer(NING, [Wish("猫")], "c1", NOW) == first
    assert len(await feed.wishes(NING, NOW)) == 1


async def test_what_was_seen_through_or_skipped_steps_back(feed: Feed) -> None:
    first = (await feed.ranked(NING, NOW, 1))[0].video
    assert await feed.signal(NING, first, "watch", 1.0, NOW)
    assert (await feed.ranked(NING, NOW, 1))[0].video != first
    assert not await feed.signal(NING, "no-such", "like", 1.0, NOW)


async def test_pages_go_on_behind_a_card(feed: Feed) -> None:
    whole = [card.video for card in await feed.ranked(NING, NOW, 20)]
    first = [card.video for card in await feed.ranked(NING, NOW, 10)]
    assert first + [card.video for card in await feed.ranked(NING, NOW, 10, after=first[-1])] == whole


async def test_an_answer_names_what_fits(feed: Feed) -> None:
    assert [card.title[0] for card in await feed.find(NING, [Wish("猫咪")], 3)] == ["猫"] * 3
    assert await feed.find(NING, [Wish("潜水艇")], 3) == ()


async def test_forgetting_takes_wishes_and_signals(feed: Feed, database: Database) -> None:
    await feed.prefer(NING, [Wish("潜水艇潜水艇")], "c1", NOW)
    await feed.signal(NING, "v1", "like", 1.0, NOW)
    await Wishes(database).forget(NING)
    assert await feed.wishes(NING, NOW) == ()
    assert await Clips(database).seen(NING, 9) == ()


async def test_it_guesses_what_comes_next_far_better_than_popularity(database: Database) -> None:
    made = world(1500, 900)
    ours, plain = await quality(await filled(database, made), made, 100)
    assert ours >= 1.3 * plain and HELD == 5
    assert ndcg(["a", "b"], {"a", "b"}) == 1.0 and ndcg(["c"], {"a"}) == 0.0


def test_what_the_same_members_watch_goes_together() -> None:
    model = learn(["a", "a", "b", "b", "c", "c"], [1, 2, 1, 2, 3, 1])
    near = model.beside({2: 1.0}, 5)
    assert next(iter(near)) == 1 and 2 not in near and near[1] > near.get(3, 0.0)
    assert learn([], []).beside({1: 1.0}, 5) == {}
