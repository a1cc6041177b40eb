"""Pictures from words: the wish read, painted, and a line to go with it that says what was left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from dazi.ports import Kit
from dazi.skills.captions import subjects
from dazi.skills.drafts import from_line, phrase, spoken
from dazi.skills.later import later
from dazi.skills.thread import said_before
from dazi.text.sketch import Sketch, sketch
from dazi.types import Context, Decision, Draft

NEAR = 0.72  # of a line written for another wish: nearer ones speak of the same thing
_ME = re.compile(r"(?:一?个|一下|张)?我(?:自己|本人|的样子)?|me|myself", re.IGNORECASE)
_PART = re.compile(r"[^\W_]+(?: [^\W_]+)*")
# Left over from a wish without having been one.
_FILLER = frozenset(["的", "了", "着", "得", "地", "在", "和", "与", "把", "被", "是", "有", "很", "也", "都", "就", "一", "个", "只", "不", "吗", "吧", "要", "去", "上", "里", "我", "你", "它", "a", "an", "the", "of", "with", "and", "in", "on", "at", "to", "is", "it", "its", "that", "some"])  # fmt: skip


class Draw:
    """A picture of what is wished, of the last wish once more, or of the last wish changed."""

    name = "draw"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        painter = kit.painter
        if painter is None or "generate" not in painter.can:
            return later("draw", context, kit)
        wish = sketch(context)
        if wish is None:
            return spoken("draw.what", context)
        painted = await painter.generate(wish.prompt, seed=seed_of(context), size=wish.size)
        if not painted.understood:
            return spoken("draw.lost", context, words=wish.prompt[:20])
        line = _line(wish, context, kit, subjects(wish.prompt, " ".join(painted.missed)))
        missed = named(painted.missed)
        tail = phrase("draw.missed", context, words=_listed(missed, context)) if missed else ""
        picture = replace(painted.picture, alt=wish.prompt)
        return replace(line, text=line.text + tail, pictures=(picture,))


def seed_of(context: Context) -> int:
    """The same for a retry of this comment, another for the next one."""
    lead = context.lead
    return int.from_bytes(hashlib.sha256(f"{lead.platform}|{lead.comment}".encode()).digest()[:4], "big")


def _line(wish: Sketch, context: Context, kit: Kit, about: Sequence[str]) -> Draft:
    """A line written for such a picture where there is one, else for its subject, else one that suits any."""
    if wish.how == "new":
        for line in kit.lines.find("draw", context, 3):
            if line.topic == "done" and line.score >= NEAR and line.id not in context.used:
                return from_line(line, context)
    if _ME.fullmatch(wish.prompt):
        return spoken("draw.me", context)
    start = seed_of(context) % len(about) if about and wish.how == "new" else 0
    for key in (*about[start:], *about[:start]) if wish.how == "new" else ():
        line_of = spoken(f"draw.of.{key}", context)
        if not said_before(line_of.text, context):
            return line_of
    code = {"new": "draw.done", "again": "draw.again", "changed": "draw.changed", "wider": "draw.wider"}[
        wish.how
    ]
    return spoken(code, context)


def named(missed: Sequence[str]) -> tuple[str, ...]:
    """Of the words that were not understood those worth naming: at most three, short, plain; a single
    sign is what is left of a word, and says nothing."""
    words = [hit.group() for one in missed for hit in _PART.finditer(one) if len(hit.group()) > 1]
    return tuple(
        word[: 16 if word.isascii() else 8] for word in dict.fromkeys(words) if word.casefold() not in _FILLER
    )[:3]


def _listed(words: Sequence[str], context: Context) -> str:
    quoted = [f"“{word}”" for word in words]
    return "".join(quoted) if context.lang == "zh" else ", ".join(quoted)
