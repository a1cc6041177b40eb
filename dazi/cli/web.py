"""The web process (`dazi web`, started by `dazi run`): the plaza, its page, status, health and metrics."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

import click
import uvicorn

from dazi import log
from dazi.cli.desk import desk_for
from dazi.cli.feeding import feeding_for
from dazi.clips.kiosk import Kiosk
from dazi.config import LOOPBACK, load
from dazi.errors import DaziError
from dazi.house import House, Speaker, derived, feed_for, marker_for, memory_for, opened, speaker_for
from dazi.plan import CHOICE, plan_for
from dazi.supervise import die_with_parent
from dazi.web.console import console_routes
from dazi.web.me_routes import Mine, me_routes
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_board import Board
from dazi.web.server import create_server
from dazi.web.status import Panel


def _mine(house: House, speaker: Speaker, board: Board) -> Mine:
    """What members may see and change of what is kept of them."""
    plazas = [name for name, given in house.settings.platforms.items() if given.kind == "plaza"]
    name = next(iter(plazas), "plaza")
    memory, feed = memory_for(house, speaker), feed_for(house)
    return Mine(memory, feed, house.wishes, name, board.speaker, board.place)


@click.command()
def web() -> None:
    """网页进程，由 dazi run 带起来。The web process, started by dazi run."""
    die_with_parent()
    settings = load()
    log.configure("web", words=settings.log_words)
    house = opened(settings)
    speaker = speaker_for(settings, at_once=False)
    card = CompanionCard(
        name=speaker.name,
        handle=speaker.handle,
        avatar="/static/companion.svg",
        color="#ffc83d",
        bio=speaker.voice.bio("zh"),
        bio_en=speaker.voice.bio("en"),
    )
    plaza = create_plaza(
        settings.data / "plaza", token=derived(settings, "plaza"), clips=settings.data / "clips", companion=card,
        lang=settings.lang, marker=marker_for(settings), kiosk=Kiosk(settings.data / "clips") if settings.clips else None,
    )  # fmt: skip
    named = ""
    with suppress(DaziError):
        named = plan_for(settings, asyncio.run(house.switches.get(CHOICE)), look=False).name
    panel = Panel(house.switches, house.queue, house.records, lambda: named)
    hosts = tuple(dict.fromkeys((settings.host, *LOOPBACK, *settings.allowed_hosts)))
    console = console_routes(desk_for(house, speaker, lambda: named))
    board = plaza.state.board
    more = (me_routes(_mine(house, speaker, board)), console, *feeding_for(house, board))
    server = create_server(plaza, panel, card, hosts, more)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    uvicorn.run(
        server, host=settings.host, port=settings.port, log_config=None, access_log=False, timeout_graceful_shutdown=2,
        server_header=False, timeout_keep_alive=30,
    )  # fmt: skip
