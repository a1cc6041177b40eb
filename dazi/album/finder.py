"""Which picture a comment is about, brought and opened; knows no platform but by its port, and no model."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dazi.album.opened import Opener, labelled
from dazi.pictures import Album, Box, Gallery, Given, Glimpse, Whence
from dazi.ports import Platform
from dazi.types import Attachment, Context, Member, Video

MOST = 20 * 1024**2  # bytes of a file

Frames = Callable[[Video, float], Awaitable[tuple[bytes, float] | None]]
Faces = Callable[[bytes], tuple[Box, ...] | None]
Look = Callable[[bytes], Awaitable[Glimpse]]


class Finder:
    """Makes albums. `frames` gives a video's frame as an upright PNG of at most 2,048 pixels a side, and its second;
    `faces` the boxes of faces in a PNG, largest first, None where it cannot look (it blocks); `look` what a PNG tells
    without a model."""

    def __init__(
        self, *, frames: Frames | None = None, faces: Faces | None = None, look: Look | None = None
    ) -> None:
        self.open = Opener()
        self.frames, self.faces, self.look = frames, faces, look

    def over(self, platform: Platform) -> Album:
        """The pictures of one platform."""
        return _Over(self, platform)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a picture lies, and what is known of it before it is fetched."""

    url: str
    whence: Whence
    own: bool = False
    consent: bool = False


@dataclass(frozen=True, slots=True)
class _Over:
    """pictures.Album over a platform."""

    finder: Finder
    platform: Platform

    async def given(
        self, context: Context, *, avatar: bool = False, frame: float | None = None
    ) -> Given | None:
        if frame is not None:
            return await self._frame(context.video, frame)
        if not isinstance(self.platform, Gallery):
            return None
        if avatar:
            url = await self.platform.avatar(context.lead.member)
            return await self._fetched(self.platform, _Source(url, "avatar", own=True)) if url else None
        found = next(_sources(context), None)
        return await self._fetched(self.platform, found) if found else None

    async def glimpse(self, given: Given) -> Glimpse:
        return await self.finder.look(given.content) if self.finder.look is not None else Glimpse()

    async def _fetched(self, gallery: Gallery, source: _Source) -> Given:
        content = await gallery.picture(source.url, MOST)
        opened, size = await self.finder.open(content)
        given = Given(
            opened, size, source.whence, own=source.own, consent=source.consent, url=source.url,
            labelled=labelled(content),
        )  # fmt: skip
        return await self._with_faces(given)

    async def _frame(self, video: Video | None, at: float) -> Given | None:
        if video is None or not video.file or self.finder.frames is None:
            return None
        found = await self.finder.frames(video, at)
        if found is None:
            return None
        content, second = found
        url = f"{video.file}#t={second:g}"
        return await self._with_faces(Given(content, size_of(content), "frame", at=second, url=url))

    async def _with_faces(self, given: Given) -> Given:
        if self.finder.faces is None:
            return given
        return replace(given, faces=await asyncio.to_thread(self.finder.faces, given.content))


def _sources(context: Context) -> Iterator[_Source]:
    """The pictures that a comment may mean, the likeliest first: attached to it (of several the last), to the one that
    it answers, the newest of members' in the thread, the newest that we drew."""
    lead = context.lead
    for mention in reversed(context.burst):
        for one in _images(mention.attachments):
            yield _Source(one.url, "attached", own=_same(mention.member, lead.member), consent=one.consent)
    answered, agreed = _answered(context), _agreed(context)
    turns = sorted(reversed(context.turns), key=lambda turn: (turn.comment not in answered, turn.own))
    for turn in turns:
        for one in _images(turn.attachments):
            if turn.own:
                yield _Source(one.url, "drawing", own=agreed, consent=agreed)
            else:
                yield _Source(one.url, "attached", own=_same(turn.member, lead.member), consent=one.consent)


def _images(attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
    return tuple(one for one in reversed(attachments) if one.kind == "image")


def _answered(context: Context) -> frozenset[str]:
    """The comment that is answered; one of ours with those right behind it, where its pictures stand."""
    found: list[str] = []
    for turn in context.turns:
        if turn.comment == context.lead.parent or (found and turn.own):
            found.append(turn.comment)
            if not turn.own:
                break
        elif found:
            break
    return frozenset(found)


def _same(one: Member, other: Member) -> bool:
    """Whether two are one member, under whatever name."""
    return (one.platform, one.account) == (other.platform, other.account)


def _agreed(context: Context) -> bool:
    """Whether all that our drawings in this thread may show of people came from this member, with consent: what we
    made of a picture is no freer than that was."""
    member = context.lead.member
    brought = [
        _same(turn.member, member) and one.consent
        for turn in context.turns
        if not turn.own
        for one in _images(turn.attachments)
    ]
    return bool(brought) and all(brought)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height out of a PNG's head."""
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)
