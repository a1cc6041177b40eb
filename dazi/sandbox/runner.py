"""Runs small programs in the limited child and answers exact questions; implements ports.Runner."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime
from pathlib import Path

from dazi.ports import Ran
from dazi.sandbox.allow import why_not
from dazi.sandbox.dates import date_answer
from dazi.sandbox.sums import sum_answer
from dazi.sandbox.units import unit_answer
from dazi.types import Lang

_CHILD = Path(__file__).with_name("child.py")


class Sandbox:
    """At most `slots` children at once; each ends after its seconds, whatever it does."""

    def __init__(self, slots: int = 2) -> None:
        self._slots = asyncio.Semaphore(slots)

    async def run(self, code: str, *, seconds: float = 3.0) -> Ran:
        """Run a program. `error` is "refused: …" where the syntax is not allowed, "timeout", or the exception that
        the program raised; never raises for what the program does."""
        if reason := why_not(code):
            return Ran(error=f"refused: {reason}")
        async with self._slots:
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-I", str(_CHILD), str(max(1, int(seconds))),
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}, cwd="/",
            )  # fmt: skip
            try:
                out, _ = await asyncio.wait_for(
                    child.communicate(code.encode("utf-8", "replace")), seconds + 2.0
                )
            except TimeoutError:
                return Ran(error="timeout")
            finally:
                if child.returncode is None:
                    child.kill()
                    await child.wait()
        return _read(out, child.returncode)

    async def calculate(self, text: str, now: datetime, lang: Lang) -> str | None:
        """An exact answer for a bare sum, a date or a unit question, or None. Under a few milliseconds."""
        return sum_answer(text, lang) or date_answer(text, now, lang) or unit_answer(text, lang)


def _read(out: bytes, code: int | None) -> Ran:
    try:
        said = json.loads(out)
    except ValueError:
        return Ran(error="timeout" if code in (-9, -24) else "died")
    return Ran(output=str(said["output"]), value=str(said["value"]), error=str(said["error"]))
