"""A picture's bytes into upright RGB or RGBA and back, bounded in memory; it knows no label but carries its packet."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling
from PIL.PngImagePlugin import PngInfo

from dazi.errors import BadInput
from dazi.marks.kinds import JPEG, PNG, WEBP, check_pixels, chunks, picture_size

_FORMATS = {PNG: "PNG", JPEG: "JPEG", WEBP: "WEBP"}
# What Pillow's readers raise on rotten input.
ROTTEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, EOFError,
          struct.error, Image.DecompressionBombError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """An upright picture in mode RGB or RGBA, and how to write it again as it was: the colour profile, for a JPEG its
    quantisation and sampling, for a WebP whether it was lossless."""

    image: Image.Image
    profile: bytes | None = None
    tables: dict[int, list[int]] | None = None
    sampling: int = -1
    lossless: bool = False


def decode(content: bytes, mime: str, frames: bool = False) -> Decoded:
    """Decode one picture. BadInput for a broken one, one of too many pixels (told from its head, before anything is
    decoded), or a moving one; `frames` takes the first frame of that. EXIF rotation is carried out and EXIF dropped:
    it may hold a place."""
    check_pixels(*picture_size(content, mime))
    try:
        with Image.open(io.BytesIO(content), formats=(_FORMATS[mime],)) as source:
            check_pixels(*source.size)
            if mime != JPEG and not frames and getattr(source, "is_animated", False):
                raise BadInput("marks.animated")
            source.load()
            profile = source.info.get("icc_profile") if source.mode in ("RGB", "RGBA") else None
            tables = _tables(source) if mime == JPEG and source.mode == "RGB" else None
            sampling = get_sampling(source) if tables else -1
            upright = ImageOps.exif_transpose(source) if source.getexif() else source
            image = _plain(upright)
    except ROTTEN as error:
        raise BadInput("marks.broken", mime=mime) from error
    lossless = mime == WEBP and any(part.name == b"VP8L" for part in chunks(content, mime))
    return Decoded(image, profile, tables, sampling, lossless)


def _tables(source: Any) -> dict[int, list[int]] | None:
    """A JPEG's own quantisation, so that writing it again changes next to nothing outside the label."""
    tables: dict[int, list[int]] = source.quantization
    return tables if all(1 <= value <= 255 for one in tables.values() for value in one) else None


def _plain(image: Image.Image) -> Image.Image:
    """The picture as RGB or RGBA; sixteen bits a channel become eight."""
    if image.mode in ("RGB", "RGBA") and "transparency" not in image.info:
        return image.copy()
    if image.mode.startswith("I"):
        grey = np.asarray(image).astype(np.int64) >> 8
        return Image.fromarray(grey.clip(0, 255).astype(np.uint8)).convert("RGB")
    seen_through = "transparency" in image.info or image.mode in ("LA", "PA", "La", "RGBa", "RGBA")
    return image.convert("RGBA" if seen_through else "RGB")


def encode(decoded: Decoded, mime: str, packet: bytes) -> bytes:
    """The picture in its own format with the XMP packet. PNG and lossless WebP keep every pixel."""
    image, made = decoded.image, io.BytesIO()
    extra: dict[str, Any] = {"icc_profile": decoded.profile} if decoded.profile else {}
    if mime == PNG:
        text = PngInfo()
        text.add_itxt("XML:com.adobe.xmp", packet.decode("utf-8"))
        image.save(made, "PNG", pnginfo=text, **extra)
    elif mime == WEBP:
        extra |= {"lossless": True, "exact": True} if decoded.lossless else {"quality": 92, "method": 4}
        image.save(made, "WEBP", xmp=packet, **extra)
    else:
        same = decoded.tables and decoded.sampling >= 0
        as_it_was = {"qtables": decoded.tables, "subsampling": decoded.sampling}
        extra |= as_it_was if same else {"quality": 92, "subsampling": 0}
        image.convert("RGB").save(made, "JPEG", xmp=packet, **extra)
    return made.getvalue()
