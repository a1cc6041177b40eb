"""Personal data in text, masked: phone, identity and bank numbers, e-mail addresses. Knows no context."""

from __future__ import annotations

import re

_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d|\.\d)")
_IDENTITY = re.compile(
    r"(?<![\d.])([1-9]\d{5})((?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\d{3}[\dXx])(?![\dA-Za-z])"
)
_CARD = re.compile(r"(?<![\d.])(\d{4})([ -]?\d{4}){2,3}([ -]?\d{1,4})(?![\d.])")
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9])[A-Za-z0-9._%+-]*@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})")


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, the check digit of card numbers."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _card(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return f"{digits[:4]}****{digits[-4:]}" if 15 <= len(digits) <= 19 and _luhn(digits) else match.group()


def mask(text: str) -> str:
    """The text with personal numbers and addresses masked; short help lines (110, 120, 12356) stay."""
    text = _IDENTITY.sub(r"\1********\3", text)
    text = _MOBILE.sub(r"\1****\3", text)
    text = _CARD.sub(_card, text)
    return _EMAIL.sub(r"\1***@\2", text)
