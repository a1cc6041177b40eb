"""Questions about dates (weekday, days until, days between, a festival's day), worked out on the calendar."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, datetime, timedelta

import cn2an
from lunar_python import Lunar, Solar

from dazi.types import Lang

_WEEK = "一二三四五六日"
_WEEK_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_RELATIVE = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3, "today": 0, "tomorrow": 1, "yesterday": -1}  # fmt: skip
_SOLAR = {"元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "植树节": (3, 12), "愚人节": (4, 1), "劳动节": (5, 1), "五一": (5, 1), "青年节": (5, 4), "儿童节": (6, 1), "六一": (6, 1), "建党节": (7, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆节": (10, 1), "国庆": (10, 1), "十一假期": (10, 1), "万圣节": (10, 31), "双十一": (11, 11), "光棍节": (11, 11), "平安夜": (12, 24), "圣诞节": (12, 25), "圣诞": (12, 25), "跨年": (12, 31), "christmas": (12, 25), "new year": (1, 1), "halloween": (10, 31), "valentine": (2, 14)}  # fmt: skip
_LUNAR = {"春节": (1, 1), "过年": (1, 1), "大年初一": (1, 1), "chinese new year": (1, 1), "lunar new year": (1, 1), "spring festival": (1, 1), "元宵节": (1, 15), "元宵": (1, 15), "端午节": (5, 5), "端午": (5, 5), "七夕": (7, 7), "中元节": (7, 15), "中秋节": (8, 15), "中秋": (8, 15), "mid-autumn": (8, 15), "重阳节": (9, 9), "重阳": (9, 9), "腊八节": (12, 8), "腊八": (12, 8)}  # fmt: skip
_FESTIVALS = "|".join(sorted([*_SOLAR, *_LUNAR, "除夕"], key=len, reverse=True))
_DAY = r"(?:(?P<{0}y>\d{{4}})\s*[年/.-]\s*)?(?P<{0}m>\d{{1,2}})\s*[月/.-]\s*(?P<{0}d>\d{{1,2}})\s*[日号]?"
_FULL = re.compile(_DAY.format(""))
_PAIR = re.compile(_DAY.format("a") + r"\s*(?:到|至|和|与|~|—|-)\s*" + _DAY.format("b"))
_UNTIL = re.compile(rf"(?:离|距离?|到)?\s*(?:(?P<f>{_FESTIVALS}))(?:节)?\s*(?:还有|还剩|还要|有)?\s*(?:多少天|几天|多久|多长时间)|(?:还有|还剩)\s*(?:多少天|几天|多久)\s*(?:到|过|就是|才到)?\s*(?P<g>{_FESTIVALS})", re.IGNORECASE)  # fmt: skip
_UNTIL_EN = re.compile(
    rf"how (?:many days|long)\s+(?:is it\s+)?(?:until|till|to|before)\s+(?P<f>{_FESTIVALS})", re.IGNORECASE
)
_WHEN = re.compile(
    rf"(?:(?P<y>\d{{4}})年|(?P<r>今年|明年|去年))?的?(?P<f>{_FESTIVALS})(?:是|在)?(?:几月几[号日]|哪一?天|什么时候|几[号日]|阳历)",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:(?:从)?(?:今天|现在)?(?:起|开始|算起|往后)?[,，]?)(?P<n>\d+)\s*(?P<u>天|个?星期|周|个?月)\s*(?:之|以)?(?P<w>后|前)(?:是|的)?(?:哪一?天|几[号日]|几月几[号日]|星期几|周几|什么日子)"
)
_OFFSET_EN = re.compile(
    r"what (?:date|day)\s+(?:is|will it be|was)\s+(?P<n>\d+)\s+(?P<u>day|week)s?\s+(?P<w>from now|from today|ago)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:是|属)?(?:星期|周|礼拜)几|what day (?:of the week )?(?:is|was|will)", re.IGNORECASE
)
_TODAY = re.compile(
    r"今天(?:是)?(?:几[号日]|几月几[号日]|多少号|什么日子)|what(?:'s| is) (?:today's date|the date today)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:份)?(?:有|一共|总共|共)+(?:几|多少)天")
_LEAP = re.compile(
    r"(?P<y>\d{3,4})年?是(?:不是)?(?:平年还是)?闰年|is (?P<z>\d{3,4}) a leap year", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})[点:：](?P<m>\d{1,2})分?\s*(?:再?过|加上?|之?后)\s*(?P<n>\d+)\s*(?P<u>分钟|小时)"
)


def _numerals(text: str) -> str:
    def turn(match: re.Match[str]) -> str:
        try:
            return str(cn2an.cn2an(match.group(1), "smart")) + match.group(2)
        except ValueError:
            return match.group()

    return re.sub(
        r"([零一二两三四五六七八九十百千]+)(个?月|天|号|日(?!子)|个?星期后|周后|年|点|分)", turn, text
    )


def festival(name: str, year: int) -> date:
    """The day of a festival whose (for a lunar one: lunar) year is `year`. KeyError for an unknown name."""
    name = name.casefold()
    if name == "除夕":
        return festival("春节", year + 1) - timedelta(days=1)
    if name in _SOLAR:
        return date(year, *_SOLAR[name])
    solar = Lunar.fromYmd(year, *_LUNAR[name]).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def _next(name: str, today: date) -> date:
    days = [festival(name, year) for year in (today.year - 1, today.year, today.year + 1)]
    return next(day for day in sorted(days) if day >= today)


def _day(match: re.Match[str], prefix: str, year: int) -> date:
    return date(int(match[prefix + "y"] or year), int(match[prefix + "m"]), int(match[prefix + "d"]))


def _named(day: date, lang: Lang) -> str:
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日，星期{_WEEK[day.weekday()]}"
    return f"{_WEEK_EN[day.weekday()]}, {day.day} {calendar.month_name[day.month]} {day.year}"


def date_answer(text: str, now: datetime, lang: Lang) -> str | None:
    """A sentence for a question about dates, seen from `now` (already in the community's zone), or None."""
    plain = _numerals(unicodedata.normalize("NFKC", text))
    if len(plain) > 80:
        return None
    today = now.date()
    for form in (_distance, _festival_day, _shifted, _weekday, _calendar):
        try:
            if answer := form(plain, today, lang):
                return answer
        except (ValueError, OverflowError, KeyError):
            return None
    return None


def _distance(plain: str, today: date, lang: Lang) -> str | None:
    if pair := _PAIR.search(plain):
        if not re.search(r"多少天|几天|多久|相差|how many days", plain):
            return None
        first, last = _day(pair, "a", today.year), _day(pair, "b", today.year)
        return (
            f"相差{abs((last - first).days)}天。"
            if lang == "zh"
            else f"{abs((last - first).days)} days apart."
        )
    if hit := _UNTIL.search(plain) or _UNTIL_EN.search(plain):
        name = hit["f"] or hit["g"]
        day = _next(name, today)
        left = (day - today).days
        if lang == "en":
            return f"{left} days: {name} is on {_named(day, lang)}."
        return f"还有{left}天，{name}是{_named(day, lang)}。" if left else f"就是今天，{name}快乐！"
    if re.search(r"(?:离|距离?|到).{0,12}(?:还有|还剩)?(?:多少天|几天)", plain) and (
        hit := _FULL.search(plain)
    ):
        day = _day(hit, "", today.year)
        if not hit["y"] and day < today:
            day = day.replace(year=day.year + 1)
        left = (day - today).days
        return (
            (f"还有{left}天。" if left >= 0 else f"已经过去{-left}天了。")
            if lang == "zh"
            else f"{left} days."
        )
    return None


def _festival_day(plain: str, today: date, lang: Lang) -> str | None:
    hit = _WHEN.search(plain)
    if hit is None:
        return None
    if hit["y"] or hit["r"]:
        year = int(hit["y"]) if hit["y"] else today.year + {"今年": 0, "明年": 1, "去年": -1}[hit["r"]]
        # "2027年除夕" is the evening before the spring festival of 2027.
        day = festival(hit["f"], year - 1 if hit["f"] == "除夕" else year)
    else:
        day = _next(hit["f"], today)
    return f"{hit['f']}是{_named(day, lang)}。" if lang == "zh" else f"{hit['f']} is on {_named(day, lang)}."


def _shifted(plain: str, today: date, lang: Lang) -> str | None:
    hit = _OFFSET.search(plain) or _OFFSET_EN.search(plain)
    if hit is None:
        return None
    count, unit = int(hit["n"]), hit["u"]
    back = hit["w"] in ("前", "ago")
    if "月" in unit:
        months = today.month - 1 + (-count if back else count)
        year, month = today.year + months // 12, months % 12 + 1
        day = date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
    else:
        days = count * (7 if unit in ("周", "星期", "个星期", "week") else 1)
        day = today + timedelta(days=-days if back else days)
    return f"{_named(day, lang)}。" if lang == "zh" else f"{_named(day, lang)}."


def _weekday(plain: str, today: date, lang: Lang) -> str | None:
    if _TODAY.search(plain):
        lunar = Solar.fromYmd(today.year, today.month, today.day).getLunar()
        moon = f"，农历{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}" if lang == "zh" else ""
        return f"{_named(today, lang)}{moon}。"
    if not _WEEKDAY.search(plain):
        return None
    if hit := _FULL.search(plain):
        return f"{_named(_day(hit, '', today.year), lang)}。"
    for word in sorted(_RELATIVE, key=len, reverse=True):
        if word in plain.casefold():
            return f"{_named(today + timedelta(days=_RELATIVE[word]), lang)}。"
    return None


def _calendar(plain: str, today: date, lang: Lang) -> str | None:
    if hit := _MONTH.search(plain):
        year = int(hit["y"] or today.year)
        return f"{year}年{int(hit['m'])}月有{calendar.monthrange(year, int(hit['m']))[1]}天。"
    if hit := _LEAP.search(plain):
        year = int(hit["y"] or hit["z"])
        leap = calendar.isleap(year)
        if lang == "en":
            return f"{year} is {'' if leap else 'not '}a leap year."
        return f"{year}年{'是闰年，2月有29天' if leap else '不是闰年，2月只有28天'}。"
    if hit := _CLOCK.search(plain):
        minutes = int(hit["h"]) * 60 + int(hit["m"]) + int(hit["n"]) * (60 if hit["u"] == "小时" else 1)
        return f"{minutes // 60 % 24}点{minutes % 60:02d}分{'（第二天）' if minutes >= 1440 else ''}。"
    return None
