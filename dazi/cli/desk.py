"""What the operator's page works with, built of the house; the web process makes one."""

from __future__ import annotations

from collections.abc import Callable

from dazi.adapters import adapter
from dazi.again import asked_again, calls_of
from dazi.house import House, Speaker, memory_for, trends_for
from dazi.models.cache import whole
from dazi.models.catalog import catalog
from dazi.plan import models_at_hand
from dazi.types import Lang
from dazi.web.console_desk import Desk, Echo, Offer
from dazi.web.console_door import Door
from dazi.web.console_page import Pages

_GB = 10**9


def desk_for(house: House, speaker: Speaker, expected: Callable[[], str]) -> Desk:
    """The console's desk; `expected` names the model before its process has said anything."""
    pages = Pages(house.settings.timezone, speaker.name)

    async def replay(id: int, lang: Lang) -> tuple[Echo, ...] | None:
        row = await house.records.show(id)
        calls = calls_of(row) if row is not None else None
        if not calls:
            return ()
        async with models_at_hand(house) as tiers:
            if tiers is None:
                return None
            return tuple([Echo(call, await asked_again(tiers, call, lang)) for call in calls])

    return Desk(
        house=house, ledger=adapter("store.ledger")(house.database), memory=memory_for(house, speaker),
        trends=trends_for(house, speaker), pages=pages, door=Door(adapter("store.operators")(house.database), pages),
        offers=offers, expected=expected, replay=replay,
    )  # fmt: skip


def offers() -> tuple[Offer, ...]:
    """The chat models of the catalog, best first."""
    return tuple(
        Offer(one.name, one.strength, one.bytes / _GB, one.licence, whole(one) is not None)
        for one in catalog().chats
    )
