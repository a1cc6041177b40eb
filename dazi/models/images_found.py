"""Which remote painters there are: those of the settings, else the one that the environment names; knows no caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dazi.errors import ConfigError
from dazi.models.endpoint import Price
from dazi.models.images import Images
from dazi.models.images_book import Place
from dazi.models.kling import Kling
from dazi.models.masks import Dialect, Size
from dazi.pictures import Stroke

KLING = "https://api-beijing.klingai.com"
PREFIX = "DAZI_IMAGES_"  # BASE_URL, MODEL, KEY, DIALECT, SIZE


class Wanted(Protocol):
    """One endpoint as the settings have it (config.ImageSetting)."""

    @property
    def base_url(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def key_env(self) -> str: ...
    @property
    def dialect(self) -> Dialect: ...
    @property
    def can(self) -> Sequence[Stroke]: ...
    @property
    def size(self) -> str: ...
    @property
    def slow(self) -> bool: ...
    @property
    def slots(self) -> int: ...
    @property
    def timeout(self) -> float: ...
    @property
    def price(self) -> float: ...
    @property
    def price_in(self) -> float: ...
    @property
    def price_out(self) -> float: ...
    @property
    def extra(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Told:
    """What the environment told."""

    base_url: str
    model: str = ""
    key_env: str = ""
    dialect: Dialect = "openai"
    can: Sequence[Stroke] = ("generate", "edit", "expand")
    size: str = ""
    slow: bool = True
    slots: int = 2
    timeout: float = 180.0
    price: float = 0.0
    price_in: float = 0.0
    price_out: float = 0.0
    extra: Mapping[str, Any] = field(default_factory=dict)


def remote(wanted: Sequence[Wanted], environ: Mapping[str, str]) -> tuple[Images | Kling, ...]:
    """The painters, best first. ConfigError where a key that is named is not set, or a value cannot be read."""
    return tuple(_made(one, environ) for one in wanted or told(environ))


def told(environ: Mapping[str, str]) -> tuple[Told, ...]:
    """The place that DAZI_IMAGES_BASE_URL names: somebody has to write it down, a key alone spends nobody's money."""
    url = environ.get(f"{PREFIX}BASE_URL", "")
    if not url:
        return ()
    given = environ.get(f"{PREFIX}DIALECT") or "openai"
    known: dict[str, Dialect] = {"openai": "openai", "vllm-omni": "vllm-omni", "sglang": "sglang", "kling": "kling"}  # fmt: skip
    if given not in known:
        raise ConfigError("error.setting", name=f"{PREFIX}DIALECT", detail=f"{given} ({', '.join(known)})")
    key = f"{PREFIX}KEY" if environ.get(f"{PREFIX}KEY") else ""
    model, size = environ.get(f"{PREFIX}MODEL", ""), environ.get(f"{PREFIX}SIZE", "")
    return (Told(url, model, key, known[given], size=size),)


def _made(one: Wanted, environ: Mapping[str, str]) -> Images | Kling:
    key = environ.get(one.key_env, "") if one.key_env else ""
    if one.key_env and not key:
        raise ConfigError("error.setting", name="images.key_env", detail=f"{one.key_env} is not set")
    kling = one.dialect == "kling"
    url = (one.base_url or (KLING if kling else "")).rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise ConfigError("error.setting", name="images.base_url", detail=repr(one.base_url))
    place = Place(
        name="kling" if kling else (one.model or "images"), url=url, model="kling" if kling else one.model, key=key,
        slots=one.slots, price=Price(one.price_in, one.price_out), extra=dict(one.extra), seconds=one.timeout,
        each=one.price,
    )  # fmt: skip
    if kling:
        return Kling(place)
    return Images(place, dialect=one.dialect, can=one.can, sizes=sizes(one.size), slow=one.slow)


def sizes(given: str) -> tuple[Size, ...]:
    """Sizes as they are written in the settings, commas between; none means any."""
    found = []
    for part in filter(None, given.replace(" ", "").split(",")):
        wide, _, high = part.partition("x")
        if not (wide.isdigit() and high.isdigit() and int(wide) >= 64 and int(high) >= 64):
            raise ConfigError("error.setting", name="images.size", detail=part)
        found.append((int(wide), int(high)))
    return tuple(found)
