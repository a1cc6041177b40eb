"""Coaching: whatever the model returns, neither the essay nor the result gets out."""

import pytest

from dazi.models.fake import Scripted
from dazi.skills import SKILLS
from dazi.skills.homework import first_step, gives_away, linear, results

ESSAY = "我的妈妈有一双温暖的手。每天清晨她都早早起床给我做饭，晚上又陪我写作业。" * 4
LEAKS = [
    ("这道题答案是什么：3x+7=22", "x=5，怎么样？你看看。"),
    ("这道题答案是什么：3x+7=22", "把7移过去得15，你再除以3试试？"),
    ("这道题答案是什么：3x+7=22", "答案是五，你懂了吗？"),
    ("鸡兔同笼，头20脚56，各几只？老师让写过程", "兔子是八只，鸡十二只，你验算一下？"),
    ("鸡兔同笼，头20脚56，各几只？老师让写过程", "你看，有8只兔子，对吗？"),
    ("这道选择题选A还是B还是C", "你选B就对了，懂吗？"),
    ("帮我写一篇800字作文《我的妈妈》", ESSAY),
    ("帮我写一篇800字作文《我的妈妈》", "我的妈妈很美。她的眼睛像星星。她每天给我做饭。你喜欢吗？"),
    (
        "帮我写英语作文 My Weekend",
        "你看：Last weekend I went to the park with my family and we were happy. 好不好？",
    ),
    ("solve 3x+7=22 for my homework", "Sure: x = 5. Do you see why you subtract first?"),
]


@pytest.mark.parametrize(("ask", "answer"), LEAKS)
async def test_nothing_is_given_away(kit, say, decided, ask, answer):
    assert gives_away(answer, ask, results(ask) or None)
    # also where no rule coaches and the model's draft is all there is
    for strength in ("strong", "weak", "none"):
        draft = await SKILLS["tutor"](
            say(ask), decided("tutor"), kit(Scripted(otherwise=answer, strength=strength))
        )
        assert answer not in draft.text and draft.source in ("tool", "words", "repertoire")
        assert (
            "？" in draft.text
            or "?" in draft.text
            or "我等着" in draft.text
            or "跑不掉" in draft.text
            or "wait" in draft.text
        )


async def test_a_strong_models_coaching_is_used(kit, say, decided):
    said = "代笔不行，我怕你妈看出来。你先想想，她最近哪件小事让你愣了一下？"
    draft = await SKILLS["tutor"](
        say("帮我写一篇作文《我的妈妈》"), decided("tutor"), kit(Scripted(otherwise=said))
    )
    assert draft.text == said and draft.source == "model"


def test_first_steps_hold_no_result(say):
    for text in ("3x+7=22", "5x-3=22", "鸡兔同笼，头20脚56，各几只", "2a+10=4"):
        step = first_step(text, say(text))
        assert step and not any(
            f"{value:g}" in step.replace("56", "").replace("20", "").replace("22", "").replace("10", "")
            for value in results(text)
        )


async def test_the_next_step_follows_the_members_own_result(kit, say, decided):
    asked = "这道题答案是什么：5x-3=22"
    right = await SKILLS["tutor"](say("等于25", asked, "<第一步…"), decided("tutor"), kit())
    wrong = await SKILLS["tutor"](say("等于19", asked, "<第一步…"), decided("tutor"), kit())
    found = await SKILLS["tutor"](say("x是5", asked, "<第一步…"), decided("tutor"), kit())
    assert "5" in right.text and "符号" in wrong.text and "代回" in found.text


def test_equations():
    found = linear("求 5x - 3 = 22")
    assert found is not None and (found.a, found.b, found.c) == (5, -3, 22)
    assert linear("x^2+1=5") is None and linear("今天3月7日") is None
