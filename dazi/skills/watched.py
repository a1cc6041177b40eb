"""Answers that stand in a video's digest, by rule, each with its second; knows no model and guesses nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dazi.skills.drafts import phrase
from dazi.skills.likeness import grams, share
from dazi.text.moments import asks_when, moment_in, sought, wants_ending
from dazi.text.normalise import fold
from dazi.types import Context, Draft, Watched
from dazi.words import say

ROOM = 110  # characters of what is quoted in a reply
_BEFORE_END = 0.68  # what begins later than this share of the length may be the turn of the story
_NEAR = 1.5  # seconds around a moment that somebody asks about

_TEXTS = re.compile(
    r"写(?:了|的|着)?(?:是)?(?:些)?(?:啥|什么)|字幕|(?:画面|屏幕|视频)(?:上|里)?(?:的|有)?(?:什么)?字|打的(?:什么|啥)?字|\bsubtitles?\b|\bcaptions?\b|\bon[- ]screen\b|\b(?:text|screen|sign)\b.{0,20}\bsay"
)
_SAID = re.compile(
    r"(?:里面?|他们?|她们?|有人|人家|旁白)(?:到底|都|在)?(?:说|讲)(?:了|的|着)?(?:些)?(?:啥|什么|话)|台词|旁白|配音|有(?:没有)?(?:人)?(?:说话|声音)|\bwhat (?:do|does|did|are|is) (?:they|he|she|it|somebody) sa(?:y|ying)\b|\bnarrat|\bdoes (?:any|some)(?:one|body) (?:speak|talk)"
)
_CUTS = re.compile(
    r"(?:几|多少)个?(?:镜头|场景|画面|片段)|切了?(?:几|多少)(?:次|回|下)|剪了(?:几|多少)|\bhow many (?:shots|scenes|cuts)\b"
)
_FACES = re.compile(r"(?:几|多少)(?:个|位|张)?(?:人|脸)|\bhow many (?:people|persons|faces|men|women)\b")
_LENGTH = re.compile(
    r"(?:视频|这条|片子|全长|一共|总共).{0,4}(?:多长|多少秒|几秒|几分钟|多久)|^(?:有)?(?:多长|几分钟)[啊呀呢?？]*$|\bhow long is (?:it|this|the (?:video|clip))\b"
)
_COLOURS = re.compile(r"(?:什么|啥|哪种)(?:颜)?色|颜色|色调|色彩|\bcolou?rs?\b")
_JOKE = re.compile(
    r"笑点|好笑|搞笑|为(?:什么|啥)(?:要|会|在)?笑|哪里(?:好)?笑|\bfunny\b|\bwhy .{0,20}\blaugh|\bthe joke\b"
)
_MOMENT = re.compile(r"第?\s*\d+\s*秒(?:的时候|那里|那儿)?|\d{1,2}:\d{2}")
_DETAIL = re.compile(
    r"(?:是|有|穿|戴|拿|抱|背|吃|喝|写|画|长|坐|站|看|开|骑|贴|挂)(?:着|了|的|得)?(?:几|多少|什么|啥|哪)[\w]{0,4}|什么(?:颜色|牌子|样子?|表情|动作|东西)|啥(?:颜色|牌子|样子?|表情|东西)"
    r"|\b(?:what|which|how many)\b.{0,40}\b(?:wear\w*|hold\w*|carry\w*|colou?r|behind|next to|eat\w*|drink\w*|look\w*|doing|there)\b"
)
_ASKS = re.compile(r"[?？]|怎么|咋|为什么|为啥|什么|啥|吗|谁|哪|几|\b(?:how|why|what|who|where|which)\b")
_OVERVIEW = re.compile(
    r"讲(?:的|了)?(?:是)?(?:些)?(?:啥|什么)|说(?:的|了)?(?:是)?(?:啥|什么)|(?:什么|啥)内容|关于(?:啥|什么)|总结|概括|概述|省流|大意|课代表|看不懂|没看懂|看不明白|(?:视频|这条|片子)(?:是)?(?:啥|什么)(?:意思)?|解[释读说]"
    r"|\bwhat(?:'s| is| was| does)?\b.{0,24}\b(?:about|happen\w*|going on)\b|\bsum(?:mary|marise|marize)\b|\btl;?dr\b|\bexplain\b|\bwhat happens\b"
)


def by_rule(context: Context, digest: Watched) -> Draft | None:
    """What the digest's facts alone answer, in sentences that people wrote; None where the question is none of those."""
    plain = fold(context.text)
    if asks_when(plain):
        return _when(context, digest)
    at = moment_in(plain)
    if at is not None and not _LENGTH.search(plain):
        return _at(context, digest, at)
    if _TEXTS.search(plain):
        return _texts(context, digest)
    if _CUTS.search(plain):
        return _cuts(context, digest)
    if _FACES.search(plain) and digest.faces >= 0 and "pictures" in digest.unseen:
        code = "faces" if digest.faces else "faces_none"
        return _told(context, f"skills.watched.{code}", count=digest.faces)
    if _LENGTH.search(plain):
        return _told(context, "skills.watched.length", seconds=_seconds(digest.seconds))
    if _COLOURS.search(plain) and digest.colours and "pictures" in digest.unseen:
        return _colours(context, digest)
    if (known := _known(context, digest)) is not None:
        return known
    if _SAID.search(plain):
        return _said(context, digest)
    if _JOKE.search(plain) and digest.joke:
        return _draft(_closed(digest.joke, context))
    return None


def overview(context: Context, digest: Watched, title: str) -> Draft:
    """What the video is about: a model's account where there is one, else what is written and said, in order. The end
    is left out unless it was asked for."""
    if digest.summary:
        return _draft(_closed(digest.one_line or digest.summary, context))
    rows = sorted((*digest.texts, *digest.said))
    if not rows:
        return _told(context, "skills.watched.blank", title=title[:40])
    ending = wants_ending(context.text)
    early = [row for row in rows if ending or row[0] < digest.seconds * _BEFORE_END] or rows[:1]
    if ending:
        early = early[-4:]
    parts, whole = _parts(context, early)
    tail = "" if ending or (whole and len(early) == len(rows)) else phrase("skills.watched.more", context)
    return _draft(_joined(context, _by(context, digest), _closed(parts, context), tail))


def nearest(context: Context, digest: Watched) -> Draft:
    """For a question that no rule answers and no strong model is there for: the line that speaks of the same, or that
    there is none."""
    wanted = grams(context.text)
    rows = [
        (share(wanted, grams(words)), t, until, words) for t, until, words in (*digest.texts, *digest.said)
    ]
    best = max(rows, default=(0.0, 0.0, 0.0, ""))
    if best[0] < 0.3:
        return _told(context, "skills.watched.unknown")
    t = second(best[1], best[2], context)
    return _told(context, "skills.watched.near", t=t, words=_cut(best[3], 60))


def speaks_of(context: Context) -> bool:
    """Whether a question is made of words that stand or are said in the video: it is about that, whatever else it
    sounds like."""
    digest = context.digest
    if digest is None or digest.state != "ready" or not _ASKS.search(fold(context.text)):
        return False
    wanted = grams(_ASKS.sub("", fold(context.text)))
    if len(wanted) < 3:
        return False
    return any(share(wanted, grams(words)) >= 0.6 for _, _, words in (*digest.texts, *digest.said))


def asks_overview(text: str) -> bool:
    """Whether a text asks for no more than what the video is about, or how it ends."""
    plain = fold(text)
    return _OVERVIEW.search(plain) is not None or wants_ending(plain)


def closer(context: Context, digest: Watched) -> float | None:
    """The second to look at again for a question about the picture that the digest does not cover; None: it covers
    it, has never seen pictures, or the question is none about a detail."""
    plain = fold(context.text)
    facts = (_TEXTS, _SAID, _CUTS, _LENGTH, _JOKE)
    if "pictures" in digest.unseen or asks_when(plain) or asks_overview(plain):
        return None
    detail = _DETAIL.search(plain)
    if detail is None or any(one.search(plain) for one in facts) or _known(context, digest):
        return None
    wanted = grams(_DETAIL.sub(" ", _MOMENT.sub(" ", plain)))
    scenes = [(share(wanted, grams(words)), t, words) for t, words in digest.scenes if words]
    best = max(scenes, default=(0.0, digest.seconds / 2, ""))
    at = moment_in(plain)
    if at is None and detail[0][0] in best[2]:
        return None  # what is worn, held, eaten there stands in the notes
    return min(at, digest.seconds) if at is not None else best[1] + 0.5


def second(t: float, until: float, context: Context) -> str:
    """The second at which something is on screen, as it is written: the first whole one, so that a jump there shows it."""
    whole = int(t) if t == int(t) or int(t) + 1 > until else int(t) + 1
    return str(whole) if context.lang == "zh" else f"{whole // 60}:{whole % 60:02}"


def _when(context: Context, digest: Watched) -> Draft:
    what = sought(context.text)
    if not what:
        return _told(context, "skills.watched.when_nothing")
    rows = [("when_text", *row) for row in digest.texts] + [("when_said", *row) for row in digest.said]
    rows += [("when_seen", t, t, words) for t, words in digest.scenes if words]
    hits = sorted((row for row in rows if _holds(row[3], what)), key=lambda row: row[1])
    if not hits:
        code = "when_none" if "pictures" in digest.unseen else "when_unseen"
        return _told(context, f"skills.watched.{code}", what=what[:20])
    code, t, until, words = hits[0]
    first = say(f"skills.watched.{code}", context.lang, t=second(t, until, context), words=_cut(words, 60))
    shown = second(t, until, context)
    others = list(dict.fromkeys(v for row in hits[1:4] if (v := second(row[1], row[2], context)) != shown))
    more = ""
    if others:
        more = say("skills.watched.when_again", context.lang, times=_listed(others, context))
    return _draft(_joined(context, first, more))


def _holds(words: str, what: str) -> bool:
    """Whether a line holds what is looked for; three signs in four will do for a longer wish: people misquote."""
    line, wish = fold(words).replace(" ", ""), fold(what).replace(" ", "")
    if wish.isascii() and wish.isalnum():
        return re.search(rf"\b{re.escape(wish)}(?:e?s)?\b", fold(words)) is not None
    if wish in line:
        return True
    return len(wish) >= 4 and share(grams(wish), grams(line)) >= 0.6


def _at(context: Context, digest: Watched, at: float) -> Draft | None:
    t = str(int(at)) if context.lang == "zh" else f"{int(at) // 60}:{int(at) % 60:02}"
    if at > digest.seconds + 1:
        return _told(context, "skills.watched.beyond", seconds=_seconds(digest.seconds), t=t)
    texts, said = _around(digest.texts, at), _around(digest.said, at)
    seen = [words for t0, words in digest.scenes if words and t0 <= at + 0.5][-1:]
    parts = []
    for code, found in (("at_seen", seen), ("at_text", texts), ("at_said", said)):
        if found:
            parts.append(say(f"skills.watched.{code}", context.lang, t=t, words=_cut(" / ".join(found), 60)))
    if parts:
        return _draft(_joined(context, *parts))
    return _told(context, "skills.watched.at_none", t=t) if "pictures" in digest.unseen else None


def _around(rows: Sequence[tuple[float, float, str]], at: float) -> list[str]:
    """What stands there at a moment (a second is as long as a second), else what does shortly before or after."""
    then = [words for t0, t1, words in rows if t0 < at + 1 and at <= t1]
    return then[:1] or [words for t0, t1, words in rows if t0 - _NEAR <= at <= t1 + _NEAR][:1]


def _texts(context: Context, digest: Watched) -> Draft:
    if not digest.texts:
        code = "texts_unread" if "text" in digest.unseen else "texts_none"
        return _told(context, f"skills.watched.{code}")
    parts, _ = _parts(context, digest.texts)
    return _draft(say("skills.watched.texts", context.lang, parts=parts))


def _said(context: Context, digest: Watched) -> Draft:
    if not digest.said:
        code = {"no_sound": "said_silent", "no_speech": "said_none"}.get(digest.heard, "said_unheard")
        first = phrase(f"skills.watched.{code}", context)
        return _draft(_joined(context, first, _texts(context, digest).text if digest.texts else ""))
    parts, _ = _parts(context, digest.said)
    return _draft(say("skills.watched.said", context.lang, parts=parts))


def _cuts(context: Context, digest: Watched) -> Draft:
    times = [second(t, t + 1, context) for t, _ in digest.scenes[1:]]
    if not times:
        return _told(context, "skills.watched.one_shot")
    return _told(
        context, "skills.watched.cuts", scenes=len(digest.scenes), times=_listed(times[:10], context)
    )


def _colours(context: Context, digest: Watched) -> Draft:
    names = [say(f"video.colour_{name}", context.lang) for name in digest.colours[:3]]
    light = say(f"video.light_{digest.light or 'even'}", context.lang)
    motion = say(f"video.motion_{digest.motion or 'unknown'}", context.lang)
    return _told(
        context, "skills.watched.colours", colours=_listed(names, context), light=light, motion=motion
    )


def _known(context: Context, digest: Watched) -> Draft | None:
    """The answer to a question that the digest holds already."""
    asked = grams(context.text)
    best = max(
        ((min(share(asked, grams(q)), share(grams(q), asked)), a, t) for q, a, t in digest.answers),
        key=lambda one: one[0],
        default=(0.0, "", None),
    )
    if best[0] < 0.6:
        return None
    if best[2] is None:
        return _draft(_closed(best[1], context))
    t = second(best[2], best[2], context)
    return _draft(say("skills.watched.answer", context.lang, answer=_cut(best[1], 140), t=t))


def _parts(context: Context, rows: Sequence[tuple[float, float, str]]) -> tuple[str, bool]:
    """Lines with their seconds, as many as there is room for; and whether that was all."""
    made: list[str] = []
    left = ROOM
    for t, until, words in rows:
        part = say(
            "skills.watched.shown", context.lang, t=second(t, until, context), words=_cut(words, ROOM // 2)
        )
        if made and len(part) > left:
            break
        made.append(part)
        left -= len(part)
    return _listed(made, context), len(made) == len(rows)


def _by(context: Context, digest: Watched) -> str:
    """What the answer goes by, where the picture is not part of it."""
    if "pictures" not in digest.unseen:
        return ""
    code = "by_both" if digest.texts and digest.said else "by_said" if digest.said else "by_text"
    return phrase(f"skills.watched.{code}", context)


def _listed(parts: Sequence[str], context: Context) -> str:
    return ("、" if context.lang == "zh" else ", ").join(parts)


def _joined(context: Context, *parts: str) -> str:
    return ("" if context.lang == "zh" else " ").join(part for part in parts if part)


def _closed(text: str, context: Context) -> str:
    """With a full stop."""
    text = _cut(text, 140)
    return text if re.search(r"[。！？!?.…]$", text) else text + ("。" if context.lang == "zh" else ".")


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _seconds(seconds: float) -> str:
    return f"{seconds:.0f}" if seconds >= 1 else f"{seconds:.1f}"


def _draft(text: str) -> Draft:
    """What a video's words make up is checked at the door like any stranger's."""
    return Draft(text, "video", "digest")


def _told(context: Context, code: str, **arguments: object) -> Draft:
    return Draft(phrase(code, context, **arguments), "video", code)
