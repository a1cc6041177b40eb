"""Explaining a video from its words only."""

import pytest

from dazi.models.fake import Scripted
from dazi.skills import SKILLS
from dazi.types import Video

EGG = Video(
    "plaza", "v1", "三分钟学会溏心蛋", tags=("美食",), captions=("水开下锅", "六分半捞出", "马上过冷水")
)


async def tell(kit, say, decided, text, video, answer):
    return await SKILLS["interpret"](
        say(text, video=video), decided("interpret"), kit(Scripted(otherwise=answer))
    )


async def test_it_says_that_it_has_not_seen_the_picture(kit, say, decided):
    draft = await tell(kit, say, decided, "讲的啥", EGG, "教溏心蛋的：水开下锅，六分半捞出，马上过冷水。")
    assert "没看到" in draft.text and "六分半" in draft.text and draft.source == "model"


@pytest.mark.parametrize(
    "made_up", ["一个穿红裙子的姑娘在海边追风筝，最后摔了一跤。", "第18秒他煎了3个荷包蛋。", "<html>"]
)
async def test_what_is_not_written_is_not_told(kit, say, decided, made_up):
    draft = await tell(kit, say, decided, "讲的啥", EGG, made_up)
    assert draft.source == "words" and "水开下锅" in draft.text


async def test_people_are_not_named(kit, say, decided):
    draft = await tell(kit, say, decided, "这个人是谁啊", EGG, "他是张三。")
    assert draft.origin == "skills.interpret.who"


async def test_without_video_or_captions_it_says_so(kit, say, decided):
    assert (await tell(kit, say, decided, "讲的啥", None, "好")).origin == "skills.interpret.none"
    bare = Video("plaza", "v2", "奶奶的竹编")
    draft = await tell(kit, say, decided, "讲的啥", bare, "奶奶在编篮子")
    assert draft.origin == "skills.interpret.title" and "奶奶的竹编" in draft.text
