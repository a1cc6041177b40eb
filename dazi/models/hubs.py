"""Weights from a model hub over HTTPS, resumable by range; a hub that does not answer is found out in seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from queue import Empty, Queue
from threading import Event, Thread

import httpx

from dazi.errors import Transient
from dazi.models.cache import Part, stopped
from dazi.models.catalog import File

PATIENCE = 3.0  # seconds in which a hub has to answer at all
PAUSE = 1.0  # seconds before a broken download is taken up
TRIES = 5  # of a download that breaks off without a byte of progress


def answering(hubs: Mapping[str, str], file: File, patience: float = PATIENCE) -> tuple[str, ...]:
    """The hubs, in their order, that hand out the file's first byte within `patience` seconds. All are asked at once
    in threads of their own, since a name that does not resolve is not held to any timeout of the client's. When
    the first of the order answers, nobody waits for the rest: they follow it unproven."""
    answers: Queue[tuple[str, bool]] = Queue()
    for name, pattern in hubs.items():
        Thread(
            target=lambda n=name, p=pattern: answers.put((n, _first_byte(p, file, patience))), daemon=True
        ).start()
    good: dict[str, bool] = {}
    until = time.monotonic() + patience
    while len(good) < len(hubs):
        try:
            name, works = answers.get(timeout=max(0.0, until - time.monotonic()))
        except Empty:
            break
        good[name] = works
        if _leader(hubs, good):
            return tuple(name for name in hubs if good.get(name, True))
    return tuple(name for name in hubs if good.get(name))


def append(part: Part, url: str, tell: Callable[[int], None], stop: Event) -> None:
    """Bring `part` to its full length from `url`; a connection that breaks off is taken up where it ended."""
    tries = TRIES
    while part.missing > 0:
        before = part.size
        try:
            _stream(part, url, tell, stop)
        except httpx.HTTPError as fault:
            tries = TRIES if part.size > before else tries - 1
            if not tries:
                raise Transient("models.source", source=url, why=type(fault).__name__) from fault
            if stop.wait(PAUSE):
                raise stopped() from None


def _stream(part: Part, url: str, tell: Callable[[int], None], stop: Event) -> None:
    wanted = {"Range": f"bytes={part.size}-", "Accept-Encoding": "identity"}
    timeout = httpx.Timeout(30.0, connect=PATIENCE)
    with httpx.stream("GET", url, headers=wanted, timeout=timeout, follow_redirects=True) as answer:
        if answer.status_code >= 500 or answer.status_code == 429:
            raise httpx.HTTPStatusError(str(answer.status_code), request=answer.request, response=answer)
        if answer.status_code not in (200, 206):
            raise Transient("models.source", source=url, why=f"HTTP {answer.status_code}")
        if answer.status_code == 200 and part.size:
            part.restart()  # it does not know ranges
        if _total(answer, part.size) not in (None, part.place.file.bytes):
            raise Transient("models.source", source=url, why="the file has another length")
        for block in answer.iter_raw():
            part.write(block[: part.missing])
            tell(part.size)
            if stop.is_set():
                raise stopped()


def _total(answer: httpx.Response, start: int) -> int | None:
    ranged = answer.headers.get("Content-Range", "").rpartition("/")[2]
    if ranged.isdigit():
        return int(ranged)
    length = answer.headers.get("Content-Length", "")
    return start + int(length) if length.isdigit() else None


def _first_byte(pattern: str, file: File, patience: float) -> bool:
    url = pattern.format(repo=file.repo, revision=file.revision, path=file.path)
    try:
        with httpx.stream(
            "GET", url, headers={"Range": "bytes=0-0"}, timeout=patience, follow_redirects=True
        ) as answer:
            return answer.status_code in (200, 206)
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        return False


def _leader(hubs: Mapping[str, str], good: Mapping[str, bool]) -> bool:
    for name in hubs:
        if name not in good:
            return False
        if good[name]:
            return True
    return False
