"""Risk of self-harm: only lines that people wrote, never the model."""

from __future__ import annotations

import re

from dazi.ports import Kit
from dazi.skills.thread import last_own
from dazi.types import Context, Decision, Draft
from dazi.words import say

LINE = "12356"  # stands in every crisis line, and so tells whether our last turn was one
_RISK = re.compile(
    r"不想活|活不下去|活够|活腻|想死|去死|死了|自杀|自尽|轻生|寻死|自残|割腕|跳楼|跳河|跳桥|上吊|吞药|安眠药|遗书|伤害自己|结束(?:自己|生命)|消失"
    r"|kill|suicid|want(?:s|ed)? to die|end it|end (?:his|her|their) life|hurt(?:ing)? (?:him|her|them)sel|self.?harm|better off dead",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?P<other>朋友|同学|室友|闺蜜|哥们|兄弟|同事|网友|学生|邻居|男友|女友|对象|老公|老婆|弟弟|妹妹|哥哥|姐姐|孩子|儿子|女儿|爸爸?|妈妈?|有人|楼主|博主|他们?|她们?"
    r"|\b(?:friend|classmate|roommate|brother|sister|son|daughter|colleague|somebody|someone|he|she|they|my (?:mum|mom|dad))\b)"
    r"|(?P<self>我|俺|自己|\b(?:i|i'm|i've|me|myself)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，,。.!！?？;；\n]+")
# "他跟我说" names the speaker as a listener only.
_LISTENER = re.compile(
    r"(?:跟|对|和|向|给|告诉|问|陪|帮)我|\b(?:told|tells|texted|to|with) me\b", re.IGNORECASE
)
_SAYS = re.compile(r"(说|讲|发(?:消息|微信)?|告诉我|\bsays?|\bsaid|\btold me)\s*[，,：:]?\s*[“\"]?")


class Crisis:
    """Asks, stays, and names the help line 12356; speaks otherwise to somebody who worries about another."""

    name = "crisis"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        last = last_own(context)
        if about_other(context.text):
            code = "crisis.other"
        elif last is not None and LINE in last.text:
            code = "crisis.self_again"
        else:
            code = "crisis.self"
        return Draft(say(code, context.lang), "words", code)


def about_other(text: str) -> bool:
    """Whether the risk is another's: in every clause that speaks of it, the nearest person named before it is not
    the speaker. In doubt it is the speaker's own."""
    plain = _LISTENER.sub(" 说 ", _SAYS.sub(r"\1 ", text))
    found = False
    for clause in _CLAUSE.split(plain):
        risk = _RISK.search(clause)
        if risk is None:
            continue
        people = list(_WHO.finditer(clause[: risk.start()]))
        if not people or people[-1]["self"]:
            return False
        found = True
    return found
