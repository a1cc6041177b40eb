"""Eased tracks and acts."""

import pytest

from dazi.clips.motion import EASES, Act, Key, Track, pose_at


@pytest.mark.parametrize("name", sorted(EASES))
def test_every_ease_begins_at_nothing_and_ends_at_all(name: str) -> None:
    assert EASES[name](0.0) == pytest.approx(0.0, abs=1e-9)
    assert EASES[name](1.0) == pytest.approx(1.0)


def test_a_track_stands_still_outside_its_keys() -> None:
    track = Track((Key(1.0, (0.0,)), Key(2.0, (10.0,), "linear")))
    assert [track.at(t)[0] for t in (0.0, 1.5, 9.0)] == [0.0, 5.0, 10.0]


def test_a_hop_leaves_the_ground_and_lands_again() -> None:
    act = (Act("hop", at=1.0, seconds=1.0, by=100),)
    assert pose_at(act, 0.5).dy == 0
    top = pose_at(act, 1.0 + 0.2 + 0.325)
    assert top.dy == pytest.approx(-100)
    assert top.lift == pytest.approx(100)
    crouch = pose_at(act, 1.1)
    assert crouch.sy < 1 < crouch.sx
    assert pose_at(act, 3.0).dy == 0
    assert pose_at(act, 3.0).sy == pytest.approx(1.0)


def test_what_pops_in_is_hidden_before() -> None:
    act = (Act("pop", at=1.0, seconds=0.4),)
    assert pose_at(act, 0.5).alpha == 0
    assert pose_at(act, 2.0).sx == pytest.approx(1.0)
