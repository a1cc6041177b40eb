"""The door: every kind comes out with every label; each failing step raises and returns nothing; lost labels are told
apart."""

from __future__ import annotations

import ast
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from dazi.errors import BadInput, DaziError, Permanent
from dazi.marks import clip, implicit, pixels, seal, visible
from dazi.marks.implicit import KEYS
from dazi.marks.keys import Chain, own
from dazi.marks.mark import Making, mark, verify
from dazi.marks.record import Box, Label, Marked, MarkError
from tests.marks.samples import clip as clip_of
from tests.marks.samples import saved, scene

KINDS = ("image/png", "image/jpeg", "image/webp", "video/mp4", "audio/wav", "audio/mpeg")
PICTURES = KINDS[:3]
PAINTER = Making("stickers", "algorithm")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_out_with_every_label(kind: str, marked: dict[str, Marked], chain: Chain) -> None:
    found = verify(marked[kind].content, chain)
    assert (found.verdict, found.implicit, found.seal, found.mime) == ("whole", "whole", "ours", kind)
    assert found.visible == ("none" if kind.startswith("audio") else "shown")
    assert found.label == marked[kind].label and found.label is not None
    assert (found.label.backend, found.label.how) == ("stickers", "algorithm")
    assert tuple(found.aigc) == KEYS and found.aigc["ProduceID"] == found.label.produce_id


@pytest.mark.parametrize("kind", KINDS)
def test_the_record_stands_in_the_bytes_as_the_guide_writes_it(kind: str, marked: dict[str, Marked]) -> None:
    expected = json.dumps(
        {"Label": "1", "ContentProducer": "dazi", "ProduceID": marked[kind].label.produce_id, "ReservedCode1": "",
         "ContentPropagator": "", "PropagateID": "", "ReservedCode2": ""}, separators=(",", ":"),
    )  # fmt: skip
    assert marked[kind].content.count(expected.encode()) == 1


def test_each_marking_has_a_number_of_its_own(assets: dict[str, bytes], chain: Chain) -> None:
    made = {mark(assets["image/png"], "image/png", PAINTER, chain).label.produce_id for _ in range(3)}
    assert len(made) == 3


def test_a_png_changes_nowhere_but_under_the_label(marked: dict[str, Marked]) -> None:
    box = marked["image/png"].label.box
    assert box is not None
    before, after = np.asarray(scene()), np.asarray(opened(marked["image/png"].content))
    changed = np.argwhere((before != after).any(axis=2))
    assert changed.min(axis=0).tolist() >= [box.y, box.x]
    assert changed.max(axis=0).tolist() < [box.y + box.height, box.x + box.width]


@pytest.mark.parametrize("sampling", [0, 1, 2])
@pytest.mark.parametrize("quality", [60, 95])
def test_a_jpeg_changes_next_to_nothing_elsewhere(sampling: int, quality: int, chain: Chain) -> None:
    soft = scene(40, 30).resize((400, 300), Image.Resampling.BICUBIC)
    source = saved(soft, "JPEG", quality=quality, subsampling=sampling)
    made = mark(source, "image/jpeg", PAINTER, chain)
    before, after = (np.asarray(opened(one))[:, :180].astype(int) for one in (source, made.content))
    assert np.abs(before - after).mean() < 2


def test_a_clip_keeps_its_frames_times_and_sound(assets: dict[str, bytes], marked: dict[str, Marked]) -> None:
    def times(content: bytes) -> tuple[list[float], float, int]:
        with av.open(io.BytesIO(content)) as container:
            seen = [frame.time for frame in container.decode(video=0)]
        with av.open(io.BytesIO(content)) as container:
            heard = list(container.decode(audio=0))
        return seen, sum(frame.samples for frame in heard), len(heard)

    before, after = times(assets["video/mp4"]), times(marked["video/mp4"].content)
    assert before == after and len(before[0]) == 25


def test_a_clip_without_sound_and_one_of_a_frame_are_labelled(chain: Chain) -> None:
    for content in (clip_of(2.2, sound=False), clip_of(0.1, sound=False)):
        made = mark(content, "video/mp4", PAINTER, chain)
        assert verify(made.content, chain).visible == "shown"


def test_a_clip_whose_renderer_drew_the_label_is_not_encoded_anew(
    chain: Chain, marked: dict[str, Marked]
) -> None:
    box = marked["video/mp4"].label.box
    made = mark(marked["video/mp4"].content, "video/mp4", replace(PAINTER, drawn=box), chain)
    assert verify(made.content, chain).whole and made.label.style == "own"
    with av.open(io.BytesIO(made.content)) as new, av.open(io.BytesIO(marked["video/mp4"].content)) as old:
        packets = [[bytes(packet) for packet in one.demux(video=0)] for one in (new, old)]
    assert packets[0] == packets[1]


def test_where_a_renderer_drew_nothing_the_clip_does_not_leave(
    assets: dict[str, bytes], chain: Chain
) -> None:
    with pytest.raises(MarkError) as caught:
        mark(assets["video/mp4"], "video/mp4", replace(PAINTER, drawn=Box(10, 10, 60, 20)), chain)
    assert caught.value.code == "marks.not_drawn"


def test_a_marked_picture_drawn_on_again_has_one_label(chain: Chain, marked: dict[str, Marked]) -> None:
    again = mark(marked["image/png"].content, "image/png", Making("another"), chain)
    assert again.label.box == marked["image/png"].label.box
    assert again.content.count(b"ContentProducer") == 1 and verify(again.content, chain).whole


# No asset leaves unlabelled: each step, made to fail in its own way, raises and returns nothing.


def _same(content: bytes, *_: object) -> bytes:
    return content


def _raise(*_: object, **__: object) -> Any:
    raise MarkError("marks.not_signed", detail="made to fail")


def _other_label(content: bytes, mime: str, label: Label, chain: Chain) -> bytes:
    return _SIGN(content, mime, replace(label, backend="a much larger model"), chain)


def _cut(content: bytes, mime: str, label: Label, chain: Chain) -> bytes:
    return _SIGN(content, mime, label, chain)[:-40]


def _touched(content: bytes, mime: str, label: Label, chain: Chain) -> bytes:
    signed = bytearray(_SIGN(content, mime, label, chain))
    signed[-30] ^= 1
    return bytes(signed)


def _resaved(decoded: pixels.Decoded, mime: str, packet: bytes) -> bytes:
    return saved(decoded.image, mime.split("/")[1].upper())


def _blank(decoded: pixels.Decoded, mime: str, packet: bytes) -> bytes:
    return _ENCODE(replace(decoded, image=Image.new("RGB", decoded.image.size)), mime, packet)


def _unpainted(
    content: bytes, record: str, size: tuple[int, int], over: clip.Overlay, tell: clip.Tell | None = None
) -> bytes:
    return _WITH_LABEL(content, record, size, clip.Overlay(lambda image: None, over.seconds), tell)


def _half_a_second(
    content: bytes, record: str, size: tuple[int, int], over: clip.Overlay, tell: clip.Tell | None = None
) -> bytes:
    return _WITH_LABEL(content, record, size, clip.Overlay(over.paint, 0.5), tell)


_SIGN, _ENCODE, _WITH_LABEL = seal.sign, pixels.encode, clip.with_label
STEPS: list[tuple[str, Any, str, Callable[..., Any]]] = [
    *((kind, seal, "sign", fail) for kind in KINDS for fail in (_same, _raise, _other_label, _touched)),
    *((kind, seal, "sign", _cut) for kind in KINDS),
    *((kind, visible, "draw", lambda *_: None) for kind in PICTURES),
    *((kind, pixels, "encode", fail) for kind in PICTURES for fail in (_resaved, _blank)),
    ("video/mp4", clip, "with_label", lambda content, *_: content),
    ("video/mp4", clip, "with_label", _unpainted),
    ("video/mp4", clip, "with_label", _half_a_second),
    ("audio/wav", implicit, "into_wav", _same),
    ("audio/mpeg", implicit, "into_stream", _same),
]


@pytest.mark.parametrize(("kind", "module", "step", "fail"), STEPS)
def test_no_asset_leaves_unlabelled(
    kind: str, module: Any, step: str, fail: Callable[..., Any], assets: dict[str, bytes], chain: Chain,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(module, step, fail)
    with pytest.raises(MarkError) as caught:
        mark(assets[kind], kind, PAINTER, chain)
    assert isinstance(caught.value, Permanent) and isinstance(caught.value, DaziError)


def test_only_the_door_makes_a_marked_asset() -> None:
    root = Path(visible.__file__).parents[1]
    makers = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Marked"
            ):
                makers.add(path.relative_to(root).as_posix())
    assert makers == {"marks/mark.py"}


# What happened to a labelled file is told apart.


@pytest.mark.parametrize("kind", PICTURES)
def test_a_plain_saving_again_is_stripped(kind: str, marked: dict[str, Marked], chain: Chain) -> None:
    again = saved(opened(marked[kind].content).convert("RGB"), kind.split("/")[1].upper())
    found = verify(again, chain)
    assert (found.verdict, found.implicit, found.seal, found.visible) == (
        "stripped", "missing", "missing", "shown"
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_never_had_a_label_is_unlabelled(
    kind: str, assets: dict[str, bytes], chain: Chain
) -> None:
    found = verify(assets[kind], chain)
    assert (found.verdict, found.code, found.whole) == ("unlabelled", "marks.verdict.unlabelled", False)


@pytest.mark.parametrize("kind", KINDS)
def test_one_changed_bit_is_tampering(kind: str, marked: dict[str, Marked], chain: Chain) -> None:
    bad = bytearray(marked[kind].content)
    place = bad.find(b"mdat") + 200 if kind == "video/mp4" else len(bad) - 60
    bad[place] ^= 0x04
    assert verify(bytes(bad), chain).verdict == "tampered"


@pytest.mark.parametrize("kind", KINDS[:5])
@pytest.mark.parametrize("share", [0.3, 0.8, 0.999])
def test_a_cut_file_is_truncated(kind: str, share: float, marked: dict[str, Marked], chain: Chain) -> None:
    content = marked[kind].content
    assert verify(content[: int(len(content) * share)], chain).verdict == "truncated"


def test_a_cut_mp3_is_tampered_with(marked: dict[str, Marked], chain: Chain) -> None:
    assert verify(marked["audio/mpeg"].content[:-300], chain).verdict == "tampered"


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_s_signature_is_foreign(kind: str, marked: dict[str, Marked], tmp_path: Path) -> None:
    for other in (own(tmp_path / "other"), None):
        found = verify(marked[kind].content, other)
        assert (found.verdict, found.seal) == ("foreign", "foreign") and not found.whole


def test_a_record_without_a_signature_is_unsigned_or_foreign(chain: Chain) -> None:
    for producer, verdict in (("dazi", "unsigned"), ("another-house", "foreign")):
        packet = implicit.xmp(implicit.aigc(producer, "x1"))
        found = verify(saved(scene(), "JPEG", xmp=packet), chain)
        assert (found.verdict, found.implicit, found.aigc["ContentProducer"]) == (verdict, "whole", producer)


def test_a_painted_over_label_is_covered(marked: dict[str, Marked], chain: Chain) -> None:
    """A stranger signs the picture again with our assertion after wiping the label out."""
    made = marked["image/png"]
    wiped = opened(made.content).convert("RGB")
    assert made.label.box is not None
    wiped.paste((90, 140, 200), (made.label.box.x, made.label.box.y, 400, 300))
    signed = seal.sign(saved(wiped, "PNG"), "image/png", made.label, chain)
    found = verify(signed, chain)
    assert (found.visible, found.verdict) == ("covered", "tampered")


# Rotten and odd input.


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"", "image/png", "marks.empty"),
        (b"only some text", "image/png", "marks.unknown_kind"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
            "image/png",
            "marks.unknown_kind",
        ),
        (b"PK\x03\x04" + b"\0" * 100, "image/png", "marks.unknown_kind"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png", "marks.truncated"),
        (b"\xff\xd8\xff\xe0" + b"\xff" * 400 + b"\xff\xd9", "image/jpeg", "marks.truncated"),
        (b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08moov", "video/mp4", "marks.no_video"),
        (b"RIFF\x04\0\0\0WEBP", "image/webp", "marks.truncated"),
        (b"ID3\x04\0\0\0\0\0\x05hello", "audio/mpeg", "marks.broken"),
    ],
)
def test_rotten_input_has_a_clear_code(content: bytes, kind: str, code: str, chain: Chain) -> None:
    with pytest.raises(BadInput) as caught:
        mark(content, kind, PAINTER, chain)
    assert caught.value.code == code


def test_a_file_of_another_kind_than_said_is_refused(assets: dict[str, bytes], chain: Chain) -> None:
    with pytest.raises(BadInput) as caught:
        mark(assets["image/jpeg"], "image/png", PAINTER, chain)
    assert caught.value.arguments == {"said": "image/png", "seen": "image/jpeg"}


def test_a_moving_picture_is_refused_and_can_be_looked_at(chain: Chain) -> None:
    frames = [Image.new("RGB", (120, 120), (shade, 0, 0)) for shade in (0, 100, 200)]
    moving = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(BadInput) as caught:
        mark(moving, "image/webp", PAINTER, chain)
    assert caught.value.code == "marks.animated" and verify(moving, chain).verdict == "unlabelled"


def test_a_cmyk_jpeg_comes_out_in_rgb(chain: Chain) -> None:
    made = mark(saved(scene().convert("CMYK"), "JPEG"), "image/jpeg", PAINTER, chain)
    image = opened(made.content)
    red, green, blue = image.getpixel((390, 10))  # type: ignore[misc]
    assert image.mode == "RGB" and abs(red - 90) + abs(green - 140) + abs(blue - 200) < 40


def test_exif_rotation_is_carried_out_and_exif_dropped(chain: Chain) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a maker"
    made = mark(saved(scene(400, 300), "JPEG", exif=exif), "image/jpeg", PAINTER, chain)
    image = opened(made.content)
    assert (
        image.size == (300, 400)
        and not image.getexif()
        and (made.label.width, made.label.height) == (300, 400)
    )
    assert b"a maker" not in made.content and verify(made.content, chain).whole


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_mode_of_png_is_labelled(mode: str, chain: Chain) -> None:
    if mode == "I;16":
        source = Image.fromarray(
            (np.arange(160 * 200, dtype=np.uint32) * 2).astype(np.uint16).reshape(160, 200)
        )
    else:
        source = scene(200, 160).convert(mode)
    made = mark(saved(source, "PNG"), "image/png", PAINTER, chain)
    assert verify(made.content, chain).whole


def test_what_can_be_seen_through_stays_so(chain: Chain) -> None:
    made = mark(saved(Image.new("RGBA", (200, 200), (0, 0, 0, 0)), "PNG"), "image/png", PAINTER, chain)
    image = opened(made.content)
    assert image.mode == "RGBA" and image.getpixel((5, 5)) == (0, 0, 0, 0)


def test_a_maker_has_to_be_named_and_producers_are_ascii(assets: dict[str, bytes], chain: Chain) -> None:
    with pytest.raises(BadInput, match="no_backend"):
        mark(assets["image/png"], "image/png", Making(" "), chain)
    for producer in ("搭子", "two words", "tab\t"):
        with pytest.raises(BadInput, match="not_ascii"):
            mark(assets["image/png"], "image/png", Making("x", producer=producer), chain)
