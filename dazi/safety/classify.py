"""What is not done here, by word lists and patterns, on a request or on a reply; the decider's model is the other
signal, and no single weak word decides."""

from __future__ import annotations

from typing import Literal

from dazi.text.late import late
from dazi.text.normalise import fold

Category = Literal["sexual", "slur", "doxx", "betting", "stock", "fraud", "drugs", "harm"]

# sure: enough alone, whatever the decider thinks; broad: enough unless the decider is sure of an ordinary wish; weak:
# two of them, or one that the request and the reply share. Matched on folded text with separators inside words taken
# out ("约 . 炮"). What stands in a lookaround is an everyday sentence that the words once caught.
_PEST = r"(?!.{0,14}(?:鼠|蟑螂|虫|蚊|蝇|蚂蚁|跳蚤|螨|虱|蜘蛛|草|菌|病毒|进程|程序|后台|线程|僵尸|boss|怪|敌|bug|小强|蜈蚣|蜱|蛾|螺|藻|霉|细胞|鱼|鸡|虾|蟹|时间|游戏|角色|电脑|手机|英雄|npc))"
_GAME = r"(?:我的世界|minecraft|泰拉瑞亚|饥荒|狼人杀|和平精英|吃鸡|王者|原神|gta|cs2?|乐高|剧本杀|三国杀|塞尔达|艾尔登|原始人)(?:里面?|中|游戏)?"
_PERSON = r"(?:他|她|ta|这个?(?:人|女|男|小|博|主)\w?|那个?(?:人|女|男|小|博|主)\w?|博主|主播|up主?|楼主|前任|前男友|前女友|对方|女老师|男老师|网红|小姐姐|小哥哥?)"
_WARY = r"(?!.{0,14}(?:防|识别|识破|辨|避免|举报|报警|报案|投诉|反诈|揭|遇到|看出|判断|是不是|躲|远离|劝|阻止|追回|警惕|提醒|宣传|被骗|被盗|被诈))"
_SURE: dict[Category, str] = {
    "sexual": r"约炮(?!是|什么)|(?:来|发|求|要|看|给|搞|有|传|晒|p|生成).{0,6}(?:裸照|果照|裸体照)(?!.{0,8}(?:威胁|勒索|要挟|敲诈|怎么办|传播|泄露))|(?:陪我|来|想|求|要|一起)?(?<!被)(?:裸聊|果聊)(?!.{0,8}(?:骗|敲诈|勒索|威胁|怎么办|是什么|诈))|(?:来|发|求|要|看|搞|有|给|整|点|张|份|些|涩|^)色图(?!案|表|标|形|像)|涩图.{0,4}(?:来|发|求)|(?:来|发|求|整|搞)点?.{0,3}涩图"
    r"|(?:看|求|发|来|找|有|部|些|点).{0,4}(?<![姜牛蛋银芩])黄片|成人片|\bporn(?:o|hub)?\b|(?:send|show|drop|share|want|post|leak)\b.{0,20}\bnudes?\b|\bnudes please|av番号|番号(?:推荐|求)|磁力.{0,6}(?:片|番)|(?:写|来|看|求|发).{0,6}(?:肉文|\bh文|开车文|小黄文|黄文)|萝莉.{0,4}(?:裸|涩)|\bsexting\b|\bblow ?job\b|\berotic (?:story|roleplay|chat)",
    "slur": r"(?:写|来|帮).{0,8}(?:骂人的?脏话|脏话骂)|(?<![东托印索肯丹罗蒙])尼哥(?!哥|斯|拉)|(?<![摸天乌])黑鬼(?!火)|支那(?=人|猪|狗|$|[^一-鿿])(?<![这一哪几]支那)|\bn[i1]gg(?:er|a)|\bfagg?ot|残废.{0,4}(?:去死|活该)|(?:河南|东北|上海|广东|新疆|农村)人?(?:都是|全是)(?:贼|骗子|垃圾|畜生)",
    "doxx": rf"(?:帮我|给我|去|求|一起|来|想|教我|怎么).{{0,4}}(?<!被)人肉(?!包|搜索(?:犯|违|是)|犯法|违法)|^人肉{_PERSON}|(?<!被)开(?:个)?盒(?:{_PERSON})(?!违法)|(?:帮我|给我|求|教我).{{0,6}}开(?:个)?盒(?!子|饭|盖|装|酸)|户籍信息|(?:查|扒|搜|找)(?:一下|下|查|出|到)?{_PERSON}的?.{{0,8}}(?:住址|住哪|家庭住址|手机号|电话号|电话|身份证|真名|真实姓名|行踪)(?!方便|便宜|划算|合适|舒服|怎么办)|(?:查|扒|搜|找)(?:一下|下|查|找|出|到)?{_PERSON}(?:的|在|现在|目前)*(?:家|哪个?|什么)?(?:地址|单位|学校)(?!.{{0,4}}(?:排名|怎么样|推荐|好不好))|\bdoxx?(?: (?:him|her|them|this))?\b|\bfind (?:out )?where (?:she|he|this (?:guy|girl|person|streamer|woman|man)) lives\b|\b(?:find|get|give|tell|send|need|what(?:'s| is)) (?:me |out )?(?:her|his|their|this (?:girl|guy|woman|man|streamer)'s) home address\b",
    "betting": r"(?:推荐|求|给我).{0,6}(?:赌球|下注|博彩|菠菜(?:网|平台|站)|彩票内幕|稳赢的?盘)|百家乐.{0,8}(?:必胜|公式|技巧|怎么赢|平台|网|打法|稳)|时时彩.{0,8}(?:推荐|押|买|压|号|计划)|赌场(?:网址|平台)|(?:押|下注)(?:哪个|哪队|谁).{0,4}(?:稳|赢)|(?:推荐|求|给|找|哪).{0,6}网赌(?:平台|网)|赌球(?:网站|平台)|六合彩.{0,6}(?:号|码)|\bbet(?:ting)? tips?\b|\bwhich team should i bet\b|\bsure bets\b",
    "stock": r"荐股(?!.{0,4}(?:骗|诈|是))|(?:推荐|介绍|给我?|来|说)(?:一下|下)?[^,，。!！?？]{0,8}(?:稳赚|必涨|翻倍|涨停|能涨|会涨)[^,，。!！?？]{0,6}(?:股|基金|(?<![金游戏银])币|票|理财|项目)|(?:推荐|介绍|给我?|来|说)(?:一下|下)?[^,，。!！?？]{0,6}(?:牛股|妖股|涨停的?票)|哪只(?:股票?|票|基金).{0,6}(?:涨|赚|翻)|内幕消息.{0,6}股|\bwhich (?:stock|coin|crypto) (?:should i|to) buy\b|\bstock tips?\b|\bguaranteed (?:return|profit)s? (?:on|in|from|stock|crypto|please)",
    "fraud": rf"(?:教我|帮我){_WARY}.{{0,8}}(?:骗钱|诈骗|套现|刷单|洗钱|伪造|做假证|假发票|盗号|破解.{{0,4}}(?:密码|wifi|锁))|钓鱼(?:网站|链接)怎么(?:搭|做)(?!的?防)|(?:写|编){_WARY}.{{0,8}}(?:诈骗|骗.{{0,4}}(?:转账|老人))|\b(?:write|make|create|build|craft|draft)\b.{{0,24}}\b(?:phishing|scam) (?:email|text|message|site)s?\b|\b(?:make|get|buy|need|forge|sell)\b.{{0,15}}\bfake (?:id|diploma|invoice)s?\b",
    "drugs": r"(?:哪里|去哪|怎么|如何).{0,6}(?:买|弄到|搞到|搞|制作).{0,4}(?:冰毒|大麻(?!籽|布)|摇头丸|k粉|海洛因|迷药|听话水|毒品)|(?:求|买|卖|要|来)点?.{0,4}(?:听话水|迷药|摇头丸|k粉|冰毒)|冰毒.{0,6}(?:配方|制作|怎么做)|\bhow (?:to|do i|can i) (?:make|cook|buy|get) (?:meth|weed|cocaine|mdma)\b",
    "harm": r"(?:怎么|如何|教我|咋|咋整).{0,6}(?:弄死|毒死|打残|打死|整死|杀死|害死)(?:我的?)?(?:他|她|ta|老板|室友|同事|同学|邻居|老师|老公|老婆|前任|前男友|前女友|领导|婆婆|爸|妈|一个人|别人|人)|(?:怎么|如何|教我).{0,4}把(?:他|她|我?(?:老板|室友|同事|同学|邻居|老师|老公|老婆|前任|领导)).{0,4}(?:弄死|毒死|打残|杀)|报复.{0,6}不被发现|(?:怎么|如何|教我|咋)(?:做|制作|造|自制)(?:个|一个|一颗)?(?:土)?(?:炸弹|炸药|土枪|枪支|燃烧瓶|燃烧弹)(?!鸡|蛋|酒|面包|奶|小游戏|模型|手办|玩具|道具|特效)|(?:炸药|(?<![浴澡奶可力士蛋水盐糖酱肉子冰花茶球])炸弹)(?:的)?(?:配方|制作方法|制作步骤)|\bhow (?:to|do i|do you|can i|would i) (?:make|build) a (?:pipe )?bomb\b(?! (?:ass|cocktail|sandwich|dinner|playlist|meal|salad|dip|outfit))|\bto (?:make|build) a pipe bomb\b|\bhow (?:to|do i) (?:poison|kill|hurt) (?:(?:him|her|someone)(?!'s feelings| (?:phase|in (?:the )?(?:game|elden|dark|hades)))\b|my (?:boss|wife|husband|neighbou?r|ex|girlfriend|boyfriend|teacher|classmate|coworker|colleague|roommate|brother|sister|dad|mom|mother|father|friend|parents|kid|dog|cat|family|stepdad|stepmom)\b)",
}  # fmt: skip
_BROAD: dict[Category, str] = {
    "sexual": r"做爱(?=$|[^一-鿿]|[了过吗呢吧姿技视片时次小故文场])|做爱的(?:姿势|视频|图|故事|声音|照)|性交(?!易)|(?<![路出进港窗门虎关岔隘])口交(?=$|[^一-鿿]|[的吗了吧呢视技怎])|(?:衣服|她|他|女|妹|姐|主播).{0,6}脱光|脱光(?:衣|给我|了给)|露点(?:照|图|视频|写真|福利)|(?:有没有|要|求).{0,4}露点(?!温|仪|是)|强奸(?!罪|犯|案|未遂)(?=.{0,6}(?:文|故事|剧情|小说|片|她))|幼女(?=.{0,6}(?:照|图|片|裸|视频))|\berotic|\bnudes\b",
    "doxx": rf"(?:这|那)(?:人|女的|男的|女生|男生|小姐姐|小哥|主播|博主).{{0,4}}住(?:哪|在哪)(?!方便)|{_PERSON}(?:家)?住(?:在)?哪(?:个小区|条街|栋)",
    "betting": r"(?:推荐|求|给).{0,6}(?:赌盘|投注)|网赌.{0,4}(?:怎么赢|技巧|稳)|(?:买)(?:哪队|谁).{0,4}(?:稳赢|赢)",
    "stock": r"(?:推荐|介绍|给我?|来|说)(?:一下|下)?[^,，。!！?？]{0,8}(?:只|支|个|几)[^,，。!！?？]{0,10}(?:股票|个股|基金|(?:虚拟|加密|数字|山寨|百倍|潜力)币)(?!.{0,6}(?:是什么|怎么|知识|书|入门|段子|笑话|故事|电影|视频|课|梗|文案|app|软件|博主|老师|术语|名词|表情|经理))|(?:哪个|什么)股票?(?:能|会|明天).{0,4}(?:涨|赚)|(?:买|推荐)(?:哪只|哪支|什么)(?:股票|股|基金|(?<!硬)币)|\bwhat (?:stock|coin|crypto) (?:should i|to) buy\b|\bguaranteed (?:return|profit)",
    "fraud": rf"(?:怎么|如何){_WARY}.{{0,8}}(?:骗钱|诈骗|套现|刷单|洗钱|伪造|做假证|假发票|盗号|破解.{{0,4}}(?:密码|wifi|锁))|(?:举报信|黑料).{{0,6}}(?:冤枉|诬陷|编)|(?:编|造).{{0,8}}黑料",
    "drugs": r"(?:哪里|怎么|去哪|如何).{0,6}(?:买|弄|搞).{0,4}笑气",
    "harm": rf"(?:怎么|如何|教我|咋|咋整){_PEST}.{{0,8}}(?:弄死|毒死|下毒|打残|整死|杀(?:了他|了她|掉|人(?!鲸|蜂|蟹|游戏|网|书)))|(?<![浴澡奶可力士蛋水盐糖酱肉子冰花茶球])炸弹怎么做|(?<![一-鿿])(?:做|制作|造)(?:炸弹|炸药|土枪|枪支)(?!鸡|蛋|酒|面包|奶)",
}  # fmt: skip
# "En retard" is French for late, "le retard" a delay: an article or the like before it, a preposition behind it.
_FRENCH = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "en", "le", "les", "un", "du", "de", "des", "mon", "ton", "son", "ce", "ces", "mes", "tes", "ses", "nos", "vos", "leur",
        "leurs", "notre", "votre", "sans", "avec", "tout", "aucun", "quel", "petit", "gros", "grand", "léger", "moindre",
    )
)  # fmt: skip
_WEAK: dict[Category, str] = {
    "sexual": r"下面硬|丝袜.{0,4}(?:诱惑|福利)|福利姬|擦边|刺激的图|胸.{0,2}(?:露|大不大)|床上功夫|叫床|\bhorny\b|\bsexy pics?\b",
    "slur": rf"傻逼|煞笔|沙比|婊子|贱人|狗东西|脑残|智障|娘炮|死胖子|{_FRENCH}\bretard(?:s|ed)?\b(?! (?:de|du|des|d'|dans|sur|à|au|pour|scolaire|possible))|\bbitch\b|\bwhore\b",
    "doxx": r"住址|手机号是|身份证号|门牌|家庭地址|户口本",
    "betting": r"赌|下注|赔率|盘口|\bbet\b",
    "stock": r"股票|涨停|抄底|满仓|\bstock\b|\bbitcoin\b",
    "fraud": r"诈骗|洗钱|套路贷|盗号",
    "drugs": r"冰毒|大麻|海洛因|\bmeth\b|\bcocaine\b",
    "harm": r"炸弹|下毒|砍死|\bbomb\b|\bpoison\b",
}
# What a program must not print for others to read, however its words were put together.
_RUDE = late(
    r"操你|艹你|肏|草泥马|日你[妈娘]|干你[妈娘]|[你尼]妈(?:的|死了|逼)|尼玛|(?<![a-z])(?:cnm|nmsl)(?![a-z])|死全家|全家死|去死吧?|废物|贱货|傻[bx叉]|(?<![a-z0-9_])s ?b(?![a-z0-9_]|\s*[.=(\[:,])|垃圾人|(?<![a-z])fuck|\bcunt\b|\bslut\b|\bassholes?\b|\bkill yourself\b|\bkys\b"
)
_SURE_RE = {name: late(pattern) for name, pattern in _SURE.items()}
_BROAD_RE = {name: late(pattern) for name, pattern in _BROAD.items()}
_WEAK_RE = {name: late(pattern) for name, pattern in _WEAK.items()}
_INSIDE = late(r"(?<=[一-鿿])[\s.*·_|/~-]+(?=[一-鿿])")
_IN_GAME = late(_GAME)


def _folded(text: str) -> str:
    return _INSIDE.sub("", fold(text))


def _strong(plain: str, sure: bool = False) -> Category | None:
    """The first category whose pattern stands in folded text; with `sure` by the patterns of that kind alone."""
    # Who names a game asks how to play it; a made-up game ("假装是游戏") is none of those.
    playing = _IN_GAME.search(plain) is not None
    for table in (_SURE_RE,) if sure else (_SURE_RE, _BROAD_RE):
        for name, pattern in table.items():
            if not (playing and name == "harm") and pattern.search(plain):
                return name
    return None


def asked(text: str, sure: bool = False) -> Category | None:
    """The category that a request falls under by a strong pattern, or None. With `sure`, by such patterns alone as
    hold against a decider that is sure of an ordinary wish."""
    return _strong(_folded(text), sure)


def spoken(reply: str, request: str = "") -> Category | None:
    """The category that a reply must not be posted for: a strong pattern in it, two weak ones, or one weak that
    the request shares with a strong one."""
    plain, wish = _folded(reply), _folded(request)
    if said := _strong(plain):
        return said
    wanted = _strong(wish)
    for name, pattern in _WEAK_RE.items():
        weak = {hit.group() for hit in pattern.finditer(plain)}
        if (len(weak) >= 2 and name in ("sexual", "slur")) or (weak and name == wanted):
            return name
    return None


def printed(output: str) -> Category | None:
    """The category that a program's output must not be posted for: as `spoken`, and a single rude word is enough,
    since a program can be told to print anything at anybody."""
    plain = _folded(output)
    rude = _RUDE.search(plain) or _WEAK_RE["slur"].search(plain)
    return "slur" if rude else spoken(output)
