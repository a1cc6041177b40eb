"""Whether a comment asks what a picture shows, and which picture it may mean; knows no picture and no model."""

from __future__ import annotations

import re

from dazi.text.normalise import fold
from dazi.types import Context

# A wish to have it changed, widened, drawn or written for: whatever is asked besides, that is no question.
_WISH = re.compile(
    r"换[成个到掉]|换一[个张]|改[成为一]|变成|加[个上点副顶条一]|去[掉除]|抠|p[掉图成一]|修一?[下图]|滤镜|戴[上个副顶]|美颜|磨皮|扩[图一展大个]|[画做生]成?[一两]?[张幅个]|画(?:一|成)|配[个一]|写[个一段首句]|起[个一]"
    r"|\b(?:make|turn|remove|add|change|replace|swap|extend|expand|outpaint|draw|paint|write|put|give)\b"
)
_WHAT = re.compile(
    r"(?:什么|啥|哪[种款类])[\w]{0,5}|哪[里儿国个家位]|是哪|(?:谁|几[个只朵条张位人]|多少|怎么样|咋样|咋回事|怎么回事|为什么|为啥|有没有|认[得识]|看得[出清懂])|(?:好看|好吃|可爱|漂亮|帅|美|像|值得?|正宗|新鲜|熟|坏|真|假|行|贵|大|能[吃养喝用]|有毒|咬人|是[^吗]{1,8}|[^吗]{1,6}的)(?:吗|嘛|么|吧|不)|好不好|是不是|像不像|能不能[吃喝养看]|美不美|帅不帅"
    r"|\b(?:what|which|where|who|whose|why|how (?:many|much|old|big|does|do|is))\b|^(?:is|are|does|do|can you (?:tell|see|read)) "
)
_LOOK = re.compile(
    r"看看|看一?下|看下|瞧瞧|瞅瞅|帮我看|认一?下|识别|辨认|鉴定|鉴别|点评|评价|评一?下|锐评|打[个几]?分|描述|形容|讲讲|说说|解读|分析|读一?[下读]|翻译"
    r"|\b(?:look at|describe|identify|rate|review|read|judge|explain|tell me about|thoughts|opinion)\b"
)
_PICTURE = re.compile(
    r"(?:这|那|上|下)(?:一)?(?:张|幅|图)|(?:图|照片|相片|截图|画)(?:里|上|中)(?:面)?|(?:这|那|我的?|原|发的)(?:图|照片|相片|截图|表情包|画(?!面|质|风))|照片|表情包"
    r"|\b(?:the|this|that|my|your) (?:picture|photo|image|pic|screenshot|drawing|meme)\b|\bin (?:the|this) (?:picture|photo|pic)\b"
)
_FILM = re.compile(
    r"视频|片子|画面|第\s*\d+\s*秒|\d{1,2}[:：]\d{2}|博主|弹幕|bgm|\b(?:video|clip|scene)\b", re.IGNORECASE
)
_AVATAR = re.compile(r"我的?头像|\bmy (?:avatar|profile (?:pic|picture|photo))\b")
# Of people alone: a flower, a dish or a figure of a story may have a name.
_WHO = re.compile(
    r"(?:是|长得像)谁(?!画|拍|写|做|设计|发明|的|家|养)|谁(?:啊|呀|呢|哦)|哪(?:个|位)(?:明星|演员|网红|歌手|爱豆|大佬|名人|博主|主播)|(?:真名|本名)|认(?:识|得|出)(?:他|她|这个?人|这位|图里的人|照片里的人)"
    r"|(?:人|男的|女的|[男女]生|姐姐|哥哥|明星|演员|网红|帅哥|美女|他|她|宝宝|孩子|大叔|阿姨|歌手|老师)(?:到底)?(?:叫|是)(?:什么名|啥名|什么(?:$|[?？啊呀呢])|啥(?:$|[?？啊呀呢])|哪位|何方)"
    r"|\bwho(?:'s| is| are| was)\b(?!.{0,12}\b(?:character|painter|artist|author)\b)|\bwhat(?:'s| is) (?:his|her|their|this (?:man|woman|person|guy|girl)'s) (?:real )?name\b|\bdo you (?:know|recognise|recognize) (?:him|her|this (?:person|man|woman|guy|girl))\b"
)
_FIGURE = re.compile(
    r"角色|动漫|动画|卡通|漫画|游戏|雕像|雕塑|铜像|神像|\b(?:character|cartoon|anime|statue|game)\b"
)


def asks_of_picture(text: str) -> bool:
    """Whether a text that came with a picture asks something of it, or nothing else stands in it."""
    plain = fold(text).strip(" .,!~。，！")
    if not plain or plain in ("?", "？", "??", "？？"):
        return True
    return not _WISH.search(plain) and bool(_WHAT.search(plain) or _LOOK.search(plain))


def asks_who(text: str) -> bool:
    """Whether a text asks for a living person's name."""
    plain = fold(text)
    return bool(_WHO.search(plain)) and not _FIGURE.search(plain)


def asks_avatar(text: str) -> bool:
    """Whether a text speaks of its writer's own avatar."""
    return bool(_AVATAR.search(fold(text)))


def means_picture(context: Context, ours: bool = True) -> bool:
    """Whether a comment that asks something means a picture: one that it brings, one that it answers, one of the
    thread that it names. `ours`: one that we drew counts as well."""
    if any(one.kind == "image" for mention in context.burst for one in mention.attachments):
        return True
    if asks_avatar(context.text):
        return True
    turns = [turn for turn in context.turns if ours or not turn.own]
    shown = [turn.comment for turn in turns if any(one.kind == "image" for one in turn.attachments)]
    plain = fold(context.text)
    if not shown or _FILM.search(plain):
        return False
    return context.lead.parent in shown or bool(_PICTURE.search(plain))
