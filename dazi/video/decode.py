"""Has a video opened in a limited child and takes what that made; no byte of a stranger's file is decoded in here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dazi import child
from dazi.errors import BadInput, StoreBusy

PATIENCE = 300.0  # seconds by the clock for one job; its CPU time is bounded in the child


async def sample(video: Path, folder: Path) -> dict[str, Any]:
    """Frames, cuts, shape and light of a video; pictures lie in `folder`. BadInput video.* for what is no video."""
    return await _job("frames", video, folder)


async def near(video: Path, folder: Path, at: float) -> dict[str, Any]:
    """Frames around a moment, the nearest first."""
    return await _job("near", video, folder, f"{at:.3f}")


async def still(video: Path, folder: Path, at: float) -> dict[str, Any]:
    """One frame as a PNG: that of a second, or with a negative one the one that shows most."""
    return await _job("still", video, folder, f"{at:.3f}")


async def glyphs(video: Path, folder: Path) -> dict[str, Any]:
    """Bands in which new writing may stand, as pictures in `folder`."""
    return await _job("glyphs", video, folder)


async def sound(video: Path, folder: Path) -> dict[str, Any]:
    """The sound as 16-bit mono samples at 16 kHz in `folder`; `seconds` 0.0 without any."""
    return await _job("sound", video, folder)


async def _job(job: str, video: Path, folder: Path, *arguments: str) -> dict[str, Any]:
    try:
        source = video.open("rb")
    except OSError as error:
        raise BadInput("video.missing", path=video.name) from error
    with source:
        code, said = await child.run(
            "dazi.video.child", (job, str(folder), *arguments), source.fileno(), PATIENCE
        )
    if code:  # ended by a limit, or by a library that fell over
        raise BadInput("video.heavy" if code < 0 else "video.broken", path=video.name)
    made: dict[str, Any] = json.loads(said)
    if made.get("error") == "full":
        raise StoreBusy("store.full")
    if "error" in made:
        raise BadInput(f"video.{made['error']}", path=video.name)
    return made
