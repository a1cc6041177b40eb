"""Frames and cuts of clips with known scenes, of all shapes, and clear words for what is no clip."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from dazi import child
from dazi.errors import BadInput
from dazi.video import decode

Make = Callable[..., Path]
LENGTHS = (1.6, 2.2, 1.4, 2.6)
CUTS = (1.6, 3.8, 5.2)


def scenes(scene: Any) -> list[Any]:
    return [scene(seconds, seed) for seed, seconds in enumerate(LENGTHS)]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"g": "30", "sc_threshold": "0"},  # intra frames at set times only: cuts stand between them
        {"g": "250", "sc_threshold": "0"},  # one intra frame in all
        {"g": "1"},
    ],
    ids=["usual", "fixed", "one", "all-intra"],
)
async def test_cuts_are_found_within_a_tenth_of_a_second(
    clip: Make, scene: Any, tmp_path: Path, options: dict[str, str]
) -> None:
    found = await decode.sample(clip(scenes(scene), options=options), tmp_path)
    times = [cut["t"] for cut in found["cuts"]]
    assert len(times) == len(CUTS), found["cuts"]
    assert all(abs(t - true) <= 0.1 for t, true in zip(times, CUTS, strict=True)), times
    # every scene is shown
    edges = (0.0, *CUTS, 8.0)
    shown = [row["t"] for row in found["frames"]]
    assert all(any(a - 0.01 <= t < b for t in shown) for a, b in pairwise(edges)), shown


@pytest.mark.parametrize(
    ("name", "codec", "options"),
    [
        ("c.ts", "libx264", {}),  # no index: a seek lands anywhere near
        ("c.webm", "libvpx-vp9", {"deadline": "realtime", "cpu-used": "8"}),
        ("c.mp4", "libx265", {"preset": "ultrafast", "x265-params": "log-level=none"}),  # frames out of order
    ],
)
async def test_other_codecs_and_containers(
    clip: Make, scene: Any, tmp_path: Path, name: str, codec: str, options: dict[str, str]
) -> None:
    found = await decode.sample(clip(scenes(scene), name=name, codec=codec, options=options), tmp_path)
    times = [cut["t"] for cut in found["cuts"]]
    assert len(times) == len(CUTS) and all(abs(a - b) <= 0.1 for a, b in zip(times, CUTS, strict=True)), times


async def test_frames_are_small_upright_and_at_most_twelve(clip: Make, scene: Any, tmp_path: Path) -> None:
    many = [scene(0.6, seed) for seed in range(20)]
    found = await decode.sample(clip(many, size=(540, 960), fps=5), tmp_path)
    assert 10 <= len(found["frames"]) <= 12
    with Image.open(tmp_path / found["frames"][0]["file"]) as first:
        assert first.size == (360, 640)
    assert found["shape"] | {"seconds": 0} == {
        "seconds": 0, "width": 540, "height": 960, "turn": 0, "sound": False, "codec": "h264",
    }  # fmt: skip


async def test_a_still_scene_is_shown_once(
    clip: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = clip([], name="none.mp4") if False else tmp_path / "still.gif"
    frames = [Image.new("RGB", (320, 240), (30, 90, 160)) for _ in range(5)]
    frames[-1].putpixel((0, 0), (31, 90, 160))
    frames[0].save(made, save_all=True, append_images=frames[1:], duration=500)
    found = await decode.sample(made, tmp_path)
    assert len(found["frames"]) == 1 and found["cuts"] == []


async def test_a_rotation_flag_turns_the_frames(clip: Make, scene: Any, tmp_path: Path) -> None:
    flat = await decode.sample(clip([scene(1, 4)], size=(640, 360)), tmp_path)
    with Image.open(tmp_path / flat["frames"][0]["file"]) as picture:
        lying = picture.convert("RGB").resize((64, 36))
    turned = await decode.sample(clip([scene(1, 4)], name="turned.mp4", size=(640, 360), turn=90), tmp_path)
    assert (turned["shape"]["width"], turned["shape"]["height"]) == (360, 640)
    with Image.open(tmp_path / turned["frames"][0]["file"]) as picture:
        standing = picture.convert("RGB").resize((36, 64))
    back = standing.transpose(Image.Transpose.ROTATE_270)
    pairs = zip(lying.tobytes(), back.tobytes(), strict=True)
    assert sum(abs(a - b) for a, b in pairs) / len(lying.tobytes()) < 12


async def test_variable_frame_rates_keep_their_times(clip: Make, scene: Any, tmp_path: Path) -> None:
    # two dozen frames within two seconds, then one in half a second
    made = clip([scene(2, 1), scene(1, 2)], times=lambda n: n / 12 if n < 24 else 2.0 + (n - 24) * 0.5)
    found = await decode.sample(made, tmp_path)
    assert [round(cut["t"], 1) for cut in found["cuts"]] == [2.0]
    assert 7.4 <= found["shape"]["seconds"] <= 8.1


async def test_one_frame_is_enough(clip: Make, scene: Any, tmp_path: Path) -> None:
    found = await decode.sample(clip([scene(0.05, 1)]), tmp_path)
    assert [row["t"] for row in found["frames"]] == [0.0] and found["cuts"] == []


async def test_two_hours_are_looked_into_by_leaps(clip: Make, scene: Any, tmp_path: Path) -> None:
    made = clip(
        [scene(2, 1), scene(2, 2), scene(2, 3), scene(2, 4)],
        fps=10,
        options={"g": "2"},
        times=lambda n: n * 90.0,
    )
    found = await decode.sample(made, tmp_path)
    assert found["shape"]["seconds"] > 7000
    assert 4 <= len(found["frames"]) <= 12 and found["frames"][-1]["t"] > 5000
    assert len(found["cuts"]) == 3


def rotten(tmp_path: Path, good: Path) -> dict[str, Path]:
    files = {
        "no_video": b"just some words that call themselves a video" * 20,
        "empty": b"",
        "broken": good.read_bytes()[: good.stat().st_size // 2],
        "playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    }
    for name, content in files.items():
        (tmp_path / f"{name}.mp4").write_bytes(content)
    return {name: tmp_path / f"{name}.mp4" for name in files}


async def test_rotten_files_are_told_clearly(clip: Make, scene: Any, tmp_path: Path) -> None:
    files = rotten(tmp_path, clip(scenes(scene)))
    files["missing"] = tmp_path / "nothing.mp4"
    for name, path in files.items():
        with pytest.raises(BadInput) as caught:
            await decode.sample(path, tmp_path)
        assert caught.value.code == ("video.no_video" if name == "playlist" else f"video.{name}")


async def test_sound_alone_has_no_picture(clip: Make, tmp_path: Path) -> None:
    path = tmp_path / "song.mp4"
    with av.open(str(path), "w") as made:
        stream = made.add_stream("aac", rate=16000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 16000
        made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    with pytest.raises(BadInput) as caught:
        await decode.sample(path, tmp_path)
    assert caught.value.code == "video.no_picture"


async def test_damage_in_the_middle_leaves_what_came_before(clip: Make, scene: Any, tmp_path: Path) -> None:
    made = clip(scenes(scene), name="front.mp4")
    front = tmp_path / "index-in-front.mp4"
    with av.open(str(made)) as source, av.open(str(front), "w", options={"movflags": "faststart"}) as copy:
        stream = copy.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                copy.mux(packet)
    front.write_bytes(front.read_bytes()[: front.stat().st_size * 6 // 10])
    found = await decode.sample(front, tmp_path)
    assert found["frames"] and found["damaged"]


async def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"")
    with path.open("rb") as source:
        code, said = await child.run("http.server", ("0", "--bind", "127.0.0.1"), source.fileno(), 0.3)
    assert code < 0 and said == b""


async def test_a_child_beyond_its_memory_says_so(clip: Make, scene: Any, tmp_path: Path) -> None:
    made = clip([scene(0.5, 1)])
    (tmp_path / "tight").mkdir()
    (tmp_path / "tight" / "tight.py").write_text(
        "import sys, dazi.video.child as c\n"
        "import numpy\ndef greedy(clip):\n    numpy.empty(3 << 30, numpy.uint8)\n"
        "c.sample = greedy\nsys.exit(c.main(sys.argv[1:]))\n"
    )
    root = str(Path(decode.__file__).parents[2])
    with made.open("rb") as source:
        child = await asyncio.create_subprocess_exec(
            sys.executable, str(tmp_path / "tight" / "tight.py"), "frames", str(tmp_path),
            stdin=source, stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": root, "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        said, _ = await child.communicate()
    assert json.loads(said)["error"] == "heavy"


async def test_a_second_look_gives_frames_around_the_moment(clip: Make, scene: Any, tmp_path: Path) -> None:
    made = clip(scenes(scene))
    found = await decode.near(made, tmp_path, 4.4)
    times = [row["t"] for row in found["frames"]]
    assert 2 <= len(times) <= 4 and abs(times[0] - 4.4) < 0.4 and all(3.3 < t < 5.5 for t in times)
    late = await decode.near(made, tmp_path, 99.0)
    assert late["frames"][0]["t"] > 7.0
