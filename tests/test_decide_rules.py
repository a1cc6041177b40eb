import pytest

from dazi.decide_rules import rule


@pytest.mark.parametrize(
    "text",
    [
        "帮我抛个硬币",
        "回老家还是接着摇奶茶，帮我抛个硬币",
        "学猫叫",
        "掷个骰子吧",
        "用三个字形容我",
        "石头剪刀布",
        "flip a coin for me",
    ],
)
def test_a_small_game_is_played(text):
    assert rule(text) == ("chat", "game")


@pytest.mark.parametrize("text", ["我学了三年狗叫它还是不理我", "他抛硬币赌输了房子", "硬币为什么有花纹"])
def test_what_only_speaks_of_one_is_none(text):
    assert rule(text) is None
