"""`python -m dazi.clips FOLDER` renders the first films that FOLDER lacks, giving way to all others; with a film's name behind
it that one alone, for which somebody waits; `--ready` is for packing."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from dazi.clips.library import (
    NICE,
    NICE_WAITED_FOR,
    Clip,
    Film,
    fill_ready,
    film_of,
    first_films,
    render,
    render_missing,
)
from dazi.errors import Transient
from dazi.supervise import die_with_parent


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
    wanted = film_of(arguments[1]) if len(arguments) == 2 else None
    if not arguments or arguments[0].startswith("-") or (wanted is None and len(arguments) > 1):
        print("usage: python -m dazi.clips FOLDER [STEM] | --ready", file=sys.stderr)
        return 2
    stop = _Ask()
    signal.signal(signal.SIGTERM, stop.hear)
    signal.signal(signal.SIGINT, stop.hear)
    os.nice(NICE if wanted is None else NICE_WAITED_FOR)

    def tell(film: Film, clip: Clip) -> None:
        print(f"{film.id} {clip.seconds:.1f} s {clip.video.name}", flush=True)

    if wanted is not None:
        die_with_parent()
        return _one(wanted, Path(arguments[0]), stop)
    clips = render_missing(Path(arguments[0]), stop, tell)
    return 0 if len(clips) == len(first_films()) else 3


def _one(film: Film, folder: Path, stop: _Ask) -> int:
    """This film; 3 when asked to stop before it was there."""
    try:
        render(film, folder, stop)
    except Transient:
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
