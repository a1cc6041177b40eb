"""What a running joke may be made of: who laughs, who is tired of one, what is no joke at all; knows no store."""

from __future__ import annotations

import re

from dazi.text.beasts import HAN, LATIN
from dazi.text.late import late
from dazi.text.normalise import fold

_LAUGHS = late(
    r"哈哈|嘿嘿|嘻嘻|h{3,}|233+|笑(?:死|不活|喷|疯|翻|抽|裂|岔|拉|崩|麻|晕|飞|到|出|得|了)|乐(?:死|了|坏)|绷不住|蚌埠住|xswl|(?:太|好|真|巨|超)(?:好笑|搞笑|逗|有才|损)|逗死|神回复|有才|人才啊|妙啊|[😂🤣😆😹😄😁]"
    r"|\b(?:a?ha(?:ha)+h?|lo+l|lmf?ao+|rofl|hehe+|i'?m (?:dead|dying|crying|wheezing)|dead 💀|cracking up|crack(?:s|ed)? me up|good one|hilarious|so funny|made me laugh)\b|💀"
)
_NO_LAUGH = late(
    r"不好笑|没意思|笑不(?:出|了|起)|哪里?好笑|好笑吗|有(?:什么|啥)好笑|苦笑|呵呵|(?:别|不要|不许)笑|笑话我|嘲笑|强颜|哭笑|笑着(?:哭|说没事)|哭着?笑|没事|算了|习惯了|无所谓了"
    r"|\b(?:not|isn'?t|wasn'?t|ain'?t) (?:that |even |very |really )?funny\b|\bunfunny\b|\blaughing at me\b|\bha(?:ha)* no\b|\b(?:it'?s|i'?m) fine\b|\bused to it\b|\bnever ?mind\b"
)
_WEARY = late(
    r"(?:别|不要|甭|不许|不准)(?:再|老|总|一直|天天)*(?:拿|用)?(?:这个?|那个?|我|它)?(?:梗|事)?(?:说|提|叫|喊|玩|讲|逗)|(?:别|不要)(?:再|老|总)+(?:用|拿)|(?:这|那|个)梗.{0,4}(?:老|烂|过时|腻|别|够|不好|没意思)|听腻|玩腻|说腻|腻了|够了|不好笑|没意思|过时了|翻篇|不想再听|换个梗"
    r"|\b(?:don'?t|do not|stop|quit) (?:call(?:ing)?|say(?:ing)?|mention(?:ing)?|bring(?:ing)? (?:that|it) up|with (?:the|that)|joking)\b|\bnot funny\b|\bold (?:joke|news)\b|\bgetting old\b|\benough (?:of|with)\b|\b(?:drop|retire) (?:it|that|the)\b|\blet it go\b|\bcringe\b"
)
# Figures of speech in which nobody dies, cries or falls ill.
_FIGURES = late(
    r"(?:笑|饿|困|热|冷|馋|萌|可爱|甜|香|撑|忙|急|吓|美|乐|爽|酸|尬|社)(?:死|哭)(?:我|人|了)?|死党|死磕|死宅|死循环|死机|哭笑不得|笑哭|笑到(?:头掉|打鸣|肚子疼|肚子痛|喷饭)|痛快|头(?:疼|痛)(?=文学)|药丸"
    r"|\b(?:i'?m|i am|im) (?:dead|dying|crying)\b|\b(?:killed|killing|kills) me\b|\bdying (?:of|from|laughing)\b|\bcrying laughing\b"
)
# Whatever hurts, is somebody's trouble, or is too big for a quip. A joke that is lost costs little.
_HEAVY = late(
    r"哭|难受|难过|伤心|崩溃|委屈|焦虑|失眠|睡不着|抑郁|emo|压力|心累|好累|太累|累死|累了|烦死|绝望|孤独|孤单|寂寞|丧|失恋|分手|前任|离婚|出轨|劈腿|表白|被拒|拉黑|想家|想他|想她|后悔|对不起|害怕|吓到|噩梦"
    r"|生病|发烧|感冒|咳嗽|吐了|住院|医院|医生|看病|手术|吃药|药|癌|病|疼|痛|过敏|流产|怀孕|备孕|产后|例假|姨妈痛|体检|确诊|抢救|事故|车祸|受伤|骨折|瘸|走丢|走失|送走|送人|去世|离世|过世|走了[一二三四五六七八九十两几半\d]|没了|死|葬|坟|墓|骨灰|祭|遗(?:言|书|体|像|照|物|孤|憾)|忌日|安乐"
    r"|欠|债|网贷|花呗|破产|裁员|被裁|失业|辞退|开除|被开|降薪|拖欠|赔钱|亏(?:了|钱)|被骗|被偷|丢了|骗子|赌博|输光|彩票|股票|基金|涨停|报警|警察|坐牢|犯罪|打官司|起诉|吵架|打架|冷战|家暴|被打|打我|打他|打她|被.{0,4}骂|挨骂|骂我|骂他|霸凌|欺负|孤立|造谣|道歉"
    r"|挂科|落榜|没考上|没过|考砸|不及格|考研|高考|中考|考公|考编|上岸|面试|offer|求职|答辩|成绩|分数|自杀|自残|轻生|不想活|想死|地震|洪水|台风|火灾|疫|战争|灾|杀|刀|枪|炸|毒|嫖|裸|床上|约炮|做爱|性感|胸|屁股|色情|涩|擦边|黄色|勾引|戒烟|戒酒|酒精|喝多|喝醉|断片|吸烟|抽烟"
    r"|没再(?:起来|醒|回|来)|再也没|老[狗猫]|洗胃|除草剂|农药|煤气|心跳|车轮|期限|注销|存在过|天台|绳|公司送|已读不回|简历|投了.{0,6}份|门卫|最后一[句面次条眼]|张卡|信用卡|分期|利息|还款|工资没|一个人(?:过|吃|住|去)|没人(?:理|回|记得|来|陪|要|问)|只有你(?:理|回|陪)|我自己(?:过|$)"
    r"|主席|书记|总统|总理|首相|政府|领导人|国民党|共产|法轮|台独|港独|藏独|六四|抗日|鬼子|佛祖|真主|穆斯林|基督|信教|清真|黑人|白人|民族|地域|河南人|东北人|上海人|残疾|盲人|聋|哑巴|精神病|抑郁症|自闭"
    r"|\b(?:sad|cry|cried|crying|tears|depress\w*|anxious|anxiety|lonely|heartbrok\w+|broke up|break ?up|my ex|divorc\w*|dump(?:ed)?|grie[fv]\w*|miss (?:him|her|them)|sick|ill|illness|hospital|doctor|surger\w+|cancer|pain\w*|hurt\w*|pills?|meds?|medication|allerg\w+|pregnan\w+|miscarr\w+|died?|dead|death|dying|funeral|grave|passed away|put down|vet bill|accident|crash(?:ed)?|injur\w+|rehab|drunk|hungover|hangover|alcohol\w*|smok(?:er|ing)|drugs?|weed"
    r"|fired|laid off|layoff\w*|unemploy\w*|broke\b(?! my)|debt|loan|rent is|overdue|scam\w*|stolen|robbed|police|jail|arrest\w*|court|lawsuit|fight|fought|argument|yell\w*|scream\w* at|bull(?:y|ied|ying)|abus\w+|fail(?:ed|ing)|flunk\w*|rejected|exhaust\w*|overwhelm\w*|burn(?:ed|t)? ?out|burnout|stress\w*|panic|insomnia|nightmare|suicid\w*|kill\w*|bomb|gun|knife|shoot\w*|poison|war|flood|earthquake|sex\w*|sexy|horny|naked|nude\w*|boobs?|ass\b|butt|porn\w*"
    r"|interest is|paycheck|credit cards?|bills|insulin|on purpose|life insurance|how high|only one who|nobody|no one|alone|permanent|forever|garage|the storm|unread|applications?|president|politic\w*|government|election|trump|biden|muslim|christian|jew\w*|god\b|church|racis\w*|black people|white people|disab\w*|autis\w*|retard\w*)\b"
)
_BODY = late(
    r"胖|肥|瘦|减肥|减脂|体重|斤|秃|丑|矮|痘|疤|皱纹|大饼脸|脸大|腿粗|腰围|水桶腰|肚腩|赘肉|身材|体脂|节食|断食|催吐|卡路里|热量|龅牙|眯眯眼"
    r"|\b(?:fat|chubby|chonk\w*|skinny|overweight|diet\w*|weight|pounds|kilos|lbs?|kg|calorie\w*|bald\w*|ugly|short guy|belly|thighs?|wrinkl\w+|acne|body)\b"
)
_INSULT = late(
    r"傻[逼叉缺狗子瓜]|傻的|大傻|真傻|沙比|煞笔|蠢|笨|白痴|智障|弱智|脑残|废物|垃圾|人渣|渣男|渣女|贱|婊|他妈|你妈|尼玛|(?<![体早间做会出])操(?!场|作|心|盘|控|办|练|刀)|艹|草泥马|滚|狗东西|畜生|神经病|变态|娘炮|土鳖|穷鬼|屌|逼|死胖子|丑八怪|恶心|讨厌鬼|没用|窝囊|奴才|跪舔|舔狗|绿茶|白莲花|杀马特|乡巴佬|屎|屁|尿"
    r"|\b(?:idiot\w*|stupid|dumb\w*|moron\w*|loser\w*|trash|garbage|useless|worthless|pathetic|bitch\w*|bastard|asshole|shit\w*|crap\w*|fuck\w*|damn|hell|slut|whore|creep\w*|freak|psycho|retard\w*|simp|incel|hate (?:him|her|them|you|myself)|suck(?:s|ed)?)\b"
)
# Somebody who is neither the writer nor the companion.
_OTHERS = late(
    r"(?<![其吉])他(?!乡)|她|老板|同事|领导|上司|经理骂|室友|舍友|朋友|闺蜜|兄弟们?|哥们|姐妹|同学|同桌|老师|教授|导师|教练|师傅|客户|甲方|房东|邻居|隔壁|楼上|楼下|对象|男友|女友|男朋友|女朋友|老公|老婆|媳妇|爱人|相亲|我?爸|(?<!龙)妈(?!呀|耶)|爹|(?<!姑)娘(?!娘)|(?<!八)哥(?!斯|特|布)|姐|弟|妹|爷|奶奶|姥|外公|外婆|叔|舅|姑(?!且)|姨|婆婆|公公|岳|我家娃|我娃|娃|孩子|儿子|女儿|闺女|宝宝|崽|明星|偶像|爱豆|博主|主播|up主|楼主|作者|网红|演员|歌手|男主|女主|这人|那人|有人|某人|小哥|小伙|姑娘|大爷|大妈|阿姨|别人|人家|大家|保安|外卖员|骑手|司机|店员|服务员|人名|先生|女士|[@＠]"
    r"|\b(?:he|she|him|her|his|hers|they|them|their|my (?:boss|friend|mate|brother|sister|mom|mum|mother|dad|father|cousin|roommate|flatmate|colleague|coworker|neighbou?r|uncle|aunt|grandm\w+|grandp\w+|nan|wife|husband|girlfriend|boyfriend|partner|teacher|professor|ex|parents|kids?|son|daughter|baby|landlord|manager|doctor|crush|date)|the (?:guy|girl|man|woman|streamer|creator|actor|singer|teacher|kid|baby)|some(?:one|body)|mr|mrs|ms|everyone|people)\b"
)
_SECRET = late(
    r"\d{4,}|https?:|www\.|密码|身份证|银行卡|电话|手机号|微信号|住址|门牌|\bpassword|\baddress\b|\bphone\b"
)
# Two or three signs that read like somebody's name.
_SURNAMED = late(
    r"(?:[王李张刘陈杨赵周吴徐孙朱胡郭林何罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆贾韦夏邱侯邹熊孟秦阎薛尹段雷黎史陶贺顾毛郝龚邵钱严覃武戴莫孔]|欧阳|司马|诸葛|上官)[一-鿿]{1,2}"
    r"|(?:小|老|阿)[王李张刘陈杨赵周吴徐孙朱胡郭林何罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘田董袁叶蒋杜苏魏程吕丁沈姚卢钟姜崔谭]"
)
BEAST = late(rf"{HAN}|主子|毛孩子|\b{LATIN}\b|\bkitty\b|\bcritter\b", re.IGNORECASE)
_IT = late(r"\b(?:he|she|him|her|his|hers|they|them|their)\b|[他她]")
_HELLO = late(
    r"(?:(?:小搭|搭子|dazi|xiaoda|你|嗨|嘿|哈[喽啰咯]|hello|hi|hey|yo|there|诶|欸|喂)[,，!！~～ ]*)*"
    r"(?:(?:我)?(?:又|终于|可算)?(?:来|回来|上线|冒泡|出现|报到|打卡|爬上来)(?:了|啦|咯|喽)?|(?:你)?(?:还)?(?:在|在线)(?:吗|不|么|不在|嘛)|早(?:上好|安|啊|呀)?|晚(?:上好)|(?:上|中|下)午好|午好|好久不见|好久没(?:来|见|聊)了?|(?:好)?(?:几|些|多)天没(?:来|见|聊)了?|又见(?:面|到你)了?|想我(?:了)?(?:吗|没|没有|不)|(?:最近|今天|这两天)?(?:在)?(?:干嘛|干啥|忙啥|忙什么)(?:呢|呀)?|(?:最近|这两天)(?:怎么样|咋样|还好吗|如何)|(?:好|真|有点|太|今天)*无聊(?:中|了|啊|死了)?|没事(?:儿)?(?:干|做)?|(?:来)?(?:唠|聊|扯)(?:会儿?|几句|两句|一?下|聊)?(?:呗|吧|天)?|路过|冒个泡|摸鱼中?|(?:还)?(?:记得|认得|认识)我(?:吗|不|么)"
    r"|(?:good )?(?:morning|evening|afternoon)|long time no see|(?:i'?m |guess who'?s )?back(?: again)?|miss(?:ed)? me|how(?:'s| is) (?:it going|life|everything|things)|how are (?:you|things)|how have you been|what'?s (?:up|new|good)|sup|you (?:there|around|up)|still (?:here|around|there)|remember me|i'?m (?:so )?bored|bored|been a (?:while|minute)|me again|hello|hi|hey)?"
    r"(?:[,，]? ?(?:小搭|搭子|dazi|xiaoda|again|there|buddy|friend|today|啊|呀|哈|嘛|呢|吧|了))*[\s,，。.!！?？~～…哈👋😂]*"
)


def laughs(text: str) -> bool:
    """Whether a comment laughs, and not bitterly."""
    plain = fold(text)
    return _LAUGHS.search(plain) is not None and _NO_LAUGH.search(plain) is None


def bitter(text: str) -> bool:
    """Whether a laugh is none, or covers something."""
    return _NO_LAUGH.search(fold(text)) is not None


def weary(text: str) -> bool:
    """Whether somebody has had enough of a joke."""
    return _WEARY.search(fold(text)) is not None


def harmless(text: str, *, beast: bool = False) -> bool:
    """Whether nothing in a text hurts, insults, is somebody's body or a secret; of an animal (`beast`) one may say that
    it is round."""
    plain = _FIGURES.sub(" ", fold(text))
    if any(one.search(plain) for one in (_HEAVY, _INSULT, _SECRET)):
        return False
    return beast or _BODY.search(plain) is None


def of_others(text: str, *, beast: bool = False) -> bool:
    """Whether a text speaks of a third person; with `beast` "him" may be the animal."""
    plain = fold(text)
    return _OTHERS.search(_IT.sub(" ", plain) if beast else plain) is not None


def beastly(text: str) -> bool:
    """Whether an animal is spoken of."""
    return BEAST.search(fold(text)) is not None


def like_a_name(phrase: str) -> bool:
    """Whether a phrase may be what somebody is called."""
    return _SURNAMED.fullmatch(phrase) is not None


def greets(text: str) -> bool:
    """Whether somebody only turns up again, or has nothing particular to say."""
    plain = fold(text)
    return len(plain) <= 40 and _HELLO.fullmatch(plain) is not None
