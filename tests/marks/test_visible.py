"""The visible label: high enough, readable on any ground, in the quietest corner, never over the subject."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from dazi.errors import BadInput
from dazi.label import LABELS
from dazi.marks import visible
from dazi.marks.record import Box, MarkError
from tests.marks.samples import scene

ZH, EN = LABELS["zh"], LABELS["en"]


def drawn(image: Image.Image, words: str = ZH, *keep: Box) -> Box:
    box = visible.place(image, words, keep)
    visible.draw(image, box, words)
    return box


@pytest.mark.parametrize("words", [ZH, EN])
@pytest.mark.parametrize("size", [(96, 96), (100, 900), (640, 360), (720, 1280), (3000, 2000)])
def test_each_glyph_is_five_per_cent_of_the_short_side_or_more(words: str, size: tuple[int, int]) -> None:
    """Measured on the drawn pixels: the columns of the first letter, a capital."""
    image = Image.new("RGB", size, (120, 160, 90))
    box = drawn(image, words)
    assert box.inside(*size)
    bright = np.asarray(image.convert("L").crop((box.x, box.y, box.x + box.width, box.y + box.height))) > 190
    columns = bright.any(axis=0)
    first = int(columns.argmax())
    end = first + int((~columns[first:]).argmax())
    rows = bright[:, first:end].any(axis=1)
    assert rows.sum() >= min(size) * 0.05 - 1  # the last row may be half lit


def test_the_fonts_letters_are_all_there() -> None:
    """A missing glyph is drawn as the same empty box as any other missing one."""
    letters = visible._font(40)
    missing = bytes(letters.getmask("\U000f0000"))
    assert all(bytes(letters.getmask(sign)) != missing for sign in set(ZH + EN) - {" "})


def test_it_goes_where_there_is_least_to_cover() -> None:
    assert visible.place(scene(), ZH).x > 200
    assert visible.place(scene().transpose(Image.Transpose.FLIP_LEFT_RIGHT), ZH).x < 100


@pytest.mark.parametrize("keep", [Box(200, 0, 200, 300), Box(0, 150, 400, 150), Box(40, 40, 320, 220)])
def test_it_never_covers_the_subject(keep: Box) -> None:
    assert not visible.place(scene(), ZH, [keep]).touches(keep)


def test_with_every_corner_taken_another_place_is_found() -> None:
    corners = [Box(0, 0, 150, 60), Box(250, 0, 150, 60), Box(0, 240, 150, 60), Box(250, 240, 150, 60)]
    box = visible.place(scene(), ZH, corners)
    assert box.inside(400, 300) and not any(map(box.touches, corners))


def test_without_any_room_it_fails_closed() -> None:
    with pytest.raises(MarkError, match="no_room"):
        visible.place(scene(), ZH, [Box(10, 10, 380, 280)])


def test_a_picture_too_small_for_a_label_is_refused() -> None:
    with pytest.raises(BadInput, match="too_small"):
        visible.place(Image.new("RGB", (95, 400)), ZH)


@pytest.mark.parametrize("ground", [(0, 0, 0), (255, 255, 255), (255, 0, 0), (128, 128, 128), (18, 10, 36)])
def test_writing_stands_out_from_its_plate_on_any_ground(ground: tuple[int, int, int]) -> None:
    image = Image.new("RGB", (400, 300), ground)
    box = drawn(image)
    region = (
        np.asarray(image.crop((box.x + 8, box.y + 2, box.x + box.width - 8, box.y + box.height - 2))) / 255
    )
    linear = np.where(region <= 0.04045, region / 12.92, ((region + 0.055) / 1.055) ** 2.4)
    light = linear @ np.array([0.2126, 0.7152, 0.0722])
    assert (light.max() + 0.05) / (np.median(light) + 0.05) >= 4.5


@pytest.mark.parametrize("words", [ZH, EN])
def test_it_is_seen_again_and_gone_when_covered(words: str) -> None:
    image = scene()
    assert visible.search(image) is None
    box = drawn(image, words)
    assert visible.shows(image, box, words) and visible.search(image) is not None
    for cover in ((90, 140, 200), (255, 255, 255), (18, 10, 36)):
        hidden = image.copy()
        hidden.paste(cover, (box.x, box.y, box.x + box.width, box.y + box.height))
        assert not visible.shows(hidden, box, words) and visible.search(hidden) is None


def test_one_language_is_not_taken_for_the_other() -> None:
    image = scene(900, 700)
    box = drawn(image, EN)
    assert visible.search(image) == (box, "en") and not visible.shows(image, box, ZH)


def test_other_writing_on_a_dark_plate_is_not_the_label() -> None:
    image = Image.new("RGB", (400, 300), (90, 140, 200))
    box = visible.place(image, ZH)
    pen = ImageDraw.Draw(image)
    pen.rectangle((box.x, box.y, box.x + box.width, box.y + box.height), (18, 10, 36))
    pen.text((box.x + 6, box.y + 6), "AIAI-edd", (255, 255, 255), visible._font(17))
    assert not visible.shows(image, box, ZH) and visible.search(image) is None


def test_a_look_is_recognised_and_rubbish_is_not() -> None:
    image, box = scene(), Box(250, 200, 100, 40)
    kept = visible.look(image, box)
    assert visible.looks_same(image, box, kept)
    image.paste((255, 255, 255), (250, 200, 350, 240))
    assert not visible.looks_same(image, box, kept)
    assert not visible.looks_same(image, box, "not base64!") and not visible.looks_same(image, box, "AAAA")
