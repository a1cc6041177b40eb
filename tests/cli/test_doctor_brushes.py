"""The doctor's line about who paints what, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

import dazi.cli.doctor as doctor
from dazi.cli.output import Speech
from dazi.config import ImageSetting, Settings


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "speech", lambda: Speech("zh", False))


def line(settings: Settings) -> str:
    ((name, good, words),) = doctor._brushes(settings)
    assert name == "brushes" and good
    return words


def test_what_is_built_in_is_named_without_any_setting(tmp_path: Path) -> None:
    assert "画新图 → 贴纸画家（自带，不用模型）" in line(Settings(data=tmp_path))


def test_a_place_of_the_settings_comes_first_for_what_it_can(tmp_path: Path) -> None:
    place = ImageSetting(base_url="http://127.0.0.1:9/v1", model="brush", can=("edit",))
    words = line(Settings(data=tmp_path, images=(place,)))
    assert (
        "改图 → brush @ http://127.0.0.1:9/v1（设置里写了 [images]）" in words
        and "画新图 → 贴纸画家" in words
    )


def test_the_environment_is_named_in_english_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAZI_IMAGES_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setattr(doctor, "speech", lambda: Speech("en", False))
    assert "new pictures → images @ http://127.0.0.1:9/v1 (DAZI_IMAGES_BASE_URL" in line(
        Settings(data=tmp_path)
    )


def test_a_key_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    place = ImageSetting(base_url="http://127.0.0.1:9/v1", model="brush", key_env="NOT_SET_AT_ALL")
    ((_, good, words),) = doctor._brushes(Settings(data=tmp_path, images=(place,)))
    assert good is False and "NOT_SET_AT_ALL" in words
