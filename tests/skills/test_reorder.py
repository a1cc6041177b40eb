"""What the turns of a thread order together."""

import json
from dataclasses import replace

import pytest

from dazi.models.fake import Scripted
from dazi.skills import SKILLS
from dazi.skills.reorder import back_to_copy, ordered, picked, tells
from dazi.types import Decision, Turn

FOUND, OURS = "我捡了只流浪猫 黑的 一只耳朵缺个角", "<恭喜，它收养你了。"
NAMES, THREE = "那你给它起三个名", "<1 砚台 2 乌龙 3 关灯"


def test_it_is_what_was_told_before(say):
    assert ordered(say(NAMES, FOUND, OURS)).context.text == "给黑猫起三个名字"


def test_a_change_keeps_the_wish(say):
    made = ordered(say("要霸气的", FOUND, OURS, NAMES, THREE))
    assert made.context.text == "给黑猫起三个名字" and made.changes == ("要霸气的",)
    assert made.changed.text == "给黑猫起三个名字，要霸气的"


def test_a_wish_of_its_own_begins_anew(say):
    made = ordered(say("帮我写个爬山的文案", FOUND, OURS, NAMES, THREE))
    assert made.context.text == "帮我写个爬山的文案" and not made.changes


def test_shorter_is_heard_and_kept(say):
    assert ordered(say("再短点", "帮我写个微信签名", "<1 慢慢来，比较快 2 在呢")).short


def test_the_like_for_something_else_keeps_the_kind(say):
    made = ordered(
        say(
            "now one for my dog who hates the beach",
            "write me a caption for my beach photo",
            "<1. Salted 2. Sandy",
        )
    )
    assert made.context.text == "caption for my dog who hates the beach"


def test_a_name_in_english_is_asked_for_in_english(say):
    made = ordered(say("英文名也来一个呗", FOUND, OURS, NAMES, THREE))
    assert made.context.lang == "en" and made.context.text == "one name for a black cat"


def test_a_choice_names_its_option(say):
    options = ("砚台", "乌龙", "关灯")
    assert picked(say("第二个不错 就它了", NAMES, THREE), options) == "乌龙"
    assert picked(say("第一个不行 换一个", NAMES, THREE), options) == ""
    assert picked(say("第五个不错", NAMES, THREE), options) == ""


def test_a_tale_with_a_signature_in_it_is_no_order():
    assert tells("公司年会抽奖我中了，奖品是老板的签名书")
    assert not tells("请假条，去领奖") and not tells("帮我写个签名，我在备考")


def thread(say, text, *said):
    """Turns by turns: the member's, then ours with its skill ("write: …")."""
    context = say(text)
    turns = []
    for at, one in enumerate(said):
        skill, _, words = one.partition(": ") if at % 2 else ("", "", one)
        turns.append(Turn(f"t{at}", context.lead.member, bool(at % 2), words, context.now, skill or None))
    return replace(context, turns=tuple(turns))


SHOP = ("帮我想个奶茶店的名字", "write: 1 半糖下午 2 茶有此理 3 偷喝一口")


@pytest.mark.parametrize("text", ["那再起三个", "太煽情了 淡一点", "再来一个", "不要古风的"])
def test_after_a_word_between_a_change_goes_back_to_the_copy(say, text):
    back = back_to_copy(thread(say, text, *SHOP, "其实我们主要卖豆浆", "chat: 你先笑完。"))
    assert back is not None and len(back.turns) == 2 and ordered(back).context.text != text


def test_talk_after_copy_does_not_go_back_to_it(say):
    assert back_to_copy(thread(say, "哈哈哈哈", *SHOP, "豆浆也卖", "chat: 行。")) is None
    assert back_to_copy(thread(say, "那再起三个", *SHOP)) is None  # nothing stands between
    assert back_to_copy(thread(say, "那再起三个", "讲个笑话", "joke: 老师说。")) is None
    far = [*SHOP, *("嗯", "chat: 嗯。") * 3]
    assert back_to_copy(thread(say, "那再起三个", *far)) is None


async def test_the_copy_is_gone_on_with(kit, say):
    chat = Scripted(otherwise=json.dumps({"options": ["豆来运转", "磨磨唧唧", "一碗热"]}), strength="weak")
    context = thread(say, "那再起三个", *SHOP, "其实我们主要卖豆浆", "chat: 你先笑完。")
    draft = await SKILLS["chat"](context, Decision("skill", "chat"), kit(chat))
    assert "豆来运转" in draft.text


def test_good_wishes_are_for_the_occasion_that_was_told(say):
    told = ("今天给我家乌龟过生日 它八岁", "<寿星。", "它不吃苹果", "<挑食。")
    assert ordered(say("那写句祝福 我念给它听", *told)).context.text == "写句生日祝福"
    assert ordered(say("那写句祝福", "它不吃苹果", "<挑食。")).context.text == "那写句祝福"
    assert ordered(say("写句毕业祝福", *told)).context.text == "写句毕业祝福"
