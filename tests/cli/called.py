"""How `dazi …` is called here: in this process, where the command's own start is not the point, or as one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from dazi.cli import main
from dazi.cli.output import speech


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Its output as JSON lines; it must have ended well."""
        assert self.code == 0, self.err
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Done]


def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("ask", …, stdin="…", lang="en", DAZI_PORT="1")` in this process, with its environment."""
    # Loggers keep the stream that they find, which is this test's alone.
    monkeypatch.setattr("dazi.log.configure", lambda *_, **__: None)

    def run(*words: str, stdin: str = "", lang: str = "zh", **more: str) -> Done:
        with monkeypatch.context() as set_up:
            for name, value in {"DAZI_LANG": lang, **more}.items():
                set_up.setenv(name, value)
            set_up.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
            speech.cache_clear()
            try:
                main(list(words))
                code = 0
            except SystemExit as left:
                code = int(left.code or 0)
            finally:
                speech.cache_clear()
        return Done(code, *capsys.readouterr())

    return run


def apart(*words: str, stdin: str = "", lang: str = "zh", **more: str) -> Done:
    """The same as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "dazi", *words],
        input=stdin,
        env={**os.environ, "DAZI_LANG": lang, **more},
        capture_output=True,
        text=True,
        timeout=240,
    )
    return Done(done.returncode, done.stdout, done.stderr)
