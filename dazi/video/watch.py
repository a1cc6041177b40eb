"""Watches videos aside, one at a time, those that were asked about first; knows neither thread nor reply."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from dazi.errors import BadInput, DaziError, ModelBusy, ModelRefused, Permanent, StoreBusy, Transient
from dazi.ports import Chapter, Cinema
from dazi.types import Video, Watched
from dazi.video.digest import Digest
from dazi.video.fetch import Files
from dazi.video.make import Maker
from dazi.video.stages import Made, Stages

RUSH, PATIENT = (
    6.0,
    600.0,
)  # seconds that a video asked about, or a new one, waits in all for mentions in work
AGAIN = 60.0  # seconds after which one that failed for the moment is tried again
LATER = 600.0  # seconds after which a model that was away is tried again for a digest made without it
LOOK = 30.0  # seconds between looks for new videos
SETTLED = 15.0  # seconds after the start in which only what is asked about is watched: a model may be loading
_TRIES = 5
_MOST = 500  # videos that wait; beyond, the oldest new ones are let go
_CHAPTERS, _TITLE, _SHORTEST = 8, 24, 0.8

_NAP = 0.25
_TOGETHER = 0.3  # seconds: lines that begin so near each other are one
LABEL = re.compile(
    r"(?:内容|视频|本片)?由?(?:AI|人工智能)(?:生成|合成|制作)(?:内容)?|AI[- ]generated", re.IGNORECASE
)

_log = structlog.get_logger("dazi.video")


@dataclass
class Calm:
    """Waits until no mention is in work, for one video no longer than RUSH or PATIENT in all. `rush`: somebody asked
    about this very video, and may be the one whose mention is in work."""

    busy: Callable[[], bool] = lambda: False
    rush: bool = False
    waited: float = 0.0

    def begin(self, rush: bool) -> None:
        """Another video."""
        self.rush, self.waited = rush, 0.0

    async def __call__(self) -> None:
        while self.busy() and self.waited < (RUSH if self.rush else PATIENT):
            self.waited += _NAP
            await asyncio.sleep(_NAP)


class Patient(Stages):
    """Stages between which mentions come first."""

    calm: Calm | None = None

    async def run(self, stage: str, video: Path, title: str, before: Mapping[str, Made]) -> Made:
        if self.calm is not None:
            await self.calm()
        return await super().run(stage, video, title, before)


class Watch:
    """ports.Eyes. `makers` gives them best first: where a model is away the next one's digest serves meanwhile.
    `cinemas` by platform name are told of chapters and asked for new videos."""

    def __init__(
        self,
        files: Files,
        makers: Callable[[], Sequence[Maker]],
        *,
        cinemas: Mapping[str, Cinema] | None = None,
        calm: Calm | None = None,
        settled: float = SETTLED,
    ) -> None:
        self._files, self._makers, self._cinemas = files, makers, dict(cinemas or {})
        self._calm, self._settled = calm or Calm(), time.monotonic() + settled
        self._asked: dict[str, Video] = {}
        self._new: dict[str, Video] = {}
        self._seen: set[str] = set()  # addresses whose chapters were told by this process
        self._hopeless: set[str] = set()
        self._rests: dict[str, tuple[float, int]] = {}
        self._at = ""
        self._bell = asyncio.Event()
        self._shown: dict[str, tuple[Digest, Watched]] = {}

    async def look(self, video: Video) -> Watched | None:
        if not video.file:
            return None
        if video.file in self._hopeless:
            return Watched("none")
        digest = await self._ready(self._files.known(video.file))
        if digest is not None:
            return self._as_watched(digest)
        if video.file not in self._asked:
            self._asked[video.file] = video
            self._new.pop(video.file, None)
            self._calm.rush = self._calm.rush or self._at == video.file
            self._bell.set()
        return Watched("making")

    async def again(self, video: Video, question: str, at: float) -> tuple[str, float] | None:
        content = self._files.known(video.file) if video.file else ""
        path, digest = self._files.path(content), await self._ready(content)
        makers = self._makers()
        if path is None or digest is None or not makers:
            return None
        try:
            answer = await makers[0].ask(path, digest, question, at)
        except (ModelRefused, BadInput):
            return None
        return (answer.answer, at) if answer.found else None

    async def run(self) -> None:
        """Watch what waits, for ever."""
        looked = 0.0
        while True:
            if time.monotonic() - looked > LOOK:
                looked = time.monotonic()
                await self._discover()
            video = self._next()
            if video is None:
                self._bell.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._bell.wait(), 2.0)
                continue
            await self._watch(video)

    def _next(self) -> Video | None:
        now = time.monotonic()
        kinds = (self._asked,) if now < self._settled else (self._asked, self._new)
        ready = (v for kind in kinds for url, v in kind.items() if self._rests.get(url, (0.0, 0))[0] <= now)
        return next(ready, None)

    async def _discover(self) -> None:
        for name, cinema in self._cinemas.items():
            try:
                found = await cinema.videos()
            except DaziError as error:
                _log.debug("videos", platform=name, error=error.code)
                continue
            known = self._seen | self._hopeless | self._asked.keys() | self._new.keys()
            fresh = {video.file: video for video in found if video.file and video.file not in known}
            # What came last is what somebody looks at now.
            self._new = dict([*fresh.items(), *self._new.items()][:_MOST])

    async def _watch(self, video: Video) -> None:
        url, whole = video.file, True
        self._at = url
        self._calm.begin(url in self._asked)
        try:
            await self._calm()
            path, content = await self._files.fetch(url)
            digest, whole = await self._made(path, video.title, content)
            await self._tell(video, digest)
        except Permanent as fault:
            _log.info("unwatchable", video=video.id, error=fault.code)
            self._hopeless.add(url)
        except Transient as fault:
            tries = self._rests.get(url, (0.0, 0))[1] + 1
            _log.info("unwatched", video=video.id, error=fault.code, tries=tries)
            self._rests[url] = (time.monotonic() + AGAIN * tries, tries)
            if tries < _TRIES:
                return
        finally:
            self._at = ""
        self._asked.pop(url, None)
        self._new.pop(url, None)
        self._rests.pop(url, None)
        if not whole:
            self._new[url], self._rests[url] = video, (time.monotonic() + LATER, 0)

    async def _made(self, path: Path, title: str, content: str) -> tuple[Digest, bool]:
        """By the best maker that can; a model that is away costs what only it could have seen, for now (False)."""
        whole = True
        *better, last = self._makers()
        for maker in better:
            try:
                return await maker.of(path, title, content=content), whole
            except (ModelBusy, ModelRefused) as fault:
                _log.info("looked_without_model", error=fault.code)
                whole = False
        return await last.of(path, title, content=content), whole

    async def _tell(self, video: Video, digest: Digest) -> None:
        cinema = self._cinemas.get(video.platform)
        if cinema is not None:
            await cinema.chapters(video.id, chapters(digest))
        self._seen.add(video.file)

    async def _ready(self, content: str) -> Digest | None:
        if not content:
            return None
        for maker in self._makers():
            try:
                found = await maker.ready(content)
            except StoreBusy:  # whoever asks is in a hurry
                return None
            if found is not None:
                return found
        return None

    def _as_watched(self, digest: Digest) -> Watched:
        kept = self._shown.get(digest.key)
        if kept is None or kept[0] is not digest:
            if len(self._shown) > 256:
                self._shown.clear()
            kept = self._shown[digest.key] = (digest, watched(digest))
        return kept[1]


def watched(digest: Digest) -> Watched:
    """A digest as a skill sees it."""
    seen = digest.saw == "model"
    light = digest.light
    counted = digest.provenance.get("faces", "none") != "none"
    scenes = ((float(row["t"]), _scene(row) if seen else "") for row in digest.timeline)
    answers = ((str(r["q"]), str(r["a"]), r.get("t")) for r in (*digest.answers, *digest.questions))
    return Watched(
        "ready",
        seconds=digest.seconds,
        one_line=digest.one_line,
        summary=digest.summary if digest.provenance.get("account") == "model" else "",
        joke=digest.joke,
        told=digest.told(),
        texts=written(digest),
        said=tuple((float(r["t0"]), float(r["t1"]), str(r["text"])) for r in digest.transcript),
        scenes=tuple(scenes),
        answers=tuple((q, a, float(t) if t is not None else None) for q, a, t in answers),
        claims=digest.claims,
        colours=tuple(str(one["name"]) for one in light.get("colours", ())),
        light=str(light.get("light", "")),
        motion=str(light.get("motion", "")),
        faces=max((int(row["count"]) for row in digest.faces), default=0) if counted else -1,
        heard=digest.heard,
        unseen=digest.unseen,
    )


def written(digest: Digest) -> tuple[tuple[float, float, str], ...]:
    """Text on screen as from, until, words: lines that come at one time as one, the label that says AI left out."""
    made: list[tuple[float, float, str]] = []
    for row in sorted(digest.on_screen_text, key=lambda one: float(one["t"])):
        t, until, text = float(row["t"]), float(row["until"]), str(row["text"]).strip()
        if LABEL.fullmatch(text):
            continue
        if made and t - made[-1][0] < _TOGETHER:
            made[-1] = (made[-1][0], max(made[-1][1], until), f"{made[-1][2]} {text}")
        else:
            made.append((t, until, text))
    return tuple(made)


def _scene(row: Mapping[str, object]) -> str:
    return "，".join(v for name in ("scene", "people", "actions") if (v := str(row.get(name) or "")))


def chapters(digest: Digest) -> tuple[Chapter, ...]:
    """Where parts begin and what to call them: what a model saw, else the writing or words that begin there. None of
    a part that nothing names; at most eight, spread over the length."""
    rows: list[tuple[float, str]] = []
    if digest.saw == "model":
        rows = [(float(r["t"]), str(r.get("actions") or r.get("scene") or "")) for r in digest.timeline]
    if not any(title for _, title in rows):
        words = [(t, text) for t, _, text in written(digest)]
        words += [(float(r["t0"]), str(r["text"])) for r in digest.transcript]
        rows = _titled([0.0, *digest.cuts], digest.seconds, sorted(words))
    made: list[Chapter] = []
    for t, title in rows:
        title = " ".join(title.split())
        if title and not (made and (t - made[-1].t < _SHORTEST or title.startswith(made[-1].title[:12]))):
            made.append(Chapter(round(t, 2), title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"))
    if len(made) > _CHAPTERS:
        step = len(made) / _CHAPTERS
        made = [made[int(n * step)] for n in range(_CHAPTERS)]
    return tuple(made) if len(made) > 1 else ()


def _titled(
    starts: Sequence[float], seconds: float, words: Sequence[tuple[float, str]]
) -> list[tuple[float, str]]:
    """The first words of each part. A line compared just before a cut belongs to what comes."""
    ends = [*starts[1:], seconds + 1.0]
    pairs = zip(starts, ends, strict=True)
    return [
        (start, next((text for t, text in words if start - 0.3 <= t < end - 0.3), "")) for start, end in pairs
    ]
