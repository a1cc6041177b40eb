"""`python -m dazi.clips FOLDER` renders the films that FOLDER lacks, giving way to all others; `--ready` is for packing."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from dazi.clips.library import NICE, Clip, Film, fill_ready, films, render_missing


class _Ask:
    """Turns true when the process is asked to end, so that no half file is left."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        return self.asked

    def hear(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def main(arguments: list[str]) -> int:
    """Render; 0 when all films are there, 3 when asked to stop before, 2 on wrong arguments."""
    if arguments == ["--ready"]:
        fill_ready()
        return 0
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: python -m dazi.clips FOLDER | --ready", file=sys.stderr)
        return 2
    stop = _Ask()
    signal.signal(signal.SIGTERM, stop.hear)
    signal.signal(signal.SIGINT, stop.hear)
    os.nice(NICE)

    def tell(film: Film, clip: Clip) -> None:
        print(f"{film.id} {clip.seconds:.1f} s {clip.video.name}", flush=True)

    clips = render_missing(Path(arguments[0]), stop, tell)
    return 0 if len(clips) == len(films()) else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
