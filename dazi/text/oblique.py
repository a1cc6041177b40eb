"""Roundabout wishes about the companion itself ("能不能安静会儿", "unsend that"), by full match; knows no model and no context.

Beside `wishes`, which holds the plain ones, and under the same law: forgetting and muting cannot be taken back, so the
whole comment must be such a wish, with nothing but courtesies and reasons of a known form around it. What may as well
be kindness or despair ("你先歇歇吧", "就当我没来过") is no wish by itself."""

from __future__ import annotations

import re

from dazi.text.wishes import wish_about_us

_P = r"(?:please|求|请|麻烦|拜托|劳驾|那|就|快|快点|赶紧|先|给我|帮我|帮忙|能不能|可不可以|能否|可以|能|要不|要不然|你|您|小搭|搭子|机器人|以后|今后|往后|从今往后|从现在起|从今天起|下次|真的|都|也|还是|千万|我说)*"
_T = r"(?:了|啦|咯|喽|吧|叭|呗|嘛|哈|呀|啊|哦|噢|的|吗|么|好吗|好不好|行吗|行不行|行不|可以吗|谢谢|谢啦|拜托|求你|你|ok|please|pls)*"
_NOT = r"(?:别|不要|不用|不许|不准|不必|不需要|甭|莫|勿|少|停止|别再|不要再|不用再)(?:你|您|再|老是|老|总|总是|每次|一直|又|来|给我|都|偷偷)*"
_WE = r"(?:咱俩|咱们?|我俩|我们|我(?:跟|和|与)你)"
_WHEN = r"(?:之前|以前|上次|上回|前面|刚才|刚刚|昨天|前几天|过去|曾经|都|那些|这些)*"
_SAID = r"(?:说|讲|聊|谈|发|告诉)(?:过)?(?:的)?"
_NOUN = r"(?:那些|这些|个人|所有|全部|聊天|对话|一切|的)*(?:话|事情?|事儿|东西|信息|数据|资料|档案|记录|内容|隐私|秘密|心事|破事|私事|记忆|历史|名字|生日|评论|消息)"
_NOUNS = rf"{_NOUN}(?:(?:和|跟|还有|、|与){_NOUN})*"
_WIPE = r"(?:都|全|全部|统统|通通|彻底|就|请|也|给我|给|能|可以|一并|你那边|你)*(?:删了|删掉|删除|删干净|删光|删|清空|清除|清掉|清了|清一清|清理掉?|清干净|清出去|抹了|抹掉|抹去|抹干净|忘了|忘掉|忘记|忘干净|忘光|销毁|注销)"
_STORE = r"(?:记录|记住|记着|记下来?|记|保存|存着|存下来?|存|留着|留|收集|惦记着?)"
_INSIDE = r"(?:你|您)(?:的)?(?:脑子|脑袋|记忆|数据库|硬盘|系统|小本本|本子|记录|档案)(?:里面?|中|上)?|你(?:那儿?|那边|那里|这儿?|这里|手里|手上)"
_ONE = r"(?:你|您)?(?:刚|刚刚|刚才|上|上面|前面|最后|方才)?(?:发|回|说|写|评论)?(?:的)?(?:这|那|上)?(?:一)?(?:条|句|个)?(?:你)?(?:发|回|说|写)?(?:的)?(?:回复|评论|话|消息|留言)?"
_OFF = r"(?:撤了|撤掉|撤下来?|撤走|撤回来?|撤销|撤|收了|收回(?:去|来)?|拿掉|去掉|吞回去|删了|删掉|删除|删|作废|隐藏掉?)(?:一下)?"
_MY = r"(?:评论区?|楼里?|帖子?|主页|动态|视频|作品|地盘)(?:下面|底下|里)?"
_WHAT = r"(?:些)?(?:什么|啥|哪些|多少|几件|几样)(?:事儿?|话|东西|信息|资料|内容)?(?:来着)?"
_EP = r"(?:(?:hey|ok|okay|please|pls|just|can you|could you|would you|will you|you can|now|and|so|i want you to|i'd like you to|from now on|kindly) )*"
_ET = r"(?: (?:please|pls|thanks|thx|now|ok|okay|bot|anymore|any more|again|from now on|for me|right now|at all|for a while|for a bit|ever|forever|already|so far|yet))*"
_EMY = r"(?:my|this) (?:comments?|posts?|threads?|stuff|videos?|replies|page|mentions)"
_EHAVE = r"(?:you(?:'ve| have|ve)? (?:ever )?(?:saved|stored|kept|got|have|know|learned|collected|remember)|you know|you have|you keep)"

_FORMS: dict[str, tuple[str, ...]] = {
    "mute": (
        rf"{_P}(?:之后|日后)?{_NOT}(?:回应|理会|答复|评论|接)(?:我|俺|本人)(?:的|发的|说的)?(?:留言|评论|帖子?|话|消息|楼)?",
        rf"{_P}(?:停止|别|不要|请勿|勿|恁别|莫)(?:跟帖|打扰|搭白|言语|开腔|搭腔|回复|接话|插话)(?:中不)?",
        rf"{_P}{_NOT}在(?:我|俺)的?{_MY}(?:回复|说话|评论|出现|发言|冒泡|留言)",
        r"(?:你|您|给我)?(?:先|就|快|赶紧)?闭(?:一?会儿?)?麦",
        rf"我的?(?:楼里?|帖子?|评论区){_NOT}(?:来|进|插嘴)",
        r"我?(?:真的|今天|现在)?不想再?听你(?:说话|讲话|唠叨|叨叨)",
        r"(?:今天|今晚|现在|这会儿)(?:别|不要|莫)(?:再)?跟(?:我|俺)(?:说话|讲话|聊)|你?歇会儿别回|唔使再?(?:覆|回|理)我|恁?(?:别|莫)(?:搭理|理|回)俺",
        rf"(?:no|enough) more (?:messages|replies|comments|answers)(?: from you)?{_ET}|enough (?:out of|from) you(?: today)?{_ET}",
        rf"{_EP}stop (?:talking|replying|commenting)(?: to me)?{_ET}|{_EP}be (?:silent|quiet)(?: around me)?{_ET}",
        rf"{_EP}(?:don'?t|do not|never) (?:pop up|show up|appear|turn up) (?:in|on|under) {_EMY}{_ET}",
        rf"{_EP}stop (?:answering|replying to|commenting on) (?:everything|anything|all|whatever) i (?:write|post|say){_ET}",
        rf"{_EP}give {_EMY} a (?:break|rest){_ET}|{_EP}keep your (?:replies|comments|answers) to yourself{_ET}",
        rf"{_EP}(?:refrain from|cease|avoid) (?:replying|responding|commenting|answering)(?: to| on| under)?(?: me| {_EMY})?(?: henceforth| in future)?{_ET}",
        rf"(?!都|大家){_P}(?:安静|清静|清净|消停|闭嘴|住嘴|静音|别吵)(?:一?会儿?|一下|点儿?|些|一阵|几天|两天|几分钟)",
        rf"{_P}闭(?:一?会儿?|一下|上)(?:你的)?嘴",
        rf"{_P}让我(?:一个人|自己)?(?:安静|清静|清净|静静?|消停|待|呆)(?:一?会儿?|一下|几天|两天|一静|静|点儿?)",
        rf"{_P}{_NOT}(?:出来|跑来|跟着)?(?:插话|插嘴|接茬|接我的?[话茬]|冒头|冒泡|冒出来|蹦出来|跳出来|出来|出声|凑热闹|刷屏|跟着我转?|来我(?:这儿?|这里|楼里|的?评论区)|来找我|来烦我|评论我(?:的\w{{0,3}})?|讲话|吱声|发言|管我|回嘴|回我)",
        r"机器人(?:走开|闭嘴|退下|别回复?|勿扰|勿回)",
        rf"(?!都|大家){_P}少(?:说|讲|回)(?:两|几|一)?(?:句|点)(?:话)?",
        r"(?:我)?(?:真的)?不(?:想|要|需要|愿意|希望)(?:再)?(?:看到|看见|收到|要)?(?:你|您)(?:再|来)?(?:的)?(?:回复|评论|插话|插嘴|出现|回应|回我|理我|接话|管)",
        rf"{_P}我(?:的)?{_MY}(?:都|真的)?(?:不欢迎|不需要|用不着|不用)(?:你|机器人|ai)(?:来|管|回|说)?",
        r"(?:我)?这(?:里|儿|楼|边|条|个楼)(?:里)?(?:没你的?什?么?事|不用你(?:管|回|说|插嘴|来)|不需要(?:你|机器人|ai)|不欢迎(?:你|机器人)|用不着你)",
        rf"{_P}(?:离|远离)我(?:的)?(?:{_MY})?(?:远(?:一)?点儿?|远些)?",
        rf"{_P}看(?:见|到)我(?:的{_MY})?(?:你)?(?:就)?(?:绕着走|绕开|绕道走?|当没看见)",
        rf"{_P}我(?:发|说|写)(?:什么|啥)(?:你|您)?(?:都|就)*(?:当)?(?:没看见|没看到|看不见|别管|别回|别理)",
        rf"{_EP}(?:stay|keep) (?:quiet|silent)(?: (?:under|on|in) {_EMY})?{_ET}",
        rf"{_EP}(?:stay|keep) (?:out of|away from|off) {_EMY}{_ET}",
        rf"{_EP}(?:stop|quit) (?:jumping into|butting into|replying (?:to|under|on)|commenting (?:on|under)|showing up (?:in|under|on)) {_EMY}{_ET}",
        rf"{_EP}(?:don'?t|do not|never) (?:reply|comment|respond|answer)(?: (?:to|on|under|in))? {_EMY}{_ET}",
        rf"{_EP}not (?:reply|respond|comment|answer)(?: to)?(?: me| (?:on|under|to)? ?{_EMY}| every (?:single )?thing i (?:say|post|write))?{_ET}",
        rf"(?:i )?(?:don'?t|do not) (?:want|need) (?:any |more |any more )?(?:replies|answers|comments|responses)(?: from you)?{_ET}",
        rf"(?:i )?(?:don'?t|do not) (?:want|need) you to (?:reply|answer|respond|comment)(?: to me| on {_EMY})?{_ET}",
        rf"i'?d rather you (?:didn'?t|did not) (?:reply|answer|respond|comment)(?: to me| on {_EMY})?{_ET}",
        rf"(?:there'?s )?no need to (?:reply|answer|respond)(?:(?: to)? me)?{_ET}",
        rf"{_EP}(?:stop|quit) following me(?: around)?(?: with (?:your )?replies)?{_ET}",
        rf"{_EP}(?:hush|zip it|pipe down|keep it down|take a break from replying(?: to me)?|let me be){_ET}",
        rf"i (?:never want to|don'?t want to) hear from you{_ET}",
    ),
    "forget": (
        rf"{_P}(?:把|将)?(?:我|本人|俺)的?(?:所有|全部|相关|个人|有关)*{_NOUNS}(?:请|都|全部|悉数|一并|统统|尽数)+{_WIPE}",
        rf"{_P}(?:删掉|删除|清空|清掉)我(?:所有|全部)的?(?:聊天|对话|消息|记录|话)",
        rf"{_P}{_WIPE}{_WE}{_WHEN}(?:的)?(?:聊天记录|对话记录|聊天|对话|记录)",
        r"(?:以前|之前|刚才|咱们)聊(?:过)?的(?:那些|话|内容)*(?:都|全部|全|统统|给我)*(?:清空|删了|删掉|删除|清掉)",
        rf"{_P}{_NOT}(?:保存|记录|存|留存|收集)(?:任何)?我的(?:任何|一切|所有|个人)*{_NOUNS}",
        rf"{_P}(?:把|将)你(?:记|存|记住|保存)(?:的|着的|下的)(?:关于)?我的?{_NOUNS}{_WIPE}",
        rf"{_P}(?:忘记|忘掉|忘了)我{_WHEN}(?:跟你)?(?:说|讲|聊)过?的(?:那些|这些|一切|所有)?(?:话|事)?|俺(?:说|讲)过?的(?:那些|话)*(?:恁|你)?都(?:忘了|忘掉|删了|删掉)",
        rf"{_EP}(?:erase|delete|forget|wipe|remove) (?:what|everything|all|whatever|anything)(?: that)? i(?:'ve)? (?:told|said to|shared with|wrote to) you(?: about my \w+| yesterday| today| before| last week| earlier)?{_ET}",
        rf"{_EP}(?:drop|delete|erase|throw away|get rid of) (?:every|all|any|the) ?(?:notes?|records?|files?|data)(?: that)? you(?:'ve| have)?(?: got)? (?:on|about|of) me{_ET}",
        rf"{_EP}(?:don'?t|do not) (?:hold|hang) on to (?:anything|what|whatever) i (?:say|said|tell you|write){_ET}",
        rf"{_EP}clear your (?:memory|notes|records|files) (?:of|about|on) me{_ET}|{_EP}(?:remove|delete|erase) my (?:details|name|data|info) from your (?:records|memory|files|system|notes){_ET}",
        rf"{_EP}forget my (?:name|birthday|age|job|address|hometown)(?: and (?:my )?(?:name|birthday|age|job|address|hometown))*{_ET}",
        rf"{_P}{_NOT}{_STORE}我(?:跟你|对你|和你)?(?:的|{_SAID})*(?:{_NOUNS})?(?:下来)?",
        rf"{_P}{_NOT}把我(?:的)?{_WHEN}(?:跟你|对你|和你)?(?:{_SAID})?(?:{_NOUNS})?(?:都|全)?{_STORE}(?:下来|起来|着)?",
        rf"{_P}(?:把)?我(?:的)?{_WHEN}(?:跟你|对你|和你)?{_WHEN}(?:{_SAID})?{_WHEN}(?:{_NOUNS})?(?:你|您|就)*{_NOT}{_STORE}着?",
        rf"{_P}(?:把|将)?{_WE}{_WHEN}(?:{_SAID}|的(?=聊天|对话)|(?=聊天记录|对话记录))(?:{_NOUN})?{_WIPE}",
        rf"{_P}(?:把|将)?(?:我)?{_WHEN}(?:跟|和|对)你{_WHEN}{_SAID}{_WHEN}(?:{_NOUNS})?{_WIPE}",
        rf"{_P}(?:把|将)?(?:{_INSIDE})(?:的)?(?:关于|有关)我的?(?:{_NOUNS})?{_WIPE}",
        rf"{_P}(?:把|将)我的?(?:{_NOUNS})?(?:都|全)?从(?:{_INSIDE}){_WIPE}",
        rf"{_P}从(?:{_INSIDE})(?:把|将)我的?(?:{_NOUNS})?{_WIPE}",
        rf"{_P}(?:把|将)我的?{_NOUNS}{_WIPE}",
        r"(?:我)?不(?:想|要|愿意?|希望)(?:再)?(?:让你|被你|你)(?:再|继续)?(?:记住|记得|记着|记)(?:我|我的事|我说的话|我的\w{1,3})?",
        r"我(?:想|要|希望|需要)(?:让)?你(?:忘了|忘掉|忘记|彻底忘掉)(?:我|我的事|我说的话|关于我的一切)",
        rf"{_P}(?:我)?(?:有权)?(?:要求|申请|要)?(?:你)?(?:删除|注销|清除|抹掉)我(?:在你(?:这儿?|这里|那儿?|那里))?的?(?:一切|{_NOUNS}|账号)",
        rf"{_P}(?:停止|别再?|不要再?)(?:记录|收集|储存|保存|存储|追踪)我(?:的(?:{_NOUNS}))?",
        rf"{_EP}(?:don'?t|do not|never|stop|quit) (?:keep|store|remember|save|record|log|keeping|storing|remembering|saving|recording|logging) (?:(?:anything|what|whatever|everything|all)(?: that)? i (?:tell you|say|said|told you|write|post)|my (?:messages|data|info|comments|words)|me|anything about me){_ET}",
        rf"(?:i )?(?:don'?t|do not) want you to (?:remember|store|save|keep|know) (?:me|anything about me|what i (?:say|said)|my data){_ET}",
        rf"i (?:want|need) (?:all )?(?:of )?my (?:data|info|history|messages) (?:gone|deleted|erased|removed|wiped){_ET}",
        rf"{_EP}(?:scrub|purge|drop|lose|trash|nuke|get rid of|throw out|clear out|delete|erase|wipe|remove) (?:everything|all|whatever|anything|what)(?: that)? (?:{_EHAVE} )?(?:about|on|of) me{_ET}",
        rf"{_EP}(?:scrub|purge|lose|trash|clear out|clear|delete|erase|wipe) (?:our|this|all our|my) (?:chats?|conversations?|talks?|info|messages|chat history|history|data){_ET}",
        rf"{_EP}(?:remove|erase|delete|wipe|scrub) me from your (?:memory|database|notes|records|system|files){_ET}",
    ),
    "undo": (
        rf"{_EP}(?:unpost|unsend) (?:that|it|this){_ET}|{_EP}scratch (?:that|your)(?: last)? (?:answer|reply|comment){_ET}",
        rf"{_EP}take your (?:last )?(?:comment|reply|answer|message) (?:down|back){_ET}",
        rf"{_EP}(?:take back|remove|delete|pull) what you (?:just )?(?:wrote|posted|said|sent){_ET}",
        rf"{_P}(?:把|将)(?=.*(?:[条句]|回复|评论|刚才|刚刚|的话)){_ONE}(?:给|给我|都|也|先|帮我)?{_OFF}",
        rf"(?:那就|请|麻烦)?(?=.*(?:[条句]|回复|评论)){_ONE}(?:能不能|能|可以|可不可以|麻烦|请|帮忙|帮我|就|给|给我|也|先|快)*{_OFF}",
        rf"{_P}{_OFF}(?=.*(?:[条句]|回复|评论)){_ONE}",
        rf"{_P}(?:倒|退|回退|往回退?)(?:回去|回)?一步",
        rf"{_P}(?:恢复|还原|变回)(?:到|成)?(?:刚才|之前|原来|原先)*(?:的)?(?:样子|状态|那样)?(?:吧)",
        rf"{_P}(?:恢复|还原|变回)(?:到|成)?(?:刚才|之前|原来|原先)+(?:的)?(?:样子|状态|那样)",
        rf"{_P}(?:把)?(?:刚才|刚刚|上一步|上次)的?(?:改动|操作|修改|设置)(?:都|就)?(?:不要|还原|取消|撤掉|撤了|撤销|作废)",
        r"(?:刚刚|刚才)那个作废|刚发的那条撤",
        rf"{_EP}(?:unsend|retract|withdraw|rescind) (?:that|it|this|your (?:last |previous )?(?:reply|comment|message)){_ET}",
        rf"{_EP}(?:delete|remove|pull|scrap|take down|hide|kill|drop) (?:that|this|the|your)(?: last| previous| latest)? (?:reply|comment|message|answer)(?: (?:you )?(?:just )?(?:posted|made|sent|wrote))?{_ET}",
        rf"{_EP}(?:go|step|roll) back (?:one|a) step{_ET}|{_EP}one step back{_ET}",
    ),
    "recall": (
        r"(?:请问)?(?:你|您)(?:目前|现在|都|到底|究竟)*掌握(?:着|了)?我的?(?:哪些|什么|多少|啥)(?:信息|资料|事|东西|数据|隐私)?(?:呢|呀|啊)?",
        rf"(?:{_INSIDE})都?(?:存|记|留|保存)(?:着|了)我的?(?:哪些|什么|多少|啥)(?:资料|信息|东西|话)?",
        r"(?:我|俺)是(?:谁|哪个)(?:你|您|恁)还?(?:晓得|知道|记得|认得)(?:不|吗|么)?",
        rf"(?:上次|上回|之前|以前)我(?:跟|和|给|对)你(?:说|讲|聊)(?:了|过|过了)?{_WHAT}|我都?告诉(?:过|了)你{_WHAT}|(?:都|还)?记着我(?:的)?{_WHAT}|你都?记着我的?{_WHAT}",
        r"把?你记的关于我的(?:都)?说(?:一下|出来)|你有没有记我的(?:小账|小本本)",
        rf"what(?:'s| is) in my (?:file|profile|record){_ET}|do you know who i am{_ET}|how much (?:of|about) me do you (?:remember|know|have){_ET}",
        rf"(?:which|what) (?:things|facts|details)?(?: )?do you (?:remember|know|recall|have) (?:of|about|on) me{_ET}",
        rf"(?:can you |could you |please )*(?:remind me|tell me) what i(?:'ve| have)? (?:told|said to|shared with) you{_ET}|what did we (?:chat|talk) about(?: last (?:week|time|night)| yesterday| before)?{_ET}",
        rf"(?:please |can you |could you |would you |will you )*(?:tell|show|list)(?: me)? what (?:information |data |details |info )?you (?:hold|have|keep|store|know|remember) (?:about|on|of) me{_ET}",
        rf"(?:你还?记得)?{_WE}{_WHEN}(?:聊|说|讲|谈)(?:过|了|过了)?(?:{_WHAT}|(?:几|多少)(?:次|回))(?:你)?(?:还)?(?:都)?(?:记得|记不记得|有印象|记得住)?(?:吗|不|么|没)?",
        rf"(?:你还?记得)?我{_WHEN}(?:跟|和|对|给)你{_WHEN}(?:说|讲|聊)(?:过|了)?{_WHAT}(?:你)?(?:还)?(?:都)?(?:记得|记不记得)?(?:吗|不|么|没)?",
        rf"(?:你)?(?:还|都)*(?:记得|记不记得)我{_WHEN}(?:跟你)?(?:说|讲|聊)(?:过)?(?:{_WHAT}|的?话)(?:吗|不|么|没)?",
        r"我(?:跟你)?(?:说|讲)过?的话(?:你|您)(?:都|还)*(?:记着|记得|记住|记下)(?:了)?(?:吗|不|么|没)?",
        r"(?:说说|讲讲|谈谈)?(?:你|您)(?:到底|现在)?对我(?:的)?(?:有)?(?:多少|什么|啥)?(?:了解|认识|印象)(?:多少|有多少|有哪些|有啥|多不多|深不深)?(?:吗|呢)?(?<!你对我的)",
        r"(?:你|您|小搭)(?:有没有|是不是|会不会|会|有|都)?(?:在)?(?:偷偷|一直|悄悄|默默|都)*(?:存|存储|记录|记住|记下|保存|收集|记着)(?:了|着|过)?我(?:的|说过?的)*(?:话|信息|数据|记录|隐私|东西|资料|消息)(?:吗|么|没|啊)?",
        rf"(?:{_INSIDE})(?:都|还|到底|究竟)*(?:有没有|有|存了|记了|写了|留了)(?:关于)?我(?:的)?(?:{_WHAT})?(?:资料|档案|信息|记录|数据|黑料|料|东西)?(?:吗|么|没|啊|呀|呢)?",
        r"(?:我要|我想|帮我|给我|请|麻烦)*(?:查看|查询|查一?下|查|看看|看一下|列出|列一?下|调出|调一?下|调取|导出|翻翻|显示)(?:你)?(?:这儿|那儿)?(?=.*(?:存|记|你|档案|个人))(?:保存|存|记录|记|知道|掌握)?(?:的)?(?:关于)?我(?:在你(?:这儿?|那儿?|这里|那里))?的(?:个人)?(?:数据|资料|档案|记录|信息|记忆)(?:看看|看一下|出来)?",
        r"(?:把)?(?:你|您)(?:知道|了解|记得|掌握)的(?:关于)?我(?:的事|的一切)?(?:都)?(?:讲|说|列|报)(?:一遍|出来|一说|说|讲)(?:听听|看看)?",
        rf"(?:你)?还?认得我是谁(?:不|吗|么)|你还知道我(?:的)?(?:别的|其他的?)?{_WHAT}(?:吗)?|我的事(?:情)?你(?:还|都)?(?:记|知道|记得|记住)(?:了)?{_WHAT}|我来过(?:几|多少)[次回]你?还?记得(?:吗|不)|关于我(?:的事)?你(?:都|还|到底)*掌握(?:了)?{_WHAT}",
        rf"(?:so |hey |and )*what (?:have we|did we) (?:talk|talked|chat|chatted|speak|spoken|discuss|discussed)(?: about)?(?: (?:before|last time|so far|earlier|previously|yesterday))?{_ET}",
        rf"(?:so |hey |and )*(?:remind me )?what (?:did i|have i|i) (?:tell|told|said to|say to) you(?: about myself)?(?: (?:before|last time|so far|earlier|yesterday))?{_ET}",
        rf"(?:so |hey |and )*(?:do|are|have|did|will) you (?:been )?(?:keep|keeping|save|saving|store|storing|record|recording|remember|take|taking|hold|holding) (?:(?:notes|tabs|records?|a file|data|info|anything)(?: about| on) me|(?:what|anything|everything|things) i(?:'ve)? (?:say|said|told you)|my (?:messages|data|words)){_ET}",
        rf"(?:so |hey |and )*how (?:well|much) do you (?:know|remember)(?: about| of)? me{_ET}",
        rf"what (?:do|did|have) you (?:have |got )?(?:saved|stored|kept|learned|collected) (?:about|on) me{_ET}",
        rf"what(?:'s| is)(?: there)? (?:on file|on record|in your (?:memory|database|records|files)) (?:about|on|for) me{_ET}",
        rf"(?:please |can you |could you )*(?:show me|give me|list|export|let me see|can i see|may i see|tell me) (?:my data|(?:all |everything |what |whatever )+{_EHAVE} (?:about|on|of) me|what {_EHAVE} (?:about|on) me|what you stored (?:about|on) me|what you learned (?:about|on) me){_ET}",
        rf"what (?:info|data|information|details|facts) (?:do you|have you) (?:have|keep|hold|store|got|stored)(?: about| on| of)? me{_ET}",
    ),
}  # fmt: skip
_RE = {name: re.compile("(?:" + "|".join(forms) + f"){_T}") for name, forms in _FORMS.items()}
# Reasons and courtesies that may stand around such a wish; none of them is one.
_AROUND = re.compile(
    rf"(?:{_P}|嘘|求放过|抱歉|冒昧问一下|请问一下|老实(?:说|讲|告诉我)|谢谢(?:你|您)的好意|不好意思|对不起|谢谢(?:你|您|理解)?|打扰了|辛苦了?|哎|欸|喂|嘿|算了|够了|行了?|好了|(?:哎|欸)?不对(?:不对)?|歇着|歇歇|歇一歇|(?:可以)?下班|(?:又|我)?没(?:叫|问|@|艾特)你|没人(?:叫|问)你|谁(?:叫|问)你了?"
    r"|(?:你|您)?话(?:太|真|好|这么)多|(?:你)?吵(?:到我|死)?了?|(?:你)?(?:好|真|太)烦|咱们?别聊|我?自己(?:说说|待着|待会儿)(?:就好|就行)?|我只?想(?:自己|一个人)(?:待着|待会儿|静静)|让我安静看完|我取消关注你|取关|给我(?:点|些)(?:私人|个人)?空间"
    r"|我?后悔(?:跟你说|告诉你)|重新认识一下|从(?:零|头)开始|(?:咱们|我们)从零开始|我有权(?:要求)?删除我的数据|不作数|(?:我|你)?(?:回|发|说|点|按|写|看|弄|搞)错(?:了|人了|话了)?|(?:那条|刚才那条)?(?:太|有点)(?:尴尬|丢人)|(?:你)?(?:这条|那条)?(?:回|说)得?(?:不对|不合适|不好)|不合适|别挂着|(?:刚才|刚刚|刚发的?|刚回的?|上面)?(?:那|这)条(?:回复|评论)?(?:不要|发错楼)?|(?:重来|重写)(?:之前)?|刚才的?就当没发生|我不该(?:让你回|问)的?|手滑了?|你记性怎么样|有啥|有什么|还原|撤"
    r"|hi|hey|hello|ok|okay|please|thanks|thank you|thx|sorry|oops|no|nope|wait|wrong|enough|stop|nobody asked(?: you)?|my bad|never mind|(?:i )?didn'?t ask you|it was (?:the )?wrong (?:thread|person|post|one)|that(?: reply| one| comment)? was wrong|forget i asked|give me (?:some )?(?:peace|space|quiet)(?: and quiet)?|just curious|i withdraw (?:my )?consent|start over|start fresh|i regret (?:telling|sharing)(?: you)?(?: that)?|you talk too much|you'?re (?:too )?(?:annoying|loud|noisy))"
    rf"{_T}"
)  # fmt: skip
# Ways of writing and calling that change nothing of an English wish.
_CALLED = re.compile(r"^(?:then|but|yo|bro|dude) | (?:bro|dude|man|mate|buddy|lol|then)$")
_U = re.compile(r"\bu\b")
_CUT = re.compile(r"[^\w@'+]*[^\w@'+、 ][^\w@'+]*| and (?:then )?")
_REPROACH = re.compile(r"(?:你|您|都|就|又|怎么|把|竟然)*.*忘了?$")
_WONDERS = re.compile(r"[?？][!！~ ]*$|(?:吗|么|没)[ ?？]*$")
_ASKED = re.compile(
    r"好吗|好不好|行吗|行不|可以|可不可以|能不能|能否|能|请|麻烦|please|\b(?:can|could|would|will)\b"
)


def _named(clause: str) -> str | None:
    name = next((name for name, form in _RE.items() if form.fullmatch(clause)), None)
    return None if name == "forget" and _REPROACH.fullmatch(clause) else name


def oblique(plain: str) -> str | None:
    """Which of CONTROLS the whole of a text wishes in a roundabout way, or None. `plain` is folded, lower case and
    simplified; two different wishes in one text are none that is sure."""
    if len(plain) > 60:
        return None
    found: set[str] = set()
    for clause in _CUT.split(plain.replace("’", "'")):
        clause = _U.sub("you", _CALLED.sub("", clause.strip()))
        if not clause or _AROUND.fullmatch(clause):
            continue
        name = wish_about_us(clause) or _named(clause)
        if name is None:
            return None
        found.add(name)
    if len(found) != 1:
        return None
    (name,) = found
    # "你会记住我吗" asks, "撤了？" wonders; a polite wish may end like a question.
    return None if name != "recall" and _WONDERS.search(plain) and not _ASKED.search(plain) else name
