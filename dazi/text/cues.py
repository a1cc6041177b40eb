"""Words without which few people give an errand: told of a drawn-on wall, nobody wants a picture. Knows no model.

Looked for in folded, lower case, simplified text; a slip of the fingers may hide any of them, so that their lack is a
doubt and no proof."""

from __future__ import annotations

import re

_CUES = {
    "tutor": re.compile(
        r"怎么|咋|为(?:什么|啥)|答案|帮|替|写(?!完)|求|教(?:我|我们|俺|下|一下)|讲(?:一下|解|讲)|不会|过程|证明|选|题|解|[?？=]|多少|[啥什]么?意思|背|检查|批改|思路|提示|对不对|然后呢|下一步|是不是|我算|得\d|哪[儿里边个]|改成|配平|造.{0,3}句|看不懂|卡住|用法|提纲|作业|读[后候]感|第.{1,2}问"
        r"|\bhelp|\bwrit|\brite\b|\bdo my|\banswers?\b|\bsolv|\bexplain|\bhow\b|\bwhy\b|\bcheck|\bstuck|\bhint|\bessay|\bgive me|\bwhat\b|\bi got\b|\bnext step|\bneed\b|\bor [a-d]\b|\bfactor|\bbalance|\boutline|\bwants?\b|\bmy thesis|\breport\b|\bwalk us|\bwhere do i|\bfinish my|\bsummari[sz]e|\bi don'?t get|\bquestion \d|\bproof\b"
    ),
    "edit": re.compile(
        r"换成|换[个件上]|换(?:一下|红|白|蓝)|改成|改一?下|去掉|去除|去(?:路人|水印|背景|痘|皱纹)|抠|修|p(?:图|[掉成个一下走没高瘦得进靓哈我]|$)|(?<![a-z])p(?![a-z])|加[个上点些一墨副顶条字]|调|条亮|滤镜|背[景井]|美颜|变(?:成|水彩|卡通|漫画|.{0,4}风)|磨皮|擦[了掉]|抹[了掉喽]|弄[走没掉成清亮]|删[了掉]|清(?:掉|楚)|裁[成掉]|上个?色|提亮|亮[点一些堂]|去?黑白|戴[上个]|糊[掉了]|[油水]画风?|整没|染|底色"
        r"|\bchang|\bremov|\berase|\bdelete|\bedit|\badd\b|\bma?ke? (?:it|the|my|him|her|this|me|us|a)\b|\bmkae\b|\bfilter|\bback ?g?r?ound|\bphoto ?shop|\bturn\b|\bswap|\bput\b|\bgive (?:me|my|him|her|it|this)\b|\bcrop|\bblur|\bbright|\bsharpen|\bwhiten|\bcolou?ri[sz]e|\bretouch|\brestore|\bsmooth|\bfix\b|\bcut (?:me|him|her|us|it) out|\btake .{1,25} (?:out|off)\b|\bslap\b|\brmove\b|\bremvoe\b"
    ),
    "write": re.compile(
        r"写|起[个名什取一几两三四五]|取[个名]|想[个一几三两句要]|来[个条段句几三两四五一]|编|拟|配|整[个几条两一]|帮|给(?:我|咱|它|他|她|这|那|俺).{0,10}(?:写|起|取|想|编|整|来|弄|拟|配|名|爪)|替我|文案|签[名茗]|网名|昵称|[名铭]字?|标题|招牌|句子|叫(?:什么|啥)|怎么[说回写开拒夸哄]|咋[说回写]"
        r"|发(?:什么|啥)|第[一二三四五六]个|前面那|再|换|改|请假|[一两三几]句|一?段.{0,6}话|求一|[挽对春]联|祝福语|道歉信|小作文|来句"
        r"|\bwr(?:ite|iet|iting)|\brite\b|\bna(?:me|em)s?\b|\bcapt(?:ion|oin)s?\b|\bdraft|\bbio|\bmess?age|\bmsg\b|\bsugg?est|\bgive\b|\bgimme\b|\bcome up|\bhelp|\bideas?\b|\btext\b|\bnote\b|\bcall\b|\bslogan|\btitle|\bwish|\breply|\bsay\b|\bsign"
        r"|\bneed\b|\bned\b|\bletter|\blines?\b|\bpost\b|\bbetter\b|\bshorter|\banother|\bmore\b|\bapolog|\btoast|\bsick\b|\bcompose|\bspeech|\bsound (?:less|more|nicer|better)|\bwords? (?:for|an?)\b|\bfew words|\bprofile|\bput on\b|\bsentence|\bnickname"
    ),
    "translate": re.compile(
        r"翻译?|译|[英日韩法德俄泰粤西葡意][语文话]|中文|外语|方言|台语|普通话|广东话|怎么[说念读写跟]|咋[说念读讲写]|什么梗|啥梗|(?:什么|啥)话|缩写|几个意思|意思|什么词|[가-힣ぁ-んァ-ン]"
        r"|\btrans|\btranlsat|\bmeans?\b|\bmaen\b|\bmeaning|\bsa?ya?\b|\bin(?:to)? (?:english|chinese|mandarin|cantonese|japan|korean|french|german|spanish|italian|hindi)|\b(?:english|chinese|japanese|korean|french|german|spanish) (?:word )?for\b|\benglish|\bslang\b|\bpronounce|\bhow is .{1,20} used\b|\bis (?:there )?an? .{1,12}word for\b|[a-z].{0,12}是(?:啥|什么|哪)|\bfan yi\b|\bfor \"|\bwhat is that$"
        r"|^(?!.*(?:给我|对我|跟我|问我|找我|看我|[他她].{0,6}我)).{1,24}(?:什么|啥)意思"
    ),
    "draw": re.compile(
        r"画(?!了|得|完|的饼|饼|展|廊|面)|[划化花](?=[一个只张条朵座头幅]|我|你)|绘|hua|[张幅]|图|头像|壁纸|海报|表情包|生成|设计|像素|手绘|简笔|插画|🎨|🖼"
        r"|\bdra?w|\bpaint|\bsketch|\bpic(?:ture)?s?\b|\billustrat|\bimage|\bcreate\b|\bgenerate\b|\bdoodle|\bposter|\bwallpaper|\bpixel|\bcartoon|\bcrayon|\bwatercolou?r|\bavatar|\bart\b|\bpfp\b|\blogo\b|\bmake me an?\b"
    ),
}


def cued(label: str, plain: str) -> bool:
    """Whether a text holds a word for an errand; what is no errand needs none."""
    cue = _CUES.get(label)
    return cue is None or cue.search(plain) is not None
