from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dazi.persona.broad import Broad
from dazi.persona.choose import Choice
from dazi.persona.persona import load
from dazi.persona.repertoire import BROAD, Repertoire
from dazi.persona.slots import filled
from dazi.text.acts import ANY
from dazi.text.meaning import Encoder
from dazi.types import Context, Member, Mention, Turn

NOW = datetime(2026, 1, 1, tzinfo=UTC)
XIAODA = Repertoire.load(load("xiaoda").repertoire, Encoder())
LIGHT = Broad(XIAODA)
BY_WORDS = Broad(Repertoire.load(load("xiaoda").repertoire))
UNSURE = "缸买小一号，早上装雾，晚上装理想"
ODD = "我把馆长当成修水管的 还塞给他一把扳手"


def context(text, lang="zh", comment="c1", **more):
    mention = Mention("plaza", "us", comment, "t1", Member("plaza", "m1"), text, NOW)
    return Context((mention,), text, lang, NOW, **more)


def light(text, lang="zh", broad=LIGHT, near=None, **more):
    return broad.light(frozenset(), context(text, lang, **more), near)


@pytest.mark.parametrize(
    ("text", "lang", "act"),
    [
        (ODD, "zh", "fiasco"),
        ("我太公学会了打碟 现在全胡同都不敢午睡", "zh", "others"),
        ("锐评一下我的竹编拖鞋", "zh", "rate"),
        ("你会打嗝吗", "zh", "tease"),
        ("raisins or walnuts", "en", "pick"),
    ],
)
def test_a_sure_act_is_answered_by_its_lines(text, lang, act):
    lines = {light(text, lang, comment=f"c{n}").line for n in range(20)}
    assert {line.act for line in lines} == {act} and {line.lang for line in lines} == {lang}
    assert len(lines) > 4
    assert light(text, lang) == light(text, lang)


def test_each_line_is_said_once_and_the_fittest_first():
    used, chances = {}, []
    fits = {line.id: chance for line, chance in XIAODA.doing(ODD, "zh")}
    for _ in range(60):
        found = light(ODD, used=used)
        assert found.line.id not in used and not found.reuse
        used[found.line.id] = NOW
        chances.append(fits.get(found.line.id, 0.0))
    assert sum(chances[:10]) > sum(chances[10:20]) > sum(chances[40:50])


def sober(text):
    return {
        LIGHT.light(frozenset(), context(text, comment=f"c{n}"), None, sober=True).line for n in range(20)
    }


def test_where_somebody_might_hurt_nothing_laughs_and_where_nothing_is_sure_what_suits_either_is_said():
    sure = [chance for _, chance in XIAODA.doing(UNSURE, "zh")]
    assert max(sure) < 0.5
    assert {line.act for line in sober(UNSURE)} == {ANY}
    assert {line.act for line in sober(ODD)} == {"fiasco"} and not any(
        "笑" in line.reply for line in sober(ODD)
    )
    assert ANY not in {light(text, comment=f"c{n}").line.act for n in range(20) for text in (ODD, UNSURE)}


def test_a_thing_and_a_person_of_the_comment_are_taken_up():
    lines = [light("房东的橘猫学会了按电梯", comment=f"c{n}").line for n in range(60)]
    values = XIAODA.slots.read("房东的橘猫学会了按电梯", "zh")
    named = [filled(line.reply, values) for line in lines if line.needs]
    assert any("橘猫" in text for text in named) and any("房东" in text for text in named)


def test_thanks_are_taken_and_a_thank_you_to_others_is_not_ours():
    assert light("谢谢小搭").line.topic == "broad.thanks"
    assert light("谢谢老板，谢谢他全家，又加班").line.topic != "broad.thanks"


def test_a_line_that_surely_fits_stays_and_a_doubtful_one_gives_way_to_a_likely_act():
    line = XIAODA.of_skill("chat", "zh")[0]
    assert light(ODD, near=Choice(line, 0.65)).line == line
    assert light(ODD, near=Choice(line, 0.64)).line.act == "fiasco"
    assert light(UNSURE, near=Choice(line, 0.65)).line == line


def test_without_an_encoder_a_doubtful_line_gives_way_to_last_words_alone():
    line = BY_WORDS.repertoire.of_skill("chat", "zh")[0]
    assert light(ODD, broad=BY_WORDS, near=Choice(line, 0.4)).line == line
    assert light(ODD, broad=BY_WORDS, near=Choice(line, 0.39)).line != line
    assert "quote" not in BY_WORDS.repertoire.slots.read("珐琅", "zh")
    assert light("珐琅", broad=BY_WORDS, near=Choice(line, 0.65)).line == line


def test_without_an_encoder_topic_and_mood_choose_as_ever():
    assert BY_WORDS.repertoire.doing(ODD, "zh") == []
    assert not light(ODD, broad=BY_WORDS).line.act
    assert light(ODD, broad=BY_WORDS).line.topic.startswith(BROAD)


def test_a_few_words_in_a_talk_go_on_with_it():
    member = Member("plaza", "m1")
    turns = (
        Turn("t0", member, False, "我把馆长当成修水管的", NOW),
        Turn("t1", member, True, "嗯？", NOW, "chat"),
    )
    assert light("珐琅扳手", turns=turns).line.topic == "broad.turn"
    assert light("珐琅扳手").line.topic != "broad.turn"


def test_the_two_things_are_named_in_the_line_and_the_first_one_needs_two():
    lines = {light("栗子糕还是绿豆糕", comment=f"c{n}").line for n in range(40)}
    slotted = [line for line in lines if line.needs]
    assert slotted and all(line.act == "pick" for line in lines)
    values = XIAODA.slots.read("栗子糕还是绿豆糕", "zh")
    assert all(
        "栗子糕" in filled(line.reply, values) or "绿豆糕" in filled(line.reply, values) for line in slotted
    )
    assert light("我今晚是吃栗子糕还是吃绿豆糕").line.act == "pick"
    assert all(light("莘莘学子念xin还是shen", comment=f"c{n}").line.act != "pick" for n in range(20))
    assert all(light("快站队", comment=f"c{n}").line.act != "pick" for n in range(20))


def test_a_line_for_an_act_is_no_topic_line():
    for mood in ("", "gripe", "good", "laugh", "ask"):
        tiers = XIAODA.broad(ODD, ("work",), "zh", mood)
        assert tiers and not any(line.act for tier in tiers for line in tier)


def test_a_persona_without_lines_for_acts_has_none():
    plain = Repertoire(
        [replace(line) for line in XIAODA.lines if not line.act],
        XIAODA.topics, XIAODA.slots, XIAODA.moods, XIAODA._vectors,
    )  # fmt: skip
    assert plain.doing(ODD, "zh") == []
    assert light(ODD, broad=Broad(plain)) is not None
