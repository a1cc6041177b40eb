"""A community in memory, for `dazi ask`, benches and people who write adapters; it forgets all when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from itertools import count

from dazi.errors import BadInput
from dazi.ports import Abilities
from dazi.text.normalise import fingerprint
from dazi.types import Member, Mention, Posted, Reply, Turn, Video


class Scratch:
    """Keeps turns by thread, videos by id, files of pictures by address and avatars' addresses by account. `say` puts a mention into what `listen` yields."""

    def __init__(
        self, handle: str = "小搭", account: str = "us", name: str = "scratch", *, badge: bool = True
    ) -> None:
        self.name = name
        self.account = account
        self.handle = handle
        self.abilities = Abilities(badge=badge, limit=2000, images=True)
        self.threads: dict[str, list[Turn]] = {}
        self.videos: dict[str, Video] = {}
        self.files: dict[str, bytes] = {}
        self.avatars: dict[str, str] = {}
        self.posts: list[tuple[str, Reply]] = []
        self._coming: asyncio.Queue[tuple[Mention, str]] = asyncio.Queue()
        self._ids = count(1)

    def say(self, mention: Mention) -> None:
        """Let a member's comment appear."""
        self._coming.put_nowait((mention, mention.comment))

    def turn(self, thread: str, turn: Turn) -> None:
        """Put a comment into a thread's past."""
        self.threads.setdefault(thread, []).append(turn)

    async def listen(self, cursor: str | None) -> AsyncIterator[tuple[Mention, str]]:
        while True:
            yield await self._coming.get()

    async def thread(self, mention: Mention) -> tuple[Turn, ...] | None:
        return tuple(self.threads.get(mention.thread, ())[-20:])

    async def video(self, mention: Mention) -> Video | None:
        return self.videos.get(mention.video or "")

    async def typing(self, mention: Mention, on: bool) -> None:
        return None

    async def post(self, reply: Reply) -> Posted:
        posted = f"own{next(self._ids)}"
        self.posts.append((posted, reply))
        return Posted(posted)

    async def find_own(self, reply: Reply) -> Posted | None:
        for posted, one in self.posts:
            if one.comment == reply.comment and reply.fingerprint in (fingerprint(one.text), one.fingerprint):
                return Posted(posted, adopted=True)
        return None

    async def delete(self, posted: str) -> None:
        self.posts = [(id, reply) for id, reply in self.posts if id != posted]

    async def picture(self, url: str, most: int) -> bytes:
        content = self.files.get(url)
        if content is None:
            raise BadInput("picture.elsewhere")
        if len(content) > most:
            raise BadInput("picture.large", most=most // 1024**2)
        return content

    async def avatar(self, member: Member) -> str:
        return self.avatars.get(member.account, "")

    async def close(self) -> None:
        return None

    def as_videos(self, videos: Mapping[str, Video]) -> None:
        """The videos that mentions may name."""
        self.videos.update(videos)
