"""Whisper through `faster-whisper` on the CPU: the one module that needs the extra `whisper`; knows no video."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel  # type: ignore[import-untyped, import-not-found, unused-ignore]
from faster_whisper.vad import VadOptions, get_speech_timestamps  # type: ignore[import-untyped, import-not-found, unused-ignore]

from dazi.errors import ConfigError
from dazi.video.seams import Said
from dazi.video.sound import RATE, Samples, Span


class Whisper:
    """Ears (seams.py) over a folder with a CTranslate2 model; nothing is ever fetched. The wheel's own voice activity
    detector looks again at each span, since Whisper makes up words for what is none."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.name = f"whisper-{folder.name}"
        self._folder, self._threads = folder, threads
        self._loaded: Any = None
        self._turn = asyncio.Lock()

    async def hear(self, samples: Samples, spans: Sequence[Span]) -> tuple[Said, ...]:
        async with self._turn:
            return await asyncio.to_thread(self._hear, samples, spans)

    def _hear(self, samples: Samples, spans: Sequence[Span]) -> tuple[Said, ...]:
        said = []
        for span in spans:
            part = np.ascontiguousarray(samples[int(span.t0 * RATE) : int(span.t1 * RATE)])
            if not speaks(part):
                continue
            lines, _ = self._model().transcribe(
                part, beam_size=2, condition_on_previous_text=False, vad_filter=False, temperature=0.0
            )
            for line in lines:
                if line.no_speech_prob < 0.7:
                    said.append(
                        Said(span.t0 + line.start, min(span.t1, span.t0 + line.end), line.text.strip())
                    )
        return tuple(said)

    def _model(self) -> Any:
        if self._loaded is None:
            if not (self._folder / "model.bin").is_file():
                raise ConfigError("models.load", why=f"{self._folder.name} has no model.bin")
            try:
                self._loaded = WhisperModel(
                    str(self._folder),
                    device="cpu",
                    compute_type="int8",
                    cpu_threads=self._threads,
                    local_files_only=True,
                )
            except (RuntimeError, ValueError) as error:
                raise ConfigError("models.load", why=str(error)[:200]) from error
        return self._loaded


def speaks(part: Samples) -> bool:
    """Whether Silero's detector, which the wheel carries, hears a voice in 16 kHz samples."""
    found = get_speech_timestamps(part, VadOptions(min_silence_duration_ms=300))
    return bool(sum(one["end"] - one["start"] for one in found) > 0.2 * RATE)
