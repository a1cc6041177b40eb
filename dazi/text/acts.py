"""What a comment does or what hurts in it, by name, and the plain signs that tell of it; knows no lines, no vectors and no
weights."""

from __future__ import annotations

import re
from math import log
from zlib import crc32

# fiasco: something went wrong for the teller, told to laugh at; win: luck or success; gripe: annoyed; others: what somebody
# else did; sight: something odd in the world; riddle: an absurd what-if; pick: choose between two; ask: an opinion on the
# teller's own case; rate: a rating, a roast, praise; wish: longing or a plan; self: a habit or state of the teller; quip: a
# witty remark; hail: a cry or greeting; tease: about ourselves; video: about the clip; memory: looking back.
ACTS = (
    "fiasco", "win", "gripe", "others", "sight", "riddle", "pick", "ask", "rate", "wish", "self", "quip", "hail", "tease", "video",
    "memory",
)  # fmt: skip

# What it is that hurts. death: somebody died; pet: an animal died, is lost or ill; ill: the teller is; theirs: somebody of
# theirs is, or grows old; heart: love lost or unanswered; work, study, money; home: hurt by family; alone: left out, far
# from home; tired: everything is too much; wronged: misjudged, bullied; regret: guilt, too late; waiting: afraid of an
# answer; small: a small hurt of the day.
HURTS = (
    "death", "pet", "ill", "theirs", "heart", "work", "study", "money", "home", "alone", "tired", "wronged", "regret", "waiting", "small",
)  # fmt: skip

ANY, SAD = "any", "sad"  # whatever a comment does, and whatever hurts

_SIGNS = tuple(
    re.compile(sign)
    for sign in (
        r"[?？]\s*$",
        r"(?:吗|嘛|么|呢|不|没|没有|吧)[?？!！。~ ]*$",
        r"为什么|为啥|怎么|咋|凭什么|\bwhy\b|\bhow (?:come|do|does|is|are)\b",
        r"啥|什么|谁|哪|几[个点岁]|多少|\b(?:what|who|which|where|when)\b",
        r"如果|要是|假如|万一|会不会|是不是|有没有|\bif (?:you|i|we|a|an|the)\b|^(?:do|does|can|could|would|is|are) (?!you)",
        r"还是|或者|二选一|选(?:一个|哪|谁)|站(?:队|哪)|\b\w+ or (?:a |the )?\w+|\bvs\b|\bpick one\b",
        r"(?<!差)(?:([要该去吃买点能行好对算])不\1|加不加|\w还是不\w)|\bshould i\b|\byes or no\b|\bworth it\b",
        r"评评理|你说(?!谁)|你觉得|你品|你看|怎么看|咋办|咋整|怎么办|正常吗|过分|合适|\bam i\b|\baita\b|\bis it (?:ok|normal|weird|just)\b",
        r"锐评|点评|评价|打分|打个分|几分|\b(?:rate|roast|judge|score)\b",
        r"夸|\bcompliment|\bhype me",
        r"^(?:那|就|诶|哎|嘿|请问|小搭)?[,， ]*(?:你|您)(?!们?(?:说|觉得|看|品|评))|^(?:so |and |hey |but |wait )?(?:do|are|can|have|did|would|will|what|who|how)(?:'s| is| are| do)? (?:you|your)\b|^(?:you|you're|ur|your)\b",
        r"你|您|\byou\b|\byour",
        r"我|俺|咱|侬|\bi\b|\bi'm\b|\bmy\b|\bme\b",
        r"^(?:今天|昨天|刚|刚才|早上|昨晚)?[,， ]*(?:我|俺)(?![妈爸爷奶姐哥弟妹姥舅姑姨叔婶娘爹家们侄闺儿老男女对同室舍领太表堂嫂婆岳孩宝邻导客])|^(?:i|just|i'm|i've|accidentally)\b",
        r"(?:我|俺)?(?:妈|爸|爷|奶(?!茶)|姥|太公|嫂|表[哥姐弟妹]|堂[哥姐弟妹]|外公|外婆|姐|哥|弟|妹|舅|姑|姨|叔|婶|婆婆|公公|岳|娘|爹|侄|闺女|儿子|女儿|娃|老公|老婆|对象|男朋友|女朋友|媳妇)|\b(?:mum|mom|dad|grand\w+|sister|brother|husband|wife|kid|son|daughter|toddler|niece|nephew|boyfriend|girlfriend|aunt|uncle)\b",
        r"室友|舍友|同事|同桌|同学|朋友|闺蜜|老板|领导|老师|导师|班主任|邻居|房东|大爷|大妈|阿姨|大哥|师傅|客户|甲方|教练|司机|小哥|店员|路人|\b(?:boss|coworker|colleague|roommate|neighbou?r|teacher|landlord|friend|driver|barista|guy|man|lady|dentist)\b",
        r"猫|狗|喵|汪|鹦鹉|仓鼠|兔|乌龟|鱼|鸡|鸭|鹅|鸟|羊|牛|猪|柯基|哈士奇|二哈|\b(?:cat|dog|puppy|kitten|hamster|parrot|pigeon|bird|fish|rabbit)s?\b",
        r"视频|博主|剪辑|镜头|转场|[Bb][Gg][Mm]|主播|这集|弹幕|封面|第\d+秒|开头|结尾|结局|up主|画面|特效|\b(?:video|edit(?:ing|s)?|clip|editor|soundtrack|song|shot|ending|part two)\b|\d:\d\d",
        r"^这|^that\b|^this\b",
        r"评论区|AI|机器人|人工智[能障]|小搭|复读机|\bbot\b|\bxiaoda\b|\bai\b",
        r"想(?:吃|喝|去|要|买|养|学|回|睡|当)|馋|好想|希望|要是能|明天(?:开始|我)|打算|从今|决定|立志|目标|发誓|\b(?:want|wish|craving|gonna|going to|tomorrow|plan|need a)\b",
        r"终于|中了|抢到|成功|拿到|考上|过了|第一次|涨了|夸我|上岸|\b(?:finally|won|passed|got the|promoted|first time|record)\b",
        r"小时候|以前|那年|当年|那时|从前|童年|老家|上学那会|\b(?:used to|remember when|back when|childhood|years ago|when i was)\b",
        r"像|仿佛|等于|不是.{1,12}是|比.{1,8}(?:还|都)|\blike a\b|\bis just\b|\bbasically\b",
        r"结果|才发现|没想到|忘|错|翻车|完了|摔|掉|丢|漏|糊|炸|尴尬|社死|\b(?:forgot|wrong|dropped|broke|spilled|accidentally|fail|lost|burn\w*|missed|turns out)\b",
        r"烦|气|服了|无语|离谱|又|凭什么|天天|每次|排队|堵|涨价|加班|\b(?:hate|annoy\w*|again|always|every (?:single|time)|so tired|worst|ugh)\b",
        r"困|饿|懒|熬夜|睡|失眠|强迫症|社恐|i人|习惯|每次都|\b(?:sleepy|tired|hungry|can't sleep|awake|introvert|lazy|always)\b",
        r"[!！]{2,}|啊{2,}|哈{3,}|\blol\b|\blmao\b|\bomg\b",
        r"早安|晚安|你好|早啊|早上好|下午好|中午好|在吗|路过|打卡|报到|拜拜|嗨|\b(?:hello|hi|hey|good (?:morning|night|evening)|gm|anybody|anyone)\b",
        r"\d",
        r"[,，。;；]",
        r"^[^一-鿿a-z]*$",
    )
)  # fmt: skip
WIDTH = len(_SIGNS) + 4


def signs(text: str) -> list[float]:
    """The signs (WIDTH) of a folded comment: which of them it shows, how long it is, whether it is English."""
    found = [1.0 if sign.search(text) else 0.0 for sign in _SIGNS]
    latin = text.isascii()
    size = len(text) / 4 if latin else len(text)
    return [*found, log(1 + size) - 2.5, float(size <= 4), float(size > 20), float(latin)]


BUCKETS = 8192
_READ = 120  # characters of a comment whose runs are counted


def runs(text: str) -> list[int]:
    """The buckets (0..BUCKETS) of a folded comment's runs of one to three characters, each once."""
    plain = f" {text[:_READ]} "
    return list(
        {crc32(plain[at : at + n].encode()) % BUCKETS for n in (1, 2, 3) for at in range(len(plain) - n + 1)}
    )
