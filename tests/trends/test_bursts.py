"""A planted phrase is found soon in a stream of other talk, and nothing else is."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dazi.trends.bursts import BACKGROUND, SOON, WARM, Bursts, background, phrases

TALK = Path(__file__).parents[1] / "data" / "talk.txt"
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
AROUND = (
    ("", ""),
    ("今天也是", ""),
    ("我宣布", "就是我"),
    ("", "报到"),
    ("", "表示不服"),
    ("救命", "看完沉默了"),
)


def talk() -> list[str]:
    """8,000 comments of other talk; always the same ones, since what rises in them is counted."""
    return TALK.read_text("utf-8").splitlines()


@pytest.mark.parametrize("seed", range(3))
def test_a_planted_phrase_is_found_within_two_hundred_comments(seed: int) -> None:
    chance = random.Random(seed)
    said = talk()
    chance.shuffle(said)
    common, stream = background(said[:5000]), said[5000:8000]
    bursts, at, start = Bursts(common), NOON, 1000
    found: dict[str, int] = {}
    for number, text in enumerate(stream):
        if number >= start and chance.random() < 0.06:
            before, after = chance.choice(AROUND)
            text = f"{before}电子榨菜选手{after}"
        bursts.hear(f"m{chance.randrange(800)}", f"t{chance.randrange(400)}", text, at)
        at += timedelta(seconds=40)
        for rise in bursts.rising(at) if number % 10 == 0 else ():
            found.setdefault(rise.phrase, number)
    assert min(number for phrase, number in found.items() if "电子榨菜选手" in phrase) - start <= 200
    days = len(stream) * 40 / 86400
    assert len([one for one in found if "榨菜" not in one and "选手" not in one]) <= days


def fed(bursts: Bursts, *, members: int = 20, threads: int = 20) -> set[str]:
    """A few thousand of others' comments, then the phrase by so many members in so many threads."""
    at = NOON
    for number in range(WARM):
        bursts.hear(f"x{number}", f"y{number}", f"第{number}条随便聊聊", at)
    for number in range(20):
        bursts.hear(f"m{number % members}", f"t{number % threads}", "这就是松弛感大师吧", at)
    return {rise.phrase for rise in bursts.rising(at)}


def test_one_member_alone_makes_no_trend() -> None:
    assert any("松弛感大师" in phrase for phrase in fed(Bursts()))
    assert fed(Bursts(), members=3) == set()


def test_what_all_say_under_one_video_is_about_that_video() -> None:
    assert fed(Bursts(), threads=2) == set()


def test_what_is_always_said_is_no_news() -> None:
    assert fed(Bursts({phrase: 9 for phrase in phrases("这就是松弛感大师吧")})) == set()


def test_at_first_all_is_new_and_nothing_rises() -> None:
    bursts = Bursts()
    for number in range(WARM - 1):
        bursts.hear(f"m{number}", f"t{number}", "这就是松弛感大师吧", NOON)
    assert bursts.rising(NOON) == ()


def test_with_a_background_a_small_community_need_not_wait() -> None:
    common = background(talk())
    bursts = Bursts(common)
    assert len(common) >= BACKGROUND
    for number in range(SOON):
        bursts.hear(
            f"m{number}",
            f"t{number % 5}",
            "这就是退休状态呀" if number % 2 == 0 else f"第{number}条",
            NOON,
        )
    assert [rise.phrase for rise in bursts.rising(NOON)] == ["退休状态"]


def test_a_rise_ends() -> None:
    bursts = Bursts()
    fed(bursts)
    assert bursts.rising(NOON + timedelta(days=4)) == ()
