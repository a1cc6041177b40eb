"""kill -9 at random moments, of the worker, of the whole program and of the model: nothing lost, nothing doubled."""

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from dazi.ports import Row
from dazi.store.database import Database
from dazi.store.records import Records

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
SEED = 20260305


class Play:
    """The town, the program that is killed, and what stands in both at the end."""

    def __init__(self, folder: Path, mentions: int, seconds: float, read_back: bool) -> None:
        self.folder = folder
        self.mentions = mentions
        self.random = random.Random(SEED)
        self.kills: Counter[str] = Counter()
        port_file = folder / "town.port"
        self.town = subprocess.Popen(
            [sys.executable, HERE / "stub_town.py", port_file, str(SEED), str(mentions), str(seconds)]
        )
        until(port_file.exists)
        self.town_port = port_file.read_text()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            model_port = str(probe.getsockname()[1])
        self.command = [
            *(sys.executable, HERE / "kill_program.py", "program", folder),
            *(self.town_port, model_port, "yes" if read_back else "no"),
        ]
        self.log = (folder / "log").open("wb")
        self.program = self.start()

    def start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self.command, stderr=self.log, stdin=subprocess.DEVNULL, env=ENVIRONMENT, cwd=self.folder
        )

    def kill(self, role: str) -> None:
        self.kills[role] += 1
        if role == "program":
            self.program.kill()
            self.program.wait()
            self.program = self.start()
            return
        with suppress(ProcessLookupError, FileNotFoundError, ValueError):
            os.kill(int((self.folder / f"{role}.pid").read_text()), signal.SIGKILL)

    def posts(self) -> list[dict[str, Any]]:
        with urlopen(f"http://127.0.0.1:{self.town_port}/posts", timeout=5) as answer:
            found: list[dict[str, Any]] = json.load(answer)
        return found

    def rows(self) -> tuple[Row, ...]:
        """The store, read beside the processes that write it."""
        database = Database.open(self.folder / "dazi.db")
        try:
            return asyncio.run(Records(database).rows(limit=1000))
        finally:
            database.close()

    def done(self) -> bool:
        rows = self.rows()
        return len(rows) == self.mentions and all(row.state == "done" for row in rows)

    def end(self) -> None:
        self.program.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.program.wait(10)
        for process in (self.program, self.town):
            process.kill()
            process.wait()
        self.log.close()


@contextmanager
def play(folder: Path, mentions: int, seconds: float, *, read_back: bool = True) -> Iterator[Play]:
    made = Play(folder, mentions, seconds, read_back)
    try:
        yield made
    finally:
        made.end()


def until(true: Any, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.2)


def test_every_mention_is_answered_exactly_once_or_silent_with_a_reason(tmp_path: Path) -> None:
    with play(tmp_path, 320, 20) as scene:
        until(lambda: len(scene.posts()) > 5)
        for role in ("worker", "model", "program", "worker", "model", "worker", "program"):
            if scene.done():
                break
            before = len(scene.posts())
            scene.kill(role)
            # The next one falls when work has begun again, after some posts, in the middle of whatever happens.
            until(lambda before=before: len(scene.posts()) >= before + 12 or scene.done())
            time.sleep(scene.random.uniform(0.0, 0.5))
        until(scene.done)
        rows, posts = scene.rows(), scene.posts()
    assert sum(scene.kills.values()) >= 5 and len(scene.kills) == 3
    assert len({row.mention.comment for row in rows}) == 320
    parents = Counter(post["parent"] for post in posts)
    assert [parent for parent, count in parents.items() if count > 1] == []
    assert {row.outcome for row in rows} == {"posted", "silent"}
    assert all(row.reason.startswith("silence.") for row in rows if row.outcome == "silent")
    assert sum(row.outcome == "silent" for row in rows) < 40
    by_id = {post["id"]: post for post in posts}
    for row in rows:
        if row.outcome == "posted":
            assert by_id[row.posted]["text"] == row.reply
    # Each post is the answer to someone, each answer one post.
    assert {row.posted for row in rows if row.outcome == "posted"} == set(by_id)


def test_without_the_read_back_replies_are_doubled(tmp_path: Path) -> None:
    with play(tmp_path, 80, 2, read_back=False) as scene:
        until(scene.done)
        parents = Counter(post["parent"] for post in scene.posts())
    assert max(parents.values()) > 1
