"""Whether a comment wants something done, or only tells a tale with the words of an errand in it."""

from __future__ import annotations

import pytest

from dazi.decide_features import normal
from dazi.text.wanting import named, only_tells, own_words, plays, remarks, wants


@pytest.mark.parametrize(
    "text",
    [
        "他写情书把我名字写错了一个字，你说我感动还是生气",
        "梦里把数学题解出来了，醒来只记得个“解”",
        "输入法把我“在吗”自动纠成“再骂”，对方真骂了",
        "给狗起名叫旺财，结果它见谁都咬",
        "二手平台卖个电饭煲，买家问能不能包教包会",
        "老板画的大饼终于有馅了，是韭菜的",
        "my kid drew me with nine fingers and told the teacher",
    ],
)
def test_a_tale_wants_nothing(text: str) -> None:
    assert only_tells(normal(text))


@pytest.mark.parametrize(
    "text",
    [
        "帮我写个请假条，昨晚发烧了",
        "给我家新来的猫起个名字，它叫得像拖拉机",
        "这道题我算了三遍，还是不会做",
        "老师说要写算式，第三步怎么来的",
        "把“我到家了”翻译成日语",
        "画一只写作业写哭了的小狗",
        "my teacher said the answer is 14, where did I go wrong",
        "we got a puppy, suggest three names",
    ],
)
def test_a_wish_under_a_tale_is_one(text: str) -> None:
    assert wants(normal(text)) and not only_tells(normal(text))


def test_bare_nouns_are_no_tale() -> None:
    for text in ("道歉信", "数学作业第三题", "店名", "cheers in korean"):
        assert not only_tells(normal(text)), text


def test_who_plays_at_asking() -> None:
    assert plays("window seat or aisle? wrong answers only") and plays("泡面要不要加蛋，速答")
    assert plays("豆腐脑甜咸，你站哪边")
    assert plays("要是狗会打字，第一句是不是骂我") and not plays("如果人会冬眠，心跳会变慢吗")
    assert not plays("鸡蛋煮几分钟") and not plays("地铁站哪里换乘")


@pytest.mark.parametrize(
    "text",
    [
        "为什么叫拍马屁，不叫拍牛屁",
        "为啥坐车叫打车，坐船不叫打船",
        "为什么叫马路，马呢",
        "蜗牛要是嫌家小怎么办",
        "闹钟会不会也想请年假",
        "what does a traffic light do on its day off",
    ],
)
def test_who_wonders_at_a_word_or_lends_a_thing_a_life_plays(text: str) -> None:
    assert plays(normal(text))


@pytest.mark.parametrize(
    "text",
    [
        "为什么叫立冬",
        "彩虹为啥是弯的不是直的",
        "蜗牛不吃东西怎么办",
        "请年假要提前几天说",
        "我家猫搬家以后不吃饭怎么办",
        "why is it called a leap year",
    ],
)
def test_a_plain_question_about_a_word_or_an_animal_is_none_for_fun(text: str) -> None:
    assert not plays(normal(text))


@pytest.mark.parametrize(
    "text", ["作业写完啦", "检讨交了", "翻译完咯", "画好了，挂墙上了", "homework's done"]
)
def test_what_is_done_is_no_wish(text: str) -> None:
    assert only_tells(normal(text))


@pytest.mark.parametrize("text", ["作业写完了，帮我检查一下", "信写好了，翻成英文", "明儿个交嘞，这题选啥"])
def test_what_is_done_may_come_before_a_wish(text: str) -> None:
    assert not only_tells(normal(text))


def test_a_name_that_was_given_is_told_and_one_that_is_looked_for_is_not() -> None:
    assert named(normal("我给洗衣机起名阿转，它今天罢工了"))
    for text in (
        "给我家洗衣机起个名，它爱罢工",
        "给我屋头的馆子取个名嘛，卖豆花的",
        "给店起名字要喜庆的，卖饼",
    ):
        assert not named(normal(text)), text


def test_the_orders_of_others_are_not_ones_own_words() -> None:
    assert "别看" not in own_words("第一次滑雪，教练说别看脚，我就撞过去了")
    assert "推几条" in own_words("朋友推荐的木工视频，多给我推几条")
    assert own_words("别给我推带货的") == "别给我推带货的"


def test_a_remark_about_what_was_seen_asks_for_nothing() -> None:
    for text in ("后面那只猫才是主角吧", "这段倒着放 是不是就变成他把树种回去了", "这锅盖像飞碟"):
        assert remarks(normal(text)), text
    for text in ("后面那只猫去哪了", "总结一下吧", "这段是正放还是倒放", "他说的像什么", "讲讲这片子吧"):
        assert not remarks(normal(text)), text
