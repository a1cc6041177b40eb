"""What is told in passing: the thing first, by what happens, in dialect, over two clauses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dazi.text.dialects import standard
from dazi.text.selves import forgets_of_self, perhaps_of_self
from dazi.text.told import only_told, told

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("茴香我是闻也不闻的", {"茴香"}),
        ("虾皮不行，一吃喉咙就肿", {"碰不得虾皮"}),
        ("俺家那口子随我，俺家狗一样馋", {"狗"}),
        ("这猫跟我家铜锣一个德行", {"猫，叫铜锣"}),
        ("俩狗，一只叫大寒一只叫小寒", {"狗，叫大寒和小寒"}),
        ("我屋企只狗好曳，佢叫豆花", {"狗，叫豆花"}),
        ("额是宝鸡的，额不吃甜的", {"宝鸡人", "吃甜"}),
        ("在码头开吊车，风大", {"在码头开吊车"}),
        ("前端路过，头秃", {"是前端"}),
        ("洛阳人，从小喝汤", {"洛阳人"}),
        ("生日赶上愚人节，没人信", {"愚人节"}),
        ("结业考一月六号开始", {"1月6日结业考"}),
        ("下个月八号去敦煌耍", {"1月8日去敦煌玩"}),
        ("no mango for me, sorry", {"mango"}),
        ("Mochi is a corgi, and mine is just as loud", {"a corgi called Mochi"}),
    ],
)
def test_it_is_read(said: str, facts: set[str]) -> None:
    assert {one.text for one in told(said, NOW)} == facts


@pytest.mark.parametrize(
    "said",
    [
        "我养了条龙，会喷火",
        "我爱人今天过生日",
        "主播说“我对猫过敏”的时候我笑了",
        "如果我有条船，先去看海",
        "他家狗叫豆花",
        "信号不行，一刷就卡",
    ],
)
def test_what_is_no_fact_of_the_writer_is_none(said: str) -> None:
    assert told(said, NOW) == ()


def test_no_reply_is_built_on_what_was_told_by_the_way() -> None:
    assert only_told("这猫跟我家铜锣一个德行", NOW) is None and only_told("我家猫叫铜锣", NOW) is not None


def test_a_day_beside_what_a_comment_is_about_is_no_plan_to_answer() -> None:
    assert only_told("清明回村，祖坟边上信号比城里好", NOW) is None
    assert only_told("清明回村", NOW) is not None and only_told("清明回村，好期待", NOW) is not None


def test_a_plan_on_another_day_moves_the_one_that_is_known() -> None:
    (moved,) = told("路演挪到下周一了", NOW)
    assert moved.was == "@" and moved.text == "12月7日 路演"


def test_dialect_is_said_in_the_common_tongue_and_words_like_it_stay() -> None:
    assert standard("佢喺屋企瞓觉") == "它在家睡觉" and standard("额外的饮料系统") == "额外的饮料系统"


def test_a_wish_to_keep_something_asks_for_nothing() -> None:
    assert perhaps_of_self("记住我每周三值日") is None
    assert perhaps_of_self("俺是弄啥嘞") is not None


def test_a_wish_to_forget_may_stand_behind_other_words() -> None:
    assert forgets_of_self("别再提那个了，忘了我养蛇这件事") == "养蛇"
