import pytest

from dazi.skills.snippet import mended


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("这个为啥报错 for i in range(5) print(i)", "for i in range(5):\n    print(i)"),
        ("while x < 3 x += 1 哪里错了", "while x < 3:\n    x += 1"),
        ("print(len([1, 2, 3]) 报错了", "print(len([1, 2, 3]))"),
        ('print("hi) why does this fail', ""),
        ("for i in range（5）：print（i）", "for i in range(5):\n    print(i)"),
        ("if x = 3: print(x) 为什么不行", "if x == 3:\n    print(x)"),
        ("for you in particular, a hug", ""),
    ],
)
def test_one_sign_that_lacks_is_put_in(text, code):
    assert mended(text) == code
