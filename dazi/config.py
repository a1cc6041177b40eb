"""Settings, frozen at start: flag, then environment, then dazi.toml, then default. Switches are no settings."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from dazi.errors import ConfigError

FILE = "dazi.toml"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class EndpointSetting(BaseModel):
    """One OpenAI-compatible endpoint of a tier. `key_env` names the environment variable with the key, so that no
    key stands in a file. Prices are per million tokens, in the operator's currency. `extra` goes into each request's
    body; without it a model that thinks aloud by default is told not to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str
    model: str
    key_env: str = ""
    strength: Literal["weak", "strong"] = "strong"
    sees: bool = False
    extra: dict[str, Any] = Field(default_factory=dict)
    slots: int = 8
    timeout: float = 60.0
    price_in: float = 0.0
    price_out: float = 0.0


class ImageSetting(BaseModel):
    """One place that makes pictures: an OpenAI-compatible interface, or Kling's. `dialect` says how it takes a mask,
    `can` what it is asked for, `size` the only sizes that it makes ("1024x1024,1536x1024"; empty: any). `slow`: words go
    out before the picture. `price` is that of one picture; those of tokens are per million. `extra` goes into each
    request's body."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str = ""
    model: str = ""
    key_env: str = ""
    dialect: Literal["openai", "vllm-omni", "sglang", "kling"] = "openai"
    can: tuple[Literal["generate", "edit", "expand"], ...] = ("generate", "edit", "expand")
    size: str = ""
    slow: bool = True
    slots: int = Field(default=2, ge=1)
    timeout: float = Field(default=180.0, gt=0)
    price: float = 0.0
    price_in: float = 0.0
    price_out: float = 0.0
    extra: dict[str, Any] = Field(default_factory=dict)


class EarsSetting(BaseModel):
    """A speech recogniser behind /v1/audio/transcriptions; without an address the embedded one where it is installed
    (`dazi models pull sensevoice`), else none. `key_env` names the environment variable with the key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str = ""
    model: str = "whisper-1"
    key_env: str = ""


class TrendSetting(BaseModel):
    """A feed of headlines: RSS, Atom, JSON Feed or a list of {title, url, hot, time}; asked every so many minutes. `light`:
    it brings light things only, so that what is light for sure is used before the operator has seen it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    url: str
    minutes: int = Field(default=15, ge=1)
    light: bool = False


class LimitSetting(BaseModel):
    """How much is answered, in threads and to one who talks to us alone, and how many pictures a member gets a day; 0
    means no limit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    member_day: int = 40
    thread_hour: int = 60
    oldest_hours: float = 48.0
    pictures_day: int = 10
    private_day: int = 200


class PlatformSetting(BaseModel):
    """One community that the companion has an account in; `kind` names the adapter."""

    model_config = ConfigDict(frozen=True, extra="allow")

    kind: str = "plaza"
    url: str = ""
    token_env: str = ""
    replies: bool = True


class Settings(BaseSettings):
    """Everything that is fixed for the life of a process. `DAZI_PORT=9000`, `port = 9000` in dazi.toml and `--port
    9000` are the same setting; nested ones are written DAZI_LIMITS__MEMBER_DAY."""

    model_config = SettingsConfigDict(
        env_prefix="DAZI_", env_nested_delimiter="__", frozen=True, extra="forbid", toml_file=FILE
    )

    data: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("dazi")))
    host: str = "127.0.0.1"
    port: int = Field(default=8848, ge=0, le=65535)
    allowed_hosts: tuple[str, ...] = ()
    lang: Literal["zh", "en"] = "zh"
    zone: str = "Asia/Shanghai"
    persona: str = "xiaoda"
    personas: tuple[Path, ...] = ()
    model: str = ""  # "embedded:<catalog name>", or empty: what the machine allows
    tiers: dict[Literal["fast", "deep", "vision"], list[EndpointSetting]] = Field(default_factory=dict)
    platforms: dict[str, PlatformSetting] = Field(default_factory=lambda: {"plaza": PlatformSetting()})
    ears: EarsSetting = EarsSetting()
    trends: tuple[TrendSetting, ...] = ()
    search: str = ""  # the root of a SearXNG that may be asked for questions of the day; empty: nobody is
    plc: str = "https://plc.directory"  # who tells the keys of readers from Bluesky; empty: nobody is asked
    images: tuple[ImageSetting, ...] = ()  # best first; a single table [images] is one of them
    limits: LimitSetting = LimitSetting()
    in_flight: int = Field(default=64, ge=1)
    settle: float = Field(default=0.12, ge=0)
    keep_days: int = Field(default=7, ge=1)
    log_words: bool = False
    clips: bool = True
    eyes: bool = True  # whether the worker looks at videos; off, it goes by title, tags and captions

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{value!r} is no time zone; write one like Asia/Shanghai") from error
        return value

    @field_validator("images", mode="before")
    @classmethod
    def _one_or_more(cls, value: object) -> object:
        return (value,) if isinstance(value, dict) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _file()))

    @property
    def database(self) -> Path:
        """Dazi's own database; the plaza has another."""
        return self.data / "dazi.db"

    @property
    def timezone(self) -> ZoneInfo:
        """The community's zone, for quotas, dates and quiet hours."""
        return ZoneInfo(self.zone)


Origin = Literal["flag", "env", "file", "default"]
ORIGINS = "DAZI_ORIGINS"  # what `dazi run` tells its children of the settings that it hands them: "port=flag lang=default"


@dataclass(frozen=True, slots=True)
class Said:
    """One setting: its value, where that comes from, and what it overrides, nearest first."""

    name: str
    value: object
    origin: Origin
    over: tuple[tuple[Origin, object], ...] = ()


def origins(settings: Settings, environ: Mapping[str, str], flags: Collection[str] = ()) -> tuple[Said, ...]:
    """Every setting with its origin, `flags` those given by the command line; groups like `limits` one by one, lists and
    tables whole."""
    try:
        file: Mapping[str, Any] = tomllib.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        file = {}
    told = dict(pair.partition("=")[::2] for pair in environ.get(ORIGINS, "").split())
    told |= dict.fromkeys(flags, "flag")
    named = {name.casefold(): value for name, value in environ.items()}
    found = []
    for name, field in Settings.model_fields.items():
        value, default = getattr(settings, name), field.get_default(call_default_factory=True)
        if not isinstance(value, BaseModel):
            found.append(_said(name, value, default, named, file, told.get(name, "env")))
            continue
        inner = file.get(name)
        for part in type(value).model_fields:
            below = {f"{name}.{part}": inner[part]} if isinstance(inner, dict) and part in inner else {}
            one = (getattr(value, part), getattr(default, part))
            found.append(_said(f"{name}.{part}", *one, named, below, "env"))
    return tuple(found)


def _said(
    name: str, value: object, default: object, environ: Mapping[str, str], file: Mapping[str, Any], told: str
) -> Said:
    variable = f"dazi_{name.replace('.', '__')}"
    layers: list[tuple[Origin, object]] = [("default", default)]
    if name in file:
        layers.insert(0, ("file", file[name]))
    if told == "flag":
        layers.insert(0, ("flag", value))
    elif told == "env" and (variable in environ or any(one.startswith(f"{variable}__") for one in environ)):
        layers.insert(0, ("env", environ.get(variable, value)))
    return Said(name, value, layers[0][0], tuple(layers[1:]))


def _file() -> Path:
    return Path(os.environ.get("DAZI_CONFIG", FILE))


def load(**flags: Any) -> Settings:
    """The settings; flags that are None do not count. Raises ConfigError with the name of the wrong one."""
    path = _file()
    if "DAZI_CONFIG" in os.environ and not path.is_file():
        raise ConfigError("error.file_missing", path=str(path))
    try:
        settings = Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(
            "error.setting", name=".".join(map(str, first["loc"])), detail=first["msg"]
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("error.file_broken", path=str(path), detail=str(error)) from error
    if settings.host not in LOOPBACK:
        raise ConfigError("error.loopback", host=settings.host)
    return settings


@cache
def secret(data: Path) -> str:
    """This installation's own secret (64 hex digits), made once and readable by its owner alone; the plaza's token
    and the canary are derived from it."""
    data.mkdir(parents=True, exist_ok=True)
    path = data / "secret"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return path.read_text("ascii").strip()
