"""Which facts answer a question about oneself, and what a correction makes of one; knows no store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dazi.bonds import Fact
from dazi.memory.likeness import likeness, signs
from dazi.memory.sense import SAID
from dazi.text.beasts import ANIMALS, VAGUE
from dazi.text.fact import Told
from dazi.text.when import moment, one_day

_NEAR = 0.25
_NEAR_ENOUGH = 0.6  # of a question that may be a general one
# Where an answer may stand, best first; the next are looked at where the first are empty.
_PLACES: dict[str, tuple[tuple[str, ...], ...]] = {
    "birthday": (("life:birthday",),), "age": (("life:age",),), "allergy": (("life:allergy",),), "plays": (("life:plays",),), "before": (("life:before",),),
    "from": (("life:from",), ("life:home",)),
    "home": (("life:home",), ("life:from",), ("life:work", "life:school")), "job": (("life:job", "life:work"), ("life:major", "life:before")),
    "school": (("life:school", "life:major"), ("life:job",)),
}  # fmt: skip
# What a wider word holds: who can't have seafood can't have shrimps.
_WIDER = (
    (r"海鲜|shellfish|seafood", r"虾|蟹|螃蟹|贝|蛤|蚝|扇贝|鱿鱼|章鱼|龙虾|鲍鱼|海参|三文鱼|刺身|寿司|鱼|shrimp|prawn|crab|lobster|oyster|mussel|clam"),
    (r"碳酸|汽水", r"可乐|雪碧|汽水|芬达|苏打|气泡"),
    (r"小麦|麸质|面食|gluten|coeliac|celiac", r"面|饼|馒头|包子|饺子|蛋糕|披萨|意面|bread|pasta|pizza|cake|noodle"),
    (r"乳糖|牛奶|乳制品|dairy|lactose|奶", r"奶|芝士|奶酪|冰淇淋|冰激凌|酸奶|拿铁|cheese|milk|ice cream|yogurt|butter|latte"),
    (r"酒", r"酒|茅台|威士忌|鸡尾|喝一杯"),
    (r"坚果|nuts", r"花生|核桃|杏仁|腰果|开心果|peanut|almond|cashew|walnut"),
    (r"辣", r"辣|火锅|麻辣|冒菜|川菜|湘菜|水煮"),
    (r"甜", r"甜|蛋糕|奶茶|巧克力|糖|冰淇淋"),
    (r"葱|姜|蒜", r"葱|姜|蒜"),
    (r"猫毛|猫", r"猫"),
    (r"狗毛|狗", r"狗"),
    (r"羊", r"羊"),
    (r"咖啡", r"咖啡|拿铁|美式|卡布"),
    (r"茶", r"茶"),
    (r"内脏|下水", r"肝|肠|肚|腰花|毛肚|脑花"),
    (r"红肉|牛肉", r"牛排|牛肉|汉堡"),
)  # fmt: skip
# Who may have been told of in a member's own words, so that a name behind it is theirs.
_OWN = re.compile("女儿|闺女|儿子|娃|孩子|宝宝|崽|孙女|孙子|[猫狗兔龟鱼鸟鼠]")
_LONGEST_FIRST = sorted(ANIMALS, key=len, reverse=True)
_GIRL, _BOY = ("女儿", "闺女", "小棉袄", "daughter", "girl"), ("儿子", "son", "boy")
_ANY_CHILD = (
    "娃", "孩子", "宝宝", "宝贝", "崽", "崽崽", "老大", "大宝", "kid", "baby", "toddler", "little one",
)  # fmt: skip
# What a whole kind of facts is called by who wants it forgotten.
_CALLED = (
    ("life:birthday", r"生日|birthday|born"), ("name", r"名字|叫什么|我是谁|昵称|\bname"), ("life:home", r"住|家在|地址|城市|\blive|address"), ("life:from", r"老家|哪里人|\bfrom\b"),
    ("life:job", r"工作|上班|职业|干什么|\bjob|\bwork"), ("life:work", r"工作|上班|职业|\bjob|\bwork"), ("life:school", r"上学|读书|学校|读研|school|college|\bstudy"), ("life:major", r"专业|学什么|major"),
    ("life:allergy", r"过敏|allerg"), ("life:age", r"年龄|岁|多大|\bage\b|how old"), ("life:child", r"孩子|娃|女儿|儿子|闺女|宝宝|\bkid|daughter|\bson\b|child"), ("plan", r"计划|安排|行程|\bplan"),
    ("pet", r"宠物|\bpet"), ("like", r"喜欢|爱好|likes?\b"), ("dislike", r"讨厌|不喜欢|不吃|忌口|hate|dislike"), ("mood", r"心情|难过|难受|\bsad\b|mood"), ("life:note", r"记住的"),
)  # fmt: skip


def meant(known: Sequence[Fact], about: str) -> list[Fact]:
    """Those that somebody who speaks so wants forgotten: what is like it, else the kind that is called so; "": all."""
    if not about:
        return list(known)
    if animal := ANIMALS.get(about.strip("养的有我家")):
        return [fact for fact in known if fact.key == f"pet:{animal}"]
    near = [fact for fact in known if _like(fact, about) >= _NEAR]
    kinds = [key for key, words in _CALLED if re.search(words, about, re.IGNORECASE)]
    return near or [fact for fact in known if any(_under(fact.key, key) or fact.kind == key for key in kinds)]


def fitting(known: Sequence[Fact], kind: str, about: str, now: datetime) -> list[Fact]:
    """Those of the known facts that answer, best first; [] where nothing does."""
    if kind in _PLACES:
        for keys in _PLACES[kind]:
            if found := [fact for fact in known if any(_under(fact.key, key) for key in keys)]:
                return found
        return []
    if kind.startswith("child."):
        return _of_child(known, about, kind.partition(".")[2])
    if kind == "pet":
        return _of_pet(known, about)
    if kind == "plan":
        return _of_plan(known, about, now)
    if kind == "taste":
        tastes = [fact for fact in known if fact.kind in ("like", "dislike") or _under(fact.key, "life:fear")]
        barred = [fact for fact in known if fact.key.startswith(("life:allergy", "life:diet"))]
        return [fact for fact in tastes if _eats(fact, about)] or [
            fact for fact in barred if _eats(fact, about)
        ]
    if kind == "near":
        return _nearest([fact for fact in known if fact.kind != "mood"], about, _NEAR_ENOUGH)
    if kind == "eats":
        eaten = [
            fact
            for fact in known
            if fact.kind == "dislike"
            or (about and fact.kind == "like")
            or _under(fact.key, "life:allergy")
            or fact.key == "life:diet"
        ]
        return [fact for fact in eaten if _eats(fact, about)] if about else eaten
    if kind == "any":
        return _nearest(known, about, _NEAR)
    found = [
        fact for fact in known if fact.kind == kind or (kind == "dislike" and _under(fact.key, "life:fear"))
    ]
    near_ones = [fact for fact in found if about and likeness(fact.text, about) >= _NEAR]
    return near_ones or found


def _like(fact: Fact, about: str) -> float:
    return likeness(f"{fact.text} {fact.key.partition(':')[2]}", about)


def _nearest(facts: Sequence[Fact], about: str, least: float) -> list[Fact]:
    scored = sorted(((_like(fact, about), fact) for fact in facts), key=lambda pair: -pair[0])
    return [fact for score, fact in scored if score >= least]


def _under(key: str, head: str) -> bool:
    return key == head or key.startswith(f"{head}:")


def _of_child(known: Sequence[Fact], who: str, aspect: str) -> list[Fact]:
    found = []
    for fact in known:
        parts = fact.key.split(":")
        if parts[:2] != ["life", "child"] or not fact.key.endswith(aspect and f":{aspect}"):
            continue
        if _same_child(parts[2], who):
            found.append(fact)
    return found


def _same_child(told: str, asked: str) -> bool:
    if told == asked or told in _ANY_CHILD or asked in _ANY_CHILD:
        return True
    return any(told in group and asked in group for group in (_GIRL, _BOY))


def _of_pet(known: Sequence[Fact], about: str) -> list[Fact]:
    pets = [fact for fact in known if fact.kind == "pet"]
    if not about or about in ("宠物", "pet", "pets", *VAGUE):
        return pets
    exact = [fact for fact in pets if about in fact.text]
    inside = (ANIMALS[word] for word in _LONGEST_FIRST if not word.isascii() and word in about)
    kind = ANIMALS.get(about) or next(inside, "")
    return exact or [fact for fact in pets if kind and _under(fact.key, f"pet:{kind}")]


def _of_plan(known: Sequence[Fact], about: str, now: datetime) -> list[Fact]:
    plans = [
        fact
        for fact in known
        if fact.kind == "plan" or (about and _under(fact.key, "life:note") and about in fact.text)
    ]
    if not about or about == "最近":
        return plans
    if found := [fact for fact in plans if about in fact.text]:
        return found
    day = moment(about, now)
    if day is None:
        return [fact for fact in plans if likeness(fact.text, about) >= _NEAR] or (
            plans
            if about.isascii() and about in ("going", "flying", "moving", "traveling", "travelling", "off")
            else []
        )
    if one_day(about):
        dated = [fact for fact in plans if fact.text.startswith((f"{day.month}月{day.day}日", about))]
        return dated or [fact for fact in plans if day.strftime("%A").casefold() in fact.text.casefold()]
    # A span of four days: what is due by then (a plan ends three days after its day), or has no day.
    end = day + timedelta(days=7)
    return [fact for fact in plans if fact.until is None or fact.until <= end]


def _eats(fact: Fact, about: str) -> bool:
    meat = (
        fact.key == "life:diet"
        and re.search(r"素|vegan|vegetarian", fact.text)
        and re.search(r"肉|荤|排骨|meat|beef|pork|chicken|ribs|steak|bacon|ham\b|burger|sausage|wings", about)
    )
    wider = any(re.search(words, about) and re.search(kind, fact.text) for kind, words in _WIDER)
    return (
        bool(meat)
        or wider
        or about in fact.text
        or (len(about) > 1 and bool(signs(fact.text) & signs(about)))
    )


def _moved(fact: Fact, new: Told) -> Fact | None:
    """The plan on its new day; None where it is another plan, or none."""
    when, _, what = new.text.partition(" ")
    body = re.sub(r"^\d{1,2}月\d{1,2}日", "", fact.text)
    if fact.kind != "plan" or body == fact.text or not (what in body or likeness(body, what) >= _NEAR):
        return None
    return replace(fact, text=f"{when}{body}", until=new.until)


def corrected(fact: Fact, new: Told) -> Fact | None:
    """The fact as the correction has it; None where it is about something else. `was` "*": any word for such an animal,
    "+": nothing yet, a name for one that has none."""
    was = new.was
    if was == "@":
        return _moved(fact, new)
    if was == "+":
        if fact.key.startswith(SAID) and _OWN.search(fact.text) and "，叫" not in fact.text:
            return replace(fact, text=f"{fact.text}，叫{new.text}")  # "她叫麦穗" behind "闺女远嫁到广西"
        bare = fact.kind == "pet" and "，" not in fact.text and " called " not in fact.text
        shape = "{} called {}" if fact.text.isascii() else "{}，叫{}"
        return replace(fact, text=shape.format(fact.text, new.text)) if bare else None
    if was == "*":
        if fact.kind != "pet":
            return None
        here = (word for word in _LONGEST_FIRST if re.search(rf"\b{re.escape(word)}\b", fact.text))
        was = next(here, "")
    if not was or was not in fact.text:
        return None
    key = fact.key
    if was in ANIMALS and new.text in ANIMALS:
        key = f"pet:{ANIMALS[new.text]}"
    elif fact.kind in ("like", "dislike"):
        key = f"taste:{fact.text.replace(was, new.text)}".casefold()
    return replace(fact, text=fact.text.replace(was, new.text), key=key)
