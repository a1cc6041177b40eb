from datetime import UTC, datetime

import pytest

from dazi.text.echo import Amends, amends, asks_back, asks_ours, said_of, unwanted
from dazi.types import Member, Turn

ME, OTHER = Member("plaza", "me"), Member("plaza", "other")
AT = datetime(2026, 1, 1, tzinfo=UTC)


def talk(*said, member=ME):
    return [Turn(f"t{at}", member, bool(at % 2), text, AT) for at, text in enumerate(said)]


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        ("不过不是仙人掌啦 我记错了 是芦荟", "芦荟", "仙人掌"),
        ("我说错了 是白银", "白银", ""),
        ("打错字了，应该是隔壁班", "隔壁班", ""),
        ("是湖，我打错了", "湖", ""),
        ("不是猫，是狗", "狗", "猫"),
        ("手滑，是七点", "七点", ""),
        ("sorry, I meant Tuesday", "Tuesday", ""),
        ("it's not a cat, it's a ferret", "ferret", "cat"),
    ],
)
def test_what_is_put_right_is_read(text, new, old):
    assert amends(text) == Amends(new, old)


@pytest.mark.parametrize(
    "text",
    [
        "不是我说你，是真的难吃",
        "你说错了",
        "是不是搞错了？",
        "不是吧，是这样吗",
        "今天也不是周末",
        "i mean, really",
        "我看错人了",
        "不是饿，就是想吃",
    ],
)
def test_what_puts_nothing_right_is_left_alone(text):
    assert amends(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("刚才我说冰箱里有啥来着 考考你", "晚上吃啥 冰箱只有鸡蛋和半颗白菜"),
        ("行吧 那你还记得它枕的是啥不", "我家猫把芦荟当枕头睡"),
        ("我刚说他打啥球来着", "他打篮球的 老往我们班看"),
        ("我最开始说啥来着", "晚上吃啥 冰箱只有鸡蛋和半颗白菜"),
    ],
)
def test_a_question_back_finds_the_member_s_own_words(text, said):
    turns = talk(
        "晚上吃啥 冰箱只有鸡蛋和半颗白菜",
        "炒。",
        "我家猫把芦荟当枕头睡",
        "硬核。",
        "他打篮球的 老往我们班看",
        "哦？",
    )
    assert said_of(text, turns, ME) == said
    assert said_of(text, turns, OTHER) is None


@pytest.mark.parametrize("text", ["你记得带伞吗你说", "我记得小时候下雪", "今天吃啥", "记得给我留门"])
def test_what_asks_nothing_back_finds_nothing(text):
    turns = talk("冰箱里有鸡蛋", "好。")
    assert said_of(text, turns, ME) is None


def test_in_english_and_where_nothing_was_said_of_it():
    turns = talk("my fridge has eggs and half a cabbage", "a feast.", "my cousin is moving to Lyon", "bold.")
    assert said_of("what did I say was in the fridge?", turns, ME) == "my fridge has eggs and half a cabbage"
    assert said_of("do you remember what my dentist is called?", turns, ME) is None
    assert not asks_back("remember to breathe")


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("不是啦 是我八岁养的它", "你八岁养的它"),
        ("不对不对，是我姐先动的手", "你姐先动的手"),
        ("no wait, she's vegan. no eggs", "she's vegan"),
        ("oh wait, i'm the one who paid", "you're the one who paid"),
    ],
)
def test_a_whole_clause_put_right_is_said_back_to_its_member(text, new):
    assert amends(text) == Amends(new)


@pytest.mark.parametrize("text", ["不是啦 是你想多了", "wait, it's just a joke", "不对，是吗", "是我养的它"])
def test_what_only_sounds_like_putting_right_is_left_alone(text):
    assert amends(text) is None


def test_what_was_put_right_is_told_with_it():
    turns = talk("今天给我家乌龟过生日 它八岁", "…", "不是啦 是我八岁养的它 它今年十六", "…")
    said = said_of("它可是几岁的龟了你说", turns, ME)
    assert said is not None and "十六" in said
    assert said_of(
        "好 那你看看我最开始问的那个 一句话总结下", talk("夜里腿抽筋是缺钙吗", "…", "疼", "…"), ME
    ) == ("夜里腿抽筋是缺钙吗")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("两条里头有没有写包邮啊 我可没说", "包邮"),
        ("你刚才写到价格没有", "价格"),
        ("did you mention shipping", "shipping"),
        ("你有没有写作业", "作业"),
        ("这家店有没有折扣", ""),
        ("你说得对", ""),
    ],
)
def test_what_is_asked_of_our_words(text, what):
    assert asks_ours(text) == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("别跟我说加油 听吐了", "加油"),
        ("不要再跟我讲大道理了", "大道理"),
        ("please don't tell me to join a club", "join a club"),
        ("别跟我说话", ""),
        ("别说了", ""),
        ("别跟我提这个", ""),
        ("他不跟我说再见", ""),
    ],
)
def test_what_is_not_wanted(text, what):
    assert unwanted(text) == what


def test_a_longer_question_back_in_english_is_heard():
    turns = talk("my cat has knocked the same mug off the desk 4 times", "…", "she's doing science", "…")
    said = said_of("ok and what number mug-drop are we on, you were listening right", turns, ME)
    assert said == "my cat has knocked the same mug off the desk 4 times"
