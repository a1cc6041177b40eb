"""A checked answer for a question in other words, or among other words."""

from dataclasses import dataclass

import pytest

from dazi.persona.persona import load
from dazi.persona.repertoire import Repertoire
from dazi.persona.shelf import Shelf
from dazi.skills import SKILLS
from dazi.skills.checked import NEAR, SURE, asks, fitting, nearest, nearest_code, readings
from dazi.testing import context
from dazi.text.meaning import shared
from dazi.text.normalise import language
from dazi.types import Found


@dataclass
class Lines:
    lines: Shelf


@pytest.fixture(scope="module")
def ours():
    return Lines(Shelf(Repertoire.load(load("xiaoda").repertoire, shared())))


def near(text, kit):
    return nearest(context(text, lang=language(text)), kit, "code")


def test_a_comment_is_read_whole_and_by_its_parts_that_ask():
    assert readings("@小搭 章鱼几个心脏来着 跟我闺女打赌呢") == (
        "章鱼几个心脏来着 跟我闺女打赌呢",
        "章鱼几个心脏来着",
    )
    assert readings("猫偷舔了点冰淇淋，猫能吃巧克力不")[1] == "猫能吃巧克力不"
    assert readings("why is the sky blue") == ("why is the sky blue",)


@pytest.mark.parametrize(
    "text", ["竹子算树还是算草", "饕餮这俩字念啥", "郑和下了几趟西洋", "is a tomato a fruit"]
)
def test_what_asks(text):
    assert asks(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("章鱼几个心脏来着 跟我同事赌奶茶呢", "三个"),
        ("我家猫偷舔了口蛋糕 猫能吃巧克力不", "不能"),
        ("大人身上一共多少块骨头", "206"),
        ("豆角没炒熟吃了真会中毒？", "中毒"),
        ("发芽的土豆我把芽都抠了 还能吃不", "别吃"),
        ("whats the capital of canada, my brother says toronto", "Ottawa"),
        ("why is the sky blue tho", "blue"),
        ("郑和一共下了几趟西洋", "七次"),
        ("饕餮这俩字念啥 每次都划走", "tāo"),
    ],
)
def test_a_question_in_other_words_finds_its_answer(ours, text, says):
    chance, line = near(text, ours)
    assert chance >= SURE and says in line.text


@pytest.mark.parametrize(
    "text",
    [
        "超速百分之二十扣几分",
        "存一万 年利率2% 存一年利息多少",
        "排球有几个裁判",
        "who painted the ceiling with all those clouds",
        "我对象昨天突然不回消息了 啥意思啊",
        "最后一个来的是谁",
        "明朝最后一个皇后叫啥",
    ],
)
def test_a_question_that_nobody_checked_finds_none(ours, text):
    assert near(text, ours)[0] < NEAR


def line(say, reply="…", meaning=0.95):
    return Found("x", reply, 0.8, say, meaning=meaning)


@pytest.mark.parametrize(
    ("say", "asked"),
    [
        ("世界上最大的国家是哪个", "世界上最小的国家是哪个"),
        ("红薯发芽了还能吃吗", "土豆发芽了还能吃吗"),
        ("猫能吃葡萄吗", "狗能吃葡萄吗"),
        ("月亮多大", "月亮多远"),
        ("八折便宜多少 8", "八折便宜多少 85"),
        ("excel怎么换行", "word怎么换行"),
    ],
)
def test_what_only_looks_the_same_is_never_the_answer(say, asked):
    assert fitting(line(say), asked, asked) == 0.0
    assert fitting(line(asked), asked, asked) >= SURE


def test_what_one_side_denies_is_a_neighbour_at_best():
    chance = fitting(line("手机充电一晚上会坏吗"), "手机充电一晚上不拔会坏吗", "手机充电一晚上不拔会坏吗")
    assert NEAR <= chance < SURE


def test_a_list_that_names_it_answers_for_it():
    capitals = line("英国的首都是哪里", "英国伦敦，法国巴黎，葡萄牙里斯本。", 0.9)
    assert fitting(capitals, "葡萄牙的首都是哪里", "葡萄牙的首都是哪里") > 0
    assert fitting(line("英国的首都是哪里", "伦敦。", 0.9), "葡萄牙的首都是哪里", "葡萄牙的首都是哪里") == 0.0


async def test_banter_that_surely_asks_gets_the_answer(ours, kit, say, decided):
    fake = kit()
    real = type(fake)(**{name: getattr(fake, name) for name in fake.__slots__} | {"lines": ours.lines})
    draft = await SKILLS["chat"](say("章鱼几个心脏来着 跟我闺女打赌呢"), decided("chat"), real)
    assert draft.text.startswith("三个")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("写段python 从名单里随机抽三个人中奖 别重复", "random.sample"),
        ("linux命令 找一下当前目录下大于100M的文件", "find . -type f -size"),
        ("python fizzbuzz 1 to 20 pls", "fizz"),
        ("python 算一下从今天到2031年3月1号还有几天", "date.today"),
    ],
)
def test_a_snippet_is_found_for_a_wish_in_other_words(ours, text, says):
    chance, found = nearest_code(context(text, lang=language(text)), ours, "code")
    assert chance >= 0.74 and says.lower() in found.text.lower()


@pytest.mark.parametrize("text", ["python 把两个excel表合并", "python打印杨辉三角", "js 两个日期差几天"])
def test_another_snippet_is_not_passed_off(ours, text):
    assert nearest_code(context(text, lang=language(text)), ours, "code")[0] < 0.74


async def test_a_wish_for_code_is_not_worked_out_instead(ours, kit, say, decided):
    fake = kit()
    real = type(fake)(**{name: getattr(fake, name) for name in fake.__slots__} | {"lines": ours.lines})
    draft = await SKILLS["answer"](say("python 算一下从今天到2030年1月1号还有几天"), decided("answer"), real)
    assert "```python" in draft.text and "days" in draft.text


async def test_asked_for_its_view_it_gives_that_and_no_fact(ours, kit, say, decided):
    fake = kit()
    real = type(fake)(**{name: getattr(fake, name) for name in fake.__slots__} | {"lines": ours.lines})
    draft = await SKILLS["answer"](say("空调房西瓜和被窝烤红薯 你去哪个"), decided("answer"), real)
    assert draft.source == "repertoire" and "冬天" in draft.text


async def test_a_later_turn_goes_back_to_an_earlier_question(ours, kit, say, decided):
    fake = kit()
    real = type(fake)(**{name: getattr(fake, name) for name in fake.__slots__} | {"lines": ours.lines})
    turns = ("夜里腿抽筋是缺钙吗", "<不一定。", "我游泳的时候也抽过", "<吓人。")
    draft = await SKILLS["answer"](say("在水里抽了该怎么弄", *turns), decided("answer"), real)
    assert "仰着漂" in draft.text
    turns = ("鸡蛋在冰箱能放多久", "<三到五周。", "我今天又迟到了", "<赶上了就好。")
    draft = await SKILLS["answer"](say("在水里抽了该怎么弄", *turns), decided("answer"), real)
    assert "仰着漂" not in draft.text


def test_where_somebody_may_come_to_harm_a_neighbour_is_none():
    oil = line("什么油炒菜好", "家常炒煎没问题，别烧到冒烟。", 0.72)
    assert fitting(oil, "炒菜油冒烟了能不能用", "炒菜油冒烟了能不能用") > 0
    assert fitting(oil, "炒菜油着火了能不能浇水", "炒菜油着火了能不能浇水") == 0.0


def test_how_long_it_was_must_be_known_to_be_sure():
    rice = line("冰箱里的剩米饭还能吃吗", "第二天吃多半没事。")
    assert fitting(rice, "冰箱里的剩米饭还能吃吗", "冰箱里的剩米饭还能吃吗") >= SURE
    assert fitting(rice, "冰箱里的剩米饭放了四天还能吃吗", "冰箱里的剩米饭放了四天还能吃吗") < SURE
