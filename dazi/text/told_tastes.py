"""What somebody can't have, can't bear and can't do without, however it is put; knows no store.

Chinese puts the thing first ("香菜我是碰也不碰的") and says the rest by what happens ("吃了嘴肿")."""

from __future__ import annotations

import re
from datetime import datetime

from dazi.text.fact import LOOSE, Made, Rule, Told, life, rule, thing
from dazi.text.late import late

_T = r"[\u4e00-\u9fffA-Za-z0-9]"
REACTS = (
    r"(?:过敏|起(?:了)?(?:一身|浑身|满身|一脸|满脸|一片)?(?:的)?(?:红)?(?:疹|包|疙瘩)|长(?:红)?疹|(?:浑身|全身|身上|满脸|嘴巴?|喉咙|嗓子|脸|眼睛|舌头|嘴唇|鼻子)(?:就|都|会|直|发|开始)*(?:痒|肿|麻|紧|红|堵)|肿成|休克|急诊|喘不[上过]|哮喘|"
    r"心慌|拉肚子|窜稀|上吐下泻|喷嚏|进医院|送医院|叫救护车|120|荨麻疹)"
)
_DISGUST = (
    r"(?:想吐|要吐|会吐|就吐|吐了|反胃|恶心|受不了|头皮发麻|起鸡皮疙瘩|绕道|躲得?远|跑得?远|想跑|翻白眼)"
)
_FOOD = late(
    r"海鲜|鱼|虾|蟹|贝|肉|内脏|下水|香菜|菜|葱|姜|蒜|韭|辣|甜|酸|咸|油炸|瓜|榴莲|豆|桃|芒果|果|莓|蕉|菠萝|花生|蛋|奶|乳|酒|咖啡|茶|可乐|碳酸|饮料|雪碧|面|粉|饭|饼|糖|巧克力|螺蛳|花椒|芥末|茄|菇|木耳|藕|笋|肥的|生的|冰的|凉的|"
    r"猫毛|狗毛|尘螨|青霉素|头孢|阿司匹林|麸质|小麦|香水|乳糖|酒精|蜂|药|火锅|烧烤|快餐|外卖|零食|甜品|蛋糕|冰淇淋"
)
_NOT = r"(?:真的?是?|是|实在|一律|从来都?|坚决|绝对|死都|打死都?|[吃喝碰闻看听沾]也|一口(?:都|也)|一滴(?:都|也)|一点(?:都|儿都|也)|完全|压根|根本|统统|全都?|都|也|平时|基本|向来|反正|现在|已经|就)*"
_CANT = r"(?:不能|不敢|没法|不可以|不让|没办法|不宜|没口福)"
_VERB = r"(?:吃|喝|碰|沾|闻|看|听|用|摸)"
_BAD = late(
    r"^(?:的|今天|昨天|明天|这|那|它|他|她|你|谁|什么|怎么|完全|一点|一口|钱|话|人|事|时间|心情|信号|手机|剪辑|配音|演技|声音|画面|说|有|真|好|都|也|就|还|但|可|总|一直|实在|根本|从来|最近|现在|反正|一律|坚决|绝对|别人|人家|主播|视频|电脑|网|路|其实|以后|再|因为|所以|千万|家里|宝宝|孩子|老人|医生|哪|自己|东西|我)"
    r"|[他她你谁]|不|[吗么嘛]$"
)
_HOBBY = r"(?:跑步|夜跑|晨跑|游泳|健身|撸铁|打(?:羽毛球|篮球|乒乓球|网球|太极|坐|麻将|鼓|八段锦)|踢球|钓鱼|爬山|徒步|骑行|骑车|画画|写生|练字|书法|弹琴|瑜伽|跳舞|跳广场舞|下棋|写日记|种花|种菜|摄影|拍鸟|看书|听评书|听戏|唱戏|拉二胡|做手账|拼图|拼乐高|织毛衣|钩针|烘焙|冥想|攀岩|滑板|冲浪)"
_PLAYS = r"(?:手风琴|钢琴|吉他|古筝|二胡|琵琶|笛子|架子鼓|鼓|小提琴|大提琴|贝斯|尤克里里|萨克斯|口琴|唢呐|长笛|竖琴|葫芦丝|陶艺|书法|国画|油画|素描|水彩|游泳|滑雪|滑冰|瑜伽|芭蕾|街舞|拳击|跆拳道|剑道|潜水|冲浪|木工|剪辑|编程|[日韩英法德俄粤手]语|西班牙语|开车|做饭|烘焙|插花|围棋|象棋|魔术|脱口秀|吹[\u4e00-\u9fff]{1,3}|拉[\u4e00-\u9fff]{1,3}|弹[\u4e00-\u9fff]{1,3})"
_OBJECT_FIRST = late(
    rf"(?:^|[，。！!；;~～ ])(?:对)?(?P<what>{_T}{{1,8}}?)(?:这种?东西|这玩意儿?|之类的?|这类|类的?)?(?:我|我是|我这人)?{_NOT}(?:(?:{_CANT}{_VERB}|不{_VERB}|吃不了|喝不了|碰不了|不行|不耐受)(?:的|了)?|过敏)?[，,、 ]+(?:一|只要)?(?:{_VERB}|一口)(?:到|了|点|着|一口|完|下去)?(?:就|都|会|必|准|直接|立马|肯定|能|我)*.{{0,4}}?{REACTS}"
)
_BY_WHAT_HAPPENS = late(
    rf"(?:^|[，。！!；;~～ ])我?(?:一|只要|要是|每次|从小|但凡)*(?:{_VERB})(?:到|了|点|着|一口|完)*(?P<what>{_T}{{1,6}}?)(?:以后|之后|的话)?(?:[，, ])?(?:我)?(?:就|都|会|必|准|直接|立马|肯定|要|得|容易)+.{{0,4}}?{REACTS}"
)
_DISGUSTS = late(
    rf"(?:^|[，。！!；;~～ ])(?:千万)?(?:别|不要|少|求别)(?:再)?(?:跟|和|给|对)我(?:提|说|讲|看|推|递)(?P<what>{_T}{{1,8}}?)(?:了)?[，,、 ！!]+(?:我)?(?:一)?(?:{_VERB}|听|想|提)(?:到|见|起来|了)?(?:就|都|会)*{_DISGUST}"
    rf"|(?:^|[，。！!；;~～ ])我?(?:一)?(?:看|闻|听|吃|提|想)(?:到|见|起)(?P<what2>{_T}{{1,8}}?)(?:我)?(?:就|都|会)+{_DISGUST}"
)


def cannot(text: str) -> tuple[tuple[Told, str], ...]:
    """What makes somebody ill, or sick, told over two clauses; with the words that told it."""
    if hit := _OBJECT_FIRST.search(text) or _BY_WHAT_HAPPENS.search(text):
        what = _bare(hit["what"])
        if what and _FOOD.search(what):
            return (
                (
                    Told(
                        "life",
                        f"life:allergy:{what}",
                        f"对{what}过敏" if "过敏" in hit[0] else f"碰不得{what}",
                        0.8,
                    ),
                    hit[0],
                ),
            )
    if hit := _DISGUSTS.search(text):
        what = _bare(hit["what"] or hit["what2"])
        if what:
            return ((Told("dislike", f"taste:{what.casefold()}", what, LOOSE), hit[0]),)
    return ()


def _bare(what: str) -> str:
    what = thing(
        re.sub(
            r"^(?:我|对|一(?=吃|喝|碰)|吃|喝|碰|只要|从小|天生|就)+|(?:我|是|这个|这|的|会|就|都|也)+$",
            "",
            what,
        )
    )
    return "" if not what or _BAD.search(what) else what


def _allergic(hit: re.Match[str], now: datetime) -> Made:
    what = _bare(hit["what"])
    return Told("life", f"life:allergy:{what}", f"对{what}过敏", 0.8) if what else None


def _shuns(hit: re.Match[str], now: datetime) -> Made:
    """ "香菜我是碰也不碰的": the thing stands before whoever won't have it."""
    what, groups = _bare(hit["what"]), hit.groupdict()
    me = "我" in hit[0]
    if (
        not what
        or (groups.get("food") is not None and not _FOOD.search(what))
        or (not me and not _FOOD.search(what))
    ):
        return None
    verb = groups.get("verb") or ""
    verb = verb if verb in "吃喝看听" else ""
    return Told("dislike", f"taste:{what.casefold()}", f"{verb}{what}", 0.8 if me else LOOSE)


def _hates(hit: re.Match[str], now: datetime) -> Made:
    said = re.sub(r"^(?:就)?(?:是)?(?:去|要|被)?", "", hit["what"])
    what = said if re.match(r"别人.", said) else thing(said)
    if not what or re.search(r"^(?:你|他|她|这|那|什么|谁|的$|死)", what):
        return None
    return Told("dislike", f"taste:{what.casefold()}", what, 0.8)


def _loves(hit: re.Match[str], now: datetime) -> Made:
    groups = hit.groupdict()
    what = _bare(hit["what"])
    verb = groups.get("verb") or ""
    return (
        Told("like", f"taste:{what.casefold()}", f"{verb}{what}", LOOSE)
        if (what and len(what) > 1) or what == "辣"
        else None
    )


RULES: tuple[Rule, ...] = (
    rule(r"^(?:从来|一直|向来|平时|我家我)?不(?:敢|能|太)?(?P<verb>吃|喝|碰)(?P<what>(?!了|到|起|完|饱|下|得)[\u4e00-\u9fff]{1,5})$", lambda hit, now: Told("dislike", f"taste:{hit['what']}", f"{hit['verb']}{hit['what']}", 0.75) if _FOOD.search(hit["what"]) and _bare(hit["what"]) else None),
    rule(r"^(?:我|从小|天生|一直|也|还|就|好像|严重|重度|我这人)*(?:对)?(?P<what>[\u4e00-\u9fffA-Za-z ]{1,12}?)(?:是|也|都|严重|重度|有点|会)*过敏(?:体质|星人|患者|选手|人|的|了|很严重)?$", _allergic),
    rule(r"^(?:我)?(?:是)?(?P<what>乳糖|麸质|酒精|乳制品|果糖)不耐(?:受)?", life("allergy:{what}", "{what}不耐受")),
    rule(rf"^(?P<what>(?:(?!我)[\u4e00-\u9fffA-Za-z]){{1,8}}?)(?:这种?东西|这玩意儿?|之类的?|这类|类的?)?我{_NOT}(?:{_CANT}|不|没法)(?P<verb>{_VERB})(?:的|了|呀|啊)*$", _shuns),
    rule(rf"^(?P<what>(?:(?!我)[\u4e00-\u9fffA-Za-z]){{1,8}}?)(?:这种?东西|这玩意儿?|之类的?|这类|类的?)?我?{_NOT}(?P<verb>吃|喝|看|听|受|欣赏|接受|忍)不(?:了|惯|来|得|下去|到)(?:的|呀|啊)*$", _shuns),
    rule(rf"^(?P<food>)(?P<what>[\u4e00-\u9fff]{{1,8}}?)(?:这种?东西|这玩意儿?|之类的?|这类|类的?)?我?{_NOT}(?:{_CANT}|不)(?P<verb>{_VERB})(?:的|了)*$", _shuns),
    rule(r"^(?P<food>)(?P<what>[\u4e00-\u9fff]{1,6}?)(?:我)?(?:是)?(?:真的?|实在|一律|也|就|可|都)*(?:不行|免了|达咩|不约|免谈|无感|无福消受|一边去|拜拜)(?:了|啊|的)*$", _shuns),
    rule(r"^(?P<what>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:给我|请|统统|赶紧|快|都)*(?:退退退|退{2,}|达咩|滚远点|走开|滚出[\u4e00-\u9fff]{2,4}|拉黑|劝退|勿扰|别挨我|离我远点|没有心)$", _hates),
    rule(r"^我?(?:现在|最近|医生说|已经|暂时)*(?:不能|不敢|没法|戒|告别)(?:再)?(?P<verb>吃|喝|碰)?(?P<what>(?:(?!不)[\u4e00-\u9fff]){1,4}?)了$", lambda hit, now: Told("dislike", f"taste:{hit['what']}", f"{hit['verb'] or ''}{hit['what']}", 0.8) if _FOOD.search(hit["what"]) else None),
    rule(r"^(?:我|我这人)?(?:平生|这辈子|这人|生平|从小|就)*最(?:恨|烦|讨厌|受不了|看不惯|怕|见不得|不喜欢|不爱)(?:的)?(?P<what>[\u4e00-\u9fffA-Za-z]{1,10})$", _hates),
    rule(r"^(?P<what>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:真的|绝对|简直|才)?(?:就)?是我(?:这辈子|人生|平生|永远)?(?:最|的)(?:恨|讨厌|烦|怕|噩梦|天敌|死穴|宿敌|雷点|一生之敌)(?:的)?(?:东西|事情?|运动|课|食物|菜|水果)?$", _hates),
    rule(r"^我?(?:实在|真的|完全|根本|不太|不大|从来)*(?:不太能|不能|没法|接受不了|接受不能|欣赏不了|欣赏不来|受不了|忍不了|看不得|听不得|get不到|不感冒)(?:接受|欣赏|忍受|忍|get)?(?P<what>[\u4e00-\u9fffA-Za-z]{1,10})$", _hates),
    rule(r"^我?(?:对|拿)(?P<what>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:真的|实在|完全|一直|从来|有点|都|也)*(?:无感|没兴趣|不感兴趣|不感冒|没好感|敬谢不敏|ptsd|有阴影|爱不起来|喜欢不起来|没辙)$", _hates),
    rule(r"^我?(?:有|重度|天生|真的|其实)*(?P<what>恐高|晕血|晕车|晕船|恐飞|怕黑|怕鬼|恐狗|幽闭恐惧症?|社恐|密集恐惧症?|巨物恐惧症?|深海恐惧症?)(?:患者|人士?|星人|党|的|症)?$", life("fear:{what}", "{what}")),
    rule(r"^我(?:最|很|特别|超级?|从小|就|真的|有点|贼|好|可|蛮|天生|还)*怕(?P<what>(?!是|你|他|她|被|自己|再|会|不|了|什么|我|这|那|死|说)[\u4e00-\u9fff]{1,5}?)(?:的|啊|呀)?$", life("fear:{what}", "怕{what}")),
    rule(r"^(?:我)?(?:是)?(?P<what>吃素|素食|吃全素|茹素|纯素|蛋奶素|清真|生酮)(?:的|者|主义者|人)?(?:第?[一二三四五六七八九十\d]+年|好多年|很多年)?(?:了|的)?$", life("diet", "{what}")),
    rule(r"^我?(?:这人)?无(?P<what>辣|肉|酒|茶|甜|咖啡|面)不(?:欢|成席|香|乐|活)$", _loves),
    rule(rf"^(?P<what>{_T}{{2,12}}?)(?:真的|绝对|简直|才|永远)?(?:就)?是我(?:的)?(?:永远|一生|这辈子|人生|永恒|本命)?(?:的)?(?:命|命根子|最爱|所爱|心头好|快乐源泉|续命水|白月光|本命|信仰|精神食粮|充电宝|解药|快乐|软肋|死穴之爱|青春|挚爱|真爱|YYDS)$", _loves),
    rule(rf"^(?P<what>{_T}{{2,8}}?)(?:续命|永远的神|yyds|万岁|脑袋|星人|重度爱好者|爱好者|骨灰粉|十级学者|狂热粉|狂魔|重度患者|赛高)(?:路过|一枚|报到|在此|狂喜)?$", _loves),
    rule(rf"^(?P<what>{_T}{{2,8}}?)我(?:可以|能|都|真的|真能|恨不得)*(?:天天|每天|顿顿|一直|连续)(?P<verb>吃|喝|看|听|玩)(?:.{{0,6}})?$", _loves),
    rule(rf"^我(?:可以|能|真的|真能|恨不得)*(?:天天|每天|顿顿)(?P<verb>吃|喝|看|听|玩)(?P<what>{_T}{{2,8}})$", _loves),
    rule(rf"^我?(?:真的|这辈子|已经|一天都|根本)*(?:离不开|戒不掉|戒不了|少不了|没有抵抗力的是|抗拒不了|一天不[吃喝看听]|拒绝不了)(?P<what>{_T}{{2,8}}?)(?:就难受|浑身难受|不行|不舒服)?$", _loves),
    rule(rf"^(?P<what>{_T}{{2,8}}?)(?:我)?(?:真的|永远|怎么都|百|一辈子都?|八百遍都?)*(?P<verb>吃|喝|看|听|玩)不(?:腻|厌|够|烦)$", _loves),
    rule(rf"^我?(?:好|真|又|超|特别|天天)*(?:想念?|馋)(?:我妈|家里|外婆|奶奶|妈妈|家乡|老家)?(?:做|包|炖|烧)?的?(?P<what>{_T}{{2,6}}?)(?:了)?(?:想|馋)(?:得|到|死|疯).*$", _loves),
    rule(r"^(?:好|真|又|超|特别)*(?:想念?|馋)(?:我妈|我爸|家里|外婆|奶奶|妈妈|家乡|老家|学校门口)(?:做|包|炖|烧|那口)?的(?P<what>[\u4e00-\u9fff]{2,6})了?$", _loves),
    rule(rf"^我?对(?P<what>{_T}{{2,8}}?)(?:真的|完全|毫|一点|根本)*(?:没有?|无)(?:任何|一点)?抵抗力$", _loves),
    rule(r"^(?:我|我这人|老头子?|老汉)?(?:这辈子|平时|没事|平生|从小|打小|闲了|一直)*(?:就|最|顶|独|偏|特别|超|可|老)+(?:喜欢|爱|馋|好)(?P<verb>吃|喝|看|听|玩|打)?(?:个|口|点|这个)?(?P<what>(?!人|情|的|不|了)[\u4e00-\u9fffA-Za-z0-9]{2,10})$", _loves),
    rule(r"^我?(?:平时|没事|闲下来|一有空|下班)?(?:就)?好个?(?P<what>[\u4e00-\u9fff]{2,4})$(?<=酒|茶|烟|棋|牌|鱼|戏)", _loves),
    rule(rf"^(?:我|我家)?(?:每天|每周|天天|雷打不动|坚持|一有空|下班|周末|周[一二三四五六日]|早上|晚上|凌晨|[一二三四五六七八九十\d]+点|起来|都|就|会|要|去|和朋友|准时|固定|出门)+(?P<what>{_HOBBY})(?:.{{0,4}})?$", _loves),
    rule(rf"^我?(?:是|一个|一枚|个|资深|多年|老|忠实)*(?P<what>{_T}{{2,8}}?)(?:铁粉|死忠粉|老粉|迷|控|发烧友|爱好者|脑残粉)(?:路过|一枚|报到|在此)?$", _loves),
    rule(rf"^我?(?:最近|现在|刚|刚开始|今年|业余|正)*(?:在|开始)?(?:学|练|自学)(?:着)?(?:吹|拉|弹|打|做|写)?(?P<what>{_PLAYS})(?:呢|中|了)?$", life("plays:{what}", "在学{what}")),
)  # fmt: skip
