"""SenseVoice through `sherpa-onnx` on the CPU: the one module that needs the extra `ears`; knows no video."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sherpa_onnx  # type: ignore[import-untyped, import-not-found, unused-ignore]

from dazi.errors import ConfigError
from dazi.video.seams import Said
from dazi.video.sound import RATE, Samples, Span


class SenseVoice:
    """Ears (seams.py). `model` and `tokens` are the catalog's two files, verified by whoever fetched them; they are
    loaded at the first call. ConfigError models.load when they cannot be."""

    name = "sensevoice-small-int8"

    def __init__(self, model: Path, tokens: Path, threads: int = 1) -> None:
        self._model, self._tokens, self._threads = model, tokens, threads
        self._loaded: Any = None
        self._turn = asyncio.Lock()

    async def hear(self, samples: Samples, spans: Sequence[Span]) -> tuple[Said, ...]:
        async with self._turn:
            return await asyncio.to_thread(self._hear, samples, spans)

    def _hear(self, samples: Samples, spans: Sequence[Span]) -> tuple[Said, ...]:
        recogniser = self._recogniser()
        said = []
        for span in spans:
            stream = recogniser.create_stream()
            stream.accept_waveform(RATE, samples[int(span.t0 * RATE) : int(span.t1 * RATE)])
            recogniser.decode_stream(stream)
            result = stream.result
            said += lines(str(result.text), list(result.tokens), list(result.timestamps), span)
        return tuple(said)

    def _recogniser(self) -> Any:
        if self._loaded is None:
            for path in (self._model, self._tokens):
                if not path.is_file():
                    raise ConfigError("models.load", why=f"{path.name} is missing")
            try:
                self._loaded = sherpa_onnx.OfflineRecognizer.from_sense_voice(
                    model=str(self._model), tokens=str(self._tokens), num_threads=self._threads, use_itn=True
                )
            except (RuntimeError, ValueError) as error:
                raise ConfigError("models.load", why=str(error)[:200]) from error
        return self._loaded


_ENDS = "。！？!?；;"


def lines(text: str, tokens: list[str], times: list[float], span: Span) -> list[Said]:
    """A span's words, one line a sentence, with the times of its tokens (seconds from the span's start); without
    usable times one line for all."""
    if len(tokens) != len(times) or not any(mark in token for token in tokens for mark in _ENDS):
        return [Said(span.t0, span.t1, text)] if text.strip() else []
    made: list[Said] = []
    part, start = "", None
    for token, t in zip(tokens, times, strict=True):
        start = t if start is None else start
        part += token.replace("▁", " ")
        if any(mark in token for mark in _ENDS):
            made.append(Said(span.t0 + start, min(span.t1, span.t0 + t + 0.2), part.strip()))
            part, start = "", None
    if part.strip():
        made.append(Said(span.t0 + (start or 0.0), span.t1, part.strip()))
    return made
