"""`dazi eval voice|verdicts|memory`: the same model bare and as 小搭, for a person or a model to judge blind; posts nowhere."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Literal

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dazi import log
from dazi.adapters import adapter
from dazi.app import pipeline_for
from dazi.cli.ask import PAUSE, Scene
from dazi.cli.blind import Judged, page
from dazi.cli.decide import turns_of
from dazi.cli.hands import worked_off
from dazi.cli.judge import judged
from dazi.cli.output import Speech, speech
from dazi.cli.pairs import Pair, RowsFile, Run, put_whole, read_set
from dazi.cli.verdicts import Verdict, Verdicts, lines, read_verdicts, show, verdicts
from dazi.cli.week import memory_week
from dazi.config import EndpointSetting, Settings, load
from dazi.errors import BadInput, ConfigError, DaziError, ModelRefused, Transient
from dazi.house import House, Speaker, opened, speaker_for
from dazi.pipeline import PATIENCE
from dazi.plan import models_for, plan_for, tiers_for
from dazi.ports import Chat
from dazi.safety.admit import Limits
from dazi.text.normalise import language
from dazi.types import Lang, Message, Options, Prompt
from dazi.words import explain

# What stands for "no more than the model itself": one line, the same for every model.
BARE: Mapping[Lang, str] = {
    "zh": "你是视频社区评论区里的AI伙伴{name}。有人@你，你就用一条简短、有趣、温暖的评论回复。",
    "en": "You are {name}, an AI companion in a video community's comments. Answer with one short, witty, warm comment.",
}
SPEECHLESS = (
    "model.rubbish",
    "model.filtered",
)  # asked, and nothing to show for it: a silence, not a failure
HANDS = 4  # rows at a time at an endpoint elsewhere; our own model answers one at a time


@dataclass
class Job:
    """One `dazi eval voice`: what is run and where it is kept."""

    settings: Settings
    wanted: Sequence[dict[str, Any]]
    set: str
    seed: int | None
    out: Path
    named: str = ""  # the model that was asked for by name
    judge: EndpointSetting | None = None
    kept: RowsFile = field(init=False)

    def __post_init__(self) -> None:
        self.kept = RowsFile(self.out.with_suffix(".rows.jsonl"))

    @property
    def judging(self) -> Path:
        """Where the judge's verdicts are kept, in the form of a person's."""
        return self.out.with_suffix(".judge.json")

    @property
    def spoken(self) -> Speech:
        """How the page speaks."""
        return Speech(self.settings.lang, False)

    def start(self, model: str) -> Run:
        """The run, begun or gone on with; BadInput where the rows file belongs to another."""
        had = self.kept.run
        drawn = had.seed if had and self.seed is None else self.seed
        run = Run(model, self.settings.persona, self.set, secrets.randbits(32) if drawn is None else drawn)
        self.kept.start(run)
        return run

    def chosen(self, run: Run, limit: int | None) -> list[dict[str, Any]]:
        """The rows of the run, in its random order, so that any part of it is a fair sample."""
        ordered = sorted(self.wanted, key=lambda row: run.key(row["id"]))
        return ordered if limit is None else ordered[:limit]


@click.group("eval")
def evaluate() -> None:
    """盲评小搭的口才。Judge its voice blind."""


evaluate.add_command(verdicts)
evaluate.add_command(memory_week)


@evaluate.command()
@click.option("--set", "source", type=click.Path(path_type=Path), help=speech()("eval.help_set"))
@click.option("--model", help=speech()("eval.help_model"))
@click.option("--limit", type=click.IntRange(min=1), help=speech()("eval.help_limit"))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default="voice.html", show_default=True,
    help=speech()("eval.help_out"),
)  # fmt: skip
@click.option("--judge", help=speech()("eval.help_judge"))
@click.option("--seed", type=click.IntRange(min=0), help=speech()("eval.help_seed"))
@click.option("--lang", type=click.Choice(["zh", "en"]), help=speech()("eval.help_lang"))
def voice(
    source: Path | None,
    model: str | None,
    limit: int | None,
    out: Path,
    judge: str | None,
    seed: int | None,
    lang: Literal["zh", "en"] | None,
) -> None:
    """每条评论答两遍，写成盲评页。Answer twice, make the page."""
    settings = load(lang=lang)
    log.configure("eval", words=False)
    rows, digest = read_set(source)
    with _written(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        job = Job(
            settings_with(settings, model), rows, digest, seed, out, (model or "").removeprefix("embedded:")
        )
        job.judge = judge_of(settings, judge) if judge else None
        asyncio.run(_voice(job, limit))


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise BadInput(
            "eval.unwritable", path=fault.filename or str(path), detail=fault.strerror or ""
        ) from fault


def _configured(settings: Settings) -> dict[str, EndpointSetting]:
    """The settings' endpoints by their model's name; where a name is configured twice, the deep tier's counts."""
    ordered = sorted(settings.tiers.items(), key=lambda item: item[0] == "deep")
    return {one.model: one for _, several in ordered for one in several}


def settings_with(settings: Settings, model: str | None) -> Settings:
    """These settings with one model for every tier: an endpoint that they name, or one of the catalog."""
    if not model:
        return settings
    if given := _configured(settings).get(model):
        return settings.model_copy(update={"model": "", "tiers": {"fast": [given]}})
    catalog = [one.name for one in adapter("model.catalog")().chats]
    if model.removeprefix("embedded:") not in catalog:
        raise ConfigError("eval.model", name=model, known=", ".join([*_configured(settings), *catalog]))
    return settings.model_copy(update={"model": model, "tiers": {}})


def judge_of(settings: Settings, name: str) -> EndpointSetting:
    """The endpoint that judges; ConfigError where the settings have none of that name."""
    known = _configured(settings)
    if name not in known:
        raise ConfigError("eval.judge", name=name, known=", ".join(known) or "—")
    return known[name]


async def _voice(job: Job, limit: int | None) -> None:
    """Answer what is not answered yet, write the page, let the judge judge."""
    run, failures = _known(job), list[DaziError]()
    if run is None or _open(job, run, limit):
        failures = await _run(job, limit)
    else:
        _write(job)
    _tell(job, limit, failures)
    if job.judge is not None:
        await _judged(job)


async def _run(job: Job, limit: int | None) -> list[DaziError]:
    """Answer with the models at hand; what is finished stands in the page even where this ends early."""
    live = opened(job.settings)
    try:
        async with models_for(live) as tiers:
            todo = _open(job, job.start(_name(tiers)), limit)
            try:
                return await _answered(job, tiers, todo)
            finally:
                _write(job)
    finally:
        live.database.close()


def _known(job: Job) -> Run | None:
    """The run of the rows file where it can be gone on with before a model is up."""
    had = job.kept.run
    return job.start(job.named or had.model) if had else None


def _open(job: Job, run: Run, limit: int | None) -> list[dict[str, Any]]:
    return [row for row in job.chosen(run, limit) if run.key(row["id"]) not in job.kept.pairs]


def _name(tiers: Any) -> str:
    endpoints = tiers.endpoints("fast")
    if not endpoints:
        raise ConfigError("eval.no_model")
    return str(endpoints[0].model)


async def _answered(job: Job, tiers: Any, todo: Sequence[dict[str, Any]]) -> list[DaziError]:
    """Each row answered twice and kept. Several hands have a scratch store each: a scene is one community."""
    first = tiers.endpoints("fast")[0]
    hands = 1 if first.embedded else min(HANDS, first.slots, len(todo))
    speaker = speaker_for(job.settings)
    title = speech()("eval.running", model=first.model)
    with tempfile.TemporaryDirectory(prefix="dazi-eval-") as folder, ExitStack() as stack:
        step = stack.enter_context(_progress(title, len(job.kept.pairs), len(todo)))
        workers = []
        for n in range(hands):
            house = opened(job.settings, Path(folder) / f"{n}.db")
            stack.callback(house.database.close)
            workers.append(_hand(job, tiers, house, speaker, step))
        return await worked_off(todo, workers)


def _hand(
    job: Job, tiers: Any, house: House, speaker: Speaker, step: Callable[[], None]
) -> Callable[[dict[str, Any]], Awaitable[None]]:
    scene = Scene(pipeline_for(house, tiers, speaker, limits=Limits(0, 0, 0)), house, speaker)
    run = job.kept.run
    assert run is not None, "a run is started before its hands"

    async def answer(row: dict[str, Any]) -> None:
        alone = await bare(tiers, row, speaker.name)
        ours = await _ours(scene, row)
        key = run.key(row["id"])
        skill = str(row.get("skill") or ours["skill"])
        job.kept.add(
            Pair(key, run.left(row["id"]), skill, row, alone, ours["text"], ours["backend"], ours["took_ms"])
        )
        step()

    return answer


async def bare(chat: Chat, row: dict[str, Any], name: str) -> str:
    """What the model says by itself to a row, with the thread and the video's title at hand; "" for nothing usable.
    A busy model is asked again, a little later each time."""
    messages = [Message("assistant" if turn.own else "user", turn.text) for turn in turns_of(row)]
    lang: Lang = row.get("lang") or language(row["text"])
    video = row.get("video")
    title = video.get("title") if isinstance(video, dict) else video
    about = {"zh": f"（视频标题：{title}）", "en": f"(The video's title: {title}) "}[lang] if title else ""
    prompt = Prompt(
        BARE[lang].format(name=name), (*messages, Message("user", about + row["text"])), "eval.bare"
    )
    options = Options(max_tokens=300, temperature=0.7, seed=1)
    for attempt in count(1):
        try:
            return (await chat.complete("fast", prompt, options)).text
        except Transient:
            if attempt >= PATIENCE:
                raise
        except ModelRefused as refusal:
            if refusal.code in SPEECHLESS:
                return ""
            raise
        await asyncio.sleep(PAUSE * 2**attempt)
    raise AssertionError("count never ends")


async def _ours(scene: Scene, row: dict[str, Any]) -> dict[str, Any]:
    try:
        return await scene.answer(row)
    except ModelRefused as refusal:
        if refusal.code not in SPEECHLESS:
            raise
        return {"text": "", "skill": "", "backend": "", "took_ms": 0.0}


async def _judged(job: Job) -> None:
    """Let the judge have what it has not judged yet, keep each verdict, put the table into the page and print it."""
    run, given = job.kept.run, job.judge
    assert run is not None and given is not None
    path = job.judging
    had = read_verdicts(path) if path.exists() else Verdicts(run.id, given.model)
    if (had.run, had.by) != (run.id, given.model):
        raise BadInput("eval.other_judge", path=str(path), by=had.by or "—")
    found: dict[str, Verdict] = dict(had.found)
    told = Verdicts(run.id, given.model, found)
    todo = [pair for pair in job.kept.pairs.values() if pair.key not in found]
    alone = job.settings.model_copy(update={"tiers": {"deep": [given]}})
    tiers = tiers_for(plan_for(alone), alone, 0)
    failures: list[DaziError] = []
    try:
        with _progress(speech()("eval.judging", model=given.model), len(found), len(todo)) as step:

            async def judge(pair: Pair) -> None:
                found[pair.key] = await judged(tiers, pair)
                put_whole(path, told.as_text())
                step()

            failures = await worked_off(todo, [judge] * min(HANDS, given.slots))
    finally:
        await tiers.close()
        _write(job)
    _complain(failures)
    show(told, job.kept, machine=False)


@contextmanager
def _progress(title: str, done: int, todo: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal's standard error; elsewhere nothing."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=done + todo, completed=done)
        yield lambda: bar.advance(task)


def _write(job: Job) -> None:
    """The page of the finished pairs, with the table of a judging that stands beside it."""
    run, pairs = job.kept.run, list(job.kept.pairs.values())
    if run is None or not pairs:
        return
    told = read_verdicts(job.judging) if job.judging.exists() else None
    table = Judged(told, lines(pairs, told.found)) if told and told.run == run.id else None
    name = str(adapter("persona.load")(run.persona, job.settings.personas).name)
    put_whole(job.out, page(run, name, pairs, job.spoken, table))


def _tell(job: Job, limit: int | None, failures: Sequence[DaziError]) -> None:
    spoken, run = speech(), job.kept.run
    _complain(failures)
    if run is None:
        return
    if missing := _open(job, run, limit):
        click.echo(spoken("eval.fewer", count=len(missing)), err=True)
    if job.kept.pairs:
        click.echo(f"{spoken.mark(True)} {spoken('eval.written', path=job.out, count=len(job.kept.pairs))}")
        click.echo(f"  dazi eval verdicts verdicts-{run.id}.json --rows {job.kept.path}")


def _complain(failures: Sequence[DaziError]) -> None:
    if failures:
        why = explain(failures[-1], speech().lang)
        click.echo(speech()("eval.failed", count=len(failures), why=why), err=True)
