"""What counts as the same question, a repetition, agreement."""

import pytest

from dazi.skills.likeness import agree, repeats, same, same_chance, same_subject
from dazi.types import Found


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("什么是黑洞", "黑洞是什么", True),
        ("为什么天是蓝的", "请问天空为什么是蓝色的呀", False),
        ("北京到上海高铁多久", "北京到广州高铁多久", False),
        ("为什么天是蓝的", "为什么天不是蓝的", False),
        ("125乘以88", "125乘以89", False),
        ("why is the sky blue", "Why is the sky so blue?", True),
        ("how do cats purr", "how do dogs bark", False),
    ],
)
def test_the_same_question(one, other, equal):
    assert same(one, other) is equal and same(other, one) is equal


def test_agreement_is_on_facts_and_not_on_grammar():
    sea = ("因为海水里含有盐，所以它会变得咸。", "因为水分子带电，所以海水里带电，所以盐离子会沉淀下来。")
    assert not agree(*sea, "为什么海水是咸的")
    assert agree("唐朝的人。", "唐朝人。", "李白是哪个朝代的人")
    assert agree("1876年，贝尔发明。", "贝尔在1876年发明，后来爱迪生改进。", "谁发明了电话")
    assert not agree("建成于1889年，在巴黎。", "建成于1923年，在巴黎。", "埃菲尔铁塔哪年建的")


def test_repetition():
    assert repeats("老板说公司是我家，我就穿睡衣来了", "老板说公司是我家，我就穿睡衣来了。")
    assert not repeats("老板说公司是我家", "猫又把杯子推下桌了")


def test_a_question_put_both_ways_denies_nothing():
    assert same("年终奖要交税吗", "年终奖要不要交税啊")
    assert same("发芽的土豆还能吃吗", "发芽的土豆还能吃不")
    assert not same("猫能吃葡萄吗", "猫不能吃葡萄吗")


def test_in_a_chinese_question_a_foreign_word_is_what_it_is_about():
    assert not same("python怎么读文件", "python怎么读csv文件")
    line = Found("x", "…", 0.9, "python怎么读取json文件")
    assert same_chance(line, "python怎么读取csv文件") == 0.0


def test_a_neighbour_is_about_the_same():
    assert same_subject("冻肉怎么化", "冻肉怎么解冻")
    assert not same_subject("牙齿多久洗一次", "床单多久洗一次")
    assert not same_subject("what happens if you fall in a black hole", "what happens if you swallow gum")
