"""Wishes for the feed: read, kept under a receipt, answered in one sentence with two or three videos that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from dazi.bonds import Card, Wish
from dazi.ports import Kit
from dazi.skills.drafts import phrase, spoken
from dazi.skills.later import later
from dazi.skills.thread import earlier_wish, last_own, said_before
from dazi.text.prefers import Preference, prefers
from dazi.types import Context, Decision, Draft

NEAR = 0.75  # of a line written for another wish: nearer ones speak of the same thing
NAMED = 3  # videos that an answer names


class Recommend:
    """A stated preference with its receipt; asks back where it heard none; tells it can't where no feed is ours."""

    name = "recommend"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        if kit.feed is None:
            return later("recommend", context, kit)
        wishes = _wishes(context)
        if not wishes:
            return spoken("recommend.what", context)
        member = context.lead.member
        receipt = await kit.feed.prefer(member, wishes, context.lead.comment, context.now)
        more = [wish for wish in wishes if wish.direction == "more"]
        cards = await kit.feed.find(member, more, NAMED) if more else ()
        line, lines = _line(wishes, context, kit)
        tail = phrase("recommend.receipt", context, number=receipt)
        shown = _shown(cards, context) if cards else (phrase("recommend.none_yet", context) if more else "")
        text = (
            " ".join(part for part in (line, shown, tail) if part)
            if context.lang == "en"
            else f"{line}{shown}{tail}"
        )
        return Draft(text, "repertoire" if lines else "words", lines[0] if lines else "recommend.done", lines)


def _wishes(context: Context) -> tuple[Wish, ...]:
    """Those of this comment; under a wish that was answered what only turns it round ("那狗呢", "再多点") goes on from it."""
    found = prefers(context.text, context.now)
    own = last_own(context)
    if not found and own is not None and own.skill == "recommend" and (before := earlier_wish(context)):
        found = prefers(before, context.now)
    return tuple(as_wish(one) for one in found)


def as_wish(one: Preference) -> Wish:
    """The same fields under the port's name."""
    return Wish(**{field.name: getattr(one, field.name) for field in fields(one)})


def _line(wishes: Sequence[Wish], context: Context, kit: Kit) -> tuple[str, tuple[str, ...]]:
    """A line written for such a wish where there is one, else one of words that names what was wished; with the line's
    id where it is to be reserved."""
    if len(wishes) == 1 and wishes[0].until is None:
        for found in kit.lines.find("recommend", context, 4):
            if (
                found.topic == "done"
                and found.score >= NEAR
                and found.id not in context.used
                and not said_before(found.text, context)
            ):
                return found.text, (found.id,)
    ways = {wish.direction for wish in wishes}
    code = "both" if len(ways) == 2 else ways.pop()
    arguments = {
        way: _named([wish for wish in wishes if wish.direction == way], context) for way in ("more", "less")
    }
    text = phrase(f"recommend.{code}", context, **arguments)
    until = next((wish.until for wish in wishes if wish.until), None)
    if until is not None:
        text += phrase("recommend.until", context, month=until.month, day=until.day)
    return text, ()


def _named(wishes: Sequence[Wish], context: Context) -> str:
    """What they speak of, in the member's words, briefly."""
    names = []
    for wish in wishes:
        parts = [
            wish.creator and phrase("recommend.creator", context, name=wish.creator),
            wish.mood,
            wish.topic,
        ]
        parts.append(wish.length and phrase(f"feed.length.{wish.length}", context))
        # "恐怖片" is its own mood.
        said = [
            part
            for part in parts
            if part and not any(part != other and part in other for other in parts if other)
        ]
        names.append(
            ("的" if context.lang == "zh" and len(said) > 1 else " ").join(said[:2])
            if len(said) > 1
            else "".join(said)
        )
    joint = "、" if context.lang == "zh" else ", "
    return joint.join(dict.fromkeys(name for name in names if name))[:30]


def _shown(cards: Sequence[Card], context: Context) -> str:
    """Titles with their links; a platform's own page makes links of them."""
    titles = [f"《{card.title}》({card.url})" if card.url else f"《{card.title}》" for card in cards[:NAMED]]
    if context.lang == "en":
        titles = [title.replace("《", "“").replace("》", "”") for title in titles]
    return phrase(
        "recommend.first", context, titles="".join(titles) if context.lang == "zh" else ", ".join(titles)
    )
