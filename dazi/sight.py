"""The eyes of a process: which models, ears and files they look with, and its album; knows no adapter but by name."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dazi.adapters import ADAPTERS, adapter
from dazi.config import Settings
from dazi.errors import BadInput, ConfigError
from dazi.house import House
from dazi.models.cache import folder, whole
from dazi.pictures import Box
from dazi.ports import Chat, Cinema, Platform
from dazi.types import Completion, Options, Prompt, Strength, Tier, Video
from dazi.video.fetch import Files
from dazi.video.make import Maker
from dazi.video.seams import Ears
from dazi.video.still import still
from dazi.video.watch import Calm, Patient, Watch

UNUSED = 30 * 24 * 3600.0  # seconds after its last use that a digest is kept


class Steady:
    """A chat whose strengths are those of the plan, whoever is up just now: a digest's key is made of them."""

    def __init__(self, now: Callable[[], Chat], vision: Strength, deep: Strength) -> None:
        self._now, self._strengths = now, {"vision": vision, "deep": deep, "fast": deep}

    async def complete(self, tier: Tier, prompt: Prompt, options: Options) -> Completion:
        return await self._now().complete(tier, prompt, options)

    async def pick(self, tier: Tier, prompt: Prompt, choices: Sequence[str]) -> tuple[float, ...]:
        return await self._now().pick(tier, prompt, choices)

    def strength(self, tier: Tier) -> Strength:
        return self._strengths[tier]


def ears_for(settings: Settings) -> Ears | None:
    """The settings' recogniser, else SenseVoice where its weights were fetched (`dazi models pull sensevoice`) and the
    extra is installed, else none. ConfigError where the named key is not set."""
    given = settings.ears
    if given.base_url:
        key = os.environ.get(given.key_env, "") if given.key_env else ""
        if given.key_env and not key:
            raise ConfigError("error.setting", name="ears.key_env", detail=f"{given.key_env} is not set")
        made: Ears = adapter("video.ears")(given.base_url.rstrip("/"), given.model, key)
        return made
    paths = whole(adapter("model.catalog")().find("sensevoice"))
    if paths is None or find_spec("sherpa_onnx") is None:
        return None
    own: Ears = adapter("video.ears_sense")(paths["weights"], paths["tokens"])
    return own


def gaze(tiers: Any, now: Callable[[], Chat]) -> tuple[Chat | None, str]:
    """The chat that looks, and the name of the model that sees. None where no model sees and none is strong enough to
    tell of words alone. `tiers` has `endpoints(tier)`."""
    seeing = [one for one in tiers.endpoints("vision") if one.sees]
    deep = tiers.endpoints("deep")
    strong = bool(deep) and deep[0].strength == "strong"
    if not seeing and not strong:
        return None, ""
    vision: Strength = seeing[0].strength if seeing else "none"
    return Steady(now, vision, deep[0].strength if deep else "none"), str(seeing[0].model) if seeing else ""


def makers_for(
    house: House, tiers: Any, now: Callable[[], Chat], ears: Ears | None, calm: Calm
) -> tuple[Maker, ...]:
    """The best maker first, and behind one with a model one that does without."""
    settings, digests = house.settings, adapter("store.digests")(house.database)
    chat, model = gaze(tiers, now) if tiers is not None else (None, "")
    made = []
    for one in (chat, None) if chat is not None else (None,):
        stages = Patient(one, ears, model=model if one is not None else "", lang=settings.lang)
        stages.calm = calm
        made.append(
            adapter("video.maker")(
                digests, one, ears, model=model if one is not None else "", lang=settings.lang, stages=stages
            )
        )
    return tuple(made)


def files_for() -> Files:
    """Fetched videos lie beside the weights, where all of this machine's processes find them."""
    return Files(folder().parent / "videos")


def watch_for(
    house: House,
    tiers: Callable[[], Any],
    now: Callable[[], Chat],
    platforms: Mapping[str, Platform],
    busy: Callable[[], bool] = lambda: False,
) -> Watch:
    """The eyes over what `tiers` gives at the moment (new makers when it gives others); `now` makes a chat of them."""
    ears, calm = ears_for(house.settings), Calm(busy)
    kept: list[Any] = []

    def makers() -> Sequence[Maker]:
        if not kept or kept[0] is not tiers():
            kept[:] = [tiers(), makers_for(house, tiers(), now, ears, calm)]
        found: Sequence[Maker] = kept[1]
        return found

    cinemas = {name: one for name, one in platforms.items() if isinstance(one, Cinema)}
    return Watch(files_for(), makers, cinemas=cinemas, calm=calm)


def album_for(bring: Callable[[Video], Awaitable[Path]] | None = None) -> Any:
    """What makes the album of a platform: with frames of videos (fetched, or as `bring` has their files), faces where
    something finds them, and what a picture tells without a model."""
    files = files_for()

    async def fetched(video: Video) -> Path:
        path, _ = await files.fetch(video.file)
        return path

    async def frames(video: Video, at: float) -> tuple[bytes, float]:
        try:
            return await still(await (bring or fetched)(video), at)
        except BadInput as bad:  # whoever asked for a frame sees no file
            raise BadInput("picture.no_frame") from bad

    def faces(content: bytes) -> tuple[Box, ...] | None:
        try:
            found: tuple[Box, ...] | None = adapter("faces.find")(content)
        except ConfigError:  # not installed here
            return None
        return found

    looking = faces if "faces.find" in ADAPTERS else None
    return adapter("album.finder")(frames=frames, faces=looking, look=adapter("video.glimpse"))
