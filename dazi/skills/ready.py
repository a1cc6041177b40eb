"""Texts that people wrote ahead for a kind of wish ("names for a black cat"); knows no model and no platform."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dazi.ports import Kit
from dazi.skills.drafts import from_line, phrase
from dazi.skills.likeness import repeats
from dazi.skills.order import Order, options_in, unfit
from dazi.skills.thread import own_texts
from dazi.text.normalise import fold
from dazi.types import Context, Draft, Found

# Kind and subject decide; the score only spares the looking. Of 103 wishes, 36 of them for something that no line
# was written for, none of the 36 was given a line; those that fit began at 0.2.
NEAR = 0.1
ALIKE = 0.75  # two subjects that share more of their signs are one: "大橘猫" and "橘猫" share 0.8
_LOOKED_AT = 60

# What kind of text is wished, first hit counts: a caption about quitting is a caption, not a letter.
_KINDS = {
    "sell": r"闲鱼|二手|出掉|出一[台个辆件]|\bsell(?:ing)? my\b|\bsecond.?hand\b",
    "caption": r"朋友圈|配文|配什么|发圈|说说|\bcaptions?\b",
    "lost": r"启事|招领|走失|走丢|找主人|\blost\b",
    "intro": r"自我介绍|\bintro(?:duction)?\b|introduce my",
    "review": r"[好差]评",
    "debt": r"还钱|催债|催款|结款|货款|收钱|饭钱|房租|水电费|付款|pay me back|money owed|about the money",
    "raise": r"加薪|涨工资|转正|\braise\b|pay rise",
    "goods": r"退货|换货|发货|缺货|\breturn(?:ing)? (?:it|this|my|the|a)\b|send back",
    "seller": r"回复.{0,2}(?:客户|顾客|买家)|砍价|还价|问价|多少钱",
    "school": r"评语|家长|接(?:孩子|娃)",
    "speech": r"发言|开场白|致辞|讲[两几]句|说[两几]句|\btoast\b|\bspeech\b",
    "shift": r"换班",
    "neighbour": r"邻居(?!群)|楼上|楼道|挪车|车位|车主|快递|\bneighbou?r|\bparking\b|parked in my",
    "notice": r"通知",
    "leave": r"请个假|请[半一两二三四五六七八九十\d]{1,2}天?假|请假|假条|事假|病假|(?:sick|leave) (?:note|leave|message)|sick leave|call in sick",
    "resign": r"辞职(?:信|报告|申请)|离职(?:信|报告|申请)|resignation",
    "apology": r"道歉|对不起|认错|检讨|哄|\bapolog|\bsorry\b",
    "refuse": r"拒绝|婉拒|回绝|推掉|催婚|\bsay(?:ing)? no\b|\brefus|\bturn down\b",
    "breakup": r"分手|\bbreak ?up",
    "invite": r"邀请|请柬|约朋友|\binvit",
    "thanks": r"感谢|谢谢|答谢|\bthank",
    "wish": r"祝|恭喜|贺卡|贺词|拜年|加油的话|\bcongratulat|\bwishes\b|(?:birthday|wedding) message",
    "bio": r"签名|简介|\bbio\b|\bsignature",
    "nick": r"网名|昵称|群名|游戏(?:id|名)|微信名|情侣名|群起|游戏里叫|\bgamertag|\busername|\bnickname",
    "shop": r"[店馆摊铺].{0,4}(?:名|叫|起|取)|店名|(?:名|起|取).{0,6}[店馆摊铺]|\b(?:shop|cafe|store|restaurant)\b",
    "name": r"名|外号|叫什么|叫啥|\bnames?\b|\bcall (?:him|her|it|my)\b",
    "love": r"情话|表白|夸.{0,3}(?:女朋友|男朋友|老婆|老公|对象)",
    "text": r"文案|句子|宣传语|广告",
}
_CALLS = {kind: re.compile(pattern) for kind, pattern in _KINDS.items()}
_SAME = {"text": "caption"}
# Words of a wish that are not its subject.
_ASKING = re.compile(
    r"帮忙|今天|开(?=个|家|了|一)|养了|养的|太(?=胖)|它|帮我|帮|替我|给我|给咱|给|我家|咱家|家里|家的|自家|自己|我们|我|麻烦|请(?!客|柬|假)|小搭|可以|能不能|能|有没有|想要|想|要|来|写|起|取|整|弄|换|拟|编|发|配"
    r"|新来|刚来|新养|刚养|刚接|刚|领养|捡到|捡|买|[一二两俩三仨四五六七八九十几\d]+ ?(?:个|条|句|种|款|版|组|段|首|对|只|封|份|张)|个|条|句|段|只|点儿?|一下"
    r"|怎么样|怎么|什么|如何|啥|好听|适合|关于|合适|名字|名|叫|文案|句子|宣传语|朋友圈|配文|说说|签名|微信|个性|系|风格|照片|图片|照|晒|话|说|用|好|吧|呗|吗|呢|啊|呀|嘛|的|了|那种|这种|那个|这个|那|这|色|小|去|在|跟|和|对|张|家|店|馆|摊|铺"
)
_ASKING_EN = frozenset([
    "a", "an", "the", "my", "our", "me", "for", "of", "to", "about", "with", "please", "can", "could", "you", "write",
    "give", "need", "want", "some", "any", "name", "names", "new", "caption", "captions", "photo", "picture", "pic",
    "post", "idea", "ideas", "help", "i", "we", "i'm", "is", "it", "on", "instagram", "short", "nice", "good", "best",
    "message", "note", "text", "email", "how", "that", "this", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "suggest", "bio", "signature", "wishes",
])  # fmt: skip
_KIND_WORDS = re.compile(
    r"请假条|请假|假条|事假|病假|辞职信|道歉|对不起|认错|检讨|委婉|拒绝|婉拒|回绝|分手|邀请|请柬|感谢|谢谢|祝福语|祝福|祝贺|祝|恭喜|网名|昵称|情话|简介"
)
_SYNONYMS = (("狗狗", "狗"), ("猫猫", "猫"), ("猫咪", "猫"), ("喵", "猫"), ("兔子", "兔"), ("妹子", "女友"), ("海边", "海"), ("大海", "海"), ("日落", "晚霞"), ("夕阳", "晚霞"), ("离职", "辞职"), ("女朋友", "对象"), ("男朋友", "对象"), ("老板", "领导"), ("老婆", "对象"), ("老公", "对象"), ("闺蜜", "朋友"))  # fmt: skip
_WORD = re.compile(r"[a-z][a-z']*")
_SIGN = re.compile("[\u3400-\u9fff]")
_ITEM = re.compile(r"(?:^|(?<=[\s。）)；;]))(\d{1,2})(?:\.\s|[、:： ])\s*(?=\S)")
_TAIL = re.compile(r"\n|。|\.(?: |$)")
_ASIDE = re.compile(r"[（(].*?[)）]")
_ZH, _EN = ("一", "二", "三", "四", "五"), ("first", "second", "third", "fourth", "fifth")
_PLACE = re.compile(rf"第([{''.join(_ZH)}])|最后一|\b({'|'.join(_EN)}|last)\b")
_LAST = ("最后一", "last")
_ANYHOW = frozenset(("bio", "nick"))  # kinds that need no subject
_NUMBERED = re.compile(r"[二两三四五六七八九十几2-9]\s*[个条句种款版组段首对]")


@dataclass(frozen=True, slots=True)
class Parted:
    """A line as its options, and the vote behind them; one option: a text without numbers."""

    options: tuple[str, ...]
    vote: str = ""


def kind(text: str) -> str:
    """The kind of text that is wished; empty where none of the known kinds is named."""
    plain = fold(text)
    hit = next((name for name, pattern in _CALLS.items() if pattern.search(plain)), "")
    return _SAME.get(hit, hit)


def subject(text: str) -> frozenset[str]:
    """The signs and words that say what a wish is about, without those that ask and those that name the kind."""
    plain = fold(text)
    for said, meant in _SYNONYMS:
        plain = plain.replace(said, meant)
    words = {word.rstrip("s") for word in _WORD.findall(plain) if word not in _ASKING_EN}
    return frozenset(_SIGN.findall(_ASKING.sub("", _KIND_WORDS.sub("", plain)))) | frozenset(words)


def suits(line: Found, wish: str, broadly: bool = False) -> bool:
    """Whether a line was written for such a wish: the same kind of text on the same subject; `broadly`: the wish may
    say more than the line answers ("毕业照，不要诗和远方" for "毕业照")."""
    if line.score < NEAR or kind(line.say) != kind(wish) or not kind(wish):
        return False
    one, other = subject(line.say), subject(wish)
    if not one or not other:
        return one == other
    if broadly:
        return len(one) >= 2 and one <= other
    return 2 * len(one & other) / (len(one) + len(other)) > ALIKE


def parted(text: str) -> Parted:
    """A line taken apart: its options from 1 on, and what is said behind the last of them."""
    marks: list[re.Match[str]] = []
    for mark in _ITEM.finditer(text):
        if int(mark[1]) == len(marks) + 1:
            marks.append(mark)
    if len(marks) < 2 or not options_in(text):
        return Parted((text,))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    options = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    vote = ""
    if hit := _TAIL.search(options[-1]):
        options[-1], vote = options[-1][: hit.start()].strip(), options[-1][hit.end() :].strip()
    return Parted(tuple(option.rstrip("。.") for option in options), vote)


def ready(wanted: Order, context: Context, wish: Context, kit: Kit) -> Draft | None:
    """As many options as wanted (or one text) out of the lines that suit the wish, none that was said in this
    thread; None where there are too few."""
    near = kit.lines.find("write", wish, _LOOKED_AT)
    lines = [line for line in near if suits(line, wish.text)]
    lines += [line for line in near if line not in lines and suits(line, wish.text, broadly=True)]
    if not wanted.many:
        return _one(lines, wanted, context)
    if wanted.short:
        return _shortest(lines, wanted, context, wish)
    taken: list[Found] = []
    kept: list[str] = []
    for line in lines:
        whole = parted(line.text)
        left = [option for option in whole.options if not _said(option, context) and option not in kept]
        left = [option for option in left if not unfit(_ASIDE.sub("", option), wanted, wish)]
        # A single text among options only where no number was named: it is the whole of an answer then.
        if not left or (len(whole.options) == 1 and (_NUMBERED.search(wish.text) or kept)):
            continue
        if len(whole.options) == 1:
            return from_line(line, context)
        favourite = _favourite(whole)
        if not taken and favourite >= 0 and whole.options[favourite] in left[wanted.count :]:
            # The option that the vote is for comes along when the line has more than was asked for.
            left = [*left[: wanted.count - 1], whole.options[favourite]]
        taken.append(line)
        kept += left
        if len(kept) >= wanted.count:
            return _drafted(kept[: wanted.count], taken, wanted, context)
    return None


def _shortest(lines: Sequence[Found], wanted: Order, context: Context, wish: Context) -> Draft | None:
    """The shortest options of all lines that suit, each shorter than half of what stood there before."""
    options = [
        (one, line)
        for line in lines
        for one in parted(line.text).options
        if len(parted(line.text).options) > 1
    ]
    fit = [
        (one, line)
        for one, line in options
        if not _said(one, context) and not unfit(_ASIDE.sub("", one), wanted, wish)
    ]
    fit.sort(key=lambda pair: len(pair[0]))
    if len(fit) < wanted.count:
        return None
    best = fit[: wanted.count]
    return _with(
        numbered([one for one, _ in best], context),
        list({line.id: line for _, line in best}.values()),
        context,
    )


def of_kind(wanted: Order, context: Context, wish: Context, kit: Kit, loosely: bool = False) -> Draft | None:
    """Where no line suits the subject: texts of the same kind on something near it, and said that they are not on it.
    None where nothing is near: what has no bearing at all was read as worse than a small model's own. `loosely`: others
    of the kind are wished again; signatures and nicknames are then right whatever they are on."""
    named = kind(wish.text)
    if not named:
        return None
    anyhow = named in _ANYHOW
    about = subject(wish.text)
    lines = [
        line
        for line in kit.lines.find("write", wish, _LOOKED_AT)
        if kind(line.say) == named and (anyhow or len(subject(line.say) & about) >= 2)
    ]
    if not wanted.many:
        return None
    kept: list[str] = []
    taken: list[Found] = []
    for line in lines:
        whole = parted(line.text)
        left = [
            one
            for one in whole.options
            if len(whole.options) > 1 and one not in kept and not _said(one, context)
        ]
        if left := [one for one in left if not unfit(_ASIDE.sub("", one), wanted, wish)][:2]:
            kept += left
            taken.append(line)
        if len(kept) >= wanted.count:
            text = numbered(kept[: wanted.count], context)
            said = text if anyhow and loosely else phrase("skills.near_kind", context, options=text)
            return _with(said, taken, context)
    return None


def _one(lines: Sequence[Found], wanted: Order, context: Context) -> Draft | None:
    for line in lines:
        options = parted(line.text).options
        start = sum(context.lead.comment.encode()) % len(options)
        for option in options[start:] + options[:start]:
            if not _said(option, context) and not unfit(option, wanted, context):
                return _with(line.text if len(options) == 1 else option, [line], context)
    return None


def _said(option: str, context: Context) -> bool:
    """Whether an option stands in what we said in this thread."""
    plain = _bare(option)
    return any(plain in _bare(text) or repeats(option, text) for text in own_texts(context))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(_ASIDE.sub("", text)))


def _drafted(options: Sequence[str], lines: Sequence[Found], wanted: Order, context: Context) -> Draft:
    if len(options) == 1:
        return _with(options[0], lines, context)
    chinese = context.lang == "zh"
    text = numbered(options, context)
    if vote := _vote(parted(lines[0].text), options):
        return _with(text + _joint(text, chinese) + vote, lines, context)
    if wanted.names:
        pick = options[sum(context.lead.comment.encode()) % len(options)]
        vote = phrase("skills.vote", context, pick=_ASIDE.sub("", pick))
        return _with(text + _joint(text, chinese) + vote, lines, context)
    return _with(text, lines, context)


def _joint(text: str, chinese: bool) -> str:
    return "\n" if "\n" in text else ("。" if chinese else ". ")


def numbered(options: Iterable[str], context: Context) -> str:
    """Options in one line where they are short, else a line each."""
    chosen = list(options)
    dot = " " if context.lang == "zh" else ". "
    short = sum(map(len, chosen)) <= (40 if context.lang == "zh" else 80)
    return (" " if short else "\n").join(f"{i}{dot}{option}" for i, option in enumerate(chosen, 1))


def _favourite(line: Parted) -> int:
    """Which option the line's vote is for, by its words or its place; -1 where it is for none."""
    voted = _bare(line.vote)
    named = [at for at, option in enumerate(line.options) if _bare(option) and _bare(option) in voted]
    if named:
        return max(named, key=lambda at: len(line.options[at]))
    hit = _PLACE.search(fold(line.vote))
    if hit is None:
        return -1
    at = len(line.options) - 1 if hit[0] in _LAST else (_ZH + _EN).index(hit[1] or hit[2]) % len(_ZH)
    return at if at < len(line.options) else -1


def _vote(line: Parted, kept: Sequence[str]) -> str:
    """The line's own vote, its place counted anew; empty where the option it is for was left out."""
    favourite = _favourite(line)
    if favourite < 0 or line.options[favourite] not in kept:
        return line.vote if favourite < 0 and len(kept) <= len(line.options) else ""
    place = kept.index(line.options[favourite])
    if place >= len(_ZH):
        return ""
    vote = re.sub("最后一|第[一二三四五]", f"第{_ZH[place]}", line.vote, count=1)
    return re.sub(rf"\b(?:{'|'.join(_EN)}|last)\b", _EN[place], vote, count=1)


def _with(text: str, lines: Sequence[Found], context: Context) -> Draft:
    first = from_line(lines[0], context)
    ids = tuple(line.id for line in lines)
    return Draft(text, first.source, first.origin, ids, any(id in context.used for id in ids))
