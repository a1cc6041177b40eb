"""Which of the lines written for a subject (dazi/words, draw.of.*) suit a wish for a picture; knows no wording."""

from __future__ import annotations

import re

# In the order in which they are looked for; of a wish that hurts, nothing else is said.
_HURT = "hurt"
SUBJECTS: dict[str, str] = {
    _HURT: r"失恋|分手|哭|难过|伤心|去世|离世|孤独|\bcry|\bsad\b|heartbr|lonely|grie[fv]",
    "surf": r"冲浪|\bsurf",
    "moon": r"月球|月亮|登月|\bmoon\b",
    "space": r"太空|宇航|宇宙|火星|星球|银河|\bspace\b|\bastronaut|\bmars\b|\bplanet",
    "panda": r"熊猫|\bpanda",
    "cat": r"猫(?!头鹰)|喵|\bcats?\b|\bkitten",
    "dog": r"狗|柴犬|柯基|哈士奇|金毛|\bdogs?\b|\bpupp|\bshiba|\bcorgi",
    "penguin": r"企鹅|\bpenguin",
    "rabbit": r"兔|\brabbit|\bbunny",
    "tiger": r"老虎|狮子|\btiger|\blion\b",
    "frog": r"青蛙|蛙|\bfrog",
    "myth": r"恐龙|独角兽|凤凰|神龙|飞龙|\bdragon|\bunicorn|\bdinosaur",
    "hotpot": r"火锅|烧烤|麻辣|\bhot ?pot|\bbbq\b",
    "food": r"吃|面条|拉面|牛肉面|饺子|蛋糕|披萨|汉堡|月饼|粽子|西瓜|\beat|\bpizza|\bnoodle|\bcake|\bburger|\bramen",
    "drink": r"咖啡|奶茶|喝茶|啤酒|果汁|\bcoffee|\btea\b|\bbeer",
    "work": r"上班|加班|打工|程序员|开会|工位|办公室|老板|\bwork|\boffice|\bmeeting|\bboss\b|\bprogrammer|\bcoding",
    "sleep": r"睡|躺平|被窝|打盹|\bsleep|\bnap",
    "music": r"唱歌|跳舞|吉他|弹琴|钢琴|打鼓|蹦迪|\bsing|\bdanc|\bguitar|\bpiano|\bdrum",
    "ride": r"骑|自行车|摩托|滑板|开车|开着|\brid(?:e|es|ing)\b|\bbike|\bmotor|\bdriv|\bskateboard",
    "fly": r"飞(?!机票)|\bfly|\bflies\b",
    "shades": r"墨镜|\bsunglasses|\bshades\b",
    "rain": r"雨|伞|\brain|\bumbrella",
    "snow": r"雪|冬天|\bsnow|\bwinter",
    "sea": r"海边|海滩|海里|海上|海浪|海面|大海|沙滩|\bbeach|\bsea\b|\bocean",
    "night": r"夜|晚上|星空|\bnight|\bstars?\b",
    "flower": r"花(?!钱|生)|樱|\bflower|\bblossom",
    "feast": r"过年|新年|春节|除夕|圣诞|中秋|端午|元宵|生日|\bchristmas|\bbirthday|\bnew year|\bhalloween",
    "love": r"情侣|表白|恋爱|爱心|结婚|\blove|\bheart|\bwedding|\bkiss",
    "robot": r"机器人|\brobot",
}
_SUBJECTS_RE = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in SUBJECTS.items()}


def subjects(prompt: str, missed: str = "") -> tuple[str, ...]:
    """The keys of what a prompt is about; what stands only in `missed` was not drawn and is not joked about."""
    found = []
    for key, pattern in _SUBJECTS_RE.items():
        hit = pattern.search(prompt)
        if hit and hit.group() not in missed:
            found.append(key)
    return (_HURT,) if _HURT in found else tuple(found)
