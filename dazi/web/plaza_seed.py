"""What stands in the plaza on its first day: the companion, members, clips and sample threads; knows no film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from dazi.text.normalise import clean
from dazi.web.plaza_tables import ANSWER, TOP, comments, members, now_ms, videos


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
    """A sample comment by a person's id, or by "" for the companion; `under` are the sample comments below it, of
    which each but the first answers the one before it when `chain` is set. `ago` is in seconds."""

    member: str
    text: str
    likes: int = 0
    ago: int = 3600
    label: str = ""
    under: tuple[Remark, ...] = ()
    chain: bool = True


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
    """Fill an empty plaza. Every comment is marked as a sample: it is shown as one and never reaches Dazi."""
    for place, person in enumerate(seed.people):
        row = {
            "avatar": person.avatar,
            "color": person.color,
            "ai": False,
            "demo": person.demo,
            "place": place,
        }
        connection.execute(members.insert().values(id=person.id, name=person.name, **row))
    for place, clip in enumerate(seed.clips):
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
    said = [(clip, remark) for clip, remarks in seed.remarks.items() for remark in remarks]
    said.sort(key=lambda pair: -pair[1].ago)
    for clip_id, remark in said:
        _plant_thread(connection, clip_id, remark, card)


def _plant_thread(connection: sa.Connection, video: str, top: Remark, card: CompanionCard) -> None:
    thread: int | None = None
    parent: tuple[int, str] | None = None
    for remark in (top, *top.under):
        member = remark.member or card.account
        row = {
            "video": video,
            "thread": thread or 0,
            "parent": parent[0] if parent else None,
            "parent_member": parent[1] if parent else None,
            "member": member,
            "text": clean(remark.text),
            "at": now_ms() - remark.ago * 1000,
            "state": TOP if parent is None else ANSWER,
            "likes": remark.likes,
            "replies": len(remark.under),
            "hot": remark.likes + 2 * len(remark.under),
            "label": remark.label,
            "sample": True,
            "attachments": [],
        }
        seq = int(connection.execute(comments.insert().values(**row)).inserted_primary_key[0])  # type: ignore[index]
        if thread is None:
            thread = seq
            connection.execute(comments.update().where(comments.c.seq == seq).values(thread=seq))
        if parent is None or top.chain:
            parent = (seq, member)
