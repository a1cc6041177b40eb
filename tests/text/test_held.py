"""Caches of members' words are emptied when somebody is forgotten, in this process and in others."""

from __future__ import annotations

import asyncio

from dazi.cards.feel import feel
from dazi.decide_features import normal
from dazi.text.grams import names
from dazi.text.held import follow, holding, let_go


def test_letting_go_empties_every_cache_of_words() -> None:
    @holding(4)
    def said(text: str) -> str:
        return text.upper()

    for cached in (said, feel, normal, names):
        cached("琉璃瓦")
        assert cached.cache_info().currsize
    let_go()
    assert not any(cached.cache_info().currsize for cached in (said, feel, normal, names))


async def test_a_mark_that_moves_empties_them_and_one_that_stays_does_not() -> None:
    mark = "1"

    async def marked() -> str:
        return mark

    following = asyncio.create_task(follow(marked, 0.005))
    await asyncio.sleep(0.03)
    feel("琉璃瓦")
    await asyncio.sleep(0.03)
    assert feel.cache_info().currsize
    mark = "2"
    async with asyncio.timeout(5):
        while feel.cache_info().currsize:
            await asyncio.sleep(0.005)
    following.cancel()
