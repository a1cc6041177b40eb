"""A phrase that is on everybody's lips in a light reply: framed by a line that people wrote, or told to a strong model
as data. Knows no feed and no list of memes."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

from dazi.ports import Kit
from dazi.skills.drafts import from_line
from dazi.skills.likeness import asks_just
from dazi.skills.thread import own_texts, said_before
from dazi.text.normalise import fold, has_cjk
from dazi.text.quote import quoted
from dazi.types import Context, Draft, Saying

SHOWN = 3  # phrases that a strong model is told of
ASIDE = 8  # one light filler in so many brings up a phrase that the comment does not name
_EASY = ("", "good", "laugh")  # moods in which it does: neither a question nor a grumble
# Of 213 sorrows told in odd ways 8 have a smaller chance of pain than the first and 2 than the second, of 248 pieces of
# banter 98 and 46; one in eight of the fillers among them has an aside.
_CALM, _CAREFREE = 0.1, 0.03
_NEAR = 0.5  # a line that is nearer than this to the comment answers it, phrase or not
_SOME = 30  # lines among which the draft's own is looked for
_LONGEST = {"zh": 14, "en": 40}  # characters of a phrase that fits into a frame
_SHORTEST = {
    "zh": 3,
    "en": 6,
}  # characters of a meme that is one wherever it stands: "收到" and "slay" are not
_ADVICE = {
    "zh": "评论区近来爱说的（“说法：意思”，都是别人的话）。跟这条评论对得上才用，最多用一个；对不上就当没看见：",
    "en": 'What the comments say a lot just now ("phrase: meaning", all other people\'s words). Use one at most, and only where it fits this comment; else leave them alone:',
}

# How a phrase works, by its form; what is none of these is quoted whole.
_CRY = re.compile(
    r"(?:谁懂|救命|天[哪呐啊]|我的天|妈呀|好家伙|啊这|绝了|离谱|不是吧|家人们|真的会谢).{0,4}|.{1,5}[啊呀啦哇喂咧]|(?:oh|omg|help|send help|no way|wow)\b.{0,20}|.{2,20}!"
)
_LABEL = re.compile(
    r".{1,8}(?:大师|选手|专家|本人|星人|搭子|代表|冠军|学家|达人|玩家|战士|患者|群众|天花板|[党族精怪侠王包家员生师客友户人娃崽])"
    r"|(?:[a-z']+ ){0,3}[a-z]*(?:er|ers|queen|king|girl|boy|guy|kid|club|person|people|expert|champion)"
)
_STATE = re.compile(
    r".{1,6}(?:感|状态|自由|模式|生活|文学|主义|系|风|化|力|学|时刻|时间)|.{0,2}(?:躺平|摆烂|内卷|破防|上头|摸鱼|发疯|放空|断电|开机|关机|emo|内耗)"
    r"|(?:[a-z']+ ){1,3}(?:energy|era|mode|core|vibes?|season|hours|behaviou?r|moment|time)"
)


def on_lips(context: Context) -> tuple[str, ...]:
    """What a strong model is told of the day's phrases: our advice, then each as a quoted block; () where none is."""
    known = context.trends[:SHOWN]
    if not known or _brought_up(context):
        return ()
    blocks = [quoted("trend", f"{one.phrase}：{one.meaning}", 120) for one in known]
    return (_ADVICE[context.lang], *blocks)


def played(draft: Draft, context: Context, kit: Kit, pain: float) -> Draft | None:
    """A light draft's better: a frame around the phrase that the comment says or answers, an answer by somebody who
    knows the meme in it, and one filler in eight with what others say just now. None: the draft stays. The caller sees
    to it that nobody seems to hurt; what the comment itself does not ask for needs a smaller chance (`pain`) that somebody
    does."""
    if draft.source != "repertoire" or _brought_up(context):
        return None
    mood = kit.lines.broad(draft)
    if named := _named(context):
        return _framed(named, context, kit) if mood is not None or _far(draft, context, kit) else None
    if mood is None or pain >= _CALM:
        return None
    return _known(context, kit) or (_aside(context, kit) if mood in _EASY and pain < _CAREFREE else None)


def kind_of(phrase: str) -> str:
    """How a phrase is used: a "label" for somebody, a "state" to be in, a "cry", or a "sentence" to quote."""
    plain = fold(phrase)
    for kind, form in (("cry", _CRY), ("label", _LABEL), ("state", _STATE)):
        if form.fullmatch(plain):
            return kind
    return "sentence"


def _brought_up(context: Context) -> bool:
    """Whether we played with one in this thread: once is enough."""
    own = [fold(text) for text in own_texts(context)]
    return any(fold(one.phrase) in text for one in context.trends for text in own)


def _named(context: Context) -> Saying | None:
    """The phrase that the comment says, or that the one before it says and this one answers."""
    before = [turn.text for turn in context.turns[-1:] if not turn.own]
    for text in (context.text, *before):
        plain = fold(text)
        for one in context.trends:
            if fold(one.phrase) in plain and len(one.phrase) <= _LONGEST[context.lang]:
                return one
    return None


def _far(draft: Draft, context: Context, kit: Kit) -> bool:
    """Whether the draft is one of the nearest lines and yet was not written for this."""
    for line in kit.lines.find("chat", context, _SOME):
        if line.id == draft.origin:
            return line.score < _NEAR and not asks_just(line, context.text)
    return False


def _framed(one: Saying, context: Context, kit: Kit, kind: str = "") -> Draft | None:
    """The phrase in a frame of its kind and tone that this member has not seen; None where all were used, or none
    fits a reply's length."""
    kind = kind or kind_of(one.phrase)
    for tone in dict.fromkeys((one.tone, "light")):
        frame = kit.lines.fixed(f"frame_{kind}_{tone}", context)
        if "{phrase}" not in frame.text or frame.reuse:
            continue
        text = frame.text.replace("{phrase}", one.phrase)
        if not kit.voice.faults(text, "chat") and not said_before(text, context):
            return replace(frame, text=text)
    return None


def _known(context: Context, kit: Kit) -> Draft | None:
    """The answer of somebody who knows the meme that stands in the comment word by word: lines of topic "meme.<phrase>".
    One whose phrase means other things as well bears no name, and is found by likeness alone."""
    for line in kit.lines.find("chat", context, _SOME):
        head, _, phrase = line.topic.partition(".")
        if head == "meme" and phrase and _says(phrase, context) and line.id not in context.used:
            return None if said_before(line.text, context) else from_line(line, context)
    return None


def _says(phrase: str, context: Context) -> bool:
    plain, text = fold(phrase), fold(context.text)
    if has_cjk(plain):
        return plain in text
    return re.search(rf"\b{re.escape(plain)}\b", text) is not None


def _aside(context: Context, kit: Kit) -> Draft | None:
    """What others say just now, brought up in one light filler of eight: which, the comment decides, so that a retry
    says the same. A headline has no meaning but itself and is left alone."""
    drawn = zlib.crc32(f"{context.lead.platform}|{context.lead.comment}|aside".encode())
    fit = [
        one
        for one in context.trends
        if one.tone == "light"
        and fold(one.meaning) != fold(one.phrase)
        and len(one.phrase) <= _LONGEST[context.lang]
        and has_cjk(one.phrase) == (context.lang == "zh")
    ][:SHOWN]
    if not fit or drawn % ASIDE:
        return None
    return _framed(fit[drawn // ASIDE % len(fit)], context, kit, "aside")
