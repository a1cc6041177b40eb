"""Clips are drawn when somebody comes near, one at a time, the latest asked for first; the oldest unused make room."""

import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from dazi.clips.kiosk import Kiosk
from dazi.clips.library import Film, films, first_films, read_film, render
from dazi.clips.shelf import drawing, trim, used
from dazi.errors import Transient

STOCK = [film for film in films() if film.stock]


class Pens:
    """Stands for the other process: a child that writes the file as soon as it is let."""

    def __init__(self) -> None:
        self.stems: list[str] = []
        self.most = 0
        self.children: list[subprocess.Popen[bytes]] = []

    def __call__(self, folder: Path, stem: str) -> "subprocess.Popen[bytes]":
        self.stems.append(stem)
        program = (
            f"import sys; sys.stdin.read(); open({str(folder / (stem + '.mp4'))!r}, 'w').write('x' * 1000)"
        )
        child = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE)
        self.most = max(self.most, 1 + sum(one.poll() is None for one in self.children))
        self.children.append(child)
        return child

    def let(self) -> None:
        """Let the child that runs end."""
        pipe = self.children[-1].stdin
        assert pipe is not None
        pipe.close()

    def end(self) -> None:
        """Leave nobody behind."""
        for child in self.children:
            child.kill()
            child.wait()
            if child.stdin is not None and not child.stdin.closed:
                child.stdin.close()


@pytest.fixture
def pens() -> Iterator[Pens]:
    made = Pens()
    yield made
    made.end()


def until(there: Callable[[], bool]) -> None:
    for _ in range(500):
        if there():
            return
        time.sleep(0.02)
    raise AssertionError("it never came")


def test_what_somebody_comes_near_is_drawn_one_at_a_time_the_latest_first(tmp_path: Path, pens: Pens) -> None:
    kiosk = Kiosk(tmp_path, draw=pens)
    assert [kiosk.near(film) for film in STOCK[:5]] == [False] * 5
    assert pens.stems == [] or pens.stems == [STOCK[0].stem]
    for drawn in range(1, 5):
        until(lambda drawn=drawn: len(pens.children) == drawn)  # type: ignore[misc]
        pens.let()
    # The first was begun at once; of the others the last three, the latest first: who scrolled past the second is gone.
    until(lambda: len(list(tmp_path.glob("*.mp4"))) == 4)
    assert pens.stems == [STOCK[at].stem for at in (0, 4, 3, 2)]
    assert pens.most == 1
    assert kiosk.near(STOCK[4])
    kiosk.close()


def test_what_is_looked_at_comes_before_what_is_only_near(tmp_path: Path, pens: Pens) -> None:
    kiosk = Kiosk(tmp_path, draw=pens)
    before, here, after, later = STOCK[:4]
    kiosk.near(before)
    until(lambda: len(pens.children) == 1)
    kiosk.near(here, here=True)
    kiosk.near(after)
    until(lambda: len(pens.children) == 2)  # the first one was ended for it
    kiosk.near(later, here=True)
    for drawn in (2, 3, 4, 5):
        until(lambda drawn=drawn: len(pens.children) == drawn)  # type: ignore[misc]
        pens.let()
    until(lambda: len(list(tmp_path.glob("*.mp4"))) == 4)
    assert pens.stems == [one.stem for one in (before, here, later, after, before)]
    assert pens.most == 1


def test_the_first_films_are_not_its_business(tmp_path: Path, pens: Pens) -> None:
    kiosk = Kiosk(tmp_path, draw=pens)
    assert not kiosk.near(first_films()[1])
    assert kiosk.asked(f"{first_films()[1].stem}.mp4", None) is None
    assert kiosk.asked("a-strangers.mp4", tmp_path) == tmp_path
    assert pens.stems == []


def test_a_still_that_is_not_there_is_drawn_at_once(tmp_path: Path, pens: Pens) -> None:
    kiosk = Kiosk(tmp_path, draw=pens)
    path = kiosk.asked(f"{STOCK[3].stem}.webp", None)
    assert path is not None and path.read_bytes()[8:12] == b"WEBP"


def test_a_closed_kiosk_ends_its_child_and_begins_none(tmp_path: Path, pens: Pens) -> None:
    kiosk = Kiosk(tmp_path, draw=pens)
    kiosk.near(STOCK[0])
    until(lambda: len(pens.children) == 1)
    kiosk.close()
    kiosk.near(STOCK[1])
    until(lambda: pens.children[-1].poll() is not None)
    assert pens.stems == [STOCK[0].stem]
    assert not list(tmp_path.glob("*.mp4"))


def test_the_drawing_rests_while_somebody_is_answered(tmp_path: Path, pens: Pens) -> None:
    kiosk = Kiosk(tmp_path, draw=pens)
    answering = [True]
    kiosk.busy = lambda: answering[0]
    kiosk.near(STOCK[0])
    until(lambda: len(pens.children) == 1)

    def state() -> str:
        return Path(f"/proc/{pens.children[0].pid}/stat").read_text().rpartition(")")[2].split()[0]

    until(lambda: state() == "T")
    answering[0] = False
    until(lambda: state() != "T")
    pens.let()
    until(lambda: kiosk.near(STOCK[0]))


def test_what_made_room_is_told(tmp_path: Path, pens: Pens) -> None:
    kiosk = Kiosk(tmp_path, draw=pens, budget=1500)
    gone: list[Sequence[str]] = []
    kiosk.gone = gone.append
    old = tmp_path / f"{STOCK[9].stem}.mp4"
    old.write_bytes(b"x" * 1000)
    os.utime(old, (1, 1))
    kiosk.near(STOCK[0])
    until(lambda: len(pens.children) == 1)
    pens.let()
    until(lambda: bool(gone))
    assert gone == [[old.name]] and not old.exists()


def test_the_longest_unused_go_first_and_some_never(tmp_path: Path) -> None:
    now = time.time()
    for name, age in (("keep", 9000), ("old", 8000), ("older", 8500), ("fresh", 5)):
        path = tmp_path / f"{name}.mp4"
        path.write_bytes(b"x" * 100)
        os.utime(path, (now - age, now - 9999))
    (tmp_path / ".half.1.part.mp4").write_bytes(b"x" * 900)
    assert trim(tmp_path, {"keep"}, budget=400, now=now) == []
    assert trim(tmp_path, {"keep"}, budget=300, now=now) == ["older.mp4"]
    used(tmp_path / "old.mp4", now)
    assert trim(tmp_path, {"keep"}, budget=1, now=now) == [], "what is used or kept stays, whatever it costs"
    assert (tmp_path / "old.mp4").stat().st_mtime == pytest.approx(now - 9999), "browsers know a file by that"


def test_only_one_process_draws_in_a_folder(tmp_path: Path) -> None:
    film = read_film('id = "t"\nposter = 0.1\n[[shots]]\nseconds = 0.2\nitems = [{ icon = "cat" }]', "t")
    with drawing(tmp_path, "other"), pytest.raises(Transient):
        render(film, tmp_path, stop=lambda: True)
    assert not list(tmp_path.glob("*.mp4"))
    assert render(film, tmp_path).video.is_file()


def test_who_waits_has_the_pen_before_him_who_had_it(tmp_path: Path) -> None:
    order: list[str] = []

    def draw(name: str) -> None:
        with drawing(tmp_path, name):
            order.append(name)

    with drawing(tmp_path, "first film"):
        waiting = threading.Thread(target=draw, args=("asked for",))
        waiting.start()
        until(lambda: gate_is_shut(tmp_path))
    draw("second film")
    waiting.join(10)
    assert order == ["asked for", "second film"]


def gate_is_shut(folder: Path) -> bool:
    with (folder / ".next").open("w") as gate:
        try:
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_who_waits_for_the_pen_draws_nothing_twice(tmp_path: Path) -> None:
    film: Film = read_film(
        'id = "t"\nposter = 0.1\n[[shots]]\nseconds = 0.2\nitems = [{ icon = "cat" }]', "t"
    )
    with drawing(tmp_path, "other"):
        waiting = threading.Thread(target=render, args=(film, tmp_path))
        waiting.start()
        time.sleep(0.1)
        (tmp_path / f"{film.stem}.mp4").write_bytes(b"drawn by the other")
    waiting.join(20)
    assert (tmp_path / f"{film.stem}.mp4").read_bytes() == b"drawn by the other"
