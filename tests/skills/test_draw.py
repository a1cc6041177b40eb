"""Drawing: the prompt painted, seeds that differ, what was missed said, honest lines where nothing can be painted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dazi.skills.captions import SUBJECTS, subjects
from dazi.skills.draw import Draw, named
from dazi.skills.edit import Edit
from dazi.testing import FakePainter
from dazi.types import Found
from dazi.words import sentences


async def test_a_wish_becomes_a_line_and_a_picture(kit, say, decided) -> None:
    easel = FakePainter()
    draft = await Draw()(say("画一只猫在海边"), decided("draw"), replace(kit(), painter=easel))
    assert easel.asked[0][0] == "一只猫在海边"
    [picture] = draft.pictures
    assert (picture.alt, picture.backend) == ("一只猫在海边", "fake")
    assert draft.text and draft.source == "words" and draft.origin in ("draw.of.cat", "draw.of.sea")
    assert "大模型" not in draft.text


async def test_a_retry_paints_the_same_and_the_next_comment_another(kit, say, decided) -> None:
    easel = FakePainter()
    drawn = ("画一只猫", "<画好了")
    for comment in ("c1", "c1", "c2"):
        await Draw()(say("再来一张", *drawn, comment=comment), decided("draw"), replace(kit(), painter=easel))
    (first, again, other) = easel.asked
    assert first == again and first[0] == other[0] == "一只猫" and first[1] != other[1]


async def test_a_line_written_for_such_a_picture_goes_first(kit, say, decided) -> None:
    lines = [
        Found("l1", "画笔还在路上", 0.9, topic="later"),
        Found("l2", "画好了，浪是借的。", 0.9, topic="done"),
    ]
    draft = await Draw()(say("画只猫冲浪"), decided("draw"), replace(kit(draw=lines), painter=FakePainter()))
    assert draft.text == "画好了，浪是借的。" and draft.lines == ("l2",)
    far = [replace(lines[1], score=0.4)]
    draft = await Draw()(say("画块石头"), decided("draw"), replace(kit(draw=far), painter=FakePainter()))
    assert draft.origin == "draw.done"


def test_a_wish_that_hurts_hears_no_joke_and_what_is_missing_is_not_joked_about() -> None:
    assert subjects("一只猫失恋了在雨里哭") == ("hurt",)
    assert subjects("一只猫在月球") == ("moon", "cat")
    assert subjects("一只猫在月球", missed="月球") == ("cat",)
    assert subjects("一块石头") == ()


def test_every_subject_has_its_lines_in_both_languages() -> None:
    for lang in ("zh", "en"):
        told = {code.split(".")[2] for code in sentences(lang) if code.startswith("draw.of.")}
        assert told == set(SUBJECTS)


async def test_no_line_comes_twice_in_a_thread(kit, say, decided) -> None:
    said: list[str] = []
    for _ in range(4):
        turns = [turn for line in said for turn in ("画一只猫", f"<{line}")]
        context = say("画一只猫在海边", *turns)
        draft = await Draw()(context, decided("draw"), replace(kit(), painter=FakePainter()))
        assert draft.text not in said
        said.append(draft.text)


async def test_what_was_not_painted_is_said(kit, say, decided) -> None:
    easel = FakePainter(missed=("研究量子纠缠", "的"))
    draft = await Draw()(say("画一只猫研究量子纠缠"), decided("draw"), replace(kit(), painter=easel))
    assert "“研究量子纠缠”" in draft.text and "“的”" not in draft.text and draft.pictures


@pytest.mark.parametrize(
    ("missed", "told"),
    [
        (("的", "了"), ()),
        (("@某人 https://x.y", "熬"), ("某人 https",)),
        (("一二三四五六七八九十",), ("一二三四五六七八",)),
    ],
)
def test_missed_words_are_short_plain_and_few(missed: tuple[str, ...], told: tuple[str, ...]) -> None:
    assert named(missed) == told


async def test_nothing_understood_is_no_picture(kit, say, decided) -> None:
    draft = await Draw()(say("画量子纠缠"), decided("draw"), replace(kit(), painter=FakePainter(())))
    assert not draft.pictures and "量子纠缠" in draft.text and draft.origin == "draw.lost"


async def test_a_wish_without_a_subject_is_asked_back(kit, say, decided) -> None:
    easel = FakePainter()
    draft = await Draw()(say("画"), decided("draw"), replace(kit(), painter=easel))
    assert draft.origin == "draw.what" and not draft.pictures and not easel.asked


async def test_without_a_painter_it_comes_later(kit, say, decided) -> None:
    assert (await Draw()(say("画一只猫"), decided("draw"), kit())).text == "fixed:later.draw"
    blind = FakePainter()
    blind.can = frozenset(("edit",))
    draft = await Draw()(say("画一只猫"), decided("draw"), replace(kit(), painter=blind))
    assert draft.text == "fixed:later.draw" and not blind.asked


async def test_an_edit_of_another_picture_comes_later(kit, say, decided) -> None:
    ready = replace(kit(), painter=FakePainter())
    assert (await Edit()(say("把背景换成雪山"), decided("edit"), ready)).text == "fixed:later.edit"
