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
from dazi.text.fact import Told
from dazi.text.normalise import has_cjk
from dazi.text.told import of_writer
from dazi.text.told import told as by_rule
from dazi.text.when import seen

KINDS = ("name", "pet", "work", "home", "child", "age", "dislike", "like", "plan")  # then: none of these
WEIGHTS = Path(__file__).parent.parent / "weights" / "memory.npz"
SAID = "life:said:"  # the head of the keys of what is kept in a member's own words
KEPT = timedelta(days=90)
SOON = timedelta(days=30)  # a plan without a day
_TELLS = 0.45  # of which chance on a clause is kept
_ASKS = 0.6  # and a comment taken for a question about oneself
_SURE = 0.45  # cosine from which words answer a question of another kind
_SAME = 0.25  # what it counts that they are of the kind asked for
_PERHAPS = 0.1  # and that they may be
_ENOUGH = 0.3
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
        open_ones = [one for one in clauses if not any(map(kind_of, by_rule(one, now)))]
        if not open_ones:
            return ()
        whole = whole and len(open_ones) == len(clauses)
        clauses = tuple(open_ones)
        bodies = [*clauses, *([text] if whole and len(clauses) > 1 and len(text) <= room else [])]
        chances = self._chances(self._tells, bodies)
        best = int(np.argmax(1 - chances[:, -1]))
        if len(bodies) > len(clauses) and chances[-1, -1] < chances[best, -1] + 0.1:
            best = len(bodies) - 1
        if 1 - chances[best, -1] < _TELLS:
            return ()
        first, second = (int(at) for at in np.argsort(-chances[best, :-1])[:2])
        kind = KINDS[first]
        if kind in {kind_of(one) for one in ruled}:
            return ()
        kinds = f"{kind}.{KINDS[second]}" if chances[best, second] > 0.4 * chances[best, first] else kind
        body = bodies[best].strip(" ，。！!~～,.")
        quote = f"“{body}”" if has_cjk(body) else f'"{body}"'
        key = f"{SAID}{kinds}:{crc32(body.encode()):08x}"
        return (
            Told("life", key, quote, round(float(1 - chances[best, -1]) * 0.7, 2), _until(kind, body, now)),
        )

    def asked(self, text: str, known: Sequence[Fact]) -> Fact | None:
        """What a comment asks of its writer, where it is such a question and something known answers it."""
        chances = self._chances(self._asks, [text])[0]
        kind = KINDS[int(np.argmax(chances[:-1]))]
        if 1 - chances[-1] < _ASKS:
            return None
        found = self._answers(
            text, kind, [fact for fact in known if fact.key.startswith(SAID) or kind_of(fact) == kind]
        )
        return found[0] if found else None

    def answers(self, question: str, kind: str, known: Sequence[Fact]) -> tuple[Fact, ...]:
        """Of what was kept in the member's own words, and of the facts of that kind, those that answer, best first; `kind`
        as text.selves has it."""
        wanted = "child" if kind.startswith("child") else _OF_ASKED.get(kind, "")
        ruled = wanted if wanted in ("work", "home") else "-"  # elsewhere the rules' own answer is final
        among = [fact for fact in known if fact.key.startswith(SAID) or kind_of(fact) == ruled]
        return self._answers(question, wanted, among)

    def _answers(self, question: str, wanted: str, among: Sequence[Fact]) -> tuple[Fact, ...]:
        if not among:
            return ()
        texts = [question, *(fact.text.strip('“”"') for fact in among[:_MOST])]
        vectors = self._encoder().vectors([standard(text) for text in texts])
        near = vectors[1:] @ vectors[0]
        found = []
        for fact, like in zip(among, near.tolist(), strict=False):
            kinds = fact.key.split(":")[2].split(".") if fact.key.startswith(SAID) else [kind_of(fact)]
            extra = 0.0 if wanted not in kinds else _SAME if wanted == kinds[0] else _PERHAPS
            if (extra and like + extra >= _ENOUGH) or like >= _SURE:
                found.append((like + extra, fact))
        return tuple(fact for _, fact in sorted(found, key=lambda pair: -pair[0]))

    def _chances(self, weights: Floats, texts: Sequence[str]) -> Floats:
        """(n, kinds + 1), each row with the sum 1; the last is that of none."""
        vectors = self._encoder().vectors([standard(text) for text in texts])
        scores = vectors @ weights[:-1] + weights[-1]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: Floats = powers / powers.sum(axis=1, keepdims=True)
        return chances


def kind_of(told: Told | Fact) -> str:
    """The kind of KINDS that a fact drawn by rule is of, or "" (a pet without a name is not told yet)."""
    if told.kind == "pet" and "叫" not in told.text and " called " not in told.text:
        return ""
    if told.kind in KINDS:
        return told.kind
    return _RULED.get(told.key.split(":")[1], "") if told.key.startswith("life:") else ""


def _until(kind: str, body: str, now: datetime) -> datetime:
    if kind != "plan":
        return now + KEPT
    day = seen(body, now)
    return day + timedelta(days=3) if day is not None else now + SOON
