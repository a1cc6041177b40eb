import numpy as np
import pytest

from dazi.errors import ConfigError
from dazi.persona.vectors import FILE, Vectors, beside, fitted, row_key
from dazi.text.meaning import SIZE, Encoder

ENCODER = Encoder()


def meaning(vectors, text):
    return vectors.reduced(ENCODER.vector(text))[0]


SAYS = [("zh", f"我家的第{n}只{what}不肯睡觉") for n in range(20) for what in ("猫", "狗", "鹦鹉")]


def made(size=40):
    raw = ENCODER.vectors([say for _, say in SAYS])
    space = Vectors(ENCODER, fitted(raw, size), raw[:0], {})
    return Vectors(ENCODER, space.basis, space.reduced(raw), {row_key(*say): n for n, say in enumerate(SAYS)})


def test_a_text_is_nearest_to_its_own_row():
    vectors = made()
    for n in range(0, 60, 7):
        cosines = vectors.rows @ meaning(vectors, SAYS[n][1])
        assert int(np.argmax(cosines)) == n and cosines[n] == pytest.approx(1.0, abs=1e-3)


def test_what_is_saved_is_small_and_says_the_same(tmp_path):
    vectors = made()
    vectors.save(tmp_path / FILE)
    again = beside([tmp_path], ENCODER)
    assert again.places == vectors.places and again.rows.shape == (60, 40)
    told = [one.rows @ meaning(one, SAYS[3][1]) for one in (again, vectors)]
    assert np.abs(told[0] - told[1]).max() < 0.02
    assert (tmp_path / FILE).stat().st_size < 70_000  # 60 rows of 56 bytes and the basis, 40 columns of 512


def test_a_phrasing_that_no_file_has_gets_its_row_when_it_is_needed():
    vectors = made()
    rows = vectors.matrix([SAYS[5], ("zh", "下雨天没带伞"), ("zh", "{person}催我回家吃{food}")])
    assert rows.shape == (3, 40) and np.allclose(rows[0], vectors.rows[5])
    assert rows[1] @ meaning(vectors, "下雨天没带伞") == pytest.approx(1.0, abs=1e-3)
    # a phrasing with slots is read with a usual value in each
    assert rows[2] @ meaning(vectors, "我妈催我回家吃火锅") == pytest.approx(1.0, abs=1e-3)


def test_without_a_file_every_row_is_made(tmp_path):
    bare = beside([tmp_path], ENCODER)
    rows = bare.matrix([("zh", "猫不理我"), ("zh", "房租又涨了")])
    assert rows.shape == (2, SIZE)
    near = rows @ bare.reduced(ENCODER.vector("我家猫咪对我爱答不理"))[0]
    assert near[0] > 0.5 > near[1]


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / FILE).write_bytes(b"PK\x03\x04 no")
    with pytest.raises(ConfigError) as told:
        beside([tmp_path], ENCODER)
    assert str(tmp_path) in told.value.arguments["file"]


def test_the_key_of_a_row_is_its_language_and_words():
    assert row_key("zh", "晚安") == row_key("zh", "晚安") != row_key("en", "晚安")
