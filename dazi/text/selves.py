"""What a member asks about themselves, or wants forgotten of themselves; knows no memory."""

from __future__ import annotations

import re

from dazi.text.beasts import HAN, LATIN
from dazi.text.dialects import standard
from dazi.text.late import late
from dazi.text.normalise import fold, has_cjk
from dazi.text.told_zh import CHILD, WISH
from dazi.text.when import WHEN, WHEN_EN

_HEAD = late(
    r"^(?:那|诶|欸|哎|嘿|话说|对了|考考你|小搭|请问|快说|说说|猜猜|猜一?下|来|你(?=还|记|知|说|猜|能)|(?:还|能|是不是)?记得(?:住)?|记不记得|还?知不知道|(?:还)?(?:知道|晓得)|告诉我|能说出|再|我跟你说过|我说过|,|，| |:|：)+"
)
_TAIL = late(
    r"(?:来着|来的|哦|噢|喔|呢|呀|啦|啊|吗|(?<!干)嘛|么(?<!什么)|吧|哈|你(?:还)?(?:记得|知道)?(?:吗|不)?|(?:还)?(?:记得|知道|记不记得)|记得|了|不|没有?|还|,|，|\?|？|!|！|~|。| )+$"
)
_CUE = late(
    r"(?:你|还|^)(?:都|还|能|是不是)?(?:记得|记不记得|记没记住|记住)|来着|考考你|跟你说过|我说过|告诉过你|do you (?:still )?(?:remember|know)|remind me|\bagain\b|i told you"
)
_WH = r"(?:什么|啥|谁|哪)"
_WHERE = (
    r"(?:哪(?:儿|里|边|个城市|座城市|个地方|个国家|所大学|所学校|个学校|家公司)?|什么地方|啥地方|什么学校)"
)
_WHEN_Q = r"(?:什么时候|啥时候|哪天|哪一天|几号|几月几[号日]|多会儿|周几|星期几)"
_TASTE = r"(?:喜不喜欢|爱不爱|喜欢|爱|讨不讨厌|讨厌|怕不怕|怕)(?:吃|喝|看|听|玩)?"
_NOT_YOU = late(
    r"[你您]|怎么|咋|为什么|为啥|如何|该|应该|才能|要不要|是不是|有没有必要|能不能|可不可以|推荐|帮|给我|教|建议|觉得|适合|好不好|对不对|行不行"
)
_OLD = r"(?:多大(?:岁数|年纪|年龄)?|几岁|多少岁|几个月(?:大)?)"
_CALLED = r"(?:的)?(?:小名|大名|名字|乳名)?(?:是)?(?:叫|取名)?(?:什么|啥)(?:名字|名儿?)?"
# (kind, sure, pattern): what is asked, and whether only the memory can be meant. `a` narrows where a kind has many.
_ZH: tuple[tuple[str, bool, str], ...] = (
    ("name", True, r"我(?:现在|的名字|的?昵称|的?大名|的?小名|的?网名|的?外号|的?英文名)?(?:是)?(?:叫|姓)(?:什么|啥)(?:名字|名)?|我是谁|(?:你|该|应该|要)*(?:怎么|咋)(?:称呼|叫|喊)我|(?:大家|别人|该|都|你|应该|平时)*(?:叫|喊|称呼)我(?:什么|啥)|我(?:的)?(?:名字|昵称|外号|网名)(?:是)?(?:什么|啥)?"),
    ("child.age", True, rf"我(?:家)?的?(?:那|那个|那俩|这个)?(?P<a>{CHILD})(?:今年|现在|都|有)*{_OLD}"),
    ("child.age", False, rf"(?P<a>{CHILD})(?:今年|现在|都|有)*{_OLD}"), ("child.name", False, rf"(?P<a>{CHILD}){_CALLED}"), ("child.school", False, rf"(?P<a>{CHILD})(?:现在|今年)?(?:在)?(?:上|读|念)?几年级"),
    ("child.allergy", True, rf"我(?:家)?的?(?P<a>{CHILD})(?:是)?(?:对|吃)(?:什么|啥)(?:会)?过敏"),
    ("child.school", True, rf"我(?:家)?的?(?P<a>{CHILD})(?:现在|今年)?(?:在)?(?:上|读|念)?(?:几年级|高几|初几|大几|什么班|{_WHERE})(?:上学|念书|读书|念大学|上大学)?"),
    ("child.name", True, rf"我(?:家)?的?(?:那|那个|这个)?(?P<a>{CHILD}){_CALLED}"),
    ("child.", True, rf"我(?:有没有|有)(?:几个)?(?P<a>{CHILD})"),
    ("pet", True, r"我(?:家|店里|的|养的|现在|家里)*(?:那只|那条|那|这只)?(?P<a>[\u4e00-\u9fff]{1,5}?)(?:们)?(?:的名字|名字)?(?:都|分别|各|是)*叫(?:什么|啥)(?:名字|名儿?)?"),
    ("pet", True, rf"我(?:家|的|养的|家里)*(?:那[只条]|这[只条]|[两俩三]只?|那)?(?P<a>{HAN}|宠物|毛孩子|主子)(?:们)?(?:的)?(?:名字|大名)?(?:都|是|分别)*(?:叫)?(?:什么|啥)?(?:名字|名儿?)?"),
    ("pet", True, rf"我(?:家|的)?(?P<b>[\u4e00-\u9fff]{{1,4}})是(?:什么|啥|哪种)(?:品种|动物|宠物|{HAN})(?:的)?"),
    ("pet", True, rf"我(?:家|家里|店里)?(?:现在|是不是|都|还)*(?:有没有|有|养没养|养)(?:了|着)?(?:什么|啥|几只|哪种|哪些)?(?:宠物|小动物|动物|(?P<c>{HAN}))"),
    ("pet", True, rf"我(?:家|家里)?(?:都|还)?养(?:了|着|的是?)(?:什么|啥|些什么)(?P<a>{HAN})?"),
    ("pet", True, rf"我(?:家|的)?(?:那只|那条)?(?P<a>{HAN})(?:今年)?(?:是)?(?:多大|几岁|什么颜色)"),
    ("pet", True, rf"我(?:家|的|养的)*(?:那[只条])?(?P<a>{HAN})(?:是|属于)?(?:什么|啥|哪个|哪种)(?:品种|种类|种)?(?:的)?"), ("pet", False, rf"我(?:现在|还|都|是不是|在)*养(?:着|了)?(?P<a>{HAN})"),
    ("birthday", True, rf"我(?:的)?生日(?:是)?(?:在)?{_WHEN_Q}?|我{_WHEN_Q}(?:过)?生日"),
    ("age", True, rf"我(?:今年|现在)?{_OLD}"),
    ("allergy", True, r"我(?:会|是不是|是)?对(?:什么|啥|哪些)(?:东西|食物|药物?)?过敏|我(?:有)?(?:什么|啥|哪些)过敏|我(?:吃|碰|喝)(?:什么|啥)(?:东西)?(?:会|就|要)*过敏|我(?:的)?过敏[源原](?:是)?(?:什么|啥)?"),
    ("allergy", True, r"我(?:对|有|吃)?(?:什么|啥|哪些|哪种|哪个)(?:药物?|东西|食物|水果)?(?:不能|不可以|碰不得|会过敏|过敏)(?:用|吃|碰|打)?|我(?:是)?对(?:什么|啥|哪种|哪些)[\u4e00-\u9fff]{1,3}过敏"),
    ("eats", True, r"我(?:最)?(?:不能|不吃|不喝|不爱吃|忌口|吃不了|喝不了|不碰)(?:吃|喝|碰)?(?:什么|啥|哪些|哪种)(?:水果|东西|菜|肉|食物|饮料|海鲜)?(?:的)?|我(?:最)?(?:有)?(?:什么|啥|哪些)?(?:东西)?(?:不能|不吃|不喝|不爱|忌口|吃不了|喝不了|不碰)(?:吃|喝|碰)?(?:的)?(?:是)?(?:什么|啥)(?:东西)?|我(?:有)?(?:什么|啥|哪些)(?:东西)?(?:不能|不吃|不喝|不爱吃|忌口|吃不了|喝不了)(?:吃|喝|碰)?|我(?:的)?忌口(?:是)?(?:什么|啥)?"),
    ("eats", False, r"我(?:还|现在|到底|平时|为什么|为啥|怎么)*(?:能不能|可不可以|可以|能|会不会|是不是|不能|不可以)?(?:吃不吃得了?|喝不喝得了?|吃不吃|喝不喝|碰不碰|吃得了?|喝得了?|吃|喝|碰|养|对)(?P<a>(?!什么|啥|不|得)[\u4e00-\u9fffA-Za-z]{1,8}?)(?:过敏)?"),
    ("taste", False, rf"我(?:是不是|还|现在|到底|平时|很|最|挺)*{_TASTE}(?P<a>(?:(?!什么|啥|谁|哪|你)[\u4e00-\u9fffA-Za-z ]){{1,10}}?)"),
    ("dislike", True, rf"我(?:最)?(?:不喜欢|讨厌|烦|害怕|怕)(?:吃|喝|看|听|玩)?(?:的)?(?:是)?{_WH}(?:[\u4e00-\u9fff]{{0,3}})"),
    ("like", True, rf"我(?P<b>周末|平时|没事|最近)?(?:最)?(?:喜欢|爱|好|迷上了?|沉迷)(?:吃|喝|看|听|玩|打|干|做)?(?:的)?(?P<a>[\u4e00-\u9fff]{{0,3}}?)(?:是)?(?:{_WH}|哪里的?|哪儿的?|哪种|哪类|哪个)(?:[\u4e00-\u9fff]{{0,3}})|我(?:的|有)?(?:什么|啥|哪些)?(?:爱好|口味|兴趣)(?:是)?(?:什么|啥)?"),
    ("from", True, rf"我(?:的)?老家(?:是|在)*{_WHERE}(?:的|人)?|我(?:是)?哪(?:儿|里)的?人"),
    ("home", True, rf"我(?:是|现在|家|目前)*(?:住|在|家在|老家在|老家是)(?:在)?{_WHERE}(?:住)?|我(?:家|老家)?(?:是)?哪(?:儿|里)?(?:的|人|的人)"),
    ("before", True, r"我(?:以前|之前|退休之?前|退休以前|原来|从前|年轻时|年轻的时候|带娃前|生娃前)(?:都|是|在|就)*(?:做|干)(?:什么|啥|嘛)(?:工作|的|职业|行业|活)*"),
    ("before", False, rf"我(?:以前|之前|退休之?前|退休以前|原来|从前|年轻时)(?:是)?(?:在)?(?:{_WHERE}|做什么|干什么|做啥|干啥|干嘛)(?:上班|工作|干活|的)*"),
    ("job", True, rf"我(?:现在|是|目前)*(?:做|干)(?:什么|啥|嘛)(?:工作|的|职业|行业|活)*|我(?:的)?(?:工作|职业|本职)(?:是)?(?:什么|啥|干嘛的)?|我(?:平时|现在)?(?:靠|以)(?:什么|啥)(?:吃饭|养家|谋生|为生|糊口)的?|我(?:是)?(?:做|干)(?:什么|啥|哪)(?:一)?(?:行|个行业|工作|活)(?:的)?|我(?:现在|是)*在(?:哪|哪儿|哪里|什么地方)(?:做|开|当|跑|卖|酿|种|教|写|养)[\u4e00-\u9fff]{1,4}的?|我(?:现在|是|目前)*(?:在)?{_WHERE}(?:上班|工作|干活|跑单|开车|打工|教书|当[\u4e00-\u9fff]{{1,3}})的?|我(?:是)?(?:教|卖|开|修|送|跑|种|养|酿|写|画|唱|演|管|做)(?:什么|啥|哪)(?:店|课|车|学科|科目)?(?:的)?"),
    ("plays", True, r"我(?:最近|现在|正)*(?:在)?(?:学|练)(?:什么|啥|哪种)(?:乐器|语言|外语|运动|东西|手艺|琴)"),
    ("school", True, rf"我(?:现在|是|目前)*(?:在)?{_WHERE}(?:上学|读书|念书|读研|读博|留学|上的?大学|念的?大学|读的?大学)|我(?:是|大学)?(?:学|读|念)(?:的)?(?:是)?(?:什么|啥|哪个)(?:专业)?(?:的)?|我(?:的)?专业(?:是)?(?:什么|啥)?"),
    ("plan", True, rf"(?P<b>{WHEN}|最近|这几天|这两天)我?(?:有没有|有|都有)?(?:什么|啥)(?:事儿?|安排|计划|行程|活动)"),
    ("gag", True, r"我们俩?(?:之间)?(?:都)?(?:有|的)(?:过)?(?:什么|啥|哪些|几个)?(?:老)?梗(?:是)?(?:什么|啥|哪些)?"),
    ("plan", True, rf"我(?P<a>{WHEN}|最近)?(?:有没有|有|的)?(?:什么|啥)?(?:安排|计划|行程)(?:是)?(?:什么|啥)?|我(?P<b>{WHEN})(?:早上|上午|下午|晚上)?(?:有)?(?:什么|啥)(?:事儿?|活动)"),
    ("plan", False, rf"(?P<b>{WHEN})?我(?P<a>{WHEN}(?:早上|上午|下午|晚上)?|最近)?(?:是)?(?:要|打算|准备|会|得|在)*(?:去|参加|干|做|考|忙|回|飞|准备|有)(?:什么|啥|哪|嘛)(?:儿|里)?(?:考试|比赛|活动|事儿?)?"),
    ("plan", False, rf"我(?:是)?(?:要)?{_WHEN_Q}(?:要|去|有)?(?P<a>(?!才|能)[\u4e00-\u9fff]{{1,6}})|我(?:的)?(?P<b>[\u4e00-\u9fff]{{2,6}}?)(?:是|在|定在|要)?{_WHEN_Q}"),
    ("plan", False, rf"我?(?P<a>{WHEN}|最近|这几天)(?:我)?(?:早上|上午|下午|晚上)?(?:是|要|打算|准备|会|得|在|想|有)*(?:去|到|干|做|考|忙|回|飞|准备|有|跑|看|参加|带[\u4e00-\u9fff]{{1,3}}|陪[\u4e00-\u9fff]{{1,3}})*(?:什么|啥|哪(?:儿|里|个[\u4e00-\u9fff]{{2,4}})?|嘛|干嘛)(?:地方|考试|比赛|活动|事儿?|马拉松|演出|城市)?(?:玩|度假|旅游|旅行|出差|逛|吃饭|看[\u4e00-\u9fff]{{1,3}})?(?:的)?"),
)  # fmt: skip
_EN: tuple[tuple[str, bool, str], ...] = (
    ("name", True, r"what(?:'s|s| is| was) my (?:name|nickname)|who am i|my (?:name|nickname)|what (?:do|should|did i tell) (?:you|people|they|everyone)(?: to)? call me|what do i go by"),
    ("child.name", True, r"what(?:'s|s| is) my (?P<a>daughter|son|kid|baby|boy|girl)(?:'s name| called| named)"),
    ("child.age", True, r"how old(?:'s| is) my (?P<a>daughter|son|kid|baby|boy|girl)"),
    ("pet", True, rf"what(?:'s| is| are)? (?:the )?(?:breed|kind|type|sort)s? (?:of \w+ )?(?:is|are) my (?P<g>{LATIN})|what (?:breed|kind|type|sort) (?:of \w+ )?(?:is|are) my (?P<h>{LATIN})|what(?:'s|s| is) my (?P<i>{LATIN})(?:'s)? (?:name|breed)|who(?:'s| is) my (?P<j>{LATIN})"),
    ("pet", True, rf"what(?:'s|s| is) my (?P<a>pet|{LATIN})(?:'s name| called| named)|what are my (?P<e>pets|{LATIN}) (?:called|named)|what are the names of my (?P<f>pets|{LATIN})|what(?:'s| is) the name of my (?P<b>pet|{LATIN})|what (?:kind|breed|type|sort) of (?P<c>pet|{LATIN}) do i have|what pets? do i have|do i have (?:any |an? )?(?P<d>pets?|{LATIN})"),
    ("birthday", True, r"when(?:'s|s| is) my birthday|my birthday|when was i born|what day is my birthday"),
    ("age", True, r"how old am i"),
    ("allergy", True, r"what (?:am i|i'm) allergic to|what are my allergies|am i allergic to (?:anything|something)|do i have (?:any )?allergies"),
    ("eats", True, r"what (?:can'?t|don'?t|won'?t) i (?:eat|drink)|what food do i (?:hate|avoid)"),
    ("eats", False, r"(?:can|could|am) i (?:eat|have|drink|allergic to) (?P<a>[a-z ]{3,20})"),
    ("dislike", True, r"what do i (?:hate|dislike|not like|despise)(?: \w+){0,3}|what don'?t i like(?: \w+){0,3}|what can'?t i stand"),
    ("like", True, r"what do i (?:really )?(?:like|love|enjoy)(?: (?:to )?\w+){0,2}|what(?:'s|s| is| are) my (?:favou?rite (?P<a>[a-z ]{3,16})|hobb(?:y|ies))|what am i into"),
    ("plays", False, r"what (?:instrument )?(?:do i play|am i learning)"),
    ("home", True, r"where (?:do|did i say) i live|where am i (?:from|based|living)|(?:what|which) (?:city|town|country) (?:do|am) i (?:live )?in|where do i live"),
    ("job", True, r"what do i do(?: for (?:work|a living))?|what(?:'s|s| is) my job|where do i work|what do i teach|what(?:'s| is) my profession"),
    ("school", True, r"(?:what|where) do i study|what(?:'s|s| is) my major|what am i studying"),
    ("plan", False, r"when(?:'s|s| is| do i have| are| am i)(?: my| the)? (?P<a>[a-z ]{3,24})"),
    ("taste", False, r"(?:do|did) i (?:even |really |actually )?(?:like|love|hate|enjoy|eat|drink) (?P<a>[a-z' ]{3,24})"),
    ("before", False, r"what did i (?:use to do|do before)(?: .{3,20})?"),
    ("plan", True, rf"what (?:have i got|have i|do i have|am i up to)(?: on| planned| coming up)?(?: (?P<c>(?:this |next |on )?[a-z]+day|{WHEN_EN}))?"),
    ("plan", True, rf"what(?:'s|s| are| is) my plans?(?: for)?(?: (?P<a>{WHEN_EN}))?|what (?:do i have|am i doing)(?: on| coming up| planned)?(?: (?P<b>{WHEN_EN}))?"),
    ("plan", False, rf"where (?:am i|are we) (?P<a>going|flying|moving|travell?ing|off)(?: to)?(?: {WHEN_EN})?"),
)  # fmt: skip
_WONDERING = late(
    r"什么|啥|谁|哪|几|多[大少]|怎么[称叫喊]|[?？]$|[吗么嘛没不]$|来着|记得|有没有|([\u4e00-\u9fff])不\1"
)
_WONDERING_EN = late(
    r"^(?:so |and |hey |ok |remind me )?(?:what|who|where|when|which|how (?:old|many|long)|do i|did i|am i|can i|have i|remember)\b|\?$"
)
_ASKED = tuple((kind, sure, late(pattern), has_cjk(pattern)) for kind, sure, pattern in (*_ZH, *_EN))
_EN_HEAD = late(
    r"^(?:so|hey|ok|okay|and|quick one|quick|pop quiz|dazi|do you (?:still )?(?:remember|know)|can you (?:tell me|remember)|remind me|tell me|guess|i told you|[,:. ])+"
)
_EN_TAIL = late(
    r"(?:\b(?:again|now|already|dazi|please|btw|then|do you (?:remember|know)|remember)\b|[?!.,: ])+$"
)
_OF_ME = late(r"(?:我的|我家的?|我那?|my )(?P<what>[^,，。?？!！]{1,16})")
_NOTHING = late(r"^(?:我|吗|是谁|谁|的|什么|啥|这个人|说过|说的|哪些事|多少|name)*$")
_ABOUT = late(
    r"(?:(?:那|请|麻烦|你|帮我|小搭|快|把|就|,|，| )*)(?:忘了|忘掉|忘记|别(?:再)?记(?:着|住)?|不要(?:再)?记(?:着|住)?|删掉|删了|划掉|抹掉)(?:吧)?"
    r"(?:关于)?我(?:说的|说过的)?(?P<what>(?!这个人|的一切|的所有|的全部|的事$|$)[^,，。!！?？]{2,24}?)(?:这件事情?|这事儿?|的事儿?|那件事|这回事|这一条|这条|的事情|这个事)(?:吧|啦|了|好吗|行吗|可以吗|,|，|!|！|。|~| )*"
    r"|(?:(?:那|请|麻烦|你|帮我|小搭| )*)(?:把)?我(?P<so>(?!的一切|的所有)[^,，。!！?？]{2,24}?)(?:这件事|这事儿?|的事儿?|那件事)(?:给我|就)?(?:忘了|忘掉|忘记|别记了?|删掉|删了|划掉|抹掉)(?:吧|啦|好吗|!|！|。|~| )*"
    r"|(?:(?:那|请|麻烦|你|帮我|小搭|快|就|,|，| )*)(?:忘了|忘掉|忘记|删掉|删了|划掉|抹掉)(?P<gag>(?:我们俩?|咱们?俩?)的?(?:那个|这个|老)*梗|[^我,，。!！?？]{2,18}?(?:这个|那个|的)老?梗)(?:吧|啦|好吗|!|！|。|~| )*"
    r"|(?:please |can you |could you |just )*(?:forget|drop|delete) (?:about )?(?P<joke>our (?:running )?jokes?|(?:the|our|that) [^.?!]{2,40}? (?:joke|gag|nickname|bet))(?: please)?[.! ]*"
    r"|(?:please |can you |could you |just )*forget (?:that |about |the fact that )?(?:i (?:said )?|i'm |i've |my )(?!said|just|told)(?P<en>[^.?!]{2,40}?)(?: please)?[.! ]*"
)
_JUST = late(
    r"(?:刚才|刚刚|上面|前面)?(?:我)?(?:说的)?(?:那个|这个|这条|这句|这事|那句|那条|刚才的|刚说的)?(?:你)?(?:就)?(?:别|不要|不用|甭)(?:再)?记(?:着|住|下来?|了)?(?:这个|这条|这句|这事儿?|那个|那句|刚才的|刚说的|刚才那[个句条]|刚才说的)?(?:啊|哈|了|吧|哦|,|，|!|！|。|~| )*"
    r"|(?:刚才|刚刚|上面|前面)(?:那句|那条|的|说的|那个)?(?:就)?(?:当我没说|忘了吧|忘掉)(?:吧|,|，|!|！|。|~| )*|(?:就)?当我没说(?:过)?(?:吧|哈|啊|!|！|。|~| )*"
    r"|(?:please )?(?:don'?t|do not) (?:remember|keep|save|store|write down) (?:that|this|it|what i (?:just )?said)(?: please)?[.! ]*|(?:please )?forget (?:that i said that|i said that|what i (?:just )?said|that last (?:bit|one|part))[.! ]*"
)


def asked_of_self(text: str) -> tuple[str, str] | None:
    """(kind, about) of a question that only the memory can be meant by: ("pet", "猫") for "我家猫叫什么来着"; else None."""
    found = _asked(text)
    return found[:2] if found and found[2] else None


def perhaps_of_self(text: str) -> tuple[str, str] | None:
    """The same of a question that may also be a general one ("我能喝酒吗"): worth asking the memory first."""
    found = _asked(text)
    return found[:2] if found else None


def _asked(text: str) -> tuple[str, str, bool] | None:
    plain = fold(standard(text))
    if len(plain) > 44 or not (has_cjk(plain) or re.search(r"\b(?:i|my|me)\b", plain)):
        return None
    plain = plain.replace("我们家", "我家")
    cue, han = bool(_CUE.search(plain)), has_cjk(plain)
    core = _TAIL.sub("", _HEAD.sub("", plain)) if han else _EN_TAIL.sub("", _EN_HEAD.sub("", plain))
    if WISH.match(plain):
        return None  # "记住我每周五开会" asks for nothing
    questions = bool(re.search(r"什么|啥|谁|哪|几|多|怎么|咋|[?？吗么嘛没不]|来着", plain)) or cue or not han
    if not questions:
        return None
    for kind, sure, pattern, chinese in _ASKED:
        if chinese == han and (hit := pattern.fullmatch(core)):
            about = next((value for value in hit.groupdict().values() if value), "")
            return kind, about.strip("的"), sure or cue
    if (
        han
        and len(core) <= 18
        and re.match(r"我(?!什么|啥|哪些|的?(?:事|全部|一切))..", core)
        and not _NOT_YOU.search(core)
    ):
        return "near", core, False
    if cue and han and (of := _OF_ME.search(core)) and not _NOTHING.match(of["what"]):
        return "any", of["what"], True
    return None


def wonders_of_self(text: str) -> bool:
    """Whether a comment may be a question about oneself at all, in whatever words."""
    plain = fold(standard(text))
    if len(plain) > (30 if has_cjk(plain) else 60):
        return False
    if re.search(
        r"(?:记得|知道|了解)(?:得|住)?我(?!的?[\u4e00-\u9fff]{2})|(?:记得|知道)我(?:什么|啥|哪些|多少)|(?:remember|know|recall) (?:about |of )?me\b",
        plain,
    ):
        return False  # that is a wish to hear all of it
    if has_cjk(plain):
        return "我" in plain and bool(_WONDERING.search(plain))
    return bool(re.search(r"\b(?:i|my|me)\b", plain)) and bool(_WONDERING_EN.search(plain))


def forgets_of_self(text: str) -> str | None:
    """What of themselves somebody wants forgotten: "养猫" of "忘了我养猫这件事"; None: it is no such wish."""
    plain = fold(standard(text))
    if len(plain) > 60:
        return None
    # "别再提工作，忘了我卖底料这件事": the wish may stand behind what leads to it.
    hit = _ABOUT.fullmatch(plain) or next(
        (hit for part in re.split(r"[，,。;；]\s*", plain)[1:] if (hit := _ABOUT.fullmatch(part))), None
    )
    if hit is None:
        return None
    return next((value.strip() for value in hit.groupdict().values() if value), None)


def forgets_just(text: str) -> bool:
    """Whether somebody wants what they said last not to be kept: "别记这个"."""
    plain = fold(text)
    return len(plain) <= 40 and _JUST.fullmatch(plain) is not None
