"""How near what is remembered lies to what is said now, by shared signs; knows no store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dazi.text.normalise import fold

_WORD = re.compile(r"[a-z]{3,}|[0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Signs that stand in any sentence say nothing of its subject.
_EMPTY = frozenset(
    "我你他她它的了是在有不这那一个就都也和很吗吧呢啊哦呀去来要会能说想看吃喝给把被让上下里么什怎还没过得地着对好大小多少叫养今天明"
)
_STOP = frozenset(
    (
        "the",
        "and",
        "you",
        "for",
        "that",
        "this",
        "with",
        "are",
        "was",
        "have",
        "called",
        "what",
        "how",
        "can",
        "not",
    )
)
# What belongs together although no sign is shared.
KIN: Mapping[str, str] = {
    "猫": "猫 喵 铲屎 猫粮 猫砂 主子 毛孩子 拆家 cat kitten", "狗": "狗 汪 遛 铲屎 毛孩子 拆家 狗粮 dog puppy", "cat": "cat kitten meow litter 猫", "dog": "dog puppy walkies leash 狗",
    "面试": "面试 offer 简历 求职 interview", "考研": "考研 上岸 复习 图书馆 刷题", "考公": "考公 上岸 行测 申论", "搬家": "搬家 打包 房子 租房", "interview": "interview offer 面试",
    "过敏": "过敏 吃 推荐 菜 allergic eat food", "吃": "吃 饿 饭 菜 外卖 夜宵 火锅 eat dinner", "喝": "喝 奶茶 咖啡 酒 drink", "听": "听 歌 音乐 唱 bgm song music",
    "生日": "生日 蛋糕 birthday", "上班": "上班 加班 老板 同事 打工 下班 work boss", "读书": "上课 作业 考试 学校 老师", "岁": "孩子 娃 带娃",
}  # fmt: skip


@cache
def _kin(key: str) -> frozenset[str]:
    return frozenset(KIN[key].split())


def signs(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese signs that hold a meaning, single telling signs, and Latin words."""
    plain = fold(text)
    telling = "".join(sign if _HAN.match(sign) and sign not in _EMPTY else " " for sign in plain)
    pairs = {run[at : at + 2] for run in telling.split() for at in range(len(run) - 1)}
    return frozenset(pairs | {sign for sign in telling if sign != " "} | (set(_WORD.findall(plain)) - _STOP))


def likeness(fact: str, comment: str) -> float:
    """0..1: shared pairs and words count whole, single signs a little, kin of what the fact names a half."""
    mine, theirs = signs(fact), signs(comment)
    shared = mine & theirs
    score = sum(0.6 if len(one) > 1 else 0.25 for one in shared)
    plain = fold(comment)
    if any(key in fact and any(word in plain for word in _kin(key)) for key in KIN):
        score += 0.5
    return min(1.0, score)
