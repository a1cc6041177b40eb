"""The child that opens what strangers upload: `python -m dazi.web.probe_child`. It reads the file from standard input,
writes clean copies into a folder under limits of memory, time and size, and knows neither the plaza nor the network."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import av
import av.error
import av.filter
from PIL import Image, ImageOps, ImageStat

MEMORY = 3 * 1024**3  # address space; x264 and the libraries themselves map about 1 GB of it
OUT_SIZE = 120 * 1024**2
CPU_SECONDS = {"image": 20, "video": 300}
PIXELS = 40_000_000
IMAGE_SIDE = 2048
WIDTH, HEIGHT = 720, 1280
LONGEST = 180.0
SHORTEST = 0.3
FPS = 30
RATE = 48_000
_DARK = 24  # mean luminance below which a frame is no poster


class Unfit(Exception):
    """The file cannot be taken; its text is the code's last part."""


def limit(kind: str) -> None:
    """Bind this process: what it asks for beyond is refused or ends it."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS[kind]),
        (resource.RLIMIT_FSIZE, OUT_SIZE),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
    ctypes.CDLL(None).prctl(
        1, 9
    )  # PR_SET_PDEATHSIG: this process is of no use without the one that waits for it
    os.nice(10)  # answering members comes first


def _keep(out: Path, write: Callable[[Path], None], ending: str) -> tuple[str, str]:
    """A file named by its hash, and the hash."""
    part = out / f"part{ending}"
    write(part)
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    name = f"{digest[:32]}{ending}"
    part.rename(out / name)
    return name, digest


# --- images


def image(source: BinaryIO, mime: str, out: Path, keep: bool) -> dict[str, object]:
    """An image turned upright, at most 2,048 pixels a side, without metadata; with `keep` byte for byte, once it has
    proved to be one (the companion's pictures carry their AI label in their metadata)."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, before anything is decoded
    try:
        picture = Image.open(source, formats=(mime.removeprefix("image/").upper(),))
        if picture.width * picture.height > PIXELS:
            raise Unfit("pixels")
        picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError) as error:
        raise Unfit("broken") from error
    if keep:
        source.seek(0)
        ending = {"image/jpeg": ".jpg"}.get(mime, "." + mime.removeprefix("image/"))
        file, digest = _keep(out, lambda part: _copy(source, part), ending)
        return {
            "file": file,
            "sha256": digest,
            "mime": mime,
            "width": picture.width,
            "height": picture.height,
        }
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    upright = ImageOps.exif_transpose(picture).convert("RGBA" if clear else "RGB")
    upright.thumbnail((IMAGE_SIDE, IMAGE_SIDE))
    bare = Image.new(upright.mode, upright.size)  # a new image: nothing of `info` comes along
    bare.paste(upright)
    ending, save = (".png", {"format": "PNG"}) if clear else (".jpg", {"format": "JPEG", "quality": 88})
    file, digest = _keep(out, lambda part: bare.save(part, **save), ending)
    size = {"width": bare.width, "height": bare.height}
    return {"file": file, "sha256": digest, "mime": "image/png" if clear else "image/jpeg", **size}


def _copy(source: BinaryIO, part: Path) -> None:
    with part.open("wb") as file:
        while block := source.read(1024 * 1024):
            file.write(block)


# --- clips


def video(source: BinaryIO, mime: str, out: Path) -> dict[str, object]:
    """A clip as H.264 and AAC, at most 720x1280 and 30 frames a second, upright, faststart, with a poster."""
    # The demuxer is named, so that no playlist or list of files is ever guessed from the content.
    demuxer = {"video/mp4": "mov", "video/webm": "matroska"}[mime]
    posters: list[Image.Image] = []
    try:
        with av.open(source, format=demuxer, metadata_errors="ignore") as clip:
            seconds, first = _length(clip), _first(clip)
        source.seek(0)
        with av.open(source, format=demuxer, metadata_errors="ignore") as clip:
            file, _ = _keep(out, lambda part: _transcode(clip, first, part, posters), ".mp4")
    except av.error.FFmpegError as error:
        raise Unfit("broken") from error
    with av.open(str(out / file)) as made:
        seconds = float(made.duration or 0) / av.time_base or seconds
        size = (made.streams.video[0].width, made.streams.video[0].height)
    poster, _ = _keep(out, lambda part: posters[-1].save(part, format="JPEG", quality=85), ".jpg")
    return {"file": file, "poster": poster, "seconds": round(seconds, 2), "width": size[0], "height": size[1]}


def _length(clip: Any) -> float:
    if not clip.streams.video:
        raise Unfit("no_picture")
    stream = clip.streams.video[0]
    if not stream.width or not stream.height or stream.width * stream.height > PIXELS:
        raise Unfit("pixels")
    seconds = float(clip.duration or 0) / av.time_base
    if seconds > LONGEST:
        raise Unfit("length")
    return seconds


def _first(clip: Any) -> Any:
    first = next(clip.decode(clip.streams.video[0]), None)
    if first is None:
        raise Unfit("no_picture")
    return first


def _transcode(clip: Any, first: Any, part: Path, posters: list[Image.Image]) -> None:
    picture = clip.streams.video[0]
    picture.thread_type = "AUTO"
    picture.codec_context.thread_count = 2
    sound = clip.streams.audio[0] if clip.streams.audio else None
    with av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as made:
        lanes: dict[int, Callable[[Any], None]] = {}
        ends = []
        show = _Picture(made, picture, first, posters)
        lanes[picture.index] = show.take
        ends.append(show.end)
        if sound is not None:
            hear = _Sound(made)
            lanes[sound.index] = hear.take
            ends.append(hear.end)
        for packet in clip.demux([stream for stream in (picture, sound) if stream is not None]):
            for frame in packet.decode():
                lanes[packet.stream.index](frame)
        if not posters:
            raise Unfit("no_picture")
        for end in ends:
            end()


class _Picture:
    """Frames upright and scaled, at no more than 30 a second, into a stream. The first frame is looked at before, since
    every stream has to stand before anything is written."""

    def __init__(self, made: Any, source: Any, first: Any, posters: list[Image.Image]) -> None:
        self._made, self._source, self._posters = made, source, posters
        rate = source.average_rate
        self._rate = min(FPS, max(1, round(float(rate)))) if rate else FPS
        self._graph = self._build(first)

    def take(self, frame: Any) -> None:
        if frame.time is not None and frame.time > LONGEST:
            raise Unfit("length")
        self._graph.push(frame)
        self._drain()

    def end(self) -> None:
        self._graph.push(None)
        self._drain()
        for packet in self._stream.encode(None):
            self._made.mux(packet)

    def _build(self, frame: Any) -> Any:
        turn = frame.rotation % 360
        upright = (frame.height, frame.width) if turn in (90, 270) else (frame.width, frame.height)
        scale = min(WIDTH / upright[0], HEIGHT / upright[1], 1.0)
        width, height = (max(2, int(side * scale) // 2 * 2) for side in upright)
        graph = av.filter.Graph()
        chain = [graph.add_buffer(template=self._source)]
        for name, arguments in [
            *{90: [("transpose", "cclock")], 270: [("transpose", "clock")], 180: [("hflip", ""), ("vflip", "")]}.get(turn, []),
            ("fps", str(self._rate)),
            ("scale", f"{width}:{height}"),
            ("setsar", "1"),
            ("format", "yuv420p"),
            ("buffersink", ""),
        ]:  # fmt: skip
            chain.append(graph.add(name, arguments or None))
        for before, after in pairwise(chain):
            before.link_to(after)
        graph.configure()
        options = {"preset": "veryfast", "crf": "24", "threads": "2"}
        self._stream = self._made.add_stream("libx264", rate=self._rate, options=options)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        self._stream.codec_context.time_base = Fraction(1, self._rate)
        return graph

    def _drain(self) -> None:
        for frame in _frames(self._graph):
            if not self._posters or (frame.time is not None and frame.time < 2 and self._dark()):
                self._posters.append(frame.to_image())
            frame.pict_type = 0
            for packet in self._stream.encode(frame):
                self._made.mux(packet)

    def _dark(self) -> bool:
        return bool(ImageStat.Stat(self._posters[-1].convert("L")).mean[0] < _DARK)


class _Sound:
    """Sound as 48 kHz stereo AAC into a stream."""

    def __init__(self, made: Any) -> None:
        self._made = made
        self._stream = made.add_stream("aac", rate=RATE, layout="stereo")
        self._even = av.AudioResampler(format="fltp", layout="stereo", rate=RATE, frame_size=1024)

    def take(self, frame: Any) -> None:
        for even in self._even.resample(frame):
            for packet in self._stream.encode(even):
                self._made.mux(packet)

    def end(self) -> None:
        for even in self._even.resample(None):
            for packet in self._stream.encode(even):
                self._made.mux(packet)
        for packet in self._stream.encode(None):
            self._made.mux(packet)


def _frames(graph: Any) -> Iterator[Any]:
    while True:
        try:
            yield graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return


def main(arguments: list[str]) -> int:
    """`image|keep|video MIME FOLDER`: prints one JSON object, with "error" where the file cannot be taken."""
    kind, mime, folder = arguments
    limit("video" if kind == "video" else "image")
    try:
        with open(0, "rb", closefd=False) as source:
            if kind == "video":
                made = video(source, mime, Path(folder))
            else:
                made = image(source, mime, Path(folder), keep=kind == "keep")
    except Unfit as unfit:
        made = {"error": str(unfit)}
    except MemoryError:
        made = {"error": "heavy"}
    except OSError as error:
        made = {"error": "full" if error.errno == 28 else "heavy"}
    print(json.dumps(made))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
