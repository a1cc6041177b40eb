"""What may be played with: nothing tragic, nothing of politics, nobody's misfortune; knows no source.

Lists of what hurts never end: of sixteen sad headlines written after the lists they knew four. So a headline needs a
light word besides (`cheerful`), or else the operator's; a phrase that rises needs comments around it that are not sad."""

from __future__ import annotations

import re

from dazi.text.normalise import fold

# A phrase that is left out for nothing costs little; one that hurts does not come back. So these lists are wide.
_TRAGIC = re.compile(
    r"遇难|身亡|死亡|去世|逝世|离世|病逝|坠(?:亡|楼|机|海|崖|毁|落|江|河|桥)|失联|失踪|遗体|遗物|遗像|葬礼|灵堂|灵车|出殡|追悼|悼念|默哀|哀悼|遗言|遗孤|殉职|牺牲|阵亡|罹难|溺(?:亡|水)|猝死|自杀|轻生|跳楼|跳桥|割腕"
    r"|抑郁症|绝症|癌|白血病|尿毒症|渐冻|植物人|瘫痪|昏迷|病危|病房|重症|ICU|抢救|急救|救护车|医院|送医|手术|化疗|确诊|感染|疫情|中毒|上吐下泻|煤气|一氧化碳|瓦斯|过敏性休克"
    r"|车祸|撞(?:人|死|上)|连环相?撞|追尾|肇事|侧翻|翻(?:船|车事故|覆)|船.{0,5}翻|空难|海难|矿难|火灾|大火|火场|火海|烧(?:伤|死|毁)|烫伤|爆炸|爆燃|起火|地震|余震|海啸|洪水|洪灾|洪峰|内涝|决堤|泥石流|滑坡|雪崩|台风|飓风|暴雨|龙卷风"
    r"|塌(?:方|陷|了)|倒塌|坍塌|垮塌|废墟|倒下|踩踏|触电|漏电|电梯.{0,4}(?:坠|夹)|被(?:困|埋|压|卷走|冲走|夹|咬伤|撞|砸|捅|刺|烧|拐|绑|杀|害)|枪击|枪声|持刀|捅(?:人|伤|死)|砍(?:人|伤)|行凶|命案|凶手|凶案|杀(?:人|害|妻|夫|童|手)|分尸|碎尸|绑架|拐(?:卖|骗|走)"
    r"|性侵|强奸|猥亵|家暴|虐(?:待|童|猫|狗|杀|打)|霸凌|欺凌|围殴|殴打|打(?:死|伤|人)|(?:被|遭).{0,8}(?:打|堵在|扇|踹|围攻)|伤亡|重伤|轻伤|死伤|伤者|伤势|受伤|骨折|救援|搜救|搜寻|打捞|遇(?:害|险)|遭难|战争|战火|空袭|轰炸|炮(?:火|击)|导弹|难民|人质|恐袭"
    r"|讣告|走好|节哀|安息|永别|(?:去|在|到|愿|上)了?天堂|天堂(?:里|没有|那边)|天国|蜡烛|🕯|头七|祭日|忌日|祭奠|吊唁|白事|殡|丧|尸|没有生还|生还|无人生还|幸存|遇难者|家属|(?:没|没有|再没|再也没|没能|未能)(?:再)?(?:下来|回来|醒来|醒过来|上来|出来|浮上|挺过|救回|送到|等到|睁开|找到|熬过)|停在了|最后一(?:面|条|程|通|封|句)"
    r"|(?:楼|桥|窗|崖|山|阳台|高空|高处)[^,，]{0,3}(?:掉|摔|跌|跳|坠)|高空抛物|落水|沉没|沉船|送别|永远(?:离开|留在|停)|离开了(?:我们|人世)|走了[,，。].{0,6}(?:岁|年)|享年|年仅|终年|寻(?:人|子|亲)|走失|丢了孩子|白布|血泊|流产|夭折|早产|烈士|悲|惨|噩耗|灾|山火|撤离|矿(?:井|难|工)|病重|急诊|投毒|毒死|离家出走|后离家|再也没|坟|墓|守灵|守了|等了.{1,4}年|空荡|心碎|心酸|泪崩|痛哭|哭倒|晕倒|晕厥|果冻.{0,4}卡|卡(?:喉|嗓|在喉)|噎|窒息|掉进|掉入|冰窟|水潭|泼(?!天)|遗弃|被弃|弃养|失去|离开人世|病床|脱轨|吵翻|兴奋剂|挨骂|挨打|驱赶|倒在"
    r"|R\.?I\.?P\b"
    r"|\b(?:dead|deadly|dies?|died|dying|deaths?|fatal\w*|kill(?:s|ed|ing|er)?|murder\w*|manslaughter|suicide|shooting|shot (?:dead|at)|gun(?:man|men|fire|shots?)|stab\w*|crash(?:es|ed)?|collision|derail\w*|explosion|explod\w*|blast|blaze|inferno|earthquake|quake|flood\w*|wildfire\w*|hurricane|typhoon|tsunami|tornado|landslide|avalanche|mudslide|drought|famine"
    r"|terror\w*|hostages?|war|wars|airstrikes?|shelling|bomb\w*|missiles?|casualt\w+|victims?|injur\w+|wound(?:s|ed)|hurt|missing|drown\w*|funeral|coffin|obituary|vigil|mourn\w*|grie(?:f|v\w+)|tragedy|tragic\w*|cancer|tumou?r|leukaemia|leukemia|dementia|stroke|coma|overdose|assault\w*|rap(?:e|ed|ist)|abus\w+|molest\w*|kidnap\w*|abduct\w*|outbreak|pandemic|epidemic"
    r"|rest in peace|rip|lifeless|bod(?:y|ies) (?:of|found)|feared|plunge[sd]?|ravine|rubble|collaps\w+|hospital\w*|icu|intensive care|life support|critical condition|emergency room|paramedics|ambulance|surviv(?:ors?|ed)|evacuat\w*|rescu\w+|trapped|stranded|lost at sea|capsiz\w*|sank|orphan\w*|widow\w*|bull(?:y|ied|ying)|beaten|burn(?:s|ed) (?:down|alive)|poison\w*|mauled|goodbye|farewell|heartbreak\w*|devastat\w*|disaster|miscarriage|stillborn|bur(?:y|ies|ied|ial)|(?:won't|will not|never|didn't|did not) (?:be )?(?:return|come back|wake|make it|survive)|gunfire|privacy|waits? (?:at|for)|last (?:goodbye|words|wish)|for the last time|without (?:his|her|their) (?:owner|mother|father)|lost (?:his|her|their)|never (?:came|come|returned|made it) (?:home|back))\b",
    re.IGNORECASE,
)
_POLITICS = re.compile(
    r"主席|总书记|书记|总理|总统|首相|部长|外长|防长|财长|省长|市长|县长|区长|镇长|局长|厅长|州长|议员|议长|官员|干部|大使|领事|发言人|落马|双规|巡视组|免职|罢免|弹劾|辞职下台|上台|下台|执政|在野|大选|选举|选票|选民|投票站|公投|议会|国会|参议院|众议院|人大|政协|两会|党(?:委|代会|员|和|派|魁)|政府|中央|外交|国防|军(?:队|方|舰|机|演|援|费|事)|士兵|部队|征兵|台海|统一台|台独|港独|独立运动"
    r"|制裁|关税|贸易战|抗议|示威|游行|罢工|政变|镇压|戒严|维权|上访|宗教|教派|民族矛盾|领土|南海|边境|边界|停火|开火(?!锅)|交火|两国|峰会|北约|欧盟|联合国|核(?:武|试|弹)|间谍|反华|辱华|法案|最高法"
    r"|\b(?:presidents?|presidential|prime minister|ministers?|ministry|mayors?|governors?|senators?|chancellor|government|elections?|electoral|ballots?|voters?|polls? open|late-night vote|parliament|congress|senate|republicans?|democrats?|tor(?:y|ies)|labour party|protest\w*|sanction\w*|tariffs?|coup|riot\w*|troops?|soldiers?|army|military|ceasefire|border (?:clash|wall|crossing)|referendum|genocide|regime|ousted|impeach\w*|embassy|diplomat\w*|nato|kremlin|white house|supreme court|refugees?|immigra\w+|deport\w*|capital)\b",
    re.IGNORECASE,
)
_UNKIND = re.compile(
    r"塌房|出轨|劈腿|离婚|分手费|分居|复婚|家丑|私生|小三|情妇|约炮|约粉|偷拍|艳照|不雅|裸照|走光|人肉|网暴|劣迹|黑料|黑历史|被(?:捕|抓|拘|查|曝|爆|骂|罚|封|告|判|骗|开除|退学|举报|嘲|喷|群嘲)|曝光|实锤|锤了|刑拘|拘留|落网|通缉|嫌疑|判刑|入狱|坐牢|吸毒|涉毒|嫖|赌博|诈骗|骗(?:光|局|走|婚|钱)|跑路|破产|失业|裁员|下岗|爆雷|欠(?:薪|债)|讨薪|讨要|老赖"
    r"|偷税|漏税|逃税|抄袭|作弊|造假|取消.{0,3}资格|资格.{0,4}取消|整容|毁容|残疾|智障|弱智|丑闻|骂战|互撕|撕破脸|大打出手|起诉|官司|庭审|开庭|立案|涉案|案件|道歉声明|致歉|封杀|扒皮|出柜|原配|隐婚|已婚仍|遗产|争产|虐恋|羞辱|歧视|辱骂|贪污|受贿|下跪|还债|带走调查|行贿|洗钱|催收|家长群|学生坠|老师打"
    r"|\b(?:divorc\w+|cheat(?:ed|ing|s)|affair|mistress|arrest\w*|jail\w*|prison\w*|convict\w*|guilty|indict\w*|charged|sued|sues|lawsuits?|trial|court|police|leaked|nudes?|scandal\w*|bankrupt\w*|laid off|layoffs?|fired|sacked|rehab|breakdown|addict\w*|drunk|drugs?|fraud\w*|scam\w*|embezzl\w*|brib\w+|plagiari\w+|racis\w+|sexis\w+|harass\w*|humiliat\w*|mocked|shamed|slammed|feud|backlash|accus\w+|alleg\w+|exposed|disgrace\w*|evict\w*|homeless|debt|custody|body-sham\w*|botched)\b",
    re.IGNORECASE,
)


_CHEERFUL = re.compile(
    r"[猫喵狗犬兔鸭鹅熊獭鸟鸡羊猪]|企鹅|考拉|松鼠|刺猬|水豚|动物园|晚霞|日落|日出|彩虹|星空|银杏|樱花|花海|初雪|第一场雪|雪人|表情包|火锅|奶茶|煎饼|夜市|烧烤|泡面|早餐|甜品|蛋糕|小吃|美食|雪糕|冰淇淋|月饼|粽子|汤圆|饺子"
    r"|段子|笑|萌|可爱|有趣|好玩|沙雕|整活|跳舞|舞蹈|课桌舞|广场舞|唱歌|合唱|跑调|乐队|演唱会|音乐节|露营|野餐|冠军|夺冠|发明|学会了|手工|织了?|涂鸦|毕业照|放假|新歌|新剧|上映|开播|定档|游戏|动画|动漫|电影|玩偶|玩具|积木|拖拉机|挑战赛|吉尼斯|生日|惊喜|还书|图书馆|长椅"
    r"|\b(?:cats?|kittens?|dogs?|pupp(?:y|ies)|pandas?|otters?|ducks?|penguins?|goats?|goose|geese|capybaras?|hedgehogs?|bak(?:e|er|ers|es|ed|ing)|bread|sourdough|buns?|cakes?|pizza|snowm[ae]n|piano|danc\w+|sing(?:s|ing)|choir|songs?|festival|parade|adorable|funny|cute|silly|toys?|lego|picnic|sunset|rainbow|knit\w*|scar(?:f|ves)|birthday|paint(?:s|ed)|movies?|games?|memes?|benches|sofas?|hats?|slowest)\b",
    re.IGNORECASE,
)


def tragic(text: str) -> bool:
    """Whether somebody's death, illness, disaster or harm is spoken of."""
    return _TRAGIC.search(fold(text)) is not None


def playable(text: str) -> bool:
    """Whether a phrase or a headline may be played with at all."""
    plain = fold(text)
    return not (_TRAGIC.search(plain) or _POLITICS.search(plain) or _UNKIND.search(plain))


def cheerful(title: str) -> bool:
    """Whether a headline is of something light for sure: it may be played with, and names an animal, a treat, a feast."""
    return playable(title) and _CHEERFUL.search(fold(title)) is not None
