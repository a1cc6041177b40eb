"""Questions that lean on the exchange before ("那小孩呢", "why?", "and if you fall in?"); knows no thread and no skill."""

from __future__ import annotations

import re
from typing import Literal

from dazi.text.normalise import fold, has_cjk

Kind = Literal["sure", "why", "more", "example", "ask", ""]

# What opens a follow-up and says nothing of its own.
_LEAD = re.compile(
    r"^(?:(?:那么?|嗯|哦+|噢|啊|哈+|所以|可是?|但是?|不过|然后|而且|还有|如果|要是|话说|原来如此|这样啊|好的?)(?:说|呀|啊|的话)?[,，、。!！ ]*)+"
    r"|^(?:(?:and|but|so|ok(?:ay)?|oh|hm+|well|then|wow|cool|huh|also|wait)\b[, ]*)+",
)
_TAIL = re.compile(r"(?:呢|啊|呀|吧|嘛|哦|啦|哈|咧|捏|呐)*[?？!！。.~～… ]*$")
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("sure", re.compile(r"(?:真的(?:吗|假的|嘛)?|是真的吗|你?确定(?:吗|不|没错)?|你?保证吗|没骗我吧?|不会吧|认真的吗?|是吗|骗人的?吧?|真假|你?没记错(?:吧)?|(?:are )?you sure(?: about (?:that|this|it))?|really|for real|is that (?:true|right)|seriously|you certain|no way)")),
    ("why", re.compile(r"(?:这|它|他|她|那)?(?:是)?(?:为什么|为啥|为何|凭什么|咋回事|怎么回事|什么原因|啥原因|什么道理|原因|什么原理|原理是什么|怎么会这样|咋会这样)(?:会)?(?:这样)?(?:不能|不行|不可以|不好|不会|不建议|这么说|能|会|要|行)?|why(?: not| is that| so| though)?|how come|how so|what for")),
    ("example", re.compile(r"(?:能|可以)?(?:给我|帮我)?(?:再)?(?:举|来|给)(?:个|一个|几个|点)?(?:例子?|栗子|实例)(?:吗|看看)?|比如(?:说)?(?:什么)?|例如|(?:can you |could you )?(?:please )?(?:give (?:me |us )?)?(?:an? )?examples?(?: please)?|like what|such as|for (?:example|instance)")),
    ("more", re.compile(r"(?:还有(?:吗|什么|别的吗?|啥|哪些)?|然后|后来|接着|接着说|继续|继续说|展开(?:讲讲|说说|讲|说)?|详细(?:点|一点|说说|讲讲|说一?下)?|具体(?:点|一点|说说|讲讲|呢)?|多说点|再说说|说说看|说说|讲讲|细说|想听|想|要|go on|tell me more|more(?: details?)?|and then|what else|anything else|continue|elaborate|keep going|then what)")),
)  # fmt: skip
_ASKS = re.compile(
    r"[?？]|呢[!！。~～ ]*$|[吗嘛么]|什么|啥|为何|凭什么|怎么|怎样|咋|如何|多少|几|哪|谁|多[久远大高重深长快厚]|能不能|会不会|要不要|是不是|有没有|可不可以|行不行|好不好|贵不贵|[不没](?:[啊呀呢]?\s*$)"
    r"|^(?:what|why|how|who|when|where|which|whose|is|are|was|were|do|does|did|can|could|will|would|should|has|have|any)\b"
)
# Questions to us, to somebody in the video, or errands: they stand by themselves, whatever was said before.
_ELSE = re.compile(
    r"你(?!确定|没记错|保证|说|讲|知道|觉得.{0,4}(?:哪个|该|要)|刚才|刚刚|前面)|我(?:好|真|太|喜欢|爱|想你|难过|心情)|视频|弹幕|博主|up主|这人|那人|结局|笑话|段子|翻译|画[一个张]|起名|文案|作文|推荐|晚安|早安|哈哈"
    r"|\b(?:how|who|where|what) are you\b|\b(?:do|did|can|could|will|would|are) you\b(?! sure| give| explain| mean)(?!.*\b(?:it|them|one|that)\b)|\b(?:about|and) you\b|\byou(?:r|rself)\b|\bvideo\b|\bclip\b|\bjoke\b|\btranslate\b|\bdraw\b|\bcaption\b"
)
_ZH, _EN = 16, 11  # signs and words; what is longer says by itself what it is about
_WORD = re.compile(r"[a-z0-9']+")
_SIGN = re.compile("[\u3400-\u9fff]")


def leans(text: str) -> bool:
    """Whether a comment is a short question that may lack its subject, once an answer of ours stands before it."""
    return kind(text) != ""


def kind(text: str) -> Kind:
    """What a follow-up wants: "sure" (are you certain), "why", "example", "more", or "ask" with words of its own; empty
    where it is none."""
    plain = core(text)
    whole = fold(text)
    for name, pattern in _KINDS:
        if plain and pattern.fullmatch(plain):
            return name
    if len(_SIGN.findall(whole)) > _ZH or (not has_cjk(whole) and len(_WORD.findall(whole)) > _EN):
        return ""
    if _ELSE.search(whole) or "\n" in text.strip() or not plain:
        return ""
    return "ask" if _ASKS.search(plain) or _ASKS.search(whole) else ""


def core(text: str) -> str:
    """A follow-up without what opens and closes it: "那小孩呢？" is "小孩"; a bare "然后呢" stays."""
    plain = fold(text)
    bare = _TAIL.sub("", plain)
    return _LEAD.sub("", bare).strip(" ,，") or bare.strip(" ,，")


def opens_as_follow_up(text: str) -> bool:
    """Whether it begins as one who goes on ("那…", "and …", "what about …") or ends on a bare "呢"."""
    plain = fold(text)
    return bool(
        _LEAD.match(plain)
        or re.match(r"(?:what|how) (?:about|if)\b", plain)
        or re.search(r"呢[?？!！。~～ ]*$", plain)
    )
