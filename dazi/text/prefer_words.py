"""The words of wishes for a feed: which way, what mood, how long, and all that is no topic. Data for prefers.py."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


SPLIT = re.compile(
    r"[,，。;；!！?？\n~～…]+|(?:但是?|不过|可是|只是|同时|另外|顺便|然后|而且|并且|再就是|其次)|(?:还有)(?=[就请]?(?:多|少|别|不要|想看|给我))|(?<=[的了点些频类片吧])(?=(?:少|多|别|不要|不想)(?:给我|再|推|来|看|刷|点|整|发))"
    r"|(?<=[^\s])和(?=(?:少|多|别|不要)(?:推|来|给|点))| but | and (?=(?:less|fewer|more|no|stop|don'?t|hide|show)\b)|\.(?=\s|$)| - ",
    re.IGNORECASE,
)
_ME = r"(?:给|帮|让|叫|替)?(?:我|俺|咱|人家)?(?:的)?(?:首页|主页|推荐页?|推荐流|信息流|页面)?(?:里|上)?(?:再|也|都|老|总|一直|天天|尽|净|只|光|就)*(?:给|帮|让)?(?:我)?"
_SHOW = r"(?:推荐|推送|推|刷到|刷|看到|看见|看|来|整|发|放|出现|弄|安排|搞|塞|上|见到|瞧见|冒出来|投喂|喂)"
LESS = _any(
    rf"(?:请|麻烦|拜托|求求?你?们?|能不能|可不可以|可以)?(?:别|不要|甭|不许|不准|莫|勿|请勿|不用|不必|停止|禁止|拒绝|杜绝){_ME}{_SHOW}?(?:给我|我)?(?:了)?(?:那么多|这么多|太多)?",
    rf"(?:能不能|可不可以|可以|请|麻烦)?(?:少|减少|少一?点儿?|少来){_ME}(?:{_SHOW}|点|些|一点|一些)*(?:给我)?(?:点|些|一点|一些|几条)?",
    rf"(?:实在|真的|已经|一点都|一点也|压根|再也|根本|暂时|现在|也|都|最近)*(?:不|没)(?:太|怎么|大|咋|是很)?(?:想|爱|愿意?|乐意|喜欢|高兴|需要|敢|要)(?:再)?(?:{_SHOW}|到)*(?:了)?",
    r"(?:看|刷)(?:腻|够|烦|吐|厌|怕|累)(?:歪)?(?:了|味)?|(?:都|已经|早就)*腻(?:歪)?了?|受够了?|烦死了?|(?:好|太|很|真)烦(?:人|了)?|审美疲劳",
    r"(?:不|没(?:有|啥|什么)?)(?:感)?兴趣|无感|屏蔽|拉黑|过滤(?:掉)?|去掉|踢掉|删掉|免了|(?:就)?算了|省省|退退退|远离|消失|滚(?:粗|开)?|不约|打咩",
    r"(?:太多|过多|有点多|泛滥|扎堆|满屏|刷屏)(?:了|啦)?|(?:讨厌|反感|受不了|害怕|怕看?)(?:看|刷)?",
    r"(?<=[想要看点来])(?:不|没)(?=(?:带货|恐怖|吓人|血腥|吵|说教|卖惨|广告))",
    r"\b(?:(?:please |pls |can you |could you |i want |i'd like )?(?:stop|quit) (?:showing|recommending|giving|sending|pushing|feeding)(?: me)?(?: so (?:many|much))?|no more|less|fewer|(?:don'?t|do not|never)(?: want to| wanna)? (?:show|see|recommend|give|send|push|need|care (?:for|about)|like|want)(?: me)?(?: any(?: more)?| so many)?|not (?:interested in|into|a fan of|in the mood for)|(?:i'?m |so |really )*(?:tired|sick|bored|done|fed up) (?:of|with)(?: (?:seeing|watching))?|hide|mute|block|enough(?: (?:of|with))?|too (?:many|much)|cut (?:down|back)(?: on)?|(?:had|seen) enough(?: of)?|can'?t stand|hate|skip|without|drop the|lose the)\b",
)
NOT_LESS = _any(
    r"(?:还)?(?:没|看不|刷不|永远看不|百看不)(?:有)?(?:看|刷)?(?:够|腻|厌)",
    r"(?:别|不要)(?:少|停|断)",
    r"\bcan'?t get enough(?: of)?\b",
    r"\bnever (?:tired|bored) of\b",
    r"\bdon'?t (?:stop|hide)(?: showing(?: me)?)?\b",
)
ONLY = _any(
    r"(?:就|只)(?:想|要|爱|给我|推|来|喜欢)(?:看|推|刷|来|要)?(?:点)?(?:给我)?",
    r"\b(?:only|nothing but|just) (?:show me|want|give me|recommend)\b",
    r"\bnothing but\b",
)
MORE = _any(
    rf"(?:请|麻烦|拜托|求求?你?们?|能不能|可不可以|可以|希望|想要?)?(?:再)?多{_ME}(?:{_SHOW}|点|些|一点|一些|几条|几个)+(?:给我)?(?:点|些|一点|一些|几条|几个)?",
    rf"(?:请|麻烦|拜托|能不能|可不可以|可以)?(?:给|帮|替)(?:我)(?:多)?(?:{_SHOW})(?:点|些|一点|一些|几个|几条)?",
    r"(?:我|好|超|特别|最|就|还|也|现在|真的|一直|天天|挺|贼)*(?:想|要|爱|喜欢|迷上|沉迷)(?:再)?(?:多)?(?:看到|看看|看|刷到|刷|追|学习?|了解)(?:点|些|一点|一些|一下)?",
    r"(?:我|最近|现在|好|超|特别|就)*(?:想要|想来|求|求推荐?|蹲|跪求|安排|来|上|整|搞|换|要|推荐|推)(?:点|些|一点|一些|几个|几条|波|一波|批)",
    r"^(?:推|来|给|换|整)(?=[短长轻搞治温解])",
    r"(?:推荐|安排|求推荐|求|多多|多来|多些|多点|来点儿?|来些|再来)(?:一下|上)?|(?:越多越好|管够|多多益善|可以多|不嫌多|感兴趣|有兴趣|入坑|种草)(?:的)?|多(?=[\u4e00-\u9fff]{1,8}(?:少|别)|$)|的?多(?:来|推|给)",
    r"\b(?:(?:can|could|may) (?:i|you|we) (?:get|have|see|show|recommend|give|send)(?: me)?(?: (?:some|more|a few))?|(?:please |pls )?(?:show|give|recommend|send|feed|get|push|suggest)(?: me)?(?: (?:some|more|a few|something|anything))*|(?:i'?d |i would |i )?(?:want|wanna|need|would love|would like|like|love|feel like|prefer|'d love|enjoy|crave|could use)(?: (?:to )?(?:see|watch|watching|seeing|have|get))?(?: (?:some|more|a bit of|something|anything))*|more|in the mood for|(?:i'?m |really |so )*into|fill my feed with|keep (?:the )?|bring on(?: the)?|up for|looking for|hit me with|interested in|fond of|obsessed with|suckers? for)\b",
)
# "除了猫我啥都不想看" wants cats, "除了狗都行" anything but dogs.
BUT_WANTED = _any(
    r"^(?:除了|除开|除)(?P<what>[^,，]{1,12}?)(?:以外|之外|外)?[,， ]*我?(?:啥|什么|其他|别的|其它)?(?:的)?(?:都|也|一概|全)*(?:不想看|不看|别推|不要|不想刷|别给我|免谈|不爱看)"
)
BUT_UNWANTED = _any(
    r"^(?:除了|除开)(?P<what>[^,，]{1,12}?)(?:以外|之外|外)?[,， ]*(?:啥|什么|其他|别的|其它)?(?:的)?(?:都|也)(?:行|可以|能推|想看|爱看|好|推)",
    r"\b(?:anything|everything) (?:but|except) (?P<what2>[^,.]{2,30})",
)
# Why somebody wishes, in a clause of its own: no topic.
REASON = _any(
    r"压力|心情|最近(?:好|太|有点|很)|难过|累|烦|失眠|睡不着|焦虑|无聊|失恋|考试|加班|刚|因为|在(?:减肥|备考|学|养)|准备|emo|我(?:家|爸|妈|女儿|儿子|孩子)|小搭|你好|哈喽|谢谢|拜托|辛苦",
    r"\b(?:stressed|tired|bored|sad|feeling|because|since|i'?m (?:trying|on a|learning|about)|my (?:kid|mom|dad|cat|dog)|hey|hi|hello|thanks|rough|long day|can'?t sleep|please)\b",
)
CREATOR = _any(
    r"@([\w\u4e00-\u9fff-]{1,16})(?:的)?(?:视频|作品|更新|内容)?",
    r"(?:博主|up主|UP主|作者|主播|创作者|账号|频道|号主)[“\"「]?([\w\u4e00-\u9fff]{1,12}?)[”\"」]?(?:的)?(?:视频|作品|更新|内容|$)",
    r"(?<![这那某])(?:个|位)?[“\"「]([\w\u4e00-\u9fff]{1,12})[”\"」](?:这个?(?:博主|up主|作者|人|号)|的(?:视频|作品|更新|号))",
    r"([\w\u4e00-\u9fff]{2,8}?)(?:这个|那个|这位|那位)(?:博主|up主|作者|主播|人)(?:的)?(?:视频|作品)?",
    r"((?:老|小|阿|大)[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,3}(?:老师|师傅|叔|姐|哥|阿姨|奶奶|爷爷|同学|大爷|医生|妈妈))的(?:视频|作品|更新|内容|号|片子)?(?=$|[ ,，。!！了吧])",
    r"\b(?:from|by) (@?[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2})(?:'s (?:channel|videos?))?",
    r"\b(@?[A-Z][\w-]*(?: [A-Z][\w-]*)?)'s (?:videos?|stuff|channel|clips|content)",
)
SHORT = _any(
    r"短(?:一点|点|一些|些|小|平快)(?:的|儿)?(?:视频)?|(?<![\u4e00-\u9fff])短的|(?:一|两|三|半|\d+)分钟(?:以内|之内|内|以下|左右)(?:的)?|(?:\d+|十|二十|三十|几十|几)秒(?:以内|之内|的|钟)?|太短(?:的)?",
    r"\b(?:short(?:er)?|quick|bite-?size[d]?|under (?:a|one|two|\d+) (?:minutes?|seconds?))(?: (?:ones|videos?|clips?))?\b",
)
LONG = _any(
    r"长(?:一点|点|一些|些)(?:的)?(?:视频)?|长视频|(?<![\u4e00-\u9fff])长的|完整版?|深度(?:的)?|(?:十|二十|三十|\d\d)分钟(?:以上|左右)?(?:的)?|慢慢讲的",
    r"\b(?:long(?:er)?(?:-form)?|in-?depth|full-?length)(?: (?:ones|videos?|clips?))?\b",
)
MANNER = _any(
    r"(?:吧|呗|吗|嘛|呢|啊|呀|哦|啦|哈|喽|咯|哟|噻)(?=$| )|谢谢(?:你|啦)?|拜托(?:了)?|麻烦(?:了)?|小搭|可以吗|好吗|行吗|好不好|行不行|求你了?|真的|实在|稍微|尽量|主要|偶尔|一律|统统|全部|所有|各种|任何|有没有|什么|之类|等等|现在|以后|今后|之后|接下来|平时|其实|感觉|我的?(?:首页|主页|推荐|信息流)(?:里|上)?|推荐(?:页|里|流)?(?:里|上)?|首页(?:里|上|全是|都是)?|全是|都是|老是|总是|天天|一直|又是",
    r"\b(?:please|pls|plz|thanks|thank you|in my feed|on my feed|my feed|for me|to me|at all|any ?more|anymore|from now on|right now|instead|again|lately|though|ok|okay|lol|hey|dazi|xiaoda|kind of|sort of|stuff like that|so much|so many|a lot|all the time|everywhere|constantly|of them|those|these|that|really|actually|always|already)\b",
)
FILLER = _any(
    r"^(?:我|对|对于|俺|你|您|请|那|这|些|点|个|有|是|为|让|把|被|给|关于|有关|跟|类似|像|比如|多|再|也|都|就|还|又|能|会|可|想|看|刷|推|来|到|一点|一些|一下|几个|几条|条|下|的|了|着|过|什么|那种|这种|那些|这些|这类|那类|相关|纯|好多|好|很|太|超|特别|比较|更|最|不那么|不|里|上|里面|全|净|光|老|总|只|凡是|但凡|跟|和|与|得)(?!$)(?=.)(?<!猫)",
    r"^(?:i'?m|i'?ve|i|we|some|more|any|the|a|an|of|me|to|see|watch|about|with|like|on|those|these|this|that|my|and|or|so|just|all|such|videos? (?:of|about|on|with)|clips? (?:of|about|on|with)|content (?:about|on)|something|stuff|things?)\s",
)
TAIL = _any(
    r"(?:相关|有关|方面|题材|类型|主题|这类|那类|类|系|向|领域|风格|这种|那种|这些|那些)?(?:的)?(?:短视频|小视频|视频|内容|作品|片子|影片|东西|帖子|博主|up主|账号|片儿|片段|推荐|直播间?|画面|话题)(?:了|吧|啊|呢)?$",
    r"(?:相关|有关|方面|题材|类型|主题|这类|那类|之类|类|向|这种|那种|这些|那些|什么的|啥的|就行|就好|就可以|即可|给我|的那种|的|了|吧|啊|呢|呀|嘛|吗|哦|来|看|推|刷|上|里|都|也|就|又|还|再|太|可以|行|好|多|很|挺|真|多了|一点|一些|点|些|下|到|过|着|我|都是|全是|有点|有)$",
    r"\s?(?:videos?|clips?|content|stuff|posts?|things?|ones?|shorts|reels|related|in my feed|please|pls|too|also|is|are|was|and|or|of|me|to|the|for|now|up)$",
)
# Kinds of mood by the words that name them.
MOODS: Mapping[str, str] = {
    **dict.fromkeys(("治愈", "治愈系", "温暖", "暖心", "温馨", "温柔", "暖", "healing", "wholesome", "heartwarming", "cozy", "cosy", "comforting", "feel-good", "feelgood", "uplifting", "sweet"), "healing"),
    **dict.fromkeys(("搞笑", "好笑", "沙雕", "欢乐", "开心", "快乐", "幽默", "逗", "爆笑", "笑出声", "笑死", "好玩", "有趣", "下饭", "funny", "hilarious", "silly", "goofy", "fun", "humorous", "laugh"), "funny"),
    **dict.fromkeys(("轻松", "放松", "解压", "减压", "安静", "助眠", "平静", "舒缓", "慢节奏", "清净", "佛系", "催眠", "relaxing", "calm", "calming", "chill", "soothing", "peaceful", "quiet", "asmr", "sleepy", "slow"), "calm"),
    **dict.fromkeys(("感人", "催泪", "戳心", "走心", "煽情", "touching", "moving", "tearjerker", "emotional"), "moving"),
    **dict.fromkeys(("励志", "正能量", "鼓励", "打鸡血", "提神", "有干劲", "inspiring", "inspirational", "motivating", "motivational"), "inspiring"),
    **dict.fromkeys(("恐怖", "吓人", "惊悚", "灵异", "瘆人", "scary", "horror", "creepy", "spooky"), "scary"),
    **dict.fromkeys(("悲伤", "伤感", "emo", "丧", "压抑", "致郁", "沉重", "难过", "sad", "depressing", "gloomy", "heavy"), "sad"),
    **dict.fromkeys(("刺激", "热血", "燃", "激烈", "炸", "exciting", "thrilling", "intense", "epic", "hype"), "exciting"),
    **dict.fromkeys(("浪漫", "甜", "甜甜", "甜蜜", "romantic", "lovey-dovey"), "romantic"),
    **dict.fromkeys(("可爱", "萌", "软萌", "cute", "adorable"), "cute"),
}  # fmt: skip
