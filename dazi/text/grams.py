"""Words to find a text by in an index that splits at blanks: Chinese signs one by one and in pairs, Latin words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from dazi.text.held import holding
from dazi.text.normalise import fold

_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]{2,}")
# Everyday subjects under more than one name; what is wished under one finds what is called by another. Behind > stand
# kinds of it: who wishes for pets gets cats, who wishes for cats gets no dogs.
_KIN = (
    "猫 猫咪 猫猫 喵 喵星人 小猫 橘猫 布偶 吸猫 铲屎官 cat cats kitten kitty", "狗 狗狗 汪 汪星人 小狗 柯基 金毛 柴犬 修勾 dog dogs puppy", "宠物 萌宠 毛孩子 pet pets > 猫 猫咪 喵 狗 狗狗 cat cats dog dogs",
    "美食 做饭 做菜 吃的 吃播 厨房 下厨 菜谱 烹饪 家常菜 cooking food recipe recipes kitchen", "甜品 烘焙 蛋糕 面包 甜点 baking cake dessert", "旅行 旅游 自驾 出游 风景 景点 travel trip scenery", "露营 徒步 户外 登山 爬山 camping hiking outdoors",
    "科普 知识 科学 冷知识 物理 化学 science facts", "历史 明史 文物 考古 古代 博物馆 history museum", "手工 手作 木工 陶艺 编织 折纸 匠人 craft crafts woodworking pottery diy", "健身 撸铁 运动 锻炼 减脂 跑步 瑜伽 gym fitness workout running yoga",
    "足球 球赛 进球 football soccer", "篮球 灌篮 投篮 basketball", "音乐 唱歌 歌曲 翻唱 弹唱 钢琴 吉他 music song songs singing guitar piano", "跳舞 舞蹈 广场舞 街舞 编舞 dance dancing",
    "搞笑 段子 沙雕 笑话 幽默 喜剧 funny comedy jokes", "游戏 电竞 手游 通关 game games gaming", "穿搭 时尚 衣服 搭配 fashion outfit", "美妆 化妆 护肤 makeup skincare", "带货 购物 直播带货 好物 种草 广告 推销 ads ad shopping sponsored",
    "育儿 宝宝 带娃 亲子 孩子 parenting baby kids", "校园 学生 大学 考试 考研 学习 上岸 study exam exams college", "职场 上班 打工人 办公室 面试 work office job", "汽车 车 试驾 改装 car cars", "数码 手机 电脑 评测 开箱 phone tech gadgets",
    "植物 养花 花 园艺 多肉 plants gardening flowers", "自然 动物 野生 海洋 鸟 nature animals wildlife ocean birds > 猫 狗", "星空 天文 宇宙 太空 星星 月亮 astronomy space stars", "电影 影视 追剧 剧 解说 movie movies film", "读书 书 文学 诗 books reading poetry",
    "治愈 温暖 暖心 温馨 healing wholesome heartwarming cozy", "助眠 白噪音 安静 雨声 放松 解压 asmr sleep relaxing calm", "恐怖 惊悚 灵异 鬼 horror scary ghost", "下雪 雪 雪景 冬天 滑雪 snow winter skiing", "海边 大海 沙滩 看海 sea beach", "钓鱼 垂钓 fishing", "乡村 田园 农村 种地 village farm farming",
    "新闻 时事 时政 news politics elections", "节日 春节 过年 中秋 圣诞 festival", "萌娃 可爱 萌 cute", "画画 绘画 国画 水彩 素描 painting drawing art", "城市 夜景 街头 city street", "火锅 烧烤 小吃 夜市 hotpot bbq street food", "奶茶 咖啡 饮料 coffee tea", "减肥 瘦身 diet weight",
)  # fmt: skip


def grams(text: str) -> tuple[str, ...]:
    """The index words of a text, in order: 猫咪 gives 猫, 咪, 猫咪."""
    plain = fold(text)
    found: list[str] = []
    for run in _HAN.findall(plain):
        found += run
        found += [run[at : at + 2] for at in range(len(run) - 1)]
    found += _LATIN.findall(plain)
    return tuple(dict.fromkeys(found))


@cache
def _kin() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _KIN:
        same, _, kinds = group.partition(" > ")
        for word in same.split():
            found.setdefault(word, set()).update(same.split(), kinds.split())
    return {word: frozenset(kin) for word, kin in found.items()}


def subject(text: str) -> str:
    """The longest everyday subject that a sentence names; "" for none."""
    plain = fold(text)
    latin = frozenset(_LATIN.findall(plain))
    found = [
        word for word in _kin() if (word in latin if word.isascii() else len(word) > 1 and word in plain)
    ]
    return max(found, key=len, default="")


@holding(maxsize=4)  # asked of each piece of a comment: no more of members' words is kept than these
def names(topic: str) -> tuple[str, ...]:
    """A topic and its other names, itself first: "猫咪" also 猫, 喵, cat."""
    plain = fold(topic)
    kin = _kin().get(plain)
    if kin is None:
        # "猫咪日常" is about 猫咪: the longest known name that stands in it.
        inside = sorted((word for word in _kin() if len(word) > 1 and word in plain), key=len, reverse=True)
        kin = _kin()[inside[0]] if inside and not plain.isascii() else frozenset()
    return (plain, *sorted(kin - {plain}))


def match(words: Iterable[str]) -> str:
    """An FTS5 query for texts that hold any of these words; a word of more signs asks for its pairs together."""
    parts = []
    for word in words:
        pieces = [piece for piece in grams(word) if len(piece) > 1 or len(word) == 1]
        if pieces:
            parts.append("(" + " AND ".join(f'"{piece}"' for piece in pieces) + ")")
    return " OR ".join(dict.fromkeys(parts))


@lru_cache(maxsize=50_000)
def _read(text: str) -> tuple[str, frozenset[str]]:
    """Titles and tags of videos, which are public: asked of each wish again."""
    plain = fold(text)
    return plain, frozenset(_LATIN.findall(plain))


def about(text: str, topic: str) -> bool:
    """Whether a text is about a topic under any of its names; Latin names as whole words."""
    plain, latin = _read(text)
    return any(
        name in latin if name.isascii() and " " not in name else name in plain for name in names(topic)
    )
