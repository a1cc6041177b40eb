"""The feed of the web process: over the house's store, fed with the plaza's own videos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from fastapi import APIRouter

from dazi.adapters import adapter
from dazi.bonds import Clip
from dazi.config import LOOPBACK, Settings
from dazi.feed.dids import Dids
from dazi.feed.readers import Readers
from dazi.house import House, derived, feed_for
from dazi.text.prefers import mood_in
from dazi.web.feed_routes import Feeding, feed_routes
from dazi.web.plaza_board import Board
from dazi.web.skeleton_routes import Skeleton, did_of, skeleton_routes

_LENT = 300


def feeding_for(house: House, board: Board) -> tuple[APIRouter, ...]:
    """The routes of the feed, and those by which Bluesky asks for it."""
    settings, feed = house.settings, feed_for(house)
    plazas = [name for name, given in settings.platforms.items() if given.kind == "plaza"]
    name = next(iter(plazas), "plaza")
    feeding = Feeding(feed, name, board.speaker, derived(settings, "feed"), lambda: listed(board, name))
    host = public_host(settings)
    # Without a name of our own in the world no token can be meant for us.
    known = any(name not in LOOPBACK for name in settings.allowed_hosts)
    readers = Readers(Dids(settings.plc), did_of(host)) if known else None
    return feed_routes(feeding), skeleton_routes(Skeleton(feed, host, readers))


async def lend(live: House, scratch: House) -> None:
    """The plaza's videos, as far as they are known, for a scratch community: an answer can name some."""
    known: Sequence[Clip] = await adapter("store.clips")(live.database).popular("plaza", _LENT)
    if known:
        await feed_for(scratch).offer([replace(one, platform="scratch", id=0) for one in known])


def public_host(settings: Settings) -> str:
    """The first allowed host that is no loopback; without one, where this server listens."""
    named = next((host for host in settings.allowed_hosts if host not in LOOPBACK), "")
    return named or f"{settings.host}:{settings.port}"


def listed(board: Board, platform: str) -> Sequence[Clip]:
    """The plaza's videos as a feed knows them; when one is first seen is when it was new."""
    now = datetime.now(UTC)
    return [
        Clip(
            platform, one["id"], one["title"], one["author"]["name"], tuple(one["tags"]), float(one["seconds"]), now,
            float(one["likes"]), mood_in(" ".join((one["title"], *one["tags"]))), f"/#/v/{quote(one['id'], safe='')}",
        )
        for one in board.reads.videos("")
    ]  # fmt: skip
