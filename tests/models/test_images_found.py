"""Which remote painters the settings and the environment come to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dazi.config import Settings, load
from dazi.errors import ConfigError
from dazi.house import painter_for, painters_of
from dazi.models.images import Images
from dazi.models.images_found import KLING, remote
from dazi.models.kling import Kling

TOML = """
[[images]]
base_url = "http://127.0.0.1:9/v1/"
model = "brush"
key_env = "BRUSH"
dialect = "vllm-omni"
can = ["generate", "edit"]
size = "1024x1024, 1536x1024"
price = 0.2
slow = false

[[images]]
dialect = "kling"
key_env = "KLING"
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def made(toml: str) -> Settings:
        (tmp_path / "dazi.toml").write_text(toml)
        monkeypatch.setenv("DAZI_CONFIG", str(tmp_path / "dazi.toml"))
        return load(data=tmp_path)

    return made


def test_places_of_the_settings_in_their_order(settings: Any) -> None:
    brush, kling = remote(settings(TOML).images, {"BRUSH": "b", "KLING": "k"})
    assert isinstance(brush, Images) and isinstance(kling, Kling)
    assert (brush.place.url, brush.place.key, brush.place.each) == ("http://127.0.0.1:9/v1", "b", 0.2)
    assert brush.can == {"generate", "edit"} and not brush.slow
    assert (kling.place.url, kling.place.key, kling.can) == (KLING, "k", {"expand"})


def test_one_table_is_one_place_and_it_comes_before_what_is_built_in(settings: Any) -> None:
    made = settings('[images]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "brush"\ncan = ["generate"]\n')
    names = [name for name, _ in painters_of(made)]
    assert names[0] == "brush @ http://127.0.0.1:9/v1" and "stickers" in names[1:]
    assert painter_for(made).slow == {"generate"}


def test_without_a_place_nothing_is_slow(settings: Any) -> None:
    assert painter_for(settings("")).slow == frozenset()


def test_the_environment_is_asked_where_the_settings_are_silent(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {
        "DAZI_IMAGES_BASE_URL": "http://127.0.0.1:9/v1",
        "DAZI_IMAGES_MODEL": "brush",
        "DAZI_IMAGES_KEY": "k",
    }
    (one,) = remote((), environ)
    assert isinstance(one, Images) and (one.place.model, one.place.key) == ("brush", "k")
    assert remote((), {"OPENAI_API_KEY": "k", "DAZI_IMAGES_KEY": "k"}) == ()
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert painters_of(settings(""))[0][0].startswith("brush @")


def test_a_nested_variable_is_a_setting_too(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAZI_IMAGES__BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("DAZI_IMAGES__MODEL", "brush")
    assert settings("").images[0].model == "brush"


@pytest.mark.parametrize(
    ("toml", "name"),
    [
        ('[images]\nbase_url = "http://x/v1"\nkey_env = "NOT_SET"\n', "images.key_env"),
        ('[images]\nmodel = "brush"\n', "images.base_url"),
        ('[images]\nbase_url = "http://x/v1"\nsize = "large"\n', "images.size"),
        ('[images]\nbase_url = "http://x/v1"\nsize = "8x8"\n', "images.size"),
    ],
)
def test_what_cannot_be_says_which_setting(settings: Any, toml: str, name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        remote(settings(toml).images, {})
    assert caught.value.arguments["name"] == name


def test_a_dialect_that_nobody_speaks_is_a_wrong_setting(settings: Any) -> None:
    with pytest.raises(ConfigError):
        settings('[images]\nbase_url = "http://x/v1"\ndialect = "klingon"\n')
    with pytest.raises(ConfigError):
        remote((), {"DAZI_IMAGES_BASE_URL": "http://x/v1", "DAZI_IMAGES_DIALECT": "klingon"})
