"""What members say about their own words in a talk: asked back ("我刚才说冰箱里有啥来着"), taken back ("打错了 是芦荟")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dazi.text.normalise import fold
from dazi.types import Member, Turn

_ASKS_BACK = re.compile(
    r"来着|考考你|还?记[得住](?!在|你说)|我(?:刚才?|刚刚|最?开始|一开始|最早|前面|上面|头一句)(?:是|都|我)?(?:说|讲|提|问)"
    r"|\b(?:what did i (?:say|tell|ask|call)|do you (?:still )?remember|did i (?:say|mention)|what was it (?:that )?i)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"啥|什么|谁|哪|几|多少|怎么|咋|来着|[?？不吗么没嘛]\s*$|考考你|\b(?:what|who|which|how|where|when)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"最开始|一开始|最早|头一句|第一句|\b(?:at first|first thing|to begin with)\b", re.IGNORECASE
)
# What asking itself is made of says nothing of what is asked for.
_ASKING = re.compile(
    r"考考你|来着|还?记得|刚才|刚刚|最?开始|一开始|最早|我|你|它|他|她|说|讲|提|问|的|了|是|啥|什么|哪个|谁|几|多少|不|吗|呢|呀|啊|那|行吧|行|好|还|有|在"
    r"|\b(?:what|did|do|you|i|me|my|say|said|tell|told|remember|still|was|were|is|the|a|an|it|that|to|in|of|about|mention)\b",
    re.IGNORECASE,
)
_CALLS, _LONGEST = re.compile(r"\s*[@＠]\S+\s*"), 60
_WORDS = re.compile(r"[a-z0-9']+")

_SLIP = r"(?:我)?(?:记|说|打|写|看|搞|弄|念)(?:错|岔|混)(?:字)?(?:了|啦)?|手滑(?:了)?|口误|嘴瓢(?:了)?"
_END = r"(?:[啦了哈呀哦吧]*)(?=$|[,，.。!！?？ ~～])"
_NEW = r"(?P<new>[^,，.。!！?？~～]{1,10}?)"
_AMENDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:不是(?P<old>[^,，.。!！?？ ]{{1,8}}?){_END}[,，.。!！ ]*)?(?:{_SLIP})[,，.。!！ ]*(?:应该|其实|准确说)?(?:是|叫){_NEW}{_END}",
        rf"(?:其实|应该|明明)?是{_NEW}{_END}[,，.。!！ ]*(?:刚才|刚刚|上面|前面)?(?:是)?(?:{_SLIP})",
        rf"(?:^|[,，.。!！ ])(?:不对[,，.。!！ ]*)?(?:哎|诶|啊)?不是(?P<old>[^,，.。!！?？ ]{{1,8}}?)[啦了哈呀哦]*[,，.。!！ ]+(?:应该|其实)?(?:是|叫){_NEW}{_END}",
        r"\b(?:sorry,? )?(?:i meant?|i mean|typo,?|make that)(?: to say)?,? (?:it'?s )?(?:an? |the )?(?P<new>[^,.!?]{1,30}?)(?:,? not (?:an? |the )?(?P<old>[^,.!?]{1,20}))?(?=$|[,.!?])",
        r"\b(?:it'?s|he'?s|she'?s) not (?:an? |the )?(?P<old>[^,.!?]{1,20}),? (?:it'?s|he'?s|she'?s) (?:an? |the )?(?P<new>[^,.!?]{1,30}?)(?=$|[,.!?])",
    )
)
_NO_VALUE = re.compile(
    r"^(?:我|你|这|那|他|她|它|真|说|想|就|也|不|没|在|要|会)|[么吗呢]$|^(?:really|just|so|that|this|like)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amends:
    """What a member takes back (may be empty) and what they mean instead."""

    new: str
    old: str = ""


def asks_back(text: str) -> bool:
    """Whether a turn asks what was said before in the talk."""
    return bool(_ASKS_BACK.search(text) and _QUESTION.search(text)) and len(text) <= 40


def said_of(text: str, turns: Iterable[Turn], member: Member) -> str | None:
    """The member's own earlier words that a question back ("…来着") means; None where none shares a word with it."""
    own = [_CALLS.sub(" ", turn.text).strip() for turn in turns if not turn.own and turn.member == member]
    own = [
        said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
        for said in own
        if said and not asks_back(said)
    ]
    if not own or not asks_back(text):
        return None
    wanted = _pieces(_ASKING.sub(" ", fold(text)))
    scored = [(len(wanted & _pieces(fold(said))), -at, said) for at, said in enumerate(own)]
    shared, _, best = max(scored)
    if shared:
        return best
    return own[0] if _FIRST.search(text) else None


def amends(text: str) -> Amends | None:
    """What a turn puts right in its member's own words; None for any other."""
    if len(text) > 60:
        return None
    for pattern in _AMENDS:
        if (hit := pattern.search(text)) and not _NO_VALUE.search(new := hit["new"].strip()):
            return Amends(new, (hit.groupdict().get("old") or "").strip())
    return None


def _pieces(text: str) -> frozenset[str]:
    words = {word for word in _WORDS.findall(text) if len(word) > 2}
    signs = {sign for sign in _WORDS.sub(" ", text) if "\u3400" <= sign <= "\u9fff"}
    return frozenset(words | signs)
