"""What is said in a video: voice activity first, then a recogniser; silence is an answer. Knows no recogniser's insides."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dazi.video import decode
from dazi.video.seams import Ears, Said
from dazi.video.sound import Span, chunks, load, voiced

Heard = Literal["speech", "no_speech", "no_sound", "no_ears", "unheard"]
_WORDS = re.compile(r"[\w一-鿿]")


@dataclass(frozen=True, slots=True)
class Hearing:
    """`heard` says how it ended: "no_sound" (no track), "no_speech" (nobody speaks), "no_ears" (no recogniser is set
    up), "unheard" (it could not be asked); `voices` where somebody may be speaking, found without a recogniser."""

    heard: Heard
    said: tuple[Said, ...] = ()
    voices: tuple[Span, ...] = ()
    by: str = ""


async def hear(video: Path, ears: Ears | None) -> Hearing:
    """Listen to a video. BadInput for what is no video; ModelBusy and ModelRefused are the recogniser's."""
    with tempfile.TemporaryDirectory(prefix="dazi-ears-") as name:
        told = await decode.sound(video, Path(name))
        if not told["seconds"]:
            return Hearing("no_sound")
        samples = await asyncio.to_thread(load, Path(name) / str(told["file"]))
    spans = await asyncio.to_thread(voiced, samples)
    if not spans:
        return Hearing("no_speech")
    if ears is None:
        return Hearing("no_ears", voices=tuple(spans))
    said = sensible(await ears.hear(samples, chunks(spans)))
    return Hearing("speech" if said else "no_speech", said, tuple(spans), ears.name)


def sensible(said: Sequence[Said]) -> tuple[Said, ...]:
    """Without what recognisers make of music and noise: signs alone, and the same words over and over."""
    kept: list[Said] = []
    for one in said:
        text = re.sub(r"<\|[^|]*\|>", "", one.text).strip()
        again = len(kept) >= 2 and kept[-1].text == text == kept[-2].text
        if _WORDS.search(text) and not again:
            kept.append(Said(round(one.t0, 2), round(one.t1, 2), text))
    return tuple(kept)
