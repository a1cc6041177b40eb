"""Where lines break, and how large words are set."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dazi.cards.breaks import NOT_FIRST, NOT_LAST
from dazi.cards.letters import fit, strange, units

TEXTS = (
    "这猫比我还会开车，给它发驾照吧",
    "老板说今天不加班，结果下班前五分钟发来一个三百页的PPT让我改到明天早上",
    "为什么“周一”总是来得这么快（周五却永远在路上）！",
    "When the cat drives better than you do, 你还好意思说自己是 old driver？",
    "A very-long-hyphenated-word and 3.14 and 50% off, ok?",
)


def lines(text: str, width: int = 620, height: int = 440) -> list[str]:
    return ["".join(unit.text for unit in row) for row in fit(text, width, height).rows]


@pytest.mark.parametrize("text", TEXTS)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str) -> None:
    for wide in (200, 330, 620):
        for line in lines(text, wide):
            assert line[0] not in NOT_FIRST
            assert line[-1] not in NOT_LAST


def test_words_and_figures_stay_whole() -> None:
    shown = [unit.text for unit in units("用3.5元买了iPhone15的壳，打9折 50%off don't")]
    assert {"3.5", "iPhone15", "don't"} <= {text.strip("，") for text in shown}


def test_a_long_word_is_cut_rather_than_set_in_dust() -> None:
    assert fit("w" * 60, 620, 440).size > 40


def test_a_line_does_not_part_what_is_one_word() -> None:
    rows = lines("为什么老板总是在下班以后才想起来开会呢朋友们", 520)
    assert len(rows) > 1
    for one, other in pairwise(rows):
        assert one[-1] + other[0] not in ("什么", "老板", "下班", "开会", "朋友", "以后")


def test_a_line_ends_where_the_sentence_rests_and_drops_its_comma() -> None:
    assert lines("老板说今天不加班，结果下班前五分钟发来一个三百页的PPT")[0] == "老板说今天不加班"


def test_shorter_words_are_set_larger_and_all_fit() -> None:
    sizes = [fit("哈" * count, 620, 440).size for count in (6, 20, 60, 120)]
    assert sizes == sorted(sizes, reverse=True)
    for text in TEXTS:
        block = fit(text, 620, 440)
        assert block.width <= 624 and block.height <= 446


def test_a_novel_ends_in_an_ellipsis() -> None:
    assert lines("很久很久以前有一只猫" * 30, 400, 160)[-1].endswith("…")


def test_emoji_are_pictures_and_what_cannot_be_shown_is_left_out() -> None:
    found = units("好👍🏽呀❤️\u200d🔥🇨🇳\U000e0001")
    assert next(unit.picture for unit in found if unit.picture) == "thumbs-up"
    assert "".join(unit.text for unit in found if not unit.picture) == "好呀"


def test_a_script_that_the_font_lacks_is_told_from_ours() -> None:
    assert strange("ภาษาไทยสวยมาก") == 1.0
    assert strange("ひらがなと漢字，繁體字也行 ok") == 0.0
