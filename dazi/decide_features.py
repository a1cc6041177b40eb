"""What the decider sees in a comment and its thread, as hashed features; knows no labels and no weights.

Every feature is a bucket of one table and a value. Character n-grams are hashed by numpy over the whole text at
once, Latin words and signs by CRC-32; training and run time share this file, so nothing can drift apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dazi.text.figures import without_figures
from dazi.text.held import holding
from dazi.types import Turn

BITS = 16
SIZE = 1 << BITS
VERSION = "3"  # goes into the weights: they fit one way of hashing only

_HEAD, _TAIL = 260, 120  # of a long text, its beginning and its end: the wish stands at one of them
_TURN = 60
_NOTHING = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\ufeff]")
_MANY = re.compile(r"(.)\1{2,}", re.DOTALL)
_SPACE = re.compile(r"\s+")
_GAP = re.compile("(?<=[一-鿿]) (?=[一-鿿])")
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_NAME = re.compile(r"@[\w-]{1,20}\s?")
# Figures of speech with the sign for death lose it, so that it keeps its weight where it is meant.
_FIGURE = re.compile(
    r"(想|爱)死(?=你|我了|妳|侬|它|她|他|这|那|恁|咱|奶|妈|爸|姥|外|家)"
    r"|([笑累困饿热冷烦气急吓帅美甜萌爱尬丑馋香撑渴疼痛酸穷乐忙难丢笨逗冰苦咸卡慢尬爽贵土堵晒辣臭土冻蠢吵闷]|可爱|羡慕|感动|无聊|高兴|开心|崇拜|肉麻|社|尴尬|郁闷|无语)死(?!亡|掉了?(?:就|才)好)"
    r"|(?<=打)死(?=.{0,4}(?:也|都|不))|死(?=.{0,3}皮赖脸|心眼|心塌地|脑筋|不要脸)|(?<=笑)死(?=人)|死(?=党|磕|忠|机|锁|线|宅|活不|板|角|记硬背)"
)
# Chat spellings and near synonyms of English as one word each, so that a rare one is met as the common one.
_CHAT = {
    "u": "you", "ur": "your", "r": "are", "ya": "you", "yall": "you", "y'all": "you",
    "plz": "please", "pls": "please", "thx": "thanks", "idk": "i don't know", "wanna": "want to", "gonna": "going to",
    "gotta": "have to", "cuz": "because", "cus": "because", "bc": "because", "tho": "though", "dont": "don't",
    "cant": "can't", "im": "i'm", "ive": "i've", "whats": "what's", "hows": "how's", "teh": "the",
    "ppl": "people", "rn": "right now", "gimme": "give me", "lemme": "let me", "wtf": "what", "hw": "homework",
    "vid": "video", "vids": "videos", "clip": "video", "clips": "videos", "pic": "picture", "pics": "pictures",
    "photo": "picture", "photos": "pictures", "msg": "message", "bday": "birthday", "didnt": "didn't", "doesnt": "doesn't",
    "isnt": "isn't", "aint": "isn't", "ain't": "isn't", "wont": "won't", "hes": "he's", "shes": "she's",
    "thats": "that's", "wheres": "where's", "whos": "who's", "tonite": "tonight", "tmrw": "tomorrow", "fav": "favorite",
    "info": "information", "addy": "address",
}  # fmt: skip
_SPELT = re.compile(rf"(?<![^ ,.!?])(?:{'|'.join(sorted(_CHAT, key=len, reverse=True))})(?![^ ,.!?])")
_TRADITIONAL = (
    "這这們们個个來来說说話话請请問问為为甚什麼么會会給给寫写畫画圖图換换點点還还沒没讓让對对過过時时間间開开關关"
    "種种類类裡里裏里嗎吗難难題题電电腦脑視视頻频愛爱樂乐聽听見见覺觉謝谢誰谁幫帮講讲變变邊边長长後后從从"
    "現现實实應应該该當当動动國国語语學学習习師师書书買买賣卖錢钱車车門门風风飛飞鳥鸟魚鱼貓猫龍龙馬马鳳凤頭头"
    "臉脸髮发發发歡欢樣样體体傷伤淚泪煩烦惱恼壓压隻只兩两萬万億亿歲岁歷历曆历選选擇择譯译經经線线紅红綠绿"
    "藍蓝級级組组結结網网續续繼继絕绝總总緊紧認认識识記记許许設设試试詩诗詞词調调談谈論论證证評评護护讀读課课"
    "進进遠远運运連连達达遲迟鄉乡醫医鐘钟鐵铁錄录錯错鏡镜隊队陽阳陰阴雙双雞鸡離离霧雾靜静響响頁页順顺顧顾顏颜"
    "願愿顯显飯饭飲饮館馆騎骑驚惊驗验鬥斗黃黄齊齐齒齿禮礼獎奖獨独環环產产療疗盡尽監监確确碼码禍祸稱称窮穷筆笔"
    "節节簡简糧粮緣缘繞绕罵骂義义聲声職职肅肃膽胆舊旧艱艰莊庄華华葉叶藝艺藥药蘇苏蟲虫補补裝装觀观規规親亲訊讯"
    "計计訓训訴诉詢询詳详誇夸誤误貼贴費费資资賽赛贏赢趕赶跡迹躍跃轉转較较輕轻輸输辦办農农適适郵邮釋释針针鬆松"
    "麗丽麵面塊块壞坏夢梦媽妈嬤嬷孫孙寧宁專专尋寻導导層层幾几廣广廢废張张彈弹強强復复恥耻慘惨慣惯慶庆憂忧懷怀"
    "戀恋戰战戲戏戶户擔担據据擊击擴扩擾扰攝摄數数斷断曬晒機机條条楊杨樓楼標标權权決决沖冲涼凉淺浅測测溫温"
    "滅灭滿满潔洁無无燈灯燒烧營营爺爷牆墙狀状獸兽瘋疯癢痒著着睏困矇蒙衝冲啟启單单嗚呜囉啰園园圍围團团場场堅坚"
    "報报夠够奪夺婦妇嚇吓傳传備备價价億亿優优內内冊册凍冻劃划劇剧劉刘勁劲勝胜勞劳勢势區区協协卻却厲厉參参"
)
_SIMPLE = str.maketrans(dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)))

# Families of signs, the same in Chinese, its dialects and English: they carry over to wording never seen.
FAMILIES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "homework": r"作业|做业|老师|老湿|课本|课文|练习册|卷子|试卷|考卷|这道题|这到题|这题|写过程|写步骤|要步骤|作文|做文|读后感|观后感|周记|日记|手抄报|检讨|论文|实验报告|选[a-d]\b|选[a-d](?:还|定|or|或)|期[中末]|homework|worksheet|assignment|essay|\bquiz\b|\bprofessor\b|my teacher|for class|show (?:your |my )?work|lab report|book report|thesis|due (?:today|tonight|tomorrow|今|明)|课后|考试题|证明题|填空题|选择题|阅读理解|阅读题|应用题|大题|缩写句子|造.{0,3}句|班主任|辅导员|助教|订正|订证|答案|第.{1,2}[题问]|学校要|要交|交了|解方程|辅助线|配平|仿写|看图写话|竖式|my (?:math|english|history|class)|\bclass\b.{0,10}(?:paper|report)|algebra|calculus|卷孑",
        "translate": r"翻译|翻成|翻一下|翻下|译成|英文|英语|日语|日文|韩语|韩文|法语|德语|俄语|西班牙语|粤语|泰语|意大利语|怎么念|怎么读|啥意思|什么意思|咩意思|是何意|translat|what does .{1,40} mean|how (?:do|would) (?:you|i) say|meaning of|in (?:chinese|english|mandarin|cantonese|japanese|korean|french|spanish|german)|怎么说|咋说|点讲|怎么拼|用.{1,4}语|什么梗|的缩写|缩写|是哪个词|\bmeans?\b|\bslang\b|\bword\b|pronounce|中文|普通话|文言文",
        "laugh": r"笑话|段子|冷笑话|谐音梗|逗我|逗我笑|好笑的|讲个笑|包袱|脱口秀|相声|\bjokes?\b|\bpuns?\b|make me laugh|something funny|knock knock|逗闷子|单口|笑一个|说点好笑|笑料|乐一乐|逗乐|stand ?up|\bfunny\b|皮一下|搞笑点|笑化|包袱|groaner|crack (?:me|us|her|him) up|silly",
        "draw": r"画[一个张只条幅座棵朵]|画.{0,2}(?:我|你|头像|壁纸|海报)|生成.{0,4}[张幅图]|来张.{0,12}图|出图|\bdraw\b|\bpaint\b|\bsketch\b|generate (?:a|an|me)|picture of|wallpaper of|illustrat|画|绘|插画|海报|壁纸|头像|手绘|\bimage of\b|poster|cartoon|wallpaper",
        "picture": r"图|照片|相片|自拍|合影|相\b|张相|\bphoto\b|\bpic(?:s|ture)?\b|\bimage\b|selfie|screenshot",
        "edit": r"换背景|背景换|换成|变成|去掉|p掉|p一下|p成|加个|加上|戴[个上]|抠图|抠个|磨皮|调亮|亮点|滤镜|水印|修复|路人|变水彩|add (?:a|some|sunglasses)|remove|\bswap\b|make (?:it|this) (?:look|bright|dark)|\bfilter\b|turn this into|change the (?:sky|background)|background",
        "extend": r"扩图|扩一|扩展|扩边|扩成|扩大|往[左右上下外两四]|补全|补齐|延伸|延展|画外|\boutpaint|\bextend\b|\bexpand\b|\buncrop|make it wider|fill in the (?:sides|top)",
        "feed": r"推点|推些|推荐|推给|多推|少推|别推|再推|不要推|少来点|多来点|类似的|同款|首页|刷到|不想看|想看|看腻|睇到厌|屏蔽|大数据|信息茧房|\bfeed\b|recommend|similar|show me (?:more|less)|more (?:like|of) th|no more|stop (?:showing|recommending)|not interested|推送|推见|首夜|频道|博主|系列|\bmore\b.{0,12}(?:video|clip|vlog)|视频.{0,4}推|推.{0,6}视频|\bchannels?\b|more like|安排",
        "video": r"视频|影片|条片|片尾|画面|镜头|字幕|结局|图里|图上|图片里|图中|他为什么|她为什么|手里|后面那|背景里|这是(?:什么|啥|谁|哪)|在哪拍|讲的啥|讲的是|没看懂|看不懂|总结|课代表|what(?:'s| is) (?:going on|happening|this|that|she|he)|who(?:'s| is) (?:the|that|this)|where (?:was|is) this|tl;?dr|\bin the (?:video|clip|back)\b|the ending|咋回事|啥情况|什么情况|笑点|名场面|这啥|看清|没听清|第.{1,3}秒|品种|什么(?:花|鸟|车|虫|牌子|植物|动作)|他们在|\bhe\b|\bshe\b|what .{0,12} is this|what happened|summary|background|logo|in this pic|punchline",
        "copy": r"文案|签名|昵称|网名|名字|取名|起名|起个名|叫什么好|店名|标题|标语|口号|slogan|祝福|贺词|贺卡|祝寿|致辞|春联|情话|道歉信|辞职|请假|朋友圈|盆友圈|配文|配什么|简介|自我介绍|写[一个段封首句条份两几]|帮我写|帮写|润色|caption|\bbio\b|nickname|name for|name ideas|username|birthday (?:wish|card)|\btoast\b|\bhaiku\b|write (?:a|an|me|some)|apology|resignation|thank you note|email to|叫啥|取个|起个|改.{0,3}名|店铭|铭|slogan|寄语|开场白|写.{0,4}(?:话|信|诗|词|故事|句)|拟|措辞|句子|配几句|送.{0,6}话|polish|\bemail\b|more professional|cover letter|message (?:to|for)|title for|发给",
        "ask": r"怎么|咋|为什么|为啥|点解|啷个|哪能|如何|怎样|多少|几[点个天号分多]|多久|多大|什么时候|什么是|是什么|能不能|可以.{0,6}吗|原理|区别|how (?:do|to|many|much|long|does|come)|why (?:is|do|does|are)|what(?:'s| is) the|what are|difference between|is it (?:true|safe|ok)|can (?:i|dogs|cats|you) |哪个|哪里|哪儿|几点|能.{0,8}吗|要不要|是不是|会不会|有没有|可以|有什么|吃什么|怎样|求教|求解|请教|求科普|知识|区[别却]|healthy|what time|how do|how does|convert|what does|when (?:is|do|does)|who (?:was|is|painted|invented)|is a |does ",
        "code": r"```|\bpython\b|\bjava\b|\bjs\b|\bsql\b|\bgit\b|代码|报错|exception|\berror\b|\bdef \w|print\(|;\s*$|\bapi\b|正则|编译|docker|npm|for ?\(",
        "pain": r"难过|难受|伤心|想哭|哭了|崩溃|失恋|分手|离婚|去世|走了|没了|癌|确诊|失眠|睡不着|孤独|没人|委屈|焦虑|抑郁|压力|撑不|好累|太累|失业|裁员|欠|考砸|落榜|挂科|吵架|被骂|心碎|绝望|i'm (?:so )?(?:sad|tired|lonely|heartbroken)|broke up|passed away|lost my|lonely|depress|anxious|crying|exhausted|离世|走咗|笑我|欺负|拆了|赔|六位数|网贷|背叛|出轨|前任|结婚.{0,4}不是我|对不起我|失望|想家|遗憾|白发人|手术|住院|医院|复查|化疗|流产|没考上|被拒|怪我|没用|emo|hurts?\b|miss (?:him|her|you|my)|died|divorce|fired|laid off|failed|broken|no one|nobody|ghosted|burn(?:t|ed)? out|dumped|crush(?:ed|ing)|\bcr(?:y|ied)\b|funeral|cancer|reject|\balone\b|homesick|silence|\bfe(?:el|lt)(?:ing)? (?:so |really |like )*(?:awful|terrible|horrible|down|low|bad|miserable|sick|lost|empty|numb|worthless|stupid|dumb|small|crap|trash)|(?:yelled|screamed|shouted) at|\bawful|miserable|asham|embarrass|bad day|rough (?:day|week)|空号|走廊里|没有我|没人问|牵引绳|搞砸|屏蔽了?我|敏感",
        "risk": r"不想活|活不下去|活着.{0,4}(?:没意思|没意义|累|干嘛|为了什么)|活够|活腻|自杀|轻生|自残|割腕|割手|跳楼|跳河|跳下去|上吊|安眠药|遗书|遗言|消失|想死|去死|死了|解脱|结束(?:自己|一切|生命)|永远睡|不(?:再|要|用)?醒|没有我|没我|最后一次|告别|kill (?:my|him|her|them)sel|suicid|want to die|end it|end my life|self.?harm|cut(?:ting)? myself|better off without|disappear|not be here|wake up|死|4一4|想4|zs|自鲨|来世|永别|下线了|天台|楼顶|阳台|桥上|窗边|划(?:自己|了|手)|伤痕|伤口|做傻事|保险单|受益人|一了百了|走了算|去陪|去找|最后一(?:条|程|面|次)|别救|撑不|活过|活到|离开(?:人世|这个世界)|再见了|牵挂|告别|好好活|\bdie\b|\bdead\b|hurting myself|point of living|done with life|goodbye|last (?:message|wish)|can.?t live|pills|bridge|rooftop|下辈子|生无可恋|墓志铭|没必要活|活下去|人间不值得|退票|退游|卸载人生|人世|来生|看不到(?:了|明天)|明天的太阳|都安排好|没有?明天|伤了?自己|弄疼自己|了结|想不开|say bye|easier than|goes wrong|do(?:n.?t|nt) make it|thinking about it again|\bdying\b|gone for good|no point",
        "harm": r"约炮|裸|色图|黄片|涩|开车|住址|住哪|人肉|身份证号|手机号|开盒|下注|赌|押|彩|荐股|哪只股|稳赚|内幕|翻倍|刷单|洗钱|套现|骗|假证|发票|毒|冰|大麻|炸|弄死|打死|报复|下药|迷药|脏话|骂死|辱骂|nude|porn|sext|naked|where (?:she|he) lives|address|\bbets?\b|betting|stock|crypto|scam|phish|fake|\bmeth\b|\bweed\b|bomb|poison|hurt (?:him|her|someone)|黄(?:图|文|段子|色|的那)|h图|床戏|露骨|成人|十八禁|18禁|无码|没打码|没穿|脱(?:光|衣|了)|约吗|约不|开房|yp|色色|很色|身材.{0,10}(?:形容|细)|偷(?:拍|看|听|偷)|监(?:控|听|视)|定位.{0,6}(?:她|他|老)|破解|盗|假(?:证|章|链接|学历|捐|好评|货)|作弊|代考|出千|百家乐|时时彩|波胆|比分|投注|押|梭哈|跟单|点位|代码.{0,6}梭|哪只|稳(?:不稳|赢)|保证不亏|车主|车牌|真名|哪个(?:小区|学校).{0,6}(?:放学|住)|放学时间|门牌|迷糊|致幻|吸了|尿检|剂量|剧毒|吃点苦头|羞辱|骂那|骂得|出气|打他|打她|刹车|枪|凶器|泡妞.{0,4}药|porno|nsfw|sexy|horny|undress|remove (?:her|his) clothes|escort|hack|password|spy|gambl|odds|insider|launder|forge|drug|witness|girlfriend.?s phone|phone number|street name|偷偷|不被发现|不留(?:证据|痕迹)|懂的都懂|私我|私密|尺度|荤|冒充|绕过|未成年|造?谣|嘲笑|搞臭|整(?:他|她|人|室友)|虐待|逃票|刷票|双色球|without (?:her|him|them|anyone|me) (?:knowing|noticing|finding)|trace|pretend(?:ing)? to be|cheat|trick|filthy|dirty|explicit|spicy|pass(?:es)? out|get high|rumou?r|insult|real name|license plate|track (?:my|his|her)|log into|penny stock|parlay",
        "self": r"别理我|别回我|别再回|闭嘴|别说话|不要回复|别艾特|忘了我|忘掉我|删了|删掉|清空|清除|撤销|撤回|撤了|收回|记得我|知道我|记住我|关于我|我的记录|forget (?:me|about me|everything)|delete (?:my|everything|what)|\bundo\b|take (?:it|that) back|shut up|leave me alone|stop replying|remember (?:about )?me|know about me|mute|不要再(?:回|出现|说|理|艾特)|别再(?:出现|回|提|说)|别(?:回|吱|出)声?|少(?:管|插嘴)|安静点|一边去|退下|消失在我|别记|不用回|屏蔽我|已读不回|静音|档案|硬盘|记了我|我的(?:资料|档案|数据|隐私)|了解我|晓得我|我啥|我什么|退回去|恢复|撤下|撤|刚才(?:那|的)|刚那条|上一(?:条|步)|don.?t (?:reply|tag|answer|talk)|notes on me|know about|memory of me|erase|wipe|revert|go away|be quiet|cancel that|last (?:comment|reply|step)",
        "again": r"再来|再讲|再写|再画|再给|再说|再多|换一|换个|换种|另一|下一个|继续|接着|还有|然后|那.{1,8}呢|呢\??$|another|one more|\bagain\b|\bmore\b|next|and (?:in|the)|what about|why though|第[一二三123]个|短点|长点|太长|太短|详细|再.{0,3}点|再.{0,2}[个条张句段首]|别的|其他|具体|举个?例|没懂|不懂|讲人话|所以|反过来|正式|温柔|大一点|小一点|加上|另一个|接下来|和.{1,6}呢|\bbut\b|shorter|funnier|bigger|less|instead|what if",
        "you": r"你是|你叫|你会|你多大|你有|你喜欢|你觉得|你在|小搭|搭子|are you|do you|can you|who made",
        "greet": r"早安|晚安|早上好|晚上好|你好|在吗|哈喽|嗨|hello|\bhi\b|\bhey\b|good (?:morning|night)",
        "haha": r"哈哈|233|xswl|笑死|lol|lmao|😂|🤣|hh",
    }.items()
}  # fmt: skip
_FAMILIES = tuple(FAMILIES.items())


def _bucket(name: str) -> int:
    return crc32(name.encode()) >> (32 - BITS)


_ALWAYS = _bucket("always")
_FAMILY = tuple((_bucket(f"family {name}"), pattern) for name, pattern in _FAMILIES)
_LENGTHS = (1, 3, 6, 10, 16, 28, 50, 100)
_STEP = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F], dtype=np.uint32)
_MIX = np.uint32(0x2C1B3C6D)
_WORTH = np.array([1.5, 1.3, 0.8, 0.4], dtype=np.float32)


@holding(maxsize=4)  # one decision looks at the same text four times; no more of members' words is kept
def normal(text: str) -> str:
    """The text that is looked at: half width, lower case, simplified, no runs of one sign, digits as 0."""
    if len(text) > 4 * (_HEAD + _TAIL):  # before the costly steps: a comment may be of any length
        text = text[: 4 * _HEAD] + " " + text[-4 * _TAIL :]
    text = _NAME.sub("", _NOTHING.sub("", unicodedata.normalize("NFKC", text))).casefold()
    if len(text) > _HEAD + _TAIL:
        text = text[:_HEAD] + " " + text[-_TAIL:]
    text = _GAP.sub("", _SPACE.sub(" ", text.translate(_SIMPLE)).strip())
    text = _MANY.sub(r"\1\1", text)
    text = without_figures(text, "某名")
    if "死" in text:
        text = _FIGURE.sub(lambda hit: (hit.group(1) or hit.group(2) or "") + "极", text)
    return text


def figurative(text: str) -> bool:
    """Whether the sign for death stands in a figure of speech ("想死你了") and no sign of a risk stands beside it."""
    plain = normal(text)
    return "死" in text and "极" in plain and FAMILIES["risk"].search(plain) is None


def _grams(text: str, most: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Buckets and values of all character n-grams up to `most`; the text's ends are marked. Short n-grams count
    more: that carried over best to styles never seen."""
    points = np.frombuffer(f"\x02{text}\x03".encode("utf-32-le", "replace"), dtype=np.uint32)
    rolling = (points + np.uint32(seed)) * _STEP[0]
    found = [rolling]
    for size in range(1, min(most, len(points))):
        rolling = (rolling[:-1] ^ (rolling[:-1] >> np.uint32(15))) * _STEP[size] + points[size:] * _MIX
        found.append(rolling)
    mixed = np.concatenate(found)
    mixed = (mixed ^ (mixed >> np.uint32(16))) * _MIX
    worth = np.repeat(_WORTH[: len(found)], [len(part) for part in found]) / np.float32(np.sqrt(len(mixed)))
    return (mixed >> np.uint32(32 - BITS)).astype(np.int64), worth


def _words(text: str) -> list[int]:
    words = _WORD.findall(text)
    pairs = [f"w {a} {b}" for a, b in pairwise(words)]
    return [_bucket(name) for name in [f"w {word}" for word in words] + pairs]


def _signs(text: str, raw: str, attachments: int) -> list[int]:
    """Buckets of what holds for the text as a whole, the families included."""
    length = sum(len(text) > limit for limit in _LENGTHS)
    signs = [_ALWAYS, _bucket(f"length {length}")]
    signs += [bucket for bucket, pattern in _FAMILY if pattern.search(text)]
    if _DIGITS.search(text):
        signs.append(_bucket("digits"))
    if "?" in text or text.endswith(("吗", "呢", "么", "嘛", "不", "没", "伐", "呀")):
        signs.append(_bucket("question"))
    if "```" in raw:
        signs.append(_bucket("fence"))
    if attachments:
        signs += [_bucket("attached"), _bucket(f"attached {length}")]
    if text.isascii():
        signs.append(_bucket("ascii"))
    return signs


def last_own(turns: Sequence[Turn]) -> Turn | None:
    """Our own comment that a follow-up leans on: the latest of the last three turns."""
    return next((turn for turn in reversed(turns[-3:]) if turn.own), None)


def features(
    text: str, turns: Sequence[Turn] = (), attachments: int = 0
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Buckets and values, equally long; a bucket may come twice. `text` is without our handle."""
    plain = _SPELT.sub(lambda hit: _CHAT[hit.group()], normal(text))
    zeroed = _DIGITS.sub("0", plain)
    parts = [_grams(zeroed, 4, 0)]
    if words := _words(plain):
        parts.append(_even(words, 0.8))
    own = last_own(turns)
    if own is not None:
        buckets, worth = _grams(normal(own.text)[:_TURN], 2, 7919)
        parts.append((buckets, worth * np.float32(0.2)))
        length = sum(len(plain) > limit for limit in (4, 8, 14, 24))
        lean = [f"own {own.skill}", f"own {own.skill} {length}"]
        lean += [f"own {own.skill} again"] if FAMILIES["again"].search(plain) else []
        parts.append(_even([_bucket(name) for name in lean], 1.0))
    signs = _signs(plain, text, attachments)
    parts.append((np.array(signs), np.full(len(signs), 0.35, np.float32)))
    return np.concatenate([part for part, _ in parts]), np.concatenate([worth for _, worth in parts])


def _even(buckets: list[int], weight: float) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Buckets with one value each, so that together they have the length `weight`."""
    return np.array(buckets), np.full(len(buckets), weight / np.sqrt(len(buckets)), np.float32)
