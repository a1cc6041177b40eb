"""The sample films and what stands under them as the plaza's first day; knows no table and no route."""

from __future__ import annotations

import hashlib

from dazi.clips.library import Film, films, plaza, rooms
from dazi.clips.plaza import COMPANION, Room
from dazi.clips.plaza import Remark as Written
from dazi.label import label
from dazi.trends.demo import script
from dazi.web.plaza_seed import Clip, Person, Remark, Seed

_HANDLE = "小搭"  # as the sample comments write it
_COLORS = ("#5aa469", "#e88fb0", "#c58b4a", "#6c8ebf", "#9673a6", "#d79b00", "#67ab9f", "#b85450")


def sample(handle: str = _HANDLE) -> Seed:
    """Demo members first, then all others who speak; clips in the library's order; the companion is called by
    `handle` in the comments."""
    shipped = plaza()
    demo = {one.name: Person(one.id, one.name, one.avatar, one.colour, demo=True) for one in shipped.members}
    people = dict(demo)
    clips, remarks, surroundings = [], {}, rooms()
    for film in films():
        room = surroundings.get(film.id)
        if room is None:
            continue
        author = _person(people, room.author, room.author_avatar)
        clips.append(_clip(film, room, author.id))
        remarks[film.id] = tuple(_remark(people, written, handle) for written in room.comments)
    for spoken in script().comments:
        if spoken.film in remarks:
            said = Remark(_person(people, spoken.by, "🙂").id, spoken.text, 0, spoken.minutes_ago * 60)
            remarks[spoken.film] += (said,)
    return Seed(tuple(people.values()), tuple(clips), remarks)


def _clip(film: Film, room: Room, author: str) -> Clip:
    names = (f"{film.stem}.mp4", f"{film.stem}.webp")
    words = (room.title, author, room.title_en, room.tags, film.says)
    return Clip(film.id, *words, room.likes, round(film.seconds, 2), *names)


def _remark(people: dict[str, Person], written: Written, handle: str) -> Remark:
    member = "" if written.by == COMPANION else _person(people, written.by, written.avatar).id
    return Remark(
        member,
        written.text.replace(f"@{_HANDLE}", f"@{handle}"),
        written.likes,
        written.minutes_ago * 60,
        label("zh") if not member else "",
        tuple(_remark(people, reply, handle) for reply in written.replies),
    )


def _person(people: dict[str, Person], name: str, avatar: str) -> Person:
    """Who has this name; somebody new gets an id and a colour from it, the same at every start."""
    if name not in people:
        digest = hashlib.sha256(name.encode()).hexdigest()
        people[name] = Person(f"p{digest[:8]}", name, avatar, _COLORS[int(digest[:4], 16) % len(_COLORS)])
    return people[name]
