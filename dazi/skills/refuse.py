"""What is not done here, declined with charm; the model has no part in it."""

from __future__ import annotations

from dazi.ports import Kit
from dazi.types import Context, Decision, Draft
from dazi.words import say, sentences


class Refuse:
    """A line for the category that the floor named in `decision.reason`, else the persona's own."""

    name = "refuse"

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        source, _, category = decision.reason.partition(".")
        code = f"safety.{category}"
        if source == "floor" and category and code in sentences(context.lang):
            return Draft(say(code, context.lang), "words", code)
        return kit.lines.fixed("refuse", context)
