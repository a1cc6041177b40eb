"""The language models behind their tiers: fallbacks in order, turns, time limits and a record of every call.
Knows no wire format: adapters speak to the endpoints."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from dazi.errors import DaziError, ModelBusy, ModelRefused
from dazi.models.endpoint import Adapter, Endpoint, Picked
from dazi.models.slots import Slots
from dazi.ports import Chat
from dazi.types import Call, Completion, Message, Options, Prompt, Strength, Tier, Usage

T = TypeVar("T", Completion, Picked)
Sink = Callable[[Call], None]

RANKS: Mapping[Tier, int] = {"fast": 0, "vision": 1, "deep": 2}
LAST = 3  # the rank of work that nobody waits for
SECONDS: Mapping[Tier, float] = {"fast": 30.0, "deep": 120.0, "vision": 120.0}
PATIENCE = 90.0  # seconds that a call waits for its turn
REST = 2.0  # seconds that a failing endpoint is passed over, doubled each time up to
LONGEST_REST = 60.0
LASTING = ("model.key", "model.missing", "model.balance")  # refusals that say nothing about the prompt


@dataclass
class _Post:
    """An endpoint with its turns and how it fared lately."""

    adapter: Adapter
    slots: Slots
    up: bool
    failures: int = 0
    rests_until: float = 0.0
    error: ModelBusy | ModelRefused | None = None

    def failed(self, error: ModelBusy | ModelRefused, now: float) -> None:
        if error.code == "model.loading":
            self.up = False
        if error.code in ("model.loading", "model.slots"):
            return  # our own queue is long, or our own server not up yet: nothing to spare it from
        if isinstance(error, ModelRefused) and error.code not in LASTING:
            return  # it is this prompt that was refused, not the next
        self.failures += 1
        asked = float(str(error.arguments.get("retry_after", 0.0)))
        self.error = error
        self.rests_until = now + min(max(asked, REST * 2 ** (self.failures - 1)), LONGEST_REST)

    def worked(self) -> None:
        self.up, self.failures, self.rests_until, self.error = True, 0, 0.0, None


class Tiers:
    """Implements ports.Chat over adapters: tier -> those to try, in order. One adapter may serve several tiers; its
    turns are shared then, and the fast tier goes first. A tier without adapters uses those of `fast`."""

    def __init__(
        self,
        adapters: Mapping[Tier, Sequence[Adapter]],
        *,
        seconds: Mapping[Tier, float] = SECONDS,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock, self._seconds, self._patience = clock, seconds, patience
        posts: dict[int, _Post] = {}
        for adapter in (adapter for several in adapters.values() for adapter in several):
            known = adapter.endpoint
            posts.setdefault(id(adapter), _Post(adapter, Slots(known.slots), up=not known.embedded))
        self._posts = tuple(posts.values())
        self._tiers = {
            tier: [posts[id(one)] for one in several] for tier, several in adapters.items() if several
        }

    async def complete(self, tier: Tier, prompt: Prompt, options: Options) -> Completion:
        return await self.complete_into(None, tier, prompt, options)

    async def pick(self, tier: Tier, prompt: Prompt, choices: Sequence[str]) -> tuple[float, ...]:
        return await self.pick_into(None, tier, prompt, choices)

    def strength(self, tier: Tier) -> Strength:
        """That of the endpoint which would be asked now; "none" while the only ones are still loading."""
        up = [post for post in self._of(tier) if post.up]
        awake = [post for post in up if post.rests_until <= self._clock()]
        return next((post.adapter.endpoint.strength for post in (*awake, *up)), "none")

    def recording(self, sink: Sink) -> Chat:
        """The same models, with each call (failed ones too) told to `sink`: the worker makes one a mention."""
        return _Recorded(self, sink)

    def endpoints(self, tier: Tier) -> tuple[Endpoint, ...]:
        """Where a tier's calls go, in order."""
        return tuple(post.adapter.endpoint for post in self._of(tier))

    async def ready(self, tier: Tier = "fast") -> bool:
        """Whether someone of the tier can answer now; asks the embedded server whether it has loaded."""
        for post in self._of(tier):
            if not post.up:
                post.up = await post.adapter.ready()
            if post.up:
                return True
        return False

    async def warm(self, tier: Tier, prompts: Sequence[Prompt]) -> None:
        """Let the embedded server read stable prefixes before somebody waits for them; others have no use for it.
        Stops without a word when the model is not there."""
        for post in [post for post in self._of(tier) if post.adapter.endpoint.embedded][:1]:
            for prompt in prompts:
                try:
                    async with post.slots.taken(LAST):
                        await post.adapter.pick(prompt, ("1",), self._seconds["deep"])
                except DaziError:
                    return

    async def close(self) -> None:
        for post in self._posts:
            await post.adapter.close()

    async def complete_into(
        self, sink: Sink | None, tier: Tier, prompt: Prompt, options: Options
    ) -> Completion:
        """`complete`, telling `sink` of the calls."""
        return await self._first(
            _Book(sink, tier, prompt, options=options),
            lambda adapter: adapter.complete(prompt, options, self._seconds[tier]),
            _said,
        )

    async def pick_into(
        self, sink: Sink | None, tier: Tier, prompt: Prompt, choices: Sequence[str]
    ) -> tuple[float, ...]:
        """`pick`, telling `sink` of the calls."""
        picked = await self._first(
            _Book(sink, tier, prompt, choices=tuple(choices)),
            lambda adapter: adapter.pick(prompt, choices, self._seconds[tier]),
            _picked,
        )
        return picked.chances

    async def _first(
        self,
        book: _Book,
        ask: Callable[[Adapter], Awaitable[T]],
        said: Callable[[T], str],
    ) -> T:
        """The answer of the first endpoint that gives one; else the error that leaves most hope."""
        tier, prompt = book.tier, book.prompt
        errors: list[ModelBusy | ModelRefused] = []
        for post in self._candidates(tier, prompt, errors):
            book.start(post.adapter.endpoint.model)
            try:
                async with self._turn(post, tier):
                    book.start(post.adapter.endpoint.model)
                    answer = await ask(post.adapter)
            except (ModelBusy, ModelRefused) as error:
                post.failed(error, self._clock())
                errors.append(error)
                book.close("", Usage(), error.code)
                continue
            post.worked()
            book.close(said(answer), answer.usage, model=answer.model)
            return answer
        if not errors:
            raise ModelRefused("model.none", tier=tier)
        raise next((error for error in errors if isinstance(error, ModelBusy)), errors[0])

    def _candidates(self, tier: Tier, prompt: Prompt, errors: list[ModelBusy | ModelRefused]) -> list[_Post]:
        """Who is asked, in order; of those who rest, the error that put them to rest goes into `errors`."""
        posts = self._of(tier)
        if any(message.images for message in prompt.messages):
            blind = [post for post in posts if not post.adapter.endpoint.sees]
            posts = [post for post in posts if post.adapter.endpoint.sees]
            if not posts:
                errors += [ModelRefused("model.blind", endpoint=post.adapter.endpoint.name) for post in blind]
        now = self._clock()
        errors += [post.error for post in posts if post.rests_until > now and post.error]
        return [post for post in posts if post.rests_until <= now]

    def _of(self, tier: Tier) -> list[_Post]:
        return self._tiers.get(tier) or self._tiers.get("fast") or next(iter(self._tiers.values()), [])

    @asynccontextmanager
    async def _turn(self, post: _Post, tier: Tier) -> AsyncIterator[None]:
        """A place at the endpoint; ModelBusy model.slots when none gets free in good time."""
        place = post.slots.taken(RANKS[tier])
        try:
            async with asyncio.timeout(self._patience):
                await place.__aenter__()
        except TimeoutError as fault:
            name = post.adapter.endpoint.name
            raise ModelBusy("model.slots", endpoint=name, seconds=self._patience) from fault
        try:
            yield
        finally:
            await place.__aexit__(None, None, None)


class _Recorded:
    """A Chat whose calls are told to a sink."""

    def __init__(self, tiers: Tiers, sink: Sink) -> None:
        self._tiers, self._sink = tiers, sink

    async def complete(self, tier: Tier, prompt: Prompt, options: Options) -> Completion:
        return await self._tiers.complete_into(self._sink, tier, prompt, options)

    async def pick(self, tier: Tier, prompt: Prompt, choices: Sequence[str]) -> tuple[float, ...]:
        return await self._tiers.pick_into(self._sink, tier, prompt, choices)

    def strength(self, tier: Tier) -> Strength:
        return self._tiers.strength(tier)


@dataclass
class _Book:
    """Makes the records of one call, one for each endpoint that is asked; its clock starts when the turn has come."""

    sink: Sink | None
    tier: Tier
    prompt: Prompt
    options: Options | None = None
    choices: tuple[str, ...] = ()
    model: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    began: float = 0.0

    def start(self, model: str) -> None:
        self.model, self.at, self.began = model, datetime.now(UTC), time.perf_counter()

    def close(self, answer: str, usage: Usage, error: str = "", model: str = "") -> None:
        if self.sink is None:
            return
        took, prompt = (time.perf_counter() - self.began) * 1000, self.prompt
        messages = tuple(_without_pictures(message) for message in prompt.messages)
        what = (prompt.purpose, self.tier, model or self.model, prompt.stable, messages)
        self.sink(Call(*what, answer, usage, took, self.at, error, self.options, self.choices))


def _without_pictures(message: Message) -> Message:
    """A record keeps a picture's hash: its bytes would be megabytes a call."""
    hashes = tuple(f"sha256:{hashlib.sha256(image.encode()).hexdigest()}" for image in message.images)
    return replace(message, images=hashes) if hashes else message


def _said(completion: Completion) -> str:
    return completion.text


def _picked(picked: Picked) -> str:
    return picked.answer
