"""What a member orders in writing: options or one text, how many, for which animal and colour; knows no model."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dazi.text.normalise import fold, has_cjk
from dazi.types import Context

MOST = 10
_DIGITS = {"一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a few": 3, "几": 3}  # fmt: skip
_COUNT = re.compile(
    r"(?P<zh>[一二两俩三仨四五六七八九十几]|\d{1,2})\s*(?:个|条|句|种|款|版|组|段|首|对)(?!月|人|小时|年|星期|钟|字)"
    r"|\b(?P<en>one|two|three|four|five|six|seven|eight|nine|ten|a few|\d{1,2})\s+(?:\w+\s+){0,3}?(?:names?|captions?|options?|lines?|slogans?|titles?|ideas?|nicknames?|signatures?|taglines?|versions?|bios?|puns?)\b"
)
_MORE_COUNT = re.compile(r"[一二两三四五六七八九十]|\d{1,2}")
_NAMES = re.compile(
    r"名字|起名|取名|起个|取个|叫什么|叫啥|店名|网名|昵称|艺名|花名|\bnames?\b|nickname|what (?:should|do) i call|call (?:him|her|it|my)"
)
_TEXT = re.compile(
    r"请假|道歉|对不起|检讨|辞职|离职|通知|短信|邮件|评语|感谢信|感谢的?话|祝福|贺卡|生日.{0,6}(?:祝|朋友圈|贺|话|文案)|悼|讣告|自我介绍|开场白|发言|致辞|回复(?:他|她|老板|领导|客户)|拒绝.{0,8}(?:的话|他|她|邀请)|分手|表白信|情书|启事|招领|纸条|便条|留言|邀请(?!.{0,4}文案)|感谢的|挪车|告示|好评|差评|一段|一封|一条(?:朋友圈|微博|消息)"
    r"|sick note|leave note|apolog|resign|\b(?:letter|note|email|message|text to|wish(?:es)?|toast|speech|intro|eulogy|obituary|review|thank[- ]you)\b"
)
_ANIMALS = {
    "猫": "喵猫咪",
    "狗": "汪狗犬",
    "兔": "兔",
    "鸟": "鸟",
    "鱼": "鱼",
    "仓鼠": "鼠",
    "乌龟": "龟",
    "鸭": "鸭",
}
_COLOURS = {
    "橘": "黑白灰雪墨煤炭银",
    "橙": "黑白灰雪墨煤",
    "黑": "白雪橘橙黄金奶",
    "白": "黑墨煤炭橘灰",
    "灰": "橘黄金红",
    "黄": "黑墨煤白雪灰",
    "奶牛": "橘黄",
    "三花": "全黑纯白",
}
_PROMISES = re.compile(
    r"包邮|保证|假一|全网最|最低价|无效退款|包退|包换|纯天然|有机|祖传|百分百|100%|第一名|销量第一|治愈率|根治|零添加|无添加|国家级|最(?:好|便宜|甜|正宗|新鲜)|限时|仅限今天|买一送一|折"
    r"|guarantee|free shipping|money back|100 ?%|best in|lowest price|organic|certified|limited time|% off",
    re.IGNORECASE,
)
_SELLS = re.compile(
    r"卖|带货|推广|广告|促销|种草|店|摊|\bsell|\bshop\b|\bstore\b|\bad\b|\bpromo", re.IGNORECASE
)
_STALE = re.compile(
    r"点亮.{0,4}生活|梦想.{0,4}起航|诗和远方|岁月静好|美好生活|独一无二的你|让我们一起|尽在|您的|选项\s*\d|option \d|名字\s*\d",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s。；;]))(\d{1,2})\s*[.、)）:：]?\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Order:
    """`count` options when `many`, else one text; `names`: they are names; `against`: signs that wouldn't suit; `short`:
    shorter than those before."""

    many: bool
    count: int
    names: bool
    against: str
    sells: bool
    short: bool = False


def order(text: str, more: str = "") -> Order:
    """What a comment orders; `more` is a later turn that asks for more of it ("再来五个")."""
    plain = fold(text)
    names = _NAMES.search(plain) is not None
    count = _counted(plain)
    if more and (hit := _MORE_COUNT.search(fold(more))):
        count = min(MOST, _value(hit.group())) if _value(hit.group()) > 1 else 0
    many = names or not _TEXT.search(plain) or count > 1
    return Order(many, count or 3, names, _against(plain) if names else "", _SELLS.search(plain) is not None)


def _value(word: str) -> int:
    return int(word) if word.isdecimal() else _DIGITS.get(word, 0)


def _counted(plain: str) -> int:
    """The number of options named, 0 for none; "一段" and "一条朋友圈" count one text, not options."""
    hit = _COUNT.search(plain)
    return max(0, min(MOST, _value(hit["zh"] or hit["en"]))) if hit else 0


def _against(plain: str) -> str:
    """Signs that a name for this animal and colour must not hold."""
    animal = next((key for key in _ANIMALS if key in plain), None)
    signs = "".join(
        others for key, others in _ANIMALS.items() if animal and key != animal and key not in plain
    )
    for colour, others in _COLOURS.items():
        if animal and re.search(rf"{colour}色?(?:的)?(?:小)?{animal}|{colour}", plain):
            signs += others
    return signs


def unfit(option: str, wanted: Order, context: Context) -> bool:
    """Whether a text must not be proposed: too long, in the wrong language, worn out, a promise that the seller
    didn't make, a name that doesn't suit."""
    foreign = (
        context.lang == "zh" and not has_cjk(option) and not re.search("[a-z]{3,}|英文", fold(context.text))
    )
    if foreign or (context.lang == "en" and has_cjk(option) and not has_cjk(context.text)):
        return True
    if wanted.many and (_STALE.search(option) or repeated_wish(option, context.text)):
        return True
    made = {hit.casefold() for hit in _PROMISES.findall(option)}
    if wanted.sells and any(promise not in fold(context.text) for promise in made):
        return True
    if wanted.names:
        return len(option) > (12 if has_cjk(option) else 30) or any(sign in option for sign in wanted.against)
    return len(option) > (45 if context.lang == "zh" else 110) if wanted.many else len(option) > 500


def without_kind(name: str, wish: str) -> str:
    """A name without the kind in front that the wish named: "橘猫大懒熊" for an orange cat is "大懒熊"."""
    plain = fold(wish)
    for size in (4, 3, 2):
        head = name[:size]
        if (
            len(name) - size >= 2
            and has_cjk(head)
            and head in plain
            and any(kind in head for kind in _ANIMALS)
        ):
            return name[size:]
    return name


def repeated_wish(option: str, wish: str) -> bool:
    """Whether an option only says the wish again."""
    plain = re.sub(r"[\W_]+", "", fold(option))
    return len(plain) >= 4 and plain in re.sub(r"[\W_]+", "", fold(wish))


def options_in(text: str) -> tuple[str, ...]:
    """The numbered options of a text "1 a 2 b 3 c" or a line each; empty where it isn't numbered from 1 on."""
    marks = list(_ITEM.finditer(text))
    run: list[re.Match[str]] = []
    for mark in marks:
        if int(mark[1]) == len(run) + 1:
            run.append(mark)
    ends = [mark.start() for mark in run[1:]] + [len(text)]
    return (
        tuple(text[mark.end() : end].strip() for mark, end in zip(run, ends, strict=True))
        if len(run) > 1
        else ()
    )
