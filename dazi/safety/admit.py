"""Whether a mention is answered at all; a silence is a reason code, never an exception. Knows no store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dazi.ports import Tally
from dazi.types import Mention


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is answered: replies a member a day, replies a thread an hour, and the age in hours past which a
    comment is left alone. 0 means no limit."""

    member_day: int = 40
    thread_hour: int = 60
    oldest_hours: float = 48.0


def admit(
    mention: Mention,
    *,
    tally: Tally,
    switches: Mapping[str, str],
    limits: Limits,
    now: datetime,
    explicit: bool,
) -> str | None:
    """The reason (silence.*) not to answer, or None. `switches` are the rows "switch.all", "switch.<platform>",
    "switch.<platform>.<video>" ("off" switches off); `explicit` says that the handle stands in the comment."""
    if mention.member.account == mention.account:
        return "silence.own"
    if mention.bot:
        return "silence.bot"
    if switches.get("switch.all") == "off":
        return "silence.off"
    if "off" in (
        switches.get(f"switch.{mention.platform}"),
        switches.get(f"switch.{mention.platform}.{mention.video}"),
    ):
        return "silence.off_platform"
    if limits.oldest_hours and now - mention.at > timedelta(hours=limits.oldest_hours):
        return "silence.old"
    if tally.muted and not explicit:
        return "silence.muted"
    # One more than the limit passes: it gets the line that says so, and after it comes silence.
    if limits.member_day and tally.member_today > limits.member_day:
        return "silence.member_limit"
    if limits.thread_hour and tally.thread_hour >= limits.thread_hour:
        return "silence.thread_limit"
    return None


def at_limit(tally: Tally, limits: Limits) -> bool:
    """Whether this is the one mention that hears that the day's talk is used up."""
    return bool(limits.member_day) and tally.member_today == limits.member_day
