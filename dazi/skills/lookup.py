"""A question of the day, answered by what a page on the web says, with its name and date; knows no search engine."""

from __future__ import annotations

import re
from datetime import datetime

from dazi.bonds import Hit
from dazi.ports import Kit
from dazi.skills.drafts import phrase
from dazi.skills.likeness import grams, share
from dazi.types import Context, Draft

_ENOUGH = 0.3  # of the question that a page must take up
_LONGEST = {"zh": 80, "en": 200}  # characters of a page that are quoted
_ENDS = re.compile(r"[。！？!?；;]|\.(?=\s|$)")


async def looked_up(context: Context, kit: Kit) -> Draft | None:
    """What the page says that takes up most of the question, newest among equals; None where nobody may look, or nothing
    fits."""
    if kit.search is None:
        return None
    asked = grams(context.text)
    fit = [(share(asked, grams(f"{one.title} {one.text}")), one) for one in await kit.search.find(context.text, context.lang)]  # fmt: skip
    fit = [pair for pair in fit if pair[0] >= _ENOUGH]
    if not fit:
        return None
    _, best = max(
        fit, key=lambda pair: (round(pair[0], 1), pair[1].at is not None, pair[1].at or context.now)
    )
    said = phrase(
        "skills.looked_up", context, site=best.site, date=_date(best, context), text=_cut(best.text, context)
    )
    return Draft(said, "tool", "search")


def _date(one: Hit, context: Context) -> str:
    """The page's day, or that it bears none and was found today."""
    at: datetime = (one.at or context.now).astimezone(context.now.tzinfo)
    day = f"{at.month}月{at.day}日" if context.lang == "zh" else f"{at:%B} {at.day}"
    return day if one.at else phrase("skills.undated", context, day=day)


def _cut(text: str, context: Context) -> str:
    """The beginning of a page, up to the end of a sentence where there is one."""
    limit = _LONGEST[context.lang]
    head = text[:limit]
    ends = [hit.end() for hit in _ENDS.finditer(head)]
    if ends and (len(text) > limit or ends[-1] == len(text)):
        return head[: ends[-1]].rstrip("。.；; ")
    return head.rstrip() + ("…" if len(text) > limit else "")
