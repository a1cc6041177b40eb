from dataclasses import replace

import numpy as np
import pytest

from dazi.errors import ConfigError
from dazi.persona.kin import FILE, Kin, beside, compared, parts, read_asked, read_made, space_of
from dazi.persona.persona import load
from dazi.persona.vectors import FILE as VECTORS
from dazi.persona.vectors import Vectors
from dazi.text.meaning import Encoder

SHIPPED = Kin.load(load("xiaoda").repertoire[0] / FILE)
BASIS = np.eye(4, 3, dtype=np.float32)


def alike(one, other):
    return float(SHIPPED.vector(parts(one), SHIPPED.centre) @ SHIPPED.vector(parts(other), SHIPPED.centre))


def small():
    rows = np.array([[1.0, 0.0], [0.0, 0.5], [0.25, 0.25]], dtype=np.float32)
    turn = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], dtype=np.float32)
    rarity = np.array([2.0, 4.0, 6.0], dtype=np.float32)
    return Kin({"猫": 0, "饿": 1, "猫饿": 2}, rarity, rows, turn, np.zeros(3, dtype=np.float32))


def test_a_text_is_made_of_pairs_words_and_signs_that_say_something():
    assert parts("我的猫 ate pizza") == {"我的", "的猫", "猫", "ate", "pizza"}
    assert parts("？？？") == frozenset()


@pytest.mark.parametrize(
    ("comment", "near", "far"),
    [
        ("科目二又挂了", "考驾照没过", "火锅真好吃"),
        ("老板让我周末来", "又要加班", "猫把杯子推下去了"),
    ],
)
def test_what_the_lines_taught_goes_beyond_shared_words(comment, near, far):
    assert alike(comment, near) > alike(comment, far)


def test_a_file_keeps_what_was_taught(tmp_path):
    kin = replace(small(), space=space_of(BASIS))
    kin.save(tmp_path / FILE)
    again = beside([tmp_path / "none", tmp_path], BASIS)
    meaning = np.array([0.2, 0.1, 0.0], dtype=np.float32)
    for made in (frozenset({"猫", "猫饿"}), frozenset({"饿"}), frozenset({"狗"})):
        assert np.allclose(again.vector(made, meaning), kin.vector(made, meaning), atol=0.01)
        assert again.weights(made) == kin.weights(made)
        assert np.linalg.norm(kin.vector(made, meaning)) == pytest.approx(1)
    assert beside([tmp_path / "none"], BASIS) is None


def test_what_was_taught_in_another_space_is_left_alone(tmp_path):
    replace(small(), space=space_of(BASIS)).save(tmp_path / FILE)
    assert beside([tmp_path], BASIS[:, ::-1]) is None


def test_the_shipped_file_stands_in_the_space_of_the_shipped_vectors():
    folders = load("xiaoda").repertoire
    assert beside(folders, Vectors.load(folders[0] / VECTORS, Encoder()).basis) is not None


def test_a_torn_file_is_told_by_its_name(tmp_path):
    (tmp_path / FILE).write_bytes(b"PK torn")
    with pytest.raises(ConfigError) as told:
        beside([tmp_path], BASIS)
    assert told.value.arguments["file"] == str(tmp_path / FILE)


def test_a_part_that_no_phrasing_has_is_as_rare_as_any():
    assert small().weights(["猫", "鲸"]) == {"猫": 2.0, "鲸": 6.0}


def test_a_comment_is_held_against_all_that_a_line_is_made_of():
    line = read_made(["猫饿", "狗困"], "鱼", None, None)
    akin, cover, shared, whole = compared(read_asked("猫饿鱼", None, None), line)
    assert np.isnan(akin)
    assert shared == 4  # 猫, 饿, 猫饿 and, of the reply, 鱼; 饿鱼 is the comment's alone
    assert cover == pytest.approx(4 / 5)
    assert whole == 1.0  # all of the first phrasing
    kin, meaning = small(), np.ones((2, 3), dtype=np.float32)
    line = read_made(["猫饿", "狗困"], "鱼", kin, meaning)
    akin, cover, shared, whole = compared(read_asked("猫饿", kin, meaning[0]), line)
    assert shared == 12.0 and cover == 1.0 and whole == 1.0 and 0.5 < akin < 1.001


def test_an_empty_comment_shares_nothing():
    line = read_made(["猫饿"], "鱼", None, None)
    assert compared(read_asked("", None, None), line)[1:] == (0.0, 0.0, 0.0)
