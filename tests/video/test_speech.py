"""Hearing: silence, tones and missing tracks are answers; a voice goes to the recogniser, an endpoint or none."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from dazi.errors import BadInput, ConfigError, ModelBusy, ModelRefused
from dazi.video.hear_endpoint import Endpoint, wav
from dazi.video.seams import Said
from dazi.video.sound import RATE, Samples, Span, chunks, voiced
from dazi.video.speech import hear, sensible

Make = Callable[..., Path]


def babble(seconds: float, seed: int = 3) -> Samples:
    """Syllables of changing pitch and vowel: no words, but the rise and fall of speech."""
    draw = np.random.default_rng(seed)
    out = np.zeros(int(seconds * RATE), np.float64)
    at = 0.0
    while at < seconds - 0.3:
        n = int(draw.uniform(0.12, 0.25) * RATE)
        t = np.arange(n) / RATE
        pitch, centre = draw.uniform(110, 180), draw.uniform(400, 2200)
        tones = [
            np.sin(2 * np.pi * pitch * k * t) * np.exp(-(((pitch * k - centre) / 500) ** 2))
            for k in range(1, 20)
        ]
        start = int(at * RATE)
        out[start : start + n] = sum(tones) * np.hanning(n)
        at += n / RATE + draw.uniform(0.02, 0.12)
    return (0.3 * out / (np.abs(out).max() + 1e-9)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), np.float32)


class Ears:
    """Says where it was asked to listen."""

    name = "fake"

    def __init__(self) -> None:
        self.asked: list[Span] = []

    async def hear(self, samples: Samples, spans: Sequence[Span]) -> tuple[Said, ...]:
        self.asked += spans
        return tuple(Said(span.t0, span.t1, "你好呀") for span in spans)


def test_a_voice_is_found_where_it_is() -> None:
    (span,) = voiced(np.concatenate([silence(2), babble(3), silence(2)]))
    assert abs(span.t0 - 2) < 0.3 and abs(span.t1 - 5) < 0.6


@pytest.mark.parametrize("kind", ["silence", "hiss", "tone", "chord"])
def test_what_is_no_voice_is_left_out(kind: str) -> None:
    t = np.arange(4 * RATE) / RATE
    sound = {
        "silence": np.zeros_like(t),
        "hiss": np.random.default_rng(1).normal(0, 0.1, len(t)),
        "tone": 0.3 * np.sin(2 * np.pi * 440 * t),
        "chord": 0.1 * sum(np.sin(2 * np.pi * f * t) for f in (262, 330, 392)),
    }[kind]
    assert voiced(sound.astype(np.float32)) == []


def test_spans_are_put_together_and_cut() -> None:
    assert chunks([Span(0, 2), Span(2.5, 4), Span(30, 31)]) == [Span(0, 4), Span(30, 31)]
    assert [round(one.t1 - one.t0, 6) for one in chunks([Span(0, 60)], 28.0)] == [28.0, 28.0, 4.0]


async def test_ends_of_hearing(clip: Make, scene: Any) -> None:
    assert (await hear(clip([scene(1, 1)], name="a.mp4"), Ears())).heard == "no_sound"
    quiet = clip([scene(1, 1)], name="b.mp4", sound=silence(2))
    assert (await hear(quiet, Ears())).heard == "no_speech"
    talk = clip([scene(1, 1)], name="c.mp4", sound=np.concatenate([silence(1), babble(2)]))
    ears = Ears()
    heard = await hear(talk, ears)
    assert heard.heard == "speech" and heard.by == "fake" and heard.said[0].text == "你好呀"
    assert abs(ears.asked[0].t0 - 1.0) < 0.35
    deaf = await hear(talk, None)
    assert deaf.heard == "no_ears" and deaf.said == () and deaf.voices


async def test_a_text_file_is_no_video_to_the_ears_either(tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_text("words")
    with pytest.raises(BadInput):
        await hear(tmp_path / "x.mp4", None)


def test_signs_and_endless_repeats_are_no_words() -> None:
    said = [
        Said(0, 1, "<|zh|><|Speech|>你好"),
        Said(1, 2, "……"),
        *[Said(n, n + 1, "谢谢观看") for n in range(2, 9)],
    ]
    assert [one.text for one in sensible(said)] == ["你好", "谢谢观看", "谢谢观看"]


class _Stub(BaseHTTPRequestHandler):
    answers: ClassVar[list[tuple[int, dict[str, Any]]]] = []
    asked: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        self.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
        status, body = self.answers.pop(0)
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None: ...


@pytest.fixture
def server() -> Iterator[str]:
    _Stub.answers, _Stub.asked = [], []
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Stub)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}/v1"
    made.shutdown()
    made.server_close()


async def test_an_endpoint_with_segments(server: str) -> None:
    _Stub.answers = [(200, {"text": "一 二", "language": "zh", "duration": 2, "segments": [
        {"id": 0, "start": 0.5, "end": 1.0, "text": "一"}, {"id": 1, "start": 1.0, "end": 9.0, "text": "二"}]})]  # fmt: skip
    ears = Endpoint(server, "sense")
    assert await ears.hear(silence(10), [Span(4.0, 7.0)]) == (Said(4.5, 5.0, "一"), Said(5.0, 7.0, "二"))
    assert b"verbose_json" in _Stub.asked[0] and wav(silence(3)) in _Stub.asked[0]
    await ears.close()


async def test_an_endpoint_that_knows_plain_json_only(server: str) -> None:
    _Stub.answers = [
        (400, {"error": {"message": "response_format"}}),
        (200, {"text": "你好"}),
        (200, {"text": ""}),
    ]
    ears = Endpoint(server, "sense")
    assert await ears.hear(silence(10), [Span(0, 2), Span(3, 4)]) == (Said(0, 2, "你好"),)
    assert len(_Stub.asked) == 3  # what it lacks is found out once
    await ears.close()


async def test_faults_of_an_endpoint_are_told_apart(server: str) -> None:
    ears = Endpoint(server, "sense")
    ears._client = ears._client.with_options(max_retries=0)
    for status, kind in ((401, ModelRefused), (503, ModelBusy), (404, ModelRefused)):
        _Stub.answers = [(status, {"error": {"message": "no"}})]
        with pytest.raises(kind):
            await ears.hear(silence(2), [Span(0, 1)])
    await ears.close()


async def test_missing_weights_are_a_matter_for_the_operator(tmp_path: Path) -> None:
    sense = pytest.importorskip("dazi.video.hear_sense", reason="the extra dazi[ears] is not installed")
    with pytest.raises(ConfigError):
        await sense.SenseVoice(tmp_path / "model.onnx", tmp_path / "tokens.txt").hear(
            silence(2), [Span(0, 1)]
        )
    said = sense.lines("你好。再见。", list("你好。再见。"), [0.1, 0.3, 0.5, 1.0, 1.2, 1.5], Span(10, 12))
    assert said == [Said(10.1, 10.7, "你好。"), Said(11.0, 11.7, "再见。")]


async def test_whisper_is_not_asked_about_silence(tmp_path: Path) -> None:
    whisper = pytest.importorskip(
        "dazi.video.hear_whisper", reason="the extra dazi[whisper] is not installed"
    )
    assert await whisper.Whisper(tmp_path).hear(silence(3), [Span(0, 3)]) == ()
