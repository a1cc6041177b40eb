"""Questions: exact tools first, checked lines, programs for word problems, code that is run, then the model."""

from __future__ import annotations

import re
from dataclasses import replace
from math import isnan

from dazi.ports import Kit, Ran
from dazi.skills import follow, snippet
from dazi.skills.banter import chosen
from dazi.skills.checked import BY_THE_WAY, NEAR, SURE, asks, nearest, nearest_code
from dazi.skills.drafts import draw, from_line, from_model, need, phrase, spoken, usable
from dazi.skills.interpret import Interpret
from dazi.skills.likeness import agree, asks_just, grams, same, same_subject, share
from dazi.skills.lookup import looked_up
from dazi.skills.own_words import own_words
from dazi.skills.program import is_problem, work_out
from dazi.skills.prompt import about_video, bare, build
from dazi.skills.thread import corrects, earlier_wish, said_before
from dazi.text.follow import leans
from dazi.text.normalise import fold, has_cjk, language
from dazi.text.quote import quoted
from dazi.types import Completion, Context, Decision, Draft, Options, Prompt

TASK = {
    "zh": "任务：把问题答对、答短。先给结论，再一句为什么，一百二十个字以内，不分点、不客套。拿不准的不编，直说拿不准。话题还能展开时，最后用一句短问话邀请对方接着问。",
    "en": "Task: answer the question correctly and briefly. The answer first, then one sentence why, at most 60 words, no lists, no pleasantries. What you are not sure of you don't make up; say so. Where there is more to tell, end with a short offer to go on.",
}
CODE_TASK = """You answer a programming question with one short snippet only, in a ``` fence that names its language. It runs as it is: at most 8 lines, no comments, no explanation, no pandas. Write it in the language that is named below the question. Python ends by printing the result of one small unsorted example."""
_CLOSED = (
    "\n```\n",
    "\n```\n\n",
    "\n\n\n",
)  # what a model says after its snippet is not shown, so not waited for
_PASSING = re.compile(
    r"股价|汇率|天气(?:怎么样|如何|预报|好吗)?|气温|下不下雨|会不会下雨|比分|油价|金价|房价(?:多少|现在)|热搜|限行|票房|赛程|排行榜"
    r"|(?:今天|今晚|明天|昨天|昨晚|现在|目前|最近|最新|刚刚|这周|本周|今年).{0,12}(?:新闻|比赛|谁赢|赢了|输了|价格|多少钱|行情|上映|开奖|首富|版本|票|冠军|总统|堵|开门|热门)|最新(?:的|款|一期|消息|版)"
    r"|\b(?:stock price|exchange rate|weather|forecast|score|latest|breaking|price of)\b|\b(?:today|tonight|yesterday|right now|currently|this week)\b.{0,30}\b(?:news|game|match|price|won|win|open)\b"
    r"|\bwho (?:won|is winning)\b",
    re.IGNORECASE,
)
_MODEST = {
    "health": re.compile(r"吃(?:什么|啥)药|发烧|感冒|头疼|头痛|胃(?:疼|痛)|肚子(?:疼|痛)|过敏|怀孕|孕妇|症状|治疗|副作用|剂量|血压|血糖|失眠|抑郁|疫苗|能吃吗|中毒|医院|\b(?:dose|medicine|symptom|fever|headache|pregnan|side effect|blood pressure|insomnia|vaccine)", re.IGNORECASE),
    "law": re.compile(r"违法|犯法|合法吗|赔偿|劳动法|仲裁|起诉|合同|离婚|抚养|判几年|维权|租房押金|押金不退|\b(?:legal|illegal|lawsuit|sue|contract|landlord|deposit back)\b", re.IGNORECASE),
    "money": re.compile(r"理财|基金|股票|保险|贷款|投资|利率|公积金|买房|\b(?:invest|loan|mortgage|insurance|retirement|interest rate)\b", re.IGNORECASE),
}  # fmt: skip
_UNSURE = re.compile(
    r"拿不准|不确定|不太清楚|无法确定|没有(?:相关)?信息|\bnot sure\b|\bI don't know\b", re.IGNORECASE
)
_OF_VIDEO = re.compile(
    r"最后|后来|结局|结果呢|弹幕|这是哪|在哪|他|她|它们?|里面|片子|视频|博主|主播|up主|评论区|刚才那|那个人|\b(?:he|she|they|this video|the end|the clip)\b",
    re.IGNORECASE,
)
_MUSES = re.compile(
    r"人为什么|为什么人|人生|活着|意义|梦想|幸福|长大|命运|躺平|躺着不行|\bmeaning of life\b|\bwhy do we even\b",
    re.IGNORECASE,
)
_GO_ON = re.compile(r"[?？]\s*$")


class Answer:
    """The right answer, or an honest line where there is none to be had."""

    name = "answer"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        wants_code = snippet.asks_code(context.text) and not snippet.asks_about(context.text)
        if not wants_code and (exact := await kit.runner.calculate(context.text, context.now, context.lang)):
            return Draft(_sentence(exact, context), "tool", "calculate")
        if corrects(context):
            return await _corrected(context, decision, kit)
        code = snippet.find_snippet(context.text)
        if code:
            # The language is that of the words around the code, not of the code.
            said = replace(context, lang=language(context.text.replace(code, " ")))
            return await _ran(code, said, decision, kit)
        leaning = follow.leaning(context)
        if known := follow.known(leaning, context, kit) if leaning else _checked(context, kit, decision):
            return known
        if opinion := _opinion(context, kit):
            return opinion
        if context.turns and (gone_on := _gone_on(context, kit, decision)):
            return gone_on
        if is_problem(context.text) and not wants_code:
            return await _worked(context, decision, kit)
        if wants_code:
            return await _coded(context, decision, kit)
        if _PASSING.search(fold(context.text)):
            return await looked_up(context, kit) or spoken("skills.passing", context)
        return await _known(context, decision, kit, leaning is not None)


def _sentence(exact: str, context: Context) -> str:
    """A bare result in a few words; what is a sentence already stays as it is."""
    if exact.endswith(("。", ".", "！", "!")):
        return exact
    return phrase("skills.sum", context, result=exact)


BRIEF = 80  # tokens of a small model's answer, some twenty a second: a hundred characters
ROOM = 130  # tokens of a small model's snippet: eight lines, and some six seconds on two cores


def just(context: Context, kit: Kit) -> Draft | None:
    """A checked answer to what is surely asked, whatever it was taken for."""
    if not asks(context.text):
        return None
    near = (line for line in kit.lines.find("answer", context, 6) if not line.after)
    line = next((one for one in near if asks_just(one, context.text)), None)
    if line is None:
        _, line = nearest(context, kit, CODE, BY_THE_WAY)
    return from_line(line, context, reserve=False) if line else None


CODE = "code"  # a topic whose answers are for just what they say: by value is not by key
ALIKE = 0.74  # from here on a snippet is for nearly what is wished: of 46 wishes 16 had one, all theirs


_TASTES = ("taste", "either")  # topics on which it has its own view
_ASKED_OF_US = 0.84  # from this cosine on it is asked for that; no question of knowledge came above 0.63


def _checked(context: Context, kit: Kit, decision: Decision) -> Draft | None:
    """An answer that people checked, for just this question; to a weak model's question the nearest, called that."""
    near = [line for line in kit.lines.find("answer", context, 6) if not line.after]
    asked = snippet.bare_question(context.text)
    if line := next(
        (
            one
            for one in near
            if asks_just(one, context.text)
            or (one.topic == CODE and same(snippet.bare_question(one.say), asked))
        ),
        None,
    ):
        return from_line(line, context, reserve=False)
    if kit.chat.strength(decision.tier) != "strong" and (told := _snippet_for(context, kit)):
        return told
    chance, line = nearest(context, kit, CODE)
    if line is None or chance < (NEAR if kit.chat.strength(decision.tier) == "weak" else SURE):
        return None
    draft = from_line(line, context, reserve=False)
    if chance >= SURE:
        return draft
    if isnan(line.meaning) and not same_subject(context.text, line.say):
        return None
    return replace(draft, text=phrase("skills.nearest", context, known=draft.text))


def _snippet_for(context: Context, kit: Kit) -> Draft | None:
    """The snippet for this wish, or for nearly this one and what it is for: by value is not by key."""
    if not snippet.asks_code(context.text):
        return None
    chance, line = nearest_code(context, kit, CODE)
    if line is None or chance < ALIKE:
        return None
    draft = from_line(line, context, reserve=False)
    if chance >= BY_THE_WAY:
        return draft
    return replace(draft, text=phrase("skills.nearest_code", context, says=line.say, known=draft.text))


def _opinion(context: Context, kit: Kit) -> Draft | None:
    """What it likes and holds, where it is asked that and not for a fact ("空调房还是被窝 你去哪个")."""
    near = (line for line in kit.lines.find("chat", context, 3) if not line.after and line.topic in _TASTES)
    line = next((one for one in near if one.meaning >= _ASKED_OF_US), None)
    return from_line(line, context) if line else None


def _gone_on(context: Context, kit: Kit, decision: Decision) -> Draft | None:
    """A checked answer to this turn and an earlier question of the talk together."""
    chance, line = follow.by_both(context, kit)
    if line is None or chance < NEAR or kit.chat.strength(decision.tier) == "strong":
        return None
    draft = from_line(line, context, reserve=False)
    if chance >= SURE:
        return draft
    return replace(draft, text=phrase("skills.nearest", context, known=draft.text))


async def _worked(context: Context, decision: Decision, kit: Kit) -> Draft:
    need(kit, decision.tier)
    worked = await work_out(context.text, decision.tier, kit, context.lang)
    if worked is None:
        return spoken("skills.unsure", context)
    return Draft(phrase("skills.worked", context, result=worked.shown), "tool", f"program/{worked.model}")


async def _ran(code: str, context: Context, decision: Decision, kit: Kit) -> Draft:
    """A comment's own snippet: run, and its output or its error quoted; explained where that is asked."""
    ran = await snippet.run(code, kit)
    said = _output(ran, context)
    if not snippet.asks_why(context.text) or kit.chat.strength(decision.tier) == "none":
        return Draft(said, "tool", "run")
    result = quoted("result", ran.error or ran.output or "-", 300)
    ask = "用一两句话说清为什么，不超过八十个字。" if context.lang == "zh" else "Say why in one or two sentences, at most 40 words."  # fmt: skip
    prompt = build("answer", context, kit, material=[result], ask=ask, turns=2, purpose="code")
    (completion,) = await draw(kit, decision.tier, prompt, [Options(160, 0.2)])
    why = usable(completion.text, context.lang) if completion else None
    if not why or len(why) > 160 or "```" in why:
        return Draft(said, "tool", "run")
    return Draft(f"{said}\n{why}", "tool", "run")


def _output(ran: Ran, context: Context) -> str:
    if ran.error.startswith("refused"):
        return phrase("skills.code_refused", context)
    if ran.error == "timeout":
        return phrase("skills.code_timeout", context)
    if ran.error:
        return phrase("skills.code_error", context, error=snippet.quoted_output(ran.error[:160]))
    if not ran.output:
        return phrase("skills.code_silent", context)
    return phrase("skills.code_output", context, output=snippet.quoted_output(ran.output))


async def _coded(context: Context, decision: Decision, kit: Kit) -> Draft:
    """A programming question: the model's snippet, run where it can be. That it runs is the check, so a small model
    writes it once: a second try would not come within the time that anybody waits."""
    if wrong := snippet.syntax_error(context.text):
        context = replace(context, lang="zh" if has_cjk(context.text) else "en")
        if code := snippet.mended(context.text):
            prose, ran = phrase("skills.code_syntax", context, error=wrong), await snippet.run(code, kit)
            return Draft(_shown(prose, "python", code, ran, context), "tool", "python")
    need(kit, decision.tier)
    before = next((turn.text for turn in reversed(context.turns) if not turn.own), "")
    asked = f"{before}\n{context.text}" if before and leans(context.text) else context.text
    named = snippet.named(asked)
    prompt = bare(CODE_TASK, asked, "code", f"Language: {named}", kind="question")
    strong = kit.chat.strength(decision.tier) == "strong"
    tries = [Options(420, 0.2), Options(420, 0.6)] if strong else [Options(ROOM, 0.1, stop=_CLOSED)]
    prose_only, failed = "", False
    for options in tries:
        (completion,) = await draw(kit, decision.tier, prompt, [options])
        if completion is None:
            continue
        prose, language, code = snippet.parts(completion.text)
        code = code or snippet.find_snippet(completion.text) or ""  # a small model may forget the fence
        prose = usable(prose, None) or ""
        if not code:
            prose_only = prose_only or (prose if len(prose) <= 150 else "")
            continue
        if (
            len(code.splitlines()) > snippet.LINES
            or len(code) > 700
            or (not strong and completion.finish == "length")
        ):
            continue
        language = language or named
        ran = await snippet.run(code, kit) if language in snippet.PYTHON else Ran(error="refused: not python")
        if ran.error and not ran.error.startswith("refused"):
            failed = True
            continue
        if wrong:
            prose = phrase("skills.code_syntax", context, error=wrong)
        return from_model(_shown(prose if strong or wrong else "", language, code, ran, context), completion)
    if strong and prose_only and has_cjk(prose_only) == (context.lang == "zh"):
        return Draft(prose_only, "model", "code")
    return spoken("skills.code_failed" if failed else "skills.unsure", context)


def _shown(prose: str, language: str, code: str, ran: Ran, context: Context) -> str:
    if len(prose) > 120 or (context.lang == "zh" and prose and not has_cjk(prose)):
        prose = ""
    prose = "\n".join(
        line for line in prose.splitlines() if line.strip() and not line.lstrip().startswith("#")
    )
    fence = f"```{language or 'text'}\n{code}\n```"
    after = ""
    if ran.error:
        after = phrase("skills.code_unrun" if language in snippet.PYTHON else "skills.code_untried", context)
    elif ran.output:
        after = phrase("skills.code_output", context, output=snippet.quoted_output(ran.output))
    return "\n".join(part for part in (prose, fence, after) if part)


async def _known(context: Context, decision: Decision, kit: Kit, leaning: bool = False) -> Draft:
    """Knowledge. A weak model is asked twice, and what it says only once is not said at all."""
    if kit.chat.strength(decision.tier) != "strong" and (own := own_words(context)):
        return own
    need(kit, decision.tier)
    strong = kit.chat.strength(decision.tier) == "strong"
    if not strong and context.video and _OF_VIDEO.search(context.text):
        return await Interpret()(context, replace(decision, skill="interpret"), kit)
    if (
        not strong
        and not leaning
        and (_MUSES.search(context.text) or not asks(context.text))
        and (draft := await chosen("chat", context, kit, decision.pain))
    ):
        return draft  # nothing is asked: what was told wants a word, not an answer
    examples = kit.lines.find("answer", context, 3) if strong else ()
    prompt = build(
        "answer", context, kit, task=TASK[context.lang], material=about_video(context), examples=examples
    )
    if strong:
        return await _told(prompt, context, decision, kit)
    no = follow.unsure(context) if leaning else spoken("skills.unsure", context)
    if _MODEST["health"].search(fold(context.text)):
        return spoken("skills.unsure_health", context)  # what a small model half remembers may hurt here
    return await _agreed(prompt, context, decision, kit) or no


async def _told(prompt: Prompt, context: Context, decision: Decision, kit: Kit) -> Draft:
    """A strong model's answer, asked once more where the first is none."""
    for options in (Options(220, 0.3), Options(220, 0.6)):
        (made,) = await draw(kit, decision.tier, prompt, [options])
        if text := _trimmed(made, context, kit):
            return from_model(_modest(text, context), made)
    return spoken("skills.unsure", context)


async def _agreed(prompt: Prompt, context: Context, decision: Decision, kit: Kit) -> Draft | None:
    """What a small model says twice, marked as unsure; None where it does not know, says only the question again, or
    what stands in the thread already."""
    first, made = None, None
    for options in (Options(BRIEF, 0.2, seed=11), Options(BRIEF, 0.7, seed=12)):
        (made,) = await draw(kit, decision.tier, prompt, [options])
        text = _trimmed(made, context, kit)
        if text is None or _UNSURE.search(text) or said_before(text, context):
            return None
        if first is not None and not agree(first, text, context.text):
            return None
        first = first or text
    if first is None or share(grams(first), grams(context.text)) >= 0.7:
        return None
    if _flagged(context):
        return from_model(_modest(first, context), made)
    return from_model(
        f"{first}{'' if context.lang == 'zh' else ' '}{phrase('skills.rough_fact', context)}", made
    )


def _flagged(context: Context) -> bool:
    """Whether a modest word of its own is due: health, law or money."""
    plain = fold(context.text)
    return any(pattern.search(plain) for pattern in _MODEST.values())


def _trimmed(completion: Completion | None, context: Context, kit: Kit) -> str | None:
    """A model's answer cut to whole sentences within the scene's length, or None where it is none."""
    text = usable(completion.text, context.lang) if completion else None
    if text is None:
        return None
    text = " ".join(line.strip() for line in text.splitlines() if line.strip())
    text = _fitting(kit.voice.tidy(text), kit.voice.limit("answer"))
    return text if text and not kit.voice.faults(text, "answer") else None


def _fitting(text: str, limit: int) -> str:
    """Whole sentences from the front, at most `limit` characters; empty where the first alone is longer."""
    if len(text) <= limit and re.search(r"[。！？!?.…”\")）]$", text):
        return text
    ends = [hit.end() for hit in re.finditer(r"[。！？!?]|\.(?=\s|$)", text) if hit.end() <= limit]
    return text[: ends[-1]].strip() if ends else (text if len(text) <= limit else "")


def _modest(text: str, context: Context) -> str:
    """With a modest word where health, law or money is at stake, else with an offer to go on."""
    plain = fold(context.text)
    for topic, pattern in _MODEST.items():
        if pattern.search(plain):
            return f"{text}{'' if context.lang == 'zh' else ' '}{phrase(f'skills.modest.{topic}', context)}"
    if 30 <= len(text) * (1 if context.lang == "zh" else 0.5) <= 110 and not _GO_ON.search(text):
        return f"{text}{'' if context.lang == 'zh' else ' '}{phrase('skills.more', context)}"
    return text


async def _corrected(context: Context, decision: Decision, kit: Kit) -> Draft:
    """Told to be wrong: what can be worked out is worked out again, a strong model looks into it, else we own up
    without pretending to have checked."""
    question = earlier_wish(context) or ""
    if question and (exact := await kit.runner.calculate(question, context.now, context.lang)):
        return Draft(phrase("skills.recalculated", context, result=exact.rstrip("。.")), "tool", "calculate")
    if kit.chat.strength(decision.tier) == "strong":
        ask = (
            "对方说你上一句错了。认真核对：真错了就爽快认错并说对的；没错就客气地说清依据。八十个字以内。"
            if context.lang == "zh"
            else "You are told that your last comment was wrong. Check it in earnest: own up and say what is right, or say politely what you rely on. At most 45 words."
        )
        prompt = build("answer", context, kit, ask=ask, purpose="correct")
        (completion,) = await draw(kit, decision.tier, prompt, [Options(200, 0.2)])
        if completion and (text := _trimmed(completion, context, kit)):
            return from_model(text, completion)
    near = (one for one in kit.lines.find("answer", context, 6) if not one.after)
    line = next((one for one in near if asks_just(one, context.text)), None)
    if line:
        return from_line(line, context, reserve=False)
    told = re.search(r"(?:是|应该是|it's|it is|be)\s*\S", context.text)
    return spoken("skills.corrected" if told else "skills.corrected_which", context)
