"""Every style draws a card of any comment, by seed the same."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from dazi.cards.card import card, wording
from dazi.cards.feel import FEELS, feel, scene
from dazi.cards.names import LEAST, MOST, ON_STILLS, STILLED, STYLES
from dazi.errors import BadInput
from dazi.stickers.icons import names
from dazi.stickers.parse import parse
from dazi.words import sentences

TEXT = "这猫比我还会开车😂，给它发驾照吧"
ODD = (
    "哈哈哈哈哈哈",
    "a" * 290,
    "好" * MOST,
    "1\n2\n3\n4\n5\n6",
    "😂😂😂😂😂😂",
    "（（（（（（好",
    "<svg onload=x>&amp;{0}%s",
)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_there_are_eight_styles_or_more_and_each_has_a_name_in_both_languages() -> None:
    assert len(STYLES) >= 8
    for lang in ("zh", "en"):
        assert {f"cards.style.{name}" for name in STYLES} <= set(sentences(lang))


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_by_seed_the_same_and_by_another_another(style: str) -> None:
    first, same, other = (card(TEXT, style, seed=seed, side=200) for seed in (3, 3, 4))
    assert first == same
    assert first != other
    assert opened(first).size == (200, 200)


@pytest.mark.parametrize("style", STYLES)
def test_odd_words_draw_too(style: str) -> None:
    for text in ODD:
        assert opened(card(wording(text), style, side=160)).mode == "RGB"


@pytest.mark.parametrize("style", sorted(ON_STILLS))
def test_a_still_is_on_the_card_where_the_style_shows_one(style: str) -> None:
    blue = Image.new("RGB", (180, 320), (10, 40, 240))
    plain, stilled = card(TEXT, style, side=300), card(TEXT, style, still=blue, side=300)
    assert plain != stilled
    if style in STILLED:
        r, g, b = opened(stilled).getpixel((200, 100))  # type: ignore[misc]
        assert b > 200 and r < 60 and g < 90


def test_each_word_changes_the_card() -> None:
    assert card("今天也要开心呀", "poster", side=200) != card("今天也要加油呀", "poster", side=200)


def test_words_too_few_too_many_or_in_no_script_of_ours_are_refused_by_name() -> None:
    for text, code in (("短", "art.short"), ("@小搭 好的", "art.short"), ("好" * (MOST + 1), "art.long"),
                       ("ภาษาไทยสวยมาก", "art.script"), ("      ", "art.short")):  # fmt: skip
        with pytest.raises(BadInput) as refused:
            wording(text)
        assert refused.value.code == code
    assert wording("@小搭 " + "好" * LEAST) == "好" * LEAST


def test_a_feeling_is_told_from_the_words() -> None:
    told = {"哈哈哈哈笑死我了": "laugh", "看哭了呜呜": "sad", "困死我了不想上班": "tired", "好想吃火锅": "hungry",
            "这也太离谱了吧居然": "wow", "气死我了": "angry", "这只猫好可爱": "love", "普普通通的一句话": "plain"}  # fmt: skip
    assert {text: feel(text).name for text in told} == told


def test_every_face_and_scene_can_be_drawn() -> None:
    for one in FEELS.values():
        assert set(one.faces) <= names(), one.name
        for prompt in one.scenes:
            found, words = parse(prompt)
            assert found.figures, prompt
            assert not words.missed, prompt
        for lang in ("zh", "en"):
            assert f"cards.answer.{one.name}.1" in sentences(lang)
            assert f"cards.award.{one.name}" in sentences(lang)


def test_the_comment_s_own_animal_plays_and_who_speaks_does_not() -> None:
    prompts = {scene("这猫比我还会开车", random.Random(seed)) for seed in range(12)}
    own = [prompt for prompt in prompts if "猫比" in prompt]
    assert own
    assert [figure.name for figure in parse(own[0])[0].figures] == ["cat-face"]
