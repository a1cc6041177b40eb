"""Kinds, sizes and ends told from bytes; what is too large is refused before a pixel is decoded."""

from __future__ import annotations

import struct
import tracemalloc
import zlib

import pytest
from PIL import Image

from dazi.errors import BadInput
from dazi.marks import kinds, pixels
from tests.marks.samples import assets, saved, scene


@pytest.mark.parametrize(("mime", "content"), assets().items())
def test_a_kind_is_told_and_the_file_is_complete(mime: str, content: bytes) -> None:
    assert kinds.sniff(content) == mime and kinds.complete(content, mime)


@pytest.mark.parametrize(
    ("format", "options"),
    [("PNG", {}), ("JPEG", {}), ("JPEG", {"progressive": True}), ("WEBP", {}), ("WEBP", {"lossless": True}),
     ("WEBP", {"xmp": b"<x/>"})],
)  # fmt: skip
def test_the_size_is_read_from_the_head(format: str, options: dict[str, object]) -> None:
    content = saved(scene(333, 207), format, **options)
    assert kinds.picture_size(content, kinds.sniff(content)) == (333, 207)


def _vast_png(width: int, height: int) -> bytes:
    """A valid little file that unpacks into a vast picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    packer = zlib.compressobj(9)
    row = b"\0" * (1 + width // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_hundred_megapixels_are_refused_in_little_memory() -> None:
    content = _vast_png(10_000, 10_000)
    assert len(content) < 200_000 and kinds.complete(content, "image/png")
    tracemalloc.start()
    with pytest.raises(BadInput) as caught:
        pixels.decode(content, "image/png")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.code == "marks.too_many_pixels" and peak < 1_000_000


def test_a_head_that_lies_small_is_not_believed() -> None:
    """A JPEG with two frame heads counts as the larger."""
    content = saved(scene(), "JPEG")
    small = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 8, 8) + b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
    vast = small.replace(struct.pack(">HH", 8, 8), struct.pack(">HH", 60_000, 60_000))
    assert kinds.picture_size(content[:2] + vast + small + content[2:], "image/jpeg") == (60_000, 60_000)


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "LARGEST", 1000)
    with pytest.raises(BadInput, match="too_large"):
        kinds.sniff(saved(scene(), "PNG"))


def test_a_picture_of_no_size_is_refused() -> None:
    with pytest.raises(BadInput, match="broken"):
        kinds.picture_size(b"\x89PNG\r\n\x1a\n", "image/png")
    with pytest.raises(BadInput, match="too_small"):
        kinds.check_pixels(0, 5)


def test_a_broken_picture_is_bad_input() -> None:
    content = bytearray(saved(Image.new("RGB", (300, 200), (1, 2, 3)), "PNG"))
    content[60:90] = b"x" * 30
    with pytest.raises(BadInput, match="broken"):
        pixels.decode(bytes(content), "image/png")
