"""Prompts in both languages become the scenes that they mean, and what is not known is told."""

import pytest

from dazi.stickers.parse import MOST, READ, parse
from dazi.stickers.scene import Thing, Worn


@pytest.mark.parametrize(
    ("prompt", "name", "expected"),
    [
        ("戴墨镜的柴犬在月球冲浪", "dog-face", {"worn": (Worn("sunglasses"),), "actions": ("surf",)}),
        ("抱着西瓜的企鹅骑摩托", "penguin", {"held": (Thing("watermelon"),), "ride": Thing("motorcycle")}),
        ("一只橘猫在窗台上睡觉", "cat-face", {"colour": "orange", "place": ("on", Thing("own-windowsill")), "actions": ("sleep",)}),
        ("三只小鸡在雪地里吃火锅", "own-chick", {"count": 3, "eats": Thing("pot-of-food")}),
        ("粉色的草莓蛋糕上坐着一只小熊", "bear", {"place": ("on", Thing("shortcake", colour="pink"))}),
        ("长颈鹿坐在小汽车里", "own-giraffe", {"place": ("in", Thing("automobile"))}),
        ("蓝色的小猫戴着红色的围巾", "cat-face", {"colour": "blue", "worn": (Worn("scarf", "red"),)}),
        ("厨师猫在厨房做披萨", "cat-face", {"job": "chef", "held": (Thing("pizza"),)}),
        ("抱着小猫的女孩", "girl", {"held": (Thing("cat-face"),)}),
        ("a cat in a wizard hat riding a broom", "cat-face", {"worn": (Worn("wizard"),), "ride": Thing("broom")}),
        ("a dog astronaut floating in space with a pizza", "dog-face", {"job": "astronaut", "held": (Thing("pizza"),)}),
        ("a sad frog eating noodles under an umbrella", "frog", {"mood": "sad", "eats": Thing("steaming-bowl"), "held": (Thing("umbrella"),)}),
        ("a sleepy panda drinking bubble tea on a rainbow", "panda", {"mood": "sleepy", "place": ("on", Thing("own-rainbow"))}),
        ("two penguins holding hands in the snow", "penguin", {"count": 2, "actions": ("handhold",)}),
    ],
)  # fmt: skip
def test_a_figure_wears_holds_rides_and_does_what_the_prompt_says(
    prompt: str, name: str, expected: dict[str, object]
) -> None:
    scene, words = parse(prompt)
    assert [figure.name for figure in scene.figures] == [name]
    assert {key: getattr(scene.figures[0], key) for key in expected} == expected
    assert words.missed == ()


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        (
            "雪山脚下的小木屋，晚上有极光",
            {"setting": "snowmountain", "time": "night", "weather": ("aurora",)},
        ),
        ("过年了，小老虎在放烟花", {"festival": "newyear"}),
        ("水彩风的小狐狸在樱花树下看书", {"style": "watercolour", "setting": "sakura"}),
        ("夏天的海边，一杯西瓜汁和椰子树", {"season": "summer", "setting": "beach"}),
        ("失恋了，一个人在雨里哭", {"weather": ("rain",), "mood": "sad"}),
        ("an elephant doing yoga on the beach at sunset", {"setting": "beach", "time": "sunset"}),
        ("a robot gardener watering sunflowers in the rain", {"weather": ("rain",)}),
    ],
)
def test_setting_hour_weather_style_and_festival_are_the_scenes(
    prompt: str, expected: dict[str, object]
) -> None:
    scene, _ = parse(prompt)
    assert {key: getattr(scene, key) for key in expected} == expected


def test_several_subjects_stay_apart() -> None:
    scene, _ = parse("奶奶和孙女在花园里浇花")
    assert [figure.name for figure in scene.figures] == ["old-woman", "girl"]
    assert all(Thing("own-wateringcan") in figure.held for figure in scene.figures)
    scene, _ = parse("一个男孩和一只狗坐在屋顶上看星星")
    assert [figure.name for figure in scene.figures] == ["boy", "dog-face"]
    assert {figure.place for figure in scene.figures} == {("on", Thing("house"))}


def test_things_without_a_figure_are_kept() -> None:
    assert parse("一碗热气腾腾的牛肉面")[0].things == (Thing("steaming-bowl"),)
    assert parse("红色的汽车")[0].things == (Thing("automobile", colour="red"),)


def test_what_is_not_known_is_told_and_what_is_known_as_well() -> None:
    _, words = parse("戴墨镜的柴犬玩量子纠缠")
    assert words.missed == ("量子纠缠",)
    assert {"墨镜", "柴犬"} <= set(words.understood)
    assert parse("a cat with a flibbertigibbet")[1].missed == ("flibbertigibbet",)
    assert parse("魑魅魍魉")[0].figures == ()


def test_counts_and_length_are_bounded() -> None:
    assert parse("999999999只猫")[0].figures[0].count <= MOST
    scene, words = parse("猫和狗" * 3000)
    assert words.cut and len(scene.figures) <= READ
    assert not parse("猫")[1].cut


@pytest.mark.parametrize(
    "prompt",
    ["", "   ", "，。！", "的的的", "在上里下", "戴着", "and and", "\x00\x1f", "1234567890123", "🐱🐶"],
)
def test_odd_prompts_are_read_without_an_error(prompt: str) -> None:
    parse(prompt)
