"""The child that opens a stranger's picture: `python -m dazi.album.child`, the file on standard input. Under limits of
memory and time it prints one JSON line (the size, or "error") and after it the picture as a plain PNG."""

from __future__ import annotations

import ctypes
import io
import json
import os
import resource
import sys
import warnings
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageOps

MEMORY = 1024**3  # address space; 40 million pixels take 160 MB each time that their kind is changed
CPU_SECONDS = 20
PIXELS = 40_000_000
SIDE = 2048
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, OverflowError, TypeError)


class Unfit(Exception):
    """The file cannot be used; its text is the last part of a code of dazi/words (picture.*)."""


def limit() -> None:
    """Bind this process: what it asks for beyond is refused or ends it."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
    # PR_SET_PDEATHSIG: this process is of no use without the one that waits for it
    ctypes.CDLL(None).prctl(1, 9)
    os.nice(5)


def kind(head: bytes) -> str:
    """Pillow's name for what these first bytes are; neither name nor header is asked. Unfit "empty", "kind" for what
    is a picture of a sort that is not taken, else "no_picture"."""
    if not head:
        raise Unfit("empty")
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    drawn = b"<svg" in head.lower() or head.startswith(b"\x1f\x8b")
    if (
        drawn
        or head[4:8] == b"ftyp"
        or head.startswith((b"BM", b"II*\0", b"MM\0*", b"%!PS", b"%PDF", b"8BPS"))
    ):
        raise Unfit("kind")
    raise Unfit("no_picture")


def plain(source: BinaryIO, name: str) -> Image.Image:
    """The first picture of a file, upright, RGB, on white where it lets through, at most SIDE pixels a side."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, before anything is decoded
    try:
        picture = Image.open(source, formats=(name,))
        if picture.width * picture.height > PIXELS:
            raise Unfit("pixels")
        if picture.width < 1 or picture.height < 1:
            raise Unfit("broken")
        picture.draft("RGB", (SIDE, SIDE))  # a JPEG is decoded no larger than it needs to be
        picture.load()
        return _on_white(ImageOps.exif_transpose(_small(picture)))
    except _BROKEN as error:
        raise Unfit("broken") from error


def _small(picture: Image.Image) -> Image.Image:
    """Scaled down in a mode that can be, with what turns it upright kept."""
    exif = picture.getexif().get(0x0112)
    if picture.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    elif picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    elif picture.mode == "PA":
        picture = picture.convert("RGBA")
    elif "transparency" in picture.info and picture.mode in ("L", "RGB"):
        picture = picture.convert("LA" if picture.mode == "L" else "RGBA")
    elif picture.mode == "1":
        picture = picture.convert("L")
    picture.thumbnail((SIDE, SIDE))
    if exif:
        picture.getexif()[0x0112] = exif
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """RGB without anything beside its pixels."""
    if picture.mode in ("LA", "RGBA", "RGBa", "La"):
        clear = picture.convert("RGBA")
        made = Image.new("RGB", clear.size, "white")
        made.paste(clear, mask=clear.getchannel("A"))
        return made
    made = Image.new("RGB", picture.size)
    made.paste(picture.convert("RGB"))
    return made


def peak() -> int:
    """The most memory that was resident here, in MB. The kernel's ru_maxrss would hold the parent's as well."""
    rows = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(row.split()[1] for row in rows if row.startswith("VmHWM:"))) // 1024


def main() -> int:
    """Open what lies on standard input."""
    limit()
    warnings.simplefilter("ignore")
    content = b""
    try:
        with open(0, "rb", closefd=False) as source:
            picture = plain(source, kind(os.pread(0, 512, 0)))
        kept = io.BytesIO()
        picture.save(kept, "PNG", compress_level=1)
        told: dict[str, object] = {"size": list(picture.size)}
        content = kept.getvalue()
    except Unfit as unfit:
        told = {"error": str(unfit)}
    except MemoryError:
        told = {"error": "heavy"}
    told["peak_mb"] = peak()
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
