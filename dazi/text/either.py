"""The two things that a comment lets one choose between; knows no lines. Where they are not cleanly read, it says so."""

from __future__ import annotations

import re

from dazi.types import Lang

_LONGEST = 60  # characters of a comment that are read
_SIGNS, _WORDS = 6, 3  # the most that one of the two has
_UNEVEN = 2  # signs that one may have more than the other
_HAN = r"[\u4e00-\u9fffA-Za-z0-9]"
_OR = re.compile(
    rf"(?P<a>{_HAN}{{1,14}}?)\s*[,，]?\s*(?:还是|或者|(?<![a-z])(?:or|vs)(?![a-z]))\s*(?P<b>{_HAN}{{1,12}})",
    re.IGNORECASE,
)
_AND = re.compile(
    rf"(?P<a>{_HAN}{{1,8}})(?:和|跟|与|、)(?P<b>{_HAN}{{1,6}}?)(?=[\s,，。?？]|你|选|站|哪|只|二|戒|$)"
)
_TWICE = re.compile(
    r"(?:^|[\s,，])(?P<a>[\u4e00-\u9fff]{1,2}?(?P<n>[\u4e00-\u9fff]{1,3}))\s*(?P<b>[\u4e00-\u9fff]{1,2}?(?P=n))(?=$|[\s,，。?？!！])"
)
_WHETHER = re.compile(
    r"(?:[要该]不[要该](?P<do>[\u4e00-\u9fff]{1,4})|(?P<v>[去吃喝买点加追回穿剪染报考睡走留等看换搬删追辞])不(?P=v)(?P<what>[\u4e00-\u9fff]{0,3}))(?=$|[\s,，。?？!！])"
)
_CHOOSE = re.compile(r"选|站|哪[个边]|二选一|戒一个|党")
# What asks, before the first and behind the second.
_BEFORE = re.compile(
    r"^.*(?:你(?:更|最|是|平时)?(?:喜欢|爱|站|选|投|觉得|说)|喜欢|帮我选|到底(?:是|该|要)?|纠结(?:是)?|选择?|该(?:是)?|想(?:要|吃|喝|买|去)?|应该|站|要|今[天晚]|明天|晚[上饭]|早饭|午饭|周末)"
)
_BEHIND = re.compile(
    r"(?:[吗呢啊呀嘛吧哦哈呐捏]|选(?:哪|一)个|选哪边|站哪边|哪个.*|你(?:站|选|投|说|来|觉).*|(?:比较|更)?(?:好|香|好看|好吃|合适|划算)|快说|速答|急|在线等)+$"
)
_VERBS = "吃喝选刷去看买用坐养穿点染加住学玩要做"
_DOES = (*_VERBS, *"不别走跑骑睡回叫打送带留先自直躺出拖硬装裹蘸开")
_NO = re.compile("[我你他她它这那谁啥]|什么|怎么|因为|所以|不是|知道|[了着过被把]|还是|[是在](?=.)")
_EN = re.compile(
    r"(?P<a>[a-z0-9' -]{1,40}?)\s*,?\s*\b(?:or|vs\.?)\s+(?P<b>[a-z0-9' -]{1,30})(?=$|[,.;:!?\n])",
    re.IGNORECASE,
)
_EN_BEFORE = re.compile(
    r"^.*\b(?:prefer|like|pick|choose|team|get|buy|have|eat|is it|should i|better|opinion|question|between|the|a|an|my|some|want)\s+",
    re.IGNORECASE,
)
_EN_BEHIND = re.compile(
    r"\s*\b(?:today|tonight|first|though|then|pls|please|lol|help|quick|and why)\b.*$", re.IGNORECASE
)
_EN_NO = re.compile(
    r"\b(?:i|you|he|she|it|they|we|is|are|am|was|do|does|not|what|who|why|how|so|something|else|whatever|that|this|no|never)\b",
    re.IGNORECASE,
)


def either(text: str, lang: Lang) -> tuple[str, str] | None:
    """The two things as the comment has them, short and without what asks around them; None where that is not sure."""
    plain = " ".join(text[:_LONGEST].split())
    return _english(plain) if lang == "en" else _chinese(plain)


def _chinese(text: str) -> tuple[str, str] | None:
    if hit := _OR.search(text):
        return _both(_last(hit["a"]), _BEHIND.sub("", hit["b"]))
    if hit := _WHETHER.search(text):
        if do := hit["do"]:
            return _both(do, f"不{do[0]}")
        return _both(hit["v"] + hit["what"], f"不{hit['v']}")
    if not _CHOOSE.search(text):
        return None
    if hit := _AND.search(text):
        return _both(_last(hit["a"]), _BEHIND.sub("", hit["b"]))
    if hit := _TWICE.search(text):
        return _both(hit["a"], hit["b"])
    return None


def _last(before: str) -> str:
    """The first of the two without what asks for it."""
    return _BEFORE.sub("", before) or before


def _both(one: str, other: str) -> tuple[str, str] | None:
    """The two, without a verb that both have ("刷绿色还是刷奶油色") and what stands before it ("鸡蛋先敲还是先洗"); None
    unless both are clean and of a size, so that neither drags along what the choice is about."""
    other = other.removeprefix("选")
    if len(other) > 1 and other[0] in one[:-1]:
        one = one[one.rindex(other[0], 0, -1) :]
        if other[0] in _VERBS:
            one, other = one[1:], other[1:]
    elif len(one) > 2 and one[0] in _VERBS and other[:1] not in _DOES and one[1] not in "的不":
        one = one[1:]
    if not one or not other or one == other or abs(len(one) - len(other)) > _UNEVEN:
        return None
    if any(len(each) > _SIGNS or _NO.search(each) for each in (one, other)):
        return None
    return one, other


def _english(text: str) -> tuple[str, str] | None:
    hit = _EN.search(text)
    if hit is None:
        return None
    pair = []
    for each in (_EN_BEFORE.sub("", hit["a"].strip()), _EN_BEHIND.sub("", hit["b"].strip())):
        each = re.sub(r"^(?:the|a|an|some|my|team)\s+", "", each, flags=re.IGNORECASE).strip()
        if not each or len(each.split()) > _WORDS or _EN_NO.search(each):
            return None
        pair.append(each)
    return (pair[0], pair[1]) if pair[0].casefold() != pair[1].casefold() else None
