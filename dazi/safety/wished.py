"""What no feed shows more of, however it is wished; and who wants to see less of it asks for nothing forbidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from dazi.safety.classify import Category, asked
from dazi.text.alike import alike, subjects
from dazi.text.normalise import fold
from dazi.text.prefer_sure import less_alone
from dazi.text.prefers import prefers
from dazi.types import Video

# Whole subjects, as a wish names them; who wants to be warned of one names that beside it.
_UNSHOWN: Mapping[Category, re.Pattern[str]] = {
    "sexual": re.compile(
        r"裸体|裸露|全裸|擦边|涩涩|色情|情色|黄片|成人片|福利姬|果照|裸照|性爱|巨乳|偷拍裙|\b(?:porn\w*|nudes?|nudity|nsfw|hentai|xxx|onlyfans)\b"
    ),
    "harm": re.compile(
        r"虐杀|虐猫|虐狗|虐待动物|斩首|处决|砍头|自残|自杀|割腕|炸药|炸弹(?:制作|教程)|枪支|\b(?:gore|snuff|beheadings?|executions?|self-?harm|suicides?|animal cruelty|bomb making)\b"
    ),
    "betting": re.compile(r"赌博|赌球|博彩|赌场|网赌|时时彩|\b(?:gambling|betting|casinos?)\b"),
    "stock": re.compile(r"内幕(?:股|消息)|荐股|必涨|稳赚"),
    "fraud": re.compile(r"盗号|洗钱|套现|(?:破解|蹭).{0,3}(?:wifi|密码)"),
    "drugs": re.compile(r"吸毒|制毒|贩毒|冰毒|海洛因|毒品|\b(?:drug making|making drugs|meth|heroin)\b"),
}
_AGAINST = re.compile(
    r"反|防|戒|禁|拒绝|揭|骗局|危害|警|普法|科普|案|救助|\b(?:anti|against|quit\w*|recover\w*|prevent\w*|awareness|history|documentar\w*)\b"
)
_CUT = re.compile(r"[,，。;；!！?？\n]+|\.(?=\s|$)| but | and ")


def unshown(text: str, now: datetime, video: Video | None = None) -> Category | None:
    """The category of what a comment wishes to see more of, where no feed shows that; None for any other wish. "More
    like this" wishes for what the video above is about."""
    if video is not None and any(one.way == "more" and not one.creator for one in alike(text)[0]):
        about = fold(" ".join(subjects(video.title, video.tags)))
        if category := next((one for one, pattern in _UNSHOWN.items() if pattern.search(about)), None):
            return category
    for wish in prefers(text, now):
        said = fold(f"{wish.topic} {wish.mood}")
        if wish.direction == "more" and not _AGAINST.search(fold(text)):
            for category, pattern in _UNSHOWN.items():
                if pattern.search(said) or (wish.topic and pattern.search(fold(text))):
                    return category
    return None


def spared(text: str, now: datetime) -> bool:
    """Whether all that sounds forbidden in a comment is what it wishes to see less of."""
    parts = [part for part in _CUT.split(text) if part and asked(part)]
    return less_alone(text, now) and all(less_alone(part, now) for part in parts)
