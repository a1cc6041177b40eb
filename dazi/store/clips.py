"""Clips, signals and wishes as rows; in SQLite the words of clips stand in an FTS5 table beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, select, text

from dazi.bonds import Clip, Seen, Signal, Wish
from dazi.store import rows
from dazi.store.database import Database
from dazi.store.tables import feed_clips, feed_signals, mentions, preferences
from dazi.text.grams import grams, match
from dazi.types import Member

_CHUNK = 500


class Clips:
    """The Clips port of dazi/feed/seams.py."""

    def __init__(self, database: Database) -> None:
        self._database = database
        put = database.insert(feed_clips)
        self._put = put.on_conflict_do_update(
            index_elements=["platform", "video"],
            set_={
                name: put.excluded[name]
                for name in ("title", "author", "tags", "mood", "seconds", "url", "heat")
            },
        ).returning(feed_clips.c.id)
        said = database.insert(feed_signals)
        self._signal = said.on_conflict_do_update(
            index_elements=["platform", "member", "clip", "kind"],
            set_={"value": said.excluded.value, "at": said.excluded.at},
        )

    async def offer(self, clips: Sequence[Clip]) -> int:
        new = 0
        for at in range(0, len(clips), _CHUNK):
            chunk = clips[at : at + _CHUNK]

            def work(connection: Connection, chunk: Sequence[Clip] = chunk) -> int:
                before = connection.execute(_count).scalar() or 0
                for clip in chunk:
                    id = connection.execute(self._put, _row(clip)).scalar_one()
                    connection.execute(_unindex, {"id": id})
                    connection.execute(_index, {"id": id, "words": _words(clip)})
                return (connection.execute(_count).scalar() or 0) - before

            new += await self._database.write(work)
        return new

    async def some(self, platform: str, ids: Sequence[int]) -> tuple[Clip, ...]:
        found = await self._clips(_some, {"ids": list(ids)}) if ids else ()
        return tuple(clip for clip in found if clip.platform == platform)

    async def named(self, platform: str, videos: Sequence[str]) -> Mapping[str, int]:
        parameters = {"on": platform, "videos": list(videos)}
        found = await self._database.read(lambda connection: connection.execute(_named, parameters).all())
        return {row.video: row.id for row in found}

    async def popular(self, platform: str, limit: int) -> tuple[Clip, ...]:
        return await self._clips(_popular, {"on": platform, "many": limit})

    async def fresh(self, platform: str, limit: int) -> tuple[Clip, ...]:
        return await self._clips(_fresh, {"on": platform, "many": limit})

    async def with_words(self, platform: str, words: Sequence[str], limit: int) -> tuple[Clip, ...]:
        if not (query := match(words)):
            return ()
        return await self._clips(_found, {"on": platform, "words": query, "many": limit})

    async def _clips(self, query: Any, parameters: Mapping[str, object]) -> tuple[Clip, ...]:
        found = await self._database.read(lambda connection: connection.execute(query, parameters).all())
        return tuple(_clip(row) for row in found)

    async def signal(self, member: Member, clip: int, kind: Signal, value: float, at: datetime) -> None:
        row = {
            "platform": rows.clean(member.platform), "member": rows.clean(member.account), "clip": clip, "kind": kind,
            "value": value, "at": at.timestamp(),
        }  # fmt: skip
        await self._database.write(lambda connection: connection.execute(self._signal, row).rowcount)

    async def seen(self, member: Member, limit: int) -> tuple[Seen, ...]:
        parameters = {**_whose(member), "many": limit}
        found = await self._database.read(lambda connection: connection.execute(_seen, parameters).all())
        return tuple(Seen(row.clip, row.kind, row.value, rows.time_of(row.at)) for row in found)

    async def watched(self, platform: str, most: int) -> tuple[Sequence[str], Sequence[int]]:
        parameters = {"on": platform, "many": most}
        found = await self._database.read(lambda connection: connection.execute(_watched, parameters).all())
        return [row.member for row in found], [row.clip for row in found]

    # -- stated wishes

    async def prefer(self, member: Member, wishes: Sequence[Wish], comment: str, now: datetime) -> int:
        whose = {**_whose(member), "said_in": rows.clean(comment)}

        def work(connection: Connection) -> int:
            known: int | None = connection.execute(_by_comment, whose).scalar()
            if known is not None:
                return known
            receipt = int(connection.execute(_last_receipt).scalar() or 0) + 1
            connection.execute(
                preferences.insert(), [_wish_row(one, member, comment, receipt, now) for one in wishes]
            )
            return receipt

        return await self._database.write(work)

    async def retract(self, member: Member, receipt: int, now: datetime) -> tuple[Wish, ...]:
        """The last receipt where `receipt` is 0."""

        def work(connection: Connection) -> tuple[Wish, ...]:
            last = (
                receipt or connection.execute(_newest, {**_whose(member), "at_now": now.timestamp()}).scalar()
            )
            if not last:
                return ()
            ended = {**_whose(member), "number": last, "at_now": now.timestamp()}
            return tuple(_wish(row) for row in connection.execute(_retract, ended))

        return await self._database.write(work)

    async def stated(self, member: Member, now: datetime, since: datetime) -> tuple[Wish, ...]:
        parameters = {**_whose(member), "at_now": now.timestamp(), "since": since.timestamp()}
        found = await self._database.read(lambda connection: connection.execute(_stated, parameters).all())
        return tuple(replace(_wish(row), at=rows.time_of(row.at), private=bool(row.private)) for row in found)

    async def undone(self, member: Member, at: datetime) -> tuple[Wish, ...]:
        parameters = {**_whose(member), "at_end": at.timestamp()}
        found = await self._database.read(lambda connection: connection.execute(_undone, parameters).all())
        return tuple(replace(_wish(row), private=bool(row.private)) for row in found)

    async def wishes(self, member: Member, now: datetime) -> tuple[Wish, ...]:
        parameters = {**_whose(member), "at_now": now.timestamp()}
        found = await self._database.read(lambda connection: connection.execute(_wishes, parameters).all())
        return tuple(_wish(row) for row in found)


def _words(clip: Clip) -> str:
    """What a clip is found by."""
    return " ".join(grams(" ".join((clip.title, *clip.tags, clip.author))))


def _whose(member: Member) -> dict[str, Any]:
    return {"on": rows.clean(member.platform), "who": rows.clean(member.account)}


def _row(clip: Clip) -> dict[str, object]:
    return {
        "platform": rows.clean(clip.platform), "video": rows.clean(clip.video), "title": rows.clean(clip.title),
        "author": rows.clean(clip.author), "tags": rows.dumps(list(clip.tags)), "mood": clip.mood, "seconds": clip.seconds,
        "url": rows.clean(clip.url), "at": clip.at.timestamp(), "heat": clip.heat,
    }  # fmt: skip


def _clip(row: rows.AnyRow) -> Clip:
    return Clip(
        row.platform, row.video, row.title, row.author, tuple(rows.loads(row.tags)), row.seconds, rows.time_of(row.at),
        row.heat, row.mood, row.url, row.id,
    )  # fmt: skip


def _wish_row(one: Wish, member: Member, comment: str, receipt: int, now: datetime) -> dict[str, object]:
    return {
        "platform": rows.clean(member.platform), "member": rows.clean(member.account), "thread": "",
        "expires": one.until.timestamp() if one.until else None, "receipt": receipt, "comment": rows.clean(comment),
        "topic": rows.clean(one.topic), "direction": one.direction, "creator": rows.clean(one.creator),
        "mood": rows.clean(one.mood), "length": one.length, "at": now.timestamp(), "ended": None,
    }  # fmt: skip


def _wish(row: rows.AnyRow) -> Wish:
    until = rows.time_of(row.expires) if row.expires is not None else None
    return Wish(row.topic, row.direction, row.creator, row.mood, row.length, until, row.receipt)


_count = select(func.count()).select_from(feed_clips)
_index = text("INSERT INTO clips_fts (rowid, words) VALUES (:id, :words)")
_unindex = text("DELETE FROM clips_fts WHERE rowid = :id")
_on = feed_clips.c.platform == bindparam("on")
# Asked for its platform too, SQLite would walk that platform's whole index.
_some = select(feed_clips).where(feed_clips.c.id.in_(bindparam("ids", expanding=True)))
_named = select(feed_clips.c.id, feed_clips.c.video).where(
    _on, feed_clips.c.video.in_(bindparam("videos", expanding=True))
)
_popular = (
    select(feed_clips).where(_on).order_by(feed_clips.c.heat.desc(), feed_clips.c.id).limit(bindparam("many"))
)
_fresh = (
    select(feed_clips).where(_on).order_by(feed_clips.c.at.desc(), feed_clips.c.id).limit(bindparam("many"))
)
_found = text(
    "SELECT feed_clips.* FROM clips_fts JOIN feed_clips ON feed_clips.id = clips_fts.rowid "
    "WHERE clips_fts MATCH :words AND platform = :on ORDER BY heat DESC, id LIMIT :many"
)
_mine = (feed_signals.c.platform == bindparam("on"), feed_signals.c.member == bindparam("who"))
_seen = (
    select(feed_signals)
    .where(*_mine)
    .order_by(feed_signals.c.at.desc(), feed_signals.c.clip)
    .limit(bindparam("many"))
)
_watched = (
    select(feed_signals.c.member, feed_signals.c.clip)
    .where(
        feed_signals.c.platform == bindparam("on"),
        (feed_signals.c.kind == "like") | ((feed_signals.c.kind == "watch") & (feed_signals.c.value >= 0.5)),
    )
    .order_by(feed_signals.c.at.desc())
    .limit(bindparam("many"))
)
_own = (preferences.c.platform == bindparam("on"), preferences.c.member == bindparam("who"))
_holds = (
    preferences.c.ended.is_(None),
    (preferences.c.expires.is_(None)) | (preferences.c.expires > bindparam("at_now")),
)
_by_comment = (
    select(preferences.c.receipt)
    .where(*_own, preferences.c.comment == bindparam("said_in"), preferences.c.comment != "")
    .limit(1)
)
_last_receipt = select(func.max(preferences.c.receipt))
_newest = (
    select(preferences.c.receipt)
    .where(*_own, *_holds)
    .order_by(preferences.c.at.desc(), preferences.c.receipt.desc())
    .limit(1)
)
_retract = (
    preferences.update()
    .where(*_own, preferences.c.receipt == bindparam("number"), preferences.c.ended.is_(None))
    .values(ended=bindparam("at_now"))
    .returning(*preferences.c)
)
_wishes = select(preferences).where(*_own, *_holds).order_by(preferences.c.at.desc(), preferences.c.id)
_whispered = exists().where(
    mentions.c.platform == preferences.c.platform,
    mentions.c.member == preferences.c.member,
    mentions.c.comment == preferences.c.comment,
    mentions.c.visibility == "private",
)
_stated = (
    select(preferences, _whispered.label("private"))
    .where(*_own, *_holds, preferences.c.at >= bindparam("since"))
    .order_by(preferences.c.at.desc(), preferences.c.receipt.desc(), preferences.c.id)
)
_undone = (
    select(preferences, _whispered.label("private"))
    .where(*_own, preferences.c.ended == bindparam("at_end"))
    .order_by(preferences.c.id)
)
forget_signals = delete(feed_signals).where(*_mine)
forget_wishes = delete(preferences).where(*_own)
