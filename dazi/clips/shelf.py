"""The folder of drawn clips: one is drawn at a time, what is used is remembered, the oldest unused go; draws nothing."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dazi.errors import Transient

BUDGET = 600 * 1024 * 1024  # bytes of clips that are drawn on demand
_NAP = 0.2
_IN_USE = 600.0  # seconds: what was asked for so lately may be playing
_NOTED = 600.0  # seconds between two notes that a clip is used
_LOCK, _GATE = ".drawing", ".next"


@contextmanager
def drawing(folder: Path, name: str, stop: Callable[[], bool] | None = None) -> Iterator[None]:
    """Hold the folder's pen; waits for another process that holds it. Who waits holds the gate, so that he who had the
    pen doesn't have it again before him. Transient `clips_render_stopped` on `stop()`."""
    with (folder / _LOCK).open("w") as pen:
        with (folder / _GATE).open("w") as gate:
            _take(gate, name, stop)
            _take(pen, name, stop)
        yield


def _take(lock: IO[str], name: str, stop: Callable[[], bool] | None) -> None:
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if stop is not None and stop():
                raise Transient("clips_render_stopped", clip=name) from None
            time.sleep(_NAP)


def used(path: Path, now: float | None = None) -> None:
    """Note that a clip was asked for. Its time of writing stays: browsers know it by that."""
    now = time.time() if now is None else now
    try:
        info = path.stat()
        if now - info.st_atime > _NOTED:
            os.utime(path, (now, info.st_mtime))
    except OSError:  # it went meanwhile, or the folder cannot be written to
        return


def trim(folder: Path, keep: Collection[str], budget: int = BUDGET, now: float | None = None) -> list[str]:
    """Remove clips, those unused for longest first, until the folder keeps its budget. Never those whose stem is in
    `keep`, nor one that may be playing. The names of the files that went."""
    now = time.time() if now is None else now
    found = []
    for path in folder.glob("[!.]*.mp4"):
        try:
            info = path.stat()
        except FileNotFoundError:
            continue
        found.append((info.st_atime, info.st_size, path))
    total, gone = sum(size for _, size, _ in found), []
    for last, size, path in sorted(found):
        if total <= budget:
            break
        if path.stem in keep or now - last < _IN_USE:
            continue
        path.unlink(missing_ok=True)
        total -= size
        gone.append(path.name)
    return gone
