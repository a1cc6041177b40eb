"""What is said one to one goes the same way as a comment: answered without a handle, labelled, with its own past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dazi.cli.worker import wanted
from dazi.config import load
from dazi.control import control
from dazi.house import memory_for, opened, speaker_for
from dazi.safety.admit import Limits
from dazi.testing import NOW, FakeWishes, Scratch, mention
from dazi.types import Context, Decision, Member, Mention, Receipt, Turn, Visibility
from tests.test_pipeline import House


async def test_it_is_answered_without_a_handle_with_its_label_and_stays_private(tmp_path: Path) -> None:
    house = House()
    said = mention("今天有点丧", visibility="private")
    assert (await house.send(said)).outcome == "posted"
    [(_, reply)] = house.platform.posts
    assert (reply.visibility, reply.label, reply.text) == ("private", "AI生成", "到！")
    settings = load(data=tmp_path)
    calls = wanted(speaker_for(settings), settings)
    assert calls(said) and not calls(mention("今天有点丧"))


async def test_whoever_asked_for_silence_and_writes_one_to_one_has_called() -> None:
    house = House()
    house.store.muted = True
    assert (await house.send(mention("在吗", visibility="private"))).outcome == "posted"
    assert house.wishes.muted == {"m1": None}


async def test_the_past_of_the_talk_comes_along_our_own_words_marked() -> None:
    house = House()
    first = mention("讲个段子", comment="1", thread="p.m1", visibility="private")
    await house.send(first)
    (posted, _) = house.platform.posts[0]
    house.platform.turn("p.m1", Turn(posted, Member("scratch", "us"), True, "到！", NOW))
    await house.send(mention("再来一个", comment="2", thread="p.m1", visibility="private"))
    assert [(turn.text, turn.own) for turn in house.skill.seen[-1].turns] == [("到！", True)]


@pytest.mark.parametrize("visibility", ["private", "public"])
async def test_a_public_question_counts_nothing_of_what_was_said_one_to_one(visibility: Visibility) -> None:
    asked: list[bool] = []

    class Asked(FakeWishes):
        async def known(self, member: Member, *, private: bool = True) -> Mapping[str, int]:
            asked.append(private)
            return {"mentions": 9 if private else 1, "replies": 0}

    one = Context((mention("你记得我什么", visibility=visibility),), "你记得我什么", "zh", NOW)
    draft = await control(one, Decision("control", "recall"), Asked(), Scratch(), 7)
    assert asked == [visibility == "private"] and ("8 条" in draft.text) == (visibility == "private")


async def test_the_day_s_limit_holds_one_to_one_as_well() -> None:
    house = House(limits=Limits(private_day=5))
    house.store.today = 6
    assert (await house.send(mention("在吗", visibility="private"))).reason == "silence.member_limit"


@pytest.mark.parametrize(("visibility", "scope"), [("private", "private"), ("public", "member")])
async def test_what_was_told_one_to_one_is_recalled_there_alone(
    tmp_path: Path, visibility: str, scope: str
) -> None:
    house = opened(load(data=tmp_path))
    try:
        now = datetime.now(UTC)
        member = Member("plaza", "zhu")
        said = Mention(
            "plaza", "xiaoda", "1", "p.zhu", member, "我养了一只橘猫叫年糕", now - timedelta(minutes=1),
            visibility=visibility,  # type: ignore[arg-type]
        )  # fmt: skip
        (id,) = await house.store.accept([said])
        await house.queue.put([(id, said.lane)], 0)
        (delivery,) = await house.queue.claim("w", 1)
        await house.store.begin(delivery)
        await house.store.finish(delivery.token, (id,), Receipt("silent", "silence.off", skill="chat"))
        memory = memory_for(house, speaker_for(house.settings))
        await memory.learn()
        (fact,) = await memory.known(member, private=True)
        assert fact.scope == scope and "年糕" in fact.text
        question = "我家猫最近老拆家"
        public = Mention("plaza", "xiaoda", "2", "2", member, question, now)
        private = Mention("plaza", "xiaoda", "3", "p.zhu", member, question, now, visibility="private")
        assert [one.id for one in await memory.recall(private, question, now)] == [fact.id]
        assert bool(await memory.recall(public, question, now)) == (scope == "member")
    finally:
        house.database.close()
