"""`dazi eval memory`: a week of made-up talk replayed, then asked what is known; posts nowhere."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from dazi import log
from dazi.app import pipeline_for
from dazi.cli.ask import Clock, Scene, timed
from dazi.cli.output import as_json, speech
from dazi.config import Settings, load
from dazi.errors import BadInput, ModelRefused
from dazi.house import House, Speaker, opened, speaker_for
from dazi.plan import models_for
from dazi.safety.admit import Limits
from dazi.types import Member

SET = Path("evals") / "memory_week.jsonl"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Week:
    """What members say ("say", oldest first), what is known of each afterwards, and what is asked then ("ask")."""

    said: tuple[Row, ...]
    known: tuple[Row, ...]
    asked: tuple[Row, ...]


@dataclass
class Found:
    """What a replay came to. `right` of `probes`; `known` of `wanted` facts were learned; the lists hold what went
    wrong: `false` facts, `crossed` (a reply names what another member told), `leaked` (private in public), `left`
    (still somewhere after its member said "forget me")."""

    said: int = 0
    probes: int = 0
    right: int = 0
    wanted: int = 0
    known: int = 0
    wrong: list[dict[str, Any]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Nothing reached whom it should not."""
        return not (self.crossed or self.leaked or self.left)

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def read_week(path: Path) -> Week:
    """A set as it stands on disk. BadInput with the line's number for a row that cannot be used."""
    said, known, asked = list[Row](), list[Row](), list[Row]()
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as fault:
        raise BadInput("eval.rows", path=str(path), line=0, detail=fault.strerror or "") from fault
    for place, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            place_of = said if "say" in row else asked if "ask" in row else known
            place_of.append({**row, "member": row["member"]})
        except (ValueError, KeyError, TypeError) as fault:
            raise BadInput("eval.rows", path=str(path), line=place, detail=str(fault)) from fault
    return Week(tuple(said), tuple(known), tuple(asked))


class Replay:
    """The members' week through one pipeline and one store."""

    def __init__(self, house: House, path: Path, tiers: Any, speaker: Speaker) -> None:
        self._path, self._clock = path, Clock()
        pipeline = timed(
            pipeline_for(house, tiers, speaker, limits=Limits(0, 0, 0)), house, speaker, self._clock
        )
        self.house = house
        self.scene = Scene(pipeline, house, speaker, clock=self._clock)
        self.replies: list[tuple[Row, str]] = []

    async def run(self, week: Week, step: Callable[[], None] = lambda: None) -> Found:
        """Everything said, everything asked, and what came of it."""
        found = Found(len(week.said), len(week.asked))
        for row in week.said:
            await self._said(row, week, found)
            step()
        await self._learned(week.known, found)
        for row in week.asked:
            await self._asked(row, found)
            step()
        self._crossed(week, found)
        words = [word for one in week.known for gone in one.get("gone", ()) for word in gone["words"]]
        found.left += [f"end: {word} in {where}" for word, where in self.still(words)]
        return found

    async def _said(self, row: Row, week: Week, found: Found) -> None:
        await self._answer(row, row["say"])
        for gone in (gone for one in week.known for gone in one.get("gone", ())):
            if gone["after"] == row["id"]:
                found.left += [f"{row['id']}: {word} in {where}" for word, where in self.still(gone["words"])]

    async def _asked(self, row: Row, found: Found) -> None:
        shown = await self._answer(row, row["ask"])
        text = shown["text"]
        denied = [one for one in row.get("deny", ()) if re.search(one, text)]
        known = not row.get("unknown") or shown["skill"] == "recall"
        told = all(re.search(one, text) for one in row.get("want", ()))
        if denied and not row.get("private"):
            found.leaked.append(f"{row['id']}: {denied[0]}")
        if told and known and not denied:
            found.right += 1
        else:
            found.wrong.append(
                {"id": row["id"], "ask": row["ask"], "text": text, "want": row.get("want", "unknown")}
            )

    async def _learned(self, labels: Iterable[Row], found: Found) -> None:
        for one in labels:
            facts = await self._facts(one["member"])
            found.wanted += len(one["knows"])
            hits = [want for want in one["knows"] if any(re.search(want, fact) for fact in facts)]
            found.known += len(hits)
            found.missed += [f"{one['member']}: {want}" for want in one["knows"] if want not in hits]
            found.false += [
                f"{one['member']}: {fact}"
                for fact in facts
                if any(re.search(no, fact) for no in one["never"])
            ]

    async def _facts(self, account: str) -> list[str]:
        memory = self.scene.pipeline.memory
        assert memory is not None, "a week is replayed with a memory"
        return [fact.text for fact in await memory.known(Member("scratch", account), private=True)]

    async def _answer(self, row: Row, text: str) -> dict[str, Any]:
        try:
            shown = await self.scene.answer({**row, "text": text})
        except ModelRefused as refusal:
            shown = {"text": "", "skill": "", "silence": refusal.code}
        self.replies.append((row, shown["text"]))
        return shown

    def _crossed(self, week: Week, found: Found) -> None:
        """Replies that name what only another member told."""
        for row, text in self.replies:
            for one in week.known:
                mine = one["member"] == row["member"]
                for name in () if mine else one.get("names", ()):
                    if name in text and name not in row.get("say", row.get("ask", "")):
                        found.crossed.append(f"{row['id']}: {name}")

    def still(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """Where any of these words stands: in a table, in the files of the database and its log, in the outbox."""
        near = self._path.parent.glob(f"{self._path.name}*")
        kept = (self.house.settings.data / "outbox").glob("**/*")
        places = {one.name: one.read_bytes() for one in (*near, *kept) if one.is_file()}
        with closing(sqlite3.connect(self._path)) as file:
            for (table,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                places[table] = str(file.execute(f'SELECT * FROM "{table}"').fetchall()).encode()
        return [(word, where) for word in words for where, held in places.items() if word.encode() in held]


@click.command("memory")
@click.option(
    "--set", "source", type=click.Path(path_type=Path), default=SET, help=speech()("memory.help_set")
)
@click.option("--model", help=speech()("eval.help_model"))
@click.option("--json", "machine", is_flag=True)
def memory_week(source: Path, model: str | None, machine: bool) -> None:
    """重放一周的闲聊，再问它记得什么。Replay a week of talk, then ask what is known."""
    settings = load(model=model)
    log.configure("eval", words=False)
    found = asyncio.run(_replayed(settings, read_week(source)))
    if machine:
        click.echo(as_json(found.plain()))
        return
    spoken = speech()
    for one in found.wrong:
        click.echo(spoken.dim(f"{one['id']}  {one['ask']}  →  {one['text']}  ({one['want']})"))
    click.echo(
        spoken(
            "memory.week",
            said=found.said,
            right=found.right,
            probes=found.probes,
            known=found.known,
            wanted=found.wanted,
        )
    )
    for name in ("false", "crossed", "leaked", "left"):
        wrong = getattr(found, name)
        click.echo(f"{spoken.mark(not wrong)} {spoken(f'memory.week_{name}', count=len(wrong))}")
        for line in wrong[:10]:
            click.echo(f"    {line}")


async def _replayed(settings: Settings, week: Week) -> Found:
    live = opened(settings)
    with tempfile.TemporaryDirectory(prefix="dazi-week-") as folder:
        path = Path(folder) / "week.db"
        house = opened(settings, path)
        try:
            async with models_for(live) as tiers:
                return await Replay(house, path, tiers, speaker_for(settings)).run(week)
        finally:
            house.database.close()
            live.database.close()
