"""Prompts for models of pictures."""

from __future__ import annotations

import pytest

from dazi.models.images_words import LONGEST, STYLES, drawn, edited, extended
from dazi.pictures import Wider


@pytest.mark.parametrize(
    ("wish", "has"),
    [
        ("水彩的柴犬", "颜料"),
        ("像素风的猫", "方格"),
        ("国风山水", "墨色"),
        ("黏土小熊", "捏塑"),
        ("赛博朋克的火锅店", "霓虹倒影"),
        ("a clay bear", "fingerprints"),
        ("a cyberpunk noodle shop", "neon reflections"),
    ],
)
def test_style_words_say_what_they_look_like_in_the_wishs_own_language(wish: str, has: str) -> None:
    assert has in drawn(wish) and wish in drawn(wish)


@pytest.mark.parametrize(
    "wish", ["一只猫", "奶奶在厨房包饺子", "a fox in a filming studio", "a claymore", "pigeon paper"]
)
def test_a_wish_without_a_style_gets_none(wish: str) -> None:
    assert not any(one.zh in drawn(wish) or one.en in drawn(wish) for one in STYLES)


def test_a_style_beside_the_wish_counts_also_one_that_nobody_knows() -> None:
    assert "颜料" in drawn("柴犬", "水彩") and "浮世绘" in drawn("柴犬", "浮世绘")


def test_a_change_leaves_the_rest_as_it_is() -> None:
    assert "保持原样" in edited("把背景换成雪山") and "exactly as it is" in edited("add sunglasses")


def test_what_is_known_of_a_picture_is_told_apart_from_the_wish() -> None:
    told = extended("旁边加片海\n大雄兔预告片", Wider(), 1)
    assert "旁边加片海" in told and "原图出自：大雄兔预告片" in told and "\n" not in told
    assert "原图出自" not in extended("旁边加片海", Wider(), 1)


def test_a_wild_one_without_words_goes_somewhere_and_stays_there_for_its_seed() -> None:
    wild = {extended("", Wider(wild=True), seed) for seed in range(30)}
    assert len(wild) > 3 and all("镜头拉远" in one for one in wild)
    assert extended("", Wider(wild=True), 4) == extended("", Wider(wild=True), 4)
    assert "镜头拉远" not in extended("海边", Wider(wild=True), 4)


def test_a_prompt_ends_somewhere() -> None:
    assert len(drawn("猫" * 5000)) <= LONGEST
