"""What may be played with: nothing tragic, nothing of politics, nobody's misfortune; knows no source."""

from __future__ import annotations

import re

from dazi.text.normalise import fold

_TRAGIC = re.compile(
    r"遇难|身亡|死亡|去世|逝世|离世|病逝|坠(?:亡|楼|机|海|崖|毁)|失联|失踪|遗体|葬礼|追悼|悼念|默哀|哀悼|遗言|遗孤|殉职|牺牲|阵亡|罹难|溺(?:亡|水)|猝死|自杀|轻生|跳楼|割腕|抑郁症|绝症|癌|白血病|车祸|空难|海难|矿难|火灾|爆炸|起火|地震|洪水|洪灾|泥石流|山体滑坡|台风|暴雨|塌(?:方|陷)|垮塌|踩踏|枪击|持刀|砍(?:人|伤)|行凶|命案|凶手|杀(?:人|害|妻|夫|童)|分尸|绑架|拐(?:卖|骗)|性侵|强奸|猥亵|家暴|虐(?:待|童|猫|狗|杀)|霸凌|疫情|确诊|感染|中毒|伤亡|重伤|死伤|伤者|救援|搜救|遇害|战争|空袭|轰炸|导弹|难民|人质|恐袭|讣告|走好|节哀|一路走好|R\.?I\.?P"
    r"|\b(?:dead|dies?|died|death|killed|killing|murder\w*|suicide|shooting|shot dead|gunman|stabb\w+|crash(?:es|ed)?|explosion|earthquake|flood\w*|wildfire|hurricane|typhoon|tsunami|terror\w*|hostage|war|airstrike|bomb\w*|missile|casualt\w+|victims?|injur\w+|missing|drown\w*|funeral|mourn\w*|tragedy|tragic|cancer|overdose|assault\w*|rape\w*|abus\w+|kidnap\w*|outbreak|pandemic|rest in peace|rip)\b",
    re.IGNORECASE,
)
_POLITICS = re.compile(
    r"主席|总书记|总理|总统|首相|大选|选举|议会|国会|人大|政协|党(?:委|代会|员|和)|中央|外交部|国防|台海|统一台|独立|制裁|抗议|示威|游行|罢工|政变|镇压|维权|上访|宗教|民族矛盾|领土|南海|边境冲突|反华|辱华"
    r"|\b(?:president|prime minister|election|parliament|congress|senate|republican|democrat|protest\w*|sanction\w*|coup|riot\w*|border clash|referendum|genocide)\b",
    re.IGNORECASE,
)
_UNKIND = re.compile(
    r"塌房|出轨|劈腿|离婚|家丑|私生|偷拍|艳照|不雅|人肉|网暴|劣迹|被捕|被抓|判刑|入狱|吸毒|嫖|诈骗|跑路|破产|失业|裁员|下岗|爆雷|维权|丑闻|\b(?:divorce|cheat(?:ed|ing)|affair|arrest\w*|jailed|leaked|nudes?|scandal|lawsuit|bankrupt\w*|laid off|layoffs?)\b",
    re.IGNORECASE,
)


def tragic(text: str) -> bool:
    """Whether somebody's death, illness, disaster or harm is spoken of."""
    return _TRAGIC.search(fold(text)) is not None


def playable(text: str) -> bool:
    """Whether a phrase or a headline may be played with at all."""
    plain = fold(text)
    return not (_TRAGIC.search(plain) or _POLITICS.search(plain) or _UNKIND.search(plain))
