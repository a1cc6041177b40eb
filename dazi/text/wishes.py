"""What a comment as a whole tells the companion to do with itself, by full match; knows no model and no context.

Forgetting and muting cannot be taken back, so nothing less than the whole comment counts: every clause must be such
a wish or a courtesy around it. "别理我老板" and "别忘了我" hold the words and are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dazi.text.late import late
from dazi.text.normalise import fold

_TAIL = r"(?:了|啦|咯|喽|吧|叭|呗|嘛|哈|呀|啊|哦|噢|欸|诶|的|哼|吗|好吗|好嘛|好不好|好伐|行吗|行不行|行不|可以吗|可不可以|谢谢|谢啦|拜托|求你|ok|please|pls|plz)*"
_PLEASE = r"(?:please|pls|但是?|不过|然后|请|麻烦|拜托|劳驾|求|那|就|快|快点|赶紧|给我|帮我|帮忙|能不能|能否|可不可以|可以|能|你|您|你们|小搭|搭子|以后|今后|往后|从现在起|从今天起|从此|都|也|还是|还请|先|我说|我求你|千万|永远|再也|一律|一概)*"
_EN_PLEASE = r"(?:(?:hey|ok|okay|please|pls|plz|just|can you|could you|would you|will you|now|and|so|oops|no|sorry|i want you to|i'd like you to|i need you to) )*"
_EN_TAIL = r"(?: (?:please|pls|plz|thanks|thank you|thx|now|ok|okay|bot|already|for me|right now|at all))*"
_NOT = r"(?:别|不要|不许|不准|不用|不必|甭|勿|莫|莫要|唔好|少|憋|请勿|停止|别再|不要再|不用再|不许再|别来|别给|别跟)"
_MINE = r"(?:我|俺|窝|人家|本人)"
_FORGETTING = r"(?:忘了|忘掉|忘记|忘干净|忘光|忘)"
_WIPING = r"(?:删除|删了|删掉|删干净|删光|删|清空|清除|清掉|清了|清干净|抹掉|抹去|抹了|擦掉|擦除|销毁|扔了|扔掉|丢掉|格式化掉?|注销|忘了|忘掉|忘记|忘干净|忘光|delete掉?|clear掉?)"
_ALL = r"(?:全|都|全部|通通|统统|一律|一并|所有|一切|一次性|彻底|给我|给|一条不留地?|一键)*"
# What of ours somebody may want gone or shown: what they said, what is kept about them.
_SAID = rf"(?:(?:你|您)?(?:关于|有关|对){_MINE}(?:的)?|{_MINE}(?:之前|以前|刚才|跟你|和你|对你|在这|在你这儿?)*(?:讲|说|聊|发|告诉你|跟你讲|跟你说|跟你聊|和你说|说给你)(?:过)?(?:的)?|(?:你)?(?:记得|记住|记下|记|存|保存|知道)(?:下)?(?:的)?(?:关于)?{_MINE}(?:的)?)"
_KEPT = rf"(?:{_SAID}|(?:跟|和|与)?{_MINE}(?:有关|相关)?的)"
_THINGS = r"(?:所有|全部|一切|那些|这些|的|个人|聊天|历史|对话|评论)*"
_NOUN = r"(?:话|记录|数据|信息|资料|档案|内容|记忆|东西|事儿?|事情|一切|历史|隐私|秘密|所有|全部|data|memory|profile|history)"
_LAST = r"(?:你|您)?(?:刚|刚刚|刚才|刚柴|上|上面|前面|最后|最近|头先)?(?:发|回|说|写|讲)?(?:的)?(?:那|这|上|嗰|前|最后)?(?:一)?(?:条|句|个|步|次|段|楼)?(?:的)?(?:回复|评论|话|消息|修改|操作|改动|设置|东西)?"
_BACK = r"(?:撤销|撤回来?|撤了|撤掉|撤下来?|撤|收回来?|收回去|退回去?|作废|undo)(?:一下|下)?"
# A number that we gave to what was wished for, and what else may be taken back by name.
_RECEIPT = r"(?:(?:回执|收据|编号|receipt)(?:单)?(?:号|编号)?|第)"
_NO = r"[:： ]?\d{1,18}(?:号|条|个)?(?:回执|口味|愿望)?"
_STATED = r"(?:刚才|刚刚|刚|上次|上一?|最近|最后|那|这|的|一|个|条|次|我)*(?:口味|愿望|喜好|偏好|推荐|记的事|记住的事|记下的)"

_FORMS: dict[str, tuple[str, ...]] = {
    "mute": (
        rf"{_PLEASE}{_NOT}(?:再)?(?:理|回|回复|回应|回答|答复|答|覆|搭理|搭话|搭|艾特|打扰|吵|烦|骚扰|接|接话|跟|跟着|跟我说话|跟我讲话|提醒|reply|answer){_MINE}(?:的)?(?:话|评论|帖子?|楼|消息)?",
        rf"{_PLEASE}{_NOT}(?:再)?(?:跟|和|对|给|同){_MINE}(?:的)?(?:说话|讲话|聊天|聊|搭话|回复|回|发消息|评论)",
        rf"{_PLEASE}{_NOT}(?:再)?(?:理会?|回|回复|接|跟|搭理|评论){_MINE}(?:的)?(?:话|评论|帖子?|消息|楼)",
        rf"{_PLEASE}{_MINE}(?:的|发的|说的)?(?:话|评论|帖子?|消息|楼|东西)(?:以后|下面|里)?(?:你|您)?(?:以后)?(?:都|就|请)*{_NOT}(?:再)?(?:理|回|回复|接|跟|搭理|出现)",
        rf"{_PLEASE}(?:别|不要|不用|不许)(?:再)?(?:回复?|出声|吱声|吭声|说话|讲话|插嘴|接话|回嘴|冒泡|出现)",
        rf"{_PLEASE}(?:闭嘴|住口|收声|住嘴|安静|安静点|消停|消停点|退下|走开|一边去|静音)",
        rf"{_PLEASE}(?:把我(?:屏蔽|拉黑)(?:了|掉)?吧|(?:把我)?mute(?:掉|我)?|(?:屏蔽|拉黑)我吧)",
        rf"{_PLEASE}让{_MINE}(?:一个人)?(?:静静|静一静|安静会儿?|安静一下|清静清静|清静会儿?)",
        rf"{_EN_PLEASE}(?:stop|quit) (?:replying|answering|responding|talking|commenting|tagging|bothering|pinging|messaging)(?: to)?(?: me| on my (?:comments?|posts?)| my (?:comments?|posts?))?{_EN_TAIL}",
        rf"{_EN_PLEASE}(?:don'?t|do not|never) (?:reply|answer|respond|talk|tag|bother|ping|message|comment)(?: to| on)?(?: me| my (?:comments?|posts?))?(?: (?:anymore|any more|again|ever again|ever|from now on))?{_EN_TAIL}",
        rf"{_EN_PLEASE}(?:leave (?:me|my (?:comments?|posts?)) alone|mute (?:me|yourself)|shut up|shush|be quiet|go away|no more replies|ignore me|block me)(?: (?:from now on|anymore|forever))?{_EN_TAIL}",
        rf"{_PLEASE}(?:no more|stop|别再?|不要再?) ?(?:回复|reply|replying|answer)(?: ?(?:to )?(?:me|我))?",
    ),
    "forget": (
        rf"{_PLEASE}(?:把)?{_FORGETTING}{_MINE}(?:吧|这个人|这人|的一切|的所有|的事|的全部|(?:跟你|和你|之前|以前)*(?:说|讲|聊)(?:过)?(?:的)?(?:话|一切|事|东西|内容|全部|所有)?)?",
        rf"{_PLEASE}(?:把|将){_MINE}(?:给)?(?:彻底|全)?(?:忘了|忘掉|忘记|忘干净|忘)(?:干净)?",
        rf"{_PLEASE}(?:把|将){_MINE}(?:给|从(?:你的?)?(?:记忆|脑子|硬盘|数据库|档案)(?:里|中)?)?(?:彻底|全)?(?:删掉|抹掉|清掉|格式化掉|删除)",
        rf"{_PLEASE}(?:把|将){_KEPT}{_THINGS}{_NOUN}?(?:就|请|也)?{_ALL}{_WIPING}(?:光|干净)?",
        rf"{_PLEASE}{_SAID}{_THINGS}{_NOUN}?(?:就|也)?(?:请|都|全|全都|全部|统统|通通)+{_WIPING}(?:光|干净)?",
        rf"{_PLEASE}{_ALL}{_WIPING}{_ALL}{_KEPT}{_THINGS}{_NOUN}{_ALL}",
        rf"{_PLEASE}(?:删掉|删除|清除|清空|抹掉|忘掉)(?:所有|全部)?(?:关于)?{_MINE}",
        rf"{_PLEASE}(?:清空|清除|删除|清掉)(?:所有|全部)?(?:关于我的?)?(?:记忆|聊天记录|对话记录)",
        rf"{_PLEASE}(?:别|不要|不用|不许)(?:再)?(?:记着?|记住|存着?|保存|保留){_MINE}(?:的)?(?:事|话|东西|信息|资料|数据|任何东西)?",
        r"(?:一点|一条|一个字|啥|什么)?(?:都|也)?(?:别|不要|不许)(?:再)?(?:留|剩|记|存|记着|留着)",
        rf"{_EN_PLEASE}forget (?:about )?(?:me|(?:everything|all|anything|what|whatever)(?: of it)?(?: (?:that )?(?:you know|you remember|you have|you saved|i(?:'ve| have)? (?:ever )?(?:said|told you|wrote)))?(?: (?:about|on) me)?){_EN_TAIL}",
        rf"{_EN_PLEASE}(?:delete|erase|wipe|clear|remove)(?: (?:out|all|all of|everything(?: in| from)?))* (?:me|my (?:data|history|record|records|info|information|messages|chat history|memory|profile)){_EN_TAIL}",
        rf"{_EN_PLEASE}(?:delete|erase|wipe|clear|remove) (?:everything|all|anything|what|whatever)(?: that)?(?: (?:you (?:know|remember|have|saved|stored|kept|have saved)|i(?:'ve| have)? (?:ever )?(?:said|told you|wrote)))?(?: (?:about|on) me)?{_EN_TAIL}",
        rf"{_PLEASE}forget me",
    ),
    "undo": (
        rf"{_PLEASE}(?:把|将)?{_LAST}(?:给)?(?:我)?{_BACK}",
        rf"{_PLEASE}{_BACK}{_LAST}",
        rf"{_PLEASE}(?:把|将)?(?:你|您)?(?:刚|刚刚|刚才|刚发|上面|上)(?:发|回|说|写)?(?:的)?(?:那|这|一|上)?(?:条|句|个)(?:回复|评论|话)?(?:给)?(?:我)?(?:删了|删掉|删除|删)",
        rf"{_PLEASE}(?:删了|删掉|删除|删)(?:你)?(?:刚|刚刚|刚才|上)(?:发|回|说|写)?(?:的)?(?:那|这|一)?(?:条|句|个)(?:回复|评论|话)?",
        rf"{_PLEASE}(?:删了|删掉|删)那条(?:回复|评论)?",
        r"刚才(?:那|的)(?:个|条|句)?不算(?:数)?",
        rf"{_EN_PLEASE}undo(?: (?:that|it|this|the last (?:one|reply|comment|thing)|your last (?:reply|comment|one)|what you (?:just )?did))?{_EN_TAIL}",
        rf"{_EN_PLEASE}(?:take (?:that|it|this) back|take back (?:that|it|your last (?:comment|reply|one)|what you (?:just )?said)){_EN_TAIL}",
        rf"{_EN_PLEASE}(?:delete|remove|retract|revert) (?:that|your last (?:comment|reply|one|message)|the last (?:one|reply|comment)|what you just (?:did|said|wrote)){_EN_TAIL}",
        r"(?:ctrl ?\+? ?z|last step撤销)",
        rf"{_PLEASE}(?:把|将)?(?:{_RECEIPT}{_NO}(?:给)?(?:我)?(?:{_BACK}|取消)|(?:{_BACK}|取消){_RECEIPT}{_NO}|{_BACK}{_NO})",
        rf"{_EN_PLEASE}(?:undo|(?:undo|take back|cancel|revert) receipt) (?:number |no\.? ?)?\d{{1,18}}{_EN_TAIL}",
        rf"{_PLEASE}(?:{_BACK}(?:我)?{_STATED}|(?:把|将){_STATED}(?:给)?(?:我)?{_BACK})",
        rf"{_EN_PLEASE}(?:undo|take back|cancel|revert) (?:my last|my|the last|that) (?:wish|preference|taste){_EN_TAIL}",
    ),
    "recall": (
        rf"(?:那|诶|欸|请问|说说|讲讲|告诉我|我想知道|话说|列出|列一下|冒昧问一下|你)*(?:你|您|小搭)?(?:现在|目前|都|还|到底|究竟|一共|偷偷)*(?:记得|记住了?|记着|记了|记下了?|知道|晓得|保存了?|存了?|计得)(?:了)?(?:些)?(?:关于|有关)?{_MINE}(?:的)?(?:些)?(?:什么|啥|啥子|哪些|些什么|些啥|多少|点啥|什么事|哪几件)(?:事儿?|东西|信息|内容|资料|事情)?(?:呀|啊|呢|嘛|来着)?",
        rf"(?:那|诶|欸|请问|话说)*(?:你|您|小搭)(?:现在|目前|都|还|到底|究竟)*(?:了解|知道|晓得|记得|认识|认得|remember){_MINE}(?:吗|么|嘛|不|没|呀|啊)?",
        rf"(?:还)?(?:记得|认得){_MINE}(?:吗|么|嘛|不)",
        rf"(?:你|您)?(?:都|还|到底)*(?:知道|了解|记得|晓得|记了|存了)(?:些)?(?:什么|啥|哪些)(?:关于|有关){_MINE}(?:的)?(?:事|信息|东西)?(?:呀|啊|呢)?",
        rf"关于{_MINE}(?:的事)?(?:你|您)?(?:都|还|到底)*(?:知道|了解|记得|记了|记住|存了)(?:些|了)*(?:什么|啥|哪些|多少)(?:呀|啊|呢)?",
        rf"(?:把)?(?:你)?(?:记得|知道|记住|存|记)(?:的)?(?:关于)?{_MINE}(?:的)?(?:都)?(?:说出来|列出来|说一遍|列一下|说说|讲讲)(?:看|听听)?",
        rf"(?:so |hey |and |ok )*(?:what|how much|what all|what else)(?: exactly)? (?:do|can|did) (?:you|u) (?:still |actually |really )?(?:remember|know|recall|save|saved|store|stored|have|keep)(?: (?:about|on|of))? me{_EN_TAIL}",
        rf"(?:so |hey |and |ok )*(?:do (?:you|u) (?:still )?remember me|you remember me|what(?:'s| is) in your notes (?:on|about) me){_EN_TAIL}",
        rf"(?:show|tell|list|give)(?: me)? (?:everything|all|what)(?: that)? (?:you|u) (?:know|remember|have|saved|stored)(?: (?:about|on))? me{_EN_TAIL}",
    ),
}  # fmt: skip
_RE = {name: late("(?:" + "|".join(forms) + f"){_TAIL}") for name, forms in _FORMS.items()}
# What may stand around a wish and changes nothing of it.
_AROUND = late(
    rf"(?:{_PLEASE}|谢谢(?:你|您|啦|了|理解)?|多谢|感谢|辛苦了?|抱歉|不好意思|对不起|打扰了?|你好呀?|您好|hi|hello|hey|嗨|好了?(?:啦|吧)?|够了|行了?|算了|不用了|烦|好烦|很烦|烦死了?|烦不烦|你(?:好|真|很|太)?(?:烦|吵)(?:死)?(?:人)?|(?:好|很|太)?吵(?:欸|诶)?"
    r"|我没叫你|没叫你|我只是路过|删干净|(?:全|都|一条条|说|讲|列|摆|交|亮|拿|给我)*(?:出来|来)(?:听听|看看|听哈|看|听)?|全说|说给我听听?|讲讲看|说来听听|我说真的|我认真的|听到没(?:有|得)?|听见没|哼|拜拜|再见|发错了?|按错了?|点错了?|说错了?|搞错了?|手滑了?|写错了?|全部?|统统|通通|现在|马上|立刻|立即|ok|okay|please|thanks|thank you|thx|sorry|oops|no|stop|enough|wrong one|bye|wait|actually|i mean it|you(?:'re| are) annoying)"
    rf"{_TAIL}"
)
_HASH = late(r"(?:[#＃]|\bno\. ?)(?=\d)")
_NUMBER = late(r"\d{1,18}")
# Words that mean what we said, not what we keep.
_POST = late(
    r"回复|评论|撤回|收回|删|[发回说写讲](?:的)?(?:那|这|一|上)?(?:一)?[条句]|[条句](?:回|话)"
    r"|\b(?:reply|comment|message|said|say|wrote|unsend|delete|remove|retract|take (?:that|it|this) (?:back|down))\b"
)
_REPROACH = late(r"(?:你|您)(?:都|也|就|又|还)?(?:把(?:我|俺)忘了?|忘了?(?:我|俺))(?:了|啊|呀|哦|吗|啦)*")
_CUT = late(r"[^\w@'+]*[^\w@'+ ][^\w@'+]*| and (?:then )?")
_TWICE = late(r"^(.{2,6})\1$")
_ASKED = late(
    r"(?:好吗|好嘛|好不好|行吗|行不行|可以吗|可不可以|能不能|能否|好伐|ok|please)|(?:^|[^\w])(?:can|could|would|will|请|麻烦|能|可以)"
)


def wish_about_us(plain: str) -> str | None:
    """Which of CONTROLS the whole of a text wishes, or None. `plain` is folded, lower case and simplified; two
    different wishes in one text are none that is sure."""
    if len(plain) > 80:
        return None
    found: set[str] = set()
    for clause in _CUT.split(_HASH.sub("", plain.replace("’", "'"))):
        clause = _TWICE.sub(r"\1", clause.strip())
        if not clause:
            continue
        name = next((name for name, pattern in _RE.items() if pattern.fullmatch(clause)), None)
        if name is not None and not _REPROACH.fullmatch(clause):
            found.add(name)
        elif not _AROUND.fullmatch(clause):
            return None
    if len(found) != 1:
        return None
    (name,) = found
    # "忘了我？" and "undo?" wonder; a polite wish may end like a question.
    if (
        name != "recall"
        and re.search(r"[?？][!！~ ]*$|(?:吗|么|没)[ ?？]*$", plain)
        and not _ASKED.search(plain)
    ):
        return None
    return name


@dataclass(frozen=True, slots=True)
class Back:
    """What a wish to undo means: the receipt of that number (0: none was named), and whether its words mean what we
    said rather than what we keep."""

    number: int = 0
    post: bool = False


def taken_back(text: str) -> Back:
    """For a comment that wishes to undo."""
    plain = fold(text)
    number = _NUMBER.search(plain)
    return Back(int(number[0]) if number else 0, _POST.search(plain) is not None)
