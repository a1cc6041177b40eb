"""Refusals, crises and what comes later: words that people wrote."""

import pytest

from dazi.models.fake import Scripted
from dazi.skills import SKILLS
from dazi.skills.crisis import about_other
from dazi.types import SKILLS as NAMES
from dazi.words import say as words


def test_every_skill_and_path_has_its_file():
    assert set(SKILLS) == {*NAMES, "refuse", "crisis"}
    assert all(skill.name == name for name, skill in SKILLS.items())


@pytest.mark.parametrize("name", ["draw", "edit", "outpaint", "recommend"])
async def test_later_is_one_line_of_the_persona(kit, say, decided, name):
    assert (await SKILLS[name](say("画只猫"), decided(name), kit())).text == f"fixed:later.{name}"


async def test_a_refusal_follows_the_floors_category(kit, say, decided):
    draft = await SKILLS["refuse"](say("赌球推荐"), decided("chat", "refuse", "floor.betting"), kit())
    assert draft.text == words("safety.betting", "zh")
    for reason in ("classifier", "floor.nosuch", ""):
        draft = await SKILLS["refuse"](say("嗯"), decided("chat", "refuse", reason), kit())
        assert draft.text == "fixed:refuse"


async def test_a_crisis_never_asks_the_model_and_names_the_help_line(kit, say, decided):
    chat = Scripted(otherwise="振作点")
    first = await SKILLS["crisis"](say("我不想活了"), decided("comfort", "crisis"), kit(chat))
    again = await SKILLS["crisis"](
        say("还是想死", "我不想活了", "<" + first.text), decided("comfort", "crisis"), kit(chat)
    )
    english = await SKILLS["crisis"](say("I want to die"), decided("comfort", "crisis"), kit(chat))
    assert (first.origin, again.origin) == ("crisis.self", "crisis.self_again")
    assert all("12356" in draft.text for draft in (first, again, english)) and english.text.isascii()
    assert not chat.asked


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("我朋友说他想跳楼怎么办", True),
        ("我同学跟我说不想活了", True),
        ("室友割腕了", True),
        ("my friend says she wants to kill herself", True),
        ("朋友都不理我，我不想活了", False),
        ("他不要我了，不想活了", False),
        ("不想活了", False),
        ("I want to kill myself", False),
        ("他说分手，我想死", False),
    ],
)
def test_whose_risk_it_is(text, other):
    assert about_other(text) is other
