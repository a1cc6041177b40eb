from pathlib import Path

import numpy as np
import pytest

from dazi.errors import ConfigError
from dazi.persona.acts import WEIGHTS, Acts
from dazi.text.acts import ACTS, runs, signs
from dazi.text.meaning import SIZE, Encoder
from dazi.words import explain

ACTS_MODEL, ENCODER = Acts(), Encoder()


def likeliest(text):
    chances = ACTS_MODEL.chances(text, ENCODER.vector(text))
    assert chances.shape == (len(ACTS),) and abs(float(chances.sum()) - 1) < 1e-5
    return ACTS[int(chances.argmax())], float(chances.max())


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("我把馆长当成修水管的 还塞给他一把扳手", "fiasco"),
        ("put my shoes in the dishwasher, do not ask", "fiasco"),
        ("我太公学会了打碟 现在全胡同都不敢午睡", "others"),
        ("my parrot answers the doorbell in my dad's voice", "others"),
        ("要是河马会打喷嚏 河会不会涨水", "riddle"),
        ("蓝莓酱还是花生酱 快站队", "pick"),
        ("raisins or walnuts", "pick"),
        ("锐评一下我的竹编拖鞋", "rate"),
        ("你会打嗝吗", "tease"),
        ("are you scared of magnets", "tease"),
        ("这运镜绝了 博主请收下我的膝盖", "video"),
        ("啊啊啊啊啊", "hail"),
        ("小时候外婆的铜锅糖 现在再也没见着", "memory"),
    ],
)
def test_what_a_comment_does(text, act):
    assert likeliest(text)[0] == act


@pytest.mark.parametrize("text", ["", " ", "？", "🦑", "a" * 5000, "啊" * 5000])
def test_odd_texts_have_chances_too(text):
    assert 0 < likeliest(text)[1] <= 1


def test_words_tell_beside_the_meaning():
    vector = np.zeros(SIZE, dtype=np.float32)
    asked = ACTS_MODEL.chances("栗子糕还是绿豆糕", vector)[ACTS.index("pick")]
    assert asked > 5 * ACTS_MODEL.chances("栗子糕和绿豆糕", vector)[ACTS.index("pick")]


def test_signs_and_runs_are_of_one_width():
    assert len({len(signs(text)) for text in ("", "abc", "你会打嗝吗？", "a\nb")}) == 1
    assert runs("甲乙") == runs("甲乙") and len(runs("甲乙甲乙")) < 3 * 6
    assert set(runs("甲乙")) <= set(runs("甲乙丙")) | set(runs("甲乙 "))


def test_a_line_that_was_read_as_fitting_is_likelier_where_the_act_is_sure():
    with np.load(WEIGHTS) as kept:
        worth = dict(zip(kept["lines"].tolist(), kept["worth"].tolist(), strict=True))
    best, least = max(worth, key=worth.get), min(worth, key=worth.get)
    assert ACTS_MODEL.fits(best, 0.9) > ACTS_MODEL.fits("unread", 0.9) > ACTS_MODEL.fits(least, 0.9)
    assert ACTS_MODEL.fits(best, 0.9) > ACTS_MODEL.fits(best, 0.3)


@pytest.mark.parametrize("change", [{"encoder": "another"}, {"acts": ["win"]}, {"bias": None}])
def test_weights_that_fit_another_version_are_told(tmp_path: Path, change):
    with np.load(WEIGHTS) as kept:
        held = {**kept, **{key: np.array(value) for key, value in change.items() if value is not None}}
    for key, value in change.items():
        if value is None:
            del held[key]
    np.savez_compressed(tmp_path / "acts.npz", **held)
    for file in (tmp_path / "acts.npz", tmp_path / "none.npz"):
        with pytest.raises(ConfigError) as found:
            Acts(file)
        assert str(file) in explain(found.value, "zh") and str(file) in explain(found.value, "en")
