"""Where a line of Chinese and English may end, and where it is best that it does; it knows no pixels, only widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# JIS X 4051 / GB/T 15834: what no line may begin with, and what none may end with.
NOT_FIRST = frozenset("，。、；：？！…—～·」』）】》〉”’]})>,.;:?!%℃°々ー~〜")
NOT_LAST = frozenset("「『（【《〈“‘[{(<#￥$@")
# Belongs to the word before it, so that a line does not like to begin with it.
_CLINGS = frozenset("的了着过吗呢吧啊呀啦呗嘛哦喔哟嘞们地得里上下中个只条张次天年月日号点分秒块元岁斤米")
_RESTS = frozenset("，。、；：？！…～,.;:?!~")
_PAUSES = frozenset("的了着过吗呢吧啊呀啦呗嘛哦就都也还才又却")
# Two signs that are one word: a line that ends between them is read twice.
_WORDS = (
    "什么怎么怎样为啥为什这个那个这样那样这么那么这里那里自己我们你们他们她们它们咱们大家别人有人没人因为所以但是不过可是而且如果虽然已经"
    "还是或者以及以后以前之后之前时候现在今天明天昨天后天前天今年去年明年早上晚上中午下午上午周一周五周末星期小时分钟"
    "知道觉得喜欢想要需要可以可能应该必须只能不能不会不是不要没有有点一点一个一下一直一起一样一边一定真的真是其实确实好像感觉突然终于"
    "居然竟然果然甚至简直几乎老板同事领导公司上班下班加班工作工资打工周报开会请假辞职老师同学学校作业考试上课放学毕业爸爸妈妈爷爷奶奶"
    "朋友对象恋爱结婚孩子宝宝小猫小狗猫咪狗狗熊猫企鹅视频评论弹幕主播作者镜头画面音乐歌曲表情眼神手机电脑网络快递外卖奶茶火锅烧烤"
    "早餐午饭晚饭好吃好看好笑好玩可爱厉害离谱绝了救命谢谢抱歉对不起开心快乐难过生气害怕担心努力加油睡觉起床出门回家地铁公交开车"
    "世界生活人生事情问题办法东西地方样子意思心里眼睛脑子身体肚子手里头发天气下雨下雪太阳月亮星星春天夏天秋天冬天"
)


@lru_cache(maxsize=1)
def _pairs() -> frozenset[str]:
    return frozenset(_WORDS[i : i + 2] for i in range(0, len(_WORDS) - 1, 2)) | {
        "为什", "什么", "对不", "不起", "哈哈", "嘿嘿", "呜呜", "嘻嘻",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """What no line breaks inside: a sign with the marks that cling to it, a word, an emoji. `width` at size 100;
    `gap` is the space before it where it does not begin a line; `ends` says that the writer began a new line here."""

    text: str
    width: float
    gap: float = 0.0
    picture: str = ""
    ends: bool = False


def cost(left: Unit, right: Unit) -> float:
    """How a reader likes a line that ends between these two: negative is good, 0 is nothing, 1 hurts."""
    if left.ends:
        return -1.2
    last, first = left.text[-1:], right.text[:1]
    if first in NOT_FIRST:
        return 3.0
    if first in NOT_LAST:
        return -0.3
    if last in _RESTS:
        return -0.5
    if last + first in _pairs() or (last == first and last.isalpha()):
        return 0.9
    if (left.text.isdigit() and not right.picture) or first in _CLINGS:
        return 0.7
    if last in _PAUSES or right.gap:
        return -0.12
    return 0.12 if left.picture or right.picture else 0.2


def arrange(units: Sequence[Unit], lines: int) -> tuple[list[list[Unit]], float] | None:
    """The units in exactly so many lines, as even and as readable as they go, and how bad that is; None where there
    are fewer units than lines."""
    count = len(units)
    if lines > count:
        return None
    sums = [0.0]
    for unit in units:
        sums.append(sums[-1] + unit.width + unit.gap)
    target = sums[-1] / lines
    never = 1e9
    best = [[never] * (count + 1) for _ in range(lines + 1)]
    back = [[0] * (count + 1) for _ in range(lines + 1)]
    best[0][0] = 0.0
    for line in range(1, lines + 1):
        for end in range(line, count - (lines - line) + 1):
            price = 0.0 if end == count else cost(units[end - 1], units[end])
            for start in range(end - 1, line - 2, -1):
                width = sums[end] - sums[start] - units[start].gap
                if width > 1.9 * target and end - start > 1:
                    break
                off = (width - target) / target
                # A last line may be shorter; a long one is what makes all letters small.
                worse = off * off * (3.2 if off > 0 else 0.8 if line == lines else 1.6)
                total = best[line - 1][start] + worse + price
                if total < best[line][end]:
                    best[line][end], back[line][end] = total, start
    if best[lines][count] >= never:
        return None
    rows: list[list[Unit]] = []
    end = count
    for line in range(lines, 0, -1):
        start = back[line][end]
        rows.append(list(units[start:end]))
        end = start
    return rows[::-1], best[lines][count] / lines


def width_of(row: Sequence[Unit]) -> float:
    """A line's width at size 100."""
    return sum(unit.width + unit.gap for unit in row) - (row[0].gap if row else 0.0)
