"""The floor under a decision: risk, grief and forbidden wishes overrule whatever skill was decided."""

from __future__ import annotations

from dataclasses import replace

from dazi.safety.classify import asked
from dazi.safety.crisis import grief, risk
from dazi.safety.people import barred
from dazi.safety.picture import undrawable
from dazi.safety.wished import spared, unshown
from dazi.types import Context, Decision

# What may be funny is barred at a loss; translation, answers and copy (an obituary, a card) stay what they are.
_HUMOUR = ("chat", "joke")
PICTURES = ("draw", "edit", "outpaint")
_CHANGED = ("edit", "outpaint")  # of what somebody brought: people may be in it
SURE = 0.85
_MOURNED = 0.8  # of ten sets three comments of loss were taken for a risk, at 0.56 at most, and a risk that names none at 0.84
# A text to be translated that sounds like a risk is translated, and a soft line stands under it.
SAID = "floor.said"


def floor(context: Context, decision: Decision) -> Decision:
    """The decision, or a safer one. Pure and well under a millisecond."""
    if decision.path == "control":
        return decision
    if risk(context.text):
        if decision.path == "skill" and decision.skill == "translate":
            return replace(decision, reason=SAID)
        return replace(decision, path="crisis", skill="comfort", reason="floor.risk")
    if decision.path == "crisis":
        # Mourning sounds like risk to a classifier that leans towards it; where no word of risk is spoken, it is met
        # as mourning. Very sure scores stay.
        if grief(context.text) and decision.confidence < _MOURNED:
            return replace(decision, path="skill", skill="comfort", reason="floor.grief")
        return decision
    if decision.path == "refuse" and grief(context.text) and decision.confidence < SURE:
        return replace(decision, path="skill", skill="comfort", reason="floor.grief")
    if decision.path == "skill" and decision.skill in PICTURES and (why := undrawable(context.text)):
        return replace(decision, path="refuse", skill="chat", reason=f"floor.{why}")
    if decision.path == "skill" and decision.skill in _CHANGED and (why := barred(context.text)):
        return replace(decision, path="refuse", skill="chat", reason=f"floor.{why}")
    if decision.path == "skill" and decision.skill == "recommend":
        if unwanted := unshown(context.text, context.now, context.video):
            return replace(decision, path="refuse", skill="chat", reason=f"floor.{unwanted}")
        if spared(context.text, context.now):
            return decision
    if category := asked(context.text, sure=_ordinary(decision)):
        return replace(decision, path="refuse", skill="chat", reason=f"floor.{category}")
    if decision.path == "skill" and decision.skill in _HUMOUR and grief(context.text):
        return replace(decision, skill="comfort", reason="floor.grief")
    if decision.path == "skill" and decision.skill in _HUMOUR and _lately_in_pain(context):
        return replace(decision, skill="comfort", reason="floor.mood")
    return decision


def _ordinary(decision: Decision) -> bool:
    """Whether the decider is sure of a wish that nobody minds: a broad pattern alone does not overrule it."""
    return decision.path == "skill" and decision.confidence >= SURE and bool(decision.reason)


def _lately_in_pain(context: Context) -> bool:
    """The member spoke of a loss or of risk in the last turns, and this turn is short enough to lean on it. An
    explicit wish for a joke is the member's to make."""
    mine = [turn for turn in context.turns[-4:] if turn.member.account == context.lead.member.account]
    wishes = any(word in context.text for word in ("笑话", "段子", "joke", "开心"))
    return (
        not wishes and len(context.text) <= 30 and any(risk(turn.text) or grief(turn.text) for turn in mine)
    )
