"""A wish for the feed is kept and answered in one sentence: what was understood, two or three videos, the receipt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from dazi.bonds import Card, Wish
from dazi.ports import Kit
from dazi.skills.recommend import LONGEST, Recommend
from dazi.types import Context, Decision, Found, Member, Turn, Video, Watched

CARDS = tuple(Card(f"v{n}", f"第{n}只猫的一天", url=f"/#/v/v{n}") for n in range(3))
DONE = Found("l1", "记下了，先看三条，不好使回来骂我。", 0.9, topic="done")


class Feed:
    """Satisfies bonds.Feed; remembers what was wished and shows the same cards."""

    def __init__(self, cards: Sequence[Card] = CARDS) -> None:
        self.cards, self.kept = cards, list[Wish]()

    async def prefer(self, member: Member, wishes: Sequence[Wish], comment: str, now: datetime) -> int:
        self.kept = list(wishes)
        return 7

    async def undo(self, member: Member, now: datetime, receipt: int = 0) -> tuple[Wish, ...]:
        return ()

    async def wishes(self, member: Member, now: datetime) -> tuple[Wish, ...]:
        return ()

    async def find(self, member: Member, wishes: Sequence[Wish], limit: int = 3) -> tuple[Card, ...]:
        return tuple(self.cards[:limit])

    async def ranked(
        self, member: Member, now: datetime, limit: int = 20, after: str = ""
    ) -> tuple[Card, ...]:
        return ()


@pytest.fixture
def ask(kit: Callable[..., Kit], decided: Callable[..., Decision]) -> Callable[..., object]:
    async def asked(context: Context, feed: Feed, *lines: Found) -> str:
        made = replace(kit(recommend=lines), feed=feed)
        return (await Recommend()(context, decided("recommend"), made)).text

    return asked


async def test_the_answer_names_videos_with_their_pages_and_the_receipt(ask: Callable, say: Callable) -> None:
    feed = Feed()
    text = await ask(say("多给我推点猫"), feed)
    assert feed.kept == [Wish("猫")]
    assert "《第0只猫的一天》(/#/v/v0)" in text and "回执7" in text and "撤销" in text
    assert len(text) <= LONGEST


async def test_titles_are_left_out_before_an_answer_gets_long(ask: Callable, say: Callable) -> None:
    cards = tuple(Card(f"v{n}", "很长的标题" * 14, url=f"/#/v/v{n}") for n in range(3))
    text = await ask(say("多给我推点猫"), Feed(cards))
    assert len(text) <= LONGEST and text.count("《") == 1 and "这几条" not in text


async def test_where_nothing_is_there_yet_no_video_is_promised(ask: Callable, say: Callable) -> None:
    text = await ask(say("多给我推点猫"), Feed(()), DONE)
    assert "先看" not in text and "《" not in text and "往前" not in text
    assert text.startswith(
        ("猫，记下了。眼下库里一条都没有", "猫？懂了。库里还没有", "猫我惦记上了。现在还没货")
    )
    both = await ask(say("多推猫，少推狗"), Feed(()))
    assert both.startswith(("狗往后排了。猫库里还没有", "狗我拦下了；猫眼下一条都没有"))
    only = await ask(say("多推这种", video=CAT), Feed(()))
    assert only.startswith(("猫，记下了。除了这条", "猫，懂了。眼下就这一条"))


async def test_a_line_that_promises_three_stands_where_there_are_three(ask: Callable, say: Callable) -> None:
    assert DONE.text in await ask(say("多给我推点猫"), Feed(), DONE)
    assert DONE.text not in await ask(say("多给我推点猫"), Feed(CARDS[:2]), DONE)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("这周别给我推游戏", "到11月29号为止"),
        ("今天别给我推游戏", "今天之内算数"),
        ("这周多推点游戏", "先排到11月29号"),
        ("多推星空和月亮", "星空、月亮"),
        ("今晚想看恐怖片", "就排今天"),
        ("老王修车的视频多来点", "老王的修车视频"),
        ("想看短一点的搞笑视频", "搞笑的短视频"),
        ("show me more from Chef Wang", "ideos by Chef Wang"),
        ("more hiking videos please", "iking"),
    ],
)
async def test_it_says_what_was_understood(ask: Callable, say: Callable, said: str, told: str) -> None:
    assert told in await ask(say(said), Feed())


async def test_who_hurts_gets_no_joke(ask: Callable, say: Callable) -> None:
    text = await ask(say("宠物的视频少推一点，我家狗刚走"), Feed(), DONE)
    assert text.startswith(("好，宠物我先收起来", "知道了，宠物这阵子不往你跟前放"))


@pytest.mark.parametrize(
    ("turns", "said", "wished"),
    [
        (("@小搭 多推点猫",), "那狗呢", [Wish("狗")]),
        (("@小搭 多推点猫", "@小搭 那狗呢"), "再来点", [Wish("狗")]),
        (("@xiaoda less news",), "what about politics?", [Wish("politics", "less")]),
        (("@小搭 多推点猫",), "随便吧", []),
    ],
)
async def test_what_turns_a_wish_round_goes_on_from_it(
    ask: Callable, say: Callable, turns: tuple[str, ...], said: str, wished: list[Wish]
) -> None:
    context = say(said, *turns)
    ours = Turn("o", Member("plaza", "bot", "小搭"), True, "收到", context.now, "recommend")
    feed = Feed()
    await ask(replace(context, turns=(*context.turns, ours)), feed)
    assert feed.kept == wished


async def test_who_names_nothing_is_asked_what(ask: Callable, say: Callable) -> None:
    feed = Feed()
    text = await ask(say("推荐一下"), feed)
    assert feed.kept == [] and "回执" not in text


CAT = Video("plaza", "v0", "扫地机买回家第七天，猫把它开走了", "老周", ("猫", "扫地机", "离谱日常"))


@pytest.mark.parametrize(
    ("said", "wished", "told"),
    [
        ("多推这种", [Wish("猫")], "猫"),
        ("哈哈哈这也太逗了，多来点这类", [Wish("猫")], "猫"),
        ("这种别推了", [Wish("猫", "less")], "猫"),
        ("这个博主的多推点", [Wish(creator="老周")], "老周的视频"),
        ("多推这种，少推带货", [Wish("带货", "less"), Wish("猫")], "带货"),
    ],
)
async def test_more_like_this_takes_its_subject_from_the_video(
    ask: Callable, say: Callable, said: str, wished: list[Wish], told: str
) -> None:
    feed = Feed()
    text = await ask(say(said, video=CAT), feed, DONE)
    assert feed.kept == wished and told in text and "回执7" in text


async def test_the_video_under_which_it_stands_is_not_offered_again(ask: Callable, say: Callable) -> None:
    context = say("多推这种", video=CAT)
    lead = replace(context.lead, video="v0")
    text = await ask(replace(context, burst=(lead,)), Feed())
    assert "第0只猫" not in text and "第1只猫" in text


async def test_where_nothing_is_known_of_the_video_it_asks_which(ask: Callable, say: Callable) -> None:
    feed = Feed()
    for context in (say("多推这种"), say("more like this", video=Video("plaza", "v9", "part 3"))):
        text = await ask(context, feed)
        assert feed.kept == [] and (
            "一个词" in text or "给个词" in text or "One word" in text or "title" in text
        )


@pytest.mark.parametrize(
    ("asked", "said", "wished"),
    [("@小搭 多推这种", "修表", Wish("修表")), ("@小搭 这种别推了", "吃播", Wish("吃播", "less"))],
)
async def test_a_word_alone_answers_which(
    ask: Callable, say: Callable, asked: str, said: str, wished: Wish
) -> None:
    context = say(said, asked)
    which = "这条讲什么我还没看明白，先问一句：想多看哪种？给个词我就去搬。"
    ours = Turn("o", Member("plaza", "bot", "小搭"), True, which, context.now, "recommend")
    feed = Feed()
    await ask(replace(context, turns=(*context.turns, ours)), feed)
    assert feed.kept == [wished]


async def test_what_the_digest_tells_is_a_subject_too(ask: Callable, say: Callable) -> None:
    feed = Feed()
    context = say("more like this please", video=Video("plaza", "v9", "part 3"))
    await ask(replace(context, digest=Watched("ready", one_line="a puppy chases leaves")), feed)
    assert feed.kept == [Wish("puppy")]


async def test_the_subject_of_a_video_is_named_in_the_language_of_who_asks(
    ask: Callable, say: Callable
) -> None:
    feed = Feed()
    text = await ask(say("more like this", video=CAT), feed)
    assert feed.kept == [Wish("cat")] and "cat videos" in text
