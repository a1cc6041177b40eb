"""Small assets of every kind, made on the spot."""

from __future__ import annotations

import io
import wave
from typing import Any

import av
import numpy as np
from PIL import Image


def scene(width: int = 400, height: int = 300) -> Image.Image:
    """A picture whose detail stands on its left, and whose right side is plain."""
    noise = np.random.default_rng(7).integers(0, 256, (height, width // 2, 3), dtype=np.uint8)
    image = Image.new("RGB", (width, height), (90, 140, 200))
    image.paste(Image.fromarray(noise), (0, 0))
    return image


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, format, **options)
    return made.getvalue()


def clip(seconds: float = 2.5, size: tuple[int, int] = (160, 120), sound: bool = True) -> bytes:
    """An MP4 of ten frames a second, with or without a tone."""
    made = io.BytesIO()
    with av.open(made, "w", format="mp4") as target:
        picture: Any = target.add_stream("libx264", rate=10)
        picture.width, picture.height, picture.pix_fmt = *size, "yuv420p"
        picture.options = {"preset": "ultrafast"}
        picture.codec_context.thread_count = 1
        hearing: Any = target.add_stream("aac", rate=8000, layout="mono") if sound else None
        for number in range(int(seconds * 10)):
            pixels = np.full((size[1], size[0], 3), (number * 5 % 200, 90, 60), dtype=np.uint8)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts = number
            target.mux(picture.encode(frame))
        if sound:
            tone = np.sin(np.arange(int(8000 * seconds)) / 4, dtype=np.float32)[None]
            for start in range(0, tone.shape[1] - 1024, 1024):
                block = av.AudioFrame.from_ndarray(
                    np.ascontiguousarray(tone[:, start : start + 1024]), format="fltp", layout="mono"
                )
                block.sample_rate, block.pts = 8000, start
                target.mux(hearing.encode(block))
            target.mux(hearing.encode(None))
        target.mux(picture.encode(None))
    return made.getvalue()


def wav(samples: int = 4001) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as target:
        target.setparams((1, 1, 8000, 0, "NONE", ""))
        target.writeframes(bytes(range(256)) * (samples // 256) + bytes(samples % 256))
    return made.getvalue()


def mp3() -> bytes:
    made = io.BytesIO()
    with av.open(made, "w", format="mp3") as target:
        target.metadata["title"] = "a tone"
        hearing: Any = target.add_stream("libmp3lame", rate=44100, layout="mono")
        for number in range(12):
            block = av.AudioFrame.from_ndarray(
                np.full((1, 1152), 0.1, np.float32), format="fltp", layout="mono"
            )
            block.sample_rate, block.pts = 44100, number * 1152
            target.mux(hearing.encode(block))
        target.mux(hearing.encode(None))
    return made.getvalue()


def assets() -> dict[str, bytes]:
    """One of each kind by its MIME type."""
    return {
        "image/png": saved(scene(), "PNG"),
        "image/jpeg": saved(scene(), "JPEG"),
        "image/webp": saved(scene(), "WEBP"),
        "video/mp4": clip(),
        "audio/wav": wav(),
        "audio/mpeg": mp3(),
    }
