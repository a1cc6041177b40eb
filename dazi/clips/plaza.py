"""What stands under the sample films: titles, authors, comments, the companion's sample replies; pure reading."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dazi.clips.table import Table
from dazi.errors import ConfigError

PLAZA = Path(__file__).parent / "plaza.toml"
COMPANION = "xiaoda"
BROKEN = "clips_plaza_broken"


@dataclass(frozen=True)
class Member:
    """A demo member whom a visitor may play; `colour` is `#rrggbb`, `avatar` one emoji."""

    id: str
    name: str
    avatar: str
    colour: str
    bio: str
    bio_en: str


@dataclass(frozen=True)
class Remark:
    """A comment or an answer to one. `by` is a display name, or `xiaoda` for the companion, then `sample` is true.

    `minutes_ago` counts back from the moment in which the plaza is filled.
    """

    by: str
    avatar: str
    text: str
    likes: int
    minutes_ago: int
    sample: bool = False
    replies: tuple["Remark", ...] = ()


@dataclass(frozen=True)
class Room:
    """All that surrounds one film; `film` is the film's id, `digest` tells shot by shot what is to be seen and read."""

    film: str
    title: str
    title_en: str
    author: str
    author_avatar: str
    tags: tuple[str, ...]
    likes: int
    mood: str
    digest: tuple[str, ...]
    comments: tuple[Remark, ...]

    @property
    def threads(self) -> tuple[Remark, ...]:
        """The comments that summon the companion."""
        return tuple(remark for remark in self.comments if any(reply.sample for reply in remark.replies))


@dataclass(frozen=True)
class Plaza:
    """The demo members and one room for each film."""

    members: tuple[Member, ...]
    rooms: tuple[Room, ...]

    def room(self, film: str) -> Room | None:
        """The room of the film with this id."""
        return next((room for room in self.rooms if room.film == film), None)


def _strings(row: Table, key: str) -> tuple[str, ...]:
    values = row.take(key, list)
    if not values or not all(isinstance(value, str) and value for value in values):
        raise row.broken(f"{key!r} needs a list of texts")
    return tuple(values)


def _member(row: Table) -> Member:
    member = Member(*(row.take(key, str) for key in ("id", "name", "avatar", "colour", "bio", "bio_en")))
    row.done()
    return member


def _remark(row: Table, deep: bool) -> Remark:
    by = row.take("by", str)
    remark = Remark(
        by=by, avatar=row.take("avatar", str, "" if by == COMPANION else None), text=row.take("text", str),
        likes=row.take("likes", int), minutes_ago=row.take("ago", int), sample=row.take("sample", bool, False),
        replies=tuple(_remark(reply, False) for reply in row.tables("replies")) if deep else (),
    )  # fmt: skip
    if (by == COMPANION) != remark.sample:
        raise row.broken("the companion's replies, and only they, are marked 'sample'")
    row.done()
    return remark


def _room(row: Table) -> Room:
    room = Room(
        film=row.take("id", str), title=row.take("title", str), title_en=row.take("title_en", str),
        author=row.take("author", str), author_avatar=row.take("author_avatar", str), tags=_strings(row, "tags"),
        likes=row.take("likes", int), mood=row.take("mood", str), digest=_strings(row, "digest"),
        comments=tuple(_remark(remark, True) for remark in row.tables("comments")),
    )  # fmt: skip
    row.done()
    return room


def read_plaza(text: str) -> Plaza:
    """The plaza in `text`; ConfigError `clips_plaza_broken` says where it is wrong."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(BROKEN, film="plaza", where="toml", why=str(error)) from error
    row = Table("plaza", "plaza", raw, BROKEN)
    members = tuple(_member(member) for member in row.tables("members"))
    rooms = tuple(_room(room) for room in row.tables("films"))
    row.done()
    return Plaza(members, rooms)


@lru_cache(maxsize=1)
def plaza() -> Plaza:
    """The plaza that ships."""
    return read_plaza(PLAZA.read_text(encoding="utf-8"))
