"""One to one with the companion: a talk that nobody else ever meets, by any route."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from dazi.platforms.plaza import Plaza
from dazi.text.mentions import called
from dazi.text.normalise import fingerprint
from dazi.types import Mention, Provenance, Reply
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_seed import Clip, Person, Remark, Seed

SECRET, ANSWER, ALT = "我偷偷养了三只仓鼠", "嘘，我帮你保密", "仓鼠的秘密基地"
SEED = Seed(
    people=(Person("zhu", "阿竹", demo=True), Person("momo", "momo", demo=True)),
    clips=(Clip("cat", "猫开车", "momo"),),
    remarks={"cat": (Remark("momo", "@小搭 样本", under=(Remark("", "样本答", 7, label="AI生成"),)),)},
)


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[FastAPI]:
    made = create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED, a_minute=0)
    yield made
    made.state.board.close()


def client(app: FastAPI, member: str = "", **headers: str) -> httpx.AsyncClient:
    cookies = {"plaza_member": member} if member else {}
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://plaza", headers=headers, cookies=cookies
    )


@pytest.fixture
async def zhu(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app, "zhu", **{"X-Plaza": "1"}) as made:
        yield made


@pytest.fixture
async def momo(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app, "momo", **{"X-Plaza": "1"}) as made:
        yield made


@pytest.fixture
async def bot(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app, Authorization="Bearer t") as made:
        yield made


@pytest.fixture
async def platform(app: FastAPI) -> AsyncIterator[Plaza]:
    made = Plaza("http://plaza", "t", wait=0, transport=httpx.ASGITransport(app))
    yield made
    await made.close()


async def tell(member: httpx.AsyncClient, text: str = SECRET, **more: Any) -> Any:
    answer = await member.post("/api/chat", json={"text": text, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def talk(member: httpx.AsyncClient, **query: Any) -> list[Any]:
    return list((await member.get("/api/chat", params=query)).json()["messages"])


async def heard(platform: Plaza, count: int, cursor: str = "0") -> list[tuple[Mention, str]]:
    found: list[tuple[Mention, str]] = []
    stream = platform.listen(cursor)
    async with asyncio.timeout(10):
        async for pair in stream:
            found.append(pair)
            if len(found) == count:
                break
    await stream.aclose()  # type: ignore[attr-defined]
    return found


def answer_to(mention: Mention, text: str = ANSWER) -> Reply:
    made = Provenance("chat", "fast", "model", "m", "xiaoda@1")
    key = (mention.platform, mention.account, mention.comment, mention.thread, 0)
    return Reply(*key, text, "AI生成", fingerprint(text), (mention.comment,), made, visibility="private")


def square() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "#fa0").save(out, "PNG")
    return out.getvalue()


async def upload(asker: httpx.AsyncClient, alt: str = ALT) -> Any:
    return (await asker.post("/api/uploads", files={"file": ("x.png", square())}, data={"alt": alt})).json()


async def test_a_message_calls_without_a_handle_and_comes_as_private(
    zhu: httpx.AsyncClient, platform: Plaza
) -> None:
    said = await tell(zhu)
    (mention, _), *_ = await heard(platform, 1)
    assert (mention.comment, mention.text, mention.visibility) == (said["id"], SECRET, "private")
    assert mention.member.account == "zhu" and mention.thread == said["thread"] and mention.video is None
    assert called(mention, ["小搭"], replies=False)
    assert await platform.video(mention) is None


async def test_the_answer_stands_in_the_talk_once_with_its_label_and_is_found_again(
    zhu: httpx.AsyncClient, platform: Plaza
) -> None:
    await tell(zhu)
    (mention, _), *_ = await heard(platform, 1)
    assert await platform.find_own(answer_to(mention)) is None
    posted = await platform.post(answer_to(mention))
    again = await platform.find_own(answer_to(mention))
    assert again is not None and again.id == posted.id and again.adopted
    assert [(one["text"], one["label"], one["member"]["ai"]) for one in await talk(zhu)] == [
        (SECRET, "", False),
        (ANSWER, "AI生成", True),
    ]


async def test_the_history_of_a_talk_is_its_own_and_no_other_member_s(
    zhu: httpx.AsyncClient, momo: httpx.AsyncClient, platform: Plaza
) -> None:
    await tell(zhu, "一")
    await tell(momo, "别人的话")
    first = (await heard(platform, 2))[0][0]
    await platform.post(answer_to(first, "一答"))
    await tell(zhu, "二")
    last = (await heard(platform, 3))[-1][0]
    turns = await platform.thread(last)
    assert turns is not None
    assert [(turn.text, turn.own) for turn in turns] == [("一", False), ("一答", True)]


async def test_comments_and_private_words_come_in_one_order_and_none_is_lost(
    zhu: httpx.AsyncClient, bot: httpx.AsyncClient
) -> None:
    said: list[str] = []
    for n in range(130):
        if n % 3:
            said.append((await tell(zhu, f"私下{n}"))["id"])
        else:
            body = {"text": f"公开{n}"}
            said.append((await zhu.post("/api/videos/cat/comments", json=body)).json()["id"])
    cursor, found = 0, list[str]()
    for _ in range(4):
        came = (await bot.get("/api/bot/comments", params={"cursor": cursor, "wait": 0})).json()
        found += [one["id"] for one in came["items"]]
        cursor = came["cursor"]
    assert found == said
    back = (await bot.get("/api/bot/comments", params={"back": 3600})).json()["cursor"]
    assert back < int(said[0])


async def test_the_same_message_sent_twice_stands_once(zhu: httpx.AsyncClient) -> None:
    first = await tell(zhu, client="abc")
    again = await zhu.post("/api/chat", json={"text": SECRET, "client": "abc"})
    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    assert len(await talk(zhu)) == 1


async def test_who_writes_too_fast_is_asked_to_breathe_and_sending_again_counts_once(tmp_path: Path) -> None:
    app = create_plaza(
        tmp_path / "fast", token="t", clips=None, companion=CompanionCard(), seed=SEED, a_minute=2
    )
    async with client(app, "zhu", **{"X-Plaza": "1"}) as zhu:
        for _ in range(4):
            assert (await zhu.post("/api/chat", json={"text": "一", "client": "a"})).status_code in (200, 201)
        await tell(zhu, "二")
        refused = await zhu.post("/api/chat", json={"text": "三"})
        assert (refused.status_code, refused.json()["error"]["code"]) == (429, "plaza.pace")
    app.state.board.close()


async def test_a_long_talk_is_read_backwards_page_by_page(zhu: httpx.AsyncClient) -> None:
    for n in range(70):
        await tell(zhu, f"第{n}句")
    found: list[str] = []
    before = 0
    while True:
        page = (await zhu.get("/api/chat", params={"before": before, "limit": 30})).json()
        found = [one["text"] for one in page["messages"]] + found
        if not page["more"]:
            break
        before = page["messages"][0]["id"]
    assert found == [f"第{n}句" for n in range(70)]


async def test_typing_is_shown_to_the_one_who_waits_alone(
    app: FastAPI, zhu: httpx.AsyncClient, bot: httpx.AsyncClient
) -> None:
    live = app.state.board.live
    mine, theirs = live.stream(None, "zhu"), live.stream(None, "momo")
    await anext(mine), await anext(theirs)
    said = await tell(zhu)
    await bot.post("/api/bot/typing", json={"comment": said["id"], "on": True})
    await bot.post("/api/bot/comments", json={"parent": said["id"], "text": ANSWER})
    got = [await asyncio.wait_for(anext(mine), 2) for _ in range(4)]
    assert [block.split("event: ")[1].split("\n")[0] for block in got] == [
        "whisper",
        "typing",
        "whisper",
        "typing",
    ]
    assert SECRET in got[0] and ANSWER in got[2]
    public = asyncio.create_task(anext(theirs))
    await zhu.post("/api/videos/cat/comments", json={"text": "公开的一句"})
    block = await asyncio.wait_for(public, 3)
    assert "公开的一句" in block and SECRET not in block and ANSWER not in block
    late = live.stream(None, "momo")
    await bot.post("/api/bot/typing", json={"comment": said["id"], "on": True})
    await anext(late)
    nothing = asyncio.create_task(anext(late))
    await asyncio.sleep(0.1)
    assert not nothing.done()
    nothing.cancel()
    for stream in (mine, theirs):
        await stream.aclose()


READS = (
    "/api/me", "/api/people", "/api/people?q=仓鼠", "/api/videos", "/api/videos/cat", "/api/videos/cat/comments",
    "/api/videos/cat/comments?sort=new", "/api/videos/cat/mood", "/api/companion", "/api/companion/comments",
    "/api/companion/comments?sort=new",
)  # fmt: skip


async def test_nothing_private_is_shown_by_any_public_route_to_anybody(
    app: FastAPI, zhu: httpx.AsyncClient, momo: httpx.AsyncClient, bot: httpx.AsyncClient
) -> None:
    before = {path: (await zhu.get(path)).text for path in READS}
    picture = await upload(zhu)
    said = await tell(zhu, attachments=[picture["id"]])
    drawn = await upload(bot, ANSWER)
    answer = {"parent": said["id"], "text": ANSWER, "attachments": [drawn["id"]]}
    reply = (await bot.post("/api/bot/comments", json=answer)).json()
    async with client(app) as stranger:
        for reader in (zhu, momo, stranger):
            for path in READS:
                text = (await reader.get(path)).text
                assert not [word for word in (SECRET, ANSWER, ALT, "仓鼠") if word in text], path
            for id in (said["id"], reply["id"]):
                assert (await reader.get(f"/api/comments/{id}/replies")).status_code == 404
                likes = await reader.post(f"/api/comments/{id}/like", json={}, headers={"X-Plaza": "1"})
                assert likes.status_code == 404
                under = {"text": "蹭一下", "parent": id}
                stolen = await reader.post("/api/videos/cat/comments", json=under, headers={"X-Plaza": "1"})
                assert stolen.status_code == 404
                gone = await reader.delete(f"/api/comments/{id}", headers={"X-Plaza": "1"})
                assert gone.status_code == 404
        for path in READS:
            assert (await zhu.get(path)).text == before[path], "not even a count moves"
        assert await talk(momo) == []
        for url in (picture["url"], drawn["url"]):
            assert (await zhu.get(url)).status_code == 200
            assert "private" in (await zhu.get(url)).headers["cache-control"]
            assert (await momo.get(url)).status_code == 404
            assert (await bot.get(url)).status_code == 200
            name = url.rsplit("/", 1)[1]
            assert (await momo.get(f"/api/uploads/{name}/labels")).status_code == 404
    events = app.state.board.reads.events_after(0)
    assert SECRET not in json.dumps(events, ensure_ascii=False)
    assert ANSWER not in json.dumps(events, ensure_ascii=False)


async def test_a_picture_that_was_also_shown_openly_stays_open(
    zhu: httpx.AsyncClient, momo: httpx.AsyncClient
) -> None:
    first, second = await upload(zhu), await upload(momo)
    await tell(zhu, attachments=[first["id"]])
    body = {"text": "看图", "attachments": [second["id"]]}
    assert (await momo.post("/api/videos/cat/comments", json=body)).status_code == 201
    assert first["url"] == second["url"] and (await momo.get(first["url"])).status_code == 200


async def test_the_companion_takes_its_answer_back_but_no_member_s_words(
    zhu: httpx.AsyncClient, bot: httpx.AsyncClient, platform: Plaza
) -> None:
    said = await tell(zhu)
    (mention, _), *_ = await heard(platform, 1)
    posted = await platform.post(answer_to(mention))
    assert (await bot.delete(f"/api/bot/comments/{said['id']}")).status_code == 403
    await platform.delete(posted.id)
    await platform.delete(posted.id)
    assert [one["text"] for one in await talk(zhu)] == [SECRET]
    assert await platform.find_own(answer_to(mention)) is None


async def test_a_cleared_talk_leaves_nothing_behind(
    tmp_path: Path, app: FastAPI, zhu: httpx.AsyncClient, momo: httpx.AsyncClient, platform: Plaza
) -> None:
    picture = await upload(zhu)
    await tell(zhu, attachments=[picture["id"]])
    await tell(momo, "我的还在")
    (mention, _), *_ = await heard(platform, 1)
    await platform.post(answer_to(mention))
    assert (await zhu.request("DELETE", "/api/chat", headers={"X-Plaza": "0"})).status_code == 403
    assert (await zhu.request("DELETE", "/api/chat")).json() == {"cleared": True}
    assert await talk(zhu) == [] and len(await talk(momo)) == 1
    assert (await zhu.get(picture["url"])).status_code == 404
    assert await platform.thread(mention) is None
    with app.state.board.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("plaza.db*"))
    assert SECRET.encode() not in kept and ANSWER.encode() not in kept and ALT.encode() not in kept


async def test_an_older_plaza_gains_the_private_talk(tmp_path: Path) -> None:
    old = create_plaza(tmp_path / "p", token="t", clips=None, companion=CompanionCard(), seed=SEED)
    with old.state.board.engine.begin() as connection:
        for change in (
            "DROP TABLE whispers", "DROP TABLE follows", "DROP INDEX uploads_by_file",
            "ALTER TABLE uploads DROP COLUMN shown_to", "PRAGMA user_version = 3",
        ):  # fmt: skip
            connection.exec_driver_sql(change)
    old.state.board.close()
    app = create_plaza(tmp_path / "p", token="t", clips=None, companion=CompanionCard(), seed=SEED)
    async with client(app, "zhu", **{"X-Plaza": "1"}) as zhu:
        picture = await upload(zhu)
        await tell(zhu, attachments=[picture["id"]])
        assert len(await talk(zhu)) == 1
    app.state.board.close()


async def test_followers_are_counted_and_the_best_replies_stand_first(
    zhu: httpx.AsyncClient, momo: httpx.AsyncClient, bot: httpx.AsyncClient
) -> None:
    top = (await zhu.post("/api/videos/cat/comments", json={"text": "@小搭 说一个"})).json()
    for text in ("没人理的一句", "大家都接的一句"):
        await bot.post("/api/bot/comments", json={"parent": top["id"], "text": text})
    answers = (await zhu.get(f"/api/comments/{top['id']}/replies")).json()["replies"]
    for n in range(3):
        body = {"text": f"追问{n}", "parent": answers[1]["id"]}
        await momo.post("/api/videos/cat/comments", json=body)
    page = (await zhu.get("/api/companion")).json()
    assert page["following"] is False and page["counts"]["followers"] == 0
    assert [(one["comment"]["text"], one["follow_ups"]) for one in page["best"]] == [
        ("大家都接的一句", 3),
        ("样本答", 0),
    ]
    for member in (zhu, momo, momo):
        last = (await member.post("/api/companion/follow", json={"on": True})).json()
    assert last == {"following": True, "followers": 2}
    assert (await zhu.post("/api/companion/follow", json={"on": False})).json()["followers"] == 1
    found: list[str] = []
    mark = ""
    for _ in range(3):
        said = (await zhu.get("/api/companion/comments", params={"limit": 1, "before": mark})).json()
        found += [one["comment"]["text"] for one in said["comments"]]
        mark = said["next"]
    assert found == ["大家都接的一句", "样本答", "没人理的一句"] and mark is None
    newest = (await zhu.get("/api/companion/comments", params={"sort": "new"})).json()["comments"]
    assert [one["comment"]["text"] for one in newest] == ["大家都接的一句", "没人理的一句", "样本答"]
