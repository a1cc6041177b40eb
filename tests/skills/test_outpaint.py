"""Extending pictures: which one, where it hangs, why, and nothing said or shown twice."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

import pytest
from PIL import Image

from dazi.errors import BadInput
from dazi.pictures import Cannot, Given, Painted, Stroke, Wider
from dazi.ports import Abilities
from dazi.reveals.painter import Reveals
from dazi.safety.release import Door, release_all
from dazi.skills.outpaint import Outpaint, alt, line, seen
from dazi.testing import FakeAlbum, FakeMarker, FakeVoice
from dazi.types import Attachment, Context, Decision, Draft, Picture, Provenance, Turn, Video
from dazi.words import say as words
from dazi.words import sentences

PLACES = [code.split(".")[2] for code in sentences("zh") if code.startswith("outpaint.name.")]


def shot(colour: str = "#2a6fd0", size: tuple[int, int] = (60, 60), whence: str = "attached") -> Given:
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, "PNG")
    return Given(kept.getvalue(), size, whence)  # type: ignore[arg-type]


@dataclass
class Frame(Cannot):
    """Notes what it is asked, and hangs every picture in one place."""

    setting: str = "museum"
    because: str = "blue"
    can: frozenset[Stroke] = frozenset(("expand",))
    asked: list[tuple[Given, Wider, str, int]] = field(default_factory=list)

    async def expand(self, given: Given, wider: Wider, *, prompt: str = "", seed: int = 0) -> Painted:
        self.asked.append((given, wider, prompt, seed))
        return Painted(
            Picture(b"png", "image/png", prompt, "fake", "edited"), (), (), self.setting, self.because
        )


async def test_an_attached_picture_hangs_somewhere_and_the_line_says_why(kit, say, decided) -> None:
    frame = Frame()
    ready = replace(kit(), painter=frame, album=FakeAlbum(shot()))
    draft = await Outpaint()(say("把这张图扩成16:9，离谱一点"), decided("outpaint"), ready)
    [picture] = draft.pictures
    assert words("outpaint.why.blue") in draft.text and "{" not in draft.text
    assert picture.alt == "拉远一看，它在美术馆的墙上" and picture.how == "edited"
    [(_, wider, _, _)] = frame.asked
    assert (wider.ratio, wider.wild, wider.unlike) == ((16, 9), True, ())


async def test_avatar_and_frame_are_fetched_when_they_are_meant(kit, say, decided) -> None:
    album = FakeAlbum(shot("red"), shot("green", whence="avatar"), shot("blue", whence="frame"))
    film = Video("plaza", "v1", "深夜食堂", tags=("美食",))
    for text, whence in (
        ("扩一下我的头像", "avatar"),
        ("第3秒那个画面扩一下", "frame"),
        ("扩一下", "attached"),
    ):
        frame = Frame()
        context = say(text, video=film)
        await Outpaint()(context, decided("outpaint"), replace(kit(), painter=frame, album=album))
        assert frame.asked[0][0].whence == whence
        assert ("深夜食堂 美食" in frame.asked[0][2]) == (whence == "frame")


@pytest.mark.parametrize(
    ("text", "code"), [("扩图", "how"), ("扩一下我的头像", "no_avatar"), ("扩一下这个视频", "no_frame")]
)
async def test_without_a_picture_it_asks_for_one_and_says_how(
    kit, say, decided, text: str, code: str
) -> None:
    frame = Frame()
    draft = await Outpaint()(say(text), decided("outpaint"), replace(kit(), painter=frame, album=FakeAlbum()))
    assert draft.origin == f"outpaint.{code}" and not draft.pictures and not frame.asked


async def test_a_picture_that_cannot_be_opened_is_not_hidden(kit, say, decided) -> None:
    album = FakeAlbum(fault=BadInput("picture.broken"))
    with pytest.raises(BadInput):
        await Outpaint()(say("扩图"), decided("outpaint"), replace(kit(), painter=Frame(), album=album))


async def test_without_a_painter_it_comes_later(kit, say, decided) -> None:
    assert (await Outpaint()(say("扩图"), decided("outpaint"), kit())).text == "fixed:later.outpaint"


async def test_an_image_models_work_gets_a_line_of_its_own(kit, say, decided) -> None:
    ready = replace(kit(), painter=Frame(setting=""), album=FakeAlbum(shot()))
    draft = await Outpaint()(say("扩一下，要有雪山"), decided("outpaint"), ready)
    assert draft.origin == "outpaint.model" and draft.pictures[0].alt == words("outpaint.alt_model")
    assert draft.text in {words(f"outpaint.model.{at}") for at in (1, 2, 3, 4)}


async def test_a_retry_asks_for_the_same_and_the_next_comment_for_another(kit, say, decided) -> None:
    frame = Frame()
    for comment in ("c1", "c1", "c2"):
        ready = replace(kit(), painter=frame, album=FakeAlbum(shot()))
        await Outpaint()(say("扩图", comment=comment), decided("outpaint"), ready)
    first, again, other = (asked[3] for asked in frame.asked)
    assert first == again != other


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_known_again_by_its_line_and_by_its_picture(say, place: str, lang: str) -> None:
    base = say("再来一张")
    context = replace(base, lang=lang)
    painted = Painted(Picture(b"", "image/png", "", "x"), (), (), place, "wish")
    text = line(painted, context)
    voice = FakeVoice()
    parts = release_all(
        Door(voice, "", FakeMarker()), context, Decision("skill", "outpaint"), _draft(text, alt(place, lang)), Abilities(True, images=True), Provenance("outpaint", "fast", "words", "", "")
    )  # fmt: skip
    spoken, shown = parts[0].text, f"[{parts[1].pictures[0].alt}]"
    for told in (spoken, shown):
        assert seen(replace(context, turns=(_own(base, told),))) == (place,)


def _own(context: Context, text: str) -> Turn:
    return Turn("p1", context.lead.member, True, text, context.now, "outpaint")


def _draft(text: str, shown: str) -> Draft:
    return Draft(
        text, "words", "outpaint", pictures=(Picture(b"png", "image/png", shown, "stickers", "edited"),)
    )


async def test_a_thread_sees_no_place_and_hears_no_line_twice(kit, say, decided) -> None:
    turns: list[str] = ["扩一下"]
    places: list[str] = []
    ready = replace(kit(), painter=Reveals(), album=FakeAlbum(shot()))
    for at in range(8):
        context = say("再来一张" if at else "扩一下", *turns[: len(turns) if at else 0], comment=f"c{at}")
        draft = await Outpaint()(context, decided("outpaint"), ready)
        places.append(draft.origin)
        assert draft.text not in turns
        turns += [f"<{draft.text}", f"<[{draft.pictures[0].alt}]", "再来一张"]
    assert len(set(places)) == 8


async def test_a_follow_up_goes_back_to_the_picture_itself_not_to_ours(kit, say, decided) -> None:
    asked: list[Context] = []

    class Noted(FakeAlbum):
        async def given(self, context, *, avatar=False, frame=None):  # type: ignore[no-untyped-def]
            asked.append(context)
            return await super().given(context, avatar=avatar, frame=frame)

    base = say("再来一张", "扩一下", "<挂好了", f"<[{alt('museum', 'zh')}]")
    held = tuple(
        replace(turn, attachments=(Attachment("image", f"u{at}"),)) for at, turn in enumerate(base.turns)
    )
    await Outpaint()(
        replace(base, turns=held), decided("outpaint"), replace(kit(), painter=Frame(), album=Noted(shot()))
    )
    assert [bool(turn.attachments) for turn in asked[0].turns] == [True, True, False]


async def test_settings_in_settings_are_all_named(kit, say, decided) -> None:
    ready = replace(kit(), painter=Frame(setting="museum+snow_globe+paws"), album=FakeAlbum(shot()))
    draft = await Outpaint()(say("离谱扩图"), decided("outpaint"), ready)
    assert "水晶球里" in draft.text and "巨猫" in draft.text
    assert seen(replace(say("再来"), turns=(_own(say("x"), f"[{draft.pictures[0].alt}]"),))) == ("museum", "snow_globe", "paws")  # fmt: skip


async def test_a_ratio_that_was_missed_is_said(kit, say, decided) -> None:
    ready = replace(kit(), painter=Reveals(), album=FakeAlbum(shot(size=(2000, 900))))
    draft = await Outpaint()(say("扩成9:16"), decided("outpaint"), ready)
    assert "9:16" in draft.text
    ready = replace(kit(), painter=Reveals(), album=FakeAlbum(shot(size=(200, 90))))
    assert "9:16" not in (await Outpaint()(say("扩成9:16"), decided("outpaint"), ready)).text
