import pytest

from dazi.text.either import either


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("栗子糕还是绿豆糕", ("栗子糕", "绿豆糕")),
        ("你站竹席还是凉垫，别端水", ("竹席", "凉垫")),
        ("客厅刷绿色还是刷奶油色，我俩要打起来了", ("绿色", "奶油色")),
        ("去还是不去，同学聚会", ("去", "不去")),
        ("鸡蛋先敲还是先洗", ("先敲", "先洗")),
        ("甜豆花咸豆花 站队吧", ("甜豆花", "咸豆花")),
        ("老歌和新歌 你站哪边", ("老歌", "新歌")),
        ("泡面要不要加蛋", ("加蛋", "不加")),
        ("半夜馋烤串 你说点不点", ("点", "不点")),
        ("手抓饼加肠还是加里脊呢", ("肠", "里脊")),
        ("大床房or双床房", ("大床房", "双床房")),
    ],
)
def test_two_things_are_read_clean(text, two):
    assert either(text, "zh") == two


@pytest.mark.parametrize(
    "text",
    [
        "",
        "还是",
        "甜的还是",
        "我觉得你说的还是他说的",
        "考前转发锦鲤有用还是拜文昌塔有用",
        "螺蛳粉香还是臭",
        "吵架了先低头还是等他低头",
        "还是家里的凳子舒服",
        "豆花和油条都吃完了",
        "猫和狗今天打了一架",
        "三号楼的珐琅表还是那么慢悠悠地走着",
        "啊" * 500 + "还是" + "哦" * 500,
    ],
)
def test_what_is_not_clean_is_left_alone(text):
    assert either(text, "zh") is None


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("raisins or walnuts", ("raisins", "walnuts")),
        ("do you prefer cats or dogs", ("cats", "dogs")),
        ("window seat or aisle? wrong answers only", ("window seat", "aisle")),
        ("short hair or long hair, help me decide", ("short hair", "long hair")),
        ("am i wrong or is he", None),
        ("raisins or what", None),
        ("raisins or raisins", None),
        ("for or", None),
        ("a long green lantern over there or walnuts", None),
    ],
)
def test_in_english_too(text, two):
    assert either(text, "en") == two
