"""Which running jokes are kept of short talks over days, and how they come back.

    python -m bench.gags [--light] [evals/running_jokes.jsonl …]

A row's "talk" lies in the store as if it had been had; "then" goes through the whole pipeline with no language model,
each with the joke that should come "back" ("": none); "keeps" is what is known at the end of the talk. With --light
whatever is decided as a skill counts as banter in which nobody hurts: then the jokes' own guards stand alone."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from dazi.app import pipeline_for
from dazi.cli.ask import US, Clock, Scene, timed
from dazi.config import Settings
from dazi.house import House, opened, speaker_for
from dazi.models.fake import Scripted
from dazi.ports import Chat
from dazi.safety.admit import Limits
from dazi.types import (
    Context,
    Decision,
    Delivery,
    Draft,
    Member,
    Mention,
    Provenance,
    Receipt,
    Reply,
    Trace,
    Turn,
)

EVALS = Path(__file__).parent.parent / "evals"
BEGAN = datetime(2026, 11, 2, 20, tzinfo=UTC)
_IDS = count(1)
Decide = Callable[[Context, Chat], Awaitable[Decision]]


@dataclass
class Told:
    """What came of one history: what was kept, each reply, and what was not as the row says."""

    id: str
    kept: list[str]
    replies: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Tiers:
    """No model at all."""

    def recording(self, sink: Any) -> Chat:
        return Scripted(strength="weak", otherwise="嗯。")


class Talks:
    """Histories, each in a store of its own."""

    def __init__(self, folder: Path, light: bool = False) -> None:
        self._folder, self._settings, self._light = folder, Settings(data=folder), light
        self._speaker = speaker_for(self._settings)

    async def told(self, row: Mapping[str, Any]) -> Told:
        house = opened(self._settings, self._folder / f"{row['id']}.db")
        clock = Clock()
        try:
            pipeline = pipeline_for(house, Tiers(), self._speaker, limits=Limits(0, 0, 0))
            if self._light:
                pipeline = replace(pipeline, decide=_banter(pipeline.decide))
            scene = Scene(timed(pipeline, house, self._speaker, clock), house, self._speaker, clock=clock)
            memory = scene.pipeline.memory
            assert memory is not None
            for said in row["talk"]:
                await _had(house, scene, said)
                await memory.learn()
            members = {said.get("member", "m") for said in row["talk"]}
            kept = [
                fact.text
                for member in sorted(members)
                for fact in await memory.known(Member("scratch", member), private=True)
                if fact.kind == "gag"
            ]
            found = Told(row["id"], kept)
            for then in row["then"]:
                await _then(scene, then, found, {*kept, *row["keeps"]})
            if sorted(kept) != sorted(row["keeps"]):
                found.faults.append(f"kept {kept}, not {row['keeps']}")
            return found
        finally:
            house.database.close()


def _banter(decide: Decide) -> Decide:
    """All but what a member orders of the companion itself as banter without pain."""

    async def decided(context: Context, chat: Chat) -> Decision:
        found = await decide(context, chat)
        return found if found.path == "control" else Decision("skill", "chat")

    return decided


async def _then(scene: Scene, then: Mapping[str, Any], found: Told, jokes: set[str]) -> None:
    shown = await scene.answer(
        {**then, "text": then["say"], "member": then.get("member", "m"), "at": _at(then).isoformat()}
    )
    text = shown["text"]
    found.replies.append((then["say"], text, then["back"]))
    told = {joke for joke in jokes if joke in text and joke not in then["say"]}
    if told != ({then["back"]} if then["back"] else set()):
        found.faults.append(f"{then['say']} → {text}")


async def _had(house: House, scene: Scene, said: Mapping[str, Any]) -> None:
    """A comment that ended answered."""
    comment, member = f"h{next(_IDS)}", said.get("member", "m")
    one = Mention(
        "scratch", US, comment, said["thread"], Member("scratch", member, member), f"@小搭 {said['say']}",
        _at(said) + timedelta(seconds=int(comment[1:])), visibility="private" if said.get("private") else "public",
    )  # fmt: skip
    ids = await house.store.accept((one,))
    delivery = Delivery(one.lane, ids, f"token-{comment}", 1, 9e9)
    await house.store.begin(delivery)
    reply = Reply(
        one.platform, US, comment, one.thread, 0, said["reply"], "", comment, (comment,),
        Provenance(said["skill"], "fast", "repertoire", "", ""), visibility=one.visibility,
    )  # fmt: skip
    await house.store.keep(delivery.token, ids, reply, Draft(said["reply"], "repertoire"), Trace())
    await house.store.finish(
        delivery.token, ids, Receipt("posted", posted=f"r-{comment}", skill=said["skill"])
    )
    us = Member("scratch", US, "小搭")
    scene.platform.turn(one.thread, Turn(comment, one.member, False, one.text, one.at))
    scene.platform.turn(one.thread, Turn(f"r-{comment}", us, True, said["reply"], one.at, said["skill"]))


def _at(row: Mapping[str, Any]) -> datetime:
    return BEGAN + timedelta(days=row["day"])


async def measured(path: Path, folder: Path, light: bool = False) -> list[Told]:
    """Each history of a file, replayed."""
    talks = Talks(folder, light)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [await talks.told(row) for row in rows]


def main(paths: Sequence[str]) -> None:
    light = "--light" in paths
    for path in [one for one in paths if one != "--light"] or [str(EVALS / "running_jokes.jsonl")]:
        with tempfile.TemporaryDirectory(prefix="dazi-gags-") as folder:
            found = asyncio.run(measured(Path(path), Path(folder), light))
        print(f"{path}: {sum(not one.faults for one in found)} of {len(found)}")
        for one in found:
            print(f"{'  ' if not one.faults else '✗ '}{one.id} {one.kept}")
            for said, text, back in one.replies:
                print(f"      {said} → {text}" + (f"   [{back}]" if back else ""))
            for fault in one.faults:
                print(f"      ✗ {fault}")


if __name__ == "__main__":
    main(sys.argv[1:])
