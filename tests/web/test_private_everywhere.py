"""Every address of the site, asked by others: what was said one to one comes out of none of them."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute
from PIL import Image
from starlette.routing import Mount

from dazi.bonds import Wish
from dazi.cli.desk import desk_for
from dazi.cli.feeding import feeding_for
from dazi.cli.web import _mine
from dazi.config import load
from dazi.house import House, feed_for, memory_for, opened, speaker_for
from dazi.types import Member, Mention, Receipt
from dazi.web.console import console_routes
from dazi.web.me_routes import me_routes
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_seed import Clip, Person, Seed
from dazi.web.server import create_server
from dazi.web.status import Panel

SECRET, ANSWER = "我偷偷养了三只仓鼠叫一二三", "嘘，仓鼠的事烂我肚子里"
WORDS = ("仓鼠", "嘘")
SEED = Seed(
    (Person("zhu", "阿竹", demo=True), Person("momo", "momo", demo=True)), (Clip("cat", "猫", "zhu"),), {}
)
STREAMS = ("/api/events", "/v1/events")
HOST = "http://127.0.0.1"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = opened(load(data=tmp_path))
    yield made
    made.database.close()


@pytest.fixture
async def site(house: House, tmp_path: Path) -> AsyncIterator[Any]:
    """The whole of it, as the web process puts it together."""
    plaza = create_plaza(
        tmp_path / "plaza", token="t", clips=None, companion=CompanionCard(), seed=SEED, a_minute=0
    )
    board, speaker = plaza.state.board, speaker_for(house.settings)
    panel = Panel(house.switches, house.queue, house.records, lambda: "tiny")
    console = console_routes(desk_for(house, speaker, lambda: "tiny"))
    more = (me_routes(_mine(house, speaker, board)), console, *feeding_for(house, board))
    yield create_server(plaza, panel, CompanionCard(), ("127.0.0.1",), more)
    board.close()


def reader(site: Any, member: str, **headers: str) -> httpx.AsyncClient:
    cookies = {"plaza_member": member} if member else {}
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(site),
        base_url=HOST,
        cookies=cookies,
        headers={"X-Plaza": "1", **headers},
    )


def addresses(app: Any, values: dict[str, list[str]]) -> Iterator[str]:
    """Every GET of the app and of what is mounted in it, with each value in the place of each parameter."""
    for route in app.routes:
        inner = route.app if isinstance(route, Mount) else getattr(route, "original_router", None)
        if hasattr(inner, "routes"):
            yield from addresses(inner, values)
        if not isinstance(route, APIRoute) or "GET" not in route.methods or route.path in STREAMS:
            continue
        names = re.findall(r"{(\w+)(?::\w+)?}", route.path)
        for chosen in product(*(values.get(name, values["id"]) for name in names)):
            path = route.path
            for name, value in zip(names, chosen, strict=True):
                path = re.sub(rf"{{{name}(:\w+)?}}", value, path)
            yield path


async def told(site: Any, house: House) -> dict[str, list[str]]:
    """A private talk with a picture on each side, kept by Dazi too; and what stands in its addresses."""
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "#fa0").save(out, "PNG")
    async with reader(site, "zhu") as zhu, reader(site, "", Authorization="Bearer t") as bot:
        sent = (
            await zhu.post("/api/uploads", files={"file": ("x.png", out.getvalue())}, data={"alt": SECRET})
        ).json()
        said = (await zhu.post("/api/chat", json={"text": SECRET, "attachments": [sent["id"]]})).json()
        item = (await bot.get("/api/bot/comments", params={"cursor": 0, "wait": 0})).json()["items"][0]
        assert item["text"] == SECRET
        answer = (await bot.post("/api/bot/comments", json={"parent": said["id"], "text": ANSWER})).json()
        await zhu.post("/api/videos/cat/comments", json={"text": "公开的一句"})
    return {
        "id": [said["id"], answer["id"], "cat", "1"], "comment": [said["id"], answer["id"]], "kind": ["uploads", "clips"],
        "name": [sent["url"].rsplit("/", 1)[1], "zhu", "art-" + "0" * 32 + ".png"], "key": ["0" * 32], "member": ["zhu"],
    }  # fmt: skip


async def test_no_address_gives_a_private_word_to_another(house: House, site: Any) -> None:
    values = await told(site, house)
    await _kept(house, values["id"][0])
    asked = sorted(set(addresses(site.app, values)))
    assert len(asked) > 40 and any("/console" in path for path in asked)
    async with reader(site, "momo") as other:
        for path in asked:
            text = (await other.get(path)).text
            assert not [word for word in WORDS if word in text], path


async def test_the_member_s_own_public_pages_hold_no_private_word_either(house: House, site: Any) -> None:
    values = await told(site, house)
    await _kept(house, values["id"][0])
    own = ("/api/chat", "/v1/me/memory", "/v1/feed/wishes")
    async with reader(site, "zhu") as zhu:
        asked = sorted(set(addresses(site.app, values)))
        assert len(asked) > 40
        for path in asked:
            text = (await zhu.get(path)).text
            assert path in own or not [word for word in WORDS if word in text], path
        assert SECRET in (await zhu.get("/api/chat")).text


async def _kept(house: House, comment: str) -> None:
    """Dazi's own side of the talk: the mention, its receipt, what was drawn from it, a wish stated in it."""
    member = Member("plaza", "zhu")
    said = Mention(
        "plaza", "xiaoda", comment, "p.zhu", member, SECRET, datetime.now(UTC), visibility="private"
    )
    (id,) = await house.store.accept([said])
    await house.queue.put([(id, said.lane)], 0)
    (delivery,) = await house.queue.claim("w", 1)
    await house.store.begin(delivery)
    await house.store.finish(delivery.token, (id,), Receipt("silent", "silence.off", skill="chat"))
    await memory_for(house, speaker_for(house.settings)).learn()
    await feed_for(house).prefer(member, [Wish("仓鼠")], comment, datetime.now(UTC))
