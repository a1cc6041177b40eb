"""What is remembered of who is reading: seen, mended, crossed out, by nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from dazi.adapters import adapter
from dazi.bonds import Fact, Wish
from dazi.cli.web import _mine
from dazi.config import load
from dazi.house import House, feed_for, memory_for, opened, speaker_for
from dazi.types import Member, Mention, Receipt
from dazi.web.me_routes import me_routes
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_faults import install
from dazi.web.plaza_seed import Clip, Person, Seed

ZHU, MOMO = Member("plaza", "zhu"), Member("plaza", "momo")
NOW = datetime(2026, 1, 2, tzinfo=UTC)
SEED = Seed(
    (Person("zhu", "阿竹", demo=True), Person("momo", "momo", demo=True)), (Clip("cat", "猫", "zhu"),), {}
)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = opened(load(data=tmp_path))
    yield made
    made.database.close()


@pytest.fixture
async def app(house: House, tmp_path: Path) -> AsyncIterator[FastAPI]:
    plaza = create_plaza(tmp_path / "plaza", token="t", clips=None, companion=CompanionCard(), seed=SEED)
    site = FastAPI()
    install(site, locked=RuntimeError)
    site.include_router(me_routes(_mine(house, speaker_for(house.settings), plaza.state.board)))
    site.mount("/", plaza)
    site.state.board = plaza.state.board
    yield site
    plaza.state.board.close()


def reader(app: FastAPI, member: str, page: str = "1") -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1", headers={"X-Plaza": page},
        cookies={"plaza_member": member},
    )  # fmt: skip


async def told(house: House, member: Member, comment: str, text: str, private: bool = False) -> None:
    """A fact with the ended mention that it came from."""
    said = Mention(
        "plaza",
        "xiaoda",
        comment,
        comment,
        member,
        f"我{text}",
        NOW,
        visibility="private" if private else "public",
    )
    (id,) = await house.store.accept([said])
    await house.queue.put([(id, said.lane)], 0)
    (delivery,) = await house.queue.claim("w", 1)
    await house.store.begin(delivery)
    await house.store.finish(delivery.token, (id,), Receipt("silent", "silence.off"))
    await house.queue.ack(delivery, (id,))
    facts = adapter("store.facts")(house.database)
    fact = Fact(
        0, member, "pet", text, f"pet:{text}", "private" if private else "member", 0.9, NOW, comment=comment
    )
    await facts.learned([fact], [], 1)


async def test_a_member_sees_what_is_remembered_of_them_with_where_it_was_said(
    house: House, app: FastAPI
) -> None:
    async with reader(app, "zhu") as zhu, reader(app, "momo") as momo:
        said = (await zhu.post("/api/videos/cat/comments", json={"text": "我养了年糕"})).json()
        await told(house, ZHU, said["id"], "年糕")
        await told(house, ZHU, "99", "仓鼠", private=True)
        answer = await zhu.get("/v1/me/memory")
        assert answer.headers["cache-control"] == "no-store"
        facts = {one["text"]: one for one in answer.json()["facts"]}
        assert facts["年糕"]["place"] == {"video": "cat", "thread": said["id"], "title": "猫"}
        assert (facts["年糕"]["told"], facts["年糕"]["scope"]) == ("养了年糕", "member")
        assert (facts["仓鼠"]["scope"], facts["仓鼠"]["place"]) == ("private", None)
        assert answer.json()["kept"]["mentions"] == 2
        assert (await momo.get("/v1/me/memory")).json()["facts"] == []


async def test_another_member_changes_and_forgets_nothing_of_mine(house: House, app: FastAPI) -> None:
    await told(house, ZHU, "1", "年糕")
    async with reader(app, "zhu") as zhu, reader(app, "momo") as momo, reader(app, "zhu", "") as foreign:
        (fact,) = (await zhu.get("/v1/me/memory")).json()["facts"]
        path = f"/v1/me/memory/{fact['id']}"
        assert (await momo.patch(path, json={"text": "假的"})).status_code == 404
        assert (await momo.delete(path)).status_code == 404
        await momo.delete("/v1/me")
        for call in (
            foreign.delete(path),
            foreign.patch(path, json={"text": "假的"}),
            foreign.delete("/v1/me"),
        ):
            assert (await call).status_code == 403
        assert (await zhu.get("/v1/me/memory")).json()["facts"] == [fact]
        assert (await zhu.patch(path, json={"text": "橘猫，叫年糕"})).json()["told"] == "养了橘猫，叫年糕"
        assert (await zhu.patch(path, json={"text": "  "})).status_code == 422
        assert (await zhu.patch(path, json={"text": "长" * 61})).status_code == 422
        assert (await zhu.delete(path)).json() == {"forgotten": 1}
        assert (await zhu.get("/v1/me/memory")).json()["facts"] == []
        assert (await zhu.delete(path)).status_code == 404


async def test_each_wish_is_taken_back_alone_and_bears_its_cards_reason(house: House, app: FastAPI) -> None:
    feed = feed_for(house)
    now = datetime.now(UTC)
    await feed.prefer(ZHU, [Wish("猫")], "1", now)
    await feed.prefer(ZHU, [Wish("带货", "less")], "2", now)
    async with reader(app, "zhu") as zhu, reader(app, "momo") as momo:
        wishes = {one["topic"]: one for one in (await zhu.get("/v1/me/memory")).json()["wishes"]}
        assert wishes["猫"]["reasons"][0] == "小搭推荐：你说想看猫" and wishes["带货"]["direction"] == "less"
        path = f"/v1/me/wishes/{wishes['猫']['receipt']}"
        assert (await momo.delete(path)).status_code == 404
        assert (await zhu.delete("/v1/me/wishes/0")).status_code == 404
        assert (await zhu.delete(path)).json() == {"undone": 1}
        assert (await zhu.delete(path)).status_code == 404
        assert [one["topic"] for one in (await zhu.get("/v1/me/memory")).json()["wishes"]] == ["带货"]


async def test_forget_me_leaves_nothing_of_mine_and_all_of_others(house: House, app: FastAPI) -> None:
    await told(house, ZHU, "1", "年糕")
    await told(house, MOMO, "2", "旺财")
    await feed_for(house).prefer(ZHU, [Wish("猫")], "1", datetime.now(UTC))
    async with reader(app, "zhu") as zhu, reader(app, "momo") as momo:
        assert (await zhu.delete("/v1/me")).json()["forgotten"] >= 1
        left = (await zhu.get("/v1/me/memory")).json()
        assert left == {"facts": [], "wishes": [], "kept": {"mentions": 0, "replies": 0}}
        assert [one["text"] for one in (await momo.get("/v1/me/memory")).json()["facts"]] == ["旺财"]
    assert await memory_for(house, speaker_for(house.settings)).known(ZHU, private=True) == ()
