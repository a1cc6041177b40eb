"""Memory over a real store: learned after the reply, recalled where it fits, never across members, gone when told so."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dazi.store.records import Records
from dazi.types import Member
from tests.memory.home import Home


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    made = Home(tmp_path)
    yield made
    made.database.close()


async def test_what_was_told_is_recalled_where_it_fits(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕")
    await home.says("ning", "我下周三要面试")
    assert await home.memory.learn() == 2
    assert await home.recalls("ning", "它又把猫粮打翻了") == ["猫，叫年糕"]
    assert await home.recalls("ning", "今天下雨好烦") == []


async def test_a_talk_is_learned_from_once(home: Home) -> None:
    await home.says("ning", "以后叫我阿宁吧")
    assert await home.memory.learn() == 1
    assert await home.memory.learn() == 0
    assert await home.knows("ning") == ["阿宁"]


async def test_one_members_facts_never_reach_another(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕")
    await home.memory.learn()
    assert await home.recalls("lu", "我家猫叫年糕吗") == []
    assert await home.memory.answer(home.mention("lu", "我家猫叫什么"), "pet", "猫", "zh") is None


async def test_what_was_said_in_private_stays_there(home: Home) -> None:
    await home.says("ning", "我对花生过敏", visibility="private")
    await home.memory.learn()
    assert await home.recalls("ning", "晚饭吃什么") == []
    assert await home.knows("ning", private=False) == []
    assert await home.recalls("ning", "花生能吃吗", visibility="private") == ["对花生过敏"]


async def test_what_is_told_anew_takes_the_place_of_the_old(home: Home) -> None:
    await home.says("ning", "以后叫我阿宁吧")
    await home.says("ning", "还是叫我老宁吧")
    await home.says("ning", "我家狗叫旺财")
    await home.says("ning", "我家狗送人了")
    await home.memory.learn()
    assert await home.knows("ning") == ["老宁"]


async def test_questions_about_oneself_are_answered(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕")
    await home.says("ning", "我家狗叫旺财")
    await home.says("ning", "我生日是3月8号")
    await home.memory.learn()
    asked = home.mention("ning", "我家猫叫什么来着")
    assert await home.memory.answer(asked, "pet", "猫", "zh") == "养了猫，叫年糕"
    assert await home.memory.answer(asked, "birthday", "", "zh") == "3月8号"
    assert await home.memory.answer(asked, "allergy", "", "zh") is None


async def test_one_thing_that_is_forgotten_is_gone_from_every_table_and_from_the_log(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕年糕糕")
    await home.says("ning", "年糕年糕糕又闯祸了")
    await home.says("ning", "我生日是3月8号")
    await home.memory.learn()
    assert "年糕年糕糕".encode() in home.everything()
    assert len(await home.memory.drop(Member("plaza", "ning"), "养猫")) == 1
    assert "年糕年糕糕".encode() not in home.everything()
    assert await home.knows("ning") == ["3月8号"]
    await home.memory.learn()
    assert await home.knows("ning") == ["3月8号"]


async def test_who_is_forgotten_is_gone_and_learned_no_more(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕年糕糕")
    await home.memory.learn()
    await home.says("ning", "我对花生花生米过敏")
    await home.wishes.forget(Member("plaza", "ning"))
    await home.memory.learn()
    assert await home.knows("ning") == []
    assert "花生花生米".encode() not in home.everything() and "年糕年糕糕".encode() not in home.everything()


async def test_pain_and_refusals_teach_nothing_but_how_one_felt(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕，我不想活了", skill="crisis")
    await home.says("lu", "今天被老板骂了，好难受", skill="comfort")
    await home.memory.learn()
    assert await home.knows("ning") == []
    assert [fact.kind for fact in await home.memory.known(Member("plaza", "lu"), private=False)] == ["mood"]


async def test_facts_end(home: Home) -> None:
    await home.says("ning", "我明天要去成都")
    await home.memory.learn()
    with sqlite3.connect(home.path) as file:
        file.execute("UPDATE facts SET expires = 1")
    assert await home.knows("ning") == []
    await Records(home.database).expire(datetime.now(UTC))
    assert "成都".encode() not in b"".join(
        str(row).encode() for row in sqlite3.connect(home.path).execute("SELECT * FROM facts")
    )


async def test_a_member_puts_a_fact_right(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕")
    await home.memory.learn()
    (fact,) = await home.memory.known(Member("plaza", "ning"), private=False)
    assert await home.memory.correct(Member("plaza", "lu"), fact.id, "狗") is None
    assert await home.memory.correct(Member("plaza", "ning"), fact.id, "猫，叫年糕糕") is not None
    assert await home.knows("ning") == ["猫，叫年糕糕"]


async def test_what_was_a_joke_or_wrong_is_put_right_in_its_thread(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕", thread="a")
    await home.says("ning", "骗你的", thread="a")
    await home.says("lu", "养了条柯基叫馒头", thread="b")
    await home.says("lu", "说错了，不是柯基，是柴犬", thread="b")
    await home.says("mo", "I've got a corgi called Biscuit")
    await home.says("mo", "wait no, he's a beagle")
    await home.memory.learn()
    assert await home.knows("ning") == []
    assert await home.knows("lu") == ["柴犬，叫馒头"]
    assert await home.knows("mo") == ["a beagle called Biscuit"]


async def test_a_retraction_in_another_thread_takes_nothing_back(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕", thread="a")
    await home.says("ning", "骗你的", thread="b")
    await home.memory.learn()
    assert await home.knows("ning") == ["猫，叫年糕"]


async def test_what_was_just_said_is_not_kept_when_told_so(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕年糕糕", thread="a")
    await home.memory.learn()
    assert await home.memory.unsay(home.mention("ning", "别记这个", thread="a")) == 1
    await home.memory.learn()
    assert await home.knows("ning") == [] and "年糕年糕糕".encode() not in home.everything()


async def test_another_word_about_a_pet_takes_no_name_away(home: Home) -> None:
    await home.says("ning", "我家猫叫年糕")
    await home.says("ning", "我养了只猫")
    await home.memory.learn()
    assert await home.knows("ning") == ["猫，叫年糕"]


async def test_a_question_that_may_mean_anybody_brings_only_its_answer(home: Home) -> None:
    await home.says("ning", "我对酒精过敏")
    await home.says("ning", "以后叫我阿宁吧")
    await home.memory.learn()
    assert await home.recalls("ning", "我能喝酒吗") == ["对酒精过敏"]
    assert await home.recalls("ning", "我能吃辣吗") == []
