"""How surely a comment asks for another feed, by its words alone; knows no thread and no decider."""

from __future__ import annotations

import re
from datetime import datetime

from dazi.text.grams import names
from dazi.text.late import late
from dazi.text.normalise import clean, has_cjk
from dazi.text.prefer_words import SIMPLE, STEER, SWAP
from dazi.text.prefers import Preference, heard

_FILMED = late(
    r"视频|vlog|动画片|博主|的片子|(?:教程|教学)(?=.{0,4}(?:多|少|来|推|就|够|行))|片(?=管够|多来|多推)|\b(?:videos?|clips?|vids|content|(?:short|quick|long(?:er)?) ones|(?:feed|page)$)\b",
    re.IGNORECASE,
)
# Seeing as one sees a feed: many of a kind, again and again, put before somebody. "想看雪" may be about the sky.
_SEEN = late(
    r"(?:多|更多)(?:看|听)(?!书|医)|(?:想|要|爱|喜欢)(?:再|多)?(?:看|听|刷)(?:点|些|几个|几条)|(?:爱|喜欢|想|要)(?:看|听|刷)[^,，。!！ ]{1,12}的(?=$|[,，。!！了吧 ])"
    r"|(?:看|刷|听)(?:得)?(?:腻|吐|烦|厌|够|麻|多|伤)(?:了|啦|够)?|(?:没|看不|刷不|听不)(?:看|刷|听)?(?:够|腻|厌)|看不下去"
    r"|(?:别|不要|少|不想|不愿)(?:再|老|总)*(?:给|让|叫)(?:我|俺|咱|娃|孩子)(?:再)?(?:看|刷|听)(?:到|见)?|(?:都|只|就|全)给我(?:看|听|放|推)"
    r"|(?:不|再也不|别)(?:想|要|愿意|乐意)?(?:再)?(?:刷到|看到|看见)|别出现|多给(?:我|俺|咱|娃|孩子|她|他)(?:推|找|放|来|看|刷|整)(?:点|些|几个|几条)|(?:^|[,，。 ]|给(?:我|他|她|娃|孩子))多来(?:点|些|几个|几条)?(?=$|[,，。!！])|不(?:太|怎么|是很)?(?:爱|喜欢|愿意)看(?:到|见)?(?!书|你|他|她|我|病|医|电影|电视|手机)|多(?:放|排|安排|推)(?:点|些)|(?:连着|一直|天天|又|都)刷"
    r"|[都全最](?:超|特别)?(?:爱看|想看|要看)|(?:广告|带货|软广|推销|营销号)(?:也|真|怎么|实在)?(?:太|好|这么|真)多|(?:先|都)?停(?:推|一个?(?:周|月|星期)|[两几]天)|有的(?:推|看)给我"
    r"|(?:love|like|want|prefer|wanna|enjoy)(?: to)? (?:watch|watching|see|seeing) (?:more|some|less|people|others)|\b(?:watch|see)ing (?:so many|too many|all these)\b|\b(?:ads|adverts) (?:everywhere|again)\b|too many ads|\bcould watch .{3,30} (?:all day|all night|for hours|forever|on repeat)\b|^no [\w' -]{2,30} (?:before bed|at night|stuff|content|videos?|clips?|posts?)\b|^anything (?:about|on) (?!you|my\b|this|that|it\b|me\b)|\benough (?:with|of) (?:the|all|these) (?!jokes|puns|excuses|rain|snow|talk)|\bcould do without (?:the|all|any)\b",
    re.IGNORECASE,
)
# One's life and one's talk, whatever is seen in it.
_LIFE = late(
    r"的时候|(?:怎么|咋|如何)(?:打开|办|弄|设置|拍|剪|回事|整)|镜头|拍(?:短)?视频|生前|小时候|走了|去世|那年|(?:把|她|他|们)[我额俺咱](?:给)?(?:屏蔽|拉黑)|过马路|医生|牙|说(?:她|他|我|不|想|求)|因为想|感觉|眼睛|老师|领导|老板|(?:爸|妈|奶|爷|哥|姐|弟|妹|朋友|同学|同事|对象|猫|狗)(?:都|也|就)?(?:不|别)(?:想|爱|要)看|看(?:书|医|病|我|你|他|她|店|家|孩子|娃|门|车|路|着|似|穿|开|淡|透|中|上)"
)
_ALL_OF = late(r"全都?(?:想)?要|每(?:期|集|条)都|\banything (?:by|from) \w", re.IGNORECASE)


_CODED = late(r"你(?:明白|懂)的|懂的都懂|\byou know what i mean\b", re.IGNORECASE)  # means something else
_TALE = 45  # signs: what is longer is a tale


def sureness(text: str, now: datetime) -> int:
    """4: in words that nobody uses otherwise; 3: in words of showing and sending of an everyday subject, of videos, of
    seeing as one sees a feed, or of both more and less; 2: of seeing, 1: of liking, 0: not at all."""
    wishes, sure = heard(text, now)
    if not wishes or _CODED.search(text):
        return 0
    plain = clean(text, 300).translate(SIMPLE)
    if STEER.search(plain):
        return 4
    return 3 if sure in (1, 2) and _told(plain, wishes, sure) else sure


def _told(plain: str, wishes: tuple[Preference, ...], sure: int) -> bool:
    """Whether what is said of seeing or liking can hardly be about anything but a feed: a length, an end, a mood."""
    if len(plain) > _TALE * (1 if has_cjk(plain) else 3):
        return False
    filmed, life = _FILMED.search(plain) is not None, _LIFE.search(plain) is not None
    if any(one.length for one in wishes):
        return sure == 2 or filmed
    if any(one.until and one.direction == "less" for one in wishes):
        known = any(len(names(one.topic)) > 1 for one in wishes if one.topic)
        return (sure == 2 or known) and not life
    if sure == 1:
        whole = _ALL_OF.search(plain) is not None and any(one.creator for one in wishes)
        return whole or (filmed and any(one.mood or one.creator for one in wishes))
    both = len({one.direction for one in wishes}) == 2 and not SWAP.search(plain)
    mooded = any(one.mood and one.direction == "more" and not one.topic for one in wishes)
    return mooded or ((filmed or both or _SEEN.search(plain) is not None) and not life)


def everyday(text: str, now: datetime) -> bool:
    """Whether all that a comment wishes to see more of are everyday subjects."""
    wishes, _ = heard(text, now)
    more = [one.topic for one in wishes if one.direction == "more"]
    return bool(more) and all(topic and len(names(topic)) > 1 for topic in more)


def less_alone(text: str, now: datetime) -> bool:
    """Whether a comment wishes to see less of something and nothing more: there is no harm in granting that, whatever
    it names."""
    wishes, _ = heard(text, now)
    return bool(wishes) and all(one.direction == "less" for one in wishes)
