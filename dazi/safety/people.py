"""What is not done to pictures of people, whatever anybody agreed to; knows no pixels.

Matched on folded words with separators inside them taken out and the commonest ways round them brought back."""

from __future__ import annotations

import re
from typing import Literal

from dazi.safety.picture import undrawable
from dazi.text.late import late
from dazi.text.normalise import fold

Bar = Literal["sexual", "minor", "swap", "mock", "forged", "politics"]

_INSIDE = late(r"(?<=[一-鿿])[\s.*·_|/~+\-，,、。]+(?=[一-鿿])|(?<=[一-鿿])\s+|\s+(?=[一-鿿])")
_LATIN = late(r"(?<=(?<![a-z])[a-z])[\s.*_\-]+(?=[a-z](?![a-z]))")
# Written round the filter: homophones, parts of signs, pinyin.
_ROUND = (
    (late(r"tuo(?=衣|裤|裙|掉|光|上衣|下)|脱yi|tuo衣|托衣|拖衣|月兑(?:衣|掉|光)?|tuo ?(?:yi|guang|diao)|拖(?=掉(?:衣|她|他|上衣|外套|裤)|光(?:衣|$))"), "脱光"),
    (late(r"果(?=体|照|图|男|女|聊|奔|的?身)|luo(?=体|照|图|ti|zhao)|衤果|l(?:uo|ou)? ?ti|颗体|倮"), "裸"),
    (late(r"比鸡尼|比吉尼|比基泥|bi ?ji ?ni|b基尼|笔基尼"), "比基尼"),
    (late(r"sei?情|涩情|瑟情|se ?qing|铯情"), "色情"),
    (late(r"n[u0o]d[e3]s?\b"), "nude"),
    (late(r"换[练莲敛]|huan ?lian"), "换脸"),
    (late(r"yi ?照|遗照片|遗像|黑白遗"), "遗照"),
)  # fmt: skip
_SEXUAL = (
    r"扒光|吊带(?!裤)|睡衣|浴[巾袍]|光(?:着|溜溜)|(?:坐|躺|趴|跪)(?:在)?床|事后|(?:裙子?|衣服|上衣|裤子?|衣领|领口)(?:再|都|给我|往)*(?:变|改|弄|p|剪|拉|换|穿)?(?:得|成|低|上)?(?:短|透|薄|少|没|紧|低|开)|穿(?:得|的)?(?:再)?(?:少|露|辣|清凉)|清凉|透明(?!度|边|底|背景)|只(?:剩|穿|裹|围|披)|露(?:个|一?点|下)(?!营|水|珠|脸|台)|(?:衣服|衣物|上衣|裤子|裙子|内衣|外套)(?:都|全|也)?(?:给我)?(?:p|删|去|脱|扒|拿|剥|消)(?:掉|光|了|没|除)|(?:亲(?:一个|一口|一下|嘴|吻|热)|接吻|拥吻|舌吻)|脱(?:掉|光|了|下|去|到|给|一下|衣|裤|裙|内|剩|$)(?!帽|鞋|敏|口|墨|眼镜|帽子|水|发|贫|单|粉|颖|离|口而出)|(?:去|扒|除|剥|撕|p|删|消|拿|揭|掀)(?:掉|光|下|开|了|除)?(?:她|他|它|人|这个?女的?|我)?(?:的|身上的?)?(?:衣服|衣物|上衣|裤子|裙子|内衣|内裤|胸罩|外套|泳衣|丝袜)"
    r"|(?:不|没|别|未)(?:要|穿|给)?穿?(?:上)?(?:任何)?(?:衣服|衣物|内衣|内裤|裤子|上衣)|裸(?!眼|鞋|妆|色|粉|辞|婚|车|机|考|麦|鼹|子)|比基尼|三点式|情趣|内衣(?!店|厂)|丁字裤|丝袜|湿身|透视(?:装|衣|衫)|透明(?:衣|的衣|装)|走光|露(?:出)?(?:点|胸|乳|奶|屁股|臀|肩|腰|腿|肚|内|沟)|低胸|乳|奶子|胸(?:部)?(?:放?大|变大|大一?点|p大|丰满|露|更大)|(?:放|变|p)大(?:她|他|我)?的?(?:胸|屁股|臀)|丰胸|翘臀|屁股|下体|私处|隐私部位|性感|诱惑|色情|涩|瑟瑟|做爱|性(?:行为|爱|奴)|床照|捆绑|绑起来|sm(?![a-z])|泳[装衣]|比基"
    r"|\b(?:nude|naked|topless|bikinis?|lingerie|underwear|panties|bra|thong|swim ?suits?|sexy|sexual\w*|porn\w*|nsfw|erotic|seductive|cleavage|boobs?|breasts?|nipples?|butt|ass|undress\w*|unclothed?|strip(?:ped|ping)?|x-?ray (?:her|his|my) cloth\w*|see[- ]through|wet (?:t-?)?shirt|bondage)\b"
    r"|\b(?:remove|take off|delete|erase|without|no|get rid of|lose) (?:all )?(?:the |her |his |my |their |any )?(?:clothes|clothing|shirt|dress|skirt|pants|top|outfit|bra)\b"
)
_BODY = r"身材|身体|腿|腰|胸|屁股|肚皮|皮肤|嘴对嘴|亲吻|接吻|亲嘴|抱(?:着|住)?睡|床|泳|内|裙|丝|袜|成熟|女人味|勾人|妖|妩媚|诱|撩|kiss|\bbody\b|\blegs?\b|\bskin\b|\bbed\b|\bmature\b|\bskirts?\b|\btights\b|\bhot\b"
_YOUNG = r"小[女男]孩|女童|男童|幼[女童儿]|萝莉|正太|小学生?|初中生?|高中生?|中学生|未成年|小孩子?|儿童|孩子|小朋友|宝宝|婴儿|女儿|儿子|学生|校服|妹妹|弟弟|\bchild(?:ren)?\b|\bkids?\b|\bloli\w*|\bshota\w*|\b(?:little |school ?)(?:girl|boy)s?\b|\bteen\w*\b|\bminors?\b|\bbab(?:y|ies)\b|\btoddlers?\b|\bunder ?age\b|\bstudents?\b|\b(?:daughter|son|kid sister)\b|1[0-7] ?岁|\b1[0-7] ?(?:years?[- ]old|yo)\b"
_SWAP = (
    r"抱在一起|(?:p|合成|变|弄|改)成?(?:我|他|她)的?(?:女朋友|男朋友|女友|男友|老婆|老公|对象)|换(?:个|张|成|一?张|上|了)?(?:别人|他|她|我|明星|谁|[一-鿿]{1,6})?的?(?:脸|头)(?!像|发|饰|盔|图|条|部|上)|脸(?:换|p|移|贴)(?:成|到|上|在)|(?:把|将|用).{0,12}(?:脸|头)(?:p|贴|移|放|安|接|换|弄|搬|按|拼)(?:到|在|上|给|成)|变脸|变成(?:明星|某某|他|她)|deep ?fake|深度伪造|ai换|合影.{0,4}(?:明星|名人)|(?:和|跟)(?:明星|名人|他|她|前任|女神|男神).{0,4}(?:合影|合照|拥抱|亲|接吻)"
    r"|\b(?:swap|replace|switch) (?:the |my |our |their |his |her )?(?:faces?|heads?)\b|\bface ?-?swap\w*\b|\bput (?:my|his|her|their|someone'?s|[\w ]{1,20}'s) (?:face|head) (?:on|onto)\b|\bmake (?:me|him|her) (?:look like|into) (?!a (?:cartoon|drawing|sketch|sticker|robot|painting|pirate|king|queen|cat))[a-z ]{3,20}\b"
)
_MOCK = (
    r"灵位|牌位|悼念|病危|王八|癞蛤蟆|(?:p|变|弄|改|画|换)成?(?:一?[只头个条])?(?:猪(?!鼻|猪侠|年|肉|蹄)|驴|蛆|蟑螂)|狗头(?:在|放|p|贴|安|按)(?:在|到)?(?:他|她|我|人)|(?:被|挨)[打揍]|很惨|遗照|遗容|灵堂|挽联|花圈|奠|葬|骨灰|棺材|墓碑|坟|祭|死人|上香|烧纸|已故|rip照|囚服|犯人|囚犯|通缉|坐牢|铁窗|手铐|老赖|狗(?:头|脸|样|链|一样)(?=人|他|她|的他|$)|绿帽|戴绿|小丑(?!鼻)(?:脸|妆)?|变(?:丑|胖|老|秃|黑)|弄丑|p丑|丑化|恶搞|侮辱|羞辱|下跪|跪下|挨打|打肿|鼻青脸肿|流血|受伤|毁容|猪头(?!帽)|屎|便便|大便|尿"
    r"|\b(?:funeral|obituary|coffin|grave(?:stone)?|tombstone|r\.?i\.?p\.?|memorial photo|mug ?shot|prison(?:er)?|jail|inmate|handcuffs?|wanted poster|humiliat\w*|ugl(?:y|ier)|fatter|beaten up|black eye|bruis\w*|bleeding|wounded|deformed|poop|shit|pile-?of-?poo|kneel\w*)\b"
)
_FORGED = (
    r"(?:做|p|改|伪造|生成|弄|造|仿|编|写|换|加|搞|来|整|制|变|盖|印).{0,10}(?:聊天(?:记录|内容|框|截图|对话|$)|工资条|工资单|假条|转账记录|转账截图|付款截图|红头文件|公文|通知书|录取通知|成绩单|毕业证|学位证|身份证|护照|驾照|驾驶证|户口本|结婚证|离婚证|房产证|证件|证书|执照|印章|公章|盖章|盖个章|签名|发票|病历|请假条|诊断书?|诊断证明|判决书|传票|逮捕令|欠条|借条|合同|车牌|工牌|警官证|记者证|学生证|银行卡|余额|流水|订单|热搜|新闻截图|新闻稿|截图|朋友圈|奖状|公告|官方声明|警情通报)"
    r"|(?:聊天记录|工资条|转账|截图|红头文件|公章|证件|身份证|成绩单|日期|金额|余额|名字|分数|车牌)(?:上?的?\S{0,6})?(?:改成|p成|换成|改一?下|p一下|伪造)|穿?(?:上)?(?:警服|军装|制服|城管)|警察制服"
    r"|\b(?:make|fake|forge|edit|turn|change|create|generate|photoshop|alter|put|add)\b.{0,24}\b(?:chat (?:log|history|screenshot)|screenshot|id card|passport|driver'?s? licen[cs]e|diploma|certificate|transcript|invoice|receipt|medical record|doctor'?s note|contract|signature|stamp|seal|bank (?:statement|balance)|official (?:document|notice)|news (?:article|headline)|licen[cs]e plate|police uniform)\b"
)
_POLITICS = (
    r"国旗|党旗|国徽|党徽|主席|总书记|总理|总统|领导人|天安门|游行|示威|抗议|标语|横幅|革命|独立|台独|港独|藏独|疆独|法轮|六四|反动|打倒|政府|政党|共产党|国民党|民进党|选举|投票给|军队|解放军|警察打|纳粹|卐|卍"
    r"|\b(?:flag of|president|prime minister|politic\w*|protest\w*|election|vote for|propaganda|party flag|government|communist|nazi|swastika|isis|army uniform|riot)\b"
)
_RULES: tuple[tuple[Bar, re.Pattern[str]], ...] = (
    ("sexual", late(_SEXUAL)), ("swap", late(_SWAP)), ("forged", late(_FORGED)), ("mock", late(_MOCK)),
    ("politics", late(_POLITICS)),
)  # fmt: skip
_LURE = late(r"萝莉(?!塔)|正太|\bloli\b|\bshota\b|幼态")
_YOUNG_RE, _BODY_RE = late(_YOUNG), late(_BODY)
# Sentences about taking things off that a photographer says every day.
_PLAIN_RE = late(
    r"证件照(?=.{0,8}(?:底|背景|亮|白|蓝|红|裁|寸|尺寸|大小|拍|美))|"
    r"(?:脱|摘|去|拿)(?:掉|下)?(?:帽子?|口罩|墨镜|眼镜|水印|背景|路人)|脱敏|去掉(?:背景|水印|路人|杂物)"
)


def plain(wish: str) -> str:
    """A wish as the rules read it: folded, without what was put between its signs, homophones brought back."""
    text = _LATIN.sub("", _INSIDE.sub("", fold(wish)))
    for pattern, word in _ROUND:
        text = pattern.sub(word, text)
    return text


def barred(wish: str) -> str | None:
    """Why no picture is changed in this way, whoever agreed (a safety.* code's last part), or None."""
    text = plain(wish)
    kept = _PLAIN_RE.sub(" ", text)
    sexual = _RULES[0][1].search(kept)
    if _LURE.search(kept) or (_YOUNG_RE.search(kept) and (sexual or _BODY_RE.search(kept))):
        return "minor"
    for bar, pattern in _RULES:
        if pattern.search(kept):
            return bar
    return undrawable(wish)
