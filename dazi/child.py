"""Runs a module of ours in a child process with a bare environment, where strangers' files are opened; no file is known here."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[1]


async def run(module: str, arguments: tuple[str, ...], source: int, patience: float) -> tuple[int, bytes]:
    """`python -m module arguments` with the file descriptor `source` as its standard input: the child's exit code and
    what it printed. One that takes longer than `patience` seconds, or whose caller goes away, is ended; then the code
    is negative, as that of any child that a limit ended."""
    env = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        # One thread each: more would map memory for every core and win nothing here.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        stdin=source,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=env,
    )
    try:
        said, _ = await asyncio.wait_for(child.communicate(), patience)
    except TimeoutError:
        return -9, b""
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return child.returncode or 0, said
