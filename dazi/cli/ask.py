"""`dazi ask`: comments sent through the whole pipeline with a scratch store; knows no server and posts nowhere."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import click

from dazi import log
from dazi.adapters import adapter
from dazi.app import pipeline_for
from dazi.cli.decide import row_of, turns_of
from dazi.cli.feeding import lend
from dazi.cli.output import as_json, speech, write_whole
from dazi.config import Settings, load
from dazi.errors import BadInput, DaziError, ModelRefused, Transient
from dazi.house import House, Speaker, memory_for, opened, speaker_for, trends_for
from dazi.pipeline import PATIENCE, Pipeline
from dazi.plan import models_for
from dazi.safety.admit import Limits
from dazi.sight import album_for, ears_for, makers_for
from dazi.types import Attachment, Delivery, Member, Mention, Receipt, Reply, Turn, Video, Watched
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


@dataclass
class Clock:
    """The time of the row that is answered; without one the real time."""

    at: datetime | None = None

    def __call__(self) -> datetime:
        return self.at or datetime.now(UTC)


def timed(pipeline: Pipeline, house: House, speaker: Speaker, clock: Clock) -> Pipeline:
    """The pipeline by that clock, its memory too."""
    zone, memory = house.settings.timezone, memory_for(house, speaker, clock=clock)
    return replace(pipeline, clock=lambda: clock().astimezone(zone), memory=memory)


async def _here(video: Video) -> Path:
    """A video's file, which lies on this machine."""
    return Path(video.file)


class Scene:
    """A scratch community in which rows become mentions and replies become turns of their threads. Pictures of replies
    are written to `out`: a file, or a folder. A row's "at" sets the `clock`."""

    def __init__(
        self,
        pipeline: Pipeline,
        house: House,
        speaker: Speaker,
        out: Path | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.pipeline, self.house, self.speaker, self._out = pipeline, house, speaker, out
        self._clock = clock or Clock()
        self.platform = adapter("platform.scratch")(handle=speaker.handle, account=US)

    def mention(self, row: dict[str, Any]) -> Mention:
        """A row as a mention; without a thread, member or video it gets fresh ones."""
        comment = f"c{next(_IDS)}"
        self._clock.at = datetime.fromisoformat(row["at"]) if row.get("at") else None
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
            self._clock().astimezone(UTC),
            video=video,
            attachments=self._attached(row, comment),
            visibility="private" if row.get("private") else "public",
        )

    def _attached(self, row: dict[str, Any], comment: str) -> tuple[Attachment, ...]:
        """The files under "image" (a path, or several) as the comment's pictures. BadInput for one that is not there."""
        given = row.get("image") or ()
        found = []
        for n, path in enumerate([given] if isinstance(given, str) else given):
            url = f"scratch:/{comment}-{n}"
            try:
                self.platform.files[url] = Path(path).read_bytes()
            except OSError as error:
                raise BadInput("picture.missing", path=str(path)) from error
            found.append(Attachment("image", url, consent=bool(row.get("consent"))))
        return tuple(found)

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
        posted = receipt.posted.split()  # pictures may follow the words
        parts = [(id, reply) for id, reply in self.platform.posts if id in posted]
        reply = parts[0][1] if parts else None
        calls = await self._calls(id)
        shown: dict[str, Any] = {
            "text": "\n".join(dict.fromkeys(part.text for _, part in parts if part.text)),
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
        if pictures := self._saved(row, mention, [reply for _, reply in parts]):
            shown["pictures"] = pictures
        if "id" in row:
            shown = {"id": row["id"], **shown}
        if self.pipeline.memory is not None:
            await self.pipeline.memory.learn()
        if reply:
            self._remember(mention, parts, receipt.skill)
        return shown

    def _saved(self, row: dict[str, Any], mention: Mention, replies: Sequence[Reply]) -> list[str]:
        """What the pictures show, or with `out` where they were written."""
        pictures = [picture for reply in replies for picture in reply.pictures]
        if self._out is None:
            return [picture.alt for picture in pictures]
        paths = []
        for n, picture in enumerate(pictures):
            ending = picture.mime.rpartition("/")[2].replace("jpeg", "jpg")
            path = self._out
            if not path.suffix:
                path.mkdir(parents=True, exist_ok=True)
                path = path / f"{row.get('id', mention.comment)}-{n}.{ending}"
            write_whole(path, picture.content)
            paths.append(str(path))
        return paths

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

    def _remember(self, mention: Mention, parts: Sequence[tuple[str, Reply]], skill: str) -> None:
        """The mention and our parts become turns of the thread, with their pictures."""
        now = self._clock().astimezone(UTC)
        us = Member("scratch", US, self.speaker.name)
        said = Turn(
            mention.comment, mention.member, False, mention.text, now, attachments=mention.attachments
        )
        self.platform.turn(mention.thread, said)
        for id, reply in parts:
            urls = {f"scratch:/{id}-{n}": one for n, one in enumerate(reply.pictures)}
            self.platform.files.update({url: one.content for url, one in urls.items()})
            shown = tuple(Attachment("image", url, one.mime, one.alt) for url, one in urls.items())
            text = reply.text or f"[{' '.join(one.alt for one in shown)}]"
            self.platform.turn(mention.thread, Turn(id, us, True, text, now, skill, shown))


def _backend(provenance: Any) -> str:
    parts = [
        provenance.source,
        provenance.origin if provenance.source == "repertoire" else provenance.model or provenance.origin,
    ]
    return ":".join(part for part in parts if part)


@click.command()
@click.argument("text", required=False)
@click.option("--video", help=speech()("cli.ask_video"))
@click.option(
    "--image", multiple=True, type=click.Path(exists=True, dir_okay=False), help=speech()("cli.ask_image")
)
@click.option("--consent", is_flag=True, help=speech()("cli.ask_consent"))
@click.option("-o", "--out", type=click.Path(path_type=Path), help=speech()("cli.ask_out"))
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
    image: tuple[str, ...],
    consent: bool,
    out: Path | None,
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
        rows = [{"text": text, "video": video, "member": member, "image": image, "consent": consent}]
    else:
        raise click.UsageError('dazi ask "@小搭 …"')
    asyncio.run(_ask(settings, rows, machine, batch, out))


async def _ask(
    settings: Settings, rows: Sequence[dict[str, Any]], machine: bool, batch: bool, out: Path | None
) -> None:
    live = opened(settings)
    with tempfile.TemporaryDirectory(prefix="dazi-ask-") as folder:
        house = opened(settings, Path(folder) / "ask.db")
        try:
            await lend(live, house)
            async with models_for(live) as tiers:
                speaker = speaker_for(settings)
                maker, *_ = makers_for(live, tiers, lambda: tiers, ears_for(settings), Calm())
                pipeline = pipeline_for(
                    house,
                    tiers,
                    speaker,
                    limits=Limits(0, 0, 0),
                    eyes=LocalEyes(maker),
                    album=album_for(_here),
                )
                # What is on everybody's lips, as the running companion knows it; only read.
                pipeline = replace(pipeline, trends=trends_for(live, speaker))
                clock = Clock()
                scene = Scene(timed(pipeline, house, speaker, clock), house, speaker, out, clock)
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
    for picture in shown.get("pictures", ()):
        click.echo(spoken("cli.ask_picture", shown=picture))
    tail = f"{shown['label']} · {shown['skill']} · {shown['tier']} · {shown['backend']} · {shown['took_ms'] / 1000:.1f} s"
    click.echo(spoken.dim(tail))
