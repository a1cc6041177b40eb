"""Has a video opened in a limited child and takes what that made; no byte of a stranger's file is decoded in here."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import dazi
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
        code, said = await run("dazi.video.child", (job, str(folder), *arguments), source.fileno(), PATIENCE)
    if code:  # ended by a limit, or by a library that fell over
        raise BadInput("video.heavy" if code < 0 else "video.broken", path=video.name)
    made: dict[str, Any] = json.loads(said)
    if made.get("error") == "full":
        raise StoreBusy("store.full")
    if "error" in made:
        raise BadInput(f"video.{made['error']}", path=video.name)
    return made


async def run(module: str, arguments: tuple[str, ...], source: int, patience: float) -> tuple[int, bytes]:
    """A module of ours as a child with a bare environment: its exit code and what it printed. A child that takes
    longer than `patience` seconds, or whose caller goes away, is ended; then the code is that of a kill."""
    env = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(Path(dazi.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        # One thread each: more would map memory for every core and win nothing here.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        stdin=source,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=env,
    )
    try:
        said, _ = await asyncio.wait_for(child.communicate(), patience)
    except TimeoutError:
        return -9, b""
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return child.returncode or 0, said
