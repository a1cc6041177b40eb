"""What is a joke between two and what is none: by rules over what was said."""

from __future__ import annotations

from datetime import date

import pytest

from dazi.text.gag_marks import greets, harmless, laughs, of_others, weary
from dazi.text.gags import coined, declared, worn
from dazi.text.selves import asked_of_self, forgets_of_self


@pytest.mark.parametrize(
    ("text", "sort", "phrase"),
    [
        ("我给它起了个外号叫翻肚皮外交官", "nick", "翻肚皮外交官"),
        ("我管我的存钱罐叫只进不出研究所", "nick", "只进不出研究所"),
        ("我家鹦鹉，人称小区闹钟总代理", "nick", "小区闹钟总代理"),
        ("给那盆多肉封了个称号，阳台钉子户", "nick", "阳台钉子户"),
        ("从今天起我封它为床底驻守大使", "nick", "床底驻守大使"),
        ("I call my roomba Sir Bumps a Lot", "nick", "Sir Bumps a Lot"),
        ("约好爬山又睡过头，本人江湖人称鸽王", "self", "鸽王"),
        ("I'm officially the queen of leftovers", "self", "queen of leftovers"),
        ("赌一包辣条，这集肯定反转", "bet", "赌一包辣条"),
        ("I bet you a coffee this ends with a dance", "bet", "coffee bet"),
        ("立个flag：这周不点外卖", "flag", "这周不点外卖"),
        ("I solemnly swear I will water the plants", "flag", "I will water the plants"),
    ],
)
def test_what_a_comment_sets_up(text: str, sort: str, phrase: str) -> None:
    assert [(one.sort, one.phrase) for one in declared(text)] == [(sort, phrase)]


@pytest.mark.parametrize(
    "text",
    [
        "我家猫叫年糕", "我给它取名年糕", "以后叫我阿宁吧", "你的外号叫什么", "这个外号谁起的", "我赌他不敢来", "赌五百块今晚赢球", "立个flag：今年一定考研上岸",
        "立flag，年底前脱单", "my cat is called Miso", "I bet it rains", "I will be late",
    ],
)  # fmt: skip
def test_names_wagers_for_money_and_earnest_vows_are_no_jokes(text: str) -> None:
    assert declared(text) == []


def test_a_piece_of_ours_counts_where_it_is_laughed_at_or_taken_up() -> None:
    said, reply = "我家橘猫今天又没跳上沙发", "它不是跳不上，是在等你给沙发装电梯。"
    taken = coined(reply, said, "哈哈哈给沙发装电梯，笑死")
    assert taken is not None and (taken.sort, taken.phrase) == ("quip", "给沙发装电梯")
    assert "橘猫" in taken.about
    assert coined(reply, said, "什么电梯？没懂") is None
    assert coined(reply, said, "它就是胆小") is None
    quoted = coined("对自己说“泡一会儿好洗”，这句全国通用。", "不想洗碗", "哈哈哈哈说的就是我")
    assert quoted is not None and quoted.phrase == "泡一会儿好洗"
    assert coined("对自己说“泡一会儿好洗”，这句全国通用。", "不想洗碗", "嗯") is None


def test_a_question_of_ours_is_no_quip() -> None:
    assert coined("冰箱里还有啥？我帮你看看。", "饿了", "哈哈冰箱里还有啥，只有灯") is None


def test_their_own_words_that_we_quoted_count_only_where_they_were_said_in_fun() -> None:
    reply = "“又加班到十点”这句，你多说一点。"
    assert coined(reply, "又加班到十点", "哈哈") is None
    assert (
        coined("“一点骨气没有”，这句裱起来。", "我家狗见人就翻肚皮，一点骨气没有哈哈", "哈哈哈") is not None
    )


def test_a_phrase_is_the_members_own_once_it_was_said_three_times_on_two_days() -> None:
    first, second, third = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 5)
    before = [("今天也是翻车的一天", first), ("烤个面包，又是翻车的一天", second)]
    own = worn(("学做拉花，果然是翻车的一天", third), before)
    assert own is not None and (own.sort, own.phrase) == ("catch", "翻车的一天")
    assert worn(("学做拉花，果然是翻车的一天", third), before[:1]) is None
    same_day = [(text, third) for text, _ in before]
    assert worn(("学做拉花，果然是翻车的一天", third), same_day) is None
    assert worn(("今天吃面", third), before) is None


@pytest.mark.parametrize(
    "text", ["讲个笑话吧", "早上好呀", "给我推荐一部电影", "我是废物本物", "我妈又催婚了"]
)
def test_errands_civilities_and_hard_words_are_nobodys_phrase(text: str) -> None:
    days = [date(2026, 11, day) for day in (2, 3, 5)]
    assert worn((text, days[2]), [(text, day) for day in days[:2]]) is None


def test_who_laughs_and_who_does_not() -> None:
    assert all(
        laughs(text)
        for text in ("哈哈哈哈", "笑死我了", "被你笑到", "😂😂", "lol", "hahaha nice", "I'm dead 💀")
    )
    assert not any(
        laughs(text) for text in ("不好笑", "哈哈没事", "笑不出来", "呵呵", "有什么好笑的哈哈", "not funny lol", "haha it's fine")
    )  # fmt: skip


def test_who_is_tired_of_it() -> None:
    assert all(
        weary(text)
        for text in ("别再提阳台钉子户了", "这梗过时了", "听腻了", "stop calling it that", "not funny")
    )
    assert not any(weary(text) for text in ("阳台钉子户又开花了", "哈哈哈哈", "this is fun"))


@pytest.mark.parametrize(
    "text",
    [
        "今天好难受", "我奶奶去世了", "面试又挂了", "欠了网贷", "他是个傻逼", "又胖了三斤", "我抑郁症", "电话是13800001111", "感冒了", "被老板骂",
        "my dog died", "got fired", "he is so fat", "I'm a loser", "stress is killing my sleep",
    ],
)  # fmt: skip
def test_what_hurts_insults_or_is_somebodys_body_is_harmful(text: str) -> None:
    assert not harmless(text)


@pytest.mark.parametrize(
    "text", ["笑死我了", "困死了", "又是翻车的一天", "我家狗拆家", "神仙操作", "the toast went for a tan"]
)
def test_figures_of_speech_are_harmless(text: str) -> None:
    assert harmless(text)


def test_an_animal_may_be_round_and_he() -> None:
    assert harmless("胖橘又跳不上去", beast=True) and not harmless("胖橘又跳不上去")
    assert not of_others("he hides my socks, the dog", beast=True) and of_others("he hides my socks")
    assert of_others("我室友睡觉磨牙") and not of_others("我家扫地机卡住了")


def test_who_only_turns_up_again() -> None:
    assert all(
        greets(text)
        for text in ("", "在吗", "我又来了", "好久不见", "晚上好呀", "来唠会儿", "好无聊", "hey there, long time no see", "me again", "I'm back!")
    )  # fmt: skip
    assert not any(
        greets(text)
        for text in ("在吗，帮我画只猫", "晚上吃什么", "好久不见我奶奶了", "what's the capital of France")
    )


def test_a_joke_is_asked_after_and_forgotten_by_its_name() -> None:
    assert forgets_of_self("忘了翻肚皮外交官这个梗吧") == "翻肚皮外交官这个梗"
    assert forgets_of_self("忘了我们的梗") == "我们的梗"
    assert forgets_of_self("forget the cheese alarm joke") == "the cheese alarm joke"
    assert asked_of_self("我们有什么梗来着") == ("gag", "")
    assert forgets_of_self("我忘了那个梗叫什么") is None and forgets_of_self("忘了那个梗了") is None
