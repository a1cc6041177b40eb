"""A wish for more or less of what stands above it ("多推这种", "more like this"), and what a video is about by its words.

Knows no feed. Whole clauses only: "多来点这种笑话" names something of its own and points at no video."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dazi.text.grams import names, subject
from dazi.text.late import late
from dazi.text.normalise import clean, fold, has_cjk
from dazi.text.prefer_words import SIMPLE
from dazi.text.prefers import Way, mood_of

MOST = 2  # subjects of one video that are worth a wish
_CLAUSE = {True: 30, False: 80}  # signs of a clause that points at something, by whether it is Chinese
_LONGEST = {True: 10, False: 24}  # signs of a tag that is a subject, by whether it is Chinese

_THING = r"(?:小?视频|短片|内容|片子?|东西|题材|风格|类型|画风|调调|路子|作品|一挂|款)"
_KIND = rf"(?:(?:跟|和|像)?(?:这|那)(?:样|种|类|个|条|一[种类]|款|路)(?:类型|一挂)?|同款|同类型?|类似|差不多|这种类似)(?:一样|类似)?(?:的)?{_THING}?(?:的)?"
_ONE = r"(?:这|那)(?:个|位)?(?:博主|up主?|作者|主播|创作者|人|号|账号|频道|姐姐|哥们|小哥|大叔|阿姨)(?:的)?(?:小?视频|作品|内容|更新|片子|东西)?(?:的)?"
_BIT = r"(?:点儿?|些|一点儿?|一些|(?:几|两|三|五|十|一百|\d+)[个条部集]|一波|波|一打)?"
_SHOW = r"(?:推荐|推送|推|来|放|刷到|刷|看到|看见|看|整|安排|发|给|上|搞|喂|投喂|出现|冒出来)"
_ME = r"(?:给|帮|让|往)?(?:我|俺|咱)?(?:们)?(?:的)?(?:首页|主页)?(?:里|上)?"
_MORE = rf"(?:(?:以后|今后|平时|可以|能不能|能|希望|麻烦|请|就|都|再|还|也)*多{_ME}(?:再)?{_SHOW}*{_BIT}(?:给我|给俺)?|再(?:给我)?{_SHOW}{_BIT}|{_ME}(?:多)?{_SHOW}(?:点儿?|些|几个|几条)|(?:我|俺|就|还|最|好|超|真|也|特别|现在|一直)*(?:想(?:再|多|还)*看{_BIT}|爱看|喜欢看?|好这口|没看够|看不够|看不腻)|求(?:更多|多推|多来|推)|(?:我|就|还|也)*想看更多|越多越好|管够|(?:还)?有(?:没有|木有)?(?:更多)?)"
_LESS = rf"(?:(?:以后|今后|可以|能不能|请|麻烦|就|都|再|也)*(?:别|不要|甭|不用|少|莫)(?:再|老|总|一直)?{_ME}(?:再)?{_SHOW}{_SHOW}?{_BIT}(?:给我)?|(?:我|俺|真|实在|也|都|再也|一点都)*(?:不(?:太|怎么)?(?:想|爱|喜欢)(?:再)?(?:看|刷)?(?:到|见)?|没(?:啥|什么)?兴趣|不感兴趣|看(?:腻|烦|够|吐|厌))|屏蔽(?:掉|了)?|免了|就算了|够了|退订|拉黑)"
_LEAD = r"(?:小搭|搭子|哈|哎呀?|诶|欸|嗯|好|行|那|麻烦|拜托|请|求求你?|帮我?|可不可以|能不能|以后|今后|往后|我|就|把)*"
_TAIL = r"(?:了|啦|吧|呗|嘛|啊|呀|哦|噢|哈|的|呢|吗|行吗|行不行|好吗|好不好|可以吗|谢谢|谢啦|拜托|给我|就行|就好)*"
_WORDS: tuple[tuple[Way, str], ...] = (("less", _LESS), ("more", _MORE))
_ZH: Mapping[Way, re.Pattern[str]] = {
    way: late(
        rf"{_LEAD}(?:{words}(?:(?P<kind>{_KIND})|(?P<one>{_ONE}))|(?:(?P<kind2>{_KIND})|(?P<one2>{_ONE})){words}){_TAIL}"
    )
    for way, words in _WORDS
}
_EN_LEAD = r"(?:(?:hey|ok|okay|lol|haha|please|pls|yes|and|just|so|oh|wow|can|could|would|you|i|we|i'd|i'll|want|need|like|love|to|see|get|have|for|from now on) )*"
_EN_SHOW = r"(?:(?:show|give|send|recommend|feed|get|find|push|suggest)(?: me| us)? )"
_EN_THINGS = r"(?:videos?|vids?|clips?|stuff|content|things?|ones?|posts?)"
_EN_KIND = rf"(?:(?:{_EN_THINGS} )?(?:like|similar to) (?:this|that|these|those)(?: (?:one|{_EN_THINGS}))?|of (?:this|these|that|those|the same)(?: (?:kind|sort|type)s?)?(?: of)?(?: {_EN_THINGS})?|(?:this|that|these) (?:kind|sort|type)s?(?: of)?(?: {_EN_THINGS})?|(?:these|those) {_EN_THINGS})"
_EN_ONE = r"(?:from|by|of) (?:this|that) (?:creator|channel|guy|girl|person|account|author|one)|(?:from|by) (?:him|her|them)|this (?:creator|channel|guy|account)"
_EN_MORE = rf"(?:(?:any|got any|some|any other|are there any|is there any)(?: more)?(?: {_EN_THINGS})?|{_EN_SHOW}?(?:some |a lot |way |lots )?(?:more|another few|others?)(?: {_EN_THINGS})?|{_EN_SHOW}(?:some |something )?)"
_EN_LESS = rf"(?:(?:no more|less|fewer|enough|no|way less)(?: {_EN_THINGS})?|(?:stop|quit) (?:showing|giving|sending|recommending|pushing|feeding)(?: me)?(?: {_EN_THINGS})?|(?:don'?t|never|do not) (?:ever )?(?:show|give|send|recommend|push|suggest)(?: me)?(?: {_EN_THINGS}| any(?:thing)?(?: more)?| more)?|hide|block|mute|{_EN_SHOW}(?:less|fewer)(?: {_EN_THINGS})?|not interested in|(?:tired|sick) of)"
_EN_TAIL = r"(?: (?:please|pls|plz|thanks|thank you|lol|again|anymore|any more|ever|ok|okay|haha|in my feed|on my feed))*"
_EN_WORDS: tuple[tuple[Way, str], ...] = (("less", _EN_LESS), ("more", _EN_MORE))
_EN: Mapping[Way, re.Pattern[str]] = {
    way: late(rf"{_EN_LEAD}{words} (?:(?P<kind>{_EN_KIND})|(?P<one>{_EN_ONE})){_EN_TAIL}")
    for way, words in _EN_WORDS
}
_CUT = late(r"[,，。;；!！?？\n~～…:：]+|\.(?=\s|$)| but | and (?=less|more|no\b|stop|fewer)")
# What only says which way, for a clause beside it that points.
_TURNS: Mapping[Way, re.Pattern[str]] = {
    "less": late(rf"{_LEAD}{_LESS}{_TAIL}|(?:no|less|stop)(?: please| pls)?"),
    "more": late(
        rf"{_LEAD}(?:多{_ME}{_SHOW}{_BIT}|再来{_BIT}){_TAIL}|(?:yes )?more(?: more)*(?: please| pls)?|keep (?:them|it|those) coming"
    ),
}
# The same as a whole comment, which must speak of a feed by itself.
_BARE: Mapping[Way, re.Pattern[str]] = {
    "less": late(
        rf"{_LEAD}(?:(?:别|不要|少)(?:再|老|总)?(?:给我)?(?:推荐|推|刷|放)(?:到|了)?(?:点|些)?|看(?:腻|烦|够|吐)|不(?:太)?想(?:再)?看|不感兴趣|没兴趣){_TAIL}|(?:no|less)(?: please| pls)?|not interested"
    ),
    "more": late(
        rf"{_LEAD}(?:多(?:给我)?(?:推荐|推|刷|放|来)(?:点|些|几个|几条)|再(?:推|来|放)(?:点|些|几个|几条)|没看够|看不够){_TAIL}|(?:yes )?more(?: more)*(?: please| pls)?|keep (?:them|it|those) coming"
    ),
}
_POINTS = late(
    rf"^{_LEAD}(?:我|就|最|真|太|好|超|喜欢|爱|看)*(?:这种|这类|这样的)(?:的)?{_THING}?(?:的)?(?:我|真|太|好|超|最|就)*(?:好看|爱了|喜欢|绝了|上头|爱看|有意思|好笑|无聊|难看|烦|恶心|吓人)?(?:了|啊|呀)?$"
    rf"|^(?:i |just |really |kinda )*(?:love|like|hate|enjoy) (?:this|these) (?:kind|sort|type)s?(?: of)?(?: {_EN_THINGS})?$"
)
_FEEDS = late(
    r"推|刷|看|视频|首页|主页|博主|作者|up主|\b(?:feed|videos?|vids?|clips?|show|recommend\w*|channel|creator)\b"
)
_FAINT = late(r"喜欢|兴趣|爱$")
_WAYS: tuple[Way, ...] = ("less", "more")


@dataclass(frozen=True, slots=True)
class Alike:
    """More or less of what is above; `creator`: of who made it rather than of what it is about. `plain`: its words
    speak of a feed; "多来点这种" alone may mean an answer of ours. `bare`: it says which way and nothing else ("别推了")."""

    way: Way
    creator: bool = False
    plain: bool = True
    bare: bool = False


def alike(text: str) -> tuple[tuple[Alike, ...], str]:
    """The wishes that point at something above, in their order, and the clauses of the text that do not."""
    found: list[Alike] = []
    rest: list[str] = []
    clauses = [
        part.strip()
        for part in _CUT.split(fold(clean(text, 200)).translate(SIMPLE).replace("’", "'"))
        if part.strip()
    ]
    points = any(_points_at(clause) for clause in clauses)
    for clause in clauses:
        if wish := _pointing(clause, points):
            found.append(wish)
        elif not _points_at(clause):
            rest.append(clause)
    if len(clauses) == 1 and not found and len(clauses[0]) <= _CLAUSE[True]:
        bare = next((way for way in _WAYS if _BARE[way].fullmatch(clauses[0])), None)
        if bare is not None:
            return (Alike(bare, plain=_FEEDS.search(clauses[0]) is not None, bare=True),), ""
    sure = {(one.way, one.creator): one for one in (*found, *(one for one in found if one.plain))}
    return tuple(sure.values()), "，".join(rest)


def _points_at(clause: str) -> bool:
    return len(clause) <= _CLAUSE[has_cjk(clause)] and _POINTS.search(clause) is not None


def _pointing(clause: str, points: bool) -> Alike | None:
    if len(clause) > _CLAUSE[has_cjk(clause)]:
        return None
    plain = _FEEDS.search(clause) is not None
    for way in _WAYS:
        for forms in (_ZH, _EN):
            if hit := forms[way].fullmatch(clause):
                named = hit.groupdict()
                one = bool(named.get("one") or named.get("one2"))
                this = (named.get("kind") or named.get("kind2") or "").strip("的") in ("这个", "那个")
                faint = _FAINT.search(clause) and not plain
                return None if faint or (this and "推" not in clause) else Alike(way, one, plain or one)
        if points and _TURNS[way].fullmatch(clause):
            return Alike(way, plain=plain)
    return None


def asked_which(said: str) -> bool:
    """Whether an answer of ours to a wish asked what is meant, so that a word alone answers it."""
    return bool(re.search(r"[?？]", said)) and not re.search(r"回执|[Rr]eceipt", said)


# A subject is said aloud in our name: words, and no address or number that somebody put among the tags.
_PLAIN = late(r"[A-Za-z\u3400-\u9fff](?:[A-Za-z\u3400-\u9fff '·&-]|\d{1,2}(?!\d))*")
# Tags that say nothing of a subject.
_EMPTY = late(
    r"(?:.{0,2}日常|vlog|plog|记录.{0,3}|生活.{0,3}|视频|短视频|原创|热门|推荐|上热门|首页|合集|系列|花絮|第.{1,3}集|新人.{0,3}|作品|分享|干货|必看|涨知识|爆款|fyp|foryou|for you|viral|shorts|reels?|video|videos|trending|new|live|daily|\d+)"
)
_PERSON = late(
    r"(?:外婆|奶奶|爷爷|姥姥|姥爷|外公|妈妈?|爸爸?|老人|小朋友|孩子|女儿|儿子|老公|老婆|邻居|同事|老板|grandma|grandpa|mom|dad|kids?)$",
    re.IGNORECASE,
)
_SMALL = late(r"[猫狗]")


def subjects(title: str, tags: Sequence[str] = (), told: Sequence[str] = ()) -> tuple[str, ...]:
    """What a video is about, at most two words, surest first: tags that are everyday subjects or stand in the title,
    else such a subject in the title, else in what is told of the video; () where nothing says it."""
    plain = fold(title)
    words = [clean(tag, 40).strip("# ") for tag in tags]
    worth = [
        word
        for word in words
        if _PLAIN.fullmatch(word)
        and not (_EMPTY.fullmatch(fold(word)) or mood_of(word))
        and len(word) <= _LONGEST[has_cjk(word)]
    ]
    known = {word for word in worth if len(names(word)) > 1}

    def rank(word: str) -> int:
        """0 is the surest; people of the title are seldom what a video is about."""
        titled = fold(word) in plain and not _PERSON.search(word)
        return (0 if word in known else 1) if titled else 2 if word in known else 3

    worth.sort(key=rank)
    if worth:
        return _apart([worth[0], *(word for word in worth[1:] if word in known)])
    for text in (title, *told):
        if found := subject(text) or next(iter(_SMALL.findall(text)), ""):
            return (found,)
    return ()


def _apart(words: Sequence[str]) -> tuple[str, ...]:
    """Without another name of the same thing ("猫" beside "猫咪")."""
    found: list[str] = []
    for word in words:
        if not any(fold(word) in names(one) or fold(word) in fold(one) for one in found):
            found.append(word)
    return tuple(found[:MOST])


def mood_in_tags(tags: Sequence[str]) -> str:
    """The first tag that is a mood's word; "" for none."""
    return next((tag.strip("# ") for tag in tags if mood_of(tag.strip("# "))), "")
