"""What the thread's earlier turns mean for this one: asking for more, correcting, repeating; knows no model."""

from __future__ import annotations

import re
from dataclasses import replace

from dazi.label import strip_label
from dazi.skills.likeness import repeats
from dazi.types import Context, Turn

_MORE = re.compile(
    r"(?:那|好|哈+|不错|可以|行)?[,，! ！]*(?:再|换|还有)(?:给我|帮我)?(?:来|说|讲|想|起|写|整)?(?P<n>[一二两三四五六七八九十\d]*)(?:个|条|段|句|点|批|些|组)?(?:呗|吧|吗|嘛|呢|别的|新的)?[!！?？。~～ ]*"
    r"|还有(?:吗|没|别的吗)?[?？ ]*|(?:one )?more(?: please)?[!?. ]*|another(?: one)?(?: please)?[!?. ]*|(?:next|again)[!?. ]*",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"你?(?:刚才|刚刚)?(?:说|算|答|搞|弄|讲)?(?:错|不对)(?:了|啦|吧|哦)|(?:^|[,，。 ])不对(?:吧|啊|呀|[,，。!！]|$)|不是.{1,12}(?:吗|而是)|应该是|明明是|"
    r"\b(?:you(?:'re| are) wrong|that(?:'s| is) (?:wrong|not right|incorrect)|actually,? it(?:'s| is)|it should be)\b",
    re.IGNORECASE,
)


def own_texts(context: Context) -> tuple[str, ...]:
    """What we said in this thread, oldest first, without labels."""
    return tuple(strip_label(turn.text) for turn in context.turns if turn.own)


def last_own(context: Context) -> Turn | None:
    """Our last comment in the thread."""
    return next((turn for turn in reversed(context.turns) if turn.own), None)


def earlier_wish(context: Context) -> str | None:
    """The member's last comment before this one that asks for something by itself ("再来一个" does not)."""
    for turn in reversed(context.turns):
        if turn.member == context.lead.member and not turn.own and not _MORE.fullmatch(turn.text.strip()):
            return turn.text
    return None


def wants_more(context: Context) -> bool:
    """Whether this turn only asks for one more of the same."""
    return _MORE.fullmatch(context.text.strip()) is not None


def carried(context: Context) -> Context:
    """The context with the member's earlier wish in place of a bare "再来一个", so that its subject stays."""
    if not wants_more(context):
        return context
    wish = earlier_wish(context)
    return replace(context, text=wish) if wish else context


def corrects(context: Context) -> bool:
    """Whether the member says that our last comment was wrong."""
    return last_own(context) is not None and _WRONG.search(context.text) is not None


def said_before(text: str, context: Context) -> bool:
    """Whether we said this in the thread already."""
    return repeats(text, *own_texts(context))
