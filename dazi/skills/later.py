"""What cannot be done here (nothing paints, no feed is ours) says so in one sentence of its persona."""

from __future__ import annotations

from dazi.ports import Kit
from dazi.types import Context, Draft


def later(skill: str, context: Context, kit: Kit) -> Draft:
    """The fixed line of topic "later.<skill>"."""
    return kit.lines.fixed(f"later.{skill}", context)
