"""What understanding a video costs: CPU seconds and memory for frames, text on screen and a digest's cache hit.

`python bench/video.py [CLIP]`; without a clip it renders one of 60 s at 1080x1920 with cuts and captions."""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from dazi.store.database import Database
from dazi.store.digests import Digests
from dazi.video import decode, read
from dazi.video.digest import Digest
from dazi.video.make import Maker

ROOT = Path(__file__).parents[1]
FONT = ROOT / "dazi" / "clips" / "fonts" / "NotoSansSC-captions.otf"
SECONDS, SCENE, FPS = 60, 5.25, 30
CONTENT = "0" * 64
CAPTIONS = (
    "第一天它怕扫地机",
    "它在研究扫地机",
    "它开上了扫地机",
    "后来它开始接单了",
    "去厨房，拼车吗？",
    "司机很高冷",
)


def render(path: Path, width: int = 1080, height: int = 1920, gop: int = 150) -> None:
    """A clip of textures that drift, cut hard every 5.25 seconds, a caption in each second scene."""
    with av.open(str(path), "w") as made:
        stream = made.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = {"preset": "veryfast", "crf": "26", "g": str(gop)}
        for number, picture in enumerate(_pictures(width, height)):
            frame = av.VideoFrame.from_image(picture)
            frame.pts = number
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))


def _pictures(width: int, height: int) -> Iterator[Image.Image]:
    draw = np.random.default_rng(7)
    font = ImageFont.truetype(str(FONT), width // 11)
    each, left = round(SCENE * FPS), SECONDS * FPS
    for scene in range(SECONDS):
        coarse = draw.integers(0, 255, (14, 9, 3)).astype(np.uint8)
        fine = draw.integers(0, 255, (height // 3, width // 3, 3)).astype(np.uint8)
        size = (width + each, height + each)
        ground = Image.blend(
            Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC),
            Image.fromarray(fine).resize(size),
            0.25,
        )
        for n in range(min(each, left)):
            picture = ground.crop((n, n // 2, n + width, n // 2 + height))
            if scene % 2 == 0:
                text = CAPTIONS[scene // 2 % len(CAPTIONS)]
                pen = ImageDraw.Draw(picture)
                place = (width // 2, int(height * 0.78))
                pen.text(place, text, "white", font, anchor="mm", stroke_width=6, stroke_fill="black")
            yield picture
        left -= min(each, left)


def _used(who: int) -> float:
    spent = resource.getrusage(who)
    return spent.ru_utime + spent.ru_stime


async def measure(clip: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, work in (
            ("frames", lambda: decode.sample(clip, Path(folder))),
            ("changed text", lambda: decode.glyphs(clip, Path(folder))),
            ("sound", lambda: decode.sound(clip, Path(folder))),
        ):
            before, wall = _used(resource.RUSAGE_CHILDREN), time.perf_counter()
            told = await work()
            cpu = _used(resource.RUSAGE_CHILDREN) - before
            print(f"{name}: {cpu:.2f} CPU s, {time.perf_counter() - wall:.2f} s, {told['rss_mb']} MB")
        if read.available():
            before, wall = _used(resource.RUSAGE_CHILDREN), time.perf_counter()
            texts = await read.read(clip)
            cpu = _used(resource.RUSAGE_CHILDREN) - before
            print(f"text read: {cpu:.2f} CPU s, {time.perf_counter() - wall:.2f} s, {len(texts.spans)} texts")
        await _cached(Path(folder) / "bench.db")


async def _cached(path: Path) -> None:
    database = Database.open(path)
    try:
        digests = Digests(database)
        maker = Maker(digests)
        key = maker.key(CONTENT)
        token = await digests.claim(key, "bench", 30.0)
        assert token
        texts = tuple({"t": float(n), "until": n + 2.0, "text": CAPTIONS[n % 6]} for n in range(40))
        await digests.finish(
            key, token, json.dumps(Digest(key, on_screen_text=texts).fields(), ensure_ascii=False)
        )
        for name, rounds in (("read from the store", 1), ("at hand", 500)):
            before, cpu = time.perf_counter(), time.process_time()
            for _ in range(rounds):
                assert await maker.ready(CONTENT)
            wall, cpu = (time.perf_counter() - before) / rounds, (time.process_time() - cpu) / rounds
            print(f"cache hit, {name}: {cpu * 1000:.3f} CPU ms, {wall * 1000:.3f} ms")
    finally:
        database.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clip", nargs="?", type=Path)
    clip = parser.parse_args().clip
    if clip is not None:
        asyncio.run(measure(clip))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / "bench.mp4"
        render(clip)
        print(f"{clip.stat().st_size / 1e6:.1f} MB, {SECONDS} s, 1080x1920")
        asyncio.run(measure(clip))
    return 0


if __name__ == "__main__":
    sys.exit(main())
