"""What members say about the words of a talk: their own asked back ("我刚才说冰箱里有啥来着") or taken back ("打错了 是芦荟"),
ours checked ("你刚写包邮了没"), and what they don't want to hear ("别跟我说加油")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dazi.text.normalise import fold, has_cjk
from dazi.types import Member, Turn

_ASKS_BACK = re.compile(
    r"来着|考考你|你?(?:可)?别说(?:你)?忘了|你(?:没忘|忘了)(?:吧|没)|[几多少][岁个只块年次点].{0,8}你说|还?记[得住](?!在|你说)|我(?:刚才?|刚刚|最?开始|一开始|最早|前面|上面|头一句)(?:是|都|我)?(?:说|讲|提|问)|我.{0,4}(?:最?开始|一开始|头一句)(?:问|说|讲)"
    r"|\b(?:what did i (?:say|tell|ask|call)|do you (?:still )?remember|did i (?:say|mention)|(?:you were|were you) listening|what was it (?:that )?i)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"啥|什么|谁|哪|几|多少|怎么|咋|来着|总结|重复|再说一遍|[?？不吗么没嘛]\s*$|考考你|\b(?:what|who|which|how|where|when)\b",
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
_ASKED_IN, _ASKED_IN_EN = 60, 90  # characters; what is longer tells something of its own
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
        rf"^(?:不是的?啦|不是不是|不对不对|不对|错啦)[,，.。!！ ]*(?:应该|其实)?是(?P<whole>(?!不是)[^,，.。!！?？~～]{{2,16}}?){_END}",
        r"^(?:oh |ah )?(?:no,? )?wait,? (?:no,? )?(?P<whole>(?:she|he|it|they|i)(?:'s|'m|'re| is| am| are) (?!not\b)[^,.!?]{1,30})",
        r"\b(?:sorry,? )?(?:i meant?|i mean|typo,?|make that)(?: to say)?,? (?:it'?s )?(?:an? |the )?(?P<new>[^,.!?]{1,30}?)(?:,? not (?:an? |the )?(?P<old>[^,.!?]{1,20}))?(?=$|[,.!?])",
        r"\b(?:it'?s|he'?s|she'?s) not (?:an? |the )?(?P<old>[^,.!?]{1,20}),? (?:it'?s|he'?s|she'?s) (?:an? |the )?(?P<new>[^,.!?]{1,30}?)(?=$|[,.!?])",
    )
)
_NO_VALUE = re.compile(
    r"^(?:我|你|这|那|他|她|它|真|说|想|就|也|不|没|在|要|会)|[么吗呢]$|^(?:really|just|so|that|this|like)\b",
    re.IGNORECASE,
)


_NO_CLAUSE = re.compile(r"[么吗呢]$|^(?:我说|你|这样|真的|吗)|\b(?:so|just|really)\b", re.IGNORECASE)
_BACK_EN = {"i'm": "you're", "i am": "you are", "i": "you", "my": "your", "me": "you"}
_OURS = re.compile(
    r"(?:里头?|里面|这?[两三几]条)?.{0,4}有没有(?:写|提|说|讲)(?:到|过)?([^,，.。!！?？ 啊呀吗呢]{1,8})"
    r"|你(?:刚才|刚刚|前面|上面)?(?:是不是)?(?:写|提|说|讲)(?:到|过|了)([^,，.。!！?？ ]{1,8}?)(?:了)?(?:吗|没有|没)\b"
    r"|\bdid you (?:say|write|mention|promise) ([a-z' ]{2,30})",
    re.IGNORECASE,
)
_UNWANTED = re.compile(
    r"(?:你?(?:可)?别|不要)(?:再|又|老)?(?:跟我|给我|对我|和我)(?:再|老)?(?:说|讲|提|来)(?:什么)?([^,，.。!！?？ ]{2,8}?)(?:了|啊|吧|哈|这种话|那套)?(?=$|[,，.。!！?？ ])"
    r"|\b(?:please )?don'?t (?:you )?(?:tell|ask) me to ([a-z' ]{3,30})",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"这个|那个|这些|那些|话|了|一声|.{0,4}秘密|真话|实话|假话|废话")


@dataclass(frozen=True, slots=True)
class Amends:
    """What a member takes back (may be empty) and what they mean instead."""

    new: str
    old: str = ""


def asks_back(text: str) -> bool:
    """Whether a turn asks what was said before in the talk."""
    return bool(_ASKS_BACK.search(text) and _QUESTION.search(text)) and len(text) <= (
        _ASKED_IN if has_cjk(text) else _ASKED_IN_EN
    )


def said_of(text: str, turns: Iterable[Turn], member: Member) -> str | None:
    """The member's own earlier words that a question back ("…来着") means; None where none shares a word with it."""
    own = [_CALLS.sub(" ", turn.text).strip() for turn in turns if not turn.own and turn.member == member]
    own = _latest(own)
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
    first = bool(_FIRST.search(text))
    if shared > first:
        return best
    return own[0] if first else None


def amends(text: str) -> Amends | None:
    """What a turn puts right in its member's own words, turned so that we can say it; None for any other."""
    if len(text) > 60:
        return None
    for pattern in _AMENDS:
        if not (hit := pattern.search(text)):
            continue
        found = hit.groupdict()
        if whole := (found.get("whole") or "").strip():
            if _NO_CLAUSE.search(whole):
                continue
            return Amends(turned(whole))
        if not _NO_VALUE.search(new := hit["new"].strip()):
            return Amends(new, (found.get("old") or "").strip())
    return None


def turned(text: str) -> str:
    """Somebody's words as they are said back to them: "我养的它" is "你养的它"."""
    if not re.search("[\u3400-\u9fff]", text):
        return re.sub(r"\b(?:i'm|i am|i|my|me)\b", lambda hit: _BACK_EN[hit[0].lower()], text, flags=re.I)
    return re.sub("[我你]", lambda hit: "你" if hit[0] == "我" else "我", text)


def asks_ours(text: str) -> str:
    """What a turn asks whether we wrote or said it ("里头有没有写包邮啊", "did you mention shipping"); empty for any other."""
    hit = _OURS.search(text) if len(text) <= 40 else None
    return next(filter(None, hit.groups())).strip() if hit else ""


def unwanted(text: str) -> str:
    """What a member does not want to be told ("别跟我说加油", "please don't tell me to join a club"); empty for any other."""
    hit = _UNWANTED.search(text) if len(text) <= 60 else None
    what = next(filter(None, hit.groups())).strip() if hit else ""
    return "" if _NOTHING.fullmatch(what) else what


def _latest(said: list[str]) -> list[str]:
    """Words in order, each that the next puts right together with that."""
    kept: list[str] = []
    for one in said:
        if kept and amends(one) is not None:
            both = f"{kept[-1]} … {one}"
            kept[-1] = both if len(both) <= _LONGEST else one
        else:
            kept.append(one)
    return kept


def _pieces(text: str) -> frozenset[str]:
    words = {word for word in _WORDS.findall(text) if len(word) > 2}
    signs = {sign for sign in _WORDS.sub(" ", text) if "\u3400" <= sign <= "\u9fff"}
    return frozenset(words | signs)
