"""What a model's raw answer is worth: thoughts taken off, rubbish recognised, JSON checked; knows no wire."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
OPEN = re.compile(r"<think(?:ing)?>.*\Z", re.DOTALL | re.IGNORECASE)
CLOSE = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
FENCE = re.compile(r"\A```[a-z]*\s*\n(.*?)\n?```\Z", re.DOTALL | re.IGNORECASE)
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def spoken(text: str) -> str:
    """The answer without its thoughts: whole <think> blocks, one that was cut off, and one whose opening tag stood
    in the prompt."""
    text = THOUGHT.sub("", text)
    text = CLOSE.sub("", text)
    return OPEN.sub("", text).strip()


def rubbish(text: str) -> bool:
    """Whether this is no answer: nothing, an error page, broken bytes, or a few characters over and over."""
    if not text or re.match(r"\s*<(!doctype html|html)[\s>]", text, re.IGNORECASE):
        return True
    odd = sum(c == "\ufffd" or (unicodedata.category(c) == "Cc" and c not in "\n\t\r") for c in text)
    return odd * 5 > len(text) or (len(text) > 60 and len(set(text)) <= 3)


def parsed(text: str, schema: Mapping[str, object]) -> str | None:
    """The JSON text in an answer when it follows the schema, else None. A code fence around it is taken off."""
    fenced = FENCE.match(text)
    inner = (fenced.group(1) if fenced else text).strip()
    try:
        value = json.loads(inner)
    except ValueError:
        return None
    return inner if follows(value, schema) else None


def follows(value: object, schema: Mapping[str, object]) -> bool:
    """Whether a JSON value follows a schema; of JSON Schema: type, enum, const, anyOf, properties, required,
    additionalProperties false, items and the limits of length and size. Other words are not looked at."""
    if "anyOf" in schema and not any(follows(value, one) for one in _schemas(schema["anyOf"])):
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in _list(schema["enum"]):
        return False
    kinds = schema.get("type")
    if kinds is not None and not any(_is(value, str(kind)) for kind in _list(kinds)):
        return False
    if isinstance(value, dict):
        return _object(value, schema)
    if isinstance(value, list):
        items = schema.get("items")
        fits = _between(len(value), schema, "minItems", "maxItems")
        return fits and (not isinstance(items, Mapping) or all(follows(item, items) for item in value))
    if isinstance(value, str):
        return _between(len(value), schema, "minLength", "maxLength")
    if isinstance(value, int | float):
        return _between(value, schema, "minimum", "maximum")
    return True


def chosen(text: str, choices: Sequence[str]) -> int | None:
    """Which of the choices an answer in words names first, as a token of its own; None: no one."""
    text = _plain(text)
    found: list[tuple[int, int]] = []
    for index, choice in enumerate(choices):
        match = re.search(rf"(?<![0-9A-Za-z]){re.escape(_plain(choice))}(?![0-9A-Za-z])", text)
        if match:
            found.append((match.start(), index))
    return min(found)[1] if found else None


def mass(tokens: Mapping[str, float], choices: Sequence[str]) -> tuple[float, ...]:
    """The probability of each choice, summed over the tokens that spell it (" 1", "1", "１")."""
    return tuple(min(1.0, sum(p for t, p in tokens.items() if _plain(t) == _plain(c))) for c in choices)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _is(value: object, kind: str) -> bool:
    if kind in ("integer", "number") and isinstance(value, bool):
        return False
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, TYPES.get(kind, object))


def _object(value: Mapping[str, object], schema: Mapping[str, object]) -> bool:
    properties = schema.get("properties")
    known: Mapping[str, object] = properties if isinstance(properties, Mapping) else {}
    if any(name not in value for name in _list(schema.get("required", ()))):
        return False
    if schema.get("additionalProperties") is False and any(name not in known for name in value):
        return False
    return all(
        follows(value[name], one) for name, one in known.items() if name in value and isinstance(one, Mapping)
    )


def _between(size: float, schema: Mapping[str, object], low: str, high: str) -> bool:
    least, most = schema.get(low), schema.get(high)
    return (not isinstance(least, int | float) or size >= least) and (
        not isinstance(most, int | float) or size <= most
    )


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _schemas(value: object) -> list[Mapping[str, object]]:
    return [one for one in _list(value) if isinstance(one, Mapping)]
