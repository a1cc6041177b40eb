import numpy as np
import pytest

from dazi.errors import ConfigError
from dazi.persona.vectors import Vectors, beside, fitted, pulled, row_key

RAW = np.random.default_rng(7).normal(size=(60, 32)).astype(np.float32) + 3.0


def made():
    mean, basis = fitted(RAW, 16)
    space = Vectors(mean, basis, RAW[:0], {})
    keys = [row_key("zh", f"第{n}句") for n in range(60)]
    return Vectors(mean, basis, space.reduced(RAW), {key: n for n, key in enumerate(keys)})


def test_a_text_is_nearest_to_its_own_row():
    vectors = made()
    for n in range(0, 60, 7):
        cosines = vectors.cosines(RAW[n].tolist())
        assert int(np.argmax(cosines)) == n and cosines[n] == pytest.approx(1.0, abs=1e-3)


def test_what_is_saved_is_small_and_says_the_same(tmp_path):
    vectors, file = made(), tmp_path / "vectors-abc.npz"
    vectors.save(file)
    again = beside([tmp_path])["abc"]
    assert again.places == vectors.places
    assert np.abs(again.cosines(RAW[3].tolist()) - vectors.cosines(RAW[3].tolist())).max() < 0.02
    assert again.rows.shape == (60, 16)


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "vectors-abc.npz").write_bytes(b"PK\x03\x04 no")
    with pytest.raises(ConfigError) as told:
        beside([tmp_path])
    assert str(tmp_path) in told.value.arguments["file"]


def test_the_key_of_a_row_is_its_language_and_words():
    assert row_key("zh", "晚安") == row_key("zh", "晚安") != row_key("en", "晚安")


def test_a_hurt_is_told_from_a_trifle_and_survives_the_file(tmp_path):
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(200, 6)).astype(np.float32)
    warm = rows[:, 0] > 0
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    plain = np.eye(6, dtype=np.float32)
    made = Vectors(
        np.zeros(6, np.float32), plain, rows, {f"{n:016d}": n for n in range(200)}, pulled(rows, warm)
    )
    made.save(tmp_path / "vectors-x.npz")
    kept = Vectors.load(tmp_path / "vectors-x.npz")
    right = [(kept.hurts(row) > 0.5) == is_warm for row, is_warm in zip(rows.tolist(), warm, strict=True)]
    assert sum(right) > 180


def test_without_a_fit_nothing_is_said_of_a_hurt():
    bare = Vectors(np.zeros(2, np.float32), np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32), {})
    assert np.isnan(bare.hurts([1.0, 0.0]))
