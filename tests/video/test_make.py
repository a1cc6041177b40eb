"""One digest for all who ask: over processes, over a kill -9 in the middle, over busy models and broken files."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dazi.errors import BadInput, ModelBusy, ModelRefused, Transient
from dazi.models.fake import Scripted
from dazi.store.database import Database
from dazi.store.digests import Digests
from dazi.video.make import Maker
from dazi.video.stages import ORDER, Stages

Make = Callable[..., Path]
PROCESS = Path(__file__).parent / "maker_process.py"
TOLD = {
    "one_line": "开饭了", "summary": "一家人吃饭。", "timeline": [{"t": 0, "scene": "饭桌", "people": "三个人", "actions": "吃"}],
    "topics": [], "mood": "", "joke": "", "questions": [], "claims": [], "flags": [],
}  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "dazi.db")
    yield opened
    opened.close()


def start(tmp_path: Path, callers: int, lease: float, pause: float) -> subprocess.Popen[str]:
    parts = (tmp_path / "dazi.db", tmp_path / "film.mp4", tmp_path / "log", callers, lease, pause)
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        [sys.executable, str(PROCESS), *map(str, parts)], stdout=subprocess.PIPE, text=True, env=env
    )


def ran(tmp_path: Path) -> list[tuple[str, str]]:
    """(process, stage) of each stage that was run."""
    rows = (tmp_path / "log").read_text().splitlines() if (tmp_path / "log").exists() else []
    return [(row.split()[0], row.split()[1]) for row in rows]


def test_ten_thousand_callers_in_four_processes_make_one_digest(database: Database, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"film")
    many = [start(tmp_path, 2500, 30.0, 0.02) for _ in range(4)]
    assert [one.communicate(timeout=60)[0].split() for one in many] == [["2500", "开饭", "2"]] * 4
    assert [stage for _, stage in ran(tmp_path)] == list(ORDER)


def test_a_kill_in_the_middle_is_followed_from_the_last_stage(database: Database, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"film")
    first = start(tmp_path, 10, 1.0, 0.4)
    while len(ran(tmp_path)) < 3:  # two stages are kept, the third is under way
        assert first.poll() is None
        time.sleep(0.02)
    others = [start(tmp_path, 1000, 1.0, 0.05) for _ in range(2)]
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert first.stdout
    first.stdout.close()
    assert [one.communicate(timeout=60)[0].split() for one in others] == [["1000", "开饭", "2"]] * 2
    rows = ran(tmp_path)
    assert [stage for who, stage in rows if who == str(first.pid)] == list(ORDER[:3])
    assert [stage for who, stage in rows if who != str(first.pid)] == list(ORDER[2:])


class Counted(Stages):
    """Real stages of the plain kind, counted; `faults` are raised once each."""

    def __init__(self, chat: Any = None, **more: Any) -> None:
        super().__init__(chat, **more)
        self.ran: list[str] = []
        self.faults: dict[str, Exception] = {}

    async def run(self, stage: str, video: Path, title: str, before: Mapping[str, Any]) -> dict[str, Any]:
        self.ran.append(stage)
        if fault := self.faults.pop(stage, None):
            raise fault
        if stage == "read":  # has tests of its own
            return {"read": "yes", "texts": [{"t": 0.5, "until": 1.0, "text": "开饭"}]}
        return await super().run(stage, video, title, before)


async def test_a_busy_model_leaves_the_stages_for_the_next_try(
    database: Database, clip: Make, scene: Any
) -> None:
    film = clip([scene(1, 1), scene(1, 2)])
    stages = Counted(Scripted(otherwise=json.dumps(TOLD)), model="eye")
    stages.faults["see"] = ModelBusy("model.busy", endpoint="x", status=503)
    maker = Maker(Digests(database), stages=stages)
    with pytest.raises(ModelBusy):
        await maker.of(film)
    found = await maker.of(film)
    assert stages.ran == [*ORDER, "see"]
    assert found.saw == "model" and found.one_line == "开饭了" and found.unseen == ()
    assert found.heard == "no_sound" and found.cuts == pytest.approx((1.0,), abs=0.1)
    assert (await maker.of(film)) == found and len(stages.ran) == len(ORDER) + 1


async def test_a_broken_file_is_found_out_once(database: Database, tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_text("no video at all")
    for stages in (Counted(), Counted()):
        with pytest.raises(BadInput) as caught:
            await Maker(Digests(database), stages=stages).of(tmp_path / "x.mp4")
        assert caught.value.code == "video.no_video" and caught.value.arguments["path"] == "x.mp4"
    assert stages.ran == []


async def test_senses_that_fail_are_noted_and_the_rest_is_kept(
    database: Database, clip: Make, scene: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fell_over(_video: Path) -> None:
        raise Transient("video.eyes", detail="exit 1")

    async def broken(_video: Path, _folder: Path) -> None:
        raise BadInput("video.broken", path="x")

    monkeypatch.setattr("dazi.video.read.read", fell_over)
    monkeypatch.setattr("dazi.video.read.available", lambda: True)
    monkeypatch.setattr("dazi.video.decode.sound", broken)
    found = await Maker(Digests(database)).of(clip([scene(1, 1)]))
    assert (found.read, found.heard) == ("unread", "unheard") and found.unseen == (
        "pictures",
        "text",
        "speech",
    )


async def test_a_file_that_is_not_there_is_no_lasting_fault(
    database: Database, clip: Make, scene: Any
) -> None:
    maker = Maker(Digests(database), stages=Counted())
    with pytest.raises(BadInput) as caught:
        await maker.of(Path("nowhere.mp4"), content="ab" * 32)
    assert caught.value.code == "video.missing"
    assert (await maker.of(clip([scene(0.5, 1)]), content="ab" * 32)).seconds > 0.3


async def test_without_a_model_the_digest_says_what_it_did_not_see(
    database: Database, clip: Make, scene: Any
) -> None:
    film = clip([scene(1, 1), scene(1, 2)])
    found = await Maker(Digests(database), stages=Counted()).of(film, "晚饭")
    assert found.unseen == ("pictures",) and found.saw == "no_model"
    assert [row["text"] for row in found.timeline] == ["开饭", ""] and found.one_line == "晚饭"
    assert not any(row["scene"] or row["actions"] for row in found.timeline)


@pytest.mark.parametrize(("code", "saw"), [("model.blind", "blind"), ("model.filtered", "refused")])
async def test_a_model_that_refuses_pictures_tells_of_the_text(
    database: Database, clip: Make, scene: Any, code: str, saw: str
) -> None:
    chat = Scripted({"没有截图": json.dumps(TOLD)}, otherwise=ModelRefused(code, endpoint="x"))
    found = await Maker(Digests(database), chat, stages=Counted(chat)).of(clip([scene(1, 1)]))
    assert found.saw == saw and "pictures" in found.unseen and found.summary == "一家人吃饭。"


async def test_another_model_makes_another_digest(database: Database) -> None:
    one, other = (Maker(Digests(database), Scripted(), model=name) for name in ("a", "b"))
    assert one.key("00") != other.key("00") and one.key("00") == Maker(
        Digests(database), Scripted(), model="a"
    ).key("00")


async def test_a_caller_who_goes_away_takes_nobody_along(database: Database, clip: Make, scene: Any) -> None:
    maker = Maker(Digests(database), stages=Counted())
    film = clip([scene(1, 1)])
    first = asyncio.create_task(maker.of(film))
    second = asyncio.create_task(maker.of(film))
    await asyncio.sleep(0.05)
    first.cancel()
    assert (await second).seconds > 0.8


async def test_a_second_look_joins_the_digest(database: Database, clip: Make, scene: Any) -> None:
    film = clip([scene(1, 1)])
    answer = json.dumps({"answer": "一只碗。", "found": True})
    chat = Scripted({"<question>": answer}, otherwise=json.dumps(TOLD))
    maker = Maker(Digests(database), chat, stages=Counted(chat))
    digest = await maker.of(film)
    said = await maker.ask(film, digest, "桌上是什么？", 0.5)
    assert said.answer == "一只碗。" and len(chat.asked[-1].prompt.messages[0].images) >= 1
    await maker.mood(digest, "都饿了")
    again = await maker.of(film)
    assert [row["a"] for row in again.answers] == ["一只碗。"] and again.comments_mood == "都饿了"
    with pytest.raises(ModelRefused):
        await Maker(Digests(database)).ask(film, digest, "桌上是什么？", 0.5)


async def test_a_maker_that_lost_its_lease_takes_the_others_digest(
    database: Database, tmp_path: Path
) -> None:
    class Stolen(Digests):
        async def save(self, key: str, token: str, stage: str, body: str) -> None:
            if stage == "faces" and not self.done:
                self.done = True
                self._clock = lambda: time.time() + 100
                other = await self.claim(key, "other", 30.0)
                assert other
                await self.finish(key, other, json.dumps({"key": key, "title": "of another"}))
            await super().save(key, token, stage, body)

        done = False

    (tmp_path / "x.mp4").write_bytes(b"x")
    shape = {"seconds": 1.0, "width": 9, "height": 16}

    class Plain(Stages):
        async def run(self, stage: str, video: Path, title: str, before: Mapping[str, Any]) -> dict[str, Any]:
            made: dict[str, Any] = {"shape": shape, "frames": [], "cuts": [], "light": {}, "damaged": False}
            return made | {
                "read": "yes",
                "texts": [],
                "faces": [],
                "heard": "no_sound",
                "said": [],
                "saw": "no_model",
            }

    found = await Maker(Digests(database), stages=Plain(None)).of(tmp_path / "x.mp4")
    assert found.title == ""
    (tmp_path / "x.mp4").write_bytes(b"y")
    found = await Maker(Stolen(database), stages=Plain(None)).of(tmp_path / "x.mp4")
    assert found.title == "of another"
