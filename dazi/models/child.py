"""The embedded model's process seen from its parent: started, its progress read, ended. Knows no store."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dazi.errors import ModelBusy, Transient
from dazi.models.llama import KEY

# Two threads that spin long at each barrier stand still when a third program wants a core. Answer tokens a second on
# idle cores and beside one busy process: spinning (the library's default) 28-31 and 5, 2000 turns 30 and 12, 1000 turns
# 31 and 14, 300 turns 28 and 16, sleeping at once 22 and 17. Niceness makes it worse.
CALM = {"GOMP_SPINCOUNT": "600"}
Told = Callable[[dict[str, Any]], None]


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Child:
    """`python -m dazi.models.llama NAME` as a child that ends with us. `told` gets each line of its progress (the
    fields of models.Progress, and "url" once it is ready)."""

    name: str
    port: int
    key: str
    told: Told = lambda line: None
    slots: int = 2
    nice: int = 0
    url: str = ""

    async def run(self) -> int:
        """Start it and pass its progress on until it ends; its exit status. Ended when this task is cancelled."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "dazi.models.llama", self.name, "--port", str(self.port), "--slots", str(self.slots),
            "--nice", str(self.nice), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL, env={**CALM, **os.environ, KEY: self.key},
        )  # fmt: skip
        assert process.stdout is not None
        try:
            while line := await process.stdout.readline():
                self._read(line)
            return await process.wait()
        finally:
            self.url = ""
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    def _read(self, line: bytes) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            return  # llama.cpp's own words
        self.url = said.get("url", self.url)
        self.told(said)


async def until_ready(child: Child) -> asyncio.Task[int]:
    """The running child's task, once its model answers. Raises what the child says went wrong, as a DaziError."""
    last: dict[str, Any] = {}
    tell = child.told

    def note(line: dict[str, Any]) -> None:
        last.update(line)
        tell(line)

    child.told = note
    task = asyncio.create_task(child.run())
    while not child.url:
        if task.done():
            if last.get("phase") == "failed":
                raise Transient(str(last.get("code")), **last.get("arguments", {}))
            raise ModelBusy("model.loading")
        await asyncio.sleep(0.05)
    return task
