"""A speech recogniser behind `/v1/audio/transcriptions`, spoken to through the `openai` SDK; knows no video."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx2
import numpy as np
import openai
from openai import AsyncOpenAI, DefaultAsyncHttpxClient

from dazi.errors import ModelBusy, ModelRefused
from dazi.video.seams import Said
from dazi.video.sound import RATE, Samples, Span

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Endpoint:
    """Ears (seams.py) at an address that ends before /audio/transcriptions. Asks for segments with times; a server
    that knows only plain JSON gives one line for each span."""

    def __init__(self, url: str, model: str, key: str = "", timeout: float = 120.0) -> None:
        self.name = model
        self._where = url
        self._timed = True
        self._client = AsyncOpenAI(
            api_key=key or "none",
            base_url=url,
            max_retries=2,
            http_client=DefaultAsyncHttpxClient(
                trust_env=(urlsplit(url).hostname or "") not in _LOOPBACK,
                timeout=httpx2.Timeout(timeout, connect=5.0),
            ),
        )

    async def hear(self, samples: Samples, spans: Sequence[Span]) -> tuple[Said, ...]:
        """Each span sent as a WAV file of its own."""
        said: list[Said] = []
        for span in spans:
            part = samples[int(span.t0 * RATE) : int(span.t1 * RATE)]
            said += _lines(await self._asked(wav(part)), span)
        return tuple(said)

    async def close(self) -> None:
        await self._client.close()

    async def _asked(self, sound: bytes) -> Any:
        form: Any = "verbose_json" if self._timed else "json"
        try:
            return await self._client.audio.transcriptions.create(
                model=self.name, file=("part.wav", sound, "audio/wav"), response_format=form
            )
        except (openai.BadRequestError, openai.UnprocessableEntityError) as fault:
            if not self._timed:
                raise ModelRefused("model.refused", endpoint=self._where, why=str(fault)[:200]) from fault
            self._timed = False
            return await self._asked(sound)
        except openai.APITimeoutError as fault:
            raise ModelBusy("model.unreachable", endpoint=self._where) from fault
        except openai.APIConnectionError as fault:
            raise ModelBusy("model.unreachable", endpoint=self._where) from fault
        except (openai.AuthenticationError, openai.PermissionDeniedError) as fault:
            raise ModelRefused("model.key", endpoint=self._where) from fault
        except openai.APIStatusError as fault:
            if fault.status_code == 429 or fault.status_code >= 500:
                raise ModelBusy("model.busy", endpoint=self._where, status=fault.status_code) from fault
            raise ModelRefused("model.refused", endpoint=self._where, why=str(fault)[:200]) from fault
        except (openai.OpenAIError, ValueError) as fault:
            raise ModelRefused("model.rubbish", endpoint=self._where, why=str(fault)[:200]) from fault


def wav(samples: Samples) -> bytes:
    """16-bit mono WAV of samples in -1..1."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return made.getvalue()


def _lines(answer: Any, span: Span) -> list[Said]:
    """An answer's segments, or its text over the whole span; the SDK builds answers without looking."""
    made = []
    for one in getattr(answer, "segments", None) or []:
        start, end, text = (getattr(one, name, None) for name in ("start", "end", "text"))
        if isinstance(start, int | float) and isinstance(end, int | float) and isinstance(text, str):
            made.append(Said(min(span.t1, span.t0 + start), min(span.t1, span.t0 + end), text))
    text = getattr(answer, "text", None)
    if not made and isinstance(text, str) and text.strip():
        made.append(Said(span.t0, span.t1, text))
    return made
