"""Pictures given in the plaza, from upload to answer: opened, seen or honestly not, consent and all; bad ones spoken of."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from dazi.album.finder import Finder
from dazi.app import pipeline_for
from dazi.config import Settings
from dazi.errors import ModelRefused
from dazi.house import opened, speaker_for
from dazi.models.fake import Scripted
from dazi.pictures import Album, Given
from dazi.platforms.plaza import Plaza
from dazi.ports import Chat, Platform
from dazi.types import Call, Context
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.worker import Worker
from tests.served import served


class Seeing:
    """Models of which one sees, or says that none does."""

    def __init__(self) -> None:
        self.chat = Scripted({"瞎": ModelRefused("model.blind")}, otherwise="一片红，红得理直气壮。")

    def recording(self, sink: Callable[[Call], None]) -> Chat:
        return self.chat


class Noting:
    """A finder whose albums note what they gave."""

    def __init__(self) -> None:
        self.found: list[Given | None] = []

    def over(self, platform: Platform) -> Album:
        album, found = Finder().over(platform), self.found

        class Over:
            async def given(
                self, context: Context, *, avatar: bool = False, frame: float | None = None
            ) -> Given | None:
                found.append(await album.given(context, avatar=avatar, frame=frame))
                return found[-1]

            glimpse = staticmethod(album.glimpse)

        return Over()


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    plaza = create_plaza(tmp_path / "plaza", token="t", clips=None, companion=CompanionCard(), a_minute=0)
    with served(plaza, plaza) as url:
        yield url


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = io.BytesIO()
    Image.new("RGB", (640, 320), "red").save(kept, "JPEG", exif=exif)
    return kept.getvalue()


async def test_a_picture_that_a_member_attaches_is_looked_at(tmp_path: Path, url: str) -> None:
    house = opened(Settings(data=tmp_path / "data"))
    models, finder = Seeing(), Noting()
    platform = Plaza(url, "t", wait=1.0, pause=0.05)
    pipeline = pipeline_for(house, models, speaker_for(house.settings), album=finder)
    worker = Worker(house.store, house.queue, {"plaza": platform}, pipeline.answer, settle=0.0, grace=1.0)
    running = asyncio.create_task(worker.run(signals=False))
    try:
        async with httpx.AsyncClient(base_url=url, headers={"X-Plaza": "1"}, trust_env=False) as member:
            said = await asked(member, "@小搭 这是什么花", photo(), consent="1")
            assert "红得理直气壮" in said["text"]
            (given,) = finder.found
            assert given is not None and (given.whence, given.own, given.consent) == ("attached", True, True)
            assert given.size == (320, 640), "turned upright"
            assert models.chat.asked[-1].prompt.messages[-1].images

            blind = await asked(member, "@小搭 瞎猜一下，这是什么", photo())
            assert "不乱猜" in blind["text"] or "编的" in blind["text"]
            assert finder.found[-1] is not None and not finder.found[-1].consent

            who = await asked(member, "@小搭 这人是谁", photo())
            assert len(finder.found) == 2 and "红" not in who["text"], "not even fetched"

            named = await asked(member, "@小搭 看看我的头像好看吗")
            assert finder.found[-1] is not None and finder.found[-1].whence == "avatar" and named["text"]

            id = await brought(member, photo())
            for kept in (tmp_path / "plaza" / "uploads").glob("*.jpg"):
                kept.write_bytes(b"\xff\xd8\xff" + bytes(100))
            broken = await answered(member, "@小搭 这又是什么", [id])
            assert "坏了" in broken["text"]
    finally:
        worker.stop()
        await asyncio.gather(running, return_exceptions=True)
        await platform.close()
        house.database.close()


async def asked(member: httpx.AsyncClient, text: str, content: bytes = b"", **form: str) -> dict[str, Any]:
    """The companion's answer to a comment, with a picture where one is given."""
    return await answered(member, text, [await brought(member, content, **form)] if content else [])


async def brought(member: httpx.AsyncClient, content: bytes, **form: str) -> str:
    sent = await member.post("/api/uploads", files={"file": ("p.jpg", content, "image/jpeg")}, data=form)
    return str(sent.json()["id"])


async def answered(member: httpx.AsyncClient, text: str, attached: list[str]) -> dict[str, Any]:
    video = (await member.get("/api/videos")).json()["videos"][0]["id"]
    body = {"text": text, "attachments": attached}
    top = (await member.post(f"/api/videos/{video}/comments", json=body)).json()["id"]
    end = time.monotonic() + 60
    while time.monotonic() < end:
        replies = (await member.get(f"/api/comments/{top}/replies")).json()["replies"]
        if replies:
            answer: dict[str, Any] = replies[0]
            return answer
        await asyncio.sleep(0.1)
    raise AssertionError(f"no answer to {text!r}")
