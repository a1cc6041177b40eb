"""A question of the day is answered by a page with its name and date, where the operator lets us look; else honestly."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dazi.bonds import Hit
from dazi.models.fake import Scripted
from dazi.skills import SKILLS


class Pages:
    """bonds.Search over given pages; counts how often it is asked."""

    def __init__(self, *hits: Hit) -> None:
        self.hits, self.asked = hits, 0

    async def find(self, question, lang):
        self.asked += 1
        return self.hits


@pytest.fixture
def answered(kit, say, decided):
    async def answer(text, *hits):
        pages = Pages(*hits)
        draft = await SKILLS["answer"](say(text), decided("answer"), replace(kit(Scripted(strength="weak")), search=pages))  # fmt: skip
        return draft, pages

    return answer


PAGE = Hit("今晚的比赛谁赢了", "今晚的比赛主队三比一赢了。赛后两队握手。", "sports.example.org")


async def test_the_answer_names_the_page_and_its_date(answered, say):
    draft, _ = await answered("今晚的比赛谁赢了", replace(PAGE, at=say("x").now - timedelta(days=1)))
    assert "sports.example.org" in draft.text and "11月24日" in draft.text and "三比一赢了" in draft.text
    assert draft.source == "tool"  # so that the door checks it as a stranger's words


async def test_a_page_without_a_date_is_called_so(answered):
    draft, _ = await answered("今晚的比赛谁赢了", PAGE)
    assert "没写日期" in draft.text


async def test_a_page_on_something_else_is_not_quoted(answered):
    draft, pages = await answered(
        "今天黄金多少钱一克，金价涨了吗", Hit("怎么养多肉", "多肉少浇水。", "plants.example.org")
    )
    assert pages.asked == 1 and "example.org" not in draft.text


async def test_only_questions_of_the_day_go_to_the_web(answered):
    _, pages = await answered("为什么天是蓝的", PAGE)
    assert pages.asked == 0


async def test_where_nobody_may_look_it_says_so(kit, say, decided):
    draft = await SKILLS["answer"](say("今晚的比赛谁赢了"), decided("answer"), kit(Scripted(strength="weak")))
    assert draft.origin == "skills.passing"


async def test_the_newer_of_two_pages_is_told(answered, say):
    now = say("x").now
    old, new = replace(PAGE, at=now - timedelta(days=9)), replace(PAGE, site="new.example.org", at=now)
    draft, _ = await answered("今晚的比赛谁赢了", old, new)
    assert "new.example.org" in draft.text
