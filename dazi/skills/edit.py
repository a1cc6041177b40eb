"""Changing a picture: whose it is and what may be done to it, the change, and a line that says what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dazi.errors import ModelBusy, ModelRefused
from dazi.pictures import Album, Given, Painted, Painter
from dazi.ports import Kit
from dazi.skills.drafts import phrase, spoken
from dazi.skills.draw import Draw, named, seed_of
from dazi.skills.later import later
from dazi.skills.thread import said_before
from dazi.text.retouch import Retouch, harmless, on_sheet, read
from dazi.text.sketch import follows, sketch
from dazi.text.widen import widen
from dazi.types import Context, Decision, Draft, Turn
from dazi.words import sentences

_READ = 400
_HANDLE = re.compile(r"^\s*(?:[@＠]\S+\s*)+")
_SURE_AGAIN = ("stickers",)  # the same seed, the same picture
_TOLD = ("edit.unfit",)  # refusals of a painter that have a sentence
# Which change is spoken of first where there are several: the one that is seen first.
_LOUD = (
    "wear",
    "backdrop",
    "cutout",
    "hide",
    "sticker",
    "season",
    "weather",
    "hour",
    "style",
    "text",
    "frame",
    "shape",
    "blur",
    "tone",
)


@dataclass(frozen=True, slots=True)
class Story:
    """What is wished of which picture: the wishes of the thread since it came, as one, and the context in which an album
    finds it. `brought`: it is (or comes from) a picture that a member brought."""

    wish: str
    context: Context
    brought: bool


class Edit:
    """The member's picture with the change that is asked for; a drawing of ours is drawn anew with it."""

    name = "edit"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        painter, album = kit.painter, kit.album
        story = _story(context)
        if (
            painter is not None
            and not story.brought
            and follows(context)
            and not (album and on_sheet(context.text))
        ):
            return await Draw()(context, decision, kit)
        if painter is None or album is None or "edit" not in painter.can:
            return later("edit", context, kit)
        wanted = read(story.wish)
        given = await _given(album, story, context)
        if given is None:
            return spoken("edit.which", context)
        if code := _people(given, story, wanted):
            return spoken(f"edit.people.{code}", context)
        if given.whence == "drawing" and not story.brought:
            given = await _unlabelled(given, context, painter)
        if wanted.undone:
            return spoken("edit.undone", context)
        return await self._changed(painter, given, story, wanted, context)

    async def _changed(
        self, painter: Painter, given: Given, story: Story, wanted: Retouch, context: Context
    ) -> Draft:
        try:
            painted = await painter.edit(given, story.wish, seed=_seed(given))
        except ModelRefused as refused:
            if refused.code in _TOLD or refused.code.startswith("safety."):
                return spoken(refused.code, context)
            raise
        if not painted.understood:
            return _cannot(painted, wanted, context)
        line = _line(painted, wanted, context)
        picture = replace(painted.picture, alt=story.wish[:200])
        return replace(line, text=line.text + _tail(painted, wanted, context), pictures=(picture,))


def _seed(given: Given) -> int:
    """The same for the same picture: what falls in it stays where it was while hats come and go."""
    return sum(given.url.encode()) % 2**31


def _plain(text: str) -> str:
    return _HANDLE.sub("", text[:_READ]).strip()


def _pictured(turn: Turn) -> bool:
    return any(one.kind == "image" for one in turn.attachments)


def _story(context: Context) -> Story:
    """The comment's own picture, else the newest that a member brought to the thread with all that was wished of it
    since, else whatever the album finds."""
    text = context.text[:_READ].strip()
    if any(one.kind == "image" for mention in context.burst for one in mention.attachments):
        return Story(text, context, True)
    turns = context.turns
    start = next(
        (at for at in range(len(turns) - 1, -1, -1) if not turns[at].own and _pictured(turns[at])), None
    )
    drawn = next(
        (at for at in range(len(turns) - 1, -1, -1) if turns[at].own and turns[at].skill == "draw"), -1
    )
    member = context.lead.member
    if start is None or drawn > start:
        told = [
            _asked(_plain(turn.text)) for turn in turns[drawn + 1 :] if not turn.own and turn.member == member
        ]
        return Story("，".join([*filter(None, told), text]) if drawn >= 0 else text, context, False)
    told = [
        asked
        for turn in turns[start:]
        if not turn.own and turn.member == member and (asked := _asked(_plain(turn.text)))
    ]
    # What we made of it carries our label: every change starts from the picture as it was brought.
    bare = tuple(replace(turn, attachments=()) if turn.own else turn for turn in turns)
    return Story("，".join([*told, text]), replace(context, turns=bare), True)


async def _given(album: Album, story: Story, context: Context) -> Given | None:
    """The picture of the story, or the avatar or the frame of the video that the comment names."""
    if not story.brought:
        meant = widen(context)
        if meant.source == "avatar":
            return await album.given(context, avatar=True)
        if meant.source == "frame":
            return await album.given(context, frame=meant.at)
    return await album.given(story.context)


async def _unlabelled(given: Given, context: Context, painter: Painter) -> Given:
    """A drawing of ours without its label, where the same wish with the same seed draws the same again: two labels on
    one picture look like a stamp that slipped."""
    turns = context.turns
    drawn = next(
        (at for at in range(len(turns) - 1, 0, -1) if turns[at].own and turns[at].skill == "draw"), 0
    )
    wished = next((turn for turn in reversed(turns[:drawn]) if not turn.own), None)
    if wished is None or "generate" not in painter.can or "generate" in painter.slow:
        return given
    text, at = _plain(wished.text), turns.index(wished)
    lead = replace(context.lead, comment=wished.comment, member=wished.member, text=text)
    then = replace(context, burst=(lead,), text=text, turns=turns[:at])
    wish = sketch(then)
    if wish is None:
        return given
    try:
        painted = await painter.generate(wish.prompt, seed=seed_of(then), size=wish.size)
    except (ModelBusy, ModelRefused):
        return given
    changed = any(turn.own and turn.skill == "edit" for turn in turns[drawn + 1 :])  # a frame made it larger
    if painted.picture.backend not in _SURE_AGAIN or (not changed and wish.size != given.size):
        return given
    return replace(given, content=painted.picture.content)


def _asked(text: str) -> str:
    """Of an earlier comment only what was understood: what it said besides was answered then."""
    found = read(text)
    if found.undone:
        return "还原"
    return "，".join(one.words.strip() for one in found.changes)


def _people(given: Given, story: Story, wanted: Retouch) -> str:
    """Why a picture with people in it stays as it is (a code of edit.people.*), empty where it may be changed. Where
    nobody could look, there may be some."""
    if given.faces == () or (given.whence == "drawing" and not story.brought):
        return ""
    if given.whence == "frame":
        return "frame"
    if not given.own:
        return "other"
    if not given.consent:
        return "tick"
    return "" if harmless(wanted) or wanted.undone or not wanted.changes else "only"


def _cannot(painted: Painted, wanted: Retouch, context: Context) -> Draft:
    """Nothing was changed: why, as exactly as it is known."""
    if wanted.beyond:
        return spoken(f"edit.beyond.{wanted.beyond[0]}", context)
    if painted.because in ("face", "person"):
        return spoken(f"edit.no_{painted.because}", context)
    words = named(painted.missed)
    return spoken("edit.lost", context, words=words[0] if words else _plain(context.text)[:12])


def _line(painted: Painted, wanted: Retouch, context: Context) -> Draft:
    """A line written for this very change, else for its kind; of several changes the one that is seen first, and one
    that the last comment asked for before those of earlier ones."""
    known = sentences(context.lang)
    done = [one for one in wanted.changes if one.words.strip() in painted.understood] or [*wanted.changes]
    done.sort(key=lambda one: (one.words.strip() not in context.text, _LOUD.index(one.kind)))
    codes = [code for one in done for code in (f"edit.of.{one.what}", f"edit.kind.{one.kind}")]
    for code in codes:
        if f"{code}.1" not in known:
            continue
        line = spoken(code, context)
        if not said_before(line.text, context):
            return line
    return spoken("edit.done", context)


def _tail(painted: Painted, wanted: Retouch, context: Context) -> str:
    """What was not done, named: what can't be, what found no face, what was not understood."""
    if read(_plain(context.text)).beyond:
        return phrase("edit.but", context, what=phrase(f"edit.names.{wanted.beyond[0]}", context))
    # What an earlier comment asked for and didn't get was told then.
    missed = [one for one in painted.missed if one.strip() in context.text]
    if not missed:
        return ""
    if painted.because in ("face", "person"):
        return phrase(f"edit.but_{painted.because}", context, words=_listed(missed[:2], context))
    words = named(missed)
    return phrase("edit.missed", context, words=_listed(words, context)) if words else ""


def _listed(words: Sequence[str], context: Context) -> str:
    quoted = [f"“{word.strip()[:16]}”" for word in words]
    return "".join(quoted) if context.lang == "zh" else ", ".join(quoted)
