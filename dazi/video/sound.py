"""The sound of a video as 16 kHz mono, and where in it somebody may be speaking; knows no words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from dazi.video.frames import Unfit, demuxer

RATE = 16_000
LONGEST = 1800.0  # seconds that are listened to
_HOP = 480  # 30 ms
_FLOOR = 0.0025  # loudness of full scale below which there is nothing to hear: -52 dB
_GAP, _SHORTEST, _EDGE = 0.6, 0.25, 0.15
_CHUNK = 28.0

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of sound from `t0` to `t1` seconds."""

    t0: float
    t1: float


def extract(path: str, head: bytes, to: Path) -> float:
    """Write the sound as raw signed 16-bit samples at RATE, mono; its seconds, 0.0 without any. Unfit as the frames."""
    try:
        with av.open(
            path, format=demuxer(head), options={"protocol_whitelist": "file"}, metadata_errors="ignore"
        ) as clip:
            if not clip.streams.audio:
                return 0.0
            return _write(clip, to)
    except (av.error.FFmpegError, ValueError) as error:
        raise Unfit("broken") from error


def _write(clip: Any, to: Path) -> float:
    even = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    written, most = 0, int(LONGEST * RATE) * 2
    with to.open("wb") as file:
        try:
            for frame in clip.decode(clip.streams.audio[0]):
                for made in even.resample(frame):
                    written += file.write(bytes(made.planes[0])[: made.samples * 2])
                if written >= most:
                    break
        except av.error.FFmpegError:
            pass  # what came before the damage can be heard
    return written / 2 / RATE


def load(path: Path) -> Samples:
    """The extracted samples in -1..1."""
    return np.fromfile(path, np.int16).astype(np.float32) / np.float32(32768)


def voiced(samples: Samples) -> list[Span]:
    """Stretches where a voice may be: louder than the ground noise, with the rise and fall and the pitch of speech.
    Steady tones and noise are left out; music with a beat may pass. Short gaps are bridged."""
    frames = len(samples) // _HOP
    if frames < 8:
        return []
    cut = samples[: frames * _HOP].reshape(frames, _HOP)
    loud = np.sqrt((cut * cut).mean(1))
    ground = float(np.quantile(loud, 0.1))
    limit = max(_FLOOR, min(ground * 2.5, 0.25 * float(loud.max())))
    spectrum = np.abs(np.fft.rfft(cut * np.hanning(_HOP).astype(np.float32), axis=1)) ** 2
    inside = spectrum[:, 5:120].sum(1)  # about 170 to 4,000 Hz
    share = inside / (spectrum.sum(1) + 1e-12)
    tonal = 1 - np.exp(np.log(spectrum[:, 5:120] + 1e-12).mean(1)) / (spectrum[:, 5:120].mean(1) + 1e-12)
    active = (loud > limit) & (share > 0.5) & (tonal > 0.45)
    spans = _joined(np.flatnonzero(active), len(samples) / RATE)
    return [span for span in spans if _lively(loud, spectrum, span)]


def _joined(active: NDArray[np.intp], length: float) -> list[Span]:
    made: list[Span] = []
    for index in active:
        t = float(index) * _HOP / RATE
        if made and t - made[-1].t1 < _GAP:
            made[-1] = Span(made[-1].t0, t + _HOP / RATE)
        else:
            made.append(Span(t, t + _HOP / RATE))
    kept = [span for span in made if span.t1 - span.t0 >= _SHORTEST]
    return [Span(round(max(0.0, s.t0 - _EDGE), 2), round(min(length, s.t1 + _EDGE), 2)) for s in kept]


def _lively(loud: Samples, spectrum: Samples, span: Span) -> bool:
    """Speech changes its loudness and its tone several times a second; a hum, a beep and a held chord don't."""
    a, b = int(span.t0 * RATE / _HOP), int(span.t1 * RATE / _HOP)
    part, tones = loud[a:b], spectrum[a:b, 5:120]
    if len(part) < 8:
        return False
    swing = float(part.std() / (part.mean() + 1e-9))
    shape = tones / (tones.sum(1, keepdims=True) + 1e-12)
    change = float(np.abs(np.diff(shape, axis=0)).sum(1).mean()) / 2
    return swing > 0.25 and change > 0.12


def chunks(spans: list[Span], longest: float = _CHUNK) -> list[Span]:
    """Spans put together or cut so that none is longer than `longest` seconds: what a recogniser takes at once."""
    made: list[Span] = []
    for span in spans:
        if made and span.t1 - made[-1].t0 <= longest and span.t0 - made[-1].t1 < 2.0:
            made[-1] = Span(made[-1].t0, span.t1)
            continue
        start = span.t0
        while span.t1 - start > longest:
            made.append(Span(start, start + longest))
            start += longest
        made.append(Span(start, span.t1))
    return made
