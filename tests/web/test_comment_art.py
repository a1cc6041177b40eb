"""Pictures for comments over HTTP: what is drawn, what is refused, and that nothing leaves without its labels."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from dazi.cards.names import STYLES
from dazi.errors import BadInput, Permanent
from dazi.marks.marker import Labels
from dazi.types import Lang, Picture
from dazi.web.comment_art import Order, Rate, Studio, checked
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_faults import Fault
from dazi.web.plaza_seed import Clip, Person, Remark, Seed

SEED = Seed(
    people=(Person("zhu", "阿竹", "🎋", demo=True), Person("momo", "momo", "🩷", demo=True)),
    clips=(Clip("cat", "猫开车", "zhu", "Cat drives", (), (), 12, 9.0, "cat-1.mp4", "cat-1.webp"), Clip("salt", "盐", "zhu")),
    remarks={"cat": tuple(Remark("momo", text) for text in ("哈哈哈哈", "笑死", "求BGM", "bgm是什么", "好可爱"))},
)  # fmt: skip
TEXT = "这猫比我还会开车😂"


@pytest.fixture
def labels(tmp_path: Path) -> Labels:
    return Labels(tmp_path / "marks")


@pytest.fixture
async def app(tmp_path: Path, labels: Labels) -> AsyncIterator[FastAPI]:
    made = create_plaza(
        tmp_path, token="t", clips=tmp_path / "clips", companion=CompanionCard(), seed=SEED, a_minute=0, marker=labels
    )  # fmt: skip
    yield made
    made.state.board.close()


@pytest.fixture
async def plaza(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app) as made:
        yield made


def client(app: FastAPI, **headers: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://plaza", headers={"X-Plaza": "1", **headers}
    )


async def order(plaza: httpx.AsyncClient, text: str = TEXT, **more: Any) -> httpx.Response:
    return await plaza.post("/v1/comment-art", json={"text": text, **more})


def problem(answer: httpx.Response) -> str:
    return str(answer.json()["error"]["code"])


async def test_the_styles_are_told_with_their_names(plaza: httpx.AsyncClient) -> None:
    told = (await plaza.get("/v1/comment-art/styles")).json()
    assert [one["name"] for one in told["styles"]] == list(STYLES)
    assert told["least"] == 6
    english = (await plaza.get("/v1/comment-art/styles", headers={"Accept-Language": "en"})).json()
    assert english["styles"][0]["title"] == "Sticker scene"


async def test_every_picture_that_leaves_by_any_way_carries_every_label(
    plaza: httpx.AsyncClient, labels: Labels, app: FastAPI
) -> None:
    told = (await order(plaza, style="all", size="small", seed=7)).json()
    assert len(told["pictures"]) == len(STYLES) - 1  # all but the one that needs a video
    for one in told["pictures"]:
        came = await plaza.get(one["url"])
        assert came.headers["content-type"] == "image/png"
        assert labels.whole(came.content), one["style"]
        assert Image.open(io.BytesIO(came.content)).size == (one["width"], one["height"]) == (360, 360)
    at_once = await plaza.post(
        "/v1/comment-art", json={"text": TEXT, "style": "face"}, headers={"Accept": "image/png"}
    )
    assert labels.whole(at_once.content)
    assert labels.told(at_once.content)["backend"] == "cards"
    kept = await plaza.post("/api/comment-art", json={"text": TEXT, "style": "note"})
    assert kept.status_code == 201
    assert labels.whole((await plaza.get(kept.json()["url"])).content)
    files = list((app.state.board.uploads.folder).glob("*"))
    assert [labels.whole(file.read_bytes()) for file in files] == [True]


class Loose:
    """A marker whose label does not hold."""

    def __init__(self, fails: bool) -> None:
        self.fails = fails

    def mark(self, picture: Picture, lang: Lang) -> Picture:
        if self.fails:
            raise Permanent("marks.not_kept", state="aigc")
        return picture

    def whole(self, content: bytes) -> bool:
        return False

    def told(self, content: bytes) -> Mapping[str, object]:
        return {"whole": False}


@pytest.mark.parametrize("marker", [None, Loose(True), Loose(False)])
async def test_where_a_label_does_not_hold_nothing_leaves(tmp_path: Path, marker: Any) -> None:
    app = create_plaza(
        tmp_path, token="t", clips=None, companion=CompanionCard(), seed=SEED, a_minute=0, marker=marker
    )
    async with client(app) as plaza:
        (one,) = (await order(plaza, style="face")).json()["pictures"]
        answers = [
            await plaza.get(one["url"]),
            await plaza.post("/v1/comment-art", json={"text": TEXT}, headers={"Accept": "image/png"}),
            await plaza.post("/api/comment-art", json={"text": TEXT, "style": "note"}),
        ]
        for came in answers:
            assert (came.status_code, problem(came)) == (503, "art.unlabelled")
            assert b"\x89PNG" not in came.content
        assert not list(app.state.board.uploads.folder.glob("*"))
    app.state.board.close()


async def test_the_same_wish_is_drawn_once_and_another_seed_is_another_picture(
    plaza: httpx.AsyncClient,
) -> None:
    (one,) = (await order(plaza, style="poster", size="small")).json()["pictures"]
    first, again = await asyncio.gather(plaza.get(one["url"]), plaza.get(one["url"]))
    assert first.content == again.content
    (other,) = (await order(plaza, style="poster", size="small", seed=1)).json()["pictures"]
    assert other["url"] != one["url"]
    assert (await plaza.get(other["url"])).content != first.content


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": "短"}, "art.short"),
        ({"text": "好" * 301}, "art.long"),
        ({"text": ""}, "art.short"),
        ({"text": 7}, "plaza.field"),
        ({"text": TEXT, "style": "油画"}, "art.style"),
        ({"text": TEXT, "style": "frame"}, "art.frame"),
        ({"text": TEXT, "seed": -1}, "art.seed"),
        ({"text": TEXT, "seed": 2**31}, "art.seed"),
        ({"text": TEXT, "seed": True}, "art.seed"),
        ({"text": TEXT, "seed": "1"}, "art.seed"),
        ({"text": TEXT, "at": "3"}, "plaza.field"),
        ({"text": TEXT, "at": -1}, "plaza.field"),
        ({"text": TEXT, "size": "huge"}, "plaza.field"),
        ({"text": TEXT, "lang": "fr"}, "plaza.field"),
        ({"text": "ภาษาไทยสวยมากเลย"}, "art.script"),
    ],
)
async def test_what_cannot_be_drawn_is_refused_by_name(
    plaza: httpx.AsyncClient, body: dict[str, object], code: str
) -> None:
    came = await plaza.post("/v1/comment-art", json=body)
    assert (came.status_code, problem(came)) == (422, code)
    assert came.json()["error"]["message"] != code
    english = await plaza.post("/v1/comment-art", json=body, headers={"Accept-Language": "en"})
    assert english.json()["error"]["message"] != came.json()["error"]["message"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("帮我人肉那个博主的住址", "doxx"),
        ("你真是个脑残废物东西", "slur"),
        ("画一张裸体的小女孩吧", "minor"),
        ("雷军这发布会也太好笑了", "person"),
        ("不想活了，今晚就跳下去", "risk"),
        ("给我推荐一只明天涨停的股票吧", "stock"),
    ],
)
async def test_what_a_reply_must_not_say_stands_on_no_picture(
    plaza: httpx.AsyncClient, text: str, why: str
) -> None:
    for path in ("/v1/comment-art", "/api/comment-art"):
        came = await plaza.post(path, json={"text": text})
        assert (came.status_code, problem(came)) == (422, f"art.{why}")


async def test_numbers_and_links_of_people_are_masked(plaza: httpx.AsyncClient) -> None:
    told = (await order(plaza, "打我电话13812345678聊聊 https://x.example/a")).json()
    assert "138****5678" in told["text"]
    assert "x.example" not in told["text"]
    assert "13812345678" not in str(told)


async def test_an_asker_who_asks_too_often_is_told_to_rest() -> None:
    rate = Rate(3)
    for _ in range(3):
        rate.step("a")
    rate.step("b", 3)
    with pytest.raises(Fault) as refused:
        rate.step("a")
    assert refused.value.status == 429
    assert 0 < int(str(refused.value.arguments["seconds"])) <= 60


async def test_the_route_itself_is_limited(plaza: httpx.AsyncClient) -> None:
    came = [(await order(plaza, style="all")).status_code for _ in range(30)]
    assert came[0] == 200
    assert came[-1] == 429


async def test_a_key_that_is_none_and_a_foreign_page_are_refused(plaza: httpx.AsyncClient) -> None:
    assert problem(await plaza.get(f"/v1/comment-art/{'0' * 32}.png")) == "art.gone"
    came = await plaza.post("/api/comment-art", json={"text": TEXT}, headers={"X-Plaza": "0"})
    assert problem(came) == "plaza.foreign"


async def test_a_comment_goes_out_with_its_picture_and_tells_how_it_was_made(
    plaza: httpx.AsyncClient,
) -> None:
    kept = (await plaza.post("/api/comment-art", json={"text": TEXT, "style": "chat"})).json()
    said = {"text": TEXT, "attachments": [kept["id"]]}
    comment = (await plaza.post("/api/videos/cat/comments", json=said)).json()
    (shown,) = comment["attachments"]
    assert shown["url"] == kept["url"]
    assert TEXT in shown["alt"]
    name = kept["url"].rsplit("/", 1)[1]
    told = (await plaza.get(f"/api/comment-art/{name}/labels")).json()
    assert (told["whole"], told["backend"], told["how"]) == (True, "cards", "algorithm")
    assert (await plaza.get("/api/comment-art/..%2Fplaza.db/labels")).status_code == 404
    await plaza.delete(f"/api/comments/{comment['id']}")
    assert (await plaza.get(kept["url"])).status_code == 404


async def test_a_still_is_taken_once_and_a_lost_one_costs_only_its_own_style(labels: Labels) -> None:
    asked: list[tuple[str, float]] = []

    async def still(video: str, at: float) -> Image.Image:
        asked.append((video, at))
        if video == "lost":
            raise BadInput("video.broken", path="x")
        return Image.new("RGB", (90, 160), (200, 30, 30))

    studio = Studio(labels, still)
    _, red = await studio.picture(studio.take(Order(TEXT, "frame", video="cat", at=2.0, side=300)))
    pixel = Image.open(io.BytesIO(red)).convert("RGB").getpixel((200, 100))
    assert isinstance(pixel, tuple) and pixel[0] > 150 > pixel[2]
    assert asked == [("cat", 2.0)]
    await studio.picture(studio.take(Order(TEXT, "film", video="lost", side=200)))
    with pytest.raises(Fault) as refused:
        await studio.picture(studio.take(Order(TEXT, "frame", video="lost", side=200)))
    assert refused.value.code == "art.frame"


async def test_a_video_that_is_not_there_or_not_ready_has_no_still(plaza: httpx.AsyncClient) -> None:
    for video in ("nope", "cat", "../../etc/passwd"):
        (one,) = (await order(plaza, style="frame", video=video, size="small")).json()["pictures"]
        assert problem(await plaza.get(one["url"])) == "art.frame"


def test_what_was_checked_is_what_is_drawn() -> None:
    assert checked("@小搭 看这里 <b>粗</b>") == "看这里 <b>粗</b>"


async def test_the_mood_of_the_comments_is_counted_and_moves_with_them(plaza: httpx.AsyncClient) -> None:
    told = (await plaza.get("/api/videos/cat/mood")).json()
    assert told["count"] == 5
    assert told["sentence"] == "评论区这会儿：四成在笑，四成在问 BGM，两成在夸"
    assert (await plaza.get("/api/videos/salt/mood")).json()["sentence"] == ""
    for _ in range(5):
        await plaza.post("/api/videos/cat/comments", json={"text": "哈哈哈哈哈"})
    moved = (await plaza.get("/api/videos/cat/mood", headers={"Accept-Language": "en"})).json()
    assert moved["count"] == 10
    assert "two thirds are laughing" in moved["sentence"]
    assert (await plaza.get("/api/videos/nope/mood")).status_code == 404
