"""The plaza's companion side over HTTP: the stream of comments, replies, typing."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from dazi.marks.marker import Labels
from dazi.types import Picture
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_seed import Clip, Person, Remark, Seed

SEED = Seed(
    people=(Person("zhu", "阿竹", demo=True), Person("momo", "momo", demo=True), Person("dang", "小搭档")),
    clips=(Clip("cat", "猫开车", "momo"),),
    remarks={"cat": (Remark("momo", "@小搭 样本", under=(Remark("", "样本答", label="AI生成"),)),)},
)


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[FastAPI]:
    made = create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED, a_minute=0)
    yield made
    made.state.board.close()


def client(app: FastAPI, **headers: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://plaza", headers=headers)


@pytest.fixture
async def member(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app, **{"X-Plaza": "1"}) as made:
        yield made


@pytest.fixture
async def bot(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app, Authorization="Bearer t") as made:
        yield made


async def say(member: httpx.AsyncClient, text: str, parent: str | None = None) -> Any:
    return (await member.post("/api/videos/cat/comments", json={"text": text, "parent": parent})).json()


async def heard(bot: httpx.AsyncClient, cursor: int, wait: int = 0) -> tuple[list[Any], int]:
    came = (await bot.get("/api/bot/comments", params={"cursor": cursor, "wait": wait})).json()
    return came["items"], came["cursor"]


async def test_only_the_token_opens_the_companion_s_side(app: FastAPI, member: httpx.AsyncClient) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic t"},
        {"Authorization": "Bearer ü"},
    ):
        for method, path in (
            ("GET", "self"),
            ("GET", "comments"),
            ("POST", "comments"),
            ("DELETE", "comments/1"),
        ):
            answer = await member.request(
                method, f"/api/bot/{path}", headers={k: v.encode() for k, v in headers.items()}
            )
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "plaza.token")


async def test_an_empty_token_opens_nothing(tmp_path: Path) -> None:
    app = create_plaza(tmp_path / "other", token="", clips=None, companion=CompanionCard(), seed=SEED)
    async with client(app, Authorization="Bearer ") as bot:
        assert (await bot.get("/api/bot/self")).status_code == 401
    app.state.board.close()


async def test_the_companion_knows_who_it_is(bot: httpx.AsyncClient) -> None:
    assert (await bot.get("/api/bot/self")).json() == {"account": "xiaoda", "name": "小搭", "handle": "小搭"}


async def test_without_a_cursor_the_stream_begins_now(
    bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    before = await say(member, "早先")
    start = (await bot.get("/api/bot/comments")).json()
    assert start["items"] == [] and str(start["cursor"]) == before["id"]
    said = await say(member, "@小搭 在吗")
    items, cursor = await heard(bot, start["cursor"])
    assert [item["id"] for item in items] == [said["id"]]
    assert (items[0]["parent_own"], items[0]["bot"], items[0]["video"]) == (False, False, "cat")
    assert await heard(bot, cursor) == ([], cursor)
    assert [item["id"] for item in (await heard(bot, start["cursor"]))[0]] == [said["id"]], (
        "repeats are allowed"
    )


async def test_asked_to_look_back_it_begins_before_what_members_said(
    bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    empty = (await bot.get("/api/bot/comments", params={"back": 3600})).json()["cursor"]
    said = await say(member, "没人听的时候说的")
    again = (await bot.get("/api/bot/comments", params={"back": 3600})).json()["cursor"]
    for cursor in (empty, again, 0):
        assert [item["id"] for item in (await heard(bot, cursor))[0]] == [said["id"]], "and never the samples"


async def test_a_cursor_from_another_plaza_hears_from_now_on(
    bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    items, cursor = await heard(bot, 2**61)
    assert items == []
    said = await say(member, "新的")
    assert [item["id"] for item in (await heard(bot, cursor))[0]] == [said["id"]]


async def test_the_long_poll_answers_at_once_when_somebody_speaks(
    bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    cursor = (await bot.get("/api/bot/comments")).json()["cursor"]
    waiting = asyncio.create_task(heard(bot, cursor, wait=20))
    await asyncio.sleep(0.1)
    said = await say(member, "喂")
    items, _ = await asyncio.wait_for(waiting, 1.5)
    assert [item["id"] for item in items] == [said["id"]]


async def test_many_comments_come_in_pages_without_a_gap(
    app: FastAPI, bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    cursor = (await bot.get("/api/bot/comments")).json()["cursor"]
    said = [(await say(member, f"第{n}条"))["id"] for n in range(250)]
    got: list[str] = []
    while len(got) < 250:
        items, cursor = await heard(bot, cursor)
        assert items
        got += [item["id"] for item in items]
    assert got == said


async def test_a_reply_carries_its_label_and_ends_up_in_its_thread(
    bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    top = await say(member, "@小搭 讲个段子")
    answer = await bot.post(
        "/api/bot/comments", json={"parent": top["id"], "text": "讲完了", "label": "AI生成"}
    )
    assert answer.status_code == 201
    reply = answer.json()
    assert (reply["thread"], reply["parent"], reply["label"]) == (top["id"], top["id"], "AI生成")
    assert reply["member"]["ai"] and not reply["sample"]
    twice = await bot.post(
        "/api/bot/comments", json={"parent": top["id"], "text": "讲完了", "client": "same"}
    )
    again = await bot.post(
        "/api/bot/comments", json={"parent": top["id"], "text": "讲完了", "client": "same"}
    )
    assert twice.json()["id"] != again.json()["id"], "no idempotency key is honoured"
    own = (await bot.get("/api/bot/own", params={"parent": top["id"]})).json()["comments"]
    assert [one["id"] for one in own] == [reply["id"], twice.json()["id"], again.json()["id"]]


async def test_the_stream_says_which_members_are_named(
    bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    cursor = (await bot.get("/api/bot/comments")).json()["cursor"]
    for text in ("@小搭档 在吗", "＠MOMO 和 @小搭", "小搭档在吗"):
        await say(member, text)
    assert [item["names"] for item in (await heard(bot, cursor))[0]] == [["小搭档"], ["momo"], []]


async def test_an_answer_to_the_companion_is_marked(
    bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    top = await say(member, "@小搭 一")
    reply = (await bot.post("/api/bot/comments", json={"parent": top["id"], "text": "一答"})).json()
    below = await say(member, "再来", reply["id"])
    items, _ = await heard(bot, int(top["id"]))
    assert [(item["id"], item["parent_own"]) for item in items] == [(below["id"], True)]
    turns = (await bot.get(f"/api/bot/thread/{below['id']}")).json()["turns"]
    assert [(turn["id"], turn["own"]) for turn in turns] == [(top["id"], False), (reply["id"], True)]
    assert [t["id"] for t in (await bot.get(f"/api/bot/thread/{below['id']}?limit=1")).json()["turns"]] == [
        reply["id"]
    ]


async def test_where_a_comment_is_gone_nothing_can_be_done(
    bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    top = await say(member, "@小搭 删了我")
    await member.delete(f"/api/comments/{top['id']}")
    assert (await bot.get(f"/api/bot/thread/{top['id']}")).status_code == 404
    assert (await bot.post("/api/bot/comments", json={"parent": top["id"], "text": "在"})).status_code == 410
    assert (await bot.post("/api/bot/typing", json={"comment": top["id"], "on": True})).status_code == 404
    assert (await bot.post("/api/bot/comments", json={"parent": "1", "text": "在"})).status_code == 404
    assert (await bot.post("/api/bot/comments", json={"text": "在"})).status_code == 422
    items, _ = await heard(bot, int(top["id"]) - 1)
    assert items == []


async def test_the_companion_deletes_its_own_and_nobody_else_s(
    bot: httpx.AsyncClient, member: httpx.AsyncClient
) -> None:
    top = await say(member, "@小搭 撤回看看")
    reply = (await bot.post("/api/bot/comments", json={"parent": top["id"], "text": "错了"})).json()
    assert (await bot.delete(f"/api/bot/comments/{top['id']}")).status_code == 403
    assert (await bot.delete(f"/api/bot/comments/{reply['id']}")).status_code == 200
    assert (await bot.delete(f"/api/bot/comments/{reply['id']}")).status_code == 410
    assert (await bot.get("/api/bot/own", params={"parent": top["id"]})).json() == {"comments": []}


async def test_chapters_stand_at_the_video_and_are_told_once(
    app: FastAPI, member: httpx.AsyncClient, bot: httpx.AsyncClient
) -> None:
    board = app.state.board
    board.writes.ready("cat")
    rows = [{"t": 4.0, "title": "师傅走吗"}, {"t": 0, "title": "开场"}]
    before = board.reads.newest_event()
    for _ in range(2):
        assert (await bot.post("/api/bot/videos/cat/chapters", json={"chapters": rows})).status_code == 200
    assert board.reads.newest_event() == before + 1
    shown = (await member.get("/api/videos/cat")).json()["chapters"]
    assert [(one["t"], one["title"]) for one in shown] == [(0.0, "开场"), (4.0, "师傅走吗")]
    assert (await member.post("/api/bot/videos/cat/chapters", json={"chapters": rows})).status_code == 401
    assert (await bot.post("/api/bot/videos/no/chapters", json={"chapters": rows})).status_code == 404
    for bad in (None, [1], [{"t": -1, "title": "x"}], [{"t": 1, "title": " "}], [{"t": True, "title": "x"}]):
        answer = await bot.post("/api/bot/videos/cat/chapters", json={"chapters": bad})
        assert answer.status_code == 422


async def test_how_a_picture_was_made_is_read_from_the_companions_files_alone(tmp_path: Path) -> None:
    labels = Labels(tmp_path / "marks")
    held = io.BytesIO()
    Image.radial_gradient("L").resize((300, 300)).convert("RGB").save(held, "PNG")
    drawn = Picture(held.getvalue(), "image/png", "一只猫", "stickers", "algorithm")
    app = create_plaza(
        tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED, a_minute=0, marker=labels
    )
    async with client(app, Authorization="Bearer t") as bot, client(app, **{"X-Plaza": "1"}) as member:

        async def told(who: httpx.AsyncClient, content: bytes) -> httpx.Response:
            sent = await who.post("/api/uploads", files={"file": ("p", content)})
            return await member.get(f"/api/uploads/{sent.json()['url'].rpartition('/')[2]}/labels")

        said = (await told(bot, labels.mark(drawn, "zh").content)).json()
        assert (said["whole"], said["backend"], said["words"]) == (True, "stickers", "AI生成")
        assert (await told(bot, drawn.content)).json()["whole"] is False
        assert (await told(member, drawn.content)).status_code == 404, "a member's file is not opened here"
        assert (await member.get("/api/uploads/..%2Fplaza.db/labels")).status_code == 404
    app.state.board.close()
