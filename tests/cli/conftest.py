"""A command line with an empty data folder, called from an empty folder, and a stub of a model where one is wanted."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.called import Run, here

STUB = Path(__file__).parents[1] / "acceptance" / "stub_model.py"


@pytest.fixture
def dazi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`dazi …` in this process."""
    monkeypatch.setenv("DAZI_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DAZI_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    return here(monkeypatch, capsys)


@pytest.fixture(scope="session")
def model() -> Iterator[int]:
    """The port of a stub of a model."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([sys.executable, str(STUB), str(port)])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield port
    process.kill()
    process.wait()
