"""Which picture a comment is about, and that nothing but a picture comes through."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace

import pytest
from PIL import Image

from dazi.album.finder import Finder, size_of
from dazi.errors import BadInput
from dazi.pictures import Box, Given
from dazi.testing import NOW, Scratch, context, mention
from dazi.types import Attachment, Context, Member, Turn, Video


def png(colour: str = "red", size: tuple[int, int] = (40, 30)) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, "PNG")
    return kept.getvalue()


def town(*names: str) -> Scratch:
    """A community with these pictures."""
    platform = Scratch()
    for name in names:
        platform.files[name] = png()
    return platform


def turn(comment: str, *urls: str, member: str = "m1", own: bool = False, consent: bool = False) -> Turn:
    found = tuple(Attachment("image", url, consent=consent) for url in urls)
    return Turn(comment, Member("scratch", member), own, "……", NOW, attachments=found)


def asked(
    *urls: str, parent: str | None = None, turns: tuple[Turn, ...] = (), consent: bool = False
) -> Context:
    found = tuple(Attachment("image", url, consent=consent) for url in urls)
    return replace(
        context("扩一下", turns=turns),
        burst=(mention("扩一下", comment="9", attachments=found, parent=parent),),
    )


def given(platform: Scratch, about: Context, finder: Finder | None = None) -> Given | None:
    return asyncio.run((finder or Finder()).over(platform).given(about))


def test_what_is_attached_comes_first_and_is_the_members_own() -> None:
    found = given(town("a", "b"), asked("a", turns=(turn("1", "b"),), consent=True))
    assert found is not None
    assert (found.url, found.whence, found.own, found.consent) == ("a", "attached", True, True)
    assert size_of(found.content) == found.size == (40, 30)
    assert found.faces is None


def test_of_several_attached_pictures_the_last_is_meant() -> None:
    found = given(town("a", "b"), asked("a", "b"))
    assert found is not None and found.url == "b"


def test_the_comment_that_is_answered_comes_before_newer_ones() -> None:
    turns = (turn("1", "a", member="m2"), turn("2", "b"))
    found = given(town("a", "b"), asked(parent="1", turns=turns))
    assert found is not None
    assert (found.url, found.own, found.consent) == ("a", False, False)


def test_else_the_newest_picture_of_a_member_in_the_thread_is_meant() -> None:
    turns = (turn("1", "a"), turn("2", "b"), turn("3", "c", own=True), turn("4"))
    found = given(town("a", "b", "c"), asked(parent="4", turns=turns))
    assert found is not None and (found.url, found.whence) == ("b", "attached")


def test_an_answer_to_our_words_means_the_picture_that_stands_behind_them() -> None:
    turns = (turn("1", "a"), turn("2", own=True), turn("3", "c", own=True), turn("4", "d"))
    found = given(town("a", "c", "d"), asked(parent="2", turns=turns))
    assert found is not None and (found.url, found.whence, found.own) == ("c", "drawing", False)


def test_our_own_last_drawing_is_meant_where_nobody_brought_a_picture() -> None:
    turns = (turn("1", "a", own=True), turn("2", "b", own=True), turn("3"))
    found = given(town("a", "b"), asked(turns=turns))
    assert found is not None and (found.url, found.whence) == ("b", "drawing")


def test_a_drawing_of_ours_is_as_free_as_the_picture_it_was_made_of() -> None:
    ours = turn("2", "b", own=True)
    for before, free in ((turn("1", "a", consent=True), True), (turn("1", "a"), False)):
        found = given(town("a", "b"), asked(parent="2", turns=(before, ours)))
        assert found is not None and (found.own, found.consent) == (free, free)
    others = (turn("0", "c", member="m2", consent=True), turn("1", "a", consent=True), ours)
    found = given(town("a", "b", "c"), asked(parent="2", turns=others))
    assert found is not None and not found.consent


def test_where_no_picture_is_nothing_is_given() -> None:
    assert given(town(), asked()) is None
    clip = replace(asked(), burst=(mention(attachments=(Attachment("video", "a"),)),))
    assert given(town("a"), clip) is None


def test_an_address_that_the_platform_does_not_serve_is_refused() -> None:
    with pytest.raises(BadInput) as fault:
        given(town(), asked("http://169.254.169.254/latest/meta-data"))
    assert fault.value.code == "picture.elsewhere"


def test_a_file_over_twenty_megabytes_is_refused() -> None:
    platform = town()
    platform.files["a"] = b"\x89PNG\r\n\x1a\n" + bytes(20 * 1024**2)
    with pytest.raises(BadInput) as fault:
        given(platform, asked("a"))
    assert (fault.value.code, fault.value.arguments) == ("picture.large", {"most": 20})


def test_the_avatar_is_given_on_demand_alone() -> None:
    platform = town("face")
    platform.avatars["m1"] = "face"
    album = Finder().over(platform)
    assert asyncio.run(album.given(asked())) is None
    found = asyncio.run(album.given(asked(), avatar=True))
    assert found is not None and (found.whence, found.own, found.consent) == ("avatar", True, False)
    platform.avatars.clear()
    assert asyncio.run(album.given(asked(), avatar=True)) is None


def test_a_frame_of_the_video_is_given_with_its_second() -> None:
    wanted: list[float] = []

    async def frames(video: Video, at: float) -> tuple[bytes, float]:
        wanted.append(at)
        return png(size=(90, 160)), 12.4

    about = replace(asked(), video=Video("scratch", "v", "t", file="http://plaza/media/clips/v.mp4"))
    album = Finder(frames=frames).over(town())
    found = asyncio.run(album.given(about, frame=12.0))
    assert wanted == [12.0] and found is not None
    assert (found.whence, found.at, found.size, found.own) == ("frame", 12.4, (90, 160), False)
    assert found.url == "http://plaza/media/clips/v.mp4#t=12.4"
    assert asyncio.run(album.given(asked(), frame=1.0)) is None
    assert asyncio.run(Finder().over(town()).given(about, frame=1.0)) is None


def test_faces_are_looked_for_in_what_was_opened() -> None:
    def faces(content: bytes) -> tuple[Box, ...]:
        assert size_of(content) == (40, 30)
        return ((1, 2, 3, 4),)

    found = given(town("a"), asked("a"), Finder(faces=faces))
    assert found is not None and found.faces == ((1, 2, 3, 4),)


def test_a_file_that_says_an_ai_made_it_is_known_as_such() -> None:
    platform = town("a")
    mark = b'<rdf:Description xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">'
    platform.files["b"] = platform.files["a"] + mark
    for url, said in (("a", False), ("b", True)):
        found = given(platform, asked(url))
        assert found is not None and found.labelled is said
