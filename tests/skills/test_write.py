"""Writing: as many options as asked, fitting ones, no promises of its own."""

import json

import pytest

from dazi.models.fake import Scripted
from dazi.skills import SKILLS
from dazi.skills.order import options_in, order, without_kind
from dazi.types import Found

NAMES = json.dumps(
    {"options": ["豆包", "豆包", "小黑", "汽水", "橘座", "年糕", "半糖", "芝士", "奶盖", "布丁"]}
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("给我家橘猫起五个名字", 5),
        ("给我家橘猫起名", 3),
        ("想两个店名", 2),
        ("写三条下雨的文案", 3),
        ("seven names for my orange cat", 7),
    ],
)
def test_the_count_is_read(text, count):
    assert order(text).count == count and order(text).many


@pytest.mark.parametrize(
    "text",
    ["帮我写个请假条，肚子疼", "写段话给闺蜜道歉", "祝奶奶八十大寿的祝福", "write an apology to my boss"],
)
def test_letters_are_one_text(text):
    assert not order(text).many


async def test_options_are_counted_distinct_and_suit_the_animal(kit, say, decided):
    for count, word in ((5, "五"), (3, "三")):
        draft = await SKILLS["write"](
            say(f"给我家橘猫起{word}个名字"), decided("write"), kit(Scripted(otherwise=NAMES))
        )
        found = options_in(draft.text.split("。")[0])
        assert len(found) == count and len(set(found)) == count and "小黑" not in draft.text


async def test_what_broke_off_is_no_option(kit, say, decided):
    broken = json.dumps({"options": ["Name it 'My'", "Give it the'", "Call it '", "The"]})
    draft = await SKILLS["write"](
        say("name her paper for me"), decided("write"), kit(Scripted(otherwise=broken))
    )
    assert draft.text == "fixed:stuck"


@pytest.mark.parametrize(
    ("tale", "wish"),
    [
        ("他写情书把我名字写错了一个字，你说我感动还是生气", "他嫌我的情书短，帮我想三句"),
        ("发了条精心写了一晚上的朋友圈，零个赞", "发朋友圈，写三句晚霞的文案"),
    ],
)
async def test_a_small_model_writes_no_list_at_a_tale(kit, say, decided, tale, wish):
    light = [Found("l1", "字写错了，心没写错。", 1.0, tale)]
    weak = Scripted(otherwise=NAMES, strength="weak")
    told = await SKILLS["write"](say(tale), decided("write"), kit(weak, chat=light))
    wished = await SKILLS["write"](say(wish), decided("write"), kit(weak, chat=light))
    assert told.source == "repertoire" and wished.source == "model"


async def test_more_are_other_ones(kit, say, decided):
    context = say("再来三个", "给我家橘猫起三个名字", "<1 豆包 2 年糕 3 半糖。")
    draft = await SKILLS["write"](context, decided("write"), kit(Scripted(otherwise=NAMES)))
    assert (
        len(options_in(draft.text.split("。")[0])) == 3
        and "豆包" not in draft.text
        and "年糕" not in draft.text
    )


@pytest.mark.parametrize("rubbish", ["<html>502</html>", "{}", "[[[", '{"options": []}', "哈" * 80])
async def test_rubbish_ends_in_a_fixed_line(kit, say, decided, rubbish):
    draft = await SKILLS["write"](
        say("给我家橘猫起三个名字"), decided("write"), kit(Scripted(otherwise=rubbish))
    )
    assert draft.text == "fixed:stuck"


async def test_no_promise_is_made_for_a_seller(kit, say, decided):
    made = json.dumps(
        {
            "options": [
                "树上摘的橘子，丑归丑",
                "全网最低价，假一赔十",
                "保证包甜，不甜包退",
                "橘子红了，等你来剥",
                "一口下去，汁比话多",
            ]
        }
    )
    draft = await SKILLS["write"](
        say("我要卖自家的橘子，来三条文案"), decided("write"), kit(Scripted(otherwise=made))
    )
    assert len(options_in(draft.text)) == 3 and "包退" not in draft.text and "假一赔十" not in draft.text


async def test_a_note_is_one_text(kit, say, decided):
    note = "领导您好，我今早肚子疼得厉害，想请一天假去看看，有急事电话找我。"
    draft = await SKILLS["write"](
        say("帮我写个请假条，肚子疼"), decided("write"), kit(Scripted(otherwise=note))
    )
    assert draft.text == note


def test_a_name_does_not_begin_with_the_kind():
    assert without_kind("橘猫大懒熊", "给我家橘猫起名") == "大懒熊"
    assert without_kind("豆包", "给我家橘猫起名") == "豆包"


@pytest.mark.parametrize("wrapped", ["<comment>{}</comment>", "请假条如下：\n{}", "{}\n[你的名字]"])
async def test_a_note_is_taken_out_of_what_models_put_around_it(kit, say, decided, wrapped):
    note = "领导您好，我今天发烧，想请一天假，给您的安排添麻烦了。"
    chat = Scripted(otherwise=wrapped.format(note))
    assert (await SKILLS["write"](say("帮我写个请假条，发烧了"), decided("write"), kit(chat))).text == note
