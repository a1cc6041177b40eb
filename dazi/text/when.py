"""The day that a plan's words point to ("下周三", "国庆", "next week"), from the day they were said on; knows no member."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta

_DAYS = {"今晚": 0, "tonight": 0, "明天": 1, "明早": 1, "明晚": 1, "tomorrow": 1, "tomorrow morning": 1, "tomorrow night": 1, "后天": 2, "大后天": 3}  # fmt: skip
_SPANS = {
    "下周": 10, "下星期": 10, "下礼拜": 10, "下下周": 17, "next week": 10, "下个月": 45, "下月": 45, "这个月": 30, "本月": 30, "下个月底": 60, "下月底": 60, "下个月初": 40,
    "next month": 45, "this month": 30, "周末": 7, "年后": 120, "next year": 400, "明年": 400,
}  # fmt: skip
_SEASONS = {
    "元旦": (1, 3), "寒假": (2, 28), "春节": (2, 20), "过年": (2, 20), "除夕": (2, 16), "清明": (4, 6), "五一": (5, 5), "端午": (6, 25), "暑假": (8, 31), "中秋": (10, 6),
    "国庆": (10, 8), "年底": (12, 31), "年初": (1, 31), "christmas": (12, 26), "new year": (1, 2), "thanksgiving": (11, 28),
}  # fmt: skip
_WEEK = "一二三四五六日天"
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "廿": 20}
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_N = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
DATE = rf"{_N}月{_N}[号日]?"
WHEN = (
    rf"(?:今晚|明天|明早|明晚|大后天|后天|(?:这个?|下下?个?|本)?(?:周末|礼拜天|星期天)|(?:这个?|下下?个?|本)?(?:周|星期|礼拜)[一二三四五六日天]|下下?个?(?:周|星期|礼拜)"
    rf"|(?:这个|下个?|本)月[底初]?|月底|月初|年底|年初|年后|明年{_N}月(?:份|底|初)?|明年|寒假|暑假|国庆|五一|元旦|春节|过年|中秋|端午|清明|除夕|(?:腊月|正月){_N}|{DATE}|{_N}月(?:份|底|初)?|{_N}[号日])"
)
WHEN_EN = (
    rf"(?:tomorrow(?: morning| night)?|tonight|(?:this|next) (?:week|weekend|month|year|{'|'.join(_ENGLISH)})|on (?:{'|'.join(_ENGLISH)})"
    rf"|(?:on |this )?{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?|on the \d{{1,2}}(?:st|nd|rd|th)|(?:in|next) {_MONTH}|over christmas|for christmas|in two weeks|in a week|in two days)"
)
_ONE_DAY = re.compile(
    rf"今晚|明[天早晚]|大?后天|(?:这个?|下下?个?|本)?(?:周|星期|礼拜)[一二三四五六日天]|{DATE}|{_N}[号日]"
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
    plain = words.casefold()
    month = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", plain)), 0)
    day = re.search(r"\d{1,2}", plain)
    return (month, int(day[0])) if month and day else None


def one_day(words: str) -> bool:
    """Whether the words name a single day, so that a date may stand for them."""
    return _ONE_DAY.fullmatch(words) is not None


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
    if hit := re.fullmatch(rf"(?:腊月|正月)({_N})", words):
        return now + timedelta(days=100)  # no calendar of the moon is at hand
    if hit := re.fullmatch(rf"(?:明年)?({_N})月(?:份|底|初)?", words):
        return _month(now, number(hit[1]), "明年" in words)
    if hit := re.fullmatch(rf"({_N})[号日]", words):
        day = number(hit[1])
        return _next(now, now.month if day >= now.day else now.month % 12 + 1, day)
    if hit := re.fullmatch(r"on the (\d{1,2})(?:st|nd|rd|th)", words):
        day = int(hit[1])
        return _next(now, now.month if day >= now.day else now.month % 12 + 1, day)
    if (found_day := day_of(words)) is not None:
        return _next(now, *found_day)
    month = re.fullmatch(rf"(?:in|next) ({_MONTH})", words)
    return _month(now, _MONTHS.index(month[1][:3]) + 1, False) if month else None


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
