"""What the turns of a thread order together."""

from dazi.skills.reorder import ordered, picked, tells

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
