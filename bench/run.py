"""Measures what `make bench` prints: CPU a mention, a sustained load, memory, decide. Models are stubbed at their port.

CPU is process time, so a busy machine changes it little; wall times are only shown where they are the point."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from dazi.adapters import adapter
from dazi.app import pipeline_for
from dazi.config import Settings
from dazi.errors import DaziError
from dazi.house import House, opened, speaker_for
from dazi.models.fake import Scripted
from dazi.ports import Abilities, Chat
from dazi.safety.admit import Limits
from dazi.safety.release import restore
from dazi.types import (
    Call,
    Completion,
    Delivery,
    Draft,
    Member,
    Mention,
    Options,
    Posted,
    Prompt,
    Provenance,
    Receipt,
    Reply,
    Strength,
    Tier,
    Trace,
    Turn,
    Usage,
    Video,
)
from dazi.worker import Rows, Worker

SAID = (
    "在吗，陪我聊会儿",
    "讲个段子听听",
    "今天被老板骂了，好难受",
    "什么是黑洞",
    "给我家猫起三个名字",
    "晚安啦",
    "把我想你了翻译成英文",
)


class Town:
    """ports.Platform in memory: as many mentions as are asked for, at a rate; counts what was posted."""

    name = "town"
    account = "us"
    handle = "小搭"
    abilities = Abilities(badge=True)

    def __init__(self, count: int, rate: float = 0.0) -> None:
        self.count, self.rate = count, rate
        self.began = time.time()
        self.posted: Counter[str] = Counter()
        self.late: list[float] = []
        self.warm = 0.0  # process time when a tenth was answered: until then things are loaded and compiled

    async def listen(self, cursor: str | None) -> AsyncIterator[tuple[Mention, str]]:
        self.began = time.time()
        for n in range(int(cursor or 0), self.count):
            if self.rate:
                ahead = self.began + n / self.rate - time.time()
                if ahead > 0:
                    await asyncio.sleep(ahead)
            elif n % 50 == 0:
                await asyncio.sleep(0)
            at = datetime.fromtimestamp(self.began + n / self.rate if self.rate else time.time(), UTC)
            text = f"@小搭 {SAID[n % len(SAID)]}"
            yield (
                Mention("town", "us", f"c{n}", f"t{n}", Member("town", f"m{n % 5000}"), text, at),
                str(n + 1),
            )
        await asyncio.Event().wait()

    async def thread(self, mention: Mention) -> tuple[Turn, ...] | None:
        return ()

    async def video(self, mention: Mention) -> Video | None:
        return None

    async def typing(self, mention: Mention, on: bool) -> None: ...

    async def post(self, reply: Reply) -> Posted:
        self.posted[reply.comment] += 1
        if not self.warm and len(self.posted) >= self.count // 10:
            self.warm = time.process_time()
            self.late.clear()
        if self.rate and (waits := _waits.get(None)):
            due = self.began + int(reply.comment[1:]) / self.rate
            self.late.append(time.time() - due - waits.seconds)
        return Posted(f"p{reply.comment}")

    async def find_own(self, reply: Reply) -> Posted | None:
        return None

    async def delete(self, posted: str) -> None: ...

    async def close(self) -> None: ...

    async def done(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while len(self.posted) < self.count:
                    await asyncio.sleep(0.05)


_waits: ContextVar[Waits] = ContextVar("waits")


@dataclass
class Waits:
    """How long one burst waited for the model: overlapping calls count once."""

    seconds: float = 0.0
    open: int = 0
    since: float = 0.0

    @contextmanager
    def waiting(self) -> Iterator[None]:
        if self.open == 0:
            self.since = time.perf_counter()
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1
            if self.open == 0:
                self.seconds += time.perf_counter() - self.since


class Model:
    """A model at its port that answers after `seconds`; each call is recorded as the tiers do."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.calls = 0

    def recording(self, sink: Callable[[Call], None]) -> Chat:
        return Recorded(self, sink)


class Recorded:
    """The chat of one burst."""

    def __init__(self, model: Model, sink: Callable[[Call], None]) -> None:
        self._model, self._sink = model, sink
        self._chat = Scripted(otherwise="好嘞，这就给你安排上！")
        self._waits = Waits()
        _waits.set(self._waits)

    async def complete(self, tier: Tier, prompt: Prompt, options: Options) -> Completion:
        self._model.calls += 1
        with self._waits.waiting():
            await asyncio.sleep(self._model.seconds)
        done = replace(await self._chat.complete(tier, prompt, options), usage=Usage(100, 20))
        at = datetime.now(UTC)
        self._sink(
            Call(prompt.purpose, tier, "stub", prompt.stable, prompt.messages, done.text, done.usage, 1.0, at)
        )
        return done

    async def pick(self, tier: Tier, prompt: Prompt, choices: Sequence[str]) -> tuple[float, ...]:
        self._model.calls += 1
        with self._waits.waiting():
            await asyncio.sleep(self._model.seconds)
        return await self._chat.pick(tier, prompt, choices)

    def strength(self, tier: Tier) -> Strength:
        return "strong"


Answer = Callable[[Rows, Delivery, Any, Callable[[], bool]], Awaitable[Receipt]]


def bare(house: House) -> Answer:
    """The store's and queue's steps of an answer without the pipeline: what these parts cost alone."""
    made = Provenance("chat", "fast", "model", "stub", "p1")

    async def answer(rows: Rows, delivery: Delivery, town: Any, holds: Callable[[], bool]) -> Receipt:
        ids = [id for id, _ in rows]
        mention = rows[-1][1]
        now = datetime.now(UTC)
        await house.store.kept(ids)
        await house.store.tally(mention, now)
        await house.switches.all("switch.")
        await house.store.used(mention, now)
        reply = restore(
            {
                "platform": mention.platform, "account": mention.account, "comment": mention.comment,
                "thread": mention.thread, "part": 0, "text": "好嘞", "label": "AI", "fingerprint": "f",
                "mentions": [mention.comment],
                "provenance": {name: getattr(made, name) for name in made.__slots__},
            }
        )  # fmt: skip
        call = Call("chat", "fast", "stub", "你是小搭", (), "好嘞", Usage(100, 20), 1.0, now)
        draft, trace = Draft("好嘞", "model"), Trace({"text": mention.text}, None, "好嘞", {}, (call,))
        await house.store.keep(delivery.token, ids, reply, draft, trace)
        posted = await town.post(reply)
        receipt = Receipt("posted", "", posted.id, "chat")
        await house.store.finish(delivery.token, ids, receipt)
        return receipt

    return answer


@dataclass
class Ran:
    """What one run over a fresh database showed; CPU in milliseconds a mention, lateness in milliseconds."""

    cpu: float
    lost: int
    doubled: int
    late: list[float]
    calls: float


async def drive(count: int, *, rate: float = 0.0, seconds: float = 0.0, pipeline: bool = True) -> Ran:
    """Answer so many mentions; `pipeline`: the real one, else the store's and queue's steps alone."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        house, model, town = opened(settings), Model(seconds), Town(count, rate)
        if pipeline:
            speaker = speaker_for(settings)
            speaker.lines.warm()  # as the worker does beside its start
            answer: Any = pipeline_for(house, model, speaker, limits=Limits(0, 0, 0)).answer
        else:
            answer = bare(house)
        worker = Worker(
            house.store, house.queue, {"town": town}, answer, bursts=int(max(64, rate * seconds * 4))
        )
        running = asyncio.create_task(worker.run(signals=False))
        await town.done(count / (rate or 20) + 60)
        worker.stop()
        await running
        cpu = (time.process_time() - town.warm) * 1000 / (count - count // 10)
        done = len(await house.records.rows(state="posted", limit=count))
        house.database.close()
    doubled = sum(times - 1 for times in town.posted.values())
    late = sorted(one * 1000 for one in town.late)
    return Ran(cpu, count - min(done, len(town.posted)), doubled, late, model.calls / count)


def resident() -> float:
    """This process's memory in MiB, after what is garbage has been collected."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


async def memory(count: int) -> tuple[float, float, float]:
    """Resident MiB after a warm-up, after half of `count` more mentions and after all, through store, queue, worker."""
    with tempfile.TemporaryDirectory() as folder:
        house = opened(Settings(data=Path(folder)))
        warm = count // 10
        after: list[float] = []
        first = 0
        for part in (warm, warm + count // 2, warm + count):
            town = Town(part)
            worker = Worker(house.store, house.queue, {"town": town}, bare(house))
            running = asyncio.create_task(worker.run(signals=False))
            while (await house.queue.depth()).waiting or sum(town.posted.values()) < part - first:
                await asyncio.sleep(0.2)
            worker.stop()
            await running
            first = part
            del town, worker
            after.append(resident())
        house.database.close()
    return after[0], after[1], after[2]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def first_page() -> tuple[float, float]:
    """Seconds of wall time from `dazi run` to its first page: on an empty folder, and started again on it."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            port = free_port()
            told = {**os.environ, "DAZI_DATA": folder, "DAZI_PORT": str(port)}
            began = time.monotonic()
            program = [sys.executable, "-c", "from dazi.cli import main; main()", "run"]
            running = subprocess.Popen(
                program, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            while time.monotonic() - began < 60:
                with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                    page.read()
                    break
                time.sleep(0.02)
            took.append(time.monotonic() - began)
            running.terminate()
            running.wait(30)
    return took[0], took[1]


async def deciding(count: int) -> float:
    """Microseconds of CPU a comment, locally."""
    decider = adapter("decide.local")(encoder=adapter("text.encoder")())
    for text in SAID:
        await decider.decide(text, (), 0, True, None)
    began = time.process_time()
    for n in range(count):
        await decider.decide(f"{SAID[n % len(SAID)]}{n}", (), 0, True, None)
    return (time.process_time() - began) * 1e6 / count


def row(what: str, found: str, goal: str = "") -> None:
    print(f"{what:<58} {found:>24}   {goal}", flush=True)


def at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0.0


async def main(quick: bool) -> None:
    row("measured", "value", "goal")
    parts = await drive(1000 if quick else 3000, rate=150, pipeline=False)
    row("CPU a mention: store, queue, worker", f"{parts.cpu:.2f} ms", "3 ms")
    whole = await drive(1000 if quick else 3000, rate=100)
    row("CPU a mention: everything, model stubbed at its port", f"{whole.cpu:.2f} ms", "5 ms")
    row("  model calls a mention", f"{whole.calls:.2f}")
    seconds = 10 if quick else 60
    load = await drive(150 * seconds, rate=150, seconds=2.0)
    row(f"150 mentions/s for {seconds} s, a model of 2 s: CPU a mention", f"{load.cpu:.2f} ms")
    row("  lost, doubled", f"{load.lost}, {load.doubled}", "0, 0")
    late = f"{at(load.late, 0.5):.0f} / {at(load.late, 0.99):.0f} ms"
    row("  added latency p50 / p99 (120 ms of it: the burst's window)", late, "p99 250 ms")
    try:
        row("decide, CPU a comment", f"{await deciding(2000):.0f} µs", "1000 µs with safety")
    except DaziError as error:
        row("decide, CPU a comment", str(error))
    new, again = first_page()
    row("start-up to first page, wall time: a new store / again", f"{new:.1f} / {again:.1f} s", "3 s")
    many = 10_000 if quick else 100_000
    before, half, after = await memory(many)
    found = f"{before:.0f} / {half:.0f} / {after:.0f} MiB"
    row(f"memory after a warm-up / {many // 2:,} / {many:,} mentions more", found, "flat")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="a tenth of the mentions, for a first look")
    asyncio.run(main(arguments.parse_args().quick))
