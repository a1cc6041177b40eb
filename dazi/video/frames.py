"""One stranger's video, opened by a named demuxer, and its frames as small upright pictures; knows no purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import av
import av.error
import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 360  # the short side of what is read and seen, in pixels
PIXELS = 40_000_000
_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot")
_BLIND = 2.0  # seconds
_TURNS = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}

Grey = NDArray[np.uint8]


class Unfit(Exception):
    """The file cannot be used; its text is the last part of a code of dazi/words (video.*)."""


def demuxer(head: bytes) -> str:
    """FFmpeg's name for what these first 200 bytes are. Named, so that no playlist is ever guessed from the content.
    Unfit "empty" or "no_video" for anything else."""
    if not head:
        raise Unfit("empty")
    if head[4:8] in _BOXES:
        return "mov"
    for start, name in (
        (b"\x1a\x45\xdf\xa3", "matroska"),
        (b"FLV", "flv"),
        (b"OggS", "ogg"),
        (b"GIF8", "gif"),
    ):
        if head.startswith(start):
            return name
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return "avi"
    if head[:1] == b"\x47" and head[188:189] == b"\x47":
        return "mpegts"
    raise Unfit("no_video")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file holds. `width` and `height` in pixels as shown (upright, square pixels); `turn` in degrees counter-
    clockwise to get there; `seconds` 0.0 where it cannot be told."""

    seconds: float
    width: int
    height: int
    turn: int
    sound: bool
    codec: str

    def fields(self) -> dict[str, object]:
        return asdict(self)


class Clip:
    """An opened video. Times are seconds from its first frame on. Close it, or use it as a context."""

    def __init__(self, path: str, head: bytes, *, rough: bool = False) -> None:
        """`rough`: blocks are not smoothed, a quarter faster; good enough to find strokes and read letters."""
        self._path, self._demuxer, self._rough = path, demuxer(head), rough
        self._skip = ""  # the discard level that the decoder was opened with
        self.damaged = False
        self.sizes: list[
            tuple[float, int]
        ] = []  # time and bytes of packets between intra frames, as they came
        self._open()

    def _open(self) -> None:
        options = {"protocol_whitelist": "file"}
        try:
            self._file = av.open(self._path, format=self._demuxer, options=options, metadata_errors="ignore")
        except (av.error.FFmpegError, ValueError) as error:
            raise Unfit("broken") from error
        pictures = [one for one in self._file.streams.video if one.codec_context is not None]
        if not pictures:
            raise Unfit("no_picture")
        self.stream: Any = pictures[0]
        if (self.stream.width or 0) * (self.stream.height or 0) > PIXELS:
            raise Unfit("pixels")
        self.stream.thread_type = "SLICE"
        self.stream.codec_context.thread_count = 1
        if self._rough:
            self.stream.codec_context.options = {"skip_loop_filter": "all"}
        base = float(self.stream.time_base or 0)
        self.start = float(self.stream.start_time or 0) * base

    def __enter__(self) -> Clip:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    @property
    def seconds(self) -> float:
        """The length that the file tells of."""
        if self.stream.duration:
            return float(self.stream.duration * self.stream.time_base)
        return max(0.0, float(self._file.duration or 0) / av.time_base)

    def shape(self, frame: Any, last: float) -> Shape:
        """With a decoded frame, since only frames know their rotation; `last` is the latest time seen."""
        width, height = _square(frame, self.stream)
        turn = int(frame.rotation) % 360
        turn = turn if turn in _TURNS else 0
        if turn in (90, 270):
            width, height = height, width
        seconds = max(self.seconds, last)
        sound = bool(self._file.streams.audio)
        return Shape(round(seconds, 3), width, height, turn, sound, str(self.stream.codec_context.name))

    def frames(self, skip: str, start: float = 0.0, end: float | None = None) -> Iterator[tuple[float, Any]]:
        """(time, frame) in order of showing, those of FFmpeg's discard level `skip` left out; from the intra frame at
        or before `start` on, until one stands at or after `end`. Damage ends it early and is noted."""
        # Some decoders take the level only when they are opened, and some give nothing more once they were drained.
        if self._skip and self._skip != skip:
            self._file.close()
            self._open()
        fresh = self._skip != skip
        self._skip, last = skip, -1.0
        self.stream.codec_context.skip_frame = skip
        try:
            if start > 0 or not fresh:
                self._seek(start)
            for frame in self._decoded():
                t = float(frame.time) - self.start if frame.time is not None else last + 0.04
                last = t
                yield round(max(0.0, t), 3), frame
                if end is not None and t >= end - 0.001:
                    return
        except (av.error.FFmpegError, ValueError):
            self.damaged = True
        self._skip = "drained"

    def _decoded(self) -> Iterator[Any]:
        faults = 0
        for packet in self._file.demux(self.stream):
            if packet.pts is not None and not packet.is_keyframe:
                t = packet.pts * float(self.stream.time_base) - self.start
                self.sizes.append((round(t, 3), packet.size))
            try:
                made = packet.decode()
            except av.error.EOFError:
                return
            except av.error.FFmpegError:
                self.damaged, faults = True, faults + 1
                if faults > 50:
                    return
                continue
            yield from made

    def _seek(self, t: float) -> None:
        # Without an index a seek lands near, not before: start earlier, and what comes first is passed over.
        near = _BLIND if self._demuxer in ("mpegts", "ogg", "flv") else 0.0
        at = int((max(0.0, t - near) + self.start) / float(self.stream.time_base))
        self._file.seek(at, stream=self.stream, backward=True)


def _square(frame: Any, stream: Any) -> tuple[int, int]:
    aspect = stream.sample_aspect_ratio
    stretch = float(aspect) if aspect else 1.0
    stretch = stretch if 0.2 < stretch < 5 else 1.0
    return max(1, round(frame.width * stretch)), int(frame.height)


def small(frame: Any, stream: Any, side: int = SIDE) -> Any:
    """The frame as yuv420p with a short side of at most `side` pixels, not yet turned."""
    width, height = _square(frame, stream)
    scale = min(1.0, side / min(width, height))
    size = (max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2))
    return frame.reformat(*size, format="yuv420p", interpolation="FAST_BILINEAR", threads=1)


def luma(frame: Any) -> Grey:
    """The brightness plane of a yuv420p frame, shape (height, width)."""
    plane = frame.planes[0]
    flat = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return flat[: frame.height, : frame.width]


def rgb(frame: Any, width: int, height: int) -> Image.Image:
    """A tiny colour picture of a frame, not turned."""
    made = frame.reformat(width, height, format="rgb24", interpolation="FAST_BILINEAR", threads=1)
    return Image.fromarray(made.to_ndarray())


def upright(frame: Any, turn: int) -> Image.Image:
    """A frame as a picture, turned as it is shown."""
    picture: Image.Image = frame.to_image()
    return picture.transpose(_TURNS[turn]) if turn in _TURNS else picture
