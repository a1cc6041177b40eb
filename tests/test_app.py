"""What is built of the settings keeps what the settings promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from dazi import metrics
from dazi.app import _ended, pipeline_for
from dazi.config import Settings
from dazi.house import opened, speaker_for
from dazi.models.fake import Scripted
from dazi.testing import Scratch, mention
from dazi.types import Delivery, Receipt


class Tiers:
    """Models that are never needed here."""

    def recording(self, sink: object) -> Scripted:
        return Scripted({})


async def test_members_words_are_gone_after_the_days_that_are_promised(tmp_path: Path) -> None:
    house = opened(Settings(data=tmp_path, keep_days=2))
    (id,) = await house.store.accept((mention("@小搭 秘密"),))
    await house.store.begin(Delivery("l", (id,), "t", 1, 0.0))
    await house.store.finish("t", [id], Receipt("silent", "silence.off"))
    await house.records.expire(datetime.now(UTC) + timedelta(days=2, hours=1))
    row = await house.records.show(id)
    assert row is not None and row.mention.text == ""
    house.database.close()


async def test_what_must_not_be_held_up_is_known_by_its_words(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    house = opened(settings)
    pipeline = pipeline_for(house, Tiers(), speaker_for(settings))
    assert all(pipeline.urgent(text) for text in ("我不想活了", "忘了我", "别回我了"))
    assert not any(pipeline.urgent(text) for text in ("讲个段子", "在吗"))
    house.database.close()


async def test_a_member_asks_what_is_remembered_and_is_told_the_days(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, keep_days=3)
    house, platform = opened(settings), Scratch()
    pipeline = pipeline_for(house, Tiers(), speaker_for(settings))
    said = []
    for n in "12":
        asked = replace(mention("@小搭 你记得我什么", n), at=datetime.now(UTC))
        (id,) = await house.store.accept((asked,))
        lease = Delivery("l", (id,), n, 1, 0.0)
        await pipeline.answer(await house.store.begin(lease), lease, platform)
        said.append(platform.posts[-1][1].text)
    assert "一条都没留" in said[0] and "1 条评论" in said[1] and "3 天后" in said[1]
    house.database.close()


@pytest.mark.parametrize("words", [False, True])
def test_each_receipt_is_counted_and_its_words_are_logged_where_asked_for(words: bool) -> None:
    counter = metrics.mentions.labels("silent", "silence.off")
    before = counter._value.get()
    with capture_logs() as logs:
        _ended(words)(Receipt("silent", "silence.off"), (mention("@小搭 一"), mention("二")), "好")
    assert counter._value.get() == before + 2
    assert [(one["text"], one["reply"]) for one in logs] == ([("@小搭 一\n二", "好")] if words else [])
