"""Moments of a video in what people write."""

import pytest

from dazi.text.moments import about_moment, asks_when, moment_in, sought, wants_ending


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("第几秒出现了猫", "猫"),
        ("猫第几秒出来的", "猫"),
        ("什么时候说的师傅走吗", "师傅走"),
        ("“第7天”是第几秒", "第7天"),
        ("扫地机器人哪一秒登场", "扫地机器人"),
        ("at what second does the egg appear", "egg"),
        ("when does the cat show up?", "cat"),
    ],
)
def test_what_is_looked_for(text: str, what: str) -> None:
    assert asks_when(text) and about_moment(text) and sought(text) == what


@pytest.mark.parametrize(
    "text", ["煮几秒能熟", "100米多少秒算快", "什么时候发工资", "几秒钟能学会", "明天几点到12:30吗？", "90秒挑战是什么", "第3秒笑死我了"]
)  # fmt: skip
def test_other_seconds_are_no_moments_of_a_video(text: str) -> None:
    assert not asks_when(text) and not about_moment(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [("第12秒是啥", 12), ("第十二秒写了啥", 12), ("第二十秒呢", 20), ("0:12 那里是啥", 12), ("1分05秒怎么了", 65), ("what is at 7", 7)],
)  # fmt: skip
def test_a_named_moment(text: str, at: float) -> None:
    assert moment_in(text) == at


def test_the_end_is_told_only_to_who_asks_for_it() -> None:
    assert wants_ending("剧透一下结局") and wants_ending("最后怎么了") and not wants_ending("这视频讲的啥")


@pytest.mark.parametrize("text", ["里面说了啥", "视频里写了什么？", "最后怎么了", "有人说话吗"])
def test_what_a_video_holds(text: str) -> None:
    assert about_moment(text)


@pytest.mark.parametrize("text", ["他心里面说不出的苦", "最后一名怎么办", "有人说话不算数"])
def test_what_only_sounds_like_it(text: str) -> None:
    assert not about_moment(text)
