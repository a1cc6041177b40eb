"""The program that the kill test kills: a supervisor, a worker over the real pipeline, a stub model.

`python kill_program.py ROLE FOLDER TOWN_PORT MODEL_PORT READ_BACK`; each role writes its process id to FOLDER/ROLE.pid.
READ_BACK "no" is there to show that the test can fail."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path

import httpx

from dazi.adapters import adapter
from dazi.app import pipeline_for
from dazi.config import Settings
from dazi.errors import PlatformDown
from dazi.house import opened
from dazi.plan import embedded_endpoint
from dazi.ports import Abilities
from dazi.queue.embedded import Embedded
from dazi.safety.admit import Limits
from dazi.supervise import Child, Supervisor, die_with_parent
from dazi.text.normalise import fingerprint
from dazi.types import Member, Mention, Posted, Reply, Turn, Video
from dazi.worker import Worker
from tests.frozen import speaker


class Town:
    """ports.Platform over stub_town.py."""

    name = "town"
    account = "us"
    handle = "小搭"
    abilities = Abilities(badge=True)

    def __init__(self, port: int, read_back: bool) -> None:
        self._web = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5, trust_env=False)
        self._read_back = read_back

    async def listen(self, cursor: str | None) -> AsyncIterator[tuple[Mention, str]]:
        after = int(cursor or 0)
        while True:
            for one in (await self._web.get("/mentions", params={"after": after})).json():
                after += 1
                at = datetime.fromtimestamp(one["at"], UTC)
                member = Member("town", one["member"])
                yield (
                    Mention("town", "us", one["id"], one["thread"], member, one["text"], at, bot=one["bot"]),
                    str(after),
                )
            await asyncio.sleep(0.1)

    async def thread(self, mention: Mention) -> tuple[Turn, ...] | None:
        return ()

    async def video(self, mention: Mention) -> Video | None:
        return None

    async def typing(self, mention: Mention, on: bool) -> None: ...

    async def post(self, reply: Reply) -> Posted:
        given = {"parent": reply.comment, "text": reply.text}
        try:
            return Posted((await self._web.post("/post", json=given)).json()["id"])
        except httpx.HTTPError as error:
            raise PlatformDown("platform.down") from error

    async def find_own(self, reply: Reply) -> Posted | None:
        if not self._read_back:
            return None
        try:
            found = (await self._web.get("/posts", params={"parent": reply.comment})).json()
        except httpx.HTTPError as error:
            raise PlatformDown("platform.down") from error
        for one in found:
            if fingerprint(one["text"]) == reply.fingerprint:
                return Posted(one["id"], adopted=True)
        return None

    async def delete(self, posted: str) -> None: ...

    async def close(self) -> None:
        await self._web.aclose()


async def work(folder: Path, town_port: int, model_port: int, read_back: bool) -> None:
    settings = Settings(data=folder)
    house = opened(settings)
    house = replace(house, queue=Embedded(house.database, lease=2.0))
    endpoint = replace(
        embedded_endpoint(settings, "qwen2.5-coder-1.5b", model_port), slots=16, strength="strong"
    )
    tiers = adapter("model.tiers")({"fast": [adapter("model.openai")(endpoint)]})
    pipeline = pipeline_for(house, tiers, speaker(folder), limits=Limits(0, 0, 0))
    asking = asyncio.create_task(look(tiers))
    town = Town(town_port, read_back)
    await Worker(house.store, house.queue, {"town": town}, pipeline.answer, beat=0.4).run()
    asking.cancel()
    await town.close()
    house.database.close()


async def look(tiers: object) -> None:
    """As the real worker does: ask again and again whether the model's server is up."""
    while True:
        await tiers.ready()  # type: ignore[attr-defined]
        await asyncio.sleep(0.25)


def model(port: int) -> None:
    from stub_model import Stub  # type: ignore[import-not-found]

    Stub.seconds = 0.1
    server = ThreadingHTTPServer(("127.0.0.1", port), Stub)
    server.daemon_threads = True
    server.serve_forever()


def main() -> None:
    role, folder, town_port, model_port, read_back = sys.argv[1:]
    Path(folder, f"{role}.pid").write_text(str(os.getpid()))
    if role == "program":
        rest = (folder, town_port, model_port, read_back)
        children = [Child(name, (sys.executable, __file__, name, *rest)) for name in ("model", "worker")]
        Supervisor(children).run()
        return
    die_with_parent()
    if role == "model":
        model(int(model_port))
    else:
        asyncio.run(work(Path(folder), int(town_port), int(model_port), read_back == "yes"))


if __name__ == "__main__":
    main()
