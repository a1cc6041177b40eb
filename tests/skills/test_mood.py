"""What the comments are saying, told to who asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dazi.crowd import counted, portion, told
from dazi.skills.mood import by_comments
from dazi.testing import context
from dazi.text.crowd import asks_crowd
from dazi.types import Video

SAID = (
    "哈哈哈哈",
    "笑死",
    "求BGM",
    "bgm是什么",
    "好可爱",
    "猫：方向盘给我",
    "方向盘上全是毛",
    "路过",
    "来了",
    "嗯",
)


def under(text: str, said: tuple[str, ...] = SAID, lang: str = "zh") -> str | None:
    its = replace(context(text), lang=lang, video=Video("plaza", "v", "猫", comments=said))  # type: ignore[arg-type]
    draft = by_comments(its)
    return draft.text if draft else None


@pytest.mark.parametrize("text", ["评论区都在说啥", "大家在笑什么", "弹幕啥反应", "网友怎么看", "what are people saying?", "What's the mood of the comments"])  # fmt: skip
def test_who_asks_what_the_comments_say_is_told(text: str) -> None:
    assert asks_crowd(text)
    assert under(text)


@pytest.mark.parametrize("text", ["这视频讲的啥", "他为什么笑", "讲个段子", "他们在笑什么", "评论一下这个视频", "what is this about", "大家怎么看待人工智能", "what do people think about taxes"])  # fmt: skip
def test_another_question_is_none_of_these(text: str) -> None:
    assert not asks_crowd(text)
    assert under(text) is None


def test_the_sentence_names_shares_and_what_is_asked() -> None:
    assert (
        under("评论区都在说啥")
        == "评论区这会儿：两成在笑，两成在问 BGM，一成在夸，其余的在闲聊。提得最多的是“BGM”“方向盘”。"
    )
    assert "asking about BGM" in str(under("what are people saying", lang="en"))


def test_with_hardly_any_comments_there_is_no_mood_to_speak_of() -> None:
    assert told(counted(["哈哈"]), "zh") == "评论区才 1 条，还看不出风向"
    assert under("评论区都在说啥", ()) is None


def test_shares_are_said_as_people_say_them() -> None:
    assert [portion(share, "zh") for share in (1.0, 0.5, 0.8, 0.3, 0.1, 0.02)] == [
        "全员", "一半", "八成", "三成", "一成", "个别人",
    ]  # fmt: skip
