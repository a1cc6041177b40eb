"""Videos fetched once, within bounds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from dazi.errors import BadInput, PlatformDown
from dazi.video.fetch import Files

FILM = b"film" * 1000
URL = "http://plaza/media/clips/a.mp4"
Answer = Callable[[httpx.Request], httpx.Response]


def files(folder: Path, answer: Answer, **bounds: int) -> Files:
    return Files(folder, transport=httpx.MockTransport(answer), **bounds)


def video(content: bytes = FILM, kind: str = "video/mp4") -> httpx.Response:
    return httpx.Response(200, content=content, headers={"content-type": kind})


async def test_a_file_is_fetched_once_and_known_to_the_next_process(tmp_path: Path) -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return video()

    first = files(tmp_path, answer)
    assert first.known(URL) == ""
    path, content = await first.fetch(URL)
    assert content == hashlib.sha256(FILM).hexdigest() and path.read_bytes() == FILM
    other = files(tmp_path, answer)
    assert other.known(URL) == content and await other.fetch(URL) == (path, content)
    assert len(asked) == 1 and "authorization" not in asked[0].headers
    path.unlink()  # evicted: what it was is still known, and it is fetched anew when it is needed
    assert other.known(URL) == content and other.path(content) is None
    assert (await other.fetch(URL))[0].exists() and len(asked) == 2


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (lambda request: httpx.Response(404), (BadInput, "video.gone")),
        (
            lambda request: httpx.Response(302, headers={"location": "http://10.0.0.1/"}),
            (BadInput, "video.gone"),
        ),
        (lambda request: video(kind="text/html"), (BadInput, "video.no_video")),
        (lambda request: video(b"x" * 5000), (BadInput, "video.large")),
        (lambda request: httpx.Response(503), (PlatformDown, "platform.down")),
    ],
)
async def test_what_does_not_fit_is_refused_and_leaves_nothing(
    tmp_path: Path, answer: Answer, fault: tuple[type[Exception], str]
) -> None:
    with pytest.raises(fault[0], match=fault[1]):
        await files(tmp_path, answer, each=4000).fetch(URL)
    assert list(tmp_path.iterdir()) == []


async def test_an_unreachable_place_may_come_back(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no")

    with pytest.raises(PlatformDown):
        await files(tmp_path, answer).fetch(URL)


async def test_the_folder_keeps_within_its_bounds(tmp_path: Path) -> None:
    made = files(tmp_path, lambda request: video(request.url.path.encode() * 300), most=10_000)
    kept = []
    for n in range(5):
        path, _ = await made.fetch(f"http://plaza/{n:07}.mp4")  # 3,600 bytes each
        os.utime(path, (n, n))
        kept.append(path)
    assert [path.exists() for path in kept] == [False, False, False, True, True]
