"""What stands under the films."""

import pytest

from dazi.clips.library import first_films, plaza
from dazi.clips.plaza import COMPANION, PLAZA, Remark, read_plaza
from dazi.errors import ConfigError


def _replies() -> list[tuple[Remark, Remark]]:
    return [(top, reply) for room in plaza().rooms for top in room.comments for reply in top.replies]


def test_each_film_has_its_room() -> None:
    assert {room.film for room in plaza().rooms} == {film.id for film in first_films()}
    for room in plaza().rooms:
        assert 10 <= len(room.comments) <= 25
        assert len(room.digest) >= len(next(f for f in first_films() if f.id == room.film).script.shots)
        assert room.mood == next(film.script.mood for film in first_films() if film.id == room.film)


def test_the_digest_quotes_what_the_film_says() -> None:
    for film in first_films():
        room = plaza().room(film.id)
        assert room is not None
        told = "".join(room.digest).replace(" ", "").replace("，", "")
        for shot in film.script.shots:
            for say in shot.says:
                for line in say.text.replace("*", "").split("\n"):
                    assert line.replace(" ", "").replace("，", "") in told, (film.id, line)


def test_thirty_threads_in_which_the_companion_plays() -> None:
    threads = [thread for room in plaza().rooms for thread in room.threads]
    assert len(threads) == 30
    assert all(thread.text.startswith("@小搭 ") for thread in threads)
    spoken = [reply for _, reply in _replies() if reply.by == COMPANION]
    assert all(reply.sample and len(reply.text) <= 150 for reply in spoken)
    assert len({reply.text for reply in spoken}) == len(spoken)


def test_answers_are_not_older_than_what_they_answer() -> None:
    assert all(reply.minutes_ago <= top.minutes_ago for top, reply in _replies())


def test_six_members() -> None:
    members = plaza().members
    assert len(members) == len({member.id for member in members}) == 6
    assert all(len(member.colour) == 7 and member.colour.startswith("#") for member in members)


def test_a_reply_of_the_companion_without_its_mark_is_refused() -> None:
    text = PLAZA.read_text(encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_plaza(text.replace(", sample = true", "", 1))
    assert caught.value.code == "clips_plaza_broken"
