"""What a comment tells, or asks, of its writer by its meaning, in whatever words: small linear models over sentence
vectors; knows no store.

What is told so is kept in the member's own words. No slot is filled, so nothing can be put into their mouth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dazi.bonds import Fact
from dazi.errors import ConfigError
from dazi.text.dialects import standard
from dazi.text.fact import Told, named_pet
from dazi.text.normalise import has_cjk
from dazi.text.told import of_writer
from dazi.text.told import told as by_rule
from dazi.text.when import seen

KINDS = ("name", "pet", "work", "home", "child", "age", "dislike", "like", "plan")  # then: none of these
WEIGHTS = Path(__file__).parent.parent / "weights" / "memory.npz"
SAID = "life:said:"  # the head of the keys of what is kept in a member's own words
KEPT = timedelta(days=90)
SOON = timedelta(days=30)  # a plan without a day
_TELLS = 0.55  # of which chance on a clause is kept
_ASKS = 0.6  # and a comment taken for a question about oneself
_KIND = 0.6  # what it counts beside the cosine that words are of the kind asked for
_FIT, _NEAR = 0.3, 0.5  # one of the two it must be
_ENOUGH = 0.36
# Kinds of text.selves that a loose pattern may find.
_LOOSE = ("near", "any", "eats", "taste", "before", "plan")
_QUOTES = 2  # of one comment
_LONGEST, _LONGEST_EN = 40, 90  # letters of a quotation that is the whole comment
_MOST = 40  # of the newest that are looked through for an answer
# Which kind a question of text.selves is of.
_OF_ASKED = {
    "name": "name", "pet": "pet", "job": "work", "before": "work", "school": "work", "home": "home", "from": "home", "birthday": "age", "age": "age", "allergy": "dislike", "eats": "dislike",
    "dislike": "dislike", "like": "like", "plays": "like", "taste": "like", "plan": "plan",
}  # fmt: skip
# Which keys of facts drawn by rule say the same already.
_RULED = {
    "job": "work", "work": "work", "before": "work", "school": "work", "major": "work", "home": "home", "from": "home", "child": "child", "age": "age", "birthday": "age", "allergy": "dislike", "fear": "dislike",
    "diet": "dislike", "plays": "like",
}  # fmt: skip

Floats = npt.NDArray[np.float32]


class Vectors(Protocol):
    """Texts as vectors of unit length (n, size)."""

    def vectors(self, texts: Sequence[str]) -> Floats: ...


class Sense:
    """`encoder` is made when the first text comes. Raises ConfigError where the weights are missing."""

    def __init__(self, encoder: Callable[[], Vectors], weights: Path = WEIGHTS) -> None:
        try:
            with np.load(weights, allow_pickle=False) as kept:
                self._tells, self._asks = kept["tells"].astype(np.float32), kept["asks"].astype(np.float32)
        except (OSError, KeyError, ValueError) as error:
            raise ConfigError("decide.weights", path=str(weights)) from error
        self._encoder = encoder

    def told(self, text: str, now: datetime, ruled: Sequence[Told] = ()) -> tuple[Told, ...]:
        """What a comment tells of its writer, in their words; nothing of a kind that `ruled` holds already."""
        clauses, whole = of_writer(text)
        if not clauses:
            return ()
        room = _LONGEST if has_cjk(text) else _LONGEST_EN
        # What a rule reads is kept as a fact already.
        open_ones = [one for one in clauses if not _ruled(one, now)]
        if not open_ones:
            return ()
        whole = whole and len(open_ones) == len(clauses)
        clauses = tuple(open_ones)
        bodies = [*clauses, *([text] if whole and len(clauses) > 1 and len(text) <= room else [])]
        chances = self._chances(self._tells, self._vectors(bodies))
        tells = 1 - chances[:, -1]
        if len(bodies) > len(clauses) and tells[-1] > max(_TELLS, *(tells[:-1] - 0.1)):
            chosen = [len(bodies) - 1]
        else:
            order = np.argsort(-tells[: len(clauses)]).tolist()
            chosen = [at for at in order if tells[at] >= _TELLS][:_QUOTES]
        found = (self._quoted(bodies[at], chances[at], now) for at in chosen)
        had = {kind_of(one) for one in ruled}
        return tuple(one for one in found if one.key.split(":")[2] not in had)

    def _quoted(self, body: str, chances: Floats, now: datetime) -> Told:
        kind = KINDS[int(np.argmax(chances[:-1]))]
        body = body.strip(" ，。！!~～,.")
        quote = f"“{body}”" if has_cjk(body) else f'"{body}"'
        key = f"{SAID}{kind}:{crc32(body.encode()):08x}"
        return Told("life", key, quote, round(0.7 * float(1 - chances[-1]), 2), _until(kind, body, now))

    def asked(self, text: str, known: Sequence[Fact]) -> Fact | None:
        """What a comment asks of its writer, where it is such a question and something known answers it."""
        chances = self._chances(self._asks, self._vectors([text]))[0]
        if 1 - chances[-1] < _ASKS:
            return None
        found = self._answers(text, chances[:-1] / (1 - chances[-1]), known)
        return found[0] if found else None

    def answers(self, question: str, kind: str, known: Sequence[Fact]) -> tuple[Fact, ...]:
        """Of what was kept in the member's own words, and of facts of that kind, those that answer, best first; `kind` as
        text.selves has it."""
        wanted, meant = kind_asked(kind), self._chances(self._asks, self._vectors([question]))[0, :-1]
        if kind in _LOOSE and meant.max() > 0.9 and (not wanted or meant[KINDS.index(wanted)] < 0.1):
            # "我养在单位的猫叫啥" asks for no food.
            return self._answers(question, meant / meant.sum(), known)
        ruled = wanted if wanted in ("work", "home") else "-"  # elsewhere the rules' own answer is final
        among = [fact for fact in known if fact.key.startswith(SAID) or kind_of(fact) == ruled]
        if wanted:
            chances = np.array([float(one == wanted) for one in KINDS], dtype=np.float32)
        else:
            chances = meant / meant.sum()
        return self._answers(question, chances, among)

    def _answers(self, question: str, wanted: Floats, known: Sequence[Fact]) -> tuple[Fact, ...]:
        """By how near a fact lies to the question and how surely it is of the kind asked for."""
        among = [fact for fact in known if fact.kind != "mood" and fact.kind != "gag"][:_MOST]
        if not among:
            return ()
        vectors = self._vectors([question, *(fact.text.strip('“”"') for fact in among)])
        near = vectors[1:] @ vectors[0]
        chances = self._chances(self._tells, vectors[1:])[:, :-1]
        chances /= chances.sum(axis=1, keepdims=True)
        for row, fact in zip(chances, among, strict=True):
            if kind := kind_of(fact):
                row[:] = [one == kind for one in KINDS]
        fit = chances @ wanted
        scores = np.where((fit >= _FIT) | (near >= _NEAR), near + _KIND * fit, 0.0)
        order = np.argsort(-scores, kind="stable").tolist()
        return tuple(among[at] for at in order if scores[at] >= _ENOUGH)

    def _vectors(self, texts: Sequence[str]) -> Floats:
        return self._encoder().vectors([standard(text) for text in texts])

    def _chances(self, weights: Floats, vectors: Floats) -> Floats:
        """(n, kinds + 1), each row with the sum 1; the last is that of none."""
        scores = vectors @ weights[:-1] + weights[-1]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: Floats = powers / powers.sum(axis=1, keepdims=True)
        return chances


def kind_asked(kind: str) -> str:
    """The kind of KINDS that a question of text.selves asks for, or ""."""
    return "child" if kind.startswith("child") else _OF_ASKED.get(kind, "")


def kind_of(told: Told | Fact) -> str:
    """The kind of KINDS that a fact drawn by rule is of, or "" (a pet without a name is not told yet)."""
    if told.kind == "pet" and not named_pet(told.text):
        return ""
    if told.kind in KINDS:
        return told.kind
    return _RULED.get(told.key.split(":")[1], "") if told.key.startswith("life:") else ""


def _ruled(clause: str, now: datetime) -> bool:
    """Whether rules draw something of a clause."""
    return any(kind_of(one) or one.was or one.gone for one in by_rule(clause, now))


def _until(kind: str, body: str, now: datetime) -> datetime:
    if kind != "plan":
        return now + KEPT
    day = seen(body, now)
    return day + timedelta(days=3) if day is not None else now + SOON
