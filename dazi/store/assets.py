"""Released pictures until they are posted, as files named by their hash; knows no reply."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

from dazi.errors import StoreBusy

_KEY = re.compile(r"[0-9a-f]{64}")


class Assets:
    """pictures.Assets over a folder, made at the first picture. What has lain there for `days` belongs to a reply that was
    never sent and is not going to be: it goes when the next picture comes."""

    def __init__(self, folder: Path, days: float = 7.0) -> None:
        self._folder = folder
        self._keep = days * 86400

    def put(self, content: bytes) -> str:
        """As the port says; StoreBusy where the disk takes no more."""
        key = hashlib.sha256(content).hexdigest()
        fresh = self._folder / f".{secrets.token_hex(8)}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._expire()
            with fresh.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, self._folder / key)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink()
            raise StoreBusy("store.full") from error
        return key

    def get(self, key: str) -> bytes | None:
        """The bytes of a key; None where there are none, or others than the key says."""
        try:
            content = (self._folder / key).read_bytes() if _KEY.fullmatch(key) else b""
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == key else None

    def drop(self, key: str) -> None:
        if _KEY.fullmatch(key):
            (self._folder / key).unlink(missing_ok=True)

    def _expire(self) -> None:
        oldest = time.time() - self._keep
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another process was faster
                if path.stat().st_mtime < oldest:
                    path.unlink()
