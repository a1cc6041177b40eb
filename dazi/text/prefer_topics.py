"""What a wish names, freed of what stands around it: "猫咪" of "那种猫咪的视频"; knows no direction."""

from __future__ import annotations

import re

from dazi.text.late import late
from dazi.text.normalise import has_cjk
from dazi.text.prefer_words import FILLER, MANNER, TAIL

LONGEST = 16  # signs of a topic; what is longer is a sentence that was not understood
_AND = late(
    r"(?<=[\u4e00-\u9fffA-Za-z])(?:和|跟(?![拍练风读妆着团])|、|以及|还有|或者?|或是|加上|&| and | or |, )(?=[\u4e00-\u9fffA-Za-z])"
)
_WHOLE = late(
    r"^(?:别|其他|其它|其余|别人|的|了|啊|呀|呢|吧|吗|嘛|哦|啦|那|这|都|也|就|再|还|我|你|它|有|没|是|要|会|能|好|太|很|些|点|种|类|几|个|条|先|下|教程|教学|帮|心脏|眼睛|耳朵|脑子|钱包|血压|肚子|身体|胃|焊在|这样的?|类似的?|really|please|pls|yes|yeah|but|and|them|get|got|the|a|an|of|me|some|any|in|on|off|something|anything|my|feed|is|are|it|with|to|for|just|i|you|so|at|all|this|that|these|those)*$"
)


def says_nothing(words: str) -> bool:
    """Whether these are words of grammar alone; no more than a topic may be long, since "some" is also "so" and "me"."""
    return len(words) <= 2 * LONGEST and _WHOLE.match(words) is not None


def topics(part: str) -> tuple[str, ...]:
    """The subjects that stand side by side in a part of a sentence, at most three."""
    left = MANNER.sub(" ", part)
    found: list[str] = []
    for piece in _AND.split(left):
        name = topic(piece)
        if name and name not in found:
            found.append(name)
    return tuple(found[:3])


_SINGLE = "猫狗鸟鱼马蛇兔车花茶酒书画琴棋舞歌戏剧雪海山雨鬼诗表刀船鞋包糖面饭菜汤鸡鸭牛羊猪虾蟹梗瓜的了"
_EMPTY = "不没就也都再很太最更别的了我你在是有"
_EDGE = " ,，.。!！?？~～…:：\"“”'‘’《》「」【】#的了"
_NO_TOPIC = late(
    r"[我你您她它咱俺]|(?<![吉其])他|\b(?:i|you|he|she|they|it|we|me|my|your|his|her|their|is|are|was|were|have|has|had|them|how|what|why)\b",
    re.IGNORECASE,
)


def topic(piece: str) -> str:
    """The one subject of a piece of a sentence; "" where it names none."""
    before = ""
    piece = piece.strip(_EDGE)
    while before != piece:
        before = piece
        for edge in (FILLER, TAIL):
            left = edge.sub("", piece).strip(_EDGE)
            # "整容" and "骑行" are whole: one sign is left of a word only where that is a subject.
            whole = len(left) == 1 and len(piece) == 2 and has_cjk(piece) and left not in _SINGLE
            if not whole or piece.replace(left, "", 1) in _EMPTY:
                piece = left
    piece = re.split(r"(?<=.)(?:那种|这种|那类)", piece)[0]
    piece = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", re.sub(r"\s{2,}", " ", piece))
    if (
        not piece
        or says_nothing(piece.replace(" ", "").casefold())
        or _NO_TOPIC.search(piece)
        or len(piece) > LONGEST * (1 if has_cjk(piece) else 2)
    ):
        return ""
    return piece
