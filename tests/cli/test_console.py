"""`dazi console`: a code for the first password, a password from the terminal; where settings come from."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dazi.adapters import adapter
from dazi.cli.console import console
from dazi.cli.run import HANDED, children
from dazi.cli.switch import off
from dazi.config import ORIGINS, Said, load, origins
from dazi.errors import BadInput
from dazi.house import opened
from dazi.web.console_keys import Brake, code_hash, fits, hashed, new_code, seal


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAZI_DATA", str(tmp_path))
    monkeypatch.setenv("DAZI_LANG", "zh")
    return tmp_path


def called(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(console, arguments, input=typed)


def kept(data: Path) -> str | None:
    house = opened(load(data=data))
    try:
        found: str | None = asyncio.run(adapter("store.operators")(house.database).password())
        return found
    finally:
        house.database.close()


def test_a_code_is_given_until_there_is_a_password(data: Path) -> None:
    first = called("code")
    assert first.exit_code == 0 and "/console" in first.output
    assert called("code").output != first.output
    assert called("password", typed="a long enough word\na long enough word\n").exit_code == 0
    assert fits("a long enough word", kept(data) or "")
    no = called("code")
    assert isinstance(no.exception, BadInput) and no.exception.code == "console.cli.set_already"
    assert called("code", "--reset").exit_code == 0 and kept(data) is None


def test_a_short_password_or_two_different_ones_are_refused(data: Path) -> None:
    no = called("password", typed="short\nshort\n")
    assert isinstance(no.exception, BadInput) and "short" not in no.output.replace("console.fault.short", "")
    assert called("password", typed="a long enough word\nanother long word\n").exit_code != 0
    assert kept(data) is None


def test_a_password_is_hashed_with_a_salt_of_its_own() -> None:
    one, two = hashed("秘密的一句话"), hashed("秘密的一句话")
    assert one != two and "秘密" not in one
    assert fits("秘密的一句话", one) and fits("秘密的一句话", two) and not fits("别的话", one)


def test_a_code_may_be_typed_anyhow_and_no_two_are_alike() -> None:
    code = new_code()
    assert code_hash(code) == code_hash(code.lower().replace("-", " ")) != code_hash(new_code())
    assert seal("token") == seal("token") != seal("other")


def test_the_wait_grows_with_each_try_and_ends() -> None:
    now = 0.0
    brake = Brake(lambda: now)
    assert [brake.wait("a") for _ in range(5)] == [0.0] * 5
    waits = []
    for _ in range(10):
        waits.append(brake.wait("a"))
        now += waits[-1]
        assert brake.wait("a") == 0.0
    assert waits[:3] == [4.0, 8.0, 16.0] and waits[-1] == Brake.LONGEST
    assert brake.wait("b") == 0.0, "another address is not held up"
    brake.good("a")
    assert brake.wait("a") == 0.0 == brake.wait("a")
    now += 3 * Brake.OVER
    assert brake.wait("a") == 0.0


def test_a_skill_is_switched_from_the_terminal_too(data: Path) -> None:
    assert CliRunner().invoke(off, ["--skill", "draw"]).exit_code == 0
    house = opened(load(data=data))
    try:
        assert asyncio.run(house.switches.all("switch.")) == {"switch.skill.draw": "off"}
    finally:
        house.database.close()
    assert CliRunner().invoke(off, ["--skill", "nothing"]).exit_code == 2
    assert isinstance(CliRunner().invoke(off, ["--skill", "draw", "--platform", "plaza"]).exception, BadInput)


def of(name: str, said: tuple[Said, ...]) -> Said:
    return next(one for one in said if one.name == name)


def test_a_setting_tells_where_it_comes_from_and_what_it_overrides(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "d.toml").write_text("port = 9001\n[limits]\nmember_day = 5\n", "utf-8")
    monkeypatch.setenv("DAZI_CONFIG", str(tmp_path / "d.toml"))
    said = origins(load(), {"DAZI_DATA": str(data)})
    assert of("data", said).origin == "env" and of("zone", said).origin == "default"
    port = of("port", said)
    assert (port.value, port.origin, port.over) == (9001, "file", (("default", 8848),))
    assert (
        of("limits.member_day", said).origin == "file" and of("limits.thread_hour", said).origin == "default"
    )
    flag = of("port", origins(load(port=9003), {"DAZI_PORT": "9002"}, flags=("port",)))
    assert (flag.value, flag.origin, flag.over) == (9003, "flag", (("file", 9001), ("default", 8848)))


def test_the_children_of_a_run_know_what_was_a_flag(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAZI_PORT", raising=False)
    settings = load(port=9003)
    web = children(settings, 9003, 1, data / "counters", ("port",))[0]
    told = dict(pair.split("=") for pair in web.environment[ORIGINS].split())
    assert set(told) == set(HANDED)
    assert told["port"] == "flag" and told["data"] == "env" and told["persona"] == "default"
    for name, value in web.environment.items():
        monkeypatch.setenv(name, value)
    said = origins(load(), dict(web.environment))
    assert of("port", said).origin == "flag" and of("persona", said).origin == "default"
    assert of("data", said).origin == "env"
