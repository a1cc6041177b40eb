"""Which setting suits a picture, and why: what was measured, what the words around it say. Knows no drawing."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dazi.pictures import Given, Wider
from dazi.reveals.layout import lay
from dazi.reveals.table import SETTINGS, room_of
from dazi.reveals.traits import Traits

WISHED = "wish"
OUTERS = ("snow_globe", "billboard", "television", "phone", "drones", "moon", "balloon", "fridge", "aquarium")
_FITS = 0.66  # of the room that a setting asks for: with less there is too little of it to be seen
_WORN = 0.55  # how loudly a reason still speaks that the thread has heard
_SPOKEN = 1.15  # what words say outweighs what colours say

# What the wish, the title and the tags may speak of, and how it is known.
_WORDS: dict[str, str] = {
    "food": r"吃|美食|菜|火锅|面条?|饭|烧烤|奶茶|咖啡|甜品|零食|做饭|厨|food|cook|noodle|coffee|snack|tasty|yummy",
    "pet": r"猫|喵|狗|汪|柴犬|柯基|仓鼠|兔|宠物|\bcats?\b|\bdogs?\b|kitten|puppy|\bpets?\b",
    "flower": r"花(?!钱|生|了)|樱|春天|草地|花园|flower|blossom|garden|spring",
    "music": r"唱|歌|音乐|跳舞|吉他|钢琴|乐队|演奏|music|song|sing|danc|guitar|piano|band",
    "party": r"生日|派对|聚会|庆祝|过年|新年|圣诞|party|birthday|celebrat|christmas",
    "winter": r"雪|冬|滑冰|圣诞|snow|winter|\bice\b",
    "rain": r"雨|伞|台风|rain|umbrella|storm",
    "sea": r"海|鱼|冲浪|游泳|沙滩|潜水|\bsea\b|ocean|fish|surf|swim|beach",
    "travel": r"旅行|旅游|出发|机场|打卡|自驾|飞(?:往|去)|travel|trip|journey|airport",
    "space": r"月球|月亮|太空|宇宙|火箭|星球|银河|\bmoon\b|space|rocket|planet|galaxy",
    "work": r"上班|下班|打工|老板|加班|公司|会议|代码|程序|\bwork|office|\bboss\b|\bcode\b|coding|meeting",
    "kid": r"宝宝|小朋友|孩子|娃(?!娃)|幼儿园|\bkids?\b|\bbaby\b|child",
    "game": r"游戏|开黑|通关|像素|手柄|王者|\bgames?\b|gaming|pixel|arcade",
    "love": r"情侣|恋爱|对象|表白|结婚|婚礼|\blove\b|wedding|couple|date night",
    "city": r"城市|街|地铁|上海|北京|广州|深圳|高楼|夜景|city|street|subway|skyline",
    "place": r"山|湖|风景|日出|日落|草原|公园|古镇|沙漠|mountain|lake|view|sunset|sunrise|landscape|desert",
    "night": r"夜|晚上|星星|星空|烟花|night|stars?\b|firework",
    "art": r"画|艺术|手工|雕|书法|\bart\b|paint|drawing|craft|sketch",
    "ink": r"国风|水墨|古风|汉服|书法|诗|ink wash|calligraph|hanfu",
    "old": r"怀旧|老照片|复古|小时候|历史|古董|retro|vintage|nostalg|histor",
    "wear": r"穿搭|衣服|裙|鞋|口红|化妆|ootd|outfit|dress|shoes|makeup",
    "brand": r"开箱|测评|上新|新品|种草|好物|review|unbox|haul",
    "show": r"电影|剧|综艺|短片|预告|片场|movie|film|series|trailer|episode",
    "text": r"字幕|文字版|subtitle|caption",
    "chat": r"聊天记录|截图|朋友圈|表情包|screenshot|meme\b|chat log",
}  # fmt: skip
_WORDS_RE = {sign: re.compile(pattern, re.IGNORECASE) for sign, pattern in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A setting's name, and the sign that called for it."""

    name: str
    because: str


def signs(traits: Traits, given: Given, prompt: str) -> dict[str, float]:
    """What there is to a picture, each with how loudly it speaks (0..1.15)."""
    share = traits.shares
    found = {
        "blue": share["blue"] * 1.5, "green": share["green"] * 1.6, "warm": share["warm"] * 1.1, "pink": share["pink"] * 2.2,
        "grey": share["grey"] * 0.95, "white": share["white"] * 1.3, "dark": share["dark"] * 1.15, "vivid": share["vivid"] * 1.2,
        "bright": (traits.light - 0.6) * 1.8, "night": 0.9 if traits.light < 0.24 else 0.0,
        "sky": traits.top * 1.3 if traits.top > traits.foot + 0.2 else 0.0,
        "sea": traits.foot * 1.2 if traits.foot > 0.45 and traits.foot > traits.top + 0.1 else 0.0,
        "drawn": (traits.drawn - 0.5) * 1.9, "small": 0.75 if traits.longest < 300 else 0.0,
        "wide": 0.5 if traits.aspect > 1.2 else 0.0, "tall": 0.5 if traits.aspect < 0.84 else 0.0,
        "square": 0.5 if 0.84 <= traits.aspect <= 1.2 else 0.0,
        "avatar": 0.9 if given.whence == "avatar" else 0.0, "own": 0.8 if given.whence == "drawing" else 0.0,
        "frame": 0.5 if given.whence == "frame" else 0.0,
        "face": 0.85 if given.faces and len(given.faces) < 3 else 0.0, "crowd": 0.95 if given.faces and len(given.faces) > 2 else 0.0,
    }  # fmt: skip
    spoken = {sign: _SPOKEN for sign, pattern in _WORDS_RE.items() if pattern.search(prompt)}
    found |= {sign: max(found.get(sign, 0.0), strength) for sign, strength in spoken.items()}
    return {sign: min(strength, _SPOKEN) for sign, strength in found.items() if strength > 0.12}


def choose(
    traits: Traits, given: Given, wider: Wider, prompt: str, rng: random.Random, size: tuple[int, int]
) -> Chosen:
    """The setting that the wish names, else the one that suits best among those that this thread has not seen; a small
    chance in it, so that the same picture doesn't always hang in the same place."""
    wish = prompt.split("\n", 1)[0]
    for name, setting in SETTINGS.items():
        if setting.called.search(wish):
            return Chosen(name, WISHED)
    free = [name for name, one in SETTINGS.items() if not one.wild and name not in wider.unlike]
    free = free or [name for name, one in SETTINGS.items() if not one.wild and name not in wider.unlike[-1:]]
    fitting = [name for name in free if _fits(name, size, wider)] or free
    there = signs(traits, given, prompt)
    for worn in _told(there, wider):
        there[worn] *= _WORN
    best, chosen = -1.0, Chosen(fitting[0], "square")
    for name in fitting:
        suits = SETTINGS[name].suits
        heard = {sign: there[sign] * weight for sign, weight in suits.items() if sign in there}
        if not heard:
            continue
        sign = max(heard, key=lambda one: heard[one])
        score = heard[sign] + 0.15 * sum(sorted(heard.values())[:-1]) + rng.uniform(0, 0.12)
        if score > best:
            best, chosen = score, Chosen(name, sign)
    return chosen if best >= 0 else Chosen(rng.choice(fitting), _shape(traits))


def outer(names: Sequence[str], wider: Wider, rng: random.Random) -> str:
    """What settings that stand in each other may stand in, for who wants it wild."""
    free = [one for one in OUTERS if one not in names and one not in wider.unlike]
    return rng.choice(free or [one for one in OUTERS if one not in names])


def _told(there: Mapping[str, float], wider: Wider) -> set[str]:
    """The signs that spoke loudest for the places which this thread has seen: its reasons so far, most likely."""
    seen = [SETTINGS[name].suits for name in wider.unlike if name in SETTINGS]
    heard = [
        {sign: there[sign] * weight for sign, weight in suits.items() if sign in there} for suits in seen
    ]
    return {max(one, key=lambda sign: one[sign]) for one in heard if one}


def _shape(traits: Traits) -> str:
    """What can be said of any picture."""
    return "wide" if traits.aspect > 1.2 else "tall" if traits.aspect < 0.84 else "square"


def _fits(name: str, size: tuple[int, int], wider: Wider) -> bool:
    """Whether the sheet gives a setting enough of its room."""
    room = room_of(name, size)
    place = lay(size, room, wider)
    have = (place.width - place.w) + (place.height - place.h)
    return have >= _FITS * (room.left + room.right + room.top + room.bottom) * place.mean
