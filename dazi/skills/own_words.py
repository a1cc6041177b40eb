"""Answers about the words of a talk itself: what the member said, what they put right, what we wrote, what they don't want
to hear; knows no model and no line."""

from __future__ import annotations

import re

from dazi.skills.drafts import spoken
from dazi.skills.thread import last_own, own_texts
from dazi.text.echo import amends, asks_ours, said_of, unwanted
from dazi.text.normalise import fold
from dazi.types import Context, Draft

_LOST = re.compile(
    r"(?:没|不)(?:太|大)?(?:看|听|get|g)?懂|笑点(?:在哪|是什?么|呢)|哪里好笑|好笑在哪|没get|don't get (?:it|the joke)|what's so funny|explain the joke",
    re.IGNORECASE,
)


def own_words(context: Context) -> Draft | None:
    """What there is to say about the talk's own words; None for any other turn, and for a first one."""
    last = last_own(context)
    if last is None:
        return None
    if said := said_of(context.text, context.turns, context.lead.member):
        return spoken("memory.said", context, what=said)
    if ours := of_ours(context):
        return ours
    if right := amends(context.text):
        return spoken("skills.amended", context, new=right.new)
    if what := unwanted(context.text):
        return spoken("skills.unwanted", context, what=what)
    if last.skill == "joke" and _LOST.search(context.text):
        return spoken("skills.joke_lost", context)
    return None


def of_ours(context: Context) -> Draft | None:
    """Whether we wrote what a turn asks after ("里头有没有写包邮"); None where it asks nothing of the kind."""
    what = asks_ours(context.text) if last_own(context) is not None else ""
    if not what:
        return None
    wrote = any(fold(what) in fold(text) for text in own_texts(context))
    return spoken("skills.we_wrote" if wrote else "skills.we_wrote_not", context, what=what)
