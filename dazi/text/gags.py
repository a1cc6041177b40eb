"""Jokes that a member and the companion may come back to, by rules over what was said; knows no store and no line.

Six sorts: "nick" (the member's name for a thing or an animal), "self" (for themselves), "quip" (a piece of ours that was
laughed at or taken up), "catch" (the member's own phrase, said again and again), "bet" and "flag" (a vow in play)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dazi.text import gag_marks as marks
from dazi.text.gag_marks import harmless, laughs, of_others
from dazi.text.normalise import fold, has_cjk

TIMES, DAYS = 3, 2  # comments, on so many days, that make a phrase the member's own
_READ = 160  # characters of a comment in which a phrase of one's own is looked for
# Days that a joke is kept without being told again.
LASTS = {"nick": 90, "self": 90, "quip": 60, "catch": 60, "bet": 30, "flag": 30}
_X = r"[一-鿿A-Za-z0-9]"
_END = r"(?=$|[，。！!？?、,.…~～\s”\"」』）)])"
_OPEN, _SHUT = r"[“\"「『‘（(]?", r"[”\"」』’）)]?"
_WHO = rf"(?P<who>{_X}{{1,10}}?)"
_NICK = rf"{_OPEN}(?P<nick>{_X}{{2,10}}){_SHUT}{_END}"
_TITLE = r"(?:外号|绰号|花名|诨号|雅号|封号|称号|江湖名号|代号|艺名|职称|官职|头衔)"
_NICKS = (
    re.compile(rf"(?:给|把){_WHO}(?:起|取|封|安|颁)(?:了|过)*(?:一?个)?{_TITLE}(?:，|,|：|:| )*(?:就|都)?(?:叫做?|是|为)?{_NICK}"),
    re.compile(rf"(?:管|喊){_WHO}(?:叫|喊|称呼?)(?:做|作|为)?{_NICK}|把{_WHO.replace('who', 'whom')}(?:封|称)(?:为|作|做){_NICK.replace('nick', 'named')}"),
    re.compile(rf"{_WHO}的?{_TITLE}(?:，|,|：|:| )*(?:就|都|现在)?(?:是|叫做?|为)?{_NICK}"),
    re.compile(rf"{_WHO}?[，, ]*(?:江湖|人送外号|家里|坊间|我们都?)?人称{_NICK}"),
    re.compile(rf"(?:我|就|都|我们|咱)叫(?P<who>它|这[一-鿿]{{1,4}})(?P<nick>{_X}{{4,10}}){_END}"),
    re.compile(rf"(?:封|授予){_WHO}(?:为|一个){_NICK}"),
)  # fmt: skip
_SELF = re.compile(
    rf"(?:(?:^|[，。！!？?,\s])(?:本人|在下|鄙人|我|俺)[，, ]*(?:这个人)?(?:江湖)?(?:自封|自称|人称|人送外号|外号|绰号|封号)|自封|(?:江湖)?人送外号)(?:为|是|叫)?{_NICK}"
    rf"|(?:请)?叫我{_OPEN}(?P<title>{_X}{{1,6}}(?:大王|之王|王者|大师|选手|冠军|专家|大侠|战神|本王|达人|艺术家|代言人|本人|大使|队长|显眼包|干饭人)){_SHUT}{_END}"
)
_NICK_EN = re.compile(
    r"\b(?:call(?:ed|s)?|nicknamed?|dubbed|named|christened|promoted) (?P<who>him|her|it|them|(?:the|my|our|this|that) [a-z]+(?: [a-z]+)?)(?: to| as)? [\"“']?(?P<nick>(?:[A-Z][\w'-]*|the)(?: (?:[A-Z][\w'-]*|of|the|an?|and|in|von|de))*? [A-Z][\w'-]*)(?![a-z ]*[A-Z])"
    r"|(?P<who2>(?:the|my|our|this) [a-z]+(?: [a-z]+)?),? (?:aka|a\.k\.a\.|also known as|better known as|nicknamed) [\"“']?(?P<nick2>(?:[A-Z][\w'-]*|the)(?: (?:[A-Z][\w'-]*|of|the|an?|and|in|von|de))*? [A-Z][\w'-]*)(?![a-z ]*[A-Z])"
)
_SELF_EN = re.compile(
    r"\b(?:call me|i'?m(?: officially)?|i am(?: officially)?|i hereby crown myself|also known as) (?:the |a )?[\"“']?(?P<nick>(?:(?:[a-z-]+ )?(?:king|queen|champion|ceo|minister|captain|president|professor|duke|ambassador|director) of [a-z' ]{3,24}?))(?=$|[.,!?\"”])",
    re.IGNORECASE,
)
_PETTY = r"辣条|奶茶|可乐|冰棍|雪糕|冰淇淋|烤肠|火腿肠|瓜子|棒棒糖|糖|鸡腿|火锅|咖啡|薯条|薯片|泡面|包子|煎饼|豆浆|烧烤|冰红茶|酸奶|饼干|西瓜|苹果|橘子|猫条|罐头|小鱼干|煎饼果子|麻辣烫|螺蛳粉|卤蛋|茶叶蛋|锅巴|豆腐干|跳跳糖"
_BET = re.compile(
    rf"(?:打个?赌|赌|输了?的?(?:人|我|你|谁)?(?:就)?请(?:客)?|谁输谁请)(?:你|我|一把)?[，, ：:]*(?:就)?(?:赌|喝|吃)?(?P<stake>(?:[一二两三五十半]?(?:包|杯|根|瓶|顿|块|个|颗|袋|碗|串|盒|份|支|桶))?(?:{_PETTY}))"
)
_BET_EN = re.compile(
    r"\b(?:i )?bet (?:you |ya |u )?(?:a|an|one|two|my(?: last)?) (?P<stake>(?:[a-z]+ )?(?:coffee|cookie|donut|doughnut|pizza|taco|burrito|ice cream|bubble tea|milk tea|tea|sandwich|bagel|muffin|snack|candy bar|dumplings?|noodles|fries|chips|cupcake|croissant))s?\b",
    re.IGNORECASE,
)
_VOW = r"(?P<{0}>[^，。！!？?,\n：:]{{4,18}}?)"
_FLAG = re.compile(
    rf"(?:立|插)(?:下|了|个|一个|面|一面)*(?:flag|旗子?)(?:[，,：: ]|在这|在此)*{_VOW.format('a')}{_END}"
    rf"|{_VOW.format('b')}[，, ]*(?:这|此)?(?:个|面)?(?:flag|旗)(?:我)?(?:就|先)?(?:立|插)"
    rf"|(?P<c>(?:从?(?:今天|明天|今晚|这周|本周|下周一?|这个月|以后)(?:起|开始)?)(?:我|本人)?(?:绝对?不|再也不|坚决不|一定|必须|不再|不)[^，。！!？?,\n]{{2,14}}?)[，, ]*(?:否则|不然|要是|如果)?[^，。！!？?,\n]{{0,8}}?(?:我|谁)?(?:就)?(?:是|当)(?:小)?狗|(?P<d>(?:再|要是再)[^，。！!？?,\n]{{2,12}}?)(?:我|谁)(?:就)?是(?:小)?狗",
    re.IGNORECASE,
)
_FLAG_EN = re.compile(
    r"\b(?:i (?:hereby |solemnly )?(?:swear|vow)|mark my words|new rule|calling it now|for the record)[:,]? (?:that )?(?P<a>(?:i(?:'m| am| will|'ll) )?(?:[a-z']+ ){2,7}[a-z']+)(?=$|[.,!?])"
    r"|(?P<b>i(?:'m| am| will|'ll) (?:[a-z']+ ){2,7}[a-z']+),? or i(?:'ll| will) eat (?:my|a) (?:hat|sock|shoe)",
    re.IGNORECASE,
)
# What somebody vows of their looks, love, health or marks is theirs, and its failing is no joke.
_TENDER = re.compile(
    r"脱单|恋爱|结婚|考|学分|绩点|工资|挣|赚|攒|存(?:够|钱)|医|孩子|加薪|升职|\b(?:date|dating|marry|grade|gpa|exam|salary|promotion|gym|sober)\b"
)
# What makes a clause of ours a piece that one could laugh at by itself: a title, an award, an office that nobody has.
_COINED = re.compile(
    r"(?:大师|选手|专家|代表|冠军|学家|达人|玩家|天花板|外交官|艺术家|品鉴师|鉴定师|质检员|监工|队长|馆长|校长|园长|庄主|股东|导演|编剧|影帝|影后|总监|主任|大使|将军|大王|大侠|教主|掌门|祖师|王者|钉子户|旗舰店|办事处|示范区|事务所|研究所|俱乐部|委员会|后援会|协会|基金会|博物馆|实验室|流水线|文学|算法|效应|定律|联名款|限量版|金骨头|小金人|奖杯|勋章|锦旗|专利|说明书|保险|免责协议|[念度别献慰佳]奖|编制|工龄|年假|试用期|售后|会员|户口)$"
)
_COINED_EN = re.compile(
    r"\b(?:(?:a|an|the|your|my|its|his|her|on|of|in) )((?:[a-z'-]+ ){1,3}(?:department|committee|club|museum|union|champion|expert|ambassador|intern|ceo|minister|award|trophy|licen[cs]e|diploma|era|mode|energy|season|insurance|contract|career path|elevator|lawyer|agent|tax|olympics|phd))\b"
)
_CUT = re.compile(r"[，。！!？?；;…~～、\n]+|——|, |\. ")
_QUOTED = re.compile(r"[“「『]([^”」』“「『]{3,10})[”」』]|\"([^\"]{5,40})\"|“([^”“]{5,40})”")
# Up to here a clause only leads to what it is about.
_LEAD = re.compile(
    r"^.*(?:是在等[你它]?|是在|就是|叫做|叫|属于|等于|算是|算|是|封[你它]为|当|像|成了?|进了?|到了|欠[你它]?|藏着|开了?|发了?|恭喜|建议|一[座个位名枚面条块]|的|你这|它这|那)(?=[一-鿿]{4,})"
)
_LEADING = re.compile(
    r"^.*?(?:又|也|果然|真|还|就|都|算|不愧)*是(?=[一-鿿]{4,})|^(?:今天|今晚|又|也|果然|真|还|就|都)+"
)
_STARTS = re.compile(r"[才这那也都就得要能会不没还又再把被给让跟和]")
_TRAIL = re.compile(r"(?:了|啦|吧|啊|呀|呢|哦|嘛|哈+|的)+$")
_PUZZLED = re.compile(
    r"什么(?:意思|梗|鬼|是|叫)|啥(?:意思|梗|是|叫)|没(?:懂|看懂|听懂|get)|听不懂|不懂|不是|错了|不对|(?:what|huh)\b.{0,12}\bmean|don'?t get (?:it|that)|\bwrong\b",
    re.IGNORECASE,
)
# Phrases that everybody says, asks or orders: no member's own.
_COMMON = re.compile(
    r"你好|早上好|晚上好|晚安|早安|谢谢|辛苦|再见|拜拜|在吗|在不在|小搭|讲个|来个|再来|换一?个|推荐|多推|少推|给我|帮我|画|写|翻译|怎么|什么|为什么|为啥|多少|哪里|哪个|哪儿|吗$|呢$|可以吗|行不行|好不好|是不是|有没有|关注|点赞|转发|收藏|互关|进群|链接|签到|打卡第|第[一二三四五六七八九十\d]+天|生日快乐|新年快乐|不知道|没有了|我觉得|我感觉|我也想|我也是|我想要|我喜欢|我今天|今天我|我们家|我家|是真的|真的是|看了|视频|这个视频|up|评论"
    r"|\b(?:thank|thanks|good (?:morning|night|evening)|hello|please|can you|could you|do you|what|why|how|tell me|give me|show me|make me|draw|write|translate|recommend|i (?:like|love|think|want|have|need|don'?t)|this video|follow|subscribe|this is|that is|it is|it'?s)\b"
)
_EMPTY = "我你他她它的了是在不有这那一就都也和很吗吧呢啊哦呀去来要会能说想没还怎么什哈给把个"  # signs that carry nothing
_OWN = re.compile(
    r"我|本人|本[猫狗人座]|在下|鄙人|俺|自己|选手|大师|不愧是|下次一定|明天一定|问题不大|又是|告辞|祖传|战五渣|社恐|社牛|咸鱼|摸鱼|躺平|摆烂|翻车|鸽|嘴硬|手残|路痴|脸盲|干饭|打工|显眼包|大冤种|小丑|真香|的一天|失败|退出群聊|卒|告退|遁了|润了|认栽|认输|学废|又行了|支棱|佛系|随缘|开摆|在线"
    r"|\b(?:me|my life|myself|i regret nothing|send help|as one does|story of|classic|typical|again i|send snacks|no thoughts|professional|chaos|victory|legend|behold)\b"
)


_CLASSIC = re.compile(
    r"(?:classic|typical|peak|professional|certified|vintage|iconic) (?:me|my|behaviou?r|disaster)\b"
)
_ARTICLES = re.compile(
    r"^(?:(?:a|an|the|your|my|its?|is|on|of|and|with|so|in|to) )+|(?: (?:a|an|the|is|of|and|with|so|in|to|on))+$"
)


@dataclass(frozen=True, slots=True)
class Gag:
    """A joke as it was noticed. `phrase` stands word by word in the talk; `about`: a few words of what it belongs to, by
    which a later comment is found to be near."""

    sort: str
    phrase: str
    about: str
    confidence: float


def declared(text: str) -> list[Gag]:
    """What a comment by itself sets up: a nickname, a title for its writer, a bet, a vow."""
    found: list[Gag] = []
    for gag in (_nicked(text), _crowned(text), _wagered(text), _vowed(text)):
        if gag is not None and not any(gag.phrase == one.phrase for one in found):
            found.append(gag)
    return found


def coined(reply: str, said: str, answer: str) -> Gag | None:
    """The piece of our reply that a member laughs at or takes up: what stands in quotation marks or is a title that
    nobody has, or with a laugh what they say again of it. `said` is what we had answered."""
    laughed = laughs(answer)
    if _PUZZLED.search(answer) or marks.bitter(answer) or len(answer) > 120:
        return None
    pieces = list(_pieces(reply, said))
    for piece in pieces:
        if _taken(piece, answer):
            return Gag("quip", piece, telling(said), 0.85 if laughed else 0.7)
    if not laughed:
        return None
    if again := _shared(reply, said, answer):
        return Gag("quip", again, telling(said), 0.8)
    return Gag("quip", pieces[0], telling(said), 0.6) if pieces else None


def worn(now: tuple[str, date], before: Sequence[tuple[str, date]]) -> Gag | None:
    """The member's own phrase in a comment, where it stands in TIMES comments on DAYS days, this one included: the
    longest such."""
    said = [(text[:_READ].casefold(), day) for text, day in before]
    fit = []
    for run in _runs(now[0][:_READ]):
        days = [now[1], *(day for text, day in said if run in text)]
        if len(days) >= TIMES and len(set(days)) >= DAYS and _own(run):
            fit.append((len(run), run))
    return Gag("catch", max(fit)[1], "", 0.8) if fit else None


def telling(text: str) -> str:
    """The few words of a comment that say what it is about, animals first."""
    plain = fold(text)
    return f"{_beasts(plain)} {_subject(plain)}".strip()


def _beasts(text: str) -> str:
    return " ".join(dict.fromkeys(hit[0] for hit in marks.BEAST.finditer(fold(text))))


def _subject(plain: str) -> str:
    if has_cjk(plain):
        runs = re.split(
            r"[^一-鿿]|[我你他她它的了是在不有这那一就都也和很吗吧呢啊哦呀去来要会能说想把被让到得着过又还只个条]",
            plain,
        )
        return " ".join(run for run in runs if len(run) > 1)[:16].strip()
    words = [word for word in re.findall(r"[a-z]{4,}", plain) if word not in _DULL]
    return " ".join(dict.fromkeys(words[:5]))


_DULL = frozenset(
    ["this", "that", "with", "have", "just", "like", "what", "when", "your", "from", "they", "again", "always", "every", "never", "there", "about", "would", "could", "really", "because", "been", "will", "hereby", "call", "called", "keeps", "today"]
)  # fmt: skip


def _nicked(text: str) -> Gag | None:
    beast = marks.beastly(text)
    for pattern in _NICKS:
        hit = pattern.search(text)
        if hit is None:
            continue
        parts = hit.groupdict()
        who = parts["who"] or parts.get("whom") or ""
        nick = _bare(parts["nick"] or parts.get("named") or "")
        before = who or text[: hit.start()]
        if not nick or re.search(r"^(?:我|你|本人|自己|在下|俺)$", who) or re.search(r"[你您]", before):
            return None
        if not before.strip("，, "):
            return None
        if len(nick) < 3 or (marks.like_a_name(nick) and not beast):
            return None
        # "开机要十分钟，我管它叫…": what it is stands in the clause before, if anywhere.
        of = (
            text[: hit.start()].rpartition("，")[0]
            if who in ("它", "这", "那")
            else text[: hit.start()] + who
        )
        return Gag("nick", nick, f"{_beasts(text)} {_subject(fold(of))}".strip(), 0.75)
    hit_en = _NICK_EN.search(text)
    if hit_en is None:
        return None
    who, nick = hit_en["who"] or hit_en["who2"], hit_en["nick"] or hit_en["nick2"]
    if who in ("him", "her", "them") and not beast:
        return None
    return Gag("nick", nick, telling(text.replace(nick, " ")), 0.75)


def _crowned(text: str) -> Gag | None:
    hit = _SELF.search(text)
    if hit is not None:
        nick = _bare(hit["nick"] or hit["title"])
        fit = len(nick) >= 2 and not marks.like_a_name(nick)
        return Gag("self", nick, "", 0.75) if fit else None
    hit = _SELF_EN.search(text)
    return Gag("self", hit["nick"].strip(), telling(hit["nick"]), 0.75) if hit is not None else None


def _wagered(text: str) -> Gag | None:
    if hit := _BET.search(text):
        return Gag("bet", f"赌{hit['stake']}", telling(text.replace(hit[0], " ")), 0.7)
    if hit := _BET_EN.search(text):
        stake = fold(hit["stake"])
        return Gag("bet", f"{stake} bet", telling(text.replace(hit[0], " ")), 0.7)
    return None


def _vowed(text: str) -> Gag | None:
    hit = _FLAG.search(text) or _FLAG_EN.search(text)
    if hit is None:
        return None
    vow = _bare(next((part for part in hit.groups() if part), "")).strip(' ：:“”"')
    vow = re.sub(r"^(?:我|本人|我要|我就)(?=[一-鿿]{4,})", "", vow)
    if len(vow) < 4 or _TENDER.search(vow):
        return None
    return Gag("flag", vow, telling(vow), 0.7)


def _bare(phrase: str) -> str:
    return _TRAIL.sub("", phrase.strip())


def _pieces(reply: str, said: str) -> Iterator[str]:
    """What stands in quotation marks and what is coined; the member's own words only where they were said in fun."""
    own = fold(said)
    for hit in _QUOTED.finditer(reply):
        piece = next(part for part in hit.groups() if part).strip()
        if not re.search(r"\d|(.)\1{3}", piece) and (fold(piece) not in own or laughs(said)):
            yield piece
    if has_cjk(reply):
        for clause, ends in _clauses(reply):
            piece = _LEAD.sub("", clause)
            coin = "？" not in ends and _COINED.search(clause) and not _STARTS.match(piece)
            if coin and re.fullmatch(r"[一-鿿]{4,9}", piece) and fold(piece) not in own:
                yield piece
    else:
        yield from (hit[1] for hit in _COINED_EN.finditer(reply) if fold(hit[1]) not in own)


def _taken(piece: str, answer: str) -> bool:
    """Whether the answer says a good part of a piece again."""
    plain, core = fold(answer), fold(piece)
    if has_cjk(core):
        size = min(4, max(3, len(core) - 2))
        return any(core[at : at + size] in plain for at in range(len(core) - size + 1))
    words = core.split()
    return any(" ".join(words[at : at + 2]) in plain for at in range(max(1, len(words) - 1)))


def _shared(reply: str, said: str, answer: str) -> str:
    """The clause of ours around the words that an answer says again, without what leads to it; "" where there is none."""
    own, plain = fold(said), fold(answer)
    for clause, ends in _clauses(reply):
        if "？" in ends or "?" in ends:
            continue
        core = fold(clause)
        if not (again := _common(core, plain)) or again in own:
            continue
        if not has_cjk(clause):
            again = _ARTICLES.sub("", again)
            return again if len(again.split()) > 1 else ""
        at = core.find(again)
        piece = _bare(_LEAD.sub("", core[: at + len(again)]) + core[at + len(again) :])
        if again in piece and 4 <= len(piece) <= 10:
            return piece
        return again if len(again) >= 4 else ""
    return ""


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """(clause, the sign behind it)."""
    at = 0
    for hit in _CUT.finditer(text):
        if clause := text[at : hit.start()].strip(" “”\"'"):
            yield clause, hit[0]
        at = hit.end()
    if clause := text[at:].strip(" “”\"'.。"):
        yield clause, ""


def _common(one: str, other: str) -> str:
    """The longest run that stands in both: two Chinese signs that carry something, or two words."""
    if has_cjk(one):
        for size in range(min(len(one), 10), 1, -1):
            for at in range(len(one) - size + 1):
                run = one[at : at + size]
                if run in other and re.fullmatch(r"[一-鿿]+", run) and _carries(run):
                    return run
        return ""
    words = re.findall(r"[a-z][a-z'-]*", one)
    for size in range(min(len(words), 6), 1, -1):
        for at in range(len(words) - size + 1):
            run = " ".join(words[at : at + size])
            telling_ones = [word for word in words[at : at + size] if len(word) > 3 and word not in _DULL]
            if run in other and len(telling_ones) > 1:
                return run
    return ""


def _carries(run: str) -> bool:
    return sum(sign not in _EMPTY for sign in run) > 1


def _runs(text: str) -> set[str]:
    """What begins or ends a clause of a comment and may be a phrase of its own."""
    found: set[str] = set()
    for clause, ends in _clauses(text):
        if "？" in ends or "?" in ends:
            continue
        plain = _bare(re.sub(r"[^\w' ]|哈+|h{3,}", "", fold(clause)))
        if has_cjk(plain):
            ends_with = _LEADING.sub("", plain)
            for size in range(4, min(10, len(plain)) + 1):
                found.add(plain[:size])
            for size in range(4, min(10, len(ends_with)) + 1):
                found.add(ends_with[-size:])
        else:
            words = plain.split()
            for size in range(2, min(6, len(words)) + 1):
                found |= {" ".join(words[:size]), " ".join(words[-size:])}
    return found


def _own(run: str) -> bool:
    """Whether a phrase that is said often may be somebody's own: no errand and no civility, and it plays on its speaker
    or is long."""
    if _COMMON.search(run) or not harmless(run) or of_others(run):
        return False
    if has_cjk(run):
        return len(run) >= 6 or bool(_OWN.search(run))
    words = run.split()
    return len(words) > 3 or bool(_CLASSIC.match(run)) or (len(words) > 2 and bool(_OWN.search(run)))
