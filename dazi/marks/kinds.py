"""File kinds told by their bytes, their sizes and chunks read before anything is decoded; it knows no label."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from dazi.errors import BadInput

PNG, JPEG, WEBP = "image/png", "image/jpeg", "image/webp"
MP4, WAV, MP3 = "video/mp4", "audio/wav", "audio/mpeg"
PICTURES, SOUNDS = (PNG, JPEG, WEBP), (WAV, MP3)
NAMES = "PNG, JPEG, WebP, MP4, WAV, MP3"

LARGEST = 100 * 1024 * 1024  # bytes; what an upload may have
MOST_PIXELS = 32_000_000  # decoded RGBA then takes 128 MB, and at most three copies live at once
_PNG_SIGN = b"\x89PNG\r\n\x1a\n"
_SOF = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


@dataclass(frozen=True, slots=True)
class Chunk:
    """One part of a container: its name, where its body starts, and how long the file says that it is."""

    name: bytes
    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    def body(self, content: bytes) -> bytes:
        """The bytes themselves (fewer than `length` in a file that was cut)."""
        return content[self.start : self.end]


def sniff(content: bytes) -> str:
    """The MIME type by the first bytes. BadInput for nothing, too much, or a kind that can carry no label of ours."""
    if not content:
        raise BadInput("marks.empty")
    if len(content) > LARGEST:
        raise BadInput("marks.too_large", mb=len(content) >> 20, most=LARGEST >> 20)
    head = content[:16]
    if head.startswith(_PNG_SIGN):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE"):
        return WEBP if head[8:12] == b"WEBP" else WAV
    if head[4:8] == b"ftyp":
        return MP4
    # ID3 in front, or the sync of an MPEG audio frame of layer III.
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return MP3
    raise BadInput("marks.unknown_kind", kinds=NAMES)


def chunks(content: bytes, mime: str) -> Iterator[Chunk]:
    """The container's parts in order: PNG chunks, JPEG segments up to the picture itself, RIFF chunks, MP4 boxes of
    the top level. It ends where the file ends or makes no sense."""
    if mime == PNG:
        yield from _png(content)
    elif mime == JPEG:
        yield from _jpeg(content)
    elif mime in (WEBP, WAV):
        yield from _riff(content)
    elif mime == MP4:
        yield from _boxes(content)


def _png(content: bytes) -> Iterator[Chunk]:
    at = 8
    while at + 8 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        chunk = Chunk(content[at + 4 : at + 8], at + 8, length)
        yield chunk
        if chunk.name == b"IEND":
            return
        at = chunk.end + 4


def _jpeg(content: bytes) -> Iterator[Chunk]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # fill bytes are allowed before a marker
            at += 1
            continue
        if marker == 0x01 or 0xD0 <= marker <= 0xD9:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        yield Chunk(bytes((marker,)), at + 4, max(length - 2, 0))
        if marker == 0xDA:
            return
        at += 2 + max(length, 2)


def _riff(content: bytes) -> Iterator[Chunk]:
    at = 12
    while at + 8 <= len(content):
        (length,) = struct.unpack_from("<I", content, at + 4)
        chunk = Chunk(content[at : at + 4], at + 8, length)
        yield chunk
        at = chunk.end + length % 2


def _boxes(content: bytes) -> Iterator[Chunk]:
    at = 0
    while at + 8 <= len(content):
        length, front = struct.unpack_from(">I", content, at)[0], 8
        if length == 1 and at + 16 <= len(content):
            length, front = struct.unpack_from(">Q", content, at + 8)[0], 16
        elif length == 0:
            length = len(content) - at
        if length < front:
            return
        yield Chunk(content[at + 4 : at + 8], at + front, length - front)
        at += length


def complete(content: bytes, mime: str) -> bool:
    """Whether the file goes on to its own end. An MP3 has no end mark: it counts as complete."""
    if mime == MP3:
        return True
    parts = list(chunks(content, mime))
    if not parts:
        return False
    last = parts[-1]
    if mime == PNG:
        return last.name == b"IEND" and last.end + 4 <= len(content)
    if mime == JPEG:
        return last.name == b"\xda" and content.find(b"\xff\xd9", last.end) >= 0
    if mime == MP4:
        return last.end <= len(content) and any(part.name == b"moov" for part in parts)
    (length,) = struct.unpack_from("<I", content, 4)
    return length + 8 <= len(content) and last.end <= len(content)


def picture_size(content: bytes, mime: str) -> tuple[int, int]:
    """Width and height as the picture's head says, before any pixel is decoded. BadInput where it says none."""
    sizes = [size for part in chunks(content, mime) if (size := _size(part, part.body(content)[:32], mime))]
    if not sizes:
        raise BadInput("marks.broken", mime=mime)
    # A head may tell its size more than once; what counts against the limit is the largest.
    return max(sizes, key=lambda size: size[0] * size[1])


def _size(part: Chunk, body: bytes, mime: str) -> tuple[int, int] | None:
    """The size that this part tells, if it tells one."""
    if mime == PNG and part.name == b"IHDR" and len(body) >= 8:
        width, height = struct.unpack_from(">II", body)
        return width, height
    if mime == JPEG and part.name[0] in _SOF and len(body) >= 5:
        height, width = struct.unpack_from(">HH", body, 1)
        return width, height
    if mime != WEBP or len(body) < 10:
        return None
    if part.name == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if part.name == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if part.name == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return None


def check_pixels(width: int, height: int) -> None:
    """BadInput for a picture of more pixels than may be decoded, or of none."""
    if width < 1 or height < 1:
        raise BadInput("marks.too_small", width=width, height=height, least=1)
    if width * height > MOST_PIXELS:
        raise BadInput("marks.too_many_pixels", width=width, height=height, most=MOST_PIXELS // 1_000_000)


def without(content: bytes, parts: list[Chunk]) -> bytes:
    """A RIFF file without these chunks and with a right length in its head."""
    kept, at = [], 12
    for part in parts:
        kept.append(content[at : part.start - 8])
        at = part.end + part.length % 2
    body = b"".join([*kept, content[at:]])
    return content[:4] + struct.pack("<I", 4 + len(body)) + content[8:12] + body
