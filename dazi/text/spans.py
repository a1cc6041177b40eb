"""Until when a wish shall hold ("这周", "考完之前", "for three days", "until Friday"), from the day it was said; knows no wish."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from dazi.text.when import moment

_NUMBERS: Mapping[str, int] = {
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "半": 0, "a": 1, "an": 1, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "few": 3, "couple of": 2,
}  # fmt: skip
_UNIT: Mapping[str, int] = {
    "天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "个星期": 7, "个礼拜": 7, "个月": 30, "月": 30, "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30,
    "年": 365, "year": 365,
}  # fmt: skip
_WEEKDAYS = {
    "monday": "一",
    "tuesday": "二",
    "wednesday": "三",
    "thursday": "四",
    "friday": "五",
    "saturday": "六",
    "sunday": "日",
}
_DAY_WORDS = r"今天|今晚|明天|后天|周[一二三四五六日天]|星期[一二三四五六日天]|下周[一二三四五六日天]|\d{1,2}月\d{1,2}[号日]|\d{1,2}号|月底|年底|下个月|国庆|五一|元旦|春节|过年|中秋|端午|清明|寒假|暑假"


def _end(day: datetime) -> datetime:
    """The end of a day."""
    return datetime.combine(day.date(), time(23, 59), day.tzinfo)


def _sunday(now: datetime) -> datetime:
    return _end(now + timedelta(days=6 - now.weekday()))


def _month(now: datetime) -> datetime:
    first = (now.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _end(first - timedelta(days=1))


def _count(hit: re.Match[str], now: datetime) -> datetime | None:
    said = hit["n"].strip()
    number = int(said) if said.isdigit() else _NUMBERS.get(said, 0)
    days = number * _UNIT[hit["unit"]]
    if said == "半":
        days = _UNIT[hit["unit"]] // 2
    return _end(now + timedelta(days=min(days, 366))) if days else None


def _till(hit: re.Match[str], now: datetime) -> datetime | None:
    said = hit["day"].strip().casefold().replace("星期", "周")
    if said in _WEEKDAYS:
        said = f"周{_WEEKDAYS[said]}"
    if said in ("今天", "今晚", "today", "tonight"):
        return _end(now)
    if said in ("tomorrow",):
        return _end(now + timedelta(days=1))
    day = moment(said, now)
    return _end(day) if day is not None else None


def _ahead(days: int) -> Callable[[re.Match[str], datetime], datetime | None]:
    return lambda hit, now: _end(now + timedelta(days=days))


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], datetime | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), make)
    for pattern, make in (
        (rf"(?:直?到|截止到?|持续到)(?P<day>{_DAY_WORDS})(?:为止|之前|前|晚上|那天|结束)?|(?P<day2>{_DAY_WORDS})(?:为止|之前|以前|前)", lambda hit, now: _till_any(hit, now)),
        (r"\b(?:until|till|til|through|before) (?:next )?(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|today)\b", _till),
        (r"(?:接下来|未来|这|最近|往后|今后|先来?|管)?(?:的)?(?P<n>\d{1,3}|[一两二三四五六七八九十半])(?P<unit>个星期|个礼拜|个月|天|周|星期|礼拜|年)(?:内|以内|之内|里|时间|就行|就好|就够|吧)?", _count),
        (r"\b(?:for|over|in) (?:the )?(?:next )?(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|few|couple of)? ?(?P<unit>days?|weeks?|months?|year)\b", lambda hit, now: _english(hit, now)),
        (r"^(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|few|couple of) ?(?P<unit>days?|weeks?|months?|year)(?= without\b)", lambda hit, now: _english(hit, now)),
        (r"今天|今晚|今儿|今夜|睡前|\b(?:today|tonight|for the day|just for now)\b", _ahead(0)),
        (r"这几天|这两天|\b(?:these days|the next few days|for a bit)\b", _ahead(3)),
        (r"这个?周末|周末|\bthis weekend\b", lambda hit, now: _sunday(now)),
        (r"这个?(?:周|星期|礼拜)(?![末一二三四五六日天])|本周|\bthis week\b", lambda hit, now: _sunday(now)),
        (r"这个?月|本月|\bthis month\b", lambda hit, now: _month(now)),
        (r"(?:国庆|五一|春节|过年|寒假|暑假|元旦|中秋|端午|清明)(?:期间|这几天|假期|那几天|里)?", lambda hit, now: _season(hit, now)),
        (r"[\u4e00-\u9fff]{2,4}期间(?:内|里)?|坐月子|月子里", _ahead(30)),
        (r"(?:考完|高考|考研|考试|期末|答辩|中考)(?:完|结束)?(?:之前|以前|前)|(?:备考|考试|期末)(?:期间|周|这段时间|这阵子)|\buntil (?:my )?(?:exams?|finals)(?: are| is)? ?(?:over|done)?|during (?:exams?|finals)", _ahead(30)),
        (r"(?:最近|这阵子|这段时间|近期|近来|暂时|先)(?!你?(?:老|总|一直|天天|怎么|又|净))(?=[^，,。]*(?:多|少|别|不要|推|想看|给我|来点|刷|换))|\b(?:for a while|lately|for now|recently)\b", _ahead(14)),
    )
)  # fmt: skip


def _till_any(hit: re.Match[str], now: datetime) -> datetime | None:
    said = (hit["day"] or hit["day2"] or "").replace("星期", "周")
    if said in ("月底", "年底"):
        return _month(now.replace(month=12) if said == "年底" else now)
    if said == "下个月":
        return _month(now)
    if said in ("今天", "今晚"):
        return _end(now)
    day = moment(said, now)
    # "周五之前" ends with the day before, and nobody minds the day itself.
    return _end(day) if day is not None else None


def _english(hit: re.Match[str], now: datetime) -> datetime | None:
    number = (hit["n"] or "one").strip()
    count = int(number) if number.isdigit() else _NUMBERS.get(number, 1)
    return _end(now + timedelta(days=min(count * _UNIT[hit["unit"].casefold()], 366)))


def _season(hit: re.Match[str], now: datetime) -> datetime | None:
    day = moment(hit[0][:2], now)
    return _end(day) if day is not None else None


def span(text: str, now: datetime) -> tuple[datetime | None, str]:
    """(until, the text without the words of time); None where it names no end."""
    for pattern, make in _RULES:
        if (hit := pattern.search(text)) and (until := make(hit, now)) is not None:
            return until, f"{text[: hit.start()]} {text[hit.end() :]}".strip()
    return None, text


def until_of(text: str, now: datetime) -> datetime | None:
    """Until when what a whole comment wishes shall hold: a day that is named before a vague "for now"; no time of what
    has been ("今天被骂了", "疼了三天")."""
    parts = [part for part in _CLAUSE.split(text) if part and not _PAST.search(part)]
    named = (
        until
        for rules in (_RULES[:-1], _RULES[-1:])
        for part in parts
        for pattern, make in rules
        if (hit := pattern.search(part)) and (until := make(hit, now)) is not None
    )
    return next(named, None)


_CLAUSE = re.compile(r"[,，。;；!！?？\n~～…]+|\.(?=\s|$)")
_PAST = re.compile(
    r"^(?:我|俺)?(?:今天|今晚|今儿)?.{0,8}[被]|(?:今天|这几天|这两天)[^推看刷来]{0,8}[了过]|[疼病累忙哭]了.{0,2}[天周月]|\b(?:was|were|had|been|day)\b(?! of)"
)
