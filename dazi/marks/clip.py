"""The visible label laid over a clip's first seconds, and its first frames for looking; it knows no signature."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

from dazi.errors import BadInput
from dazi.marks.implicit import ROTTEN, fault, kept, made_file
from dazi.marks.kinds import MP4, check_pixels

LONGEST = 600.0  # seconds of a clip that is encoded anew
MOST_PIXELS = 4096 * 2304
# Where a clip is looked at, in seconds: the label has to stand for two at least.
MOMENTS = (0.0, 1.0, 1.9)
Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is laid over a clip's first `seconds`: `paint` changes a frame in place."""

    paint: Callable[[Image.Image], None]
    seconds: float


def _video(container: Any) -> Any:
    """The first picture stream; BadInput where there is none, or one too large to decode."""
    if not container.streams.video:
        raise BadInput("marks.no_video")
    stream = container.streams.video[0]
    if stream.codec_context is None:
        raise BadInput("marks.broken", mime=MP4)
    width, height = stream.codec_context.width, stream.codec_context.height
    if width * height > MOST_PIXELS:
        raise BadInput("marks.too_many_pixels", width=width, height=height, most=MOST_PIXELS // 1_000_000)
    check_pixels(width, height)
    return stream


def _upright(frame: Any) -> Image.Image:
    image: Image.Image = frame.to_image()
    return image.rotate(frame.rotation, expand=True) if frame.rotation % 360 else image


def first_frames(content: bytes) -> list[Image.Image]:
    """The upright frames at MOMENTS; fewer in a shorter clip, at least one. BadInput where none can be decoded."""
    found: list[Image.Image] = []
    try:
        with av.open(io.BytesIO(content), "r", format="mp4") as container:
            stream = _video(container)
            stream.codec_context.thread_count = 1
            start: float | None = None
            for frame in container.decode(stream):
                start = frame.time or 0.0 if start is None else start
                if (frame.time or 0.0) - start >= MOMENTS[len(found)]:
                    found.append(_upright(frame))
                if len(found) == len(MOMENTS):
                    break
    except ROTTEN as error:
        if not found:
            raise BadInput("marks.broken", mime=MP4) from error
    if not found:
        raise BadInput("marks.broken", mime=MP4)
    return found


def with_label(
    content: bytes, record: str, size: tuple[int, int], over: Overlay, tell: Tell | None = None
) -> bytes:
    """The clip encoded anew (H.264; sound copied) with `record` as its AIGC key and the overlay on its first seconds.
    `size` is that of its upright frames; times stay as they were. BadInput for a broken or too long clip."""
    options = {"movflags": "faststart+use_metadata_tags"}
    try:
        with (
            made_file() as made,
            av.open(io.BytesIO(content), "r", format="mp4") as source,
            av.open(made, "w", format="mp4", options=options) as target,
        ):
            length = (source.duration or 0) / 1_000_000
            if length > LONGEST:
                raise BadInput("marks.too_long", seconds=round(length), most=round(LONGEST))
            target.metadata.update(kept(source.metadata))
            target.metadata["AIGC"] = record
            for at in _encode(source, target, size, over):
                if tell is not None and length:
                    tell(min(at / length, 1.0))
            target.close()
            return Path(made).read_bytes()
    except ROTTEN as error:
        raise fault(error, MP4) from error


def _encode(source: Any, target: Any, size: tuple[int, int], over: Overlay) -> Iterator[float]:
    """Packets in, packets out; yields the time of each frame written."""
    seen = _video(source)
    seen.codec_context.thread_count = 1
    out = _picture_stream(target, seen, size)
    sounds = source.streams.audio[:1]
    heard = {stream.index: target.add_stream_from_template(stream) for stream in sounds}
    start: float | None = None
    last = -(1 << 62)
    for packet in source.demux(seen, *sounds):
        if packet.stream.index in heard:
            if packet.dts is not None:
                packet.stream = heard[packet.stream.index]
                target.mux(packet)
            continue
        for frame in packet.decode():
            if frame.pts is None or frame.pts <= last:  # a broken clock: such a frame can't be put anywhere
                continue
            last, moment = frame.pts, float(frame.pts * seen.time_base)
            start = moment if start is None else start
            if moment - start > LONGEST:
                raise BadInput("marks.too_long", seconds=round(moment - start), most=round(LONGEST))
            target.mux(out.encode(_laid(frame, moment - start, out, over, seen.time_base)))
            yield moment - start
    target.mux(out.encode(None))


def _picture_stream(target: Any, seen: Any, size: tuple[int, int]) -> Any:
    out = target.add_stream("libx264", rate=seen.average_rate or 25)
    # yuv420p takes even sizes only.
    out.width, out.height, out.pix_fmt = size[0] & ~1, size[1] & ~1, "yuv420p"
    out.time_base = out.codec_context.time_base = Fraction(seen.time_base)
    out.codec_context.thread_count = 1
    out.options = {"preset": "veryfast", "crf": "20"}
    return out


def _laid(frame: Any, at: float, out: Any, over: Overlay, base: Fraction) -> Any:
    """The frame upright and even-sized, with the overlay in its time."""
    turned = frame.rotation % 360 or (frame.width, frame.height) != (out.width, out.height)
    if turned or at <= over.seconds:
        image = _upright(frame)
        if at <= over.seconds:
            over.paint(image)
        pixels = np.asarray(image.crop((0, 0, out.width, out.height)))
        frame_out = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    else:
        frame_out = frame
    made: Any = frame_out.reformat(format="yuv420p")
    made.pts, made.time_base, made.pict_type = frame.pts, base, 0
    return made
