"""What a comment tells of its writer, by rules over its clauses; knows no store, no model and no other member."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from dazi.text.normalise import clean, has_cjk
from dazi.text.when import moment

LONGEST = 16  # characters of what is liked, planned, kept; more is a story and no fact
BARE = 20  # characters of a comment that tells one thing and no more
_WEEK = timedelta(days=7)
# A clause that wonders, supposes, quotes or speaks of others tells nothing of its writer.
_WONDERS = re.compile(
    r"[?？]|[吗么嘛](?:$|[ ~～])|什么|啥|谁|哪|怎么|为什么|多少|几(?!个月|天|年|岁|只)|是不是|有没有|要不要|该不该|如果|要是|假如|万一|假设|梦见|梦到|假装|据说|听说"
    r"|他说|她说|朋友说|人家说|别人说|歌词|电影里|剧里|帮我写|帮我编|翻译|造句|作文|\b(?:if|what|who|where|why|how|when|suppose|imagine|would|should|could|pretend|translate|write)\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"[，。！!；;、\n~～…]+|,(?=\s)|\.(?=\s|$)| (?:but|and then|so) ")
_SPACES = re.compile(r"\s+")
# Not names and not objects: pronouns, verbs that follow 叫我, words that only point.
_NO_NAME = re.compile(
    r"^(?:我|你|他|她|它|咱|这|那|起床|吃饭|别|不|去|来|滚|做|干|说|写|背|学|减|回|加班|出|上|下|等|看|听|喝|睡|好好|怎|如何|陪|给|帮|把|一声|一下|过|(?:the|an?|to|on|in|at|when|later|back|if|not|please)\b)",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"^(?:你|他|她|它|这|那|咱|我|上|的|了|过|得|自己|大家|别人|小搭|you|him|her|it|this|that|them|u\b|when|how|to)|^(?:.{0,2})$(?<=[的了着过])|^.$(?<=[上下了的过])",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"\d{6,}|@|https?:|密码|身份证|银行卡|password|自杀|自残|想死|不想活|suicid", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:了|啦|呀|啊|呢|吧|哦|哈+|嘿+|的说|来着|哟|喔|噢|嗷|捏|哒|滴|耶|这种|之类的|什么的|too|lol|haha|so much|a lot|very much|the most)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it was told; `gone`: what was known under this key holds no longer, and nothing takes its place."""

    kind: str
    key: str
    text: str
    confidence: float = 0.9
    until: datetime | None = None
    scope: Literal["member", "thread"] = "member"
    gone: bool = False


Maker = Callable[[re.Match[str], datetime], Told | None]


def told(text: str, now: datetime) -> tuple[Told, ...]:
    """What a comment says of its writer: at most four facts, later ones about the same thing win."""
    found: dict[str, Told] = {}
    for clause in _clauses(clean(text, 600)):
        for pattern, make in _RULES:
            if (hit := pattern.search(clause)) and (fact := make(hit, now)) is not None:
                found[fact.key] = fact
                if fact.kind != "pet":
                    break
    return tuple(found.values())[:4]


def only_told(text: str, now: datetime) -> Told | None:
    """The one fact that a short comment tells and is there to tell; None for all else."""
    if len(text) > (BARE if has_cjk(text) else 2 * BARE):
        return None
    facts = told(text, now)
    return facts[0] if len(facts) == 1 and not facts[0].gone else None


def _clauses(text: str) -> list[str]:
    """Clauses that state something; one that ends in a question mark states nothing."""
    text = re.sub(r"([?？])", r"\1\n", text)
    parts = (_SPACES.sub(" ", part).strip(" \"“”'‘’") for part in _CUT.split(text))
    return [
        part
        for part in parts
        if part and len(part) <= 80 and not _WONDERS.search(part) and not _SECRET.search(part)
    ]


def thing(text: str) -> str:
    """What a clause speaks of without what hangs on it; "" where it is no thing to remember."""
    text = _TAIL.sub("", text.strip(" \"“”'‘’《》「」")).strip()
    if not text or len(text) > (LONGEST if not text.isascii() else 32) or _NO_THING.search(text):
        return ""
    return text


_ANIMALS: Mapping[str, str] = {
    "猫": "猫", "喵": "猫", "猫咪": "猫", "猫猫": "猫", "橘猫": "猫", "布偶": "猫", "英短": "猫", "狸花": "猫", "奶牛猫": "猫", "狗": "狗", "狗狗": "狗",
    "柴犬": "狗", "金毛": "狗", "柯基": "狗", "哈士奇": "狗", "二哈": "狗", "泰迪": "狗", "边牧": "狗", "萨摩耶": "狗", "拉布拉多": "狗", "兔子": "兔子", "仓鼠": "仓鼠",
    "鹦鹉": "鹦鹉", "乌龟": "乌龟", "龟": "乌龟", "金鱼": "鱼", "鱼": "鱼", "龙猫": "龙猫", "荷兰猪": "荷兰猪", "刺猬": "刺猬", "鸭子": "鸭子", "守宫": "守宫",
    "cat": "cat", "cats": "cat", "kitten": "cat", "kitty": "cat", "dog": "dog", "dogs": "dog", "puppy": "dog", "rabbit": "rabbit", "bunny": "rabbit",
    "hamster": "hamster", "parrot": "parrot", "turtle": "turtle", "fish": "fish", "corgi": "dog", "husky": "dog", "shiba": "dog",
}  # fmt: skip
_ANIMAL = "|".join(sorted(_ANIMALS, key=len, reverse=True))
_NAME = r"([\u4e00-\u9fffA-Za-z]{1,6}|[A-Za-z][A-Za-z' -]{1,14})"


def _name(hit: re.Match[str], now: datetime) -> Told | None:
    name = _TAIL.sub("", hit[1].strip()).strip("就好行吧")
    if not name or _NO_NAME.match(name):
        return None
    return Told("name", "name", name, 0.95)


def _pet(hit: re.Match[str], now: datetime) -> Told | None:
    said = hit["animal"]
    kind = _ANIMALS[said.casefold()]
    name = _TAIL.sub("", (hit.groupdict().get("name") or "").strip())
    looks = (hit.groupdict().get("looks") or "").strip("的 ")
    if name and (_NO_NAME.match(name) or name in _ANIMALS):
        name = ""
    if kind.isascii():
        body = (
            f"a {looks} {said}".replace("  ", " ")
            if looks
            else f"a {said.rstrip('s') if said != 'fish' else said}"
        )
        return Told("pet", f"pet:{kind}", f"{body} called {name}" if name else body)
    body = f"{looks}{said}"
    return Told("pet", f"pet:{kind}", f"{body}，叫{name}" if name else body)


def _pet_gone(hit: re.Match[str], now: datetime) -> Told | None:
    return Told("pet", f"pet:{_ANIMALS[hit['animal'].casefold()]}", "", gone=True)


def _taste(kind: str) -> Maker:
    def make(hit: re.Match[str], now: datetime) -> Told | None:
        what = thing(hit["what"])
        verb = hit.groupdict().get("verb") or ""
        what = f"{verb}{what}" if verb in ("吃", "喝", "看", "听", "玩") and what else what
        return Told(kind, f"taste:{what.casefold()}", what, 0.85) if what else None

    return make


def _life(key: str, shape: str) -> Maker:
    def make(hit: re.Match[str], now: datetime) -> Told | None:
        what = thing(hit["what"])
        return Told("life", f"life:{key}", shape.format(what=what), 0.85) if what else None

    return make


def _plan(hit: re.Match[str], now: datetime) -> Told | None:
    what = thing(hit["what"])
    if not what or len(what) < 2:
        return None
    day = moment(hit["when"], now)
    until = (day or now + _WEEK) + timedelta(days=3)
    # "下周三" is another day next week: what is kept names the date.
    one = day is not None and _ONE_DAY.fullmatch(hit["when"])
    when = f"{day.month}月{day.day}日" if day is not None and one else hit["when"].strip()
    return Told("plan", f"plan:{what}", f"{when}{'去' if hit['how'] == '去' else ''}{what}", 0.8, until)


def _exam(hit: re.Match[str], now: datetime) -> Told | None:
    what = hit["what"]
    return Told("plan", f"plan:{what}", f"在准备{what}", 0.8, now + timedelta(days=120))


def _birthday(hit: re.Match[str], now: datetime) -> Told | None:
    return Told("life", "life:birthday", hit["what"].strip(), 0.95)


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ONE_DAY = re.compile(r"[今明后大]\S*|下?(?:周|星期)[一二三四五六日天]|\d+月\d+[号日]|\d+号")
_WHEN = r"(?P<when>今晚|明天|明早|明晚|后天|大后天|这周末|周末|下周末|下周[一二三四五六日天]?|下个?月|下星期|月底|年底|寒假|暑假|国庆|五一|元旦|春节|过年|中秋|端午|清明|\d{1,2}月\d{1,2}[号日]|\d{1,2}号|周[一二三四五六日天])"
_I = r"^(?:那|其实|话说|对了|顺便|悄悄说|跟你说|告诉你|说实话|因为|反正|哈+)?(?:个人|本人|俺|我)"
_RULES: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (_rule(rf"(?:以后|今后|你)?(?:就)?(?:可以)?(?:叫|喊|称呼)我(?:的?名字|做|为|作)?[“\"‘「]?{_NAME}[”\"’」]?(?:就行|就好|吧|就可以|得了)?$"), _name),
    (_rule(rf"^(?:你好|哈喽|嗨)?(?:我|俺)(?:的名字|的昵称|改名)?(?:现在)?(?:叫|名叫|是叫)(?:做)?[“\"‘「]?{_NAME}[”\"’」]?$"), _name),
    (_rule(r"\b(?:call me|my name(?:'s| is)|i go by) ([A-Za-z][A-Za-z' -]{1,14})$"), _name),
    (_rule(rf"(?:我|俺)(?:家|们家)?(?:的|那只|那条|这只)?(?P<looks>[\u4e00-\u9fff]{{0,4}}?)(?P<animal>{_ANIMAL})(?:的名字|名字)?(?:叫|名叫|就叫)(?:做)?[“\"「]?(?P<name>[\u4e00-\u9fffA-Za-z]{{1,6}})"), _pet),
    (_rule(rf"{_I}(?:家)?(?:里)?(?:新|刚|也|还|最近)*(?:养了?|有|领养了?|捡了?|买了?)(?:一|两|三|1|2|3)?(?:只|条|个|头)(?P<looks>[\u4e00-\u9fff]{{0,4}}?)(?:的)?(?P<animal>{_ANIMAL})(?:[ ，]?(?:叫|名叫|名字叫)(?P<name>[\u4e00-\u9fffA-Za-z]{{1,6}}))?(?![\u4e00-\u9fff]*(?:死|走了|没了))"), _pet),
    (_rule(rf"\bmy (?P<looks>(?:black|white|orange|old|tabby|fat|tiny) )?(?P<animal>{_ANIMAL})(?:'s name is| is (?:called|named)|'s called) (?P<name>[A-Za-z][A-Za-z' -]{{1,14}})$"), _pet),
    (_rule(rf"\bi(?:'ve)? (?:have|got|own|adopted|just adopted|just got) an? (?P<looks>(?:black|white|orange|old|tabby|fat|tiny) )?(?P<animal>{_ANIMAL})(?: (?:called|named) (?P<name>[A-Za-z][A-Za-z'-]{{1,14}}))?"), _pet),
    (_rule(rf"(?:我|俺)(?:家)?(?:的|那只|那条|养的)?[\u4e00-\u9fff]{{0,3}}?(?P<animal>{_ANIMAL})[\u4e00-\u9fff]{{0,4}}?(?:走了|没了|去世|死了|送人|丢了|去了汪星|去了喵星|回喵星|回汪星)"), _pet_gone),
    (_rule(rf"{_I}(?:已经)?(?:不养|没养)(?P<animal>{_ANIMAL})"), _pet_gone),
    (_rule(rf"{_I}(?:对)(?P<what>[\u4e00-\u9fffA-Za-z]{{1,6}})过敏"), _life("allergy", "对{what}过敏")),
    (_rule(rf"{_I}(?:真的|最|超级?|特别|很|一直|实在|从来|平时|都|也)*(?:不喜欢|讨厌|不爱|最烦|受不了|不能|不)(?P<verb>吃|喝|看|听|玩)?(?P<what>[\u4e00-\u9fffA-Za-z0-9 ]{{1,16}})$"), lambda hit, now: _dislikes(hit, now)),
    (_rule(rf"{_I}(?:真的|最|超级?|特别|很|一直|从小|就|也|可|平时|还是|好)*(?:喜欢|爱|迷上了?|沉迷|钟爱|粉)(?P<verb>吃|喝|看|听|玩)?(?P<what>[\u4e00-\u9fffA-Za-z0-9 ]{{1,16}})$"), _taste("like")),
    (_rule(r"^(?:well |honestly |btw )?i (?:really |absolutely |also |just )?(?:love|like|adore|am into|enjoy) (?P<what>[A-Za-z0-9' -]{2,32})$"), _taste("like")),
    (_rule(r"^(?:well |honestly |btw )?i (?:really |absolutely |just )?(?:hate|don'?t like|can'?t stand|dislike) (?P<what>[A-Za-z0-9' -]{2,32})$"), _taste("dislike")),
    (_rule(r"^i(?:'m| am) allergic to (?P<what>[A-Za-z ]{2,20})$"), _life("allergy", "allergic to {what}")),
    (_rule(r"我(?:的)?生日(?:是|在|就是)?(?P<what>\d{1,2}月\d{1,2}[号日]?|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿]{1,3}[号日]?)"), _birthday),
    (_rule(r"\bmy birthday(?:'s| is)(?: on)? (?P<what>[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Za-z]{3,9})"), _birthday),
    (_rule(rf"{_I}(?:现在|目前|一个人|就|还)*(?:住在?|定居在?|在)(?P<what>[\u4e00-\u9fff]{{2,6}})(?:生活|定居|租房|漂着?)?(?:这边|那边)?$(?<=[住漂活居房边市省县京海州圳都汉津门安岛庆沙阳肥宁])"), _life("home", "住在{what}")),
    (_rule(rf"{_I}(?:现在|目前|还)?(?:在|从事)(?P<what>[\u4e00-\u9fff]{{2,8}}?)(?:上班|工作|打工|当差)"), _life("work", "在{what}上班")),
    (_rule(rf"{_I}(?:现在|目前)?(?:在)(?P<what>[\u4e00-\u9fff]{{2,8}}?)(?:上学|读书|念书|留学|读研|读博|上大学)"), _life("school", "在{what}读书")),
    (_rule(rf"{_I}(?:现在)?(?:就)?(?:是|当)(?:一个|一名|一枚|个|名|做)?(?P<what>程序员|码农|老师|医生|护士|学生|大学生|高中生|初中生|研究生|博士生|大[一二三四]学生?|高[一二三]学生?|会计|律师|厨师|设计师|司机|骑手|外卖员|快递员|销售|客服|公务员|警察|消防员|全职妈妈|宝妈|奶爸|自由职业者?|画师|编辑|记者|教师|幼师|实习生|HR|产品经理|运营|测试|工程师|农民|店长|店主|空姐|导游|摄影师|up主)"), _life("job", "是{what}")),
    (_rule(r"^i(?:'m| am) an? (?P<what>nurse|teacher|student|doctor|programmer|developer|engineer|designer|driver|chef|lawyer|accountant|freelancer|grad student|phd student|barista|writer|photographer)$"), _life("job", "a {what}")),
    (_rule(r"^i (?:live|moved) (?:in|to) (?P<what>[A-Z][A-Za-z ]{2,20})$"), _life("home", "lives in {what}")),
    (_rule(r"(?:我|俺)(?P<who>女儿|儿子|闺女|娃|孩子|宝宝)(?:今年|现在|都|才|快)*(?P<what>[一二两三四五六七八九十\d]{1,3}(?:个月|岁半?))"), lambda hit, now: Told("life", f"life:{hit['who']}", f"{hit['who']}{hit['what']}", 0.85)),
    (_rule(rf"{_I}(?:今年|现在|刚|马上|快)*(?P<what>\d{{1,2}})岁"), _life("age", "{what}岁")),
    (_rule(rf"{_I}(?:准备|打算|计划|要)?{_WHEN}(?:就|又|还)?(?P<how>要|准备|打算|得|会|去|有)(?P<what>[\u4e00-\u9fffA-Za-z0-9]{{1,14}})$"), _plan),
    (_rule(rf"^{_WHEN}(?:我)(?:就|又|还)?(?P<how>要|准备|打算|得|会|去|有)(?P<what>[\u4e00-\u9fffA-Za-z0-9]{{1,14}})$"), _plan),
    (_rule(rf"{_I}(?:正在|在|今年|最近|明年|准备|打算)+(?:备考|备战|准备|复习|考|冲)?(?P<what>考研|高考|中考|考公|考编|雅思|托福|四级|六级|教资|法考|注会|驾照|科目[一二三四]|期末考|答辩|秋招|春招|婚礼|搬家|装修|减肥|健身|戒烟|戒奶茶)"), _exam),
    (_rule(r"^i(?:'m| am) (?P<v>(?:going|flying|moving|travell?ing) to )(?P<what>[A-Za-z ]{2,24}) (?P<when>tomorrow|tonight|next week|next month|this weekend|on [A-Za-z]+day)$"), lambda hit, now: _english_plan(hit, now)),
    (_rule(r"^i have (?:an? |my )?(?P<v>)(?P<what>exam|interview|final|driving test|surgery|wedding|job interview|presentation) (?P<when>tomorrow|tonight|next week|next month|this weekend|on [A-Za-z]+day)$"), lambda hit, now: _english_plan(hit, now)),
)  # fmt: skip


def _dislikes(hit: re.Match[str], now: datetime) -> Told | None:
    """ "我不喜欢香菜", "我不吃辣"; not "我不去" and not "我不管"."""
    verb, said = hit.groupdict().get("verb") or "", hit[0]
    if not verb and not re.search(r"不喜欢|讨厌|不爱|最烦|受不了", said):
        return None
    what = thing(hit["what"])
    if not what or (
        not re.search(r"不喜欢|讨厌|不爱|最烦|受不了", said) and re.search(r"[饱完下动到起出懂]$", what)
    ):
        return None
    return Told("dislike", f"taste:{verb}{what}".casefold(), f"{verb}{what}" if verb else what, 0.85)


def _english_plan(hit: re.Match[str], now: datetime) -> Told | None:
    day = moment(hit["when"], now)
    what = f"{hit['v']}{hit['what']} {hit['when']}"
    return Told("plan", f"plan:{hit['what'].casefold()}", what, 0.8, (day or now + _WEEK) + timedelta(days=2))
