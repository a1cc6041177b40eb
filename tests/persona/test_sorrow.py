import numpy as np
import pytest

from dazi.errors import ConfigError
from dazi.persona.sorrow import WEIGHTS, Sorrow, keys
from dazi.text.meaning import SIZE, Encoder

ENCODER, SORROW = Encoder(), Sorrow()


def chance(text):
    return SORROW.chance(text, ENCODER.vector(text))


@pytest.mark.parametrize(
    ("sad", "light"),
    [
        ("外婆上个月走了", "打车软件里的小车走了"),
        ("我家狗昨天死了", "笑死在我家狗手里"),
        ("谈了五年分手了", "跟早八分手了"),
        ("哈哈挺好的 就是又一个人过年", "哈哈 一个人吃完了三个人的火锅"),
        ("医生说是晚期", "奶茶忘了加珍珠"),
        ("my grandpa's mug is still in the sink", "my mug lost a fight with the sink"),
    ],
)
def test_a_hurt_is_told_from_what_only_looks_so(sad, light):
    assert chance(sad) > 0.5 > chance(light)


def test_each_run_counts_once_and_unknown_ones_tell_nothing():
    assert keys("哈哈哈") == sorted(set(keys("哈哈哈"))) and len(keys("哈")) == 5
    nothing = np.zeros(SIZE, dtype=np.float32)
    assert SORROW.chance("龘", nothing) == pytest.approx(SORROW.chance("靐", nothing), abs=0.05)


def test_weights_of_another_encoder_are_refused(tmp_path):
    with np.load(WEIGHTS) as kept:
        np.savez(tmp_path / "other.npz", **{**kept, "encoder": "another"})
    with pytest.raises(ConfigError):
        Sorrow(tmp_path / "other.npz")
