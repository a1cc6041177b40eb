"""The feed over HTTP: a member's own from the plaza, anybody's with the token, Bluesky's by its protocol."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from dazi.bonds import Clip as Video
from dazi.bonds import Wish
from dazi.cli.feeding import feeding_for, listed, public_host
from dazi.config import load
from dazi.house import House, derived, feed_for, opened
from dazi.types import Member
from dazi.web.feed_routes import Feeding, _looked
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_faults import install
from dazi.web.plaza_seed import Clip, Person, Seed

SEED = Seed(
    (Person("zhu", "阿竹", demo=True), Person("momo", "momo", demo=True)),
    tuple(Clip(f"{kind}{n}", f"{kind}的第{n}条", "zhu", tags=(kind,)) for n in range(6) for kind in ("猫", "狗")),
    {},
)  # fmt: skip
POST = "at://did:plc:abc/app.bsky.feed.post/3k{n}"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
FEED = "at://did:web:dazi.example/app.bsky.feed.generator/dazi"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = opened(load(data=tmp_path, allowed_hosts=("localhost", "dazi.example")))
    yield made
    made.database.close()


@pytest.fixture
async def app(house: House, tmp_path: Path) -> AsyncIterator[FastAPI]:
    plaza = create_plaza(tmp_path / "plaza", token="t", clips=None, companion=CompanionCard(), seed=SEED)
    site = FastAPI()
    install(site, locked=RuntimeError)
    for router in feeding_for(house, plaza.state.board):
        site.include_router(router)
    await feed_for(house).offer(listed(plaza.state.board, "plaza"))
    yield site
    plaza.state.board.close()


def page(app: FastAPI, member: str = "zhu", **headers: str) -> httpx.AsyncClient:
    """A page of the plaza that a member reads."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1", cookies={"plaza_member": member},
        headers={"X-Plaza": "1", **headers},
    )  # fmt: skip


def bearer(house: House) -> dict[str, str]:
    return {"Authorization": f"Bearer {derived(house.settings, 'feed')}"}


async def test_a_wish_comes_to_the_front_of_the_members_own_feed_with_its_reason(
    house: House, app: FastAPI
) -> None:
    await feed_for(house).prefer(Member("plaza", "zhu"), [Wish("狗狗")], "c1", NOW)
    async with page(app) as zhu, page(app, "momo") as momo:
        answer = await zhu.get("/v1/feed", params={"limit": 4})
        cards = answer.json()["cards"]
        assert answer.headers["cache-control"] == "no-store"
        assert cards[0]["video"].startswith("狗") and cards[0]["reason"] == "小搭推荐：你说想看狗狗"
        assert cards[0]["url"] == "/#/v/%E7%8B%97" + cards[0]["video"][1:]
        rest = (await zhu.get("/v1/feed", params={"after": answer.json()["next"], "limit": 50})).json()
        assert len({one["video"] for one in (*cards, *rest["cards"])}) == 12 and rest["next"] is None
        assert not any(one["reason"] for one in (await momo.get("/v1/feed")).json()["cards"])
        english = (await zhu.get("/v1/feed", headers={"Accept-Language": "en"})).json()["cards"]
        assert english[0]["reason"] == "From Xiaoda: you asked for 狗狗"


async def test_nobody_sees_or_changes_anothers_feed(house: House, app: FastAPI) -> None:
    async with page(app) as zhu, page(app, **bearer(house)) as other:
        for path in ("/v1/feed", "/v1/feed/wishes"):
            assert (await zhu.get(path, params={"member": "momo"})).status_code == 403
            assert (await zhu.get(path, params={"platform": "bluesky"})).status_code == 401
            assert (await other.get(path)).status_code == 422
            assert (await other.get(path, params={"member": "momo"})).status_code == 200
        said = {"video": "猫1", "kind": "like"}
        assert (await zhu.post("/v1/feed/signals", json={**said, "member": "momo"})).status_code == 403
        assert (await zhu.post("/v1/feed/signals", json=said, headers={"X-Plaza": ""})).status_code == 403
        assert (await zhu.post("/v1/feed/videos", json={"videos": []})).status_code == 401


async def test_what_is_seen_through_steps_back(app: FastAPI) -> None:
    async with page(app) as zhu:
        first = (await zhu.get("/v1/feed")).json()["cards"][0]["video"]
        said = await zhu.post("/v1/feed/signals", json={"video": first, "kind": "watch", "value": 1})
        assert said.status_code == 200
        assert (await zhu.get("/v1/feed")).json()["cards"][0]["video"] != first


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"video": "猫1", "kind": "stare"}, 422, "feed.kind"),
        ({"video": "猫1", "kind": "watch", "value": 2}, 422, "feed.share"),
        ({"video": "猫1", "kind": "watch", "value": True}, 422, "plaza.field"),
        ({"video": "none", "kind": "like"}, 404, "plaza.no_video"),
    ],
)
async def test_a_signal_that_is_none_is_refused(
    app: FastAPI, body: dict[str, Any], status: int, code: str
) -> None:
    async with page(app) as zhu:
        answer = await zhu.post("/v1/feed/signals", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize("limit", ["0", "101", "many", "-1", "１"])
async def test_a_limit_is_a_number_in_its_range(app: FastAPI, limit: str) -> None:
    async with page(app) as zhu:
        answer = await zhu.get("/v1/feed", params={"limit": limit})
        assert answer.status_code == 422 and "1 到 100" in answer.json()["error"]["message"]


async def test_wishes_are_seen_and_taken_back(house: House, app: FastAPI) -> None:
    await feed_for(house).prefer(Member("plaza", "zhu"), [Wish("猫"), Wish("狗", "less")], "c1", NOW)
    async with page(app) as zhu:
        shown = (await zhu.get("/v1/feed/wishes")).json()["wishes"]
        assert {(one["topic"], one["direction"]) for one in shown} == {("猫", "more"), ("狗", "less")}
        assert len((await zhu.delete("/v1/feed/wishes")).json()["undone"]) == 2
        assert (await zhu.delete("/v1/feed/wishes")).status_code == 404


async def test_videos_of_another_platform_are_taken_in_and_ranked_for_its_members(
    house: House, app: FastAPI
) -> None:
    rows = [{"video": f"t{n}", "title": f"治愈的海边 {n}", "tags": ["海"], "heat": n} for n in range(3)]
    async with page(app, **bearer(house)) as other:
        answer = await other.post("/v1/feed/videos", json={"platform": "tube", "videos": rows})
        assert answer.json() == {"new": 3, "taken": 3}
        cards = (await other.get("/v1/feed", params={"platform": "tube", "member": "m"})).json()["cards"]
        assert [one["video"] for one in cards] == ["t2", "t1", "t0"]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ({"title": "猫"}, "videos[0].video"),
        ({"video": "v", "title": " "}, "videos[0].title"),
        ({"video": "v", "title": "t", "tags": "猫"}, "videos[0].tags"),
        ({"video": "v", "title": "t", "url": "javascript:alert(1)"}, "videos[0].url"),
        ({"video": "v", "title": "t", "at": "gestern"}, "videos[0].at"),
        ("v", "videos[0]"),
    ],
)
async def test_a_video_that_is_none_is_refused_by_name(
    house: House, app: FastAPI, row: object, named: str
) -> None:
    async with page(app, **bearer(house)) as other:
        answer = await other.post("/v1/feed/videos", json={"videos": [row]})
        assert answer.status_code == 422 and named in answer.json()["error"]["message"]


async def test_bluesky_finds_who_serves_the_feed_and_its_posts(house: House, app: FastAPI) -> None:
    rows = [{"video": POST.format(n=n), "title": f"post {n}", "heat": n} for n in range(5)]
    async with page(app, **bearer(house)) as other:
        await other.post("/v1/feed/videos", json={"platform": "bluesky", "videos": rows})
    async with page(app) as asker:
        document = (await asker.get("/.well-known/did.json")).json()
        assert document["id"] == "did:web:dazi.example"
        assert document["service"][0]["serviceEndpoint"] == "https://dazi.example"
        told = (await asker.get("/xrpc/app.bsky.feed.describeFeedGenerator")).json()
        assert told == {"did": "did:web:dazi.example", "feeds": [{"uri": FEED}]}
        path = "/xrpc/app.bsky.feed.getFeedSkeleton"
        first = (await asker.get(path, params={"feed": FEED, "limit": 3})).json()
        assert [one["post"] for one in first["feed"]] == [POST.format(n=n) for n in (4, 3, 2)]
        more = {"feed": FEED, "limit": 3, "cursor": first["cursor"]}
        rest = (await asker.get(path, params=more)).json()
        assert [one["post"] for one in rest["feed"]] == [POST.format(n=n) for n in (1, 0)]
        assert "cursor" not in rest


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({}, "InvalidRequest"),
        ({"feed": "dazi"}, "InvalidRequest"),
        ({"feed": FEED, "limit": "0"}, "InvalidRequest"),
        ({"feed": FEED.replace("/dazi", "/other")}, "UnknownFeed"),
    ],
)
async def test_bluesky_is_told_what_is_wrong(app: FastAPI, query: dict[str, str], error: str) -> None:
    async with page(app) as asker:
        answer = await asker.get("/xrpc/app.bsky.feed.getFeedSkeleton", params=query)
        assert answer.status_code == 400 and answer.json()["error"] == error and answer.json()["message"]


async def test_only_what_changed_is_taken_in_again(house: House) -> None:
    taken: list[int] = []

    class Counting:
        async def offer(self, clips: Any) -> int:
            taken.append(len(clips))
            return len(clips)

    from_plaza = [Video("plaza", "a", "a", heat=1), Video("plaza", "b", "b", heat=1)]
    feeding = Feeding(Counting(), "plaza", lambda request: "zhu", "t", lambda: tuple(from_plaza))  # type: ignore[arg-type]
    known = await _looked(feeding, {})
    known = await _looked(feeding, known)
    from_plaza[1] = Video("plaza", "b", "b", heat=2)
    await _looked(feeding, known)
    assert taken == [2, 1]


def test_the_public_name_is_the_first_that_is_no_loopback(tmp_path: Path) -> None:
    assert public_host(load(data=tmp_path, allowed_hosts=("localhost", "dazi.example"))) == "dazi.example"
    assert public_host(load(data=tmp_path)) == "127.0.0.1:8848"
