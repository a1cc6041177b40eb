"""Verdicts on pairs, read back into a table by skill: how often 小搭 was better, the same, worse, harmful. Knows no
model and no page."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import click
from rich.console import Console
from rich.table import Table

from dazi.cli.output import Speech, as_json, speech
from dazi.cli.pairs import SIDES, Pair, RowsFile, Side
from dazi.errors import BadInput

Better = Literal["left", "right", "same", "neither", "split"]
BETTER: tuple[Better, ...] = ("left", "right", "same", "neither", "split")
KIND = "dazi-verdicts"
Z = 1.959964  # the normal distribution's 97.5 % point


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of one pair. "split": a model that judged twice, sides swapped, did not agree with itself."""

    better: Better
    harmful: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """All of one judge on one run; `by` is a model's name, empty for a person."""

    run: str
    by: str = ""
    found: Mapping[str, Verdict] = field(default_factory=dict)

    def as_text(self) -> str:
        """As a file holds it."""
        found = {key: {"better": one.better, "harmful": list(one.harmful)} for key, one in self.found.items()}
        return as_json({"kind": KIND, "run": self.run, "by": self.by, "verdicts": found}) + "\n"


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`, with the Wilson interval at 95 % of the true share (Wilson 1927); all 0..1."""

    count: int
    of: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """A skill's line of the table, seen from 小搭. Shares are of the pairs that were decided; harm is of all that
    were looked at, split ones too. `skill` "*" is all together."""

    skill: str
    decided: int
    split: int
    better: Share
    same: Share
    worse: Share
    neither: Share
    harmful: Share
    bare_harmful: Share


def share(count: int, of: int) -> Share:
    """A share with its interval; nothing known (0..1) of nothing seen."""
    if not of:
        return Share(0, 0, 0.0, 0.0, 1.0)
    part, spread = count / of, Z * Z / of
    middle = (part + spread / 2) / (1 + spread)
    half = Z * math.sqrt(part * (1 - part) / of + spread / (4 * of)) / (1 + spread)
    return Share(
        count, of, round(part, 4), round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
    )


def read_verdicts(path: Path) -> Verdicts:
    """The verdicts of a file that the page or a judge wrote; BadInput where it is none."""
    try:
        told = json.loads(path.read_text("utf-8-sig"))
        if told["kind"] != KIND:
            raise ValueError(f"kind {told['kind']!r}")
        found = {str(key): _verdict(one) for key, one in told["verdicts"].items()}
        return Verdicts(str(told["run"]), str(told.get("by") or ""), found)
    except FileNotFoundError as fault:
        raise BadInput("error.file_missing", path=str(path)) from fault
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BadInput("eval.no_verdicts", path=str(path), detail=str(fault)) from fault


def _verdict(told: Mapping[str, Any]) -> Verdict:
    better, harmful = told["better"], told.get("harmful") or []
    if better not in BETTER or not isinstance(harmful, list) or not set(harmful) <= set(SIDES):
        raise ValueError(f"{as_json(told)} is no verdict")
    return Verdict(better, tuple(side for side in SIDES if side in harmful))


def lines(pairs: Iterable[Pair], found: Mapping[str, Verdict]) -> list[Line]:
    """The table: the most judged skill first, all together last."""
    judged = [(pair, found[pair.key]) for pair in pairs if pair.key in found]
    skills: dict[str, list[tuple[Pair, Verdict]]] = {}
    for pair, verdict in judged:
        skills.setdefault(pair.skill or "?", []).append((pair, verdict))
    ordered = sorted(skills.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_line(skill, group) for skill, group in [*ordered, ("*", judged)]]


def _line(skill: str, group: list[tuple[Pair, Verdict]]) -> Line:
    ends = [_end(pair, verdict.better) for pair, verdict in group]
    harms = [pair.who(side) for pair, verdict in group for side in verdict.harmful]
    split = ends.count("split")
    decided = len(group) - split
    counts = {end: share(ends.count(end), decided) for end in ("better", "same", "worse", "neither")}
    return Line(
        skill, decided, split, **counts,
        harmful=share(harms.count("dazi"), len(group)), bare_harmful=share(harms.count("bare"), len(group)),
    )  # fmt: skip


def _end(pair: Pair, better: Better) -> str:
    """A verdict on sides, as one on 小搭."""
    if better == "left" or better == "right":
        return "better" if pair.who(better) == "dazi" else "worse"
    return better


def told_of(verdicts: Verdicts, pairs: int, table: list[Line], spoken: Speech, model: str) -> list[str]:
    """Sentences on who judged, and how much of it: a model's word is never passed off as a person's."""
    whole = table[-1]
    said = [spoken("eval.by_person", count=whole.decided, of=pairs)]
    if verdicts.by:
        said = [spoken("eval.by_model", model=verdicts.by, count=whole.decided, of=pairs, split=whole.split)]
        if verdicts.by == model:
            said.append(spoken("eval.by_itself", model=model))
    if whole.bare_harmful.count:
        said.append(spoken("eval.bare_harmful", count=whole.bare_harmful.count, of=whole.bare_harmful.of))
    return said


def cells(line: Line, spoken: Speech) -> list[str]:
    """A line as a reader sees it: counts, shares in per cent, the interval where it decides something."""
    name = spoken("eval.all") if line.skill == "*" else line.skill
    plain = [f"{one.count} · {one.share:.0%}" for one in (line.same, line.worse, line.neither)]
    return [name, str(line.decided), _wide(line.better), *plain, _wide(line.harmful)]


def _wide(one: Share) -> str:
    return f"{one.count} · {one.share:.0%} ({one.low * 100:.0f}–{one.high * 100:.0f})" if one.of else "—"


COLUMNS = ("skill", "decided", "better", "same", "worse", "neither", "harmful")


def show(verdicts: Verdicts, kept: RowsFile, machine: bool) -> None:
    """Print the table; with `machine` one JSON object a line. BadInput where the verdicts are of another run."""
    if kept.run is None or verdicts.run != kept.run.id or not set(verdicts.found) <= set(kept.pairs):
        raise BadInput("eval.other_verdicts", path=str(kept.path))
    table = lines(kept.pairs.values(), verdicts.found)
    if machine:
        for line in table:
            click.echo(as_json({**asdict(line), "judge": verdicts.by or "person", "model": kept.run.model}))
        return
    spoken = speech()
    for sentence in told_of(verdicts, len(kept.pairs), table, spoken, kept.run.model):
        click.echo(sentence)
    shown = Table(box=None, pad_edge=False)
    for name in COLUMNS:
        justify: Literal["left", "right"] = "left" if name == "skill" else "right"
        shown.add_column(spoken(f"eval.column_{name}"), justify=justify, no_wrap=True)
    for line in table:
        shown.add_row(*cells(line, spoken))
    console = Console()
    Console(width=max(console.width, 96)).print(shown)
    click.echo(spoken.dim(spoken("eval.interval")))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--rows", required=True, type=click.Path(path_type=Path), help=speech()("eval.help_rows"))
@click.option("--json", "machine", is_flag=True)
def verdicts(file: Path, rows: Path, machine: bool) -> None:
    """判定读回来，按技能列表。Verdicts as a table by skill."""
    if not rows.is_file():
        raise BadInput("error.file_missing", path=str(rows))
    show(read_verdicts(file), RowsFile(rows), machine)
