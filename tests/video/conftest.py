"""Clips made on the spot: scenes of known length with captions of known text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parents[2] / "dazi" / "clips" / "fonts" / "NotoSansSC-captions.otf"
RATE = 16_000


@dataclass(frozen=True)
class Scene:
    """A texture of its own for `seconds`, with a caption."""

    seconds: float
    seed: int
    caption: str = ""


Make = Callable[..., Path]


def ground(seed: int, width: int, height: int) -> Image.Image:
    coarse = np.random.default_rng(seed).integers(0, 255, (6, 4, 3)).astype(np.uint8)
    return Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)


def picture(scene: Scene, width: int, height: int, n: int) -> Image.Image:
    """A scene's frame: the texture drifts a pixel a frame."""
    made = ground(scene.seed, width + 60, height).crop((n % 60, 0, n % 60 + width, height))
    if scene.caption:
        font = ImageFont.truetype(str(FONT), min(width, height) // 10)
        pen = ImageDraw.Draw(made)
        pen.text(
            (width // 2, int(height * 0.8)),
            scene.caption,
            "white",
            font,
            anchor="mm",
            stroke_width=3,
            stroke_fill="black",
        )
    return made


def write(
    path: Path,
    scenes: Sequence[Scene],
    *,
    size: tuple[int, int] = (216, 384),
    fps: int = 12,
    options: dict[str, str] | None = None,
    times: Callable[[int], float] | None = None,
    sound: NDArray[np.float32] | None = None,
    turn: int = 0,
    codec: str = "libx264",
) -> Path:
    """An H.264 clip. `times` puts frame n at another second (variable rates); `turn` is a rotation flag."""
    with av.open(str(path), "w") as made:
        stream = made.add_stream(codec, rate=fps)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.codec_context.time_base = stream.time_base = Fraction(1, 1000)
        stream.options = {"preset": "superfast", "crf": "24"} if codec == "libx264" else {}
        stream.options |= options or {}
        if turn:
            stream.set_display_rotation(turn)
        heard = made.add_stream("aac", rate=RATE, layout="mono") if sound is not None else None
        n = 0
        for scene in scenes:
            for k in range(round(scene.seconds * fps)):
                frame = av.VideoFrame.from_image(picture(scene, *size, k))
                frame.pts = round(1000 * (times(n) if times else n / fps))
                frame.time_base = Fraction(1, 1000)
                made.mux(stream.encode(frame))
                n += 1
        made.mux(stream.encode(None))
        if heard is not None and sound is not None:
            for start in range(0, len(sound) - 1023, 1024):
                block = av.AudioFrame.from_ndarray(
                    sound[None, start : start + 1024], format="fltp", layout="mono"
                )
                block.sample_rate, block.pts, block.time_base = RATE, start, Fraction(1, RATE)
                made.mux(heard.encode(block))
            made.mux(heard.encode(None))
    return path


@pytest.fixture
def clip(tmp_path: Path) -> Make:
    """`clip(scenes, …)`: a path to a fresh clip; keyword arguments as `write` has them."""

    def make(scenes: Sequence[Scene], name: str = "clip.mp4", **more: object) -> Path:
        return write(tmp_path / name, scenes, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
def scene() -> type[Scene]:
    return Scene
