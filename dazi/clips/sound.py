"""A soft score made of sines and noise: chords, a melody, small noises; it knows nothing of pictures."""

import re
import zlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dazi.clips.script import Cue, Score
from dazi.errors import ConfigError

RATE = 44_100
PEAK = 0.62  # about 4 dB below full scale: loud enough on a phone, and no codec clips it
Wave = NDArray[np.float64]
STEPS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
CHORDS = {"": (0, 4, 7), "m": (0, 3, 7), "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10)}


def pitch(note: str) -> float:
    """The frequency in Hz of a note such as `c4`, `f#5`, `bb3`; ConfigError when it is none."""
    match = re.fullmatch(r"([a-g])([#b]?)(\d)", note)
    if match is None:
        raise ConfigError("clips_note_unknown", note=note)
    step = STEPS[match[1]] + {"#": 1, "b": -1, "": 0}[match[2]]
    return float(440.0 * 2 ** ((step - 9) / 12 + int(match[3]) - 4))


def _time(seconds: float) -> Wave:
    return np.arange(max(int(seconds * RATE), 1)) / RATE


def _envelope(t: Wave, attack: float, decay: float) -> Wave:
    return np.minimum(t / attack, 1.0) * np.exp(-t / decay)


def _noise(count: int, name: str) -> Wave:
    return np.random.default_rng(zlib.crc32(name.encode())).standard_normal(count)


def _soften(wave: Wave, width: int) -> Wave:
    """A low-pass: the mean of `width` samples."""
    return np.convolve(wave, np.ones(width) / width, mode="same")


def _voice(kind: str, hertz: float, seconds: float) -> Wave:
    t = _time(seconds + 0.7)
    w = 2 * np.pi * hertz * t
    if kind == "bell":
        return (np.sin(w) + 0.35 * np.sin(2.76 * w) * np.exp(-t * 5)) * _envelope(t, 0.004, 0.7) * 0.5
    if kind == "flute":
        body = np.sin(w + 0.12 * np.sin(2 * np.pi * 5 * t)) + 0.18 * np.sin(2 * w)
        return body * np.minimum(t / 0.06, 1) * np.clip((seconds + 0.15 - t) / 0.15, 0, 1) * 0.42
    if kind == "marimba":
        return (np.sin(w) + 0.25 * np.sin(4 * w) * np.exp(-t * 22)) * _envelope(t, 0.003, 0.28) * 0.75
    tones = sum(np.sin(k * w) / k**1.6 * np.exp(-t * (1.5 + 2.2 * k)) for k in range(1, 6))
    return np.asarray(tones * np.minimum(t / 0.003, 1) * 0.6)


def _pad(hertz: float, seconds: float) -> Wave:
    t = _time(seconds + 0.5)
    swell = np.minimum(t / 0.35, 1) * np.clip((seconds + 0.5 - t) / 0.6, 0, 1)
    tones = sum(np.sin(2 * np.pi * hertz * f * t) * g for f, g in ((1, 1), (1.004, 0.7), (2.003, 0.22)))
    return np.asarray(tones * swell * 0.16)


def _pop(t: Wave) -> Wave:
    return np.sin(2 * np.pi * (420 * t + 900 * t * t)) * _envelope(t, 0.002, 0.05)


def _thud(t: Wave) -> Wave:
    return np.sin(2 * np.pi * (62 + 60 * np.exp(-t * 30)) * t) * _envelope(t, 0.002, 0.11) * 1.5


def _whoosh(t: Wave) -> Wave:
    swell = np.square(np.sin(np.pi * np.minimum(t / 0.45, 1)))
    return _soften(_noise(len(t), "whoosh"), 24) * swell * 1.3


def _sizzle(t: Wave) -> Wave:
    crackle = _noise(len(t), "sizzle") * (0.5 + 0.5 * (_noise(len(t), "crackle") > 1.8))
    return (crackle - _soften(crackle, 9)) * np.minimum(t / 0.1, 1) * np.clip((1.5 - t) / 0.8, 0, 1) * 0.22


def _meow(t: Wave) -> Wave:
    bend = 560 + 190 * np.sin(np.pi * np.minimum(t / 0.5, 1)) - 120 * t
    w = 2 * np.pi * np.cumsum(bend) / RATE
    return (
        (np.sin(w) + 0.5 * np.sin(2 * w) + 0.3 * np.sin(3 * w))
        * np.sin(np.pi * np.minimum(t / 0.55, 1))
        * 0.4
    )


def _motor(t: Wave) -> Wave:
    hum = np.sign(np.sin(2 * np.pi * 92 * t)) * 0.2 + np.sin(2 * np.pi * 184 * t) * 0.4
    return _soften(hum, 20) * np.minimum(t / 0.2, 1) * np.clip((1.6 - t) / 0.4, 0, 1) * 0.5


def _ding(t: Wave) -> Wave:
    return (
        (np.sin(2 * np.pi * 1568 * t) + 0.4 * np.sin(2 * np.pi * 3140 * t)) * _envelope(t, 0.002, 0.45) * 0.6
    )


def _tick(t: Wave) -> Wave:
    return np.sin(2 * np.pi * 2300 * t) * _envelope(t, 0.001, 0.012)


def _splash(t: Wave) -> Wave:
    return _soften(_noise(len(t), "splash"), 6) * _envelope(t, 0.01, 0.16)


def _cheer(t: Wave) -> Wave:
    crowd = _soften(_noise(len(t), "crowd"), 12) * (0.7 + 0.3 * np.sin(2 * np.pi * 6 * t))
    return crowd * np.sin(np.pi * np.minimum(t / 1.6, 1)) * 1.1


def _rain(t: Wave) -> Wave:
    drops = _noise(len(t), "rain")
    return (drops - _soften(drops, 15)) * np.minimum(t / 0.4, 1) * np.clip((2.4 - t) / 0.6, 0, 1) * 0.16


def _boing(t: Wave) -> Wave:
    bend = 170 + 90 * np.sin(2 * np.pi * 11 * t) * np.exp(-t * 5)
    return np.sin(2 * np.pi * np.cumsum(bend) / RATE) * _envelope(t, 0.004, 0.22)


def _blip(t: Wave) -> Wave:
    return np.sin(2 * np.pi * np.where(t < 0.07, 880, 1320) * t) * _envelope(t, 0.004, 0.12) * 0.7


def _sad(t: Wave) -> Wave:
    bend = np.where(t < 0.28, 311, np.where(t < 0.56, 294, 277 - 14 * (t - 0.56)))
    w = 2 * np.pi * np.cumsum(bend) / RATE
    return (np.sin(w) + 0.4 * np.sin(2 * w) + 0.2 * np.sin(3 * w)) * np.clip((1.4 - t) / 0.6, 0, 1) * 0.4


def _heart(t: Wave) -> Wave:
    return sum(
        (_chime(t, hertz, start) for hertz, start in ((659, 0.0), (831, 0.09), (988, 0.18))), np.zeros_like(t)
    )


def _chime(t: Wave, hertz: float, start: float) -> Wave:
    late = np.maximum(t - start, 0)
    return np.sin(2 * np.pi * hertz * late) * _envelope(late, 0.004, 0.5) * 0.45


NOISES: dict[str, tuple[float, Callable[[Wave], Wave]]] = {
    "pop": (0.2, _pop), "thud": (0.5, _thud), "whoosh": (0.46, _whoosh), "sizzle": (1.5, _sizzle),
    "meow": (0.56, _meow), "motor": (1.6, _motor), "ding": (1.4, _ding), "tick": (0.06, _tick),
    "splash": (0.6, _splash), "cheer": (1.7, _cheer), "rain": (2.4, _rain), "boing": (0.9, _boing),
    "blip": (0.4, _blip), "sad": (1.4, _sad), "heart": (1.6, _heart),
}  # fmt: skip


def _add(track: Wave, at: float, wave: Wave, loud: float) -> None:
    start = int(at * RATE)
    room = len(track) - start
    if start >= 0 and room > 0:
        part = wave[:room]
        track[start : start + len(part)] += part * loud


def _lead(track: Wave, score: Score, beat: float) -> None:
    """The melody: one word a half beat; `-` lengthens the note before, `.` is a rest, `|` only helps the eye."""
    words = [word for word in score.lead.split() if word != "|"]
    for index, word in enumerate(words):
        if word in ("-", "."):
            continue
        held = 1
        while index + held < len(words) and words[index + held] == "-":
            held += 1
        seconds = held * beat / 2
        _add(track, index * beat / 2, _voice(score.voice, pitch(word), seconds), 0.42)


def _chord(name: str) -> tuple[float, tuple[int, ...]]:
    match = re.fullmatch(r"([A-G][#b]?)(|m|7|maj7|m7)", name)
    if match is None:
        raise ConfigError("clips_note_unknown", note=name)
    return pitch(match[1].lower() + "3"), CHORDS[match[2]]


def _bars(track: Wave, score: Score, beat: float) -> None:
    bar = beat * 4
    for index in range(int(len(track) / RATE / bar) + 1):
        root, steps = _chord(score.chords[index % len(score.chords)])
        for step in steps:
            _add(track, index * bar, _pad(root * 2 ** (step / 12), bar), score.pad * 0.5)
        for half in (0, 2):
            _add(track, index * bar + half * beat, _voice("marimba", root / 2, beat), score.bass * 0.7)
        for off in range(4):
            hat = _noise(int(0.05 * RATE), "hat") * np.exp(-_time(0.05) * 90)
            _add(track, index * bar + (off + 0.5) * beat, hat, score.beat * 0.10)
            if off % 2 == 0:
                _add(track, index * bar + off * beat, _thud(_time(0.4)), score.beat * 0.28)


def _cue(track: Wave, cue: Cue) -> None:
    if cue.play == "note":
        _add(track, cue.t, _voice("bell", pitch(cue.note or "c5"), 0.6), cue.loud * 0.5)
        return
    if cue.play not in NOISES:
        raise ConfigError("clips_sound_unknown", sound=cue.play)
    seconds, make = NOISES[cue.play]
    _add(track, cue.t, make(_time(seconds)), cue.loud * 0.42)


def play(score: Score, seconds: float) -> NDArray[np.float32]:
    """The film's sound: shape (2, samples), 44.1 kHz, peaks near 0.62, fading in and out."""
    track = np.zeros(int(seconds * RATE))
    effects = np.zeros_like(track)
    beat = 60.0 / score.tempo
    _bars(track, score, beat)
    _lead(track, score, beat)
    for cue in score.cues:
        _cue(effects, cue)
    mixed = np.tanh((track * 0.55 + effects) * 0.9)
    mixed *= PEAK / max(float(np.abs(mixed).max()), 0.05)
    ends = np.minimum(1, np.minimum(np.arange(len(mixed)), np.arange(len(mixed))[::-1]) / (0.25 * RATE))
    mixed *= ends
    late = np.concatenate([np.zeros(int(0.011 * RATE)), mixed])[
        : len(mixed)
    ]  # a little room between the ears
    return np.stack([mixed * 0.92 + late * 0.16, mixed * 0.92 - late * 0.16]).astype(np.float32)
