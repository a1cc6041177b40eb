"""What a member wants a picture extended to, read out of a comment and its thread: which picture, ratio, side, how wild."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from dazi.text.moments import moment_in
from dazi.types import Context

Source = Literal["picture", "avatar", "frame"]
Side = Literal["left", "right", "top", "bottom"]  # as pictures.Side
ANYWHERE = -1.0  # for a frame: wherever the video shows something
_READ = 400  # characters of a comment
_FOLLOW = 26  # a follow-up is short
_I = re.IGNORECASE

# Plain wishes: the picture stands for itself. What only says "横版" or "拉宽" may be meant for a drawing made anew.
_PLAIN = re.compile(
    r"扩[一1]?(?:下|扩|圈|张)|扩(?:个|张)?图|(?:离谱|神|超级|无限|全景|上下|左右|两边|四周)(?:都|各|再)?扩|扩(?:成|到|展|边|大|充|出去|开)|(?:往|向|朝)(?:左|右|上|下|外|四周|两边|两侧)(?:面|边|侧)?(?:再|多|继续|接着)?(?:扩|延|补|画|拉|退)|镜头(?:往后|往外|向后)?(?:拉|退)|拉远|画(?:框|面)(?:外面?|之外)|画外|补全|延展|延伸|outpaint|zoom(?:ing)? out|\buncrop|pull (?:it )?back|(?:extend|expand|widen) (?:it|this|that|my|the)|what'?s (?:outside|beyond|around) (?:the |this |my )?(?:frame|picture|photo|image)",
    _I,
)
_NOT = re.compile(
    r"(?:别|不要|不用|不想|甭|停止)(?:再|给我|帮我)*.{0,3}扩|扩(?:散|容|建|招|列|音|句|写|胸)|(?:expand|extend) (?:on|upon)|\b(?:don'?t|stop) (?:outpaint|zoom|extend|expand)|扩(?:大|展)(?:一下|下)?(?:影响|规模|范围|知名|思路|知识|视野|业务|内存|人脉|词汇)",
    _I,
)
_AVATAR = re.compile(
    r"(?:我|本人|咱)(?:的|这个?)?头像|用头像|\bmy (?:avatar|profile (?:pic|picture|photo)|pfp)\b", _I
)
_FRAME = re.compile(
    r"这一?帧|那一?帧|这个?(?:画面|镜头)|那个?(?:画面|镜头)|(?:这|此|这个|这条|这支)视频|视频(?:里|的|中)|(?:截|抓)(?:一|个|张)?(?:帧|图|屏)|第.{1,6}秒|(?<![\d:])(?!9:(?:16|18|19|20|21)(?!\d)|10:16)\d{1,2}:[0-5]\d(?!\d)|\b(?:this|that) (?:frame|shot|scene)\b|\b(?:this|the|that) (?:video|clip)\b|\bat (?:second )?\d{1,4}\b",
    _I,
)
_WILD = re.compile(
    r"离谱|夸张|荒诞|抽象|炸裂|放飞|大胆|疯(?:狂|一)|脑洞|无厘头|鬼畜|套娃|\bwild(?:er)?\b|crazier|crazy|absurd|ridiculous|insane|weirder|unhinged|over the top",
    _I,
)
_NAMED_RATIO = re.compile(r"(?<![\d:])([1-9]\d?)\s*[:：比xX×]\s*([1-9]\d?)(?![\d:])")
_RATIOS = frozenset(
    shape for a, b in ((16, 9), (4, 3), (3, 2), (1, 1), (21, 9), (5, 4), (2, 1), (16, 10), (18, 9), (20, 9), (19, 9), (3, 1)) for shape in ((a, b), (b, a))
)  # fmt: skip
_WIDE = re.compile(
    r"横(?:的|屏|版|图|幅|向|过来|一点)|宽(?:屏|幅|银幕)|电脑壁纸|桌面壁纸|封面|\blandscape\b|widescreen|desktop wallpaper|\bwider\b",
    _I,
)
_HIGH = re.compile(
    r"竖(?:的|屏|版|图|幅|向|过来|一点)|手机壁纸|锁屏|\bportrait\b|\bvertical\b|phone wallpaper|\btaller\b",
    _I,
)
_EVEN = re.compile(r"正方|方(?:的|形|图)|\bsquare\b", _I)
_SIDES: tuple[tuple[re.Pattern[str], tuple[Side, ...]], ...] = (
    (re.compile(r"(?:两边|左右|两侧)|\b(?:both sides|sideways)\b", _I), ("left", "right")),
    (re.compile(r"上下|\btop and bottom\b", _I), ("top", "bottom")),
    (re.compile(r"(?:往|向|朝|在|给)?左(?:边|面|侧|方)?(?=.{0,4}(?:扩|延|补|画|拉|加|退|多)|$)|\b(?:to|on) the left\b|\bleft(?:wards?)? side\b", _I), ("left",)),
    (re.compile(r"(?:往|向|朝|在|给)?右(?:边|面|侧|方)?(?=.{0,4}(?:扩|延|补|画|拉|加|退|多)|$)|\b(?:to|on) the right\b|\bright side\b", _I), ("right",)),
    (re.compile(r"(?:往|向|朝|给)上(?:面|边|方)?(?=.{0,4}(?:扩|延|补|画|拉|加|退|多)|$)|\bupwards?\b|\bon top\b", _I), ("top",)),
    (re.compile(r"(?:往|向|朝|给)下(?:面|边|方)?(?=.{0,4}(?:扩|延|补|画|拉|加|退|多)|$)|\bdownwards?\b|\bbelow\b", _I), ("bottom",)),
)  # fmt: skip
_MORE = re.compile(
    r"(?:那|好|哈+|不错|可以|行|嗯|哇|绝了?|笑死|太好笑了?)*[,，!！。 ]*(?:"
    r"(?:再|还|换|重新|另)(?:给我|帮我|要|想)?(?:来|整|搞|弄|扩|看|换|试|挂|退)?[一1两三]?(?:张|个|次|圈|版|下|点|步)?(?:看看|别的|新的|试试|地方|场景|背景|扩)?"
    r"|换(?:个|一个|到)?(?:别的|新的)?(?:地方|场景|位置|背景|环境)(?:挂|放|看看|试试)?|挂到?别处|还有(?:别的|其他)?(?:吗|没)?|继续(?:扩|往外|退)?|再往外(?:扩|退|拉)?(?:一圈|一点|点|一步|扩)?"
    r"|(?:one )?more|another(?: one| place| spot)?|again|(?:try )?(?:somewhere|something) else|a different (?:place|one|setting)|keep going|further(?: out)?|change (?:it|the place)"
    r")(?:呗|吧|吗|嘛|呢|哈|啊|please|pls)*[!！?？。.~～ ]*",
    _I,
)
_WILDER = re.compile(
    r"(?:那|还能|能|可以|能不能|给我|来|再|更|还|要|来点|来个|整点|搞|不够)*(?:离谱|夸张|荒诞|抽象|炸裂|大胆|疯狂|疯)(?:一?点|一些|的|些|点儿)?(?:不够)?(?:呗|吧|吗|嘛|呢|行不行)*[!！?？。.~～ ]*"
    r"|(?:even |much |make it |go |something |more )*(?:wilder|crazier|weirder|wild|crazy|absurd|ridiculous|unhinged)(?: please)?[!?. ]*|not (?:wild|crazy|weird) enough[!. ]*",
    _I,
)
_PLACED = re.compile(
    r"(?:挂|放|摆|贴|装|塞|搬|弄|换)(?:(?:到|进|在|去)(?P<to>[^,，。!！?？]{2,12})|(?P<on>[^,，。!！?？到进在去]{2,8}[上里])(?:去|吧|看看)?$)|\b(?:put|hang|place|move) (?:it|this) (?:in|on|into|onto|at) (?P<en>.{3,40})",
    _I,
)
_DROPPED = re.compile(
    r"请|麻烦|帮忙|帮我|给我|把|能不能|可不可以|可以|小搭|一下|这张|那张|这个|那个|图片?|照片|头像|画面|视频|我的?|你|吗|呢|吧|呗|嘛|啊|一点|再|来|给|看看|这|那|背景|往[左右上下外]|两边|左右|上下|四周|多一?点|是?(?:有|是)?(?:什么|啥)|延?伸|扩|要|也|都|please|can you|could you|\b(?:my|this|that|the|picture|photo|image|avatar|video|for me|to|a|an|it|on|of|in|at|and|make|left|right|top|bottom|both sides|please|wide|tall|bit|more|is)\b",
    _I,
)


@dataclass(frozen=True, slots=True)
class Widen:
    """A wish to extend: `source` says which picture, `at` the second of a frame (ANYWHERE: none named), `ratio` (width,
    height), `words` what it wants to be seen around the picture, if it says. `more`: it goes on from the last one."""

    source: Source = "picture"
    at: float = ANYWHERE
    ratio: tuple[int, int] | None = None
    sides: tuple[Side, ...] = ()
    wild: bool = False
    words: str = ""
    more: bool = False


def widens(text: str) -> bool:
    """Whether a comment plainly asks for more of a picture than its frame shows."""
    head = text[:_READ]
    return _PLAIN.search(head) is not None and _NOT.search(head) is None


def goes_on(context: Context) -> bool:
    """Whether this comment wants the last extended picture of the thread once more, elsewhere, wilder or reshaped."""
    if any(mention.attachments for mention in context.burst):
        return False
    last = next((turn.skill for turn in reversed(context.turns) if turn.own), None)
    text = context.text[:_READ].strip()
    return last == "outpaint" and (_follows(text) or (widens(text) and len(text) <= _FOLLOW))


def widen(context: Context) -> Widen:
    """The wish of this comment, with what the member's earlier ones in the thread said where it goes on from them."""
    text = context.text[:_READ].strip()
    if not goes_on(context):
        return _read(text, Widen())
    wish = Widen()
    for turn in context.turns:
        if turn.own or turn.member != context.lead.member:
            continue
        said = re.sub(r"^\s*[@＠]\S+\s+", "", turn.text[:_READ]).strip()
        if turn.attachments or (widens(said) and not _follows(said)):
            wish = _read(said, Widen())
        elif _follows(said):
            wish = _read(said, wish)
    return replace(_read(text, wish), more=True)


def _follows(text: str) -> bool:
    if len(text) > _FOLLOW:
        return False
    shaped = _ratio(text) is not None and len(text) <= 14
    return bool(_MORE.fullmatch(text) or _WILDER.fullmatch(text) or shaped or _PLACED.search(text))


def _read(text: str, wish: Widen) -> Widen:
    """The wish with what a text adds to it."""
    source, at = wish.source, wish.at
    if _AVATAR.search(text):
        source = "avatar"
    elif _FRAME.search(text):
        source = "frame"
        second = moment_in(text)
        at = ANYWHERE if second is None else second
    sides = next((sides for named, sides in _SIDES if named.search(text)), wish.sides)
    return Widen(
        source=source,
        at=at,
        ratio=_ratio(text) or wish.ratio,
        sides=sides,
        wild=wish.wild or _WILD.search(text) is not None,
        words=_words(text),
    )


def _ratio(text: str) -> tuple[int, int] | None:
    """Width and height as named (2:03 is a time), or by a word: 16:9, 9:16, 1:1."""
    for hit in _NAMED_RATIO.finditer(text):
        if (shape := (int(hit[1]), int(hit[2]))) in _RATIOS:
            return shape
    for named, ratio in ((_HIGH, (9, 16)), (_WIDE, (16, 9)), (_EVEN, (1, 1))):
        if named.search(text):
            return ratio
    return None


def _words(text: str) -> str:
    """What is left of a wish when all is taken out that this module reads."""
    for known in (_PLAIN, _WILD, _AVATAR, _FRAME, _NAMED_RATIO, _WIDE, _HIGH, _EVEN):
        text = known.sub(" ", text)
    if hit := _PLACED.search(text):
        return (hit["to"] or hit["on"] or hit["en"]).strip()[:60]
    left = " ".join(_DROPPED.sub(" ", text).split()).strip(" ,，。.!！?？~～")
    return left[:60] if len(left) > 1 else ""
