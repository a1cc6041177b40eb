"""The child that reads letters: `python -m dazi.video.ocr FOLDER`, one picture a line on standard input; the one module
that needs the extra `eyes`. It knows no video and prints one JSON object."""

from __future__ import annotations

import ctypes
import json
import logging
import os
import resource
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from rapidocr import RapidOCR  # type: ignore[import-untyped, import-not-found, unused-ignore]

VERSION = "rapidocr-ppocrv6s-1"
SURE = 0.6  # the recogniser's own score below which a line is not told
CPU_SECONDS = 600
_SIDE = 960  # a picture is enlarged to this longer side at most before letters are looked for


def engine() -> Any:
    """A reader on one thread, for bands of frames: they are not blown up to a page's size, and never upside down."""
    logging.disable(logging.WARNING)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.text_score": SURE,
            "Global.max_side_len": 2000,
            "Det.limit_type": "max",
            "Det.limit_side_len": _SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def lines(reader: Any, picture: Image.Image) -> list[dict[str, Any]]:
    """The lines of a picture from top to bottom: `text`, `score` in 0..1, `top` and `height` in its pixels."""
    pixels = np.ascontiguousarray(np.asarray(picture.convert("RGB"))[..., ::-1])
    read = reader(pixels)
    rows: list[dict[str, Any]] = []
    for box, text, score in zip(
        read.boxes if read.boxes is not None else (), read.txts or (), read.scores or (), strict=False
    ):
        ys, xs = [float(point[1]) for point in box], [float(point[0]) for point in box]
        rows.append({
            "text": str(text), "score": round(float(score), 3), "top": min(ys), "left": min(xs),
            "height": max(ys) - min(ys),
        })  # fmt: skip
    rows.sort(key=lambda row: (round(row["top"] / 8), row["left"]))
    return rows


def main(arguments: list[str]) -> int:
    """Read the pictures named on standard input, in order."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG
    os.nice(10)
    folder = Path(arguments[0])
    reader = engine()
    made = []
    for name in sys.stdin.read().split():
        with Image.open(folder / name) as picture:
            made.append(lines(reader, picture))
    print(json.dumps({"read": made, "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
