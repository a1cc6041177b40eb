"""Where a comment goes: what it is plain from thread and pictures, else what the decider says; knows no skill and no model."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from dazi.ports import Chat
from dazi.safety.crisis import risk
from dazi.text import retouch
from dazi.text.crowd import asks_crowd
from dazi.text.looks import asks_of_picture, means_picture
from dazi.text.prefers import sureness
from dazi.text.selves import asked_of_self, forgets_just, forgets_of_self, perhaps_of_self
from dazi.text.sketch import asks, follows
from dazi.text.told import only_told
from dazi.text.widen import goes_on, widens
from dazi.types import Context, Decision

# What a plain wish for a picture is sometimes taken for; not what needs care or is homework.
_LIGHT = ("chat", "joke", "answer", "write", "interpret", "recommend", "edit")
# What a question about a picture is taken for by who doesn't know of the picture; and rules that do know better.
_LOOSE = ("chat", "joke", "answer", "recommend", "translate", "interpret", "edit", "outpaint")
_CERTAIN = ("rule.sum", "rule.code", "rule.joke")
_TOLD = ("answer", "write", "interpret", "comfort", "joke", "recommend")  # of who only tells of themselves

_VIDEOS = re.compile(
    r"视频|首页|主页|信息流|刷到|大数据|博主|频道|\b(?:videos?|clips?|feed|channels?)\b", re.IGNORECASE
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
        if not attached and sureness(context.text, context.now) == 4:
            plain: Decision = decider.local(context.text, context.turns, attached)
            if plain.path == "skill" and _wishes_feed(context, plain):
                return replace(plain, skill="recommend", tier="fast", reason="rule.wish")
        decided: Decision = await decider.decide(
            context.text, context.turns, attached, context.video is not None, chat
        )
        if decided.path == "skill" and not attached and _wishes_feed(context, decided):
            return replace(decided, skill="recommend", tier="fast", reason="rule.wish")
        if decided.path == "skill" and decided.skill == "recommend" and _wishes_nothing(context):
            asked = "推荐" in context.text or "recommend" in context.text.casefold()
            return replace(decided, skill="answer" if asked else "chat", reason="rule.no_wish")
        if decided.path == "skill" and decided.skill in _TOLD and _tells(context, decided):
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


def _of_picture(context: Context) -> bool:
    """Whether a comment asks what a picture shows and wishes nothing done to it."""
    text = context.text
    asked = means_picture(context, ours=False) and asks_of_picture(text)
    return asked and not (retouch.asks(text) or widens(text))


def _tells(context: Context, decided: Decision) -> bool:
    """Whether a comment only tells of the member; "今晚想看恐怖片" is a plan and a wish."""
    wishes = decided.skill == "recommend" and sureness(context.text, context.now) >= 2
    return not wishes and bool(only_told(context.text, context.now))


def _wishes_feed(context: Context, decided: Decision) -> bool:
    """Whether a comment asks for another feed in words that leave no doubt, or in plain ones where nothing better was
    found."""
    if (
        decided.skill not in (*_LIGHT, "comfort")
        or decided.skill == "recommend"
        or decided.reason in _CERTAIN
    ):
        return False
    sure = sureness(context.text, context.now)
    return sure == 4 or (sure == 3 and decided.skill in ("chat", "answer", "comfort"))


def _wishes_nothing(context: Context) -> bool:
    """Whether what sounds like a wish for the feed names nothing to see, speaks of no videos and goes on from no wish."""
    own = next((turn for turn in reversed(context.turns) if turn.own), None)
    goes_on = own is not None and own.skill == "recommend"
    return not (goes_on or _VIDEOS.search(context.text) or sureness(context.text, context.now))


def _loose(decided: Decision) -> bool:
    """Whether a decision went by words that say little without the picture."""
    return decided.path == "skill" and decided.skill in _LOOSE and decided.reason not in _CERTAIN


def of_self(text: str) -> str:
    """The control that a question about oneself, or a wish to have one thing forgotten, comes to."""
    if forgets_of_self(text) or forgets_just(text):
        return "forget"
    return "recall" if asked_of_self(text) else ""
