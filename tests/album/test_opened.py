"""Rotten and odd pictures: each opened as people see it or refused with a sentence, in a child with bounded memory."""

from __future__ import annotations

import asyncio
import io
import json
import os
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from dazi.album.child import MEMORY, PIXELS, SIDE
from dazi.album.opened import Opener
from dazi.errors import BadInput
from dazi.words import sentences


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind, **options)
    return kept.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def bomb(wide: int, high: int, *extra: bytes) -> bytes:
    """A PNG of one bit a pixel whose few bytes unpack to the whole picture."""
    packed = zlib.compressobj(9)
    row = bytes(1 + (wide + 7) // 8)
    body = b"".join(packed.compress(row) for _ in range(high)) + packed.flush()
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *extra, chunk(b"IDAT", body), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def text_bomb() -> bytes:
    """A small PNG whose comment unpacks to 200 MB."""
    body = b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)
    return bomb(8, 8, chunk(b"zTXt", body))


def noise(wide: int, high: int, mode: str = "RGB") -> Image.Image:
    pixels = len(mode) * wide * high
    return Image.frombytes(
        mode, (wide, high), os.urandom(1 << 16) * (pixels // (1 << 16)) + os.urandom(pixels % (1 << 16))
    )


def halves(first: object, second: object, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """The left half of one colour, the right of another."""
    picture = Image.new(mode, size, first)  # type: ignore[arg-type]
    picture.paste(second, (size[0] // 2, 0, *size))  # type: ignore[arg-type]
    return picture


def opened(content: bytes) -> Image.Image:
    """What comes of a file, held to what an album promises."""
    made, size = asyncio.run(Opener()(content))
    picture = Image.open(io.BytesIO(made))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", size)
    assert max(size) <= SIDE and not picture.info
    return picture


def refused(content: bytes) -> str:
    """The code with which a file is refused; it has a sentence in both languages."""
    with pytest.raises(BadInput) as fault:
        asyncio.run(Opener()(content))
    code = fault.value.code
    assert code in sentences("zh") and code in sentences("en")
    return code


def peak(content: bytes) -> tuple[dict[str, object], int]:
    """What the child says of a file, and the megabytes that it took."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        done = subprocess.run(
            [sys.executable, "-m", "dazi.album.child"], stdin=file, capture_output=True, check=True
        )
    told = json.loads(done.stdout.partition(b"\n")[0])
    return told, told["peak_mb"]


GIF = saved(Image.new("P", (1, 1)), "GIF")
SVG = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>fetch('http://x')</script></svg>"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: b"", "picture.empty"),
        (lambda: "这不是图片，是一篇小作文。".encode() * 40, "picture.no_picture"),
        (lambda: SVG, "picture.kind"),
        (lambda: b"\xef\xbb\xbf  \n" + SVG, "picture.kind"),
        (lambda: b"\0\0\0\x20ftypheic" + bytes(400), "picture.kind"),
        (lambda: bomb(30_000, 30_000), "picture.pixels"),
        (lambda: bomb(10_000, 10_000), "picture.pixels"),
        (lambda: GIF[:6] + b"\xff\xff\xff\xff" + GIF[10:], "picture.pixels"),
        (lambda: saved(noise(300, 300), "JPEG")[:9000], "picture.broken"),
        (lambda: saved(noise(300, 300), "PNG")[:9000], "picture.broken"),
        (lambda: saved(noise(300, 300), "WEBP")[:3000], "picture.broken"),
        (lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(4000), "picture.broken"),
        (lambda: b"\xff\xd8\xff\xe0" + os.urandom(4000), "picture.broken"),
        (lambda: b"GIF89a", "picture.broken"),
        (text_bomb, "picture.broken"),
    ],
    ids=["zero-bytes", "text", "svg", "svg-after-bom", "heic", "bomb", "100-megapixels", "huge-gif", "cut-jpeg", "cut-png",
         "cut-webp", "png-of-noise", "jpeg-of-noise", "gif-head", "text-bomb"],
)  # fmt: skip
def test_what_is_no_picture_or_too_much_is_refused_with_a_sentence(
    content: Callable[[], bytes], code: str
) -> None:
    assert refused(content()) == code


def test_an_animated_webp_or_gif_shows_its_first_picture() -> None:
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue", "green")]
    for kind in ("WEBP", "GIF", "PNG"):
        moving = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        red, green, blue = opened(moving).getpixel((25, 25))  # type: ignore[misc]
        assert red > 200 and green < 60 and blue < 60, kind


def test_a_cmyk_jpeg_comes_out_in_the_colours_people_see() -> None:
    picture = opened(saved(halves((0, 255, 255, 0), (255, 0, 0, 0), "CMYK"), "JPEG", quality=95))
    for place, wanted in (((8, 20), (255, 0, 0)), ((52, 20), (0, 255, 255))):
        assert all(abs(a - b) < 40 for a, b in zip(picture.getpixel(place), wanted, strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("side", [60, 5000])
def test_a_turned_photo_stands_upright(side: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned clockwise to be seen
    wide = halves("red", "blue", size=(side, side // 2))
    picture = opened(saved(wide, "JPEG", exif=exif, quality=95))
    assert picture.height > picture.width
    top, bottom = picture.getpixel((4, 4)), picture.getpixel((4, picture.height - 5))
    assert top[0] > 200 and bottom[2] > 200  # type: ignore[index]


def test_a_large_photo_is_scaled_down_in_its_proportions() -> None:
    assert opened(saved(Image.new("RGB", (6000, 4000), "red"), "JPEG")).size == (2048, 1365)
    assert opened(saved(Image.new("L", (40_000, 1), 9), "PNG")).size == (2048, 1)


def test_what_lets_through_stands_on_white() -> None:
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    for content in (
        saved(clear, "PNG"),
        saved(clear, "WEBP", lossless=True),
        saved(Image.new("LA", (20, 20), (0, 0)), "PNG"),
        saved(Image.new("P", (20, 20), 0), "GIF", transparency=0),
        saved(Image.new("L", (20, 20), 7), "PNG", transparency=7),
    ):
        assert opened(content).getpixel((10, 10)) == (255, 255, 255)
    half = opened(saved(Image.new("RGBA", (20, 20), (255, 0, 0, 128)), "PNG")).getpixel((10, 10))
    assert half == (255, 127, 127)


def test_grey_of_sixteen_bits_keeps_its_tone() -> None:
    grey = Image.new("I;16", (20, 20), 128 * 256)
    assert opened(saved(grey, "PNG")).getpixel((10, 10)) == (128, 128, 128)


def test_a_picture_of_one_pixel_is_a_picture() -> None:
    picture = opened(saved(Image.new("RGB", (1, 1), "lime"), "PNG"))
    assert (picture.size, picture.getpixel((0, 0))) == ((1, 1), (0, 255, 0))


def test_nothing_that_a_file_says_of_itself_comes_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = "somebody's living room"
    content = saved(noise(40, 40), "JPEG", exif=exif, comment=b"call me")
    made, _ = asyncio.run(Opener()(content))
    assert b"living room" not in made and b"call me" not in made


def test_the_child_takes_no_more_memory_than_it_may() -> None:
    largest = Image.new("RGBA", (8000, PIXELS // 8000), (1, 2, 3, 99))
    told, taken = peak(saved(largest, "PNG", compress_level=1))
    assert "error" not in told and taken < 500 < MEMORY // 1024**2
    for content in (bomb(10_000, 10_000), text_bomb()):
        told, taken = peak(content)
        assert "error" in told and taken < 100


def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(BadInput) as fault:
        asyncio.run(Opener(patience=0.0)(saved(noise(40, 40), "PNG")))
    assert fault.value.code == "picture.heavy"
