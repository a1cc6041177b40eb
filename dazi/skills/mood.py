"""What the comments are like, for who asks: counted, not judged, and no model's; knows no digest."""

from __future__ import annotations

from dazi.crowd import FEW, NAMED, counted, quoted, spelt, told
from dazi.text.crowd import asks_crowd
from dazi.types import Context, Draft
from dazi.words import say


def by_comments(context: Context) -> Draft | None:
    """What the comments are like, where that is asked; None else, or where there are none to be seen."""
    if context.video is None or not asks_crowd(context.text) or not context.video.comments:
        return None
    found = counted(context.video.comments)
    text = told(found, context.lang)
    if found.words and found.count >= FEW:
        named = [quoted(spelt(word), context.lang) for word, _ in found.words[:NAMED]]
        words = ("" if context.lang == "zh" else ", ").join(named)
        text += ("" if context.lang == "zh" else " ") + say("crowd.words", context.lang, words=words)
    elif context.lang == "zh":
        text += "。"
    return Draft(text, "video", "comments")
