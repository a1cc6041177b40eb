"""What strangers upload: sniffed, limited, opened in a child, and nothing left of what is refused."""

from __future__ import annotations

import io
import os
import sqlite3
import struct
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import av
import httpx
import numpy as np
import pytest
from PIL import Image
from starlette.datastructures import UploadFile

from dazi.errors import BadInput
from dazi.web import uploads
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_faults import Fault
from dazi.web.plaza_seed import Clip, Person, Seed
from dazi.web.plaza_tables import now_ms
from dazi.web.uploads import sniff

SEED = Seed((Person("zhu", "阿竹", demo=True),), (Clip("cat", "猫", "zhu"),), {})
IDENTITY = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
CLOCKWISE = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)


@pytest.fixture
async def plaza(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED)
    headers = {"X-Plaza": "1", "Accept-Language": "en"}
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://plaza", headers=headers, timeout=60
    ) as client:
        yield client
    app.state.board.close()


@pytest.fixture
def left(tmp_path: Path) -> Callable[[], list[str]]:
    """What lies in the uploads folder."""
    return lambda: sorted(path.name for path in (tmp_path / "uploads").iterdir())


def film(
    width: int = 320, height: int = 180, seconds: float = 1.0, form: str = "mp4", sound: bool = True
) -> bytes:
    """A small clip: a bright square on grey, and a tone."""
    held = io.BytesIO()
    codec, tone = ("libx264", "aac") if form == "mp4" else ("libvpx", "libopus")
    with av.open(held, "w", format=form) as made:
        stream = made.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        hear = made.add_stream(tone, rate=48000, layout="mono") if sound else None
        for number in range(int(seconds * 10)):
            pixels = np.full((height, width, 3), 90, np.uint8)
            pixels[: height // 2, : width // 2] = (250, 20, 20)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts = number
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
        if hear is not None:
            wave = np.sin(np.arange(int(48000 * seconds)) / 20).astype(np.float32)
            block = 960
            for at in range(0, len(wave) - block, block):
                frame = av.AudioFrame.from_ndarray(wave[None, at : at + block], format="flt", layout="mono")
                frame.rate, frame.pts = 48000, at
                for even in av.AudioResampler(format=hear.format.name, layout="mono", rate=48000).resample(
                    frame
                ):
                    made.mux(hear.encode(even))
            made.mux(hear.encode(None))
    return held.getvalue()


def picture(size: tuple[int, int] = (40, 30), form: str = "PNG", **save: Any) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", size, (200, 60, 30)).save(held, form, **save)
    return held.getvalue()


async def send(
    plaza: httpx.AsyncClient, path: str, content: bytes, name: str = "x.bin", **fields: str
) -> httpx.Response:
    files = {"file": (name, content, "application/octet-stream")}
    return await plaza.post(path, files=files, data=fields)


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    message = answer.json()["error"]["message"]
    assert message.isascii() and len(message) > 15, "a sentence in the reader's language"


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (picture(), "image/png"),
        (picture(form="JPEG"), "image/jpeg"),
        (picture(form="GIF"), "image/gif"),
        (picture(form="WEBP"), "image/webp"),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
        (b"\x1a\x45\xdf\xa3", "video/webm"),
        (b"\x00\x00\x00\x20ftypavif", None),
        (b"#EXTM3U\nfile:///etc/passwd", None),
        (b"<svg xmlns=", None),
        (b"", None),
    ],
)  # fmt: skip
def test_content_is_known_by_its_first_bytes(head: bytes, mime: str | None) -> None:
    assert sniff(head[:16]) == mime


async def test_a_clip_is_made_small_and_stands_first_in_the_feed(
    plaza: httpx.AsyncClient, tmp_path: Path
) -> None:
    answer = await send(
        plaza, "/api/videos", film(1920, 1080, 0.5), title=" 我的\u0000猫 ", tags="#猫 日常，猫"
    )
    assert answer.status_code == 201, answer.text
    video = answer.json()
    assert (video["title"], video["tags"], video["ready"], video["ai_made"]) == (
        "我的猫",
        ["猫", "日常"],
        True,
        False,
    )
    assert video["author"]["author"] and 0.3 < video["seconds"] < 0.9
    assert [one["id"] for one in (await plaza.get("/api/videos")).json()["videos"]] == [video["id"], "cat"]
    with av.open(str(tmp_path / "uploads" / video["src"].rpartition("/")[2])) as made:
        shown, heard = made.streams.video[0], made.streams.audio[0]
        assert (shown.codec_context.name, heard.codec_context.name) == ("h264", "aac")
        assert (shown.width, shown.height) == (720, 404)
    poster = Image.open(io.BytesIO((await plaza.get(video["poster"])).content))
    assert poster.size == (720, 404)


async def test_a_phone_s_clip_is_turned_upright(plaza: httpx.AsyncClient) -> None:
    head, mark, rest = film(320, 180, 0.4, sound=False).partition(b"tkhd")
    assert IDENTITY in rest[:100]
    answer = await send(
        plaza, "/api/videos", head + mark + rest.replace(IDENTITY, CLOCKWISE, 1), title="竖着拍"
    )
    poster = Image.open(io.BytesIO((await plaza.get(answer.json()["poster"])).content))
    assert poster.size == (180, 320)
    corner = poster.convert("RGB").getpixel((150, 40))
    assert isinstance(corner, tuple) and corner[0] > 200 and corner[1] < 90, (
        "the upper left corner is at the right now"
    )


async def test_a_webm_without_sound_is_taken(plaza: httpx.AsyncClient) -> None:
    answer = await send(plaza, "/api/videos", film(form="webm", sound=False), title="静")
    assert answer.status_code == 201, answer.text


async def test_a_clip_is_served_in_ranges_and_for_ever(plaza: httpx.AsyncClient) -> None:
    src = (await send(plaza, "/api/videos", film(seconds=0.4), title="段")).json()["src"]
    part = await plaza.get(src, headers={"Range": "bytes=4-11"})
    assert part.status_code == 206 and part.content[:4] == b"ftyp"
    assert part.headers["content-type"] == "video/mp4" and "immutable" in part.headers["cache-control"]
    assert (await plaza.get(src, headers={"Range": "bytes=99999999-"})).status_code == 416


@pytest.mark.parametrize("name", ["..%2Fplaza.db", "plaza.db", ".work-x", "a.mp4%00", "%2e%2e%2fplaza.db"])
async def test_nothing_else_of_the_folder_is_served(plaza: httpx.AsyncClient, name: str) -> None:
    for kind in ("uploads", "clips", ".."):
        assert (await plaza.get(f"/media/{kind}/{name}")).status_code == 404


async def test_a_picture_comes_out_upright_and_without_metadata(plaza: httpx.AsyncClient) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"
    answer = await send(plaza, "/api/uploads", picture((400, 200), "JPEG", exif=exif))
    assert answer.status_code == 201, answer.text
    content = (await plaza.get(answer.json()["url"])).content
    assert b"taken at home" not in content
    assert (
        Image.open(io.BytesIO(content)).size == (200, 400) and not Image.open(io.BytesIO(content)).getexif()
    )


async def test_an_uploaded_picture_hangs_on_a_comment_once(plaza: httpx.AsyncClient) -> None:
    id = (await send(plaza, "/api/uploads", picture(), alt="一块砖")).json()["id"]
    body = {"text": "", "attachments": [id]}
    said = (await plaza.post("/api/videos/cat/comments", json=body)).json()
    assert said["attachments"][0]["kind"] == "image" and said["attachments"][0]["alt"] == "一块砖"
    refused(
        await plaza.post("/api/videos/cat/comments", json={"text": "", "attachments": ["nix"]}),
        422,
        "plaza.no_upload",
    )


async def test_a_tick_of_consent_is_kept_with_its_time_and_stays_on_the_comment(
    plaza: httpx.AsyncClient, tmp_path: Path
) -> None:
    ticked = (await send(plaza, "/api/uploads", picture(), consent="1")).json()["id"]
    bare = (await send(plaza, "/api/uploads", picture(), consent="0")).json()["id"]
    with closing(sqlite3.connect(tmp_path / "plaza.db")) as database:
        kept = dict(database.execute("SELECT id, consent_at FROM uploads"))
    assert abs(kept[ticked] - now_ms()) < 60_000 and kept[bare] is None
    said = await plaza.post(
        "/api/videos/cat/comments", json={"text": "@小搭 看", "attachments": [ticked, bare]}
    )
    assert [one.get("consent", False) for one in said.json()["attachments"]] == [True, False]
    headers = {"Authorization": "Bearer t"}
    heard = await plaza.get("/api/bot/comments", params={"cursor": 0, "wait": 0}, headers=headers)
    assert [one.get("consent", False) for one in heard.json()["items"][-1]["attachments"]] == [True, False]


async def test_the_companion_ticks_nothing_for_others(plaza: httpx.AsyncClient, tmp_path: Path) -> None:
    files = {"file": ("p", picture(), "image/png")}
    headers = {"Authorization": "Bearer t"}
    await plaza.post("/api/uploads", files=files, data={"consent": "1"}, headers=headers)
    with closing(sqlite3.connect(tmp_path / "plaza.db")) as database:
        assert database.execute("SELECT consent_at FROM uploads").fetchall() == [(None,)]


async def test_a_plaza_from_before_the_tick_is_widened(tmp_path: Path) -> None:
    create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED).state.board.close()
    with closing(sqlite3.connect(tmp_path / "plaza.db")) as database:
        for later in ("DROP INDEX uploads_by_file", "ALTER TABLE uploads DROP COLUMN shown_to"):
            database.execute(later)
        database.execute("ALTER TABLE uploads DROP COLUMN consent_at")
        database.execute("PRAGMA user_version = 2")
        database.commit()
    app = create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED)
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://plaza", headers={"X-Plaza": "1"}
    ) as one:
        assert (await send(one, "/api/uploads", picture(), consent="1")).status_code == 201
    app.state.board.close()


async def test_a_member_s_sign_is_served_as_a_picture(plaza: httpx.AsyncClient) -> None:
    for member in ("zhu", "nobody"):
        answer = await plaza.get(f"/media/avatars/{member}.png")
        shown = Image.open(io.BytesIO(answer.content))
        assert (answer.status_code, shown.format, shown.size) == (200, "PNG", (640, 640))


async def test_a_large_picture_shrinks(plaza: httpx.AsyncClient) -> None:
    url = (await send(plaza, "/api/uploads", picture((5000, 100)))).json()["url"]
    assert Image.open(io.BytesIO((await plaza.get(url)).content)).size == (2048, 41)


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 60,000 pixels a side."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 415, "upload.not_image"),
        (b"#!/bin/sh\nrm -rf /", 415, "upload.not_image"),
        (b"<svg onload='alert(1)'/>", 415, "upload.not_image"),
        (film(seconds=0.2), 415, "upload.not_image"),
        (picture()[:40], 422, "upload.broken"),
        (b"\x89PNG\r\n\x1a\n" + os.urandom(4000), 422, "upload.broken"),
        (bomb(), 422, "upload.pixels"),
    ],
    ids=["empty", "script", "svg", "clip", "cut", "noise", "bomb"],
)
async def test_what_is_no_picture_is_refused_and_leaves_nothing(
    plaza: httpx.AsyncClient, left: Callable[[], list[str]], content: bytes, status: int, code: str
) -> None:
    refused(await send(plaza, "/api/uploads", content, "cat.png"), status, code)
    assert left() == []


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (picture(), 415, "upload.not_video"),
        (b"\x00\x00\x00\x20ftypisom" + os.urandom(5000), 422, "upload.broken"),
        (film()[:600], 422, "upload.broken"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", 415, "upload.not_video"),
    ],
    ids=["picture", "noise", "cut", "playlist"],
)
async def test_what_is_no_clip_is_refused_and_leaves_nothing(
    plaza: httpx.AsyncClient, left: Callable[[], list[str]], content: bytes, status: int, code: str
) -> None:
    refused(await send(plaza, "/api/videos", content, "x.mp4", title="x"), status, code)
    assert left() == [] and len((await plaza.get("/api/videos")).json()["videos"]) == 1


async def test_a_clip_needs_a_title(plaza: httpx.AsyncClient, left: Callable[[], list[str]]) -> None:
    refused(await send(plaza, "/api/videos", film(seconds=0.2), title="  "), 422, "upload.title")
    refused(await send(plaza, "/api/videos", film(seconds=0.2), title="长" * 81), 422, "upload.title")
    assert left() == []


async def test_a_body_over_the_limit_is_cut_off_while_it_comes(
    plaza: httpx.AsyncClient, left: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads.receive, "__defaults__", (1024 * 1024,))
    kept: list[int] = []
    write = UploadFile.write

    async def counted(self: Any, content: bytes) -> None:
        kept.append(len(content))
        await write(self, content)

    monkeypatch.setattr(UploadFile, "write", counted)

    async def body() -> AsyncIterator[bytes]:  # no Content-Length: only counting helps
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(40):
            yield b"x" * 100_000
        yield b"\r\n--b--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    refused(await plaza.post("/api/videos", content=body(), headers=headers), 413, "upload.large")
    assert sum(kept) <= 1024 * 1024 and left() == []


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=b", "text/plain", ""])
async def test_a_broken_form_is_said_to_be_one(plaza: httpx.AsyncClient, kind: str) -> None:
    refused(
        await plaza.post("/api/uploads", content=b"nonsense", headers={"Content-Type": kind}),
        422,
        "upload.form",
    )


async def test_the_companion_s_pictures_stay_byte_for_byte(plaza: httpx.AsyncClient) -> None:
    content = picture((30, 30), "PNG")
    headers = {"Authorization": "Bearer t", "X-Plaza": ""}
    answer = await plaza.post("/api/uploads", files={"file": ("p", content, "image/png")}, headers=headers)
    assert (await plaza.get(answer.json()["url"])).content == content
    headers["Authorization"] = "Bearer guess"
    refused(
        await plaza.post("/api/uploads", files={"file": ("p", content)}, headers=headers),
        403,
        "plaza.foreign",
    )


async def test_a_child_that_takes_too_long_is_ended(
    plaza: httpx.AsyncClient, left: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(uploads._PATIENCE, "video", 0.05)
    refused(await send(plaza, "/api/videos", film(), title="慢"), 422, "upload.heavy")
    assert left() == []


def test_what_a_killed_process_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".work-dead").mkdir()
    (tmp_path / ".work-dead" / "part.mp4").write_bytes(b"half")
    uploads.Uploads(tmp_path)
    assert list(tmp_path.iterdir()) == []


async def test_a_full_disk_is_said_before_anything_is_opened(
    plaza: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "_ROOM", 2**62)
    refused(await send(plaza, "/api/uploads", picture()), 507, "upload.full")


def test_a_refusal_is_a_bad_input() -> None:
    assert issubclass(Fault, BadInput)
