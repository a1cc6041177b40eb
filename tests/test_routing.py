"""What thread, pictures and the words about oneself make of a decision; and that a risk is never lost on the way."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dazi.decide import Decider
from dazi.models.fake import Scripted
from dazi.routing import deciding
from dazi.safety.floor import floor
from dazi.text.normalise import language
from dazi.types import Context, Decision, Member, Mention, Turn, Video

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
DECIDE = deciding(Decider(), lambda context: False)


async def went(text: str) -> Decision:
    mention = Mention("plaza", "us", "c", "t", Member("plaza", "m"), text, NOW)
    context = Context((mention,), text, language(text), NOW)
    return floor(context, await DECIDE(context, Scripted()))


@pytest.mark.parametrize(
    ("text", "path", "skill"),
    [
        ("忘了我养猫这件事", "control", "forget"),
        ("我家猫叫什么来着", "control", "recall"),
        ("what's my dog's name?", "control", "recall"),
        ("我生日是3月8号", "skill", "chat"),
        ("我对花生过敏", "skill", "chat"),
        ("画一只戴墨镜的柴犬", "skill", "draw"),
    ],
)
async def test_what_is_plain_goes_where_it_belongs(text: str, path: str, skill: str) -> None:
    decision = await went(text)
    assert (decision.path, decision.skill) == (path, skill)


async def test_a_risk_inside_a_wish_to_forget_is_met_as_a_risk() -> None:
    assert (await went("忘了我不想活了这件事")).path == "crisis"


async def test_a_fact_told_beside_a_hurt_does_not_make_it_light() -> None:
    assert (await went("我爸住院，我在走廊里写周报")).skill == "comfort"


async def test_laughing_oneself_to_death_is_no_mourning() -> None:
    assert (await went("这题材笑到我想当场去世")).skill != "comfort"


@pytest.mark.parametrize(
    "text",
    [
        "少给我推点带货的行吗，我失恋了",
        "我首页怎么全是八卦",
        "stop showing me crypto stuff",
        "街舞、滑板多多益善",
        "不要再给我推荐股票了！！！亏麻了",
        "enough with the crypto bros already",
        "周五之前都给我看相声",
        "短一点的视频就行，我上班摸鱼只有三分钟",
        "周五前帮我屏蔽剧透",
        "今天有点累，来点治愈小动物",
        "这段时间备考，只给我看英语听力",
        "天天刷到同一个段子，能不能少来点",
        "no true crime before bed, thanks",
        "推荐一下",
        "多推这种",
        "more like this!!",
        "这类的别推了，看腻了",
        "朋友推荐的木工视频，多给我推几条",
        "我妈推荐的养生视频别再推了",
    ],
)
async def test_a_plain_wish_for_the_feed_comes_to_who_keeps_it(text: str) -> None:
    assert (await went(text)).skill == "recommend"


@pytest.mark.parametrize("text", ["你今天想看什么", "别推我，我自己会走", "想看你跳舞", "i need more sleep"])
async def test_what_names_nothing_to_see_is_no_wish(text: str) -> None:
    assert (await went(text)).skill != "recommend"


async def test_what_goes_on_from_a_wish_stays_with_it() -> None:
    mention = Mention("plaza", "us", "c", "t", Member("plaza", "m"), "那狗呢", NOW)
    turns = (
        Turn("a", Member("plaza", "m"), False, "多给我推点猫", NOW),
        Turn("b", Member("plaza", "us"), True, "收到，猫加量", NOW, "recommend"),
    )
    decision = await DECIDE(Context((mention,), "那狗呢", "zh", NOW, turns), Scripted())
    assert decision.skill == "recommend"


@pytest.mark.parametrize(
    "text",
    [
        "我猫不想看见我",
        "你觉得手机该不该少刷",
        "送完最后一单，蹲路边看会儿视频",
        "求原视频",
        "这个视频推得真及时",
        "could you feed my cat instead",
        "第一次滑雪，教练说别看脚，我就看着他一路撞过去了",
        "游泳教练说别看水底，我看了一眼，呛了三口",
        "ins的bio想要chill一点的，来三个",
        "证换成另一种红色了 娃问我爸爸啥时候出差回来",
        "今天太难受了，别跟我说开心的事，我只想听听歌",
        "推荐个靠谱的搬家公司",
        "more like a disaster lol",
    ],
)
async def test_what_only_sounds_like_a_wish_goes_elsewhere(text: str) -> None:
    assert (await went(text)).skill != "recommend"


async def under(text: str, said: str, skill: str, video: str | None = "v1") -> Decision:
    ours = Turn("o", Member("plaza", "us"), True, said, NOW, skill)
    mention = Mention("plaza", "us", "c", "t", Member("plaza", "m"), text, NOW, video=video, to_own=True)
    known = Video("plaza", "v1", "一条视频") if video else None
    return floor(
        Context((mention,), text, language(text), NOW, (ours,), known),
        await DECIDE(Context((mention,), text, language(text), NOW, (ours,), known), Scripted()),
    )


async def test_right_under_something_of_ours_more_of_it_is_that() -> None:
    assert (await under("多来点这种", "番茄找土豆借钱。", "joke")).skill != "recommend"
    assert (await under("多推这种", "番茄找土豆借钱。", "joke")).skill == "recommend"
    assert (await under("看腻了", "它在守冰箱。", "interpret")).skill == "recommend"
    assert (await under("多来点", "番茄找土豆借钱。", "joke")).skill != "recommend"


async def test_a_word_answers_which_kind() -> None:
    asked = "这条讲什么我还没看明白，先问一句：想多看哪种？给个词我就去搬。"
    assert (await under("修表", asked, "recommend")).skill == "recommend"
    assert (await under("算了", asked, "recommend")).skill != "recommend"
    assert (await under("我不想活了", asked, "recommend")).path == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "我给吸尘器起名阿吸，它今天罢工了",
        "为什么叫打盹，不叫打睡",
        "水母要是嫌海咸怎么办",
        "作业写完啦",
        "倒着看他是不是就把树种回去了",
    ],
)
async def test_what_plays_tells_or_remarks_is_banter(text: str) -> None:
    decision = await went(text)
    assert (decision.path, decision.skill) == ("skill", "chat")
