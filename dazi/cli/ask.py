"""`dazi ask`: comments sent through the whole pipeline with a scratch store; knows no server and posts nowhere."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import click

from dazi import log
from dazi.app import House, Speaker, adapter, opened, pipeline_for, speaker_for
from dazi.cli.decide import row_of, turns_of
from dazi.cli.output import as_json, speech
from dazi.config import Settings, load
from dazi.errors import DaziError, ModelRefused, Transient
from dazi.pipeline import PATIENCE, Pipeline
from dazi.plan import models_for
from dazi.safety.admit import Limits
from dazi.sight import ears_for, makers_for
from dazi.types import Delivery, Member, Mention, Receipt, Turn, Video, Watched
from dazi.video.make import Maker
from dazi.video.watch import Calm, watched

US = "us"
PAUSE = 0.25  # seconds, doubled before each new attempt
SILENT: dict[str, Any] = {
    "text": "", "skill": "", "tier": "", "backend": "", "label": "", "silence": "", "took_ms": 0.0,
    "tokens": {"in": 0, "out": 0, "cached": 0},
}  # fmt: skip
_IDS = count(1)


class LocalEyes:
    """ports.Eyes over files of this machine: looked at there and then, since here nobody else waits."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker

    async def look(self, video: Video) -> Watched | None:
        """The digest, made now. BadInput for what is no video."""
        if not video.file:
            return None
        return watched(await self._maker.of(Path(video.file), video.title))

    async def again(self, video: Video, question: str, at: float) -> tuple[str, float] | None:
        digest = await self._maker.of(Path(video.file), video.title)
        try:
            answer = await self._maker.ask(Path(video.file), digest, question, at)
        except ModelRefused:
            return None
        return (answer.answer, at) if answer.found else None


class Scene:
    """A scratch community in which rows become mentions and replies become turns of their threads."""

    def __init__(self, pipeline: Pipeline, house: House, speaker: Speaker) -> None:
        self.pipeline, self.house, self.speaker = pipeline, house, speaker
        self.platform = adapter("platform.scratch")(handle=speaker.handle, account=US)

    def mention(self, row: dict[str, Any]) -> Mention:
        """A row as a mention; without a thread, member or video it gets fresh ones."""
        comment = f"c{next(_IDS)}"
        thread = row.get("thread")
        place = thread if isinstance(thread, str) and thread else f"t-{comment}"
        if isinstance(thread, list):
            us = Member("scratch", US, self.speaker.name)
            for turn in turns_of(row):
                author = us if turn.own else Member("scratch", str(row.get("member") or f"m-{comment}"))
                self.platform.turn(place, replace(turn, comment=f"{place}-{turn.comment}", member=author))
        member = str(row.get("member") or f"m-{comment}")
        text = (
            row["text"]
            if "@" in row["text"] or "＠" in row["text"]
            else f"@{self.speaker.handle} {row['text']}"
        )
        video = self._video(row.get("video"))
        return Mention(
            "scratch",
            US,
            comment,
            place,
            Member("scratch", member, member),
            text,
            datetime.now(UTC),
            video=video,
            visibility="private" if row.get("private") else "public",
        )

    def _video(self, wanted: object) -> str | None:
        if not wanted:
            return None
        if isinstance(wanted, dict):
            title = str(wanted.get("title", ""))
            id = str(wanted.get("id") or title)
            tags, captions, comments = (
                tuple(map(str, wanted.get(name) or ())) for name in ("tags", "captions", "comments")
            )
            author = str(wanted.get("author", ""))
            self.platform.videos[id] = Video("scratch", id, title, author, tags, captions, comments)
            return id
        id = str(wanted)
        if Path(id).is_file():
            named = Video("scratch", id, Path(id).stem, file=id)
        else:
            named = Video("scratch", id, id)
        self.platform.videos.setdefault(id, named)
        return id

    async def answer(self, row: dict[str, Any]) -> dict[str, Any]:
        """One row through the pipeline, as `dazi ask --json` prints it. A busy model is asked again, a little later
        each time; after that, and for other failures, raises what the pipeline raised."""
        began = time.perf_counter()
        mention = self.mention(row)
        (id,) = await self.house.store.accept((mention,))
        await self.house.queue.put(((id, mention.lane),), time.time())
        delivery = next(one for one in await self.house.queue.claim("ask", 64) if id in one.ids)
        try:
            receipt = await self._answered(delivery)
        except DaziError as error:
            await self.house.store.finish(delivery.token, delivery.ids, Receipt("failed", error.code))
            raise
        finally:
            await self.house.queue.ack(delivery, delivery.ids)
        took = (time.perf_counter() - began) * 1000
        first = receipt.posted.partition(" ")[0]  # a picture may follow the words
        reply = next((reply for posted, reply in self.platform.posts if posted == first), None)
        calls = await self._calls(id)
        shown: dict[str, Any] = {
            "text": reply.text if reply else "",
            "skill": receipt.skill,
            "tier": reply.provenance.tier if reply else "",
            "backend": _backend(reply.provenance) if reply else "",
            "label": reply.label if reply else "",
            "silence": receipt.reason,
            "took_ms": round(took, 1),
            "tokens": {
                "in": sum(c["in"] for c in calls),
                "out": sum(c["out"] for c in calls),
                "cached": sum(c["cached"] for c in calls),
            },
        }
        if "id" in row:
            shown = {"id": row["id"], **shown}
        if self.pipeline.memory is not None:
            await self.pipeline.memory.learn()
        if reply:
            self._remember(mention, reply.text, first, receipt.skill)
        return shown

    async def _answered(self, delivery: Delivery) -> Receipt:
        rows = await self.house.store.begin(delivery)
        for attempt in count(1):
            try:
                return await self.pipeline.answer(rows, replace(delivery, attempt=attempt), self.platform)
            except Transient:
                if attempt >= PATIENCE:
                    raise
            await asyncio.sleep(PAUSE * 2**attempt)
        raise AssertionError("count never ends")

    async def _calls(self, id: int) -> list[dict[str, int]]:
        row = await self.house.records.show(id)
        calls = (row.detail or {}).get("calls") if row else ()
        found = []
        for call in calls if isinstance(calls, list | tuple) else ():
            found.append(
                {"in": int(call["tokens_in"]), "out": int(call["tokens_out"]), "cached": int(call["cached"])}
            )
        return found

    def _remember(self, mention: Mention, text: str, posted: str, skill: str) -> None:
        now = datetime.now(UTC)
        us = Member("scratch", US, self.speaker.name)
        self.platform.turn(mention.thread, Turn(mention.comment, mention.member, False, mention.text, now))
        self.platform.turn(mention.thread, Turn(posted, us, True, text, now, skill))


def _backend(provenance: Any) -> str:
    parts = [
        provenance.source,
        provenance.origin if provenance.source == "repertoire" else provenance.model or provenance.origin,
    ]
    return ":".join(part for part in parts if part)


@click.command()
@click.argument("text", required=False)
@click.option("--video", help=speech()("cli.ask_video"))
@click.option("--persona", help="xiaoda, …")
@click.option("--member", help="id")
@click.option("--model", help="embedded:qwen3.5-2b, …")
@click.option("--batch", is_flag=True, help=speech()("cli.decide"))
@click.option(
    "--file",
    "source",
    type=click.File("r", encoding="utf-8", errors="replace"),
    default="-",
    help=speech()("cli.file"),
)
@click.option("--json", "machine", is_flag=True)
def ask(
    text: str | None,
    video: str | None,
    persona: str | None,
    member: str | None,
    model: str | None,
    batch: bool,
    source: Iterable[str],
    machine: bool,
) -> None:
    """让一条评论走完整条流水线。One comment through the whole pipeline; nothing is posted anywhere."""
    settings = load(persona=persona, model=model)
    log.configure("ask", words=settings.log_words)
    if batch:
        rows: Sequence[dict[str, Any]] = [row_of(line, n) for n, line in enumerate(source, 1) if line.strip()]
    elif text:
        rows = [{"text": text, "video": video, "member": member}]
    else:
        raise click.UsageError('dazi ask "@小搭 …"')
    asyncio.run(_ask(settings, rows, machine, batch))


async def _ask(settings: Settings, rows: Sequence[dict[str, Any]], machine: bool, batch: bool) -> None:
    live = opened(settings)
    with tempfile.TemporaryDirectory(prefix="dazi-ask-") as folder:
        house = opened(settings, Path(folder) / "ask.db")
        try:
            async with models_for(live) as tiers:
                speaker = speaker_for(settings)
                maker, *_ = makers_for(live, tiers, lambda: tiers, ears_for(settings), Calm())
                pipeline = pipeline_for(house, tiers, speaker, limits=Limits(0, 0, 0), eyes=LocalEyes(maker))
                scene = Scene(pipeline, house, speaker)
                for row in rows:
                    _print(await (_kept(scene, row) if batch else scene.answer(row)), machine or batch)
        finally:
            house.database.close()
            live.database.close()


async def _kept(scene: Scene, row: dict[str, Any]) -> dict[str, Any]:
    """A row of a batch: one that fails says why in "silence" and stops no other."""
    try:
        return await scene.answer(row)
    except DaziError as error:
        named = {"id": row["id"]} if "id" in row else {}
        return {**named, **SILENT, "silence": error.code}


def _print(shown: dict[str, Any], machine: bool) -> None:
    if machine:
        click.echo(as_json(shown))
        sys.stdout.flush()
        return
    spoken = speech()
    if shown["silence"]:
        click.echo(spoken(shown["silence"]))
        return
    click.echo(shown["text"])
    tail = f"{shown['label']} · {shown['skill']} · {shown['tier']} · {shown['backend']} · {shown['took_ms'] / 1000:.1f} s"
    click.echo(spoken.dim(tail))
