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
    r"|把[^,，。了]{1,30}(?:写|翻|译|改|弄|变|缩|换|画|P|p|去|抹|删|搞)(?:得|成|掉|为|好|软|短|走|一下)|用[^,，。]{1,6}[语文话](?:说|写|讲|怎么|咋)|翻译?成|译成|(?:^|[,，。! ])(?:求|请|麻烦|劳驾|急求|跪求|在线等)|(?:我)?(?:想|想要|要|需要|缺|差|少|求)[一两三几]?(?:个|条|句|段|张|幅|首|份|封)(?!.{0,10}了)|没(?:有)?(?:思路|听懂|看懂|想好|头绪|着落)|(?:憋|写|做|解|算|想|编|起|背|看)不(?:出|来|会|懂|了|下)|不会(?:做|写|解|算|$|[,，。!])|卡(?:住|死|壳|在第)|救(?:急|救|命)|能不能|可不可以|可以.{0,10}吗|有没有|对不对|是不是对|第.{1,3}[题问]|[=＝]|正确的是"
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
    r"了(?:$|[,，。!！~ ]|个|一|两|三|半|[我你他她它]|\d|好|整|几|又|三)|[把被让].{1,12}[了成错得到]|(?:梦见|梦到|梦里|做梦)|结果|居然|竟然|发现|[我他她它爸妈娘娃师板友事狗猫子哥姐弟妹爷奶]说|问我|回我|骗我|问答案|发下来|改了|写[“\"「]|[上里]写|第[一二三]天|[写画考背起取改翻叫解练做讲]得|写着|叫[“\"「]|名叫|网名叫|像|比我|都|还(?!是)|就(?!行|好)"
)
_TELLS_EN = late(
    r"\b(?:i|i'm|i've|my|he|she|they|we|it|it's|his|her|the|our)\b.{0,60}\b(?:was|were|did|got|said|had|has|is|are|wrote|drew|told|came|went|made|gave|took|thinks?|looks?|\w{2,}ed|\w{2,}s)\b"
)

# Who plays at asking: an answer is wanted that is no answer.
_PLAYS = late(
    r"速答|秒[回答]|秒(?:之?内)?回答|二选一|三选一|站哪(?![里儿])|你是.{1,6}派还是|(?:一句话|一票)定|算不算.{0,8}(?:人|有钱|出道|商演|恋爱)|(?:几|多少).{0,8}算(?:有钱|富|成年|大人|出师)"
    r"|(?:要是|如果|假如)[^,，。]{1,8}(?:能|会|有)[^,，。]{1,14}[,，].{0,6}(?:是不是就|会不会(?:觉得|嫌|骂)|第一句)"
    r"|\b(?:wrong answers|bad takes|hot takes|unhinged answers|best guesses) only\b|\bchoose your fighter\b|\bpick a side\b|\bwhich side are you on\b"
)


def wants(plain: str) -> bool:
    """Whether a text has the form of an order, a request or a question."""
    return _WANTS.search(plain) is not None or _WANTS_EN.search(plain) is not None


def only_tells(plain: str) -> bool:
    """Whether a text tells and asks for nothing: whatever errand its words belong to, it is none."""
    told = any(form.search(plain) for form in (_TELLS, _TELLS_EN, _REPORTED))
    return told and not wants(_REPORTED.sub(" ", plain))


def plays(plain: str) -> bool:
    """Whether a question says of itself that it is asked for the fun of it ("wrong answers only")."""
    return _PLAYS.search(plain) is not None
