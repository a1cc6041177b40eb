"""Where a comment goes: what it is plain from thread and pictures, else what the decider says; knows no skill and no model."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from dazi.ports import Chat
from dazi.safety.crisis import risk
from dazi.text import retouch
from dazi.text.alike import alike, asked_which
from dazi.text.crowd import asks_crowd
from dazi.text.looks import asks_of_picture, means_picture
from dazi.text.prefer_sure import everyday, less_alone, sureness
from dazi.text.selves import asked_of_self, forgets_just, forgets_of_self, perhaps_of_self
from dazi.text.sketch import asks, follows
from dazi.text.told import only_told
from dazi.text.wanting import own_words
from dazi.text.widen import goes_on, widens
from dazi.types import Context, Decision

# What a plain wish for a picture is sometimes taken for; not what needs care or is homework.
_LIGHT = ("chat", "joke", "answer", "write", "interpret", "recommend", "edit")
# What a question about a picture is taken for by who doesn't know of the picture; and rules that do know better.
_LOOSE = ("chat", "joke", "answer", "recommend", "translate", "interpret", "edit", "outpaint")
_CERTAIN = ("rule.sum", "rule.code", "rule.joke")
_TOLD = ("answer", "write", "interpret", "comfort", "joke", "recommend")  # of who only tells of themselves

_MADE = (
    "joke",
    "write",
    "draw",
    "edit",
    "outpaint",
    "answer",
    "translate",
    "tutor",
)  # more of it may be wanted
# Confidence below which a refusal, another errand, an errand beside a wish for less gives way to a plain wish.
_REFUSED, _DOUBTFUL, _SURE = 0.8, 0.6, 0.8
_HALF = 0.5  # below it a liking is no wish for the feed by being taken for one
_TRUSTED = 0.9
_HURTS = 0.9  # chance of pain from which on a fact told by the way is not what matters
# Wants to be recommended something and does not say what: that is asked back.
_BARE = re.compile(
    r"(?:求|给我|帮我|来点|有没有|有|麻烦|再|能不能|可以)*推荐(?:一下|一波|点|些|几个|点啥|点什么)?(?:给我|我)?(?:吗|吧|呗|嘛|呀|啊|嘞)*[?？!！~～。.]*|(?:please |can you |could you )*(?:recommend|suggest)(?: me)? (?:something|anything)(?: please)?[?.! ]*",
    re.IGNORECASE,
)
_PRAISE = re.compile(r"推(?:荐)?(?:得|的)(?:都|也|是)?(?:真|挺|很|太|好|蛮)?(?:准|好|及时|对|懂|不错|合|妙)")
_STEERS = re.compile(
    r"(?:多|少|别|再|狠狠)推(?![我你他她它开门倒车卸脱])|推(?:点|些|几|一?个$|一波)|换一批|类似|同类|这个系列|看(?:什么|啥)好|看腻|\b(?:watch|similar|series|documentar\w+)\b",
    re.IGNORECASE,
)
_WORD = {"zh": 10, "en": 30}  # signs of a word that answers "which kind?"
_NEVER = re.compile(
    r"^(?:算了|不用|没事|随便|谢谢|好的?|行|嗯|哦|ok|okay|never ?mind|nothing|thanks?|thank you)(?:了|吧|啦)?[!！。~～.]*$",
    re.IGNORECASE,
)

_VIDEOS = re.compile(
    r"(?<!原)视频|首页|主页|信息流|刷到|大数据|博主|频道|\b(?:videos?|clips?|(?:my|the|your) feed|channels?)\b",
    re.IGNORECASE,
)


def deciding(
    decider: Any, speaks_of: Callable[[Context], bool]
) -> Callable[[Context, Chat], Awaitable[Decision]]:
    """The decision of `decider`, and what only thread, digest and attachments tell."""

    async def decide(context: Context, chat: Chat) -> Decision:
        if (whole := of_self(context.text)) and not risk(context.text):
            return Decision("control", whole, reason="rule.memory")
        if context.remembered and perhaps_of_self(context.text) and not risk(context.text):
            # "我能喝酒吗" is a question for anybody, unless they told us what they can't drink.
            return Decision("control", "recall", reason="rule.memory")
        if any(one.kind == "asked" for one in context.remembered) and not risk(context.text):
            return Decision("control", "recall", reason="rule.memory")
        wider = widens(context.text) and not asks(context.text) and not retouch.asks(context.text)
        if goes_on(context) or (wider and (context.lead.attachments or follows(context))):
            # "换个地方" alone says nothing; "扩一下" with a picture, or under one of ours, wants what is around that.
            return Decision("skill", "outpaint", reason="rule.reveal")
        if retouch.goes_on(context):
            return Decision("skill", "edit", reason="rule.touch")
        if follows(context):
            # "换成水彩" says nothing by itself; under a drawing of ours it is plain. The floor stands under this too.
            return Decision("skill", "draw", reason="rule.drawing")
        attached = len(context.lead.attachments)
        if _of_picture(context):
            local: Decision = decider.local(context.text, context.turns, attached)
            if _loose(local):
                # A question that comes with a picture is about that, whatever it sounds like without it.
                return replace(local, skill="interpret", tier="vision", reason="rule.picture")
        sure = _sureness(context)  # once: it costs as much as the decision
        if not attached and (sure >= 3 or _points(context)):
            plain: Decision = decider.local(context.text, context.turns, attached)
            if _wishes_feed(context, plain, sure):
                return replace(plain, path="skill", skill="recommend", tier="fast", reason="rule.wish")
        decided: Decision = await decider.decide(
            context.text, context.turns, attached, context.video is not None, chat
        )
        if not attached and _wishes_feed(context, decided, sure):
            return replace(decided, path="skill", skill="recommend", tier="fast", reason="rule.wish")
        if _wishes_nothing(context, decided, sure):
            asked = "推荐" in context.text or "recommend" in context.text.casefold()
            return replace(decided, skill="answer" if asked else "chat", reason="rule.no_wish")
        if decided.path == "skill" and decided.skill in _TOLD and _tells(context, decided, sure):
            return replace(decided, skill="chat", tier="fast", reason="rule.told")
        if decided.path == "skill" and decided.skill == "answer" and speaks_of(context):
            # A question in the video's own words looks like one of knowledge to who hasn't seen it.
            return replace(decided, skill="interpret", tier="deep", reason="rule.digest")
        if decided.path == "skill" and context.video is not None and asks_crowd(context.text):
            return replace(decided, skill="interpret", tier="fast", reason="rule.comments")
        touched = attached and retouch.asks(context.text)
        if decided.path == "skill" and decided.skill in (*_LIGHT, "draw") and touched:
            return replace(decided, skill="edit", reason="rule.touch")
        if decided.path == "skill" and decided.skill in _LIGHT and not attached and asks(context.text):
            return replace(decided, skill="draw", reason="rule.draw")
        if decided.path == "skill" and decided.skill in (*_LIGHT, "draw") and wider:
            return replace(decided, skill="outpaint", reason="rule.widen")
        return decided

    return decide


def _sureness(context: Context) -> int:
    """How surely a comment asks for another feed; "教练说别看脚" is somebody else's order about something else."""
    sure = sureness(context.text, context.now)
    own = own_words(context.text)
    if sure and own != context.text and not _STEERS.search(own):
        return sureness(own, context.now)
    return sure


def _of_picture(context: Context) -> bool:
    """Whether a comment asks what a picture shows and wishes nothing done to it."""
    text = context.text
    asked = means_picture(context, ours=False) and asks_of_picture(text)
    return asked and not (retouch.asks(text) or widens(text))


def _tells(context: Context, decided: Decision, sure: int) -> bool:
    """Whether a comment only tells of the member; "今晚想看恐怖片" is a plan and a wish."""
    wishes = decided.skill == "recommend" and sure >= 2
    # "我爸住院，我在走廊写周报" tells of a job, too.
    hurts = decided.skill == "comfort" and decided.pain >= _HURTS
    return not wishes and not hurts and bool(only_told(context.text, context.now))


def _wishes_feed(context: Context, decided: Decision, sure: int) -> bool:
    """Whether a comment asks for another feed in words that leave no doubt, or in plain ones where nothing better was
    found. Who wants to see less of something forbidden asks for nothing forbidden."""
    if decided.path == "refuse" and sure < 3:
        return False
    if decided.path == "refuse":
        # The floor looks again at what the linear model alone refuses.
        doubted = decided.reason == "model" and (
            decided.confidence < _REFUSED or everyday(context.text, context.now)
        )
        less = less_alone(context.text, context.now)
        return less or doubted
    if decided.path != "skill" or decided.skill == "recommend" or decided.reason in _CERTAIN:
        return False
    if _points(context):
        return decided.skill in (*_LIGHT, "comfort")
    if sure == 4:
        return decided.skill in (*_LIGHT, "comfort", "translate")
    # What else it may be was found without much trust, or is what all is that fits nowhere.
    doubtful = decided.skill in (*_LIGHT, "draw", "translate") and decided.confidence < _DOUBTFUL
    if decided.reason == "rule.moment":
        doubtful = less_alone(
            context.text, context.now
        )  # "周五前屏蔽剧透" names a time, and none of the video's
    if decided.skill in _LIGHT and decided.confidence < _SURE and sure == 3:
        doubtful = doubtful or less_alone(context.text, context.now)  # less of something is no errand
    return sure == 3 and (doubtful or decided.skill in ("chat", "answer", "comfort"))


def _points(context: Context) -> bool:
    """Whether a comment wants more or less of the video above ("多推这种"), or is the word that we asked back for. Right
    under something of ours "多来点这种" may mean that."""
    own = next((turn for turn in reversed(context.turns) if turn.own), None)
    if own is not None and own.skill == "recommend" and asked_which(own.text):
        text = context.text.strip()
        return 0 < len(text) <= _WORD[context.lang] and not (
            _NEVER.search(text) or re.search(r"[?？@]", text)
        )
    pointed, _ = alike(context.text)
    if own is None or any(one.plain for one in pointed):
        return bool(pointed) and (context.video is not None or not all(one.bare for one in pointed))
    ours = own.skill in _MADE and (context.lead.to_own or context.turns[-1] is own)
    return bool(pointed) and not ours and not any(one.bare for one in pointed)


def _wishes_nothing(context: Context, decided: Decision, sure: int) -> bool:
    """Whether what sounds like a wish for the feed names nothing to see, speaks of no videos and goes on from no wish."""
    if decided.path != "skill" or decided.skill != "recommend":
        return False
    own = next((turn for turn in reversed(context.turns) if turn.own), None)
    goes_on = own is not None and own.skill == "recommend" and not _NEVER.search(context.text.strip())
    if goes_on or _points(context):
        return False
    if _BARE.fullmatch(context.text.strip()):
        return False
    if decided.confidence >= _TRUSTED and _STEERS.search(context.text):
        return False  # what is wished was not understood, that something is was: it is asked back
    if _PRAISE.search(context.text):
        return not sure
    return not (_VIDEOS.search(context.text) or sure >= 3 or (sure and decided.confidence >= _HALF))


def _loose(decided: Decision) -> bool:
    """Whether a decision went by words that say little without the picture."""
    return decided.path == "skill" and decided.skill in _LOOSE and decided.reason not in _CERTAIN


def of_self(text: str) -> str:
    """The control that a question about oneself, or a wish to have one thing forgotten, comes to."""
    if forgets_of_self(text) or forgets_just(text):
        return "forget"
    return "recall" if asked_of_self(text) else ""
