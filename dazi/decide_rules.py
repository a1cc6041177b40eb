"""Where a comment's structure alone is certain: its label, and the name of the rule that says so. Knows no weights."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dazi.decide_features import FAMILIES, last_own, normal
from dazi.text.follow import leans
from dazi.text.moments import about_moment
from dazi.text.oblique import oblique
from dazi.text.orders import alters, picks
from dazi.text.wanting import named
from dazi.text.wishes import wish_about_us
from dazi.types import SKILLS, Turn

# A follow-up as a whole; what it means stands in the thread.
_AGAIN = re.compile(
    r"(?:那你?|好的?|嗯|行|哈+|不好笑|不错|可以|太冷了|ok|lol|haha)*[,.!~ ]*"
    r"(?:再(?:来|给|整|讲|说|写|画|起|取|编|搞)?(?:我)?(?:[一两三几0-9])?(?:个|张|条|句|段|首|份|下|组)?|再来"
    r"|换(?:一)?(?:个|张|条|句|种|首|批)?|继续|接着(?:讲|说|来)?|下一个|另一个|another(?: one)?|one more|again|more|next(?: one)?)"
    r"(?:呗|吧|嘛|啊|呀|哈|please|pls)?[!~.?… ]*"
)
_OTHERS_TALE = re.compile(
    r"故事|道理|名字|文案|原理|历史|知识|意思|区别|视频|电影|真相|来历|做法|歌|句|实话|真的$"
)
# What asks for our view of something of theirs, whatever thing that is: "锐评一下我的头像" wants no picture.
_OPINION = re.compile(
    r"^(?:你?(?:给我)?(?:锐评|点评)|给(?:我|俺|咱)[^,，]{0,12}打个?分|评价(?:一下|下)?(?:我|咱|俺))|你(?:怎么看|咋看|觉得呢|说呢|什么看法)[?!~。 ]*$|^rate my\b"
)
_NUMBER = r"[(]*-?\d[\d.,]*%?[)]*"
_SUM = re.compile(
    r"(?:请问|请|帮我|给我|帮忙)*(?:算(?:一下|下|算)?|计算|what'?s|what is|calculate|compute)?[:: ]*"
    rf"(?P<sum>{_NUMBER}(?:\s*(?:[-+*/×÷^x]|乘以?|加上?|减去?|除以)\s*{_NUMBER})+)"
    r"\s*(?P<ask>(?:=|等于|是|得|\?|几|多少|啊|呀|呢|嘛|\s)*)"
)
_SURE_SIGN = re.compile(r"[+*×÷^x乘加减除]")
_HOMEWORK = re.compile(
    r"选 ?[a-d] ?(?:还是|定|or|或者) ?选? ?[a-d]|写(?:出|下)?(?:解题)?过程|写步骤|show (?:your |my |the )?work|(?:write|do|finish) my (?:\w+ )?(?:essay|homework|assignment|worksheet)"
    r"|(?:作业|练习册|卷子).{0,10}(?:第.{1,3}题|(?<!问)答案|怎么[写做]|咋[写做]|不会[写做])|(?:帮|替|给)我.{0,5}[写做].{0,8}(?:作业|作文|读后感|观后感|论文)|老师(?:布置|留|让(?:我们|俺们)?写)"
)
_TRANSLATE = re.compile(
    r"翻译?成|译成|翻译(?:一下|下)?(?:这|下面|[:：])|用.{1,5}[语文](?:怎么|咋|点)[说讲写]|[英日韩法德俄泰粤][语文](?:怎么|咋|点)[说讲写念]"
    r"|\btranslate\b.{0,80}\b(?:in)?to\b|\bhow (?:do|would) (?:you|i) say\b.{1,60}\bin \w+"
)
# A wish for names or captions, in English, where the linear model knows few.
_NAMES = re.compile(
    r"^(?:please |can you |could you |hey |ok |now )*(?:give|suggest|need|i need|think of|come up with|write|find|any|(?:two|three|four|five|six|a|some|a few|\d)(?= ))\b.{0,30}"
    r"\b(?:names?|nicknames?|captions?|slogans?|usernames?|taglines?|bios?) (?:for|about|to)\b"
    r"|(?:给|帮|替).{0,16}(?:起|取|想)(?!了|得|过|完).{0,4}名(?!人|次|单|牌|校|片|气|字?了|字?叫(?!什么|啥|的))"
)
_BARE = re.compile(
    r"(?:求|给我|帮我|麻烦|再|能不能|可以)*推荐(?:一下|一波|点|些|几个)?(?:给我)?(?:吗|吧|呗|嘛|呀|啊)*[?!~. ]*"
)
_JOKE_ON = re.compile(
    r"(?:快|请|给我|给咱|再|来|你)*(?:讲|说|整|来|编|换)(?:一)?[个段条]关于.{1,14}(?:的.{0,24})?"
    r"|(?:快|请|给我|给咱|再)*(?:讲|说)(?:一)?[个段].{1,12}的(?:段子|笑话|乐子)?(?:呗|吧|嘛|听听)?(?:[ ,，。!]?.{0,14})?"
    r"|tell (?:me|us) (?:one|something funny) (?:about|on) .{1,60}|.{0,12}逗我(?:笑|开心|乐).{0,12}"
)
_JOKE = re.compile(
    r"(?:快|请|给我|再|来|你)*(?:讲|说|来)(?:一)?[个段条](?:冷|烂|谐音|好笑的)?(?:笑话|段子|谐音梗)(?:呗|吧|嘛|听听|来听听|给我听)?[!~.? ]*|tell me a joke[!.? ]*"
)
# A small game that is played at once: "帮我抛个硬币" is no gambling.
_GAME = re.compile(
    r"(?:^|[ ,，。])(?:来|快|给我|帮我|替我|陪我|咱们?|我们|你|再)*(?:(?:抛|扔|掷|摇|投)(?:一?[个下枚次])?(?:硬币|骰子|色子)|(?:学|来)(?:一?[个声下])?[猫狗]叫|喵一?[个声]|玩?(?:石头剪刀布|剪刀石头布)|(?:玩|来)?(?:个|局)?(?:成语)?接龙"
    r"|用[一二两三四五]个?[字词](?:来)?形容(?:一下)?我|(?:说|念)?(?:一?[个段])?绕口令)(?:听听|来听|看看)?[吧呗呀啊嘛!~。 ]*$|^(?:please |can you )?(?:flip a coin|roll a dice?|rock,? paper,? scissors)(?: for me)?[!. ]*$"
)


def sure_control(text: str) -> str | None:
    """Which of CONTROLS the whole comment wishes ("mute", "forget", "undo", "recall"), or None. Only this makes a
    decision control; `text` is without our handle."""
    if len(text) > 200:
        return None
    plain = normal(text.replace("@我", "艾特我"))
    return wish_about_us(plain) or oblique(plain)


def rule(text: str, turns: Sequence[Turn] = (), attachments: int = 0) -> tuple[str, str] | None:
    """(label, name of the rule) where the structure alone is certain."""
    plain = normal(text)
    if not plain.strip(" .,!?~。，！？"):
        return ("interpret", "attachment") if attachments else ("chat", "empty")
    if sure_control(text):
        return "control", "control"
    own = last_own(turns)
    if own is not None and own.skill in SKILLS and len(plain) <= 16 and _AGAIN.fullmatch(plain):
        return own.skill, "again"
    if own is not None and own.skill == "write" and not attachments and (alters(text) or picks(text)):
        return "write", "follow"
    homework = FAMILIES["homework"].search(plain) is not None
    if _BARE.fullmatch(plain):
        return "recommend", "bare"  # what of, is asked back
    if not homework and _OPINION.search(plain):
        return "chat", "opinion"
    if _GAME.search(plain):
        return "chat", "game"
    if _bare_sum(text):
        return "answer", "sum"
    if "```" in text:
        return ("tutor" if homework else "answer"), "code"
    if about_moment(text) and not homework:
        return "interpret", "moment"
    if _JOKE.fullmatch(plain) or (_JOKE_ON.fullmatch(plain) and not _OTHERS_TALE.search(plain)):
        return "joke", "joke"
    if not homework and _NAMES.search(plain) and not named(plain):
        return "write", "names"
    translate = _TRANSLATE.search(plain) is not None
    if translate and not homework and not re.search(r"文案|帮我写|write", plain):
        return "translate", "translate"
    if _HOMEWORK.search(plain) and not translate and not re.search(r"笑话|段子|joke|哈哈|终于|写完了", plain):
        return "tutor", "homework"
    if own is not None and own.skill == "answer" and not homework and not attachments and leans(text):
        return "answer", "follow"
    return None


def _bare_sum(text: str) -> bool:
    """A calculation and nothing else. A score (3-0), a rating (10/10) or a number with dashes is none unless asked."""
    if len(text) > 120:
        return False
    hit = _SUM.fullmatch(unicodedata.normalize("NFKC", text).casefold().strip())
    return hit is not None and bool(_SURE_SIGN.search(hit["sum"]) or hit["ask"].strip())
