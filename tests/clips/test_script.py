"""Broken scripts are told apart, with the place that is wrong."""

import pytest

from dazi.clips.script import read_script
from dazi.errors import ConfigError

GOOD = """
id = "x"
[[shots]]
seconds = 1
sky = ["#ffffff"]
camera = [[0, 270, 480, 1], [1, 270, 480, 1.2, "out"]]
items = [{ name = "a", icon = "cat" }, { icon = "dog", on = "a" }]
"""


def test_a_good_script_is_read() -> None:
    script = read_script(GOOD, "x")
    assert script.seconds == 1
    assert script.shots[0].items[1].at == (0.0, 0.0)
    assert script.shots[0].camera.at(1.0) == (270, 480, 1.2)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('id = "x"', 'id = "x', "toml"),
        ('id = "x"', "", "id"),
        ("seconds = 1", "seconds = 0", "seconds"),
        ("seconds = 1", 'seconds = "long"', "seconds"),
        ("seconds = 1", "seconds = true", "seconds"),
        ('"out"', '"sideways"', "camera"),
        ("[1, 270, 480, 1.2", "[0, 270, 480, 1.2", "back in time"),
        ('icon = "cat"', 'icon = "cat", art = "desk"', "exactly one"),
        ('icon = "cat"', 'icon = "cat", colour = "red"', "colour"),
        ('on = "a"', 'on = "b"', "'b'"),
        ('icon = "cat"', 'icon = "cat", acts = [{ do = "fly" }]', "fly"),
        ('icon = "cat"', 'icon = "cat", acts = [{ do = "hop", for = 0 }]', "above zero"),
        ('icon = "cat"', 'icon = "cat", at = [1, 2, 3]', "at"),
        ("[[shots]]", "[[pictures]]", "doesn't know"),
    ],
)
def test_a_broken_script_is_a_config_error(before: str, after: str, why: str) -> None:
    assert before in GOOD
    with pytest.raises(ConfigError) as caught:
        read_script(GOOD.replace(before, after, 1), "x")
    assert caught.value.code == "clips_script_broken"
    assert caught.value.arguments["film"] == "x"
    assert why in f"{caught.value.arguments['where']} {caught.value.arguments['why']}"
