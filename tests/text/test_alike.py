"""What points at the video above ("多推这种"), what only sounds like it, and what a video is about by its words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dazi.text.alike import Alike, alike, asked_which, subjects
from dazi.text.prefers import prefers
from dazi.text.wishes import taken_back

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "way", "creator"),
    [
        ("多推这种", "more", False),
        ("多来点这类", "more", False),
        ("这类视频多来点", "more", False),
        ("能不能多给我推这样的视频", "more", False),
        ("哈哈哈这也太逗了，多来点这种", "more", False),
        ("这种太好看了，多推点", "more", False),
        ("推点类似的", "more", False),
        ("这种我爱看", "more", False),
        ("这种别推了", "less", False),
        ("这种就别给我推了", "less", False),
        ("以后这类的少来", "less", False),
        ("这种内容看腻了", "less", False),
        ("这个博主多推点", "more", True),
        ("这个up主的别推了", "less", True),
        ("more like this please", "more", False),
        ("show me more like this", "more", False),
        ("love this kind of video, more please", "more", False),
        ("more from this creator", "more", True),
        ("no more videos like this", "less", False),
        ("stop showing me stuff like this", "less", False),
        ("less of this please", "less", False),
    ],
)
def test_what_points_at_the_video(text: str, way: str, creator: bool) -> None:
    (found,), _ = alike(text)
    assert (found.way, found.creator) == (way, creator)


@pytest.mark.parametrize(
    "text",
    [
        "多来点这种笑话",
        "这种猫多推点",
        "这种药别乱吃",
        "这种事别放心上",
        "我就喜欢这样",
        "这个人我不喜欢",
        "求这个视频",
        "别这样",
        "这样就行",
        "多吃点这个",
        "再来一个",
        "再来两个",
        "哈哈哈再来！！",
        "别再冒出来了",
        "more like a nightmare lol",
        "i like this",
        "give me this",
        "like this comment",
    ],
)
def test_what_names_something_of_its_own_points_at_none(text: str) -> None:
    assert alike(text)[0] == ()


@pytest.mark.parametrize(
    ("text", "way"), [("别推了", "less"), ("看腻了", "less"), ("多来点", "more"), ("more", "more")]
)
def test_a_comment_that_only_turns_it_says_so(text: str, way: str) -> None:
    (found,), _ = alike(text)
    assert found.bare and found.way == way


def test_the_rest_of_the_comment_is_left_for_other_wishes() -> None:
    assert alike("多推这种，少推带货") == ((Alike("more"),), "少推带货")


def test_a_bare_wish_for_more_of_it_may_mean_an_answer_of_ours() -> None:
    assert [one.plain for one in alike("多来点这种")[0]] == [False]
    assert [one.plain for one in alike("多推这种")[0]] == [True]


@pytest.mark.parametrize(
    ("title", "tags", "told", "found"),
    [
        ("扫地机买回家第七天，猫把它开走了", ("猫", "扫地机", "离谱日常"), (), ("猫",)),
        ("爬了四小时看日出", ("旅行", "爬山", "日出", "泡面"), (), ("日出", "旅行")),
        ("广场舞大妈借走了我的音响", ("广场舞", "音乐", "快乐"), (), ("广场舞", "音乐")),
        ("外婆说盐少许", ("做饭", "外婆", "番茄炒蛋"), (), ("做饭",)),
        ("隔壁小区请章鱼守门", ("足球", "章鱼", "战术"), (), ("章鱼", "足球")),
        ("她走以后，他还是盛两碗饭", ("治愈", "老人", "陪伴"), (), ("老人",)),
        ("修表匠的一天", ("#vlog", "修表"), (), ("修表",)),
        ("我家猫学会开门", ("猫", "猫咪"), (), ("猫",)),
        ("橘猫第一次见雪", (), (), ("橘猫",)),
        ("它又来了", (), ("一只小狗追着落叶跑",), ("小狗",)),
        ("看这里", ("加微信xyz12345", "http://a.b", "@谁", "编织"), (), ("编织",)),
        ("第三集", ("日常", "热门"), (), ()),
    ],
)
def test_what_a_video_is_about(
    title: str, tags: tuple[str, ...], told: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert subjects(title, tags, told) == found


def test_an_answer_that_bears_a_receipt_asked_nothing() -> None:
    assert asked_which("想多看哪种？给个词我就去搬。")
    assert not asked_which("猫？这口味我认，往前挪了。（回执3，反悔就说“撤销”）")


@pytest.mark.parametrize(
    "word", ["哈", "给我", "多推", "这种", "some", "more like this ", "有没有", "以后都", "别再老"]
)
def test_no_comment_hangs_the_readers(word: str) -> None:
    """Overlapping words, over and over: a pattern that backtracks would never come back."""
    for end in ("", "x", "笑话"):
        said = (word * 200)[:400] + end
        alike(said)
        prefers(said, NOW)
        taken_back(said)
    assert alike(word * 200)[0] == ()
