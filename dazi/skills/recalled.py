"""What the member once told, hung onto a light reply where it fits, and what is told just now; knows no store."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from dazi.skills import gags
from dazi.skills.drafts import phrase, spoken
from dazi.skills.gags import mark
from dazi.skills.thread import own_texts
from dazi.text.gag_marks import greets
from dazi.text.told import only_told
from dazi.text.when import WHEN_EN, day_of, moment
from dazi.types import Context, Draft, Remembered
from dazi.words import sentences

LONGEST = 70  # characters of a reply that bears a tail; twice as many letters
_AFTER = timedelta(hours=6)  # before that it was said in this very talk
_SHARE = 2  # a name or a pet in one of so many talks
_ENDS = "。！？!?.…~～"
_DATED = re.compile(r"^(\d{1,2}月\d{1,2}日)(?:去)?(?P<what>.+)$")
_DATED_EN = re.compile(rf"^(?P<what>.+?) (?P<when>{WHEN_EN})$", re.IGNORECASE)
_CALLED = re.compile(r"吗|不在|在不|在么|\?|？|there|around|\bup\b", re.IGNORECASE)
_IDLE = re.compile(r"无聊|没事|没啥|唠|聊|扯|摸鱼|bored", re.IGNORECASE)
# What is worth asking back about; nobody wants to report on a Tuesday's early start.
_WEIGHTY = re.compile(
    r"面试|考|手术|搬|婚|演出|比赛|马拉松|答辩|报告|开题|参展|漫展|体检|拔|相亲|出差|旅|飞|回国|回老家|入职|去[\u4e00-\u9fff]{2}"
    r"|\b(?:exam|final|interview|test|wedding|gig|surgery|flight|flying|moving|marathon|race|recital|defen[cs]e|presentation|trip|audition)\b",
    re.IGNORECASE,
)


def recalled(draft: Draft, context: Context, *, light: bool, filler: bool = False) -> Draft:
    """The draft, or with a tail: once a thread at most, each thing once, and nothing where somebody may hurt (not
    `light`). What is said is reserved like a line, so that it is said once. A joke between us takes the place of a
    `filler`, which answers anything."""
    if light and draft.source == "model" and (gag := gags.taken_up(draft, context)):
        return replace(draft, lines=(*draft.lines, *gags.told(context, gag)))
    if not light or not context.remembered or len(draft.text) > LONGEST * (1 if context.lang == "zh" else 2):
        return draft
    here = mark(context, "thread", context.lead.thread)
    if here in context.used:
        return draft
    for one in context.remembered:
        if one.kind == gags.KIND:
            if draft.source != "model" and one in gags.ready(context) and one.text not in draft.text:
                return _with_gag(Draft("", "words", "memory.back") if filler else draft, context, one)
            continue
        kind, what = _fitting(one, context)
        once = mark(context, kind, _when(kind, one, context))
        if (
            not kind
            or once in context.used
            or (what and (what in draft.text or any(what in said for said in own_texts(context))))
        ):
            continue
        said = draft.text if kind == "name" else _ended(draft.text)
        text = phrase(f"memory.back.{kind}", context, what=what, said=said)
        return replace(draft, text=text, lines=(*draft.lines, here, once))
    return draft


def greeted(context: Context) -> Draft | None:
    """An answer to who only turns up again after days: the joke between us, where it is what comes to mind first."""
    first = next((one for one in context.remembered if one.kind != "name"), None)
    if (
        first is None
        or first.kind != gags.KIND
        or not greets(context.text)
        or first not in gags.ready(context)
    ):
        return None
    how = "here" if _CALLED.search(context.text) else "idle" if _IDLE.search(context.text) else "back"
    hello = Draft(phrase(f"memory.hello_{how}", context), "words", f"memory.hello_{how}")
    return _with_gag(hello, context, first)


def _with_gag(draft: Draft, context: Context, gag: Remembered) -> Draft:
    said = _ended(draft.text) if draft.text else ""
    text = phrase(f"memory.back.gag_{gags.line(gag, context)}", context, what=gag.text, said=said)
    return replace(draft, text=text.strip(), lines=(*draft.lines, *gags.told(context, gag)))


def _ended(text: str) -> str:
    return text if text[-1:] in _ENDS else f"{text}。"


def noted(context: Context) -> Draft | None:
    """An answer to who tells something of themselves in so many words, which lets them know that it is kept; None where
    they told nothing, or something else besides."""
    fact = only_told(context.text, context.now) if context.memory else None
    if fact is None:
        return None
    one = Remembered(fact.kind, fact.text, context.now)
    what = _short(one) or fact.text
    named = f"memory.noted.{fact.key.split(':')[1]}" if fact.kind == "life" else f"memory.noted.{fact.kind}"
    if fact.kind == "pet" and not _short(one):
        named = "memory.noted.pet_nameless"
    code = named if f"{named}.1" in sentences(context.lang) else f"memory.noted.{fact.kind}"
    return spoken(code, context, what=what)


def _fitting(one: Remembered, context: Context) -> tuple[str, str]:
    """(kind of line, what it names) for a thing that may be recalled now; ("", "") else."""
    if context.now - one.at < _AFTER:
        return "", ""
    if one.kind == "life":
        day = day_of(one.text) == (context.now.month, context.now.day)
        return ("birthday", "") if day else ("", "")
    if one.kind == "mood":
        # Asked once, in the first words of a new talk.
        return ("mood", "") if not context.turns else ("", "")
    if context.lang != ("en" if one.text.isascii() else "zh") and one.kind != "name":
        return "", ""
    if one.kind == "plan":
        return ("plan", over) if (over := _over(one, context)) else ("", "")
    seldom = sum(context.lead.comment.encode()) % _SHARE == 0
    if one.kind == "name":
        return ("name", _short(one)) if seldom and not context.turns else ("", "")
    return ("pet", _short(one)) if one.kind == "pet" and seldom and _short(one) else ("", "")


def _over(one: Remembered, context: Context) -> str:
    """A plan whose day is past, without its date; "" while it is ahead, and for what nobody asks after."""
    hit = _DATED.match(one.text) or _DATED_EN.match(one.text)
    if hit is None or not _WEIGHTY.search(one.text):
        return ""
    day = moment(hit.groupdict().get("when") or hit[1], one.at)
    return hit["what"] if day is not None and context.now.date() > day.date() else ""


def _when(kind: str, one: Remembered, context: Context) -> str:
    """How long a thing counts as said: a birthday for a year, a name for a day, a pet for a week, else for good."""
    if kind == "birthday":
        return str(context.now.year)
    if kind == "name":
        return context.now.date().isoformat()
    if kind == "pet":
        return f"{one.text} {context.now.isocalendar()[:2]}"
    return str(one.at.timestamp())


def _short(one: Remembered) -> str:
    """What one would call it: a pet's name, else what it is."""
    for sign in ("，叫", " called "):
        if one.kind == "pet" and sign in one.text:
            return one.text.rpartition(sign)[2]
    return "" if one.kind == "pet" else one.text.lstrip("是吃喝看听玩打")
