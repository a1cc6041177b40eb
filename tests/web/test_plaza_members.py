"""The plaza as its members use it, over HTTP."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from dazi.errors import ConfigError
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_seed import Clip, Person, Remark, Seed

SEED = Seed(
    people=(
        Person("zhu", "阿竹", "🎋", demo=True),
        Person("momo", "momo", "🩷", demo=True),
        Person("lao", "老周", "🔧"),
    ),
    clips=(
        Clip("cat", "猫开车", "lao", "Cat drives", ("猫",), ("走吗",), 12, 9.0, "cat-1.mp4", "cat-1.webp"),
        Clip("salt", "盐", "zhu"),
    ),
    remarks={
        "cat": (
            Remark("momo", "@小搭 考过驾照吗", 88, 7200, under=(Remark("", "考过。", 20, 7100, "AI生成"), Remark("zhu", "哈哈"))),
            Remark("zhu", "方向盘上全是毛", 41, 5000),
        )
    },
)  # fmt: skip


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[FastAPI]:
    made = create_plaza(
        tmp_path, token="t", clips=tmp_path / "clips", companion=CompanionCard(), seed=SEED, a_minute=0
    )
    yield made
    made.state.board.close()


@pytest.fixture
async def plaza(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app) as made:
        yield made


def client(app: FastAPI, **headers: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(
        transport=transport, base_url="http://plaza", headers={"X-Plaza": "1", **headers}
    )


async def say(plaza: httpx.AsyncClient, text: str, video: str = "cat", **more: Any) -> Any:
    answer = await plaza.post(f"/api/videos/{video}/comments", json={"text": text, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def threads(plaza: httpx.AsyncClient, video: str = "cat", **query: Any) -> Any:
    return (await plaza.get(f"/api/videos/{video}/comments", params=query)).json()


def refused(answer: httpx.Response, status: int, code: str) -> str:
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    return str(answer.json()["error"]["message"])


async def test_a_visitor_speaks_as_the_first_demo_member_until_they_choose(plaza: httpx.AsyncClient) -> None:
    me = (await plaza.get("/api/me")).json()
    assert me["member"]["id"] == "zhu" and me["lang"] == "zh"
    assert [one["id"] for one in me["members"]] == ["zhu", "momo"]
    assert me["companion"]["handle"] == "小搭" and me["companion"]["bio_en"]
    changed = (await plaza.post("/api/me", json={"member": "momo", "lang": "en"})).json()
    assert (changed["member"]["id"], changed["lang"]) == ("momo", "en")
    assert (await plaza.get("/api/me")).json()["member"]["id"] == "momo"
    assert (await say(plaza, "hi"))["member"]["name"] == "momo"
    refused(await plaza.post("/api/me", json={"member": "lao"}), 404, "plaza.no_member")
    refused(await plaza.post("/api/me", json={"member": "xiaoda"}), 404, "plaza.no_member")


async def test_people_are_found_with_the_companion_first(plaza: httpx.AsyncClient) -> None:
    found = (await plaza.get("/api/people")).json()
    assert found[0] == {"id": "xiaoda", "name": "小搭", "avatar": "🧡", "ai": True}
    assert [one["id"] for one in (await plaza.get("/api/people", params={"q": "MO"})).json()] == ["momo"]


async def test_the_feed_tells_all_that_a_card_shows(plaza: httpx.AsyncClient) -> None:
    cat, salt = (await plaza.get("/api/videos")).json()["videos"]
    assert (cat["title"], cat["title_en"], cat["likes"], cat["comments"]) == ("猫开车", "Cat drives", 12, 4)
    assert (cat["src"], cat["poster"], cat["ready"], cat["ai_made"]) == (
        "",
        "/media/clips/cat-1.webp",
        False,
        True,
    )
    assert cat["author"] == {
        "id": "lao", "name": "老周", "avatar": "🔧", "color": "#8899aa", "ai": False, "author": True,
    }  # fmt: skip
    assert salt["comments"] == 0 and salt["title_en"] == "盐"
    assert (await plaza.get("/api/videos/cat")).json() == cat
    refused(await plaza.get("/api/videos/dog"), 404, "plaza.no_video")


async def test_a_clip_becomes_ready_when_its_file_lies_there(
    app: FastAPI, plaza: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "cat-1.mp4").write_bytes(b"a film, say")
    monkeypatch.setattr(app.state.board, "_looked", 0.0)
    cat = (await plaza.get("/api/videos")).json()["videos"][0]
    assert cat["ready"] and cat["src"] == "/media/clips/cat-1.mp4"
    assert (await plaza.get(cat["src"])).content == b"a film, say"
    said = app.state.board.reads.events_after(0)
    assert [(kind, payload["id"]) for _, kind, payload in said] == [("video", "cat")]


async def test_sample_threads_stand_there_with_the_companion_labelled(plaza: httpx.AsyncClient) -> None:
    page = await threads(plaza)
    first, second = page["threads"]
    assert page["next"] is None
    assert (first["top"]["text"], first["top"]["replies"], first["more"]) == ("@小搭 考过驾照吗", 2, 0)
    answer, after = first["replies"]
    assert answer["member"]["ai"] and answer["label"] == "AI生成" and answer["sample"]
    assert (answer["reply_to"], after["reply_to"]) == (None, "小搭")
    assert answer["parent"] == first["top"]["id"] and after["parent"] == answer["id"]
    assert second["top"]["likes"] == 41


async def test_a_comment_stands_at_the_head_for_its_writer_and_last_for_others(
    app: FastAPI, plaza: httpx.AsyncClient
) -> None:
    mine = await say(plaza, "我来了")
    assert mine["thread"] == mine["id"] and mine["parent"] is None and not mine["sample"]
    assert (await threads(plaza))["threads"][0]["top"] == mine
    async with client(app, Cookie="plaza_member=momo") as other:
        assert (await threads(other))["threads"][-1]["top"]["id"] == mine["id"]
        assert (await threads(other, sort="new"))["threads"][0]["top"]["id"] == mine["id"]
    assert (await plaza.get("/api/videos/cat")).json()["comments"] == 5


@pytest.mark.parametrize("sort", ["hot", "new"])
async def test_pages_hold_every_thread_once(plaza: httpx.AsyncClient, sort: str) -> None:
    ids = {(await say(plaza, f"第{n}条", "salt"))["id"] for n in range(23)}
    for id in sorted(ids)[:9]:
        await plaza.post(f"/api/comments/{id}/like", json={"on": True})
    seen: list[str] = []
    mark: str | None = ""
    async with client(plaza._transport.app, Cookie="plaza_member=momo") as other:  # type: ignore[attr-defined]
        while mark is not None:
            page = await threads(other, "salt", sort=sort, before=mark, limit=5)
            assert len(page["threads"]) <= 5
            seen += [thread["top"]["id"] for thread in page["threads"]]
            mark = page["next"]
    assert len(seen) == 23 and set(seen) == ids
    if sort == "hot":
        assert set(seen[:9]) == set(sorted(ids)[:9])


async def test_a_long_thread_shows_its_beginning_and_what_is_recent(
    app: FastAPI, plaza: httpx.AsyncClient, tmp_path: Path
) -> None:
    top = await say(plaza, "开楼", "salt")
    ids = [(await say(plaza, f"{n}楼", "salt", parent=top["id"]))["id"] for n in range(12)]
    with sqlite3.connect(tmp_path / "plaza.db") as connection:
        connection.execute("UPDATE comments SET at = at - 3600000 WHERE seq < ?", (int(ids[9]),))
    connection.close()
    thread = (await threads(plaza, "salt"))["threads"][0]
    assert [reply["id"] for reply in thread["replies"]] == ids[:2] + ids[9:]
    assert thread["more"] == 7
    rest = (await plaza.get(f"/api/comments/{top['id']}/replies", params={"after": ids[1]})).json()["replies"]
    assert [reply["id"] for reply in rest] == ids[2:]


async def test_a_repeat_with_the_same_client_is_the_same_comment(plaza: httpx.AsyncClient) -> None:
    first = await say(plaza, "一次", client="11-22")
    again = await plaza.post("/api/videos/cat/comments", json={"text": "一次", "client": "11-22"})
    assert again.status_code == 200 and again.json() == first
    await plaza.post("/api/me", json={"member": "momo"})
    assert (await say(plaza, "一次", client="11-22"))["id"] != first["id"]


async def test_five_at_once_with_one_client_make_one_comment(plaza: httpx.AsyncClient) -> None:
    body = {"text": "只一次", "client": "x"}
    answers = await asyncio.gather(*(plaza.post("/api/videos/salt/comments", json=body) for _ in range(5)))
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 200, 201]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (rb'"a\u0000b\u0007c"', "abc"),
        (rb'"  e\u0301  "', "é"),
        (rb'"\ud83d\ude00 \ud800x"', "😀 ?x"),
        (b'"caf\xe9 \xff"', "caf\ufffd \ufffd"),
        (rb'"1\r\n2\n3"', "1\n2\n3"),
        (rb'"\u202egnp.exe"', "gnp.exe"),
        (b'"<b>&amp;</b>"', "<b>&amp;</b>"),
    ],
)
async def test_text_is_kept_clean(plaza: httpx.AsyncClient, raw: bytes, kept: str) -> None:
    answer = await plaza.post("/api/videos/cat/comments", content=b'{"text": ' + raw + b"}")
    assert answer.json()["text"] == kept
    assert (await threads(plaza))["threads"][0]["top"]["text"] == kept


async def test_what_cannot_be_a_comment_is_refused_in_the_reader_s_language(plaza: httpx.AsyncClient) -> None:
    where = "/api/videos/cat/comments"
    assert "2000" in refused(await plaza.post(where, json={"text": "长" * 2001}), 422, "plaza.text_long")
    assert (await say(plaza, "长" * 2000))["text"] == "长" * 2000
    refused(await plaza.post(where, json={"text": "长" * 100_000}), 422, "plaza.text_long")
    refused(await plaza.post(where, json={"text": " \u0000\u200b "}), 422, "plaza.text_empty")
    refused(await plaza.post(where, json={"text": 7}), 422, "plaza.field")
    refused(await plaza.post(where, content=b"[1]"), 400, "plaza.body_json")
    refused(await plaza.post(where, content=b"{" * 100_000), 400, "plaza.body_json")
    refused(await plaza.post(where, content=b" " * 2_000_000), 413, "plaza.body_long")
    refused(await plaza.post("/api/videos/dog/comments", json={"text": "x"}), 404, "plaza.no_video")
    for parent in ("1", "nix", "٣", "9" * 40):
        refused(await plaza.post(where, json={"text": "x", "parent": parent}), 404, "plaza.no_comment")
    english = await plaza.post(where, json={"text": ""}, headers={"Accept-Language": "en-GB,zh;q=0.5"})
    assert refused(english, 422, "plaza.text_empty") == "Nothing has been written yet"
    refused(await plaza.get("/api/nix"), 404, "plaza.nothing")
    refused(await plaza.put("/api/me"), 405, "plaza.method")
    refused(await plaza.get(where, params={"limit": "many"}), 422, "plaza.field")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/me"),
        ("POST", "/api/videos/cat/comments"),
        ("POST", "/api/videos/cat/like"),
        ("POST", "/api/comments/1/like"),
        ("DELETE", "/api/comments/1"),
        ("POST", "/api/videos"),
        ("POST", "/api/uploads"),
    ],
)
async def test_another_site_s_form_changes_nothing(plaza: httpx.AsyncClient, method: str, path: str) -> None:
    refused(await plaza.request(method, path, headers={"X-Plaza": ""}, json={}), 403, "plaza.foreign")


async def test_likes_count_each_member_once(plaza: httpx.AsyncClient) -> None:
    id = (await say(plaza, "赞我"))["id"]
    for path in (f"/api/comments/{id}/like", "/api/videos/cat/like"):
        before = (await plaza.post(path, json={"on": False})).json()["likes"]
        for _ in range(2):
            assert (await plaza.post(path, json={"on": True})).json() == {"likes": before + 1, "liked": True}
        await plaza.post("/api/me", json={"member": "momo"})
        assert (await plaza.post(path, json={"on": True})).json()["likes"] == before + 2
        await plaza.post("/api/me", json={"member": "zhu"})
        assert (await plaza.post(path, json={"on": False})).json() == {"likes": before + 1, "liked": False}
    await plaza.post("/api/me", json={"member": "momo"})
    assert (await plaza.get("/api/videos/cat")).json()["liked"]
    assert next(t["top"] for t in (await threads(plaza))["threads"] if t["top"]["id"] == id)["liked"]
    refused(await plaza.post("/api/comments/1/like", json={"on": True}), 404, "plaza.no_comment")
    refused(await plaza.post("/api/videos/cat/like", json={"on": "yes"}), 422, "plaza.field")


async def test_only_its_author_deletes_a_comment_and_its_words_are_gone(
    app: FastAPI, plaza: httpx.AsyncClient, tmp_path: Path
) -> None:
    top = await say(plaza, "秘密甲乙丙丁", "salt")
    reply = await say(plaza, "秘密戊己庚辛", "salt", parent=top["id"])
    async with client(app, Cookie="plaza_member=momo") as other:
        refused(await other.delete(f"/api/comments/{top['id']}"), 403, "plaza.not_yours")
    assert (await plaza.delete(f"/api/comments/{reply['id']}")).status_code == 200
    assert (await threads(plaza, "salt"))["threads"][0]["top"]["replies"] == 0
    again = await say(plaza, "又一条", "salt", parent=top["id"])
    await plaza.delete(f"/api/comments/{top['id']}")
    assert (await threads(plaza, "salt"))["threads"] == []
    assert (await plaza.get("/api/videos/salt")).json()["comments"] == 0
    refused(await plaza.delete(f"/api/comments/{again['id']}"), 410, "plaza.gone")
    refused(await plaza.get(f"/api/comments/{top['id']}/replies"), 404, "plaza.no_comment")
    app.state.board.close()
    with sqlite3.connect(tmp_path / "plaza.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = (tmp_path / "plaza.db").read_bytes()
    assert "秘密".encode() not in content and "方向盘".encode() in content


async def test_a_member_who_rushes_is_asked_to_wait(tmp_path: Path) -> None:
    app = create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED, a_minute=3)
    async with client(app) as plaza:
        for n in range(3):
            await say(plaza, f"{n}", client=f"c{n}")
        assert "秒" in refused(
            await plaza.post("/api/videos/cat/comments", json={"text": "4"}), 429, "plaza.pace"
        )
        repeat = await plaza.post("/api/videos/cat/comments", json={"text": "2", "client": "c2"})
        assert repeat.status_code == 200, "a repeat is no new comment"
        await plaza.post("/api/me", json={"member": "momo"})
        await say(plaza, "另一位")
    app.state.board.close()


async def test_the_companion_s_page_counts_and_shows_its_latest(plaza: httpx.AsyncClient) -> None:
    page = (await plaza.get("/api/companion")).json()
    assert page["member"]["ai"] and page["bio"] and page["bio_en"]
    assert page["counts"] == {"replies": 1, "likes": 20, "threads": 1, "followers": 0}
    assert [(one["comment"]["text"], one["video_title"]) for one in page["latest"]] == [("考过。", "猫开车")]


async def test_everything_is_still_there_after_a_restart(
    app: FastAPI, plaza: httpx.AsyncClient, tmp_path: Path
) -> None:
    said = await say(plaza, "留下来")
    app.state.board.close()
    card = CompanionCard(name="小搭二号", bio="换了")
    again = create_plaza(tmp_path, token="t", clips=None, companion=card, seed=SEED)
    async with client(again) as later:
        tops = [thread["top"] for thread in (await threads(later))["threads"]]
        assert said in tops and len(tops) == 3, "not filled a second time"
        assert (await later.get("/api/people")).json()[0]["name"] == "小搭二号"
    again.state.board.close()


def test_a_plaza_of_another_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "plaza.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ConfigError):
        create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED)


def test_a_plaza_made_anew_gives_no_id_twice(tmp_path: Path) -> None:
    newest = []
    for folder in ("one", "two"):
        app = create_plaza(tmp_path / folder, token="t", clips=None, companion=CompanionCard(), seed=SEED)
        newest.append((app.state.board.ears.newest(), app.state.board.reads.newest_event()))
        app.state.board.close()
    assert newest[1][0] - newest[0][0] > 0
