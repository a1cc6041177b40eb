"""Wishes for changes of a picture: each kind read, several at once, later ones before earlier ones, what can't be named."""

from __future__ import annotations

import pytest

from dazi.text.retouch import asks, harmless, on_sheet, read


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("加个墨镜", [("wear", "sunglasses")]),
        ("帮我加个红色的帽子和八字胡", [("wear", "cap"), ("wear", "moustache")]),
        ("给它戴个圣诞帽，背景换成太空，再来点雪", [("wear", "santa"), ("backdrop", "space"), ("weather", "snow")]),
        ("加个猫耳", [("wear", "catears")]),
        ("背景换成雪山", [("backdrop", "snowmountain")]),
        ("改成红色背景", [("backdrop", "plain-red")]),
        ("把它变成黑白的", [("style", "bw")]),
        ("换成冬天", [("season", "winter")]),
        ("换成夜晚", [("hour", "night")]),
        ("亮一点，暖一点", [("tone", "bright"), ("tone", "warm")]),
        ("模糊背景", [("blur", "blur")]),
        ("裁成方的", [("shape", "square")]),
        ("镜像一下", [("shape", "mirror")]),
        ("加个金色相框", [("frame", "gold")]),
        ("给脸打马赛克", [("hide", "mosaic")]),
        ("抠图", [("cutout", "cutout")]),
        ("p个火箭", [("sticker", "火箭")]),
        ("make it night", [("hour", "night")]),
        ("add sunglasses and a party hat", [("wear", "sunglasses"), ("wear", "party")]),
        ("change the background to the beach", [("backdrop", "beach")]),
        ("black and white please", [("style", "bw")]),
    ],
)  # fmt: skip
def test_a_wish_is_read_as_changes(wish: str, told: list[tuple[str, str]]) -> None:
    found = read(wish)
    assert [(one.kind, one.what) for one in found.changes] == told
    assert found.missed == () and found.beyond == ()


def test_words_to_be_written_are_kept_as_they_are() -> None:
    (change,) = read("加文字“Monday, 又来了”").changes
    assert (change.kind, change.text) == ("text", "Monday, 又来了")
    assert read("写上下班快乐").changes[0].text == "下班快乐"


def test_a_colour_goes_with_what_it_stands_before() -> None:
    cap, mask = read("加个红色的帽子，再来个口罩").changes
    assert (cap.colour, mask.colour) == ("red", "")


def test_of_seasons_and_backdrops_the_last_one_counts_and_what_is_taken_off_is_gone() -> None:
    assert [one.what for one in read("换成冬天，换成秋天").changes] == ["autumn"]
    assert [one.what for one in read("加个墨镜，再加个帽子，去掉墨镜").changes] == ["cap"]
    assert [one.what for one in read("加个墨镜，还原，加个帽子").changes] == ["cap"]
    assert read("加个墨镜，还原").undone
    assert [one.what for one in read("戴个圣诞帽，加个墨镜，换个皇冠").changes] == ["sunglasses", "crown"]


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("把路人删掉", "remove"), ("让他笑一下", "smile"), ("换个发型", "clothes"), ("水印去掉", "watermark"), ("磨皮瘦脸", "beauty"),
        ("make him smile", "smile"), ("remove the people", "remove"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_has_a_name(wish: str, name: str) -> None:
    found = read(wish)
    assert found.beyond[0] == name and not found.changes and not harmless(found)


@pytest.mark.parametrize("text", ["晚上好", "我今天好累", "这是什么花", "好看吗", "这张怎么样", ""])
def test_what_only_names_a_thing_asks_for_nothing(text: str) -> None:
    assert not asks(text)


def test_a_frame_or_black_and_white_needs_no_new_drawing_and_winter_does() -> None:
    assert on_sheet("加个边框") and on_sheet("换成黑白") and on_sheet("写上“生日快乐”")
    assert not on_sheet("换成冬天") and not on_sheet("加个帽子") and not on_sheet("再来一张")


def test_a_long_wish_ends_soon() -> None:
    assert len(read("加个墨镜，" * 4000).changes) == 1
    read("把" * 100000)


@pytest.mark.parametrize("wish", ["把杯子p掉", "把那根电线抹掉", "remove the cup", "下雪，把杯子删掉"])
def test_a_thing_to_be_gone_is_understood_and_beyond(wish: str) -> None:
    found = read(wish)
    assert found.beyond == ("remove",) and found.missed == ()


def test_what_was_put_on_is_taken_off_in_either_order_of_words() -> None:
    assert [one.what for one in read("加个墨镜，把墨镜去掉，加个帽子").changes] == ["cap"]
    assert read("加个帽子，帽子不要了").changes == ()
