"""Changes on real pixels: a hat sits on a head, a backdrop leaves the person, what finds no face says so."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from dazi.faces.find import Face, faces
from dazi.pictures import Given
from dazi.stickers.paint import paint
from dazi.stickers.settings import SETTINGS
from dazi.text.retouch_words import BACKDROPS, HOURS, PLAINS, SEASONS, SHAPES, STYLES, TONES, WEAR, WEATHER
from dazi.touch import behind, light, looks, shapes, worn
from dazi.touch.apply import touch
from dazi.touch.painter import Touch


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


@pytest.fixture(scope="module")
def boy() -> bytes:
    """A drawn face that the detector finds."""
    return paint("爸爸在打篮球", seed=1).png


def changed(before: bytes, after: bytes) -> np.ndarray:
    """Where two pictures differ."""
    one, two = (np.asarray(opened(each), np.int16) for each in (before, after))
    return np.abs(one - two).max(axis=-1) > 12


def test_a_hat_sits_on_the_head_and_nowhere_else(boy: bytes) -> None:
    (face,) = faces(opened(boy))
    made = touch(boy, "加个圣诞帽")
    rows, columns = np.nonzero(changed(boy, made.png))
    eyes = (face.eyes[0][1] + face.eyes[1][1]) / 2
    assert made.understood and rows.max() < eyes  # it covers no eye
    assert face.box[0] < columns.mean() < face.box[2]
    assert rows.max() > face.box[1] - (face.box[3] - face.box[1]) * 0.5  # and does not float above it


def test_sunglasses_lie_over_both_eyes(boy: bytes) -> None:
    (face,) = faces(opened(boy))
    mask = changed(boy, touch(boy, "戴墨镜").png)
    for x, y in face.eyes:
        assert mask[round(y), round(x)]
    assert not mask[round(face.mouth[1]), round(face.mouth[0])]


def test_a_turned_head_gets_a_turned_hat() -> None:
    level = Face((0, 0, 100, 100), ((30, 40), (70, 40)), (50, 60), (50, 75), ((10, 45), (90, 45)), 0.9)
    tilted = Face((0, 0, 100, 100), ((30, 30), (70, 50)), (47, 62), (42, 75), ((12, 30), (88, 65)), 0.9)
    assert worn.framed(level).turn == 0 and 20 < worn.framed(tilted).turn < 32


@pytest.mark.parametrize("name", [name for name in WEAR])
def test_everything_that_can_be_asked_for_can_be_worn(name: str) -> None:
    assert name in worn.NAMES
    face = Face((10, 10, 90, 90), ((35, 40), (65, 40)), (50, 55), (50, 70), ((18, 45), (82, 45)), 0.9)
    assert "<" in worn.pieces(face, [(name, "red")])


def test_every_word_of_a_wish_has_its_hand() -> None:
    assert set(BACKDROPS) <= set(SETTINGS) and {name[6:] for name in PLAINS} <= set(behind.PLAIN)
    assert set(STYLES) <= set(looks.STYLES) and set(TONES) <= set(looks.TONES)
    assert set(WEATHER) <= {*light.OURS, *light._LAID} and set(SEASONS) == set(light.FALLS)
    assert set(HOURS) == {"night", "sunset", "dawn"}
    assert set(SHAPES) <= {*shapes._RATIOS, *shapes._FLIPS, "close"}


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_style_changes_the_picture_and_keeps_its_size(boy: bytes, style: str) -> None:
    small = png(opened(boy).resize((240, 160)))
    made = touch(small, "", style=style)
    assert opened(made.png).size == (240, 160) and changed(small, made.png).any()


@pytest.mark.parametrize("wish", [f"来点{one}" for one in ("烟花", "彩带", "泡泡", "樱花", "雾", "流星", "彩虹")] + ["下雪", "下雨", "打雷", "换成冬天", "换成秋天", "换成春天", "换成夏天", "变成夜晚", "换成黄昏", "换成早晨"])  # fmt: skip
def test_weather_and_seasons_are_seen(boy: bytes, wish: str) -> None:
    small = png(opened(boy).resize((256, 256)))
    made = touch(small, wish, seed=3)
    assert made.understood and not made.missed
    assert changed(small, made.png).mean() > 0.003
    assert made.png == touch(small, wish, seed=3).png


def test_without_a_face_nothing_is_worn_and_the_rest_is_done() -> None:
    plain = png(Image.new("RGB", (320, 240), "#88aacc"))
    made = touch(plain, "加个墨镜")
    assert (made.understood, made.because, made.png) == ((), "face", plain)
    both = touch(plain, "加个墨镜，变成黑白的")
    assert both.understood == ("黑白",) and both.missed == ("墨镜",) and both.because == "face"


def test_without_a_person_the_backdrop_stays() -> None:
    made = touch(png(Image.new("RGB", (320, 240), "#88aacc")), "背景换成雪山")
    assert (made.understood, made.because) == ((), "person")


def test_a_new_backdrop_leaves_who_stands_before_it() -> None:
    picture = Image.effect_noise((200, 200), 60).convert("RGB")
    mask = Image.new("L", (200, 200), 0)
    mask.paste(255, (60, 40, 140, 200))
    world = behind.world("snowmountain", (200, 200), 1)
    made = np.asarray(behind.moved(picture, mask, world), np.int16)
    assert np.abs(made[:, :40] - np.asarray(world, np.int16)[:, :40]).max() == 0
    assert np.abs(made[60:, 70:130] - np.asarray(picture, np.int16)[60:, 70:130]).mean() < 40


def test_a_face_under_squares_is_no_face_any_more(boy: bytes) -> None:
    made = touch(boy, "给脸打马赛克")
    (face,) = faces(opened(boy))
    box = tuple(round(one) for one in face.box)
    part = opened(made.png).crop(box)  # type: ignore[arg-type]
    assert len(part.getcolors(100000) or []) < 80
    left = faces(opened(made.png), closely=False)
    assert all(other.box[2] < face.box[0] or other.box[0] > face.box[2] for other in left)


def test_crops_mirrors_and_frames_have_their_sizes(boy: bytes) -> None:
    wide = png(opened(boy).resize((600, 400)))
    assert opened(touch(wide, "裁成方的").png).size == (400, 400)
    assert opened(touch(wide, "裁成竖版").png).size == (225, 400)
    assert opened(touch(wide, "向右转").png).size == (400, 600)
    mirrored = np.asarray(opened(touch(wide, "镜像").png))
    assert (mirrored == np.asarray(opened(wide))[:, ::-1]).all()
    framed = opened(touch(wide, "加个边框").png)
    assert framed.width > 600 and framed.getpixel((2, 2)) == (255, 255, 255)


def test_words_are_written_at_the_foot_and_fit() -> None:
    plain = png(Image.new("RGB", (400, 300), "#335577"))
    for text in (
        "今天不加班",
        "一二三四五六七八九十" * 4,
        "words that are long enough to need a second line",
    ):
        made = touch(plain, f"写上“{text}”")
        rows, columns = np.nonzero(changed(plain, made.png))
        assert made.understood and rows.min() > 120 and columns.min() > 5 and columns.max() < 395
    assert touch(plain, "写上“🎉”").understood == ()


async def test_the_painter_says_what_it_did_and_names_itself(boy: bytes) -> None:
    painter = Touch()
    assert painter.can == {"edit"}
    made = await painter.edit(Given(boy, (768, 768), "drawing"), "加个皇冠，量子纠缠一下")
    assert made.understood == ("皇冠",) and made.missed == ("量子纠缠",)
    assert (made.picture.backend, made.picture.how, made.picture.mime) == ("touch", "edited", "image/png")
