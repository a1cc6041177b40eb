"""Translation: every language asked for, in its own script, from the thread where the comment is short."""

import json
import re

import pytest

from dazi.models.fake import Scripted
from dazi.skills import SKILLS
from dazi.skills.phrasebook import _phrases, nearest
from dazi.skills.tongues import named, written_in
from dazi.skills.translate import by_heart, read_wish
from dazi.words import sentences


@pytest.mark.parametrize(
    ("text", "wanted", "into"),
    [
        ("把“我想你了”翻译成英文和日文", "我想你了", ("en", "ja")),
        ("“加油”用英语怎么说", "加油", ("en",)),
        ("法语谢谢怎么说", "谢谢", ("fr",)),
        ("翻译一下：The early bird catches the worm", "The early bird catches the worm", ("zh",)),
        ("how do you say good night in French", "good night", ("fr",)),
        ("把这句翻成英文、韩文：明天一起去看电影吧", "明天一起去看电影吧", ("en", "ko")),
        ("translate I am tired to Chinese", "I am tired", ("zh",)),
        ("谢谢用法语和德语怎么说", "谢谢", ("fr", "de")),
        ("麻烦你了用日语怎么说", "麻烦你了", ("ja",)),
        ("帮我叫辆出租车用英语怎么说", "帮我叫辆出租车", ("en",)),
        ("帮我倒杯热水用韩语怎么说", "帮我倒杯热水", ("ko",)),
        ("麻烦您挪一下车用英语怎么说", "麻烦您挪一下车", ("en",)),
        ("能不能帮我把谢谢翻译成法语", "谢谢", ("fr",)),
        ("麻烦帮我把今天好累翻译成日语", "今天好累", ("ja",)),
        ("麻烦问一下，加油用韩语怎么说", "加油", ("ko",)),
        ("请问知道了用英语怎么说", "知道了", ("en",)),
        ("日语中秋快乐怎么说", "中秋快乐", ("ja",)),
        ("翻译一下谢谢，日语", "谢谢", ("ja",)),
        ("这个用英语怎么说", "这个", ("en",)),
        ("太好吃了，这个用英语怎么说", "太好吃了", ("en",)),
        ("内卷这个用英语怎么说", "内卷", ("en",)),
        ("帮翻一下英文 麻烦您等我五分钟", "麻烦您等我五分钟", ("en",)),
        ("掩耳盗铃英语有没有类似的说法", "掩耳盗铃", ("en",)),
        ("我不吃内脏 日语怎么跟店员说", "我不吃内脏", ("ja",)),
        ("在釜山吃完饭喊买单 韩语咋喊", "买单", ("ko",)),
        ("出口在哪里 法语", "出口在哪里", ("fr",)),
        ("ごめんなさい 中文到底该翻成啥", "ごめんなさい", ("zh",)),
        ("跟日本同事说的那个“辛苦了”是啥", "辛苦了", ("ja",)),
        ("酒店用：帮我叫个早 英文咋说", "帮我叫个早", ("en",)),
    ],
)
def test_what_and_into_what(say, text, wanted, into):
    wish = read_wish(say(text))
    assert wish is not None and (wish.text, wish.into) == (wanted, into)


def test_the_thread_says_what_is_missing(say):
    wish = read_wish(say("那德语呢", "法语谢谢怎么说", "<Merci."))
    assert wish is not None and (wish.text, wish.into) == ("谢谢", ("de",))
    assert read_wish(say("帮我翻译")) is None


def test_this_points_at_the_thread_before_it_is_a_word(say):
    wish = read_wish(say("这个用英语怎么说", "内卷"))
    assert wish is not None and wish.text == "内卷"


def test_thanks_for_the_favour_are_not_the_text(say):
    wish = read_wish(say("翻译一下，麻烦你了", "内卷"))
    assert wish is None or wish.text != "麻烦你了"
    wish = read_wish(say("帮我翻译一下麻烦你了"))
    assert wish is not None and wish.text == "麻烦你了"


def test_languages_are_named_and_told_apart():
    assert named("英日韩三语") == ("en", "ja", "ko")
    assert written_in("会いたいよ", "ja") and not written_in("我想见你", "ja")
    assert written_in("보고 싶어", "ko") and not written_in("I miss you", "ru")
    assert written_in("Ich vermisse dich und du bist nicht da", "de")
    assert not written_in("I miss you and it is not the same", "de")


async def test_both_languages_stand_in_the_reply(kit, say, decided):
    made = json.dumps({"en": "The sunset is lovely.", "ja": "夕焼けがきれいだね。"})
    draft = await SKILLS["translate"](
        say("“今天晚霞真美”翻译成英文和日文"),
        decided("translate"),
        kit(Scripted(otherwise=made, strength="weak")),
    )
    assert "英文：The sunset" in draft.text and "日文：夕焼け" in draft.text
    assert sentences("zh")["skills.rough"] in draft.text


async def test_common_phrases_need_no_model(kit, say, decided):
    draft = await SKILLS["translate"](
        say("谢谢用法语和德语怎么说"), decided("translate"), kit(Scripted(strength="none"))
    )
    assert "Merci" in draft.text and "Danke" in draft.text and draft.source == "tool"


@pytest.mark.parametrize(
    ("wish", "says", "said"),
    [
        ("“请问厕所在哪儿”用英语怎么说", "厕所在哪", "restroom"),
        ("“请再给我一杯水”日语怎么说", "一杯水", "お水をください"),
        ("韩语“不要辣的”怎么讲", "不要辣", "안 맵게"),
        ("“我只是随便看看”英语咋说", "随便看看", "just looking"),
    ],
)
async def test_a_phrase_in_other_words_is_met_by_the_known_one_which_is_named(
    kit, say, decided, wish, says, said
):
    draft = await SKILLS["translate"](say(wish), decided("translate"), kit(Scripted(strength="none")))
    assert draft.source == "tool" and says in draft.text.splitlines()[0] and said in draft.text


@pytest.mark.parametrize("text", ["今天真是不开心", "请给我两杯水", "我不会说泰语", "麻烦开慢一点", ""])
def test_what_says_something_else_is_not_near(text):
    found = nearest(text, ["en"])
    assert found is None or found[0] in ("今天心情不好",)


def test_only_phrases_in_the_wished_languages_are_near():
    assert nearest("请问厕所在哪儿", ["en", "ja"]) is not None
    assert nearest("请问厕所在哪儿", ["xx"]) is None


async def test_several_phrases_at_once_each_get_their_line(kit, say, decided):
    draft = await SKILLS["translate"](
        say("法语“你好”“再见”各怎么说"), decided("translate"), kit(Scripted(strength="none"))
    )
    assert draft.text.splitlines() == ["你好：Bonjour.", "再见：Au revoir."]


async def test_a_strong_model_translates_what_is_not_known_word_for_word(kit, say, decided):
    chat = Scripted(otherwise=json.dumps({"en": "Excuse me, where is the restroom?"}))
    draft = await SKILLS["translate"](say("“请问厕所在哪儿”用英语怎么说"), decided("translate"), kit(chat))
    assert draft.text == "Excuse me, where is the restroom?"


async def test_the_wrong_language_is_tried_once_more_then_said(kit, say, decided):
    chat = Scripted(otherwise=json.dumps({"ja": "今天晚霞真美"}))
    draft = await SKILLS["translate"](say("“今天晚霞真美”用日语怎么说"), decided("translate"), kit(chat))
    assert draft.origin == "skills.untranslated" and len(chat.asked) == 2


@pytest.mark.parametrize("rubbish", ["<html>", "[1]", '{"xx": "a"}'])
async def test_rubbish_is_said_to_be_beyond_us(kit, say, decided, rubbish):
    draft = await SKILLS["translate"](
        say("“今天晚霞真美”用日语怎么说"), decided("translate"), kit(Scripted(otherwise=rubbish))
    )
    assert draft.origin == "skills.untranslated"


async def test_the_reply_speaks_the_language_around_the_text(kit, say, decided):
    chat = Scripted(otherwise=json.dumps({"zh": "迟做总比不做好"}), strength="weak")
    draft = await SKILLS["translate"](
        say("翻译一下：Better late than never"), decided("translate"), kit(chat)
    )
    assert draft.text.startswith("迟做") and sentences("zh")["skills.rough"] in draft.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("日语“不用袋子，谢谢”怎么说", "袋はいりません"),
        ("“末班车是几点”韩语", "막차"),
        ("地铁站在哪儿 法语", "métro"),
        ("日剧里老说的“仕方がない”啥意思", "没办法"),
        ("对牛弹琴英语有没有类似的说法", "pearls before swine"),
    ],
)
async def test_what_the_phrasebook_has_needs_no_model_however_it_is_asked(kit, say, decided, text, says):
    chat = Scripted(strength="none")
    draft = await SKILLS["translate"](say(text), decided("translate"), kit(chat))
    assert says in draft.text and draft.origin == "phrasebook" and not chat.asked


def test_every_phrase_is_written_in_its_languages():
    for says, entry in _phrases().items():
        for code in ("ja", "ko"):
            if code in entry:
                assert written_in(entry[code], code) or not re.search("[a-z]", entry[code]), (says, code)
        assert entry["zh"] and entry["en"], says


def test_a_quotation_and_a_language_are_a_wish_whatever_it_was_taken_for(say):
    assert by_heart(say("“我订了七点两个人的位子”法语 餐厅用")).text.startswith("J'ai réservé")
    assert by_heart(say("我们法语老师今天念了八遍“谢谢”，全班都笑疯了")) is None
    assert by_heart(say("“末班车是几点”")) is None
    assert by_heart(say("“今天的云像一只猪”日语")) is None
