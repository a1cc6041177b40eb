"""The stock of short films: all can be drawn, wishes find them, and a broken brief is told with its line."""

from itertools import pairwise

import pytest

from dazi.clips.brief import PEOPLE, captions, compose, length
from dazi.clips.library import films, first_films, rooms
from dazi.clips.plaza import COMPANION
from dazi.clips.script import read_tables
from dazi.clips.sprites import art_svg, icon_body
from dazi.clips.stock import shorts
from dazi.errors import ConfigError
from dazi.text.grams import about

BRIEF = """
beach:dusk 2 push rain fade
= 它*捡*/球
man@160,870,140 top:#3fa3d8 face:glad
cat@300,820,100 hop:0.5 go:0,1.5,400,820
+sunglasses@20,-60,40
"好"@300,500,30 bubble pop:1
! meow@0.5

room:warm 1
= 一
= 二
"""
TOPICS = (
    "猫", "狗", "做饭", "甜品", "旅行", "露营", "科普", "历史", "手工", "运动", "音乐", "跳舞", "搞笑", "植物", "星空", "读书",
    "城市", "乡村", "海边", "下雪", "节日", "助眠", "恐怖", "带货", "职场", "学习", "育儿", "治愈",
)  # fmt: skip


@pytest.mark.parametrize("topic", TOPICS)
def test_an_everyday_wish_finds_four_clips(topic: str) -> None:
    found = [room.film for room in rooms().values() if about(" ".join((room.title, *room.tags)), topic)]
    assert len(found) >= 4, found


def test_there_are_sixty_clips_of_many_authors_moods_and_lengths() -> None:
    assert len(films()) >= 60
    assert len({film.id for film in films()}) == len(films()) == len(rooms())
    assert len({room.author for room in rooms().values()}) >= 8
    assert {"healing", "funny", "calm", "moving", "exciting", "scary"} <= {
        room.mood for room in rooms().values()
    }
    assert sum(film.seconds < 15 for film in films()) >= 20
    assert 5 <= sum(film.seconds > 60 for film in films()) <= 10
    assert max(film.seconds for film in films()) < 90


def test_each_short_film_composes_and_draws_with_what_is_vendored() -> None:
    for short in shorts():
        script = short.script()
        assert script.seconds == pytest.approx(short.seconds), short.id
        assert 0 < script.poster < script.seconds
        assert len(script.shots) >= 2, short.id
        for shot in script.shots:
            for item in shot.items:
                for art in filter(None, (item.art, item.plate)):
                    art_svg(art, item.swap)
                for icon in filter(None, (item.icon, item.emit.icon if item.emit else "")):
                    icon_body(icon)


def test_what_stands_under_a_short_film_is_whole() -> None:
    texts = [remark.text for short in shorts() for remark in short.room.comments]
    assert len(set(texts)) == len(texts)
    for short in shorts():
        room = short.room
        assert 3 <= len(room.tags) <= 5 and room.title_en.isascii() is not room.title.isascii(), short.id
        assert len(short.says) >= 3, short.id
        assert room.author_avatar
        assert 2 <= len(room.comments) <= 6, short.id
        for top in room.comments:
            for reply in top.replies:
                assert reply.minutes_ago <= top.minutes_ago
                assert reply.sample is (reply.by == COMPANION)
                assert len(reply.text) <= 150


def test_neighbours_in_the_feed_are_about_different_things() -> None:
    order = [short.room.author for short in shorts()]
    assert sum(a == b for a, b in pairwise(order)) <= len(order) // 8


def test_a_brief_becomes_a_script() -> None:
    script = read_tables(compose("x", BRIEF, "hush", "calm"), "x")
    first, second = script.shots
    assert (script.seconds, length(BRIEF)) == (3, 3)
    assert captions(BRIEF) == ("它捡 球", "一", "二")
    assert [say.text for say in first.says + second.says] == ["它*捡*\n球", "一", "二"]
    man = next(item for item in first.items if item.art == "figure")
    assert dict(man.swap)["$head"] == PEOPLE["man"] and dict(man.swap)["$face"] == "glad"
    cat = next(item for item in first.items if item.icon == "cat")
    assert cat.path is not None and cat.path.at(1.5) == (400, 820) and cat.path.at(0) == (300, 820)
    assert next(item for item in first.items if item.icon == "sunglasses").on == cat.name
    assert {cue.play for cue in script.score.cues} >= {"meow", "pop", "boing", "rain"}
    assert first.enter == "fade" and second.enter == "cut"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("beach:dusk", "moon-base:dusk", "moon-base"), ("beach:dusk", "beach:noon", "noon"), ("rain fade", "hail fade", "hail"),
        ("hop:0.5", "fly:0.5", "fly"), ("hop:0.5", "hop:soon", "soon"), ("cat@300,820,100", "cat 300", "cat 300"),
    ],
)  # fmt: skip
def test_a_broken_brief_names_its_line(before: str, after: str, told: str) -> None:
    assert before in BRIEF
    with pytest.raises(ConfigError) as caught:
        compose("x", BRIEF.replace(before, after, 1), "hush", "calm")
    assert told in f"{caught.value.arguments['where']} {caught.value.arguments['why']}"


def test_only_the_stock_is_drawn_on_demand() -> None:
    assert [film.stock for film in films()] == [False] * len(first_films()) + [True] * len(shorts())
