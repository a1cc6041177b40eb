"""The day that a plan's words point to ("下周三", "国庆", "next week"), from the day they were said on; knows no member."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_DAYS = {"今晚": 0, "tonight": 0, "明天": 1, "明早": 1, "明晚": 1, "tomorrow": 1, "后天": 2, "大后天": 3}
_SPANS = {
    "下周": 10,
    "下星期": 10,
    "next week": 10,
    "下个月": 45,
    "下月": 45,
    "next month": 45,
    "这周末": 7,
    "周末": 7,
    "this weekend": 7,
    "下周末": 14,
}
_SEASONS = {
    "元旦": (1, 3), "寒假": (2, 28), "春节": (2, 20), "过年": (2, 20), "清明": (4, 6), "五一": (5, 5), "端午": (6, 25), "暑假": (8, 31), "中秋": (10, 6),
    "国庆": (10, 8), "年底": (12, 31),
}  # fmt: skip
_WEEK = "一二三四五六日天"
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def moment(words: str, now: datetime) -> datetime | None:
    """The last day that the words may mean; None for words that name none."""
    words = words.strip().casefold()
    if words in _DAYS:
        return now + timedelta(days=_DAYS[words])
    if hit := re.fullmatch(rf"(下?)(?:周|星期)([{_WEEK}])", words):
        day = min(_WEEK.index(hit[2]), 6)
        ahead = (day - now.weekday()) % 7
        if hit[1]:
            ahead = 7 - now.weekday() + day
        return now + timedelta(days=ahead)
    if hit := re.fullmatch(r"on ([a-z]+day)", words):
        return (
            now + timedelta(days=(_ENGLISH.index(hit[1]) - now.weekday()) % 7) if hit[1] in _ENGLISH else None
        )
    if words in _SPANS:
        return now + timedelta(days=_SPANS[words])
    if words in _SEASONS:
        return _next(now, *_SEASONS[words])
    if words == "月底":
        return _next(now, now.month % 12 + 1, 1)
    if hit := re.fullmatch(r"(\d{1,2})月(\d{1,2})[号日]", words):
        return _next(now, int(hit[1]), int(hit[2]))
    if hit := re.fullmatch(r"(\d{1,2})号", words):
        day = int(hit[1])
        month = now.month if day >= now.day else now.month % 12 + 1
        return _next(now, month, day)
    return None


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
