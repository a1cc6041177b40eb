"""Clips: turned ones come out upright, uneven clocks stay uneven, sizes and lengths are bounded, progress is told."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import av
import numpy as np
import pytest

from dazi.errors import BadInput, StoreBusy
from dazi.marks import clip, implicit
from dazi.marks.keys import Chain
from dazi.marks.mark import Making, mark, verify
from tests.marks.samples import clip as clip_of

MP4 = "video/mp4"


def uneven(rotation: int) -> bytes:
    """A clip of 202 by 150 with its upper left corner red, frames at uneven times, to be shown turned."""
    made = io.BytesIO()
    with av.open(made, "w", format="mp4") as target:
        stream: Any = target.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 202, 150, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        stream.codec_context.thread_count = 1
        stream.set_display_rotation(rotation)
        pixels = np.zeros((150, 202, 3), np.uint8)
        pixels[:50, :50] = (250, 10, 10)
        at = 0
        for number in range(40):
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts, frame.time_base = at, Fraction(1, 1000)
            target.mux(stream.encode(frame))
            at += (20, 130, 40)[number % 3]
        target.mux(stream.encode(None))
    return made.getvalue()


@pytest.mark.parametrize(
    ("rotation", "corner"), [(0, (35, 35)), (90, (35, 166)), (180, (166, 114)), (270, (114, 35))]
)
def test_a_turned_clip_comes_out_upright_with_its_times(
    rotation: int, corner: tuple[int, int], chain: Chain
) -> None:
    source = uneven(rotation)
    made = mark(source, MP4, Making("x"), chain)
    with av.open(io.BytesIO(source)) as before, av.open(io.BytesIO(made.content)) as after:
        old, new = list(before.decode(video=0)), list(after.decode(video=0))
    assert [frame.time for frame in new] == [frame.time for frame in old]
    image = new[-1].to_image()
    assert image.size == ((202, 150) if rotation % 180 == 0 else (150, 202)) and new[0].rotation == 0
    red, green, _ = image.getpixel(corner)
    assert red > 180 and green < 60 and verify(made.content, chain).whole


def test_the_label_is_there_for_its_time_and_then_gone(chain: Chain) -> None:
    made = mark(clip_of(4.0), MP4, Making("x"), chain)
    box = made.label.box
    assert box is not None
    spread = []
    with av.open(io.BytesIO(made.content)) as container:
        for frame in container.decode(video=0):
            region = frame.to_ndarray(format="gray")[box.y : box.y + box.height, box.x : box.x + box.width]
            spread.append((frame.time or 0.0, float(region.std())))
    assert all(value > 25 for at, value in spread if at <= 2.0)
    assert all(value < 10 for at, value in spread if at > 2.8)


def test_progress_is_told_up_to_the_end(chain: Chain) -> None:
    heard: list[float] = []
    mark(clip_of(), MP4, Making("x"), chain, heard.append)
    assert heard == sorted(heard) and heard[0] == 0 and heard[-1] > 0.9


def test_too_large_too_long_and_silent_of_pictures(monkeypatch: pytest.MonkeyPatch, chain: Chain) -> None:
    content = clip_of()
    for name, value, code in (("MOST_PIXELS", 100, "too_many_pixels"), ("LONGEST", 1.0, "too_long")):
        with monkeypatch.context() as patch, pytest.raises(BadInput, match=code):
            patch.setattr(clip, name, value)
            mark(content, MP4, Making("x"), chain)
    silent = io.BytesIO()
    with av.open(silent, "w", format="mp4") as target:
        hearing: Any = target.add_stream("aac", rate=8000, layout="mono")
        for number in range(4):
            block = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
            block.sample_rate, block.pts = 8000, number * 1024
            target.mux(hearing.encode(block))
        target.mux(hearing.encode(None))
    with pytest.raises(BadInput, match="no_video"):
        mark(silent.getvalue(), MP4, Making("x"), chain)


def test_a_full_disk_may_have_room_later() -> None:
    assert isinstance(implicit.fault(OSError(28, "No space left on device"), MP4), StoreBusy)
    assert isinstance(implicit.fault(ValueError(), MP4), BadInput)


def test_rubbish_in_every_box_is_never_more_than_bad_input(chain: Chain) -> None:
    """Changed bytes all over the index: the file is read, told apart or refused; nothing else is raised."""
    content = clip_of()
    start = content.find(b"moov")
    rng = np.random.default_rng(5)
    for _ in range(25):
        bad = bytearray(content)
        for place in rng.integers(start, len(bad), 12):
            bad[place] = int(rng.integers(0, 256))
        try:
            assert not verify(bytes(bad), chain).whole
        except BadInput as error:
            assert error.code.startswith("marks.")
