"""The lines that tests speak: every kind has some, each is found by its own words and by what it means, nothing else is."""

from __future__ import annotations

import pytest

from dazi.models.fake import Scripted
from dazi.persona.lines import KINDS, found_by_likeness
from dazi.persona.shelf import Shelf
from dazi.testing import context
from tests.frozen import repertoire


def test_every_kind_has_lines_and_what_is_chatted_about_in_both_languages() -> None:
    lines = repertoire().lines
    assert {line.skill for line in lines} == set(KINDS)
    assert {(line.skill, line.lang) for line in lines} >= {
        (skill, lang) for skill in ("chat", "joke", "comfort", "write", "crisis") for lang in ("zh", "en")
    }


@pytest.mark.parametrize("meaning", [False, True])
async def test_a_line_answers_what_it_was_written_for_and_nothing_else(meaning: bool) -> None:
    shelf = Shelf(repertoire(meaning=meaning))
    for line in shelf.repertoire.of_skill("chat", "zh"):
        if found_by_likeness(line) and not line.after:
            said = await shelf.choose("chat", context(line.say[0]), Scripted(strength="weak"))
            assert said is not None and said.origin == line.id
    other = await shelf.choose("chat", context("那截铅丝今天换了个抽屉放"), Scripted(strength="weak"))
    assert other is not None and shelf.repertoire.by_id[other.origin].topic == "broad.any"
