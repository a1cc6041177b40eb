"""A question that leans on the exchange before: joined with what that was about and looked up; knows no model."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dazi.label import strip_label
from dazi.ports import Kit
from dazi.skills.checked import NEAR, asks, at_best, readings
from dazi.skills.checked import fitting as fits
from dazi.skills.drafts import from_line, phrase, spoken
from dazi.skills.likeness import about, asks_just, denies_or_others, repeats, same_chance
from dazi.text.follow import Kind, core, kind, opens_as_follow_up
from dazi.types import Context, Draft, Found

_LOOKED_AT = 40  # of the nearest lines; the words of two turns are spread over more of them than those of one
_COVERED = 0.6  # of what the follow-up says itself must stand in the question of a checked answer
_ROOM = 2  # signs (of one without signs: one word) of that question that neither turn brings
_BACK = 3  # questions of the talk that a later turn may go back to
_ALONE = 3  # signs from which a follow-up may be a whole question of its own
_WHOLE = 6  # and from which it surely is one, where it doesn't open like one who goes on
_PRONOUN = re.compile(r"它们?|这个?|那个?|\b(?:it|they|them|that|this|those|these)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A follow-up: what it wants, its own words, the questions that it goes on from (newest first) and our last reply."""

    kind: Kind
    own: str
    asked: tuple[str, ...]
    said: str

    @property
    def joined(self) -> str:
        """Both turns as one question, for looking up."""
        return f"{self.asked[-1]} {self.own}"


def leaning(context: Context) -> Leaning | None:
    """The comment as a follow-up to a serious answer of ours; None where it is none."""
    wants = kind(context.text)
    turns = context.turns
    at = next((at for at in range(len(turns) - 1, -1, -1) if turns[at].own), None)
    if not wants or at is None or turns[at].skill not in ("answer", None):
        return None
    asked: list[str] = []
    for turn in reversed(turns[:at]):
        if turn.own:
            continue
        asked.append(turn.text)
        if not _leans_itself(turn.text) or len(asked) == 3:
            break
    return Leaning(wants, core(context.text), tuple(asked), strip_label(turns[at].text)) if asked else None


def _leans_itself(text: str) -> bool:
    wants = kind(text)
    return wants not in ("", "ask") or (wants == "ask" and (opens_as_follow_up(text) or len(text) <= _WHOLE))


def known(leans: Leaning, context: Context, kit: Kit) -> Draft | None:
    """A checked answer to a follow-up: the second turn that was written for it, that to both turns together, or to the
    follow-up alone where it is a whole question; else, asked whether we are sure, what we rely on. None: not known."""
    near = kit.lines.find("answer", replace(context, text=leans.joined), _LOOKED_AT)
    near = (*near, *kit.lines.find("answer", replace(context, text=leans.own), _LOOKED_AT))
    seconds = [line for line in near if line.after and _same_reply(line.after, leans.said)]
    if line := _second(seconds, leans):
        return from_line(line, context, reserve=False)
    if leans.kind == "sure":
        return _reassured(leans, context, kit)
    if leans.kind != "ask":
        return None
    firsts = [line for line in near if not line.after and not _same_reply(line.text, leans.said)]
    alone = next((line for line in firsts if _alone(line, leans, context)), None)
    if alone and not opens_as_follow_up(context.text):
        return from_line(alone, context, reserve=False)
    fit = max(
        ((fitting(line.say, leans), line) for line in firsts), key=lambda two: two[0], default=(0.0, None)
    )
    line = fit[1] if fit[0] > 0 else alone
    return from_line(line, context, reserve=False) if line else None


def by_both(context: Context, kit: Kit) -> tuple[float, Found | None]:
    """The line that most likely answers this turn together with a question that was put earlier in the talk ("夜里腿抽筋
    是缺钙吗", then "在水里抽了咋办"), and the chance; it says something that this turn asks, and is not said over."""
    own = about(core(context.text))
    said = [strip_label(turn.text) for turn in context.turns if turn.own]
    earlier = [turn.text for turn in context.turns if not turn.own and turn.member == context.lead.member]
    best: tuple[float, Found | None] = (0.0, None)
    for asked in [one for one in reversed(earlier) if asks(one)][:_BACK]:
        before = about(asked)
        for part in readings(context.text):
            joined = f"{asked} {part}"
            for line in kit.lines.find("answer", replace(context, text=joined), _LOOKED_AT // 2):
                if line.after or at_best(line) < max(NEAR, best[0]):
                    continue
                knows = about(line.say)
                if not knows & own - before or not knows & before - own:
                    continue
                if any(_same_reply(line.text, one) for one in said):
                    continue
                chance = fits(line, joined, joined)
                if chance > best[0]:
                    best = (chance, line)
    return best


def unsure(context: Context) -> Draft:
    """That we don't know how it goes on, while what was said before stands."""
    return spoken("skills.follow_unsure", context)


def fitting(say: str, leans: Leaning) -> float:
    """How well a checked question is what both turns ask together (0: not): it holds what the follow-up says, something
    of what was asked before, and hardly anything else."""
    own, before, line = about(leans.own), frozenset[str](), about(say)
    for one in leans.asked:
        before |= about(core(one))
    if not own or not line or denies_or_others(line, own, before):
        return 0.0
    covered, extra = len(own & line) / len(own), line - own - before
    shared = (line - own) & before
    words = frozenset(one for one in line if len(one) > 1)
    room = _ROOM if len(words) < len(line) else 0
    few = len(extra - words) > room or len(extra & words) > (0 if room else 1)
    if covered < (_COVERED if len(own) > 2 else 1.0) or few or not shared:
        return 0.0
    if not shared & words and len(shared) < min(2, len(before)):
        return 0.0
    return covered + len(shared) / len(before) - len(extra) / len(line)


def _second(lines: list[Found], leans: Leaning) -> Found | None:
    """The second turn written for what is asked: of the same kind, or in nearly the same words."""
    for line in lines:
        wants = kind(line.say)
        if (leans.kind != "ask" and wants == leans.kind) or (core(line.say) == leans.own):
            return line
    best = max(lines, key=lambda line: same_chance(line, leans.own), default=None)
    if leans.kind != "ask" or best is None:
        return None
    own, says = about(leans.own), about(core(best.say))
    new = own - frozenset(one for asked in leans.asked for one in about(asked))
    covered = len(new & says) * 2 >= len(new) and not any(len(one) > 1 for one in new - says)
    alike = own and says and covered and len(own & says) / len(own | says) >= 0.5
    return best if alike and not denies_or_others(says, own, frozenset()) else None


def _alone(line: Found, leans: Leaning, context: Context) -> bool:
    """Whether a line answers the follow-up by itself: it names something, and asks just that."""
    if len(about(leans.own)) < _ALONE or _PRONOUN.search(leans.own):
        return False
    own = about(leans.own)
    return own == about(line.say) or (len(own) > _WHOLE and asks_just(line, leans.own))


def _reassured(leans: Leaning, context: Context, kit: Kit) -> Draft:
    """Sure of what people checked; of what a model said from memory no more than was said."""
    lines = kit.lines.find("answer", replace(context, text=leans.asked[0]), _LOOKED_AT)
    lines = (*lines, *kit.lines.find("answer", replace(context, text=leans.joined), _LOOKED_AT))
    if any(_same_reply(line.text, leans.said) for line in lines):
        return spoken("skills.follow_sure", context)
    return Draft(phrase("skills.follow_memory", context), "words", "skills.follow_memory")


def _same_reply(text: str, said: str) -> bool:
    return text == said or (len(text) > 8 and text in said) or repeats(text, said)
