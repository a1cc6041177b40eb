"""Running jokes as facts of kind "gag": noticed in ended talk, renewed by laughter, dropped when they are stale, hurt, or
lose what they were about; knows no store."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from dazi.bonds import Fact, Heard, Scope
from dazi.label import strip_label
from dazi.memory.likeness import likeness
from dazi.memory.seams import Facts
from dazi.text.beasts import ANIMALS
from dazi.text.fact import Told
from dazi.text.gag_marks import beastly, greets, harmless, laughs, like_a_name, of_others, weary
from dazi.text.gags import LASTS, Gag, coined, declared, telling, worn
from dazi.text.normalise import fold
from dazi.text.told import felt

KIND = "gag"
MOST = 12  # of one member; the one that was longest not laughed at makes room
RESTS = timedelta(hours=18)  # before that a joke is of this very day
SORE = timedelta(days=4)  # how long after a sorrow none comes to mind
_BACK = 60  # comments of a member that are looked at
_NEARBY = 4  # earlier turns of the thread in which nobody may have hurt
_LIGHT = ("chat", "joke")
_GRAVE = ("comfort", "crisis", "refuse")
_SAME = 0.5  # how near a comment is to a joke's subject for the joke to fit
_VOWED = 0.25  # of a vow one word is enough: whoever buys three books need not say that they buy books
_TOUCHES = 0.25  # and how near for a sorrow to spoil it

_LOSS = re.compile(
    r"走了|没了|不在了|离开|埋|救不|老了|送人|丢了|再见|\b(?:passed|gone|lost|died|buried|goodbye|miss)\b"
)
# How all of them together are called by who wants them forgotten.
_CALLED = re.compile(
    r"(?:我们俩?|咱们?俩?|我)?(?:之间)?的?(?:那些|所有|全部|老|起的?|打的?|立的?|说的?)*的?(?:梗|外号|绰号|玩笑|赌|flag|口头禅)"
    r"|(?:our |the |my |all )*(?:running )?(?:jokes?|nicknames?|bets?|flags?)",
    re.IGNORECASE,
)
# Words of one subject: a joke about one of them fits where another is spoken of.
_KIN = (
    "洗碗 碗 水池 盘子", "外卖 骑手 外送 点餐", "奶茶 珍珠 全糖 三分糖", "熬夜 早睡 通宵 睡前 半夜", "早起 闹钟 起床 赖床 睡过头", "下雨 雨 伞 淋", "迟到 打卡 晚了", "快递 包裹 拆箱 下单", "健身 跑步 锻炼 撸铁",
    "做饭 炒菜 下厨 厨房 锅", "烘焙 面包 烤箱 蛋糕", "作业 论文 ddl 截止", "游戏 开黑 排位 上分", "电脑 开机 键盘 蓝屏", "扫地机 扫地 拖地", "地铁 公交 堵车 通勤", "钥匙 门 锁", "多肉 绿萝 花盆 浇水 植物", "冰箱 夜宵 剩菜",
    "coffee espresso latte caffeine", "rain umbrella raining", "alarm snooze wake oversleep late", "cook cooking kitchen oven toast burnt", "roomba vacuum hoover", "laptop computer keyboard", "homework essay deadline", "takeout delivery takeaway",
)  # fmt: skip


class Gags:
    """Hears ended mentions, oldest first. `fit`: whether a text is nothing that the safety lists know; `bare` takes our
    handle out of a comment; `zone` says which day it is."""

    def __init__(
        self, facts: Facts, fit: Callable[[str], bool], bare: Callable[[str], str], zone: tzinfo
    ) -> None:
        self._facts, self._fit, self._bare, self._zone = facts, fit, bare, zone

    async def hear(
        self, one: Heard, words: str, found: Sequence[Told]
    ) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
        """(jokes to keep, jokes to drop) after a mention whose other facts are `found`."""
        known = [fact for fact, _ in await self._facts.of(one.member, one.at) if _here(fact, one)]
        # A small classifier takes much for sorrow; whether anything hurts, the words must say as well.
        hurt = one.skill in _GRAVE and not (harmless(words) and self._fit(words) and not felt(words))
        gone = tuple(fact for fact in known if _spoiled(fact, one, words, found, hurt))
        known = [fact for fact in known if fact not in gone]
        if tired := [fact for fact in known if fold(fact.text) in fold(words) and weary(words)]:
            return (), (*gone, *tired)
        if one.skill not in _LIGHT or not words:
            return (), gone
        talk = await self._facts.talk(one.member, one.at, _BACK)
        here = [replace(said, text=self._bare(said.text)) for said in talk if said.thread == one.thread]
        last = here[0] if here else None
        touched = [fact for fact in known if _brought_up(fact, last, words)]
        if touched and weary(words):
            return (), (*gone, *touched)
        renewed = tuple(_again(fact, one) for fact in touched if laughs(words) or fact.text in words)
        if touched or any(said.skill in _GRAVE or not harmless(said.text) for said in here[:_NEARBY]):
            return renewed, gone
        told = {fact.text for fact in found if fact.kind != "name"}
        new = [
            _fact(_placed(gag, last), one)
            for gag in self._noticed(one, words, last, talk)
            if gag.phrase not in told and not any(_alike(gag.phrase, fact.text) for fact in known)
        ]
        return (*renewed, *new), (*gone, *known[MOST - len(new) :])

    def _noticed(self, one: Heard, words: str, last: Heard | None, talk: Sequence[Heard]) -> list[Gag]:
        found = [gag for gag in declared(words) if self._playful(gag, one, (words,))]
        if last is not None and last.skill in _LIGHT:
            reply = strip_label(last.reply)
            gag = coined(reply, last.text, words)
            # A joke that was told is no joke between two, unless it is gone on with.
            own = gag is not None and (last.skill != "joke" or gag.confidence > 0.6)
            if gag is not None and own and self._playful(gag, one, (last.text, reply, words), last.names):
                found.append(gag)
        said = [
            (self._bare(said.text), said.at.astimezone(self._zone).date())
            for said in talk
            if said.skill in _LIGHT and (one.visibility == "private" or said.visibility != "private")
        ]
        gag = worn((words, one.at.astimezone(self._zone).date()), [two for two in said if harmless(two[0])])
        if gag is not None and self._playful(gag, one, (words,)):
            found.append(gag)
        return found

    def _playful(self, gag: Gag, one: Heard, texts: Sequence[str], names: Sequence[str] = ()) -> bool:
        """Whether nothing around a joke is sad, unkind, private or about anybody else."""
        beast = gag.sort in ("nick", "quip") and any(beastly(text) for text in texts)
        if like_a_name(gag.phrase) and not beast:
            return False
        whole = (*texts, gag.phrase)
        if any(name and name in text for name in (*one.names, *names) for text in whole):
            return False
        # "导师" in a title is nobody's teacher.
        around = [text.replace(gag.phrase, " ") for text in texts]
        around += [gag.phrase] if gag.sort in ("quip", "catch") else []
        ours = not any(of_others(text, beast=beast) for text in around)
        return ours and all(harmless(text, beast=beast) and self._fit(text) for text in whole)


def hurts(talk: Sequence[Heard], now: datetime) -> bool:
    """Whether a member spoke of something sad in the last days: then no joke comes to mind."""
    return any(
        said.skill in _GRAVE and now - said.at < SORE and (said.skill == "crisis" or not harmless(said.text))
        for said in talk
    )


def worth(fact: Fact, text: str, now: datetime) -> float:
    """How well a joke fits a comment, as memory weighs facts: what it is about is spoken of, or somebody only turns up
    again. A joke of today is none yet."""
    if now - fact.at < RESTS:
        return 0.0
    if fold(fact.text) in fold(text):
        return 0.9
    near = likeness(f"{fact.text} {about(fact)}", text) + _kin(f"{fact.text} {about(fact)}", text)
    if near >= (_VOWED if sort(fact) == "flag" else _SAME):
        return 0.4 + near / 2
    return 0.45 + fact.confidence / 10 if greets(text) else 0.0


def _kin(of: str, text: str) -> float:
    """What belongs to a joke's subject although no sign is shared."""
    for kin in map(str.split, _KIN):
        if all(any(one in plain for one in kin) for plain in (fold(of), fold(text))):
            return 0.5
    return 0.0


def sort(fact: Fact) -> str:
    """Which sort of text.gags it is."""
    return fact.key.split(":", 2)[1]


def about(fact: Fact) -> str:
    """The words by which its subject is found."""
    return fact.key.partition("|")[2]


def bound(known: Sequence[Fact], dropped: Sequence[Fact], wish: str = "") -> list[Fact]:
    """The jokes that tell of something that is being forgotten, and so go with it; `wish`: how it was called."""
    kind = ANIMALS.get(wish.strip("养的有我家"), "")
    ours = _CALLED.fullmatch(wish) is not None and not any(one.kind == KIND for one in dropped)
    return [
        gag
        for gag in known
        if gag.kind == KIND
        and (
            ours
            or (kind and _animal(f"{gag.text} {about(gag)}", kind))
            or any(one.kind != KIND and _tells(gag, one) for one in dropped)
        )
    ]


def _tells(gag: Fact, fact: Fact) -> bool:
    words = f"{gag.text} {about(gag)}"
    if fact.kind == "pet":
        name = fact.text.replace("，叫", " called ").partition(" called ")[2]
        return _animal(words, fact.key.split(":")[1]) or bool(name and name in words)
    return likeness(words, fact.text) >= _SAME


def _animal(words: str, kind: str) -> bool:
    """Whether an animal of a kind is spoken of."""
    plain = fold(words)
    return any(
        word in plain.split() if word.isascii() else word in plain
        for word, one in ANIMALS.items()
        if one == kind
    )


def _here(fact: Fact, one: Heard) -> bool:
    return fact.kind == KIND and (fact.scope != "private" or one.visibility == "private")


def _spoiled(fact: Fact, one: Heard, words: str, found: Sequence[Told], hurt: bool) -> bool:
    """Whether a joke must not come back: somebody hurts over what it is about, or it is no longer there."""
    plain = f"{fact.text} {about(fact)}"
    if hurt and likeness(plain, words) >= _TOUCHES:
        return True
    lost = {told.key.split(":")[1] for told in found if told.gone and told.key.startswith("pet:")}
    if one.skill in _GRAVE and _LOSS.search(fold(words)):
        lost |= {kind for kind in ANIMALS.values() if _animal(words, kind)}
    return any(_animal(plain, kind) for kind in lost)


def _brought_up(fact: Fact, last: Heard | None, words: str) -> bool:
    plain = fold(fact.text)
    return plain in fold(words) or (last is not None and plain in fold(last.reply))


def _placed(gag: Gag, last: Heard | None) -> Gag:
    """With what the turn before was about, where its own says little: "封它为…"."""
    short = gag.sort != "catch" and len(gag.about) < 4
    return replace(gag, about=f"{gag.about} {telling(last.text)}".strip()) if short and last else gag


def _alike(one: str, other: str) -> bool:
    return fold(one) in fold(other) or fold(other) in fold(one)


def _again(fact: Fact, one: Heard) -> Fact:
    until = one.at + timedelta(days=LASTS[sort(fact)])
    return replace(
        fact, at=one.at, comment=one.comment, until=until, confidence=min(0.95, fact.confidence + 0.05)
    )


def _fact(gag: Gag, one: Heard) -> Fact:
    scope: Scope = "private" if one.visibility == "private" else "member"
    return Fact(
        id=0, member=one.member, kind=KIND, text=gag.phrase, key=f"gag:{gag.sort}:{fold(gag.phrase)}|{gag.about}",
        scope=scope, confidence=gag.confidence, at=one.at, until=one.at + timedelta(days=LASTS[gag.sort]), comment=one.comment,
    )  # fmt: skip
