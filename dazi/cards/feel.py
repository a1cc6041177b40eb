"""What a comment feels like, by the voice's own moods and a few words, and what shows that; knows no drawing."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dazi.cards.letters import Colour
from dazi.crowd import moods
from dazi.stickers.parse import parse
from dazi.text.held import holding
from dazi.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Feel:
    """A feeling's faces (icons), scenes (the painter's prompts) and ground colours."""

    name: str
    faces: tuple[str, ...]
    scenes: tuple[str, ...]
    grounds: tuple[Colour, ...]


_TABLE: tuple[Feel, ...] = (
    Feel("laugh", ("rolling-on-the-floor-laughing", "face-with-tears-of-joy", "grinning-squinting-face", "zany-face"),
         ("一只猫在草地上大笑", "一只柴犬在客厅大笑", "一只青蛙在舞台上跳舞", "一只企鹅在雪地里大笑"),
         ((255, 206, 64), (255, 158, 87), (126, 214, 170))),
    Feel("love", ("smiling-face-with-hearts", "smiling-face-with-heart-eyes", "face-blowing-a-kiss", "smiling-cat-with-heart-eyes"),
         ("一只兔子在花园里捧着爱心", "一只小熊在樱花树下捧着花开心", "两只企鹅在雪地里拥抱"),
         ((255, 158, 187), (255, 190, 152), (214, 170, 255))),
    Feel("sad", ("loudly-crying-face", "crying-face", "face-holding-back-tears", "disappointed-face"),
         ("一只小狗在雨里哭", "一只企鹅在雪地里哭", "一只小猫在房间里哭"),
         ((122, 168, 226), (150, 178, 204), (170, 164, 222))),
    Feel("angry", ("face-with-steam-from-nose", "angry-face", "pouting-face", "pouting-cat"),
         ("一只老虎在城市里生气", "一只公鸡在农场生气", "一只猫在厨房生气"),
         ((255, 122, 92), (240, 96, 104), (255, 168, 74))),
    Feel("tired", ("sleeping-face", "melting-face", "weary-face", "face-with-spiral-eyes", "sleepy-face"),
         ("一只熊猫在床上睡觉", "一只树懒在办公室睡觉", "一只考拉在沙发上睡觉"),
         ((160, 176, 226), (176, 196, 200), (196, 178, 222))),
    Feel("hungry", ("face-savoring-food", "drooling-face", "hot-face"),
         ("一只水獭在餐厅吃火锅", "一只仓鼠在厨房吃蛋糕", "一只熊猫在餐厅吃面条"),
         ((255, 178, 92), (255, 208, 112), (246, 150, 116))),
    Feel("wow", ("astonished-face", "exploding-head", "face-with-open-mouth", "flushed-face"),
         ("一只哈士奇在雪地里惊讶", "一只猫在太空里惊讶", "一只猴子在森林里惊讶"),
         ((132, 206, 255), (255, 216, 96), (188, 160, 255))),
    Feel("ask", ("thinking-face", "face-with-raised-eyebrow", "face-with-monocle", "nerd-face"),
         ("一只猫头鹰在图书馆看书", "一只狐狸在教室看书", "一只猴子在图书馆看书"),
         ((146, 214, 214), (190, 212, 120), (160, 190, 250))),
    Feel("gripe", ("face-exhaling", "unamused-face", "face-with-rolling-eyes", "clown-face", "upside-down-face"),
         ("一只熊在办公室打电脑", "一只小狗在雨里难过", "一只牛在办公室打电脑难过"),
         ((176, 190, 214), (240, 186, 120), (170, 208, 190))),
    Feel("good", ("partying-face", "star-struck", "beaming-face-with-smiling-eyes", "smiling-face-with-sunglasses"),
         ("两只仓鼠在派对上庆祝 烟花", "一只柴犬在海边开心", "一只小猫在草地上放风筝开心"),
         ((255, 214, 84), (126, 214, 150), (255, 176, 130))),
    Feel("plain", ("smiling-face-with-sunglasses", "smirking-face", "saluting-face", "slightly-smiling-face", "cowboy-hat-face"),
         ("一只企鹅戴着墨镜在海边", "一只鸭子在河里戴墨镜", "一只猫戴着墨镜在街上", "一只狐狸在星空下"),
         ((150, 200, 250), (255, 206, 110), (176, 218, 160), (222, 186, 250))),
)  # fmt: skip
FEELS: Mapping[str, Feel] = {feel.name: feel for feel in _TABLE}

# Looked for before the moods: what has a face of its own.
_NARROW: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(form))
    for name, form in (
        ("laugh", r"哈哈|笑死|笑不活|笑到|hhh|😂|🤣|😆|\b(?:lol|lmao|haha\w*)\b"),
        ("tired", r"困死|好困|太困|想睡|睡着|累死|好累|太累|累了|不想上班|不想动|摆烂|躺平|加班|熬夜|起不来|😴|🥱|🫠|\b(?:sleepy|tired|exhausted)\b"),
        ("sad", r"哭|难过|心疼|呜呜|泪|破防|委屈|舍不得|想家|😭|😢|🥲|💔|\b(?:cry|crying|sad|tears|miss)\b"),
        ("angry", r"气死|生气|火大|怒|烦死|凭什么|滚|😡|🤬|💢|\b(?:angry|furious|hate|mad)\b"),
        ("love", r"爱了|爱你|好爱|喜欢|心动|可爱|萌|治愈|贴贴|亲亲|抱抱|❤|🥰|😍|💕|\b(?:love|adorable|cute|crush)\b"),
        ("hungry", r"饿|好吃|想吃|馋|流口水|火锅|烧烤|奶茶|干饭|真香|🤤|😋|🍜|🍲|\b(?:hungry|yummy|delicious|tasty)\b"),
        ("wow", r"居然|竟然|离谱|绝了|震惊|好家伙|逆天|我的天|卧槽|没想到|活久见|😱|🤯|😲|\b(?:wow|omg|unbelievable|no way)\b"),
    )
)  # fmt: skip
# Whoever is meant by "我" or "老板": an animal plays the part.
_PEOPLE = frozenset(
    (
        "person",
        "girl",
        "boy",
        "woman",
        "man",
        "old-man",
        "old-woman",
        "older-person",
        "child",
        "baby",
        "family",
    )
)
# Who speaks and who is spoken to stand outside the picture.
_SELVES = re.compile(
    r"[我你您咱]们?(?:自己)?|\b(?:i|i'm|me|my|mine|we|us|our|you|your|than)\b", re.IGNORECASE
)


@holding(maxsize=512)
def feel(text: str) -> Feel:
    """What a text feels like; "plain" where nothing tells it."""
    plain = fold(text)
    for name, form in _NARROW:
        if form.search(plain):
            return FEELS[name]
    return FEELS[moods().of(text) or "plain"]


def scene(text: str, rng: random.Random) -> str:
    """A prompt for the painter: the comment's own figures where it names any, else an animal that feels the same."""
    shown = _SELVES.sub("", text[:60])
    found, _ = parse(shown)
    its = feel(text)
    animals = [one for one in found.figures if one.name not in _PEOPLE]
    if animals and sum(one.count for one in found.figures) <= 4 and rng.random() < 0.8:
        mood = {"laugh": "大笑", "sad": "哭", "angry": "生气", "wow": "惊讶", "good": "开心"}.get(
            its.name, ""
        )
        return f"{shown} {mood}"
    return rng.choice(its.scenes)
