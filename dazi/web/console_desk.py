"""What the console's pages work with: the house, and beside it what only an operator reads; built in cli/web.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dazi.bonds import Memory, Trends
from dazi.house import House
from dazi.store.ledger import Ledger
from dazi.types import Lang
from dazi.web.console_door import Door
from dazi.web.console_page import Pages


@dataclass(frozen=True, slots=True)
class Offer:
    """A model of the catalog that may be chosen."""

    name: str
    strength: str
    gb: float
    licence: str
    here: bool


@dataclass(frozen=True, slots=True)
class Echo:
    """A model call as it was answered then, and now."""

    call: Mapping[str, Any]
    now: str


Replay = Callable[[int, Lang], Awaitable[tuple[Echo, ...] | None]]


@dataclass(frozen=True, slots=True)
class Desk:
    """`replay` asks a mention's calls again (None: no model is at hand); `expected` names the model before its process
    has said anything."""

    house: House
    ledger: Ledger
    memory: Memory
    trends: Trends
    pages: Pages
    door: Door
    offers: Callable[[], Sequence[Offer]]
    expected: Callable[[], str]
    replay: Replay
