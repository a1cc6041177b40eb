"""What a comment tells of its writer, by rules over its clauses; knows no store, no model and no other member."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from dazi.text import told_en, told_lives, told_pets, told_tastes, told_zh
from dazi.text.beasts import ANIMALS, HAN
from dazi.text.dialects import standard
from dazi.text.fact import LOOSE, Told, named, named_pet
from dazi.text.late import late
from dazi.text.normalise import clean, has_cjk
from dazi.text.when import WHEN

__all__ = ["Told", "about_writer", "felt", "of_writer", "only_told", "told"]

_IDLE = 4  # signs of a clause that says nothing by itself ("你好", "对了")
_BESIDE = 8  # signs of a clause beside a short one from which on that is what the comment is about
BARE = 20  # characters of a comment that tells one thing and no more
MOST = 5  # facts of one comment
# A clause that wonders, supposes, dreams or reports tells nothing of its writer.
_WONDERS = late(
    r"[?？]|[吗么嘛](?:$|[ ~～])|(?<!不算)(?<!没)(?<!没有)(?:什么|啥)|谁|哪|怎么|为什么|多少|几(?!个月|天|年|岁|只)|是不是|有没有|要不要|该不该|如果|要是|假如|万一|梦见|梦到|据说|听说|恨不得|好想|要能"
    r"|他说|她说|朋友说|人家说|别人说|\b(?:if|what|who|where|why|how|suppose|imagine|would|should|could|wish|used to|dreamt|dreamed)\b",
    re.IGNORECASE,
)
# A comment that plays, quotes or orders a text: nothing in it is about its writer.
_PLAYS = late(
    r"假装|假设|想象一?下|玩个游戏|角色扮演|请听题|歌里|歌词|唱的是|台词|主角|剧里|书里|小说里|电影里|段子|这段rap|造句|翻译|帮我(?:写|编|起草|润色)|写(?:一?[个段句篇条])|写.{0,6}自我介绍|自我介绍[：:]|文案|作文里?|念一遍|秦始皇|我(?:就)?是(?:奥特曼|孙悟空|钢铁侠|蜘蛛侠|超人)|没有感情的|M78|[千万]岁|(?:I'm|I am) (?:an? )?(?:banana|potato|unicorn|robot|vampire|wizard|ghost|god)\b"
    r"|\b(?:lyrics?|translate|pretend|imagine|roleplay|in the (?:song|movie|film|book)|the (?:guy|girl|man|woman|song) (?:in .{1,20})?(?:says|goes)|write (?:me|a)|quote)\b",
    re.IGNORECASE,
)
_QUOTED = late(r"[“\"「『][^”\"」』]{7,}[”\"」』]|《[^》]*》")
_REPORTED = late(r"(?<=[说喊问道唱着：:])\s*[“\"「『][^”\"」』]{2,}[”\"」』]")
_CUT = late(
    r"[，。！!；;、\n~～…—（）()]+|,(?=\s)|,(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]),|\.(?=\s|$)| (?:but|and then|so|because|since) | and (?=i\b|i'|my )",
    re.IGNORECASE,
)
_SPACES = late(r"\s+")
_SECRET = late(
    r"\d{6,}|@|https?:|密码|身份证|银行卡|痔疮|例假|大姨妈|性病|艾滋|堕胎|password|自杀|自残|想死|不想活|suicid",
    re.IGNORECASE,
)
_FILLER = late(
    r"^(?:那|其实|话说|对了|顺便说一?句?|顺便|悄悄(?:说|告诉你)|偷偷告诉你|跟你说个?(?:秘密)?|告诉你(?:个秘密)?|说实话|实话说|讲真|因为|反正|哈哈+|哈喽|你好|大家好|嗨|新人报[道到]|嗯+|哎|唉|诶|欸|不过|而且|还有|所以|但是?|毕竟|谁让|也是|是的|没错|不瞒你说|报告|改名了|说起来|自我介绍一?下|坦白说|悄悄|偷偷|好吧|啊+|哦+|呃)+(?=[^\s])"
)
_ME = late(
    r"^(?:我这个?人(?:吧|呢|啊|就是)?|我个人|我本人|个人|本人|俺们?|咱家?|我们(?=家)|老娘|在下|小弟|小妹)"
)
# Who else a clause is about; the writer's own children and animals are told of by their own rules.
_OTHER = late(
    r"^(?:我)?(?:的)?(?:家)?(?:有[个位])?(?:(?:好|男|女|前|大学|高中|初中|小学)?(?:朋友|同学|同事|室友|舍友|闺蜜|哥们|兄弟|姐妹|同桌|网友|老板|领导|上司|导师|老师|教练|客户|甲方|房东|邻居|偶像|对象|老公|老婆|媳妇|男友|女友|婆婆|公公|岳父|岳母|"
    r"爸妈?|妈妈?|爸爸|哥哥?|姐姐?|弟弟?|妹妹?|表[哥姐弟妹]|堂[哥姐弟妹]|舅舅?|舅妈|姑姑?|叔叔?|阿姨|姨妈?|爷爷|奶奶|姥姥|姥爷|外公|外婆|爸妈|父母|老伴|爱人|阿[妈爸嬷公婆姨]|姨|婶|伯|嫂子?|姐夫|侄[子女]|外甥女?|学[长姐弟妹]|师[兄姐弟妹]|班长|班主任|队友|对门|老乡|楼主|小哥哥?|小姐姐|这姐|这位|主播|大爷|大妈|亲戚|前任|老李头?|隔壁|楼上|楼下|对面|博主|up主|作者|视频里|有人|这人|那人|这哥们|他们?|她们?|别人|人家|大家))"
    r"|^(?:my|the|our|his|her|their) (?:friend|boss|brother|sister|mom|mum|mother|dad|father|cousin|roommate|colleague|coworker|neighbou?r|uncle|aunt|grandma|grandpa|wife|husband|girlfriend|boyfriend|partner|teacher|ex|parents|guy|girl)\b|^(?:he|she|they|someone|somebody|people)\b",
    re.IGNORECASE,
)
_SUPPOSES = late(
    r"如果|要是|假如|万一|要能|倘若|哪天要|等我(?:有钱|发财|老了|退休)|恨不得|(?:好|真|超)想|我要是|\b(?:if|suppose|imagine|wish)\b",
    re.IGNORECASE,
)
_PRONOUN = late(r"^(?:他|她|它|人家|小家伙|(?:he|she|his|her|it|they)\b)", re.IGNORECASE)
_OWN = late(
    r"^(?:我(?:们)?家?的?)?(?:女儿|闺女|儿子|娃|孩子|宝宝|崽崽?|老大|老二|孙女|孙子|外孙女?|[\u4e00-\u9fff]{0,3}[猫狗兔龟鱼鸟])|\b(?:my|our) ",
    re.IGNORECASE,
)
_SOMEBODY = late(
    r"(?:老师|哥|姐|总|叔|姨|师傅|同学|爷爷|奶奶|先生|女士|姑娘|小伙|邻居|同事|朋友|室友|博主|主播|网友)(?:姓|叫(?!我)|养|有|说|在|是|也|家|天天|今天|昨天|的)|^(?:(?:his|her|their)\b(?! name)|you|your|we get)\b",
    re.IGNORECASE,
)
_MINE = late(r"^我(?!的?(?:朋友|同学|同事|室友))|^(?:i|i'm|i've|we|my)\b", re.IGNORECASE)
_PAST_PET = late(r"养过|以前|曾经|小时候|当年|从前|上辈子|used to")
_CALLS_ME = late(r"(?:叫|喊|称呼|唤)我|管我叫|给我起")
_NAMING = late(
    r"^(?:名字|大名|它|他|她|小名|取名|起名|名|(?:最[\u4e00-\u9fff]{1,2})?(?:那|这|其中一)[只条个])?(?:的名字|大名|小名)?(?:就|改|是)?叫(?:做)?(?P<name>[\u4e00-\u9fffA-Za-z]{1,6}?)(?:啦|呀|哦|喔|的)?$|^(?:named|called|his name is|her name is|(?:he|she|it)(?:'s| is) (?:called|named)) (?P<en>[A-Za-z'-]{2,14})$"
)
_IS_IT = late(r"^(?:它|牠)")
_INSTEAD = late(rf"^(?:其实|是|养的|我?养的是|真的|应该)*(?P<animal>{HAN})(?:啦|呀|的)?$")
_IT = late(r"^(?:he|she|it)(?:'s| is) (?:actually )?an? ", re.IGNORECASE)
_IT_IS = late(r"^(?:(?:he|she|it)(?:'s| is)|(?:his|her) name is) ", re.IGNORECASE)
_ALLERGIC = late(
    r"(?:因为|会|我|一吃就|碰了就)*(?:严重|重度)?过敏(?:的|体质)?|(?:i'?m |super |badly |very |it'?s an? )*(?:allergic|allergy)(?: to (?:it|them))?",
    re.IGNORECASE,
)
_AGED = late(
    r"^(?:今年|现在|已经|刚|都|才|快|马上)*(?P<age>[一二两三四五六七八九十\d]{1,3}(?:个月|岁半?|周岁))(?:大)?(?:了|啦)?$"
)
_GRADED = late(
    r"^(?:今年|现在|刚|已经|明年|九月|马上|正)*(?P<what>(?:在)?(?:上|读|念|升)?(?:[高初大研][一二三四]|[一二三四五六]年级|小学|初中|高中|大学|幼儿园|[小中大]班))(?:了|啦)?$"
)
_NAMED_BACK = late(
    r"(?:上次|之前|昨天|前面|刚才|那天)?(?:我)?(?:跟你)?说的?(?P<what>[\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?:的?事|那事)?[，, ]?(?:是|都是|其实是)?(?:瞎说|骗你|骗人|开玩笑|编|假|逗你)"
)
_AHEAD = late(rf"^(?P<when>{WHEN})")
_STEPS = late(r"^(?:我)?(?:要|打算|准备|得|想)?(?:去|回|飞|搬)")
_TWO = late(
    r"[一两2]只[\u4e00-\u9fff]{1,3}[，,：: ][^，,。]{1,3}叫[^，,。]{1,6}[，, ][^，,。]{1,3}叫[^，,。！!]{1,6}"
)
_TWO_EN = late(
    r"\b(?:two|three|2|3) [a-z ]{3,12}[,:]? (?:called |named )?[A-Z][a-z]+,? (?:and|&) [A-Z][a-z]+"
)
_HURTS = late(
    r"难受|难过|伤心|崩溃|委屈|想哭|哭了|哭着|焦虑|失眠|压力(?:好|很|太)?大|好累|太累|心累|熬不住|撑不住|失恋|分手|孤独|孤单|绝望|emo|心情不好|被骂|好丧|没意思|害怕|撑不下去|太难了|扛不住|低落|痛苦"
    r"|\b(?:sad|exhausted|lonely|depressed|anxious|heartbroken|crying|cried|overwhelmed|burn(?:ed|t) out|miserable|stressed|falling apart|struggling|rough (?:day|week|time))\b",
    re.IGNORECASE,
)


def told(text: str, now: datetime) -> tuple[Told, ...]:
    """What a comment says of its writer: a few facts, later ones about the same thing win."""
    text = standard(clean(text, 600))
    wish, lang = _wish(text)
    if _PLAYS.search(text):
        return ()
    found: dict[str, Told] = {}
    plain = _QUOTED.sub(" ", _REPORTED.sub(" ", text))
    if (hit := told_zh.PUT_RIGHT.search(plain)) and not re.search(r"[?？吗]", plain):
        was, new = hit["was"] or hit["was2"], hit["now"] or hit["now2"]
        found["was"] = Told("", f"was:{was}", new, was=was)
    if hit := _TWO_EN.search(plain):
        both = re.sub(r"[,:]", "", hit[0])
        _add(found, _drawn(f"have {both}", now))
        plain = plain.replace(hit[0], " ")
    if hit := _TWO.search(plain):
        _add(found, _drawn(hit[0], now))
        plain = plain.replace(hit[0], " ")
    if hit := _NAMED_BACK.search(plain):
        found["drop"] = Told("", "drop:", re.sub(r"^[一两二三几俩][只条个匹头]", "", hit["what"]), gone=True)
        plain = plain.replace(hit[0], "，")
    plain = _apart(plain, wish, found)
    mine, when, it = True, "", False
    for clause in _clauses(plain[len(wish) :]):
        if _taken_back(clause):
            found = {"just": Told("", "just:", "", gone=True)}
            continue
        if _IT.match(clause):
            _add(found, tuple(_anew(fact) if "just" in found else fact for fact in _drawn(clause, now)))
            continue
        if _ALLERGIC.fullmatch(clause):
            found = dict(_allergic(fact) for fact in found.values())
        if _IT_IS.match(clause):
            _add(found, _christened(clause, found))
        mine = _about_me(clause, mine)
        if not mine or _WONDERS.search(clause) or _SECRET.search(clause):
            continue
        it = _IS_IT.match(clause) is not None or (it and not clause.startswith("我"))
        if "drop" in found and (hit := _INSTEAD.match(clause)):
            _add(found, (Told("pet", f"pet:{ANIMALS[hit['animal']]}", hit["animal"]),))
            continue
        facts = _of_the_same(clause, found) or _drawn(clause, now) or _in_passing(clause, now, found)
        if not facts and when and _STEPS.search(clause):
            facts = _drawn(f"{when}{clause}", now)
        if it and facts and facts[0].kind == "name":
            # "它大名叫掌柜的，小名胖胖" is no name of the writer.
            facts = (Told("pet", "name:", facts[0].text, was="+"),)
        _add(found, facts or _christened(clause, found))
        ahead = _AHEAD.match(clause)
        when = ahead["when"] if ahead else ""
    if wish and not found and (kept := (told_zh if lang == "zh" else told_en).note(text[len(wish) :])):
        found["note"] = Told("life", f"life:note:{kept.casefold()[:24]}", kept)
    return tuple(found.values())[:MOST]


def _apart(plain: str, wish: str, found: dict[str, Told]) -> str:
    """What several clauses tell together, put into `found`; the text without their words."""
    if wish or not has_cjk(plain):
        whole = told_en.apart(plain)
    else:
        whole = (*told_pets.pets(plain), *told_tastes.cannot(plain))
    for fact, words in whole:
        clauses = _clauses(words)
        if fact.was or not any(_OTHER.search(one) or _WONDERS.search(one) for one in clauses):
            _add(found, (fact,))
            plain = plain.replace(words, "，")
    return plain


def only_told(text: str, now: datetime) -> Told | None:
    """The one fact that a short comment tells and is there to tell; None for all else."""
    if len(text) > (BARE if has_cjk(text) else 2 * BARE) and not _wish(clean(text, 600))[0]:
        return None
    said = [part for part in _CUT.split(text) if len(part.strip()) > _IDLE]
    if len(said) > 1:
        return None  # "我家猫叫年糕，今天又把快递拆了" is about the parcel
    facts = told(text, now)
    if facts and said and len(said[0].strip()) > _BESIDE and not _wish(clean(text, 600))[0]:
        # "清明回村，信号比城里好" is about the signal, however short the clause with the day is.
        facts = told(said[0], now) and facts
    sure = len(facts) == 1 and not facts[0].gone and not facts[0].was and facts[0].confidence > LOOSE
    return facts[0] if sure else None


def about_writer(text: str) -> bool:
    """Whether a comment may tell of its writer at all: somebody speaks of themselves and neither plays, asks nor jokes."""
    text = standard(clean(text, 600))
    if _PLAYS.search(text) or _SECRET.search(text) or any(_taken_back(part) for part in _clauses(text)):
        return False
    return any(
        _MINE.search(part) and not _WONDERS.search(part) and not _OTHER.search(part)
        for part in _clauses(text)
    )


def of_writer(text: str) -> tuple[tuple[str, ...], bool]:
    """The clauses that state something of the writer, in their own words, and whether all of the comment does; nothing
    of what plays, wonders, quotes, hurts or is secret."""
    text = clean(text, 600)
    if _PLAYS.search(text) or any(_taken_back(part) for part in _clauses(text)):
        return (), False
    found, mine, parts = [], True, _clauses(_QUOTED.sub(" ", _REPORTED.sub(" ", text)))
    own = False
    for part in parts:
        plain = standard(part)
        if _SUPPOSES.search(plain):
            break  # what follows would only be, too
        # "闺女笑我，她今年都大三了": a pronoun goes on with whose clause stood before it.
        mine = (own and bool(_PRONOUN.match(plain))) or (
            _about_me(plain, mine) and not _SOMEBODY.search(plain)
        )
        own = own if _PRONOUN.match(plain) else bool(_OWN.match(plain))
        if mine and not (_WONDERS.search(plain) or _SECRET.search(plain) or _HURTS.search(plain)):
            found.append(part)
    return tuple(found), len(found) == len(parts)


def felt(text: str) -> bool:
    """Whether a comment says that its writer feels bad, so that one may ask later how it went on."""
    parts = [part for part in _clauses(clean(text, 600)) if _HURTS.search(part)]
    return any(not _OTHER.search(part) and not _PLAYS.search(part) for part in parts)


def _wish(text: str) -> tuple[str, str]:
    """The words before what is explicitly wished to be kept, and the language."""
    for lang, module in (("zh", told_zh), ("en", told_en)):
        if hit := module.WISH.match(text):
            return hit[0], lang
    return "", ""


def _clauses(text: str) -> list[str]:
    text = re.sub(r"([?？])", r"\1\n", text)
    parts = (_SPACES.sub(" ", part).strip(" \"“”'‘’：:") for part in _CUT.split(text))
    bare = (_ME.sub("我", _FILLER.sub("", part).strip(" ：:")) for part in parts)
    return [part for part in bare if part and len(part) <= 90]


def _about_me(clause: str, before: bool) -> bool:
    """Whether a clause speaks of its writer; one without a subject goes on about whom the last one was."""
    if _OTHER.search(clause) and not _CALLS_ME.search(clause):
        return False
    return True if _MINE.search(clause) else before


def _taken_back(clause: str) -> bool:
    return bool(told_zh.TAKEN_BACK.search(clause) or told_en.TAKEN_BACK.search(clause))


def _drawn(clause: str, now: datetime) -> tuple[Told, ...]:
    """The facts of the first rule that fits."""
    past = _PAST_PET.search(clause)
    for pattern, make in told_zh.RULES if has_cjk(clause) else told_en.RULES:
        if hit := pattern.search(clause):
            made = make(hit, now)
            facts = made if isinstance(made, tuple) else (made,) if made else ()
            if facts and not (past and facts[0].kind == "pet"):
                return facts
    return ()


def _in_passing(clause: str, now: datetime, found: dict[str, Told]) -> tuple[Told, ...]:
    """What a clause tells by the way, where no plain rule fits."""
    past = _PAST_PET.search(clause)
    vague = found.get("pet:宠物")
    groups = (told_pets.RULES, told_tastes.RULES, told_lives.RULES) if has_cjk(clause) else (told_en.PASSING,)
    for rules in groups:
        for pattern, make in rules:
            hit = pattern.search(clause)
            if hit is None or (make in told_pets.ONLY_BEHIND and vague is None):
                continue
            made = make(hit, now)
            facts = made if isinstance(made, tuple) else (made,) if made else ()
            if not facts or (past and facts[0].kind == "pet"):
                continue
            if vague is not None and facts[0].kind == "pet":
                del found["pet:宠物"]
                return (_that_is(vague, facts[0]),)
            return facts
    return ()


def _that_is(vague: Told, pet: Told) -> Told:
    """ "我家主子叫Debug，英短蓝猫": the kind told behind the name."""
    name = vague.text.partition("，叫")[2] or pet.text.partition("，叫")[2]
    body = pet.text.partition("，叫")[0]
    return replace(pet, text=f"{body}，叫{name}" if name else body, confidence=vague.confidence)


def _christened(clause: str, found: dict[str, Told]) -> tuple[Told, ...]:
    """A pet's name that stands behind the clause that told of it: "养了只八哥，叫将军"."""
    pet = next((fact for fact in reversed(found.values()) if fact.kind == "pet" and not fact.gone), None)
    hit = _NAMING.match(clause)
    name = named(hit["name"] or hit["en"]) if hit else ""
    if pet is None:
        # The name of one that was told of before: "叫年糕" to "叫什么？".
        return (
            (Told("pet", "name:", name, was="+"),)
            if name and not found and not clause.startswith("我")
            else ()
        )
    if named_pet(pet.text):
        return ()
    joined = f"{pet.text} called {name}" if pet.text.isascii() else f"{pet.text}，叫{name}"
    return (replace(pet, text=joined),) if name else ()


def _anew(fact: Told) -> Told:
    """ "kidding, it's a ferret": with what stood before taken back, that is the whole truth."""
    return replace(fact, text=f"a {fact.text}", was="") if fact.was == "*" else fact


def _of_the_same(clause: str, found: dict[str, Told]) -> tuple[Told, ...]:
    """The age, the form or the name of the child that the clause before spoke of."""
    last = next(reversed(found.values()), None)
    if last is None or not last.key.startswith("life:child:"):
        return ()
    who = last.key.split(":")[2]
    if hit := _AGED.match(clause):
        return (Told("life", f"life:child:{who}:age", f"{who}{hit['age']}", 0.85),)
    if hit := _GRADED.match(clause):
        return (Told("life", f"life:child:{who}:school", f"{who}{hit['what']}", 0.85),)
    if (hit := _NAMING.match(clause)) and hit["name"] and (name := named(hit["name"])):
        return (Told("life", f"life:child:{who}:name", f"{who}叫{name}", 0.85),)
    return ()


def _allergic(fact: Told) -> tuple[str, Told]:
    """What one can't eat, "过敏": said in two clauses."""
    if fact.kind == "dislike":
        what = fact.text.lstrip("吃喝碰")
        shape = f"allergic to {what}" if what.isascii() else f"对{what}过敏"
        fact = replace(fact, kind="life", key=f"life:allergy:{what}", text=shape)
    return fact.key, fact


def _add(found: dict[str, Told], facts: tuple[Told, ...]) -> None:
    for fact in facts:
        had = found.get(fact.key)
        if (
            had is not None
            and fact.kind == "pet"
            and named_pet(had.text)
            and not named_pet(fact.text)
            and not fact.gone
        ):
            continue  # "遛鸟，画眉，叫翠翠": its name stands already
        if (
            had is not None
            and had.kind == "pet"
            and not (had.gone or fact.gone or fact.was)
            and had.text != fact.text
            and named_pet(had.text)
        ):
            fact = replace(fact, key=f"{fact.key}:2")  # "一只叫杏仁，一只叫核桃"
        found.pop(fact.key, None)
        found[fact.key] = fact
