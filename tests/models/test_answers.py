"""What a raw answer is worth."""

from __future__ import annotations

import pytest

from dazi.models.answers import chosen, follows, mass, parsed, rubbish, spoken


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<think>a</think>b", "b"), ("a</think> b", "b"), ("b<think>never closed", "b"), ("plain", "plain"),
        ("<think>\n\n</think>\n\n2 < 3", "2 < 3"), ("<THINKING>x</THINKING>y", "y"),
    ],
)  # fmt: skip
def test_thoughts_are_taken_off(raw: str, text: str) -> None:
    assert spoken(raw) == text


def test_rubbish_is_recognised_and_short_jokes_are_not() -> None:
    assert all(map(rubbish, ("", "<html><p>", " <!DOCTYPE html>", "\x00\x01a", "哈嘿" * 40)))
    assert not any(map(rubbish, ("哈哈哈哈哈", "6", "```html\n<html>\n```", "第一行\n第二行", "😂")))


def test_json_follows_its_schema_or_is_nothing() -> None:
    schema = {
        "type": "object",
        "properties": {"n": {"type": "integer", "minimum": 1}, "l": {"type": "array", "items": {"type": "string"}, "maxItems": 2}},
        "required": ["n"],
        "additionalProperties": False,
    }  # fmt: skip
    assert parsed('```json\n{"n": 1, "l": ["a"]}\n```', schema) == '{"n": 1, "l": ["a"]}'
    for wrong in ("", "[]", "{}", '{"n": 0}', '{"n": true}', '{"n": 1, "x": 2}', '{"n": 1, "l": [1]}', '{"n": 1, "l": ["a", "b", "c"]}', '{"n": 1} and so on'):  # fmt: skip
        assert parsed(wrong, schema) is None, wrong
    assert follows(None, {"type": ["string", "null"]}) and not follows("c", {"enum": ["a", "b"]})
    assert follows(2, {"anyOf": [{"const": 1}, {"const": 2}]}) and not follows(3, {"anyOf": [{"const": 1}]})


def test_the_choice_named_first_as_a_token_of_its_own() -> None:
    assert chosen("应该是 2，不是 1", "123") == 1
    assert chosen("第12个", "123") is None and chosen("Ｂ", "AB") == 1 and chosen("", "A") is None


def test_mass_adds_up_the_spellings() -> None:
    assert mass({"1": 0.5, " 1": 0.25, "１": 0.125, "12": 0.1}, ("1", "2")) == (0.875, 0.0)
