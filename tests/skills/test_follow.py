"""Follow-ups under a serious answer: the subject of the turn before stays, and no other comes in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dazi.models.fake import Scripted
from dazi.skills.answer import Answer
from dazi.skills.follow import Leaning, fitting
from dazi.types import Context, Found
from dazi.words import sentences

HOLE = Found("h", "就是质量挤到极小、引力大到连光都跑不出来的地方。", 0.9, "什么是黑洞")
FALL = Found("f", "会被拉成面条。", 0.5, "那掉进去会怎样", after=HOLE.text)
GUM = Found("g", "It passes through in a few days.", 0.7, "what happens if you swallow gum", lang="en")
WORDS = {lang: sentences(lang) for lang in ("zh", "en")}


def under(context: Context, skill: str = "answer") -> Context:
    turns = tuple(replace(turn, skill=skill) if turn.own else turn for turn in context.turns)
    return replace(context, turns=turns)


def unsure(text: str, lang: str = "zh") -> bool:
    return text in [words for code, words in WORDS[lang].items() if code.startswith("skills.follow_unsure")]


async def test_a_second_turn_is_said_after_the_reply_it_was_written_for(kit, say, decided) -> None:
    context = under(say("那掉进去会怎样", "什么是黑洞", f"<{HOLE.text}"))
    draft = await Answer()(context, decided("answer"), kit(answer=[HOLE, FALL]))
    assert draft.text == FALL.text


async def test_a_second_turn_is_not_said_after_another_reply(kit, say, decided) -> None:
    model = Scripted(otherwise="不知道。", strength="weak")
    context = under(say("那掉进去会怎样", "什么是火山", "<地下的岩浆往上拱。"))
    draft = await Answer()(context, decided("answer"), kit(model, answer=[HOLE, FALL]))
    assert draft.text != FALL.text


async def test_a_second_turn_is_never_the_answer_to_a_first(kit, say, decided) -> None:
    model = Scripted(otherwise="不知道。", strength="weak")
    draft = await Answer()(say("那掉进去会怎样"), decided("answer"), kit(model, answer=[FALL]))
    assert draft.text != FALL.text


async def test_a_neighbour_of_another_subject_is_not_offered(kit, say, decided) -> None:
    model = Scripted(otherwise="I am not sure.", strength="weak")
    context = under(
        say(
            "and what happens if you fall in?", "what is a black hole?", "<A place where light can't get out."
        )
    )
    draft = await Answer()(context, decided("answer"), kit(model, answer=[GUM]))
    assert GUM.text not in draft.text
    assert unsure(draft.text, "en")


async def test_sure_of_what_was_checked_and_of_nothing_else(kit, say, decided) -> None:
    checked = under(say("你确定吗", "什么是黑洞", f"<{HOLE.text}"))
    draft = await Answer()(checked, decided("answer"), kit(answer=[HOLE]))
    assert draft.origin.startswith("skills.follow_sure")
    guessed = under(say("你确定吗", "什么是黑洞", "<一种黑色的洞，凭印象说的。"))
    draft = await Answer()(guessed, decided("answer"), kit(answer=[HOLE]))
    assert draft.origin.startswith("skills.follow_memory")


@pytest.mark.parametrize(
    ("question", "own", "say_", "fits"),
    [
        ("什么是黑洞", "掉进去会怎样", "掉进黑洞会怎样", True),
        ("成年人一天要睡多久", "小孩", "小孩一天睡多久", True),
        ("狗能吃葡萄吗", "猫", "狗能吃洋葱吗", False),
        ("什么是黑洞", "掉进去会怎样", "手机掉进水里怎么办", False),
        ("what is a black hole", "what happens if you fall in", "what happens if you swallow gum", False),
    ],
)  # fmt: skip
def test_a_checked_question_fits_where_it_is_what_both_turns_ask(
    question: str, own: str, say_: str, fits: bool
) -> None:
    assert (fitting(say_, Leaning("ask", own, (question,), "")) > 0) is fits


async def test_a_short_question_of_its_own_is_not_answered_with_a_longer_one(kit, say, decided) -> None:
    brush = Found("b", "牙刷三个月。", 0.9, "牙刷多久换一次")
    model = Scripted(otherwise="不确定。", strength="weak")
    context = under(say("多久换一次", "密码怎么设才安全", "<够长最要紧。"))
    draft = await Answer()(context, decided("answer"), kit(model, answer=[brush]))
    assert draft.text != brush.text


async def test_a_second_turn_about_another_being_is_not_said(kit, say, decided) -> None:
    purr = Found("p", "Muscles in the voice box flutter.", 0.9, "why do cats purr", lang="en")
    sick = Found("s", "Yes, also when ill.", 0.8, "do sick cats purr", lang="en", after=purr.text)
    model = Scripted(otherwise="I am not sure.", strength="weak")
    context = under(say("do big cats purr?", "why do cats purr", f"<{purr.text}"))
    draft = await Answer()(context, decided("answer"), kit(model, answer=[purr, sick]))
    assert draft.text != sick.text
