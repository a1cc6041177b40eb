"""Canvases and masks: every wish's margins, their bounds, and pixels that stay."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dazi.models.kling import bounded
from dazi.models.masks import Canvas, canvas, framed, laid, restored, white
from dazi.pictures import Wider


@pytest.mark.parametrize(
    ("wider", "wanted"),
    [
        (Wider(), (150, 300)),
        (Wider(wild=True), (200, 400)),
        (Wider(ratio=(1, 1)), (200, 200)),
        (Wider(ratio=(16, 9)), (356, 200)),
        (Wider(ratio=(9, 16)), (112, 200)),
        (Wider(ratio=(1, 2)), (150, 300)),
        (Wider(sides=("left",)), (150, 200)),
        (Wider(sides=("top", "bottom"), wild=True), (100, 600)),
    ],
)
def test_a_canvas_is_what_was_wished(wider: Wider, wanted: tuple[int, int]) -> None:
    assert canvas((100, 200), wider).size == wanted


def test_a_ratio_with_a_side_puts_all_of_it_there() -> None:
    assert canvas((100, 100), Wider(ratio=(2, 1), sides=("right",))) == Canvas((100, 100), right=100)


SIDES = st.lists(st.sampled_from(["left", "right", "top", "bottom"]), unique=True).map(tuple)
RATIOS = st.none() | st.tuples(st.integers(1, 30), st.integers(1, 30))
WIDERS = st.builds(Wider, ratio=RATIOS, sides=SIDES, wild=st.booleans())
SIZES = st.tuples(st.integers(2, 220), st.integers(2, 220))


@settings(max_examples=150, deadline=None)
@given(
    inner=SIZES,
    wider=WIDERS,
    sizes=st.lists(st.tuples(st.integers(32, 200), st.integers(32, 200)), max_size=3),
)
def test_the_picture_is_exact_in_every_canvas_and_the_mask_lies_around_it(
    inner: tuple[int, int], wider: Wider, sizes: list[tuple[int, int]]
) -> None:
    chance = np.random.default_rng(1)
    picture = Image.fromarray(chance.integers(0, 255, (inner[1], inner[0], 3), dtype=np.uint8))
    frame = framed(canvas(inner, wider, longest=400), sizes, longest=200)
    sent = laid(frame, picture)
    assert sent.size == frame.size == white(frame).size
    made = restored(Image.new("RGB", (7, 5), "red"), frame, picture)
    assert made.size == frame.canvas.size and max(made.size) <= max(400, *inner)
    assert np.array_equal(np.asarray(made.crop(frame.canvas.box)), np.asarray(picture))


@settings(max_examples=200, deadline=None)
@given(inner=st.tuples(st.integers(300, 2048), st.integers(300, 2048)), wider=WIDERS)
def test_klings_bounds_hold_for_every_wish(inner: tuple[int, int], wider: Wider) -> None:
    made = bounded(inner, wider)
    assert made.size[0] * made.size[1] <= 3 * inner[0] * inner[1]
    assert max(made.left, made.right) <= 2 * inner[0] and max(made.top, made.bottom) <= 2 * inner[1]
    assert made.size != inner
