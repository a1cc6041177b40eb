"""Names, trades, homes, years, children and days ahead as they are told in passing; knows no store.

Where told_zh wants "我是…" and "我住在…", here stand "996后端路过", "泰安人，从小爬泰山", "期末考一月十二号开始"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from dazi.text.fact import LOOSE, Made, Rule, Told, life, named, rule, thing
from dazi.text.late import late
from dazi.text.places import PLACE
from dazi.text.told_zh import CHILD, JOBS
from dazi.text.when import DATE, FEAST, WHEN, feast, moment, number, one_day

_H = r"[\u4e00-\u9fff]"
_X = r"[\u4e00-\u9fffA-Za-z0-9 ]"
_N = r"[一二两三四五六七八九十\d]{1,3}"
_YEARS = r"(?:(?:都|已经|快|有|干了|做了|整整|足足)*[一二两三四五六七八九十几多好\d]{1,3}来?多?年(?:多|整)?|一辈子|大?半辈子)"
_CALLED = rf"[“\"‘「]?(?P<name>{_H}{{1,6}}?|{_H}{{0,3}}(?-i:[A-Z])[A-Za-z]{{0,14}}|[A-Za-z]{{2,14}})[”\"’」]?"
_WHO = r"(?:学生|同事|朋友|大家|他们|家里人|家人|粉丝|圈里人?|身边人|熟人|同学|客人|邻居|街坊|村里人|老乡|队友|工友|人|别人|室友|闺蜜|老板)"
_SO = r"(?:就行了?|就好了?|吧|就可以了?|得了|就成|好了|哈|啦|呀|了|也行|也可以|都行|好啦)*"
_DEED = r"(?:做|当|干|跑|卖|开|教|酿|种|养(?!了)|写|修|搬|管|带|拍|画|送|打|搞|造|焊|烧|烤|刷|卷|熬|看|守|摆|捏|编|剪|盖|织|装|炒|切|运|扛|巡|查|调|测|译|播|唱|演|跳)"
_IDLE_PLACES = late(
    r"^(?:得|要|会|该|没|不|又|也|都|家|厨房|公园|宿舍|寝室|地铁|公交|路上|床上|网上|线上|梦里|这|那|被窝|阳台|客厅|沙发|车上|海边|工位|外面|楼下|旁边|评论|视频|直播|哪|线|心里|一起|此|认真|努力|偷偷|等|想|看|听|排队|旅|我|你|他|图书馆|学|自习|办公室摸|朋友|外婆|奶奶|老家过|学校[打跑])"
)
_IDLE_DEEDS = late(
    r"^.(?:了|着|点|些|过)*(?:饭|菜(?!鸟|馆)|作业|梦|题|核酸|什么|啥|车$|步|操|游戏|牌|电话|早饭|晚饭|午饭|人|我|你|他|她|事|不|得|的|法|客|鬼|白日|手势|出|完|到|回|起|笑|真|手机|梗|对象|个人|书$|戏$|电影|电视|日出|日落|海|风景|雨|球|架|卡|针|疫苗|饮料|感|动|眼|照|视频)"
)
_JOB_END = r"(?:师傅?|员|工(?!作|资)|匠|医生|护士|民警|大夫|司机|骑手|教练|经理|主管|顾问|总监|会计|律师|记者|编辑|校对|翻译|策划|运营|后端|前端|程序猿|程序媛|码农|HR|UI|产品|客服|销售|老师|教授|讲师|辅导员|班主任|店长|掌柜|老板|村官|选调生|公务员|法医|主播|演员|画师|写手|作家|诗人|歌手|乐手|鼓手|厨子|厨|船员|海员|水手|机长|空乘|空姐|导游|农民|渔民|牧民|果农|花农|茶农|军嫂|军人|兵|保安|保洁|保姆|月嫂|社工|志愿者|研究员|科研狗|实验狗|博士|硕士|医学生|医学牲|师范生|美术生|体育生|艺考生|复读生|研究生|大学生|留学生)"
_PASSING = r"(?:路过|报到|报道|飘过|一枚|一名|在此|表示|在线|来了|冒泡|打卡|举手|参上|哭了|狂喜|狂怒|瑟瑟发抖|看哭|看笑|有话说|没有人权|的命|的日常|的痛|的一天|懂|泪目|实名|弱弱|默默)"
_DRUDGE = r"(?:狗|汪|民工|牛马|打工人|搬砖人|社畜|苦力|螺丝钉|牲|党|仔)"
_ROAM = r"(?:网约车|外卖|滴滴|快递|出租车?|货车|大车|卡车|公交车?|地铁|高铁|火车|挂车|货运|代驾|同城|顺风车|客车|校车|铲车|塔吊|挖掘机)"
_FIRM = r"(?:厂|公司|局|院|银行|医院|学校|中学|小学|大学|幼儿园|事务所|工作室|酒店|超市|饭店|餐厅|餐馆|机场|车站|电视台|报社|杂志社|出版社|券商|基金|国企|央企|外企|大厂|私企|体制内?|街道办?|社区|派出所|法院|检察院|消防队|部队|4S店|驾校|培训班|机构|工地|车间|富士康|比亚迪|阿里|腾讯|字节|华为|美团|京东|小米)"
_MAJORS = r"(?:土木|医|法律?|会计|地质|中医|临床|药学|农学|哲学|历史|中文|化学|物理|数学|生物|统计|软件|通信|自动化|材料|水利|测绘|考古|新闻|传媒|动画|表演|舞蹈|园林|环境|心理|教育|幼教|社会学|经济|市场营销|电气|车辆|航海|设计|计算机|兽医|护理|师范|音乐|美术|金融|机械|建筑|导演|播音|摄影|服装|食品|烹饪|飞行|船舶|气象|海洋|天文|口腔|法医|影视|雕塑|编导|翻译|[日韩英法德俄]语|小语种|西班牙语|葡语|阿拉伯语)[\u4e00-\u9fff]{0,4}?"
_EVENT = late(
    r"[四六八]级|雅思|托福|考[试场研公编证博级]|[期中]末|月考|考$|面试|答辩|年会|婚礼|结婚|订婚|领证|手术|开刀|体检|复查|复诊|复检|拔牙|上台|演出|演唱|唱歌|比赛|决赛|初赛|搬家|出差|旅|航班|高铁|车票|机票|回家|回老家|回国|出国|聚会|聚餐|团建|相亲|约会|报到|入职|"
    r"开学|开工|交稿|交房|截止|上线|开业|开张|毕业|直播|录节目|培训|漫展|见家长|徒步|潜水|爬|滑雪|露营|钓鱼|马拉松|半马|全马|马$|音乐节|驾考|科目|写真|婚纱|动物园|乐园|生日|满月|百日|过寿|开庭|竞聘|述职|汇报|路演|首演|彩排|新娘|盘点|动工|装修|"
    r"过户|提车|退房|签证|疫苗|产检|预产|画展|音乐会|话剧|球赛|看展|直博|复试|笔试|预答辩|开题|牙医|矫正|盖房|收房|杀年猪|赶海|赶集|上山|下乡|支教|参军|入伍|退伍|跳槽|转行|裸辞|辞职|结课|开课|上新|摆摊|二胎"
)
_STEP = late(
    r"^(?:就|又|还|得|也|就要|早上|上午|中午|下午|晚上|凌晨|要|会|打算|准备|想|计划|必须|一家人?|全家|我|我们|一个人|和[\u4e00-\u9fff]{1,3}|跟[\u4e00-\u9fff]{1,3}|约了[\u4e00-\u9fff]{1,3})*(?:去|回(?!来|头|复)|飞|搬|上(?!班|课|火|了)|参加|跑|带|开(?!始|心)|办|陪|见|看(?!来|着|起)|领|接|送|赶|坐|考|换|交|拍|做|动身|启程|出发|起飞|进组|进藏|进山)"
)
_NO_EVENT = late(
    r"了$|(?<!目)的$|吗$|呢$|[下刮]雪$|[下刮]雨$|[下刮]风$|降温|更新|上映|开播|完结|才|都没|没有|不想|不用|不去|看完|看到|看看|起来|看着|加班|上班|起床|太|怎么|什么|干嘛|哪|真的|好[冷热困累]|你|他们|她们|大家|谁|别人|老板|再说|再看|再来|试试|见$|继续|努力|加油|死|完蛋"
)


def _call(hit: re.Match[str], now: datetime) -> Made:
    name = named(hit["name"]).rstrip("就好行吧也都")
    boast = re.search(
        r"总$|董$|大佬|大神|学霸|影[帝后]|女王|公主|仙女|战神|杀手|皇帝|陛下|魔王|女神|男神|美女|帅哥|爸爸|爹|祖宗|大人|奥特曼",
        name,
    )
    return Told("name", "name", name, 0.9) if name and len(name) < 15 and not boast else None


def _deed(hit: re.Match[str], now: datetime) -> Made:
    """ "在烟台跑渔船": where somebody does what, if it is neither a place nor a thing of idle hours."""
    where, what = (
        hit["where"].strip(),
        re.sub(r"^(.)(?:了|着|过)?(?:一?[个家间份只条名位]|些|点)", r"\1", hit["what"].strip()),
    )
    if _IDLE_PLACES.search(where) or _IDLE_DEEDS.search(hit["what"]) or not thing(what) or len(what) < 2:
        return None
    return Told("life", "life:work", f"在{where}{what}", 0.8)


def _change(hit: re.Match[str], now: datetime) -> Made:
    what = hit["what"]
    lost_job = Told("life", "life:job", "", gone=True)
    return lost_job, Told(
        "life", "life:work", f"在{what}上班" if hit.groupdict().get("at") is not None else f"进{what}了", 0.8
    )


def _over(hit: re.Match[str], now: datetime) -> Made:
    return Told("life", "life:job", "", gone=True), Told("life", "life:work", "", gone=True)


def _job(hit: re.Match[str], now: datetime) -> Made:
    groups = hit.groupdict()
    what = groups["what"].strip()
    if not what or re.search(
        r"^(?:这|那|你|他|她|谁|每个|所有|做|当个?好|什么)|[你他她它这那俩才]|^(?:我|是|都|就)", what
    ):
        return None
    years = re.sub(r"^(?:都|已经|快|有|干了|做了)+", "", groups.get("years") or "")
    return Told(
        "life",
        "life:job",
        f"{groups.get('verb') or '是'}{what}" + (f"，{years}" if years else ""),
        LOOSE if not groups.get("verb") else 0.8,
    )


def _major(hit: re.Match[str], now: datetime) -> Made:
    return Told("life", "life:major", f"学{hit['what']}", 0.85)


def _home(hit: re.Match[str], now: datetime) -> Made:
    what = thing(hit["what"])
    if not what or re.search(
        r"^(?:校|院|宿舍|酒店|楼|家|哪|这|那|民宿|宾馆|的|在|一起|了|得|过|不|隔壁|帐篷|对面|女|男)", what
    ):
        return None
    return Told("life", "life:home", f"住在{what}", 0.8)


def _there(hit: re.Match[str], now: datetime) -> Made:
    return Told("life", "life:home", f"在{hit['what']}", LOOSE)


def _age(hit: re.Match[str], now: datetime) -> Made:
    age = number(hit["what"])
    return Told("life", "life:age", f"{hit['what']}岁", 0.85) if 6 <= age <= 99 else None


def _day(hit: re.Match[str], now: datetime) -> Made:
    words = hit["what"]
    if feast(words):
        return Told("life", "life:birthday", words, 0.9)
    day = now if words in ("今天", "今儿") else moment(words, now)
    return Told("life", "life:birthday", f"{day.month}月{day.day}日", 0.9) if day is not None else None


def _children(hit: re.Match[str], now: datetime) -> Made:
    """ "我家老大五岁老二刚满月"."""
    return tuple(
        Told("life", f"life:child:{who}:age", f"{who}{age}", 0.85)
        for who, age in ((hit["who"], hit["one"]), (hit["other"], hit["two"]))
    )


def _plan(hit: re.Match[str], now: datetime) -> Made:
    """A day and what is on then, whoever is left out: an event, or a step that somebody takes."""
    groups = hit.groupdict()
    when, what = hit["when"].strip(), (groups["what"] or "").strip(" ，")
    if _NO_EVENT.search(what) or not (
        _EVENT.search(what) or (groups.get("step", "") is not None and _STEP.search(what))
    ):
        return None
    what = re.sub(
        r"^(?:我们|我(?![弟哥姐妹妈爸闺朋同爷奶姥舅姑叔阿表堂])|就|又|还|要|得|会|也|打算|准备|计划|必须|我得|有个|有一?[个场次]|是)+",
        "",
        what,
    )
    what = thing(re.sub(r"(?:开始|开幕|开赛|截止|了|啦|呢)$", "", what).replace("我", "你"))
    day = moment(when, now)
    if len(what) < 2 or day is None:
        return None
    said = f"{day.month}月{day.day}日" if one_day(when) else when
    return Told("plan", f"plan:{what}", f"{said}{what}", 0.75, day + timedelta(days=3))


def _moved(hit: re.Match[str], now: datetime) -> Made:
    """ "公开课挪到下周一了": a plan that is known, on another day."""
    day = moment(hit["when"], now)
    if day is None:
        return None
    said = f"{day.month}月{day.day}日" if one_day(hit["when"]) else hit["when"]
    return Told(
        "plan", "moved:", f"{said} {thing(hit['what'])}".strip(), 0.8, day + timedelta(days=3), was="@"
    )


_child_school = life("child:{who}:school", "{who}{what}")
_child_name = life("child:{who}:name", "{who}叫{what}")
_child_age = life("child:{who}:age", "{who}{what}")
_GRADE = r"(?:[高初大研][一二三四]|[一二三四五六]年级|小学|初中|高中|大学|幼儿园|托班|小班|中班|大班|学前班|毕业班|博士)"
RULES: tuple[Rule, ...] = (
    rule(rf"^(?:请|麻烦|就|还是)?(?:{_WHO}(?:们)?(?:都|私下|平时)?)?(?:请叫我|管我叫|称我为|给我起的?(?:外号|绰号)(?:就)?叫){_CALLED}{_SO}$", _call),
    rule(rf"^(?:叫|喊){_CALLED}(?:就好|就行|就可以|就成|得了|吧)(?:了|啦)?$", _call),
    rule(r"^我?(?:是)?教(?:的是)?(?P<what>语文|数学|英语|物理|化学|生物|历史|地理|政治|体育|音乐|美术|书法|钢琴|舞蹈|瑜伽|游泳|画画|编程|高数|日语|法语|吉他|古筝)(?:的|课)?$", life("job", "教{what}")),
    rule(r"^我?(?:现在|后来|去年|今年|已经|刚|最近)*(?:转行|改行|跨行)(?:去)?(?:做|当|干|开|教|卖|跑)?了?(?P<what>[\u4e00-\u9fff]{2,8})$", lambda hit, now: Told("life", "life:job", f"做{hit['what']}", 0.8)),
    rule(rf"^(?P<what>[\u4e00-\u9fffA-Za-z]{{0,8}}?)(?:改到|挪到|推到|推迟到|提前到|延到|换到|改成|改期到)了?(?P<when>{WHEN})(?:了|啦)?$", _moved),
    rule(rf"^{_WHO}?(?:们)?(?:都|背地里|私下|平时|一般|现在|也|就|可以|还|你|以后|那|爱|习惯|从小)*(?:叫|喊|称呼|唤|请|麻烦|管我叫)(?:我)(?:做|作|一声)?{_CALLED}{_SO}$", _call),
    rule(rf"^(?:江湖)?人(?:人)?(?:送外号|送绰号|称|都叫){_CALLED}(?:的便是|是也)?$", _call),
    rule(rf"^(?:我的?)?(?:外号|诨名|诨号|绰号|小名|乳名|花名|艺名|网名|笔名|英文名|中文名|本名|真名|微信名|ID|id)(?:叫|是|就叫|：|:)*{_CALLED}$", _call),
    rule(rf"^(?:我)?(?:姓|本姓)(?P<name>{_H})(?:名{_H}{{1,2}})?$", lambda hit, now: None),
    rule(rf"^我?在(?:一?[个家间所])?(?P<where>[\u4e00-\u9fff]{{2,6}}?)(?P<what>(?:当|做)[\u4e00-\u9fff]{{0,3}}(?:{JOBS}|{_JOB_END}))", _deed),
    rule(rf"^我?(?:们)?(?:现在|目前|今年|刚|一直|平时|退休前|以前|之前|年轻时|年轻的时候|当年)*在(?:一?[个家间所])?(?P<where>{_X}{{1,10}}?)(?P<what>{_DEED}(?:了|着|过)?(?:一?[个家间份名位]|点|些)?[\u4e00-\u9fffA-Za-z ]{{1,12}}?)(?:的)?$", _deed),
    rule(r"^(?:我|老头子?|老汉)?(?:退休(?:之)?前|退休以前|年轻(?:时|的时候|那会儿?)|以前|之前|从前|当年|早些年|早年|没生娃前|带娃前|生孩子前|结婚前)(?:我)?(?:也)?(?P<what>(?:是|在|当|做|开|跳|教|跑|搞|干)[\u4e00-\u9fff]{1,14}?)(?:的|了)?$", life("before", "以前{what}")),
    rule(rf"^我?(?:当|做|干|开|教|跑|搞|唱|种|养)了?(?:{_YEARS})(?:的)?(?P<what>[\u4e00-\u9fff]{{2,6}})$", lambda hit, now: Told("life", "life:before" if re.search(r"辈子", hit[0]) else "life:job", hit[0].lstrip("我"), 0.8)),
    rule(rf"^我?(?P<verb>当|做|干|开|教|搞)(?P<what>(?!了)[\u4e00-\u9fff]{{2,6}}?)(?:这行)?(?P<years>{_YEARS})了?$", _job),
    rule(rf"^我?(?:在)?(?P<what>[\u4e00-\u9fff]{{2,6}}?(?:颠勺|掌勺|开车|教书|写代码|敲代码|搬砖|站岗|值机|站柜台|摆摊|种地|放羊|打鱼|跑船|跑车|送货|守店|看店|带团|带班|接生))(?P<years>{_YEARS})了?$", lambda hit, now: Told("life", "life:job", f"{hit['what']}{hit['years']}", 0.8)),
    rule(rf"(?:^|今天|今晚|刚|一天|一晚上|天天|又|白天|晚上|下班)[^，]{{0,8}}?(?P<verb>跑|送|开)(?:了|完|着)?(?:[\u4e00-\u9fff\d]{{0,6}}?(?:小时|钟头|天|宿|晚上|单|趟|公里)(?:的)?)?(?P<what>{_ROAM})(?:$|的)", _job),
    rule(rf"^(?:我们?)?(?:做|干|当|搞)(?P<what>[\u4e00-\u9fff]{{0,4}}{JOBS}|[\u4e00-\u9fff]{{2,4}})(?:这行)?的(?=年底|每天|天天|命|苦|都|日子|谁懂|就是|真|没有?|到了?|一到|最|永远)", _job),
    rule(rf"^(?:\d{{3}}的?)(?P<what>[\u4e00-\u9fffA-Za-z]{{0,3}}?(?:{JOBS}|{_JOB_END}))(?:{_PASSING})?$", _job),
    rule(rf"^(?:我)?(?:是)?(?:一个|一名|一枚|个|名)?(?P<what>[\u4e00-\u9fffA-Za-z0-9]{{0,8}}?(?:{JOBS}|{_JOB_END}))(?:一枚|一名|{_PASSING}.{{0,8}})$", _job),
    rule(rf"^(?:我)?(?:们)?(?:这个|这种|一个|是)?(?P<what>[\u4e00-\u9fffA-Za-z]{{2,5}}?){_DRUDGE}(?:{_PASSING}.{{0,6}})$", lambda hit, now: None if re.search(r"[这那你他她谁]|^(?:单身|舔|加班|吃|懒)", hit["what"]) else Told("life", "life:job", f"做{hit['what']}的", LOOSE)),
    rule(r"^(?:我|我们)?(?:是)?(?P<what>[高大初研][一二三四])(?:党|狗|牲|仔|生|学生|女生|男生)?(?:路过|报到|表示|写|作业|的)(?:.{0,12})$", lambda hit, now: Told("life", "life:job", f"是{hit['what']}学生", LOOSE)),
    rule(rf"^(?:我)?(?:是)?(?P<what>(?:[二三]战)?(?:考研|考公|考编|高考|法考|复读|备考|艺考|专升本))(?:选手|人|党|生|狗|er|ing)(?:{_PASSING})?$", lambda hit, now: Told("plan", f"plan:{hit['what']}", f"在准备{hit['what']}", 0.75, now + timedelta(days=120))),
    rule(r"^(?P<what>[\u4e00-\u9fff]{2,6}?(?:师傅|师|大厨))$(?<!老师)", _job),
    rule(r"^(?P<what>[\u4e00-\u9fff]{2,4})(?:我)?(?:已经|早就|现在|从上?[周月]|上个?月)*不(?:送|干|做|开|教|卖|跑|写|当|搞)了$", _over),
    rule(r"^我?(?:已经|早就|现在)*不(?:送|干|做|开|教|卖|跑|写|当)(?P<what>[\u4e00-\u9fff]{2,5})了$", _over),
    rule(rf"^我?(?:已经|刚|上周|上个?月|上礼拜|前阵子|今年|昨天|现在|最近|终于|后来)*(?:进|跳到|跳槽到?|换到|转到|转去|改去|入职)了?(?:一家|个)?(?P<what>[\u4e00-\u9fffA-Za-z]{{0,6}}{_FIRM})了?$", _change),
    rule(rf"^我?(?:现在|目前|如今)?(?P<at>)(?:在|就职于)(?P<what>[\u4e00-\u9fffA-Za-z]{{0,8}}{_FIRM})(?:上班|打工|工作|里)?$", _change),
    rule(r"^我?(?:平时|就|全)?(?:靠|以)(?P<what>[\u4e00-\u9fff]{2,6})(?:吃饭|糊口|谋生|养家|为生)(?:的)?$", life("job", "靠{what}吃饭")),
    rule(rf"^(?:其实|本科|大学|研究生|上次)?我?(?:本科|大学|研究生|以前)?(?:是|就)?(?:学|念|读)(?P<what>{_MAJORS})(?:的|专业|系)?$", _major),
    rule(rf"^我?(?:是)?(?P<what>{_MAJORS})(?:系|专业)(?:的|大[一二三四])?$", _major),
    rule(rf"^我(?:家)?(?:现在|目前|就|家)?住(?:在)?(?P<what>{PLACE}?[\u4e00-\u9fff]{{1,6}}?)(?:的|那边|这边|附近|那块|这块|那头)?$", _home),
    rule(rf"^我们?(?:在)?(?P<what>{PLACE})(?:这边|这儿|这里|这头|这块|本地)", _there),
    rule(rf"^(?P<what>{PLACE})(?:这边|这里|这儿)?(?:今天|现在|这两天|这几天|昨晚|今早|最近|又|也|的)*(?:贼|好|真|太|超|都|也|是真)*(?:冷|热|下雪|下雨|降温|刮风|停电|堵|雾霾|零下|[一二三四五六七八九十\d]+度|回南天|台风)", _there),
    rule(rf"^(?:我)?(?:在)(?P<what>{PLACE}[\u4e00-\u9fff]{{0,3}}?)(?:待|呆|住|漂|混|生活|打拼)(?:了)?(?:{_YEARS})(?:了)?$", _there),
    rule(rf"^(?:(?:我|作为)?(?:这个|一个|们|就是|个|是)?(?P<what>{PLACE}))人(?:{_PASSING}|从小|$|其实|真的|吃|不|都|最|就|来|哪)", life("from", "{what}人")),
    rule(rf"^(?:我)?(?:是)?(?:地道|土生土长|正宗|老)(?:的)?(?P<what>{PLACE})(?:人|娃|妹子?|小伙|土著)?$", life("from", "{what}人")),
    rule(rf"^(?P<what>{PLACE})(?:本地人?|土著|娃|妹子|小伙|汉子|姑娘|老乡|人)(?:一枚|{_PASSING})?$", life("from", "{what}人")),
    rule(r"^(?:老头子?|老太太|老汉|老身|老太婆|老婆子|大叔|阿姨|本人|虽然)?我?(?:今年|现在|才|刚|都|已经|马上|快|虚岁|周岁|也)+(?:满|过)?(?P<what>[一二三四五六七八九]?十[一二三四五六七八九]?|[1-9]\d)(?:岁)?(?:了|啦|整|多|出头)?$", _age),
    rule(r"^(?:老头子?|老太太|老汉|老身|老太婆|老婆子|虽然我|别看我|我)(?:今年|现在|都|已经)*(?P<what>[二三四五六七八九]十[一二三四五六七八九]?|[1-9]\d)(?:岁)?(?:了|啦)?$", _age),
    rule(r"^我?(?:是)?(?P<what>[0-9一二三四五六七八九]{2}(?:后|年(?:的|生人?|出生)))(?:老阿姨|大叔|中年|社畜|阿姨|打工人|老人家)?(?:一枚|路过)?$", life("age", "{what}")),
    rule(rf"^我?(?:的)?生日(?:也|刚好|正好|就|恰好|是|在|好死不死|偏偏|跟|和|卡在|赶在|赶上)*(?P<what>{FEAST}|{DATE})(?:那天|当天|这天)?(?:同一天|一天)?$", _day),
    rule(rf"^(?:我)?(?:是)?(?P<what>{FEAST})(?:那天|当天)?(?:生|出生|过生日|的生日)(?:的)?$", _day),
    rule(rf"^(?P<what>{FEAST}|{DATE}|今天|明天|后天|大后天|下?下?(?:周|星期)[一二三四五六日天]|{_N}[号日])(?:刚好|正好|就|又|也)*(?:是|到|过)*我?(?:的)?(?:[一二三四五六七八九十\d]+岁)?(?:的)?(?:大寿|生日|过生日)(?:了|啦)?$", _day),
    rule(rf"^我(?P<what>今天|明天|后天|大后天|下?下?(?:周|星期)[一二三四五六日天]|{_N}[号日])(?:就|又)?(?:过)?生日(?:了|啦)?$", _day),
    rule(rf"^我?(?:家)?(?P<who>{CHILD})(?P<one>{_N}(?:个月|岁半?|周岁))(?:了)?(?P<other>{CHILD})(?:才|刚|也)?(?P<two>{_N}(?:个月|岁半?|周岁|天)|满月|百天)(?:了)?$", _children),
    rule(rf"^我?(?:家)?(?:的)?(?P<who>{CHILD})(?:今年|现在|刚|都|也|明年|九月|已经|才)*(?:上|读|念|升)?(?P<what>{_GRADE})(?:了|啦)?$", _child_school),
    rule(rf"^我(?:家)?(?:的)?(?P<who>{CHILD})(?:今年|现在|都|才|快|刚|马上|已经)*(?P<what>{_N}(?:个月|岁半?|周岁))", _child_age),
    rule(rf"^我?(?:家)?(?:的)?(?P<who>{CHILD})(?:的)?(?:小名|大名|名字|乳名)?(?:取名|起名)?(?:就)?(?:叫|是叫|名叫)(?P<what>[\u4e00-\u9fffA-Za-z]{{1,6}})$", _child_name),
    rule(rf"^(?:我|我们|我家)?(?:准备|打算|计划|约好|定了|定在)?(?P<when>{WHEN})(?P<what>[\u4e00-\u9fffA-Za-z0-9]{{2,20}})$", _plan),
    rule(rf"^(?:我)?(?:的)?(?P<what>[\u4e00-\u9fff]{{2,8}}?)(?:在|是|定在|安排在|就在|改到|排到)?(?P<when>{WHEN})(?P<step>)(?:早上|上午|下午|晚上)?(?:开始|开考|开幕|开赛|截止|出发|举行|就要)?$", lambda hit, now: _plan(hit, now) if _EVENT.search(hit["what"]) else None),
)  # fmt: skip
