"""Frames and sound into H.264, AAC and a still, with the implicit AI label; it knows nothing of scripts."""

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from dazi.clips.sound import RATE
from dazi.errors import Transient

FPS = 24
AUDIO_BLOCK = 1024
Stop = Callable[[], bool]


def aigc(produce_id: str) -> str:
    """The implicit label's JSON in the order that TC260's guide to GB 45438-2025 gives, ASCII only."""
    return json.dumps(
        {
            "Label": "1", "ContentProducer": "dazi", "ProduceID": produce_id, "ReservedCode1": "",
            "ContentPropagator": "", "PropagateID": "", "ReservedCode2": "",
        },
        ensure_ascii=True, separators=(",", ":"),
    )  # fmt: skip


def read_aigc(path: Path) -> str:
    """The implicit label of a clip, or "" when it carries none."""
    with av.open(str(path)) as container:
        return str(container.metadata.get("AIGC", ""))


def write_clip(
    path: Path,
    frames: Iterator[Image.Image],
    sound: NDArray[np.float32],
    produce_id: str,
    stop: Stop | None = None,
) -> None:
    """Encode to `path` (MP4, the index in front). `sound` has shape (2, samples) at 44.1 kHz.

    Transient `clips_render_stopped` when `stop()` turns true; the file is then unfinished.
    """
    options = {"movflags": "faststart+use_metadata_tags"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        container.metadata["AIGC"] = aigc(produce_id)
        container.metadata["title"] = produce_id
        picture = container.add_stream("libx264", rate=FPS)
        picture.width, picture.height, picture.pix_fmt = 540, 960, "yuv420p"
        picture.time_base = picture.codec_context.time_base = Fraction(1, FPS)
        picture.codec_context.thread_count = 1
        picture.options = {"preset": "veryfast", "crf": "25", "tune": "animation", "g": "48"}
        hearing = container.add_stream("aac", rate=RATE, layout="stereo")
        hearing.bit_rate = 96_000
        heard = 0
        for number, image in enumerate(frames):
            if stop is not None and stop():
                raise Transient("clips_render_stopped", clip=produce_id)
            frame = av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24")
            frame.pts = number
            container.mux(picture.encode(frame))
            due = int((number + 1) / FPS * RATE)
            while heard + AUDIO_BLOCK <= min(due, sound.shape[1]):
                block = np.ascontiguousarray(sound[:, heard : heard + AUDIO_BLOCK])
                container.mux(hearing.encode(_block(block, heard)))
                heard += AUDIO_BLOCK
        if heard < sound.shape[1]:
            container.mux(hearing.encode(_block(np.ascontiguousarray(sound[:, heard:]), heard)))
        container.mux(picture.encode(None))
        container.mux(hearing.encode(None))


def _block(samples: NDArray[np.float32], start: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="stereo")
    frame.sample_rate = RATE
    frame.time_base = Fraction(1, RATE)
    frame.pts = start
    return frame


def write_poster(path: Path, image: Image.Image, produce_id: str) -> None:
    """The still as WebP, at most 40 KB: the quality goes down until it fits."""
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">'
        f"<TC260:AIGC>{aigc(produce_id)}</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
    for quality in (82, 74, 66, 56, 44, 30):
        image.save(path, "WEBP", quality=quality, method=4, xmp=xmp)
        if path.stat().st_size <= 40_000:
            return
