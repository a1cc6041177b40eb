"""What a picture tells without a model that sees."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from dazi.errors import Transient
from dazi.video import glimpse as module
from dazi.video.glimpse import glimpse
from dazi.video.read import available

FONT = Path(__file__).parents[2] / "dazi" / "clips" / "fonts" / "NotoSansSC-captions.otf"


def png(colour: str, *lines: str) -> bytes:
    picture = Image.new("RGB", (720, 480), colour)
    pen = ImageDraw.Draw(picture)
    for n, line in enumerate(lines):
        pen.text((60, 60 + 140 * n), line, fill="white", font=ImageFont.truetype(str(FONT), 64))
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A reader that tells what the test puts in."""
    told: list[Any] = []

    async def read(folder: Path, names: list[str]) -> dict[str, Any]:
        assert (folder / names[0]).read_bytes().startswith(b"\x89PNG")
        if told and isinstance(told[0], Exception):
            raise told[0]
        return {"read": [told]}

    monkeypatch.setattr(module, "recognise", read)
    monkeypatch.setattr(module, "available", lambda: True)
    return told


async def test_colours_and_light_are_told_largest_first(reader: list[Any]) -> None:
    picture = Image.open(io.BytesIO(png("#2040c0")))
    picture.paste("#f0f0f0", (0, 0, 300, 480))
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    seen = await glimpse(kept.getvalue())
    assert seen.colours == ("blue", "white") and seen.light == "even" and seen.texts == ()
    assert (await glimpse(png("black"))).light == "dark"
    assert (await glimpse(png("white"))).light == "bright"


async def test_lines_that_are_sure_are_told_without_the_label(reader: list[Any]) -> None:
    reader += [
        {"text": "今日 特价", "score": 0.9},
        {"text": "糊的", "score": 0.3},
        {"text": "AI生成", "score": 0.99},
    ]
    assert (await glimpse(png("black"))).texts == ("今日特价",)


async def test_a_reader_that_falls_over_costs_the_writing_alone(reader: list[Any]) -> None:
    reader.append(Transient("video.eyes"))
    seen = await glimpse(png("#2040c0"))
    assert seen.texts is None and seen.colours == ("blue",)


async def test_where_nothing_reads_the_writing_is_not_known(
    reader: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "available", lambda: False)
    assert (await glimpse(png("#2040c0"))).texts is None


@pytest.mark.skipif(not available(), reason="the extra dazi[eyes] is not installed")
async def test_what_is_written_is_read() -> None:
    assert (await glimpse(png("#203050", "第1天", "HELLO 2026"))).texts == ("第1天", "HELLO 2026")
