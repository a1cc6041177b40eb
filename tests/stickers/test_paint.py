"""The painter paints valid pictures of the size asked for, the same for the same seed, and never a prompt's own text."""

import io
import random

import pytest
from PIL import Image

from dazi.stickers import paint, style_of
from dazi.stickers.compose import compose
from dazi.stickers.parse import parse
from dazi.stickers.plan import settle
from dazi.stickers.settings import SETTINGS
from dazi.stickers.styles import STYLES

SMALL = (160, 160)


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


@pytest.mark.parametrize("size", [(160, 160), (240, 136), (90, 160)])
def test_a_picture_is_a_png_of_the_size_asked_for(size: tuple[int, int]) -> None:
    image = opened(paint("两只猫在海边吃西瓜", size=size).png)
    assert (image.format, image.size, image.mode) == ("PNG", size, "RGB")
    assert len(image.getcolors(maxcolors=1 << 20) or []) > 200


def test_sizes_beyond_the_limits_are_brought_into_them() -> None:
    assert opened(paint("猫", size=(1, 5)).png).size == (64, 64)


def test_the_same_seed_paints_the_same_and_another_seed_something_else() -> None:
    one = paint("戴皇冠的青蛙在荷叶上打坐", seed=7, size=SMALL)
    assert paint("戴皇冠的青蛙在荷叶上打坐", seed=7, size=SMALL).png == one.png
    assert len({paint("戴皇冠的青蛙在荷叶上打坐", seed=seed, size=SMALL).png for seed in range(4)}) == 4


def test_what_is_said_changes_the_picture() -> None:
    prompts = [
        "一只猫",
        "一只蓝色的猫",
        "一只戴墨镜的猫",
        "三只猫",
        "一只猫在月球",
        "一只猫在睡觉",
        "一只猫骑摩托",
        "一只猫，下雨",
    ]
    assert len({paint(prompt, size=SMALL).png for prompt in prompts}) == len(prompts)


def test_a_word_not_understood_is_told_with_the_picture() -> None:
    painting = paint("柴犬玩量子纠缠", size=SMALL, style="没有这种风格")
    assert "量子纠缠" in painting.words.missed and "没有这种风格" in painting.words.missed


def test_nothing_of_a_prompt_gets_into_the_svg() -> None:
    prompt = '猫</g><script>alert("x")</script><image href="file:///etc/passwd"/>&xxe; zzqqzz'
    scene, words = parse(prompt)
    layers = compose(settle(scene, random.Random(0)), SMALL, 0)
    for svg in (layers.back, layers.figures, layers.front):
        assert "script" not in svg and "href" not in svg and "&" not in svg and "zzqqzz" not in svg
    assert words.missed
    assert opened(paint(prompt, size=SMALL).png).size == SMALL


def test_a_prompt_of_ten_thousand_characters_is_cut_and_said_so() -> None:
    painting = paint("一百只戴帽子的猫骑着大象，" * 800, size=SMALL)
    assert painting.words.cut
    assert opened(painting.png).size == SMALL


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_style_is_a_look_of_its_own(style: str) -> None:
    plain = paint("狐狸在森林里看书", size=(128, 128))
    styled = paint("狐狸在森林里看书", size=(128, 128), style=style)
    assert styled.scene.style == style
    assert styled.png != plain.png and opened(styled.png).size == (128, 128)


def test_style_words_are_understood_in_both_languages() -> None:
    assert [style_of(word) for word in ("水彩", "pixel art", "赛博朋克", "clay", "没有")] == [
        "watercolour",
        "pixel",
        "cyber",
        "clay",
        "",
    ]


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_every_setting_can_be_drawn(setting: str) -> None:
    plan = settle(parse("一只猫")[0], random.Random(0))
    for hour in ("day", "night"):
        layers = compose(type(plan)(plan.scene, setting, hour, ("rain",)), (64, 64), 3)
        assert layers.back.startswith("<svg") and "<g " in layers.figures
