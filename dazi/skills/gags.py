"""A running joke brought up again in a light reply: when it may be, and what is reserved for it; knows no store."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from dazi.skills.thread import own_texts
from dazi.text.gag_marks import harmless
from dazi.text.normalise import fold, has_cjk
from dazi.text.told import felt
from dazi.types import Context, Draft, Remembered
from dazi.words import sentences

KIND = "gag"
AGAIN = 7  # days at least before the same joke comes back
ANY = 2  # and before any other of this member's does
_LAST = 6  # turns of the thread in which nobody may have been hurt


def mark(context: Context, kind: str, of: str) -> str:
    """What stands for something recalled among the used lines; nobody's words can be read from it."""
    member = context.lead.member
    whole = f"{member.platform}|{member.account}|{kind}|{of}"
    return f"back.{kind}.{hashlib.sha256(whole.encode()).hexdigest()[:12]}"


def ready(context: Context) -> tuple[Remembered, ...]:
    """The jokes that may be brought up here and now, best first: none where anybody hurt lately, where one was told in
    this thread, or where this or another one was told a few days ago."""
    gags = [one for one in context.remembered if one.kind == KIND]
    if not gags or mark(context, "thread", context.lead.thread) in context.used or _sore(context):
        return ()
    if _rests(context, "gags", "", ANY):
        return ()
    said = [fold(text) for text in own_texts(context)]
    return tuple(
        one
        for one in gags
        if has_cjk(one.text) == (context.lang == "zh")
        and harmless(one.text, beast=True)  # its member may have reworded it
        and not _rests(context, KIND, one.key, AGAIN)
        and not any(fold(one.text) in text for text in said)
    )


def line(one: Remembered, context: Context) -> str:
    """The last part of the code of the sentences that bring it up: "said" where the member says it just now, else its
    sort ("nick", "quip" …)."""
    if fold(one.text) in fold(context.text):
        return "said"
    sort = one.key.split(":")[1] if one.key.count(":") > 1 else ""
    return sort if f"memory.back.gag_{sort}.1" in sentences("zh") else "quip"


def told(context: Context, one: Remembered) -> tuple[str, ...]:
    """What is reserved once it is said."""
    day = context.now.date().toordinal()
    return (
        mark(context, "thread", context.lead.thread),
        mark(context, "gags", f"|{day // ANY}"),
        mark(context, KIND, f"{one.key}|{day // AGAIN}"),
    )


def taken_up(draft: Draft, context: Context) -> Remembered | None:
    """The joke that a model's words hold already."""
    plain = fold(draft.text)
    return next((one for one in ready(context) if fold(one.text) in plain), None)


def hint(context: Context, one: Remembered) -> str:
    """A joke as a strong model is told of it."""
    return f"（你俩的老梗）{one.text}" if context.lang == "zh" else f"(your running joke) {one.text}"


def _rests(context: Context, kind: str, of: str, days: int) -> bool:
    """Whether it was told in this span of days or the one before: at least `days` lie between two times."""
    span = context.now.date().toordinal() // days
    return any(mark(context, kind, f"{of}|{one}") in context.used for one in (span, span - 1))


def _sore(context: Context) -> bool:
    """Whether the member was sad lately, or anybody in this thread or its video may be."""
    if any(one.kind == "mood" for one in context.remembered):
        return True
    return any(not harmless(text, beast=True) or felt(text) for text in _around(context))


def _around(context: Context) -> Iterable[str]:
    if context.video is not None:
        yield context.video.title
    yield from (re.sub(r"[@＠]\S+", " ", one.text) for one in context.burst)
    yield from (turn.text for turn in context.turns[-_LAST:] if not turn.own)
