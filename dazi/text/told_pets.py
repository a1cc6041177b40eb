"""Pets that are told of in passing: "我家猫昨天…", "这狗跟我家大黑一个德行", "俩猫，一只叫…"; knows no store."""

from __future__ import annotations

import re
from datetime import datetime

from dazi.text.beasts import ANIMALS, HAN, VAGUE
from dazi.text.fact import LOOSE, Made, Rule, Told, lost, named, rule
from dazi.text.late import late

_H = r"[\u4e00-\u9fff]"
_CALLED = rf"(?P<name>{_H}{{1,5}}?|{_H}{{0,2}}(?-i:[A-Z])[A-Za-z]{{1,14}})"
_MEASURE = r"(?:只|条|个|头|匹|对|窝|缸|池|群|盆|排|箱|羽|尾)"
_MANY = r"(?:一|两|俩|三|仨|四|五|六|七|八|九|十|好几|几|\d{1,2})"
_LOOK = r"(?P<looks>(?:(?![了只条个养有是叫我你他它没楼附隔邻门口对面小区])[\u4e00-\u9fff]){0,4}?)"
# "猫粮", "鱼缸", "马上" and "鸡蛋" are no pets.
_ALIVE = r"(?!粮|砂|窝|缸|爬|咖|片|主|包|肉|蛋|汤|碗|年|镇|桶|上|奴|德|血|话|腿|眼|王|舍|场|咬|叫(?!我)|头|皮|毛(?!孩))"
_BIG = "(?:" + "|".join(sorted((one for one in ANIMALS if not one.isascii() and (len(one) > 1 or one in "猫狗兔龟")), key=len, reverse=True)) + ")"  # fmt: skip
_LIKE_MINE = r"(?:一个德行|一个德性|一模一样|一个样|似的|同款|一样|差不多|一个脾气|一个毛病|简直|亲兄弟|撞脸|有一拼|如出一辙)"
_MADE_UP = late(r"龙(?!猫)|凤凰|独角兽|恐龙|奥特曼|麒麟|哥斯拉|皮卡丘|皮卡|僵尸|外星人|鬼$|神兽|怪兽|吞金兽|大爷|祖宗|老虎|狮子|大熊猫|熊猫|鲨鱼|鲸鱼|企鹅")  # fmt: skip
_PEOPLE = late(
    r"^(?:老公|老婆|媳妇|女儿|儿子|孩子|娃|宝宝|宝贝|妈|爸|爷|奶|姥|哥|姐|弟|妹|老大|老二|崽|闺女|楼|隔壁|邻居|门口|附近|对面|小区|那|这|的|也|就|现在|以前)"
)
_MINE = r"(?:我(?:们)?家|我的?|我们|家里|我爸妈家|老家|店里)"
_ONE = rf"(?:一{_MEASURE}|大的(?:那{_MEASURE})?|小的(?:那{_MEASURE})?|老大|老二|公的|母的|哥哥|弟弟|姐姐|妹妹|另外?一{_MEASURE}|另{_MEASURE})"
_NAMES = late(
    rf"(?P<animal>{HAN})[，,：:、 ]*{_ONE}(?:的?(?:名字)?(?:就)?叫|是)?(?P<one>{_H}{{1,5}}?|[A-Za-z]+)[，,、和 ]*{_ONE}(?:的?(?:名字)?(?:就)?叫|是)(?P<two>{_H}{{1,5}}?|[A-Za-z]+)(?=$|[，。！!~～；（(，, ])"
)
# "…的猫，叫年糕" and "年糕是只橘猫": a name that stands apart from its animal by a comma or a verb.
_JOINED = late(
    rf"(?P<animal>{_BIG})(?:[，,、 ](?:它|他|她)?(?:的?名字|大名|小名|取名|起名)?(?:就)?叫(?:做)?|[，,、 ]?(?:名字|名)(?:是|叫)|的名字(?:是|叫)|名叫)(?P<name>{_H}{{1,4}}?|[A-Za-z]{{2,14}})(?:的)?(?=$|[，。！!~～；（(，, ])"
)
_OWNS = late(r"我|家里|养|俺|咱|店里|宿舍里|公司里|也有|领养")
_OTHERS = late(r"他|她|朋友|同事|室友|舍友|同学|闺蜜|邻居|隔壁|楼下|楼上|姐|哥|弟|妹|妈|爸|爷|奶|姥|叔|阿姨|老板|网友|博主|人家|别人|亲戚|导师|房东|对象|男友|女友|老公|老婆")  # fmt: skip


def pets(text: str) -> tuple[tuple[Told, str], ...]:
    """Pets whose names stand in clauses of their own, with the words that told them."""
    found = []
    if (hit := _NAMES.search(text)) and _mine(text, hit):
        both = [named(hit["one"]), named(hit["two"])]
        if all(both):
            body = f"{hit['animal']}，叫{both[0]}和{both[1]}"
            found.append((Told("pet", f"pet:{ANIMALS[hit['animal']]}", body), hit[0]))
    elif (hit := _JOINED.search(text)) and _mine(text, hit):
        name, kind = named(hit["name"]), ANIMALS[hit["animal"]]
        if name and name not in ANIMALS and not _MADE_UP.search(hit[0]):
            found.append((Told("pet", f"pet:{kind}", f"{hit['animal']}，叫{name}"), hit[0]))
    return tuple(found)


def _mine(text: str, hit: re.Match[str]) -> bool:
    """Whether whoever speaks owns it: nobody else stands before it."""
    before = text[: hit.start()]
    wonders = re.search(
        r"如果|要是|假如|想养|想要|好想|梦|希望|打算养|以前|小时候|曾经|养过|视频里|剧里", before
    )
    clause = re.split(r"[，。！!？?；~～]", before)[-1]
    return not wonders and not _OTHERS.search(clause) and (bool(_OWNS.search(before)) or len(clause) < 5)


def _pet(hit: re.Match[str], now: datetime) -> Made:
    groups = hit.groupdict()
    said = groups.get("animal") or groups.get("other") or ""
    name = named(groups.get("name") or "")
    looks = re.sub(r"^(?:养的|的|那只|那条|这只|一只|只|条|还|也)+", "", groups.get("looks") or "").strip(
        "的"
    )
    whole = looks + said + name
    if not said or name in ANIMALS or _MADE_UP.search(whole) or _PEOPLE.match(name):
        return None
    body = f"{looks}{said}"
    kind = ANIMALS.get(said, said)
    # Of another kind than that told before, a word for any pet says nothing new.
    return Told("pet", f"pet:{kind}", f"{body}，叫{name}" if name else body, 0.8 if name else LOOSE)


def _likened(hit: re.Match[str], now: datetime) -> Made:
    """ "这狗跟我家大黑一个德行": a name that is compared to the animal on the screen."""
    name, said = hit["name"], hit["animal"]
    kind = ANIMALS.get(name)
    if kind:
        return Told("pet", f"pet:{kind}", name, LOOSE)
    if _PEOPLE.match(name) or not named(name) or said is None:
        return None
    return Told("pet", f"pet:{ANIMALS[said]}", f"{said}，叫{name}", LOOSE)


def _what(hit: re.Match[str], now: datetime) -> Made:
    """What kind the pet is of which only "毛孩子" was said."""
    said = hit["animal"]
    return Told("pet", f"pet:{ANIMALS[said]}", f"{hit['looks']}{said}", LOOSE)


RULES: tuple[Rule, ...] = (
    rule(rf"(?:这|那)(?:只|条|个)?(?P<animal>{HAN}).{{0,8}}?(?:跟|和|像|比|随)我(?:们)?家的?(?:那[只条个位])?(?P<name>{_H}{{1,4}}?){_LIKE_MINE}", _likened),
    rule(rf"(?:跟|和|像|比)我(?:们)?家的?(?:那[只条个位])?(?P<name>{_BIG})(?P<animal>){_LIKE_MINE}", _likened),
    rule(rf"^我(?:们)?家的?(?P<animal>{'|'.join(VAGUE)})(?:的名字|大名)?(?:就)?叫(?P<looks>){_CALLED}(?:啦|呀|啊|的)?$", _pet),
    rule(rf"^(?:[\u4e00-\u9fff]{{1,4}}[里上])?(?:我|我家|我们家|家里)?(?:自己|现在|也|还|又|刚|目前|一直|一个人|新)*(?:养|领养|收养|捡|伺候)(?:了|着|的是)?{_MANY}?{_MEASURE}?{_LOOK}(?P<animal>{HAN})(?:[，, ]?(?:名)?叫{_CALLED})?(?:的)?$", _pet),
    rule(rf"^(?:我|我家|我们家|家里|阳台|店里|宿舍里)(?:里|上)?(?:现在|也|还|又|刚|就)*(?:有)?{_MANY}?{_MEASURE}{_LOOK}(?P<animal>{HAN})(?:名?叫{_CALLED})?$", _pet),
    rule(rf"^(?:还|也|另外|家里)*有{_MANY}?{_MEASURE}{_LOOK}(?P<animal>{HAN})(?:名?叫|是){_CALLED}$", _pet),
    rule(rf"^{_MINE}(?:养的|的|那|这|那[只条个]|这[只条个])*{_LOOK}(?P<animal>{_BIG}){_ALIVE}(?:叫|[，, ])?(?P<name>(?-i:[A-Z])[A-Za-z]{{1,14}})(?![A-Za-z])", _pet),
    rule(rf"^{_MINE}(?:养的|的|那|这|那[只条个]|这[只条个]|有[只条])*{_LOOK}(?P<animal>{_BIG}){_ALIVE}(?!.{{0,6}}(?:没了|走了|去世|死了|送人))", _pet),
    rule(rf"^我家(?P<looks>)(?:那位|那个|这个|这位|那只|那条|它)(?:是|也是)(?:一?[只条个])?(?P<animal>{HAN})$", _pet),
    rule(rf"^(?:是)?(?:一?[只条个])?{_LOOK}(?P<animal>{_BIG})(?:都一个样|本[猫狗]|一[只条枚]|弟弟|妹妹|串串)?$", _what),
    rule(r"^(?:每天|天天|早晚|早上|晚上|下班|周末)?(?:还)?(?:要|得|都)?(?:去)?(?:[\u4e00-\u9fff]{0,4})?(?:遛|溜)(?P<looks>)(?P<animal>狗|鸟|猫)(?!粮)", _pet),
    rule(rf"^我?(?:养的|家|家里|的)*{_LOOK}(?P<animal>{HAN})(?:上个?月|上周|昨天|前天|今年|去年|前几天)?(?:走了|没了|去世了?|死了|送人了?|丢了)", lambda hit, now: Told("pet", f"pet:{ANIMALS[hit['animal']]}", "", gone=True)),
    rule(rf"^(?:真的?)?没养(?P<animal>{HAN})", lambda hit, now: lost("pet", f"pet:{ANIMALS[hit['animal']]}")(hit, now)),
)  # fmt: skip
# "柴犬都一个样" says of a "毛孩子" what it is; alone it says nothing.
ONLY_BEHIND = frozenset({_what})
