"""Has the clips drawn that somebody comes near to, one at a time and behind all other work; it knows no web and no store."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from dazi.clips.library import Film, film_of, first_films, render_poster
from dazi.clips.shelf import BUDGET, trim, used

Draw = Callable[[Path, str], "subprocess.Popen[bytes]"]

_LOOK, _LONGEST_REST = 0.25, 60.0  # seconds
_WAITING = 3  # clips that wait; who scrolls past many wants the last ones


def draw(folder: Path, stem: str) -> subprocess.Popen[bytes]:
    """Another process, so that the page's own threads stay free; it ends when this one is gone."""
    command = [sys.executable, "-m", "dazi.clips", str(folder), stem]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)


class Kiosk:
    """One over a folder of clips. `gone`, when it is set, hears of files that had to make room; while `busy()` says that
    somebody is being answered, the drawing rests."""

    def __init__(self, folder: Path, *, draw: Draw = draw, budget: int = BUDGET) -> None:
        self.folder = folder
        self.gone: Callable[[Sequence[str]], None] = lambda _names: None
        self.busy: Callable[[], bool] = lambda: False
        self._draw, self._budget = draw, budget
        self._lock = threading.Lock()
        self._still = threading.Lock()
        self._waiting: list[str] = []  # stems, the latest asked for at the end
        self._now = self._here = ""  # what is drawn, and what is looked at
        self._looked_at = False  # whether what is drawn was looked at
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    def asked(self, name: str, path: Path | None) -> Path | None:
        """A clip's file or its still was asked for by its name, and lies at `path` or not. Where it is now: a still that
        isn't there is drawn at once."""
        film = film_of(name.rpartition(".")[0])
        if film is None or not film.stock:
            return path
        if name.endswith(".mp4"):
            if path is None:
                self.near(film)
            else:
                used(path)
        elif path is None and name.endswith(".webp"):
            with self._still:
                path = render_poster(film, self.folder)
        return path

    def near(self, film: Film, here: bool = False) -> bool:
        """Somebody comes near this clip, or is `here` and looks at it; whether it is there. What is looked at is drawn
        next, even in place of what is drawn for somebody who only comes near."""
        path = self.folder / f"{film.stem}.mp4"
        if path.is_file():
            used(path)
            return True
        with self._lock:
            if self._closed or not film.stock:
                return False
            self._here = film.stem if here else self._here
            if film.stem != self._now:
                self._queue(film.stem, here)
            if not self._now:
                self._now = self._waiting.pop()
                threading.Thread(target=self._work, daemon=True, name="kiosk").start()
                self._looked_at = here
            elif here and self._now == film.stem:
                self._looked_at = True
            elif here and not self._looked_at:
                self._waiting = [self._now, *self._waiting][-_WAITING:]
                self._end_child()
        return False

    def _queue(self, stem: str, here: bool) -> None:
        self._waiting = [one for one in self._waiting if one != stem]
        above = 0 if here or self._waiting[-1:] != [self._here] else 1
        self._waiting.insert(len(self._waiting) - above, stem)
        self._waiting = self._waiting[-_WAITING:]

    def _end_child(self) -> None:
        child = self._child
        if child is not None and child.poll() is None:
            child.send_signal(signal.SIGCONT)
            child.terminate()

    def _work(self) -> None:
        """Draw what waits until nothing does."""
        while self._begin():
            self._attend()
            keep = {film.stem for film in first_films()}
            if names := trim(self.folder, keep, self._budget):
                self.gone(names)
            with self._lock:
                self._now = self._waiting.pop() if self._waiting and not self._closed else ""
                self._looked_at = self._now == self._here

    def _attend(self) -> None:
        """Wait until the child has drawn, and let it rest while mentions are answered, though not for ever."""
        child, rested = self._child, 0.0
        while child is not None:
            try:
                child.wait(_LOOK)
                if child.stdin is not None:
                    child.stdin.close()
                return
            except subprocess.TimeoutExpired:
                rests = not self._closed and rested < _LONGEST_REST and self.busy()
                rested += _LOOK if rests else 0.0
                child.send_signal(signal.SIGSTOP if rests else signal.SIGCONT)

    def _begin(self) -> bool:
        with self._lock:
            if not self._now or self._closed:
                return False
            self.folder.mkdir(parents=True, exist_ok=True)
            self._child = self._draw(self.folder, self._now)
            return True

    def close(self) -> None:
        """End the drawing; nothing half made is left."""
        with self._lock:
            self._closed = True
            self._end_child()
