"""Homework: declined with humour, then coached; neither the finished work nor the bare result ever appears."""

from __future__ import annotations

import re

from dazi.ports import Kit
from dazi.skills.drafts import best, draw, from_line, from_model, phrase, spoken
from dazi.skills.homework import first_step, gives_away, next_step, results, subject
from dazi.skills.likeness import asks_just, numbers
from dazi.skills.program import is_problem, work_out
from dazi.skills.prompt import build
from dazi.skills.thread import earlier_wish, said_before
from dazi.types import Context, Decision, Draft, Found, Options

_TASK = {
    "zh": "任务：这是作业，你当教练，不代写，不给答案，也不给中间得数。先用半句玩笑婉拒，再只给第一步怎么下手，最后反问一句让对方自己动手。一百字以内，一段话。",
    "en": "Task: this is homework and you are the coach: you don't write it, you give no answer and no intermediate result. Decline with half a joke, give only the first step, end with a question that lets them do it. At most 50 words, one paragraph.",
}
_TELLS = re.compile(r"\d|算出来|我算|等于|得到|然后呢|接下来|下一步|then what|next step|i got", re.IGNORECASE)


class Tutor:
    """The first step and a question back."""

    name = "tutor"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        earlier = earlier_wish(context) or ""
        if earlier and len(context.text) <= 40 and _TELLS.search(context.text):
            step = next_step(context.text, earlier, context)
            if step:
                return Draft(step, "tool", "step")
        if step := first_step(context.text, context):
            text = f"{phrase('skills.tutor.open', context)}{'' if context.lang == 'zh' else ' '}{step}"
            if not said_before(text, context):
                return Draft(text, "tool", "step")
        lines = kit.lines.find("tutor", context, 6)
        exact = next((one for one in lines if asks_just(one, context.text) and _safe(one, context)), None)
        if exact:
            return from_line(exact, context)
        if kit.chat.strength(decision.tier) == "strong":
            draft = await _coached(context, decision, kit, lines)
            if draft is not None:
                return draft
        kind = subject(context.text if context.text != earlier else earlier)
        near = next((one for one in lines if _near(one, kind, context)), None)
        if near:
            return from_line(near, context)
        return spoken(f"skills.tutor.{kind}", context)


def _safe(line: Found, context: Context) -> bool:
    """A line fits only without numbers of another exercise, and where it wasn't said in this thread."""
    alien = set(numbers(line.text)) - set(numbers(context.text))
    return not alien and not said_before(line.text, context) and line.id not in context.used


def _near(line: Found, kind: str, context: Context) -> bool:
    """A line for another exercise of the same kind, which names nothing of that exercise."""
    if (
        kind in ("any", "equation", "problem", "choice")
        or subject(line.say) != kind
        or not _safe(line, context)
    ):
        return False
    named = set(re.findall(r"《[^》]+》|[A-Z][a-z]+ [A-Z][a-z]+", f"{line.say} {line.text}"))
    return all(name in context.text for name in named) and _title_free(line, context)


def _title_free(line: Found, context: Context) -> bool:
    """Whether the reply takes up nothing that only its own exercise has (a mother, a spring outing)."""
    for word in re.findall(
        r"妈妈|爸爸|老师|朋友|春天|秋天|冬天|夏天|暑假|寒假|家乡|周末|梦想|爷爷|奶奶|weekend|mother|summer",
        line.text,
    ):
        if word not in context.text:
            return False
    return True


async def _coached(context: Context, decision: Decision, kit: Kit, lines: tuple[Found, ...]) -> Draft | None:
    """A strong model's coaching, thrown away where it gives anything away."""
    known = results(context.text)
    if not known and is_problem(context.text):
        worked = await work_out(context.text, decision.tier, kit, context.lang)
        known = worked.figures if worked else ()
    prompt = build("tutor", context, kit, task=_TASK[context.lang], examples=lines[:3])
    drawn = await draw(kit, decision.tier, prompt, [Options(180, 0.6), Options(180, 0.9)])
    done = [one for one in drawn if one is not None and one.finish == "stop"]
    texts = [one.text for one in done if not gives_away(one.text, context.text, known or None)]
    text = best(texts, "tutor", context, kit, lines[:3])
    # Looked at again after tidying: what is posted is what was checked.
    return from_model(text, done[0]) if text and not gives_away(text, context.text, known or None) else None
