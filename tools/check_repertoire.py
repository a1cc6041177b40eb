"""Checks a persona's lines before they ship: fields, doubles, near doubles, length, sameness, style. Knows no taste.

python tools/check_repertoire.py [persona]     prints what is wrong, one a line; exit status 1 if anything is
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from dazi.errors import DaziError
from dazi.persona.persona import Persona, load
from dazi.persona.repertoire import Line, read
from dazi.persona.slots import EITHER, OTHER
from dazi.persona.style import faults, measure
from dazi.text.normalise import fold
from dazi.words import explain

ALIKE = 0.55  # share of common three-character runs from which two replies say the same
SAME_START = 4  # characters (two words in English); more than SAME_TIMES lines of a skill may not open so
SAME_TIMES = 5
# Scenes without a limit of their own in a persona: one sentence that declines, or a crisis line with its numbers.
LIMITS = {"decline": 45, "limit": 45, "crisis": 90}
NEEDED = ("nothing", "later", "limit", "stuck", "mistake")


def lines_of(folders: Sequence[Path]) -> list[tuple[str, Line]]:
    """Every line with the file it stands in."""
    return [
        (file.name, line)
        for folder in folders
        for file in sorted(folder.glob("*.jsonl"))
        for line in read(file)
    ]


def problems(persona: Persona) -> Iterator[str]:
    """What is wrong with a persona's lines, each as a sentence."""
    found = lines_of(persona.repertoire)
    yield from _fields(found)
    yield from _doubles(found)
    yield from _style(found, persona)
    yield from _openings(found)
    yield from _whole([line for _, line in found], persona)


def _fields(found: Sequence[tuple[str, Line]]) -> Iterator[str]:
    for file, line in found:
        if not line.topic:
            yield f"{file}: {line.reply[:20]!r} has no topic"
        if len(line.say) > 5:
            yield f"{file}: {line.reply[:20]!r} has {len(line.say)} phrasings, five are enough"
        if len({fold(say) for say in line.say}) < len(line.say):
            yield f"{file}: {line.reply[:20]!r} repeats a phrasing"
        if line.reply != line.reply.strip():
            yield f"{file}: {line.reply[:20]!r} has space around it"
        if line.act != "pick" and line.needs & {EITHER, OTHER}:
            yield f"{file}: {line.reply[:20]!r} names two things to choose from, and its act is not 'pick'"


def _runs(text: str) -> frozenset[str]:
    plain = "".join(sign for sign in fold(text) if sign.isalnum())
    return frozenset(plain[i : i + 3] for i in range(max(1, len(plain) - 2)))


def _doubles(found: Sequence[tuple[str, Line]]) -> Iterator[str]:
    for id, times in Counter(line.id for _, line in found).items():
        if times > 1:
            yield f"{next(line.reply for _, line in found if line.id == id)[:20]!r} stands {times} times"
    runs = [
        _runs("".join(line.reply.split("```")[::2])) for _, line in found
    ]  # the same code may serve twice
    where: dict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(runs):
        shared = Counter(other for run in mine for other in where[run])
        for other, count in shared.items():
            one, two = found[other][1], found[at][1]
            if one.id != two.id and count > ALIKE * min(len(mine), len(runs[other])) and count > 4:
                yield f"{one.reply[:30]!r} and {two.reply[:30]!r} say nearly the same"
        for run in mine:
            where[run].append(at)


def _style(found: Sequence[tuple[str, Line]], persona: Persona) -> Iterator[str]:
    for file, line in found:
        if line.origin == "exemplar":
            continue
        wrong = faults(line.reply, line.skill, persona.style)
        limit = LIMITS.get(line.skill)
        if limit and measure(line.reply) > limit * 1.1:
            wrong = (*wrong, f"long:{measure(line.reply)}>{limit}")
        if wrong:
            yield f"{file}: {line.reply[:20]!r}: {', '.join(wrong)}"


def _openings(found: Sequence[tuple[str, Line]]) -> Iterator[str]:
    starts: dict[tuple[str, str], int] = defaultdict(int)
    for _, line in found:
        words = fold(line.reply).split()
        start = " ".join(words[:2]) if line.lang == "en" else fold(line.reply)[:SAME_START]
        # A line that opens with a slot opens with what the comment says.
        if not start.startswith("1") and "{" not in start:
            starts[line.skill, start] += 1
    for (skill, start), times in starts.items():
        if times > SAME_TIMES:
            yield f"{times} lines of {skill} open with {start!r}"


def _whole(lines: Sequence[Line], persona: Persona) -> Iterator[str]:
    comfort = [line for line in lines if line.skill == "comfort"]
    asking = [line for line in comfort if line.reply.rstrip().endswith(("?", "？"))]
    if len(asking) * 3 > len(comfort):
        yield f"{len(asking)} of {len(comfort)} comforting lines end in a question; one in three is the most"
    for lang in persona.languages:
        for topic in NEEDED:
            if not any(line.topic == topic and line.lang == lang for line in lines):
                yield f"no line of topic {topic!r} in {lang}"


def main(arguments: Sequence[str]) -> int:
    """Check one persona, by name or path; the shipped one by default."""
    try:
        persona = load(arguments[0] if arguments else "xiaoda")
        wrong = list(problems(persona))
        count = len(lines_of(persona.repertoire))
    except DaziError as error:
        print(explain(error, "en"), file=sys.stderr)
        return 2
    for one in wrong:
        print(one)
    print(f"{count} lines, {len(wrong)} problems", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
