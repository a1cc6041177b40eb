"""Extending a picture beyond its frame: which picture, in what manner, where it turned out to hang, and a line that says why."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from dazi.label import strip_label
from dazi.pictures import Album, Given, Painted, Wider
from dazi.ports import Kit
from dazi.skills.drafts import phrase, spoken
from dazi.skills.later import later
from dazi.text.normalise import fold
from dazi.text.widen import Widen, widen
from dazi.types import Context, Decision, Draft, Lang
from dazi.words import say, sentences

IN = "+"  # between the names of settings that stand in each other, the innermost first
_NAME, _LINE = "outpaint.name.", "outpaint.at."
_LANGS: tuple[Lang, ...] = ("zh", "en")
_LONG = 8  # characters from which a piece of a line is nobody else's
_NEAR = 4.0  # seconds: writing on screen that near to a frame is on it
_OFF = 0.03  # by how much a ratio may be missed without a word about it


class Outpaint:
    """More of the world around an attached picture, the member's avatar, a frame of the video or our last drawing."""

    name = "outpaint"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        painter, album = kit.painter, kit.album
        if painter is None or "expand" not in painter.can:
            return later("outpaint", context, kit)
        wish = widen(context)
        given = await _given(wish, context, album) if album is not None else None
        if given is None:
            missing = {"avatar": "no_avatar", "frame": "no_frame"}.get(wish.source, "how")
            return spoken(f"outpaint.{missing}", context)
        wider = Wider(wish.ratio, wish.sides, wish.wild, seen(context))
        prompt = f"{wish.words}\n{_about(given, wish, context)}".rstrip()
        painted = await painter.expand(given, wider, prompt=prompt, seed=_seed(context))
        text = line(painted, context) + _missed(painted, wish, context)
        picture = replace(painted.picture, alt=alt(painted.setting, context.lang))
        return Draft(text, "words", f"outpaint.{painted.setting or 'model'}", pictures=(picture,))


async def _given(wish: Widen, context: Context, album: Album) -> Given | None:
    """The picture that is meant. What we extended before is not extended again while what it was made of can be had."""
    if wish.source == "avatar":
        return await album.given(context, avatar=True)
    if wish.source == "frame" and not context.lead.attachments:
        return await album.given(context, frame=wish.at)
    plain = tuple(
        replace(turn, attachments=()) if turn.own and _hung(turn.text) else turn for turn in context.turns
    )
    found = await album.given(replace(context, turns=plain))
    return found or await album.given(context)


def seen(context: Context) -> tuple[str, ...]:
    """The settings that this thread has seen, oldest first: by the alt text of our pictures, and by our lines."""
    found: list[str] = []
    for turn in context.turns:
        if turn.own:
            found += _hung(turn.text) or _told(turn.text)
    return tuple(dict.fromkeys(found))


def _hung(text: str) -> list[str]:
    """The settings that a picture's alt text names: ours alone begin like that."""
    for lang in _LANGS:
        start = say("outpaint.alt", lang).partition("{")[0]
        _, found, rest = text.partition(start)
        if found:
            names = {code[len(_NAME):]: name for code, name in sentences(lang).items() if code.startswith(_NAME)}  # fmt: skip
            return [key for key, name in names.items() if name in rest]
    return []


def _told(text: str) -> list[str]:
    """The settings whose lines a comment of ours holds: all that stands around the reason in them, to the letter."""
    plain = fold(strip_label(text))
    found: list[str] = []
    for lang in _LANGS:
        for code, told in sentences(lang).items():
            if not code.startswith(_LINE):
                continue
            pieces = [fold(piece).strip() for piece in re.split(r"\{why\}[，。.,]?", told)]
            if any(len(piece) >= _LONG for piece in pieces) and all(piece in plain for piece in pieces):
                found.append(code[len(_LINE) :].partition(".")[0])
    return found


def alt(setting: str, lang: Lang) -> str:
    """What the picture shows, in words; without a setting an image model went on painting."""
    if not setting:
        return say("outpaint.alt_model", lang)
    names = [say(f"{_NAME}{one}", lang) for one in setting.split(IN)]
    return say("outpaint.alt", lang, name=("，" if lang == "zh" else ", ").join(names))


def line(painted: Painted, context: Context) -> str:
    """What goes with the picture: one of the setting's lines that this thread has not heard, with its reason, and for
    settings in settings what stands around them."""
    if not painted.setting:
        return phrase("outpaint.model", context)
    inner, *around = painted.setting.split(IN)
    why = say(f"outpaint.why.{painted.because}", context.lang)
    text = phrase(f"{_LINE}{inner}", context, why=why)
    names = [say(f"{_NAME}{one}", context.lang) for one in around]
    if len(names) > 1:
        text += say("outpaint.outer_two", context.lang, one=names[0], two=names[1])
    elif names:
        text += say("outpaint.outer", context.lang, one=names[0])
    return text


def _missed(painted: Painted, wish: Widen, context: Context) -> str:
    """Says so where the ratio could not be had."""
    if wish.ratio is None or painted.picture.content[:4] != b"\x89PNG":
        return ""
    across, down = (int.from_bytes(painted.picture.content[at : at + 4], "big") for at in (16, 20))
    if not down or abs(across / down / (wish.ratio[0] / wish.ratio[1]) - 1) <= _OFF:
        return ""
    return say("outpaint.missed_ratio", context.lang, ratio=f"{wish.ratio[0]}:{wish.ratio[1]}")


def _about(given: Given, wish: Widen, context: Context) -> str:
    """What is known of the picture in words: of a frame what the video is called, and whether it has writing on it."""
    if given.whence != "frame" or context.video is None:
        return ""
    texts = context.digest.texts if context.digest else ()
    written = any(t0 - _NEAR <= given.at <= t1 + _NEAR for t0, t1, _ in texts)
    return " ".join((context.video.title, *context.video.tags, *(("字幕",) if written else ())))[:200]


def _seed(context: Context) -> int:
    """The same for a retry of this comment, another for the next one."""
    lead = context.lead
    return int.from_bytes(hashlib.sha256(f"{lead.platform}|{lead.comment}|wide".encode()).digest()[:4], "big")
