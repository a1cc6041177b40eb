"""What clauses in Chinese tell of their writer; one rule a line, knows no comment as a whole."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from dazi.text.beasts import ANIMALS, HAN
from dazi.text.fact import Made, Rule, Told, life, lost, named, rule, taste, thing
from dazi.text.late import late
from dazi.text.places import PLACE
from dazi.text.when import DATE, WHEN, moment, number, one_day

_WEEK = timedelta(days=7)
_NAME = r"[“\"‘「]?(?P<name>[\u4e00-\u9fff]{1,6}?|[A-Za-z][A-Za-z' -]{1,14}?)[”\"’」]?"
_SO = r"(?:就行了?|就好了?|吧|就可以了?|得了|就成|好了|哈|啦|呀|了)*"
_N = r"[一二两三四五六七八九十\d]{1,3}"
_NOW = r"(?:现在|目前|如今|一个人|就|还|是|也|一直|都|又|刚|今年|最近|终于|已经)*"
_VERY = r"(?:是|这人|真的|最|超级?|特别|很|非常|一直|从小|就|也|都|可|平时|平常|周末|有空|没事|还是|还|好|巨|贼|实在|从来|其实|挺|蛮|比较|一口都|一点都?|完全)*"
CHILD = r"(?:女儿|闺女|儿子|娃|孩子|宝宝|宝贝|崽崽?|老大|老二|大宝|二宝|小棉袄|孙女|孙子|外孙女?)"
JOBS = (
    r"(?:程序员|码农|老师|教师|班主任|医生|大夫|护士|护工|学生|大学生|高中生|初中生|研究生|博士生?|硕士|会计|出纳|律师|法务|厨师|厨子|设计师|司机|骑手|外卖员|快递员|销售|客服|公务员|警察|民警|消防员|"
    r"全职妈妈|宝妈|奶爸|自由职业者?|画师|插画师|漫画家|编辑|记者|幼师|实习生|HR|人事|产品经理|产品|运营|测试|工程师|农民|店长|店主|老板娘?|空姐|空少|导游|摄影师|剪辑师?|up主|博主|主播|助理|美工|裁缝|木匠|"
    r"电工|焊工|保安|保洁|教练|健身教练|店员|收银员?|文员|行政|药剂师|兽医|牙医|翻译|分析师|架构师|前端|后端|策划|演员|歌手|模特|化妆师|美甲师|理发师|发型师|烘焙师|咖啡师|调酒师|飞行员|船员|海员|矿工|渔民|"
    r"园丁|月嫂|社工|收费员|列车员|乘务员|检票员|图书管理员|驯兽师|饲养员|宠物美容师|花艺师|茶艺师|裁判|钢琴老师|个体户|摊主|保险|房产中介|中介|退休工人|退休教师|军人|辅导员|技工|质检|采购|仓管)"
)
_OCCUPIED = r"(?:当|做|写代码|敲代码|搬砖|教|开[\u4e00-\u9fff]{0,8}?(?:店|馆|公司|厂|出租|公交|滴滴|卡车|吧|民宿|工作室)|跑外卖|跑滴滴|送外卖|送快递|卖|上班|工作|打工|实习|创业|摆摊|跑业务|带团|修)"
_STUDIES = r"(?:上学|读书|念书|留学|读研|读博|念研|上大[学一二三四]|念大[一二三四]|念高[一二三]|上高[中一二三]|上初[中一二三]|读大[一二三四]|读高[一二三]|读高中|念高中|念大学|读大学|上研究生|交换)"
_EXAMS = r"(?:考研|高考|中考|考公|国考|省考|考编|雅思|托福|四级|六级|专四|专八|教资|法考|注会|CPA|驾照|科目[一二三四]|期末考?|答辩|毕业答辩|开题|秋招|春招|婚礼|搬家|装修|减肥|减脂|健身|戒烟|戒酒|戒糖|戒奶茶|备孕|二战|专升本|考博|申博|留学)"
_EVENTS = r"(?:换工作|结婚|办婚礼|订婚|搬家|面试|考试|高考|中考|考研|手术|做手术|答辩|演出|比赛|开学|毕业|入职|体检|比赛|考科目[一二三四]|相亲|生日|出差|回国|出国|退休|开业)"
_STEP = r"(?:去|回|飞|搬|考|参加|跑|交|带|开|办|做|拍|陪|见|看|领)"
_EMPTY_PLAN = late(
    r"^(?:早起|早睡|早读|上班|上课|加班|起床|睡|努力|学习|搬砖|下雨|下雪|降温|升温|刮风|上映|开播|更新|放假|涨|跌|来了|再|继续|更|好好|重新做人|是|有点|不|别|没|死|累|完|开始|请假|干嘛|打工|还是|变|火|红|出)|的$|会更|个屁"
)
_NO_JOB = late(
    r"^(?:玩笑|笑|心|不|我|你|萌|梦|挂|会|到|得|错|对|什么|啥|好|个|的|题|车|门|坏|活|作|做|习|霸|渣|来|完|怪)|得|不|过|了"
)
_MADE_UP = late(
    r"龙(?!猫)|凤凰|独角兽|奥特曼|麒麟|哥斯拉|皮卡|僵尸|外星人|神兽|怪兽|祖宗|老虎|狮子|熊猫|鲨鱼|鲸鱼|企鹅|鬼|妖|精$"
)
_LOOK = r"(?P<looks>(?:(?![了只条个养有是叫])[\u4e00-\u9fff]){0,4}?)"


def _call(hit: re.Match[str], now: datetime) -> Made:
    name = named(hit["name"]).strip("就好行吧")
    return Told("name", "name", name, 0.95) if name else None


def _pet(hit: re.Match[str], now: datetime) -> Made:
    groups = hit.groupdict()
    said = groups.get("animal") or groups["any"] or ""
    kind = ANIMALS.get(said, said)
    name = named(groups.get("name") or "")
    looks = re.sub(r"^(?:养的|的|那只|那条|这只|一只|只|条)+", "", groups.get("looks") or "").strip("的")
    if (
        not kind
        or _MADE_UP.search(looks + kind)
        or name in ANIMALS
        or re.search(r"[我你他她是在会不]", looks + kind)
    ):
        return None
    body = f"{looks}{said}"
    return Told("pet", f"pet:{kind}", f"{body}，叫{name}" if name else body)


def _pets(hit: re.Match[str], now: datetime) -> Made:
    """ "两只猫，白的叫宣纸，黑的叫墨汁"."""
    kind = ANIMALS[hit["animal"]]
    return Told(
        "pet", f"pet:{kind}", f"{hit['animal']}，{hit['first']}叫{hit['one']}，{hit['second']}叫{hit['two']}"
    )


def _pet_gone(hit: re.Match[str], now: datetime) -> Made:
    return Told("pet", f"pet:{ANIMALS[hit['animal']]}", "", gone=True)


def _plan(hit: re.Match[str], now: datetime) -> Made:
    groups = hit.groupdict()
    what = re.sub(r"^(?:一?[个场次趟]|人生第一[个场次])(?=.{2})", "", thing(groups.get("what") or ""))
    step = groups.get("step") or ""
    what = re.sub(rf"^(?:要|得|打算|准备)+(?={_STEP})", "", what)
    if (len(what) < 2 and not (step and what)) or _EMPTY_PLAN.search(what):
        return None
    day = moment(hit["when"], now)
    until = (day or now + _WEEK) + timedelta(days=3)
    # "下周三" is another day next week: what is kept names the date.
    when = f"{day.month}月{day.day}日" if day is not None and one_day(hit["when"]) else hit["when"].strip()
    return Told("plan", f"plan:{what}", f"{when}{step}{what}", 0.8, until)


def _exam(hit: re.Match[str], now: datetime) -> Made:
    what = hit["what"]
    return Told("plan", f"plan:{what}", f"在准备{what}", 0.8, now + timedelta(days=120))


def _dislikes(hit: re.Match[str], now: datetime) -> Made:
    """ "我不喜欢香菜", "我不吃辣"; not "我不去" and not "我不吃饱"."""
    verb, what = hit["verb"] or "", thing(hit["what"])
    hates = re.search(r"不喜欢|讨厌|不爱|烦|受不了|忌口|怕吃", hit[0])
    if (
        not what
        or (not verb and not hates)
        or (not hates and re.search(r"[饱完下动到起出懂够]$|^[饱完下动到起出懂够]", what))
    ):
        return None
    return Told("dislike", f"taste:{what}".casefold(), f"{verb}{what}", 0.85)


def _age(hit: re.Match[str], now: datetime) -> Made:
    age = number(hit["what"])
    return Told("life", "life:age", f"{hit['what']}岁", 0.85) if 6 <= age <= 99 else None


def _trade(hit: re.Match[str], now: datetime) -> Made:
    what = hit["what"]
    if _NO_JOB.search(what):
        return None
    key = "life:major" if hit["verb"] == "学" else "life:job"
    return Told("life", key, f"{hit['verb']}{what}", 0.8)


def _quit(hit: re.Match[str], now: datetime) -> Made:
    return Told("life", "life:job", "", gone=True), Told("life", "life:work", "", gone=True)


def _place(hit: re.Match[str], now: datetime) -> Made:
    return Told("life", "life:home", f"在{hit['what']}", 0.75)


def _there(hit: re.Match[str], now: datetime) -> Made:
    what = thing(hit["what"])
    bad = re.search(
        r"海边|隔壁|楼上|楼下|梦里|心里|宿舍|工地|医院|家里|里面|山上|对面|附近|学校|单位|公司|一楼|顶楼|地下",
        what,
    )
    return Told("life", "life:home", f"住在{what}", 0.8) if what and not bad else None


_child_age = life("child:{who}:age", "{who}{what}")
_child_name = life("child:{who}:name", "{who}叫{what}")
_child_school = life("child:{who}:school", "{who}{what}")
_child_allergy = life("child:{who}:allergy", "{who}对{what}过敏")
RULES: tuple[Rule, ...] = (
    rule(rf"^(?:以后|今后|你们?|大家|都|就|可以|同学们?|朋友们?|同事们?|他们|身边人|也|还是|那就|改)*(?:叫|喊|称呼|唤)我(?:的?名字|做|为|作|一声)?{_NAME}{_SO}$", _call),
    rule(rf"^我(?:的名字|的昵称|的?网名|的?外号|的?小名|的?大名|的?花名)?(?:现在|改名)?(?:就|改)?(?:叫|名叫|是叫)(?:做)?{_NAME}{_SO}$", _call),
    rule(rf"^我的?(?:名字|昵称|网名|外号|小名|大名|花名)(?:就)?是{_NAME}{_SO}$", _call),
    rule(rf"^(?:我的?)?(?:中文名|英文名|大名|小名|网名|外号|昵称|花名)就?(?:叫|是)?{_NAME}{_SO}$", _call),
    rule(rf"^我?(?:家|店)?(?:里)?(?:有|养了?)?[一两2](?:只|条)?(?P<animal>{HAN})[，,：: ](?P<first>[\u4e00-\u9fff]{{1,3}}?)叫(?P<one>[\u4e00-\u9fffA-Za-z]{{1,6}})[，, ](?P<second>[\u4e00-\u9fff]{{1,3}}?)叫(?P<two>[\u4e00-\u9fffA-Za-z]{{1,6}})$", _pets),
    rule(rf"^我?(?:家|们家|店)?里?(?:养的|的|那只|那条|这只|这条|一只|有只)*{_LOOK}(?P<animal>{HAN})(?:的名字|名字)?(?:就)?(?:叫|名叫)(?:做)?{_NAME}$(?<!什么)", _pet),
    rule(rf"^(?:我|家里|店里|家)(?:家|们家|里)?(?:新|刚|也|还|最近|一直|今天|昨天|上周|上个?月|现在|终于|又)*(?:养了?|养着|有|领养了?|捡了?|捡到|买了?|收养了?|接了)(?:一|两|三|几|1|2|3)?(?:只|条|个|头|匹|对|窝|缸|池|群){_LOOK}(?:的)?(?P<animal>{HAN})(?:[ ，]?(?:叫|名叫|名字叫|取名叫?|起名叫?){_NAME})?$", _pet),
    rule(rf"^(?:新|刚|也|还|最近|现在|终于|又)*(?:养了|领养了|捡了|收养了)(?:一|两|三|1|2|3)?(?:只|条|个|头|匹|对|窝|缸|池|群){_LOOK}(?:的)?(?P<animal>{HAN})(?:[ ，]?(?:叫|名叫|名字叫|取名叫?|起名叫?){_NAME})?$", _pet),
    rule(rf"^(?:我|家里)(?:家)?养了?(?:一)?(?:只|条|头|匹)(?P<any>[\u4e00-\u9fff]{{1,4}}?)(?:[ ，]?(?:叫|名叫){_NAME})?$", _pet),
    rule(rf"^我(?:家)?(?:的|那只|那条|养的)?[\u4e00-\u9fff]{{0,3}}?(?P<animal>{HAN})[\u4e00-\u9fff]{{0,4}}?(?:走了|没了|去世|死了|送人|丢了|去了汪星|去了喵星|回喵星|回汪星|送走)", _pet_gone),
    rule(rf"^我?(?:已经|早就|现在|早)?(?:不养|没养)(?P<animal>{HAN})(?:了|啦)?$", _pet_gone),
    rule(r"^我?(?:已经|早就|现在|早|后来)?不养了$", lost("pet", "just:pet:")),
    rule(r"^我?(?:从小|一直|天生|好像)*(?:对)(?P<what>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:严重|有点|也|都|重度)?过敏", life("allergy:{what}", "对{what}过敏")),
    rule(r"^我?(?:一)?(?:吃|喝|碰|闻)(?:到|了)?(?P<what>[\u4e00-\u9fff]{1,6}?)(?:会|就|要|都|容易|必)+过敏", life("allergy:{what}", "对{what}过敏")),
    rule(r"^我?(?:是|有)?(?P<what>乳糖|麸质|酒精|乳制品|果糖)不耐受?", life("allergy:{what}", "{what}不耐受")),
    rule(rf"^我{_NOW}(?P<what>吃素|素食主义者?|生酮|戒糖|戒酒|戒烟|不吃晚饭|吃全素)", life("diet", "{what}")),
    rule(r"^我(?:最|很|特别|超|从小|就|真的|有点)*怕(?P<what>(?!是|你|他|她|被|自己|再|会|不|了|什么|我|这)[\u4e00-\u9fff]{1,5})$", life("fear:{what}", "怕{what}")),
    rule(rf"^我{_VERY}(?:不喜欢|讨厌|不爱|烦|受不了|不太能|不怎么能?|不大能|不太|不能|不|吃不了|喝不了|吃不惯|忌口|见不得|怕吃)(?P<verb>吃|喝|看|听|玩|碰|沾|闻)?(?P<what>[\u4e00-\u9fffA-Za-z0-9 ]{{1,16}}?)的?$", _dislikes),
    rule(rf"^我{_VERY}(?P<verb>吃|喝|闻|听|看|受)不(?:了|来|惯|得)(?P<what>[\u4e00-\u9fff]{{1,8}})$", _dislikes),
    rule(rf"^我{_VERY}(?:喜欢|爱(?!人|情)|迷上了?|沉迷|钟爱|粉(?!丝|色)|馋)(?P<verb>吃|喝|看|听|玩|打)?(?:的(?:东西|菜|歌手|明星|运动|水果|季节)?(?:就)?是)?(?P<what>[\u4e00-\u9fffA-Za-z0-9 ]{{1,16}}?)的?$", taste("like")),
    rule(r"^(?:最近|现在|今年|又)*(?:迷上了?|爱上了?|沉迷|入坑了?)(?P<verb>吃|喝|看|听|玩|打)?(?P<what>[\u4e00-\u9fffA-Za-z0-9]{2,8})$", taste("like")),
    rule(r"^(?:最|就|超|特别)?(?:喜欢|爱)(?P<verb>吃|喝|听|打)(?P<what>[\u4e00-\u9fffA-Za-z0-9]{2,8})$", taste("like")),
    rule(r"^我?(?:这人)?(?:就)?好(?P<what>(?!吃|看|玩|听|想|喜欢|烦|累|困|饿|像)[\u4e00-\u9fff]{1,6})这一?口", taste("like")),
    rule(r"^我最(?:喜欢|爱)的[\u4e00-\u9fff]{1,5}(?:就)?是(?P<what>[\u4e00-\u9fffA-Za-z0-9]{1,12})$", taste("like")),
    rule(r"^我是(?P<what>[\u4e00-\u9fffA-Za-z]{2,6}?)的?(?:铁|老|死忠)?粉(?:丝)?$", taste("like")),
    rule(rf"^我?(?:的)?生日(?:是|在|就是|就在)?(?:阳历|农历)?(?P<what>{DATE})", life("birthday", "{what}")),
    rule(rf"^(?P<what>{DATE})(?:这天)?(?:就)?是我(?:的)?(?:\d+岁)?生日", life("birthday", "{what}")),
    rule(rf"^我?(?P<what>{DATE})(?:过)?生日$", life("birthday", "{what}")),
    rule(rf"^我(?:是)?(?P<what>{DATE})(?:出生|生)的?$", life("birthday", "{what}")),
    rule(rf"^我?{_NOW}在(?P<where>{PLACE}[\u4e00-\u9fff]{{0,4}}?)(?P<what>{_OCCUPIED}[\u4e00-\u9fff]{{0,8}}?)的?$", life("work", "在{where}{what}")),
    rule(rf"^我?{_NOW}在(?P<where>[\u4e00-\u9fff]{{2,10}}?)(?P<what>{_STUDIES})$", life("school", "在{where}{what}")),
    rule(rf"^我{_NOW}(?:在|从事)(?P<what>[\u4e00-\u9fff]{{2,10}}?)(?:上班|工作|打工|当差)$", life("work", "在{what}上班")),
    rule(r"^我(?:在|就在)(?:一家|一个|某)?(?P<where>[\u4e00-\u9fff]{2,8}?)(?P<what>(?:做|当)[\u4e00-\u9fff]{2,6})$", life("work", "在{where}{what}")),
    rule(rf"^我?{_NOW}(?:住|定居|漂|蜗居)在?(?P<what>{PLACE}[\u4e00-\u9fff]{{0,6}}?)(?:生活|租房|这边|那边)?$", life("home", "住在{what}")),
    rule(rf"^我{_NOW}住在(?P<what>[\u4e00-\u9fff]{{2,8}})$", _there),
    rule(rf"^我?(?:上周|上个?月|上礼拜|去年|今年|前阵子|昨天|前几天|年初|已经|又|一个人)*{_NOW}(?:搬到|搬来|搬去|搬回)(?:了)?(?P<what>{PLACE})了?$", life("home", "住在{what}")),
    rule(rf"^我?(?:是|来自|老家是?|家在|家住|老家在)(?P<what>{PLACE})(?:人|的)?$", life("from", "{what}人")),
    rule(r"^(?:我)?(?:的)?老家(?:是|在)?(?P<what>[\u4e00-\u9fff]{2,4}?)(?:的|那边)?$", life("from", "老家{what}")),
    rule(rf"^(?:我)?(?:现在)?(?:坐标|定位|人在)(?:是|：|:| )?(?P<what>{PLACE}|[\u4e00-\u9fff]{{2,4}})$", _place),
    rule(rf"^我?{_NOW}在(?P<what>{PLACE})$", _place),
    rule(rf"^(?P<what>{PLACE})的$", _place),
    rule(rf"^我?{_NOW}是?(?:做|搞|干)(?P<what>[\u4e00-\u9fffA-Za-z]{{1,8}}?)(?:这行|工作)?的$(?<!不会的)", lambda hit, now: Told("life", "life:job", f"做{hit['what']}的", 0.8) if not _NO_JOB.search(hit["what"]) else None),
    rule(r"^我(?:的)?专业是(?P<what>[\u4e00-\u9fff]{2,8})$", life("major", "学{what}")),
    rule(r"^我(?:大学|本科|研究生)?(?:学|读|念)的?是(?P<what>[\u4e00-\u9fff]{2,8})(?:专业)?$", life("major", "学{what}")),
    rule(rf"^我?{_NOW}是?(?P<verb>开|卖|教|学|修|跑|送)(?P<what>[\u4e00-\u9fff]{{2,7}})的$", _trade),
    rule(r"^学(?P<verb>)(?P<what>土木|医|法|会计|地质|中医|临床|药学|农学|哲学|历史|中文|化学|物理|数学|生物|统计|软件|通信|自动化|材料|水利|测绘|考古|新闻|传媒|动画|表演|舞蹈|日文|韩语|法语|德语|园林|环境|心理|心理学|教育|幼教|社会学|经济|市场营销|电气|车辆|航海|设计|计算机|兽医|护理|师范|英语|日语|音乐|美术|金融|机械|建筑)的?$", life("major", "学{what}")),
    rule(rf"^我?{_NOW}(?P<what>(?:跑|送|开)(?:外卖|快递|滴滴|出租车?|网约车|公交车?|大车|货车|卡车|地铁))(?:第?{_N}年|都|已经|有|好多|了|的|$)", life("job", "{what}")),
    rule(r"^我?(?:都)?(?P<verb>开|跑|送|当|做|教|干)了(?P<years>[一二两三四五六七八九十几多\d]+年)(?:多)?的?(?P<what>[\u4e00-\u9fff]{2,6})$", life("job", "{verb}了{years}{what}")),
    rule(r"^我(?:以前|之前|退休前|年轻时|年轻的时候)(?P<what>(?:在|是|当|做|开|跳|教|跑)[\u4e00-\u9fff]{1,12})$", life("before", "以前{what}")),
    rule(rf"^我{_NOW}(?:是|当|做)?(?:一个|一名|一枚|一位|个|名|位)?(?P<what>[\u4e00-\u9fff]{{0,6}}?{JOBS})(?:一枚|一个)?$", life("job", "是{what}")),
    rule(rf"^(?P<what>[\u4e00-\u9fff]{{0,4}}?{JOBS})一枚$", life("job", "是{what}")),
    rule(r"^(?:我是)?(?P<what>[高大初研][一二三四])(?:党|狗|牲|学生)(?:路过|一枚|报道)?$", life("job", "是{what}学生")),
    rule(r"^我?(?:刚|已经|上周|上个?月|今天|昨天|终于)*(?:辞职|离职|裸辞|跳槽|换工作|被裁|下岗|不干)(?:了|啦)$", _quit),
    rule(rf"^我?(?:家)?(?P<who>{CHILD})(?:今年|现在|都|才|快|刚|马上|已经)*(?P<what>{_N}(?:个月|岁半?|周岁))(?:大)?(?:了|啦)?$", _child_age),
    rule(rf"^我?(?:家)?(?P<who>{CHILD})(?:的)?(?:小名|大名|名字|乳名)?(?:就)?(?:叫|是叫)(?P<what>[\u4e00-\u9fffA-Za-z]{{1,6}})$", _child_name),
    rule(rf"^我?(?:家)?(?P<who>{CHILD})(?:今年|现在|刚|都|也|明年|九月)*(?P<what>(?:上|读|念)[\u4e00-\u9fff]{{1,5}}|在[\u4e00-\u9fff]{{2,8}}?(?:念|读|上)[\u4e00-\u9fff]{{1,4}})(?:了|啦)?$", _child_school),
    rule(rf"^我?(?:家)?(?P<who>{CHILD})(?:也|有点)?对(?P<what>[\u4e00-\u9fff]{{1,8}}?)过敏", _child_allergy),
    rule(rf"^(?:老头子?|老太太|本人|大叔|阿姨)?我?(?:今年|现在|刚|马上|快|都)*(?P<what>{_N})岁(?:了|啦|的人了?)?$", _age),
    rule(r"^(?:老头子?|老太太|大叔|阿姨)?我(?:今年|都|已经|今年都)*(?P<what>[二三四五六七八九]十[一二三四五六七八九]?)(?:了|啦)$", _age),
    rule(rf"^我?(?:准备|打算|计划|要)?(?P<when>{WHEN})我?(?:就|又|还|得|要|打算|准备|会|想)*(?:要|准备|打算|得|会|有|想)(?P<step>{_STEP})(?P<what>[\u4e00-\u9fffA-Za-z0-9]{{1,14}})$", _plan),
    rule(rf"^我(?:准备|打算|计划|要|想)?(?P<when>{WHEN})(?:就|又|还)?(?P<step>{_STEP})(?P<what>[\u4e00-\u9fffA-Za-z0-9]{{1,14}})$", _plan),
    rule(rf"^(?P<when>{WHEN})我(?:就|又|还)?(?P<step>{_STEP})(?P<what>[\u4e00-\u9fffA-Za-z0-9]{{1,14}})$", _plan),
    rule(rf"^我(?:准备|打算|计划|要)?(?P<when>{WHEN})(?:就|又|还)?(?:要|准备|打算|得|会|有)(?P<what>[\u4e00-\u9fffA-Za-z0-9]{{1,14}})$", _plan),
    rule(rf"^(?P<when>{WHEN})(?:要)?(?P<step>去|回|飞)(?P<what>(?:(?![的都真就人])[\u4e00-\u9fff]){{2,6}})$", _plan),
    rule(rf"^(?P<when>{WHEN})我(?:就|又|还)?(?:要|准备|打算|得|会|有)(?P<what>[\u4e00-\u9fffA-Za-z0-9]{{1,14}})$", _plan),
    rule(rf"^我?(?P<when>{WHEN})(?:就|要|得|我)*(?P<what>{_EVENTS})$", _plan),
    rule(rf"^我?{_NOW}(?:准备|打算|备战|备考|复习|在|要|正在)+(?:考|冲|备考|备战)?(?P<what>{_EXAMS})$", _exam),
)  # fmt: skip
TAKEN_BACK = late(
    r"骗你的|骗你们的|瞎说的|瞎编的|胡说的|乱说的|开玩笑的|开个玩笑|逗你的|逗你玩|逗你们玩|我编的|都是编的|不是真的|假的啦|皮一下|说着玩|随口一说"
)
WISH = late(r"^(?:请|帮我|麻烦|你|要)*(?:记住|记一下|记下来?|记着|记好)(?:了|哦|啊)?[，,：: ]*(?=我)")
# "不是柯基，是柴犬"; what was told before holds the one and shall hold the other.
PUT_RIGHT = late(
    r"不是(?P<was>[^，,。！!？?不我你他]{1,8}?)(?:啦|了|哦|的?啦)?[，, ]+(?:[\u4e00-\u9fffA-Za-z]{1,4}(?=是))?(?:而?是|应该是|改叫|叫|算是)(?P<now>[^，,。！!？?不我你他]{1,12}?)(?:啦|了|哦|才对|的)*(?=$|[，,。！!])"
    r"|^(?:说错了?|打错了?|不对|更正一下|应该)?[，, ]*(?:是|叫)(?P<now2>[^，,。！!？?不我你他的]{1,8}?)[，, ]*不是(?P<was2>[^，,。！!？?不我你他]{1,8}?)(?:啦|了|哦)?(?=$|[，,。！!])"
)


def note(rest: str) -> str:
    """What somebody wants kept that no rule knows, without its subject."""
    first = re.split(r"[，,。！!~～\n]", rest)[0].strip()
    return first.removeprefix("我") if 2 < len(first) <= 30 else ""
