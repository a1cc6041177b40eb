"""The day that a plan's words point to ("下周三", "国庆", "next week"), from the day they were said on; knows no member."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta

_DAYS = {"今晚": 0, "tonight": 0, "明天": 1, "明早": 1, "明晚": 1, "tomorrow": 1, "tomorrow morning": 1, "tomorrow night": 1, "后天": 2, "大后天": 3}  # fmt: skip
_SPANS = {
    "这周": 7, "这星期": 7, "这礼拜": 7, "这个星期": 7, "这个礼拜": 7, "周": 7, "星期": 7, "礼拜": 7, "下周": 10, "下星期": 10, "下礼拜": 10, "下下周": 17, "next week": 10, "下个月": 45, "下月": 45, "这个月": 30, "本月": 30, "下个月底": 60, "下月底": 60, "下个月初": 40,
    "next month": 45, "this month": 30, "周末": 7, "年后": 120, "next year": 400, "明年": 400,
}  # fmt: skip
_SEASONS = {
    "元旦": (1, 3), "寒假": (2, 28), "春节": (2, 20), "过年": (2, 20), "除夕": (2, 16), "清明": (4, 6), "五一": (5, 5), "端午": (6, 25), "暑假": (8, 31), "中秋": (10, 6),
    "国庆": (10, 8), "年底": (12, 31), "年初": (1, 31), "跨年": (12, 31), "跨年夜": (12, 31), "圣诞": (12, 26), "圣诞节": (12, 26), "平安夜": (12, 24), "元宵": (3, 3), "元宵节": (3, 3), "大年初一": (2, 20),
    "年三十": (2, 20), "年前": (2, 20), "开春": (3, 31), "春天": (5, 31), "夏天": (8, 31), "秋天": (11, 30), "冬天": (2, 28), "入冬": (12, 31), "七夕": (8, 31), "清明节": (4, 6), "christmas": (12, 26), "new year": (1, 2), "thanksgiving": (11, 28),
}  # fmt: skip
# Days of the year that have a name and a date; those of the moon move.
_FEASTS = {
    "元旦": (1, 1), "跨年夜": (12, 31), "跨年": (12, 31), "情人节": (2, 14), "妇女节": (3, 8), "三八节": (3, 8), "植树节": (3, 12), "愚人节": (4, 1), "劳动节": (5, 1), "青年节": (5, 4), "五四": (5, 4),
    "儿童节": (6, 1), "六一": (6, 1), "建党节": (7, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆节": (10, 1), "国庆": (10, 1), "万圣节": (10, 31), "万圣夜": (10, 31), "光棍节": (11, 11), "双十一": (11, 11),
    "双十二": (12, 12), "平安夜": (12, 24), "圣诞节": (12, 25), "圣诞": (12, 25), "christmas eve": (12, 24), "christmas day": (12, 25), "new year's eve": (12, 31), "new year's day": (1, 1),
    "halloween": (10, 31), "valentine's day": (2, 14), "april fools": (4, 1),
}  # fmt: skip
_MOON = ("除夕", "大年三十", "年三十", "大年初一", "春节", "元宵节", "元宵", "端午节", "端午", "七夕", "中秋节", "中秋", "重阳节", "重阳", "腊八", "小年", "冬至", "清明")  # fmt: skip
FEAST = "(?:" + "|".join((*(one for one in _FEASTS if not one.isascii()), *_MOON)) + ")"
_WEEK = "一二三四五六日天"
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "廿": 20}
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_N = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
DATE = rf"{_N}月{_N}[号日]?"
WHEN = (
    rf"(?:今晚|今天(?:下午|晚上)|明天|明早|明晚|大后天|后天|(?:再)?过(?:{_N}|几)天|{_N}天[之以]?后|(?:这个?|下下?个?|本)月{_N}[号日]|(?:这个?|本)(?:周|星期|礼拜)(?![一二三四五六日天末])|(?:这个?|下下?个?|本)?(?:周末|礼拜天|星期天)|(?:这个?|下下?个?|本)?(?:周|星期|礼拜)[一二三四五六日天]|下下?个?(?:周|星期|礼拜)"
    rf"|(?:这个|下个?|本)月[底初]?|月底|月初|年底|年初|年后|明年{_N}月(?:份|底|初)?|明年|寒假|暑假|国庆|五一|元旦|春节|过年|中秋|端午|清明|除夕|跨年夜?|平安夜|圣诞节?|情人节|儿童节|六一|七夕|双十[一二]|元宵节?|大年初[一二三四五六七]|年三十|年前|开春|入冬|春天|夏天|秋天|冬天|(?:腊月|正月){_N}|{DATE}|{_N}月(?:份|底|初)?|{_N}[号日])"
)
WHEN_EN = (
    rf"(?:tomorrow(?: morning| night)?|tonight|(?:this|next) (?:week|weekend|month|year|{'|'.join(_ENGLISH)})|on (?:{'|'.join(_ENGLISH)})"
    rf"|(?:on |this )?{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?|on the \d{{1,2}}(?:st|nd|rd|th)|(?:in|next) {_MONTH}|in (?:the )?(?:spring|summer|autumn|fall|winter)|over christmas|for christmas|in two weeks|in a week|in two days)"
)
_WHEN, _WHEN_EN = re.compile(WHEN), re.compile(WHEN_EN, re.IGNORECASE)
_ONE_DAY = re.compile(
    rf"今晚|今天(?:下午|晚上)|明[天早晚]|大?后天|(?:再)?过{_N}天|{_N}天[之以]?后|(?:这个?|下下?个?|本)月{_N}[号日]|跨年夜?|平安夜|圣诞节?|情人节|(?:这个?|下下?个?|本)?(?:周|星期|礼拜)[一二三四五六日天]|{DATE}|{_N}[号日]"
)


def number(words: str) -> int:
    """12 of "十二", 20 of "二十" or "廿", 7 of "7"; 0 for what is no number."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS.get(words, 0) if len(words) == 1 else sum(_DIGITS.get(one, 0) for one in words)
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)


def day_of(words: str) -> tuple[int, int] | None:
    """(month, day) of "3月8号", "三月八号", "June 3rd", "3rd of June"; None for what names no day of the year."""
    if hit := re.fullmatch(rf"({_N})月({_N})[号日]?", words.strip()):
        return number(hit[1]), number(hit[2])
    plain = words.strip().casefold()
    if plain in _FEASTS:
        return _FEASTS[plain]
    month = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", plain)), 0)
    day = re.search(r"\d{1,2}", plain)
    return (month, int(day[0])) if month and day else None


def feast(words: str) -> bool:
    """Whether the words name a day of the year that is kept everywhere ("平安夜", "中秋")."""
    return words in _FEASTS or words in _MOON


def one_day(words: str) -> bool:
    """Whether the words name a single day, so that a date may stand for them."""
    return _ONE_DAY.fullmatch(words) is not None


def seen(text: str, now: datetime) -> datetime | None:
    """The last day that any words of a text point to; None where none do."""
    days = [moment(hit[0], now) for pattern in (_WHEN, _WHEN_EN) for hit in pattern.finditer(text)]
    return max((day for day in days if day is not None), default=None)


def moment(words: str, now: datetime) -> datetime | None:
    """The last day that the words may mean; None for words that name none."""
    words = words.strip().casefold().removeprefix("本").removeprefix("over ").removeprefix("for ")
    if words in _DAYS:
        return now + timedelta(days=_DAYS[words])
    if (found := _weekday(words, now)) is not None:
        return found
    if words in _SPANS:
        return now + timedelta(days=_SPANS[words])
    if hit := re.fullmatch(r"in (?:two|a) (week|day)s?", words):
        return now + timedelta(days=(14 if "two" in words else 7) if hit[1] == "week" else 2)
    if words in _SEASONS:
        return _next(now, *_SEASONS[words])
    if words in ("月底", "月初"):
        last = monthrange(now.year, now.month)[1]
        return now.replace(day=last) if words == "月底" else _next(now, now.month % 12 + 1, 5)
    if (found := _counted(words, now)) is not None:
        return found
    if hit := re.fullmatch(rf"(?:腊月|正月)({_N})", words):
        return now + timedelta(days=100)  # no calendar of the moon is at hand
    if hit := re.fullmatch(rf"(?:明年)?({_N})月(?:份|底|初)?", words):
        return _month(now, number(hit[1]), "明年" in words)
    if hit := re.fullmatch(rf"({_N})[号日]|on the (\d{{1,2}})(?:st|nd|rd|th)", words):
        day = number(hit[1]) if hit[1] else int(hit[2])
        return _next(now, now.month if day >= now.day else now.month % 12 + 1, day)
    if (found_day := day_of(words)) is not None:
        return _next(now, *found_day)
    if hit := re.fullmatch(r"in (?:the )?(spring|summer|autumn|fall|winter)", words):
        return _next(now, *{"spring": (5, 31), "summer": (8, 31), "winter": (2, 28)}.get(hit[1], (11, 30)))
    month = re.fullmatch(rf"(?:in|next) ({_MONTH})", words)
    return _month(now, _MONTHS.index(month[1][:3]) + 1, False) if month else None


def _counted(words: str, now: datetime) -> datetime | None:
    """So many days off, or a day of this month or the next."""
    if words in ("今天下午", "今天晚上"):
        return now
    if hit := re.fullmatch(rf"(?:再)?过({_N}|几)天|({_N})天[之以]?后", words):
        days = hit[1] or hit[2]
        return now + timedelta(days=7 if days == "几" else number(days))
    if hit := re.fullmatch(rf"(这个?|下下?个?|本)?月({_N})[号日]", words):
        ahead = now.month + (hit[1] or "").count("下")
        year, month = now.year + (ahead - 1) // 12, (ahead - 1) % 12 + 1
        day = number(hit[2])
        if 1 <= day <= monthrange(year, month)[1]:
            return now.replace(year=year, month=month, day=day)
    return None


def _weekday(words: str, now: datetime) -> datetime | None:
    if hit := re.fullmatch(rf"(这个?|下下?个?)?(?:周|星期|礼拜)([{_WEEK}])", words):
        day, head = min(_WEEK.index(hit[2]), 6), hit[1] or ""
        weeks = head.count("下")
        return now + timedelta(days=(7 * weeks - now.weekday() + day) if weeks else (day - now.weekday()) % 7)
    if hit := re.fullmatch(r"(这个?|下下?个?)?周末", words):
        return now + timedelta(days=6 - now.weekday() + 7 * (hit[1] or "").count("下"))
    if hit := re.fullmatch(r"(on|this|next) ([a-z]+day)", words):
        if hit[2] not in _ENGLISH:
            return None
        ahead = (_ENGLISH.index(hit[2]) - now.weekday()) % 7
        # "next Tuesday" said on a Friday is four days off or eleven: the later is the last it may mean.
        return now + timedelta(days=ahead + (7 if hit[1] == "next" and ahead < 3 else 0))
    if hit := re.fullmatch(r"(this|next) weekend", words):
        return now + timedelta(days=6 - now.weekday() + (7 if hit[1] == "next" else 0))
    return None


def _month(now: datetime, month: int, next_year: bool) -> datetime | None:
    if not 1 <= month <= 12:
        return None
    year = now.year + (1 if next_year or month < now.month else 0)
    return now.replace(year=year, month=month, day=monthrange(year, month)[1])


def _next(now: datetime, month: int, day: int) -> datetime | None:
    """The next such day of a year from `now` on; None for a day that no calendar has."""
    for year in (now.year, now.year + 1):
        try:
            at = now.replace(year=year, month=month, day=day)
        except ValueError:
            return None
        if at >= now:
            return at
    return None
