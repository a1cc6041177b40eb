"""Moments of a video in what people write: "第几秒出现了猫", "0:12 那里是啥"; knows no video."""

from __future__ import annotations

import re

from dazi.text.normalise import fold

_CN = {sign: n for n, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
_FIGURE = r"\d{1,4}|[零一二两三四五六七八九十]{1,3}"
_WHEN = re.compile(
    r"(?:第|在|是)(?:几|多少)(?:分(?:钟)?)?(?:几|多少)?秒(?!钟?(?:内|之内|就能|能))|第(?:几|多少)分钟|哪(?:一)?(?:秒|分钟|个时间点|个时刻)|几分几秒|(?:什么|啥)时(?:候|间点?).{0,4}(?:出现|出来|出场|登场|说|写|提|露脸|开始|响)"
    r"|\b(?:at )?(?:what|which) (?:second|minute|time ?stamp|moment|point|time)\b|\btime ?stamp\b|\bwhen (?:does|do|did|is|are|will)\b.{1,60}\b(?:appear|show|come|say|said|mention|enter|pop|happen|start)"
)
_AT = re.compile(
    rf"第?\s*(?:(?P<m>{_FIGURE})\s*分(?:钟)?\s*)?第?\s*(?P<s>{_FIGURE})\s*秒(?!钟)|(?<![\d:.])(?P<mm>\d{{1,2}}):(?P<ss>[0-5]\d)(?![\d:])"
    r"|\b(?:at |second |the )(?P<e>\d{1,4})(?:st|nd|rd|th)?(?: ?s(?:ec(?:ond)?s?)?)?\b"
)
# Seconds as a place, not as a length ("90秒挑战").
_PLACE = re.compile(
    rf"第\s*(?:(?:{_FIGURE})\s*分(?:钟)?\s*)?(?:第\s*)?(?:{_FIGURE})\s*秒|(?<![\d:.点时到])\d{{1,2}}:[0-5]\d(?![\d:])"
    rf"|(?:{_FIGURE})\s*秒(?:钟)?(?:那里|那儿|那会|那段|那个|那一|的时候|的地方|时|处|左右|前后|附近|的画面)|\b(?:at|second) \d{{1,4}}\b|\bthe \d{{1,4}}(?:st|nd|rd|th) second"
)
_ASKS = re.compile(r"[?？吗呢]|啥|什么|咋|怎么|谁|哪|几|多少|为何|\b(?:what|who|why|how|where|which)\b")
_SPOIL = re.compile(
    r"剧透|结局|结尾|最后(?:怎么|咋|是|呢|咋样|发生|成)|\bspoil|\bending\b|\bhow does it end\b|\bin the end\b"
)
# Whole questions about what a video holds; "里面" and "最后" are nothing else's under one.
_CONTENTS = re.compile(
    r"(?:这个?|那个?)?(?:视频|片子|画面)?(?:里面?|上)(?:都|到底|究竟)?(?:在)?(?:说|讲|写)(?:了|的|着)?(?:些)?(?:啥|什么)(?:话|字)?[啊呀呢吗?？!！。 ]*"
    r"|(?:这个?|那个?)?(?:视频|片子|他|她|它|故事)?(?:最后|结局|结尾)(?:是|到底)?(?:怎么|咋|啥|什么)(?:了|样了?|的)?[啊呀呢吗?？!！。 ]*"
    r"|(?:and |so )?how (?:does|did) (?:it|this|this video|the video|the clip|the story) end[?!. ]*|what happens (?:in|at) the end[?!. ]*"
    r"|(?:这个?|那个?)?(?:视频|片子)?(?:里面?)?有(?:没有)?(?:人)?说话(?:吗|没)?[啊呀呢?？ ]*"
)
# What stands around the thing that is looked for.
_AROUND = re.compile(
    r"第?(?:几|多少)(?:分(?:钟)?)?(?:几|多少)?秒(?:钟)?|第(?:几|多少)分钟|哪(?:一)?(?:秒|分钟|个时间点|个时刻)|几分几秒|(?:什么|啥)时(?:候|间点?)"
    r"|请问|小搭|麻烦|帮我|找(?:一?下|找)?|看(?:一?下|看)?|这个?(?:视频|片子)|视频里?|里面?|画面(?:上|里)?|字幕|是在|大概|一共|第一次|首次"
    r"|出现(?:过|的|了)?|出来|出场|登场|露脸|提到(?:过|的|了)?|说(?:过|的|了|到)?|写(?:着|过|的|了)?|开始|是|在|有|那个|那句|这句|[的了啊呀呢吗嘛吧么]|\bat (?:what|which)\b|\bwhen\b"
    r"|\b(?:what|which|second|minute|time ?stamp|moment|time|point|does|do|did|is|are|will|the|an?|it|they|he|she|in|this|video|appears?|shows?|comes?|up|say|says|said|mention(?:s|ed)?|first|please)\b"
)
_QUOTE = re.compile(r"[“\"「『‘]([^”\"」』’]{1,40})[”\"」』’]")


def asks_when(text: str) -> bool:
    """Whether a text asks at which second of a video something is."""
    return _WHEN.search(fold(text)) is not None


def sought(text: str) -> str:
    """What such a text looks for: what it quotes, else what is left without the words of the question."""
    if quote := _QUOTE.search(text):
        return quote[1].strip()
    left = re.sub(r"[\s,，。.!！?？:：、~～]+", " ", _AROUND.sub(" ", fold(text)))
    return left.strip()


def moment_in(text: str) -> float | None:
    """The second of a video that a text names ("第12秒", "1分05秒", "0:12", "at 12 seconds"); None: it names none."""
    hit = _AT.search(fold(text))
    if hit is None:
        return None
    if hit["mm"] is not None:
        return float(int(hit["mm"]) * 60 + int(hit["ss"]))
    if hit["e"] is not None:
        return float(hit["e"])
    return float((_count(hit["m"]) if hit["m"] else 0) * 60 + _count(hit["s"]))


def about_moment(text: str) -> bool:
    """Whether a text asks about a moment of a video, what it holds or how it ends, in words that mean nothing else."""
    plain = fold(text)
    if len(plain) > 80:
        return False
    if _WHEN.search(plain) or _CONTENTS.fullmatch(plain) or re.search(r"剧透|\bspoil", plain):
        return True
    return _PLACE.search(plain) is not None and bool(_ASKS.search(plain)) and "几点" not in plain


def wants_ending(text: str) -> bool:
    """Whether the end may be told: it was asked for."""
    return _SPOIL.search(fold(text)) is not None


def _count(figure: str) -> int:
    if figure.isdigit():
        return int(figure)
    tens, ten, ones = figure.rpartition("十")
    if not ten:
        return _CN[figure[-1]]
    return (_CN[tens[-1]] if tens else 1) * 10 + (_CN[ones[-1]] if ones else 0)
