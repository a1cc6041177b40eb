"""What remote painters share: where one is and what it costs, its turns and rests, the record of each call. Knows no wire."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dazi.errors import ModelBusy, ModelRefused
from dazi.models.endpoint import Endpoint
from dazi.models.slots import Slots
from dazi.pictures import Stroke
from dazi.types import Call, Message, Usage

TIER = "images"  # in records and metrics: no tier of language models
REST = 2.0  # seconds that a failing place is passed over, doubled each time up to
LONGEST_REST = 60.0
LASTING = ("model.key", "model.missing", "model.balance")
PATIENCE = 120.0  # seconds that a call waits for its turn

Sink = Callable[[Call], None]


@dataclass(frozen=True, slots=True)
class Place(Endpoint):
    """An endpoint of pictures: `seconds` bound a call, `each` is the price of one picture, besides its tokens'."""

    seconds: float = 180.0
    each: float = 0.0

    def used(self, tokens_in: int = 0, tokens_out: int = 0) -> Usage:
        """What one picture took."""
        usage = Usage(tokens_in, tokens_out)
        return Usage(tokens_in, tokens_out, cost=self.each + self.price.of(usage))


class Tab:
    """Turns at a place, and how it fared lately: one that fails rests, so that the next wish goes on at once."""

    def __init__(self, place: Place, clock: Callable[[], float] = time.monotonic) -> None:
        self.place = place
        self._slots, self._clock = Slots(place.slots), clock
        self._failures, self._until = 0, 0.0
        self._error: ModelBusy | ModelRefused | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A place in good time, else ModelBusy model.slots; while it rests, the error that put it to rest."""
        if self._error is not None and self._clock() < self._until:
            again = ModelBusy if isinstance(self._error, ModelBusy) else ModelRefused
            raise again(self._error.code, **self._error.arguments)
        slot = self._slots.taken(0)
        try:
            async with asyncio.timeout(PATIENCE):
                await slot.__aenter__()
        except TimeoutError as fault:
            raise ModelBusy("model.slots", endpoint=self.place.name, seconds=PATIENCE) from fault
        try:
            yield
            self._failures, self._error = 0, None
        except (ModelBusy, ModelRefused) as error:
            self._failed(error)
            raise
        finally:
            await slot.__aexit__(None, None, None)

    def _failed(self, error: ModelBusy | ModelRefused) -> None:
        if isinstance(error, ModelRefused) and error.code not in LASTING:
            return  # it is this wish that was refused, not the next
        self._failures += 1
        asked = float(str(error.arguments.get("retry_after", 0.0)))
        self._error = error
        self._until = self._clock() + min(max(asked, REST * 2 ** (self._failures - 1)), LONGEST_REST)


@dataclass
class Book:
    """One call's record in the making."""

    answer: str = ""
    usage: Usage = field(default_factory=Usage)

    def worked(self, answer: str, usage: Usage) -> None:
        self.answer, self.usage = answer, usage


@asynccontextmanager
async def noted(sink: Sink | None, tab: Tab, stroke: Stroke, words: str) -> AsyncIterator[Book]:
    """A turn at the place, and its record told to `sink` at the end, also where it failed."""
    book, at, began, code = Book(), datetime.now(UTC), time.perf_counter(), ""
    try:
        async with tab.turn():
            at, began = datetime.now(UTC), time.perf_counter()
            yield book
    except (ModelBusy, ModelRefused) as error:
        code = error.code
        raise
    finally:
        if sink is not None:
            took = (time.perf_counter() - began) * 1000
            message = (Message("user", words),)
            sink(Call(f"paint.{stroke}", TIER, tab.place.model or tab.place.name, "", message, book.answer, book.usage, took, at, code))  # fmt: skip
