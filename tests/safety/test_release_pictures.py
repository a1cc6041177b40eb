"""Pictures at the door: labelled and read back there, or they stay; each step failing is tried."""

from __future__ import annotations

import hashlib
import io
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from PIL import Image

from dazi.errors import BadInput, ConfigError, StoreBusy
from dazi.marks.marker import Labels
from dazi.ports import Abilities
from dazi.safety.release import Door, release_all, restore
from dazi.testing import FakeVoice, context
from dazi.types import Decision, Draft, Lang, Picture, Provenance, Reply

MADE = Provenance("draw", "fast", "words", "draw.done", "1")
SHOWS = Abilities(badge=True, images=True)


def png() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((400, 400)).convert("RGB").save(out, "PNG")
    return out.getvalue()


PICTURE = Picture(png(), "image/png", "一只猫", "stickers", "algorithm")


class Stub:
    """A marker whose steps fail as told."""

    def __init__(
        self, fault: Exception | None = None, whole: bool = True, content: bytes = b"marked"
    ) -> None:
        self.fault, self.is_whole, self.content = fault, whole, content

    def mark(self, picture: Picture, lang: Lang) -> Picture:
        if self.fault:
            raise self.fault
        return replace(picture, content=self.content)

    def whole(self, content: bytes) -> bool:
        return self.is_whole


def out(
    marker: object = None,
    picture: Picture = PICTURE,
    abilities: Abilities = SHOWS,
    text: str = "画好了。",
    **fields: object,
) -> tuple[Reply, ...]:
    door = Door(FakeVoice(), "dz0123", marker)  # type: ignore[arg-type]
    draft = Draft(text, "words", "draw.done", pictures=(picture,), **fields)  # type: ignore[arg-type]
    return release_all(door, context("画一只猫"), Decision("skill", "draw"), draft, abilities, MADE)


def test_a_picture_leaves_with_every_label_as_a_part_of_its_own(tmp_path: Path) -> None:
    labels = Labels(tmp_path / "marks")
    words, shown = out(labels)
    assert (words.part, words.text, words.pictures) == (0, "画好了。", ())
    [picture] = shown.pictures
    assert labels.whole(picture.content) and not labels.whole(PICTURE.content)
    assert (shown.part, shown.text, shown.comment, shown.label) == (1, "", words.comment, "AI生成")
    assert shown.fingerprint == hashlib.sha256(picture.content).hexdigest()
    assert shown.provenance.origin == "stickers" and picture.alt == "一只猫"


@pytest.mark.parametrize(
    "marker",
    [
        None,
        Stub(fault=BadInput("marks.broken")),
        Stub(fault=ConfigError("marks.keys_folder")),
        Stub(whole=False),
    ],
)
def test_without_all_labels_the_words_go_alone_and_say_so(marker: object) -> None:
    (words,) = out(marker)
    assert not words.pictures and "标识" in words.text and words.provenance.origin == "draw.unlabelled"


def test_labels_that_do_not_hold_keep_the_picture_in(tmp_path: Path) -> None:
    class Careless(Labels):
        """Says that it marked and did nothing."""

        def mark(self, picture: Picture, lang: Lang) -> Picture:
            return picture

    assert len(out(Careless(tmp_path / "marks"))) == 1


@pytest.mark.parametrize(
    "picture",
    [replace(PICTURE, backend=""), replace(PICTURE, content=b""), replace(PICTURE, content=b"GIF89a")],
)
def test_what_is_no_picture_or_has_no_maker_stays(tmp_path: Path, picture: Picture) -> None:
    assert len(out(Labels(tmp_path / "marks"), picture)) == 1


def test_one_of_two_that_fails_keeps_both_in() -> None:
    door = Door(FakeVoice(), "", Stub())
    draft = Draft("好了", "words", pictures=(PICTURE, replace(PICTURE, backend="")))
    assert len(release_all(door, context(), Decision("skill", "draw"), draft, SHOWS, MADE)) == 1


def test_what_may_pass_is_tried_again_and_nothing_left() -> None:
    with pytest.raises(StoreBusy):
        out(Stub(fault=StoreBusy("marks.disk_full")))


def test_a_prompt_that_is_not_drawn_is_caught_at_the_door_too() -> None:
    (words,) = out(Stub(), replace(PICTURE, alt="比基尼，一个小女孩"))
    assert words.provenance.origin == "safety.minor" and "比基尼" not in words.text


def test_a_platform_without_pictures_gets_the_words_that_say_so() -> None:
    (words,) = out(Stub(), abilities=Abilities(badge=True))
    assert "发不了图" in words.text and "一只猫" in words.text and not words.pictures


def test_a_text_that_was_replaced_takes_its_picture_with_it() -> None:
    assert [reply.provenance.origin for reply in out(Stub(), text="口令 dz0123")] == ["replaced.leak"]


def test_the_alt_text_calls_nobody_and_tells_no_number() -> None:
    alt = "@阿竹 13812345678 https://x.example 一只猫"
    _, shown = out(Stub(), replace(PICTURE, alt=alt))
    assert shown.pictures[0].alt == "@ 阿竹 138****5678 … 一只猫"


def test_without_a_badge_the_picture_has_the_label_as_its_words() -> None:
    words, shown = out(Stub(), abilities=Abilities(images=True))
    assert words.text.endswith("（AI生成）") and shown.text == "（AI生成）"


def test_a_kept_picture_is_restored_with_its_own_bytes_alone() -> None:
    _, shown = out(Stub())
    fields = asdict(shown)
    del fields["pictures"][0]["content"]
    assert restore(fields, b"marked") == shown
    assert restore(fields, b"other").pictures == () == restore(fields).pictures
