"""Pull-back reveals: the picture's pixels stay, the sheet is as it was asked for, the setting is chosen for a reason."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest
from PIL import Image

from dazi.errors import ModelRefused
from dazi.label import LABELS
from dazi.marks.visible import glyph_height, plate
from dazi.pictures import Given, Side, Wider
from dazi.reveals.choose import choose, signs
from dazi.reveals.layout import LARGEST, lay
from dazi.reveals.paint import IN, reveal
from dazi.reveals.painter import Reveals
from dazi.reveals.table import SETTINGS, room_of
from dazi.reveals.traits import measure
from dazi.words import sentences

SHAPES = ((96, 54), (54, 96), (72, 72))


def noise(size: tuple[int, int], seed: int = 1) -> Image.Image:
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def plain(colour: str, size: tuple[int, int] = (80, 80)) -> Image.Image:
    return Image.new("RGB", size, colour)


def given(image: Image.Image, whence: str = "attached", **more: object) -> Given:
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return Given(kept.getvalue(), image.size, whence, **more)  # type: ignore[arg-type]


def cut(png: bytes, box: tuple[int, int, int, int]) -> bytes:
    return Image.open(io.BytesIO(png)).convert("RGB").crop(box).tobytes()


@pytest.mark.parametrize("name", SETTINGS)
def test_the_pictures_own_pixels_stay_in_every_setting(name: str) -> None:
    for shape in SHAPES:
        picture = noise(shape)
        made = reveal(given(picture), Wider(), setting=name, seed=3)
        assert made.name == name and cut(made.png, made.box) == picture.tobytes()
        sheet = Image.open(io.BytesIO(made.png))
        assert sheet.width > shape[0] * 1.3 and sheet.height > shape[1] * 1.3
        # Something is drawn on all of it, not a bare ground.
        assert len(sheet.convert("RGB").resize((64, 64)).getcolors(4096) or ()) > 60


def test_settings_within_settings_keep_the_pixels_too() -> None:
    for seed in range(2):
        picture = noise((90, 60), seed)
        made = reveal(given(picture), Wider(wild=True), seed=seed)
        names = made.name.split(IN)
        assert len(names) == 3 and len(set(names)) == 3 and cut(made.png, made.box) == picture.tobytes()


@pytest.mark.parametrize("ratio", [(16, 9), (9, 16), (1, 1), (4, 3)])
def test_the_sheet_has_the_ratio_and_the_picture_room_for_a_label_above_and_below(ratio: tuple[int, int]) -> None:  # fmt: skip
    for name in SETTINGS:
        for size in ((640, 360), (540, 960), (512, 512), (960, 540)):
            place = lay(size, room_of(name, size), Wider(ratio))
            assert place.width / place.height == pytest.approx(ratio[0] / ratio[1], rel=0.02), (name, size)
            assert max(place.width, place.height) <= LARGEST and (place.w, place.h) == size
            _free_of_labels(place.width, place.height, place.y, place.y + place.h)


def _free_of_labels(width: int, height: int, top: int, bottom: int) -> None:
    """Whichever corner the label takes, it stands above or below the picture."""
    glyph = glyph_height(width, height)
    high = max(plate(glyph, words).height for words in LABELS.values()) + round(glyph * 0.5)
    assert top >= high and height - bottom >= high


@pytest.mark.parametrize("size", [(2048, 2048), (2048, 300), (300, 2048), (64, 64), (20, 20)])
def test_the_largest_and_the_smallest_pictures_fit_without_being_scaled(size: tuple[int, int]) -> None:
    for ratio in (None, (16, 9), (9, 16), (1, 1)):
        for name in SETTINGS:
            place = lay(size, room_of(name, size), Wider(ratio))
            assert max(place.width, place.height) <= LARGEST and min(place.width, place.height) >= 300
            assert place.x >= 0 and place.x + place.w <= place.width
            _free_of_labels(place.width, place.height, place.y, place.y + place.h)


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_a_named_side_gets_the_room(side: Side) -> None:
    room = room_of("museum", (400, 400))
    usual, more = lay((400, 400), room, Wider()), lay((400, 400), room, Wider(sides=(side,)))
    grown = {
        "left": more.x - usual.x, "right": (more.width - more.x) - (usual.width - usual.x),
        "top": more.y - usual.y, "bottom": (more.height - more.y) - (usual.height - usual.y),
    }  # fmt: skip
    assert grown.pop(side) > 150 and set(grown.values()) == {0}


def test_the_same_seed_draws_the_same_and_never_the_same_place_twice() -> None:
    picture, seen = given(plain("#2a6fd0")), ()
    first = reveal(picture, Wider(), seed=5)
    assert reveal(picture, Wider(), seed=5).png == first.png
    for seed in range(len([one for one in SETTINGS.values() if not one.wild])):
        traits = measure(plain("#2a6fd0"))
        chosen = choose(traits, picture, Wider(unlike=seen), "", random.Random(seed), (80, 80))
        assert chosen.name not in seen
        seen = (*seen, chosen.name)


@pytest.mark.parametrize(
    ("colour", "because"),
    [
        ("#2a6fd0", "blue"),
        ("#3fae4a", "green"),
        ("#0c0a10", "night"),
        ("#f08ad0", "pink"),
        ("#f6f6f6", "white"),
    ],
)
def test_a_pictures_colours_choose_its_place(colour: str, because: str) -> None:
    picture = plain(colour, (400, 400))
    traits, asked = measure(picture), given(picture)
    found = {
        choose(traits, asked, Wider(), "", random.Random(seed), picture.size).because for seed in range(9)
    }
    assert because in found and found <= set(signs(traits, asked, ""))


def test_words_shape_and_faces_choose_a_place_too() -> None:
    picture = noise((200, 200))
    named = reveal(given(picture), Wider(), prompt="挂美术馆里")
    assert (named.name, named.because) == ("museum", "wish")
    film = reveal(given(picture, "frame"), Wider(), prompt="\n深夜食堂 一碗牛肉面")
    assert film.because == "food" and "food" in SETTINGS[film.name].suits
    people = given(picture, faces=((0, 0, 9, 9),) * 4)
    assert "crowd" in signs(measure(picture), people, "") and "face" not in signs(
        measure(picture), people, ""
    )
    assert "avatar" in signs(measure(picture), given(picture, "avatar"), "")


def test_the_title_of_a_video_names_no_place() -> None:
    picture = noise((200, 120))
    assert reveal(given(picture, "frame"), Wider(), prompt="\n我家的电视和冰箱").because != "wish"


def test_every_place_has_a_name_and_four_lines_and_every_reason_its_words() -> None:
    reasons = {sign for one in SETTINGS.values() for sign in one.suits} | {"wish"}
    for lang in ("zh", "en"):
        told = sentences(lang)
        assert {code.split(".")[2] for code in told if code.startswith("outpaint.name.")} == set(SETTINGS)
        assert {code.split(".")[2] for code in told if code.startswith("outpaint.why.")} == reasons
        for name in SETTINGS:
            lines = [told[f"outpaint.at.{name}.{at}"] for at in (1, 2, 3, 4)]
            assert len(set(lines)) == 4


def test_every_sign_can_be_found() -> None:
    """A reason that nothing measures or says would never be given."""
    wanted = {sign for one in SETTINGS.values() for sign in one.suits}
    measured = {"blue", "green", "warm", "pink", "grey", "white", "dark", "vivid", "bright", "night", "sky", "sea", "drawn", "small",
                "wide", "tall", "square", "avatar", "own", "frame", "face", "crowd"}  # fmt: skip
    spoken = signs(measure(noise((50, 50))), given(noise((50, 50))), "美食 猫 花 唱歌 生日 下雪 雨 大海 旅行 太空 上班 宝宝 游戏 情侣 城市 风景 夜 艺术 水墨 怀旧 穿搭 开箱 电影 聊天记录 字幕")  # fmt: skip
    assert wanted <= measured | set(spoken)


def test_what_is_no_picture_or_too_large_is_refused() -> None:
    with pytest.raises(ModelRefused):
        reveal(Given(b"text", (3, 3), "attached"), Wider())
    with pytest.raises(ModelRefused):
        reveal(given(Image.new("RGB", (2049, 4))), Wider())


async def test_the_painter_says_what_it_made_of_whose_picture() -> None:
    painted = await Reveals().expand(given(plain("#2a6fd0")), Wider(), prompt="放进鱼缸")
    picture = painted.picture
    assert (painted.setting, painted.because) == ("aquarium", "wish")
    assert (picture.backend, picture.how, picture.mime) == ("stickers", "edited", "image/png")
    assert Reveals().can == {"expand"}
