"""The child that opens what strangers upload: `python -m dazi.video.child JOB FOLDER [SECONDS]`, the file on standard
input; under limits of memory, time and size it leaves small pictures or sound in a folder and prints one JSON object."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dazi.video.frames import Clip, Unfit, upright
from dazi.video.glyphs import regions
from dazi.video.light import light
from dazi.video.sample import Sample, sample
from dazi.video.sound import extract

MEMORY = 2 * 1024**3  # address space; the libraries alone map a good part of one GB
OUT_SIZE = 96 * 1024**2
CPU_SECONDS = 240
_SOURCE = "/dev/stdin"  # opened anew, so that FFmpeg reads and seeks by itself
_NEAR = 1.0
STILL = 2048  # pixels of the longest side


def limit() -> None:
    """Bind this process: what it asks for beyond is refused or ends it."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, OUT_SIZE),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
    # PR_SET_PDEATHSIG: this process is of no use without the one that waits for it
    ctypes.CDLL(None).prctl(1, 9)
    os.nice(10)  # answering members comes first


def peak() -> int:
    """The most memory that was resident here, in MB. The kernel's ru_maxrss would hold the parent's as well."""
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _saved(found: Sample, folder: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for number, one in enumerate(found.frames):
        name = f"frame-{number:02}.jpg"
        upright(one.frame, found.shape.turn).save(folder / name, "JPEG", quality=80)
        rows.append({"t": one.t, "file": name, "sharp": round(one.look.sharp, 1)})
    return rows


def frames(head: bytes, folder: Path, _arguments: list[str]) -> dict[str, object]:
    """The frames that stand for the video, its cuts and what they tell without a model."""
    with Clip(_SOURCE, head) as clip:
        found = sample(clip)
        cuts = [cut.t for cut in found.cuts]
        return {
            "shape": found.shape.fields(),
            "frames": _saved(found, folder),
            "cuts": [{"t": cut.t, "exact": cut.exact} for cut in found.cuts],
            "light": light(found.seen, cuts, found.shape.seconds),
            "damaged": found.damaged,
        }


def near(head: bytes, folder: Path, arguments: list[str]) -> dict[str, object]:
    """Up to four frames around a moment, the nearest first."""
    at = max(0.0, float(arguments[0]))
    with Clip(_SOURCE, head) as clip:
        kept: list[tuple[float, Any]] = []
        for t, frame in clip.frames("DEFAULT", max(0.0, at - _NEAR), at + _NEAR):
            wanted = at - _NEAR + len(kept) * 2 * _NEAR / 3
            if t >= wanted - 0.02 or t >= clip.seconds - 0.1:
                kept.append((t, frame))
            if len(kept) == 4:
                break
        if not kept:
            kept = list(clip.frames("DEFAULT", max(0.0, clip.seconds - 0.5)))[-1:]
        if not kept:
            raise Unfit("broken")
        shape = clip.shape(kept[0][1], kept[-1][0])
        rows = []
        for number, (t, frame) in enumerate(sorted(kept, key=lambda one: abs(one[0] - at))):
            picture = upright(frame, shape.turn)
            picture.thumbnail((960, 960))
            picture.save(folder / f"near-{number}.jpg", "JPEG", quality=82)
            rows.append({"t": t, "file": f"near-{number}.jpg"})
        return {"shape": shape.fields(), "frames": rows}


def still(head: bytes, folder: Path, arguments: list[str]) -> dict[str, object]:
    """The frame of a second; with a negative one the sharpest of those that stand for the video and aren't dark."""
    at = float(arguments[0])
    if at < 0:
        with Clip(_SOURCE, head) as clip:
            shown = max(sample(clip).frames, key=lambda one: one.look.sharp * min(1.0, 4 * one.look.bright))
            at = shown.t
    with Clip(_SOURCE, head) as clip:
        last: tuple[float, Any] | None = None
        # What stands at a second is the last frame that began by then; a margin for times that were rounded.
        for t, frame in clip.frames("DEFAULT", at, at):
            if last is None or t <= at + 0.02:
                last = (t, frame)
        if last is None:
            last = next(reversed(list(clip.frames("DEFAULT", max(0.0, clip.seconds - 0.5)))), None)
        if last is None:
            raise Unfit("broken")
        picture = upright(last[1], clip.shape(last[1], last[0]).turn)
        picture.thumbnail((STILL, STILL))
        picture.save(folder / "still.png", "PNG", compress_level=1)
        return {"t": last[0], "file": "still.png"}


def glyphs(head: bytes, folder: Path, _arguments: list[str]) -> dict[str, object]:
    """Bands of frames in which new writing may stand."""
    with Clip(_SOURCE, head, rough=True) as clip:
        first = next(clip.frames("DEFAULT", 0.0), None)
        if first is None:
            raise Unfit("broken")
        shape = clip.shape(first[1], 0.0)
        rows = []
        for number, region in enumerate(regions(clip, shape.turn, shape.seconds)):
            name = f"glyph-{number:03}.png"
            region.picture.save(folder / name, "PNG", compress_level=1)
            rows.append({"t": region.t, "until": region.until, "box": region.box, "file": name})
        return {"regions": rows}


def sound(head: bytes, folder: Path, _arguments: list[str]) -> dict[str, object]:
    """The sound as raw samples in `sound.raw`."""
    return {"seconds": round(extract(_SOURCE, head, folder / "sound.raw"), 3), "file": "sound.raw"}


JOBS: Mapping[str, Any] = {
    "frames": frames, "near": near, "still": still, "glyphs": glyphs, "sound": sound,
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Do one job; {"error": …} where the file cannot be used."""
    limit()
    job, folder, *rest = arguments
    try:
        made = JOBS[job](os.pread(0, 200, 0), Path(folder), rest)
    except Unfit as unfit:
        made = {"error": str(unfit)}
    except MemoryError:
        made = {"error": "heavy"}
    except OSError as error:
        made = {"error": "full" if error.errno == 28 else "heavy"}
    made["rss_mb"] = peak()
    print(json.dumps(made))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
