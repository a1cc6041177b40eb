"""One frame of a video as a picture: that of a second, or the one that shows most; knows no purpose."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dazi.video import decode


async def still(video: Path, at: float) -> tuple[bytes, float]:
    """A PNG, upright, at most 2,048 pixels a side, and its second. `at` negative: wherever the video shows something;
    beyond the end: the last frame. BadInput video.* for what is no video."""
    with tempfile.TemporaryDirectory(prefix="dazi-still-") as name:
        folder = Path(name)
        told = await decode.still(video, folder, at)
        return (folder / told["file"]).read_bytes(), float(told["t"])
