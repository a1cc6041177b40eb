"""A talk between two is longer than a thread, and has limits of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from dazi.ports import Tally
from dazi.safety.admit import Limits, over
from dazi.types import Member, Mention

PUBLIC = Mention("plaza", "us", "c", "t", Member("plaza", "m"), "在吗", datetime(2026, 12, 1, tzinfo=UTC))
ALONE = replace(PUBLIC, visibility="private")


def test_a_talk_between_two_has_limits_of_its_own() -> None:
    limits = Limits()
    assert over(Tally(member_today=60, thread_hour=99), limits.of(PUBLIC)) is not None
    assert over(Tally(member_today=60, thread_hour=99), limits.of(ALONE)) is None
    assert over(Tally(member_today=300), limits.of(ALONE)) is not None
    assert over(Tally(member_today=300), Limits(0, 0, 0).of(ALONE)) is None
