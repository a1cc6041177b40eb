"""What is told and asked in words that no rule knows, read by its meaning and kept as it was said."""

from __future__ import annotations

from datetime import UTC, datetime
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
        ("一看到虫子就尖叫着跑开", "dislike"),
        ("闻见汽油味就犯恶心", "dislike"),
        ("我们镇上守着一座老桥", "home"),
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
    said = "I patch up old bikes for a living"
    assert sense.told(said, NOW) and not sense.told(said, NOW, (Told("life", "life:job", "a smith"),))


def test_a_question_in_any_words_finds_it(sense: Sense) -> None:
    known = kept(sense, "一看到虫子就尖叫着跑开", "I patch up old bikes for a living", "我们镇上守着一座老桥")
    asked = sense.asked("我是靠什么手艺吃饭的呀", known)
    assert asked is not None and "bikes" in asked.text
    assert "虫子" in sense.answers("我最怕什么", "dislike", known)[0].text
    assert "老桥" in sense.answers("我住哪儿", "home", known)[0].text


@pytest.mark.parametrize("asked", ["我该怎么减肥", "这歌叫什么", "给我讲个笑话", "what should I eat tonight"])
def test_a_question_that_is_none_about_oneself_gets_none(sense: Sense, asked: str) -> None:
    assert sense.asked(asked, kept(sense, "一看到虫子就尖叫着跑开")) is None


def test_kinds_of_questions_and_missing_weights(tmp_path: Path) -> None:
    assert (kind_asked("child.age"), kind_asked("eats"), kind_asked("near")) == ("child", "dislike", "")
    with pytest.raises(ConfigError):
        Sense(shared, tmp_path / "none.npz")
