"""What is not done here, by word lists and patterns, on a request or on a reply; the decider's model is the other
signal, and no single weak word decides."""

from __future__ import annotations

import re
from typing import Literal

from dazi.text.normalise import fold

Category = Literal["sexual", "slur", "doxx", "betting", "stock", "fraud", "drugs", "harm"]

# strong: enough alone; weak: two of them, or one that the request and the reply share. Matched on folded text with
# separators inside words taken out ("约 . 炮").
_STRONG: dict[Category, str] = {
    "sexual": r"约炮|裸照|裸聊|果聊|色图|涩图.{0,4}(?:来|发|求)|黄片|成人片|\bporn|\bnudes?\b|av番号|番号(?:推荐|求)|磁力.{0,6}(?:片|番)|做爱|性交|口交|肉文|h文|开车文|脱光|露点|强奸|幼女|萝莉.{0,4}(?:裸|涩)|\bsexting\b|\bblow ?job\b|\berotic",
    "slur": r"(?:写|来|帮).{0,8}(?:骂人的?脏话|脏话骂)|尼哥|黑鬼|支那|\bn[i1]gg(?:er|a)|\bfagg?ot|残废.{0,4}(?:去死|活该)|(?:河南|东北|上海|广东|新疆|农村)人?(?:都是|全是)(?:贼|骗子|垃圾|畜生)",
    "doxx": r"人肉|开盒|户籍信息|(?:查|扒|搜|找)(?:一下|下|查|出|到)?(?:他|她|ta|这个?人|那个?人|博主|主播|up主?|楼主|前任|对方)的?.{0,8}(?:住址|住哪|家庭住址|地址|手机号|电话号|身份证|真名|真实姓名|单位|学校|行踪)|(?:查查|查一下).{0,6}住哪|\bdoxx?|\bfind (?:out )?where (?:she|he|this (?:guy|girl|person)) lives\b|\b(?:her|his|their) home address\b",
    "betting": r"(?:推荐|求|给|有).{0,6}(?:赌球|下注|菠菜|博彩|彩票内幕|稳赢的?盘)|百家乐|时时彩|赌场(?:网址|平台)|(?:押|买|下注)(?:哪个|哪队|谁).{0,4}(?:稳|赢)|网赌|六合彩.{0,6}(?:号|码)|\bbet(?:ting)? tips?\b|\bwhich team should i bet\b|\bsure bets?\b",
    "stock": r"荐股|(?:推荐|介绍|给我?|来|说).{0,8}(?:只|支|个|几).{0,10}(?:股票|个股|牛股|妖股|基金|币)(?!.{0,4}(?:是什么|怎么|知识|书|入门))|(?:推荐|给|来|说).{0,6}(?:只|个|支|几只|几个)?.{0,6}(?:稳赚|必涨|翻倍|涨停).{0,4}(?:股|基金|币|项目)?|(?:哪只|哪个|什么)股票?(?:能|会|明天)?.{0,4}(?:涨|赚)|(?:买|推荐)(?:哪只|哪支|什么)(?:股票|股|基金|币)|内幕消息.{0,6}股|\bwhich (?:stock|coin|crypto) (?:should i|to) buy\b|\bstock tips?\b|\bguaranteed (?:return|profit)",
    "fraud": r"(?:怎么|教我|帮我|如何).{0,8}(?:骗钱|诈骗|套现|刷单|洗钱|伪造|做假证|假发票|盗号|破解.{0,4}(?:密码|wifi|锁))|钓鱼网站.{0,4}(?:搭|做)|(?:写|编).{0,8}(?:诈骗|骗.{0,4}(?:转账|老人))|(?:举报信|黑料).{0,6}(?:冤枉|诬陷|编)|\b(?:phishing|scam) (?:email|text|message|site)\b|\bfake (?:id|diploma|invoice)\b",
    "drugs": r"(?:哪里|怎么|去哪|如何).{0,6}(?:买|弄|搞|制).{0,4}(?:冰毒|大麻|摇头丸|k粉|海洛因|笑气|迷药|听话水|毒品)|(?:冰毒|炸药|炸弹).{0,6}(?:配方|制作|怎么做)|\bhow to (?:make|cook|buy) (?:meth|weed|cocaine|mdma)\b",
    "harm": r"(?:怎么|如何|教我).{0,8}(?:弄死|毒死|下毒|打残|报复.{0,6}不被发现|杀(?:人|了他|了她|掉))|(?:做|制作|造)(?:炸弹|炸药|土枪|枪支)|\bhow to (?:make|build) a bomb\b|\bhow (?:to|do i) (?:poison|kill|hurt) (?:him|her|my|someone)\b",
}
_WEAK: dict[Category, str] = {
    "sexual": r"下面硬|丝袜.{0,4}(?:诱惑|福利)|福利姬|擦边|刺激的图|胸.{0,2}(?:露|大不大)|床上功夫|叫床|\bhorny\b|\bsexy pics?\b",
    "slur": r"傻逼|煞笔|沙比|婊子|贱人|狗东西|脑残|智障|娘炮|死胖子|\bretard|\bbitch\b|\bwhore\b",
    "doxx": r"住址|手机号是|身份证号|门牌|家庭地址|户口本",
    "betting": r"赌|下注|赔率|盘口|\bbet\b",
    "stock": r"股票|涨停|抄底|满仓|\bstock\b|\bbitcoin\b",
    "fraud": r"诈骗|洗钱|套路贷|盗号",
    "drugs": r"冰毒|大麻|海洛因|\bmeth\b|\bcocaine\b",
    "harm": r"炸弹|下毒|砍死|\bbomb\b|\bpoison\b",
}
_STRONG_RE = {name: re.compile(pattern) for name, pattern in _STRONG.items()}
_WEAK_RE = {name: re.compile(pattern) for name, pattern in _WEAK.items()}
_INSIDE = re.compile(r"(?<=[一-鿿])[\s.*·_|/~-]+(?=[一-鿿])")


def _folded(text: str) -> str:
    return _INSIDE.sub("", fold(text))


def asked(text: str) -> Category | None:
    """The category that a request falls under by a strong pattern, or None."""
    plain = _folded(text)
    return next((name for name, pattern in _STRONG_RE.items() if pattern.search(plain)), None)


def spoken(reply: str, request: str = "") -> Category | None:
    """The category that a reply must not be posted for: a strong pattern in it, two weak ones, or one weak that
    the request shares with a strong one."""
    plain, wish = _folded(reply), _folded(request)
    for name, strong in _STRONG_RE.items():
        weak = {hit.group() for hit in _WEAK_RE[name].finditer(plain)}
        if strong.search(plain) or (len(weak) >= 2 and name in ("sexual", "slur")):
            return name
        if weak and strong.search(wish):
            return name
    return None
