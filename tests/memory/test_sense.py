"""What is told and asked in words that no rule knows, read by its meaning and kept as it was said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dazi.bonds import Fact
from dazi.errors import ConfigError
from dazi.memory.sense import KEPT, SAID, Sense, kind_asked
from dazi.text.fact import Told
from dazi.text.meaning import shared
from dazi.types import Member

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def sense() -> Sense:
    return Sense(shared)


def kept(sense: Sense, *texts: str) -> list[Fact]:
    told = [one for text in texts for one in sense.told(text, NOW)]
    return [
        Fact(
            at, Member("scratch", "m"), one.kind, one.text, one.key, "member", one.confidence, NOW, one.until
        )
        for at, one in enumerate(told, 1)
    ]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("一到打雷天我就钻桌子底下", "dislike"),
        ("给人修了半辈子钟表，手都抖了", "work"),
        ("窗外就是洱海，搬来三年了", "home"),
        ("I patch up old bikes for a living", "work"),
    ],
)
def test_it_is_kept_in_the_members_own_words(sense: Sense, said: str, kind: str) -> None:
    (one, *_) = sense.told(said, NOW)
    assert one.key.startswith(f"{SAID}{kind}:") and one.text.strip('“”"') in said
    assert one.confidence <= 0.7 and one.until == NOW + KEPT


@pytest.mark.parametrize(
    "said",
    [
        "这剪辑绝了",
        "我同事给人修了半辈子钟表",
        "要是我住在洱海边就好了",
        "他最怕打雷",
        "哈哈哈哈笑死我了",
        "楼上那位是开飞机的吧？",
        "this cut is genius",
    ],
)
def test_comments_on_the_video_and_on_others_leave_nothing(sense: Sense, said: str) -> None:
    assert sense.told(said, NOW) == ()


def test_what_a_rule_reads_is_not_kept_twice(sense: Sense) -> None:
    assert sense.told("我住在洛阳", NOW) == ()
    ruled = (Told("life", "life:job", "修钟表的"),)
    assert all(not one.key.startswith(f"{SAID}work") for one in sense.told("给人修了半辈子钟表", NOW, ruled))


def test_a_plan_ends_after_its_day(sense: Sense) -> None:
    (one, *_) = sense.told("五天后轮到我在村里的台上耍狮子", NOW) or (Told("", "", "", until=NOW),)
    assert one.until is not None and one.until <= NOW + timedelta(days=30)


def test_a_question_in_any_words_finds_it(sense: Sense) -> None:
    known = kept(sense, "一到打雷天我就钻桌子底下", "给人修了半辈子钟表", "窗外就是洱海，搬来三年了")
    asked = sense.asked("你说我靠哪门手艺过日子？", known)
    assert asked is not None and "钟表" in asked.text
    assert "打雷" in sense.answers("我最怕什么", "dislike", known)[0].text
    assert "洱海" in sense.answers("我住哪儿", "home", known)[0].text


@pytest.mark.parametrize("asked", ["我该怎么减肥", "这歌叫什么", "给我讲个笑话", "what should I eat tonight"])
def test_a_question_that_is_none_about_oneself_gets_none(sense: Sense, asked: str) -> None:
    assert sense.asked(asked, kept(sense, "一到打雷天我就钻桌子底下")) is None


def test_kinds_of_questions_and_missing_weights(tmp_path: Path) -> None:
    assert (kind_asked("child.age"), kind_asked("eats"), kind_asked("near")) == ("child", "dislike", "")
    with pytest.raises(ConfigError):
        Sense(shared, tmp_path / "none.npz")
