"""Names and set phrases that hold a word of death and mean none: rides, sales, films, files; knows no decisions."""

from __future__ import annotations

import re

_SET = re.compile(
    # what is sold, ridden, watched and played
    r"跳楼(?:机|价|大?甩卖|大?减价|清仓|大处理|式(?:降价|甩卖))|自杀(?:小队|突击队|专线|俱乐部|式(?:袭击|攻击|炸弹|无人机|冲锋|打法|降价|操作|加班)?|棋|无人机|树|蜂)"
    r"|死(?:侍|神(?:来了|漫画|动漫|千年血战)|海|亡(?:搁浅|笔记|细胞|金属|之握|飞车|赛车|岛|诗社|谷|回放|圣器|空间|骑士|领主|凝视|摇|行军|循环|竞速|翻滚|打卡)|灵法师|者苏生)"
    r"|不想活(?:在(?!这|人|世|了|$)|成|得|动|跃|捉|埋|泼|受罪)|想死(?:你|我(?:了|啦|们|[妈爸奶爷姥家])|妈|奶奶|爸|家|这口|那口)|置之死地|生死(?:时速|狙击|恋|疲劳)"
    r"|(?:结束|终结)(?:自己|这)(?:的)?(?:单身|一天|假期|暑假|寒假|一周|学期|会议|拖延|比赛|游戏|直播|合同|订阅)|告别(?:单身|演唱会|拖延|痘痘|熬夜|演出|赛|仪式感)"
    r"|(?<![年减])轻生(?=[活态产意命日])|(?<=[年减])轻生|(?<=[各独])自尽(?=力)|自尽(?=力|量)|(?<=[楼线树马身手墙天臂车船网板房屋])上吊|上吊(?=[灯顶桥车装床牌坠椅销威打瓶篮扇锅水环带兰])|(?<=[制征克])服毒|服毒(?=贩|品|枭)"
    r"|跳(?:河|桥)(?=马|舞|洞|段)|自残(?=影|骸)|割腕(?=表)|(?:蚊子|蟑螂|周[一二三四五六日天]|星期.|作业|考试|电钻|噪音|广告|弹窗|痘痘|黑眼圈|肥肉|赘肉|肚子|早八|闹钟|堵车).{0,6}消失(?:就好了?|该多好|吧)?|(?:讲|关于|拍|写|演)(?:的是)?(?:自杀|轻生|自尽)(?:题材)?(?:的|那).{0,6}(?:电影|片|剧|小说|书|歌)|消失在(?:这个)?世界(?:上)?的|伤害自己(?:的)?(?=膝|腰|皮|眼|嗓|钱包|关节|头发|身体吗)"
    r"|suicide squad|suicide (?:doors?|squeeze|sprints?|drills?|mission|burnouts?|wings|king)|kill(?:ing)? (?:eve|bill|la kill|switch|streak|cam|joy|shot|zone|screen)|death (?:note|stranding|metal|valley|star|row records|grips|cab|by chocolate|eaters?|adder|drop)"
    r"|die hard|to die for|never say die|(?:die|dies|died|dying) (?:of|from) (?:laugh\w*|laughter|embarrass\w*|boredom|cringe|hunger|cute\w*)|(?:die|dying|died|dead) (?:laughing|lol|lmao|inside lol)|want to die laughing"
    r"|dead ?lines?|dead ?lifts?|dead ?pool|dead ?pan|dead ends?|dead battery|dead pixels?|walking dead|red dead|dead by daylight|dead cells|drop ?dead gorgeous|cut myself (?:shaving|off|some slack|a (?:slice|piece|break)|on (?:paper|a can))"
    r"|end(?:ing)? (?:it all|my life) (?:with a bang|savings|subscription)|don'?t want to live (?:in|with|near|at|by|next|off|without|like|on|alone|abroad|through|under|there)|don'?t want to wake up (?:early|at|before|so|for)|no reason to live (?:in|on)"
)  # fmt: skip


def without_figures(plain: str, instead: str = " ") -> str:
    """The text (lower case, folded) with such names and phrases replaced."""
    return _SET.sub(instead, plain)


# Everyday sentences that hold a word for harm: pests, where to stay, how to guard against a swindle, games, cakes.
_EVERYDAY = re.compile(
    r"(?:鼠|蟑螂|蚊|苍蝇|蚂蚁|白蚁|虫|跳蚤|螨|杂草|霉|小强|蜈蚣|进程|后台).{0,10}(?:死|灭|杀|药|除)|(?:死|灭|杀|药|除).{0,5}(?:鼠|蟑螂|蚊|苍蝇|蚂蚁|白蚁|虫|跳蚤|螨|杂草|霉|小强|蜈蚣|进程|后台)"
    r"|住哪(?:里|儿|个区)?(?:比较|更|最)?(?:方便|便宜|好|划算|合适|舒服|近|安静|安全|离)|防(?:诈|骗|盗|狼|偷拍)|反诈|举报|识别|识破|分辨|报警|被(?:骗|盗|威胁|敲诈|勒索|人肉|偷拍|开盒|诈)|是不是(?:诈骗|骗)"
    r"|(?:浴|澡|巧克力|芝士|可可)炸弹|炸弹鸡|人肉包|开盒子|盒饭|盲盒|配色|游戏币|我的世界|狼人杀|做爱(?:心|吃|豆|尔兰)|爱心|焯|股票.{0,4}(?:段子|是什么)|(?:一本|几本).{0,4}书"
    r"|bath bomb|\bfake .{2,20} or real|\bhow (?:do|can|to|should) ?(?:i|you|we)? ?(?:spot|tell if|avoid|report|recogni[sz]e|block)\b|\bi bet (?:he|she|it|they|you|this|that)|\bbomb (?:playlist|ass|dinner|cocktail)|\bkill (?:my boredom|time|weeds|mold|a process)"
)  # fmt: skip


def everyday(plain: str) -> bool:
    """Whether a text (lower case, folded) holds an everyday frame in which words for harm mean none."""
    return _EVERYDAY.search(plain) is not None
