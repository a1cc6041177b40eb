"""The plaza's adapter where the plaza behaves badly, and its pictures; its promises stand in the contract suite."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from dazi.errors import BadInput, ConfigError, DaziError, PlatformDown, PlatformRefused
from dazi.pictures import Gallery
from dazi.platforms import plaza as module
from dazi.platforms.plaza import Plaza
from dazi.ports import Chapter, Cinema
from dazi.text.normalise import fingerprint
from dazi.types import Member, Mention, Picture, Provenance, Reply
from dazi.web import plaza_bot
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_seed import Clip, Person, Seed

MENTION = Mention(
    "plaza", "xiaoda", "7", "7", Member("plaza", "zhu", "阿竹"), "@小搭 在吗", datetime(2026, 1, 1, tzinfo=UTC),
    video="cat",
)  # fmt: skip
REPLY = Reply(
    "plaza", "xiaoda", "7", "7", 0, "在", "AI生成", fingerprint("在"), ("7",),
    Provenance("chat", "fast", "model", "m", "xiaoda@1"),
)  # fmt: skip


def adapter(answer: Callable[[httpx.Request], httpx.Response]) -> Plaza:
    return Plaza("http://plaza", "t", pause=0.01, transport=httpx.MockTransport(answer))


def always(status: int, body: Any = None) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: httpx.Response(
        status, json=body if body is not None else {"error": {"message": "weil"}}
    )


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (500, PlatformDown, "platform.down"),
        (503, PlatformDown, "platform.down"),
        (507, PlatformDown, "platform.down"),
        (429, PlatformDown, "platform.down"),
        (404, PlatformRefused, "platform.gone"),
        (410, PlatformRefused, "platform.gone"),
        (403, PlatformRefused, "platform.forbidden"),
        (422, PlatformRefused, "platform.rejected"),
        (301, PlatformRefused, "platform.rejected"),
        (401, ConfigError, "platform.token"),
    ],
)
async def test_each_status_is_the_right_branch_of_the_tree(
    status: int, kind: type[Exception], code: str
) -> None:
    plaza = adapter(always(status))
    with pytest.raises(kind) as raised:
        await plaza.post(REPLY)
    assert raised.value.code == code  # type: ignore[attr-defined]
    await plaza.typing(MENTION, True)
    await plaza.close()


@pytest.mark.parametrize("body", [b"<html>not json", b"[]", b"", b"\xff\xfe"])
async def test_an_answer_that_is_no_json_object_is_a_platform_that_is_down(body: bytes) -> None:
    plaza = adapter(lambda request: httpx.Response(200, content=body))
    with pytest.raises(PlatformDown):
        await plaza.find_own(REPLY)
    await plaza.close()


async def test_a_timeout_is_a_platform_that_is_down() -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow", request=request)

    plaza = adapter(slow)
    with pytest.raises(PlatformDown):
        await plaza.post(REPLY)
    await plaza.typing(MENTION, True)
    await plaza.close()


async def test_another_account_behind_the_token_is_for_the_operator() -> None:
    plaza = adapter(always(200, {"account": "someone"}))
    with pytest.raises(ConfigError) as raised:
        await anext(plaza.listen("1"))
    assert raised.value.arguments["found"] == "someone"
    await plaza.close()


def item(id: str, **more: Any) -> dict[str, Any]:
    made = {
        "id": id, "video": "cat", "thread": id, "parent": None, "text": f"@小搭 {id}", "at": "2026-01-01T00:00:00.000Z",
        "member": {"id": "zhu", "name": "阿竹"}, "attachments": [], "parent_own": False, "bot": False,
    }  # fmt: skip
    return {**made, **more}


async def test_listening_survives_failures_and_loses_nothing_between_its_cursors() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/bot/self":
            return httpx.Response(200, json={"account": "xiaoda"})
        cursor = request.url.params.get("cursor", "")
        asked.append(cursor)
        if len(asked) % 2:
            return httpx.Response(502)
        batches = {"": ([], 10), "10": ([item("11"), item("12")], 12), "12": ([item("13", cursor=13)], 13)}
        items, after = batches[cursor]
        return httpx.Response(200, json={"items": items, "cursor": after})

    plaza = adapter(answer)
    stream = plaza.listen(None)
    got = [await asyncio.wait_for(anext(stream), 5) for _ in range(3)]
    assert [mention.comment for mention, _ in got] == ["11", "12", "13"]
    # Without a place of its own the first of a batch has the cursor before it: stopping there repeats, never skips.
    assert [cursor for _, cursor in got] == ["10", "12", "13"]
    await stream.aclose()  # type: ignore[attr-defined]
    await plaza.close()


async def test_attachments_come_with_whole_addresses() -> None:
    attached = [{"kind": "image", "url": "/media/uploads/a.png", "mime": "image/png", "alt": "猫"}]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/bot/self":
            return httpx.Response(200, json={"account": "xiaoda"})
        return httpx.Response(200, json={"items": [item("3", attachments=attached, bot=True)], "cursor": 3})

    plaza = adapter(answer)
    stream = plaza.listen("0")
    mention, _ = await anext(stream)
    assert mention.attachments[0].url == "http://plaza/media/uploads/a.png"
    assert mention.attachments[0].alt == "猫" and mention.bot
    await stream.aclose()  # type: ignore[attr-defined]
    await plaza.close()


async def test_the_turns_of_a_thread_bring_their_pictures_and_whether_consent_was_given() -> None:
    attached = [
        {"kind": "image", "url": "/media/uploads/a.png", "mime": "image/png", "alt": "", "consent": True},
        {"kind": "image", "url": "/media/uploads/b.png"},
    ]
    turns = [{**item("3", attachments=attached), "own": False}]
    plaza = adapter(always(200, {"turns": turns}))
    (turn,) = await plaza.thread(MENTION) or ()
    assert [(one.url, one.consent) for one in turn.attachments] == [
        ("http://plaza/media/uploads/a.png", True),
        ("http://plaza/media/uploads/b.png", False),
    ]
    await plaza.close()


async def test_a_picture_of_the_plaza_s_own_is_fetched() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, content=b"picture")

    plaza = adapter(answer)
    assert isinstance(plaza, Gallery)
    assert await plaza.picture("http://plaza/media/uploads/a.png", 100) == b"picture"
    assert await plaza.avatar(Member("plaza", "zhu")) == "http://plaza/media/avatars/zhu.png"
    assert await plaza.avatar(Member("plaza", "../api")) == ""
    assert asked == ["http://plaza/media/uploads/a.png"]
    await plaza.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data", "http://plaza.evil/media/uploads/a.png", "file:///etc/passwd", "",
        "http://plaza/api/bot/self", "http://plaza/media/uploads/../../api/bot/self", "http://plaza/media/uploads/a.png?x=1",
        "http://plaza@evil/media/uploads/a.png", "https://plaza/media/uploads/a.png", "/media/uploads/a.png",
        "http://plaza/media/uploads/a.png\n", "http://plaza/media/uploads/%2e%2e/a.png", "//evil/media/uploads/a.png",
    ],
)  # fmt: skip
async def test_no_address_but_the_plaza_s_own_pictures_is_ever_asked(url: str) -> None:
    def never(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url)

    plaza = adapter(never)
    with pytest.raises(BadInput) as refused:
        await plaza.picture(url, 100)
    assert refused.value.code == "picture.elsewhere"
    await plaza.close()


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (404, BadInput, "picture.gone"),
        (302, BadInput, "picture.gone"),
        (500, PlatformDown, "platform.down"),
        (429, PlatformDown, "platform.down"),
    ],
)
async def test_a_picture_that_does_not_come_says_why(status: int, kind: type[DaziError], code: str) -> None:
    headers = {"Location": "http://169.254.169.254/"}
    plaza = adapter(lambda request: httpx.Response(status, headers=headers))
    with pytest.raises(kind) as refused:
        await plaza.picture("http://plaza/media/uploads/a.png", 100)
    assert refused.value.code == code
    await plaza.close()


async def test_a_picture_over_the_limit_is_left_where_it_is() -> None:
    came = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal came
        while True:
            came += 1
            yield bytes(1024 * 1024)

    plaza = adapter(lambda request: httpx.Response(200, content=endless()))
    with pytest.raises(BadInput) as refused:
        await plaza.picture("http://plaza/media/uploads/a.png", 3 * 1024 * 1024)
    assert refused.value.code == "picture.large" and refused.value.arguments == {"most": 3}
    assert came == 4
    await plaza.close()


async def test_a_picture_that_never_ends_is_a_platform_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FETCHING", 0.05)

    async def stuck() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    plaza = adapter(lambda request: httpx.Response(200, content=stuck()))
    with pytest.raises(PlatformDown):
        await plaza.picture("http://plaza/media/uploads/a.png", 100)
    await plaza.close()


async def test_a_video_that_many_talk_about_is_asked_for_once() -> None:
    asked: list[str] = []
    said = [{"top": {"id": "7", "text": MENTION.text, "member": {"id": "zhu"}}}]
    said += [{"top": {"id": "8", "text": "好猫", "member": {"id": "momo"}}}]
    said += [{"top": {"id": "9", "text": "我说的", "member": {"id": "xiaoda"}}}]
    video = {"id": "cat", "title": "猫", "author": {"name": "老周"}, "tags": [], "captions": [], "seconds": 3}

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if "dog" in request.url.path:
            return httpx.Response(404)
        return httpx.Response(
            200, json={"threads": said} if request.url.path.endswith("/comments") else video
        )

    plaza = adapter(answer)
    first = await plaza.video(MENTION)
    assert first is not None and first.comments == ("好猫",)
    assert await plaza.video(MENTION) == first and len(asked) == 2
    assert await plaza.video(replace(MENTION, video="dog")) is None
    assert await plaza.video(replace(MENTION, video=None)) is None
    await plaza.close()


async def test_pictures_are_posted_untouched_and_found_again(tmp_path: Path) -> None:
    seed = Seed((Person("zhu", "阿竹", demo=True),), (Clip("cat", "猫", "zhu"),), {})
    app = create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=seed)
    plaza = Plaza("http://plaza", "t", transport=httpx.ASGITransport(app))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://plaza") as member:
        body = {"text": "@小搭 画只猫"}
        top = (await member.post("/api/videos/cat/comments", json=body, headers={"X-Plaza": "1"})).json()[
            "id"
        ]
        held = io.BytesIO()
        Image.new("RGB", (8, 8), "red").save(held, "PNG")
        picture = Picture(held.getvalue(), "image/png", "一只红猫", "stickers")
        digest = hashlib.sha256(picture.content).hexdigest()
        reply = replace(
            REPLY, comment=top, thread=top, part=1, text="", fingerprint=digest, pictures=(picture,)
        )
        assert await plaza.find_own(reply) is None
        posted = await plaza.post(reply)
        found = await plaza.find_own(reply)
        assert found is not None and (found.id, found.adopted) == (posted.id, True)
        assert await plaza.find_own(replace(reply, fingerprint=fingerprint(""))) is None
        shown = (await member.get(f"/api/comments/{top}/replies")).json()["replies"][0]["attachments"][0]
        assert shown["alt"] == "一只红猫" and (await member.get(shown["url"])).content == picture.content
        await plaza.delete(posted.id)
        assert list((tmp_path / "uploads").iterdir()) == [], "a picture goes with its comment"
    await plaza.close()
    app.state.board.close()


async def test_a_reply_that_its_sender_gave_up_is_not_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module._POSTING > 2 * plaza_bot.LATEST
    monkeypatch.setattr(plaza_bot, "LATEST", 0.2)
    seed = Seed((Person("zhu", "阿竹", demo=True),), (Clip("cat", "猫", "zhu"),), {})
    app = create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=seed)
    plaza = Plaza("http://plaza", "t", transport=httpx.ASGITransport(app))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://plaza") as member:
        body = {"text": "@小搭 在吗"}
        said = await member.post("/api/videos/cat/comments", json=body, headers={"X-Plaza": "1"})
    reply = replace(REPLY, comment=said.json()["id"], thread=said.json()["id"])
    writing = app.state.board.writes._one
    writing.acquire()
    sent = asyncio.create_task(plaza.post(reply))
    await asyncio.sleep(0.1)
    sent.cancel()
    await asyncio.sleep(0.15)
    writing.release()
    assert await plaza.find_own(reply) is None
    assert await plaza.post(reply)
    with writing:
        pass
    assert len(app.state.board.ears.own_under(int(reply.comment))) == 1
    await plaza.close()
    app.state.board.close()


async def test_only_the_plaza_s_own_files_are_ours_to_fetch() -> None:
    rows = [
        ("a", "/media/clips/a.mp4"),
        ("b", ""),
        ("c", "http://10.0.0.1/secret"),
        ("d", "//evil/media/x.mp4"),
    ]
    shown = [
        {
            "id": id,
            "title": id,
            "author": {"name": "n"},
            "tags": [],
            "captions": [],
            "seconds": 1.0,
            "src": src,
        }
        for id, src in rows
    ]
    plaza = adapter(always(200, {"videos": shown}))
    assert [(one.id, one.file) for one in await plaza.videos()] == [("a", "http://plaza/media/clips/a.mp4")]
    assert isinstance(plaza, Cinema)
    await plaza.close()


@pytest.mark.parametrize("status", [404, 422])
async def test_a_plaza_without_a_place_for_chapters_is_no_failure(status: int) -> None:
    plaza = adapter(always(status))
    await plaza.chapters("cat", (Chapter(0.0, "开场"),))
    await plaza.close()
