"""The words of wishes for a feed: which way, how surely, what mood, how long, and all that is no topic. Data for prefers.py."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dazi.text.late import late


def _any(*patterns: str) -> re.Pattern[str]:
    return late("|".join(patterns), re.IGNORECASE)


# Small pictures that stand for a subject.
EMOJI: Mapping[str, str] = {
    "🐶": "狗", "🐕": "狗", "🐱": "猫", "🐈": "猫", "😺": "猫", "🐰": "兔子", "🐹": "仓鼠", "🐼": "熊猫", "🐍": "蛇", "🕷": "蜘蛛", "🐦": "鸟", "🦜": "鹦鹉", "🐟": "鱼", "🎣": "钓鱼",
    "🍳": "做饭", "🍲": "美食", "🍰": "甜品", "🍜": "面条", "☕": "咖啡", "⚽": "足球", "🏀": "篮球", "🎮": "游戏", "🎵": "音乐", "🎶": "音乐", "🎸": "吉他", "🎹": "钢琴", "💃": "跳舞",
    "🚗": "汽车", "🚂": "火车", "✈": "飞机", "🏕": "露营", "⛺": "露营", "🏔": "登山", "🌊": "大海", "🌸": "花", "🌱": "植物", "📚": "读书", "🧶": "编织", "👻": "恐怖", "🎬": "电影",
}  # fmt: skip
TYPOS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_any(r"\b(?:mroe|moer|moar|mor|moree)\b"), "more"),
    (_any(r"\b(?:recomend|reccomend|reccommend|recommed)"), "recommend"),
    (_any(r"\b(?:shwo|hsow)\b"), "show"),
    (_any(r"\b(?:sotp|stpo)\b"), "stop"),
    (_any(r"\b(?:les|lesss|fewr)\b"), "less"),
    (_any(r"视屏"), "视频"),
    (_any(r"推见|推件|推建|推介"), "推荐"),
    (_any(r"康康|瞅瞅|瞧瞧"), "看看"),
    (_any(r"(?<=想)康(?!复|养|师)"), "看"),
    (_any(r"tui荐|推jian|推荐荐"), "推荐"),
    (_any(r"(?<=[别不])在(?=推|放|给|来|让)"), "再"),
    (_any(r"有木有|有冇"), "有没有"),
    (_any(r"唔好|覅"), "不要"),
    (_any(r"唔想"), "不想"),
    (_any(r"睇"), "看"),
    (_any(r"[畀俾]"), "给"),
    (_any(r"呢啲|嗰啲"), "这些"),
    (_any(r"啲嘢|的嘢"), "的"),
    (_any(r"啲"), "点"),
    (_any(r"嘅"), "的"),
    (_any(r"影片"), "视频"),
    (_any(r"\b(?:somthing|someting)\b"), "something"),
    (_any(r"\b(?:wnat|watn)\b"), "want"),
    (_any(r"\b(?:anymroe|anymor)\b"), "anymore"),
    (_any(r"\bdont\b"), "don't"),
    (_any(r"(?<=[\u4e00-\u9fff]) +(?=的)|(?<=的) +(?=了)"), ""),
    (_any(r"[’‘`]"), "'"),
    (_any(r"\bgimme\b"), "give me"),
    (_any(r"\bwanna\b"), "want to"),
)
# The words of wishes in the other script; titles are found by either.
SIMPLE = str.maketrans(
    "薦點這種類來給裡視頻們還沒麼會個條愛別長聽說歡開關樂貓動畫學習電劇遊戲廣貨帶煩膩夠換請對興單鳥車飯養業樣嗎帳號發見歷適講樣靜鬆壓後從為無與",
    "荐点这种类来给里视频们还没么会个条爱别长听说欢开关乐猫动画学习电剧游戏广货带烦腻够换请对兴单鸟车饭养业样吗账号发见历适讲样静松压后从为无与",
)
SPLIT = late(
    r"[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]+|[,，。;；!！?？\n~～…]+|(?:但是?|不过|可是|只是|同时|另外|顺便|然后|而且|并且|再就是|其次)|(?:还有)(?=[就请]?(?:多|少|别|不要|想看|给我))"
    r"|(?<=[的了点些频类片吧])(?=(?:少|多|别|不要|不想)(?:给我|再|推|来|看|刷|点|整|发))|(?<=[^\s])和(?=(?:少|多|别|不要)(?:推|来|给|点))"
    r"|(?<=[\u4e00-\u9fff])(?=(?<!能)(?<!要)(?:不要|别给我|少来|少推|多来|多推)[\u4e00-\u9fff])(?<![我你就也都再请千万先里号])"
    r"|(?<=[\u4e00-\u9fff])(?<![以再能要我你请想就可太更])(?=[多少](?:一)?[点些来推看整放](?:[\u4e00-\u9fff]))|(?<=[a-z]) (?=(?:less|fewer) (?!than\b))|(?<!anything)(?<!everything)(?<!nothing) but | and (?=(?:less|fewer|more|no|stop|don'?t|hide|show)\b)|\.(?=\s|$)| - ",
    re.IGNORECASE,
)
_WHO = r"(?:我家?|俺|咱|人家|你|他|她|它)?(?:爸妈?|妈|爷爷|奶奶|姥姥|外婆|老公|老婆|对象|女儿|儿子|闺女|孩子|娃|宝贝|宝宝|猫|狗|弟弟?|妹妹?|哥|姐|家人)?们?"
_ME = rf"(?:给|帮|让|叫|替|为)?{_WHO}(?:的)?(?:首页|主页|推荐页|推荐流|信息流|页面)?(?:里|上)?(?:再|也|都|老|总|一直|天天|尽|净|只|光|就)*(?:给|帮|让)?(?:我)?"
_SEE = r"(?:看到|看见|看看|看|刷到|刷|听到|听|见到|瞧见|追)"
_SHOW = r"(?:推荐|推送|推|刷到|刷|看到|看见|看看|看|听|来|整|发|放|出现|弄|安排|安利|搞|塞|上|找|投|见到|瞧见|冒出来|投喂|喂|push)"
_BIT = r"(?:点儿?|些|一点儿?|一些|几个|几条|几段|几部|几集|个|条|波|一波|批)"
_PLEASE = r"(?:请|麻烦|拜托|求求?你?们?|能不能|可不可以|可以|希望|想要?|能)?"
_NOT = r"(?:别|不要|甭|不许|不准|莫|勿|请勿|停止|禁止|拒绝|杜绝)"
_PLACE = r"(?:首页|主页|推荐页?流?|信息流|页面|刷到的|刷出来的)"
# Which way a clause goes. Of SURE ones nobody doubts that they speak of a feed; PLAIN ones speak of seeing; FAINT ones
# ("不要狗", "I love trains") count beside a surer one, or where what they name is a known subject.
LESS_SURE = _any(
    r"(?:不用|不必|不需要)(?:再)?(?:给我)?(?:推荐|推送|推)(?:了)?",
    rf"{_PLEASE}{_NOT}(?:再|老|总)?{_ME}{_SHOW}(?!我平时|着)(?:给我|我)?(?:了)?(?:那么多|这么多|太多)?{_BIT}?",
    rf"{_PLEASE}(?<![多不至年减])(?:少|减少|少一?点儿?){_ME}{_SHOW}(?:{_SHOW}|{_BIT})*(?:给我)?{_BIT}?",
    rf"(?:怎么|为什么|为啥|干嘛|咋)(?:老|总|又|全|一直|天天)(?:是)?(?:在)?(?:给我{_SHOW}?|推荐|推|刷到)",
    r"^(?:怎么|咋)(?:又|还|老|总|全|净)(?:都)?是(?![你我他她它这那周下])",
    rf"{_NOT}(?:再)?给(?:我|咱)(?:了)?$|(?:你)?(?:老|总|天天)?(?:给我)?(?:推|推荐|刷到|放)(?:给我)?的(?:怎么|咋)?(?:全|都|净|尽|又)是",
    rf"(?:天天|整天|老是?|总是?|又|一直)(?:在|是)?给我{_SHOW}(?!点|些|{_BIT})",
    r"(?:降低|减少|压一压|压压|不要再有|别再有)(?:一下)?",
    rf"(?:我的?)?{_PLACE}(?:里|上)?(?:面)?(?:怎么)?(?:全|都|净|满|老|总|一水)(?:部|屏)?(?:是|都是)?",
    rf"(?:从|滚出|离开|远离|移出|踢出)(?:我的?)?{_PLACE}(?:里|上)?(?:消失|滚)?",
    r"(?<!被)(?<!把[我额俺咱])(?<!把[我额俺咱]给)屏蔽(?!了我)|(?<!被)(?<!把[我额俺咱])(?<!把[我额俺咱]给)拉黑(?!了|咧|咯|喽)|过滤(?:掉)?|^求放过(?=.)",
    r"\b(?:(?:please |pls |can you |could you |would you |i want |i'd like )*(?:stop|quit) (?:suggesting|showing|recommending|giving|sending|pushing|feeding|suggesting)(?: me)?(?: so (?:many|much))?|^(?:please |pls |plz |and |but )*no more|(?:(?:can|could|would) you |please |pls )*(?:show|give|send|recommend|push|suggest)(?: me)? (?:less|fewer)|(?:i )?(?:want|need|'d like|would like|would appreciate|'d appreciate|would prefer|could use)(?: to see)? (?:less|fewer)|^(?:and |way |much |a lot |please |pls )*(?:less|fewer)(?! than\b)(?: of)?|(?:don'?t|do not|never)(?: ever)? (?:show|recommend|push|suggest|send|feed)(?: me)?(?: any(?: more)?| so many)?|(?:don'?t|do not|never|no longer) (?:want|wanna|need)(?: to)? (?:see|watch)(?: any(?: more)?| so many)?|not interested in|(?:tired|sick|bored|done|fed up) (?:of|with) (?:seeing|watching)|hide|mute|block|ban|ditch|nix|get rid of|cut (?:down|back)(?: on)?|(?:tone|turn|dial) down|go easy on|ease up on|lay off|spare (?:me|us)(?: (?:the|from))?|keep (?=.+ (?:away|out|off)\b)|leave out|off my (?:feed|page|timeline|fyp)|my (?:\w+ )?(?:feed|page|timeline|fyp|recommendations) (?:is|are|has become|has turned into|keeps (?:showing|giving)(?: me)?) (?:all|full of|nothing but|just|only|so much|too much)|(?:why do )?i (?:keep|kept) (?:getting|seeing)(?: all)?)\b",
)
LESS_PLAIN = _any(
    rf"(?:实在|真的|已经|一点都|一点也|压根|再也|根本|暂时|现在|也|都|最近)*(?:不|没)(?:太|怎么|大|咋|是很)?(?:想|爱|愿意?|乐意|喜欢|高兴|需要|敢|耐心|心情|兴趣)(?:再)?(?:{_SEE}|到)+(?:了)?",
    rf"(?:一点儿?|半点|啥|什么|完全|丝毫)?(?:兴趣|感觉)(?:都|也)?(?:没有|不大|全无|缺缺)|不感冒|不来电|(?:真|真的|完全|一点都|根本)?不关心$|(?<=的)(?:都|全|一律|统统|通通|一概)(?:不要|别来|免了|靠边|滚)(?:了)?$|没眼看|辣眼睛|看不下去|收手|饶了我|放过我|打住|到此为止|绕道|避开|避雷|劝退|下架|撤(?:掉|下)$|(?:看|刷|推|真)的?够(?:多)?了$|够多了$|(?:不能|不敢|不宜|没法)(?:看|听)|(?:不怎么|不太|从不|从来不|很少)(?:看|刷|听)|消停|歇歇|换掉|收(?:了|起来)吧?$|(?<![看要能])不(?:看|刷|听|追)(?:了)?$|(?:能不能|可不可以|赶紧|快|都|先)*(?:给我|在我(?:这儿?|首页))?消失(?:一阵子?|一会儿?|一段时间)?$|{_NOT}(?:来|出现)?(?:沾边|了)$",
    r"(?:看|刷)(?:腻|够|多|烦|吐|厌|怕|累|哭|麻|伤)(?:歪)?(?:了|味)?|(?:都|已经|早就)*腻(?:歪)?了|受够了?|烦死了?|(?:好|太|很|真|最)烦(?:人|了)?|审美疲劳",
    rf"{_NOT}(?:再|老|总)?(?:推|放|来|给{_WHO})(?:那些|这些)?",
    r"(?:不|没(?:有|啥|什么)?)(?:感)?兴趣|不(?:太|怎么|是很)?(?:喜欢|爱)(?!我|你|他|她)|无感|免了|(?:就)?算了$|省省|退退退|不约|打咩|(?:让|叫)[它他]们?(?:从.{1,5})?消失|停一停$|先停(?:一停|掉|了|下)?|停推",
    r"(?<![多不至年减])(?:可以|能|稍微|再)?(?:少|减)(?:一)?(?:点儿?|些)",
    r"(?<![想吃喝睡说])(?:太多|过多|有点多|泛滥|扎堆|满屏|刷屏)(?:了|啦)?|(?:讨厌|反感|受不了|害怕看|怕看)(?:看|刷)?|千万别$",
    r"\b(?:(?:don'?t|do not|never) (?:care (?:for|about)|like|want)|not (?:really |exactly |so |too |quite |at all )*(?:into|a fan of|in the mood for|feeling|up for)|(?:i'?m |so |really )*(?:tired|sick|bored|done|fed up) (?:of|with)(?! (?:being|living|life|everything|this|it|trying|people|myself))|(?:i'?ve |i have )?had (?:it|enough)(?: (?:of|with))?|^enough(?: (?:of|with))?|too (?:many|much)|(?:i'?m |i am )(?:so |totally |just )?over|not feeling|(?:could|can) do without|can'?t (?:stand|take|deal with)(?: any ?more)?|hard pass(?: on)?|^pass on|drop the|lose the|^nothing (?!but\b)(?=\w+$))\b",
    r"^no (?=[\w' -]{2,30} (?:stuff|content|videos?|clips?|posts?|before bed|at night|in the mornings?|for now|this week|anymore|any more)\b)",
    r"(?<= )(?<!or )(?:nah|nope)$|^(?:nah|nope|no|skip it|pass)$",
)
LESS_FAINT = _any(
    r"(?:去掉|踢掉|删掉)$",
    r"^(?:and )?(?:please )?no (?!way\b|problem|worries|idea|one\b|doubt|wonder|need\b|offen[cs]e|kidding|cap\b|lie\b|thanks|thank you|matter|rush)",
    rf"{_NOT}(?!人|的|说|家|提|致|扭|处|样|名|动队)",
    r"(?<=[想要看点来])(?:不|没)(?=(?:带货|恐怖|吓人|血腥|吵|说教|卖惨|广告))",
    r"^少(?!年|女|爷|侠|数|妇|将|林|先队|有|说|见|不了|得)",
    r"\b(?:hate|skip|without)\b|^(?:please |pls )?stop$",
)
NOT_LESS = _any(
    r"(?:还)?(?:没|看不|刷不|永远看不|百看不)(?:有)?(?:看|刷)?(?:够|腻|厌)",
    r"(?:可|千万)?(?:别|不要)(?:少|停|断)(?:了)?|(?:可|千万)(?<!能)不能(?:少|停|断)(?:了)?",
    r"\bcan'?t get enough(?: of)?\b",
    r"\bnever (?:tired|bored) of\b",
    r"\bdon'?t (?:stop|hide)(?: showing(?: me)?)?\b",
)
MORE_SURE = _any(
    rf"{_PLEASE}(?:再|更)?(?<!不)多{_ME}(?:{_SHOW})+(?!了(?:[一两三四五六七八九十几半\d]|好))(?:送)?{_BIT}*(?:给我)?{_BIT}?",
    rf"再(?:多)?(?:放|推|来)(?:点|些|几个|几条)(?=[\u4e00-\u9fff]{{1,12}}(?:给{_WHO}(?:看|听|瞧)|$))|(?:给{_WHO})?(?:往前|朝前)(?:放|排|挪|推)(?:放|排|挪)?|把?推荐(?:页|流)?(?:调|改|换)(?:成|为|到)",
    r"(?:希望|想)(?:以后|今后)?(?:能|可以)?(?:再)?(?:多)?(?:看到|刷到|看见)更多(?:的)?",
    r"^(?:请问|想问|问下|那个)?(?:还)?有没有(?=.{1,12}(?:号|系列|视频|博主|片子?|纪录片|节目|教程|动画)(?:推荐)?(?:吗|呢|呀|啊)?$)(?!这)|求推(?!荐)",
    rf"{_PLEASE}(?:(?:给|往|朝)(?:{_WHO})(?:这儿?|这里|这边|那儿)?(?:多)?(?:推荐|推送|推|安利|投喂|送|放|来|整|上|安排|找|加(?=[点些])|刷|看(?=[点些治搞轻温解相]))(?:{_BIT})?|(?:帮|替)(?:{_WHO})(?:多)?(?:推|推荐|安排)(?:{_BIT})?)(?![了得]|一[下把])(?!{_NOT})",
    r"(?:我|最近|现在|好|超|特别|就|可以|能不能|能)*(?:想要|想来|求|求推荐|跪求|安排|安利|来|上|整|搞|换|推荐|推)(?:点儿?|些|一点|一些|几个|几条|波|一波|批)(?:给我)?(?=.)",
    rf"(?:加大|提高|增加|优先|置顶|多排|排(?:点|些|满|上)|投喂|(?:端|搬|安排|整|走|刷)(?:上|起)来?)(?:剂量|力度|比例|一下|给我|推|放|看)?(?:{_BIT})?",
    r"有多少(?:就)?(?:给我|来|看|推|要)多少|^再来$|(?:来|推|整|上|放)(?:(?:几|十|百|一百|\d\d+)[个条期部集]|一波)$|焊(?:在|死)|锁死|推[我俺]点|^more(?=[\u4e00-\u9fff])",
    r"^(?:就|只|多|改)?推(?![荐送])(?=[\u4e00-\u9fff]{1,6}$)",
    r"^(?:推|来|给|换|整)(?:我)?(?=[短长轻搞治温解])|(?:能不能|可以|给我)?(?:改推|换(?=[点些]))(?:点|些)?(?=.)",
    r"^(?:就|快|再)?给(?:点儿?|些)(?=[\u4e00-\u9fff]{1,6}的$)",
    r"求推荐|(?:安排|推荐)(?:一下|上)|^推荐(?=[^我你])|(?:越多越好|管够|多多益善|可以多(?=$|[点些来推])|不嫌多)(?:的)?|的?多(?:来|推|给)(?:点|些|几个)?",
    r"\b(?:(?:can|could|may) (?:i|we) (?:get|have|see|do)(?: (?:some|more|a few))|(?:(?:can|could|would) you )?(?:please |pls |just |maybe |then )*(?:(?<=^)|(?<=you )|(?<=please )|(?<=pls )|(?<=just )|(?<=and )|(?<=then )|(?<=maybe ))(?:show|give|recommend|send|feed|push|suggest|find|bring|get|serve|throw in|queue up|line up|drop|play|add)(?: me| us| her| him| them| my \w+)(?: (?:only|some|more|a few|something|anything|any))*(?! (?:how|what|why|where|a (?:hand|break|hint)|the (?:way|answer)))|(?:(?:can|could|would) you |please |pls |^)(?:show|give|recommend|send|feed|push|suggest|find|throw in|queue up|line up|drop|play|add|bring)(?: (?:some|more|a few|something))+|^(?:and |even |way |a lot |much |please |pls |yes )*more(?! (?:than|like(?! (?:this|that|these|those)\b)|or less|to\b|power))(?: of(?: (?:the|those|that))?)?|(?:i )?(?:want|'d like|would like|would love|'d love)(?: to see)? more|(?:can|could|would) you (?:please )?(?:recommend|suggest)(?: me)? (?:some|any|a few)(?: good)?|(?:recommend|suggest)(?: me)? (?:a|some|any)(?: good| nice| great)?(?= (?:\w+ )?(?:series|documentar\w+|channels?|videos?|movies?|films?|shows?|creators?)\b)|i(?:'d| would| should) be (?:glad|happy|delighted) to see more|i (?:only|just) want(?= (?!an? |to |my |you|the |it\b|out\b|peace|sleep|silence)(?:\w+ )?\w+s$)|(?:fill|flood|load) (?:my feed|me|it)(?: up)? with|let'?s (?:have|see) (?:some|more)|(?:crank|dial|turn) up|surprise me with|bring on(?: the)?|hit me with|keep (?:\w+ )?(?:coming|it up)|keep (?:them|those|these) up|got any(?: more| good)?(?! (?:jokes?|dad jokes?|ideas?|tips?|plans?|pets?|advice|kids?|spare))|more of|only (?:show me|give me|recommend))\b",
)
MORE_PLAIN = _any(
    r"(?:能不能|可以|给我)?换成(?:点|些)?(?=.)",
    rf"(?:就|只)(?:想|爱|喜欢)(?:{_SHOW})(?:点)?(?:给我)?|(?:就|只)(?:给我|推|来)(?:看|推|刷|来)?(?:点)?",
    r"(?:好|超|特别|最|就|还|也|现在|真的|一直|天天|挺|贼|很)*(?:想要?|爱|喜欢|迷上|沉迷|超爱|也?要|馋)(?:再)?(?:多)?(?:看到|看看|看|刷到|刷|听听?|追|了解|学(?!校|会|习|完|过))(?:点儿?|些|一点|一些|一下)?",
    r"^(?:就|快|再)?给(?:点儿?|些)(?=[\u4e00-\u9fff]{2,6}$)",
    r"就好这(?:一)?口|不够看|(?:百看|怎么看都)不(?:厌|腻)|来者不拒|照单全收",
    r"(?:想|要)(?:安安静静|安静|静静|好好|专门|天天|认真|慢慢|一个人)(?:地)?看",
    r"(?:刚|新|最近)?(?:入坑|迷上|爱上|种草|沉迷|上头)(?:了|于)?|(?:很|挺|好|超|特别|最近)?(?:感兴趣|有兴趣)|(?:看|追|刷)(?:完|光)了",
    r"(?:可以|能|要|再)?多(?:一)?(?:点儿?|些)(?!钱|少|时间)|多安排(?:点)?|(?<=[\u4e00-\u9fff])(?:还)?可以(?:有)?$",
    r"(?:蹲|求)(?:一?个)?(?=[\u4e00-\u9fff]{1,8}(?:视频|教程|推荐|合集|片))|^多(?=[\u4e00-\u9fff]{1,8}(?:少|别)|$)",
    r"\b(?:(?:i'?d |i would )?(?:rather |only |just )*(?:want|wanna|would like|like|love|feel like|prefer|'d love|'d rather|rather|crave|could use)(?: to)? (?:see|watch|watching|seeing|have)(?: (?:some|more|a bit of|something|anything))*|(?:could|can) (?:really )?use(?: (?:some|more|a bit of|something|anything))*|in the mood for|(?:i'?m |i am )(?:\w+ly |so )*into|(?:would|'d) (?:really )?(?:love|like|enjoy)(?: to (?:see|watch))? (?:some|more)|up for|looking for|(?:i'?m |i am )(?:\w+ly |so )*(?:interested in|fond of|obsessed with|hooked on|craving|dying for|down for|(?:a )?(?:big |huge )?(?:fan of|sucker for)|dying to (?:see|watch))|nothing but)\b",
    r"\b(?:(?:i'?d|i would|i could|would) kill for(?: some)?|can'?t wait (?:for|to see)(?: more)?|(?:i )?(?:really |just )*(?:need|want|could use) a (?:good |quick |little )*(?=laugh|giggle|cry|pick-me-up))|^anything (?:about|on|with|involving)\b|^(?:got |(?:i )?(?:just |really |only )*(?:want |need ))?(?:something|anything) (?=(?:cozy|cosy|funny|calm|calming|relaxing|chill|soothing|wholesome|heartwarming|uplifting|scary|spooky|cute|sweet|inspiring|silly|light|gentle)\b)",
    r"\b(?:would|'d) be (?:nice|great|lovely|good|cool|awesome|perfect)|\bsounds? (?:good|nice|great)$",
    r"\b(?:are|is) (?:fine|ok|okay|welcome|good|great)$|^(?:yes|yep|yeah|yes please)$",
)
MORE_FAINT = _any(
    r"(?<=[\u4e00-\u9fff])(?:就|也)(?:行|好|可以|够了?|成)$",
    r"(?:真|太|超|好|特别|贼|也太)(?:好看|好听|上头|过瘾|有意思|带劲)(?:了)?$",
    r"^(?:请)?给[我俺咱](?=.{2})|\bonly$",
    r"^(?:love|loving|adore) (?:the |these |those |all the |all these )(?=.*\b(?:videos?|clips?|vids|content|stuff)\b)",
    r"^(?:还)?有(?:没有|啥|什么)?(?=.+(?:吗|嘛|么|没)$)|\b(?:do you have|have you got|is there|are there) any\b",
    r"\b(?:please|pls|plz)$|^(?:anything|something|any good)\b",
    r"^(?:只|就)?(?:也)?要(?![去来走不是])(?=[\u4e00-\u9fff]{1,6}$)|(?:也|都|全)+要$|^(?:我)?(?:就)?(?:想)?要(?=.*的$)|(?:我|就|最)(?:超|最|好|真|太|特别)?(?:喜欢|爱)",
    r"\b(?:i'?d |i would |i )(?:really |just |also )*(?:need some(?:thing)?|want|would like|like|love|prefer|enjoy)(?: (?:some|something|a bit of))?|^need some(?:thing)?\b",
)
# Speaks of something else, whatever words of a direction stand in it.
NO_WISH = _any(
    r"推荐(?:我|咱|俺)?(?:一下)?(?:点|个|几个|一个|几家|一?家|款|几款|本)?[^,，]{0,8}(?:公司|店|餐厅|馆子|医院|医生|律师|酒店|民宿|牌子|品牌|手机|电脑|相机|耳机|软件|中介|理发师|大学|专业)(?:吗|吧|呗|呀)?$",
    r"给(?:我|俺|咱)(?:再)?来(?:一|几|两|上)?[句声口碗杯局拳]|多(?:给|帮)(?:了)?(?:我|俺|咱)?(?:们)?(?:打|塞|加|放|送|盛|夹|装|搭|抓|拿|倒|舀|找|包|切)了|^救救|^少来(?:这套|了|劲)?$|^guess\b|夸夸|彩虹屁|红包|再来一(?:年|次|遍|回|天|局|杯|碗|瓶|下|句)|(?:别|不要)(?:再)?(?:给我|跟我|对我)?(?:讲|说|安慰|劝|夸)|你(?:就|也)?(?:别|不要)(?:再)?出现|(?:把|她|他|们)[我额俺咱](?:给)?(?:屏蔽|拉黑)|生前|小时候|那年|炫耀|(?:[猫狗鸟鸡鱼]|谁|大家|人|他们|她|他)(?:都|也)不(?:爱|想)|不敢看别人|要我(?:再)?(?:讲|说)|求(?:原|出处|来源|链接|歌名|资源)|蹲(?:在|路|街|门|墙|地|厕|坑|马|下|着)|你(?:觉得|认为|以前|昨天|明明|就是|还劝|是不是)|该不该|因为想|说(?:求我|(?:她|他|我)?(?:不想|想|要))|的时候|我家?(?:的)?(?:猫|狗|娃|儿子|女儿|老公|老婆|对象|妈|爸)(?:都|也|就)?不(?:想|爱|愿意?)(?:看|见)|不想看(?:见|到)(?:我|你)",
    r"想看(?:看)?[你他她]|推荐我(?:去|看|买|吃|用)?.{0,8}吗$|(?:别|不要)(?:看我|看他|看她|看你|看这|看着)|^换(?:个|换|一下)?口味|多看(?:两|几|一)(?:眼|遍|次|下)|(?:来|给|要|求|提)(?:我)?(?:点|些|个|条|几个)?(?:阳光|提示|线索|动力|力气|希望|建议|意见|主意|灵感|思路|反应|掌声|安慰|鼓励|祝福|面子|尊重|好运|缘分|时间|颜色)|^多(?:谢|亏|少|么|大|久|年|半|喝|吃|睡|穿)|^少(?:年|女|爷|侠|妇)|多少(?:钱|个|人|年|次)",
    r"^(?:how|what|who|where|when|why|is (?!there any)|are (?!there any)|does|did|do you (?!have any)|was|were|you|which)\b(?! about (?:more|some))",
    r"\b(?:show|tell|give|send) me (?:an|\d+|one|two|three)\b|(?:推荐|来|找|放|给)(?:我)?一(?:只|部|首|本|款|家|道|句|段|张|个)|换个(?:角度|话题|人|说法|姿势|地方|思路)|\b(?:show|tell|give) me a (?!bit\b|lot\b|few\b|little\b)|\b(?:show|tell|give) me (?:how|what|why|where|a (?:hand|hint)|the (?:way|answer))\b",
    r"\bi don'?t mind\b",
)
SWAP = _any(
    r"(?:把)?(?P<out>[\u4e00-\u9fff]{1,10}?)(?:都|全)?(?:换成|换为|改成)(?P<into>[\u4e00-\u9fff]{1,10})",
    r"(?:比起|相比|跟)(?P<out3>[\u4e00-\u9fff]{1,10}?)(?:来说|来讲|相比|比)?我?(?:还是|其实|现在)?(?:更|宁愿|宁可|倒是)(?:想|爱|喜欢|愿意)?(?:看|刷|听)(?P<into3>[\u4e00-\u9fff]{1,10})",
    r"\b(?:i'?d |i would )?rather (?:see |watch |have )?(?P<into4>[\w -]{2,24}?) (?:than|instead of|over) (?P<out4>[\w -]{2,24})",
    r"\b(?:swap|replace|trade|exchange)(?: out)?(?: the| my| all the)? (?P<out2>[\w -]{2,24}?) (?:for|with) (?:some |more )?(?P<into2>[\w -]{2,24})",
)
# "除了猫我啥都不想看" wants cats, "除了狗都行" anything but dogs.
BUT_WANTED = _any(
    r"^(?P<what7>[\u4e00-\u9fffA-Za-z0-9 ]{2,12}?)(?:一)?(?:更新|出新|有新|发新)(?:了|的|视频|作品)*(?:记得|就|一定|要|都|马上|第一时间)*(?:推|给|叫|喊|通知|告诉|提醒)(?:给)?我",
    r"\b(?:in|entering) my (?P<what8>(?!own\b|next\b)[\w' -]{3,24}?) (?:era|phase)\b|\bcould watch (?P<what9>(?!you\b|this\b|it\b|that\b)[\w' -]{3,30}?) (?:all day|all night|for hours|forever|on repeat)",
    r"^keep (?:the |those |these |all the |your )?(?P<what5>(?!them\b|it\b)[\w '-]{2,30}?) (?:coming|rolling|flowing)$",
    r"^(?:除了|除开|除)(?P<what>[^,，]{1,12}?)(?:以外|之外|外)?[,， ]*我?(?:啥|什么|其他|别的|其它)?(?:的)?(?:都|也|一概|全)*(?:不想看|不看|别推|不要|不想刷|别给我|免谈|不爱看)",
)
BUT_UNWANTED = _any(
    r"^(?:除了|除开)(?P<what>[^,，]{1,12}?)(?:以外|之外|外)?[,， ]*(?:啥|什么|其他|别的|其它)?(?:的)?(?:都|也)(?:行|可以|能推|想看|爱看|好|推)",
    r"^再(?:给我)?(?:推|放|刷到|看到)(?P<what6>[\u4e00-\u9fffA-Za-z]{1,8}?)我就(?:卸载|拉黑|不看|翻脸|走人|生气|取关|弃|跑|删)",
    r"^(?P<what4>.{0,12}?)(?:看|刷|听)得(?:我|人)(?:头|脚|眼睛|恶心|想吐|心烦|烦|火大|难受|焦虑|血压|害怕|犯困|上火|崩溃|emo|累|来气|生气|尴尬|想睡|胃|牙)",
    r"一(?:看|看到|看见|刷到|见到)(?P<what3>[^,，]{1,12}?)(?:我)?就(?:晕|怕|烦|慌|难受|想吐|头疼|头大|来气|生气|犯困|心慌|闹心|焦虑|emo)",
    r"\b(?:anything|everything) (?:but|except) (?P<what2>[^,.]{2,30})",
)
# A clause of its own that is a sentence: no subject to go on with.
SENTENCE = _any(
    r"[我你您她它咱俺]|(?<![吉其])他|[\u4e00-\u9fff](?:了|着|过|得)|被|把|因为|怎么|什么|为啥|已经|刚|还没|正在|马上|快要|准备|^(?:就|才|越|真|好|太|很|要|是|在|有|没|不|别|能|会)|救命|谢谢|拜托|(?:那种|这种|那样|之类)的?$|(?:头疼|好看|难看|无聊|可怜|无所谓)$|小搭|压力|心情|失眠|睡不着|[吗呢]$",
    r"\b(?:is|are|was|were|am|be|been|have|has|had|do|does|did|will|can|could|would|should|i|i'm|i've|you|he|she|they|it|it's|we|my|his|her|their|your|our|because|since|thanks|thank|hey|hi|hello|please|way|day|got|keeps?|watches|makes?|stressed|tired|bored|sad|feeling|rough)\b",
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹金陆郝孔白崔康毛邱秦江史顾侯邵孟万段雷钱汤尹黎易常武乔贺赖龚文"
# A person by a nickname ("老王", "李姐", "张大厨"), and what is theirs behind it.
NICK = late(
    rf"^((?:老|小|大)[{_SURNAMES}](?![\u4e00-\u9fff]?[瓜鱼山])|阿[\u4e00-\u9fff](?=的)|[{_SURNAMES}](?:大厨|老师|师傅|叔|姐|哥|婶|姨|阿姨|奶奶|爷爷|同学|大爷|大妈|医生|妈妈|爸爸))(?:的)?(.*)$"
)
CREATOR = _any(
    r"@([\w\u4e00-\u9fff-]{1,16})(?:的)?(?:视频|作品|更新|内容)?",
    r"(?:博主|up主|UP主|作者|主播|创作者|账号|频道|号主)[“\"「]?([\w\u4e00-\u9fff]{1,12}?)[”\"」]?(?:的)?(?:视频|作品|更新|内容|$)",
    r"(?<![这那某])(?:个|位)?[“\"「]([\w\u4e00-\u9fff]{1,12})[”\"」](?:这个?(?:博主|up主|作者|人|号)|的(?:视频|作品|更新|号))",
    r"([\w\u4e00-\u9fff]{2,8}?)(?:这个|那个|这位|那位)(?:博主|up主|作者|主播|人)(?:的)?(?:视频|作品)?",
    r"(阿[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}(?:老师|师傅|叔|姐|哥|阿姨|奶奶|爷爷|同学|大爷|医生|妈妈))的(?:视频|作品|更新|号|片子)(?=$|[ ,，。!！了吧吗])",
    r"\b(?:from|by) (@?(?-i:[A-Z])[\w'-]*(?: (?-i:[A-Z])[\w'-]*){0,2})(?:'s (?:channel|videos?))?",
    r"\b(@?(?-i:[A-Z])[\w-]*(?: (?-i:[A-Z])[\w-]*)?)'s (?:videos?|stuff|channel|clips|content)",
    r"\bwhat ((?-i:[A-Z])[\w'-]*(?: (?-i:[A-Z])[\w'-]*){0,2}) (?:makes|does|posts|cooks|is doing)",
)
SHORT = _any(
    r"短(?:一点|点|一些|些|小|平快)?(?:的|儿)?视频|短(?:一点|点|一些|些|小|平快)(?:的|儿)?|(?<![\u4e00-\u9fff])短的|(?:[一两三四五六七八九十半]|\d+)分钟(?:以内|之内|内|以下)(?:的)?|(?:\d+|十|二十|三十|几十|几)秒(?:以内|之内|的|钟)?|太短(?:的)?",
    r"\b(?:short(?:er)?|quick|bite-?size[d]?|under (?:a|one|two|\d+) (?:minutes?|seconds?))(?: (?:ones|videos?|clips?|vids?))?\b",
)
LONG = _any(
    r"长(?:一点|点|一些|些)(?:的)?(?:视频)?|长视频|(?<![\u4e00-\u9fff])长的|太长(?:的)?|完整版?|深度(?:的)?|(?:十|二十|三十|\d\d)分钟(?:以上)(?:的)?|(?:超过|大于|长过)(?:[一两三四五六七八九十半]|\d+)(?:分钟|个?小时)(?:的)?|(?:半|一|两|几|\d)个?(?:多)?小时(?:以上|起步|起)?(?:的)?|慢慢讲的",
    r"\b(?:long(?:er)?(?:-form)?|in-?depth|full-?length)(?: (?:ones|videos?|clips?|vids?))?\b",
)
MANNER = _any(
    r"\bafter(?: (?:work|school|class|all this|this|that))?(?= |$)|给(?:我|俺|咱)(?:家|们)?(?:爹|爸|妈|娘|爷爷|奶奶|娃|孩子|闺女|儿子|女儿|老公|老婆)(?:看|听)(?:了)?$|是(?:几个|什么|啥)意思|什么毛病|图(?:个)?啥|闹哪样|每(?:一)?[期条集个天]|给[我俺咱](?:看看|听听|看|听|来)(?=$| )|(?:吧|呗|吗|嘛|呢|啊|呀|哦|啦|哈|喽|咯|哟|噻)(?=$| )|谢谢(?:你|啦)?|拜托(?:了)?|麻烦(?:了)?|小搭|可以吗|好吗|行吗|好不好|行不行|求你了?|真的|实在|稍微|尽量|主要|偶尔|一律|统统|全部|所有|各种|任何|有没有|什么|之类|等等|现在|以后|今后|之后|接下来|平时|其实|感觉|千万|一定|记得|通通|越.{1,3}越.|(?<!同)(?:一条|一个|半条)都?|(?:(?:就|也|都)(?:可以|行|好)|可以|(?<=的)(?:行|好))(?=$)|有[\u4e00-\u9fff]{0,0}没有|类似的?|(?:在|到|进|从)?我的?(?:首页|主页|推荐|信息流|页面)(?:里|上)?|推荐(?:页|里|流)?(?:里|上)?|(?:在|到)?首页(?:里|上|全是|都是)?|全是|都是|老是|总是|天天|一直|又是",
    r"\b(?:please|pls|plz|thanks|thank you|in my feed|on my feed|my feed|(?:for|to|at) (?:me|us|her|him|them)|at all|away|out|for (?:a|the|this|my) [\w ]{3,20}(?=$)|any ?more|anymore|from now on|right now|instead|again|lately|only|too|though|ok|okay|(?:at night|before bed(?:time)?|in the (?:morning|evening))|(?:on|in|off) (?:my (?:feed|page|timeline|fyp|home ?page)|here)|my way|way|even|lol|hey|dazi|xiaoda|kind of|sort of|stuff like that|so much|so many|a lot|all the time|everywhere|constantly|of them|those|these|that|really|actually|always|already)\b",
)
FILLER = _any(
    r"^(?:这么|那么|那种|这种|那些|这些|这类|那类|那样的?|别人的?|其他(?:人)?的?|其它的?|别的)(?!$)(?=.)|^(?!太空|太极|好物|多肉|点心|对联|上海|上岸|下雨|下雪|下饭|看房|看海|会计|能量|有氧|过年|个人|个性|条漫|像素|跟拍|再生|是非|想象|推拿|刷墙|刷题|推理|推文|对口型|被子|都市|都江堰|就业|可乐|可可|很久)(?:我|对|对于|俺|你|您|请|那|这|些|点|个|有|是|为|让|把|被|给|关于|有关|跟|类似|像|比如|多|再|也|都|就|还|又|能|会|可|想|看|刷|推|来|到|一点|一些|一下|几个|几条|条|下|的|了|着|过|什么|那种|这种|那些|这些|这类|那类|相关|纯|好多|好|很|太|超|特别|比较|更|最|不那么|不(?!用|费|动|带|插)|里|上|里面|全|净|光|总|只|凡是|但凡|跟|和|与|得)(?!$)(?=.)(?<!猫)",
    r"^(?:i'?m|i'?ve|i|we|(?:can|could|would) you|(?:anything|everything|something)(?: (?:about|with|on|related to|to do with))?|some|more|any|the|a|an|of|me|to|see|watch|about|with|like|on|those|these|this|that|my|and|or|so|just|all|such|(?:videos?|channels?|creators?) (?:of|about|on|with)|clips? (?:of|about|on|with)|content (?:about|on)|something|stuff|things?|good|great|nice|decent|proper)\s",
)
TAIL = _any(
    r"(?<=的)(?:号|系列|节目)$|(?:这)?[两三四几]个字$|(?<=[猫狗鸟])片$",
    r"(?:的)?(?:我|你|请|(?<!邀)请)$",
    r"(?:相关|有关|方面|题材|类型|主题|这类|那类|类|系|向|领域|风格|这种|那种|这些|那些)?(?:的)?(?:短视频|小视频|视频|内容|作品|片子|影片|东西|帖子|博主|up主|账号|片儿|片段|推荐|直播间?|画面|话题)(?:了|吧|啊|呢)?$",
    r"(?:相关|有关|方面|题材|类型|主题|这类|那类|之类|类|向|这种|那种|这些|那些|什么的|啥的|就行|就好|就可以|即可|给我|的那种|的|了|吧|啊|呢|呀|嘛|吗|哦|来|看|推|刷|上|里|都|也|就|又|还|再|太|可以|行|好|多|很|挺|真|多了|一点|一些|(?<![甜景早糕茶重特亮热考难盲])点|些|下|到|过|着|我|都是|全是|有点|有)$",
    r"(?:^|\s)(?:videos?|vids?|clips?|content|stuff|posts?|things?|ones?|shorts|reels|related|in my feed|please|pls|too|also|is|are|was|and|or|of|me|to|the|for|now|up)$",
)
# Kinds of mood by the words that name them.
MOODS: Mapping[str, str] = {
    **dict.fromkeys(("治愈", "治愈系", "温暖", "暖心", "温馨", "温柔", "暖暖", "暖", "暖和", "healing", "wholesome", "heartwarming", "cozy", "cosy", "comforting", "feel-good", "feelgood", "uplifting", "sweet"), "healing"),
    **dict.fromkeys(("搞笑", "好笑", "沙雕", "欢乐", "开心", "快乐", "幽默", "逗", "爆笑", "笑出声", "能让人笑", "让人笑", "笑一笑", "乐一乐", "笑死", "好玩", "有趣", "下饭", "funny", "lighthearted", "light-hearted", "hilarious", "silly", "goofy", "fun", "humorous", "laugh", "giggle"), "funny"),
    **dict.fromkeys(("轻松", "放松", "解压", "减压", "安静", "安安静静", "助眠", "平静", "舒缓", "慢节奏", "清净", "佛系", "催眠", "能睡着", "入睡", "gentle", "easygoing", "relaxing", "calm", "calming", "chill", "soothing", "peaceful", "quiet", "asmr", "sleepy", "slow"), "calm"),
    **dict.fromkeys(("感人", "催泪", "戳心", "走心", "煽情", "touching", "moving", "tearjerker", "emotional"), "moving"),
    **dict.fromkeys(("励志", "正能量", "鼓励", "打鸡血", "提神", "有干劲", "inspiring", "inspirational", "motivating", "motivational"), "inspiring"),
    **dict.fromkeys(("恐怖", "吓人", "惊悚", "灵异", "瘆人", "scary", "horror", "creepy", "spooky", "可怕"), "scary"),
    **dict.fromkeys(("悲伤", "伤感", "emo", "丧", "压抑", "致郁", "沉重", "难过", "心酸", "虐心", "扎心", "苦情", "悲惨", "sad", "depressing", "gloomy", "heavy"), "sad"),
    **dict.fromkeys(("刺激", "热血", "燃", "激烈", "炸", "exciting", "thrilling", "intense", "epic", "hype"), "exciting"),
    **dict.fromkeys(("浪漫", "甜", "甜甜", "甜蜜", "romantic", "lovey-dovey"), "romantic"),
    **dict.fromkeys(("可爱", "萌", "软萌", "cute", "adorable"), "cute"),
}  # fmt: skip
# Another than the member themselves who likes something ("我爷爷爱听戏"), at the end of what stands before the liking.
OTHER = late(
    r"(?:爸妈?|妈|爷爷?|奶奶?|姥姥|姥爷|外婆|外公|老公|老婆|对象|女儿|儿子|闺女|孩子|娃|宝贝|宝宝|弟弟?|妹妹?|哥|姐|家人|朋友|室友|他|她|们|人)(?:最近|特别|也|就|超|很|一直|都)*$"
    r"|\b(?:my|our) (?:kids?|son|daughter|mom|mum|dad|wife|husband|girlfriend|boyfriend|friend|brother|sister|grandma|grandpa|cat|dog)$",
    re.IGNORECASE,
)
# What nobody says who does not speak of their feed.
STEER = _any(
    r"(?:多|少|别|不要|甭|再|请)(?:再|老|总)?(?:给[我俺咱娃]|帮我|让我)?(?:再)?(?:推荐|推送|推|刷到)(?![我你他她它开门倒车脱迟卸广敲辞测])",
    rf"给(?:[我俺咱]|{_WHO})(?:多|再)?(?:推|推送|推荐)(?:点|些|几个)|推(?:点|些).{{1,10}}(?:给我|看看|瞧|来|[的呗吧]$)|给[我俺](?:推)(?:的)?(?:全|都)",
    r"(?:天天|整天|老|总|一直|又)(?:是|在)?给(?:我|俺|咱)(?:推|推荐|刷到|放)(?!点|些|开|门|车)|少给(?:我|俺|咱)(?:来|推|放|看|整)",
    r"(?:就|只|都)给(?:我|俺|咱)(?:推|放|看|刷|听)(?!过|了|着|看)",
    r"(?:天天|整天|老|总|一直|每次都|又)(?:是)?刷到(?!你|他|她)",
    r"(?:我的?|在)(?:首页|主页|信息流|推荐页)|(?:首页|信息流|推荐页)(?:里|上)?(?:全|都|净|满|老|总|多|少)",
    r"(?:多|少)(?:来|放|看|刷|整|安排|上)?(?:一)?(?:点|些|几个).{0,10}(?:视频|片子|博主|频道|vlog|直播)|视频.{0,6}(?:多|少)(?:来|推|放|一)?(?:点|些)",
    r"(?:别|不要|不想)(?:再)?(?:给我|让我)?(?:看到?|刷到?|放).{1,10}(?:视频|博主|直播)",
    r"\b(?:show|send|give|recommend|push|feed)(?: me)? (?:more|less|fewer) (?!of (?:the|your|it|this)\b)|\b(?:stop|quit) (?:showing|recommending|pushing|feeding|suggesting)\b|\b(?:in|on|off|from) my (?:feed|fyp|timeline)\b|\b(?:more|less|fewer) (?:[\w-]+ ){1,4}(?:videos|clips|vids|content)\b|(?:don'?t|never) (?:show|recommend|push|suggest) me\b|\b(?:show|send|feed|find|recommend) (?:me )?(?:some )?(?:[\w-]+ ){1,3}(?:videos|clips|vids|content)\b",
)
