"""Whether a mention is answered at all; a silence is a reason code, never an exception. Knows no store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dazi.ports import Tally
from dazi.types import Mention


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is answered: replies a member a day, replies a thread an hour, and the age in hours past which a
    comment is left alone; pictures a member a day; `private_day` replies to one who talks to us alone. 0 means no
    limit. `spare` more are kept for what must not meet silence."""

    member_day: int = 40
    thread_hour: int = 60
    oldest_hours: float = 48.0
    spare: int = 20
    pictures_day: int = 10
    private_day: int = 200

    def of(self, mention: Mention) -> Limits:
        """Those that hold for a mention: a talk between two is longer than a thread, and disturbs nobody."""
        if mention.visibility != "private":
            return self
        return replace(self, member_day=self.private_day if self.member_day else 0, thread_hour=0)


def admit(
    mention: Mention,
    *,
    tally: Tally,
    switches: Mapping[str, str],
    limits: Limits,
    now: datetime,
    explicit: bool,
    urgent: bool = False,
) -> str | None:
    """The reason (silence.*) not to answer, or None. `switches` are the rows "switch.all", "switch.<platform>",
    "switch.<platform>.<video>" ("off" switches off); `explicit` says that the handle stands in the comment, `urgent`
    that it may speak of a risk to a life or tell us to leave, forget or undo: limits give way to it for a while."""
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
    if limits.oldest_hours and not mention.again and now - mention.at > timedelta(hours=limits.oldest_hours):
        return "silence.old"
    if tally.muted and not explicit:
        return "silence.muted"
    return over(tally, limits, limits.spare if urgent else 0)


def shut(skill: str, switches: Mapping[str, str], tally: Tally, limits: Limits) -> str | None:
    """The reason (silence.*) not to use a skill once it is decided on: switched off ("switch.skill.<name>"), or beyond a
    limit that urgency alone would pass; None otherwise. What meets a risk to a life is no skill's and never shut."""
    if switches.get(f"switch.skill.{skill}") == "off":
        return "silence.off_skill"
    return over(tally, limits)


def over(tally: Tally, limits: Limits, spare: int = 0) -> str | None:
    """The limit (silence.*) that is used up, `spare` replies beyond it too; None while there is room."""
    # One more than the day's limit passes: it gets the line that says so, and after it comes silence.
    if limits.member_day and tally.member_today > limits.member_day + spare:
        return "silence.member_limit"
    if limits.thread_hour and tally.thread_hour >= limits.thread_hour + spare:
        return "silence.thread_limit"
    return None


def painted_out(tally: Tally, limits: Limits) -> bool:
    """Whether the member's pictures of this day are used up."""
    return bool(limits.pictures_day) and tally.pictures_today >= limits.pictures_day


def at_limit(tally: Tally, limits: Limits) -> bool:
    """Whether this is the one mention that hears that the day's talk is used up."""
    return bool(limits.member_day) and tally.member_today == limits.member_day
