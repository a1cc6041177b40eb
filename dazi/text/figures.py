"""Names and set phrases that hold a word of death and mean none: rides, sales, films, files; knows no decisions."""

from __future__ import annotations

import re

_SET = re.compile(
    # what is sold, ridden, watched and played
    r"跳楼(?:机|价|大?甩卖|大?减价|清仓|大处理|式(?:降价|甩卖))|自杀(?:小队|突击队|专线|俱乐部|式(?:袭击|攻击|炸弹|无人机|冲锋|打法|降价|操作|加班)?|棋|无人机|树|蜂)"
    r"|死(?:侍|神(?:来了|漫画|动漫|千年血战)|海|亡(?:搁浅|笔记|细胞|金属|之握|飞车|赛车|岛|诗社|谷|回放|圣器|空间|骑士|领主|凝视|摇|行军|循环|竞速|翻滚|打卡)|灵法师|者苏生)"
    r"|不想活(?:在(?!这|人|世|了|$)|成|得|动|跃|捉|埋|泼|受罪)|想死(?:你|我(?:了|啦|们)|妈|奶奶|爸|家|这口|那口)|置之死地|生死(?:时速|狙击|恋|疲劳)"
    r"|(?:结束|终结)(?:自己|这)(?:的)?(?:单身|一天|假期|暑假|寒假|一周|学期|会议|拖延|比赛|游戏|直播|合同|订阅)|告别(?:单身|演唱会|拖延|痘痘|熬夜|演出|赛|仪式感)"
    r"|(?<![年减])轻生(?=[活态产意命日])|(?<=[年减])轻生|(?<=[各独])自尽(?=力)|自尽(?=力|量)|(?<=[楼线树马身手墙天臂车船网板房屋])上吊|上吊(?=[灯顶桥车装床牌坠椅销威打瓶篮扇锅水环带兰])|(?<=[制征克])服毒|服毒(?=贩|品|枭)"
    r"|跳(?:河|桥)(?=马|舞|洞|段)|自残(?=影|骸)|割腕(?=表)|消失在(?:这个)?世界(?:上)?的|伤害自己(?:的)?(?=膝|腰|皮|眼|嗓|钱包|关节|头发|身体吗)"
    r"|suicide squad|suicide (?:doors?|squeeze|sprints?|drills?|mission|burnouts?|wings|king)|kill(?:ing)? (?:eve|bill|la kill|switch|streak|cam|joy|shot|zone|screen)|death (?:note|stranding|metal|valley|star|row records|grips|cab|by chocolate|eaters?|adder|drop)"
    r"|die hard|to die for|never say die|die (?:of|from) (?:laugh\w*|laughter|embarrass\w*|boredom|cringe|hunger|cute\w*)|(?:die|dying|died|dead) (?:laughing|lol|lmao|inside lol)|want to die laughing"
    r"|dead ?lines?|dead ?lifts?|dead ?pool|dead ?pan|dead ends?|dead battery|dead pixels?|walking dead|red dead|dead by daylight|dead cells|drop ?dead gorgeous|cut myself (?:shaving|off|some slack|a (?:slice|piece|break)|on (?:paper|a can))"
    r"|end(?:ing)? (?:it all|my life) (?:with a bang|savings|subscription)|don'?t want to live (?:in|with|near|at|by|next|off|without|like|on|alone|abroad|through|under|there)|don'?t want to wake up (?:early|at|before|so|for|tomorrow|this)|no reason to live (?:in|on)"
)  # fmt: skip


def without_figures(plain: str, instead: str = " ") -> str:
    """The text (lower case, folded) with such names and phrases replaced."""
    return _SET.sub(instead, plain)
