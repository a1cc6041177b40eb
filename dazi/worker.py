"""Take, answer, settle: brings mentions from platforms into the store, leases them and sees each to its receipt.

Knows ports only; what an answer is, the pipeline decides. The one place that catches every exception: a defect in
one mention must not stop the others."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

import structlog

from dazi.errors import ConfigError, DaziError, LeaseLost, Permanent, PlatformDown, StoreBusy, Transient
from dazi.ports import Platform, Queue, Store
from dazi.types import Delivery, Mention, Receipt

ATTEMPTS = 12  # of a mention that fails in a known way
DEFECTS = 3  # of one that fails in an unknown way
OUTAGE = 24 * 3600.0  # seconds that a platform or the database may be away before mentions die
_BACKOFF = 60.0
_TICK = 0.025
_IDLE = 0.2
LOADING = 1.0  # seconds between looks at a model that loads
_SWEEP = 60.0
_GROUP = 100
_PENDING = 1000

Rows = tuple[tuple[int, Mention], ...]
Answer = Callable[[Rows, Delivery, Platform, Callable[[], bool]], Awaitable[Receipt]]

log = structlog.get_logger("dazi.worker")


class Inbox(Store, Protocol):
    """The store, as the worker needs it."""

    async def take(self, arrived: Sequence[Mention], cursor: tuple[str, str] | None = None) -> Rows: ...

    async def cursor(self, name: str) -> str | None: ...

    async def unrung(self, before: datetime, after: int = 0) -> tuple[tuple[int, str], ...]: ...

    async def strike(self, token: str, ids: Sequence[int], error: str, dead: bool = False) -> None: ...


class Meter(Protocol):
    """Where numbers go: counts ("accepted", "ignored", "retried", "buried", "lost", "failed", "swept") and
    seconds ("answered"), each with labels."""

    def __call__(self, name: str, value: float = 1.0, /, **labels: str) -> None: ...


def _unmetered(name: str, value: float = 1.0, /, **labels: str) -> None:
    return None


@dataclass
class Lease:
    """A delivery in work. `length` in seconds; `until` is moved by the heartbeat."""

    delivery: Delivery
    length: float
    until: float
    since: float
    lost: bool = False
    open: tuple[int, ...] = ()
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    def holds(self) -> bool:
        """Whether there is still time to send something before another may take over."""
        return not self.lost and time.time() < self.until - self.length / 6


class Worker:
    """Runs until `stop`. `platforms` by name; `wanted` says which comments call us; at most `bursts` in work, and
    nothing is claimed beyond. `settle`: seconds to wait for the rest of a burst. `beat`: seconds between
    heartbeats, well under a third of the queue's lease. `grace`: seconds that a stop lets work in flight finish."""

    def __init__(
        self,
        store: Inbox,
        queue: Queue,
        platforms: Mapping[str, Platform],
        answer: Answer,
        *,
        wanted: Callable[[Mention], bool] = lambda mention: True,
        bursts: int = 64,
        settle: float = 0.12,
        beat: float = 5.0,
        grace: float = 20.0,
        name: str = "",
        meter: Meter = _unmetered,
    ) -> None:
        self._store = store
        self._queue = queue
        self._platforms = platforms
        self._answer = answer
        self._wanted = wanted
        self._bursts = bursts
        self._settle = settle
        self._beat = beat
        self._grace = grace
        self._name = name or f"{os.getpid()}-{random.randrange(1 << 24):06x}"
        self._meter = meter
        self._running: dict[str, Lease] = {}
        self._troubles: dict[str, tuple[float, int]] = {}
        self._bell = asyncio.Event()
        self._stopping = asyncio.Event()

    @property
    def in_flight(self) -> int:
        return len(self._running)

    def stop(self) -> None:
        """Take nothing new, let what is in work finish, give the rest back."""
        self._stopping.set()
        self._bell.set()

    async def run(self, *, signals: bool = True) -> None:
        """Work until `stop` (with `signals`, SIGTERM and SIGINT stop too)."""
        if signals:
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, self.stop)
        loops: list[asyncio.Task[None]] = []
        for platform in self._platforms.values():
            arrived: asyncio.Queue[tuple[Mention, str]] = asyncio.Queue(_PENDING)
            loops.append(forever("listen", partial(self._listen, platform, arrived)))
            loops.append(forever("take", partial(self._take, platform, arrived)))
        loops.append(forever("sweep", self._sweep))
        beating = forever("renew", self._renew)
        try:
            await self._claim()
        finally:
            await ended(loops)
            await self._wind_up()
            await ended([beating])

    # -- from the platform into store and queue

    async def _listen(self, platform: Platform, arrived: asyncio.Queue[tuple[Mention, str]]) -> None:
        cursor = await self._store.cursor(platform.name)
        async for mention, after in platform.listen(cursor):
            await arrived.put((mention, after))

    async def _take(self, platform: Platform, arrived: asyncio.Queue[tuple[Mention, str]]) -> None:
        """Accept what has arrived, in groups: one commit each, the cursor in the same."""
        while True:
            group = [await arrived.get()]
            while len(group) < _GROUP and not arrived.empty():
                group.append(arrived.get_nowait())
            try:
                await self._accept(platform.name, group)
            except Exception as error:
                # One comment that nothing can take must not keep out its neighbours.
                log.error("group_defect", platform=platform.name, **_outline(error))
                for one in group:
                    try:
                        await self._accept(platform.name, [one])
                    except Exception as worse:
                        log.error("dropped", comment=one[0].comment, **_outline(worse))

    async def _accept(self, platform: str, group: Sequence[tuple[Mention, str]]) -> None:
        """Until the store takes it: what has arrived waits meanwhile, and so does the platform."""
        wanted = [mention for mention, _ in group if self._wanted(mention)]
        rung: list[tuple[int, str]] = []
        failures, due = 0, time.time() + self._settle  # from the arrival on, not from the commit
        while True:
            try:
                new = await self._store.take(wanted, (platform, group[-1][1]))
                rung += [(id, mention.lane) for id, mention in new]
                await self._queue.put(rung, due)
                break
            except Transient as error:
                failures += 1
                log.warning("store_waits", error=error.code)
                await asyncio.sleep(_delay(failures))
        self._bell.set()
        self._meter("accepted", len(wanted), platform=platform)
        self._meter("ignored", len(group) - len(wanted), platform=platform)

    async def _sweep(self) -> None:
        """Put open rows that the queue may not know: all at the start, later those that nothing touches."""
        quiet = 0.0
        while True:
            after = 0
            before = datetime.now(UTC) - timedelta(seconds=quiet)
            while rows := await self._store.unrung(before, after):
                await self._queue.put(rows, time.time())
                after = rows[-1][0]
                self._meter("swept", len(rows))
            self._bell.set()
            await asyncio.sleep(_SWEEP)
            quiet = _SWEEP

    # -- leases

    async def _claim(self) -> None:
        """Lease what is due while there is room; look often while things move, seldom when nothing does."""
        idle = _TICK
        failures = 0
        while not self._stopping.is_set():
            room = self._bursts - len(self._running)
            claimed: tuple[Delivery, ...] = ()
            try:
                claimed = await self._queue.claim(self._name, room) if room > 0 else ()
                failures = 0
            except Transient as error:
                failures += 1
                log.warning("claim_waits", error=error.code)
            for delivery in claimed:
                self._start(delivery)
            rung = await self._pause(_delay(failures) if failures else idle)
            idle = _TICK if claimed or rung else min(_IDLE, idle * 1.3)

    async def _pause(self, seconds: float) -> bool:
        """Sleep; True: cut short by the bell. Never shorter than half a tick, so that claims come in groups."""
        await asyncio.sleep(_TICK / 2)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        rung = self._bell.is_set()
        self._bell.clear()
        return rung

    def _start(self, delivery: Delivery) -> None:
        now = time.time()
        lease = Lease(delivery, max(0.0, delivery.until - now), delivery.until, now, open=delivery.ids)
        self._running[delivery.token] = lease
        lease.task = asyncio.create_task(self._settled(lease))

    async def _renew(self) -> None:
        """Keep leases alive; the work of one that is lost is cancelled, and its writes are fenced."""
        while True:
            await asyncio.sleep(self._beat)
            now = time.time()
            due = [lease for lease in self._running.values() if lease.until - now < lease.length * 0.7]
            if not due:
                continue
            try:
                lost = set(await self._queue.renew([lease.delivery for lease in due]))
            except Transient:
                lost = {lease.delivery.token for lease in due if lease.until < time.time()}
            else:
                for lease in due:
                    lease.until = now + lease.length
            for lease in due:
                if lease.delivery.token in lost:
                    lease.lost = True
                    if lease.task is not None:
                        lease.task.cancel()

    async def _wind_up(self) -> None:
        """Let work finish within the grace, cancel the rest and give its leases back at once."""
        tasks = [lease.task for lease in self._running.values() if lease.task is not None]
        if tasks:
            await asyncio.wait(tasks, timeout=self._grace)
        left = [lease for lease in self._running.values() if lease.task is not None]
        await ended([lease.task for lease in left if lease.task is not None])
        for lease in left:
            with suppress(Transient):
                await self._queue.retry(lease.delivery, 0, "wait:stopped")

    # -- one burst

    async def _settled(self, lease: Lease) -> None:
        """Answer a delivery and settle it in the queue, whatever happens."""
        delivery = lease.delivery
        try:
            with suppress(LeaseLost):
                await self._tried(lease)
        except Exception as error:
            # The queue itself could not be told: the lease runs out, and the mention comes again.
            log.error("unsettled", lane=delivery.lane, **_outline(error))
        finally:
            self._running.pop(delivery.token, None)
            if lease.lost:
                self._meter("lost")

    async def _tried(self, lease: Lease) -> None:
        delivery = lease.delivery
        if delivery.attempt > ATTEMPTS:
            await self._bury(lease, "worker.crashed")
            return
        try:
            await self._answered(lease)
        except LeaseLost:
            lease.lost = True
        except Permanent as error:
            await self._refused(lease, error)
        except (Transient, ConfigError) as error:
            await self._again(lease, error)
        except Exception as error:
            log.error("defect", lane=delivery.lane, attempt=delivery.attempt, **_outline(error))
            await self._again(lease, error)
        else:
            self._troubles.pop(delivery.lane, None)
            self._meter("answered", time.time() - lease.since)

    async def _answered(self, lease: Lease) -> None:
        delivery = lease.delivery
        rows = await self._store.begin(delivery)
        while rows:
            lease.open = tuple(id for id, _ in rows)
            mention = rows[0][1]
            platform = self._platforms.get(mention.platform)
            if platform is None:
                raise ConfigError("worker.platform", name=mention.platform)
            await self._answer(rows, delivery, platform, lease.holds)
            if len(rows) == 1:
                break
            # A reply kept by an earlier attempt may have covered only some of them.
            left = await self._store.begin(delivery)
            if len(left) >= len(rows):
                raise RuntimeError("the answer left its rows open")
            rows = left
        await self._queue.ack(delivery, delivery.ids)
        self._bell.set()

    async def _refused(self, lease: Lease, error: Permanent) -> None:
        """Trying again cannot help: the mention ends with the reason."""
        log.warning("failed", lane=lease.delivery.lane, **_outline(error))
        rows = await self._store.begin(lease.delivery)
        ids = [id for id, _ in rows]
        await self._store.finish(lease.delivery.token, ids, Receipt("failed", error.code))
        await self._queue.ack(lease.delivery, lease.delivery.ids)
        self._meter("failed", len(ids), error=error.code)

    async def _again(self, lease: Lease, error: Exception) -> None:
        """Another attempt later, or the dead letters. An outage and a loading model use up no attempts."""
        delivery = lease.delivery
        code = error.code if isinstance(error, DaziError) else f"defect.{type(error).__name__}"
        first, times = self._troubles.get(delivery.lane, (time.time(), 0))
        self._troubles[delivery.lane] = (first, times + 1)
        loading = code == "model.loading"
        outage = isinstance(error, (PlatformDown, StoreBusy))
        most = ATTEMPTS if isinstance(error, DaziError) else DEFECTS
        dead = time.time() - first > OUTAGE or (not outage and delivery.attempt >= most)
        if dead and not loading:
            await self._bury(lease, code)
            return
        delay = LOADING if loading else _delay(times + 1)
        self._meter("retried", error=code)
        if not outage:
            await self._store.strike(delivery.token, lease.open, code)
        await self._queue.retry(delivery, delay, f"wait:{code}" if loading or outage else code)

    async def _bury(self, lease: Lease, code: str) -> None:
        log.error("buried", lane=lease.delivery.lane, error=code, attempt=lease.delivery.attempt)
        await self._store.begin(lease.delivery)
        await self._store.strike(lease.delivery.token, lease.delivery.ids, code, dead=True)
        await self._queue.bury(lease.delivery, code)
        self._troubles.pop(lease.delivery.lane, None)
        self._meter("buried", len(lease.delivery.ids), error=code)


def _delay(failures: int) -> float:
    """1 s, 2 s, 4 s … up to a minute, less up to a half by chance, so that not all come back together."""
    return min(_BACKOFF, 2.0 ** min(failures - 1, 10)) * random.uniform(0.5, 1.0)


def _outline(error: Exception) -> dict[str, object]:
    """Kind and place of a defect, not its message: that could quote a member, and so could what an endpoint said
    with a refusal. What the operator has to change is said whole."""
    if isinstance(error, DaziError):
        return {"error": str(error) if isinstance(error, ConfigError) else error.code}
    return {"error": type(error).__name__, "trace": traceback.format_tb(error.__traceback__)[-6:]}


def forever(name: str, part: Callable[[], Awaitable[None]], most: float = _BACKOFF) -> asyncio.Task[None]:
    """Run a part again whenever it ends or fails, a little later each time that it fails soon, `most` seconds."""

    async def loop() -> None:
        failures = 0
        while True:
            began = time.monotonic()
            try:
                await part()
            except Exception as error:
                log.error("part_failed", part=name, **_outline(error))
            failures = 1 if time.monotonic() - began > _BACKOFF else failures + 1
            await asyncio.sleep(min(most, _delay(failures)))

    return asyncio.create_task(loop(), name=name)


async def ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel tasks and wait until they have ended."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
