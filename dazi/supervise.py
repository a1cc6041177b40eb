"""Starts the processes of one machine, restarts them when they end, and ends them with itself; knows none of them."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import stat
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog

from dazi.errors import ConfigError

_FIRST, _LONGEST, _STEADY = 0.5, 30.0, 10.0

log = structlog.get_logger("dazi.supervise")


@dataclass(frozen=True, slots=True)
class Child:
    """A command that should be running; `environment` is all that it sees (None: ours). `once`: a task that ends by
    itself and is not started again. `after`: seconds to let the others start first."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] | None = None
    once: bool = False
    after: float = 0.0


def die_with_parent() -> None:
    """Called by a child at its start: end this process, without ado, as soon as the parent's end of standard input
    closes, even by kill -9. Does nothing where standard input is no pipe (a terminal, a service manager)."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        return

    def wait() -> None:
        while True:
            try:
                if not os.read(0, 4096):
                    break
            except OSError:
                break
        os._exit(1)

    threading.Thread(target=wait, name="dazi-parent", daemon=True).start()


class Supervisor:
    """Runs the children until SIGTERM or SIGINT, then asks them to end and kills what has not within `grace`
    seconds (at once on a second signal). A child that ends is started again, later each time it ends soon.
    Each line a child writes goes to our standard error, its name in front."""

    def __init__(self, children: Sequence[Child], *, grace: float = 25.0) -> None:
        self._children = tuple(children)
        self._grace = grace
        self._running: dict[str, asyncio.subprocess.Process] = {}

    def run(self) -> None:
        """Block until stopped. ConfigError: a child's program does not exist."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()

        def asked() -> None:
            if stop.is_set():
                self._signal(signal.SIGKILL)
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, asked)
        stopped = asyncio.create_task(stop.wait())
        keepers = [asyncio.create_task(self._keep(child, stop)) for child in self._children]
        # Until a stop is asked for, or a child turns out to be impossible (or all were tasks and are done).
        working: set[asyncio.Task[None]] = set(keepers)
        while working and not stop.is_set():
            done, _ = await asyncio.wait({*working, stopped}, return_when=asyncio.FIRST_COMPLETED)
            working -= done
            if any(one is not stopped and one.exception() for one in done):
                stop.set()
        log.info("stopping")
        stop.set()
        self._signal(signal.SIGTERM)
        if working:
            await asyncio.wait(working, timeout=self._grace)
        self._signal(signal.SIGKILL)
        stopped.cancel()
        await asyncio.gather(*keepers)

    def _signal(self, number: signal.Signals) -> None:
        for process in list(self._running.values()):
            with suppress(ProcessLookupError):
                process.send_signal(number)

    async def _keep(self, child: Child, stop: asyncio.Event) -> None:
        delay = _FIRST
        with suppress(TimeoutError):
            async with asyncio.timeout(child.after):
                await stop.wait()
        while not stop.is_set():
            began = time.monotonic()
            code = await self._once(child)
            if child.once or stop.is_set():
                log.info("ended", child=child.name, code=code)
                return
            delay = _FIRST if time.monotonic() - began > _STEADY else delay
            log.warning("restarting", child=child.name, code=code, delay=delay)
            with suppress(TimeoutError):
                async with asyncio.timeout(delay):
                    await stop.wait()
            delay = min(_LONGEST, delay * 2)

    async def _once(self, child: Child) -> int:
        """Start the child and see it to its end; its exit code."""
        try:
            process = await asyncio.create_subprocess_exec(
                *_bound(child),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                env=None if child.environment is None else dict(child.environment),
                # Ctrl-C in a terminal reaches us alone; we tell the children.
                start_new_session=True,
            )
        except FileNotFoundError as missing:
            raise ConfigError("supervise.missing", name=child.name, program=child.command[0]) from missing
        self._running[child.name] = process
        log.info("started", child=child.name, pid=process.pid)
        assert process.stdout is not None
        passing = asyncio.create_task(_pass_on(child.name, process.stdout))
        code = await process.wait()
        # A grandchild may hold the other end open: that must not keep the child from coming back.
        await asyncio.wait([passing], timeout=0.5)
        passing.cancel()
        self._running.pop(child.name, None)
        return code


def _bound(child: Child) -> tuple[str, ...]:
    """A task that does not call `die_with_parent` itself is bound to our life by the kernel, where that can be."""
    binder = shutil.which("setpriv") if child.once and shutil.which(child.command[0]) else None
    return (binder, "--pdeathsig", "KILL", *child.command) if binder else child.command


async def _pass_on(name: str, lines: asyncio.StreamReader) -> None:
    """Copy whole lines with the name in front; a line without end is cut, not kept."""
    rest = b""
    mark = f"{name:<7}| ".encode()
    while piece := await lines.read(65536):
        *whole, rest = (rest + piece).split(b"\n")
        if len(rest) > 65536:
            whole, rest = [*whole, rest], b""
        _write(b"".join(mark + line + b"\n" for line in whole))
    if rest:
        _write(mark + rest + b"\n")


def _write(block: bytes) -> None:
    with suppress(OSError, ValueError):  # nobody reads our output any more: work goes on
        sys.stderr.buffer.write(block)
        sys.stderr.buffer.flush()
