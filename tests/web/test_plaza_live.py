"""What moves in the plaza: the event stream, resumed without a gap, and typing that ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dazi.web import plaza_live
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_board import Board
from dazi.web.plaza_seed import Clip, Person, Seed
from dazi.web.plaza_writes import Words

SEED = Seed((Person("zhu", "阿竹", demo=True),), (Clip("cat", "猫", "zhu", file="cat-1.mp4"),), {})


@pytest.fixture
async def board(tmp_path: Path) -> AsyncIterator[Board]:
    made = create_plaza(tmp_path, token="t", clips=tmp_path, companion=CompanionCard(), seed=SEED)
    yield made.state.board
    made.state.board.close()


class Stream:
    """A reader of the stream, who takes it apart as a browser does."""

    def __init__(self, board: Board, last: int | None = None) -> None:
        self._blocks = board.live.stream(last)
        self.last = last

    async def next(self, seconds: float = 1.5) -> tuple[str, Any]:
        """The next event that is one; its id is kept in `last`."""
        while True:
            block = await asyncio.wait_for(anext(self._blocks), seconds)  # type: ignore[arg-type]
            fields = dict(
                line.split(": ", 1) for line in block.strip().splitlines() if not line.startswith(":")
            )
            if "id" in fields:
                self.last = int(fields["id"])
            if "data" in fields:
                return fields["event"], json.loads(fields["data"])

    async def begin(self) -> Stream:
        block = await anext(self._blocks)
        self.last = int(block.split("id: ")[1].split("\n")[0])
        return self

    async def end(self) -> None:
        await self._blocks.aclose()  # type: ignore[attr-defined]


def say(board: Board, text: str, parent: str | None = None) -> str:
    shown, _ = board.writes.comment("cat", parent, Words("zhu", text))
    board.live.wake()
    return str(shown["id"])


async def test_comments_likes_and_deletions_are_told_in_order(board: Board) -> None:
    stream = await Stream(board).begin()
    id = say(board, "来了")
    board.writes.like("comment", id, "zhu", True)
    board.writes.like("comment", id, "zhu", True)
    board.live.wake()
    kind, comment = await stream.next()
    assert (kind, comment["text"], comment["member"]["name"]) == ("comment", "来了", "阿竹")
    assert await stream.next() == ("like", {"kind": "comment", "id": id, "likes": 1})
    board.writes.delete(id, "zhu")
    board.live.wake()
    assert await stream.next() == ("deleted", {"id": id, "video": "cat", "thread": id})
    await stream.end()


async def test_a_page_that_was_away_misses_nothing(board: Board) -> None:
    say(board, "从前")
    stream = await Stream(board).begin()
    await stream.end()
    first, second = say(board, "一"), say(board, "二")
    again = Stream(board, stream.last)
    assert [(await again.next())[1]["id"] for _ in range(2)] == [first, second]
    await again.end()
    later = Stream(board, again.last)
    third = say(board, "三")
    assert (await later.next())[1]["id"] == third
    await later.end()


async def test_a_mark_from_the_future_is_taken_for_now(board: Board) -> None:
    stream = await Stream(board, 2**60).begin()
    id = say(board, "现在")
    assert (await stream.next())[1]["id"] == id
    await stream.end()


async def test_typing_reaches_those_who_are_here_and_those_who_come(board: Board) -> None:
    here = await Stream(board).begin()
    id = say(board, "@小搭")
    await here.next()
    place = {"video": "cat", "thread": id, "parent": id}
    board.live.typing(id, place, True)
    assert await here.next() == ("typing", {**place, "on": True})
    late = Stream(board)
    assert await late.next() == ("typing", {**place, "on": True})
    board.live.typing(id, {}, False)
    board.live.typing(id, {}, False)
    assert await here.next() == ("typing", {**place, "on": False})
    assert await late.next() == ("typing", {**place, "on": False})
    said = say(board, "完")
    assert (await here.next())[1]["id"] == said, "a second end is not told"
    await here.end()
    await late.end()


async def test_typing_of_a_companion_that_died_ends_by_itself(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plaza_live, "_TYPING_ENDS", 0.0)
    stream = await Stream(board).begin()
    board.live.typing("1", {"video": "cat", "thread": "1", "parent": "1"}, True)
    assert [(await stream.next())[1]["on"] for _ in range(2)] == [True, False]
    await stream.end()


async def test_a_clip_that_became_ready_is_told(
    board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plaza_live, "_POLL", 0.02)
    monkeypatch.setattr("dazi.web.plaza_board._LOOK_EVERY", 0.0)
    stream = await Stream(board).begin()
    (tmp_path / "cat-1.mp4").write_bytes(b"film")
    kind, video = await stream.next()
    assert (kind, video["id"], video["ready"], video["src"]) == (
        "video",
        "cat",
        True,
        "/media/clips/cat-1.mp4",
    )
    await stream.end()


async def test_what_another_process_writes_is_seen_too(
    board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plaza_live, "_POLL", 0.02)
    stream = await Stream(board).begin()
    other = create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED)
    id = say(other.state.board, "从隔壁来")
    assert (await stream.next())[1]["id"] == id
    other.state.board.close()
    await stream.end()


async def test_closing_ends_streams_and_long_polls(board: Board) -> None:
    stream = await Stream(board).begin()
    reading = asyncio.create_task(stream.next(5))
    polling = asyncio.create_task(board.live.heard(board.ears.newest(), 20))
    await asyncio.sleep(0.05)
    board.live.close()
    with pytest.raises(StopAsyncIteration):
        await reading
    assert (await asyncio.wait_for(polling, 1))[0] == []


async def test_old_events_are_forgotten(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dazi.web.plaza_writes._EVENTS_KEPT", 10)
    first = board.reads.newest_event()
    for n in range(600):
        board.writes.like("video", "cat", "zhu", n % 2 == 0)
    kept = 0
    last = first
    while page := board.reads.events_after(last):
        kept, last = kept + len(page), page[-1][0]
    assert kept < 300


async def test_every_question_of_a_large_plaza_is_answered_from_an_index(board: Board) -> None:
    """With 100,000 comments a scan or a sort of them all would be felt: the plans must show neither."""
    id = say(board, "@小搭 楼主")
    board.writes.comment("", id, Words("xiaoda", "答"))
    plans: list[tuple[str, str]] = []
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, _cursor: Any, statement: str, given: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, given))

    reads = board.reads
    event.listen(board.engine, "before_cursor_execute", note)
    _, mark = reads.threads("cat", "zhu", "hot", "", 1)
    reads.threads("cat", "zhu", "hot", mark or "5.5", 30)
    reads.threads("cat", "zhu", "new", "5.5", 30)
    reads.replies(int(id), 0, "zhu", 10)
    board.ears.heard(0)
    board.ears.position(1000)
    board.ears.turns(int(id) + 1, 20)
    board.ears.own_under(int(id))
    reads.comment(int(id), "zhu")
    event.remove(board.engine, "before_cursor_execute", note)
    with board.engine.connect() as connection:
        for statement, given in asked:
            if statement.startswith("SELECT"):
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
                plans += [(row[3], statement) for row in rows]
    assert len(plans) > 12
    for plan, statement in plans:
        assert "SCAN comments" not in plan or "USING" in plan, (plan, statement)
        assert "TEMP B-TREE" not in plan, (plan, statement)
