"""What every platform adapter promises, held against a real community: each adapter joins with a stage of its own."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
import uvicorn

from dazi.errors import ConfigError, PlatformDown, PlatformRefused
from dazi.platforms.plaza import Plaza
from dazi.ports import Platform
from dazi.text.normalise import fingerprint
from dazi.types import Mention, Provenance, Reply
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_seed import Clip, Person, Remark, Seed

SEED = Seed(
    people=(Person("zhu", "阿竹", demo=True), Person("momo", "momo", demo=True), Person("lao", "老周")),
    clips=(Clip("cat", "猫开车", "lao", tags=("猫",), captions=("师傅走吗",), seconds=9.0),),
    remarks={"cat": (Remark("momo", "@小搭 样本", 9, under=(Remark("", "样本回复", label="AI生成"),)),)},
)


class Stage(Protocol):
    """A community as its members see it, so that the suite can act in it."""

    def adapter(self) -> Platform: ...

    def say(self, text: str, parent: str | None = None, member: int = 0) -> str: ...

    def remove(self, comment: str, member: int = 0) -> None: ...

    def said_under(self, comment: str) -> list[tuple[str, str]]:
        """(text, label) of the replies in a comment's thread, as members see them."""
        ...

    def stop(self) -> None: ...

    def start(self) -> None: ...


class PlazaStage:
    """The real plaza behind a real server on loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        self.app = create_plaza(
            self.folder, token="s3cret", clips=None, companion=CompanionCard(), seed=SEED, a_minute=0
        )
        options = uvicorn.Config(self.app, port=self.port, log_config=None, timeout_graceful_shutdown=1)
        self.server = uvicorn.Server(options)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            assert self.thread.is_alive()
            time.sleep(0.01)

    def stop(self) -> None:
        self.app.state.board.live.close()
        self.server.should_exit = True
        self.thread.join(10)

    def adapter(self) -> Platform:
        return Plaza(self.url, "s3cret", wait=2.0, pause=0.05)

    def _ask(self, method: str, path: str, body: object = None, member: int = 0) -> Any:
        headers = {"X-Plaza": "1", "Cookie": f"plaza_member={('zhu', 'momo')[member]}"}
        content = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.url + path, content, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def say(self, text: str, parent: str | None = None, member: int = 0) -> str:
        body = {"text": text, "parent": parent}
        return str(self._ask("POST", "/api/videos/cat/comments", body, member)["id"])

    def remove(self, comment: str, member: int = 0) -> None:
        self._ask("DELETE", f"/api/comments/{comment}", member=member)

    def said_under(self, comment: str) -> list[tuple[str, str]]:
        found = self._ask("GET", f"/api/comments/{comment}/replies")
        return [(reply["text"], reply["label"]) for reply in found["replies"]]


STAGES: dict[str, Callable[[Path], PlazaStage]] = {"plaza": PlazaStage}


@pytest.fixture(params=sorted(STAGES))
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    made = STAGES[request.param](tmp_path)
    yield made
    made.stop()


@pytest.fixture
async def platform(stage: Stage) -> AsyncIterator[Platform]:
    made = stage.adapter()
    yield made
    await made.close()


@asynccontextmanager
async def listening(
    platform: Platform, cursor: str | None
) -> AsyncIterator[AsyncIterator[tuple[Mention, str]]]:
    stream = platform.listen(cursor)
    yield stream
    await stream.aclose()  # type: ignore[attr-defined]


async def heard(platform: Platform, count: int, cursor: str | None = None) -> list[tuple[Mention, str]]:
    """The first so many mentions after the cursor."""
    found: list[tuple[Mention, str]] = []
    async with listening(platform, cursor) as stream, asyncio.timeout(15):
        async for pair in stream:
            found.append(pair)
            if len(found) == count:
                return found
    return found


def reply_to(mention: Mention, text: str, part: int = 0) -> Reply:
    made = Provenance("joke", "fast", "repertoire", "line-1", "xiaoda@1")
    key = (mention.platform, mention.account, mention.comment, mention.thread, part)
    return Reply(*key, text, "AI生成", fingerprint(text), (mention.comment,), made, video=mention.video)


async def mention_of(stage: Stage, platform: Platform, text: str = "@小搭 在吗") -> Mention:
    id = await asyncio.to_thread(stage.say, text)
    return next(mention for mention, _ in await heard(platform, 1) if mention.comment == id)


async def test_a_comment_becomes_a_mention_with_its_handle_left_in_the_text(
    stage: Stage, platform: Platform
) -> None:
    mention = await mention_of(stage, platform, "@小搭 讲个段子")
    assert (mention.platform, mention.account) == (platform.name, platform.account)
    assert mention.text == "@小搭 讲个段子"
    assert mention.member.name == "阿竹"
    assert mention.member.platform == platform.name
    assert mention.thread == mention.comment and mention.parent is None
    assert mention.at.utcoffset() is not None
    assert not mention.to_own and not mention.bot


async def test_listening_goes_on_after_a_cursor(stage: Stage, platform: Platform) -> None:
    ids = [await asyncio.to_thread(stage.say, f"第{n}条") for n in range(4)]
    first = await heard(platform, 2)
    rest = await heard(platform, 2, first[-1][1])
    assert [mention.comment for mention, _ in first + rest] == ids


async def test_listening_hears_what_is_said_meanwhile(stage: Stage, platform: Platform) -> None:
    before = await mention_of(stage, platform, "先来一条")
    waiting = asyncio.create_task(heard(platform, 2))
    await asyncio.sleep(0.2)
    id = await asyncio.to_thread(stage.say, "再来一条")
    assert [mention.comment for mention, _ in await waiting] == [before.comment, id]


async def test_listening_outlives_a_platform_that_goes_away(stage: Stage, platform: Platform) -> None:
    waiting = asyncio.create_task(heard(platform, 2))
    first = await asyncio.to_thread(stage.say, "停机前")
    await asyncio.sleep(0.3)
    await asyncio.to_thread(stage.stop)
    await asyncio.sleep(0.2)
    await asyncio.to_thread(stage.start)
    second = await asyncio.to_thread(stage.say, "回来后")
    assert [mention.comment for mention, _ in await waiting] == [first, second]


async def test_a_reply_stands_under_its_comment_with_its_label(stage: Stage, platform: Platform) -> None:
    mention = await mention_of(stage, platform)
    posted = await platform.post(reply_to(mention, "在，刚醒。"))
    assert posted.id and posted.outcome == "posted" and not posted.adopted
    assert await asyncio.to_thread(stage.said_under, mention.comment) == [("在，刚醒。", "AI生成")]


async def test_own_comments_are_not_heard_and_answers_to_them_are_marked(
    stage: Stage, platform: Platform
) -> None:
    mention = await mention_of(stage, platform)
    posted = await platform.post(reply_to(mention, "在。"))
    id = await asyncio.to_thread(stage.say, "那你再来一个", posted.id, 1)
    answers = [found for found, _ in await heard(platform, 2)]
    assert [found.comment for found in answers] == [mention.comment, id]
    assert answers[1].to_own and answers[1].thread == mention.thread and answers[1].parent == posted.id


async def test_an_own_reply_is_found_again_by_its_words(stage: Stage, platform: Platform) -> None:
    mention = await mention_of(stage, platform)
    reply = reply_to(mention, "第一行\n  第二行 OK")
    assert await platform.find_own(reply) is None
    posted = await platform.post(reply)
    found = await platform.find_own(reply)
    assert found is not None and found.id == posted.id and found.adopted
    assert await platform.find_own(reply_to(mention, "别的话")) is None


async def test_an_own_reply_elsewhere_or_by_another_is_not_taken_for_it(
    stage: Stage, platform: Platform
) -> None:
    mention = await mention_of(stage, platform)
    other = await asyncio.to_thread(stage.say, "另一条")
    await asyncio.to_thread(stage.say, "同样的话", mention.comment, 1)
    await platform.post(reply_to((await heard(platform, 2))[1][0], "同样的话"))
    assert other != mention.comment
    assert await platform.find_own(reply_to(mention, "同样的话")) is None


async def test_the_thread_comes_oldest_first_without_the_mention(stage: Stage, platform: Platform) -> None:
    first = await mention_of(stage, platform, "@小搭 一")
    posted = await platform.post(reply_to(first, "一答"))
    await asyncio.to_thread(stage.say, "再问", posted.id, 1)
    last = (await heard(platform, 2))[-1][0]
    turns = await platform.thread(last)
    assert turns is not None
    assert [(turn.text, turn.own) for turn in turns] == [("@小搭 一", False), ("一答", True)]
    assert turns[1].member.account == platform.account


async def test_a_deleted_comment_has_no_thread_and_takes_no_reply(stage: Stage, platform: Platform) -> None:
    mention = await mention_of(stage, platform)
    await asyncio.to_thread(stage.remove, mention.comment)
    assert await platform.thread(mention) is None
    with pytest.raises(PlatformRefused) as refused:
        await platform.post(reply_to(mention, "来了"))
    assert refused.value.code == "platform.gone"
    await platform.typing(mention, True)  # never raises


async def test_an_own_reply_can_be_taken_back_twice(stage: Stage, platform: Platform) -> None:
    mention = await mention_of(stage, platform)
    reply = reply_to(mention, "说错了")
    posted = await platform.post(reply)
    await platform.delete(posted.id)
    await platform.delete(posted.id)
    assert await asyncio.to_thread(stage.said_under, mention.comment) == []
    assert await platform.find_own(reply) is None


async def test_the_video_is_told_in_what_is_known_of_it(stage: Stage, platform: Platform) -> None:
    mention = await mention_of(stage, platform)
    video = await platform.video(mention)
    assert video is not None
    assert (video.title, video.author, video.tags) == ("猫开车", "老周", ("猫",))
    assert video.captions == ("师傅走吗",) and video.seconds == 9.0
    assert mention.text not in video.comments and "@小搭 样本" in video.comments


async def test_a_platform_that_is_away_is_down_not_refusing(stage: Stage, platform: Platform) -> None:
    mention = await mention_of(stage, platform)
    await asyncio.to_thread(stage.stop)
    for call in (
        platform.post(reply_to(mention, "在")),
        platform.find_own(reply_to(mention, "在")),
        platform.thread(mention),
    ):
        with pytest.raises(PlatformDown):
            await call
    await platform.typing(mention, False)


async def test_a_wrong_token_is_for_the_operator(stage: Stage) -> None:
    stranger = Plaza(stage.url, "guess", pause=0.01)  # type: ignore[attr-defined]
    with pytest.raises(ConfigError):
        await heard(stranger, 1)
    await stranger.close()
