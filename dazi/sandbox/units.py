"""Unit questions ("5英里是多少公里", "98.6F in C"), converted exactly by pint; knows no prices and no currencies."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import cn2an
import pint

from dazi.types import Lang

_NAMES: dict[str, str] = {
    "公里": "km", "千米": "km", "里地": "500 m", "华里": "500 m", "英里": "mile", "海里": "nautical_mile", "米": "m", "厘米": "cm", "公分": "cm",
    "毫米": "mm", "微米": "micrometer", "纳米": "nm", "英寸": "inch", "寸": "m/30", "英尺": "foot", "尺": "m/3", "丈": "10*m/3", "码": "yard", "光年": "light_year",
    "公斤": "kg", "千克": "kg", "斤": "500 g", "两": "50 g", "克": "g", "毫克": "mg", "吨": "metric_ton", "磅": "pound", "盎司": "ounce",
    "升": "liter", "毫升": "ml", "加仑": "gallon", "立方米": "m**3", "平方米": "m**2", "平米": "m**2", "平方公里": "km**2", "平方厘米": "cm**2", "亩": "2000/3*m**2", "公顷": "hectare", "英亩": "acre",
    "小时": "hour", "分钟": "minute", "秒": "second", "秒钟": "second", "毫秒": "ms", "天": "day", "周": "week", "星期": "week",
    "摄氏度": "degC", "华氏度": "degF", "度电": "kWh", "千瓦时": "kWh", "焦耳": "joule", "焦": "joule", "卡路里": "calorie", "卡": "calorie", "大卡": "kilocalorie", "千卡": "kilocalorie", "千焦": "kilojoule",
    "公里每小时": "km/hour", "千米每小时": "km/hour", "米每秒": "m/s", "马力": "metric_horsepower", "千瓦": "kW", "瓦": "W",
    "gb": "gigabyte", "mb": "megabyte", "tb": "terabyte", "kb": "kilobyte", "g内存": "gigabyte",
    "km": "km", "kilometers": "km", "kilometres": "km", "miles": "mile", "mile": "mile", "mi": "mile", "meters": "m", "metres": "m", "m": "m", "cm": "cm", "mm": "mm",
    "inches": "inch", "inch": "inch", "in": "inch", "feet": "foot", "foot": "foot", "ft": "foot", "yards": "yard", "kg": "kg", "kilos": "kg", "kilograms": "kg", "pounds": "pound",
    "lbs": "pound", "lb": "pound", "ounces": "ounce", "oz": "ounce", "grams": "g", "g": "g", "liters": "liter", "litres": "liter", "l": "liter", "ml": "ml", "gallons": "gallon",
    "hours": "hour", "minutes": "minute", "seconds": "second", "days": "day", "weeks": "week", "mph": "mile/hour", "km/h": "km/hour", "kmh": "km/hour", "m/s": "m/s",
    "celsius": "degC", "fahrenheit": "degF", "°c": "degC", "°f": "degF", "c": "degC", "f": "degF", "℃": "degC", "℉": "degF", "kcal": "kilocalorie", "kj": "kilojoule",
}  # fmt: skip
_ANY = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_ZH = re.compile(
    rf"(?P<n>(?<![\d./])-?\d+(?:\.\d+)?(?:/[1-9]\d*)?|[零一二两三四五六七八九十百千万半]+)\s*个?(?P<a>{_ANY})(?:[,，]?(?:等于|是|有|换成|换算成|换算为|合|约等于|大概是|相当于|=|to|到|转))+\s*(?:多少|几)个?\s*(?P<b>{_ANY})",
    re.IGNORECASE,
)
_ZH_INTO = re.compile(
    rf"(?:把)?(?P<n>(?<![\d./])-?\d+(?:\.\d+)?(?:/[1-9]\d*)?)\s*个?(?P<a>{_ANY})\s*(?:换成|换算成|换算为|转成|转换成|转换为)\s*(?P<b>{_ANY})",
    re.IGNORECASE,
)
_EN = re.compile(
    rf"(?:how many|what(?:'s| is))?\s*(?P<n>(?<![\d./])-?\d+(?:\.\d+)?(?:/[1-9]\d*)?)\s*(?P<a>{_ANY})\s+(?:in|to|into|as)\s+(?P<b>{_ANY})\b",
    re.IGNORECASE,
)
_EN_IN = re.compile(
    rf"how many (?P<b>{_ANY}) (?:are )?(?:there )?(?:in|is) (?P<n>(?<![\d./])-?\d+(?:\.\d+)?(?:/[1-9]\d*)?|an?|one)\s*(?P<a>{_ANY})\b",
    re.IGNORECASE,
)


@cache
def _registry() -> pint.UnitRegistry[float]:
    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


def _number(text: str) -> float:
    if text.casefold() in ("a", "an", "one"):
        return 1.0
    if text == "半":
        return 0.5
    over, slash, under = text.partition("/")
    try:
        return float(over) / float(under) if slash else float(text)
    except ValueError:
        return float(cn2an.cn2an(text, "smart"))


def unit_answer(text: str, lang: Lang) -> str | None:
    """ "5英里 ≈ 8.04672公里" for a unit question, or None; units of different kinds give None."""
    plain = unicodedata.normalize("NFKC", text).replace("°C", "℃").replace("°F", "℉")
    found = next((hit for form in (_ZH, _ZH_INTO, _EN_IN, _EN) if (hit := form.search(plain))), None)
    if found is None:
        return None
    source, target = found["a"], found["b"]
    try:
        value = _number(found["n"])
        result = _convert(value, _NAMES[source.casefold()], _NAMES[target.casefold()])
    except (pint.DimensionalityError, pint.UndefinedUnitError, ValueError):
        return None
    gap = " " if target.isascii() else ""
    said = found["n"] if "/" in found["n"] else f"{value:g}"
    return f"{said}{gap}{source}{'=' if result == f'{value:g}' else ' ≈ ' if '.' in result else ' = '}{result}{gap}{target}"


def _convert(value: float, source: str, target: str) -> str:
    registry = _registry()
    if source.startswith("deg") and target.startswith("deg"):
        return f"{registry.Quantity(value, source).to(target).magnitude:.1f}".removesuffix(".0")
    amount = value * registry.Quantity(1, "") * registry.parse_expression(source)
    ratio = float((amount / registry.parse_expression(target)).to("dimensionless").magnitude)
    return f"{ratio:.6g}" if abs(ratio) < 1e6 else f"{ratio:,.0f}"
