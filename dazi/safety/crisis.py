"""Signs of self-harm risk and of grief by pattern: the floor under the classifier. Knows no replies."""

from __future__ import annotations

from dazi.text.figures import without_figures
from dazi.text.late import late
from dazi.text.normalise import fold

# Phrases that speak of ending one's life, also with a laugh in front. They are looked for after the figures of
# speech below are taken out ("笑死", "想死你了", "累死我了"), which are by far the more common use of the sign.
_FIGURES = late(
    r"想死你|想死我|(?:笑|累|困|饿|热|冷|烦|气|急|吓|帅|美|甜|萌|可爱|尬|丑|馋|香|撑|渴|疼|痛|酸|穷|羡慕|爱|感动|社)死(?:我|个人|人|了|掉)?"
    r"|死鬼|死党|死磕|死忠|打死也不|死都不(?:换|卖|吃)|好死不死|生死时速|死机|死锁|死线|dead ?line|dying (?:of|from) (?:laugh|laughter|cute)"
    r"|(?:killed|killing) me|dead (?:inside )?(?:lol|lmao|😂|💀)|kill(?:s|ed)? (?:the )?(?:time|process)|这(?:题|游戏|boss).{0,6}想死"
)
_RISK = late(
    r"活(?:起|着|到)莫得(?:意思|劲)|(?:明天|以后|要是).{0,6}不(?:上线|在)了.{0,10}(?:想我|记得我|找我)|\bdr(?:ive|ove|iving) (?:my car )?(?:into|off) (?:a|the) (?:river|lake|sea|tree|wall|bridge|cliff)|would any(?:one|body) (?:even )?(?:notice|care|miss me)|(?:划|割)了(?:几|两|三|一)?道.{0,8}(?:长袖|遮|没人)|"
    r"不想活|不想再活|活不下去|活着(?:就|好|真|太|也|都)*(?:没|冇)有?(?:什么|啥|个|一点)?(?:意思|意义|劲|盼头)|活着(?:好|真|太)累(?!.{0,12}(?:房贷|车贷|上班|加班|工作|补课|考试|作业|哈哈))|活够了|活腻|想死|去死算了|死了算了|死了(?:就|才)(?:好|解脱)|一死了之|结束(?:自己|这一切|生命|我的命)"
    r"|自杀|自尽|轻生|寻死|自残|割腕|跳楼|跳河|跳桥|上吊|服毒|吞药|安眠药.{0,8}(?:全|一瓶|一把|吃了)|遗书|不在(?:这个)?(?:世|人世)(?:上|了)?(?:就|会)?(?:好|轻松)"
    r"|(?:我|自己|俺).{0,6}消失(?:了)?(?:就好|算了|吧|在这个世界)|^(?:真|好)?(?:的)?(?:想|不如|干脆|还是)?(?:就这样|就)?消失(?:算了|就好|在这个世界)|想(?:就这样|就此|彻底)消失|(?:世界|大家|他们|家里)没(?:有)?我(?:会|也|就|可能)?(?:更)?(?:好|一样|轻松)|撑不(?:下去|住)了.{0,10}(?:想走|离开|解脱|再见)|永远(?:地)?睡(?:过去|着)"
    r"|(?<!宝宝)(?<!孩子)(?<!猫)(?<!狗)(?<!娃)睡(?:过去|着)(?:了)?(?:就)?(?:不|别)(?:要|用|想)?再?醒|伤害自己|\bkill (?:my|him|her|them)sel(?:f|ves)\b|\bkms\b|\bsuicid|\bend (?:it all|(?:my|her|his|their) (?:own )?life|it tonight)\b"
    r"|\bwant(?:s|ed)? to die\b|\bdon'?t want to (?:live|be alive|be here anymore|wake up)\b|\bself.?harm|\bcut(?:ting)? myself\b|\bbetter off (?:dead|without me)\b|\bno reason to live\b"
)
# Preparations, farewells and ways that are told without a word for dying.
_READY = late(
    r"(?:胳膊|手臂|手腕|腿)上?又(?:多|添|加)了(?:好?几|一|两|三|新)道(?!晒|蚊|猫|印|皱|彩|纹)|(?:夏天|大热天).{0,6}(?:穿长袖|不(?:敢)?(?:卷|撸|挽)(?:起)?袖).{0,12}(?:你懂|懂的|原因|为什么|不能给人看)"
    r"|\b(?:he|she|my (?:husband|boyfriend|wife|girlfriend|dad|father))(?: just)? (?:(?:hit|hits|punched|choked|slapped|beat) me\b(?! at| in| to| by)|(?:hit|smashed|broke|threw|threatened)\b.{0,60}\b(?:door locked|locked (?:myself )?in|hiding in)\b)"
    r"|药.{0,3}(?:攒(?:够|起来|着|了)|数好|备好|都买好了|在手里)|(?:攒|数).{0,4}(?:安眠|那些|一堆)药|把药.{0,8}攒|吃了(?:好多|一大?把|很多|半瓶|一整?瓶)(?:安眠)?药|绳子.{0,3}(?:备|准备|买|带|系|打)好|农药.{0,5}(?:炕头|床头|手边|抱)|(?:喝|抱着?|灌).{0,2}农药(?!.{0,4}(?:残留|中毒怎么))"
    r"|(?:天台|楼顶|顶楼|窗台|江边|河边|桥上|铁轨|阳台外).{0,14}(?:不用劝|没人知道|越站越|往下看|往下跳|翻(?:过|下)去|半个小时了|一跃|跳下去|想跳)|(?:宿舍|家里|窗户).{0,10}老(?:想)?往下(?:看|跳)|每次过桥.{0,6}(?:想|翻|跳)"
    r"|(?:退出|注销|卸载|删除)(?:我的?)?人[生世](?!.{0,4}游戏)|人生.{0,4}(?:副本|服务器|这局).{0,6}(?:退出|下线|注销)|从这个世界(?:下线|退出|离开)|睡着.{0,6}(?:别再|不想再|不要再|不用再)醒(?!.{0,6}(?:我|他|她|闹钟))|就?不(?:想|用|要)再醒(?:来|过来)?(?!.{0,4}(?:早|太早))|睁不开眼就好|不想再醒"
    r"|又(?:划|割)了.{0,8}(?:停不|自己|手|藏|忍不住|血)|(?:昨[天晚]|刚|今天)又?(?:划|割)了?(?:自己|手腕|胳膊|好几道)|藏不住了.{0,6}划|(?:手腕|手臂|胳膊)上?.{0,6}(?:疤|划痕|刀痕).{0,12}(?:别告诉|不让|盖不住|新|遮)|(?:圆规|小刀|刀片).{0,4}(?:扎|划)(?:自己|手|腿)"
    r"|活(?:着)?(?:太|真|好|就是)(?:费劲|遭罪|受罪|煎熬|折磨).{0,8}(?:不想|够|算了)|不想再(?:熬|捱|服刑)了?$|(?:活不起|活够)(?:了|咯|咧|喇|嘞)|唔想(?:再捱|做人)|一了百了|这辈子(?:就|先)到(?:这|此)|下辈子(?:别|不要|不想)(?:再)?(?:遇|做|当)|(?:今晚|今夜|明天)(?:之?后)?(?:就走了?|就解脱|就结束了)(?!.{0,4}(?:考|班|假|学期|展))"
    r"|(?:密码|存折|银行卡|后事|猫|狗).{0,14}(?:交代|写给|写在|送(?:人|给|邻居)).{0,16}(?:放心走|可以走|该走|差不多了$|能走了)|早[点些](?:走|死)了?(?:干净|算了|省心)|(?:死|走)了?.{0,3}保险.{0,6}(?:赔|给)|(?:没|冇|莫得)了?我.{0,6}(?:家里|他们|你们|大家)?.{0,3}(?:会|就|能|更|都)(?:轻松|更好|好过)"
    r"|\b(?:got|have|saved|saving|counted|counting) (?:up )?(?:the|my|enough|all my) pills\b|\bpills (?:are )?(?:lined up|ready|counted)|\bwrote (?:the|my|all the) letters?\b.{0,40}\b(?:waiting|ready|weekend|tonight|done)|\b(?:started|been|i'm|was) cutting (?:again|myself)|\btired of (?:being (?:alive|here)\b(?! at)|living$|life$)|\bput my affairs in order\b"
    r"|\b(?:do(?:n'?t| not)) (?:intend|plan|expect) to (?:see (?:the|another|next)|be (?:here|around)|live|wake up)|\bnobody (?:would|will|'?d) (?:even )?(?:notice|care|miss me) if i (?:was|were|am|died|didn'?t|don'?t|disappear)|\bif i (?:didn'?t|don'?t|never) wake up\b|\bno reason (?:to|for me to) (?:continue|go on|keep going|be here|stay alive)\b"
    r"|\b(?:don'?t think i'?ll|i won'?t|not going to) (?:make it|be (?:here|around|alive)) (?:to|for|till|until|by|after) (?:my|the|next|christmas|spring|summer|friday|sunday|tomorrow)\b.{0,20}(?:fine|ok|peace|anyway|$)|\bi (?:have|got|bought) (?:the|a) rope\b|\bwant out of (?:this )?life\b|\b(?:texted|wrote|sent) (?:me )?(?:a )?goodbye\b.{0,30}\b(?:won'?t|isn'?t|not|hasn'?t) (?:pick|answer|reply)"
)
# Danger from others, and a plan told by its means alone.
_DANGER = late(
    r"(?:又|还是)没忍住.{0,12}(?:口子|划(?!掉|算|船|水|拳)|割(?!草|韭))|口子.{0,4}(?:深|长).{0,16}(?:血|止不住|纸巾)"
    r"|(?:想|想着|不如|干脆)[,， ]?.{0,8}(?:带|拉)(?:着|上)?(?:他|她|孩子|娃|宝宝|儿子|女儿|闺女)(?:们)?(?:一块儿?|一起|一道)(?:走|跳|去死)(?!亲戚|走|路|红毯|进|台阶|绳|舞|伞|楼梯)"
    r"|药.{0,12}(?:一回|一次|一把|一口气|全都?)(?:给)?(?:吃|吞)(?:完|光|了|下去?).{0,6}(?:省心|算了|解脱|干净|清净|不用醒)"
    r"|(?:吃|吞)了(?:大?半|一整?|两|三|好几)(?:瓶|板|盒)(?:药)?了?[,，。 ]{1,2}.{0,3}(?:困|晕|迷糊|躺下了|想睡)"
    r"|(?:别|不用|甭)(?:算|备|留|准备)(?:上)?(?:我|俺)的?(?:份|那份)?.{0,10}(?:我|俺)(?:也|都|就|已经|那时)*不在了|(?:到时候|那时候?|过年|年底|下个?月)(?:我|俺)(?:也|都|已经|大概|可能)+(?:不在|没)(?:了|咧)(?:$|[,，。 ])"
    r"|密码.{0,10}(?:写|留|贴).{0,16}(?:他们|家里人?|爸妈|妈|别人)?.{0,6}(?:收拾|整理|处理)(?:东西|屋子|房间|遗物)?的?时候"
    r"|反锁.{0,14}(?:皮带|打我|打孩子|揍|动手|棍子)|(?:今天|这回|这次|昨晚)(?:换)?(?:是|用|换成)(?:了)?(?:皮带|衣架|棍子|拳头).{0,20}(?:孩子|娃|我|躲)"
    r"|(?:前夫|前男友|他|那个男的?)(?:又|还|一直|天天|连着.{1,3}天)?(?:在|蹲|守|堵)(?:在)?我(?:家|单位|公司|宿舍|学校)?(?:的)?(?:楼下|门口|楼道)(?!等我(?:下班|吃饭))|(?:被|有人|他)(?:一直)?(?:跟踪|尾随)(?:我|了|到)"
    r"|\b(?:he|she|my ex)(?: just)? (?:found out|knows|figured out|found) where i(?:'m| am|'ve)? (?:live|living|moved|work|staying)|\b(?:he|my ex|his car)(?:'s| is| has been|'s been) (?:parked |sitting |waiting )?outside\b.{0,24}(?:lights off|all night|won'?t leave|for hours)"
)
_ABOUT_WORDS = late(
    r"(?:电影|电视剧|小说|歌|剧情|角色|台词|游戏|新闻|历史|动漫|漫画|纪录片|综艺|特技|特效|替身|演员|主角|男主|女主|反派|崇祯|屈原|项羽|川端|海子|三毛|梵高|法律|统计|科普|网络用语|翻译|英文|英语|怎么说|什么意思|什么梗|movie|film|show|game|character|novel|song|lyrics|translate|meaning)"
)
_SPEAKER = late(r"我|俺|\b(?:i|i'm|me|my)\b")
# Who only says that they watch or read speaks of the story, not of themselves.
_WATCHING = late(
    r"(?:我|俺)们?(?:刚|昨天|昨晚|今天|也|在|正在|还在|想|要|最近|小时候|之前|没|又)*(?:看|追|听|玩|读|刷|通关)"
    r"|\b(?:i|i'm)(?: (?:just|am|was|have|finally|want to|wanna))* (?:watch|saw|read|play|finish)"
)
_GRIEF = late(
    r"没救回来|没抢救过来|没熬过|没保住|出车祸|车祸走|脑梗|脑溢血|不认得我了|医生(?:说)?让家属|病危|重症|透析|化疗|(?:爹|娘|爸|妈|爷|奶|哥|姐)(?:俺)?(?:没咧|没了|不在了|莫得了)|俺.{0,4}(?:没咧|莫得了)|带走.{0,6}亲人|骨灰|守灵|守夜.{0,4}灵|(?:检查|化验|病理|体检)?报告上(?:那|有|写)|问我(?:你)?(?:是谁|谁家的|叫啥|叫什么)(?:家的)?(?:娃|孩子|闺女)?$|认不出我|不认识我了|急诊.{0,6}(?:紧急联系人|签字|家属)|袖子.{0,8}不敢(?:卷|挽|撸)|\beveryone would be (?:fine|better|ok) without me\b|\bstopped making plans\b|留下的最后一|\b(?:been|is|he's|she's) gone since\b|被车(?:撞|轧|碾|压)|(?:狗|猫|鼠|兔).{0,6}埋了|最后一[条只头].{0,4}走了|鱼也?走了|忌日|扫墓|流了.{0,4}周|周.{0,4}没了|老伴儿?的|\bdidn.?t wake up this morning\b|\bbur(?:ied|ying) (?:him|her|my)\b|\brainbow bridge\b|\bhad to put (?!up)\w+ down\b|\bmiscarried\b|\bbiopsy\b|\bicu\b|\bhospice\b|\bchemo\b|\bstage (?:3|4|three|four)\b|"
    r"(?:(?:爷爷|奶奶|爸|妈|外公|外婆|姥姥|姥爷|父亲|母亲)(?:妈|爸)?刚走(?![到进出过路几了]?[^,，。!！、 ]{1,8}(?:班|门|街|公司|家))|去世|过世|离世|病逝|走了.{0,4}(?:陪了|天堂)|走了(?:快|整|已经|有)*[一二三四五六七八九十两几半\d]+(?:多)?年了|没了.{0,6}(?:爷|奶|爸|妈|狗|猫)|(?:人|命|孩子)没了|(?:爷爷|奶奶|外公|外婆|姥姥|姥爷|爸爸?|妈妈?|父亲|母亲|老公|老婆|(?:我|俺)[亲大二三小]?(?:哥|姐|弟|妹)|弟弟|妹妹|孩子|宝宝|同学|战友)(?:刚|昨天|今天|前天|上周|上个月|去年)?(?:就)?(?:走了|没了|不在了)"
    r"|(?:狗|猫|毛孩子|兔子|仓鼠)(?:狗|子|咪)?(?:刚|昨天|今天)?(?:走了|没了|死了|去喵星|去汪星|回喵星|回汪星)|(?:喵|汪)星(?:了|去)|安乐死|流产|胎停|葬礼|出殡|头七|火化|殡仪馆|(?<![致防抗])癌(?!龙)|确诊|化疗|病危|icu|抢救(?!一下|.{0,6}(?:作业|手机|数据|头发|发型|ppt|文件))"
    r"|\bpassed away\b|\bfuneral\b|\bmiscarr|\b(?:my|our) (?:dad|mom|mum|father|mother|grandma|grandpa|dog|cat|friend|wife|husband|brother|sister) (?:just )?(?:died|is gone)\b|\bput (?:him|her|my (?:dog|cat)) (?:down|to sleep)\b|\bcancer\b)"
)

# Who laughs until they could pass away mourns nobody.
_LAUGHED = late(
    r"(?:笑|尬|社|困|累|饿|丑|帅|美|萌|可爱|馋|激动|感动|好吃|甜|热|冻)(?:到|得|死)[^,，。!！]{0,8}(?:去世|过世|离世|入土|火化|升天)|当场(?:去世|离世|火化|入土)|原地(?:去世|升天|火化)"
)


def risk(text: str) -> bool:
    """Whether the words speak of self-harm, suicide or violence, the speaker's or another's, as more than a figure of speech.
    A question about a film, a word or a person of history alone is none."""
    plain = _FIGURES.sub(" ", without_figures(fold(text)))
    if not any(sign.search(plain) for sign in (_RISK, _READY, _DANGER)):
        return False
    return not (_ABOUT_WORDS.search(plain) and not _SPEAKER.search(_WATCHING.sub(" ", plain)))


def grief(text: str) -> bool:
    """Whether a loss, a grave illness or a death close to somebody is spoken of: no joke may answer it."""
    return _GRIEF.search(_LAUGHED.sub(" ", fold(text))) is not None
