"""Drawing: the prompt painted, seeds that differ, what was missed said, honest lines where nothing can be painted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dazi.pictures import Painted, Stroke
from dazi.skills.draw import Draw, told
from dazi.skills.edit import Edit
from dazi.types import Found, Picture


class Easel:
    """A painter that notes what it is asked for."""

    can: frozenset[Stroke] = frozenset(("generate",))

    def __init__(self, understood: tuple[str, ...] = ("猫",), missed: tuple[str, ...] = ()) -> None:
        self.understood, self.missed = understood, missed
        self.asked: list[tuple[str, int]] = []

    async def generate(
        self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
    ) -> Painted:
        self.asked.append((prompt, seed))
        return Painted(Picture(b"png", "image/png", prompt, "test"), self.understood, self.missed)


async def test_a_wish_becomes_a_line_and_a_picture(kit, say, decided) -> None:
    easel = Easel()
    draft = await Draw()(say("画一只猫在海边"), decided("draw"), replace(kit(), painter=easel))
    assert easel.asked[0][0] == "一只猫在海边"
    [picture] = draft.pictures
    assert (picture.alt, picture.backend) == ("一只猫在海边", "test")
    assert draft.text and draft.source == "words" and draft.origin == "draw.done"
    assert "大模型" not in draft.text


async def test_a_retry_paints_the_same_and_the_next_comment_another(kit, say, decided) -> None:
    easel = Easel()
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
    draft = await Draw()(say("画只猫冲浪"), decided("draw"), replace(kit(draw=lines), painter=Easel()))
    assert draft.text == "画好了，浪是借的。" and draft.lines == ("l2",)
    far = [replace(lines[1], score=0.4)]
    draft = await Draw()(say("画碗面"), decided("draw"), replace(kit(draw=far), painter=Easel()))
    assert draft.origin == "draw.done"


async def test_what_was_not_painted_is_said(kit, say, decided) -> None:
    easel = Easel(missed=("研究量子纠缠", "的"))
    draft = await Draw()(say("画一只猫研究量子纠缠"), decided("draw"), replace(kit(), painter=easel))
    assert "“研究量子纠缠”" in draft.text and "“的”" not in draft.text and draft.pictures


@pytest.mark.parametrize(
    ("missed", "named"),
    [
        (("的", "了"), ()),
        (("@某人 https://x.y", "熬"), ("某人 https", "x", "y")),
        (("一二三四五六七八九十",), ("一二三四五六七八",)),
    ],
)
def test_missed_words_are_short_plain_and_few(missed: tuple[str, ...], named: tuple[str, ...]) -> None:
    assert told(missed) == named


async def test_nothing_understood_is_no_picture(kit, say, decided) -> None:
    draft = await Draw()(say("画量子纠缠"), decided("draw"), replace(kit(), painter=Easel(())))
    assert not draft.pictures and "量子纠缠" in draft.text and draft.origin == "draw.lost"


async def test_a_wish_without_a_subject_is_asked_back(kit, say, decided) -> None:
    easel = Easel()
    draft = await Draw()(say("画"), decided("draw"), replace(kit(), painter=easel))
    assert draft.origin == "draw.what" and not draft.pictures and not easel.asked


async def test_without_a_painter_it_comes_later(kit, say, decided) -> None:
    assert (await Draw()(say("画一只猫"), decided("draw"), kit())).text == "fixed:later.draw"
    blind = Easel()
    blind.can = frozenset(("edit",))
    draft = await Draw()(say("画一只猫"), decided("draw"), replace(kit(), painter=blind))
    assert draft.text == "fixed:later.draw" and not blind.asked


async def test_an_edit_of_another_picture_comes_later(kit, say, decided) -> None:
    ready = replace(kit(), painter=Easel())
    assert (await Edit()(say("把背景换成雪山"), decided("edit"), ready)).text == "fixed:later.edit"
