"""Whether a comment wants something done, or only tells a tale in which the words of an errand occur; knows no model.

"他写情书把我名字写错了" holds the words of a wish for copy and wishes for nothing. Looked for in folded, lower case,
simplified text."""

from __future__ import annotations

from dazi.text.late import late

# Forms of an order, a request or a question, whatever they ask for.
_WANTS = late(
    r"[?？]|给[一两几](?:个|句|段|条|张)|求求|想要|改得|变成|画成|[，,]你(?:来|给)|想写一|为什么|为啥|凭啥|凭什么|步骤|过程|[吗嘛呗](?:$|[,，。!！~ ])|(?<!会)呢(?:$|[,，。!！~ ])|(?:怎么|咋|如何|怎样)(?:办|说|写|做|弄|整|讲|念|读|回|答|改|画|翻|拒|开口|算|解|证|背|下手|表达|区分|起|取|用|才|来|回事|得出|不对)|(?:什么|啥)(?:名|字|好|意思|梗|话|词|思路|套路|原理|标题|文案)|(?:写|叫|填|配|发|起|取|回|答|说|挂)(?:点|些|个)?(?:什么|啥)"
    r"|帮(?!派|手|厨|凶|会|工)(?:我|忙|她|他|俺|咱|着|个|家|孩子|娃|编|想|写|画|看|查|改|翻)|替(?:我|咱|俺|他|她)(?!.{0,6}[了过])|教(?:教|一?下)?(?:我|俺|咱)(?!.{0,8}[了过])|告诉我|给(?:我|咱|俺|它|他|她|这|那|我家.{0,4}|[^了,，。]{1,12})(?:写|起|取|想|编|整|画|翻|拟|凑|配|弄|改|加|来)(?!了|得|过|完|的(?!好))(?!.{0,6}了(?:$|[,，]))(?!个?[大小英]?文?名字?叫(?!什么|啥))"
    r"|(?:^|[,，。!！;； ])(?:再|快|先|请|麻烦|求|劳驾|那|就|赶紧|小搭)*(?:写|编|拟|配|凑|翻译|翻|译|画|绘|解|算|讲|说|起|取|想|来|整|求|换|改|缩|扩|润色|去|抹|删|加|补|生成|设计|推荐|多推|少推)(?:一?下)?[个一两三四五六几条句段封份副首幅张点组篇种掉成道\d]"
    r"|把[^,，。了]{1,30}(?:写|翻|译|改|弄|变|缩|换|画|P|p|去|抹|删|搞)(?:得|成|掉|为|好|软|短|走|一下)|用[^,，。]{1,6}[语文话](?:说|写|讲|怎么|咋)|翻译?成|译成|(?:^|[,，。! ])(?:求|请|麻烦|劳驾|急求|跪求|在线等)|(?:我)?(?:想|想要|要|需要|缺|差|少|求)[一两三几]?(?:个|条|句|段|张|幅|首|份|封)(?!.{0,10}了)|没(?:有)?(?:思路|听懂|看懂|想好|头绪|着落)|(?:憋|写|做|解|算|想|编|起|背|看)不(?:出|来|会|懂|了|下)|不会(?:做|写|解|算|$|[,，。!])|卡(?:住|死|壳|在第)|[步题解算写做问].{0,4}卡了|写(?:出|下)?(?:算式|答案|过程|解析|方程)|(?:原来|一共|还剩|总共|等于|得|是)多少|救(?:急|救|命)|能不能|可不可以|可以.{0,10}吗|有没有|对不对|是不是对|第.{1,3}[题问]|[=＝]|正确的是"
)
_WANTS_EN = late(
    r"\?|\bneed help\b|\bi'd love\b|\bwould be delighted\b|\bhelp (?:me|us|with)\b|^(?:yo |hey |so |and |but )*(?:what|why|how|where|which|who|is|are|does|do|did|can|could)\b|, (?:what|why|how|where|which|who)\b|\b(?:please|pls|plz|give me|gimme|i need|we need|need|can|could|would|will) (?:you |me |us |a |an |the |some |my |i )|\b(?:i want|i'd like|looking for|any ideas|what should|what do i|what do you call|how do|how would|how to|how is|what does|what's|what is)\b"
    r"|(?:^|[,.!;:] |\b(?:and|then|so|now|just|or|please|pls|yo|hey|kindly|u) )(?:write|draft|name|suggest|caption|translate|draw|paint|sketch|illustrate|design|solv|solve|explain|prove|finish|do my|rewrite|reword|shorten|compose|come up|think (?:of|up)|make (?:me|it|this|an?|the|my)|add|remove|erase|crop|swap|fix|put|turn|say|teach|check|walk me|title|list|summari[sz]e|outline)\b"
    r"|\b(?:names?|captions?|slogans?|bios?|titles?|toast|note|letter|words|text|message|lines?) (?:for|to|about|of)\b|\bin (?:english|chinese|french|spanish|german|japanese|korean|italian)\b|\bmeaning\b|\bstuck (?:on|at|with)\b|\bdue (?:at|by|on|to|tomorrow|today|tonight|monday|friday)\b|\bneeds? (?:a|an|some) |\bhomework\b.{0,20}\b(?:question|problem|number|page)\b|="
)
# What somebody else is said to have said or asked: "买家问能不能包教包会". A teacher's word is homework more often.
_REPORTED = late(
    r"(?:[他她它]|买家|卖家|客户|客服|顾客|店[员家]|服务员|师傅|司机|裁判|保安|房东|网友|甲方|大[爷妈哥叔姐]|阿姨|老板娘?|领导)(?:就|还|又|居然|非|上来就)?(?:问|说|回|喊)(?!.{0,2}[我你]?.{0,3}(?:意思|用[英日韩]))[^,，。!！?？]{1,30}"
    r"|(?:爸|妈|奶|爷|婆|公|娃|孩子|儿子|闺女|女儿|弟|妹|哥|姐|友|同事|同学|邻居|对象)(?:就|还|又|居然|非)?(?:回|喊|非说)[^,，。!！?？]{1,30}"
)
# Forms of a tale: what somebody did, said or dreamt, and what came of it.
_TELLS = late(
    r"了(?:$|[,，。!！~ ]|个|一|两|三|半|[我你他她它]|\d|好|整|几|又|三)|[把被让].{1,12}[了成错得到]|(?:梦见|梦到|梦里|做梦)|结果|居然|竟然|发现|[我他她它爸妈娘娃师板友事狗猫子哥姐弟妹爷奶]说|问我|回我|骗我|问答案|发下来|改了|写[“\"「]|[上里]写|第[一二三]天|[写画考背起取改翻叫解练做讲]得|(?:[写画译编]|翻译)出(?:来)?一|[,，](?:但|可(?!以|否|不可以)|偏|却)|写着|叫[“\"「]|名叫|网名叫|像|比我|都|还(?!是)|就(?!行|好)"
)
_TELLS_EN = late(
    r"\b(?:i|i'm|i've|my|he|she|they|we|it|it's|his|her|the|our)\b.{0,60}\b(?:was|were|did|got|said|had|has|is|are|wrote|drew|told|came|went|made|gave|took|thinks?|looks?|\w{2,}ed|\w{2,}s)\b"
)

# A name that was given and an order that somebody else gave ("教练说别看脚") are told, not wished.
_GIVEN = late(
    r"(?:给|帮|替|管)[^,，。!！?？]{1,14}?(?:起|取)(?:了|的)?个?(?:大|小|外|绰|艺|网)?(?:名字?|号)(?:就)?(?:叫做?|是|为)?[“\"「]?(?!.{0,8}(?:吗|吧|呗|嘛|噻|撒|求|帮|字|个|好|要|想|最|有|样|怎|咋|什么|啥))[^,，。!！?？“”\"求帮要想]{1,8}[”\"」]?(?=[,，。!！])"
)
_ORDERED = late(
    r"(?:教练|老师|师[傅父]|领[导队]|老板娘?|医生|大夫|护士|导航|教官|裁判|店[员家]|销售|导购|导演|摄影师?|司机|乘务员?|客服|保安|物业|广播|爸爸?|妈妈?|奶奶?|爷爷?|姥[姥爷]|外[公婆]|哥哥?|姐姐?|弟弟?|妹妹?|老[公婆]|媳妇|对象|室友|舍友|同[事学桌]|朋友|闺蜜|人家|班长|队长|大[爷妈叔哥姐]|阿姨|小哥)[^,，。!！?？]{0,2}"
    r"(?:说|喊|让|叫|劝|要|告诉|提醒|嘱咐|交代|推荐|骗)(?:过|了)?(?:[我咱俺][们家]?|大家|他|她)?(?:说)?(?:[:：“\"]?(?:千万|可|先|就|也)?(?:别|不要|不许|不准|不能|少|多|把|往|去|买)|推荐)[^,，。!！?？]{0,16}"
    r"|(?:同[事学桌]|室友|舍友|朋友|闺蜜|店[员家]|销售|导购|老板|领导|医生|教练|老师|理发师|小哥|[爸妈奶爷哥姐弟妹姑姨叔舅婶])推荐(?:我|的|了|过)(?![^,，。!！]{0,16}(?:多来|多推|少来|少推|别推|再推|来[点些几]|推[点些]|看腻|求|吗|呢))[^,，。!！?？]{0,16}"
    r"|\b(?:coach|teacher|trainer|instructor|boss|doctor|dad|mom|mum|barber|guide|they|he|she) (?:said|told me|says|yelled|recommended|suggested)\b[^,.!?]{0,40}"
)
# What is done is no wish: "作业写完啦".
_DONE = late(
    r"(?:[写做画背抄译改修算编拟起取定弄搞刷考拼织录剪排练洗拖打读看换交发投寄]|翻译|整理)(?:完|好|掉|齐|定|妥|出去|上去|过去|下来)(?:了|啦|咯|喽|咧|嘞)|(?:搞定|提交|完成)(?:了|啦|咯|喽)|(?<![个要会能该])(?:交|投|发|寄)(?:了|啦|咯|喽)(?:$|[,，。!！~～])"
    r"|\b(?:done|finished|submitted|handed in|turned (?:it )?in|wrapped up)\b"
)
# Who plays at asking: an answer is wanted that is no answer.
_PLAYS = late(
    r"速答|秒[回答]|秒(?:之?内)?回答|二选一|三选一|站哪(?![里儿])|你是.{1,6}派还是|(?:一句话|一票)定|算不算.{0,8}(?:人|有钱|出道|商演|恋爱)|(?:几|多少).{0,8}算(?:有钱|富|成年|大人|出师)"
    r"|(?:要是|如果|假如)[^,，。]{1,8}(?:能|会|有)[^,，。]{1,14}[,，].{0,6}(?:是不是就|会不会(?:觉得|嫌|骂)|第一句)"
    r"|\b(?:wrong answers|bad takes|hot takes|unhinged answers|best guesses) only\b|\bchoose your fighter\b|\bpick a side\b|\bwhich side are you on\b"
)


# Why a word is so and not otherwise.
_WORDS = late(
    r"(?:为什么|为啥|为何|凭什么|凭啥|咋|怎么)[^,，。!！?？]{0,6}(?:叫|说|喊)[^,，。!！?？]{1,8}(?:[,，][^,，。]{0,4})?(?:而|咋|怎么|却|就)?(?:不(?:叫|说|喊)|没有|没人叫)[^,，。!！?？]{1,8}"
    r"|(?:为什么|为啥)叫[^,，。]{0,5}([\u4e00-\u9fff])[^,，。]{0,5}[,，]\1[^,，。]{0,6}(?:谁|呢|哪去?了?|没?意见吗?|同意了?吗?|没)[?？]*$"
    r"|\bwhy (?:do (?:we|they|people) call|is it called|are they called|do we (?:park|drive))\b.{1,40}\b(?:when|if|and not|instead|yet|but)\b"
)
# Things and animals that live as people do; who is asked about people means it.
_HUMAN = late(
    r"赶时间|嫌(?!疑|犯)|请(?:个)?[年病事]?假|年假|调休|社恐|社牛|房贷|房租|打卡|迟到|[上下加]班|离职|辞职|跳槽|退休|工资|薪水|年终奖|领证|结婚|相亲|谈恋爱|恋爱|失恋|分手|离婚|表白|发朋友圈|自拍|直播|恐高|害羞|脸红|想家|想不开|后悔|抱怨|嫌弃|罢工|失眠|熬夜|同意了?[吗没]|愿意[吗不]|不好意思|有(?:没有)?意见|开会|面试|简历|学历|毕业|逃课|请客|讨价还价|讲价|资历|身份证|导航|离家出走|拥抱|躺平|慌不慌|委屈|自卑|叹气|八卦|邻居|羡慕|嫉妒|生我的?气|怪我|恨我|笑话我|跟我(?:说|打招呼|道歉)|买(?:不起)?房|逛街|过生日|年夜饭|红包"
    r"|\b(?:resent|day off|lonely|gossip|jealous|resume|vacation|judging|regret|embarrassed|introvert|commute|suit for|paycheck|retire|quit)\b"
)
_THINGS = late(
    r"[它牠]|冰箱|空调|洗衣机|电视|遥控器|路由器|台灯|路灯|灯泡|红绿灯|电饭锅|微波炉|烤箱|热水壶|水壶|锅|门铃|[门窗床灯](?=会|要是|怕|是不是|被)|秤|镜子|书包|拖鞋|袜子|鞋子|秋裤|羽绒服|毛衣|衣服|帽子|手套|围巾|枕头|被子|窗帘|楼梯|电梯|马桶|牙刷|牙膏|毛巾|杯子|碗|筷子|勺子|叉子|菜刀|椅子|桌子|沙发|柜子|钟|闹钟|手表|雨伞|雨衣|充电宝|手机|电脑|键盘|鼠标|打印机|耳机|橡皮|铅笔|圆珠笔|粉笔|黑板|课本|作业本|存钱罐|气球|风筝|积木|雪人|雪花|稻草人|影子|月亮|太阳|星星|云|彩虹|[风雨雪](?=要是|会|是不是|累)|大?山(?=要是|会|想)|河(?=要是|会|想)|石头|[大小]?树|草|叶子|花(?=会|要是|怕)|多肉|仙人掌|含羞草|绿萝|向日葵|蒲公英|馒头|包子|饺子皮?|面条|汤圆|豆腐|土豆|西红柿|番茄|洋葱|白菜|萝卜|西瓜|苹果|香蕉|榴莲|鸡蛋|泡面|奶茶|豆浆|油条|月饼|粽子|冰淇淋|冰棍|火锅|蛋糕|汉堡|公交车|地铁|火车|飞机|自行车|单车|出租车|轮胎|导航|机器人|财神爷?|月老|嫦娥|孙悟空|猪八戒|唐僧|哪吒|阎王|孟婆|土地公|灶王爷|圣诞老人|年兽|僵尸|恐龙|神仙|妖怪|企鹅|蜗牛|乌龟|章鱼|蜈蚣|蚂蚁|蚊子|苍蝇|蜜蜂|蝴蝶|蜘蛛|蝙蝠|刺猬|骆驼|鸵鸟|大雁|壁虎|河豚|水母|海星|蚯蚓|树懒|萤火虫|螃蟹|虾|海带|[鸡鸭鹅猪牛羊马鱼鸟猫狗兔]"
    r"|\b(?:toaster|fridge|elevator|escalator|sock|snail|slug|penguin|moon|cloud|balloon|pigeon|candle|houseplant|plant|alarm clock|roomba|traffic light|lamp|pillow|chair|ghost|scarecrow|giraffe|octopus|duck|goose|fish|cat|dog|bread|potato|robot|printer)(?:s|es)?\b"
)
_ASKS = late(
    r"[?？]|怎么办|咋办|咋整|要是|如果|假如|会不会|是不是|算不算|怕不怕|[烦累疼慌晕恨]不|找谁|谁(?:替|扶|给|叫)|吗$|呢$|么$|没$|不$|哪(?:里|儿|去)?$|^(?:why|what|do|does|would|is|are|if|can|who)\b"
)
_PEOPLE = late(
    r"[你您她他]|(?<![怪恨跟])我|人(?!家)|孩子|宝宝|娃|儿子|女儿|老[公婆师板人]|公司|员工|单位|领导|同[事学]|朋友|室友|对象|爸|妈|奶|爷|哥|姐|弟|妹|学生|孕|法律|合法|规定|补偿|社保|合同"
    r"|\b(?:i|my|me|you|your|we|our|he|she|his|her|people|someone|employee|kid|law)\b"
)
# Words about the clip that stand by themselves, with a guess for a question at most.
_REMARKS = late(
    r"(?:才是|是不是就|就是|不就|岂不|难道|该不会|怕不是)[^?？]{1,24}(?:了|吧|吗|嘛)?[?？!！~。]*$|[吧似的样]{1,2}[!！~。]*$|像|比.{1,12}(?:还|都|更)|(?:倒放|倒着|反着|慢放|快进|加速|倍速|in reverse|backwards?|slow motion)|[笑哭懵呆愣翘绝]了|[^,，]{1,10}可以(?:当|报名|拿)"
)
_ASKED = late(
    r"什么|啥|谁|哪|怎么|咋|为何|几|多少|吗|没[?？]?$|干嘛|还是|讲讲|讲一?下|说说|说一?下|总结|概括|解释|介绍|分析|课代表|帮我|给我|告诉|求|\b(?:what|who|where|when|why|how|which|did|does|explain|summari[sz]e|tell)\b"
)


def wants(plain: str) -> bool:
    """Whether a text has the form of an order, a request or a question."""
    return _WANTS.search(plain) is not None or _WANTS_EN.search(plain) is not None


def only_tells(plain: str) -> bool:
    """Whether a text tells and asks for nothing: whatever errand its words belong to, it is none."""
    told = any(form.search(plain) for form in (_TELLS, _TELLS_EN, _REPORTED, _GIVEN, _ORDERED, _DONE))
    return told and not wants(_REPORTED.sub(" ", own_words(plain)))


def own_words(plain: str) -> str:
    """What is left of a text without the names that were given in it and the orders that others gave."""
    return _ORDERED.sub(" ", _GIVEN.sub(" ", plain))


def named(plain: str) -> bool:
    """Whether a text tells what something was named, so that no name is wished for."""
    return _GIVEN.search(plain) is not None and not wants(own_words(plain))


def plays(plain: str) -> bool:
    """Whether a question is asked for the fun of it: it says so itself ("wrong answers only"), wonders at a word, or
    lends a person's life to a thing ("蜗牛要是嫌家小怎么办")."""
    if _PLAYS.search(plain) or _WORDS.search(plain):
        return True
    lent = all(form.search(plain) for form in (_HUMAN, _ASKS, _THINGS))
    return lent and not _PEOPLE.search(plain)


def remarks(plain: str) -> bool:
    """Whether a text says something about what was seen and asks for nothing ("后面那只猫才是主角吧")."""
    return _REMARKS.search(plain) is not None and not _ASKED.search(plain)
