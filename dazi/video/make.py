"""Makes each digest once, whoever asks and however often: one maker over all processes, resumed where it stopped."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dazi.errors import BadInput, LeaseLost, ModelRefused, StoreBusy
from dazi.ports import Chat
from dazi.types import Lang
from dazi.video import see
from dazi.video.compose import compose
from dazi.video.digest import Digest, content_of, key_of
from dazi.video.seams import Digests, Ears
from dazi.video.stages import ORDER, Made, Stages, around, fault_of

LEASE = 30.0  # seconds without a sign of life after which another may go on
_NEAR, _FRESH = 64, 5.0  # digests kept at hand, and for how many seconds
_POLL = (0.05, 1.0)  # how often the one who waits looks, at first and in the end
Report = Callable[[str, int, int], None]
# Faults of the moment or the place, not of the file: nothing is kept of them.
_PASSING = ("video.missing", "video.heavy")


def silent(_stage: str, _done: int, _of: int) -> None:
    """A Report that tells nobody."""


class Maker:
    """`of` gives a video's digest; callers of one process share one making, those of other processes wait for it. A
    maker that dies is followed after its lease, by one that starts from the last finished stage."""

    def __init__(
        self,
        digests: Digests,
        chat: Chat | None = None,
        ears: Ears | None = None,
        *,
        model: str = "",
        lang: Lang = "zh",
        lease: float = LEASE,
        stages: Stages | None = None,
    ) -> None:
        self._digests, self._chat, self._lang, self._lease = digests, chat, lang, lease
        self._stages = stages or Stages(chat, ears, model=model, lang=lang)
        self._who = f"{socket.gethostname()}:{os.getpid()}"
        self._going: dict[str, asyncio.Task[Digest]] = {}
        self._near: dict[str, tuple[float, Digest]] = {}

    def key(self, content: str) -> str:
        """The key of the digest that would be made now of a file with this SHA-256."""
        return key_of(content, self._stages.versions())

    async def ready(self, content: str) -> Digest | None:
        """The digest of a file with this SHA-256 if it is there; nothing is made and nothing opened. What another
        process adds to it may be seen a few seconds late."""
        key = self.key(content)
        near = self._near.get(key)
        if near and time.monotonic() - near[0] < _FRESH:
            return near[1]
        found = await self._digests.load(key)
        return self._remembered(Digest.parse(found[1], found[2])) if found and found[0] == "done" else None

    async def of(self, video: Path, title: str = "", *, content: str = "", report: Report = silent) -> Digest:
        """The digest, made now if it is not there yet. `content`: the file's SHA-256 where it is known. BadInput
        video.* when the file is none; ModelBusy and other Transient errors leave what was done for the next try."""
        content = content or await asyncio.to_thread(content_of, video)
        if there := await self.ready(content):
            return there
        key = self.key(content)
        task = self._going.get(key)
        if task is None:
            task = asyncio.create_task(self._found(key, video, title, report))
            self._going[key] = task
            task.add_done_callback(lambda _done: self._going.pop(key, None))
        # A caller who goes away must not take the others' digest along.
        return await asyncio.shield(task)

    async def ask(self, video: Path, digest: Digest, question: str, at: float) -> see.Answer:
        """Look again at the frames around a moment for a question that the digest does not cover; what is found joins
        the digest. ModelRefused model.none without a model that sees."""
        if self._chat is None or self._chat.strength("vision") == "none":
            raise ModelRefused("model.none", tier="vision")
        frames = await around(video, at)
        answer = await see.again(self._chat, frames, question, self._lang)
        if answer.found:
            row = {"q": question[:200], "a": answer.answer[:300], "t": frames[0].t}
            name = hashlib.sha256(f"{question}|{at:.0f}".encode()).hexdigest()[:16]
            await self._digests.add(digest.key, f"answer:{name}", json.dumps(row, ensure_ascii=False))
            self._near.pop(digest.key, None)
        return answer

    async def mood(self, digest: Digest, words: str) -> None:
        """Keep the mood of the comments beside the digest, in place of the last one."""
        await self._digests.add(digest.key, "comments", json.dumps(words[:300], ensure_ascii=False))
        self._near.pop(digest.key, None)

    def _remembered(self, digest: Digest) -> Digest:
        if len(self._near) >= _NEAR:
            self._near.pop(next(iter(self._near)))
        self._near[digest.key] = (time.monotonic(), digest)
        return digest

    async def _found(self, key: str, video: Path, title: str, report: Report) -> Digest:
        pause = _POLL[0]
        while True:
            found = await self._digests.load(key)
            if found and found[0] == "done":
                return self._remembered(Digest.parse(found[1], found[2]))
            if found and found[0] == "failed":
                fault = json.loads(found[1])
                raise BadInput(fault["code"], **fault["arguments"])
            if token := await self._digests.claim(key, self._who, self._lease):
                with contextlib.suppress(LeaseLost):
                    return await self._made(key, token, video, title, report)
            await asyncio.sleep(pause)
            pause = min(_POLL[1], pause * 1.5)

    async def _made(self, key: str, token: str, video: Path, title: str, report: Report) -> Digest:
        """Work through the stages under a lease that is renewed meanwhile."""
        work = asyncio.create_task(self._work(key, token, video, title, report))
        alive = asyncio.create_task(self._renew(key, token))
        try:
            await asyncio.wait({work, alive}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():  # the lease was lost: another goes on
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)
                await alive
            return await work
        finally:
            for task in (work, alive):
                task.cancel()
            await asyncio.gather(work, alive, return_exceptions=True)
            if work.cancelled() or work.exception() is not None:
                with contextlib.suppress(StoreBusy):  # then it is free when the lease ends
                    await self._digests.release(key, token)

    async def _renew(self, key: str, token: str) -> None:
        while True:
            await asyncio.sleep(self._lease / 3)
            with contextlib.suppress(StoreBusy):  # the next turn may get through
                await self._digests.renew(key, token, self._lease)

    async def _work(self, key: str, token: str, video: Path, title: str, report: Report) -> Digest:
        found = await self._digests.load(key)
        made: dict[str, Made] = {}
        for name, body in (found[2] if found else {}).items():
            if name in ORDER:
                made[name] = json.loads(body)
        versions = self._stages.versions()
        try:
            for number, stage in enumerate(ORDER):
                report(stage, number, len(ORDER))
                if stage not in made:
                    made[stage] = await self._stages.run(stage, video, title, made)
                    await self._digests.save(key, token, stage, _json(made[stage]))
        except BadInput as fault:
            if fault.code not in _PASSING:
                await self._digests.finish(key, token, fault_of(fault), fault=fault.code)
            raise
        digest = compose(key, title, made, versions)
        await self._digests.finish(key, token, _json(digest.fields()))
        report("done", len(ORDER), len(ORDER))
        return digest


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
