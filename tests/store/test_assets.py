"""Pictures that wait to be posted: whole or not at all, under their hash, gone when nobody will send them."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from dazi.errors import StoreBusy
from dazi.store.assets import Assets

KEY = hashlib.sha256(b"png").hexdigest()


def test_what_is_put_comes_back_until_it_is_dropped(tmp_path: Path) -> None:
    assets = Assets(tmp_path / "outbox")
    assert assets.get(KEY) is None
    assert assets.put(b"png") == assets.put(b"png") == KEY
    assert Assets(tmp_path / "outbox").get(KEY) == b"png"
    assert [path.name for path in (tmp_path / "outbox").iterdir()] == [KEY], "no half file is left"
    assets.drop(KEY)
    assets.drop(KEY)
    assert assets.get(KEY) is None


def test_bytes_that_changed_on_the_disk_are_none(tmp_path: Path) -> None:
    assets = Assets(tmp_path)
    assets.put(b"png")
    (tmp_path / KEY).write_bytes(b"other")
    assert assets.get(KEY) is None


@pytest.mark.parametrize("key", ["", "../secret", "x" * 64, KEY.upper()])
def test_a_key_is_no_path(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret").write_bytes(b"s")
    assets = Assets(tmp_path / "outbox")
    assets.put(b"png")
    assert assets.get(key) is None
    assets.drop(key)
    assert (tmp_path / "secret").exists() and assets.get(KEY) == b"png"


def test_what_was_never_sent_goes_with_time(tmp_path: Path) -> None:
    assets = Assets(tmp_path, days=1)
    assets.put(b"png")
    os.utime(tmp_path / KEY, (time.time() - 90000,) * 2)
    other = assets.put(b"other")
    assert [path.name for path in tmp_path.iterdir()] == [other]


def test_a_disk_that_takes_nothing_is_busy(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file in its place")
    with pytest.raises(StoreBusy):
        Assets(tmp_path / "outbox").put(b"png")
