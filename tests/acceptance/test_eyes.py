"""A shipped clip, watched for real and asked about in the plaza: what is written on screen, with its second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from dazi.app import pipeline_for
from dazi.config import Settings
from dazi.house import opened, speaker_for
from dazi.models.fake import Scripted
from dazi.platforms.plaza import Plaza
from dazi.ports import Chat
from dazi.sight import makers_for
from dazi.types import Call
from dazi.video import read
from dazi.video.fetch import Files
from dazi.video.watch import Calm, Watch
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.worker import Worker
from tests.served import served

pytestmark = pytest.mark.skipif(not read.available(), reason="the extra 'eyes' is not installed")


class Weak:
    """Models of which none sees and none is strong."""

    def recording(self, sink: Callable[[Call], None]) -> Chat:
        return Scripted(strength="weak")


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    plaza = create_plaza(tmp_path / "plaza", token="t", clips=None, companion=CompanionCard(), a_minute=0)
    with served(plaza, plaza) as url:
        yield url


async def test_the_plaza_s_clip_is_watched_and_told_of(tmp_path: Path, url: str) -> None:
    settings = Settings(data=tmp_path / "data")
    house, speaker = opened(settings), speaker_for(settings)
    platform = Plaza(url, "t", wait=1.0, pause=0.05)
    makers = makers_for(house, None, lambda: Scripted(), None, Calm())
    eyes = Watch(Files(tmp_path / "videos"), lambda: makers, cinemas={"plaza": platform}, settled=3600.0)
    pipeline = pipeline_for(house, Weak(), speaker, eyes=eyes)
    worker = Worker(house.store, house.queue, {"plaza": platform}, pipeline.answer, settle=0.0, grace=1.0)
    tasks = [asyncio.create_task(worker.run(signals=False)), asyncio.create_task(eyes.run())]
    try:
        async with httpx.AsyncClient(base_url=url, headers={"X-Plaza": "1"}, trust_env=False) as member:
            first = await asked(member, "@小搭 这视频讲的啥")  # nobody has watched it yet, and this says so
            assert "在看" in first and "画面上" not in first
            shown = await until(lambda: chapters(member))
            assert [round(one["t"]) for one in shown] == [0, 3, 5, 8]
            assert "扫地机" in shown[0]["title"] and "接单" in shown[-1]["title"]
            told = await asked(member, "@小搭 这视频讲的啥")
            assert "它怕扫地机" in told and "画面" in told and "司机很高冷" not in told
            assert "第 8 秒" in await asked(member, "@小搭 第几秒开始接单的")
            assert "司机很高冷" in await asked(member, "@小搭 剧透一下结局")
    finally:
        worker.stop()
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await platform.close()
        house.database.close()
    assert len(list((tmp_path / "videos").glob("*.video"))) == 1


async def asked(member: httpx.AsyncClient, text: str) -> str:
    """What the companion says to a comment."""
    sent = (await member.post("/api/videos/cat-taxi/comments", json={"text": text})).json()

    async def replies() -> Any:
        return (await member.get(f"/api/comments/{sent['id']}/replies")).json()["replies"]

    return str((await until(replies))[0]["text"])


async def chapters(member: httpx.AsyncClient) -> Any:
    return (await member.get("/api/videos/cat-taxi")).json()["chapters"]


async def until(look: Callable[[], Any], seconds: float = 120.0) -> Any:
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while not (found := await look()):
        assert time.monotonic() < end
        await asyncio.sleep(0.1)
    return found
