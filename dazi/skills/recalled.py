"""What the member once told, hung onto a light reply where it fits, and what is told just now; knows no store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dazi.skills.drafts import phrase, spoken
from dazi.skills.thread import own_texts
from dazi.text.told import only_told
from dazi.types import Context, Draft, Remembered
from dazi.words import sentences

LONGEST = 70  # characters of a reply that bears a tail; twice as many letters
_AFTER = timedelta(hours=6)  # before that it was said in this very talk
_NEVER = ("life",)  # kept for prompts and questions: as a tail it sounds like a file
_SHARE = 2  # in one of so many talks
_ENDS = "。！？!?.…~～"


def recalled(draft: Draft, context: Context, *, light: bool) -> Draft:
    """The draft, or with a tail. `light`: nobody may hurt, so that a pet's name is welcome; else only the question how
    it went on since."""
    if not context.remembered or len(draft.text) > LONGEST * (1 if context.lang == "zh" else 2):
        return draft
    for one in context.remembered:
        if not _fits(one, context, light):
            continue
        what = _short(one)
        if not what or what in draft.text or any(what in said for said in own_texts(context)):
            continue
        said = draft.text if draft.text[-1:] in _ENDS or one.kind == "name" else f"{draft.text}。"
        return replace(draft, text=phrase(f"memory.back.{one.kind}", context, what=what, said=said))
    return draft


def noted(context: Context) -> Draft | None:
    """An answer to who tells something of themselves in so many words, which lets them know that it is kept; None where
    they told nothing, or something else besides."""
    fact = only_told(context.text, context.now) if context.memory else None
    if fact is None:
        return None
    one = Remembered(fact.kind, fact.text, context.now)
    what = _short(one) or fact.text
    named = (
        f"memory.noted.{fact.key.partition(':')[2]}" if fact.kind == "life" else f"memory.noted.{fact.kind}"
    )
    if fact.kind == "pet" and not _short(one):
        named = "memory.noted.pet_nameless"
    code = named if f"{named}.1" in sentences(context.lang) else f"memory.noted.{fact.kind}"
    return spoken(code, context, what=what)


def _fits(one: Remembered, context: Context, light: bool) -> bool:
    if one.kind in _NEVER or context.now - one.at < _AFTER:
        return False
    if one.kind == "mood":
        # Asked once, in the first words of a new talk.
        return not context.turns and light
    if not light or context.lang != _language(one):
        return False
    if one.kind == "name":
        return not context.turns and sum(context.lead.comment.encode()) % _SHARE == 0
    return one.kind in ("pet", "plan") and sum(context.lead.comment.encode()) % _SHARE == 0


def _language(one: Remembered) -> str:
    return "en" if one.text.isascii() else "zh"


def _short(one: Remembered) -> str:
    """What one would call it: a pet's name, else what it is."""
    for sign in ("，叫", " called "):
        if one.kind == "pet" and sign in one.text:
            return one.text.rpartition(sign)[2]
    return "" if one.kind == "pet" else one.text.lstrip("是吃喝看听玩")
