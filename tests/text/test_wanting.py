"""Whether a comment wants something done, or only tells a tale with the words of an errand in it."""

from __future__ import annotations

import pytest

from dazi.decide_features import normal
from dazi.text.wanting import only_tells, plays, wants


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
