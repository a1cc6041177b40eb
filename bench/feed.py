"""The feed on a made-up world: how well it guesses what comes next, and how long it takes over many videos.

    python -m bench.feed [CLIPS] [MEMBERS]

A seeded simulator in the manner of MovieLens: clips of one of some topics with a popularity that falls off, members
with a few tastes who mostly watch within them, mostly what is popular there. The last five clips of each member are
held out; NDCG@10 of the feed stands beside that of plain popularity."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log2
from pathlib import Path

import numpy as np

from dazi.bonds import Clip, Wish
from dazi.feed.feed import Feed
from dazi.store.clips import Clips
from dazi.store.database import Database
from dazi.types import Member

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
TOPICS = ["猫", "狗", "做饭", "旅行", "露营", "科普", "历史", "手工", "健身", "足球", "篮球", "音乐", "跳舞", "搞笑", "游戏", "穿搭", "美妆", "育儿", "校园", "汽车", "数码", "植物", "星空", "电影", "读书", "钓鱼", "乡村", "滑雪", "甜品", "画画"]  # fmt: skip
HELD = 5


@dataclass
class World:
    """Clips, and for each member what they watched, oldest first; the last HELD are held out."""

    clips: list[Clip]
    watched: list[list[int]]


def world(clips: int, members: int, seed: int = 7, shown: int = 12) -> World:
    """The same for the same seed. The more are `shown` at once, the more everybody watches the same."""
    chance = np.random.default_rng(seed)
    topic = chance.integers(0, len(TOPICS), clips)
    heat = 1000.0 / (1.0 + chance.permutation(clips)) ** 0.7
    made = [
        Clip(
            "plaza", f"v{n}", f"{TOPICS[topic[n]]}的第{n}条", f"作者{int(topic[n])}-{n % 50}", (TOPICS[topic[n]],),
            float(10 + n % 300), NOW - timedelta(hours=int(n % 2000)), float(heat[n]),
        )
        for n in range(clips)
    ]  # fmt: skip
    by_topic = [np.flatnonzero(topic == t) for t in range(len(TOPICS))]
    watched = []
    for _ in range(members):
        tastes = chance.choice(len(TOPICS), 3, replace=False)
        seen: list[int] = []
        count = int(chance.integers(15, 40))
        while len(seen) < count:
            pool = by_topic[int(chance.choice(tastes))] if chance.random() < 0.85 else np.arange(clips)
            # Of a few that were come across the hottest is watched.
            few = pool[chance.integers(0, len(pool), shown)]
            one = int(few[np.argmax(heat[few])])
            if one not in seen:
                seen.append(one)
        watched.append(seen)
    return World(made, watched)


async def filled(database: Database, made: World) -> Feed:
    """A feed that knows the world but what is held out."""
    feed = Feed(Clips(database))
    await feed.offer(made.clips)
    ids = await Clips(database).named("plaza", [clip.video for clip in made.clips[:30000]])
    if len(made.clips) > 30000:
        for start in range(30000, len(made.clips), 30000):
            ids = {
                **ids,
                **await Clips(database).named("plaza", [c.video for c in made.clips[start : start + 30000]]),
            }
    rows = [
        ("plaza", f"m{number}", ids[f"v{clip}"], "watch", 0.8, NOW.timestamp() - 3600 * (len(seen) - at))
        for number, seen in enumerate(made.watched)
        for at, clip in enumerate(seen[:-HELD])
    ]
    await database.write(
        lambda connection: (
            connection.connection.driver_connection.executemany(  # type: ignore[union-attr]
                "INSERT INTO feed_signals VALUES (?, ?, ?, ?, ?, ?)", rows
            ).rowcount
        )
    )
    await feed.learn("plaza")
    return feed


def ndcg(cards: list[str], held: set[str]) -> float:
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002)."""
    gain = sum(1 / log2(at + 2) for at, video in enumerate(cards[:10]) if video in held)
    best = sum(1 / log2(at + 2) for at in range(min(10, len(held))))
    return gain / best


async def quality(feed: Feed, made: World, most: int = 300) -> tuple[float, float]:
    """NDCG@10 of the feed and of plain popularity, over the first members; what was watched is left out of both."""
    hottest = [clip.video for clip in sorted(made.clips, key=lambda clip: -clip.heat)]
    ours = plain = 0.0
    some = made.watched[:most]
    for number, seen in enumerate(some):
        held = {f"v{clip}" for clip in seen[-HELD:]}
        past = {f"v{clip}" for clip in seen[:-HELD]}
        cards = [card.video for card in await feed.ranked(Member("plaza", f"m{number}"), NOW, 60)]
        ours += ndcg([video for video in cards if video not in past], held)
        plain += ndcg([video for video in hottest[:100] if video not in past], held)
    return ours / len(some), plain / len(some)


def knowing(made: World, most: int = 300) -> float:
    """NDCG@10 of the hottest within a member's three most watched topics: about the best that tastes can tell."""
    hottest = sorted(made.clips, key=lambda clip: -clip.heat)
    total = 0.0
    for seen in made.watched[:most]:
        past = Counter(made.clips[clip].tags[0] for clip in seen[:-HELD])
        topics = {topic for topic, _ in past.most_common(3)}
        known = {f"v{clip}" for clip in seen[:-HELD]}
        cards = [clip.video for clip in hottest if clip.tags[0] in topics and clip.video not in known][:10]
        total += ndcg(cards, {f"v{clip}" for clip in seen[-HELD:]})
    return total / len(made.watched[:most])


async def _main(clips: int, members: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for shown in (12, 30):
            small = world(2000, 1500, shown=shown)
            database = Database.open(Path(folder) / f"small{shown}.db")
            ours, plain = await quality(await filled(database, small), small)
            database.close()
            print(
                f"NDCG@10, 2,000 clips, 1,500 members, the hottest of {shown} watched: feed {ours:.3f}, popularity {plain:.3f}, "
                f"who knows all tastes {knowing(small):.3f}"
            )
        made = world(clips, members)
        database = Database.open(Path(folder) / "large.db")
        began = time.process_time()
        feed = await filled(database, made)
        print(
            f"{clips:,} clips, {members:,} members: filled and learned in {time.process_time() - began:.1f} s CPU"
        )
        took = []
        for number in range(400):
            member = Member("plaza", f"m{number % members}")
            if number % 2:
                await feed.prefer(member, [Wish(TOPICS[number % len(TOPICS)])], f"c{number}", NOW)
            began = time.process_time()
            await feed.ranked(member, NOW, 20)
            took.append((time.process_time() - began) * 1000)
        took.sort()
        print(f"a feed, CPU: median {took[200]:.1f} ms, p99 {took[396]:.1f} ms")
        database.close()


if __name__ == "__main__":
    asyncio.run(
        _main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
            int(sys.argv[2]) if len(sys.argv) > 2 else 3000,
        )
    )
