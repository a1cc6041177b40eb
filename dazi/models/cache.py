"""The folder where weights lie: places named by hash, a lock and a mark for each, half-fetched parts."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from platformdirs import user_cache_dir

from dazi.errors import ConfigError, Transient
from dazi.models.catalog import File, Model

BLOCK = 1 << 20
MARGIN = 64 << 20  # bytes that must stay free beside the file itself


def folder() -> Path:
    """Where weights are kept: $DAZI_CACHE/models, else the user's cache folder."""
    root = os.environ.get("DAZI_CACHE") or user_cache_dir("dazi")
    return Path(root).expanduser() / "models"


class Place:
    """Where one file lies, or will: `path` when it is whole, `part` while it is fetched, `bad` when it was wrong."""

    def __init__(self, root: Path, file: File) -> None:
        self.file = file
        self.path = root / file.cached
        self.part = root / f"{file.cached}.part"
        self.bad = root / f"{file.cached}.bad"
        self.mark = root / f"{file.cached}.ok"
        self._lock = root / f"{file.cached}.lock"

    def ready(self) -> bool:
        """Whether the whole file is there and is the one whose hash was checked (same length and time since)."""
        try:
            return bool(json.loads(self.mark.read_text("utf-8")) == _stamp(self.path))
        except (OSError, ValueError):
            return False

    def check(self, tell: Callable[[int], None] = lambda done: None) -> bool:
        """Whether the file at `path` has the right hash; marks it when it has, sets it aside when it hasn't."""
        if self.ready():
            return True
        if not self.path.exists():
            return False
        digest = hashlib.sha256()
        with self.path.open("rb") as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
                tell(stream.tell())
        if digest.hexdigest() != self.file.sha256:
            self.path.replace(self.bad)
            return False
        self._seal()
        return True

    def accept(self) -> None:
        """The part is whole and right: put it into its place."""
        self.part.replace(self.path)
        self._seal()
        self.bad.unlink(missing_ok=True)

    def reject(self) -> None:
        """The part is whole and wrong: set it aside, so that it can be looked at and the next try starts anew."""
        self.part.replace(self.bad)

    def _seal(self) -> None:
        self.mark.write_text(json.dumps(_stamp(self.path)), "utf-8")

    @contextmanager
    def held(self, waiting: Callable[[], None], stop: Event) -> Iterator[None]:
        """Nobody else fetches this file meanwhile, in this process or another; `waiting` is called while one does."""
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        with self._lock.open("a") as stream:
            while not _locked(stream.fileno()):
                waiting()
                if stop.wait(0.3):
                    raise stopped()
            yield


class Part:
    """A half-fetched file that is appended to and hashed on the way; what an earlier run left is taken over."""

    def __init__(self, place: Place, tell: Callable[[int], None] = lambda done: None) -> None:
        self.place, self.size = place, 0
        self._digest = hashlib.sha256()
        self._stream = place.part.open("a+b")
        self._stream.seek(0)
        while block := self._stream.read(BLOCK):
            self._digest.update(block)
            self.size += len(block)
            tell(self.size)
        if self.size > place.file.bytes:
            self.restart()

    def write(self, block: bytes) -> None:
        """Append; ConfigError models.room where the disk is full."""
        try:
            self._stream.write(block)
        except OSError as fault:
            if fault.errno in (errno.ENOSPC, errno.EDQUOT):
                raise no_room(self.place.path.parent, self.missing) from fault
            raise
        self._digest.update(block)
        self.size += len(block)

    def restart(self) -> None:
        """Forget what was fetched."""
        self._stream.truncate(0)
        self._digest, self.size = hashlib.sha256(), 0

    @property
    def missing(self) -> int:
        return self.place.file.bytes - self.size

    def right(self) -> bool:
        """Whether the hash of all that was written is the file's."""
        return self._digest.hexdigest() == self.place.file.sha256

    def close(self) -> None:
        """Write out; what is there stays for the next run."""
        try:
            self._stream.flush()
            os.fsync(self._stream.fileno())
        finally:
            self._stream.close()


def whole(model: Model, root: Path | None = None) -> dict[str, Path] | None:
    """The paths of a model's files by role, when all are there and verified; reads no weights."""
    places = [Place(root or folder(), file) for file in model.files]
    if not all(place.ready() for place in places):
        return None
    return {place.file.role: place.path for place in places}


def require_room(root: Path, need: int) -> None:
    """ConfigError models.room unless `need` bytes fit onto the disk with something to spare."""
    if shutil.disk_usage(root).free < need + MARGIN:
        raise no_room(root, need)


def no_room(root: Path, need: int) -> ConfigError:
    free = shutil.disk_usage(root).free
    return ConfigError("models.room", need=_mb(need + MARGIN), free=_mb(free), folder=str(root))


def stopped() -> Transient:
    """What a pull ends with when it was told to stop; the part is kept."""
    return Transient("models.stopped")


def clear_old(root: Path, days: float = 14) -> None:
    """Remove parts and rejected files that nobody has touched for so long."""
    for path in (*root.glob("*.part"), *root.glob("*.bad")):
        if time.time() - path.stat().st_mtime > days * 86400:
            path.unlink(missing_ok=True)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stamp(path: Path) -> dict[str, int]:
    stat = path.stat()
    return {"bytes": stat.st_size, "mtime_ns": stat.st_mtime_ns}


def _mb(count: int) -> int:
    return -(-count // 1_000_000)
