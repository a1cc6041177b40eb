"""Runs small programs in the limited child and answers exact questions; implements ports.Runner."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from datetime import datetime
from pathlib import Path

from dazi.ports import Ran
from dazi.sandbox.allow import NOT_BUILT_IN, WITHOUT, imports, why_not
from dazi.sandbox.dates import date_answer
from dazi.sandbox.filter import filter_for
from dazi.sandbox.sums import sum_answer
from dazi.sandbox.units import unit_answer
from dazi.types import Lang

# Set by an operator alone: run programs where the kernel takes no filter, on Python's own guards.
UNCONFINED = "DAZI_PROGRAMS_UNCONFINED"
_CHILD = Path(__file__).with_name("child.py")
_LONGEST = 65536  # bytes of an answer; an honest one is far below


class Sandbox:
    """At most `slots` children at once; each ends after its seconds, whatever it does."""

    def __init__(self, slots: int = 2) -> None:
        self._slots = asyncio.Semaphore(slots)

    async def run(self, code: str, *, seconds: float = 3.0) -> Ran:
        """Run a program. `error` is "refused: …" where the syntax is not allowed or no sandbox can be had, "timeout",
        "died", or the exception that the program raised; never raises for what the program does."""
        if reason := why_not(code):
            return Ran(error=f"refused: {reason}")
        async with self._slots:
            return await confined(code, imports(code), seconds)

    async def calculate(self, text: str, now: datetime, lang: Lang) -> str | None:
        """An exact answer for a bare sum, a date or a unit question, or None. Under a few milliseconds."""
        return sum_answer(text, lang) or date_answer(text, now, lang) or unit_answer(text, lang)


async def confined(code: str, modules: list[tuple[str, list[str]]], seconds: float) -> Ran:
    """Run a program in a child of its own, whose modules are loaded before its doors shut. The syntax is not looked at
    here: the child has to hold whatever runs in it."""
    seal = filter_for(os.uname().machine)
    unconfined = os.environ.get(UNCONFINED) == "1"
    if seal is None and not unconfined:
        return Ran(error="refused: no sandbox")
    job = {
        "code": code, "imports": modules, "without": sorted(WITHOUT), "not_built_in": sorted(NOT_BUILT_IN),
        "seconds": max(1, int(seconds)), "filter": (seal or b"").hex(), "unconfined": unconfined,
    }  # fmt: skip
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(_CHILD), stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL, cwd="/",
        # A zone that is named is not read again, which the filter would refuse.
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1",
             "TZ": os.environ.get("TZ") or ":/etc/localtime"},
    )  # fmt: skip
    try:
        out = await asyncio.wait_for(_talk(child, json.dumps(job).encode()), seconds + 2.0)
    except TimeoutError:
        return Ran(error="timeout")
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    return _read(out, child.returncode)


async def _talk(child: Process, job: bytes) -> bytes:
    """What the child answers, cut where it says too much: it must not fill our memory."""
    assert child.stdin is not None and child.stdout is not None
    with contextlib.suppress(ConnectionError):  # it died before it had read everything
        child.stdin.write(job)
        await child.stdin.drain()
        child.stdin.close()
    out = b""
    while len(out) <= _LONGEST and (piece := await child.stdout.read(_LONGEST)):
        out += piece
    if len(out) <= _LONGEST:
        await child.wait()
    return out


def _read(out: bytes, code: int | None) -> Ran:
    # A program that broke out of its frame may say anything here.
    try:
        said = json.loads(out) if len(out) <= _LONGEST else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        return Ran(error="timeout" if code in (-9, -24) and not out else "died")
    output, value, error = (_clean(said.get(key, "")) for key in ("output", "value", "error"))
    return Ran(output=output, value=value, error=error[:200])


def _clean(text: object) -> str:
    # Half a surrogate pair or a zero byte could not be stored.
    return str(text)[:2000].encode("utf-8", "replace").decode().replace("\0", "")
