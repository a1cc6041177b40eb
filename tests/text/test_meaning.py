import numpy as np

from dazi.text.meaning import LONGEST, SIZE, Encoder

ENCODER = Encoder()


def near(one: str, other: str) -> float:
    return float(ENCODER.vector(one) @ ENCODER.vector(other))


def test_what_means_the_same_is_near_in_one_language_and_across_two() -> None:
    assert (
        near("被裁了，还没敢告诉老婆", "失业了不敢跟家里说")
        > near("被裁了，还没敢告诉老婆", "公司发了一箱苹果") + 0.1
    )
    assert (
        near("my cat ate my dinner", "猫把我的晚饭吃了")
        > near("my cat ate my dinner", "今天股票又跌了") + 0.2
    )


def test_a_vector_has_length_one_and_many_at_once_are_the_same() -> None:
    texts = ["猫不理我", "", "rent is due", "🐱" * 300]
    rows = ENCODER.vectors(texts)
    assert rows.shape == (4, SIZE) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-3)
    assert all(
        np.allclose(ENCODER.vector(text), row, atol=1e-3) for text, row in zip(texts, rows, strict=True)
    )
    assert ENCODER.vectors([]).shape == (0, SIZE)


def test_only_the_beginning_is_read_and_a_vector_cannot_be_spoilt() -> None:
    long = "今天下雨 " * 100
    assert np.array_equal(ENCODER.vector(long), ENCODER.vector(long[:LONGEST]))
    assert not ENCODER.vector("今天下雨").flags.writeable
