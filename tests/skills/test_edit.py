"""Editing: the picture found, whose it may be, follow-ups from the picture as it was brought, honest lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pytest

from dazi.errors import ModelRefused
from dazi.pictures import Cannot, Given, Painted
from dazi.skills.draw import seed_of
from dazi.skills.edit import Edit
from dazi.testing import FakeAlbum, FakePainter
from dazi.text.retouch import read
from dazi.types import Attachment, Context, Picture
from dazi.words import sentences

SHOT = Attachment("image", "/media/1.png", consent=True)
GIVEN = Given(b"png", (600, 400), "attached", own=True, faces=(), url="/media/1.png")
FACE = ((10, 10, 90, 90),)


@dataclass
class Brush(Cannot):
    """Follows whatever is read in a wish, or what it is told to."""

    fault: str = ""
    understood: tuple[str, ...] | None = None
    missed: tuple[str, ...] = ()
    because: str = ""
    can = frozenset(("edit", "generate"))
    asked: list[str] = field(default_factory=list)

    async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
        self.asked.append(wish)
        if self.fault:
            raise ModelRefused(self.fault)
        done = (
            tuple(one.words.strip() for one in read(wish).changes)
            if self.understood is None
            else self.understood
        )
        return Painted(
            Picture(b"new", "image/png", wish, "touch", "edited"), done, self.missed, because=self.because
        )


def attached(context: Context, *shots: Attachment) -> Context:
    return replace(context, burst=(replace(context.lead, attachments=shots or (SHOT,)),))


def before(context: Context, at: int, shot: Attachment = SHOT, skill: str = "edit") -> Context:
    """The thread with a picture at a turn, our turns made by a skill."""
    turns = [replace(turn, skill=skill) if turn.own else turn for turn in context.turns]
    turns[at] = replace(turns[at], attachments=(shot,))
    return replace(context, turns=tuple(turns))


async def test_an_attached_picture_comes_back_changed_with_a_line_of_its_own(kit, say, decided) -> None:
    brush = Brush()
    draft = await Edit()(
        attached(say("加个墨镜")), decided("edit"), replace(kit(), painter=brush, album=FakeAlbum(GIVEN))
    )
    [picture] = draft.pictures
    assert (picture.content, picture.alt, picture.how) == (b"new", "加个墨镜", "edited")
    assert draft.origin == "edit.of.sunglasses" and brush.asked == ["加个墨镜"]


async def test_without_a_picture_it_asks_for_one(kit, say, decided) -> None:
    draft = await Edit()(
        say("背景换成雪山"), decided("edit"), replace(kit(), painter=Brush(), album=FakeAlbum())
    )
    assert draft.origin == "edit.which" and not draft.pictures
    assert all("图" in sentences("zh")[f"edit.which.{at}"] for at in (1, 2, 3))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (replace(GIVEN, faces=FACE), "tick"), (replace(GIVEN, faces=None), "tick"), (replace(GIVEN, faces=FACE, own=False, consent=True), "other"),
        (replace(GIVEN, faces=FACE, own=False, whence="frame"), "frame"), (replace(GIVEN, faces=FACE, own=False, whence="drawing"), "other"),
    ],
)  # fmt: skip
async def test_a_face_is_left_alone_without_its_owners_tick(
    kit, say, decided, given: Given, code: str
) -> None:
    brush = Brush()
    draft = await Edit()(
        attached(say("加个墨镜")), decided("edit"), replace(kit(), painter=brush, album=FakeAlbum(given))
    )
    assert draft.origin == f"edit.people.{code}" and not draft.pictures and not brush.asked


async def test_who_ticked_gets_a_hat_and_nothing_that_makes_another_of_them(kit, say, decided) -> None:
    given = replace(GIVEN, faces=FACE, consent=True)
    hands = replace(kit(), painter=Brush(), album=FakeAlbum(given))
    assert (await Edit()(attached(say("加个帽子")), decided("edit"), hands)).pictures
    draft = await Edit()(attached(say("磨皮瘦脸，再加个帽子")), decided("edit"), hands)
    assert draft.origin == "edit.people.only" and not draft.pictures


async def test_a_drawing_of_ours_has_no_one_to_ask(kit, say, decided) -> None:
    given = replace(GIVEN, faces=FACE, own=False, whence="drawing")
    context = before(say("加个边框", "画个小男孩", "<画好了"), 1, skill="draw")
    draft = await Edit()(context, decided("edit"), replace(kit(), painter=Brush(), album=FakeAlbum(given)))
    assert draft.pictures and draft.origin == "edit.kind.frame"


async def test_a_drawing_is_drawn_anew_for_what_is_in_it(kit, say, decided) -> None:
    easel = FakePainter(can=frozenset(("generate", "edit")))
    context = before(say("换成冬天", "画一只猫", "<画好了"), 1, skill="draw")
    await Edit()(context, decided("edit"), replace(kit(), painter=easel, album=FakeAlbum(GIVEN)))
    assert "冬天" in easel.asked[0][0] and "猫" in easel.asked[0][0]


async def test_a_follow_up_starts_from_the_picture_as_it_was_brought(kit, say, decided) -> None:
    brush, seen = Brush(), []

    class Album(FakeAlbum):
        async def given(
            self, context: Context, *, avatar: bool = False, frame: float | None = None
        ) -> Given | None:
            seen.append([bool(turn.attachments) for turn in context.turns])
            return GIVEN

    context = before(say("再加个帽子", "加个墨镜吧 谢谢", "<好了", "哈哈哈", "<客气"), 0)
    context = before(context, 1)
    draft = await Edit()(context, decided("edit"), replace(kit(), painter=brush, album=Album()))
    assert brush.asked == ["墨镜，再加个帽子"] and seen == [[True, False, False, False]]
    assert draft.origin == "edit.of.cap"  # of what was asked for now


async def test_a_later_season_takes_the_place_of_an_earlier_one(kit, say, decided) -> None:
    brush = Brush()
    context = before(say("换成秋天", "换成冬天", "<好了"), 0)
    draft = await Edit()(context, decided("edit"), replace(kit(), painter=brush, album=FakeAlbum(GIVEN)))
    assert [one.what for one in read(brush.asked[0]).changes] == [
        "autumn"
    ] and draft.origin == "edit.of.autumn"


async def test_undoing_points_to_the_original(kit, say, decided) -> None:
    context = before(say("还原", "加个墨镜", "<好了"), 0)
    draft = await Edit()(context, decided("edit"), replace(kit(), painter=Brush(), album=FakeAlbum(GIVEN)))
    assert draft.origin == "edit.undone" and not draft.pictures


@pytest.mark.parametrize(
    ("brush", "text", "code"),
    [
        (Brush(understood=(), because="face"), "加个墨镜", "edit.no_face"), (Brush(understood=(), because="person"), "背景换成雪山", "edit.no_person"),
        (Brush(understood=()), "把路人删掉", "edit.beyond.remove"), (Brush(understood=(), missed=("量子纠缠",)), "量子纠缠一下", "edit.lost"),
        (Brush(fault="edit.unfit"), "换成夏天", "edit.unfit"), (Brush(fault="safety.sexual"), "换成夏天", "safety.sexual"),
    ],
)  # fmt: skip
async def test_what_did_not_come_about_is_said_as_it_is(
    kit, say, decided, brush: Brush, text: str, code: str
) -> None:
    draft = await Edit()(
        attached(say(text)), decided("edit"), replace(kit(), painter=brush, album=FakeAlbum(GIVEN))
    )
    assert draft.origin == code and not draft.pictures


async def test_a_half_done_wish_names_the_other_half(kit, say, decided) -> None:
    album = FakeAlbum(GIVEN)
    draft = await Edit()(
        attached(say("下雪，把路人删掉")), decided("edit"), replace(kit(), painter=Brush(), album=album)
    )
    assert draft.pictures and "抹掉东西" in draft.text
    brush = Brush(understood=("黑白",), missed=("墨镜",), because="face")
    draft = await Edit()(
        attached(say("黑白，加个墨镜")), decided("edit"), replace(kit(), painter=brush, album=album)
    )
    assert "脸没找着" in draft.text and "墨镜" in draft.text


async def test_no_line_comes_twice_in_a_thread(kit, say, decided) -> None:
    said: list[str] = []
    for _ in range(3):
        turns = [turn for line in said for turn in ("加个墨镜", f"<{line}")]
        context = attached(say("加个墨镜", *turns))
        draft = await Edit()(
            context, decided("edit"), replace(kit(), painter=Brush(), album=FakeAlbum(GIVEN))
        )
        assert draft.text not in said
        said.append(draft.text)


def test_there_are_lines_for_the_kinds_of_change_in_both_languages() -> None:
    for lang, least in (("zh", 60), ("en", 25)):
        told = [code for code in sentences(lang) if re.match(r"edit\.(?:of|kind)\.", code)]
        assert len(told) >= least
        assert len({sentences(lang)[code] for code in told}) == len(told)


async def test_without_a_painter_or_an_album_it_comes_later(kit, say, decided) -> None:
    assert (await Edit()(attached(say("加个墨镜")), decided("edit"), kit())).text == "fixed:later.edit"
    hands = replace(kit(), painter=Brush())
    assert (await Edit()(attached(say("加个墨镜")), decided("edit"), hands)).text == "fixed:later.edit"


async def test_the_avatar_and_a_frame_are_meant_where_they_are_named(kit, say, decided) -> None:
    face = replace(GIVEN, whence="avatar", faces=())
    shot = replace(GIVEN, whence="frame", own=False, faces=())
    album = FakeAlbum(None, face, shot)
    for text in ("给我的头像加个边框", "把第3秒那帧变成黑白"):
        brush = Brush()
        draft = await Edit()(say(text), decided("edit"), replace(kit(), painter=brush, album=album))
        assert draft.pictures and not read(text).missed
    shot = replace(shot, faces=FACE)
    draft = await Edit()(
        say("把第3秒那帧变成黑白"),
        decided("edit"),
        replace(kit(), painter=Brush(), album=FakeAlbum(None, face, shot)),
    )
    assert draft.origin == "edit.people.frame"


async def test_what_an_earlier_comment_asked_for_in_vain_is_not_told_again(kit, say, decided) -> None:
    brush = Brush(understood=("变成素描",), missed=("墨镜",), because="face")
    context = before(say("那变成素描吧", "加个墨镜", "<脸没找着"), 0)
    draft = await Edit()(context, decided("edit"), replace(kit(), painter=brush, album=FakeAlbum(GIVEN)))
    assert draft.pictures and "墨镜" not in draft.text


async def test_a_drawing_is_changed_without_its_label_and_with_all_that_was_asked_since(
    kit, say, decided
) -> None:
    seen: list[bytes] = []

    @dataclass
    class Sure(Brush):
        async def generate(
            self, prompt: str, *, style: str = "", seed: int = 0, size: tuple[int, int] = (768, 768)
        ) -> Painted:
            return Painted(Picture(f"{prompt} {seed}".encode(), "image/png", prompt, "stickers"), (prompt,))

        async def edit(self, given: Given, wish: str, *, style: str = "", seed: int = 0) -> Painted:
            seen.append(given.content)
            return await super().edit(given, wish, style=style, seed=seed)

    labelled = replace(GIVEN, whence="drawing", own=False, faces=(), size=(768, 768))
    brush = Sure()
    context = before(say("再加文字“早”", "画一只猫", "<画好了", "加个边框", "<好了"), 1, skill="edit")
    context = replace(
        context,
        turns=tuple(replace(turn, skill="draw") if turn.comment == "p1" else turn for turn in context.turns),
    )
    await Edit()(context, decided("edit"), replace(kit(), painter=brush, album=FakeAlbum(labelled)))
    drawn = replace(context, burst=(replace(context.lead, comment="p0"),))
    assert seen == [f"一只猫 {seed_of(drawn)}".encode()]
    assert [one.kind for one in read(brush.asked[0]).changes] == ["frame", "text"]
    context = before(say("加个边框", "画一只猫", "<画好了"), 1, skill="draw")
    other = replace(labelled, size=(600, 400))  # another sheet: not the picture that it was
    await Edit()(context, decided("edit"), replace(kit(), painter=brush, album=FakeAlbum(other)))
    assert seen[1] == labelled.content
