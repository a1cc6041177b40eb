"""What stands in the plaza on its first day: the companion, members, clips and sample threads; knows no film."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from dazi.text.normalise import clean
from dazi.web.plaza_tables import ANSWER, TOP, comments, members, now_ms, videos

_APART_MS = 20_000  # between a sample comment and the one below it, where both are given the same minute


@dataclass(frozen=True, slots=True)
class CompanionCard:
    """Who the companion is in the plaza; `avatar` is an emoji or an URL."""

    account: str = "xiaoda"
    name: str = "小搭"
    handle: str = "小搭"
    avatar: str = "🧡"
    color: str = "#ff7a45"
    bio: str = "评论区里的搭子，喊一声就到。"
    bio_en: str = "Your buddy in the comments: call and I'm there."


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the plaza; `demo`: a visitor may speak as them."""

    id: str
    name: str
    avatar: str = "🙂"
    color: str = "#8899aa"
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Clip:
    """A video as the plaza lists it. `file` and `poster` are file names in the clips folder; the video is ready as
    soon as `file` lies there."""

    id: str
    title: str
    author: str
    title_en: str = ""
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    likes: int = 0
    seconds: float = 0.0
    file: str = ""
    poster: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sample comment by a person's id, or by "" for the companion; `under` are the sample comments below it. Those
    by the companion answer the one before them, and so does what follows theirs. `ago` is in seconds."""

    member: str
    text: str
    likes: int = 0
    ago: int = 3600
    label: str = ""
    under: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Seed:
    """All of it; `remarks` by the clip's id, in the order in which they were said."""

    people: tuple[Person, ...]
    clips: tuple[Clip, ...]
    remarks: Mapping[str, Sequence[Remark]]


def enlist(connection: sa.Connection, card: CompanionCard) -> None:
    """Write the companion's card into the table of members; done at each start, since the persona may change."""
    row = {
        "name": card.name,
        "avatar": card.avatar,
        "color": card.color,
        "ai": True,
        "demo": False,
        "place": -1,
    }
    connection.execute(members.delete().where(members.c.id == card.account))
    connection.execute(members.insert().values(id=card.account, **row))


def plant(connection: sa.Connection, seed: Seed, card: CompanionCard) -> None:
    """Bring in what the plaza lacks of the seed: all of it into an empty one, new sample clips into an older one. Every
    comment is marked as a sample: it is shown as one and never reaches Dazi."""
    there = set(connection.execute(sa.select(members.c.id)).scalars())
    shown = set(connection.execute(sa.select(videos.c.id)).scalars())
    for place, person in enumerate(seed.people):
        if person.id in there:
            continue
        row = {
            "avatar": person.avatar,
            "color": person.color,
            "ai": False,
            "demo": person.demo,
            "place": place,
        }
        connection.execute(members.insert().values(id=person.id, name=person.name, **row))
    for place, clip in enumerate(seed.clips):
        if clip.id in shown:
            continue
        connection.execute(
            videos.insert().values(
                id=clip.id,
                title=clip.title,
                title_en=clip.title_en or clip.title,
                author=clip.author,
                tags=list(clip.tags),
                captions=list(clip.captions),
                likes=clip.likes,
                comments=sum(1 + len(remark.under) for remark in seed.remarks.get(clip.id, ())),
                seconds=clip.seconds,
                file=clip.file,
                poster=clip.poster,
                ready=False,
                made=True,
                place=place,
            )
        )
    said = [
        (clip, remark) for clip, remarks in seed.remarks.items() if clip not in shown for remark in remarks
    ]
    said.sort(key=lambda pair: -pair[1].ago)
    for clip_id, remark in said:
        _plant_thread(connection, clip_id, remark, card)


def _plant_thread(connection: sa.Connection, video: str, top: Remark, card: CompanionCard) -> None:
    first: tuple[int, str] | None = None
    before = (first, top)
    now = now_ms()
    for place, remark in enumerate((top, *top.under)):
        parent = before[0] if "" in (remark.member, before[1].member) else first
        member = remark.member or card.account
        row = {
            "video": video,
            "thread": first[0] if first else 0,
            "parent": parent[0] if parent else None,
            "parent_member": parent[1] if parent else None,
            "member": member,
            "text": clean(remark.text),
            "at": min(now, now - remark.ago * 1000 + place * _APART_MS),
            "state": ANSWER if first else TOP,
            "likes": remark.likes,
            "replies": len(remark.under),
            "hot": remark.likes + 2 * len(remark.under),
            "label": remark.label,
            "sample": True,
            "attachments": [],
        }
        seq = int(connection.execute(comments.insert().values(**row)).inserted_primary_key[0])  # type: ignore[index]
        if first is None:
            first = (seq, member)
            connection.execute(comments.update().where(comments.c.seq == seq).values(thread=seq))
        before = ((seq, member), remark)


def refit(connection: sa.Connection, seed: Seed, lies_there: Callable[[str], bool]) -> None:
    """Bring the files of an older plaza's sample clips up to date: a film that is drawn anew has another name, and a
    folder may have been cleared."""
    files = {clip.id: (clip.file, clip.poster, clip.seconds) for clip in seed.clips}
    known = sa.select(videos.c.id, videos.c.file, videos.c.poster, videos.c.seconds).where(videos.c.made)
    for row in connection.execute(known).all():
        file, poster, seconds = files.get(row.id, (row.file, row.poster, row.seconds))
        change = {
            "file": file,
            "poster": poster,
            "seconds": seconds,
            "ready": bool(file) and lies_there(file),
        }
        connection.execute(videos.update().where(videos.c.id == row.id).values(**change))


def unready(connection: sa.Connection, files: Sequence[str]) -> None:
    """These clips have gone from their folder; who comes near one has it drawn again."""
    connection.execute(videos.update().where(videos.c.file.in_(files)).values(ready=False))
