"""A given picture asked about: seen by a model where one sees, told of honestly where none does, nobody named."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from dazi.errors import BadInput, ModelBusy, ModelRefused
from dazi.models.fake import Scripted
from dazi.pictures import Given, Glimpse
from dazi.ports import Kit
from dazi.skills import SKILLS
from dazi.testing import FakeAlbum
from dazi.types import Attachment, Context, Draft, Turn, Video

BLIND = ModelRefused("model.blind")
CLIP = Video("plaza", "v1", "三分钟学会溏心蛋", captions=("水开下锅", "六分半捞出", "马上过冷水"))


def png(size: tuple[int, int] = (400, 300), colour: str = "red") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, "PNG")
    return kept.getvalue()


def photo(**more: Any) -> Given:
    return replace(Given(png(), (400, 300), "attached", own=True, url="u"), **more)


def bringing(context: Context, url: str = "u") -> Context:
    """The context with a picture on its comment."""
    lead = replace(context.lead, attachments=(Attachment("image", url),))
    return replace(context, burst=(lead,))


Ask = Callable[..., Any]


@pytest.fixture
def ask(kit: Callable[..., Kit], say: Callable[..., Context], decided: Callable[..., Any]) -> Ask:
    """`ask(text, chat, given, …)`: the draft of a comment that brings a picture."""

    async def asked(
        text: str, chat: Scripted, given: Given | None = None, seen: Glimpse | None = None, **more: Any
    ) -> Draft:
        album = FakeAlbum(given or photo(), seen=seen or Glimpse())
        context = bringing(say(text, **more))
        draft: Draft = await SKILLS["interpret"](
            context, decided("interpret"), replace(kit(chat), album=album)
        )
        return draft

    return asked


async def test_a_model_that_sees_is_shown_the_picture_and_answers(ask: Ask) -> None:
    chat = Scripted(otherwise="像是绣球，花球蓝紫蓝紫的。品种拿不准，也可能是无尽夏。")
    draft = await ask("这是什么花", chat, photo(content=png((3000, 1500)), size=(3000, 1500)))
    assert draft.source == "model" and "绣球" in draft.text
    (call,) = chat.asked
    (url,) = call.prompt.messages[-1].images
    assert call.tier == "vision" and url.startswith("data:image/jpeg;base64,")
    shown = Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2])))
    assert shown.format == "JPEG" and shown.size == (1024, 512)
    assert "这是什么花" in call.prompt.messages[-1].text and "拿不准" in call.prompt.stable
    assert "这回问的是视频" not in call.prompt.stable, "what the persona says of videos does not hold here"


async def test_the_picture_comes_before_the_video_it_hangs_under(ask: Ask) -> None:
    draft = await ask("这是什么", Scripted(otherwise="一只橘猫，正把脑袋塞进纸袋。"), video=CLIP)
    assert "橘猫" in draft.text


async def test_a_picture_without_a_word_is_described(ask: Ask) -> None:
    chat = Scripted(otherwise="一碗热汤面，葱花撒得很大方。")
    assert "汤面" in (await ask("", chat)).text
    assert "没写问题" in chat.asked[0].prompt.messages[-1].text


@pytest.mark.parametrize(
    "text", ["这人是谁", "这是谁啊", "你认识她吗", "这个女生叫什么名字", "这是哪个明星", "who is this", "what's her name?"]
)  # fmt: skip
async def test_nobody_is_named_and_nobody_is_asked_for_a_name(ask: Ask, text: str) -> None:
    chat = Scripted(otherwise="他是张三。")
    draft = await ask(text, chat)
    assert draft.origin == "look.who" and not chat.asked


@pytest.mark.parametrize("text", ["这花叫什么名字", "这是哪个动漫角色", "这狗是谁家的品种", "这是谁画的"])
async def test_flowers_and_figures_may_have_names(ask: Ask, text: str) -> None:
    assert (await ask(text, Scripted(otherwise="看着像月季，花瓣一层叠一层。"))).source == "model"


@pytest.mark.parametrize("said", ["她是王小明。", "图里的人应该是李雷吧。", "照片里的男人叫韩梅梅，挺帅。"])
async def test_a_model_that_names_somebody_is_not_quoted(ask: Ask, said: str) -> None:
    chat = Scripted(otherwise=said)
    draft = await ask("这是什么场合", chat)
    assert draft.origin == "look.who" and len(chat.asked) == 2


async def test_a_name_in_english_is_not_quoted_either(ask: Ask) -> None:
    draft = await ask("what event is this?", Scripted(otherwise="She is Jane Miller, on a stage."))
    assert draft.origin == "look.who"


@pytest.mark.parametrize(
    "said",
    [
        "她是一位穿汉服的姑娘，站在桥上。",
        "这是富士山，山顶还有雪。",
        "他像是在笑，手里拿着奖杯。",
        "她是高个子，站在最边上。",
        "那个人像马上要跑起来。",
    ],
)
async def test_what_is_no_name_is_quoted(ask: Ask, said: str) -> None:
    assert (await ask("图里是什么", Scripted(otherwise=said))).text == said


async def test_without_a_model_that_sees_it_says_so_and_tells_what_it_can(ask: Ask) -> None:
    seen = Glimpse(("今日特价", "红烧肉 28 元"), ("red", "white"), "bright")
    draft = await ask("帮我看看这张", Scripted(otherwise=BLIND), photo(faces=((1, 2, 3, 4),)), seen)
    assert draft.source == "video" and draft.origin == "look.parts"
    for part in ("今日特价", "红烧肉 28 元", "红、白", "1 张脸", "亮"):
        assert part in draft.text
    assert any(word in draft.text for word in ("不乱猜", "看不懂", "没考"))


async def test_where_nothing_can_be_told_it_says_just_that(ask: Ask) -> None:
    draft = await ask("这是什么花", Scripted(otherwise=BLIND))
    assert draft.origin == "look.blind"


@pytest.mark.parametrize(
    ("text", "origin", "holds"),
    [
        ("上面写的什么", "look.texts", "今日特价"),
        ("这是什么颜色", "look.colours", "红、白"),
        ("图里有几个人", "look.faces", "2"),
        ("这图多大尺寸", "look.size", "400"),
    ],
)
async def test_what_needs_no_eyes_is_answered_without(ask: Ask, text: str, origin: str, holds: str) -> None:
    given = photo(faces=((0, 0, 9, 9), (20, 0, 29, 9)))
    draft = await ask(
        text, Scripted(otherwise=BLIND), given, Glimpse(("今日特价",), ("red", "white"), "even")
    )
    assert draft.origin == origin and holds in draft.text


@pytest.mark.parametrize(("texts", "origin"), [((), "look.no_text"), (None, "look.unread")])
async def test_writing_that_is_not_read_is_not_made_up(ask: Ask, texts: Any, origin: str) -> None:
    assert (await ask("图里写的啥", Scripted(otherwise=BLIND), seen=Glimpse(texts))).origin == origin


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        (photo(), "look.unlabelled"),
        (photo(labelled=True), "look.labelled"),
        (photo(whence="drawing"), "look.ours"),
    ],
)
async def test_whether_an_ai_made_it_goes_by_its_labels(ask: Ask, given: Given, origin: str) -> None:
    assert (await ask("这是AI画的吗", Scripted(), given)).origin == origin


async def test_a_drawing_of_ours_is_known_by_its_wish(
    kit: Callable[..., Kit], say: Callable[..., Context], decided: Callable[..., Any]
) -> None:
    context = say("这画的是什么")
    ours = Turn("p1", context.lead.member, True, "[猫]", context.now, "draw", (Attachment("image", "u", alt="月球上的猫"),))  # fmt: skip
    context = replace(context, turns=(ours,), burst=(replace(context.lead, parent="p1"),))
    tools = replace(kit(Scripted(otherwise=BLIND)), album=FakeAlbum(photo(whence="drawing")))
    draft = await SKILLS["interpret"](context, decided("interpret"), tools)
    assert draft.origin == "look.drawn" and "月球上的猫" in draft.text


async def test_one_s_own_avatar_can_be_asked_about(
    kit: Callable[..., Kit], say: Callable[..., Context], decided: Callable[..., Any]
) -> None:
    album = FakeAlbum(face=photo(whence="avatar"))
    tools = replace(kit(Scripted(otherwise="书包一个，红得很精神。")), album=album)
    draft = await SKILLS["interpret"](say("看看我的头像咋样"), decided("interpret"), tools)
    assert "书包" in draft.text


async def test_a_model_without_time_is_asked_again_later(ask: Ask) -> None:
    with pytest.raises(ModelBusy):
        await ask("这是什么", Scripted(otherwise=ModelBusy("model.slots")))


async def test_a_picture_that_cannot_be_opened_is_for_the_pipeline_to_speak_of(
    kit: Callable[..., Kit], say: Callable[..., Context], decided: Callable[..., Any]
) -> None:
    tools = replace(kit(), album=FakeAlbum(fault=BadInput("picture.pixels")))
    with pytest.raises(BadInput):
        await SKILLS["interpret"](bringing(say("这是什么")), decided("interpret"), tools)


async def test_without_a_picture_the_video_is_spoken_of(
    kit: Callable[..., Kit], say: Callable[..., Context], decided: Callable[..., Any]
) -> None:
    tools = replace(kit(Scripted(otherwise="教溏心蛋的：水开下锅，六分半捞出。")), album=FakeAlbum())
    for text in ("讲的啥", "这张图讲的啥"):
        assert (
            "六分半" in (await SKILLS["interpret"](say(text, video=CLIP), decided("interpret"), tools)).text
        )
