"""What a member asks about themselves, or wants forgotten of themselves; full matches only, knows no memory."""

from __future__ import annotations

import re

from dazi.text.normalise import fold

_HEAD = r"(?:那|诶|欸|哎|话说|对了|考考你|还|小搭|你|还?记得|还?知道|记不记得|说说|猜猜|来|,|，| )*"
_TAIL = r"(?:来着|呢|呀|啊|吗|嘛|么|吧|你|还?记得|知道|了|不|没|还|,|，|\?|？|!|！|~| )*"
# (kind, about) by what is asked; `about` narrows where a kind has many.
_ASKED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"{_HEAD}(?:{pattern}){_TAIL}" if "我" in pattern else rf"(?:so |hey |and |do you remember |do you know |remind me |tell me |guess |again |, )*(?:{pattern})(?: again| now)?[?!. ]*"))
    for kind, pattern in (
        ("name", r"我(?:的名字)?(?:是)?(?:叫|姓)(?:什么|啥)(?:名字)?|我是谁|该?(?:怎么|咋)(?:称呼|叫)我|(?:该)?(?:叫|喊)我(?:什么|啥)"),
        ("pet", r"我(?:家|的|养的)?(?:那只|那条)?(?P<a>[\u4e00-\u9fff]{1,4}?)(?:的名字)?(?:是)?叫(?:什么|啥)(?:名字)?|我(?:家)?(?:都)?养了?(?:什么|啥|几只(?:什么)?|哪些)(?:宠物|动物)?|我有(?:什么|啥)宠物"),
        ("birthday", r"我(?:的)?生日(?:是)?(?:什么时候|哪天|几号|几月几号|几月几日|多会儿)|我(?:什么时候|哪天|几号)过?生日"),
        ("plan", r"我(?P<b>[\u4e00-\u9fff]{0,6}?)(?:是)?(?:什么时候|哪天|几号|几月几号)(?:要|去|有)?(?P<a>[\u4e00-\u9fff]{0,8}?)|我(?P<c>下周|周末|国庆|过年|春节|明天|后天|最近|五一|暑假|寒假|下个月)?(?:要|打算|准备|有|是)(?:去)?(?:什么|啥|哪|哪儿|哪里|干嘛|干什么|干啥|做什么)(?:安排|计划|事)?|我(?:有)?(?:什么|啥)(?:安排|计划)"),
        ("like", r"我(?:最)?(?:喜欢|爱)(?:吃|喝|看|听|玩)?(?:的是)?(?:什么|啥|谁|哪个)(?:东西|歌手|菜|水果|运动)?|我(?:的)?(?:爱好|口味)(?:是)?(?:什么|啥)?"),
        ("dislike", r"我(?:最)?(?:不喜欢|不爱|讨厌|不吃|最烦|忌口|不能吃|怕)(?:吃|喝|看|听|玩)?(?:的是)?(?:什么|啥|谁)?(?:东西)?"),
        ("allergy", r"我对(?:什么|啥)过敏|我(?:有)?(?:什么|啥)过敏"),
        ("home", r"我(?:是)?(?:住|在)(?:在)?(?:哪|哪儿|哪里|哪个城市|什么地方)(?:住)?|我(?:家)?(?:是)?(?:在)?(?:哪|哪儿|哪里)(?:的|人)?"),
        ("job", r"我(?:是)?(?:做|干)(?:什么|啥)(?:工作|的|职业)+|我(?:的)?(?:工作|职业)(?:是)?(?:什么|啥|干嘛的)|我(?:在)?(?:哪|哪儿|哪里|什么地方)(?:上班|工作)"),
        ("school", r"我(?:在)?(?:哪|哪儿|哪里|什么地方|哪个学校)(?:上学|读书|念书|读研)"),
        ("age", r"我(?:今年)?(?:多大|几岁|多少岁)"),
        ("child", r"我(?P<a>女儿|儿子|闺女|娃|孩子|宝宝)(?:今年|现在)?(?:多大|几岁|多少岁|几个月)"),
        ("name", r"what(?:'s| is) my name|who am i|what do (?:you|i) (?:call me|go by)"),
        ("pet", r"what(?:'s| is) my (?P<a>[a-z]+)(?:'s name| called)|what(?:'s| is) the name of my (?P<b>[a-z]+)|what pets? do i have"),
        ("birthday", r"when(?:'s| is) my birthday"),
        ("plan", r"when(?:'s| is| do i have)(?: my)? (?P<a>exam|interview|final|driving test|surgery|wedding|job interview|presentation|trip)|what(?:'s| are| is) my plans?|where am i going"),
        ("like", r"what do i (?:like|love)(?: to (?:eat|do|watch))?"),
        ("dislike", r"what do i (?:hate|dislike|not like)|what don'?t i like|what can'?t i stand"),
        ("allergy", r"what am i allergic to"),
        ("home", r"where do i live"),
        ("job", r"what do i do(?: for (?:work|a living))?|what(?:'s| is) my job"),
    )
)  # fmt: skip
_ABOUT = re.compile(
    r"(?:(?:那|请|麻烦|你|帮我|小搭|快|把|就|,|，| )*)(?:忘了|忘掉|忘记|别(?:再)?记(?:着|住)?|不要(?:再)?记(?:着|住)?|删掉|删了|划掉|抹掉)(?:吧)?"
    r"(?:关于)?我(?P<what>(?!这个人|的一切|的所有|的全部|的事$|$)[^,，。!！?？]{2,24}?)(?:这件事|这事儿?|的事儿?|那件事|这回事|这一条|的事情|这个事)(?:吧|啦|了|好吗|行吗|可以吗|,|，|!|！|。|~| )*"
    r"|(?:(?:那|请|麻烦|你|帮我|小搭| )*)(?:把)?我(?P<so>(?!的一切|的所有)[^,，。!！?？]{2,24}?)(?:这件事|这事儿?|的事儿?|那件事)(?:给我)?(?:忘了|忘掉|忘记|删掉|删了|划掉|抹掉)(?:吧|啦|好吗|!|！|。|~| )*"
    r"|(?:please |can you |could you |just )*forget (?:that |about )(?:i |i'm |my )(?P<en>[^.?!]{2,40}?)(?: please)?[.! ]*"
)


def asked_of_self(text: str) -> tuple[str, str] | None:
    """(kind, about) of a question about what the writer once told: ("pet", "猫") for "我家猫叫什么来着"; else None."""
    plain = fold(text)
    if len(plain) > 40:
        return None
    for kind, pattern in _ASKED:
        if hit := pattern.fullmatch(plain):
            about = next((value for value in hit.groupdict().values() if value), "")
            return kind, about.strip("的")
    return None


def forgets_of_self(text: str) -> str | None:
    """What of themselves somebody wants forgotten: "养猫" of "忘了我养猫这件事"; None: it is no such wish."""
    plain = fold(text)
    if len(plain) > 60 or (hit := _ABOUT.fullmatch(plain)) is None:
        return None
    return next((value.strip() for value in hit.groupdict().values() if value), None)
