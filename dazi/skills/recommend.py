"""Wishes for the feed: read, kept under a receipt, answered in one sentence with two or three videos that fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from dazi.bonds import Card, Wish
from dazi.ports import Kit
from dazi.skills.drafts import phrase, spoken
from dazi.skills.later import later
from dazi.skills.thread import last_own, said_before
from dazi.text.alike import Alike, alike, asked_which, mood_in_tags, subjects
from dazi.text.grams import names
from dazi.text.normalise import clean
from dazi.text.prefers import Preference, Way, prefers
from dazi.text.spans import until_of
from dazi.types import Context, Decision, Draft, Lang

NEAR = 0.75  # of a line written for another wish: nearer ones speak of the same thing
NAMED = 3  # videos that an answer names
LONGEST = 150  # signs of an answer; titles are left out before it gets longer
_PROMISES = re.compile(r"先看|三条|这几条|start with", re.IGNORECASE)
# What only turns an earlier wish round: another subject, or more of the same.
_INSTEAD = re.compile(
    r"^(?:那|还有)?(?P<what>[\u4e00-\u9fff]{1,8}?)(?:呢|也来点|也要|也行)[?？!！~～]*$|^(?:(?:and|how about|what about) )+(?P<what2>[\w' -]{2,24}?)(?: too)?[?!. ]*$",
    re.IGNORECASE,
)
# What stands before a word that answers what we asked back.
_ASKED: Mapping[Lang, Mapping[Way, str]] = {
    "zh": {"more": "多推点", "less": "别推"},
    "en": {"more": "show me more ", "less": "stop showing me "},
}
_CALL = re.compile(r"^\s*[@＠][\w.-]+\s*")
_MORE = re.compile(
    r"^(?:再|还要|继续|接着)(?:来|多|加|推)?(?:一)?(?:点|些|几个|几条)?(?:吧|呗|嘛)?[!！~～]*$|^(?:even |some )?more(?: please)?[!. ]*$|^keep (?:them|those) coming[!. ]*$",
    re.IGNORECASE,
)
# Who says why and hurts wants no jokes about it.
_HURT = re.compile(
    r"失恋|分手|离婚|刚走|走了|去世|离世|过世|没了|压力|难过|难受|心情(?:不好|差)|焦虑|抑郁|崩溃|失眠|住院|生病|手术|流产|孕吐|想哭|太累|好累|"
    r"\b(?:broke up|breakup|passed away|died|rough|awful|stressed|anxious|depressed|down|grieving|heartbroken|hospital|burned out)\b",
    re.IGNORECASE,
)


class Recommend:
    """A stated preference with its receipt; asks back where it heard none; tells it can't where no feed is ours."""

    name = "recommend"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        if kit.feed is None:
            return later("recommend", context, kit)
        wishes, pointed = _meant(context)
        if not wishes:
            return spoken(f"recommend.which_{pointed[0].way}" if pointed else "recommend.what", context)
        member = context.lead.member
        receipt = await kit.feed.prefer(member, wishes, context.lead.comment, context.now)
        more = [wish for wish in wishes if wish.direction == "more"]
        found = await kit.feed.find(member, more, NAMED + 1) if more else ()
        cards = [card for card in found if card.video != context.lead.video][:NAMED]
        line, lines = _line(wishes, context, kit, len(cards), pointed)
        tail = phrase("recommend.receipt", context, number=receipt)
        room = LONGEST - len(line) - len(tail) - 2
        shown = _shown(cards, context, room) if cards else ""
        gap = " " if context.lang == "en" else ""
        text = gap.join(part for part in (line, shown, tail) if part)
        return Draft(text, "repertoire" if lines else "words", lines[0] if lines else "recommend.done", lines)


def _meant(context: Context) -> tuple[tuple[Wish, ...], tuple[Alike, ...]]:
    """The wishes of this comment, and which of them point at the video above; no wishes beside some that do: nothing
    is known of it."""
    pointed, rest = alike(context.text)
    own = last_own(context)
    goes_on = own is not None and own.skill == "recommend" and any(one.bare for one in pointed)
    if not pointed or goes_on:
        return _wishes(context), ()
    video, digest = context.video, context.digest
    title, tags, author = (video.title, video.tags, video.author) if video else ("", (), "")
    told = (digest.one_line, digest.summary) if digest is not None else ()
    topics = [_spoken_in(topic, context.lang) for topic in subjects(title, tags, told)]
    mood = mood_in_tags(tags)
    found = list(prefers(rest, context.now)) if rest else []
    until = until_of(context.text, context.now)
    for one in pointed:
        if one.creator:
            parts = [Preference(creator=clean(author, 20))] if clean(author, 20) else []
        else:
            parts = [Preference(topic) for topic in topics] or ([Preference(mood=mood)] if mood else [])
        found += [replace(part, direction=one.way, until=until) for part in parts]
    return tuple(as_wish(one) for one in dict.fromkeys(found)), pointed


def _spoken_in(topic: str, lang: Lang) -> str:
    """A video's subject in the language of who asks, where it has such a name: "cat" for 猫."""
    if lang == "en" and not topic.isascii():
        return next((name for name in names(topic) if name.isascii()), topic)
    return topic


def _wishes(context: Context) -> tuple[Wish, ...]:
    """Those of this comment; under a wish that was answered what only turns it round ("那狗呢", "再多点") goes on from it,
    and a word alone answers what we asked back."""
    found = prefers(context.text, context.now)
    own = last_own(context)
    if not found and own is not None and own.skill == "recommend":
        text = context.text.strip()
        if asked_which(own.text):
            found = prefers(_ASKED[context.lang][_way_before(context)] + text, context.now)
        else:
            before = _before(context)
            found = before if _MORE.match(text) else _instead(text, before)
    return tuple(as_wish(one) for one in found)


def _way_before(context: Context) -> Way:
    """Whether the member asked for more or for less before we asked of what."""
    mine = [turn.text for turn in context.turns if turn.member == context.lead.member and not turn.own]
    pointed, _ = alike(_CALL.sub("", mine[-1])) if mine else ((), "")
    return pointed[-1].way if pointed else "more"


def _before(context: Context) -> tuple[Preference, ...]:
    """What the member wished last in this thread, turned round as they turned it."""
    wished: tuple[Preference, ...] = ()
    for turn in context.turns:
        if turn.member == context.lead.member and not turn.own:
            text = _CALL.sub("", turn.text).strip()
            wished = prefers(text, context.now) or _instead(text, wished) or wished
    return wished


def _instead(text: str, before: Sequence[Preference]) -> tuple[Preference, ...]:
    """The earlier wish with the subject of "那狗呢" in place of its own; () for anything else."""
    hit = _INSTEAD.match(text)
    if hit is None or not before:
        return ()
    what = next(value for value in hit.groups() if value)
    return (replace(before[0], topic=what, creator="", mood=""),)


def as_wish(one: Preference) -> Wish:
    """The same fields under the port's name."""
    return Wish(**{field.name: getattr(one, field.name) for field in fields(one)})


def _line(
    wishes: Sequence[Wish], context: Context, kit: Kit, cards: int, pointed: Sequence[Alike] = ()
) -> tuple[str, tuple[str, ...]]:
    """A line written for such a wish where there is one, else one of words that names what was wished; with the line's
    id where it is to be reserved. What points at a video is always named."""
    hurt = bool(_HURT.search(context.text)) or kit.lines.sad(context)
    lone = len(wishes) == 1 and wishes[0].until is None and (cards or wishes[0].direction == "less")
    if lone and not hurt and not pointed:
        for found in kit.lines.find("recommend", context, 4):
            if (
                found.topic == "done"
                and found.score >= NEAR
                and found.id not in context.used
                and not (_PROMISES.search(found.text) and cards < NAMED)
                and not said_before(found.text, context)
            ):
                return found.text, (found.id,)
    ways = {wish.direction for wish in wishes}
    code: str = "both" if len(ways) == 2 else ways.pop()
    arguments = {
        way: _named([wish for wish in wishes if wish.direction == way], context) for way in ("more", "less")
    }
    style = (
        "soft_" if hurt else "alike_" if code != "both" and any(not one.creator for one in pointed) else ""
    )
    # What is not there is not moved to the front.
    if code != "less" and not cards:
        style = "soft_" if hurt and code == "more" else "alike_" if pointed and code == "more" else ""
        code += "_none"
    text = phrase(f"recommend.{style}{code}", context, **arguments)
    return _until(text, wishes, context), ()


def _until(text: str, wishes: Sequence[Wish], context: Context) -> str:
    """A line with the day until which it holds."""
    text = text[:1].upper() + text[1:]
    until = next((wish.until for wish in wishes if wish.until), None)
    if until is None:
        return text
    today = until.date() == context.now.astimezone(until.tzinfo).date()
    less = "_less" if all(wish.direction == "less" for wish in wishes) else ""
    end = f"recommend.until_today{less}" if today else f"recommend.until{less}"
    return text + phrase(end, context, month=until.month, day=until.day)


def _named(wishes: Sequence[Wish], context: Context) -> str:
    """What they speak of, in the member's words, briefly."""
    one = _in_chinese if context.lang == "zh" else _in_english
    names = dict.fromkeys(one(wish, context) for wish in wishes)
    return ("、" if context.lang == "zh" else " and ").join(names)[: 40 if context.lang == "zh" else 60]


def _in_chinese(wish: Wish, context: Context) -> str:
    """ "搞笑的狗", "老王的修车视频", "治愈的", "猫的短视频"."""
    mood = "" if wish.mood and wish.mood in wish.topic else wish.mood
    kind = phrase(f"feed.film.{wish.length}", context) if wish.length else "视频"
    if wish.creator:
        return f"{wish.creator}的{wish.topic}{kind}"
    if not wish.topic:
        return f"{mood}的{kind if wish.length else ''}" if mood else kind
    topic = f"{wish.topic}的" if re.match("适合|关于|教|讲", wish.topic) else wish.topic
    head = f"{mood}的{topic}" if mood else topic
    return f"{head.removesuffix('的')}的{kind}" if wish.length else head


def _in_english(wish: Wish, context: Context) -> str:
    """ "funny dog videos", "videos by Old Tom", "cozy ones", "short videos"."""
    mood = "" if wish.mood and wish.mood in wish.topic else wish.mood
    length = phrase(f"feed.film.{wish.length}", context) if wish.length else ""
    plural = re.search(r"(?:s|ing|music|art|stuff|content|news)$", wish.topic)
    subject = wish.topic if plural and not (mood or length) else f"{wish.topic} videos".strip()
    said = " ".join(part for part in (length, mood, subject) if part)
    return f"{said} by {wish.creator}" if wish.creator else said


def _shown(cards: Sequence[Card], context: Context, room: int) -> str:
    """As many titles with their links as there is room for, at least one; a platform's own page makes links of them."""
    zh = context.lang == "zh"
    marks = ("《", "》") if zh else ("“", "”")
    titles = [
        f"{marks[0]}{card.title}{marks[1]}({card.url})" if card.url else f"{marks[0]}{card.title}{marks[1]}"
        for card in cards[:NAMED]
    ]
    for many in range(len(titles), 0, -1):
        code = "recommend.first" if many > 1 else "recommend.first_one"
        shown = phrase(code, context, titles=("" if zh else ", ").join(titles[:many]))
        if len(shown) <= room or many == 1:
            return shown
    return ""
