"""What chat, joke and comfort share: a weak model chooses among what people wrote, a strong one writes after it."""

from __future__ import annotations

from dataclasses import replace

from dazi.errors import ModelBusy
from dazi.ports import Kit
from dazi.skills.drafts import best, draw, from_line, from_model
from dazi.skills.likeness import asks_just
from dazi.skills.memes import on_lips
from dazi.skills.prompt import about_video, build, remembered
from dazi.skills.thread import carried, said_before
from dazi.types import Completion, Context, Decision, Draft, Found, Options

# From this chance of pain on nothing light is said that was not written for just this: of 150 sorrows told in odd ways
# seven are taken for banter below it, and 74 % of banter lies there (docs/log.md, "Banter full of errands' words").
PAIN = 0.18


async def banter(
    skill: str, context: Context, decision: Decision, kit: Kit, *, task: str, spare: str, warmth: float
) -> Draft:
    """A draft for a light or a warm turn. `spare` is the topic of the fixed line where nothing fits. Raises ModelBusy
    while no model is up and no line was written for just this."""
    wish = carried(context)
    strength = kit.chat.strength(decision.tier)
    if strength == "none":
        return _waiting(skill, wish, kit)
    if strength == "strong":
        draft = await _written(skill, wish, decision, kit, task, warmth)
        if draft is not None:
            return draft
    return await chosen(skill, wish, kit, decision.pain) or kit.lines.fixed(spare, context)


async def chosen(skill: str, context: Context, kit: Kit, pain: float = 0.0) -> Draft | None:
    """The line that fits best and was not said in this thread; None where there is none."""
    for _ in range(4):
        draft = await kit.lines.choose(skill, context, kit.chat, pain)
        if draft is None or not said_before(draft.text, context):
            return draft
        context = replace(context, used={**context.used, **dict.fromkeys(draft.lines, context.now)})
    return None


def near_exact(skill: str, context: Context, kit: Kit) -> Found | None:
    """A line that was written for just this comment."""
    for line in kit.lines.find(skill, context, 3):
        if asks_just(line, context.text) and not said_before(line.text, context):
            return line
    return None


def _waiting(skill: str, context: Context, kit: Kit) -> Draft:
    line = near_exact(skill, context, kit)
    if line is None:
        raise ModelBusy("model.loading")
    return from_line(line, context)


async def _written(
    skill: str, context: Context, decision: Decision, kit: Kit, task: str, warmth: float
) -> Draft | None:
    examples = kit.lines.find(skill, context, 4)
    material = about_video(context)
    if skill != "comfort" and decision.pain < PAIN and not kit.lines.sad(context):
        material += (*on_lips(context), *remembered(context))
    prompt = build(skill, context, kit, task=task, material=material, examples=examples)
    limit = 40 + 2 * kit.voice.limit(skill)
    first = await draw(kit, decision.tier, prompt, [Options(limit, warmth), Options(limit, warmth + 0.2)])
    draft = _fit(skill, first, context, kit, examples)
    if draft is None:
        again = await draw(kit, decision.tier, prompt, [Options(limit, max(0.3, warmth - 0.3))])
        draft = _fit(skill, again, context, kit, examples)
    return draft


def _fit(
    skill: str, drawn: tuple[Completion | None, ...], context: Context, kit: Kit, examples: tuple[Found, ...]
) -> Draft | None:
    done = [one for one in drawn if one is not None and one.finish == "stop"]
    text = best([one.text for one in done], skill, context, kit, examples)
    return from_model(text, done[0]) if text else None
