from dataclasses import replace

import numpy as np
import pytest

from dazi.errors import ConfigError
from dazi.persona.hurts import WEIGHTS, Hurts
from dazi.persona.persona import load
from dazi.persona.repertoire import BROAD, Repertoire
from dazi.persona.shelf import Shelf
from dazi.testing import context
from dazi.text.acts import HURTS, SAD
from dazi.text.meaning import SIZE, Encoder

ENCODER = Encoder()
XIAODA = Repertoire.load(load("xiaoda").repertoire, ENCODER)
SHELF = Shelf(XIAODA)


# Kinds of whose lines none stood the reading: what is right for any hurt is said.
UNMET = {"zh": {"small"}, "en": {"small", "theirs", "wronged", "regret"}}


class Weak:
    def strength(self, tier):
        return "weak"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("考研又差两分", "study"),
        ("分手那天他把我的牙刷寄回来了", "heart"),
        ("全班去春游没人叫我", "alone"),
        ("欠了八万网贷", "money"),
        ("猫走丢第五天", "pet"),
        ("等活检结果的第三天", "waiting"),
        ("累得一句话都不想说", "tired"),
    ],
)
def test_what_hurts(text, kind):
    assert Hurts().surest(ENCODER.vector(text)) == kind
    lines = XIAODA.soothing(text, "zh")
    assert len(lines) >= 20 and {(line.act, line.skill, line.lang) for line in lines} == {
        (kind, "comfort", "zh"),
        (SAD, "comfort", "zh"),
    }


def test_half_about_a_pet_is_about_whatever_hurts():
    lines = XIAODA.soothing("我爸说养我不如养条狗", "zh")
    assert len(lines) >= 20 and {line.act for line in lines} == {SAD}


def test_nothing_is_sure_without_an_encoder_or_a_meaning():
    assert Repertoire.load(load("xiaoda").repertoire).soothing("考研又差两分", "zh") == ()
    chances = Hurts().chances(np.zeros(SIZE, dtype=np.float32))
    assert chances.shape == (len(HURTS),) and abs(float(chances.sum()) - 1) < 1e-5


def test_weights_of_another_encoder_are_refused(tmp_path):
    with np.load(WEIGHTS) as kept:
        np.savez(tmp_path / "other.npz", **{**kept, "encoder": "another"})
    with pytest.raises(ConfigError):
        Hurts(tmp_path / "other.npz")


async def said(text, pain, **more):
    draft = await SHELF.choose("comfort", replace(context(text), **more), Weak(), pain)
    return XIAODA.by_id[draft.origin] if draft else None


async def test_a_sorrow_without_a_line_gets_words_for_what_hurts_each_once():
    text, used, kinds = "欠着八万网贷，铅丝都当给当铺了", {}, []
    lines = XIAODA.soothing(text, "zh")
    for _ in lines:
        line = await said(text, 0.99, used=used)
        used[line.id] = context(text).now
        kinds.append((line.act, line.topic))
    assert len(used) == len(lines) and set(kinds) == {("money", BROAD + "any"), (SAD, BROAD + "any")}


async def test_where_no_kind_is_sure_what_is_right_for_any_hurt_is_said():
    line = await said("铅丝当给当铺了，当票也找不着，坐在马路牙子上哭", 0.99)
    assert (line.skill, line.act) == ("comfort", SAD)


async def test_what_only_was_decided_as_sad_is_met_as_what_it_does():
    line = await said("传送带转了五圈，就剩我跟一只粉箱子互相看着", 0.5)
    assert line.skill == "chat" and line.act


async def test_no_comfort_speaks_of_an_act():
    for skill, lang in (("comfort", "zh"), ("comfort", "en")):
        some = [line for line in XIAODA.lines if line.act and (line.skill, line.lang) == (skill, lang)]
        assert {line.act for line in some} == {*HURTS, SAD} - UNMET[lang]
