"""The painter's words: a prompt in Chinese or English becomes tokens. Knows no grammar and no drawing."""

import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
LONGEST_ZH, LONGEST_EN = 10, 5
_ASCII = re.compile(r"[a-z][a-z0-9'\-]*")
_BREAKS = set(',.;:!?，。；：！？\n()（）…~～—|/「」『』“”"《》【】[]')


@dataclass(frozen=True)
class Token:
    """One word: its kind (a table's name), the painter's own key, the words as written; colour of a breed."""

    kind: str
    key: str
    text: str
    colour: str = ""


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, str]]:
    """lexicon.toml as it stands."""
    return tomllib.loads((HERE / "lexicon.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def words() -> dict[str, Token]:
    """word -> token; own tables first, then the icons' names in both languages."""
    found: dict[str, Token] = {}
    for word, value in tables()["breed"].items():
        key, _, colour = value.partition("|")
        found[word] = Token("figure" if key in tables()["figure"] else "thing", key, word, colour)
    for kind, rows in tables().items():
        if kind == "breed":
            continue
        for key, listed in rows.items():
            for written in listed.split():
                word = written.replace("_", " ")
                found.setdefault(word, Token(kind, key, word))
    for icon, (zh, en) in json.loads((HERE / "labels.json").read_text(encoding="utf-8")).items():
        if icon.startswith(("person-", "man-", "woman-")):
            continue  # their names are sentences (骑自行车): the grammar reads those better
        for word in (zh, en):
            if word and (len(word) > 1):
                found.setdefault(word, Token("thing", icon, word))
    return found


def _singular(word: str) -> list[str]:
    """The word and what it may be the plural of."""
    forms = [word]
    if word.endswith("'s"):
        forms.append(word[:-2])
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s") and len(word) > 3:
        forms.append(word[:-1])
    return forms


def _english(text: str, at: int) -> tuple[Token | None, int]:
    """The longest phrase of known English words that starts here, and where it ends."""
    parts: list[tuple[str, int]] = []
    spot = at
    while len(parts) < LONGEST_EN and (match := _ASCII.match(text, spot)):
        parts.append((match.group(0), match.end()))
        spot = match.end() + 1 if text[match.end() : match.end() + 1] == " " else len(text)
    for size in range(len(parts), 0, -1):
        phrase = [part for part, _ in parts[:size]]
        for last in _singular(phrase[-1]):
            token = words().get(" ".join([*phrase[:-1], last]))
            if token:
                return Token(token.kind, token.key, text[at : parts[size - 1][1]], token.colour), parts[
                    size - 1
                ][1]
    return None, parts[0][1]


def _chinese(text: str, at: int) -> tuple[Token | None, int]:
    """The longest known word that starts at this character, and where it ends."""
    for size in range(LONGEST_ZH, 0, -1):
        token = words().get(text[at : at + size])
        if token:
            return Token(token.kind, token.key, text[at : at + size], token.colour), at + size
    return None, at + 1


def _next(text: str, at: int) -> tuple[Token | None, int]:
    """The token that starts here (None: not known) and where it ends."""
    letter = text[at]
    if letter in _BREAKS:
        return Token("break", "", letter), at + 1
    if letter == " ":
        return Token("space", "", letter), at + 1
    if number := re.match(r"[0-9]{1,9}(?![0-9])(?!-?bit)", text[at:]):
        return Token("count", number.group(0), number.group(0)), at + number.end()
    return _english(text, at) if _ASCII.match(text, at) else _chinese(text, at)


def read(prompt: str) -> list[Token]:
    """All tokens in order; runs of unknown characters come as one token of the kind `unknown`."""
    text = re.sub(r"[^\S\n]+", " ", unicodedata.normalize("NFKC", prompt).lower()).strip()
    tokens: list[Token] = []
    at = start = 0
    while at < len(text):
        token, end = _next(text, at)
        if token is None:
            at = end
            continue
        if text[start:at].strip():
            tokens.append(Token("unknown", "", text[start:at].strip()))
        if token.kind != "space":
            tokens.append(token)
        at = start = end
    if text[start:].strip():
        tokens.append(Token("unknown", "", text[start:].strip()))
    return tokens


def missed(tokens: list[Token]) -> tuple[str, ...]:
    """Unknown runs, joined over the small words between two of them."""
    runs: list[str] = []
    near = False
    for at, token in enumerate(tokens):
        if token.kind == "unknown":
            gap = tokens[at - 1].text if at and tokens[at - 1].kind == "stop" and near else ""
            if near and runs:
                runs[-1] += (
                    gap + token.text
                    if not token.text.isascii()
                    else f" {gap} {token.text}".replace("  ", " ")
                )
            else:
                runs.append(token.text)
            near = True
        elif token.kind != "stop":
            near = False
    return tuple(dict.fromkeys(runs))
