"""Texts written ahead: for the same kind and subject only, as many as wanted, none twice in a thread."""

import pytest

from dazi.models.fake import Scripted
from dazi.persona.persona import load
from dazi.persona.repertoire import Repertoire
from dazi.persona.shelf import Shelf
from dazi.ports import Kit
from dazi.sandbox.runner import Sandbox
from dazi.skills import SKILLS
from dazi.skills.order import options_in
from dazi.skills.ready import parted
from dazi.words import sentences
from tests.frozen import repertoire

VOICE = load("xiaoda")
SHELF = Shelf(Repertoire.load(VOICE.repertoire))


def shelved(chat=None, shelf=SHELF):
    return Kit(chat or Scripted(strength="weak"), shelf, VOICE, Sandbox())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("帮我给新养的橘猫起五个名字", 5),
        ("捡了一只狸花猫，起个名", 3),
        ("想开个花店，叫什么名字", 3),
        ("三花猫起名，要两个", 2),
        ("写三条晚霞文案", 3),
        ("给我家橘猫起八个名字", 8),
        ("five names for my orange cat", 5),
    ],
)
async def test_as_many_as_asked_by_people(say, decided, text, count):
    draft = await SKILLS["write"](say(text), decided("write"), shelved())
    found = parted(draft.text).options
    assert draft.source == "repertoire" and len(found) == count == len(set(found))
    assert "黑" not in draft.text


@pytest.mark.parametrize("text", ["帮我写个请假条，发烧了", "写段话跟闺蜜道歉", "结婚祝福怎么写"])
async def test_one_text_has_no_numbers(say, decided, text):
    draft = await SKILLS["write"](say(text), decided("write"), shelved())
    assert draft.source == "repertoire" and not options_in(draft.text)


@pytest.mark.parametrize(
    "text",
    [
        "给我的望远镜起名字",
        "写个租房启事",
        "拒绝当伴娘的话",
        "请假条，去领奖",
        "潜水的文案",
        "name my sailboat",
    ],
)
async def test_another_kind_or_subject_is_left_to_the_model_or_called_another(say, decided, text):
    shelf = Shelf(repertoire())  # which has names for cats and captions for sunsets alone
    draft = await SKILLS["write"](
        say(text), decided("write"), shelved(Scripted(otherwise="{}", strength="weak"), shelf)
    )
    stuck = {line.id for lang in ("zh", "en") for line in repertoire().named("stuck", lang)}
    framed = [
        sentences(lang)[f"skills.near_kind.{n}"].partition("{")[0] for lang in ("zh", "en") for n in (1, 2)
    ]
    assert (
        draft.origin not in repertoire().by_id
        or draft.origin in stuck
        or any(draft.text.startswith(one) for one in framed)
    )


async def test_a_strong_model_writes_itself(say, decided):
    chat = Scripted(otherwise='{"options": ["豆包", "年糕糕", "半糖", "芝士", "布丁"]}', strength="strong")
    draft = await SKILLS["write"](say("家里新来的橘猫起五个名字"), decided("write"), shelved(chat))
    assert draft.source == "model"


async def test_more_never_repeats(say, decided):
    turns, seen = ["给我家橘猫起三个名字"], []
    for _ in range(3):
        text = turns[0] if len(turns) == 1 else "换一批"
        draft = await SKILLS["write"](
            say(text, *(turns if len(turns) > 1 else ())), decided("write"), shelved()
        )
        assert draft.source == "repertoire"
        seen += parted(draft.text).options
        turns.append("<" + draft.text)
    assert len(seen) == len(set(seen)) == 9


async def test_the_vote_is_for_an_option_that_is_there(say, decided):
    draft = await SKILLS["write"](say("加班的朋友圈文案"), decided("write"), shelved())
    whole = parted(draft.text)
    assert len(whole.options) == 3 and "第三个" in whole.vote and "不建议来看" in whole.options[2]


def test_a_line_is_taken_apart():
    assert parted("1 蛋黄酥 2 半斤（迟早名不副实）3 陈皮。我投陈皮，老了也好听。").options == (
        "蛋黄酥",
        "半斤（迟早名不副实）",
        "陈皮",
    )
    assert parted("没有编号的一段话。").options == ("没有编号的一段话。",)
