from dataclasses import replace

import pytest

from dazi.persona.choose import FITS, choose, fitness
from dazi.persona.lines import Line
from dazi.persona.repertoire import Near

LINE = Line("a", "chat", "pet", ("猫把花瓶推下桌子了",), "它在验收地心引力。", "zh")
MEANT = Near(LINE, 0.5, LINE.say[0], 0.6, -0.05, False, 0.5, 0.5, 20.0, 0.5)
WORDS = Near(LINE, 0.5, LINE.say[0], cover=0.5, shared=8.0, whole=0.5)


@pytest.mark.parametrize("near", [MEANT, WORDS])
@pytest.mark.parametrize("sign", ["score", "shared", "whole"])
def test_a_line_fits_better_the_more_it_has_of_a_comment(near, sign):
    more = near._replace(**{sign: getattr(near, sign) * 1.5})
    assert fitness(near) < fitness(more) < 1


@pytest.mark.parametrize(("sign", "worse"), [("behind", -0.2), ("akin", 0.2), ("third", True)])
def test_a_line_fits_worse_that_is_behind_or_presumes_somebody(sign, worse):
    assert fitness(MEANT._replace(**{sign: worse})) < fitness(MEANT)


def test_by_words_alone_the_share_counts_and_who_presumes_somebody_fits_worse():
    assert fitness(WORDS._replace(cover=0.8)) > fitness(WORDS) > fitness(WORDS._replace(third=True))


def test_a_short_phrasing_fits_more_comments_and_comfort_sooner_than_banter():
    assert fitness(MEANT._replace(line=replace(LINE, say=("猫",)))) > fitness(MEANT)
    assert fitness(MEANT._replace(line=replace(LINE, skill="comfort"))) > fitness(MEANT)


async def test_what_fits_too_little_is_not_said_and_the_best_is():
    poor, good = (
        MEANT._replace(score=0.1, akin=0.1, shared=2.0, whole=0.1),
        MEANT._replace(score=0.7, akin=0.8),
    )
    assert fitness(poor) < FITS["chat"]["zh"] < fitness(good)
    assert await choose([poor], "今天的猫", {}, "s") is None
    other = replace(LINE, id="b")
    assert (await choose([poor, good._replace(line=other)], "今天的猫", {}, "s")).line is other


@pytest.mark.parametrize("comment", ["", "？？？", "🍓", "a", "啊" * 3000, "\x00\u200b", "٣٤٥"])
async def test_odd_comments_are_chosen_for_without_a_fault(comment):
    blank = Near(replace(LINE, say=(comment or " ",)), 0.0, comment)
    assert await choose([blank], comment, {}, "s") is None
