"""What is not drawn, by word lists on the whole wish for a picture; knows no pixels."""

from __future__ import annotations

import re

from dazi.safety.classify import asked, printed
from dazi.text.normalise import fold

# People alive (or in power lately) whose likeness is not ours to draw. What stands in a lookaround is an everyday
# word that holds the name by chance: 白马云中过, 望子成龙.
_PEOPLE = (
    r"习近平|习主席|习大大|毛泽东|毛主席|邓小平|江泽民|胡锦涛|温家宝|李克强|彭丽媛|特朗普|川普|拜登|普京|泽连斯基|奥巴马|希拉里|金正恩|安倍|岸田文雄|莫迪总理|内塔尼亚胡|马克龙|默克尔|梅洛尼"
    r"|马斯克|扎克伯格|贝佐斯|乔布斯|比尔盖茨|黄仁勋|奥特曼本人|(?<![白黑红天骏战飞匹])马云(?![中朵上下里间彩雾海端层])|马化腾|雷军|刘强东|任正非|王健林|王思聪|董明珠|俞敏洪|董宇辉|李佳琦|薇娅|罗永浩|李子柒|papi酱"
    r"|周杰伦|蔡徐坤|肖战|王一博|易烊千玺|王俊凯|王源|鹿晗|吴亦凡|张艺兴|杨幂|赵丽颖|迪丽热巴|古力娜扎|杨颖|范冰冰|李冰冰|刘亦菲|章子怡|赵露思|白鹿演员|刘德华|周润发|(?<!子)成龙大哥|甄子丹|吴京|沈腾|贾玲|黄渤|徐峥|周星驰|邓紫棋|林俊杰|薛之谦|华晨宇|毛不易|李宇春|王菲"
    r"|姚明|郭艾伦|苏炳添|谷爱凌|全红婵|樊振东|郑钦文|梅西|c罗|内马尔|姆巴佩|科比|勒布朗|库里|泰勒[·.]?斯威夫特|霉霉|比伯|碧昂丝|麦当娜|小罗伯特唐尼"
    r"|\b(?:donald trump|trump|joe biden|biden|vladimir putin|putin|zelensky+y?|obama|hillary clinton|kim jong[- ]?un|xi jinping|elon musk|musk|zuckerberg|bezos|bill gates|taylor swift|beyonc[eé]|kanye|kim kardashian|kardashian|rihanna|justin bieber|selena gomez|ariana grande|emma watson|scarlett johansson|tom cruise|brad pitt|leonardo dicaprio|dicaprio|messi|cristiano ronaldo|ronaldo|mbapp[eé]|lebron|steph curry|angelababy|jackie chan|netanyahu|macron|king charles|mrbeast)\b"
)
_BARE = r"裸(?![鼹子眼辞婚妆车麦色粉机考])|脱光|(?:没|不|未|别)穿(?:上|着)?(?:任何)?(?:衣服|衣裳|裤子|内裤|上衣)|一丝不挂|光着?(?:身子|屁股|膀子)|露点|色情|情色|黄图|涩图|瑟瑟|情趣|r-?18|18禁|\bnsfw\b|\bnudes?\b|\bnaked\b|\btopless\b|\bporn\w*|\bhentai\b|\bundress(?:ed|ing)?\b|\bboobs?\b|\bsexual\w*|\berotic\w*|\bnipples?\b|\bgenitals?\b|做爱|性交|性器|生殖器|阴茎|阴道|乳头|奶子"
_LIGHT = r"性感|内衣|内裤|比基尼|泳装|泳衣|湿身|丝袜|低胸|短裙走光|走光|诱惑|撩人|胸部|床上|\bsexy\b|\bbikinis?\b|\bunderwear\b|\blingerie\b|\bswimsuits?\b|\bseductive\b|\bcleavage\b"
_YOUNG = r"小女孩|小男孩|女童|男童|幼女|幼童|萝莉|正太|小学生|初中生|高中生|中学生|幼儿|婴儿|宝宝|未成年|小孩|儿童|小朋友|女儿|儿子|\bchild(?:ren)?\b|\bkids?\b|\bloli\w*|\bshota\w*|\blittle (?:girl|boy)s?\b|\bschool ?(?:girl|boy)s?\b|\bteen(?:age|ager)?s?\b|\bminors?\b|\bbaby\b|\btoddlers?\b|\bunderage\b"
_GORE = r"血腥|血淋淋|断头|砍头|斩首|肢解|分尸|尸体|内脏|虐杀|虐猫|虐狗|虐待|上吊|割腕|跳楼|自杀|自残|\bgor[ey]\b|\bbehead\w*|\bdecapitat\w*|\bdismember\w*|\bcorpses?\b|\bsuicide\b|\bself[- ]harm\b|\btortur\w+"
_HATE = r"纳粹|希特勒|卐|\bnazis?\b|\bhitler\b|\bswastikas?\b|\bkkk\b|\bku klux\b|\bisis\b|恐怖分子|\bterrorists?\b"
_PEOPLE_RE, _BARE_RE, _LIGHT_RE, _YOUNG_RE, _GORE_RE, _HATE_RE = map(
    re.compile, (_PEOPLE, _BARE, _LIGHT, _YOUNG, _GORE, _HATE)
)
_INSIDE = re.compile(r"(?<=[一-鿿])[\s.*·_|/~-]+(?=[一-鿿])")


def undrawable(wish: str) -> str | None:
    """Why a picture of this is not made (a safety.* code's last part), or None. A child together with a word that is
    harmless for a grown-up is enough."""
    plain = fold(wish)
    joined = _INSIDE.sub("", plain)
    young, bare = _YOUNG_RE.search(joined), _BARE_RE.search(joined)
    if young and (bare or _LIGHT_RE.search(joined)):
        return "minor"
    if bare:
        return "sexual"
    if _GORE_RE.search(joined):
        return "gore"
    if _HATE_RE.search(joined):
        return "hate"
    # Names are looked for in the words as they stand: "白马 云海" must not become one.
    if _PEOPLE_RE.search(plain):
        return "person"
    return asked(wish) or printed(wish)
