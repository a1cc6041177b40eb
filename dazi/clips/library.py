"""The films that ship with Dazi: which there are, and how one becomes a clip in a folder; it knows no web and no store."""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from PIL import Image

from dazi.clips.captions import lay_caption, lay_label
from dazi.clips.encode import FPS, write_clip, write_poster
from dazi.clips.plaza import Member, Plaza, Remark, Room, plaza
from dazi.clips.script import Script, read_script
from dazi.clips.shelf import drawing
from dazi.clips.sound import play
from dazi.clips.sprites import art_svg, icon_body
from dazi.clips.stage import Stage
from dazi.clips.stock import shorts
from dazi.errors import ConfigError, Transient

__all__ = [
    "Clip", "Film", "Member", "Plaza", "Remark", "Room", "film_of", "films", "first_films", "plaza", "read_film", "render",
    "render_missing", "render_poster", "rooms",
]  # fmt: skip

FILMS = Path(__file__).parent / "films"
READY = Path(__file__).parent / "ready"
RENDERER = "1"  # counted up when the renderer draws the same script differently
ORDER = ("cat-taxi", "salt", "moon", "sunrise", "scarf", "robot", "octopus", "two-bowls")
DISSOLVE = 0.35  # seconds
ON_TWOS = 25.0  # seconds: a film that runs longer gets a new picture every second frame
NICE, NICE_WAITED_FOR = 19, 12  # behind all others; behind whoever is answered


@dataclass(frozen=True)
class Clip:
    """A rendered film: where its video (MP4) and its still (WebP) lie, and how long it runs."""

    video: Path
    poster: Path
    seconds: float


@dataclass(frozen=True)
class Film:
    """What can be drawn; `hash` follows all that its picture and sound depend on, `made` gives its script when asked.

    `says` are its captions; `stock`: it is drawn when somebody comes near it, not at the first start.
    """

    id: str
    hash: str
    seconds: float
    says: tuple[str, ...]
    made: Callable[[], Script]
    stock: bool = False

    @cached_property
    def script(self) -> Script:
        """The script, composed at the first asking."""
        return self.made()

    @property
    def stem(self) -> str:
        """The name of its files, without their ending; another script has another one."""
        return f"{self.id}-{self.hash[:12]}"

    @property
    def ready_video(self) -> Path | None:
        """The video that ships in the package, if this very script was rendered into it."""
        path = READY / f"{self.stem}.mp4"
        return path if path.is_file() else None

    @property
    def ready_poster(self) -> Path | None:
        """The still that ships in the package, if it was made from this very script."""
        path = READY / f"{self.stem}.webp"
        return path if path.is_file() else None


def _hash(text: str, script: Script) -> str:
    digest = hashlib.sha256(f"{RENDERER}\n{text}".encode())
    for shot in script.shots:
        for item in shot.items:
            for art in filter(None, (item.art, item.plate)):
                digest.update(art_svg(art, item.swap).encode())
            for name in filter(None, (item.icon, item.emit.icon if item.emit else "")):
                digest.update(icon_body(name).encode())
    return digest.hexdigest()


def read_film(text: str, name: str) -> Film:
    """The film of a script; ConfigError when the script is broken or names what isn't there."""
    script = read_script(text, name)
    says = tuple(" ".join(say.text.replace("*", "").split()) for shot in script.shots for say in shot.says)
    return Film(script.id, _hash(text, script), script.seconds, says, lambda: script)


@lru_cache(maxsize=1)
def first_films() -> tuple[Film, ...]:
    """The films that every first start draws, the one that is shown first in front."""
    found = []
    for path in sorted(FILMS.glob("*.toml")):
        film = read_film(path.read_text(encoding="utf-8"), path.stem)
        if film.id != path.stem:
            raise ConfigError(
                "clips_script_broken", film=path.stem, where="film", why="'id' isn't the file's name"
            )
        found.append(film)
    place = {name: index for index, name in enumerate(ORDER)}
    return tuple(sorted(found, key=lambda film: (place.get(film.id, len(ORDER)), film.id)))


@lru_cache(maxsize=1)
def films() -> tuple[Film, ...]:
    """All films: the first ones, then the stock."""
    stock = (
        Film(
            one.id,
            hashlib.sha256(f"{RENDERER}{one.hash}".encode()).hexdigest(),
            one.seconds,
            one.says,
            one.script,
            True,
        )
        for one in shorts()
    )
    return (*first_films(), *stock)


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, Film]:
    return {film.stem: film for film in films()}


def film_of(stem: str) -> Film | None:
    """The film whose files bear this name."""
    return _by_stem().get(stem)


def rooms() -> dict[str, Room]:
    """What stands under each film, by its id."""
    return {room.film: room for room in (*plaza().rooms, *(one.room for one in shorts()))}


def frames(script: Script) -> Iterator[Image.Image]:
    """Every picture of the film, 540 by 960, 24 a second, captions and label on it; a long film is drawn on twos."""
    begin, last = 0, None
    every = 2 if script.seconds > ON_TWOS else 1
    start = 0.0
    for shot in script.shots:
        stage = Stage(shot)
        end = round((start + shot.seconds) * FPS)
        picture = shown = None
        for number in range(begin, end):
            t = number / FPS - start
            if shown is not None and number % every and number != end - 1:
                yield shown
                continue
            picture = stage.frame(max(t, 0.0))
            if shot.enter == "fade" and last is not None and t < DISSOLVE:
                picture = Image.blend(last, picture, t / DISSOLVE)
            bare = picture.copy() if number == end - 1 else picture
            for say in shot.says:
                lay_caption(picture, say, t)
            lay_label(picture, number / FPS)
            yield picture
            shown = picture
            picture = bare
        begin, start, last = end, start + shot.seconds, picture


def still(script: Script, t: float) -> Image.Image:
    """The picture at film time `t` with its caption, and always with the label, since a still is seen alone."""
    start = 0.0
    for shot in script.shots:
        if t < start + shot.seconds or shot is script.shots[-1]:
            picture = Stage(shot).frame(t - start)
            for say in shot.says:
                lay_caption(picture, say, t - start)
            lay_label(picture, 0.0)
            return picture
        start += shot.seconds
    raise AssertionError("a script has at least one shot")


def _put(path: Path, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a temporary file beside `path`, then give it its name; nothing half made is ever seen."""
    part = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        write(part)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _copy(source: Path) -> Callable[[Path], None]:
    def write(part: Path) -> None:
        shutil.copyfile(source, part)

    return write


def render_poster(film: Film, folder: Path) -> Path:
    """The film's still in `folder`, made or copied unless it is there."""
    path = folder / f"{film.stem}.webp"
    if path.is_file():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    ready = film.ready_poster
    if ready is not None:
        return _put(path, _copy(ready))
    picture = still(film.script, film.script.poster)
    return _put(path, lambda part: write_poster(part, picture, film.stem))


def render(film: Film, folder: Path, stop: Callable[[], bool] | None = None) -> Clip:
    """The film's clip in `folder`, made or copied unless it is there.

    Transient `clips_render_stopped` when `stop()` turns true; the next call begins this film again and keeps all others.
    """
    poster = render_poster(film, folder)
    path = folder / f"{film.stem}.mp4"
    if not path.is_file():
        ready = film.ready_video
        if ready is not None:
            _put(path, _copy(ready))
        else:
            _draw(film, path, stop)
    return Clip(path, poster, film.seconds)


def _draw(film: Film, path: Path, stop: Callable[[], bool] | None) -> None:
    with drawing(path.parent, film.stem, stop):
        if path.is_file():  # who held the pen before drew this very one
            return
        sound = play(film.script.score, film.script.seconds)
        _put(path, lambda part: write_clip(part, frames(film.script), sound, film.stem, stop))


def fill_ready(folder: Path = READY) -> None:
    """Bring what ships inside the package up to date: the first film and the stills of all, strays removed."""
    folder.mkdir(exist_ok=True)
    stems = {film.stem for film in films()}
    for path in folder.iterdir():
        if path.stem not in stems:
            path.unlink()
    for film in films():
        render_poster(film, folder)
    render(first_films()[0], folder)


def _sweep(folder: Path) -> None:
    """Remove what processes that are gone left half made."""
    for part in folder.glob(".*.part.*"):
        match = re.fullmatch(r"\..+\.(\d+)\.part", part.stem)
        if match is None or not Path(f"/proc/{match[1]}").exists():
            part.unlink(missing_ok=True)


def render_missing(
    folder: Path, stop: Callable[[], bool] | None = None, done: Callable[[Film, Clip], None] | None = None
) -> tuple[Clip, ...]:
    """The first films as clips in `folder`: first every still, then the clips one after another; `done` hears of each.

    Returns what is there when it ends, which is all unless `stop()` turned true.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    for film in first_films():
        render_poster(film, folder)
    clips = []
    for film in first_films():
        try:
            clip = render(film, folder, stop)
        except Transient:
            break
        clips.append(clip)
        if done is not None:
            done(film, clip)
    return tuple(clips)
