"""Turns that lean on copy that was just written: a change to it ("再短点"), a choice from it ("第二个不错"); knows no
thread and no skill."""

from __future__ import annotations

import re

from dazi.text.normalise import fold, has_cjk

_LONGEST, _LONGEST_EN = 40, 72  # characters; what is longer says by itself what it wants

_ALTERS = re.compile(
    r"(?:再|更|稍微|能不能|可以)?(?:改|弄|写|起|来)?(?:得)?(?:再|更)?(?:短|长|简单|简短|精简|霸气|可爱|搞笑|好笑|有趣|文艺|土|洋气|损|毒|狠|酷|帅|甜|温柔|正经|正式|客气|委婉|幽默|沙雕|接地气|高冷|俏皮|淡|浓|素|朴素|低调|夸张|正常|喜庆|吉利|特别|押韵|口语|好听|好记|霸道|奶|萌)(?:一?点儿?|一些|的|点的)"
    r"|换(?:一)?(?:个|批|组|些|种|几个|风格|点别的)|(?:^|[ ,，。])(?:我)?(?:不要|别|不想要|不喜欢)(?:太|用|写|那么|这么|带|有)?.{1,8}"
    r"|太(?:长|短|土|普通|正经|肉麻|俗|长了|像|文艺|常见|敷衍|直白|正式|幼稚|老气|油|中二|煽情|腻|装|硬|夸张|做作|矫情|浮夸)|^(?:那就?|我)?(?:要|想要|来个|来点|来几个|整点|给我).{1,10}的(?:吧|呗|嘛|啊|行不|行吗)?[!！。~ ]*$"
    r"|(?:英文|英语|中文|日文|日语)(?:名|的|版)?.{0,3}(?:呢|也|来|有|起|给)|(?:也|再|还)(?:给|帮|替).{1,12}(?:来|写|起|想|整|取)"
    r"|(?:第[一二三四五六]个|前面那个).{0,6}(?:改|换|不行|不好|太)|(?:那|再|也)(?:你)?(?:给|帮|替)?(?:我)?(?:它|他|她|这个|那个)?(?:也)?(?:起|取|想)(?:个|[一二两三四五六几]个)?(?:小名|大名|名|外号)"
    r"|^(?:ok |now |and |can you |please |make (?:it|them|that) |a bit |even |something |a )*(?:much )?(?:shorter|longer|funnier|cuter|simpler|cooler|sillier|sweeter|meaner|softer|formal|casual|more \w+|less \w+|another (?:style|batch|set)|in english|in chinese)\b"
    r"|\btoo (?:long|short|formal|cheesy|boring|plain|cute|generic|sappy|fancy|much|serious)\b|\b(?:now |and )?(?:one|another|some) for (?:my|our|the|her|his|a)\b|\b(?:no|without) (?:puns?|emojis?|rhymes?)\b"
)
_PICKS = re.compile(
    r"(?:第[一二三四五六1-6最后]+[个条句款]|最后(?:一|那)?[个条句]|前面那个|[1-6]号?)(?:那个)?(?:是|就|还|真|最|挺|也)?(?:不错|好听|好笑|好|可以|行|绝了?|绝|喜欢|戳我|对味|妙|有意思|有趣|够味)"
    r"|就(?:它|这个|那个|这条|第[一二三四五六][个条句])(?:了|吧|啦)?|(?:就|那就)(?:用|叫|定|选|要)(?:它|这个|那个|第[一二三四五六][个条句]?|.{1,6})(?:了|吧|啦)|我(?:选|要|用|挑|喜欢|投)(?:第)?[一二三四五六1-6](?:个|条|句|号)?"
    r"|\b(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd)(?: one)?(?:'s| is|,| looks| sounds| it is|!)? ?(?:good|great|perfect|nice|best|it is|funny|love|works|please|wins)?[!. ]*$"
    r"|\bi(?:'ll| will|'m)? ?(?:take|use|go(?:ing)? with|like|love) (?:the )?(?:first|second|third|fourth|last|number|\d)"
)


def alters(text: str) -> bool:
    """Whether a turn wants the last copy changed, or the like of it for something else."""
    return len(text) <= _room(text) and _ALTERS.search(fold(text)) is not None


def picks(text: str) -> bool:
    """Whether a turn chooses one of the options that stand before it, and wants nothing else."""
    return len(text) <= _room(text) and not alters(text) and _PICKS.search(fold(text)) is not None


def _room(text: str) -> int:
    return _LONGEST if has_cjk(text) else _LONGEST_EN
