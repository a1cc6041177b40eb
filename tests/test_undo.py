"""撤销 over a real store: the latest wish or note within a day, by number too; said plainly, the next one named."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from dazi.bonds import Clip, Fact, Wish
from dazi.control import control
from dazi.decide import sure_control
from dazi.feed.feed import Feed
from dazi.memory.memory import Memory
from dazi.platforms.scratch import Scratch
from dazi.store.clips import Clips
from dazi.store.database import Database
from dazi.store.facts import Facts
from dazi.store.mentions import Mentions
from dazi.testing import FakeWishes
from dazi.text.wishes import taken_back, wish_about_us
from dazi.types import (
    Context,
    Decision,
    Delivery,
    Member,
    Mention,
    Provenance,
    Receipt,
    Reply,
    Turn,
    Visibility,
)

START = datetime.now(UTC).replace(microsecond=250_000)
US, NING = Member("plaza", "us", "小搭"), Member("plaza", "ning")


class Home:
    """A member who says things a minute apart; what is said to undo is answered by the control path."""

    def __init__(self, folder: Path) -> None:
        self.database = Database.open(folder / "dazi.db")
        self.mentions, self.feed = Mentions(self.database), Feed(Clips(self.database))
        self.memory, self.wishes, self.platform = (
            Memory(Facts(self.database)),
            FakeWishes(),
            Scratch(),
        )
        self.minutes = count(1)

    def mention(self, text: str, visibility: Visibility, who: Member) -> Mention:
        minute = next(self.minutes)
        at = START + timedelta(minutes=minute)
        return Mention("plaza", "us", f"c{minute}", "t", who, text, at, visibility=visibility)

    async def says(self, text: str, visibility: Visibility = "public", who: Member = NING) -> Mention:
        one = self.mention(text, visibility, who)
        ids = await self.mentions.accept((one,))
        delivery = Delivery(one.lane, ids, f"token{ids[0]}", 1, 9e9)
        await self.mentions.begin(delivery)
        await self.mentions.finish(delivery.token, ids, Receipt("posted", "", "p", "chat"))
        await self.memory.learn()
        return one

    async def wishes_for(self, *wishes: Wish, visibility: Visibility = "public", who: Member = NING) -> int:
        one = await self.says("多推", visibility, who)
        return await self.feed.prefer(who, wishes, one.comment, one.at)

    async def undoes(
        self,
        text: str = "撤销",
        *turns: Turn,
        visibility: Visibility = "public",
        again: Mention | None = None,
    ) -> str:
        lead = again or self.mention(text, visibility, NING)
        context = Context((lead,), text, "zh", lead.at, turns)
        decision = Decision("control", "undo")
        draft = await control(context, decision, self.wishes, self.platform, 7, self.memory, self.feed)
        return draft.text

    async def posts(self) -> str:
        made = Provenance("joke", "fast", "repertoire", "l1", "xiaoda@1")
        posted = await self.platform.post(
            Reply("plaza", "us", "c0", "t", 0, "番茄找土豆借钱。", "AI生成", "f", ("c0",), made)
        )
        return posted.id

    async def holds(self) -> list[str]:
        return [wish.topic for wish in await self.feed.wishes(NING, START + timedelta(hours=2))]


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    made = Home(tmp_path)
    yield made
    made.database.close()


def ours(text: str, skill: str) -> Turn:
    return Turn("o1", US, True, text, START, skill)


async def test_a_wish_is_taken_back_though_other_things_were_answered_since(home: Home) -> None:
    await home.wishes_for(Wish("猫"))
    said = await home.undoes("撤销", ours("番茄找土豆借钱。", "joke"))
    assert "多看猫" in said and await home.holds() == []
    assert home.wishes.posts == [] and "没东西可撤" in await home.undoes()


async def test_the_latest_goes_first_and_the_next_is_named(home: Home) -> None:
    first = await home.wishes_for(Wish("猫"), Wish("带货", "less"))
    await home.says("我家猫叫年糕")
    second = await home.wishes_for(Wish("狗"))
    said = await home.undoes()
    assert "多看狗" in said and "养了猫，叫年糕" in said and await home.holds() == ["猫", "带货"]
    said = await home.undoes()
    assert "养了猫，叫年糕" in said and f"轮到“多看猫、少看带货”（回执{first}）" in said
    assert await home.memory.known(NING, private=True) == ()
    said = await home.undoes()
    assert "多看猫、少看带货" in said and "轮到" not in said and second != first
    assert await home.holds() == []


async def test_a_receipts_number_takes_back_that_one(home: Home) -> None:
    first, second = await home.wishes_for(Wish("猫")), await home.wishes_for(Wish("狗"))
    assert "多看猫" in await home.undoes(f"撤销{first}") and await home.holds() == ["狗"]
    said = await home.undoes(f"撤销{first}")
    assert f"回执{first}" in said and f"轮到“多看狗”（回执{second}）" in said and await home.holds() == ["狗"]


async def test_another_members_receipt_is_none_of_ours(home: Home) -> None:
    theirs = await home.wishes_for(Wish("钓鱼"), who=Member("plaza", "lu"))
    said = await home.undoes(f"撤销{theirs}")
    assert "没找着" in said and "钓鱼" not in said
    assert await home.feed.wishes(Member("plaza", "lu"), START) != ()


async def test_under_the_answer_to_a_wish_it_is_that_wish(home: Home) -> None:
    first = await home.wishes_for(Wish("猫"))
    await home.wishes_for(Wish("狗"))
    said = await home.undoes("刚才那条撤了", ours(f"安排。（回执{first}，反悔就说“撤销”）", "recommend"))
    assert "多看猫" in said and await home.holds() == ["狗"]


async def test_what_is_older_than_a_day_stays_unless_its_number_is_named(home: Home) -> None:
    old = await home.feed.prefer(NING, [Wish("猫")], "c-old", START - timedelta(days=2))
    assert "没东西可撤" in await home.undoes() and await home.holds() == ["猫"]
    assert "多看猫" in await home.undoes(f"撤销{old}") and await home.holds() == []


async def test_words_that_mean_our_reply_take_that(home: Home) -> None:
    await home.wishes_for(Wish("猫"))
    posted = await home.posts()
    home.wishes.posts = [(posted, "番茄找土豆借钱。")]
    said = await home.undoes("把你刚才那条回复撤了", ours("番茄找土豆借钱。", "joke"))
    assert "上一条回复撤了" in said and "轮到“多看猫”" in said
    assert home.wishes.posts == [] and await home.holds() == ["猫"]


async def test_with_nothing_kept_it_is_our_last_reply(home: Home) -> None:
    posted = await home.posts()
    home.wishes.posts = [(posted, "番茄找土豆借钱。")]
    assert "上一条回复撤了" in await home.undoes() and home.wishes.posts == []


async def test_what_was_stated_in_private_is_never_named_in_public(home: Home) -> None:
    number = await home.wishes_for(Wish("仓鼠"), visibility="private")
    await home.says("我家猫叫年糕", "private")
    public = await home.undoes()
    assert "没东西可撤" in public and await home.holds() == ["仓鼠"]
    assert "仓鼠" not in await home.undoes(f"撤销{number}") and await home.holds() == []
    assert "年糕" in await home.undoes(visibility="private")


async def test_the_same_comment_answered_again_takes_no_second_wish(home: Home) -> None:
    await home.wishes_for(Wish("猫"))
    await home.wishes_for(Wish("狗"))
    lead = home.mention("撤销", "public", NING)
    once, twice = await home.undoes(again=lead), await home.undoes(again=lead)
    assert once == twice and "多看狗" in once and await home.holds() == ["猫"]


async def test_what_we_drew_ourselves_is_no_note_to_take_back(home: Home) -> None:
    said = await home.says("我家猫叫年糕")
    drawn = Fact(0, NING, "gag", "年糕", "gag:nick:年糕", "member", 0.8, said.at, comment=said.comment)
    wished = Fact(0, NING, "life", "“别推恋爱综艺”", "said:1", "member", 0.8, said.at, comment=said.comment)
    await Facts(home.database).learned([drawn, wished], (), 0)
    assert "轮到" not in await home.undoes() and "没东西可撤" in await home.undoes()


async def test_a_note_in_the_members_own_words_is_quoted_once(home: Home) -> None:
    said = await home.says("今天下雨")
    noted = Fact(0, NING, "life", "“搬到了河边”", "said:1", "member", 0.8, said.at, comment=said.comment)
    await Facts(home.database).learned([noted], (), 0)
    assert "“搬到了河边”" in (told := await home.undoes()) and "““" not in told


async def test_the_order_is_what_it_was_before_each(home: Home) -> None:
    kinds = ("猫", "狗", "带货", "科普")
    await home.feed.offer(
        [
            Clip("plaza", f"v{n}", f"{kinds[n % 4]}{n}", tags=(kinds[n % 4],), at=START, heat=float(40 - n))
            for n in range(40)
        ]
    )

    async def order() -> list[str]:
        return [card.video for card in await home.feed.ranked(NING, START + timedelta(hours=2), 40)]

    orders = [await order()]
    for wish in (Wish("猫"), Wish("带货", "less"), Wish("科普")):
        await home.wishes_for(wish)
        orders.append(await order())
    assert len({tuple(one) for one in orders}) == 4
    for before in reversed(orders[:-1]):
        await home.undoes()
        assert await order() == before


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("撤销1", 1),
        ("撤销 7", 7),
        ("撤销回执12", 12),
        ("把回执3撤了吧", 3),
        ("取消回执3", 3),
        ("撤销#7", 7),
        ("撤销２", 2),
        ("undo 1", 1),
        ("undo receipt 3 please", 3),
        ("undo #12", 12),
        ("撤销", 0),
        ("undo", 0),
        ("撤销刚才的口味", 0),
    ],
)
def test_a_number_is_heard(text: str, number: int) -> None:
    assert sure_control(text) == "undo" and taken_back(text).number == number


@pytest.mark.parametrize(
    "text", ["7号撤了", "撤销1个订单怎么弄", "第3条撤了吗", "undo 2 years of damage", "退回7天前", "cancel 5"]
)
def test_other_numbers_are_no_receipts(text: str) -> None:
    assert wish_about_us(text) is None
