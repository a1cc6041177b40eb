"""The second look at a comment: when the encoder is asked, what it is asked, and what its vector changes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dazi.app import pipeline_for
from dazi.config import Settings
from dazi.decide import HARMLESS, LABELS, WEIGHTS, Decider, clear
from dazi.decide_meaning import WIDTH, Floats, Near, meant
from dazi.errors import ConfigError
from dazi.house import opened, speaker_for
from dazi.models.fake import Scripted
from dazi.text.meaning import SIZE, shared
from dazi.types import Member, Turn

ENCODER = shared()
ALONE, BOTH = Decider(), Decider(encoder=ENCODER)


class Asked:
    """An encoder to whom all texts mean the same, and that remembers them."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def vector(self, text: str) -> Floats:
        self.texts.append(text)
        return np.full(SIZE, SIZE**-0.5, dtype=np.float32)


def thread(answer: str, skill: str) -> tuple[Turn, ...]:
    at, them = datetime(2026, 1, 1, tzinfo=UTC), Member("plaza", "somebody")
    return (Turn("1", them, False, "来一个", at), Turn("2", them, True, answer, at, skill))


@pytest.mark.parametrize(
    "text", ["讲个笑话", "37乘以48等于几", "帮我写一段生日祝福语", "给我推荐点做饭的视频"]
)
def test_where_words_are_sure_no_encoder_is_asked(text: str) -> None:
    asked = Asked()
    assert Decider(encoder=asked).local(text) == ALONE.local(text)
    assert not asked.texts


def test_where_words_are_unsure_the_comment_and_our_turn_before_are_read() -> None:
    asked, text, turns = Asked(), "嗯那就这样子呗", thread("红的还是蓝的？", "chat")
    likely, _ = ALONE.probabilities(text, turns)
    assert not clear(likely)
    Decider(encoder=asked).probabilities(text, turns)
    assert asked.texts == [text, "红的还是蓝的？"]


def test_a_rule_spares_the_encoder_and_a_risk_does_not() -> None:
    asked = Asked()
    decider = Decider(encoder=asked)
    decider.probabilities("嗯那就这样子呗", ruled=True)
    assert not asked.texts
    text = "讲个笑话吧，听完我就从楼上跳下去"
    assert ALONE.probabilities(text)[1] >= HARMLESS
    decider.probabilities(text, ruled=True)
    assert asked.texts == [text]


def test_a_row_holds_the_comment_our_turn_and_whether_there_is_one() -> None:
    bare, under = meant(ENCODER, "那呢"), meant(ENCODER, "那呢", thread("黑洞是一颗塌了的星。", "answer"))
    assert bare.shape == under.shape == (WIDTH,)
    assert np.array_equal(bare[:SIZE], under[:SIZE]) and bare[-1] == under[-1] == 1
    assert not bare[SIZE:-1].any() and under[-2] == 1 and under[SIZE:-2].any()


def test_probabilities_stay_some_with_an_encoder() -> None:
    likely, risk = BOTH.probabilities("第三层那个")
    assert likely.shape == (len(LABELS),) and abs(float(likely.sum()) - 1) < 1e-4 and 0 <= risk <= 1


def test_weights_of_another_encoder_are_refused(tmp_path: Path) -> None:
    with np.load(WEIGHTS) as kept:
        fields = dict(kept)
    for name, value in (("encoder", np.array("another")), ("head", fields["head"][:-1])):
        np.savez(tmp_path / "other.npz", **{**fields, name: value})
        with pytest.raises(ConfigError):
            Decider(tmp_path / "other.npz")


def test_the_pipeline_gives_the_decider_the_process_s_one_encoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []

    class Spy(Decider):
        def __init__(self, *args: Any, **named: Any) -> None:
            given.append(named["encoder"])
            super().__init__(*args, **named)

    monkeypatch.setattr("dazi.decide.Decider", Spy)
    settings = Settings(data=tmp_path)
    house = opened(settings)
    pipeline_for(house, None, speaker_for(settings))
    house.database.close()
    assert given == [shared()]


@pytest.mark.parametrize("text", ["好想去海边", "想去山顶看日出", "真想去看看大海"])
def test_a_longing_for_the_sea_is_no_risk_to_either_look(text: str) -> None:
    assert ALONE.local(text).path != "crisis" and BOTH.local(text).path != "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "no wait, she's vegan. no eggs",
        "邻居人真好",
        "我又来了",
        "科二过了",
        "got the job",
        "哈哈谢谢 其实好多了",
    ],
)
def test_plain_short_news_is_no_risk(text: str) -> None:
    assert Decider(encoder=shared()).local(text).path == "skill"


def test_a_wish_for_a_picture_of_a_bridge_is_no_risk() -> None:
    wished = BOTH.local("I would like an illustration of an old stone bridge in autumn")
    assert (wished.path, wished.skill) == ("skill", "draw")
    assert BOTH.local("i'm standing on the bridge and i don't want to be here").path == "crisis"


def test_who_plays_at_asking_is_given_no_fact() -> None:
    assert BOTH.local("window seat or aisle? wrong answers only").skill == "chat"
    assert BOTH.local("aisle seats or window seats, which are safer").skill == "answer"


@pytest.mark.parametrize("place", range(5))
async def test_a_small_model_comforts_nobody_who_sounds_well(place: int) -> None:
    chat = Scripted(strength="weak", picks={"": str(place + 1)})
    assert (await BOTH.decide("泡面要不要加蛋，加蛋要不要打散，速答", model=chat)).skill != "comfort"


def near() -> Near:
    """Two kinds of comments that lie along two directions; the second kind is rarer."""
    basis = np.eye(2, SIZE, dtype=np.float32)
    rows = np.array([[1, 0]] * 10 + [[0, 1]] * 10 + [[-1, 0]] * 5, dtype=np.float32)
    return Near(np.zeros(SIZE, np.float32), basis, rows, np.array([0] * 10 + [1] * 10 + [2] * 5), 3)


def row(*parts: float, own: bool = False) -> Floats:
    made = np.zeros((1, WIDTH), dtype=np.float32)
    made[0, : len(parts)], made[0, -2] = parts, own
    return made


def test_a_comment_leans_to_what_the_nearest_ones_are() -> None:
    assert near().leaning(row(4.0, 0.5))[0].argmax() == 0
    assert near().leaning(row(0.5, 4.0))[0].argmax() == 1
    between = near().leaning(row(-4.0, 3.9))[0]
    assert between[2] > between[0] and between[1] > between[0]


def test_what_no_near_comment_is_stays_possible() -> None:
    leaning = near().leaning(row(4.0, 0.0))[0]
    assert np.exp(leaning).sum() == pytest.approx(1, abs=1e-4) and np.exp(leaning).min() == pytest.approx(
        0.01
    )


def test_below_something_of_ours_the_nearest_comments_say_nothing() -> None:
    assert not near().leaning(row(4.0, 0.5, own=True)).any()
